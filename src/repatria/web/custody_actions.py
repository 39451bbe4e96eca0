"""What can be changed from the pages of custody: items, holders, seals; transfers and re-inventories with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.custody.accessions import NewItem, accession, correct_accession
from repatria.registry.custody.belonging import attribute
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import KINDS, Holder, Holding, Item, Seal
from repatria.registry.custody.keeping import keep, place
from repatria.registry.custody.lineage import Part, merge, split, take_sample_of
from repatria.registry.custody.lists import labels
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.web.actions import (
    RANGE_HELP,
    Action,
    date,
    form,
    lines,
    one_of,
    reason,
    split_lines,
    text,
)
from repatria.web.inventory_actions import INVENTORY_ACTIONS
from repatria.web.transfer_actions import TRANSFER_ACTIONS, holder_field
from repatria.web.wording import word

CUSTODY = Resource.CUSTODY
_key = lambda subject: subject.pk  # noqa: E731


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


def _accession(record: Recording, holder: Holder, clean: dict[str, Any]) -> None:
    things = [
        NewItem(code, clean["kind"], form=clean["sort"], within=clean["within"]) for code in labels(clean["codes"])
    ]
    accession(record, holder.pk, things, since=clean["on"], place=clean["where"])


def _correct(record: Recording, holding: Holding, clean: dict[str, Any]) -> None:
    given = clean["holder"].pk if clean["holder"] else None
    correct_accession(record, holding.pk, since=clean["on"], holder_id=given, reason=clean["why"])


ITEM_ACTIONS = (
    *TRANSFER_ACTIONS,
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
            on=date(_("The right date")),
            holder=holder_field(_("The right holder, if wrong"), required=False),
            why=reason(),
        ),
        _correct,
        "item",
        lambda holding: holding.item_id,
        help=_("The wrong row stays on the record, marked as corrected."),
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
            codes=lines(_("Codes, one a line"), help_text=RANGE_HELP),
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
    *INVENTORY_ACTIONS,
)
