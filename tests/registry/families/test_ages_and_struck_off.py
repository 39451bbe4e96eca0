"""Births that cannot be are refused, odd ones are said; a relative entered twice is struck off, and put back."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.families.ages import Birth, Line, check_births, odd_for_missing
from repatria.registry.families.consents import record_consent
from repatria.registry.families.details import correct_relative
from repatria.registry.families.kin import add_relative, record_death, set_kinship
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.models import FamilyMember
from repatria.registry.families.next_of_kin import next_of_kin, set_primary
from repatria.registry.families.struck_off import put_relative_back, strike_off_relative, struck_off_relatives
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.families.told import tell
from repatria.registry.identities.border import odd_age
from repatria.registry.identities.corrections import correct
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson

pytestmark = pytest.mark.django_db


def do(actor, verb, *given, **more):
    with recording(actor) as record:
        return verb(record, *given, **more)


@pytest.fixture
def born(operator, case):
    """The missing man was born in 1928."""
    do(operator, correct, MissingPerson.objects.get(pk=case.person), "birth", "1928", reason="the certificate")
    return MissingPerson.objects.get(pk=case.person)


@pytest.mark.parametrize(
    ("elder", "younger", "generations", "father", "impossible", "odd"),
    [
        ("1928", "1950", 1, True, False, False),
        ("1950", "1928", 1, True, True, False),
        ("1950-05", "1950", 1, True, False, True),  # the same year: neither need be the younger
        ("1928", "1937", 1, False, False, True),
        ("1928", "1942", 1, False, False, False),
        ("1870", "1950", 1, False, False, True),
        ("1880", "1950", 1, True, False, False),
        ("1928", "1950", 2, False, False, True),
        ("1928", "1980", 2, False, False, False),
    ],
)
def test_a_child_is_younger_than_a_parent_and_a_parent_neither_nine_nor_eighty(
    elder, younger, generations, father, impossible, odd
):
    line = Line("A", elder, "B", younger, generations, father)
    assert bool(line.impossible()) is impossible
    assert bool(not line.impossible() and line.odd()) is odd


def test_what_cannot_be_is_refused_by_every_verb_that_says_a_birth(operator, case, born):
    young = do(operator, add_relative, case.family, "Someone Example", born="1920")
    with pytest.raises(InvalidInput, match="Example, Man, born 1928, is younger than Someone Example, born 1920"):
        do(operator, set_kinship, young, case.person, "child")
    do(operator, set_kinship, young, case.person, "parent")
    with pytest.raises(InvalidInput, match="Someone Example, born 1930, is younger than Example, Man, born 1928"):
        do(operator, correct_relative, young, born="1930", reason="a letter")
    with pytest.raises(InvalidInput, match="born 1950-06, is younger than Daughter Example, born 1950-02"):
        do(operator, correct, born, "birth", "1950-06", reason="a slip")
    mother = case.members["mother"]
    with pytest.raises(InvalidInput, match="Mother Example, born 1940, is younger than"):
        do(operator, add_relative, case.family, "Mother Example", born="1940", member_id=mother)
    with pytest.raises(InvalidInput, match="still to come"):
        do(operator, add_relative, case.family, "Child Example", born="2999")
    assert verify().problems == []


def test_nobody_is_born_after_their_death_or_after_what_they_decided(operator, case):
    do(operator, record_death, case.daughter, on="2001")
    with pytest.raises(InvalidInput, match=r"born 2002, died before that \(2001\)"):
        do(operator, correct_relative, case.daughter, born="2002", reason="a slip")
    with pytest.raises(InvalidInput, match=r"1932 is before Sister Example was born \(1933\)"):
        do(operator, record_consent, case.sister, "research", "given", since="1932", form="F")
    do(operator, record_consent, case.sister, "research", "given", since="1990", form="F")
    with pytest.raises(InvalidInput, match=r"born 1991, decided on research before that \(1990\)"):
        do(operator, correct_relative, case.sister, born="1991", reason="a slip")
    do(operator, correct_relative, case.sister, born="1990", reason="the year is all that is known")
    columns = "id, recorded_seq, since, begins, corrected_seq, use, decision, until, given_by, form, not_before, reason"
    row = f"INSERT INTO families_consent ({columns}, relative_id) VALUES (9999, 1, '1989-12', '1989-12-01', NULL,"
    row += f" 'research', 'refused', '', '', '', '1900-01-01', '', {case.sister})"
    words = "nobody decides before being born"
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(row)


def test_what_is_odd_is_said_and_listed_and_recorded_all_the_same(operator, case, born):
    mother = FamilyMember.objects.get(pk=case.members["mother"])
    assert Birth(None, "Mother Example", "1919", mother).odd() == [
        "Mother Example would be parent of Example, Man at 9 or younger"
    ]
    do(operator, add_relative, case.family, "Mother Example", born="1919", member_id=mother.pk)
    brother = do(operator, add_relative, case.family, "Brother Example", born="1980")
    do(operator, set_kinship, brother, case.person, "half-sibling")
    said = {problem.place: problem.message for problem in check_births()}
    assert any("at 9 or younger" in message for message in said.values())
    assert any("brother or sister 50 years apart" in message for message in said.values())
    assert odd_age("1940", "1950-11") == ["born 1940 and lost 1950-11: 9 to 10 years old"]
    assert odd_age("1931", "1950-11") == odd_age("", "1950") == odd_age("soon", "1950") == []
    assert odd_age("1870", "1950-11") != []


def test_a_relative_is_not_put_back_beside_a_birth_said_since_that_forbids_theirs(operator, case, born):
    child = do(operator, add_relative, case.family, "Child Example", born="1947")
    do(operator, set_kinship, child, case.person, "child")
    do(operator, strike_off_relative, child, reason="of another family")
    do(operator, correct, born, "birth", "1948", reason="a letter")
    row = struck_off_relatives().get()
    with pytest.raises(InvalidInput, match="Example, Man, born 1948, is younger than Child Example, born 1947"):
        do(operator, put_relative_back, row, reason="of this one after all")
    assert struck_off_relatives().exists()


def test_a_relative_entered_twice_counts_no_more_and_is_put_back(operator, case):
    person = MissingPerson.objects.get(pk=case.person)
    twice = do(operator, add_relative, case.family, "Dauhgter Example", born="1950-02")
    do(operator, set_kinship, twice, case.person, "child")
    before = LedgerEntry.objects.count()
    do(operator, strike_off_relative, twice, reason="she is on the record already")
    assert twice not in [kin.relative.pk for kin in next_of_kin(person)]
    assert twice in [kin.relative.pk for kin in next_of_kin(person, AsOf(seq=before))]
    assert struck_off_relatives().get().relative_id == twice
    assert not struck_off_relatives(AsOf(seq=before)).exists()
    with pytest.raises(Conflict, match="was struck off the family: put them back first"):
        do(operator, record_consent, twice, "research", "given", since="2020", form="F")
    with pytest.raises(Conflict, match="struck off the family"):
        do(operator, strike_off_relative, twice, reason="again")
    row = struck_off_relatives().get()
    with pytest.raises(InvalidInput, match="say why they are put back"):
        do(operator, put_relative_back, row, reason=" ")
    do(operator, put_relative_back, row, reason="there were twins")
    assert twice in [kin.relative.pk for kin in next_of_kin(person)]
    with pytest.raises(Conflict, match="put back already"):
        do(operator, put_relative_back, row, reason="again")
    assert verify().problems == []
    assert rebuild().problems == []
    assert StruckOffRelative.objects.get().undone_because == "there were twins"


def test_a_relative_who_was_struck_off_forbids_no_birth_of_the_missing_person_and_put_back_does(operator, case, born):
    wrong = do(operator, add_relative, case.family, "Wrong Son", born="1940")
    do(operator, set_kinship, wrong, case.person, "child")
    do(operator, strike_off_relative, wrong, reason="the son of another man")
    do(operator, correct, born, "birth", "1930", reason="the certificate")
    do(operator, put_relative_back, struck_off_relatives().get(), reason="his son after all")
    with pytest.raises(InvalidInput, match="is younger than Wrong Son"):
        do(operator, correct, born, "birth", "1941", reason="a letter")
    do(operator, strike_off_relative, wrong, reason="no son of his")
    do(operator, correct, born, "birth", "1941", reason="the true certificate")
    assert odd_for_missing(MissingPerson.objects.get(pk=case.person), "1939", operator) == [
        "Example, Man would be parent of Daughter Example at 11 or younger"
    ]
    assert verify().problems == []


def test_nobody_on_whom_something_rests_is_struck_off(operator, case):
    with pytest.raises(Conflict, match="is sister in the pedigree"):
        do(operator, strike_off_relative, case.sister, reason="a slip")
    do(operator, set_primary, case.person, case.daughter, since="2001")
    with pytest.raises(Conflict, match="is the primary next of kin of P1"):
        do(operator, strike_off_relative, case.daughter, reason="a slip")
    aunt = do(operator, add_relative, case.family, "Aunt Example")
    do(operator, tell, case.family, "Nothing new.", on="2019", how="letter", relative_id=aunt)
    with pytest.raises(Conflict, match="was told something on 2019"):
        do(operator, strike_off_relative, aunt, reason="a slip")
    with pytest.raises(InvalidInput, match="say why"):
        do(operator, strike_off_relative, aunt, reason=" ")
    with pytest.raises(NotPermitted):
        do(Actor("auditor", Role.AUDITOR), strike_off_relative, aunt, reason="a slip")
    row = "INSERT INTO families_struck_off (id, recorded_seq, relative_id, reason, decided_by, undone_because) VALUES"
    for key in (case.sister, case.daughter):
        with (
            pytest.raises(DatabaseError, match="nothing rests on"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"{row} (99, 99, {key}, 'x', 'x', '')")
    spare = do(operator, add_relative, case.family, "Spare Example")
    do(operator, strike_off_relative, spare, reason="a slip")
    for change in (
        lambda: StruckOffRelative.objects.update(reason="another"),
        lambda: StruckOffRelative.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Relative.objects.filter(pk=spare).exists()
