"""What can be changed from the pages of custody: items, holders, transfers, seals, re-inventories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.custody.accessions import NewItem, accession, correct_accession
from repatria.registry.custody.belonging import attribute
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import KINDS, Holder, Holding, Item, Seal, Transfer
from repatria.registry.custody.keeping import keep, place
from repatria.registry.custody.lineage import Part, merge, split, take_sample_of
from repatria.registry.custody.lists import items_named, labels
from repatria.registry.custody.models import HandOver
from repatria.registry.custody.offers import Going, those_of
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.custody.transfers import PURPOSES, accept, offer, refuse, withdraw
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource
from repatria.web.actions import (
    RANGE_HELP,
    Action,
    Look,
    date,
    form,
    left_out,
    lines,
    one_of,
    one_row,
    reason,
    split_lines,
    text,
)
from repatria.web.inventory_actions import INVENTORY_ACTIONS
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


def _answer(record: Recording, transfer: Transfer, clean: dict[str, Any]) -> None:
    if clean["answer"] == "accepted":
        accept(record, transfer.pk, on=clean["on"], by=clean["by"])
        return
    verb = refuse if clean["answer"] == "refused" else withdraw
    verb(record, transfer.pk, on=clean["on"], reason=clean["why"], by=clean["by"])


def _offer_many(record: Recording, holder: Holder, clean: dict[str, Any]) -> int:
    if bool(clean["what"].strip()) is (clean["hand_over"] is not None):
        raise InvalidInput("name either items or a hand-over")
    rows = _going(holder, clean).items if clean["hand_over"] else items_named(clean["what"])
    return offer(
        record,
        holder.pk,
        clean["receiver"].pk,
        [row.pk for row in rows],
        on=clean["on"],
        purpose=clean["purpose"],
        hand_over_id=clean["hand_over"].pk if clean["hand_over"] else None,
    )


def _going(holder: Holder, clean: dict[str, Any]) -> Going:
    return those_of(clean["hand_over"], clean["receiver"], clean["purpose"], holder)


def _look_at_what_stays(holder: Holder, clean: dict[str, Any], _reader: Actor) -> Look | None:
    """Which containers of the hand-over cannot go, before the others are offered."""
    if not clean.get("hand_over") or "receiver" not in clean or "purpose" not in clean:
        return None
    going = _going(holder, clean)
    return left_out([each.message for each in going.left_out], len(going.items))


def _accession(record: Recording, holder: Holder, clean: dict[str, Any]) -> None:
    things = [
        NewItem(code, clean["kind"], form=clean["sort"], within=clean["within"]) for code in labels(clean["codes"])
    ]
    accession(record, holder.pk, things, since=clean["on"], place=clean["where"])


def _correct(record: Recording, holding: Holding, clean: dict[str, Any]) -> None:
    given = clean["holder"].pk if clean["holder"] else None
    correct_accession(record, holding.pk, since=clean["on"], holder_id=given, reason=clean["why"])


def _holder(label: Any, *, required: bool = True) -> forms.Field:
    return one_row(label, Holder.objects.order_by("name_en", "code"), required=required)


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
        help=_("Another account than the one that offered accepts or refuses; an offer made in error is withdrawn."),
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
        "holder-offer",
        "holders/<int:number>/offer/",
        _("Offer many items to another holder"),
        CUSTODY,
        Holder,
        form(
            what=lines(_("Labels of the items"), required=False, help_text=RANGE_HELP),
            hand_over=one_row(
                _("Or all containers of a hand-over"),
                HandOver.objects.filter(containers__item__isnull=False).distinct().order_by("-earliest", "pk"),
                required=False,
                help_text=_("Those that cannot go are left out; you see which and why before anything is recorded."),
            ),
            receiver=_holder(_("To")),
            purpose=one_of(_("Purpose"), PURPOSES, word),
            on=date(),
        ),
        _offer_many,
        "holder",
        _key,
        made="transfer",
        look=_look_at_what_stays,
        help=_("The holder stays the same until the receiver accepts. What is inside goes along."),
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
