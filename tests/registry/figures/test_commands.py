"""The golden questions of the five documents, answered by command."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_on_record")]
APP = build()


@pytest.fixture(autouse=True)
def store(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)


def ask(*words: str, code: int = 0) -> dict:
    result = CliRunner().invoke(APP, [*words, "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_q01_how_many_cases_were_handed_over_on_27_july_2018_and_to_whom():
    (event,) = ask("talks", "events", "--on", "2018-07-27")["events"]
    assert (event["counted"], event["unit"], event["receiver"]) == (55, "cases", "United Nations Command")


def test_q02_when_was_the_second_source_published():
    (source,) = ask("talks", "sources", "S2")["sources"]
    assert (source["published"], source["earliest"], source["latest"]) == ("2018-07-13", "2018-07-12", "2018-07-14")
    assert source["printed_date"] == "2021-01-20"


def test_q03_all_figures_given_for_the_missing_of_the_korean_war():
    figures = ask("figures", "--counts", "korean-war-missing")["figures"]
    told = {(f["value"], f["qualifier"], f["source"], f["as_of"], f["speaker"]) for f in figures}
    assert told == {
        (7700, "approx", "S0", "2019-05", ""),
        (7700, "approx", "S1", "2018-07", "US Department of Defense"),
        (8000, "nearly", "S2", "2018-07", "US Department of Defense"),
    }


def test_q04_is_229_identified_supported():
    (joint,) = ask("figures", "reconcile", "joint-operations")["subjects"]
    assert joint["answer"] == "disputed"
    sides = {(c["figure"]["source"], c["figure"]["predicate"], c["figure"]["period"]) for c in joint["claims"]}
    assert sides == {("S0", "identified", "1990/2005"), ("S2", "recovered", "1996/2005")}
    conflict = next(row for row in ask("figures", "conflicts")["conflicts"] if row["code"] == "X02")
    assert (conflict["seen"], conflict["finding"]) == (True, "number-means-different-things joint-operations")


def test_q05_how_did_the_first_commitment_stand_on_13_july_2018():
    answer = ask("talks", "commitment", "K1", "--as-of", "2018-07-13")["commitment"]
    assert answer["status"] == "stalled"
    (now,) = answer["now"]
    assert (now["since"], now["event"]) == ("2018-07-12", "E15")
    moved = now["rescheduled_to"]
    assert (moved["code"], moved["planned"], moved["outcome"], moved["date"]) == ("E19", "2018-07-15", "planned", None)
    assert answer["delivered"] == []


def test_q06_how_did_the_second_commitment_stand_on_9_may_2019():
    answer = ask("talks", "commitment", "K2", "--as-of", "2019-05-09")["commitment"]
    assert answer["status"] == "suspended (FY2019); under assessment (FY2020)"
    assert {step["source"] for step in answer["now"]} == {"S0"}


def test_promise_and_delivery_keep_their_units():
    answer = ask("talks", "commitment", "K1")["commitment"]
    assert answer["status"] == "open"
    assert [(given["counted"], given["unit"]) for given in answer["delivered"]] == [(55, "cases")]
    assert answer["agreement_point"] == "A1/4"


def test_every_figure_printed_has_all_its_parts_and_a_source_or_a_derivation():
    for figure in ask("figures")["figures"]:
        assert {"unit", "predicate", "population", "as_of", "period", "place", "qualifier"} <= figure.keys()
        assert figure["unit"]
        assert figure["predicate"]
        assert bool(figure["source"]) != bool(figure["derivation"])


def test_a_computed_figure_opens_to_its_members_with_what_each_adds():
    answer = ask("figures", "--open", "cases-received", "--as-of", "2018-07-27")
    assert answer["figure"]["value"] == 55
    assert [(member["name"], member["counted"]) for member in answer["members"]] == [("E21", 55)]
    assert ask("figures", "--open", "cases-received", "--as-of", "2018-07-26")["members"] == []


def test_the_year_that_was_nine_months_is_reported_and_the_exit_code_says_so():
    answer = ask("figures", "check", code=1)
    assert [problem["place"] for problem in answer["problems"]] == ["S0-F11"]


def test_nothing_is_known_before_it_was_recorded():
    answer = ask("figures", "--recorded-by", "2000")
    assert answer["recorded_seq"] == 0
    assert all(figure["value"] == 0 for figure in answer["figures"])
    assert ask("figures", "conflicts", "--recorded-by", "2000") == {
        "as_of": None, "recorded_by": "2000", "recorded_seq": 0, "conflicts": [], "unrecorded": [], "problems": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ["figures", "--open", "no-such-figure"],
        ["figures", "reconcile", "no-such-thing"],
        ["figures", "--as-of", "2018", "conflicts"],
        ["talks", "commitment", "K99"],
        ["talks", "commitment", "K1", "--as-of", "2000"],
        ["talks", "sources", "S9"],
        ["talks", "events", "--on", "someday"],
        ["figures", "--as-of", "1950-13"],
        ["figures", "--recorded-by", "yesterday"],
    ],
)
def test_what_is_not_there_is_a_fault_of_use(words):
    result = CliRunner().invoke(APP, words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["talks", "commitments"], "K4  kept"),
        (["talks", "commitment", "K1"], "partly kept"),
        (["talks", "events"], "55 cases from North Korea to United Nations Command"),
        (["talks", "channels"], "cut since 2013"),
        (["figures", "conflicts"], "X23  American dead of the war (value; cannot be seen by values-differ)"),
        (["figures", "reconcile"], "Missing of the Korean War (korean-war-missing): compatible"),
        (["figures"], "Figures: never add"),
    ],
)
def test_every_command_also_answers_in_words(words, text):
    result = CliRunner().invoke(APP, words)
    assert result.exit_code == 0
    assert text in result.stdout
