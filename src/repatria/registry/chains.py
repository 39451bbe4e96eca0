"""Chains: histories in which each row ends the one before, so that a subject has exactly one open row at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest

from repatria.registry.asof import NOW, AsOf, History, begins
from repatria.registry.ledger.bulk import insert_rows

C = TypeVar("C", bound="Chain")
_OPEN = Q(ended_seq__isnull=True, corrected_seq__isnull=True)


class Chain(History):
    """One row of a chain. Its key is given by the verb, because one entry may open many rows.

    turn: its place in the chain, from 1; ended_seq: the entry that began the next row, or closed the chain;
    closed_on: the first possible day on which the chain was closed without a next row, if it was.
    `begins` never runs backwards along a chain: a partial date counts from the row before it on.
    """

    turn = models.IntegerField()
    ended_seq = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        abstract = True


def chain_constraints(subject: str, name: str) -> list[models.UniqueConstraint]:
    """What the database refuses: two open rows of one subject, and two standing rows with the same turn."""
    return [
        models.UniqueConstraint(fields=[subject], name=f"{name}_one_open", condition=_OPEN),
        models.UniqueConstraint(
            fields=[subject, "turn"], name=f"{name}_one_per_turn", condition=Q(corrected_seq__isnull=True)
        ),
    ]


def open_rows(chain: type[C], **of: Any) -> QuerySet[C]:
    """The rows that hold now."""
    return chain._default_manager.filter(_OPEN, **of)


def standing(rows: QuerySet[C], point: AsOf, subject: str) -> QuerySet[C]:
    """Of a chain, the row of each subject that held at `point`. subject: its column, for example ``item_id``."""
    if point == NOW:
        return rows.filter(_OPEN)
    later = rows.model._default_manager.filter(point.history(), **{subject: OuterRef(subject)})
    ended = Q(closed_on__isnull=False)
    if point.on is not None:
        ended &= Q(closed_on__lte=point.on)
    if point.seq is not None:
        ended &= Q(ended_seq__lte=point.seq)
    return rows.filter(point.history()).exclude(Exists(later.filter(turn__gt=OuterRef("turn")))).exclude(ended)


def take_turns(chain: type[Chain], subject: str, seq: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """Close the open row of each subject and add `rows` as the next ones, in the order given; used by projectors.

    rows: columns with id, the subject, since, and what holds from then on.
    """
    rows = list(rows)
    before: dict[int, tuple[int, dt.date]] = {}
    for key, turn, day in chain._default_manager.filter(
        corrected_seq__isnull=True, **{f"{subject}__in": [row[subject] for row in rows]}
    ).values_list(subject, "turn", "begins"):
        before[key] = max(before.get(key, (0, dt.date.min)), (turn, day))
    chain._default_manager.filter(_OPEN, **{f"{subject}__in": list(before)}).update(ended_seq=seq)
    insert_rows(
        chain,
        (
            {
                "recorded_seq": seq,
                "turn": before.get(row[subject], (0, dt.date.min))[0] + 1,
                **row,
                "begins": max(begins(row["since"]), before.get(row[subject], (0, dt.date.min))[1], _floor(row)),
            }
            for row in rows
        ),
    )


def _floor(row: Mapping[str, Any]) -> dt.date:
    return row.get("begins") or dt.date.min


def close_chains(chain: type[Chain], subject: str, seq: int, subjects: Iterable[int], on: dt.date) -> None:
    """End the open row of each subject with none after it; used by projectors."""
    rows = chain._default_manager.filter(_OPEN, **{f"{subject}__in": list(subjects)})
    rows.update(ended_seq=seq, closed_on=Greatest("begins", Value(on, output_field=models.DateField())))


def replace_row(chain: type[Chain], subject: str, seq: int, wrong: int, row: Mapping[str, Any]) -> None:
    """Mark a row as corrected and put `row` in its turn; used by projectors. It begins not before the last."""
    old = chain._default_manager.get(pk=wrong)
    before = chain._default_manager.filter(
        corrected_seq__isnull=True, turn=old.turn - 1, **{subject: getattr(old, subject)}
    ).first()
    chain._default_manager.filter(pk=wrong).update(corrected_seq=seq)
    kept = {"turn": old.turn, "ended_seq": old.ended_seq, "closed_on": old.closed_on, subject: getattr(old, subject)}
    first = max(begins(row["since"]), before.begins if before else dt.date.min, _floor(row))
    insert_rows(chain, [{"recorded_seq": seq, **kept, **row, "begins": first}])
