"""The made-up roll: who was lost, when, where, with whom, following the real counts of months and ages."""

from __future__ import annotations

import calendar

import numpy as np
from faker import Faker

from repatria.dates import PartialDate
from repatria.scenario.marginals import casualty_counts
from repatria.scenario.places import BattleArea, battle_areas
from repatria.scenario.records import LossIncident, MissingPerson

MEAN_LOST_TOGETHER = {"ground": 6.0, "captivity": 8.0, "air": 1.6, "sea": 2.0}
MONTH_ONLY = {"ground": 0.05, "captivity": 0.5, "air": 0.0, "sea": 0.0}
"""Share of incidents of each kind whose day is not recorded."""
BIRTH_YEAR_ONLY = 0.08
RANKS = {
    "Army": (
        ("Private", 0.25),
        ("Private First Class", 0.35),
        ("Corporal", 0.2),
        ("Sergeant", 0.14),
        ("Lieutenant", 0.06),
    ),
    "Marine Corps": (("Private", 0.2), ("Private First Class", 0.5), ("Corporal", 0.2), ("Sergeant", 0.1)),
    "Air Force": (("Lieutenant", 0.5), ("Captain", 0.2), ("Sergeant", 0.3)),
    "Navy": (("Ensign", 0.3), ("Lieutenant", 0.3), ("Seaman", 0.4)),
}


def _unit(rng: np.random.Generator, service: str) -> str:
    number = int(rng.integers(901, 980))
    kind = {
        "Army": "Infantry Regiment",
        "Marine Corps": "Marine Regiment",
        "Air Force": "Bombardment Squadron",
        "Navy": "Patrol Squadron",
    }[service]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    return f"{number}{ending} {kind} (made up)"


def _service(rng: np.random.Generator, area: BattleArea) -> str:
    if area.kind == "air":
        return "Air Force"
    if area.kind == "sea":
        return "Navy"
    return "Marine Corps" if rng.random() < (0.4 if area.key in ("HAGARU", "PUNCHBOWL") else 0.06) else "Army"


def make_losses(
    rng: np.random.Generator, names: Faker, populations: list[str], surnames: list[str]
) -> tuple[tuple[LossIncident, ...], tuple[MissingPerson, ...]]:
    """Incidents, and one person for each entry of ``populations`` with the family name beside it in ``surnames``.

    Months and ages are drawn from the joint table; persons lost in the same month share incidents, whose places are
    drawn from the areas open in that month. Units are invented, places are real.
    """
    table = casualty_counts()
    months, ages = table.draw(rng, len(populations))
    persons: dict[int, MissingPerson] = {}
    incidents: list[LossIncident] = []
    for index, month in enumerate(table.months):
        waiting = rng.permutation(np.flatnonzero(months == index)).tolist()
        areas = [area for area in battle_areas() if area.first <= month <= area.last]
        weights = np.array([area.weight for area in areas])
        while waiting:
            area = areas[int(rng.choice(len(areas), p=weights / weights.sum()))]
            together = min(len(waiting), int(rng.geometric(1 / MEAN_LOST_TOGETHER[area.kind])))
            service = _service(rng, area)
            incident = _incident(rng, f"L{len(incidents) + 1:05d}", month, area, _unit(rng, service))
            incidents.append(incident)
            for person in waiting[:together]:
                age = table.ages[int(ages[person])]
                persons[person] = _person(
                    rng, names, person, incident, service, age, populations[person], surnames[person]
                )
            del waiting[:together]
    return tuple(incidents), tuple(persons[i] for i in range(len(populations)))


def _incident(rng: np.random.Generator, key: str, month: str, area: BattleArea, unit: str) -> LossIncident:
    year, number = int(month[:4]), int(month[5:])
    first_day = 25 if month == "1950-06" else 1
    last_day = 27 if month == "1953-07" else calendar.monthrange(year, number)[1]
    day = int(rng.integers(first_day, last_day + 1))
    text = month if rng.random() < MONTH_ONLY[area.kind] else f"{month}-{day:02d}"
    angle, distance = rng.random() * 2 * np.pi, area.uncertainty_m * np.sqrt(rng.random())
    lat = area.lat + distance * np.sin(angle) / 111_320
    lon = area.lon + distance * np.cos(angle) / (111_320 * np.cos(np.radians(area.lat)))
    return LossIncident(
        key,
        f"{area.name_en}, {text} (made up)",
        f"{area.name_ko}, {text} (지어낸 사건)",
        PartialDate(text),
        area,
        round(float(lon), 4),
        round(float(lat), 4),
        int(rng.choice([500, 1000, 2000, 5000])) if area.kind != "sea" else area.uncertainty_m,
        unit,
    )


def _person(
    rng: np.random.Generator,
    names: Faker,
    index: int,
    incident: LossIncident,
    service: str,
    age: int,
    population: str,
    surname: str,
) -> MissingPerson:
    year = incident.date.earliest.year - age
    month = int(rng.integers(1, 13))
    day = int(rng.integers(1, calendar.monthrange(year, month)[1] + 1))
    birth = f"{year}" if rng.random() < BIRTH_YEAR_ONLY else f"{year}-{month:02d}-{day:02d}"
    ranks, shares = zip(*RANKS[service], strict=True)
    return MissingPerson(
        key=f"P{index + 1:05d}",
        service_number=f"MADEUP-{index + 1:06d}",
        family_name=surname,
        given_names=f"{names.first_name_male()} {names.first_name_male()[0]}.",
        sex="male",
        birth=PartialDate(birth),
        service=service,
        rank=ranks[int(rng.choice(len(ranks), p=shares))],
        unit=incident.unit,
        home=names.state(),
        population=population,
        incident=incident.key,
        status="non-recoverable" if incident.area.kind == "sea" else "unaccounted-for",
    )
