"""`repatria correct`: what was typed wrong, with what stood before it in the answer."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.talks.undertakings import add_agreement, add_commitment
from repatria.registry.talks.verbs import add_engagement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    with recording(OPERATOR) as record:
        key = add_engagement(record, "E1", "meeting", "Meting on remains", date="2018-07-15")
        add_agreement(record, "A1", key, "Protocol", [("Ten boxs", "")])
        add_commitment(record, "K1", "Hand over ten boxs", quantity_low=10, unit="boxes")


def ask(*arguments: str, code: int = 0) -> dict:
    result = CliRunner().invoke(build(), ["correct", *arguments, "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if code == 0 else {}


def test_it_answers_with_what_stood_before_and_lists_it_afterwards():
    made = ask("event", "E1", "title_en", "Meeting on remains", "--reason", "a slip")
    assert (made["before"], made["value"], made["reason"], made["by"]) == (
        "Meting on remains",
        "Meeting on remains",
        "a slip",
        "operator",
    )
    shown = ask("event", "E1")
    assert shown["fields"]["title_en"] == "Meeting on remains"
    assert [(each["entry"], each["before"]) for each in shown["corrections"]] == [(made["entry"], "Meting on remains")]
    past = ask("event", "E1", "--recorded-by", "2001")
    assert (past["fields"]["title_en"], past["corrections"]) == ("Meting on remains", [])


def test_points_of_agreements_and_numbers_are_corrected_too():
    ask("agreement-point", "A1/1", "text_en", "Ten boxes", "--reason", "a slip")
    assert ask("agreement-point", "A1/1")["fields"]["text_en"] == "Ten boxes"
    ask("commitment", "K1", "quantity_low", "11", "--reason", "a slip")
    assert ask("commitment", "K1")["fields"]["quantity_low"] == 11


def test_what_is_not_there_is_a_usage_error_and_what_is_wrong_a_problem():
    ask("ghost", "E1", "title_en", "X", "--reason", "a slip", code=2)
    ask("event", "E9", "title_en", "X", "--reason", "a slip", code=2)
    ask("event", "E1", "title_en", code=2)
    for arguments, error in (
        (("outcome", "held", "--reason", "a slip"), InvalidInput),
        (("title_en", "X"), InvalidInput),
        (("title_en", "Meting on remains", "--reason", "a slip"), Conflict),
    ):
        result = CliRunner().invoke(build(), ["correct", "event", "E1", *arguments])
        assert isinstance(result.exception, error)
        assert result.exit_code == 1
