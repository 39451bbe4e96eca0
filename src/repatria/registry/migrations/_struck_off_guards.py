"""What the database refuses of entries that were struck off, and that no row of who is who is deleted."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted

_KEPT = (
    "identities_alias",
    "identities_correction",
    "identities_merge",
    "identities_not_same",
    "identities_struck_off",
)
GUARDS = (
    *(NeverDeleted(table) for table in _KEPT),
    Guard(
        "identities_struck_off_unused",
        "identities_struck_off",
        "INSERT",
        "NEW.corrected_seq IS NULL AND (EXISTS (SELECT 1 FROM decisions_identification d"
        " WHERE d.person_id = NEW.person_id AND d.state <> 'rescinded')"
        " OR EXISTS (SELECT 1 FROM identities_merge m WHERE m.corrected_seq IS NULL"
        " AND (m.kept_id = NEW.person_id OR m.merged_id = NEW.person_id)))",
        "identities_struck_off: nothing rests on an entry that is struck off",
    ),
    Guard(
        "identities_struck_off_final",
        "identities_struck_off",
        "UPDATE",
        "NEW.person_id <> OLD.person_id OR NEW.reason <> OLD.reason OR OLD.corrected_seq IS NOT NULL",
        "identities_struck_off: it is taken back once and never changed",
    ),
    Guard(
        "identities_no_decision_of_struck_off",
        "decisions_identification",
        "INSERT",
        "EXISTS (SELECT 1 FROM identities_struck_off s WHERE s.person_id = NEW.person_id"
        " AND s.recorded_seq < NEW.recorded_seq"
        " AND (s.corrected_seq IS NULL OR s.corrected_seq > NEW.recorded_seq))",
        "decisions_identification: an entry that was struck off is not identified",
    ),
)
