"""Commitments: a closed list of statuses, a history on both axes, and nothing before its cause."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.talks.models import Commitment, CommitmentStep
from repatria.registry.talks.read import channel_states, standing, standings
from repatria.registry.talks.undertakings import (
    add_agreement,
    add_channel,
    add_commitment,
    add_commitment_step,
    correct_commitment_step,
    set_channel_state,
)
from repatria.registry.talks.verbs import add_engagement

pytestmark = pytest.mark.django_db
SUMMIT = "2018-06-12"


@pytest.fixture
def summit(operator) -> int:
    with recording(operator) as record:
        return add_engagement(record, "E1", "summit", "Summit", date=SUMMIT, outcome="held")


@pytest.fixture
def promise(operator, summit) -> Commitment:
    with recording(operator) as record:
        add_commitment(
            record, "K1", "Return remains", made_at_id=summit, quantity_low=200, quantity_high=250, unit="remains"
        )
    return Commitment.objects.get()


def step(operator, promise, status, since, **more):
    with recording(operator) as record:
        return add_commitment_step(record, promise.pk, status, since=since, **more)


def status(promise, on=None, seq=None) -> str:
    return standing(promise, AsOf(dt.date.fromisoformat(on) if on else None, seq)).status


def test_the_status_is_that_of_the_last_step_on_the_day_asked(operator, promise):
    step(operator, promise, "made", SUMMIT)
    first = LedgerEntry.objects.count()
    step(operator, promise, "stalled", "2018-07-12")
    step(operator, promise, "partly kept", "2018-07-27")
    assert status(promise, "2018-06-11") == ""
    assert status(promise, "2018-07-13") == "stalled"
    assert status(promise) == "partly kept"
    assert status(promise, seq=first) == "made"
    assert [row.commitment.code for row in standings(AsOf(dt.date(2018, 6, 11)))] == []
    assert verify().problems == []


def test_parts_of_a_commitment_stand_beside_each_other_until_a_step_speaks_of_the_whole(operator, promise):
    step(operator, promise, "suspended", "2019-05", scope="FY2019")
    step(operator, promise, "under assessment", "2019-05", scope="FY2020")
    assert status(promise) == "suspended (FY2019); under assessment (FY2020)"
    step(operator, promise, "broken", "2020")
    assert status(promise) == "broken"


def test_a_month_counts_from_the_event_it_answers_not_from_its_first_day(operator, promise):
    step(operator, promise, "made", SUMMIT)
    step(operator, promise, "claimed kept", "2018-06")
    assert status(promise) == "claimed kept"
    assert status(promise, "2018-06-11") == ""


def test_a_wrong_step_is_superseded_with_a_reason_and_stays_readable_before_the_correction(operator, promise):
    key = step(operator, promise, "kept", "2018-07-27")
    wrong = CommitmentStep.objects.get(pk=key)
    before = LedgerEntry.objects.count()
    with pytest.raises(InvalidInput, match="says why"), recording(operator) as record:
        correct_commitment_step(record, wrong, "partly kept", since="2018-07-27", reason=" ")
    with recording(operator) as record:
        correct_commitment_step(record, wrong, "partly kept", since="2018-07-27", reason="55 of 200 came")
    assert status(promise) == "partly kept"
    assert status(promise, seq=before) == "kept"
    with pytest.raises(Conflict, match="corrected already"), recording(operator) as record:
        correct_commitment_step(record, wrong, "broken", since="2018-07-27", reason="again")
    assert verify().problems == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"status": "kept in part"}, "the status of a commitment is one of made"),
        ({"since": "2018-06-11"}, "before it was made"),
        ({"since": "2999"}, "still to come"),
        ({"since": "June 2018"}, "is not a date"),
    ],
)
def test_a_step_is_refused_in_words(operator, promise, given, words):
    given = {"status": "kept", "since": "2018-07-27"} | given
    with pytest.raises(InvalidInput, match=words), recording(operator) as record:
        add_commitment_step(record, promise.pk, given["status"], since=given["since"])
    assert not CommitmentStep.objects.exists()


def test_a_step_does_not_come_before_the_hand_over_it_rests_on(operator, promise):
    with recording(operator) as record:
        given = add_hand_over(record, "H1", "Cases", date="2018-07-27", counted=55, unit="cases")
    with pytest.raises(InvalidInput, match="before H1 happened"):
        step(operator, promise, "partly kept", "2018-07-26", hand_over_id=given)
    step(operator, promise, "partly kept", "2018-07-27", hand_over_id=given)
    assert [row.hand_over.unit for row in standing(promise).deliveries] == ["cases"]


def test_the_database_itself_refuses_a_step_before_its_cause_and_an_unknown_status(operator, promise):
    key = step(operator, promise, "made", SUMMIT)
    for wrong in ({"begins": dt.date(2018, 6, 1)}, {"status": "half kept"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CommitmentStep.objects.filter(pk=key).update(**wrong)


def test_a_commitment_is_refused_without_a_unit_or_due_before_it_was_made(operator, summit):
    for columns, words in (
        ({"quantity_low": 5}, "a quantity has a unit"),
        ({"quantity_low": 5, "quantity_high": 4, "unit": "boxes"}, "no range"),
        ({"due": "2018-06-11", "made_at_id": summit}, "before it was made"),
    ):
        with pytest.raises(InvalidInput, match=words), recording(operator) as record:
            add_commitment(record, "K2", "Something", **columns)
    with recording(operator) as record:
        add_commitment(record, "K2", "Something")
    with pytest.raises(Conflict, match="recorded already"), recording(operator) as record:
        add_commitment(record, "K2", "Something else")


def test_points_of_an_agreement_are_numbered_from_one(operator, summit):
    with recording(operator) as record:
        points = add_agreement(record, "A1", summit, "Joint statement", [("peace", "평화"), ("remains", "유해")])
    assert list(points) == [1, 2]
    with pytest.raises(InvalidInput, match="at least one point"), recording(operator) as record:
        add_agreement(record, "A2", summit, "Empty", [])


def test_a_channel_is_open_or_cut_on_any_day(operator):
    with recording(operator) as record:
        line = add_channel(record, "LINE", "Telephone line", parties=["A", "B"])
        set_channel_state(record, line, "open", since="2000")
        set_channel_state(record, line, "cut", since="2013-03")
    state = {day: channel_states(AsOf(dt.date(day, 1, 1)))[0][1] for day in (1999, 2012, 2014)}
    assert state[1999] is None
    assert (state[2012].state, state[2014].state) == ("open", "cut")
    with pytest.raises(InvalidInput, match="open or cut"), recording(operator) as record:
        set_channel_state(record, line, "noisy", since="2014")
    assert verify().problems == []


def test_who_may_not_change_talks_is_refused(promise):
    from repatria.errors import NotPermitted

    with pytest.raises(NotPermitted), recording(Actor("h", Role.CUSTODIAN)) as record:
        add_commitment_step(record, promise.pk, "kept", since="2018-07-27")
    assert standing(promise, NOW).status == ""
