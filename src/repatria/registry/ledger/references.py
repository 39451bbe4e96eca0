"""References between rows, checked once for all of them while tables are written anew: a check a row is what costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from repatria.registry.ledger.projection import projected_models


@contextmanager
def references_checked_at_the_end() -> Iterator[None]:
    """Around a transaction: SQLite checks no reference row by row. Inside a transaction it cannot rest, and stays on.

    Whoever writes inside checks before the end (`guards_off` does).
    """
    off = connection.vendor == "sqlite" and not connection.in_atomic_block and connection.disable_constraint_checking()
    try:
        yield
    finally:
        if off:
            connection.enable_constraint_checking()


@contextmanager
def references_taken_off() -> Iterator[None]:
    """Inside a transaction: PostgreSQL keeps no reference to a projected table, and checks all of them afterwards.

    Each is made again as it was, which reads both tables once; IntegrityError when a row refers to nothing. An error
    leaves them to the rollback.
    """
    if connection.vendor != "postgresql":
        yield
        return
    tables = [model._meta.db_table for model in projected_models()]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks waiting cannot be altered
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND confrelid::regclass::text = ANY(%s) ORDER BY conrelid, conname",
            [tables],
        )
        references = cursor.fetchall()
        for table, name, _definition in references:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        for table, name, definition in references:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
