"""Puts the made-up roll's war, units in their hierarchy, grid references and pursuit categories on the record."""

from __future__ import annotations

import re

from repatria.geography.writing import wartime_reference
from repatria.registry.ledger.append import Recording
from repatria.registry.roster.conflicts import add_conflict
from repatria.registry.roster.histories import ArmedConflict, PursuitCategory, Unit
from repatria.registry.roster.models import MissingPerson, Status
from repatria.registry.roster.pursuit import set_pursuit
from repatria.registry.roster.units import add_unit, add_unit_name, place_unit
from repatria.registry.when import KOREAN_WAR, SHIPPED
from repatria.scenario.records import LossIncident, Scenario

PURSUED = 240
"""So many persons get a pursuit category: enough to look at, few enough to be quick."""
_UNIT = re.compile(r"(\d+)\w\w (.+) \(made up\)")
_ABOVE = {
    "Infantry Regiment": ("Infantry Division", "division", "regiment"),
    "Marine Regiment": ("Marine Division", "division", "regiment"),
    "Bombardment Squadron": ("Bombardment Group", "group", "squadron"),
    "Patrol Squadron": ("Fleet Air Wing", "wing", "squadron"),
}
_AUTHORITY = "The accounting agency (made up)"


def land_war(record: Recording) -> None:
    """The war with its real first and last day."""
    record.flush()
    if ArmedConflict.objects.filter(name=KOREAN_WAR).exists():
        return
    days = SHIPPED[KOREAN_WAR]
    add_conflict(
        record,
        KOREAN_WAR,
        name_ko="한국 전쟁",
        first_day=days.first.isoformat(),
        last_day=days.last.isoformat() if days.last else "",
        source="UN Security Council resolution 82; armistice of 27 July 1953",
    )


def written_place(incident: LossIncident) -> str:
    """The place on land as a record of the war would write it; at sea none was written."""
    return wartime_reference(incident.lon, incident.lat) if incident.area.kind != "sea" else ""


def land_units(record: Recording, scenario: Scenario) -> None:
    """Every unit of the roll under a made-up higher one, those under an army or a fleet; one moved during the war."""
    services = {person.unit: person.service for person in scenario.missing}
    above: dict[str, int] = {}
    army = add_unit(record, "90th Army (made up)", service="Army", echelon="army", made_up=True)
    moving: list[tuple[int, str]] = []
    for name in sorted(services):
        match = _UNIT.fullmatch(name)
        if match is None:
            continue
        number, kind = int(match[1]), match[2]
        higher, size, own_size = _ABOVE[kind]
        title = f"{number // 10}{_ending(number // 10)} {higher} (made up)"
        if title not in above:
            parent = army if size == "division" else None
            above[title] = add_unit(
                record, title, service=services[name], echelon=size, parent_id=parent, made_up=True, source="made up"
            )
        key = add_unit(
            record,
            name,
            service=services[name],
            echelon=own_size,
            parent_id=above[title],
            made_up=True,
            source="made up",
        )
        if kind == "Infantry Regiment":
            moving.append((key, title))
    record.flush()
    if len(moving) > 1 and moving[0][1] != moving[-1][1]:
        key, _title = moving[0]
        regiment = Unit.objects.get(pk=key)
        add_unit_name(record, regiment, f"{regiment.name.split()[0]} Inf Regt", source="made up")
        place_unit(
            record,
            regiment,
            above[moving[-1][1]],
            since="1951-03",
            authority="order of the army (made up)",
            reason="attached to the division next to it",
        )


def _ending(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")


def land_pursuit(record: Recording, scenario: Scenario, persons: dict[str, int]) -> None:
    """Categories for some: active where the place is well known, deferred where it is not, none to recover at sea."""
    incidents = {incident.key: incident for incident in scenario.incidents}
    record.flush()
    chosen = scenario.missing[:PURSUED]
    rows = MissingPerson.objects.in_bulk([persons[person.key] for person in chosen])
    for number, person in enumerate(chosen):
        incident = incidents[person.incident]
        if person.status == Status.NON_RECOVERABLE:
            category, reason = PursuitCategory.NON_RECOVERABLE, "lost at sea"
        elif incident.uncertainty_m <= 1000:
            category, reason = PursuitCategory.ACTIVE, "the place of the loss is well known"
        elif number % 3:
            category, reason = PursuitCategory.DEFERRED, "the place of the loss is not known well enough to search"
        else:
            category, reason = PursuitCategory.IN_REVIEW, "records of the loss are read again"
        row = rows[persons[person.key]]
        set_pursuit(record, row, category, since="2017-06", authority=_AUTHORITY, reason=reason)
