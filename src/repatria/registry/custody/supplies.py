"""Supplies sent ahead of a hand-over: caskets, flags, transfer cases; and what became of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.custody.models import Supply, SupplyUse
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

USES = ("used", "returned", "lost")


def send_supplies(
    record: Recording, code: str, kind: str, *, on: str, quantity: int | None = None, **columns: Any
) -> int:
    """Record supplies sent ahead; quantity None where no source says how many. Other columns: those of `Supply`."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    if not code.strip() or not kind.strip():
        raise InvalidInput("supplies have a code and a kind")
    if quantity is not None and quantity < 1:
        raise InvalidInput(f"supplies {code}: at least one is sent, or the number is not known")
    on = dated(record, on, f"supplies {code}, sent")
    record.flush()
    if Supply.objects.filter(code=code).exists():
        raise Conflict(f"supplies with the code {code} are recorded already")
    key = record.next_id(Supply)
    payload = {"id": key, "code": code, "kind": kind, "since": on, "quantity": quantity, **columns}
    record.append("custody.supplies_sent", f"supply/{key}", payload)
    return key


creates("custody.supplies_sent", Supply, lambda payload: {"begins": begins(payload["since"])})


def use_supplies(record: Recording, supply_id: int, kind: str, quantity: int, *, on: str) -> int:
    """Record that some of the supplies were used, returned or lost; never more than were sent."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    supply = Supply.objects.filter(pk=supply_id).first()
    if supply is None:
        raise InvalidInput(f"there are no supplies {supply_id}")
    if kind not in USES:
        raise InvalidInput(f"supplies are one of: {', '.join(USES)}")
    if quantity < 1:
        raise InvalidInput(f"supplies {supply.code}: at least one is {kind}")
    on = dated(record, on, kind, cause=supply.begins, because=f"supplies {supply.code} were sent")
    gone = supply.uses.filter(corrected_seq__isnull=True).aggregate(total=Sum("quantity"))["total"] or 0
    if supply.quantity is not None and gone + quantity > supply.quantity:
        raise Conflict(
            f"supplies {supply.code}: {supply.quantity} were sent and {gone} are accounted for;"
            f" {quantity} more cannot be"
        )
    key = record.next_id(SupplyUse)
    payload = {"id": key, "supply_id": supply_id, "kind": kind, "quantity": quantity, "since": on}
    record.append("custody.supplies_used", f"supply/{supply_id}", payload)
    return key


@projects("custody.supplies_used")
def _supplies_used(facts: list[Fact]) -> None:
    for fact in facts:
        sent = Supply.objects.values_list("begins", flat=True).get(pk=fact.payload["supply_id"])
        first = max(begins(fact.payload["since"]), sent)
        insert_rows(SupplyUse, [{"recorded_seq": fact.seq, **fact.payload, "begins": first}])


def correct_use(record: Recording, use_id: int, *, reason: str) -> None:
    """Record that a use was noted wrongly, and why; the row stays and counts no more."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    use = SupplyUse.objects.filter(pk=use_id).first()
    if use is None:
        raise InvalidInput(f"there is no use {use_id} of supplies")
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if use.corrected_seq is not None:
        raise Conflict(f"this was corrected already, by entry {use.corrected_seq}")
    record.append("custody.use_corrected", f"supply/{use.supply_id}", {"use_id": use_id, "reason": reason})


@projects("custody.use_corrected")
def _use_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        SupplyUse.objects.filter(pk=fact.payload["use_id"]).update(corrected_seq=fact.seq)
