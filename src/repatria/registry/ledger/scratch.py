"""A scratch database in which a rebuild runs, so that checking the tables never touches them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from repatria.registry.ledger.projection import projected_models
from repatria.registry.store import home

ALIAS = "scratch"
_active: ContextVar[str | None] = ContextVar("scratch_database", default=None)


class ScratchRouter:
    """Sends every query to the scratch database while one is active in this context."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return _active.get()

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return _active.get()

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool | None:
        return True


def _beside_the_store() -> str | None:
    """The store's own folder, which only its owner reads: a scratch database holds everything the store holds."""
    return str(home()) if home().is_dir() else None


@contextmanager
def scratch_database() -> Iterator[str]:
    """An empty SQLite database with the projected tables, as Django alias ``scratch``; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".rebuild-", dir=_beside_the_store()) as folder:
        pragmas = (
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF;"
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-262144;"
        )
        parameters = {
            **connections.settings["default"],
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(folder) / "scratch.sqlite3"),
            "OPTIONS": {"init_command": pragmas},
        }
        connection = DatabaseWrapper(parameters, ALIAS)
        connections[ALIAS] = connection
        try:
            with connection.schema_editor() as editor:
                for model in projected_models():
                    editor.create_model(model)
            yield ALIAS
        finally:
            connection.close()
            del connections[ALIAS]


@contextmanager
def writing_to_scratch() -> Iterator[None]:
    """While inside, model queries go to the scratch database."""
    token = _active.set(ALIAS)
    try:
        yield
    finally:
        _active.reset(token)
