"""What can be recorded of transfers: one item or many are offered to another holder, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.custody.items import Holder, Item, Transfer
from repatria.registry.custody.lists import items_named
from repatria.registry.custody.models import HandOver
from repatria.registry.custody.offers import Going, those_of
from repatria.registry.custody.transfers import PURPOSES, accept, offer, refuse, withdraw
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource
from repatria.web.actions import RANGE_HELP, Action, Look, date, form, left_out, lines, one_of, one_row, text
from repatria.web.wording import word

CUSTODY = Resource.CUSTODY
_key = lambda subject: subject.pk  # noqa: E731


def holder_field(label: Any, *, required: bool = True) -> forms.Field:
    """A choice among those who can hold items, by name."""
    return one_row(label, Holder.objects.order_by("name_en", "code"), required=required)


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


TRANSFER_ACTIONS = (
    Action(
        "item-offer",
        "items/<int:number>/offer/",
        _("Offer to another holder"),
        CUSTODY,
        Item,
        form(receiver=holder_field(_("To")), purpose=one_of(_("Purpose"), PURPOSES, word), on=date()),
        lambda record, item, clean: offer(
            record, item.holder_id, clean["receiver"].pk, [item.pk], on=clean["on"], purpose=clean["purpose"]
        ),
        "item",
        _key,
        help=_("The holder stays the same until the receiver accepts. What is inside goes along."),
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
            receiver=holder_field(_("To")),
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
)
