"""Verbs of permissions: an agreement under which operations may run, in force, suspended, ended."""

from __future__ import annotations

from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.field.models import PERMISSION_STATES, Permission, PermissionState
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

_NEXT = {"in force": {"suspended", "ended"}, "suspended": {"in force", "ended"}, "ended": {"in force"}}


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
    if state not in _NEXT[permission.state]:
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
