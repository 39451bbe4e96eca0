"""What is entered anew on the pages of the talks: parties, engagements, delegations, agreements, commitments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.codes import next_code
from repatria.registry.custody.models import HandOver
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.registry.sources.models import UNITS
from repatria.registry.talks.models import (
    AgreementPoint,
    Channel,
    Commitment,
    Engagement,
    Kind,
    Level,
    Outcome,
    Party,
    RelationKind,
)
from repatria.registry.talks.undertakings import add_agreement, add_channel, add_commitment, set_channel_state
from repatria.registry.talks.verbs import add_delegation, add_engagement, add_party, relate
from repatria.web.actions import DATE_HELP, Action, date, form, lines, one_of, split_lines, text
from repatria.web.source_field import SourceField, source_key
from repatria.web.talks_wording import relation
from repatria.web.told_event import told_event
from repatria.web.wording import word
from repatria.web.written import told

TALKS = Resource.TALKS
PARTY_KINDS = ("state", "organisation", "person", "group", "media")
_PLAN_HELP = _("A date as precise as it is known, or from/to: 2018-07-05/2018-07-07.")


def parties_field(label: Any, *, required: bool = False) -> forms.Field:
    """Any number of the parties on the record, by name."""
    found = sorted(((row.code, told(row, "name")) for row in Party.objects.all()), key=lambda pair: pair[1])
    return forms.MultipleChoiceField(label=label, choices=found, required=required, widget=forms.CheckboxSelectMultiple)


def _made(**fields: forms.Field) -> type[forms.Form]:
    return form(**fields)(None)


def _titles() -> dict[str, forms.Field]:
    return {
        "title_en": text(_("Title, in English"), size=200),
        "title_ko": text(_("In Korean"), required=False, size=200),
    }


def _engagement_form(_none: None) -> type[forms.Form]:
    outcomes = [
        ("", _("as the dates say: planned, or it took place")),
        *((each, word(each)) for each in Outcome.values),
    ]
    return _made(
        kind=one_of(_("Kind"), Kind.values, word),
        **_titles(),
        planned=forms.CharField(label=_("Planned for"), max_length=24, required=False, help_text=_PLAN_HELP),
        date=forms.CharField(label=_("Took place on"), max_length=24, required=False, help_text=_PLAN_HELP),
        outcome=forms.ChoiceField(label=_("Outcome"), choices=outcomes, required=False),
        place=text(_("Place"), required=False, size=120),
        parties=parties_field(_("Parties")),
        source=SourceField(),
        note_en=text(_("Note, in English"), required=False, size=500),
        note_ko=text(_("In Korean"), required=False, size=500),
    )


def _add_engagement(record: Recording, _none: None, clean: dict[str, Any]) -> int:
    if not (clean["planned"] or clean["date"]):
        raise InvalidInput("say for when it is planned, or when it took place")
    source = clean.pop("source")
    code = next_code(Engagement, "E")
    return add_engagement(record, code, sources=[source] if source else [], **clean)


def _delegation_form(engagement: Engagement) -> type[forms.Form]:
    there = engagement.delegations.values("party")
    rows = sorted(
        ((str(row.pk), told(row, "name")) for row in Party.objects.exclude(pk__in=there)), key=lambda pair: pair[1]
    )
    attended = [("", _("no source says")), ("yes", _("yes")), ("no", _("no, they stayed away"))]
    return _made(
        party=forms.ChoiceField(label=_("Party"), choices=rows),
        level=one_of(_("Level"), Level.values, word),
        attended=forms.ChoiceField(label=_("Did they come?"), choices=attended, required=False),
    )


def _add_delegation(record: Recording, engagement: Engagement, clean: dict[str, Any]) -> int:
    attended = {"yes": True, "no": False}.get(clean["attended"])
    return add_delegation(record, engagement.pk, int(clean["party"]), level=clean["level"], attended=attended)


def _add_agreement(record: Recording, engagement: Engagement, clean: dict[str, Any]) -> None:
    from repatria.registry.talks.models import Agreement

    points = []
    for line in split_lines(clean["points"]):
        english, _bar, korean = (part.strip() for part in line.partition("|"))
        if not english:
            raise InvalidInput("each point has its words in English, and after a bar | those in Korean")
        if len(english) > 300 or len(korean) > 300:
            raise InvalidInput("a point has at most 300 characters: put the gist here and the text into a document")
        points.append((english, korean))
    code = next_code(Agreement, "A")
    add_agreement(record, code, engagement.pk, clean["title_en"], points, title_ko=clean["title_ko"])


def _commitment_form(engagement: Engagement) -> type[forms.Form]:
    points = AgreementPoint.objects.filter(agreement__engagement=engagement).order_by("agreement", "number")
    choices = [(str(row.pk), f"{row.number}. {told(row, 'text')}") for row in points]
    number = lambda label: forms.IntegerField(label=label, required=False, min_value=0, max_value=10_000_000)  # noqa: E731
    return _made(
        title_en=text(_("What was undertaken, in English"), size=300),
        title_ko=text(_("In Korean"), required=False, size=300),
        parties=parties_field(_("Who undertook it"), required=True),
        quantity_low=number(_("How many, at least")),
        quantity_high=number(_("At most")),
        unit=forms.ChoiceField(
            label=_("Unit"), choices=[("", _("no quantity")), *((unit, word(unit)) for unit in UNITS)], required=False
        ),
        quantity_en=text(_("The quantity in the words used, in English"), required=False, size=300),
        quantity_ko=text(_("In Korean"), required=False, size=300),
        due=forms.CharField(label=_("By when"), max_length=40, required=False, help_text=DATE_HELP),
        point=forms.ChoiceField(label=_("Point of the agreement"), choices=[("", _("none")), *choices], required=False),
        source=SourceField(),
    )


def _add_commitment(record: Recording, engagement: Engagement, clean: dict[str, Any]) -> int:
    source, point = clean.pop("source"), clean.pop("point")
    low, high = clean["quantity_low"], clean["quantity_high"]
    if clean["unit"] and low is None and high is None:
        raise InvalidInput("a unit goes with a number: say how many")
    if high is None and low is not None and not clean["quantity_en"]:
        clean["quantity_high"] = low
    return add_commitment(
        record,
        next_code(Commitment, "K"),
        clean.pop("title_en"),
        made_at_id=engagement.pk,
        point_id=int(point) if point else None,
        sources=[source] if source else [],
        **clean,
    )


def _relation_form(engagement: Engagement) -> type[forms.Form]:
    others = [
        *Engagement.objects.exclude(pk=engagement.pk).order_by("earliest", "id"),
        *HandOver.objects.order_by("id"),
    ]
    return _made(
        kind=one_of(_("This event"), RelationKind.values, relation),
        other=forms.ChoiceField(label=_("The other event"), choices=[(row.code, told(row, "title")) for row in others]),
        source=SourceField(),
    )


def _relate(record: Recording, engagement: Engagement, clean: dict[str, Any]) -> int:
    return relate(record, clean["kind"], engagement.code, clean["other"], source_id=source_key(clean["source"]))


def _channel_form(_none: None) -> type[forms.Form]:
    return _made(
        name_en=text(_("Name, in English")),
        name_ko=text(_("In Korean"), required=False),
        parties=parties_field(_("Between")),
    )


def _channel_state_form(_channel: Channel) -> type[forms.Form]:
    return _made(
        state=one_of(_("State"), ("open", "cut"), word),
        since=date(_("Since")),
        words_en=text(_("In a few words"), required=False, size=300),
        words_ko=text(_("In Korean"), required=False, size=300),
        source=SourceField(),
    )


def _set_channel_state(record: Recording, channel: Channel, clean: dict[str, Any]) -> int:
    source = source_key(clean.pop("source"))
    return set_channel_state(record, channel.pk, clean.pop("state"), source_id=source, **clean)


_key = lambda row: row.pk  # noqa: E731
TALKS_ENTERING = (
    Action(
        "engagement-add",
        "engagements/add/",
        _("Record a meeting, letter or statement"),
        TALKS,
        None,
        _engagement_form,
        _add_engagement,
        "talks",
        made="engagement",
        help=_("What is planned, or what took place; what came of a plan is recorded later on its own page."),
        filled=told_event,
    ),
    Action(
        "party-add",
        "parties/add/",
        _("Add a party"),
        TALKS,
        None,
        form(
            code=text(_("Short name"), size=40, help_text=_("By which other entries name it, for example DPAA.")),
            name_en=text(_("Name, in English")),
            name_ko=text(_("In Korean"), required=False),
            kind=one_of(_("Kind"), PARTY_KINDS, word),
            role_en=text(_("What it does in the talks, in English"), required=False, size=300),
            role_ko=text(_("In Korean"), required=False, size=300),
        ),
        lambda record, _none, clean: add_party(
            record, clean.pop("code").strip(), clean.pop("name_en"), clean.pop("kind"), **clean
        ),
        "talks",
    ),
    Action(
        "channel-add",
        "channels/add/",
        _("Add a channel"),
        TALKS,
        None,
        _channel_form,
        lambda record, _none, clean: add_channel(record, next_code(Channel, "C"), clean.pop("name_en"), **clean),
        "talks",
        help=_("A line between parties, for example a hotline; it is open or cut."),
    ),
    Action(
        "channel-state",
        "channels/<int:number>/state/",
        _("Record that it is open or cut"),
        TALKS,
        Channel,
        _channel_state_form,
        _set_channel_state,
        "talks",
    ),
    Action(
        "commitment-add",
        "engagements/<int:number>/commitment/",
        _("Record a commitment made here"),
        TALKS,
        Engagement,
        _commitment_form,
        _add_commitment,
        "engagement",
        _key,
        made="commitment",
    ),
    Action(
        "agreement-add",
        "engagements/<int:number>/agreement/",
        _("Record an agreement reached here"),
        TALKS,
        Engagement,
        form(
            **_titles(),
            points=lines(_("Points"), help_text=_("One a line, in their order; after a bar | the same in Korean.")),
        ),
        _add_agreement,
        "engagement",
        _key,
    ),
    Action(
        "delegation-add",
        "engagements/<int:number>/delegation/",
        _("Record who sat for a party"),
        TALKS,
        Engagement,
        _delegation_form,
        _add_delegation,
        "engagement",
        _key,
    ),
    Action(
        "relation-add",
        "engagements/<int:number>/relation/",
        _("Say how it stands to another event"),
        TALKS,
        Engagement,
        _relation_form,
        _relate,
        "engagement",
        _key,
    ),
)
