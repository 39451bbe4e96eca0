"""What the database refuses of merged entries, beside the constraints of their tables."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard

GUARDS = (
    Guard(
        "identities_merge_one_deep",
        "identities_merge",
        "INSERT",
        "NEW.corrected_seq IS NULL AND EXISTS (SELECT 1 FROM identities_merge m WHERE m.corrected_seq IS NULL"
        " AND (m.merged_id = NEW.kept_id OR m.kept_id = NEW.merged_id))",
        "identities_merge: an entry is merged only into one that stands by itself",
    ),
    Guard(
        "identities_merge_final",
        "identities_merge",
        "UPDATE",
        "NEW.kept_id <> OLD.kept_id OR NEW.merged_id <> OLD.merged_id OR OLD.corrected_seq IS NOT NULL",
        "identities_merge: a merge is taken back once and never changed",
    ),
    Guard(
        "identities_no_decision_of_merged",
        "decisions_identification",
        "INSERT",
        "EXISTS (SELECT 1 FROM identities_merge m WHERE m.merged_id = NEW.person_id"
        " AND m.recorded_seq < NEW.recorded_seq"
        " AND (m.corrected_seq IS NULL OR m.corrected_seq > NEW.recorded_seq))",
        "decisions_identification: an entry that was merged is not identified; the kept one is",
    ),
)
