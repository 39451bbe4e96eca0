"""Rows into tables at the database's speed: one prepared statement, no model objects on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.db import connections, models, router

_AS_IT_IS = frozenset(
    {"CharField", "TextField", "IntegerField", "BigIntegerField", "BigAutoField", "FloatField", "BooleanField"}
)
Row = Mapping[str, Any]


@cache
def _plan(model: type[models.Model], alias: str) -> tuple[str, list[tuple[str, Any, Callable[[Any], Any] | None]]]:
    """The INSERT statement, and for each column its attribute, its default, and what prepares a value, if anything."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    fields = model._meta.concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    parts = []
    for field in fields:
        target = field.target_field if field.is_relation else field
        plain = target.get_internal_type() in _AS_IT_IS
        prepare = None if plain else lambda value, field=field: field.get_db_prep_save(value, connections[alias])
        parts.append((field.attname, field.get_default, prepare))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", parts  # noqa: S608 (names of our own tables, quoted)


def _column(rows: list[Row], name: str, default: Callable[[], Any], prepare: Callable[[Any], Any] | None) -> list[Any]:
    """One column of all rows, as the database takes it."""
    try:
        values = [row[name] for row in rows]
    except KeyError:
        values = [row[name] if name in row else default() for row in rows]
    if prepare is None:
        return values
    return [value if value is None else prepare(value) for value in values]


def insert_rows(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Insert rows given as {attribute: value}; an attribute that is absent takes the field's default."""
    alias = router.db_for_write(model)
    statement, parts = _plan(model, alias)
    rows = list(rows)
    columns = [_column(rows, *part) for part in parts]
    values = list(zip(*columns, strict=True))
    if values:
        with connections[alias].cursor() as cursor:
            cursor.executemany(statement, values)
