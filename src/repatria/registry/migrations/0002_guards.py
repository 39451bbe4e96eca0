"""What the database itself refuses, whoever asks: changed ledger entries, two holders, unsigned identifications..."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

from repatria.registry.migrations import _custody_guards, _decision_guards, _document_guards, _field_guards
from repatria.registry.migrations._guards import Guard
from repatria.registry.migrations._ledger_guards import POSTGRES, SQLITE


class InstallGuards(Operation):
    """Create triggers; unlike a Python function it needs no model states, which would take seconds to build."""

    reversible = False

    def __init__(self, guards: tuple[Guard, ...]) -> None:
        self.guards = guards

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the triggers into the database at hand."""
        vendor = schema_editor.connection.vendor
        statements = (
            [POSTGRES] if vendor == "postgresql" else [f"{part} END" for part in SQLITE.split("END;") if part.strip()]
        )
        statements += [statement for guard in self.guards for statement in getattr(guard, vendor)()]
        for statement in statements:
            schema_editor.execute(statement)

    def describe(self) -> str:
        """In words."""
        return "Install the guards of the ledger, custody, field work, decisions and documents"


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_record")]
    operations = [
        InstallGuards(
            (*_field_guards.GUARDS, *_custody_guards.GUARDS, *_decision_guards.GUARDS, *_document_guards.GUARDS)
        )
    ]
