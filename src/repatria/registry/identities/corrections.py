"""Verbs on the fields of a person: correct one, take the correction back; and what a field said at any past point."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf, begins
from repatria.registry.clerical.read import as_written
from repatria.registry.identities.border import FIELDS, because, field_value, on_their_own
from repatria.registry.identities.models import Correction, Settlement
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson
from repatria.registry.when import dated


def correct(record: Recording, person: MissingPerson, field: str, value: str, *, reason: str, since: str = "") -> int:
    """Record that a field of a person is something else than the roll says; returns the entry that did.

    since: for what changes in a life (rank, unit, service, home), from when it is so; without it, it always was.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    person = MissingPerson.objects.select_related("incident").get(pk=person.pk)
    on_their_own(person)
    value = field_value(record, person, field, value)
    reason = because(reason, "it is so")
    if since and not FIELDS[field].changes:
        raise InvalidInput(f"{field} does not change in a life: leave the date away")
    since = dated(record, since, "since", required=False)
    before = getattr(person, field)
    if before == value:
        raise Conflict(f"{field}: the roll says that already")
    later = _standing(Correction.objects.filter(person=person, field=field), NOW)
    if later is not None and later.begins > begins(since):
        raise Conflict(f"{field}: since {later.since} another value holds; take that back first, or give a later date")
    payload = {
        "person_id": person.pk,
        "field": field,
        "value": value,
        "before": before,
        "since": since,
        "reason": reason,
    }
    return record.append("identities.field_corrected", f"person/{person.pk}", payload)


def correction_row(fact: Fact, columns: dict[str, Any]) -> dict[str, Any]:
    """The row of a correction that an entry made; used by projectors."""
    known = {"id": fact.seq, "recorded_seq": fact.seq, "decided_by": fact.actor}
    return {**known, **columns, "begins": begins(columns["since"])}


@projects("identities.field_corrected")
def _field_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        insert_rows(Correction, [correction_row(fact, fact.payload)])
        show_standing(fact.payload["person_id"], fact.payload["field"])


def withdraw_correction(record: Recording, correction: Correction, *, reason: str) -> int:
    """Take a correction back, with the reason: the field says again what it said without it."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if correction.corrected_seq is not None:
        raise Conflict("the correction was taken back already")
    if Settlement.objects.filter(correction=correction, corrected_seq=None).exists():
        raise Conflict("it came of a decision between two files: open that decision again instead")
    on_their_own(correction.person)
    payload = {
        "correction_id": correction.pk,
        "person_id": correction.person_id,
        "field": correction.field,
        "reason": because(reason, "the correction is wrong"),
    }
    return record.append("identities.correction_withdrawn", f"person/{correction.person_id}", payload)


@projects("identities.correction_withdrawn")
def _correction_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        take_back(fact.payload["correction_id"], fact.seq, fact.payload["reason"])
        show_standing(fact.payload["person_id"], fact.payload["field"])


def take_back(correction: int, seq: int, reason: str) -> None:
    """Mark a correction as taken back; used by projectors."""
    Correction.objects.filter(pk=correction).update(corrected_seq=seq, withdrawn_because=reason)


def show_standing(person: int, field: str) -> None:
    """Write into the person's column what the standing corrections make of it; used by projectors."""
    rows = list(Correction.objects.filter(person=person, field=field).order_by("id"))
    MissingPerson.objects.filter(pk=person).update(**{field: _value(rows, NOW)})


def _value(rows: list[Correction], point: AsOf) -> str:
    """What a field said at a point, by its corrections in the order of recording; before them, what the first found."""
    standing = _standing(rows, point)
    return standing.value if standing is not None else rows[0].before


def _standing(rows: Iterable[Correction], point: AsOf) -> Correction | None:
    """Of the corrections of a field the one that holds at a point: the last to begin, then the last recorded."""
    seq, day = point.seq, point.on or dt.date.max
    held = [
        row
        for row in rows
        if (seq is None or row.recorded_seq <= seq)
        and (row.corrected_seq is None or (seq is not None and row.corrected_seq > seq))
        and row.begins <= day
    ]
    return max(held, key=lambda row: (row.begins, row.pk), default=None)


def as_known(person: MissingPerson, point: AsOf) -> MissingPerson:
    """The person with the fields that the roll gave them at a point; not to be saved."""
    if point == NOW:
        return person
    rows: dict[str, list[Correction]] = defaultdict(list)
    for row in Correction.objects.filter(person=person).order_by("id"):
        rows[row.field].append(row)
    then = copy(person)
    as_written(point, then)
    for field, history in rows.items():
        setattr(then, field, _value(history, point))
    return then
