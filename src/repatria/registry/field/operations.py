"""Verbs of operations: planned, running, suspended, cancelled, ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.field.fiscal_year import fiscal_year_of
from repatria.registry.field.models import (
    OPERATION_STATES,
    Operation,
    OperationSite,
    OperationState,
    Permission,
    Site,
)
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import KOREAN_WAR, dated, not_before_the_war, war_began

_NEXT = {
    "planned": {"running", "suspended", "cancelled", "ended"},
    "running": {"suspended", "ended"},
    "suspended": {"planned", "running", "ended", "cancelled"},
    "ended": set(),
    "cancelled": set(),
}


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


def known_operation(record: Recording, key: int) -> Operation:
    """The operation of that key, everything recorded so far included; for those who may change field work."""
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
    operation = known_operation(record, operation_id)
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
