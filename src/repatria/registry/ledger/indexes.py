"""Indexes that only readers need, made at the end of a rebuild: sorted once, where each row would search its place.

With none of its changing columns indexed, PostgreSQL also writes a changed row beside the old one and touches no index.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from repatria.registry.ledger.projection import projected_models

_INDEXES = {
    "sqlite": (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL ORDER BY name"
    ),
    "postgresql": (
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s "
        "ORDER BY indexname"
    ),
}

_BEGINNINGS = "varchar_pattern_ops"
"""In what defines PostgreSQL's second index of a code, for readers who type how it begins."""


@contextmanager
def readers_indexes_at_the_end() -> Iterator[None]:
    """Inside a transaction: the indexes for readers are not kept; made again as they were. An error rolls back."""
    definitions = []
    with connection.cursor() as cursor:
        for model in projected_models():
            cursor.execute(_INDEXES[connection.vendor], [model._meta.db_table])
            for name, definition in cursor.fetchall():
                if name in model.indexes_for_readers or _BEGINNINGS in definition:
                    cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
                    definitions.append(definition)
    yield
    with connection.cursor() as cursor:
        for definition in definitions:
            cursor.execute(definition)
