"""Opens the store for programs outside the web server, and makes it: folder, key, tables, triggers."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from repatria.errors import RepatriaError


def home() -> Path:
    """The folder of the store: REPATRIA_HOME, or ``var`` where the command is run."""
    return Path(os.environ.get("REPATRIA_HOME", "var")).resolve()


def open_store(*, must_exist: bool = True) -> None:
    """Set Django up; with `must_exist`, raise RepatriaError in words when the store was never made."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.settings")
    if not apps.ready:
        django.setup()
    if not must_exist:
        return
    if not _has_tables():
        raise RepatriaError("there is no store here yet: run  repatria init  first (or set REPATRIA_HOME)")
    if _is_behind():
        raise RepatriaError("this store was made by an earlier version: run  repatria init  to bring it up to date")


def _has_tables() -> bool:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(str(name)).exists():
        return False
    try:
        return "ledger_entry" in connection.introspection.table_names()
    except DatabaseError as error:
        raise RepatriaError(f"the database does not answer: {type(error).__name__}") from error


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def create_store(home: Path) -> bool:
    """Make the folder (readable by its owner alone) and bring the tables up to date; harmless when all is there.

    A store of an earlier version is rebuilt from its ledger, because its entries fill new tables too; then the answer
    is True. Raises RepatriaError, with what is wrong and where, when the ledger does not let itself be rebuilt.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = os.umask(0o077)
    try:
        open_store(must_exist=False)
        earlier = _has_tables() and _is_behind()
        call_command("migrate", verbosity=0, interactive=False)
        if earlier:
            _rebuild()
    finally:
        os.umask(before)
    for path in home.glob("repatria.sqlite3*"):
        path.chmod(0o600)
    return earlier


def _rebuild() -> None:
    from repatria.registry.ledger.verify import rebuild

    problems = rebuild().problems
    if problems:
        worst = "; ".join(f"{each.place}: {each.message}" for each in problems[:3])
        raise RepatriaError(f"the tables of the earlier version could not be rebuilt from its ledger: {worst}")
