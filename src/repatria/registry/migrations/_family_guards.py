"""What the database refuses about families, beside the constraints of their tables."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

from repatria.registry.migrations._guards import Guard, no_running_backwards, unchanged

_DATED = ("since", "begins")
_TURNS = (*_DATED, "turn", "reason")
_ENDS = ("corrected_seq", "ended_seq", "closed_on")
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
    Guard(
        "families_primary_lives",
        "families_primary_next_of_kin",
        "INSERT",
        "NEW.corrected_seq IS NULL AND EXISTS (SELECT 1 FROM families_life l WHERE l.relative_id = NEW.relative_id"
        " AND l.state = 'deceased' AND l.corrected_seq IS NULL AND (NEW.ended_seq IS NULL OR NEW.begins >= l.after))",
        "families_primary_next_of_kin: a primary next of kin lives",
    ),
    unchanged(
        "families_consent",
        (
            *_DATED,
            "relative_id",
            "use",
            "decision",
            "until",
            "last_day",
            "given_by",
            "form",
            "not_before",
            "reason",
        ),
    ),
    unchanged(
        "families_told",
        (
            *_DATED,
            "family_id",
            "person_id",
            "relative_id",
            "told_to",
            "told_by",
            "how",
            "words",
            "identification_id",
            "not_before",
            "evidence",
            "reason",
        ),
    ),
    unchanged("families_life", (*_DATED, "relative_id", "state", "after", "words", "reason")),
    unchanged("families_kinship", (*_DATED, "relative_id", "person_id", "relationship", "reason")),
    unchanged("families_relative_details", (*_DATED, "relative_id", "name", "born", "member_id", "reason")),
    unchanged("families_follow_up_answer", (*_DATED, "follow_up_id", "answer", "words", "reason")),
    unchanged("families_primary_next_of_kin", (*_TURNS, "person_id", "relative_id", "basis"), _ENDS),
    unchanged("families_liaison_officer", (*_TURNS, "family_id", "name", "office", "telephone", "email"), _ENDS),
    unchanged(
        "families_contact_card",
        (
            *_TURNS,
            "relative_id",
            "telephone",
            "email",
            "post",
            "language",
            "way",
            "best_time",
            "do_not_contact",
        ),
        _ENDS,
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
