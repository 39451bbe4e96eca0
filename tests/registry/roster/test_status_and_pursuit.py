"""What is known of a person and whether they are looked for: consistent at every point, refused in words otherwise."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.as_it_stood import pursuit_at, status_at
from repatria.registry.roster.histories import Pursuit
from repatria.registry.roster.models import Status, StatusEntry
from repatria.registry.roster.pursuit import correct_pursuit, set_pursuit
from repatria.registry.roster.verbs import change_status, correct_status

pytestmark = pytest.mark.django_db
BY = {"authority": "the agency", "reason": "made up"}


def change(operator, person, status, since):
    with recording(operator) as record:
        change_status(record, person, status, since=since, **BY)


def pursue(operator, person, category, since="2018"):
    with recording(operator) as record:
        set_pursuit(record, person, category, since=since, **BY)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("1950-11-26", "before the loss"),
        ("1949", "before the loss"),
        ("2150-01", "still to come"),
        ("soon", "not a date"),
        ("1950-13", "not a date in the calendar"),
    ],
)
def test_a_status_before_the_loss_or_to_come_is_refused(roll, operator, since, words):
    with pytest.raises(InvalidInput, match=words):
        change(operator, roll.person("P1"), Status.IDENTIFIED, since)


@pytest.mark.parametrize("since", ["2018", "2019", "1951-01-01", ""])
def test_a_change_that_overlaps_with_the_status_before_is_refused(roll, operator, since):
    change(operator, roll.person("P1"), Status.IDENTIFIED, "2019-05-08")
    with pytest.raises(InvalidInput, match="would overlap"):
        change(operator, roll.person("P1"), Status.UNACCOUNTED_FOR, since)


def test_a_correction_stays_between_the_rows_around_it(roll, operator):
    change(operator, roll.person("P1"), Status.IDENTIFIED, "2019-05-08")
    first, last = StatusEntry.objects.filter(person=roll.person("P1")).order_by("pk")
    with pytest.raises(InvalidInput, match="would come after that"), recording(operator) as record:
        correct_status(record, first, Status.UNACCOUNTED_FOR, since="2020", **BY)
    with pytest.raises(InvalidInput, match="before the loss"), recording(operator) as record:
        correct_status(record, last, Status.IDENTIFIED, since="1950-01", **BY)
    with recording(operator) as record:
        correct_status(record, last, Status.GROUP_BURIAL, since="2018-01", **BY)
    assert status_at(roll.person("P1")).status == Status.GROUP_BURIAL
    assert status_at(roll.person("P1"), AsOf(dt.date(2017, 12, 31))).status == Status.UNACCOUNTED_FOR


def test_a_pursuit_category_answers_on_both_axes(roll, operator):
    person = roll.person("P1")
    pursue(operator, person, "in review", "2016-01")
    known = LedgerEntry.objects.count()
    pursue(operator, person, "active pursuit", "2018-03")
    assert pursuit_at(person).category == "active pursuit"
    assert pursuit_at(person, AsOf(dt.date(2017, 1, 1))).category == "in review"
    assert pursuit_at(person, AsOf(seq=known)).category == "in review"
    assert pursuit_at(person, AsOf(dt.date(2015, 1, 1))) is None
    assert verify().problems == []


@pytest.mark.parametrize("category", ["in review", "active pursuit", "deferred"])
def test_nobody_accounted_for_is_pursued(roll, operator, category):
    change(operator, roll.person("P1"), Status.IDENTIFIED, "2017")
    with pytest.raises(InvalidInput, match="still unaccounted for"):
        pursue(operator, roll.person("P1"), category)


def test_non_recoverable_goes_with_that_status_alone(roll, operator):
    with pytest.raises(InvalidInput, match="whose status is non-recoverable"):
        pursue(operator, roll.person("P1"), "non-recoverable")
    change(operator, roll.person("P1"), Status.NON_RECOVERABLE, "2001")
    pursue(operator, roll.person("P1"), "non-recoverable")
    with pytest.raises(InvalidInput, match="still unaccounted for"):
        pursue(operator, roll.person("P1"), "deferred", "2019")


def test_a_category_is_held_to_what_was_so_at_its_date_too(roll, operator):
    change(operator, roll.person("P1"), Status.NON_RECOVERABLE, "2001")
    change(operator, roll.person("P1"), Status.UNACCOUNTED_FOR, "2010")
    with pytest.raises(InvalidInput, match="is non-recoverable since 2001"):
        pursue(operator, roll.person("P1"), "deferred", "2005")
    pursue(operator, roll.person("P1"), "deferred", "2011")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"category": "lost"}, "is one of"),
        ({"category": "deferred", "authority": " "}, "authority and the reason"),
        ({"category": "deferred", "since": ""}, "a date is needed"),
        ({"category": "deferred", "since": "2150"}, "still to come"),
        ({"category": "deferred", "since": "1950-01"}, "before the loss"),
        ({"category": "no category"}, "in no pursuit category"),
    ],
)
def test_a_category_that_makes_no_sense_is_refused_in_words(roll, operator, given, words):
    with pytest.raises((InvalidInput, Conflict), match=words), recording(operator) as record:
        set_pursuit(record, roll.person("P1"), given.pop("category"), **{"since": "2018", **BY, **given})


def test_an_identification_ends_the_pursuit_and_says_why(roll, operator):
    pursue(operator, roll.person("P1"), "active pursuit", "2018-03")
    change(operator, roll.person("P1"), Status.IDENTIFIED, "2019-05")
    row = pursuit_at(roll.person("P1"))
    assert (row.category, row.reason) == ("no category", "the status became identified: made up")
    assert pursuit_at(roll.person("P1"), AsOf(dt.date(2019, 1, 1))).category == "active pursuit"
    assert verify().problems == []


def test_a_corrected_status_ends_a_pursuit_that_no_longer_fits(roll, operator):
    pursue(operator, roll.person("P1"), "deferred")
    row = StatusEntry.objects.get(person=roll.person("P1"))
    with recording(operator) as record:
        correct_status(record, row, Status.RETURNED_ALIVE, since="1950-11-27", **BY)
    assert pursuit_at(roll.person("P1")).category == "no category"
    assert verify().problems == []


def test_a_wrong_category_is_corrected_and_stays_on_the_record(roll, operator):
    person = roll.person("P1")
    pursue(operator, person, "in review", "2016")
    pursue(operator, person, "deferred", "2018")
    wrong = Pursuit.objects.get(category="deferred")
    with pytest.raises(InvalidInput, match="before the category that it follows"), recording(operator) as record:
        correct_pursuit(record, wrong, "active pursuit", since="2015", **BY)
    with recording(operator) as record:
        correct_pursuit(record, wrong, "active pursuit", since="2017", **BY)
    assert pursuit_at(person).category == "active pursuit"
    assert Pursuit.objects.filter(corrected_seq__isnull=False).get().category == "deferred"
    with pytest.raises(Conflict, match="corrected already"), recording(operator) as record:
        correct_pursuit(record, wrong, "in review", since="2018", **BY)
    held = list(Pursuit.objects.order_by("pk").values())
    assert rebuild().problems == []
    assert list(Pursuit.objects.order_by("pk").values()) == held


def test_several_categories_in_one_transaction_project_the_same_way_again(roll, operator):
    with recording(operator) as record:
        for name in ("P1", "P2"):
            set_pursuit(record, roll.person(name), "in review", since="2016", **BY)
            set_pursuit(record, roll.person(name), "deferred", since="2017", **BY)
    assert verify().problems == []
    assert [row.turn for row in Pursuit.objects.order_by("pk")] == [1, 2, 1, 2]


def test_only_roles_that_change_the_roll_set_a_category(roll):
    with pytest.raises(NotPermitted), recording(Actor("other", Role.MEDICAL_EXAMINER)) as record:
        set_pursuit(record, roll.person("P1"), "deferred", since="2018", **BY)
