"""The database's own refusal of an identification that two did not sign, and of evidence that changes."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard

# An identification is final only with two distinct signers of its frozen evidence, one of them a medical examiner.
_UNSIGNED = (
    "NEW.state IN ('signed', 'notified', 'released', 'buried') AND ("
    "(SELECT COUNT(DISTINCT s.signer) FROM decisions_signature s"
    " WHERE s.identification_id = NEW.id AND s.digest = NEW.digest) < 2"
    " OR NOT EXISTS (SELECT 1 FROM decisions_signature s"
    " WHERE s.identification_id = NEW.id AND s.digest = NEW.digest AND s.role = 'medical examiner'))"
)
_WORDS = "an identification is final only with two distinct signers, one of them a medical examiner"

# Names in the order in which they are asked: PostgreSQL fires triggers of one moment by name.
GUARDS = (
    Guard(
        "decisions_1_evidence_is_frozen",
        "decisions_identification",
        "UPDATE",
        "NEW.digest <> OLD.digest OR NEW.person_id <> OLD.person_id"
        " OR CAST(NEW.evidence AS TEXT) <> CAST(OLD.evidence AS TEXT)",
        "evidence is frozen once it was proposed",
    ),
    Guard("decisions_2_two_signers_of_a_new_row", "decisions_identification", "INSERT", _UNSIGNED, _WORDS),
    Guard("decisions_3_two_signers_of_a_change", "decisions_identification", "UPDATE", _UNSIGNED, _WORDS),
)
