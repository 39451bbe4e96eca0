"""Coverage: what a family needs, at any point, kept up to date entry by entry; and ties of the pedigree."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.families.consents import record_consent
from repatria.registry.families.coverage import Coverage, coverages
from repatria.registry.families.kin import correct_death, record_death
from repatria.registry.families.kin_models import Life
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.next_of_kin import set_primary
from repatria.registry.families.ties import add_member, retie_sample, tie_missing
from repatria.registry.laboratory.verbs import take_sample
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.roster.models import MissingPerson, Sex, Status
from repatria.registry.roster.verbs import add_person, change_status

pytestmark = pytest.mark.django_db


def do(operator, verb, *given, **more):
    with recording(operator) as record:
        return verb(record, *given, **more)


def everyone(point=None) -> list[Coverage]:
    return [one for family in Family.objects.order_by("id") for one in coverages(point or AsOf()).of(family.pk)]


def needs(point=None) -> tuple[str, ...]:
    (one,) = everyone(point)
    return one.needs


def test_a_sister_is_a_maternal_donor_and_no_paternal_one_and_alone_is_not_close_enough(case):
    assert needs() == ("closer", "paternal")
    assert coverages().families_in("paternal") == [case.family]
    assert coverages().families_in("maternal") == []


def test_each_sample_and_each_consent_is_seen_at_once_and_the_past_stays(operator, case):
    before = LedgerEntry.objects.count()
    assert needs() == ("closer", "paternal")
    do(operator, take_sample, "S-daughter", donor_id=case.members["daughter"])
    assert needs() == ("paternal",)
    assert needs(AsOf(seq=before)) == ("closer", "paternal")
    do(operator, record_consent, case.sister, "comparison with remains", "refused", since="2020")
    assert needs() == ("maternal", "paternal")
    assert coverages(family=Family.objects.get(pk=case.family)).of(case.family) == everyone()
    assert coverages().counts() == {"no-donor": 0, "closer": 0, "maternal": 1, "paternal": 1, "next-of-kin": 0}


def test_a_family_without_a_sample_needs_any_donor_at_all(operator, case):
    do(operator, record_consent, case.sister, "comparison with remains", "refused", since="2020")
    assert needs() == ("no-donor", "closer", "maternal", "paternal")


def test_whoever_is_accounted_for_needs_no_donor_from_then_on(operator, case):
    person = MissingPerson.objects.get(pk=case.person)
    do(operator, change_status, person, Status.IDENTIFIED, since="2020", authority="made up", reason="made up")
    assert needs() == ()
    assert coverages().families_in("paternal") == []
    assert set(coverages().counts().values()) == {0}
    assert needs(AsOf(dt.date(2019, 12, 31))) == ("closer", "paternal")
    assert needs(AsOf(dt.date(2020, 1, 1))) == ()
    assert coverages(family=Family.objects.get(pk=case.family)).of(case.family) == everyone()


def test_a_primary_next_of_kin_who_died_leaves_the_family_with_the_need_of_another(operator, case):
    do(operator, set_primary, case.person, case.daughter, since="2001")
    assert coverages().families_in("next-of-kin") == []
    do(operator, record_death, case.daughter, on="2019-03")
    assert coverages().families_in("next-of-kin") == [case.family]
    assert "next-of-kin" in needs(AsOf(dt.date(2019, 3, 1)))
    assert "next-of-kin" not in needs(AsOf(dt.date(2019, 2, 28)))
    assert "next-of-kin" in coverages(family=Family.objects.get(pk=case.family)).of(case.family)[0].needs
    do(operator, set_primary, case.person, case.sister, since="2020")
    assert coverages().families_in("next-of-kin") == []
    assert "next-of-kin" in needs(AsOf(dt.date(2019, 12, 31)))


def test_a_death_that_was_recorded_wrongly_leaves_the_primary_next_of_kin_as_it_was(operator, case):
    do(operator, set_primary, case.person, case.daughter, since="2001")
    do(operator, record_death, case.daughter, on="2019-03")
    do(operator, correct_death, Life.objects.get(), reason="another of the name")
    assert coverages().families_in("next-of-kin") == []


def test_a_tie_to_the_roll_is_made_and_undone_with_the_reason(operator, case):
    other = do(operator, add_person, "P2", "Example", "Father", sex=Sex.MALE, made_up=True)
    do(operator, tie_missing, case.members["father"], "P2", reason="lost in the same war")
    assert [one.person for one in everyone()][-1] == other
    for member, reference, words in (
        ("mother", "P2", "is father of family F1: undo that tie first"),
        ("sister", "P9", "nobody on the roll"),
        ("sister", "", "recorded so already"),
    ):
        with pytest.raises((Conflict, InvalidInput), match=words):
            do(operator, tie_missing, case.members[member], reference, reason="x")
    do(operator, tie_missing, case.members["father"], "", reason="another man of the name")
    assert [one.person for one in everyone()] == [case.person]
    with pytest.raises(InvalidInput, match="is female in the pedigree"):
        do(operator, tie_missing, case.members["wife"], "P2", reason="x")
    with pytest.raises(Conflict, match="gave a reference sample"):
        do(operator, tie_missing, case.members["sister"], "P2", reason="x")
    with pytest.raises(InvalidInput, match="say why"):
        do(operator, tie_missing, case.members["father"], "P2", reason=" ")
    assert verify().problems == []


def test_a_member_is_added_by_both_parents_or_none_and_a_contradiction_is_named(operator, case):
    key = do(
        operator,
        add_member,
        case.family,
        "brother",
        "male",
        father_id=case.members["father"],
        mother_id=case.members["mother"],
    )
    do(operator, take_sample, "S-brother", donor_id=key)
    assert needs() == ()
    for more, words in (
        ({"father_id": case.members["father"]}, "both parents or none"),
        ({"father_id": case.members["mother"], "mother_id": case.members["father"]}, "is the father of"),
        ({"father_id": 999, "mother_id": case.members["mother"]}, "members of the same pedigree"),
    ):
        with pytest.raises(InvalidInput, match=words):
            do(operator, add_member, case.family, "another", "male", **more)
    with pytest.raises(InvalidInput, match="nobody else in the family has"):
        do(operator, add_member, case.family, "brother", "male")
    assert FamilyMember.objects.filter(family=case.family).count() == 7
    assert verify().problems == []


def test_a_sample_that_was_another_members_is_moved_with_the_reason(operator, case):
    do(operator, retie_sample, case.sample, case.members["daughter"], reason="the tubes were exchanged")
    assert needs() == ("maternal", "paternal")
    with pytest.raises(InvalidInput, match="is the missing person"):
        do(operator, retie_sample, case.sample, case.members["missing"], reason="x")
    with pytest.raises(Conflict, match="recorded so already"):
        do(operator, retie_sample, case.sample, case.members["daughter"], reason="x")
    assert verify().problems == []
