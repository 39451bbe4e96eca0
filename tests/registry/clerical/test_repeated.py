"""Codes and names that other rows repeat: a past point answers with those of then, however they are corrected since."""

from __future__ import annotations

import json
from dataclasses import astuple
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.registry.asof import AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.clerical.repeated import Renamed, renamed
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.custody.models import HandOver
from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.field.models import Operation
from repatria.registry.field.operations import add_operation
from repatria.registry.figures.drill_down import count
from repatria.registry.figures.evidence import evidence
from repatria.registry.figures.part_of_roll import Chosen, persons
from repatria.registry.figures.reconcile import known_conflicts, new_findings
from repatria.registry.figures.verbs import record_conflict
from repatria.registry.ledger import append
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.conflicts import add_conflict
from repatria.registry.roster.models import LossIncident
from repatria.registry.roster.verbs import add_incident, add_person
from repatria.registry.talks.models import Channel, Commitment, Engagement, Relation
from repatria.registry.talks.read import moved_to, standings
from repatria.registry.talks.undertakings import add_channel, add_commitment, add_commitment_step
from repatria.registry.talks.verbs import add_account, add_engagement, add_party, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(db) -> SimpleNamespace:
    """Rows that repeat the codes of an event and a party, and the name of a war."""
    with recording(OPERATOR) as r:
        keys = SimpleNamespace(
            party=add_party(r, "DPPA", "Accounting agency", "organisation"),
            war=add_conflict(r, "Korea War", first_day="1950-06-25", last_day="1953-07-27"),
            event=add_engagement(r, "E1", "meeting", "Meeting on remains", date="2018-07-12", parties=["DPPA"]),
            later=add_engagement(r, "E2", "meeting", "Meeting of generals", date="2018-07-15", parties=["DPPA"]),
            hand_over=add_hand_over(r, "H1", "Cases handed over", conflict="Korea War", date="2018-07-27"),
            incident=add_incident(r, "KW-1", "Withdrawal", conflict="Korea War", date="1950-11-28"),
            channel=add_channel(r, "C1", "Hot line", parties=["DPPA"]),
            operation=add_operation(r, "OP", "Spring survey", conflict="Korea War", recorded_since="2018"),
        )
        keys.person = add_person(r, "R-12", "Example", incident_id=keys.incident, since="1950-11-28", made_up=True)
        keys.commitment = add_commitment(r, "K1", "Return of remains", made_at_id=keys.event, parties=["DPPA"])
        add_commitment_step(r, keys.commitment, "open", since="2018-07-12", engagement_id=keys.event)
        relate(r, "rescheduled to", "E1", "E2")
        relate(r, "before", "E1", "H1")
        for value in ("nobody came", "both came"):
            add_account(r, "E1", "actor", value)
            add_account(r, "DPPA", "name", value)
        record_conflict(
            r,
            "C-1",
            topic_en="Who came",
            kind="contradiction",
            positions=[{"words_en": "nobody", "sources": []}],
            finding="accounts-differ E1 actor",
        )
    return keys


def correct(kind: str, key: int, **changes: str) -> None:
    with recording(OPERATOR) as record:
        correct_written(record, kind, key, changes, reason="a slip of the pen")


def correct_all(told: SimpleNamespace) -> None:
    """Every code and name twice, the event's by way of one that another event takes afterwards."""
    correct("event", told.event, code="EV-1")
    correct("event", told.event, code="EV-01")
    correct("event", told.later, code="EV-1")
    correct("hand-over", told.hand_over, code="HO-1")
    correct("party", told.party, code="DPA")
    correct("party", told.party, code="DPAA")
    correct("war", told.war, name="Korean war")
    correct("war", told.war, name="Korean War")


def answers(told: SimpleNamespace, point: AsOf, war: str) -> list[Any]:
    """What the record says at a point of what was corrected, wherever it stands."""
    event = Engagement.objects.get(pk=told.event)
    as_written(point, event)
    moved = moved_to(event, point)
    return [
        evidence(point),
        [(row.conflict.finding, row.seen) for row in known_conflicts(point)],
        [finding.name for finding in new_findings(point)],
        moved and (moved.code, moved.parties),
        [
            (row.commitment.code, row.commitment.parties, [s.engagement.code for s in row.steps])
            for row in standings(point)
        ],
        [(group.value, group.persons) for group in count("conflict", point=point)],
        [row.pk for row in persons(Chosen(conflict=war), point)],
    ]


def test_a_past_point_answers_as_it_did_before_the_corrections(told):
    point = AsOf(seq=LedgerEntry.objects.count())
    before = answers(told, point, "Korea War")
    assert before == answers(told, AsOf(), "Korea War"), "nothing is corrected yet"
    assert before[1] == [("accounts-differ E1 actor", True)]
    assert before[3] == ("E2", ["DPPA"])
    assert before[6] == [told.person]
    correct_all(told)
    assert answers(told, point, "Korea War") == before
    now = answers(told, AsOf(), "Korean War")
    assert now[1] == [("accounts-differ EV-01 actor", True)]
    assert now[3] == ("EV-1", ["DPAA"])
    assert now[5] == [("Korean War", 1)]
    assert now[6] == [told.person]
    assert [row.pk for row in persons(Chosen(conflict="Korean War"), point)] == [told.person]


def test_rows_that_repeat_a_code_or_a_name_are_read_with_that_of_the_point(told):
    point = AsOf(seq=LedgerEntry.objects.count())
    correct_all(told)
    for table in (LossIncident, HandOver, Operation):
        row = table.objects.get()
        assert row.conflict == "Korean War"
        as_written(point, row, row)
        assert row.conflict == "Korea War"
    for table in (Engagement, Commitment, Channel):
        row = table.objects.order_by("pk")[0]
        as_written(point, row)
        assert row.parties == ["DPPA"]
    row = Relation.objects.get(kind="rescheduled to")
    assert (row.subject, row.object) == ("EV-01", "EV-1")
    as_written(point, row)
    assert (row.subject, row.object) == ("E1", "E2")


def test_a_name_of_today_and_of_the_point_are_found_from_each_other(told):
    point = AsOf(seq=LedgerEntry.objects.count())
    correct_all(told)
    names = renamed(point)
    assert (names.then("EV-1", ("event",)), names.today("E2", ("event",))) == ("E2", "EV-1")
    assert (names.then("EV-01", ("event",)), names.today("E1", ("event",))) == ("E1", "EV-01")
    assert names.then("EV-01", ("war",)) == "EV-01"
    assert renamed(AsOf()) == Renamed()
    assert astuple(renamed(AsOf(seq=LedgerEntry.objects.count()))) == ((),)


def test_commands_say_the_same_of_a_past_point_before_and_after_the_corrections(told, monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    moment = append.now()
    later = moment.replace(year=moment.year + 1, day=1)
    monkeypatch.setattr(append, "now", lambda: later)

    def said() -> list[Any]:
        asked = ["--recorded-by", moment.isoformat(), "--json"]
        commands = (
            ["talks", "commitment", "K1"],
            ["talks", "events"],
            ["figures", "conflicts"],
            ["roll", "count", "--by", "conflict"],
            ["roll", "show", "R-12"],
        )
        results = [CliRunner().invoke(build(), [*command, *asked]) for command in commands]
        assert [result.exit_code for result in results] == [0] * len(commands), [result.output for result in results]
        return [json.loads(result.stdout) for result in results]

    before = said()
    assert before[0]["commitment"]["history"][0]["rescheduled_to"]["code"] == "E2"
    assert before[4]["person"]["incident"]["conflict"] == "Korea War"
    correct_all(told)
    correct("commitment", told.commitment, code="KC-1")
    correct("person", told.person, reference="R-13")
    assert said() == before
    today = ["talks", "commitment", "KC-1", "--recorded-by", moment.isoformat(), "--json"]
    assert json.loads(CliRunner().invoke(build(), today).stdout) == before[0]
