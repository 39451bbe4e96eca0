"""Verbs on loss incidents: when and where persons were lost, with grid references read, and the correction of it."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any
from weakref import WeakKeyDictionary

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.geography.grid import DATUM, Reading, read_grid
from repatria.geography.position import WGS84, distance_m
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.histories import LARGEST_RADIUS_M, Circumstances
from repatria.registry.roster.models import LossIncident, MissingPerson, StatusEntry
from repatria.registry.when import a_loss_of_the_war

_REPEATED = (
    "date",
    "earliest",
    "after",
    "country",
    "place",
    "longitude",
    "latitude",
    "uncertainty_m",
    "grid_text",
    "unit",
)
"""Columns of `LossIncident` that repeat its standing circumstances."""
_CORRECTABLE = tuple(name for name in _REPEATED if name not in ("earliest", "after"))
_PLACE = ("longitude", "latitude", "uncertainty_m", "grid_text")
_TOLERANCE_M = 1_000.0
_lost_on: WeakKeyDictionary[Recording, dict[int, str]] = WeakKeyDictionary()
_codes: WeakKeyDictionary[Recording, set[str]] = WeakKeyDictionary()
_bounded: WeakKeyDictionary[Recording, set[tuple[str, str]]] = WeakKeyDictionary()


def add_incident(
    record: Recording,
    code: str,
    title: str,
    *,
    conflict: str = "",
    date: str = "",
    country: str = "",
    place: str = "",
    longitude: float | None = None,
    latitude: float | None = None,
    uncertainty_m: float | None = None,
    grid_text: str = "",
    unit: str = "",
) -> int:
    """Record an event in which persons were lost; returns its key.

    A grid reference is kept as written, whatever it is. Where no point is given and the reference has one reading, the
    point and its uncertainty are those of that reading.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    what = f"incident {code}"
    if not code.strip() or not title.strip():
        raise InvalidInput("an incident has a code and a title")
    codes = _codes_known(record)
    if code in codes:
        raise Conflict(f"an incident with the code {code} is recorded already")
    date = partial(date, f"{what}, date")
    _within_its_war(record, date, conflict, what)
    key = record.next_id(LossIncident)
    payload = {
        "id": key,
        "code": code,
        "title": title,
        "conflict": conflict,
        "date": date,
        "country": country,
        "place": place,
        **_where(what, longitude, latitude, uncertainty_m, grid_text),
        "unit": unit,
    }
    record.append("roster.incident_added", f"incident/{key}", payload)
    codes.add(code)
    _lost_on.setdefault(record, {})[key] = date
    return key


def correct_incident(record: Recording, incident: LossIncident, *, authority: str, reason: str, **changes: Any) -> None:
    """Record that the date, place or unit of an incident was wrong, and what is right; what was held before stays.

    changes: of date, country, place, longitude, latitude, uncertainty_m, grid_text, unit; the others stay as they are.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    what = f"incident {incident.code}"
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a correction names the deciding authority and the reason")
    unknown = sorted(set(changes) - set(_CORRECTABLE))
    if unknown:
        raise InvalidInput(f"{what}: {', '.join(unknown)} cannot be corrected")
    record.flush()
    held = Circumstances.objects.get(incident=incident, corrected_seq__isnull=True)
    now = {name: getattr(held, name) for name in _CORRECTABLE} | changes
    now["date"] = partial(now["date"], f"{what}, date")
    if all(now[name] == getattr(held, name) for name in _CORRECTABLE):
        raise Conflict(f"{what}: this is what the record says already")
    _within_its_war(record, now["date"], incident.conflict, what)
    _fits_those_lost(incident, now["date"], what)
    place = _where(what, now["longitude"], now["latitude"], now["uncertainty_m"], now["grid_text"])
    if all(now[name] == getattr(held, name) for name in _PLACE):
        place["from_grid"] = held.from_grid
    payload = {"incident_id": incident.pk, "wrong_id": held.pk, **now, **place}
    payload |= {"authority": authority, "reason": reason}
    record.append("roster.incident_corrected", f"incident/{incident.pk}", payload)
    _lost_on.setdefault(record, {})[incident.pk] = now["date"]


def date_of_loss(record: Recording, incident_id: int) -> str:
    """The date of an incident as text, empty where it has none; of one added in the same transaction too."""
    known = _lost_on.setdefault(record, {})
    if incident_id not in known:
        date = LossIncident.objects.filter(pk=incident_id).values_list("date", flat=True).first()
        if date is None:
            raise InvalidInput(f"there is no incident {incident_id}")
        known[incident_id] = date
    return known[incident_id]


def _codes_known(record: Recording) -> set[str]:
    """The codes of all incidents, those of the same transaction too: an import adds thousands, each looked up here."""
    if record not in _codes:
        record.flush()
        _codes[record] = set(LossIncident.objects.values_list("code", flat=True))
    return _codes[record]


def _within_its_war(record: Recording, date: str, conflict: str, what: str) -> None:
    if not date or PartialDate(date).earliest > record.moment.date():
        if date:
            raise InvalidInput(f"{what}: {date} is still to come")
        return
    known = _bounded.setdefault(record, set())  # incidents share their days: each is looked up once
    if (date, conflict) not in known:
        a_loss_of_the_war(date, conflict, what)
        known.add((date, conflict))


def _fits_those_lost(incident: LossIncident, date: str, what: str) -> None:
    if not date:
        return
    lost = PartialDate(date)
    persons = MissingPerson.objects.filter(incident=incident)
    for reference, birth in persons.exclude(birth="").values_list("reference", "birth"):
        if PartialDate(birth).earliest >= lost.after:
            raise InvalidInput(f"{what}: {date} is before the birth of {reference}, who was lost in it ({birth})")
    decided = StatusEntry.objects.filter(person__in=persons, corrected_seq__isnull=True).exclude(authority="")
    for row in decided.exclude(since="").select_related("person"):
        if PartialDate(row.since).after <= lost.earliest:
            raise InvalidInput(f"{what}: {date} is after {row.person.reference} was {row.status} ({row.since})")


def _where(
    what: str, longitude: float | None, latitude: float | None, uncertainty_m: float | None, grid_text: str
) -> dict[str, Any]:
    """The place as it is recorded: a point with its radius, the reference as written, and what it was read as."""
    if (longitude is None) != (latitude is None):
        raise InvalidInput(f"{what}: a place has both a longitude and a latitude, or neither")
    point = (longitude, latitude) if longitude is not None and latitude is not None else None
    if point is not None and not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
        raise InvalidInput(f"{what}: longitude and latitude are degrees, within 180 and 90")
    if uncertainty_m is not None and not (math.isfinite(uncertainty_m) and 0 <= uncertainty_m <= LARGEST_RADIUS_M):
        raise InvalidInput(f"{what}: the uncertainty is a radius of 0 to {LARGEST_RADIUS_M:,.0f} metres")
    reading = _read(grid_text, point)
    from_grid = point is None and reading is not None
    if point is None and reading is not None:
        point = (reading.longitude, reading.latitude)
        uncertainty_m = max(uncertainty_m or 0.0, reading.uncertainty_m)
    elif point is not None and reading is not None:
        apart = distance_m(point, (reading.longitude, reading.latitude))
        if apart > (uncertainty_m or 0.0) + reading.uncertainty_m + _TOLERANCE_M:
            raise InvalidInput(
                f"{what}: the point lies {apart / 1000:.0f} km from where {grid_text} does ({reading.mgrs}); correct"
                " one of them, or leave the point empty to take it from the grid reference"
            )
    if point is None and uncertainty_m is not None:
        raise InvalidInput(f"{what}: an uncertainty needs a point that it is about")
    return {
        "longitude": point[0] if point else None,
        "latitude": point[1] if point else None,
        "uncertainty_m": uncertainty_m,
        "grid_text": grid_text,
        "mgrs": reading.mgrs if reading else "",
        "datum": (DATUM if reading else WGS84) if point else "",
        "from_grid": from_grid,
    }


def _read(grid_text: str, near_to: tuple[float, float] | None) -> Reading | None:
    """The one reading of a reference; None where it has none or several: the text is kept and the page says why."""
    if not grid_text.strip():
        return None
    try:
        return read_grid(grid_text, near_to=near_to).reading
    except InvalidInput:
        try:
            return read_grid(grid_text).reading if near_to else None
        except InvalidInput:
            return None


def _interval(date: str) -> dict[str, dt.date | None]:
    if not date:
        return {"earliest": None, "after": None}
    return {"earliest": PartialDate(date).earliest, "after": PartialDate(date).after}


@projects("roster.incident_added")
def _incident_added(facts: list[Fact]) -> None:
    incidents, circumstances = [], []
    for fact in facts:
        columns = {**fact.payload, **_interval(fact.payload["date"]), "recorded_seq": fact.seq}
        incidents.append(columns)
        held = {name: value for name, value in columns.items() if name not in ("id", "code", "title", "conflict")}
        circumstances.append({"begins": dt.date.min, **held, "id": fact.seq, "incident_id": columns["id"]})
    insert_rows(LossIncident, incidents)
    insert_rows(Circumstances, circumstances)


@projects("roster.incident_corrected")
def _incident_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        columns = {**fact.payload, **_interval(fact.payload["date"])}
        wrong = columns.pop("wrong_id")
        Circumstances.objects.filter(pk=wrong).update(corrected_seq=fact.seq)
        row = {"id": fact.seq, "recorded_seq": fact.seq, "begins": dt.date.min, **columns}
        insert_rows(Circumstances, [row])
        LossIncident.objects.filter(pk=columns["incident_id"]).update(**{name: columns[name] for name in _REPEATED})
