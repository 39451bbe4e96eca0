"""What the database refuses of a decision's steps: unreviewed, unsigned, out of order, changed after the fact."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, no_running_backwards

_DECISION = "SELECT 1 FROM decisions_identification i WHERE i.id = NEW.identification_id"
_ON, _C_ON = 'NEW."on"', 'c."on"'
_ADVANCED = "('reviewed', 'signed', 'notified', 'released', 'buried')"

# The last word of each discipline.
_LAST = (
    "FROM decisions_review r WHERE r.identification_id = NEW.id AND NOT EXISTS (SELECT 1 FROM decisions_review l"
    " WHERE l.identification_id = r.identification_id AND l.discipline = r.discipline AND l.id > r.id)"
)
_NO_STANDING_ROW = (
    "NOT EXISTS (SELECT 1 FROM decisions_consequence c WHERE c.identification_id = NEW.id AND c.kind = NEW.state"
    " AND NOT EXISTS (SELECT 1 FROM decisions_withdrawal w WHERE w.consequence_id = c.id))"
)


# Forward one step, back one step when a step was withdrawn; further remains may be released without notification.
_STEPS = (
    ("proposed", ("reviewed",)),
    ("reviewed", ("proposed", "signed")),
    ("signed", ("notified", "released")),
    ("notified", ("signed", "released")),
    ("released", ("notified", "signed", "buried")),
    ("buried", ("released",)),
)
_ALLOWED = " OR ".join(
    ["NEW.state = 'rescinded'"]
    + [f"(OLD.state = '{old}' AND NEW.state IN ({', '.join(repr(new) for new in reached)}))" for old, reached in _STEPS]
)


def _before(earlier: str, later: str) -> str:
    """Whether one partial date lies wholly before another: their common beginning tells."""
    shorter = f"CASE WHEN LENGTH({earlier}) < LENGTH({later}) THEN LENGTH({earlier}) ELSE LENGTH({later}) END"
    return f"SUBSTR({earlier}, 1, {shorter}) < SUBSTR({later}, 1, {shorter})"


def _never_changed(table: str, what: str) -> Guard:
    return Guard(f"{table}_stays", table, "UPDATE", "1 = 1", f"{what} is never changed: record another")


GUARDS = (
    Guard(
        "decisions_4_begins_as_a_proposal",
        "decisions_identification",
        "INSERT",
        "NEW.state <> 'proposed'",
        "a decision begins as a proposal",
    ),
    *(
        Guard(
            f"{table}_once",
            table,
            "INSERT",
            f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)",
            "a row of a decision is written once and never replaced",
        )
        for table in (
            "decisions_identification",
            "decisions_remains",
            "decisions_review",
            "decisions_signature",
            "decisions_consequence",
            "decisions_withdrawal",
            "decisions_state",
        )
    ),
    Guard(
        "decisions_5_proposal_is_frozen",
        "decisions_identification",
        "UPDATE",
        "NEW.proposed_by <> OLD.proposed_by OR NEW.addition <> OLD.addition OR NEW.made_up <> OLD.made_up"
        " OR NEW.summary <> OLD.summary OR NEW.recorded_seq <> OLD.recorded_seq OR NEW.id <> OLD.id",
        "a proposal is frozen once it was made",
    ),
    Guard(
        "decisions_6_reviewed_by_two",
        "decisions_identification",
        "UPDATE",
        f"NEW.state IN {_ADVANCED} AND ((SELECT COUNT(DISTINCT r.reviewer) {_LAST} AND r.concurs) < 2"
        f" OR EXISTS (SELECT 1 {_LAST} AND NOT r.concurs))",
        "a decision goes on when two disciplines concur by different reviewers and none differs",
    ),
    Guard(
        "decisions_7_step_on_record",
        "decisions_identification",
        "UPDATE",
        f"NEW.state IN ('notified', 'released', 'buried', 'rescinded') AND {_NO_STANDING_ROW}",
        "a step of a decision is recorded with who did it and when",
    ),
    Guard(
        "decisions_8_rescinded_for_good",
        "decisions_identification",
        "UPDATE",
        "OLD.state = 'rescinded' AND NEW.state <> 'rescinded'",
        "a rescinded decision is not taken up again: propose anew",
    ),
    Guard(
        "decisions_9_one_step_at_a_time",
        "decisions_identification",
        "UPDATE",
        f"NEW.state <> OLD.state AND OLD.state <> 'rescinded' AND NOT ({_ALLOWED})",
        "a decision goes one step at a time",
    ),
    Guard(
        "decisions_review_in_time",
        "decisions_review",
        "INSERT",
        f"NOT EXISTS ({_DECISION} AND i.state IN ('proposed', 'reviewed') AND i.proposed_by <> NEW.reviewer)"
        " OR (NOT NEW.concurs AND TRIM(NEW.note) = '')",
        "a decision is reviewed before it is final, never by whoever proposed it, and who differs says why",
    ),
    _never_changed("decisions_review", "a review"),
    Guard(
        "decisions_signature_under_the_evidence",
        "decisions_signature",
        "INSERT",
        f"NOT EXISTS ({_DECISION} AND i.state = 'reviewed' AND i.digest = NEW.digest)"
        " OR NEW.signer <> LOWER(TRIM(NEW.signer)) OR NEW.signer = ''"
        " OR NEW.role NOT IN ('medical examiner', 'identification coordinator')",
        "a signature is given under the frozen evidence of a reviewed decision, by an account whose role signs",
    ),
    _never_changed("decisions_signature", "a signature"),
    Guard(
        "decisions_remains_join_a_proposal",
        "decisions_remains",
        "INSERT",
        f"NOT NEW.open OR NOT EXISTS ({_DECISION} AND i.state = 'proposed')",
        "remains join a decision when it is proposed",
    ),
    Guard(
        "decisions_remains_stay",
        "decisions_remains",
        "UPDATE",
        "NEW.remains_id <> OLD.remains_id OR NEW.identification_id <> OLD.identification_id"
        " OR (NEW.open AND NOT OLD.open)"
        f" OR (NOT NEW.open AND NOT EXISTS ({_DECISION} AND i.state = 'rescinded'))",
        "remains leave a decision only when it is rescinded",
    ),
    Guard(
        "decisions_consequence_of_a_decision",
        "decisions_consequence",
        "INSERT",
        "NEW.kind NOT IN ('notified', 'released', 'buried', 'choice', 'rescinded', 'returned')"
        f" OR (NEW.kind = 'returned') <> EXISTS ({_DECISION} AND i.state = 'rescinded')"
        f" OR (NEW.kind <> 'returned' AND NOT EXISTS ({_DECISION}"
        " AND (NEW.kind = 'rescinded' OR i.state IN ('signed', 'notified', 'released', 'buried'))))",
        "what follows a decision is recorded after both signatures and before a rescission",
    ),
    Guard(
        "decisions_consequence_after_its_cause",
        "decisions_consequence",
        "INSERT",
        "NEW.kind <> 'rescinded' AND ("
        "EXISTS (SELECT 1 FROM decisions_state s WHERE s.identification_id = NEW.identification_id"
        f" AND s.state = 'signed' AND {_before(_ON, 'CAST(s.begins AS TEXT)')})"
        " OR EXISTS (SELECT 1 FROM decisions_consequence c WHERE c.identification_id = NEW.identification_id"
        f" AND c.kind IN ('notified', 'released', 'buried') AND {_before(_ON, _C_ON)}"
        " AND NOT EXISTS (SELECT 1 FROM decisions_withdrawal w WHERE w.consequence_id = c.id)))",
        "what follows a decision is not dated before what it follows",
    ),
    _never_changed("decisions_consequence", "a consequence"),
    Guard(
        "decisions_withdrawal_with_reason",
        "decisions_withdrawal",
        "INSERT",
        "TRIM(NEW.reason) = '' OR NOT EXISTS (SELECT 1 FROM decisions_consequence c JOIN decisions_identification i"
        " ON i.id = c.identification_id WHERE c.id = NEW.consequence_id AND (c.kind = 'returned' OR"
        " (c.kind <> 'rescinded' AND i.state <> 'rescinded' AND (c.kind = 'choice' OR c.kind = i.state))))",
        "only the last step of a decision is withdrawn, with the reason",
    ),
    _never_changed("decisions_withdrawal", "a withdrawal"),
    no_running_backwards("decisions_state", "identification_id"),
)
