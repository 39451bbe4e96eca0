"""What can be offered to another holder: item by item, and of all containers of a hand-over those that can go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.errors import Conflict, InvalidInput
from repatria.problems import Problem
from repatria.registry.chains import open_rows
from repatria.registry.custody.items import Holder, Holding, Item
from repatria.registry.custody.keeping import not_on_offer
from repatria.registry.custody.lists import items_of
from repatria.registry.custody.models import HandOver

TO_ITS_NATION = "return to its nation"
RELEASE = "release by a decision"
"""The purpose under which a decision hands remains out; nobody offers under it by hand."""


@dataclass(frozen=True, slots=True)
class Going:
    """Of the containers of a hand-over: which can be offered by their holder, and why each of the others cannot."""

    giver: Holder
    items: list[Item]
    left_out: list[Problem]


def may_go(item: Item, giver: Holder, receiver: Holder, purpose: str) -> None:
    """Refuse in words what its holder cannot offer to that receiver."""
    if item.holder_id != giver.pk:
        raise Conflict(f"{item.code} is held by {item.holder.code}, not by {giver.code}: only its holder gives it")
    if item.parent is not None:
        raise Conflict(f"{item.code} is in {item.parent.code}: take it out first, or transfer the container")
    if purpose == TO_ITS_NATION and (not item.nation or item.nation != receiver.nation):
        to = receiver.nation or receiver.code
        if item.nation:
            raise Conflict(f"{item.code} belongs to {item.nation}: it cannot be returned to {to}")
        raise Conflict(f"{item.code} is not held to belong to any nation: it cannot be returned to {to}")
    not_on_offer(item)


def not_released(item_ids: Sequence[int]) -> None:
    """Refuse what left custody by the release of a decision: it comes back by that decision."""
    out = open_rows(Holding, item__in=list(item_ids), transfer__purpose=RELEASE).select_related("item").first()
    if out is not None:
        raise Conflict(f"{out.item.code} left custody by the release of a decision: its return is recorded there")


def those_of(hand_over: HandOver, receiver: Holder, purpose: str, giver: Holder | None = None) -> Going:
    """The containers of a hand-over that can go to the receiver now; raises when none can.

    giver: whose; without it, the one holder besides the receiver who has any that could go.
    """
    rows = items_of(hand_over)
    giver = giver or _only_holder(rows, receiver, purpose)
    going, left_out = [], []
    for item in rows:
        why = _why_not(item, giver, receiver, purpose)
        if why:
            left_out.append(Problem("custody", item.code, why))
        else:
            going.append(item)
    if not going:
        raise Conflict(f"no container of hand-over {hand_over.code} can go: {left_out[0].message}")
    return Going(giver, going, left_out)


def _why_not(item: Item, giver: Holder, receiver: Holder, purpose: str) -> str:
    try:
        not_released([item.pk])
        may_go(item, giver, receiver, purpose)
    except Conflict as error:
        return str(error)
    return ""


def _only_holder(rows: list[Item], receiver: Holder, purpose: str) -> Holder:
    """Who holds those that could go; raises InvalidInput when several do."""
    others = [item for item in rows if item.holder_id != receiver.pk]
    free = [item for item in others if not _why_not(item, item.holder, receiver, purpose)]
    holders = {item.holder_id: item.holder for item in free or others or rows}
    if len(holders) > 1:
        named = ", ".join(sorted(holder.code for holder in holders.values()))
        raise InvalidInput(f"several hold containers of this hand-over, {named}: say whose are offered")
    return next(iter(holders.values()))
