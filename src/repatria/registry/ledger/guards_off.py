"""While tables are written anew from the ledger, their guards rest: they judge today's entries, not those of the past.

An older version may have taken an entry that a guard of today refuses; it is on the record all the same, and a rebuild
writes what the record says. The ledger's own guards never rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from repatria.registry.ledger.projection import projected_models


@contextmanager
def guards_off() -> Iterator[None]:
    """Inside a transaction: no trigger of a projected table fires; an error leaves them to the rollback."""
    tables = [model._meta.db_table for model in projected_models()]
    connection.check_constraints()  # PostgreSQL alters no table that has checks waiting
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(tables))
            cursor.execute(
                f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})",  # noqa: S608
                tables,
            )
            before, after = [], []
            for name, statement in cursor.fetchall():
                before.append(f'DROP TRIGGER "{name}"')
                after.append(statement)
        else:
            before = [f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables]
            after = [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables]
        for statement in before:
            cursor.execute(statement)
    yield
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in after:
            cursor.execute(statement)
