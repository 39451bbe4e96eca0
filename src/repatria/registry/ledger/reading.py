"""Reads the whole ledger as it is stored, page by page, without the cost of model objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from django.db import connection

from repatria.registry.ledger.chain import timestamp
from repatria.registry.ledger.models import LedgerEntry

PAGE = 5_000
Entry = tuple[int, str, str, str, str, str, str, str]
"""seq, recorded_at as the database writes it (see `moment`), actor, action, subject, payload, previous, hash."""


@lru_cache(maxsize=1024)
def moment(stored: str) -> dt.datetime:
    """A stored `recorded_at` in UTC; the entries of one recording share it."""
    read = dt.datetime.fromisoformat(stored)
    return read.astimezone(dt.UTC) if read.tzinfo else read.replace(tzinfo=dt.UTC)


@lru_cache(maxsize=1024)
def stamp(stored: str) -> str:
    """A stored `recorded_at` as the chain writes it."""
    return timestamp(moment(stored))


def last_entry() -> int:
    """The sequence number of the last entry, 0 before the first."""
    return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def entries_in_order() -> Iterator[list[Entry]]:
    """The whole ledger, read by key so that each page costs the same.

    The time is read as text: converting a million times that are mostly equal costs more than checking the chain.
    """
    columns = "seq, CAST(recorded_at AS TEXT), actor, action, subject, payload, previous, hash"
    statement = f"SELECT {columns} FROM {LedgerEntry._meta.db_table} WHERE seq > %s ORDER BY seq LIMIT {PAGE}"  # noqa: S608
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [after])
            page = cursor.fetchall()
        if not page:
            return
        yield page
        after = page[-1][0]
