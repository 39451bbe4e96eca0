"""Checks that anyone may ask for: is the chain whole, and do the tables equal what the ledger says?"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from repatria.problems import Problem
from repatria.registry.ledger.append import one_writer
from repatria.registry.ledger.chain import GENESIS, entry_hash, timestamp
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Fact, project, projected_models
from repatria.registry.ledger.scratch import ALIAS, scratch_database, writing_to_scratch

_PAGE = 5_000
_WORST = 20  # problems named per table; the rest is counted
Progress = Callable[[int], None]


@dataclass
class Verification:
    """What was checked: entries read, head hash, rows compared per table, and what failed and where."""

    entries: int = 0
    head: str = GENESIS
    tables: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Entry(NamedTuple):
    """A ledger entry as read, without the cost of a model object."""

    seq: int
    recorded_at: dt.datetime
    actor: str
    action: str
    subject: str
    payload: str
    previous: str
    hash: str


def entries_in_order() -> Iterator[list[Entry]]:
    """The whole ledger, page by page, read by key so that each page costs the same."""
    after = 0
    rows = LedgerEntry.objects.order_by("seq").values_list(*Entry._fields)
    while page := [Entry(*row) for row in rows.filter(seq__gt=after)[:_PAGE]]:
        yield page
        after = page[-1].seq


def rebuild(*, progress: Progress | None = None) -> Verification:
    """Write every projected table anew from the ledger, in one transaction; nothing when the chain is broken."""
    result = Verification()
    with transaction.atomic():
        one_writer()
        for model in reversed(projected_models()):
            model._default_manager.all()._raw_delete(connection.alias)
        for page in entries_in_order():
            _check_chain(page, result)
            if result.problems:
                transaction.set_rollback(True)
                return result
            project(_facts(page))
            if progress:
                progress(len(page))
        result.tables = {model._meta.db_table: model._default_manager.count() for model in projected_models()}
    return result


def verify(*, tables: bool = True, progress: Progress | None = None) -> Verification:
    """Check the chain; with `tables`, replay it into a scratch database and compare every projected row."""
    with _one_moment():
        return _verify(tables, progress)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing; inside a transaction it is that anyway."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        cursor = connection.cursor()
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _verify(tables: bool, progress: Progress | None) -> Verification:
    result = Verification()
    if not tables:
        for page in entries_in_order():
            _check_chain(page, result)
            if progress:
                progress(len(page))
        return result
    with scratch_database():
        for page in entries_in_order():
            _check_chain(page, result)
            if not result.problems:
                with writing_to_scratch():
                    project(_facts(page))
            if progress:
                progress(len(page))
        if not result.problems:
            for model in projected_models():
                _compare(model, result)
    return result


def _facts(page: list[Entry]) -> Iterator[Fact]:
    payloads = json.loads(f"[{','.join(entry.payload for entry in page)}]")  # one call for the page: twice as fast
    for entry, payload in zip(page, payloads, strict=True):
        yield Fact(entry.seq, entry.recorded_at, entry.actor, entry.action, entry.subject, payload)


def _check_chain(page: list[Entry], result: Verification) -> None:
    for entry in page:
        place = f"entry {entry.seq}"
        if entry.seq != result.entries + 1:
            result.problems.append(Problem("ledger", place, f"sequence breaks after {result.entries}"))
        if entry.previous != result.head:
            result.problems.append(Problem("ledger", place, "does not follow the entry before it"))
        expected = entry_hash(
            entry.seq,
            timestamp(entry.recorded_at),
            entry.actor,
            entry.action,
            entry.subject,
            entry.payload,
            entry.previous,
        )
        if entry.hash != expected:
            result.problems.append(Problem("ledger", place, "was changed after it was written: its hash differs"))
        result.entries, result.head = entry.seq, entry.hash


def _rows(model: type[models.Model], alias: str | None) -> Iterator[tuple[Any, ...]]:
    manager = model._default_manager.using(alias) if alias else model._default_manager
    names = [f.attname for f in model._meta.concrete_fields]
    return iter(manager.order_by("pk").values_list("pk", *names).iterator(chunk_size=_PAGE))


def _compare(model: type[models.Model], result: Verification) -> None:
    table = model._meta.db_table
    names = [f.attname for f in model._meta.concrete_fields]
    count = wrong = 0
    for kept, rebuilt in zip_longest(_rows(model, None), _rows(model, ALIAS)):
        count += 1
        if kept == rebuilt:
            continue
        wrong += 1
        if wrong > _WORST:
            continue
        if kept is None or rebuilt is None:
            key, why = (kept or rebuilt)[0], "is missing from the table" if kept is None else "is not in the ledger"
        else:
            key = kept[0]
            changed = [n for n, a, b in zip(names, kept[1:], rebuilt[1:], strict=True) if a != b]
            why = f"differs from the ledger in {', '.join(changed)}"
        result.problems.append(Problem(table, f"row {key}", why))
        if kept is None or rebuilt is None or kept[0] != rebuilt[0]:
            break  # the two sides no longer line up; further differences would only repeat this one
    result.tables[table] = count
    if wrong > _WORST:
        result.problems.append(Problem(table, "table", f"{wrong} rows differ; the first {_WORST} are named"))
