"""Verbs on conflicts: a war with its first and its last day, and their correction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, replace_row, take_turns
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.histories import ArmedConflict, ConflictDays
from repatria.registry.when import Days


def add_conflict(
    record: Recording, name: str, *, first_day: str, last_day: str = "", name_ko: str = "", source: str = ""
) -> int:
    """Record a war with its first and, when it has ended, its last day (ISO days); returns its key."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not name.strip():
        raise InvalidInput("a conflict has a name")
    record.flush()
    if ArmedConflict.objects.filter(name=name).exists():
        raise Conflict(f"a conflict with the name {name} is recorded already")
    key = record.next_id(ArmedConflict)
    payload = {
        "id": key,
        "days_id": record.next_id(ConflictDays),
        "name": name,
        "name_ko": name_ko,
        "source": source,
        **_days(record, name, first_day, last_day),
    }
    record.append("roster.conflict_added", f"armed-conflict/{key}", payload)
    return key


def correct_conflict(
    record: Recording, conflict: ArmedConflict, *, first_day: str, last_day: str = "", reason: str
) -> None:
    """Record that the days of a conflict were wrong, and what they are; the wrong ones stay on the record."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not reason.strip():
        raise InvalidInput("a correction says why")
    record.flush()
    wrong = open_rows(ConflictDays, conflict=conflict).get()
    days = _days(record, conflict.name, first_day, last_day)
    if (wrong.first_day.isoformat(), wrong.last_day.isoformat() if wrong.last_day else None) == tuple(days.values()):
        raise Conflict(f"these are the days of the {conflict.name} already")
    payload = {"id": record.next_id(ConflictDays), "wrong_id": wrong.pk, "conflict_id": conflict.pk, "reason": reason}
    record.append("roster.conflict_corrected", f"armed-conflict/{conflict.pk}", {**payload, **days})


def _days(record: Recording, name: str, first_day: str, last_day: str) -> dict[str, str | None]:
    first, last = _day(first_day, f"{name}, first day"), _day(last_day, f"{name}, last day") if last_day else None
    if last is not None and last < first:
        raise InvalidInput(f"{name}: the last day ({last_day}) is before the first ({first_day})")
    for day in (first, last):
        if day is not None and day > record.moment.date():
            raise InvalidInput(f"{name}: {day.isoformat()} is still to come")
    return {"first_day": first.isoformat(), "last_day": last.isoformat() if last else None}


def _day(text: str, name: str) -> dt.date:
    try:
        return dt.datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise InvalidInput(f"{name}: {text!r} is not a day: write it as 1950-06-25") from None


def _row(payload: dict[str, Any]) -> dict[str, Any]:
    """The columns of `ConflictDays`; the period itself is known from the first of all days on."""
    first = dt.date.fromisoformat(payload["first_day"])
    last = dt.date.fromisoformat(payload["last_day"]) if payload["last_day"] else None
    until = Days(first, last).losses_until
    return {"since": "", "first_day": first, "last_day": last, "losses_until": until}


@projects("roster.conflict_added")
def _conflict_added(facts: list[Fact]) -> None:
    for fact in facts:
        given = fact.payload
        names = {name: given[name] for name in ("id", "name", "name_ko", "source")}
        insert_rows(ArmedConflict, [{"recorded_seq": fact.seq, **names}])
        row = {"id": given["days_id"], "conflict_id": given["id"], **_row(given)}
        take_turns(ConflictDays, "conflict_id", fact.seq, [row])


@projects("roster.conflict_corrected")
def _conflict_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        given = fact.payload
        row = {"id": given["id"], "reason": given["reason"], **_row(given)}
        replace_row(ConflictDays, "conflict_id", fact.seq, given["wrong_id"], row)
