"""What the database refuses about families, beside the constraints of their tables."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

from repatria.registry.migrations._guards import Guard, no_running_backwards

GUARDS = (
    no_running_backwards("families_primary_next_of_kin", "person_id"),
    no_running_backwards("families_contact_card", "relative_id"),
    no_running_backwards("families_liaison_officer", "family_id"),
    Guard(
        "families_no_consent_after_death",
        "families_consent",
        "INSERT",
        "NEW.decision IN ('given', 'refused') AND EXISTS (SELECT 1 FROM families_life l"
        " WHERE l.relative_id = NEW.relative_id AND l.state = 'deceased' AND l.corrected_seq IS NULL"
        " AND NEW.begins >= l.after)",
        "families_consent: the dead give and refuse no consent",
    ),
    Guard(
        "families_withdrawal_of_a_consent",
        "families_consent",
        "INSERT",
        "NEW.decision = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM families_consent c"
        " WHERE c.relative_id = NEW.relative_id AND c.use = NEW.use AND c.decision = 'given'"
        " AND c.corrected_seq IS NULL AND c.begins <= NEW.begins)",
        "families_consent: a consent is withdrawn after it was given",
    ),
    Guard(
        "families_told_after_notification",
        "families_told",
        "INSERT",
        "NEW.identification_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions_consequence q"
        " WHERE q.identification_id = NEW.identification_id AND q.kind = 'notified'"
        " AND NOT EXISTS (SELECT 1 FROM decisions_withdrawal w WHERE w.consequence_id = q.id))",
        "families_told: a family is told of a decision after its notification",
    ),
)


class InstallFamilyGuards(Operation):
    """Create the triggers; unlike a Python function it needs no model states, which would take seconds to build."""

    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the triggers into the database at hand."""
        for guard in GUARDS:
            for statement in getattr(guard, schema_editor.connection.vendor)():
                schema_editor.execute(statement)

    def describe(self) -> str:
        """In words."""
        return "Install the guards of families"
