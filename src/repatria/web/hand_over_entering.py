"""What is entered anew on the pages of hand-overs: a hand-over, and the containers that came in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.codes import next_code
from repatria.registry.custody.lists import labels
from repatria.registry.custody.models import HandOver
from repatria.registry.custody.verbs import KOREAN_WAR, add_container, add_hand_over
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.histories import ArmedConflict
from repatria.web.actions import RANGE_HELP, Action, date, form, lines, one_of, text
from repatria.web.source_field import SourceField, source_key
from repatria.web.wording import word

CUSTODY = Resource.CUSTODY
COUNTED = ("boxes", "caskets", "cases", "sets", "remains", "other")
KINDS = ("box", "casket", "case", "other")
_MOST = 500  # containers in one go


def _hand_over_form(_none: None) -> type[forms.Form]:
    wars = list(dict.fromkeys([KOREAN_WAR, *ArmedConflict.objects.order_by("name").values_list("name", flat=True)]))
    number = lambda label: forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000)  # noqa: E731
    return form(
        title_en=text(_("Title, in English"), size=200),
        title_ko=text(_("In Korean"), required=False, size=200),
        date=date(),
        conflict=forms.ChoiceField(
            label=_("War"), choices=[*((war, word(war)) for war in wars), ("", _("not known"))], required=False
        ),
        giver=text(_("From"), size=120),
        receiver=text(_("To"), size=120),
        place=text(_("Place"), required=False, size=120),
        unit=one_of(_("Unit"), COUNTED, word),
        declared=number(_("Declared by the giver, in all")),
        counted=number(_("Counted on receipt, in all")),
        source=SourceField(),
    )(None)


def _add_hand_over(record: Recording, _none: None, clean: dict[str, Any]) -> int:
    source = clean.pop("source")
    return add_hand_over(
        record,
        next_code(HandOver, "H"),
        clean.pop("title_en"),
        source_id=source_key(source),
        sources=[source] if source else [],
        **clean,
    )


def _add_containers(record: Recording, given: HandOver, clean: dict[str, Any]) -> None:
    codes = labels(clean["codes"])
    if not codes or len(codes) > _MOST:
        raise InvalidInput(f"name one to {_MOST} containers, one a line")
    for code in codes:
        add_container(record, code, clean["kind"], hand_over_id=given.pk)


HAND_OVER_ENTERING = (
    Action(
        "hand-over-add",
        "hand-overs/add/",
        _("Record a hand-over"),
        CUSTODY,
        None,
        _hand_over_form,
        _add_hand_over,
        "hand-overs",
        made="hand-over",
        help=_("The totals as they are reported; manifest, count and signatures are recorded on its own page."),
    ),
    Action(
        "hand-over-containers",
        "hand-overs/<int:number>/containers/",
        _("Record the containers one by one"),
        CUSTODY,
        HandOver,
        form(
            kind=one_of(_("What they are"), KINDS, word),
            codes=lines(
                _("Their labels"),
                help_text=RANGE_HELP,
            ),
        ),
        _add_containers,
        "hand-over",
        lambda row: row.pk,
    ),
)
