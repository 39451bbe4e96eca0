"""Transfers: an item is offered, and stays with its holder until the receiver accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.chains import take_turns
from repatria.registry.custody.holders import holder
from repatria.registry.custody.items import Holding, Item, Transfer, TransferLine
from repatria.registry.custody.keeping import holding_since, items, with_contents
from repatria.registry.custody.manifests import hand_over
from repatria.registry.custody.offers import RELEASE, TO_ITS_NATION, may_go, not_released
from repatria.registry.custody.officers import by_another_account
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

PURPOSES = ("custody", "laboratory", "onward transfer", "home", TO_ITS_NATION)
RETURN = "return of what was released"
BY_DECISION = (RELEASE, RETURN)
"""Purposes of the transfers that a decision brings; nobody offers under them by hand."""


def offer(
    record: Recording,
    giver_id: int,
    receiver_id: int,
    item_ids: Sequence[int],
    *,
    on: str,
    purpose: str = "custody",
    hand_over_id: int | None = None,
) -> int:
    """Offer items, with what is in them, to another holder; returns the key of the transfer.

    The giver must hold each of them; an item inside a container goes with the container or is taken out first.
    """
    if purpose not in PURPOSES:
        raise InvalidInput(f"the purpose of a transfer is one of: {', '.join(PURPOSES)}")
    not_released(item_ids)
    return offer_as(record, purpose, giver_id, receiver_id, item_ids, on=on, hand_over_id=hand_over_id)


def offer_as(
    record: Recording,
    purpose: str,
    giver_id: int,
    receiver_id: int,
    item_ids: Sequence[int],
    *,
    on: str,
    hand_over_id: int | None = None,
) -> int:
    """`offer` under any purpose, those of a decision too."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    giver, receiver = holder(record, giver_id), holder(record, receiver_id)
    if giver == receiver:
        raise InvalidInput(f"{giver.code} cannot transfer to itself")
    offered = items(record, item_ids)
    for item in offered:
        may_go(item, giver, receiver, purpose)
    if hand_over_id is not None:
        hand_over(record, hand_over_id)
    on = dated(record, on, "offered", cause=holding_since(offered), because=f"{giver.code} held it")
    key = record.next_id(Transfer)
    payload = {
        "id": key,
        "giver_id": giver.pk,
        "receiver_id": receiver.pk,
        "purpose": purpose,
        "hand_over_id": hand_over_id,
        "offered": on,
        "lines": [[record.next_id(TransferLine), item.pk] for item in offered],
    }
    record.append("custody.transfer_offered", f"transfer/{key}", payload)
    return key


@projects("custody.transfer_offered")
def _transfer_offered(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        lines = columns.pop("lines")
        held = max(
            Holding.objects.filter(
                item__in=[item for _key, item in lines], ended_seq__isnull=True, corrected_seq__isnull=True
            ).values_list("begins", flat=True)
        )
        first = max(begins(columns["offered"]), held)
        insert_rows(Transfer, [{"recorded_seq": fact.seq, **columns, "offered_begins": first}])
        insert_rows(
            TransferLine,
            (
                {"id": key, "recorded_seq": fact.seq, "transfer_id": columns["id"], "item_id": item}
                for key, item in lines
            ),
        )


def _open(record: Recording, transfer_id: int) -> Transfer:
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    transfer = Transfer.objects.select_related("giver", "receiver").filter(pk=transfer_id).first()
    if transfer is None:
        raise InvalidInput(f"there is no transfer {transfer_id}")
    if transfer.closed_seq is not None:
        raise Conflict(f"transfer {transfer_id} was {transfer.state} already, in entry {transfer.closed_seq}")
    return transfer


def accept(record: Recording, transfer_id: int, *, on: str, by: str = "") -> None:
    """Record that the receiver took the items over: from then on the receiver holds them and all that is in them.

    Recorded by another account than the one that offered, except where a decision with its two signers moves them.
    """
    transfer = _open(record, transfer_id)
    if transfer.purpose not in BY_DECISION:
        _by_the_receiver(record, transfer)
    on = dated(record, on, "accepted", cause=transfer.offered_begins, because=f"transfer {transfer_id} was offered")
    outer = list(Item.objects.filter(transfer_lines__transfer=transfer).order_by("pk"))
    moved = with_contents(outer)
    payload = {
        "transfer_id": transfer.pk,
        "receiver_id": transfer.receiver_id,
        "answered": on,
        "answered_by": by or record.actor.name,
        "moves": [[record.next_id(Holding), item.pk] for item in moved],
    }
    record.append("custody.transfer_accepted", f"transfer/{transfer.pk}", payload)


def _by_the_receiver(record: Recording, transfer: Transfer) -> None:
    by_another_account(
        record,
        transfer.recorded_seq,
        f"{record.actor.name} offered transfer {transfer.pk}: another account answers for the receiver;"
        " an offer made in error is withdrawn",
    )


@projects("custody.transfer_accepted")
def _transfer_accepted(facts: list[Fact]) -> None:
    for fact in facts:
        payload = fact.payload
        first = _close(fact, "accepted")
        take_turns(
            Holding,
            "item_id",
            fact.seq,
            (
                {
                    "id": key,
                    "item_id": item,
                    "holder_id": payload["receiver_id"],
                    "since": payload["answered"],
                    "begins": first,
                    "why": "transfer",
                    "transfer_id": payload["transfer_id"],
                }
                for key, item in payload["moves"]
            ),
        )
        moved = [item for _key, item in payload["moves"]]
        Item.objects.filter(pk__in=moved).update(holder=payload["receiver_id"])


def refuse(record: Recording, transfer_id: int, *, on: str, reason: str, by: str = "") -> None:
    """Record, by another account than offered, that the receiver did not take the items: the giver goes on holding."""
    _by_the_receiver(record, _open(record, transfer_id))
    _end(record, transfer_id, "refused", on=on, reason=reason, by=by)


def withdraw(record: Recording, transfer_id: int, *, on: str, reason: str, by: str = "") -> None:
    """Record that the giver took the offer back before it was answered."""
    _end(record, transfer_id, "withdrawn", on=on, reason=reason, by=by)


def _end(record: Recording, transfer_id: int, state: str, *, on: str, reason: str, by: str) -> None:
    transfer = _open(record, transfer_id)
    if not reason.strip():
        raise InvalidInput(f"a transfer is {state} with a reason")
    on = dated(record, on, state, cause=transfer.offered_begins, because=f"transfer {transfer_id} was offered")
    payload: dict[str, Any] = {
        "transfer_id": transfer.pk,
        "answered": on,
        "answered_by": by or record.actor.name,
        "reason": reason,
    }
    record.append(f"custody.transfer_{state}", f"transfer/{transfer.pk}", payload)


@projects("custody.transfer_refused")
@projects("custody.transfer_withdrawn")
def _transfer_ended(facts: list[Fact]) -> None:
    for fact in facts:
        _close(fact, fact.action.rpartition("_")[2])


def _close(fact: Fact, state: str) -> Any:
    payload = fact.payload
    offered = Transfer.objects.values_list("offered_begins", flat=True).get(pk=payload["transfer_id"])
    first = max(begins(payload["answered"]), offered)
    Transfer.objects.filter(pk=payload["transfer_id"]).update(
        state=state,
        answered=payload["answered"],
        answered_begins=first,
        answered_by=payload["answered_by"],
        reason=payload.get("reason", ""),
        closed_seq=fact.seq,
    )
    TransferLine.objects.filter(transfer=payload["transfer_id"]).update(closed_seq=fact.seq)
    return first
