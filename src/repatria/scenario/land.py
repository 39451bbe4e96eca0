"""Puts a made-up operation on the record, through the same verbs as a real one."""

from __future__ import annotations

from repatria.genetics.populations import Population as ReferencePopulation
from repatria.genetics.populations import nist_1036
from repatria.registry.custody.verbs import add_container, add_hand_over
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
from repatria.registry.ledger.append import Recording
from repatria.registry.roster.models import Sex, Status
from repatria.registry.roster.verbs import add_incident, add_person
from repatria.scenario.land_roll import land_pursuit, land_units, land_war, written_place
from repatria.scenario.records import MADE_UP_EN, MADE_UP_KO, Calls, Scenario


def land_reference_populations(record: Recording) -> dict[str, int]:
    """Put the four groups of NIST 1036 on the record; returns their keys by name."""
    return {name: _land_population(record, population) for name, population in nist_1036().items()}


def _land_population(record: Recording, population: ReferencePopulation) -> int:
    rows = []
    for name, observed in population.markers.items():
        rows.append(
            {
                "name": name,
                "chromosome": "autosomal",
                "alleles": list(observed.alleles),
                "counts": list(observed.counts),
                "frequencies": population.frequencies(name).values.tolist(),
                "mutation": None,
            }
        )
    return add_population(record, population.name, population.name, rows, source=population.source)


def land_scenario(record: Recording, scenario: Scenario) -> dict[str, int]:
    """Record the roll, the families, the boxes and the remains; the truth stays outside. Returns what was recorded."""
    source = f"scenario, seed {scenario.seed}"
    populations = land_reference_populations(record)
    land_war(record)
    incidents = {
        incident.key: add_incident(
            record,
            incident.key,
            incident.title_en,
            conflict="Korean War",
            date=incident.date.text,
            country="North Korea" if incident.area.north else "South Korea",
            place=incident.area.name_en,
            longitude=incident.lon,
            latitude=incident.lat,
            uncertainty_m=float(incident.uncertainty_m),
            grid_text=written_place(incident),
            unit=incident.unit,
        )
        for incident in scenario.incidents
    }
    lost_on = {incident.key: incident.date.text for incident in scenario.incidents}
    persons = {
        person.key: add_person(
            record,
            person.key,
            person.family_name,
            person.given_names,
            service_number=person.service_number,
            sex=Sex(person.sex),
            birth=person.birth.text,
            service=person.service,
            rank=person.rank,
            unit=person.unit,
            home=person.home,
            ancestry=person.population,
            incident_id=incidents[person.incident],
            status=Status(person.status),
            since=lost_on[person.incident],
            reason="entered on the made-up roll",
            made_up=True,
            source=source,
        )
        for person in scenario.missing
    }
    land_units(record, scenario)
    land_pursuit(record, scenario, persons)
    _land_families(record, scenario, populations, persons, source)
    hand_over = scenario.hand_over
    given = add_hand_over(
        record,
        hand_over.key,
        hand_over.title_en,
        title_ko=hand_over.title_ko,
        date=hand_over.date.text,
        giver=hand_over.giver,
        receiver=hand_over.receiver,
        place=hand_over.place,
        declared=hand_over.boxes,
        counted=hand_over.boxes,
        unit="boxes",
        note_en=MADE_UP_EN,
        note_ko=MADE_UP_KO,
        made_up=True,
    )
    boxes = {box.key: add_container(record, box.key, "box", hand_over_id=given, made_up=True) for box in scenario.boxes}
    for bone in scenario.remains:
        key = add_remains(
            record,
            bone.key,
            container_id=boxes[bone.box] if bone.box else None,
            sex=Sex(bone.sex),
            description=f"{bone.element}; {bone.provenance}",
            made_up=True,
            source=source,
        )
        _land_profile(record, f"{bone.key}-S1", bone.calls, bone.kit, remains_id=key)
    return {
        "missing persons": len(persons),
        "families": len(scenario.families),
        "boxes": len(boxes),
        "remains": len(scenario.remains),
    }


def _land_families(
    record: Recording, scenario: Scenario, populations: dict[str, int], persons: dict[str, int], source: str
) -> None:
    for family in scenario.families:
        members = [
            Member(
                label=member.id,
                sex=Sex(member.sex),
                father=member.father,
                mother=member.mother,
                missing_person_id=persons[member.missing] if member.missing else None,
            )
            for member in family.members
        ]
        keys = add_family(
            record,
            f"{family.key} {family.name.partition(' (')[0]}",
            members,
            population_id=populations[family.population],
            made_up=True,
            source=source,
        )
        for member in family.members:
            if member.calls:
                _land_profile(record, f"{member.id} reference", member.calls, member.kit, donor_id=keys[member.id])


def _land_profile(
    record: Recording, code: str, calls: Calls, kit: str, *, remains_id: int | None = None, donor_id: int | None = None
) -> None:
    sample = take_sample(record, code, remains_id=remains_id, donor_id=donor_id)
    record_profile(record, sample, calls, kit=kit)
