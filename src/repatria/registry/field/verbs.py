"""Verbs of field work: permissions, operations, their states, teams and results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.field.fiscal_year import fiscal_year_of
from repatria.registry.field.models import (
    OPERATION_STATES,
    PERMISSION_STATES,
    Operation,
    OperationResult,
    OperationSite,
    OperationState,
    Permission,
    PermissionState,
    Site,
    TeamMember,
)
from repatria.registry.field.sites import add_lead, add_site, judge_site
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import KOREAN_WAR, dated, not_before_the_war, war_began

__all__ = [
    "add_lead",
    "add_operation",
    "add_permission",
    "add_result",
    "add_site",
    "add_team",
    "change_operation",
    "change_permission",
    "correct_result",
    "correct_team",
    "judge_site",
]

_LARGEST = 1_000_000
_NEXT = {
    "planned": {"running", "suspended", "cancelled", "ended"},
    "running": {"suspended", "ended"},
    "suspended": {"planned", "running", "ended", "cancelled"},
    "ended": set(),
    "cancelled": set(),
}
_PERMISSION_NEXT = {"in force": {"suspended", "ended"}, "suspended": {"in force", "ended"}, "ended": {"in force"}}


def add_permission(record: Recording, code: str, title_en: str, *, since: str, **columns: Any) -> int:
    """Record an agreement under which operations may run, in force since then; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    if not code.strip() or not title_en.strip():
        raise InvalidInput("a permission has a code and a title")
    record.flush()
    if Permission.objects.filter(code=code).exists():
        raise Conflict(f"a permission with the code {code} is recorded already")
    since = dated(record, since, f"permission {code}")
    key = record.next_id(Permission)
    payload = {
        "id": key,
        "code": code,
        "title_en": title_en,
        "since": since,
        "state_id": record.next_id(PermissionState),
        **columns,
    }
    record.append("field.permission_given", f"permission/{key}", payload)
    return key


@projects("field.permission_given")
def _permission_given(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        row = {"id": columns.pop("state_id"), "since": columns.pop("since"), "permission_id": columns["id"]}
        insert_rows(Permission, [{"recorded_seq": fact.seq, "state": "in force", **columns}])
        take_turns(PermissionState, "permission_id", fact.seq, [{**row, "state": "in force"}])


def change_permission(
    record: Recording,
    permission_id: int,
    state: str,
    *,
    on: str,
    authority: str,
    reason: str,
    source_id: int | None = None,
) -> None:
    """Suspend a permission, end it, or put it in force again, on whose authority and why.

    A suspension stops what runs under the permission (see `stopped_by`); it does not rewrite any operation's history.
    """
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    record.flush()
    permission = Permission.objects.filter(pk=permission_id).first()
    if permission is None:
        raise InvalidInput(f"there is no permission {permission_id}")
    if state not in PERMISSION_STATES:
        raise InvalidInput(f"a permission is one of: {', '.join(PERMISSION_STATES)}")
    if state not in _PERMISSION_NEXT[permission.state]:
        raise Conflict(f"permission {permission.code} is {permission.state}: it cannot become {state}")
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a change of a permission names the deciding authority and the reason")
    row = open_rows(PermissionState, permission=permission).get()
    on = dated(record, on, f"permission {permission.code}, {state}", cause=row.begins, because=f"it was {row.state}")
    payload = {
        "id": record.next_id(PermissionState),
        "permission_id": permission.pk,
        "state": state,
        "since": on,
        "authority": authority,
        "reason": reason,
        "source_id": source_id,
    }
    record.append("field.permission_changed", f"permission/{permission.pk}", payload)


@projects("field.permission_changed")
def _permission_changed(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(PermissionState, "permission_id", fact.seq, [fact.payload])
        Permission.objects.filter(pk=fact.payload["permission_id"]).update(state=fact.payload["state"])


def add_operation(
    record: Recording,
    code: str,
    title_en: str,
    *,
    recorded_since: str,
    planned_from: str = "",
    planned_until: str = "",
    conflict: str = KOREAN_WAR,
    permission_id: int | None = None,
    site_ids: Sequence[int] = (),
    **columns: Any,
) -> int:
    """Record an operation as planned from `recorded_since` on; the other columns are those of `Operation`.

    planned_from, planned_until: partial dates, the first and the last day of the plan; they may lie ahead.
    Returns its key.
    """
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    if not code.strip() or not title_en.strip():
        raise InvalidInput("an operation has a code and a title")
    since = dated(record, recorded_since, f"operation {code}, planned")
    start = partial(planned_from, f"operation {code}, planned from")
    end = partial(planned_until, f"operation {code}, planned until")
    for text in (start, end, since):
        not_before_the_war(text, conflict, f"operation {code}")
    if start and end and PartialDate(end).after <= PartialDate(start).earliest:
        raise InvalidInput(f"operation {code}: it ends ({end}) before it begins ({start})")
    record.flush()
    if Operation.objects.filter(code=code).exists():
        raise Conflict(f"an operation with the code {code} is recorded already")
    if permission_id is not None and not Permission.objects.filter(pk=permission_id).exists():
        raise InvalidInput(f"there is no permission {permission_id}")
    if len(set(site_ids)) != len(site_ids) or Site.objects.filter(pk__in=site_ids).count() != len(site_ids):
        raise InvalidInput("each site is on record, and named once")
    key = record.next_id(Operation)
    payload = {
        "id": key,
        "code": code,
        "title_en": title_en,
        "conflict": conflict,
        "permission_id": permission_id,
        "planned_from": start,
        "planned_until": end,
        "since": since,
        "state_id": record.next_id(OperationState),
        "sites": [[record.next_id(OperationSite), site] for site in site_ids],
        **columns,
    }
    record.append("field.operation_planned", f"operation/{key}", payload)
    return key


def _plan(payload: dict[str, Any]) -> dict[str, Any]:
    """The days and fiscal years that a plan can mean; an open end is the end of its start."""
    start, end = payload["planned_from"], payload["planned_until"] or payload["planned_from"]
    first = PartialDate(start).earliest if start else None
    after = PartialDate(end).after if end else None
    last = after - dt.timedelta(days=1) if after else None
    return {
        "first_day": first,
        "after": after,
        "first_fiscal_year": fiscal_year_of(first).number if first else None,
        "last_fiscal_year": fiscal_year_of(last).number if last else None,
        "conflict_began": war_began(payload["conflict"]),
    }


@projects("field.operation_planned")
def _operation_planned(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        sites = columns.pop("sites")
        row = {"id": columns.pop("state_id"), "since": columns.pop("since"), "operation_id": columns["id"]}
        insert_rows(Operation, [{"recorded_seq": fact.seq, "status": "planned", **columns, **_plan(columns)}])
        insert_rows(
            OperationSite,
            (
                {"id": key, "recorded_seq": fact.seq, "operation_id": columns["id"], "site_id": site}
                for key, site in sites
            ),
        )
        take_turns(OperationState, "operation_id", fact.seq, [{**row, "state": "planned"}])


def _operation(record: Recording, key: int) -> Operation:
    record.actor.must(Verb.CHANGE, Resource.FIELD)
    record.flush()
    found = Operation.objects.select_related("permission").filter(pk=key).first()
    if found is None:
        raise InvalidInput(f"there is no operation {key}")
    return found


def change_operation(
    record: Recording,
    operation_id: int,
    state: str,
    *,
    on: str,
    authority: str = "",
    reason: str = "",
    source_id: int | None = None,
) -> None:
    """Record that an operation runs, is suspended or cancelled (with the reason), ended, or planned again."""
    operation = _operation(record, operation_id)
    if state not in OPERATION_STATES:
        raise InvalidInput(f"an operation is one of: {', '.join(OPERATION_STATES)}")
    if state not in _NEXT[operation.status]:
        raise Conflict(f"operation {operation.code} is {operation.status}: it cannot become {state}")
    if state in ("suspended", "cancelled") and not reason.strip():
        raise InvalidInput(f"an operation is {state} with a reason")
    if state == "running" and operation.permission is not None and operation.permission.state != "in force":
        raise Conflict(
            f"operation {operation.code} cannot run: its permission {operation.permission.code}"
            f" is {operation.permission.state}"
        )
    row = open_rows(OperationState, operation=operation).get()
    on = dated(record, on, f"operation {operation.code}, {state}", cause=row.begins, because=f"it was {row.state}")
    payload = {
        "id": record.next_id(OperationState),
        "operation_id": operation.pk,
        "state": state,
        "since": on,
        "authority": authority,
        "reason": reason,
        "source_id": source_id,
    }
    record.append("field.operation_changed", f"operation/{operation.pk}", payload)


@projects("field.operation_changed")
def _operation_changed(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(OperationState, "operation_id", fact.seq, [fact.payload])
        Operation.objects.filter(pk=fact.payload["operation_id"]).update(status=fact.payload["state"])


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
    operation = _operation(record, operation_id)
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
    operation = _operation(record, operation_id)
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
