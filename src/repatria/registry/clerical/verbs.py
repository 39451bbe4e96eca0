"""The verb that corrects what was typed wrong, and its projector."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db.models import Model

from repatria.errors import Conflict, InvalidInput
from repatria.registry.clerical.followed import follow
from repatria.registry.clerical.kinds import KINDS, Kind, as_text, called, kind_of, value_of
from repatria.registry.clerical.models import ClericalCorrection
from repatria.registry.custody.items import Item
from repatria.registry.custody.models import Container
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Verb


def correct_written(
    record: Recording, kind_name: str, key: int, changes: Mapping[str, str], *, reason: str, sure: bool = False
) -> int:
    """Record that words were typed wrong, and what is right; returns the entry that did. What stood before is kept.

    kind_name: of `KINDS`; changes: field -> what is right, as typed. It was always so: this is for slips of the pen,
    not for what changed. Fields that say so already are left out; raises Conflict when none is left. A label that a
    container has in both its rooms is corrected in both. sure: it stands although something speaks against it, see
    `doubts_about`; without it that is refused, so that somebody looks.
    """
    kind = kind_of(kind_name)
    record.actor.must(Verb.CHANGE, kind.resource)
    record.flush()
    row = kind.model._default_manager.filter(pk=key).first()
    if row is None:
        raise InvalidInput(f"there is no {kind.name} {key}")
    if not reason.strip():
        raise InvalidInput("say why; it stays on the record")
    twin = _same_label(kind, row) if "code" in changes else None
    entry = _append(record, kind, row, changes, reason.strip(), sure=sure)
    if twin is not None and twin[1].code != " ".join(changes["code"].split()):
        _append(record, twin[0], twin[1], {"code": changes["code"]}, reason.strip())
    return entry


def doubts_about(kind_name: str, row: Any, changes: Mapping[str, str]) -> str:
    """What speaks against a correction without forbidding it; empty for nothing. Raises InvalidInput as the verb does.

    A long text is looked at for it, which takes a second: pages ask before they lock the record for writing.
    """
    kind = kind_of(kind_name)
    if kind.doubts is None:
        return ""
    then, changed = copy(row), set()
    for name, given in changes.items():
        value = value_of(kind, kind.field(name), row, given)
        if as_text(value) != as_text(getattr(row, name)):
            setattr(then, name, value)
            changed.add(name)
    try:
        kind.doubts(then, changed)
    except InvalidInput as error:
        return str(error)
    return ""


def _append(
    record: Recording, kind: Kind, row: Any, changes: Mapping[str, str], reason: str, *, sure: bool = False
) -> int:
    then = copy(row)
    lines = []
    for name, given in changes.items():
        field = kind.field(name)
        value, before = value_of(kind, field, row, given), getattr(row, name)
        if as_text(value) == as_text(before):
            continue
        setattr(then, name, value)
        lines.append({"id": record.next_id(ClericalCorrection), "field": name, "before": before, "value": value})
    if not lines:
        raise Conflict(f"{kind.name} {called(kind, row)}: the record says that already")
    if kind.fits is not None:
        kind.fits(then, {line["field"] for line in lines})
    if kind.doubts is not None and not sure:
        kind.doubts(then, {line["field"] for line in lines})
    payload = {"kind": kind.name, "key": row.pk, "changes": lines, "reason": reason}
    return record.append("clerical.corrected", f"{kind.subject}/{row.pk}", payload)


def _same_label(kind: Kind, row: Any) -> tuple[Kind, Any] | None:
    """The other row of the same thing, where it has the same label: a container as it came, and as it is kept."""
    other: Model | None = None
    if isinstance(row, Container):
        other = Item.objects.filter(container=row, code=row.code).first()
    elif isinstance(row, Item) and row.container is not None and row.container.code == row.code:
        other = row.container
    return (KINDS["item" if kind.name == "container" else "container"], other) if other is not None else None


@projects("clerical.corrected")
def _corrected(facts: list[Fact]) -> None:
    for fact in facts:
        given = fact.payload
        kind = KINDS[given["kind"]]
        rows = kind.model._default_manager.filter(pk=given["key"])
        for line in given["changes"]:
            rows.update(**{line["field"]: line["value"]})
            follow(fact.seq, kind.name, given["key"], line)
        insert_rows(
            ClericalCorrection,
            (
                {
                    "id": line["id"],
                    "recorded_seq": fact.seq,
                    "kind": kind.name,
                    "key": given["key"],
                    "field": line["field"],
                    "before": as_text(line["before"]),
                    "value": as_text(line["value"]),
                    "reason": given["reason"],
                    "decided_by": fact.actor,
                }
                for line in given["changes"]
            ),
        )
