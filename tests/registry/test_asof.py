"""A status answers for any past point: when it was so, and when we knew."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf, as_of, latest
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.roster.models import MissingPerson, Status, StatusEntry
from repatria.registry.roster.verbs import add_person, change_status, correct_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(operator) -> MissingPerson:
    """Lost in November 1950; named in May 2019; in 2020 it turned out that he had been named in April 2018."""
    with recording(operator) as record:
        add_person(record, "P1", "Doe", since="1950-11")
    person = MissingPerson.objects.get()
    with recording(operator) as record:
        change_status(record, person, Status.IDENTIFIED, since="2019-05-08", authority="examiner", reason="DNA")
    wrong = StatusEntry.objects.order_by("-id").first()
    with recording(operator) as record:
        correct_status(record, wrong, Status.IDENTIFIED, since="2018-04", authority="examiner", reason="date misread")
    return person


def status_at(person: MissingPerson, point: AsOf) -> str | None:
    row = latest(StatusEntry.objects.filter(person=person), point, "person_id").first()
    return row.status if row else None


@pytest.mark.parametrize(
    ("on", "seq", "expected"),
    [
        (None, None, Status.IDENTIFIED),
        (dt.date(1950, 10, 31), None, None),
        (dt.date(1950, 11, 1), None, Status.UNACCOUNTED_FOR),
        (dt.date(2018, 12, 31), None, Status.IDENTIFIED),
        (dt.date(2018, 12, 31), 2, Status.UNACCOUNTED_FOR),
        (dt.date(2019, 12, 31), 2, Status.IDENTIFIED),
        (dt.date(2019, 12, 31), 1, Status.UNACCOUNTED_FOR),
        (None, 0, None),
    ],
)
def test_a_status_is_answered_on_both_axes(person, on, seq, expected):
    assert status_at(person, AsOf(on, seq)) == expected


def test_a_correction_keeps_the_wrong_row_and_is_not_made_twice(operator, person):
    wrong = StatusEntry.objects.get(corrected_seq__isnull=False)
    assert wrong.since == "2019-05-08"
    with pytest.raises(Conflict, match="corrected already"), recording(operator) as record:
        correct_status(record, wrong, Status.IDENTIFIED, since="2017", authority="examiner", reason="again")
    assert verify().problems == []


def test_a_correction_can_undo_an_identification(operator, person):
    row = latest(StatusEntry.objects.filter(person=person), NOW, "person_id").get()
    with recording(operator) as record:
        correct_status(
            record, row, Status.UNACCOUNTED_FOR, since="1950-11", authority="examiner", reason="samples were swapped"
        )
    person.refresh_from_db()
    assert person.status == Status.UNACCOUNTED_FOR
    assert verify().problems == []


def test_typed_dates_mean_their_last_day(person):
    assert as_of("2018").on == dt.date(2018, 12, 31)
    assert as_of("1950-11").on == dt.date(1950, 11, 30)
    assert as_of("", "1999").seq == 0
    today = dt.datetime.now(dt.UTC).date().isoformat()
    assert as_of("", today).seq == LedgerEntry.objects.count()
    assert as_of() == NOW
    for text in ("yesterday", "2018-13-01"):
        with pytest.raises(InvalidInput):
            as_of(text)
        with pytest.raises(InvalidInput):
            as_of("", text)
