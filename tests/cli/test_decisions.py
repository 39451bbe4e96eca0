"""The commands of decisions: read by anyone at the machine, steps only as an account with its password."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.decisions.models import Identification
from repatria.registry.laboratory.models import Profile
from tests.registry.decisions.conftest import WORD, team  # noqa: F401
from tests.registry.decisions.steps import TODAY, proposed, reviewed
from tests.web.small_record import record_small_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store_is_open(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)


@pytest.fixture
def operator():
    from repatria.registry.people.actors import OPERATOR

    return OPERATOR


def asked(*arguments: str, password: str = WORD) -> dict:
    answer = CliRunner().invoke(build(), ["decisions", *arguments, "--json"], input=f"{password}\n")
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout.strip().splitlines()[-1])


def usage(*arguments: str) -> str:
    answer = CliRunner().invoke(build(), ["decisions", *arguments], input=f"{WORD}\n")
    assert answer.exit_code == 2, answer.output
    return " ".join(answer.output.replace("│", " ").split())


def test_a_decision_goes_from_review_to_burial_by_commands(team):  # noqa: F811
    number = str(proposed(team).pk)
    asked("review", number, "--discipline", "DNA", "--as", "dora")
    assert asked("review", number, "--discipline", "anthropology", "--as", "theo")["state"] == "reviewed"
    assert asked("sign", number, "--as", "anna")["state"] == "reviewed"
    assert asked("sign", number, "--as", "mark")["state"] == "signed"
    told = asked("notify", number, "--as", "lily", "--on", TODAY, "--told", "a sister", "--how", "in person")
    assert told["state"] == "notified"
    compared = ["--agrees", "name", "--agrees", "service number", "--agrees", "accession"]
    release = ["release", number, "--as", "carl", "--on", TODAY, "--to", "the family", *compared]
    with pytest.raises(Conflict, match="similar name"):
        asked(*release)
    assert asked(*release, "--similar-names-seen")["state"] == "released"
    assert asked("bury", number, "--as", "lily", "--on", TODAY, "--place", "a cemetery")["state"] == "buried"
    taken = asked("withdraw", number, "--as", "lily", "--step", "buried", "--reason", "another family's")
    assert taken["state"] == "released"
    choice = ["choose", number, "--as", "lily", "--on", TODAY, "--who", "a sister", "--choice"]
    with pytest.raises(InvalidInput, match="the choices are"):
        asked(*choice, "scatter them")
    asked(*choice, "bury separately")
    assert asked("rescind", number, "--as", "mark", "--reason", "swapped")["state"] == "rescinded"
    shown = asked("show", number)
    assert shown["digest_agrees"]
    assert [event["what"] for event in shown["events"]][-2:] == ["choice", "rescinded"]
    assert asked("list", "--state", "rescinded")["decisions"][0]["person"] == "P1"
    assert asked("list", "--as-of", "2020")["decisions"] == []


def test_the_operator_decides_nothing_and_a_wrong_password_records_nothing(team):  # noqa: F811
    decision = reviewed(team)
    number = str(decision.pk)
    with pytest.raises(NotPermitted, match="the operator of the store decides nothing"):
        asked("sign", number, "--as", "operator")
    with pytest.raises(NotPermitted, match="nothing was recorded"):
        asked("sign", number, "--as", "mark", password="guessed")
    with pytest.raises(NotPermitted, match="may not sign decisions"):
        asked("sign", number, "--as", "dora")
    answer = CliRunner().invoke(build(), ["decisions", "sign", number, "--as", "nobody"], input="")
    assert isinstance(answer.exception, NotPermitted)
    assert "there is no account nobody" in str(answer.exception)
    assert "Password" not in answer.output
    assert not decision.signatures.exists()


def test_the_password_is_no_option_and_no_variable():
    sign = next(command for command in build().registered_groups if command.name == "decisions")
    names = {
        option
        for command in sign.typer_instance.registered_commands
        for option in CliRunner().invoke(build(), ["decisions", command.name or "sign", "--help"]).output.split()
    }
    assert "--password" not in names
    assert "REPATRIA_PASSWORD" not in names
    assert "--as" in names


def test_a_pair_is_proposed_with_its_posterior_and_a_file_of_further_evidence(db, tmp_path):
    small = record_small_case()
    Identification.objects.get(pk=small.decision)
    from repatria.registry.people.models import User

    examiner = User.objects.get(username="examiner")
    examiner.set_password(WORD)
    examiner.save()
    asked("rescind", str(small.decision), "--as", "examiner", "--reason", "to propose anew")
    file = tmp_path / "further.json"
    file.write_text(json.dumps([{"circumstance": "history", "statement": "last seen here", "source": "diary"}]))
    key = asked("propose", "--pair", str(small.best), "--as", "examiner", "--evidence", str(file))["decision"]
    evidence = asked("show", str(key))["evidence"]
    assert [item.get("line") or item.get("prior") or item["circumstance"] for item in evidence] == [
        "autosomal STR",
        "flat over all assignments that the candidates allow",
        "history",
    ]
    assert asked("check") == {"decisions": 1, "problems": []}
    typed = Profile.objects.filter(sample__remains__isnull=False, sample__hits=small.best).get()
    Profile.objects.filter(pk=typed.pk).update(calls={**typed.calls, sorted(typed.calls)[0]: ["8", "8.3"]})
    shown = asked("show", str(key))
    assert shown["inputs_otherwise"] == [{"pair": small.best, "input": "calls of the sample"}]
    assert (shown["digest_agrees"], shown["consents_ended_since_search"]) == (True, [])
    answer = CliRunner().invoke(build(), ["decisions", "check", "--json"])
    assert answer.exit_code == 1
    assert f"of the calls of the sample of pair {small.best}" in json.loads(answer.stdout)["problems"][0]["message"]
    file.write_text("no list")
    assert "is not JSON" in usage("propose", "--pair", str(small.best), "--as", "examiner", "--evidence", str(file))
    assert "there is no pair 999" in usage("propose", "--pair", "999", "--as", "examiner")


def test_usage_is_answered_in_words(team):  # noqa: F811
    assert "there is no decision 99" in usage("show", "99")
    assert "states are: proposed" in usage("list", "--state", "soon")
    number = str(proposed(team).pk)
    assert "disciplines are: DNA" in usage("review", number, "--discipline", "luck", "--as", "dora")
    assert "nothing of that kind stands" in usage(
        "withdraw", number, "--as", "lily", "--step", "buried", "--reason", "x"
    )
