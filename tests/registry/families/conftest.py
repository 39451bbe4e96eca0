"""A small made-up family in three generations: the missing man, his sister who gave a sample, and his daughter."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from repatria.registry.families.kin import add_relative, set_kinship
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
from repatria.registry.ledger.append import recording
from repatria.registry.roster.models import Sex
from repatria.registry.roster.verbs import add_incident, add_person

MARKERS = ("D3S1358", "TH01", "FGA")


@pytest.fixture
def case(db, operator) -> SimpleNamespace:
    """Keys of what was recorded; everything is made up."""
    with recording(operator) as record:
        incident = add_incident(record, "L1", "Withdrawal (made up)", date="1950-11", country="North Korea")
        person = add_person(
            record, "P1", "Example", "Man", sex=Sex.MALE, since="1950-11", incident_id=incident, made_up=True
        )
        population = add_population(
            record,
            "POP",
            "Population for tests",
            [
                {
                    "name": name,
                    "chromosome": "autosomal",
                    "alleles": ["9", "10", "11"],
                    "counts": [50, 30, 20],
                    "frequencies": [0.5, 0.3, 0.2],
                    "mutation": None,
                }
                for name in MARKERS
            ],
        )
        members = add_family(
            record,
            "F1",
            [
                Member("father", Sex.MALE),
                Member("mother", Sex.FEMALE),
                Member("missing", Sex.MALE, "father", "mother", missing_person_id=person),
                Member("sister", Sex.FEMALE, "father", "mother"),
                Member("wife", Sex.FEMALE),
                Member("daughter", Sex.FEMALE, "missing", "wife"),
            ],
            population_id=population,
            made_up=True,
        )
        record.flush()
        from repatria.registry.families.models import FamilyMember

        family = FamilyMember.objects.get(pk=members["sister"]).family_id
        sample = take_sample(record, "S-sister", donor_id=members["sister"])
        record_profile(record, sample, {"D3S1358": ["9", "10"], "TH01": ["9", "9"], "FGA": ["10", "11"]})
        remains = add_remains(record, "R1", sex=Sex.MALE, made_up=True)
        bone = take_sample(record, "R1-S1", remains_id=remains)
        record_profile(record, bone, {"D3S1358": ["9", "10"], "TH01": ["9", "9"], "FGA": ["10", "11"]})
        sister = add_relative(record, family, "Sister Example", born="1933", member_id=members["sister"], made_up=True)
        daughter = add_relative(record, family, "Daughter Example", born="1950-02", made_up=True)
        set_kinship(record, sister, person, "sibling")
        set_kinship(record, daughter, person, "child")
    return SimpleNamespace(
        person=person,
        family=family,
        members=members,
        sample=sample,
        remains=remains,
        sister=sister,
        daughter=daughter,
        population=population,
    )
