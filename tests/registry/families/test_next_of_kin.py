"""Relatives, the order of precedence, one primary next of kin, and how each can be reached."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.families.contacts import contact_at, correct_contact, officer_at, set_contact, set_officer
from repatria.registry.families.details import correct_relative
from repatria.registry.families.kin import add_relative, correct_death, record_death, set_kinship
from repatria.registry.families.kin_models import ContactCard, Kinship, Life, PrimaryNextOfKin, Relative
from repatria.registry.families.lives import is_deceased
from repatria.registry.families.models import Family
from repatria.registry.families.next_of_kin import correct_primary, next_of_kin, primary_of, set_primary
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson

pytestmark = pytest.mark.django_db


def do(operator, verb, *given, **more):
    with recording(operator) as record:
        return verb(record, *given, **more)


def person(case) -> MissingPerson:
    return MissingPerson.objects.get(pk=case.person)


def seq() -> int:
    return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True)[0]


def test_a_child_comes_before_a_sibling_the_elder_before_the_younger_and_the_dead_last(operator, case):
    second = do(operator, add_relative, case.family, "Elder Daughter Example", born="1948")
    do(operator, set_kinship, second, case.person, "child")
    names = [kin.relative.name for kin in next_of_kin(person(case))]
    assert names == ["Elder Daughter Example", "Daughter Example", "Sister Example"]
    do(operator, record_death, second, on="2020-05")
    assert [kin.relative.pk for kin in next_of_kin(person(case))][-1] == second
    assert next_of_kin(person(case), AsOf(dt.date(2019, 1, 1)))[0].relative.pk == second


def test_there_is_one_primary_next_of_kin_at_a_time_and_the_one_before_stays_in_the_history(operator, case):
    do(operator, set_primary, case.person, case.daughter, since="2001")
    before = seq()
    with pytest.raises(InvalidInput, match="comes first in the order of precedence"):
        do(operator, set_primary, case.person, case.sister, since="2015")
    do(operator, set_primary, case.person, case.sister, since="2015", reason="the daughter asked her aunt to decide")
    assert primary_of(person(case)).relative_id == case.sister
    assert primary_of(person(case), AsOf(dt.date(2010, 1, 1))).relative_id == case.daughter
    assert primary_of(person(case), AsOf(dt.date(2000, 1, 1))) is None
    assert primary_of(person(case), AsOf(seq=before)).relative_id == case.daughter
    assert PrimaryNextOfKin.objects.count() == 2
    with pytest.raises(Conflict, match="primary next of kin already"):
        do(operator, set_primary, case.person, case.sister, since="2016", reason="again")
    assert verify().problems == []


def test_the_database_itself_refuses_two_primary_next_of_kin_at_once(operator, case):
    do(operator, set_primary, case.person, case.daughter, since="2001")
    row = PrimaryNextOfKin.objects.values().get()
    for turn, begins in ((2, row["begins"]), (1, row["begins"])):
        again = {**row, "id": 99, "turn": turn, "begins": begins, "relative_id": case.sister}
        with pytest.raises(DatabaseError), transaction.atomic():
            PrimaryNextOfKin.objects.create(**again)
    ended = {**row, "id": 99, "turn": 2, "begins": dt.date(1999, 1, 1)}
    PrimaryNextOfKin.objects.filter(pk=row["id"]).update(ended_seq=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        PrimaryNextOfKin.objects.create(**ended)


def test_a_wrong_primary_next_of_kin_is_corrected_with_the_reason(operator, case):
    do(operator, set_primary, case.person, case.daughter, since="2001")
    wrong = PrimaryNextOfKin.objects.get()
    before = seq()
    with pytest.raises(InvalidInput, match="says why"):
        do(operator, correct_primary, wrong, case.sister, since="2001", reason=" ")
    do(operator, correct_primary, wrong, case.sister, since="2001", reason="mixed up")
    assert primary_of(person(case)).relative_id == case.sister
    assert primary_of(person(case), AsOf(seq=before)).relative_id == case.daughter
    with pytest.raises(Conflict, match="corrected already"):
        do(operator, correct_primary, wrong, case.sister, since="2001", reason="again")
    assert verify().problems == []


def test_the_dead_are_no_primary_next_of_kin(operator, case):
    do(operator, record_death, case.daughter, on="2019")
    with pytest.raises(InvalidInput, match="is recorded as deceased"):
        do(operator, set_primary, case.person, case.daughter, since="2020")
    do(operator, set_primary, case.person, case.sister, since="2020")
    assert primary_of(person(case)).basis == "order of precedence"


def test_a_correction_names_no_dead_next_of_kin_but_one_who_was_it_before_they_died(operator, case):
    do(operator, record_death, case.sister, on="2019")
    do(operator, set_primary, case.person, case.daughter, since="2001")
    wrong = PrimaryNextOfKin.objects.get()
    with pytest.raises(InvalidInput, match="is recorded as deceased"):
        do(operator, correct_primary, wrong, case.sister, since="2001", reason="mixed up")
    elder = do(operator, add_relative, case.family, "Elder Daughter Example", born="1948")
    do(operator, set_kinship, elder, case.person, "child")
    do(operator, set_primary, case.person, elder, since="2021")
    wrong.refresh_from_db()
    with pytest.raises(InvalidInput, match="is recorded as deceased"):
        do(operator, correct_primary, wrong, case.sister, since="2020-05", reason="mixed up")
    do(operator, correct_primary, wrong, case.sister, since="2001", reason="mixed up")
    assert primary_of(person(case), AsOf(dt.date(2010, 1, 1))).relative_id == case.sister
    assert verify().problems == []


def test_the_database_itself_refuses_a_dead_primary_next_of_kin_and_changes_none(operator, case):
    do(operator, set_primary, case.person, case.daughter, since="2001")
    do(operator, record_death, case.sister, on="2019")
    row = PrimaryNextOfKin.objects.values().get()
    rows = PrimaryNextOfKin.objects.filter(pk=row["id"])
    for change in ({"relative": case.sister}, {"basis": "other", "reason": "x"}, {"begins": dt.date(1990, 1, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    rows.update(ended_seq=row["recorded_seq"])
    for wrong in ({"ended_seq": None}, {"ended_seq": 9, "begins": dt.date(2020, 1, 1)}):
        with pytest.raises(DatabaseError, match="lives"), transaction.atomic():
            PrimaryNextOfKin.objects.create(**{**row, "id": 99, "turn": 2, "relative_id": case.sister, **wrong})
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended_seq=None)


def test_a_death_recorded_wrongly_is_undone_with_the_reason(operator, case):
    do(operator, record_death, case.sister, on="2019-03")
    with pytest.raises(Conflict, match="deceased already"):
        do(operator, record_death, case.sister, on="2020")
    do(operator, correct_death, Life.objects.get(), reason="it was her cousin of the same name")
    sister = Relative.objects.get(pk=case.sister)
    assert not is_deceased(sister)
    assert Life.objects.count() == 2
    with pytest.raises(InvalidInput, match="before the birth"):
        do(operator, record_death, case.sister, on="1931")
    with pytest.raises(InvalidInput, match="still to come"):
        do(operator, record_death, case.sister, on="2999")
    assert verify().problems == []


def test_a_relationship_is_corrected_with_the_reason_and_nobody_is_kin_of_another_family(operator, case):
    with pytest.raises(InvalidInput, match="say why that is wrong"):
        do(operator, set_kinship, case.sister, case.person, "half-sibling")
    do(operator, set_kinship, case.sister, case.person, "half-sibling", reason="another mother")
    assert Kinship.objects.filter(relative=case.sister, corrected_seq=None).get().relationship == "half-sibling"
    with pytest.raises(InvalidInput, match="a relationship is one of spouse"):
        do(operator, set_kinship, case.sister, case.person, "twin soul")
    with pytest.raises(InvalidInput, match="not of this relative's family"):
        do(operator, set_kinship, case.sister, case.person + 1, "sibling")


def test_a_name_that_changed_keeps_the_earlier_one_and_a_wrong_one_is_marked(operator, case):
    do(operator, correct_relative, case.daughter, name="Daughter Married", since="1975", reason="married")
    daughter = Relative.objects.get(pk=case.daughter)
    assert daughter.name == "Daughter Married"
    assert [row.corrected_seq for row in daughter.details.order_by("id")] == [None, None]
    do(operator, correct_relative, case.daughter, name="Daughter Marryed", reason="misspelt")
    assert daughter.details.filter(corrected_seq=None).get().name == "Daughter Marryed"
    with pytest.raises(InvalidInput, match="is the missing person"):
        do(operator, correct_relative, case.daughter, member_id=case.members["missing"], reason="x")
    with pytest.raises(Conflict, match="another relative"):
        do(operator, correct_relative, case.daughter, member_id=case.members["sister"], reason="x")
    assert verify().problems == []


def test_a_contact_card_ends_the_one_before_and_each_stays_readable(operator, case):
    do(operator, set_contact, case.sister, since="2010", telephone="555 0100", way="telephone", language="English")
    do(operator, set_contact, case.sister, since="2020-02", email="sister@example.org", way="e-mail")
    sister = Relative.objects.get(pk=case.sister)
    assert contact_at(sister).email == "sister@example.org"
    assert contact_at(sister, AsOf(dt.date(2015, 1, 1))).telephone == "555 0100"
    wrong = contact_at(sister)
    do(operator, correct_contact, wrong, since="2020-02", email="s@example.org", way="e-mail", reason="misspelt")
    assert contact_at(sister).email == "s@example.org"
    assert ContactCard.objects.count() == 3
    assert verify().problems == []


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ({"telephone": "1", "since": "2999"}, "still to come"),
        ({"telephone": "1", "way": "pigeon"}, "the preferred way is one of"),
        ({"telephone": "1", "way": "letter"}, "the card has no post"),
        ({"email": "nobody"}, "a name, an @ and a domain"),
        ({"telephone": "1", "do_not_contact": True}, "say why the relative is not to be contacted"),
        ({}, "why no way to reach them is known"),
        ({"fax": "1"}, "a contact card has no fax"),
    ],
)
def test_a_contact_card_is_refused_in_words(operator, case, card, words):
    with pytest.raises(InvalidInput, match=words):
        do(operator, set_contact, case.sister, **{"since": "2010", **card})
    assert not ContactCard.objects.exists()


def test_an_auditor_changes_nothing_and_a_dna_analyst_no_contact(case):
    for role in (Role.AUDITOR, Role.DNA_ANALYST, Role.HISTORIAN, Role.FAMILY):
        with pytest.raises(NotPermitted):
            do(Actor("a", role), set_contact, case.sister, since="2010", telephone="1")
        with pytest.raises(NotPermitted):
            do(Actor("a", role), add_relative, case.family, "Someone")
    do(Actor("l", Role.FAMILY_LIAISON), set_contact, case.sister, since="2010", telephone="1")


def test_a_family_has_one_officer_at_a_time(operator, case):
    with pytest.raises(InvalidInput, match="by which telephone number or e-mail"):
        do(operator, set_officer, case.family, "Officer One", since="2018")
    do(operator, set_officer, case.family, "Officer One", since="2018", telephone="555 0111")
    do(operator, set_officer, case.family, "Officer Two", since="2022", email="two@example.org")
    family = Family.objects.get(pk=case.family)
    assert officer_at(family).name == "Officer Two"
    assert officer_at(family, AsOf(dt.date(2019, 1, 1))).name == "Officer One"
    assert verify().problems == []
