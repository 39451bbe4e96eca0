"""Lands a roster: each row a person on the roll, rows of one day, place and unit under one loss incident."""

from __future__ import annotations

import hashlib
from pathlib import Path

from repatria.exchange.landing import Landing
from repatria.exchange.roster import RosterRow, read_roster
from repatria.problems import Problem
from repatria.registry.ledger.append import Recording
from repatria.registry.roster.models import LossIncident, MissingPerson, Sex, Status
from repatria.registry.roster.verbs import add_incident, add_person

_RECOVERED = {"y", "yes", "true", "1", "recovered"}
_COMPARED = ("family_name", "given_names", "birth", "sex", "service", "rank", "unit")


def land_roster(record: Recording, path: Path, source: str, landing: Landing) -> bool:
    """Land a roster in either layout; persons that the roll has already are left as they are."""
    reading = read_roster(path)
    rejected_raw = {problem: row.raw for row in reading.rejected for problem in row.problems}
    for problem in reading.problems:
        landing.note(problem, rejected_raw.get(problem, ""))
    landing.rows_read = reading.counts.read
    landing.rejected = reading.counts.rejected
    if not reading.rows:
        if not reading.problems:
            landing.note(Problem(path.name, "file", "there is no row in it"))
        return False
    known = {
        person.reference: person for person in MissingPerson.objects.only("id", "reference", *_COMPARED).iterator()
    }
    incidents = dict(LossIncident.objects.values_list("code", "pk"))
    # Incidents first: neighbours of one kind are written together.
    references = [_reference(row) for row in reading.rows]
    for row, reference in zip(reading.rows, references, strict=True):
        if reference not in known:
            _incident(record, row, incidents)
    for row, reference in zip(reading.rows, references, strict=True):
        before = known.get(reference)
        if before is None:
            _land_row(record, row, reference, incidents, source)
            landing.landed += 1
            continue
        different = [name for name in _COMPARED if getattr(before, name) != _columns(row)[name]]
        if different:
            message = f"person {before.pk} is on the roll with another {', '.join(different)}; left as it is"
            landing.reject(Problem(path.name, f"line {row.line}", message))
    return True


def _reference(row: RosterRow) -> str:
    """The service number; without one, a digest of what identifies the row, so that it is the same in the next file."""
    if row.service_number:
        return row.service_number
    words = "|".join((row.name, str(row.birth_date or ""), str(row.incident_date or ""), row.unit))
    return f"no number, {hashlib.sha256(words.encode()).hexdigest()[:16]}"


def _columns(row: RosterRow) -> dict[str, str]:
    return {
        "family_name": row.family_name,
        "given_names": row.given_names,
        "birth": str(row.birth_date or ""),
        "sex": Sex(row.sex).value,
        "service": row.service,
        "rank": row.rank,
        "unit": row.unit,
    }


def _land_row(record: Recording, row: RosterRow, reference: str, incidents: dict[str, int], source: str) -> None:
    columns = _columns(row)
    recovered = row.remains_recovered.strip().lower() in _RECOVERED
    add_person(
        record,
        reference,
        service_number=row.service_number,
        home=", ".join(part for part in (row.home_city, row.home_state) if part),
        ancestry=row.ancestry,
        incident_id=_incident(record, row, incidents),
        status=Status.OTHERWISE_ACCOUNTED_FOR if recovered else Status.UNACCOUNTED_FOR,
        since=str(row.incident_date or ""),
        reason="roster: remains recovered" if recovered else "roster: remains not recorded as recovered",
        made_up=row.made_up,
        source=source,
        **columns,
    )


def _incident(record: Recording, row: RosterRow, incidents: dict[str, int]) -> int | None:
    place = row.incident_place or row.incident_region
    if not (row.incident_date or place):
        return None
    date = str(row.incident_date or "")
    words = "|".join((date, place, row.country, row.unit))
    code = f"roster-{hashlib.sha256(words.encode()).hexdigest()[:20]}"
    if code not in incidents:
        title = ", ".join(part for part in (place or row.country or "place not recorded", date) if part)
        incidents[code] = add_incident(
            record, code, title[:200], conflict="Korean War", date=date, country=row.country, place=place, unit=row.unit
        )
    return incidents[code]
