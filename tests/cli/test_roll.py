"""`repatria grid` and `repatria roll`: readings with datum and radius, counts that open to names, one person then."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.histories import Unit
from repatria.registry.roster.units import add_unit, place_unit
from repatria.registry.roster.verbs import add_incident, add_person
from tests.web.small_record import record_small_case


def ask(*arguments: str, code: int = 0) -> dict:
    result = CliRunner().invoke(build(), [*arguments, "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if code != 2 else {}


def test_a_clear_reference_has_one_reading_with_datum_and_radius_and_leaves_with_0():
    answer = ask("grid", "CT 1118")
    assert (answer["mgrs"], answer["ambiguous"], round(answer["radius_m"])) == ("52SCH1118", False, 707)
    assert answer["datum"].startswith("WGS 84")
    assert 700 < answer["readings"][0]["on_tokyo_datum"]["shift_m"] < 800


def test_an_unclear_reference_lists_every_reading_and_leaves_with_1():
    answer = ask("grid", "CC 1234", code=1)
    assert (answer["mgrs"], answer["ambiguous"]) == (None, True)
    assert [reading["mgrs"] for reading in answer["readings"]] == ["52SCC1234", "52TCN1234"]
    assert "2 squares" in answer["problems"][0]["message"]
    assert ask("grid", "CC 1234", "--near", "126.9,33.5")["mgrs"] == "52SCC1234"


def test_what_is_no_reference_is_answered_in_words_and_a_bad_place_is_misuse():
    assert "no digits" in ask("grid", "hello", code=1)["problems"][0]["message"]
    for place in ("x", "1", "200,10", "127,38,1"):
        ask("grid", "CT 1118", "--near", place, code=2)


@pytest.mark.django_db
def test_counts_lists_and_persons_of_the_roll_agree_at_any_point(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    record_small_case()
    for on in ("", "1950-12", "2018", "2020"):
        figures = {figure["code"]: figure["value"] for figure in ask("figures", "--as-of", on)["figures"]}
        counted = ask("roll", "count", "--by", "country", "--status", "unaccounted-for", "--as-of", on)
        listed = ask("roll", "list", "--status", "unaccounted-for", "--on", on, "--limit", "500")
        assert counted["total"] == listed["total"] == len(listed["persons"]) == figures["unaccounted-for"], on
        assert {person["status"] for person in listed["persons"]} == {"unaccounted-for"}
    units = ask("roll", "count", "--by", "unit", "--unit", "90 infantry division, made up")
    assert (units["total"], units["groups"][0]["groups"][0]["label"]) == (30, "901 Infantry Regiment (made up)")
    first = ask("roll", "list", "--limit", "2")["persons"]
    following = ask("roll", "list", "--limit", "1", "--after", first[0]["reference"])["persons"]
    assert following == first[1:]
    then = ask("roll", "show", "P003", "--as-of", "2018")["person"]
    assert (then["status"], ask("roll", "show", "P003")["person"]["status"]) == ("unaccounted-for", "identified")
    assert ask("roll", "show", "P007")["person"]["pursuit"] == "active pursuit"
    assert ask("roll", "show", "P003", "--on", "1949")["person"]["incident"] is None
    help_text = CliRunner().invoke(build(), ["roll", "list", "--help"]).output
    assert "--as-of" in help_text
    assert "--on" not in help_text
    old = ask("roll", "show", "P003", "--on=1949")["person"]
    assert (
        old
        == ask("roll", "show", "P003", "--on", "1949")["person"]
        == ask("roll", "show", "P003", "--as-of", "1949")["person"]
    )
    near = CliRunner().invoke(build(), ["roll", "count", "--by", "unit", "--unit", "901 Infanty Regiment (made up)"])
    assert "901 Infantry Regiment (made up)" in " ".join(near.output.replace("│", " ").split())
    for wrong in (
        ("count", "--by", "colour"),
        ("count", "--by", "unit", "--unit", "nothing"),
        ("count", "--by", "date", "--date", "soon"),
        ("list", "--status", "gone"),
        ("list", "--incident", "none"),
        ("list", "--on", "yesterday"),
        ("show", "NOBODY"),
    ):
        ask("roll", *wrong, code=2)


@pytest.mark.django_db
def test_every_line_of_a_count_by_unit_can_be_listed_also_of_a_unit_that_moved(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    with recording(OPERATOR) as record:
        army, other = (add_unit(record, name, made_up=True) for name in ("First Army", "Other Army"))
        regiment = add_unit(record, "31 Regiment", parent_id=army, made_up=True)
        for number, day in enumerate(("1950-11-01", "1950-11-30", "1951-06-02")):
            incident = add_incident(record, f"I{number}", "Made-up loss", date=day)
            add_person(record, f"P{number}", "Doe", unit="31 Regiment", incident_id=incident, since=day, made_up=True)
        place_unit(record, Unit.objects.get(pk=regiment), other, since="1951-01", authority="orders")
    told = []

    def open_to_names(groups):
        for group in groups:
            listed = ask("roll", "list", "--unit", group["unit_line"])
            told.append((group["unit_line"], listed["total"]))
            assert listed["total"] == group["persons"]
            open_to_names(group["groups"])

    open_to_names(ask("roll", "count", "--by", "unit")["groups"])
    assert told == [
        ("> First Army", 2),
        ("> First Army > 31 Regiment", 2),
        ("> Other Army", 1),
        ("> Other Army > 31 Regiment", 1),
    ]
    assert ask("roll", "list", "--unit", "Other Army > 31 Regiment")["total"] == 1
    assert ask("roll", "list", "--unit", "31 Regiment")["total"] == 3
    assert ask("roll", "list", "--unit", "> 31 Regiment")["total"] == 0
    ask("roll", "list", "--unit", "First Army > nothing", code=2)
