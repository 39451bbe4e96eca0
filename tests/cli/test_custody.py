"""`repatria custody` and `repatria field`: does it add up, who held what, and what is stopped."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import Conflict, InvalidInput
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


def test_a_list_is_offered_at_once_and_answered_by_another_account(ask, tmp_path):
    from repatria.registry.custody.accessions import NewItem, accession
    from repatria.registry.custody.items import Item
    from repatria.registry.custody.lists import labels
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.models import User

    with recording(OPERATOR) as record:
        things = [NewItem(code, "container") for code in labels("K1-08..K1-11")]
        accession(record, Item.objects.get(code="BOX-1").holder_id, things, since="2020-07")
    made = ask("custody", "offer", "K1-08..K1-09", "--to", "LAB", "--on", "2020-08")
    assert (made["from"], made["items"]) == ("CMD", ["K1-08", "K1-09"])
    (tmp_path / "list.txt").write_text("K1-10\nK1-11\n", encoding="utf-8")
    filed = ask("custody", "offer", "--to", "LAB", "--on", "2020-08", "--file", str(tmp_path / "list.txt"))
    assert filed["items"] == ["K1-10", "K1-11"]
    with pytest.raises(InvalidInput, match="no item with the label K1-12"):
        ask("custody", "offer", "K1-12", "--to", "LAB", "--on", "2020-08")
    for wrong in (
        ("offer", "--to", "LAB", "--on", "2020-08"),
        ("offer", "K1-08", "--to", "LAB", "--on", "2020-08", "--hand-over", "H2"),
        ("offer", "K1-08", "--to", "NOBODY", "--on", "2020-08"),
        ("answer", "1", "kept", "--on", "2020-08", "--as", "carl"),
        ("inventory", "CMD", "BOX-1", "--on", "2020-08", "--as-expected"),
        ("inventory", "CMD", "--on", "2020-08", "--except", "BOX-1"),
    ):
        assert CliRunner().invoke(build(), ["custody", *wrong]).exit_code == 2, wrong
    User.objects.create_user("carl", password="a long enough password 7", role="custodian")
    answer = ["custody", "answer", str(made["transfer"]), "accepted", "--on", "2020-08", "--as"]
    given = CliRunner().invoke(build(), [*answer, "carl", "--json"], input="a long enough password 7\n")
    assert given.exit_code == 0, given.output
    assert Item.objects.filter(holder__code="LAB").count() == 2
    operator = CliRunner().invoke(build(), [*answer, "operator"])
    assert "the operator of the store decides nothing" in str(operator.exception)


def test_of_a_hand_over_what_cannot_go_is_told_before_the_rest_is_offered(ask):
    from repatria.registry.custody.accessions import NewItem, accession
    from repatria.registry.custody.items import Item
    from repatria.registry.custody.models import Container
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    given = ("custody", "offer", "--hand-over", "H2", "--to", "LAB", "--on", "2020-09")
    with pytest.raises(Conflict, match="no container of hand-over H2 can go: BOX-1 is offered in transfer 1"):
        ask(*given)
    with recording(OPERATOR) as record:
        box = Container.objects.get(code="BOX-2", hand_over__code="H2")
        things = [NewItem("BOX-2", "container", container_id=box.pk)]
        accession(record, Item.objects.get(code="BOX-1").holder_id, things, since="2020-07")
    plain = CliRunner().invoke(build(), [*given, "--from", "LAB"])
    assert "BOX-1 is held by CMD, not by LAB" in str(plain.exception)
    made = ask(*given, "--from", "CMD", code=1)
    assert (made["from"], made["items"]) == ("CMD", ["BOX-2"])
    why = "BOX-1 is offered in transfer 1: answer or withdraw that first"
    assert made["problems"] == [{"source": "custody", "place": "BOX-1", "message": why}]
    assert CliRunner().invoke(build(), ["custody", "offer", "BOX-1", "--from", "CMD", *given[4:]]).exit_code == 2


def test_a_re_inventory_by_command_names_what_differs(ask):
    shelf = ("custody", "inventory", "CMD", "--as-expected", "--on", "2020-08")
    problems = ask(*shelf, "--except", "R1", code=1)["problems"]
    assert [(each["place"], each["message"]) for each in problems] == [("R1", "expected and not found")]
    again = ask(*shelf)
    assert again["found"] == 2
    assert ask("custody", "withdraw-inventory", str(again["inventory"]), "--reason", "twice")["state"] == "withdrawn"
    read = CliRunner().invoke(
        build(), ["custody", "inventory", "CMD", "--on", "2020-08", "--file", "-"], input="BOX-1\nR1\n"
    )
    assert read.exit_code == 0, read.output
    assert "0 differences" in read.output
