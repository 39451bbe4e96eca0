"""What can be changed from the pages of hand-overs: manifest, count, signatures, what followed, supplies."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.custody.after_the_count import SIDES, STAGES, add_stage, sign, withdraw_signature
from repatria.registry.custody.manifests import Declared, Extra, Found, count, declare
from repatria.registry.custody.models import HandOver, HandOverSignature, ManifestLine, Supply
from repatria.registry.custody.supplies import USES, send_supplies, use_supplies
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.web.actions import Action, date, form, lines, one_of, reason, split_lines, text
from repatria.web.wording import word

CUSTODY = Resource.CUSTODY
_QUANTITY = re.compile(r"(\d{1,7})\s+([^:]{1,20})(?::\s*(.*))?")
_QUANTITY_HELP = _("One a line: number, unit, and after a colon what it is. For example: 55 boxes: wooden, numbered")
_key = lambda subject: subject.pk  # noqa: E731


def _quantities(given: str) -> list[tuple[int, str, str]]:
    found = []
    for number, line in enumerate(split_lines(given), 1):
        match = _QUANTITY.fullmatch(line)
        if match is None:
            raise InvalidInput(f"line {number}: write a number, a unit, and after a colon what it is")
        found.append((int(match[1]), match[2].strip(), (match[3] or "").strip()))
    return found


def _declare(record: Recording, given: HandOver, clean: dict[str, Any]) -> None:
    rows = [Declared(unit, number, what) for number, unit, what in _quantities(clean["manifest"])]
    declare(record, given.pk, rows, reason=clean["why"])


def _count_form(given: HandOver) -> type[forms.Form]:
    fields: dict[str, forms.Field] = {}
    for line in ManifestLine.objects.filter(hand_over=given, corrected_seq__isnull=True).order_by("number"):
        shown = f"{line.number}. {line.declared} {line.unit}{': ' if line.description else ''}{line.description}"
        fields[f"found_{line.number}"] = forms.IntegerField(label=shown, min_value=0, max_value=line.declared)
        fields[f"broken_{line.number}"] = forms.IntegerField(
            label=_("of these, seals broken"), min_value=0, initial=0, required=False
        )
    fields["extra"] = lines(_("Found but not declared"), help_text=_QUANTITY_HELP, required=False)
    fields["why"] = text(_("Reason, when counting again"), required=False, size=500)
    return type("CountForm", (forms.Form,), fields)


def _count(record: Recording, given: HandOver, clean: dict[str, Any]) -> None:
    numbers = [int(name.removeprefix("found_")) for name in clean if name.startswith("found_")]
    rows = [Found(number, clean[f"found_{number}"], clean[f"broken_{number}"] or 0) for number in numbers]
    surplus = [Extra(unit, number, what) for number, unit, what in _quantities(clean["extra"])]
    count(record, given.pk, rows, surplus, reason=clean["why"])


HAND_OVER_ACTIONS = (
    Action(
        "hand-over-declare",
        "hand-overs/<int:number>/declare/",
        _("Record the manifest"),
        CUSTODY,
        HandOver,
        form(
            manifest=lines(_("What the giver declared"), help_text=_QUANTITY_HELP),
            why=text(_("Reason, when declared anew"), required=False, size=500),
        ),
        _declare,
        "hand-over",
        _key,
    ),
    Action(
        "hand-over-count",
        "hand-overs/<int:number>/count/",
        _("Record the count"),
        CUSTODY,
        HandOver,
        _count_form,
        _count,
        "hand-over",
        _key,
        help=_("What was found of each line of the manifest. What is more than declared is an extra of its own."),
    ),
    Action(
        "hand-over-sign",
        "hand-overs/<int:number>/sign/",
        _("Record a signature"),
        CUSTODY,
        HandOver,
        form(
            side=one_of(_("Side"), SIDES, word),
            person=text(_("Name")),
            capacity=text(_("Capacity"), required=False),
            on=date(),
        ),
        lambda record, given, clean: sign(
            record, given.pk, clean["side"], clean["person"], on=clean["on"], capacity=clean["capacity"]
        ),
        "hand-over",
        _key,
        verb=Verb.SIGN,
        help=_(
            "Two different people sign, one for the giver and one for the receiver, after the count;"
            " two accounts record it."
        ),
    ),
    Action(
        "hand-over-stage",
        "hand-overs/<int:number>/stage/",
        _("Record what followed"),
        CUSTODY,
        HandOver,
        form(
            kind=one_of(_("Kind"), STAGES, word),
            on=date(),
            giver=text(_("From"), required=False, size=120),
            receiver=text(_("To"), required=False, size=120),
            place=text(_("Place"), required=False, size=120),
            note_en=text(_("Note"), required=False, size=500),
        ),
        lambda record, given, clean: add_stage(record, given.pk, **clean),
        "hand-over",
        _key,
    ),
    Action(
        "hand-over-supplies",
        "hand-overs/<int:number>/supplies/",
        _("Record supplies sent ahead"),
        CUSTODY,
        HandOver,
        form(
            code=text(_("Code"), size=80),
            kind=text(_("Kind"), size=40),
            quantity=forms.IntegerField(
                label=_("Number, when known"), min_value=1, max_value=1_000_000, required=False
            ),
            on=date(),
            place=text(_("Place"), required=False, size=120),
        ),
        lambda record, given, clean: send_supplies(record, hand_over_id=given.pk, **clean),
        "hand-over",
        _key,
    ),
    Action(
        "supply-use",
        "supplies/<int:number>/use/",
        _("Record what became of supplies"),
        CUSTODY,
        Supply,
        form(
            kind=one_of(_("Kind"), USES, word),
            quantity=forms.IntegerField(label=_("Number"), min_value=1, max_value=1_000_000),
            on=date(),
        ),
        lambda record, supply, clean: use_supplies(record, supply.pk, clean["kind"], clean["quantity"], on=clean["on"]),
        "hand-overs",
    ),
    Action(
        "signature-withdraw",
        "signatures/<int:number>/withdraw/",
        _("Withdraw a signature"),
        CUSTODY,
        HandOverSignature,
        form(why=reason()),
        lambda record, signature, clean: withdraw_signature(record, signature.pk, reason=clean["why"]),
        "hand-over",
        lambda signature: signature.hand_over_id,
        verb=Verb.SIGN,
    ),
)
