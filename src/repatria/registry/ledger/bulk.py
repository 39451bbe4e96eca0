"""Rows into tables at the database's speed: many rows a statement, no model objects on the way.

A table with a trigger pays for a savepoint per statement, so that a statement of many rows costs a fifth of as many
statements of one row (SQLite, measured by benchmarks/bench_record.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import chain
from typing import Any

from django.db import connections, models, router

from repatria.errors import InvalidInput

_AS_IT_IS = frozenset(
    {"CharField", "TextField", "IntegerField", "BigIntegerField", "BigAutoField", "FloatField", "BooleanField"}
)
_PARAMETERS = 900  # in one statement: what every SQLite takes (SQLITE_MAX_VARIABLE_NUMBER was 999 before 3.32)
_WORTH_A_COPY = 50
"""From so many rows on, a stream of its own costs PostgreSQL less than statements (it takes two more exchanges)."""
_replaying: ContextVar[bool] = ContextVar("replaying", default=False)
Row = Mapping[str, Any]


@cache
def _plan(model: type[models.Model], alias: str) -> tuple[str, list[tuple[str, Any, Callable[[Any], Any] | None]]]:
    """INSERT up to VALUES, and for each column its attribute, its default, and what prepares a value, if anything."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    fields = model._meta.concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    parts = []
    for field in fields:
        target = field.target_field if field.is_relation else field
        plain = target.get_internal_type() in _AS_IT_IS
        prepare = None if plain else lambda value, field=field: field.get_db_prep_save(value, connections[alias])
        parts.append((field.attname, field.get_default, prepare))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ", parts  # noqa: S608 (names of our own tables, quoted)


@cache
def _marks(columns: int, rows: int) -> str:
    """The placeholders of `rows` rows."""
    return ", ".join([f"({', '.join(['%s'] * columns)})"] * rows)


def _column(rows: list[Row], name: str, default: Callable[[], Any], prepare: Callable[[Any], Any] | None) -> list[Any]:
    """One column of all rows, as the database takes it."""
    try:
        values = [row[name] for row in rows]
    except KeyError:
        values = [row[name] if name in row else default() for row in rows]
    if prepare is None:
        return values
    return [value if value is None else prepare(value) for value in values]


@contextmanager
def replaying() -> Iterator[None]:
    """While inside, rows come from the ledger and are written as they were recorded, whatever their length."""
    token = _replaying.set(True)
    try:
        yield
    finally:
        _replaying.reset(token)


@cache
def _limits(model: type[models.Model]) -> tuple[tuple[str, int], ...]:
    """The columns whose texts have a longest length, and that length."""
    fields = model._meta.concrete_fields
    return tuple((f.attname, f.max_length) for f in fields if f.max_length and not f.is_relation)


def check_lengths(model: type[models.Model], row: Row) -> None:
    """Raise InvalidInput, in words, for a text of one row that is longer than its column."""
    for name, limit in _limits(model):
        _check_length(name, (row.get(name),), limit)


def _check_length(name: str, values: Iterable[str | None], limit: int) -> None:
    longest = max(map(len, filter(None, values)), default=0)
    if longest > limit:
        what = name.replace("_", " ")
        raise InvalidInput(f"{what}: {longest} characters are too many, at most {limit} can be kept")


def insert_rows(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Insert rows given as {attribute: value}; an attribute that is absent takes the field's default.

    Raises InvalidInput for a text longer than its column, which PostgreSQL would refuse and SQLite would keep.
    """
    alias = router.db_for_write(model)
    statement, parts = _plan(model, alias)
    rows = list(rows)
    columns = [_column(rows, *part) for part in parts]
    if not _replaying.get():
        by_name = dict(zip((part[0] for part in parts), columns, strict=True))
        for name, limit in _limits(model):
            _check_length(name, by_name[name], limit)
    values = list(zip(*columns, strict=True))
    if connections[alias].vendor == "postgresql" and len(values) >= _WORTH_A_COPY:
        _copy(model, alias, values)
    else:
        _insert(alias, statement, values)


def _insert(alias: str, statement: str, values: list[tuple[Any, ...]]) -> None:
    width = len(values[0]) if values else 1
    at_once = max(1, _PARAMETERS // width)
    whole = len(values) - len(values) % at_once
    with connections[alias].cursor() as cursor:
        if whole:
            statements = (list(chain.from_iterable(values[i : i + at_once])) for i in range(0, whole, at_once))
            cursor.executemany(statement + _marks(width, at_once), statements)
        if rest := values[whole:]:
            cursor.execute(statement + _marks(width, len(rest)), list(chain.from_iterable(rest)))


def _copy(model: type[models.Model], alias: str, values: list[tuple[Any, ...]]) -> None:
    """Rows as one stream, which PostgreSQL takes in while the next ones are written."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as stream:
        for row in values:
            stream.write_row(row)
