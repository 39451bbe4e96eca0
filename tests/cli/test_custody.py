"""`repatria custody` and `repatria field`: does it add up, who held what, and what is stopped."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import InvalidInput
from tests.web.small_record import record_small_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(monkeypatch):
    """Runs a command on the small record; the answer as JSON, and the exit code."""
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    record_small_case()

    def run(*arguments: str, code: int = 0) -> dict:
        result = CliRunner().invoke(build(), [*arguments, "--json"])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return json.loads(result.stdout)

    return run


def test_custody_check_says_what_it_looked_at_and_leaves_with_0(ask):
    answer = ask("custody", "check")
    assert answer["problems"] == []
    assert answer["checked"] == {"items": 2, "holdings": 2, "transfers": 1, "hand-overs": 2, "supplies": 1}


def test_custody_check_leaves_with_1_and_names_what_does_not_add_up(ask):
    from repatria.registry.custody.items import Holding

    Holding.objects.filter(item__code="R1").update(ended_seq=1)
    problems = ask("custody", "check", code=1)["problems"]
    assert {"source": "custody", "place": "item R1", "message": "has 0 holders"} in problems


def test_custody_held_answers_for_a_past_day(ask):
    (row,) = ask("custody", "held")["holders"]
    assert (row["holder"], row["items"]) == ("CMD", {"container": 1, "specimen": 1})
    assert ask("custody", "held", "--as-of", "2020-06")["holders"] == []
    assert [item["code"] for item in ask("custody", "held", "--by", "CMD")["items"]] == ["BOX-1", "R1"]
    assert ask("custody", "held", "--by", "CMD", "--recorded-by", "1999")["items"] == []
    with pytest.raises(InvalidInput, match="no holder with the code X"):
        ask("custody", "held", "--by", "X")


def test_field_operations_name_the_permission_that_stops_them(ask):
    (row,) = ask("field", "operations", "--fiscal-year", "FY2019")["operations"]
    assert (row["operation"], row["state"], row["fiscal_years"]) == ("OP-1", "running", [2019, 2019])
    assert row["stopped_by"]["reason"] == "no answer since the summit"
    assert row["results"] == {"sets": 2}
    (before,) = ask("field", "operations", "--as-of", "2019-05-07")["operations"]
    assert before["stopped_by"] is None
    assert ask("field", "operations", "--fiscal-year", "2021")["operations"] == []
    with pytest.raises(InvalidInput, match="is not a fiscal year"):
        ask("field", "operations", "--fiscal-year", "soon")
