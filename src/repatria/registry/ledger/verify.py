"""Checks that anyone may ask for: is the chain whole, and do the tables equal what the ledger says?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db import IntegrityError, connection, models, transaction

from repatria.problems import Problem
from repatria.registry.ledger.append import one_writer
from repatria.registry.ledger.bulk import replaying
from repatria.registry.ledger.chain import GENESIS, entry_hash
from repatria.registry.ledger.guards_off import guards_off
from repatria.registry.ledger.indexes import readers_indexes_at_the_end
from repatria.registry.ledger.projection import Fact, project, projected_models
from repatria.registry.ledger.reading import PAGE, Entry, entries_in_order, moment, stamp
from repatria.registry.ledger.references import references_checked_at_the_end, references_taken_off
from repatria.registry.ledger.scratch import ALIAS, scratch_database, writing_to_scratch

_WORST = 20  # problems named per table; the rest is counted
Progress = Callable[[int], None]


@dataclass
class Verification:
    """What was checked: entries read, head hash, rows compared per table, and what failed and where."""

    entries: int = 0
    head: str = GENESIS
    tables: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def rebuild(*, progress: Progress | None = None) -> Verification:
    """Write every projected table anew from the ledger, in one transaction; nothing when the chain is broken.

    References between rows are checked once, of all tables, before anything is kept (SQLite would check each row).
    """
    result = Verification()
    try:
        with references_checked_at_the_end(), replaying(), transaction.atomic():
            one_writer()
            _rewrite(result, progress)
            if result.problems:
                transaction.set_rollback(True)
    except IntegrityError as error:
        result.problems.append(Problem("ledger", "tables", f"what the ledger says, the tables refuse: {error}"))
    return result


def _rewrite(result: Verification, progress: Progress | None) -> None:
    with guards_off(), references_taken_off(), readers_indexes_at_the_end():
        _empty(projected_models())
        for facts in _checked_ahead(result):
            project(facts)
            if progress:
                progress(len(facts))
        if result.problems:
            return
    result.tables = {model._meta.db_table: model._default_manager.count() for model in projected_models()}


def _empty(tables: Sequence[type[models.Model]]) -> None:
    """No row is left. PostgreSQL throws the files away; SQLite, which has no such statement, does so by itself."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {names}")
        return
    for model in reversed(tables):
        model._default_manager.all()._raw_delete(connection.alias)


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
                try:
                    with writing_to_scratch(), replaying():
                        project(_facts(page))
                except IntegrityError as error:
                    where = f"entries {page[0][0]} to {page[-1][0]}"
                    result.problems.append(Problem("ledger", where, f"the tables refuse what they say: {error}"))
            if progress:
                progress(len(page))
        if not result.problems:
            for model in projected_models():
                _compare(model, result)
    return result


def _checked_ahead(result: Verification) -> Iterator[list[Fact]]:
    """The pages of the ledger until one does not hold; while one is written, the next is checked and read.

    Most of writing is waiting for the database, which leaves the processor to the hashes of the next page.
    """

    def checked(page: list[Entry]) -> list[Fact]:
        if not result.problems:
            _check_chain(page, result)
        return [] if result.problems else list(_facts(page))

    with ThreadPoolExecutor(1) as ahead:
        waiting: Future[list[Fact]] | None = None
        for page in entries_in_order():
            following = ahead.submit(checked, page)
            if waiting is not None:
                yield waiting.result()
            if result.problems:
                return
            waiting = following
        if waiting is not None:
            yield waiting.result()


def _facts(page: list[Entry]) -> Iterator[Fact]:
    payloads = json.loads(f"[{','.join(entry[5] for entry in page)}]")  # one call for the page: twice as fast
    for (seq, at, actor, action, subject, _text, _previous, _hash), payload in zip(page, payloads, strict=True):
        yield Fact(seq, moment(at), actor, action, subject, payload)


def _check_chain(page: list[Entry], result: Verification) -> None:
    for seq, at, actor, action, subject, payload, previous, kept in page:
        if seq != result.entries + 1:
            result.problems.append(Problem("ledger", f"entry {seq}", f"sequence breaks after {result.entries}"))
        if previous != result.head:
            result.problems.append(Problem("ledger", f"entry {seq}", "does not follow the entry before it"))
        try:
            same = kept == entry_hash(seq, stamp(at), actor, action, subject, payload, previous)
        except (ValueError, TypeError, AttributeError):  # no time, or no text, where each entry has one
            same = False
        if not same:
            result.problems.append(
                Problem("ledger", f"entry {seq}", "was changed after it was written: its hash differs")
            )
        result.entries, result.head = seq, kept


def _rows(model: type[models.Model], alias: str | None) -> Iterator[tuple[Any, ...]]:
    manager = model._default_manager.using(alias) if alias else model._default_manager
    names = [f.attname for f in model._meta.concrete_fields]
    return iter(manager.order_by("pk").values_list("pk", *names).iterator(chunk_size=PAGE))


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
