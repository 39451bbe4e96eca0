"""Releases: remains that a decision releases leave the holding of the laboratory, and come back when it is undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from repatria.errors import Conflict
from repatria.registry.chains import open_rows
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import Holder, Holding, Item
from repatria.registry.custody.offers import RELEASE
from repatria.registry.custody.transfers import RETURN, accept, offer_as
from repatria.registry.ledger.append import Recording


def hand_out(record: Recording, remains: Sequence[int], *, decision: int, on: str) -> None:
    """Transfer the items that these remains are in custody to whoever a decision released them to, and accept it.

    The receiver is a holder that names the decision and no relative: who it is stands in the decision, for those who
    may read it. Remains that are no item in custody move nothing. Refused, in words, where custody refuses a transfer:
    an item in a container, on offer, or dated before its holding.
    """
    record.flush()
    given: dict[int, list[int]] = defaultdict(list)
    for item in Item.objects.filter(remains__in=list(remains), ended_seq=None).select_related("holder").order_by("pk"):
        if open_rows(Holding, item=item, transfer__purpose=RELEASE).exists():
            raise Conflict(f"{item.code} left custody by a release already: {item.holder.code} has it")
        given[item.holder_id].append(item.pk)
    for giver, items in given.items():
        transfer = offer_as(record, RELEASE, giver, _receiver(record, decision), items, on=on)
        accept(record, transfer, on=on)


def bring_back(record: Recording, remains: Sequence[int], *, on: str) -> None:
    """Transfer what these remains' release handed out back to the holder that had given it, and accept it."""
    record.flush()
    out = open_rows(Holding, item__remains__in=list(remains), transfer__purpose=RELEASE)
    given: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in out.select_related("transfer").order_by("item_id"):
        given[row.holder_id, row.transfer.giver_id].append(row.item_id)
    for (holder, laboratory), items in given.items():
        accept(record, offer_as(record, RETURN, holder, laboratory, items, on=on), on=on)


def _receiver(record: Recording, decision: int) -> int:
    code = f"DECISION-{decision}"
    known = Holder.objects.filter(code=code).values_list("pk", flat=True).first()
    if known is not None:
        return known
    korean = f"결정 {decision}에 적힌 인수자"
    return add_holder(record, code, f"the receiver named in decision {decision}", "family", name_ko=korean)
