"""`repatria person`: who someone is, changed with a reason and taken back, from the command line."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import Conflict, InvalidInput
from repatria.registry.families.kin import add_relative, set_kinship
from repatria.registry.families.models import FamilyMember
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.registry.roster.verbs import add_person

pytestmark = pytest.mark.django_db
WHY = ("--reason", "made up")


@pytest.fixture
def ask(monkeypatch):
    """Runs a command on a roll of two; the answer as JSON."""
    monkeypatch.setattr("repatria.registry.store.open_store", lambda **_: None)
    with recording(OPERATOR) as record:
        for reference, number in (("P1", "MU-100"), ("P2", "mu100")):
            add_person(record, reference, "Example", "John", service_number=number, birth="1931-04-02", made_up=True)

    def run(*arguments: str, code: int = 0) -> dict:
        result = CliRunner().invoke(build(), ["person", *arguments, "--json"])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return json.loads(result.stdout) if result.stdout.startswith("{") else {}

    return run


def test_names_numbers_and_corrections_are_recorded_and_taken_back(ask):
    alias = ask("alias", "P1", "Exampel", "--kind", "other spelling", "--source", "a letter")["entry"]
    ask("number", "P1", "RA-7", "--source", "a card", "--main", *WHY)
    rank = ask("correct", "P1", "rank", "Corporal", "--since", "1951", *WHY)["entry"]
    shown = ask("show", "P1")["person"]
    assert (shown["service_number"], shown["rank"], shown["aliases"][0]["family_name"]) == (
        "RA-7", "Corporal", "Exampel",
    )  # fmt: skip
    assert [row["number"] for row in shown["numbers"]] == ["MU-100"]
    assert ask("show", "P1", "--as-of", "1950")["person"]["rank"] == ""
    assert ask("find", "exampel")["count"] == ask("find", "RA 7".replace(" ", "-"))["count"] == 1
    ask("take-back", "alias", str(alias), *WHY)
    ask("take-back", "correction", str(rank), *WHY)
    shown = ask("show", "P1")["person"]
    assert (shown["rank"], shown["aliases"]) == ("", [])
    assert verify().problems == []


def test_two_entries_stand_side_by_side_before_they_are_merged(ask):
    ask("correct", "P2", "birth", "1930", *WHY)
    ask("correct", "P2", "home", "Ohio", *WHY)
    ask("alias", "P2", "Exampel", "--source", "a letter")
    ask("correct", "P2", "sex", "female", *WHY)
    ask("correct", "P1", "sex", "male", *WHY)
    shown = ask("merge", "P1", "P2", "--show")["side_by_side"]
    lines = {line["field"]: line for line in shown["fields"]}
    assert (lines["birth"]["kept"], lines["birth"]["merged"], lines["birth"]["carried"]) == (
        "1931-04-02", "1930", "1931-04-02",
    )  # fmt: skip
    assert (lines["birth"]["differs"], lines["birth"]["less_exact"]) == (True, False)
    assert (lines["home"]["less_exact"], lines["sex"]["differs"]) == (True, True)
    assert (lines["home"]["carried"], lines["home"]["only_in_merged"], lines["home"]["differs"]) == ("", True, False)
    assert shown["warnings"] == ["birth"]
    assert shown["comes_along"] == ["Exampel", "mu100"]
    assert "the sexes contradict" in shown["refused"]
    plain = CliRunner().invoke(build(), ["person", "merge", "P1", "P2", "--show"])
    assert "birth              1931-04-02" in plain.output
    assert "warning: they contradict each other in birth" in plain.output


def test_on_a_terminal_nobody_is_asked_about_a_merge_that_is_refused_anyway(ask, monkeypatch):
    monkeypatch.setattr("repatria.cli.person_pairs.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    ask("correct", "P2", "birth", "1930", *WHY)
    merging = ["person", "merge", "P1", "P2"]
    asked = CliRunner().invoke(build(), [*merging, *WHY], input="n\n")
    assert "Merge them all the same?" in asked.output
    unreasoned = CliRunner().invoke(build(), merging, input="y\n")
    assert "Merge them all the same?" not in unreasoned.output
    assert "why" in str(unreasoned.exception)
    ask("correct", "P2", "sex", "female", *WHY)
    ask("correct", "P1", "sex", "male", *WHY)
    refused = CliRunner().invoke(build(), [*merging, *WHY], input="y\n")
    assert "Merge them all the same?" not in refused.output
    assert "the sexes contradict" in str(refused.exception)


def test_a_number_that_someone_has_is_warned_of_and_listed_until_it_is_judged(ask):
    added = ask("add", "P3", "Other", "--number", "MU 100", "--source", "a list", *WHY)
    assert [each.split(" (")[0] for each in added["warnings"]] == ["P1", "P2"]
    assert ask("number", "P3", "X-9", "--source", "a card")["warnings"] == []
    assert len(ask("number", "P1", "x9", "--source", "a card")["warnings"]) == 1
    listed = CliRunner().invoke(build(), ["roll", "check", "--json"])
    assert listed.exit_code == 1
    found = json.loads(listed.stdout)
    assert [(each["number"], each["persons"]) for each in found["shared_numbers"]] == [
        ("MU-100", ["P1", "P2", "P3"]),
        ("x9", ["P1", "P3"]),
    ]
    ask("merge", "P1", "P2", *WHY)
    ask("not-same", "P1", "P3", *WHY)
    assert CliRunner().invoke(build(), ["roll", "check"]).exit_code == 0


def test_duplicates_are_found_merged_and_taken_apart(ask):
    answer = ask("duplicates", "--look")
    assert (answer["look"]["new"], answer["count"]) == (1, 1)
    assert answer["duplicates"][0]["grounds"][0] == "same service number"
    shown = ask("merge", "P1", "P2", "--show")["side_by_side"]
    assert ask("duplicates")["count"] == 1, "nothing is recorded by looking"
    assert {line["field"] for line in shown["fields"] if line["differs"]} == set()
    assert shown["refused"] is None
    made = ask("merge", "P1", "P2", *WHY, "--evidence", "one card")
    assert made["side_by_side"] == shown
    assert ask("duplicates")["count"] == 0
    assert ask("find", "example")["count"] == 1
    assert ask("show", "P2")["person"]["merged_into"] == "P1"
    with pytest.raises(Conflict, match="circle"):
        ask("merge", "P2", "P1", *WHY)
    ask("unmerge", "P2", *WHY)
    with pytest.raises(Conflict, match="not merged"):
        ask("unmerge", "P2", *WHY)
    mark = ask("not-same", "P1", "P2", *WHY)["entry"]
    assert ask("duplicates")["count"] == 0
    ask("take-back", "not-same", str(mark), *WHY)
    assert ask("duplicates")["count"] == 1


def test_a_conflict_is_listed_settled_and_opened_again(ask, tmp_path):
    from repatria.exchange.landing import import_file

    path = tmp_path / "second.csv"
    path.write_text('service_number,name,birth_date\nMU-300,DOE\nP1,"EXAMPLE, JOHN",1930-04-02\n')
    assert import_file(OPERATOR, "roster", path).beside == 1
    (row,) = ask("conflicts", "--field", "birth")["conflicts"]
    assert (row["person"], row["roll"], row["file"], row["line"]) == ("P1", "1931-04-02", "1930-04-02", 3)
    entry = ask("settle", "P1", "birth", "1930-04-02", *WHY)["entry"]
    assert MissingPerson.objects.get(reference="P1").birth == "1930-04-02"
    assert ask("conflicts")["count"] == 1, "the service number is not settled"
    ask("take-back", "settlement", str(entry), *WHY)
    assert MissingPerson.objects.get(reference="P1").birth == "1931-04-02"
    assert ask("conflicts")["count"] == 2


def test_a_person_is_added_by_hand(ask):
    ask("add", "P9", "Example", "Jo", "--birth", "1930", "--source", "a letter", "--made-up", *WHY)
    assert ask("show", "P9")["person"]["made_up"] is True
    with pytest.raises(Conflict, match="on the roll already"):
        ask("add", "P9", "Example", "--source", "a letter", *WHY)


def test_wrong_use_leaves_with_2_and_a_refusal_is_in_words(ask):
    ask("show", "nobody", code=2)
    ask("take-back", "everything", "1", *WHY, code=2)
    ask("take-back", "alias", "99", *WHY, code=2)
    ask("conflicts", "--field", "shoe size", code=2)
    with pytest.raises(InvalidInput, match="say why"):
        ask("correct", "P1", "rank", "Major")


def test_a_relative_is_struck_off_and_put_back_and_odd_births_are_listed(ask):
    with recording(OPERATOR) as record:
        man = MissingPerson.objects.get(reference="P1").pk
        members = add_family(record, "F1", [Member("man", Sex.MALE, missing_person_id=man)])
        record.flush()
        family = FamilyMember.objects.get(pk=members["man"]).family_id
        son = add_relative(record, family, "Son Example", born="1938")
        set_kinship(record, son, man, "child")

    def family_command(*arguments: str) -> tuple[int, dict]:
        result = CliRunner().invoke(build(), ["family", *arguments, "--json"])
        return result.exit_code, json.loads(result.stdout)

    code, found = family_command("check")
    assert (code, found["count"]) == (1, 1)
    assert "at 7 or younger" in found["problems"][0]["message"]
    assert family_command("strike-off", str(son), *WHY)[1]["relative"] == son
    assert family_command("check")[0] == 0
    assert family_command("consents", "F1")[1]["relatives"] == []
    family_command("put-back", str(son), *WHY)
    assert len(family_command("consents", "F1")[1]["relatives"]) == 1
    twice = CliRunner().invoke(build(), ["family", "put-back", str(son), *WHY])
    assert isinstance(twice.exception, Conflict)
