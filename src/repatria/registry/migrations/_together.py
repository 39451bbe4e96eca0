"""Tables created, and columns added, many at once: Django builds the models of a state once, not anew for each step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """What a list of CreateModel, AddField, AddIndex and AddConstraint of new tables comes to, in one step.

    Making a store takes a quarter of the time that it takes one by one.
    """

    reversible = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations
        made = {each.name_lower for each in operations if isinstance(each, migrations.CreateModel)}
        for each in operations:
            if not isinstance(each, migrations.CreateModel) and each.model_name_lower not in made:
                raise ValueError(f"{each.describe()}: only what belongs to tables made here is made together")

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Describe all tables before any of their models is built."""
        state.__dict__.pop("apps", None)  # built anew, once, when it is asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create each table as it is at the end, with its indexes and constraints."""
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                schema_editor.create_model(to_state.apps.get_model(app_label, operation.name))

    def describe(self) -> str:
        """In words."""
        return f"Create {sum(isinstance(each, migrations.CreateModel) for each in self.operations)} tables"


class AddColumns(Operation):
    """Columns that may be null, added to tables as they stand, without building any model of a state.

    On SQLite too such a column leaves the table where it is, and with it its triggers. fields: AddField operations;
    definitions: for each of them the table and the column as both databases read it.
    """

    reversible = False

    def __init__(self, fields: Sequence[migrations.AddField], definitions: Sequence[tuple[str, str]]) -> None:
        self.fields = fields
        self.definitions = definitions

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Describe the columns before any model is built."""
        state.__dict__.pop("apps", None)  # built anew, once, when it is asked for
        for field in self.fields:
            field.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add each column."""
        for table, definition in self.definitions:
            schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {definition}")

    def describe(self) -> str:
        """In words."""
        return f"Add {len(self.definitions)} columns"
