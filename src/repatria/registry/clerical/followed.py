"""What repeats a corrected code or name elsewhere in the tables, and follows it; used by the projector."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repatria.registry.asof import begins
from repatria.registry.custody.models import HandOver
from repatria.registry.field.models import Operation
from repatria.registry.figures.models import KnownConflict
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.roster.histories import UnitName
from repatria.registry.roster.models import LossIncident
from repatria.registry.roster.units import unit_key
from repatria.registry.talks.models import Account, Channel, Commitment, Engagement, Relation

_IN_ACCOUNTS = ("event", "hand-over", "party")


def follow(seq: int, kind: str, row: int, change: Mapping[str, Any]) -> None:
    """Let what names the row by the corrected text name it by the new one."""
    before, value = change["before"], change["value"]
    if change["field"] == "code" and kind in _IN_ACCOUNTS:
        Account.objects.filter(subject=before).update(subject=value)
        _findings(before, value)
    if change["field"] == "code" and kind in ("event", "hand-over"):
        Relation.objects.filter(subject=before).update(subject=value)
        Relation.objects.filter(object=before).update(object=value)
    elif change["field"] == "code" and kind == "party":
        _listed(before, value)
    elif change["field"] == "name" and kind == "war":
        for table in (LossIncident, HandOver, Operation):
            table._default_manager.filter(conflict=before).update(conflict=value)
    elif change["field"] == "name" and kind == "unit":
        _own_name(seq, row, before, value)


def _findings(before: str, value: str) -> None:
    """The findings of rules, by which a known conflict is recognised, name events by code."""
    for key, finding in KnownConflict.objects.filter(finding__contains=before).values_list("pk", "finding"):
        words = " ".join(value if word == before else word for word in finding.split(" "))
        KnownConflict.objects.filter(pk=key).update(finding=words)


def _listed(before: str, value: str) -> None:
    for table in (Engagement, Commitment, Channel):
        for key, codes in table._default_manager.values_list("pk", "parties"):
            if before in codes:
                named = [value if code == before else code for code in codes]
                table._default_manager.filter(pk=key).update(parties=named)


def _own_name(seq: int, unit: int, before: str, value: str) -> None:
    """The new name ties texts from now on. The old one goes on doing so: files may have the same slip."""
    standing = UnitName.objects.filter(unit=unit, corrected_seq=None)
    if unit_key(before) == unit_key(value):
        standing.filter(key=unit_key(before)).update(corrected_seq=seq)
    if not standing.filter(key=unit_key(value)).exists():
        name = {"unit_id": unit, "text": value, "key": unit_key(value), "source": "its own name"}
        insert_rows(UnitName, [{"id": seq, "recorded_seq": seq, "since": "", "begins": begins(""), **name}])
