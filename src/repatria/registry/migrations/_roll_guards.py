"""What the database refuses on the roll: losses outside their war or before a birth, statuses before the loss..."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, no_running_backwards

_OUTSIDE = (
    "NEW.conflict <> '' AND NEW.earliest IS NOT NULL AND EXISTS (SELECT 1 FROM roster_conflict_days d"
    " JOIN roster_armed_conflict c ON c.id = d.conflict_id WHERE c.name = NEW.conflict AND d.ended_seq IS NULL"
    " AND d.corrected_seq IS NULL AND (NEW.after <= d.first_day OR NEW.earliest > d.losses_until))"
)
_OUTSIDE_WORDS = "roster_loss_incident: the loss lies outside the days of its conflict"


def _first_day(text: str) -> str:
    """The first day that a partial date can mean, as text; SQL."""
    return f"({text} || substr('0000-01-01', length({text}) + 1))"


# A partial date is wholly before a day when it is smaller than as much of that day as it is precise.
_BEFORE_THE_LOSS = (
    "NEW.since <> '' AND EXISTS (SELECT 1 FROM roster_missing_person p JOIN roster_loss_incident i"
    " ON i.id = p.incident_id WHERE p.id = NEW.person_id AND i.earliest IS NOT NULL"
    " AND NEW.since < substr(CAST(i.earliest AS TEXT), 1, length(NEW.since)))"
)
_TO_COME = (
    "CAST(NEW.begins AS TEXT) > (SELECT substr(CAST(e.recorded_at AS TEXT), 1, 10) FROM ledger_entry e"
    " WHERE e.seq = NEW.recorded_seq)"
)


def _misfit(category: str, status: str) -> str:
    return (
        f"(({category} IN ('in review', 'active pursuit', 'deferred') AND {status} <> 'unaccounted-for')"
        f" OR ({category} = 'non-recoverable' AND {status} <> 'non-recoverable'))"
    )


GUARDS = (
    Guard("roster_incident_in_its_war", "roster_loss_incident", "INSERT", _OUTSIDE, _OUTSIDE_WORDS),
    Guard("roster_incident_stays_in_its_war", "roster_loss_incident", "UPDATE", _OUTSIDE, _OUTSIDE_WORDS),
    Guard(
        "roster_person_born_before_the_loss",
        "roster_missing_person",
        "INSERT",
        "NEW.birth <> '' AND NEW.incident_id IS NOT NULL AND EXISTS (SELECT 1 FROM roster_loss_incident i"
        f" WHERE i.id = NEW.incident_id AND {_first_day('NEW.birth')} >= CAST(i.after AS TEXT))",
        "roster_missing_person: nobody is lost before being born",
    ),
    # first rows of a history come from files as they are, and a rescission brings back what was held; what someone
    # decided is held to the loss and the clock
    Guard(
        "roster_status_after_the_loss",
        "roster_status",
        "INSERT",
        f"NEW.authority NOT IN ('', 'rescinded decision') AND {_BEFORE_THE_LOSS}",
        "roster_status: a status cannot begin before the loss",
    ),
    Guard(
        "roster_status_not_to_come",
        "roster_status",
        "INSERT",
        f"NEW.authority <> '' AND {_TO_COME}",
        "roster_status: a status cannot begin in the future",
    ),
    no_running_backwards("roster_pursuit", "person_id"),
    no_running_backwards("roster_unit_placement", "unit_id"),
    Guard(
        "roster_pursuit_after_the_loss",
        "roster_pursuit",
        "INSERT",
        _BEFORE_THE_LOSS,
        "roster_pursuit: nobody is looked for before the loss",
    ),
    Guard(
        "roster_pursuit_not_to_come",
        "roster_pursuit",
        "INSERT",
        _TO_COME,
        "roster_pursuit: a category cannot begin in the future",
    ),
    Guard(
        "roster_pursuit_fits_status",
        "roster_pursuit",
        "INSERT",
        "NEW.ended_seq IS NULL AND NEW.corrected_seq IS NULL AND EXISTS (SELECT 1 FROM roster_missing_person p"
        f" WHERE p.id = NEW.person_id AND {_misfit('NEW.category', 'p.status')})",
        "roster_pursuit: the category does not go with the status of the person",
    ),
    Guard(
        "roster_status_fits_pursuit",
        "roster_missing_person",
        "UPDATE",
        "NEW.status <> OLD.status AND EXISTS (SELECT 1 FROM roster_pursuit u WHERE u.person_id = NEW.id"
        f" AND u.ended_seq IS NULL AND u.corrected_seq IS NULL AND {_misfit('u.category', 'NEW.status')})",
        "roster_missing_person: the status does not go with the pursuit category of the person",
    ),
    Guard(
        "roster_unit_circle",
        "roster_unit_placement",
        "INSERT",
        "NEW.parent_id IS NOT NULL AND NEW.ended_seq IS NULL AND NEW.corrected_seq IS NULL"
        " AND EXISTS (WITH RECURSIVE above(id) AS (SELECT CAST(NEW.parent_id AS bigint)"
        " UNION SELECT p.parent_id FROM roster_unit_placement p JOIN above ON p.unit_id = above.id"
        " WHERE p.parent_id IS NOT NULL AND p.ended_seq IS NULL AND p.corrected_seq IS NULL)"
        " SELECT 1 FROM above WHERE id = NEW.unit_id)",
        "roster_unit_placement: units do not lie under each other in a circle",
    ),
)
