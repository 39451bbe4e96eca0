"""Verbs on units: a unit, its names in files, and under which unit it was from when on."""

from __future__ import annotations

import re
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf, begins
from repatria.registry.chains import open_rows, replace_row, standing, take_turns
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.histories import Unit, UnitName, UnitPlacement
from repatria.registry.when import dated


def unit_key(text: str) -> str:
    """One form of a unit's name: case, spaces and punctuation do not tell units apart, digits and words do."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def add_unit(
    record: Recording,
    name: str,
    *,
    service: str = "",
    echelon: str = "",
    parent_id: int | None = None,
    since: str = "",
    made_up: bool = False,
    source: str = "",
) -> int:
    """Record a unit under its own name and, where it is known, under which unit it was since when; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not unit_key(name):
        raise InvalidInput("a unit has a name")
    since = dated(record, since, f"{name}, since", required=False)
    if since and parent_id is None:
        raise InvalidInput(f"{name}: since when it was under another unit is said only with that unit")
    record.flush()
    _not_taken(name)
    key = record.next_id(Unit)
    payload = {
        "id": key,
        "name": name.strip(),
        "service": service,
        "echelon": echelon,
        "made_up": made_up,
        "source": source,
    }
    record.append("roster.unit_added", f"unit/{key}", payload)
    if parent_id is not None:
        record.flush()
        place_unit(
            record, Unit.objects.get(pk=key), parent_id, since=since, authority=source or "as recorded", reason=""
        )
    return key


def add_unit_name(record: Recording, unit: Unit, text: str, *, source: str = "") -> None:
    """Record a name under which files write a unit: persons and incidents with that text are tied to it from now on."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not unit_key(text):
        raise InvalidInput("write the name as the file has it")
    record.flush()
    _not_taken(text)
    payload = {"unit_id": unit.pk, "text": text.strip(), "source": source}
    record.append("roster.unit_named", f"unit/{unit.pk}", payload)


def withdraw_unit_name(record: Recording, name: UnitName, *, reason: str) -> None:
    """Record that a text does not name that unit after all, and why; the row stays and ties nobody any more."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not reason.strip():
        raise InvalidInput("a correction says why")
    record.flush()
    name.refresh_from_db()
    if name.corrected_seq is not None:
        raise Conflict(f"the name {name.text} was withdrawn already")
    if name.key == unit_key(name.unit.name):
        raise Conflict(f"{name.text} is the unit's own name")
    record.append("roster.unit_name_withdrawn", f"unit/{name.unit_id}", {"name_id": name.pk, "reason": reason})


def place_unit(
    record: Recording, unit: Unit, parent_id: int | None, *, since: str = "", authority: str, reason: str = ""
) -> None:
    """Record under which unit a unit was from `since` on (None: under none); where it was before stays."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    if not authority.strip():
        raise InvalidInput("say who placed it there, or which source says so")
    row = open_rows(UnitPlacement, unit=unit).first()
    if row is None and parent_id is None:
        raise Conflict(f"{unit} is under no unit as it is")
    if row is not None and row.parent_id == parent_id:
        raise Conflict(f"{unit} is there already")
    cause = row.begins if row is not None else None
    since = dated(record, since, f"{unit}, since", cause=cause, because="its earlier place", required=row is not None)
    _no_circle(unit, parent_id, since)
    payload = {"id": record.next_id(UnitPlacement), "unit_id": unit.pk, "parent_id": parent_id, "since": since}
    payload |= {"authority": authority, "reason": reason}
    record.append("roster.unit_placed", f"unit/{unit.pk}", payload)


def correct_placement(
    record: Recording, wrong: UnitPlacement, parent_id: int | None, *, since: str, authority: str, reason: str
) -> None:
    """Record that a unit's place was wrong, and what is right; the wrong row stays, marked as corrected."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a correction names the deciding authority and the reason")
    record.flush()
    wrong.refresh_from_db()
    if wrong.corrected_seq is not None:
        raise Conflict(f"this place was corrected already, by entry {wrong.corrected_seq}")
    since = dated(record, since, f"{wrong.unit}, since", required=False)
    rows = UnitPlacement.objects.filter(unit=wrong.unit_id, corrected_seq=None)
    before, after = rows.filter(turn=wrong.turn - 1).first(), rows.filter(turn=wrong.turn + 1).first()
    if before is not None and begins(since) < before.begins:
        raise InvalidInput(f"{since or 'no date'} is before the place that it follows ({before.since})")
    if after is not None and begins(since) > after.begins:
        raise InvalidInput(f"{since} is after the place that follows it ({after.since})")
    _no_circle(wrong.unit, parent_id, since)
    payload = {"id": record.next_id(UnitPlacement), "wrong_id": wrong.pk, "parent_id": parent_id, "since": since}
    payload |= {"authority": authority, "reason": reason}
    record.append("roster.unit_place_corrected", f"unit/{wrong.unit_id}", payload)


def _not_taken(text: str) -> None:
    taken = UnitName.objects.filter(key=unit_key(text), corrected_seq=None).select_related("unit").first()
    if taken is not None:
        raise Conflict(f"{text} is a name of {taken.unit} already")


def _no_circle(unit: Unit, parent_id: int | None, since: str) -> None:
    """Refuse a place under itself or under a unit below it, on the day from which it is to be and today."""
    if parent_id is None:
        return
    if not Unit.objects.filter(pk=parent_id).exists():
        raise InvalidInput(f"there is no unit {parent_id}")
    for point in (AsOf(), AsOf(begins(since))):
        above = dict(standing(UnitPlacement.objects.all(), point, "unit_id").values_list("unit_id", "parent_id"))
        key: int | None = parent_id
        seen: set[int] = set()
        while key is not None and key not in seen:
            if key == unit.pk:
                raise Conflict(f"{unit} cannot be under itself, or under a unit that is below it")
            seen.add(key)
            key = above.get(key)


@projects("roster.unit_added")
def _unit_added(facts: list[Fact]) -> None:
    insert_rows(Unit, ({"recorded_seq": fact.seq, **fact.payload} for fact in facts))
    insert_rows(
        UnitName,
        (
            _name(fact.seq, {"unit_id": fact.payload["id"], "text": fact.payload["name"], "source": "its own name"})
            for fact in facts
        ),
    )


@projects("roster.unit_named")
def _unit_named(facts: list[Fact]) -> None:
    insert_rows(UnitName, (_name(fact.seq, fact.payload) for fact in facts))


def _name(seq: int, columns: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": seq,
        "recorded_seq": seq,
        "since": "",
        "begins": begins(""),
        "key": unit_key(columns["text"]),
        **columns,
    }


@projects("roster.unit_name_withdrawn")
def _unit_name_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        UnitName.objects.filter(pk=fact.payload["name_id"]).update(corrected_seq=fact.seq)


@projects("roster.unit_placed")
def _unit_placed(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(UnitPlacement, "unit_id", fact.seq, [fact.payload])


@projects("roster.unit_place_corrected")
def _unit_place_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        replace_row(UnitPlacement, "unit_id", fact.seq, row.pop("wrong_id"), row)
