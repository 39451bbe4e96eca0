"""The hand-over line by line: the giver declares, the receiver counts, and differences are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Sum

from repatria.errors import Conflict, InvalidInput
from repatria.registry.custody.models import (
    Discrepancy,
    FoundLine,
    HandOver,
    HandOverSignature,
    ManifestLine,
)
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb

_LARGEST = 1_000_000  # more in one line is a slip of the pen, and no 32-bit column overflows


@dataclass(frozen=True, slots=True)
class Declared:
    """A line of a manifest. unit: boxes, caskets, sets...; quantities in different units are never added."""

    unit: str
    quantity: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of manifest line `number`: up to the quantity declared; what is more is an `Extra`."""

    number: int
    quantity: int
    broken_seals: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """Something found that no line of the manifest declares."""

    unit: str
    quantity: int
    description: str = ""
    broken_seals: int = 0


def hand_over(record: Recording, key: int) -> HandOver:
    """The hand-over of that key, as it stands in this transaction."""
    record.flush()
    found = HandOver.objects.filter(pk=key).first()
    if found is None:
        raise InvalidInput(f"there is no hand-over {key}")
    return found


def declare(record: Recording, hand_over_id: int, lines: Sequence[Declared], *, reason: str = "") -> None:
    """Record the giver's manifest. Declaring anew, before anything is counted, needs the reason."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    given = hand_over(record, hand_over_id)
    if not lines:
        raise InvalidInput("a manifest has at least one line")
    for line in lines:
        _quantity(line.unit, line.quantity, lowest=1)
    if _standing(FoundLine, hand_over_id):
        raise Conflict(f"hand-over {given.code} was counted already: its manifest stands")
    before = _standing(ManifestLine, hand_over_id)
    if before and not reason.strip():
        raise InvalidInput("a manifest declared anew says why")
    total = _total((line.unit, line.quantity) for line in lines)
    if given.declared is not None and not before and total != (given.unit, given.declared):
        raise Conflict(
            f"hand-over {given.code} is reported with {given.declared} {given.unit} declared; the lines differ"
        )
    rows = [
        {"id": record.next_id(ManifestLine), "number": number, **_renamed(asdict(line), quantity="declared")}
        for number, line in enumerate(lines, 1)
    ]
    payload = {"hand_over_id": hand_over_id, "lines": rows, "reason": reason}
    record.append("custody.manifest_declared", f"hand-over/{hand_over_id}", payload)


@projects("custody.manifest_declared")
def _manifest_declared(facts: list[Fact]) -> None:
    for fact in facts:
        key = fact.payload["hand_over_id"]
        _retire(ManifestLine, key, fact.seq)
        insert_rows(ManifestLine, ({"recorded_seq": fact.seq, "hand_over_id": key, **r} for r in fact.payload["lines"]))
        unit, number = _total((row["unit"], row["declared"]) for row in fact.payload["lines"])
        HandOver.objects.filter(pk=key).update(unit=unit, declared=number)


def count(
    record: Recording, hand_over_id: int, found: Sequence[Found], extra: Sequence[Extra] = (), *, reason: str = ""
) -> None:
    """Record what the receiver found of every line, and what was not declared. Counting again needs the reason.

    Differences are recorded with it: missing, extra, broken seals. More than was declared is refused in a line:
    it is an extra of its own, with a description.
    """
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    given = hand_over(record, hand_over_id)
    manifest = {line.number: line for line in ManifestLine.objects.filter(hand_over=given, corrected_seq__isnull=True)}
    if not manifest:
        raise Conflict(f"hand-over {given.code} has no manifest yet: what was declared comes before what was found")
    if HandOverSignature.objects.filter(hand_over=given, corrected_seq__isnull=True).exists():
        raise Conflict(f"hand-over {given.code} is signed: withdraw the signatures before counting again")
    if _standing(FoundLine, hand_over_id) and not reason.strip():
        raise InvalidInput("a second count says why the first one does not stand")
    numbers = sorted(line.number for line in found)
    if numbers != sorted(manifest):
        lines, answered = (", ".join(map(str, each)) or "none" for each in (sorted(manifest), numbers))
        raise InvalidInput(f"the count answers each line of the manifest once: lines {lines}, not {answered}")
    rows = []
    for line in found:
        declared = manifest[line.number]
        _quantity(declared.unit, line.quantity, lowest=0)
        if line.quantity > declared.declared:
            raise InvalidInput(
                f"line {line.number} declares {declared.declared} {declared.unit}: {line.quantity} cannot be found of"
                " it; record what is more as an extra, with a description"
            )
        rows.append(_found_row(record, declared.unit, line, line_id=declared.pk, declared=declared.declared))
    for surplus in extra:
        _quantity(surplus.unit, surplus.quantity, lowest=1)
        if not surplus.description.strip():
            raise InvalidInput("an extra that no line declares is described")
        rows.append(_found_row(record, surplus.unit, surplus, line_id=None, declared=0))
    total = _counted(given.unit, rows)
    recorded = given.containers.count()
    if total is not None and recorded > total:
        raise Conflict(f"hand-over {given.code}: {recorded} containers are recorded, more than the {total} counted")
    payload = {"hand_over_id": hand_over_id, "lines": rows, "reason": reason}
    record.append("custody.hand_over_counted", f"hand-over/{hand_over_id}", payload)


def _found_row(
    record: Recording, unit: str, line: Found | Extra, *, line_id: int | None, declared: int
) -> dict[str, Any]:
    if not 0 <= line.broken_seals <= line.quantity:
        raise InvalidInput("seals are broken on none to all of what was found")
    differences = {
        "missing": declared - line.quantity if line_id is not None else 0,
        "extra": line.quantity if line_id is None else 0,
        "broken seal": line.broken_seals,
    }
    return {
        "id": record.next_id(FoundLine),
        "line_id": line_id,
        "unit": unit,
        "found": line.quantity,
        "broken_seals": line.broken_seals,
        "description": line.description,
        "differences": [
            {"id": record.next_id(Discrepancy), "kind": kind, "quantity": number}
            for kind, number in differences.items()
            if number
        ],
    }


@projects("custody.hand_over_counted")
def _hand_over_counted(facts: list[Fact]) -> None:
    for fact in facts:
        key = fact.payload["hand_over_id"]
        _retire(FoundLine, key, fact.seq)
        _retire(Discrepancy, key, fact.seq)
        differences = []
        for row in fact.payload["lines"]:
            columns = {name: value for name, value in row.items() if name != "differences"}
            insert_rows(FoundLine, [{"recorded_seq": fact.seq, "hand_over_id": key, **columns}])
            differences += [
                {"recorded_seq": fact.seq, "hand_over_id": key, "found_line_id": row["id"], "unit": row["unit"], **each}
                for each in row["differences"]
            ]
        insert_rows(Discrepancy, differences)
        given = HandOver.objects.get(pk=key)
        HandOver.objects.filter(pk=key).update(counted=_counted(given.unit, fact.payload["lines"]))


def balance(hand_over_id: int) -> dict[str, dict[str, int]]:
    """Per unit: declared, found, missing, extra. Counted in = counted out + extra - missing, or something is wrong."""
    units: dict[str, dict[str, int]] = {}
    for model, column, name in (
        (ManifestLine, "declared", "declared"),
        (FoundLine, "found", "found"),
    ):
        rows = model.objects.filter(hand_over=hand_over_id, corrected_seq__isnull=True)
        for unit, total in rows.values_list("unit").annotate(total=Sum(column)):
            units.setdefault(unit, dict.fromkeys(("declared", "found", "missing", "extra"), 0))[name] = total
    differences = Discrepancy.objects.filter(
        hand_over=hand_over_id, corrected_seq__isnull=True, kind__in=("missing", "extra")
    )
    for unit, kind, total in differences.values_list("unit", "kind").annotate(total=Sum("quantity")):
        units.setdefault(unit, dict.fromkeys(("declared", "found", "missing", "extra"), 0))[kind] = total
    return units


def _standing(model: type[ManifestLine] | type[FoundLine], hand_over_id: int) -> bool:
    return model.objects.filter(hand_over=hand_over_id, corrected_seq__isnull=True).exists()


def _retire(model: Any, hand_over_id: int, seq: int) -> None:
    model.objects.filter(hand_over=hand_over_id, corrected_seq__isnull=True).update(corrected_seq=seq)


def _quantity(unit: str, quantity: int, *, lowest: int) -> None:
    if not unit.strip():
        raise InvalidInput("a quantity has a unit: boxes, caskets, sets...")
    if not lowest <= quantity <= _LARGEST:
        raise InvalidInput(f"{quantity} {unit}: a quantity here is {lowest} to {_LARGEST:,}")


def _total(lines: Iterable[tuple[str, int]]) -> tuple[str, int | None]:
    """Unit and total when all lines are in one unit; ("", None) otherwise, because units are never added."""
    lines = list(lines)
    units = {unit for unit, _quantity in lines}
    return (units.pop(), sum(quantity for _unit, quantity in lines)) if len(units) == 1 else ("", None)


def _counted(unit: str, lines: Iterable[Mapping[str, Any]]) -> int | None:
    """What was found in the unit that was declared; None where that is several units.

    Extras in another unit stand beside it, each in its own.
    """
    return sum(row["found"] for row in lines if row["unit"] == unit) if unit else None


def _renamed(row: dict[str, Any], **names: str) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in row.items()}
