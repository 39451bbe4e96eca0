"""Verbs of what an operation was: who took part, and what it found, corrected where a line was wrong."""

from __future__ import annotations

from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.field.models import OperationResult, OperationState, TeamMember
from repatria.registry.field.operations import known_operation
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

_LARGEST = 1_000_000


def add_team(
    record: Recording,
    operation_id: int,
    function: str,
    *,
    since: str,
    organisation: str = "",
    person: str = "",
    people: int = 1,
) -> int:
    """Record who takes part from `since` on; returns the key. A named person is one."""
    operation = known_operation(record, operation_id)
    if not function.strip():
        raise InvalidInput("say what they do in the team")
    if not 1 <= people <= _LARGEST or (person and people != 1):
        raise InvalidInput("a team line is of one named person, or of a number of people")
    since = dated(record, since, f"team of {operation.code}")
    key = record.next_id(TeamMember)
    payload = {
        "id": key,
        "operation_id": operation.pk,
        "function": function,
        "organisation": organisation,
        "person": person,
        "people": people,
        "since": since,
    }
    record.append("field.team_joined", f"operation/{operation.pk}", payload)
    return key


def add_result(
    record: Recording,
    operation_id: int,
    quantity: int,
    unit: str,
    *,
    on: str,
    site_id: int | None = None,
    **columns: Any,
) -> int:
    """Record what an operation found, in its own unit; other columns: those of `OperationResult`. Returns its key."""
    operation = known_operation(record, operation_id)
    if not unit.strip() or not 0 <= quantity <= _LARGEST:
        raise InvalidInput(f"a result is 0 to {_LARGEST:,} of a unit: sets, boxes, persons...")
    row = OperationState.objects.filter(operation=operation, state="running", corrected_seq__isnull=True)
    ran = row.order_by("turn").values_list("begins", flat=True).first()
    if ran is None:
        raise Conflict(f"operation {operation.code} has not run: it has no result yet")
    if site_id is not None and not operation.sites.filter(site=site_id).exists():
        raise InvalidInput(f"operation {operation.code} does not work at site {site_id}")
    on = dated(record, on, f"result of {operation.code}", cause=ran, because="it ran")
    key = record.next_id(OperationResult)
    payload = {
        "id": key,
        "operation_id": operation.pk,
        "site_id": site_id,
        "quantity": quantity,
        "unit": unit,
        "since": on,
        **columns,
    }
    record.append("field.result_recorded", f"operation/{operation.pk}", payload)
    return key


def _write(model: type[TeamMember] | type[OperationResult], facts: list[Fact]) -> None:
    insert_rows(
        model,
        ({"recorded_seq": fact.seq, **fact.payload, "begins": begins(fact.payload["since"])} for fact in facts),
    )


@projects("field.team_joined")
def _team_joined(facts: list[Fact]) -> None:
    _write(TeamMember, facts)


@projects("field.result_recorded")
def _result_recorded(facts: list[Fact]) -> None:
    _write(OperationResult, facts)


def correct_team(record: Recording, member_id: int, *, reason: str) -> None:
    """Record that a line of a team was wrong, and why; the row stays and counts no more."""
    _correct(record, TeamMember, "field.team_corrected", member_id, reason)


def correct_result(record: Recording, result_id: int, *, reason: str) -> None:
    """Record that a result was wrong, and why; the row stays and counts no more."""
    _correct(record, OperationResult, "field.result_corrected", result_id, reason)


def _correct(
    record: Recording, model: type[TeamMember] | type[OperationResult], action: str, key: int, reason: str
) -> None:
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    record.flush()
    row = model._default_manager.filter(pk=key).first()
    if row is None:
        raise InvalidInput(f"there is no such line: {key}")
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if row.corrected_seq is not None:
        raise Conflict(f"this was corrected already, by entry {row.corrected_seq}")
    record.append(action, f"operation/{row.operation_id}", {"id": key, "reason": reason})


@projects("field.team_corrected")
@projects("field.result_corrected")
def _corrected(facts: list[Fact]) -> None:
    for fact in facts:
        model = TeamMember if fact.action == "field.team_corrected" else OperationResult
        model._default_manager.filter(pk=fact.payload["id"]).update(corrected_seq=fact.seq)
