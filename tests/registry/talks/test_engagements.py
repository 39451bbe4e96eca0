"""Engagements: planned, then held or missed, on both axes of time; nothing is overwritten."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.talks.models import Delegation, Engagement, EngagementOutcome, Relation
from repatria.registry.talks.read import engagements
from repatria.registry.talks.verbs import (
    add_account,
    add_delegation,
    add_engagement,
    add_party,
    correct_outcome,
    relate,
    set_outcome,
)

pytestmark = pytest.mark.django_db


def known(on: str = "", seq: int | None = None) -> dict[str, str]:
    point = AsOf(dt.date.fromisoformat(on) if on else None, seq)
    return dict(engagements(point).values_list("code", "outcome_then"))


def test_a_meeting_is_planned_until_it_is_missed(operator):
    with recording(operator) as record:
        add_engagement(
            record,
            "E15",
            "meeting",
            "Meeting",
            planned="2018-07-12",
            announced="2018-07-07",
            date="2018-07-12",
            outcome="no-show",
        )
    assert known("2018-07-06") == {}
    assert known("2018-07-11") == {"E15": "planned"}
    assert known("2018-07-12") == {"E15": "no-show"}
    assert Engagement.objects.get().outcome == "no-show"
    assert verify().problems == []


def test_an_outcome_learned_later_is_added_and_a_wrong_one_superseded(operator):
    with recording(operator) as record:
        add_engagement(record, "E20", "meeting", "Working level", planned="2018-07-16", announced="2018-07-15")
    meeting = Engagement.objects.get()
    with recording(operator) as record:
        key = set_outcome(record, meeting, "cancelled", since="2018-07-16", reason="by radio")
    before = LedgerEntry.objects.count()
    with recording(operator) as record:
        correct_outcome(
            record, EngagementOutcome.objects.get(pk=key), "held", since="2018-07-16", reason="the minutes came"
        )
    assert known() == {"E20": "held"}
    assert known(seq=before) == {"E20": "cancelled"}
    assert known("2018-07-15") == {"E20": "planned"}
    assert verify().problems == []


def test_a_date_known_to_lie_after_something_counts_from_there(operator):
    with recording(operator) as record:
        add_engagement(record, "E09", "statement", "Rally", date="2018-06", earliest="2018-06-13", latest="2018-06-30")
    assert known("2018-06-12") == {}
    assert known("2018-06-13") == {"E09": "occurred"}


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"kind": "tea"}, "the kind is one of summit"),
        ({"outcome": "great"}, "the outcome is one of planned"),
        ({"outcome": "planned"}, "for when it is planned"),
        ({"date": "2999-01-01"}, "still to come"),
        ({"date": "2018-02/2018-01"}, "cannot end before it begins"),
        ({"date": "yesterday"}, "is not a date"),
        ({"title_en": " "}, "a title is needed"),
    ],
)
def test_an_engagement_is_refused_in_words(operator, columns, words):
    given = {"kind": "meeting", "title_en": "Talks", "date": "2018-07-15"} | columns
    if columns.get("outcome") == "planned":
        del given["date"]
    with pytest.raises(InvalidInput, match=words), recording(operator) as record:
        add_engagement(record, "E1", given.pop("kind"), given.pop("title_en"), **given)
    assert not Engagement.objects.exists()


def test_delegations_relations_and_accounts_name_what_is_on_the_record(operator):
    with recording(operator) as record:
        first = add_engagement(record, "E1", "meeting", "Missed", date="2018-07-12", outcome="no-show")
        add_engagement(record, "E2", "meeting", "Held", date="2018-07-15", outcome="held")
        party = add_party(record, "P1", "A party", "state")
        add_delegation(record, first, party, level="general officer", attended=False)
        relate(record, "rescheduled to", "E1", "E2")
        add_account(record, "E1", "status", "not settled", words_en="open details")
    assert (Delegation.objects.get().attended, Relation.objects.get().object) == (False, "E2")
    for wrong, words in (
        (lambda record: relate(record, "before", "E1", "E9"), "no engagement and no hand-over E9"),
        (lambda record: relate(record, "before", "E1", "E1"), "to itself"),
        (lambda record: relate(record, "near", "E1", "E2"), "a relation is one of"),
        (lambda record: add_account(record, "X", "cause", "rain"), "no engagement and no hand-over X"),
        (lambda record: add_account(record, "E1", "colour", "red"), "the aspect of an account is one of"),
    ):
        with pytest.raises(InvalidInput, match=words), recording(operator) as record:
            wrong(record)
    with pytest.raises(Conflict, match="recorded already"), recording(operator) as record:
        relate(record, "rescheduled to", "E1", "E2")
    with pytest.raises(Conflict, match="recorded already"), recording(operator) as record:
        add_delegation(record, first, party)
    assert verify().problems == []


def test_the_database_itself_refuses_unknown_outcomes_and_bounds_the_wrong_way_round(operator):
    with recording(operator) as record:
        add_engagement(record, "E1", "meeting", "Held", date="2018-07-15", outcome="held")
    for rows, wrong in (
        (EngagementOutcome.objects.all(), {"outcome": "great"}),
        (Engagement.objects.all(), {"latest": dt.date(2018, 7, 14)}),
        (Engagement.objects.all(), {"kind": "tea"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
