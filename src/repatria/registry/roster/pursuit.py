"""Verbs on pursuit: whether a missing person is looked for, by whose decision, in step with what is known of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from repatria.dates import PartialDate
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf, begins, latest
from repatria.registry.chains import open_rows, replace_row, take_turns
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.histories import PURSUED, Pursuit, PursuitCategory
from repatria.registry.roster.incidents import date_of_loss
from repatria.registry.roster.models import MissingPerson, Status, StatusEntry
from repatria.registry.when import dated


def set_pursuit(
    record: Recording, person: MissingPerson, category: str, *, since: str, authority: str, reason: str
) -> None:
    """Record that from `since` on a person is in a pursuit category, with who decided and why; earlier rows stay."""
    category = _allowed(record, category, authority, reason)
    row = open_rows(Pursuit, person=person).first()
    if row is None and category == PursuitCategory.NONE:
        raise Conflict(f"{person.reference} is in no pursuit category")
    if row is not None and row.category == category:
        raise Conflict(f"{person.reference} is recorded as {category} already")
    cause = (row.begins, f"it was {row.category}") if row is not None else (None, "")
    since = dated(record, since, f"pursuit of {person.reference}", cause=cause[0], because=cause[1])
    _fits(record, person, category, since)
    _append(record, "roster.pursuit_set", person, category, since, authority, reason)


def correct_pursuit(
    record: Recording, wrong: Pursuit, category: str, *, since: str, authority: str, reason: str
) -> None:
    """Record that a row of the pursuit history was wrong, and what is right; the wrong row stays, marked."""
    category = _allowed(record, category, authority, reason)
    wrong.refresh_from_db()
    if wrong.corrected_seq is not None:
        raise Conflict(f"this category was corrected already, by entry {wrong.corrected_seq}")
    standing = Pursuit.objects.filter(person=wrong.person_id, corrected_seq=None)
    since = dated(record, since, f"pursuit of {wrong.person.reference}")
    day = begins(since)
    before, after = standing.filter(turn=wrong.turn - 1).first(), standing.filter(turn=wrong.turn + 1).first()
    if before is not None and day < before.begins:
        raise InvalidInput(f"{since} is before the category that it follows ({before.since}); correct that one too")
    if after is not None and day > after.begins:
        raise InvalidInput(f"{since} is after the category that follows it ({after.since}); correct that one too")
    _fits(record, wrong.person, category, since, still=wrong.ended_seq is None)
    _append(record, "roster.pursuit_corrected", wrong.person, category, since, authority, reason, wrong_id=wrong.pk)


def end_pursuit_unless_it_fits(
    record: Recording, person: MissingPerson, status: str, *, since: str, authority: str, reason: str
) -> None:
    """With a status that is about to stand: nobody accounted for is pursued any more. The caller asked permission."""
    record.flush()
    row = open_rows(Pursuit, person=person).first()
    if row is None or _goes_with(row.category, status):
        return
    why = f"the status became {status}: {reason}"
    _append(record, "roster.pursuit_set", person, PursuitCategory.NONE, since, authority, why)


def resume_pursuit(record: Recording, person: MissingPerson, *, ended_by: str, authority: str, reason: str) -> None:
    """After a rescission: the category that the decision's status ended goes on, as if it had never ended."""
    record.flush()
    ended = open_rows(Pursuit, person=person, category=PursuitCategory.NONE, authority=ended_by).first()
    before = Pursuit.objects.filter(person=person, corrected_seq=None, turn=ended.turn - 1).first() if ended else None
    if ended is not None and before is not None:
        category = before.category
        more = {"wrong_id": ended.pk}
        _append(record, "roster.pursuit_corrected", person, category, ended.since, authority, reason, **more)


def _allowed(record: Recording, category: str, authority: str, reason: str) -> str:
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if category not in PursuitCategory.values:
        raise InvalidInput(f"a pursuit category is one of: {', '.join(PursuitCategory.values)}")
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a pursuit category names the deciding authority and the reason")
    record.flush()
    return category


def _goes_with(category: str, status: str) -> bool:
    """Whether a category can be that of a person with this status."""
    if category in PURSUED:
        return status == Status.UNACCOUNTED_FOR
    return category == PursuitCategory.NONE or status == Status.NON_RECOVERABLE


def _fits(record: Recording, person: MissingPerson, category: str, since: str, *, still: bool = True) -> None:
    """Refuse a category before the loss, or beside a status with which it cannot be, at that time or (still) today."""
    date = PartialDate(since)
    if person.incident_id is not None:
        lost = date_of_loss(record, person.incident_id)
        if lost and date.after <= PartialDate(lost).earliest:
            raise InvalidInput(f"pursuit of {person.reference}: {since} is before the loss ({lost})")
    rows = StatusEntry.objects.filter(person=person)
    then = latest(rows, AsOf(date.after - dt.timedelta(days=1)), "person_id").first()
    today = latest(rows, AsOf(), "person_id").first() if still else then
    for row in (then, today):
        if row is not None and not _goes_with(category, row.status):
            wanted = "whose status is non-recoverable" if category not in PURSUED else "still unaccounted for"
            raise InvalidInput(
                f"{person.reference} is {row.status}{f' since {row.since}' if row.since else ''}: {category} is for"
                f" those {wanted}"
            )


def _append(
    record: Recording,
    action: str,
    person: MissingPerson,
    category: str,
    since: str,
    authority: str,
    reason: str,
    **more: Any,
) -> None:
    payload = {
        "id": record.next_id(Pursuit),
        "person_id": person.pk,
        "category": str(category),
        "since": since,
        "authority": authority,
        "reason": reason,
        **more,
    }
    record.append(action, f"person/{person.pk}", payload)


@projects("roster.pursuit_set")
def _pursuit_set(facts: list[Fact]) -> None:
    """Neighbours that are the first of their persons go together: most are, and a rebuild reads many."""
    first: dict[int, dict[str, Any]] = {}
    for fact in facts:
        first.setdefault(fact.payload["person_id"], {"recorded_seq": fact.seq, **fact.payload})
    for known in Pursuit.objects.filter(person__in=list(first)).values_list("person_id", flat=True):
        first.pop(known, None)
    take_turns(Pursuit, "person_id", 0, first.values())
    for fact in facts:
        row = first.get(fact.payload["person_id"])
        if row is None or row["recorded_seq"] != fact.seq:
            take_turns(Pursuit, "person_id", fact.seq, [fact.payload])


@projects("roster.pursuit_corrected")
def _pursuit_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        replace_row(Pursuit, "person_id", fact.seq, row.pop("wrong_id"), row)
