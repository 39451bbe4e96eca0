"""What can be changed from the pages of custody: hand-overs, items, transfers, seals, re-inventories."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.custody.belonging import attribute
from repatria.registry.custody.inventories import explain, take_inventory
from repatria.registry.custody.items import KINDS, Holder, Holding, InventoryLine, Item, Seal, Transfer
from repatria.registry.custody.keeping import NewItem, accession, add_holder, correct_accession, keep, place
from repatria.registry.custody.lineage import Part, merge, split, take_sample_of
from repatria.registry.custody.manifests import (
    SIDES,
    STAGES,
    Declared,
    Extra,
    Found,
    add_stage,
    count,
    declare,
    sign,
    withdraw_signature,
)
from repatria.registry.custody.models import HandOver, HandOverSignature, ManifestLine, Supply
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.custody.supplies import USES, send_supplies, use_supplies
from repatria.registry.custody.transfers import PURPOSES, accept, offer, refuse, withdraw
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


def _place(record: Recording, item: Item, clean: dict[str, Any]) -> None:
    place(record, item.pk, _item(clean["into"]).pk if clean["into"] else None, on=clean["on"])


def _item(code: str) -> Item:
    found = Item.objects.filter(code=code.strip()).first()
    if found is None:
        raise InvalidInput(f"there is no item with the code {code}")
    return found


def _merge(record: Recording, item: Item, clean: dict[str, Any]) -> None:
    others = [_item(code).pk for code in split_lines(clean["others"])]
    merge(record, [item.pk, *others], Part(clean["code"]), on=clean["on"], reason=clean["why"])


def _answer(record: Recording, transfer: Transfer, clean: dict[str, Any]) -> None:
    if clean["answer"] == "accepted":
        accept(record, transfer.pk, on=clean["on"], by=clean["by"])
        return
    verb = refuse if clean["answer"] == "refused" else withdraw
    verb(record, transfer.pk, on=clean["on"], reason=clean["why"], by=clean["by"])


def _accession(record: Recording, holder: Holder, clean: dict[str, Any]) -> None:
    things = [
        NewItem(code, clean["kind"], form=clean["sort"], within=clean["within"]) for code in split_lines(clean["codes"])
    ]
    accession(record, holder.pk, things, since=clean["on"], place=clean["where"])


def _correct(record: Recording, holding: Holding, clean: dict[str, Any]) -> None:
    given = clean["holder"].pk if clean["holder"] else None
    correct_accession(record, holding.pk, since=clean["on"], holder_id=given, reason=clean["why"])


def _holder(label: Any, *, required: bool = True) -> forms.Field:
    return forms.ModelChoiceField(Holder.objects.order_by("code"), label=label, required=required)


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
        help=_("Two different people sign, one for the giver and one for the receiver, after the count."),
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

ITEM_ACTIONS = (
    Action(
        "item-offer",
        "items/<int:number>/offer/",
        _("Offer to another holder"),
        CUSTODY,
        Item,
        form(receiver=_holder(_("To")), purpose=one_of(_("Purpose"), PURPOSES, word), on=date()),
        lambda record, item, clean: offer(
            record, item.holder_id, clean["receiver"].pk, [item.pk], on=clean["on"], purpose=clean["purpose"]
        ),
        "item",
        _key,
        help=_("The holder stays the same until the receiver accepts. What is inside goes along."),
    ),
    Action(
        "item-place",
        "items/<int:number>/place/",
        _("Put in or take out of a container"),
        CUSTODY,
        Item,
        form(
            into=text(_("Code of the container"), required=False, help_text=_("Empty: take it out of where it is.")),
            on=date(),
        ),
        _place,
        "item",
        _key,
    ),
    Action(
        "item-keep",
        "items/<int:number>/keep/",
        _("Record where it is kept"),
        CUSTODY,
        Item,
        form(
            where=text(_("Place")),
            temperature=forms.FloatField(
                label=_("Temperature in °C"), required=False, min_value=-273.15, max_value=100
            ),
            on=date(),
        ),
        lambda record, item, clean: keep(
            record, item.pk, clean["where"], on=clean["on"], temperature_c=clean["temperature"]
        ),
        "item",
        _key,
    ),
    Action(
        "item-seal",
        "items/<int:number>/seal/",
        _("Apply a seal"),
        CUSTODY,
        Item,
        form(seal=text(_("Number of the seal"), size=60), on=date()),
        lambda record, item, clean: apply_seal(record, item.pk, clean["seal"], on=clean["on"]),
        "item",
        _key,
    ),
    Action(
        "seal-break",
        "seals/<int:number>/break/",
        _("Record a broken seal"),
        CUSTODY,
        Seal,
        form(
            found=forms.BooleanField(label=_("It was found broken"), required=False),
            on=date(),
            why=reason(_("Why, or what was seen")),
        ),
        lambda record, seal, clean: break_seal(
            record, seal.pk, on=clean["on"], reason=clean["why"], found=clean["found"]
        ),
        "item",
        lambda seal: seal.item_id,
    ),
    Action(
        "item-split",
        "items/<int:number>/split/",
        _("Split into parts"),
        CUSTODY,
        Item,
        form(parts=lines(_("Codes of the parts, one a line")), on=date(), why=reason()),
        lambda record, item, clean: split(
            record,
            item.pk,
            [Part(code) for code in split_lines(clean["parts"])],
            on=clean["on"],
            reason=clean["why"],
        ),
        "item",
        _key,
        help=_("The item ceases; its parts have its holder and its container."),
    ),
    Action(
        "item-merge",
        "items/<int:number>/merge/",
        _("Merge with others"),
        CUSTODY,
        Item,
        form(
            others=lines(_("Codes of the others, one a line")),
            code=text(_("Code of the whole")),
            on=date(),
            why=reason(),
        ),
        _merge,
        "item",
        _key,
    ),
    Action(
        "item-sample",
        "items/<int:number>/sample/",
        _("Take a sample"),
        CUSTODY,
        Item,
        form(
            code=text(_("Code of the sample")), sort=text(_("Sort"), required=False, size=80), on=date(), why=reason()
        ),
        lambda record, item, clean: take_sample_of(
            record, item.pk, Part(clean["code"], clean["sort"]), on=clean["on"], reason=clean["why"]
        ),
        "item",
        _key,
    ),
    Action(
        "item-nation",
        "items/<int:number>/nation/",
        _("Record whose nation it is of"),
        CUSTODY,
        Item,
        form(nation=text(_("Nation"), size=80), authority=text(_("Deciding authority")), on=date(), why=reason()),
        lambda record, item, clean: attribute(
            record, item.pk, clean["nation"], on=clean["on"], authority=clean["authority"], reason=clean["why"]
        ),
        "item",
        _key,
    ),
    Action(
        "holding-correct",
        "holdings/<int:number>/correct/",
        _("Correct how it came into custody"),
        CUSTODY,
        Holding,
        form(
            on=date(_("The right date")), holder=_holder(_("The right holder, if wrong"), required=False), why=reason()
        ),
        _correct,
        "item",
        lambda holding: holding.item_id,
        help=_("The wrong row stays on the record, marked as corrected."),
    ),
    Action(
        "transfer-answer",
        "transfers/<int:number>/answer/",
        _("Answer or withdraw the transfer"),
        CUSTODY,
        Transfer,
        form(
            answer=one_of(_("Answer"), ("accepted", "refused", "withdrawn"), word),
            on=date(),
            by=text(_("By whom")),
            why=text(_("Reason, when refused or withdrawn"), required=False, size=500),
        ),
        _answer,
        "transfer",
        _key,
    ),
    Action(
        "holder-add",
        "holders/add/",
        _("Add a holder"),
        CUSTODY,
        None,
        form(
            code=text(_("Code"), size=80),
            name_en=text(_("Name")),
            name_ko=text(_("Name in Korean"), required=False),
            kind=text(_("Kind"), size=40),
            nation=text(_("Nation"), required=False, size=80),
        ),
        lambda record, _subject, clean: add_holder(record, **clean),
        "items",
        made="holder",
    ),
    Action(
        "holder-accession",
        "holders/<int:number>/accession/",
        _("Take items into custody"),
        CUSTODY,
        Holder,
        form(
            codes=lines(_("Codes, one a line")),
            kind=one_of(_("Kind"), KINDS, word),
            sort=text(_("Sort"), required=False, size=80, help_text=_("For example: box, left femur, identity tag.")),
            within=text(_("Code of the container"), required=False),
            where=text(_("Place"), required=False),
            on=date(),
        ),
        _accession,
        "holder",
        _key,
    ),
    Action(
        "holder-inventory",
        "holders/<int:number>/inventory/",
        _("Record a re-inventory"),
        CUSTODY,
        Holder,
        form(
            found=lines(_("Labels found, one a line"), required=False),
            where=text(_("Place, when only one was counted"), required=False),
            by=text(_("By whom")),
            on=date(),
        ),
        lambda record, holder, clean: take_inventory(
            record, holder.pk, split_lines(clean["found"]), on=clean["on"], by=clean["by"], place=clean["where"]
        ),
        "inventories",
    ),
    Action(
        "inventory-explain",
        "inventory-lines/<int:number>/explain/",
        _("Explain a difference"),
        CUSTODY,
        InventoryLine,
        form(why=reason(_("What explains it"))),
        lambda record, line, clean: explain(record, line.pk, clean["why"]),
        "inventory",
        lambda line: line.inventory_id,
    ),
)
