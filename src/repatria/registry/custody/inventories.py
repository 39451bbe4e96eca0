"""Re-inventory: what the record expects of a holder, what was found on the shelves, and what nobody can explain yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from repatria.dates import PartialDate
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf, begins
from repatria.registry.custody.holders import holder
from repatria.registry.custody.items import Inventory, InventoryLine, Item
from repatria.registry.custody.read import held_by, kept_at
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated, not_before_every_war


def take_inventory(
    record: Recording, holder_id: int, found: Iterable[str], *, on: str, by: str = "", place: str = ""
) -> int:
    """Compare the labels found with what `holder_id` held on that day (at `place`, when named); returns its key.

    found: codes as they stand on the labels, each once; a code that the record does not know is kept as found.
    """
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    holds = holder(record, holder_id)
    on = dated(record, on, "inventory")
    not_before_every_war(on, "inventory")
    codes = [code.strip() for code in found]
    if not all(codes):
        raise InvalidInput("a label that was found has a code")
    labels = set(codes)
    if len(labels) != len(codes):
        twice = next(code for code, number in Counter(codes).items() if number > 1)
        raise InvalidInput(f"{twice} was found twice: an item is in one place")
    expected = expected_labels(holds.pk, on, place)
    known = dict(Item.objects.filter(code__in=codes).values_list("code", "pk"))
    lines = [
        {
            "id": record.next_id(InventoryLine),
            "item_id": expected.get(code, known.get(code)),
            "code": code,
            "expected": code in expected,
            "found": code in labels,
        }
        for code in sorted(labels | set(expected))
    ]
    key = record.next_id(Inventory)
    payload = {
        "id": key,
        "holder_id": holds.pk,
        "place": place,
        "since": on,
        "taken_by": by or record.actor.name,
        "lines": lines,
    }
    record.append("custody.inventory_taken", f"holder/{holds.pk}", payload)
    return key


def expected_labels(holder_id: int, on: str, place: str = "") -> dict[str, int]:
    """What a holder held on a day (at `place`, when named), label -> key of the item."""
    point = AsOf(PartialDate(on).earliest)
    expected = dict(held_by(holder_id, point).values_list("code", "pk"))
    return {code: key for code, key in expected.items() if kept_at(key, point) == place} if place else expected


def all_as_expected(
    record: Recording,
    holder_id: int,
    *,
    on: str,
    missing: Iterable[str] = (),
    also: Iterable[str] = (),
    by: str = "",
    place: str = "",
) -> int:
    """`take_inventory` where all was found that the record expects, except `missing`, and `also` was found besides."""
    holds = holder(record, holder_id)
    expected = expected_labels(holds.pk, dated(record, on, "inventory"), place)
    gone, more = set(missing), list(also)
    for code in sorted(gone):
        if code not in expected:
            raise InvalidInput(f"{code} is not expected there, so that it cannot be missing")
    for code in more:
        if code in expected:
            raise InvalidInput(f"{code} is expected there: what was found besides is something else")
    found = [code for code in expected if code not in gone] + more
    return take_inventory(record, holds.pk, found, on=on, by=by, place=place)


@projects("custody.inventory_taken")
def _inventory_taken(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        lines = columns.pop("lines")
        insert_rows(Inventory, [{"recorded_seq": fact.seq, **columns, "begins": begins(columns["since"])}])
        insert_rows(
            InventoryLine, ({"recorded_seq": fact.seq, "inventory_id": columns["id"], **line} for line in lines)
        )


def withdraw_inventory(record: Recording, inventory_id: int, *, reason: str) -> None:
    """Record that a re-inventory was recorded in error; it stays readable, and its differences wait for nobody."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    row = Inventory.objects.filter(pk=inventory_id).first()
    if row is None:
        raise InvalidInput(f"there is no re-inventory {inventory_id}")
    if row.corrected_seq is not None:
        raise Conflict(f"this re-inventory was withdrawn already, by entry {row.corrected_seq}")
    if not reason.strip():
        raise InvalidInput("say why; it stays on the record")
    payload = {"inventory_id": row.pk, "reason": reason.strip()}
    record.append("custody.inventory_withdrawn", f"holder/{row.holder_id}", payload)


@projects("custody.inventory_withdrawn")
def _inventory_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        Inventory.objects.filter(pk=fact.payload["inventory_id"]).update(corrected_seq=fact.seq)


def why_withdrawn(row: Inventory) -> str:
    """The reason with which it was withdrawn, empty while it stands."""
    said = LedgerEntry.objects.filter(seq=row.corrected_seq).values_list("payload", flat=True).first()
    return str(json.loads(said)["reason"]) if said else ""


def explain(record: Recording, line_id: int, explanation: str) -> None:
    """Record why an item was missing from the shelf, or on it against the record; a later explanation replaces it."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    line = InventoryLine.objects.filter(pk=line_id).select_related("inventory").first()
    if line is None:
        raise InvalidInput(f"there is no line {line_id} of an inventory")
    if line.inventory.corrected_seq is not None:
        raise Conflict(f"this re-inventory was withdrawn already, by entry {line.inventory.corrected_seq}")
    if line.expected == line.found:
        raise Conflict(f"{line.code} was found as expected: there is nothing to explain")
    if not explanation.strip():
        raise InvalidInput("say what explains the difference")
    payload = {"line_id": line_id, "explanation": explanation.strip()}
    record.append("custody.difference_explained", f"inventory/{line.inventory_id}", payload)


@projects("custody.difference_explained")
def _difference_explained(facts: list[Fact]) -> None:
    for fact in facts:
        InventoryLine.objects.filter(pk=fact.payload["line_id"]).update(
            explanation=fact.payload["explanation"], explained_seq=fact.seq
        )
