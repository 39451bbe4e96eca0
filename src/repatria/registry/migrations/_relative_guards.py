"""What the database refuses of relatives: struck off while something rests on them, and decisions before a birth."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted

GUARDS: tuple[Guard | NeverDeleted, ...] = (
    NeverDeleted("families_struck_off"),
    Guard(
        "families_struck_off_unused",
        "families_struck_off",
        "INSERT",
        "NEW.corrected_seq IS NULL AND (EXISTS (SELECT 1 FROM families_relative r"
        " WHERE r.id = NEW.relative_id AND r.member_id IS NOT NULL)"
        " OR EXISTS (SELECT 1 FROM families_primary_next_of_kin p WHERE p.relative_id = NEW.relative_id"
        " AND p.ended_seq IS NULL AND p.corrected_seq IS NULL))",
        "families_struck_off: nothing rests on a relative who is struck off",
    ),
    Guard(
        "families_struck_off_final",
        "families_struck_off",
        "UPDATE",
        "NEW.relative_id <> OLD.relative_id OR NEW.reason <> OLD.reason OR OLD.corrected_seq IS NOT NULL",
        "families_struck_off: it is taken back once and never changed",
    ),
    Guard(
        "families_no_consent_before_birth",
        "families_consent",
        "INSERT",
        # of two partial dates one lies wholly before the other when it is smaller as far as both are precise
        "EXISTS (SELECT 1 FROM families_relative r WHERE r.id = NEW.relative_id AND r.born <> '' AND NEW.since <> ''"
        " AND substr(NEW.since, 1, length(r.born)) < substr(r.born, 1, length(NEW.since)))",
        "families_consent: nobody decides before being born",
    ),
)
