"""The operation of a migration that adds guards to a store whose first ones are installed."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

from repatria.registry.migrations._guards import Guard, NeverDeleted


class AddGuards(Operation):
    """Create the triggers of `guards`; it needs no model states."""

    reversible = False

    def __init__(self, guards: tuple[Guard | NeverDeleted, ...]) -> None:
        self.guards = guards

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the triggers into the database at hand."""
        for guard in self.guards:
            for statement in getattr(guard, schema_editor.connection.vendor)():
                schema_editor.execute(statement, params=None)  # a percent sign is one

    def describe(self) -> str:
        """In words."""
        return f"Add {len(self.guards)} guards"


class RestoreGuards(AddGuards):
    """Create triggers again that SQLite lost with a table which a migration made anew; PostgreSQL still has them."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put them back, on SQLite only."""
        if schema_editor.connection.vendor == "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class SetAside(AddGuards):
    """Drop triggers of other tables that read one which a migration makes anew on SQLite; `RestoreGuards` follows."""

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        super().__init__(guards)
        self.names = [guard.name for guard in guards]

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop them, on SQLite only."""
        if schema_editor.connection.vendor == "sqlite":
            for name in self.names:
                schema_editor.execute(f"DROP TRIGGER {name}")
