"""The briefing pack: it holds what the family was told; no undisclosed decision, allele or stranger is in it."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import InvalidInput
from repatria.registry.asof import as_of
from repatria.registry.decisions.consequences import notify_family
from repatria.registry.families.brief import brief
from repatria.registry.families.contacts import set_officer
from repatria.registry.families.told import tell
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.registry.roster.verbs import add_person
from repatria.reports.brief import brief_html
from tests.registry.families.test_told import TODAY, do, signed, signers

__all__ = ["signers"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def person(case) -> MissingPerson:
    with recording(OPERATOR) as record:
        set_officer(record, case.family, "Officer Example", since="2019", telephone="555 0100")
        tell(record, case.family, "Nothing new this year.", on="2019-05", how="letter", relative_id=case.sister)
        other = add_person(record, "P9", "Stranger", "Of Another Family", sex=Sex.MALE, made_up=True)
        add_family(record, "F9", [Member("alone", Sex.MALE, missing_person_id=other)], made_up=True)
        record.flush()
        key = MissingPerson.objects.get(pk=other).kin.family_id
        tell(record, key, "A word for others.", on="2019-06", how="letter", told_to="others", person_id=other)
    return MissingPerson.objects.get(pk=case.person)


def test_it_says_who_what_was_told_what_would_help_and_whom_to_ask(person):
    page = brief_html(brief(person))
    for words in (
        "Example, Man",
        "November 1950",
        "Nothing new this year.",
        "needs a paternal donor",
        "Officer Example",
    ):
        assert words in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page


def test_nothing_of_a_decision_is_in_it_before_the_family_was_notified(case, person, signers):
    decision = signed(case, signers)
    person.refresh_from_db()
    assert person.status == "identified"
    for language in ("en", "ko"):
        page = brief_html(brief(person), language)
        for secret in (decision.digest, decision.digest[:12], "two signers", "coordinator", "R1"):
            assert secret not in page, secret
    page = brief_html(brief(person))
    assert "identified</" not in page.split("The whole search, in numbers")[0]
    do(notify_family, decision, on=TODAY.isoformat(), told="the sister", how="visit")
    page = brief_html(brief(person))
    assert "The family was told of the identification." in page
    assert "identified</" in page.split("The whole search, in numbers")[0]
    assert decision.digest not in page


def test_no_allele_no_marker_and_no_other_family_is_in_it(case, person):
    page = brief_html(brief(person))
    for secret in ("D3S1358", "TH01", "log10", "S-sister", "Stranger", "F9", "A word for others", "Daughter Example"):
        assert secret not in page, secret


def test_it_can_be_had_as_of_any_past_point_and_in_korean(person):
    page = brief_html(brief(person, as_of("2019-04")))
    assert "Nothing new this year." not in page
    korean = brief_html(brief(person), "ko")
    assert 'lang="ko"' in korean
    assert "신원" in korean


def test_a_person_without_a_family_has_no_briefing(operator):
    with recording(operator) as record:
        add_person(record, "P5", "Alone", sex=Sex.MALE)
    with pytest.raises(InvalidInput, match="no family is tied to P5"):
        brief(MissingPerson.objects.get(reference="P5"))


def run(*arguments: str):
    return CliRunner().invoke(build(), ["family", *arguments])


@pytest.fixture
def commands(monkeypatch, person):
    """The commands against the test's own database."""
    monkeypatch.setattr("repatria.registry.store._has_tables", lambda: True)
    monkeypatch.setattr("repatria.registry.store._is_behind", lambda: False)
    assert connection.in_atomic_block
    return person


def test_the_commands_answer_in_json(commands, case, tmp_path):
    listed = json.loads(run("list", "--json").stdout)
    assert [row["family"] for row in listed["families"]] == ["F1", "F9"]
    assert listed["missing_persons_with_need"] == {
        "no-donor": 1,
        "closer": 2,
        "maternal": 1,
        "paternal": 2,
        "next-of-kin": 0,
    }
    assert [row["family"] for row in json.loads(run("list", "--need", "maternal", "--json").stdout)["families"]] == [
        "F9"
    ]
    shown = json.loads(run("show", "P1", "--json").stdout)
    assert [one["name"] for one in shown["missing"][0]["next_of_kin"]] == ["Daughter Example", "Sister Example"]
    covered = json.loads(run("coverage", "F1", "--draws", "10", "--json").stdout)
    assert {row["member"] for row in covered["expected"][0]["relatives"]} == {"father", "mother", "wife", "daughter"}
    assert covered["expected"][0]["relatives"][-1]["gain"] == pytest.approx(0.0, abs=0.2)
    given = run("consent", str(case.sister), "research", "given", "--since", "2019", "--form", "Form 4", "--json")
    assert given.exit_code == 0
    states = {
        each["use"]: each["state"]
        for each in json.loads(run("consents", "F1", "--json").stdout)["relatives"][0]["consents"]
    }
    assert states["research"] == "given"
    assert states["comparison with remains"] == "consent not recorded"
    told = json.loads(run("told", "F1", "--json").stdout)
    assert [row["words"] for row in told["told"]] == ["Nothing new this year."]
    output = tmp_path / "brief.html"
    assert run("brief", "P1", "--output", str(output), "--language", "ko").exit_code == 0
    assert 'lang="ko"' in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "NOBODY"), "there is no family NOBODY"),
        (("list", "--need", "money"), "is one of no-donor, closer"),
        (("list", "--as-of", "yesterday"), "is not a date"),
        (("consent", "99", "research", "given", "--since", "2019"), "there is no relative 99"),
        (("brief", "NOBODY", "--output", "x.html"), "nobody on the roll"),
        (("brief", "P1", "--output", "x.html", "--language", "fr"), "is one of en, ko"),
        (("brief", "P1", "--output", "/nowhere/at/all.html"), "cannot be written"),
    ],
)
def test_wrong_arguments_are_a_matter_of_usage(commands, arguments, words):
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert words in " ".join(answer.output.replace("│", " ").split())
