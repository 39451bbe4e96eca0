"""What can be changed from the page of a relative: consents, contact card, kinship, details, death, account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.registry.families.ages import Birth
from repatria.registry.families.consent_models import Consent, Decision, Use
from repatria.registry.families.consents import correct_consent, record_consent
from repatria.registry.families.contacts import correct_contact, set_contact
from repatria.registry.families.details import correct_relative
from repatria.registry.families.kin import correct_death, record_death, set_kinship
from repatria.registry.families.kin_models import ContactCard, Life, Relationship, Relative, Way
from repatria.registry.families.models import FamilyMember
from repatria.registry.families.struck_off import put_relative_back, strike_off_relative
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.families.ties import tie_account
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import MissingPerson
from repatria.web.actions import Action, Look, cautions, date, form, one_of, reason, text
from repatria.web.family_fields import area, chosen_from, free_members, made, persons_of
from repatria.web.wording import word

FAMILIES, CONTACTS = Resource.FAMILIES, Resource.CONTACTS
_key = lambda row: row.pk  # noqa: E731
_ONLY_WHERE_IT_CHANGED = _("Leave it empty when the earlier entry was wrong from the start.")


def _correct_form(relative: Relative) -> type[forms.Form]:
    members = free_members(relative.family_id, relative.member_id)
    fields = {
        "name": text(_("Name")),
        "born": date(_("Born"), required=False),
        "member": chosen_from(_("Member of the pedigree"), members, required=False, none=_("as it is recorded")),
        "no_member": forms.BooleanField(label=_("Is no member of the pedigree"), required=False),
        "since": forms.CharField(label=_("Since"), max_length=40, required=False, help_text=_ONLY_WHERE_IT_CHANGED),
        "reason": reason(_("Why it is changed")),
    }
    for name, value in (("name", relative.name), ("born", relative.born)):
        fields[name].initial = value
    return made(**fields)


def _kinship_form(relative: Relative) -> type[forms.Form]:
    return made(
        person=persons_of(_("Missing person"), relative.family_id),
        relationship=one_of(_("What the relative is to the missing person"), Relationship.values, word),
        since=date(_("Since"), required=False),
        reason=area(_("Why another relationship was recorded wrongly"), required=False),
    )


def _card_fields(card: ContactCard | None) -> dict[str, forms.Field]:
    ways = [("", "–"), *((way, word(way)) for way in Way.values)]
    fields: dict[str, forms.Field] = {
        "since": date(_("Since")),
        "telephone": text(_("Telephone"), required=False, size=60),
        "email": text(_("E-mail"), required=False),
        "post": text(_("Postal address"), required=False, size=300),
        "language": text(_("Preferred language"), required=False, size=40),
        "way": forms.ChoiceField(label=_("Preferred way"), choices=ways, required=False),
        "best_time": text(_("Best time"), required=False),
        "do_not_contact": forms.BooleanField(label=_("Asked not to be contacted"), required=False),
        "reason": area(_("Reason"), required=False, help_text=_("Needed when nobody may or can be contacted.")),
    }
    for name in ("telephone", "email", "post", "language", "way", "best_time", "do_not_contact"):
        fields[name].initial = getattr(card, name) if card else None
    return fields


def _contact_form(relative: Relative) -> type[forms.Form]:
    return made(
        **_card_fields(ContactCard.objects.filter(relative=relative, ended_seq=None, corrected_seq=None).first())
    )


def _contact_correction(card: ContactCard) -> type[forms.Form]:
    fields = _card_fields(card)
    fields["since"].initial = card.since
    fields["reason"] = reason(_("Why the recorded one is wrong"))
    return made(**fields)


def _consent_fields() -> dict[str, forms.Field]:
    return {
        "decision": one_of(_("Decision"), Decision.values, word),
        "since": date(_("Since")),
        "form": text(_("On which form"), required=False, help_text=_("Needed for a consent that is given.")),
        "until": forms.CharField(
            label=_("Until"), max_length=40, required=False, help_text=_("Empty for a consent without an end.")
        ),
        "given_by": text(
            _("Decided by"), required=False, help_text=_("Only where it was not the relative: a guardian, an heir.")
        ),
    }


def _consent_form(_relative: Relative) -> type[forms.Form]:
    uses = forms.MultipleChoiceField(
        label=_("Uses"), choices=[(use, word(use)) for use in Use.values], widget=forms.CheckboxSelectMultiple
    )
    return made(uses=uses, **_consent_fields(), reason=area(_("Reason"), required=False))


def _record_consents(record: Recording, relative: Relative, clean: dict[str, Any]) -> None:
    decision = clean.pop("decision")
    for use in clean.pop("uses"):
        record_consent(record, relative.pk, use, decision, **clean)


def _odd_after_correction(relative: Relative, clean: dict[str, Any], _reader: Actor) -> Look | None:
    if "born" not in clean:
        return None
    member = None if clean.get("no_member") else clean.get("member") or relative.member_id
    known = FamilyMember.objects.filter(pk=member).first()
    return cautions(Birth(relative, clean.get("name") or relative.name, clean["born"] or relative.born, known).odd())


def _odd_kinship(relative: Relative, clean: dict[str, Any], _reader: Actor) -> Look | None:
    person = MissingPerson.objects.filter(pk=clean.get("person")).first()
    if person is None or "relationship" not in clean:
        return None
    kinship = (person, clean["relationship"])
    return cautions(Birth(relative, relative.name, relative.born, relative.member, kinship).odd())


RELATIVE_ACTIONS = (
    Action(
        "relative-consent",
        "relatives/<int:number>/consent/",
        _("Record a consent, a refusal or a withdrawal"),
        FAMILIES,
        Relative,
        _consent_form,
        _record_consents,
        "relative",
        _key,
    ),
    Action(
        "relative-contact",
        "relatives/<int:number>/contact/",
        _("Record how to reach them"),
        CONTACTS,
        Relative,
        _contact_form,
        lambda record, row, clean: set_contact(record, row.pk, **clean),
        "relative",
        _key,
        help=_("The whole card, as it holds from a day on. It ends the one before, which stays in the history."),
    ),
    Action(
        "relative-kinship",
        "relatives/<int:number>/kinship/",
        _("Say what they are to a missing person"),
        FAMILIES,
        Relative,
        _kinship_form,
        lambda record, row, clean: set_kinship(record, row.pk, clean.pop("person"), clean.pop("relationship"), **clean),
        "relative",
        _key,
        look=_odd_kinship,
    ),
    Action(
        "relative-correct",
        "relatives/<int:number>/correct/",
        _("Change name, birth or place in the pedigree"),
        FAMILIES,
        Relative,
        _correct_form,
        lambda record, row, clean: correct_relative(record, row.pk, member_id=clean.pop("member"), **clean),
        "relative",
        _key,
        look=_odd_after_correction,
    ),
    Action(
        "relative-strike-off",
        "relatives/<int:number>/strike-off/",
        _("Strike this relative off"),
        FAMILIES,
        Relative,
        form(why=reason(_("Why they are no relative of this family, or who they are already"))),
        lambda record, row, clean: strike_off_relative(record, row.pk, reason=clean["why"]),
        "relative",
        _key,
        help=_("For someone entered twice or by mistake. They count no more, stay on the record, and can be put back."),
    ),
    Action(
        "relative-put-back",
        "struck-off-relatives/<int:number>/undo/",
        _("Put this relative back"),
        FAMILIES,
        StruckOffRelative,
        form(why=reason(_("Why they are a relative of this family"))),
        lambda record, row, clean: put_relative_back(record, row, reason=clean["why"]),
        "relative",
        lambda row: row.relative_id,
    ),
    Action(
        "relative-death",
        "relatives/<int:number>/death/",
        _("Record a death"),
        FAMILIES,
        Relative,
        form(on=date(_("Died on")), words=text(_("On whose word"), required=False, size=300)),
        lambda record, row, clean: record_death(record, row.pk, **clean),
        "relative",
        _key,
    ),
    Action(
        "relative-account",
        "relatives/<int:number>/account/",
        _("Tie an account to them"),
        FAMILIES,
        Relative,
        form(
            username=text(_("User name"), size=150, help_text=_("They then see their own consents when signed in.")),
            reason=area(_("Why what is recorded is wrong"), required=False),
        ),
        lambda record, row, clean: tie_account(record, row.pk, clean["username"], reason=clean["reason"]),
        "relative",
        _key,
    ),
    Action(
        "consent-correct",
        "consents/<int:number>/correct/",
        _("Correct this consent"),
        FAMILIES,
        Consent,
        lambda _row: made(**_consent_fields(), reason=reason(_("Why the recorded one is wrong"))),
        lambda record, row, clean: correct_consent(record, row, clean.pop("decision"), **clean),
        "relative",
        lambda row: row.relative_id,
    ),
    Action(
        "contact-correct",
        "contacts/<int:number>/correct/",
        _("Correct this card"),
        CONTACTS,
        ContactCard,
        _contact_correction,
        lambda record, row, clean: correct_contact(record, row, **clean),
        "relative",
        lambda row: row.relative_id,
    ),
    Action(
        "death-correct",
        "deaths/<int:number>/correct/",
        _("Correct this death"),
        FAMILIES,
        Life,
        form(
            on=forms.CharField(
                label=_("Died on"), max_length=40, required=False, help_text=_("Empty when the relative lives.")
            ),
            reason=reason(_("Why the recorded one is wrong")),
        ),
        lambda record, row, clean: correct_death(record, row, **clean),
        "relative",
        lambda row: row.relative_id,
    ),
)
