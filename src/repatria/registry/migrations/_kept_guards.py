"""What the database refuses of decisions, families and statuses: deleted rows, skipped steps, decisions that are none."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted

_TABLES = (
    "decisions_identification",
    "decisions_state",
    "decisions_remains",
    "decisions_review",
    "decisions_signature",
    "decisions_consequence",
    "decisions_withdrawal",
    "families_family",
    "families_member",
    "families_missing_tie",
    "families_account_tie",
    "families_relative",
    "families_relative_details",
    "families_kinship",
    "families_life",
    "families_primary_next_of_kin",
    "families_contact_card",
    "families_liaison_officer",
    "families_consent",
    "families_told",
    "families_follow_up",
    "families_follow_up_answer",
    "roster_status",
)


def _stands(kind: str, decision: str) -> str:
    """A step of that kind is on the record of a decision and was not withdrawn."""
    return (
        f"EXISTS (SELECT 1 FROM decisions_consequence c WHERE c.identification_id = {decision} AND c.kind = {kind}"
        " AND NOT EXISTS (SELECT 1 FROM decisions_withdrawal w WHERE w.consequence_id = c.id))"
    )


def _rows_of_the_person(kind: str, person: str) -> str:
    """What stands of that kind in decisions about a person that were not rescinded."""
    return (
        "FROM decisions_consequence {0} JOIN decisions_identification {0}i ON {0}i.id = {0}.identification_id"
        f" WHERE {{0}}i.person_id = {person} AND {{0}}i.state <> 'rescinded' AND {{0}}.kind = '{kind}'"
        " AND NOT EXISTS (SELECT 1 FROM decisions_withdrawal {0}w WHERE {0}w.consequence_id = {0}.id)"
    )


def _untold(decision: str, person: str) -> str:
    """Further remains of someone buried, of whom the family's last word is that it wants to hear no more.

    A text in JSON escapes its quotation marks, so that no name of a relative passes for the choice.
    """
    burial = _rows_of_the_person("buried", person).format("b") + f" AND b.identification_id <> {decision}"
    choice = _rows_of_the_person("choice", person)
    return (
        f"EXISTS (SELECT 1 {burial}) AND EXISTS (SELECT 1 {choice.format('k')}"
        """ AND CAST(k.details AS TEXT) LIKE '%"choice": "do not tell us of further finds"%'"""
        f" AND NOT EXISTS (SELECT 1 {choice.format('l')} AND l.id > k.id))"
    )


_FORWARD = (
    ("proposed", "reviewed"),
    ("reviewed", "proposed"),
    ("reviewed", "signed"),
    ("signed", "notified"),
    ("signed", "released"),
    ("notified", "released"),
    ("released", "buried"),
)
_NEXT = " OR ".join(
    ["(i.state <> 'rescinded' AND NEW.state = 'rescinded')"]
    + [f"(i.state = '{before}' AND NEW.state = '{after}')" for before, after in _FORWARD]
)
_TWO_SIGNED = (
    "(SELECT COUNT(DISTINCT s.signer) FROM decisions_signature s WHERE s.identification_id = i.id"
    " AND s.digest = i.digest) >= 2 AND EXISTS (SELECT 1 FROM decisions_signature s"
    " WHERE s.identification_id = i.id AND s.digest = i.digest AND s.role = 'medical examiner')"
)
_SAME = "COALESCE(NEW.{0} = OLD.{0}, NEW.{0} IS NULL AND OLD.{0} IS NULL)"


def _reviews_suffice(decision: str) -> str:
    """The last words of the disciplines are of two reviewers or more, and none is that it differs."""
    last = (
        f"FROM decisions_review r WHERE r.identification_id = {decision} AND NOT EXISTS (SELECT 1"
        " FROM decisions_review l WHERE l.identification_id = r.identification_id AND l.discipline = r.discipline"
        " AND l.id > r.id)"
    )
    return f"((SELECT COUNT(DISTINCT r.reviewer) {last}) >= 2 AND NOT EXISTS (SELECT 1 {last} AND NOT r.concurs))"


_DIFFERED_AFTER_SIGNING = (
    "EXISTS (SELECT 1 FROM decisions_review d JOIN decisions_signature g ON g.identification_id = d.identification_id"
    " WHERE d.identification_id = NEW.id AND NOT d.concurs AND d.recorded_seq > g.recorded_seq)"
)
_BY_DECISION = "LOWER(TRIM(NEW.authority)) = 'two signers, one of them a medical examiner'"
_BY_RESCISSION = "LOWER(TRIM(NEW.authority)) = 'rescinded decision'"
_NAMED = "SELECT 1 FROM decisions_identification i WHERE i.id = NEW.identification_id AND i.person_id = NEW.person_id"

GUARDS: tuple[Guard | NeverDeleted, ...] = (
    *(NeverDeleted(table) for table in _TABLES),
    Guard(
        "decisions_10_no_dissent_after_a_signature",
        "decisions_identification",
        "UPDATE",
        f"NEW.state = 'signed' AND OLD.state = 'reviewed' AND {_DIFFERED_AFTER_SIGNING}",
        "a discipline differed after a signature: the decision is rescinded and proposed anew",
    ),
    Guard(
        "decisions_11_released_after_notification",
        "decisions_identification",
        "UPDATE",
        "OLD.state = 'signed' AND NEW.state = 'released'"
        f" AND NOT (NEW.addition AND {_untold('NEW.id', 'NEW.person_id')})",
        "remains are released after the family was told",
    ),
    Guard(
        "decisions_12_back_by_withdrawal",
        "decisions_identification",
        "UPDATE",
        "OLD.state IN ('notified', 'released', 'buried')"
        " AND ((OLD.state <> 'buried' AND NEW.state = 'signed')"
        " OR (OLD.state = 'released' AND NEW.state = 'notified') OR (OLD.state = 'buried' AND NEW.state = 'released'))"
        f" AND {_stands('OLD.state', 'NEW.id')}",
        "a decision goes back when its last step was withdrawn",
    ),
    Guard(
        "decisions_13_back_by_review",
        "decisions_identification",
        "UPDATE",
        f"OLD.state = 'reviewed' AND NEW.state = 'proposed' AND {_reviews_suffice('NEW.id')}",
        "a decision goes back to a proposal when a review differs",
    ),
    Guard(
        "decisions_state_z_one_step",
        "decisions_state",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM decisions_identification i WHERE i.id = NEW.identification_id AND ("
        " (NEW.turn = 1 AND NEW.state = 'proposed' AND i.state = 'proposed')"
        f" OR (NEW.turn > 1 AND ({_NEXT})"
        f" AND (NEW.state <> 'proposed' OR NOT {_reviews_suffice('i.id')})"
        f" AND (NEW.state NOT IN ('reviewed', 'signed') OR {_reviews_suffice('i.id')})"
        f" AND (NEW.state <> 'signed' OR ({_TWO_SIGNED}))"
        " AND (NEW.state NOT IN ('notified', 'released', 'buried', 'rescinded')"
        f" OR {_stands('NEW.state', 'i.id')}))))",
        "decisions_state: a state follows the one before it and the step that brought it",
    ),
    Guard(
        "decisions_state_stays",
        "decisions_state",
        "UPDATE",
        " OR ".join(
            f"NOT {_SAME.format(column)}"
            for column in ("id", "recorded_seq", "identification_id", "state", "since", "begins", "turn", "closed_on")
        )
        + f" OR (OLD.corrected_seq IS NOT NULL AND NOT {_SAME.format('corrected_seq')})"
        # what was ended is open again only when what followed it never was
        + f" OR (OLD.ended_seq IS NOT NULL AND NOT {_SAME.format('ended_seq')} AND (NEW.ended_seq IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM decisions_state s WHERE s.identification_id = OLD.identification_id"
        " AND s.turn > OLD.turn AND s.corrected_seq IS NULL)))"
        + " OR (OLD.corrected_seq IS NULL AND NEW.corrected_seq IS NOT NULL AND NOT EXISTS (SELECT 1"
        " FROM decisions_withdrawal w JOIN decisions_consequence c ON c.id = w.consequence_id"
        " WHERE c.identification_id = OLD.identification_id AND c.recorded_seq = OLD.recorded_seq))",
        "decisions_state: what was recorded does not change",
    ),
    Guard(
        "decisions_consequence_in_its_turn",
        "decisions_consequence",
        "INSERT",
        "NEW.kind IN ('notified', 'released', 'buried') AND NOT EXISTS (SELECT 1 FROM decisions_identification i"
        " WHERE i.id = NEW.identification_id AND ((NEW.kind = 'notified' AND i.state = 'signed')"
        " OR (NEW.kind = 'released' AND (i.state = 'notified'"
        f" OR (i.state = 'signed' AND i.addition AND {_untold('i.id', 'i.person_id')})))"
        " OR (NEW.kind = 'buried' AND i.state = 'released')))",
        "a step of a decision follows the step before it",
    ),
    Guard(
        "roster_status_of_a_decision",
        "roster_status",
        "INSERT",
        f"({_BY_DECISION} AND NOT EXISTS ({_NAMED} AND i.state IN ('signed', 'notified', 'released', 'buried')))"
        f" OR ({_BY_RESCISSION} AND NOT EXISTS ({_NAMED} AND i.state = 'rescinded'))"
        f" OR (NEW.identification_id IS NOT NULL AND NOT ({_BY_DECISION} OR {_BY_RESCISSION}))",
        "roster_status: a status with the authority of a decision names one that was signed, of this person",
    ),
    Guard(
        "roster_status_stays",
        "roster_status",
        "UPDATE",
        " OR ".join(
            f"NOT {_SAME.format(column)}"
            for column in (
                "id",
                "recorded_seq",
                "person_id",
                "status",
                "since",
                "begins",
                "authority",
                "reason",
                "identification_id",
            )
        )
        + f" OR (OLD.corrected_seq IS NOT NULL AND NOT {_SAME.format('corrected_seq')})",
        "roster_status: what was recorded does not change",
    ),
)
