"""From entries to tables: every action has one projector, and the tables are what the projectors make of the ledger."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NamedTuple

from django.apps import apps
from django.db import models

from repatria.errors import LedgerBroken
from repatria.registry.ledger.bulk import insert_rows


class Fact(NamedTuple):
    """What a projector sees of an entry; a tuple, because a rebuild makes one for each entry of the ledger."""

    seq: int
    recorded_at: dt.datetime
    actor: str
    action: str
    subject: str
    payload: dict[str, Any]


Projector = Callable[[list[Fact]], None]
_projectors: dict[str, Projector] = {}


def projects(action: str) -> Callable[[Projector], Projector]:
    """Register the one function that writes the tables for `action`; it gets runs of facts in ledger order."""

    def register(function: Projector) -> Projector:
        if action in _projectors:
            raise LedgerBroken(f"two projectors for {action}")
        _projectors[action] = function
        return function

    return register


def known_actions() -> frozenset[str]:
    """Every action a verb may record."""
    return frozenset(_projectors)


def project(facts: Iterable[Fact]) -> None:
    """Write the tables for `facts`; neighbours with the same action go to their projector together."""
    for action, run in itertools.groupby(facts, key=lambda fact: fact.action):
        projector = _projectors.get(action)
        if projector is None:
            raise LedgerBroken(f"no projector for the action {action}")
        projector(list(run))


class Projected(models.Model):
    """A table that the ledger can rebuild; `recorded_seq` is the entry that wrote the row.

    `indexes_for_readers` names the indexes by which no projector finds a row: a rebuild makes them after the rows.
    """

    indexes_for_readers: ClassVar[tuple[str, ...]] = ()
    recorded_seq = models.BigIntegerField()

    class Meta:
        abstract = True


def projected_models() -> list[type[models.Model]]:
    """Every projected table, parents before children, so that rows can be written in this order."""
    tables = [model for model in apps.get_app_config("registry").get_models() if issubclass(model, Projected)]
    ordered: list[type[models.Model]] = []
    while tables:
        ready = [
            table
            for table in tables
            if all(
                field.related_model in ordered or field.related_model in (table, None)
                for field in table._meta.concrete_fields
                if field.is_relation
            )
        ]
        if not ready:
            raise LedgerBroken(f"tables refer to each other in a circle: {[table.__name__ for table in tables]}")
        ordered += ready
        tables = [table for table in tables if table not in ready]
    return ordered


def creates(
    action: str, model: type[models.Model], derive: Callable[[dict[str, Any]], dict[str, Any]] | None = None
) -> None:
    """Register the commonest projector: each fact's payload is one new row of `model`.

    derive: from the payload, the columns that are computed from it (for example the first day a partial date means).
    """

    def write(facts: list[Fact]) -> None:
        insert_rows(
            model,
            ({"recorded_seq": fact.seq, **fact.payload, **(derive(fact.payload) if derive else {})} for fact in facts),
        )

    projects(action)(write)
