"""Seals: applied to an item, later broken with a reason, or found broken."""

from __future__ import annotations

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.chains import open_rows
from repatria.registry.custody.items import Holding, Seal
from repatria.registry.custody.keeping import holding_since, items
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated


def apply_seal(record: Recording, item_id: int, number: str, *, on: str, by: str = "") -> int:
    """Record a numbered seal on an item; a number is used once. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    (item,) = items(record, [item_id])
    number = number.strip()
    if not number:
        raise InvalidInput("a seal has a number")
    used = Seal.objects.select_related("item").filter(number=number).first()
    if used is not None:
        raise Conflict(f"seal {number} was put on {used.item.code} already: a number is used once")
    on = dated(record, on, f"seal {number}", cause=holding_since([item]), because=f"{item.code} came to its holder")
    payload = {
        "id": record.next_id(Seal),
        "item_id": item.pk,
        "number": number,
        "since": on,
        "applied_by": by or record.actor.name,
    }
    record.append("custody.seal_applied", f"item/{item.pk}", payload)
    return int(payload["id"])


@projects("custody.seal_applied")
def _seal_applied(facts: list[Fact]) -> None:
    for fact in facts:
        held = open_rows(Holding, item=fact.payload["item_id"]).values_list("begins", flat=True).get()
        first = max(begins(fact.payload["since"]), held)
        insert_rows(Seal, [{"recorded_seq": fact.seq, **fact.payload, "begins": first}])


def break_seal(record: Recording, seal_id: int, *, on: str, reason: str, found: bool = False, by: str = "") -> None:
    """Record that a seal was broken, with the reason, or (found) that it was found broken, with what was seen."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    seal = Seal.objects.filter(pk=seal_id).first()
    if seal is None:
        raise InvalidInput(f"there is no seal {seal_id}")
    if seal.ended_seq is not None:
        raise Conflict(f"seal {seal.number} was {seal.state} already, in entry {seal.ended_seq}")
    if not reason.strip():
        raise InvalidInput("say why the seal was broken, or what was found")
    on = dated(record, on, f"seal {seal.number} broken", cause=seal.begins, because=f"seal {seal.number} was applied")
    payload = {
        "seal_id": seal.pk,
        "state": "found broken" if found else "broken",
        "ended": on,
        "ended_by": by or record.actor.name,
        "reason": reason,
    }
    record.append("custody.seal_broken", f"item/{seal.item_id}", payload)


@projects("custody.seal_broken")
def _seal_broken(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        key = columns.pop("seal_id")
        applied = Seal.objects.values_list("begins", flat=True).get(pk=key)
        first = max(begins(columns["ended"]), applied)
        Seal.objects.filter(pk=key).update(**columns, ended_begins=first, ended_seq=fact.seq)
