"""A made-up roll in small: a war, an incident at the reservoir, a regiment under a division, three persons."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from repatria.registry.ledger.append import recording
from repatria.registry.roster.conflicts import add_conflict
from repatria.registry.roster.models import MissingPerson
from repatria.registry.roster.units import add_unit
from repatria.registry.roster.verbs import add_incident, add_person


@pytest.fixture
def roll(operator) -> SimpleNamespace:
    """Keys of what was recorded, and `person(name)` for a row."""
    keys = SimpleNamespace()
    with recording(operator) as record:
        keys.war = add_conflict(record, "Korean War", first_day="1950-06-25", last_day="1953-07-27")
        keys.incident = add_incident(
            record,
            "KW-1",
            "Made-up withdrawal",
            conflict="Korean War",
            date="1950-11-27",
            country="North Korea",
            place="East shore",
            grid_text="CV 1050",
        )
        keys.army = add_unit(record, "90 Army (made up)", made_up=True)
        keys.division = add_unit(record, "91 Division (made up)", parent_id=keys.army, made_up=True)
        keys.regiment = add_unit(record, "911 Regiment (made up)", parent_id=keys.division, made_up=True)
        for name in ("P1", "P2", "P3"):
            add_person(
                record,
                name,
                "Doe",
                name,
                birth="1931",
                service="Army",
                unit="911 Regiment (made up)" if name != "P3" else "some unit",
                incident_id=keys.incident if name != "P3" else None,
                since="1950-11-27" if name != "P3" else "1950",
                made_up=True,
            )
    keys.person = lambda name: MissingPerson.objects.select_related("incident").get(reference=name)
    return keys
