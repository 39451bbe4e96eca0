"""The made-up relatives: each next of kin lives, and only families that the search cannot miss have withdrawn."""

from __future__ import annotations

import pytest

from repatria.registry.families.consent_models import NOT_RECORDED, Use
from repatria.registry.families.consents import standing_consents, stopped_donors
from repatria.registry.families.kin_models import ContactCard, PrimaryNextOfKin, Relative
from repatria.registry.families.lives import deaths
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.scenario.build import build
from repatria.scenario.land import land_scenario
from repatria.scenario.land_families import land_families

pytestmark = pytest.mark.django_db


def test_relatives_consents_and_what_was_told_are_landed_without_touching_a_case_that_can_be_solved():
    scenario = build(1950, missing=150, boxes=3, remains=20)
    with recording(OPERATOR) as record:
        land_scenario(record, scenario)
        landed = land_families(record, scenario)
    assert landed >= 40
    assert Relative.objects.filter(made_up=False).count() == 0
    primary = PrimaryNextOfKin.objects.values_list("relative", flat=True)
    assert primary
    assert deaths(list(primary)) == {}
    stopped = stopped_donors()
    assert set(stopped.values()) == {"withdrawn", "refused", "expired"}
    found = set(scenario.truth.values()) - {None}
    for member in FamilyMember.objects.filter(pk__in=stopped):
        missing = member.family.members.filter(missing_person__isnull=False)
        assert not {each.missing_person.reference for each in missing} & found
    people = list(Relative.objects.values_list("pk", flat=True))
    states = {uses[Use.REMAINS].state for uses in standing_consents(people).values()}
    assert {"given", NOT_RECORDED} < states
    assert ContactCard.objects.filter(do_not_contact=True).count() == 1
    told = Family.objects.filter(told__isnull=False).distinct()
    assert 0 < told.count() <= landed
    assert verify().problems == []
