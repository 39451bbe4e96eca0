"""What is entered anew from the command line: events, agreements, commitments and steps, hand-overs and containers."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.talks.models import Commitment, Engagement
from repatria.registry.talks.verbs import add_party

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    with recording(OPERATOR) as record:
        add_party(record, "NEW", "A made-up state", "state")


def ask(*arguments: str, code: int = 0) -> dict:
    result = CliRunner().invoke(build(), [*arguments, "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if code == 0 else {}


def test_a_meeting_its_outcome_an_agreement_and_a_commitment_with_its_step():
    event = ask("talks", "add-event", "meeting", "Made-up talks", "--planned", "2019-07", "--party", "NEW")["code"]
    ask("talks", "set-outcome", event, "no-show", "--since", "2019-07-12")
    assert Engagement.objects.get(code=event).outcome == "no-show"
    ask("talks", "add-agreement", event, "Protocol", "--point", "Ten boxes", "--point", "A hotline")
    amount = ("--low", "10", "--high", "12", "--unit", "boxes", "--due", "2019-12")
    made = ask("talks", "add-commitment", event, "Hand over ten boxes", "--party", "NEW", *amount)["code"]
    ask("talks", "add-step", made, "partly kept", "--since", "2019-11", "--words", "six")
    row = Commitment.objects.get(code=made)
    assert (row.quantity_low, row.quantity_high, row.unit, row.due, row.parties) == (
        10,
        12,
        "boxes",
        "2019-12",
        ["NEW"],
    )
    answer = ask("talks", "commitment", made)["commitment"]
    assert (answer["status"], answer["history"][-1]["words_en"]) == ("partly kept", "six")


def test_a_hand_over_and_its_containers():
    totals = ("--date", "2019-12-01", "--unit", "boxes", "--declared", "3", "--counted", "2")
    code = ask("custody", "add-hand-over", "Made-up boxes", "--from", "A", "--to", "B", *totals)["code"]
    ask("custody", "add-containers", code, "box", "MU-1", "MU-2")
    assert Container.objects.filter(hand_over__code=code).count() == 2
    assert HandOver.objects.get(code=code).declared == 3


@pytest.mark.parametrize(
    "wrong",
    [
        ("talks", "add-event", "meeting", "No such party", "--planned", "2019", "--party", "NOBODY"),
        ("talks", "set-outcome", "E999", "held", "--since", "2019"),
        ("talks", "add-step", "K999", "kept"),
        ("talks", "add-event", "meeting", "No such source", "--planned", "2019", "--source", "S999"),
        ("custody", "add-containers", "H999", "box", "X"),
    ],
)
def test_what_is_not_on_the_record_is_misuse(wrong):
    ask(*wrong, code=2)
