"""Persons and incidents as they stood at a past point: their status, pursuit, circumstances and histories then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import QuerySet

from repatria.registry.asof import NOW, AsOf, History, latest
from repatria.registry.chains import standing
from repatria.registry.clerical.read import as_written
from repatria.registry.roster.histories import Circumstances, Pursuit
from repatria.registry.roster.models import LossIncident, MissingPerson, StatusEntry

H = TypeVar("H", bound=History)


def status_at(person: MissingPerson, point: AsOf = NOW) -> StatusEntry | None:
    """The row of the status history that held; None when the person was not on the roll yet."""
    return latest(StatusEntry.objects.filter(person=person), point, "person_id").first()


def pursuit_at(person: MissingPerson, point: AsOf = NOW) -> Pursuit | None:
    """The pursuit category that held, if there was one."""
    return standing(Pursuit.objects.filter(person=person), point, "person_id").first()


def circumstances_at(incident: LossIncident, point: AsOf = NOW) -> Circumstances | None:
    """When and where an incident was held to be; None before it was recorded, and before it happened."""
    known = Circumstances.objects.filter(AsOf(seq=point.seq).history(), point.happened("earliest"), incident=incident)
    return known.order_by("-id").first()


def history_at(rows: QuerySet[H], point: AsOf) -> list[H]:
    """The rows of a history begun and known by then, newest first; a later correction is not known yet."""
    found = list(rows.filter(point.known(), point.happened()).order_by("-begins", "-id"))
    for row in found:
        if point.seq is not None and row.corrected_seq is not None and row.corrected_seq > point.seq:
            row.corrected_seq = None
    return found


def stood(persons: Sequence[MissingPerson], point: AsOf) -> None:
    """Set on each of a few persons, for reading only, the status, reference and circumstances of that point."""
    if point == NOW:
        return
    as_written(point, *persons, *(person.incident for person in persons))
    held = latest(StatusEntry.objects.filter(person__in=[person.pk for person in persons]), point, "person_id")
    statuses = dict(held.values_list("person_id", "status"))
    incidents = {person.incident_id for person in persons if person.incident_id}
    known = Circumstances.objects.filter(AsOf(seq=point.seq).history(), incident__in=incidents)
    circumstances = {row.incident_id: row for row in known}
    for person in persons:
        person.status = statuses.get(person.pk, "")
        if person.incident is not None and person.incident_id in circumstances:
            repeat(person.incident, circumstances[person.incident_id])


def repeat(incident: LossIncident, held: Circumstances) -> None:
    """Set on an incident, for reading only, the date and place that were held."""
    for name in ("date", "earliest", "after", "country", "place", "longitude", "latitude", "uncertainty_m", "unit"):
        setattr(incident, name, getattr(held, name))
    incident.grid_text = held.grid_text
