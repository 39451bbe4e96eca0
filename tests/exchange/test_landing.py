"""A foreign file lands whole with its problems, or not at all, and never twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from repatria.errors import InvalidInput, NotPermitted
from repatria.exchange.formats import FORMATS
from repatria.exchange.landing import import_file, land_file
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.imports.models import Import, ImportProblem
from repatria.registry.laboratory.models import MarkerTable, Profile, Remains
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import LossIncident, MissingPerson
from repatria.registry.roster.verbs import add_person
from repatria.scenario.build import build
from repatria.scenario.export import export_dna_case

pytestmark = pytest.mark.django_db


def case() -> dict[str, Any]:
    """A father, a mother, their missing son, and two victims; one marker."""
    return {
        "schema": "dna-case/1",
        "name": "small",
        "markers": [
            {"name": "TH01", "chrom": "autosomal", "alleles": ["6", "7"], "freqs": [0.4, 0.6], "mutation": None}
        ],
        "pm": [
            {"id": "V1", "sex": "male", "genotypes": {"TH01": ["6", "7"]}},
            {"id": "V2", "sex": "female", "genotypes": {"TH01": ["7", None]}},
        ],
        "families": [
            {
                "name": "F1",
                "members": [
                    {"id": "FA", "father": None, "mother": None, "sex": "male", "genotypes": {"TH01": ["6", "6"]}},
                    {"id": "MO", "father": None, "mother": None, "sex": "female", "genotypes": {}},
                    {"id": "M1", "father": "FA", "mother": "MO", "sex": "male", "genotypes": {}},
                ],
            }
        ],
        "missing": ["M1"],
    }


def member(raw: dict[str, Any], number: int) -> dict[str, Any]:
    return raw["families"][0]["members"][number]


@pytest.fixture
def land(tmp_path) -> Callable[[Any], Any]:
    """Write a case (or bytes) to a file and import it."""

    def write_and_import(content: Any, format_name: str = "dna-case", name: str = "case.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return import_file(OPERATOR, format_name, path)

    return write_and_import


def test_a_case_lands_whole(land):
    result = land(case())
    assert (result.problems, result.landed) == ((), 3)
    assert Family.objects.get().members.count() == 3
    assert FamilyMember.objects.get(label="M1").missing_person == MissingPerson.objects.get()
    assert Profile.objects.get(sample__remains__code="small/V2").calls == {"TH01": ["7", None]}
    assert verify().problems == []


def test_a_case_that_names_a_missing_person_by_a_former_reference_is_a_problem_until_it_is_told_whom(land):
    with recording(OPERATOR) as record:
        key = add_person(record, "small/M1", "Example", made_up=True)
    with recording(OPERATOR) as record:
        correct_written(record, "person", key, {"reference": "small/M2"}, reason="a made-up slip")
    result = land(case())
    assert (result.landed, result.rejected) == (2, 1)
    assert f"small/M1 was the reference of person {key} of the roll" in result.problems[0].message
    assert MissingPerson.objects.count() == 1
    named = case()
    named["missing"] = [member(named, 2).update(id="M2") or "M2"]
    assert land(named, name="named.json").landed == 1
    assert FamilyMember.objects.get(label="M2").missing_person_id == key


def test_the_same_bytes_never_land_twice(land):
    land(case())
    entries = LedgerEntry.objects.count()
    again = land(case(), name="another name.json")
    assert again.repeated
    assert LedgerEntry.objects.count() == entries


def test_a_file_that_repeats_what_is_there_leaves_it_as_it_is(land):
    land(case())
    changed = case()
    changed["pm"].append({"id": "V3", "sex": "male", "genotypes": {"TH01": ["6", "6"]}})
    result = land(changed)
    assert (result.landed, result.rejected) == (1, 3)
    assert {problem.message for problem in result.problems} == {
        f"small/{name} is on the record already" for name in ("F1", "V1", "V2")
    }
    assert Remains.objects.count() == 3


def test_a_corrected_file_with_a_renamed_family_says_what_is_in_the_way(land):
    land(case())
    changed = case()
    changed["families"][0]["name"] = "F1 corrected"
    result = land(changed)
    assert any("M1 is in another family" in problem.message for problem in result.problems)
    assert Family.objects.count() == 1


def test_a_victim_named_like_a_relative_lands_beside_them(land):
    raw = case()
    raw["pm"][0]["id"] = "F1/FA"
    assert land(raw).landed == 3


def ancestor_of_oneself(raw):
    member(raw, 0).update(father="M1", mother="MO")


def two_fathers(raw):
    member(raw, 1)["sex"] = "male"


def duplicate_ids(raw):
    raw["pm"][1]["id"] = "V1"


def unknown_marker(raw):
    raw["pm"][0]["genotypes"]["D99S99"] = ["1", "2"]


def unknown_allele(raw):
    raw["pm"][0]["genotypes"]["TH01"] = ["6", "42"]


def unknown_sex(raw):
    raw["pm"][0]["sex"] = "perhaps"


def negative_frequency(raw):
    raw["markers"][0]["freqs"] = [-0.4, 1.4]


@pytest.mark.parametrize(
    ("spoil", "place", "words", "left"),
    [
        (ancestor_of_oneself, "family F1", "own ancestor", 2),
        (two_fathers, "family F1", "two fathers", 2),
        (duplicate_ids, "sample V1", "two samples", 2),
        (unknown_marker, "sample V1, marker D99S99", "no marker D99S99", 3),
        (unknown_allele, "sample V1, marker TH01", "allele 42 is not in the table", 3),
        (unknown_sex, "sample V1", "sex", 2),
        (negative_frequency, "marker TH01", "negative", 3),
    ],
)
def test_what_is_bad_is_named_with_its_place_and_the_rest_lands(land, spoil, place, words, left):
    raw = case()
    spoil(raw)
    result = land(raw)
    assert any(problem.place.startswith(place) and words in problem.message for problem in result.problems), (
        result.problems
    )
    assert result.landed == left
    assert ImportProblem.objects.count() == len(result.problems)
    assert verify().problems == []


@pytest.mark.parametrize("format_name", sorted(FORMATS))
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03" * 50,
        b"\xff\xfe{\x00}\x00",
        b'{"schema": "dna-case/1", "mark',
        b"[]",
        b'"text"',
        b"\n\n",
    ],
    ids=["empty", "binary", "utf-16", "truncated", "list", "string", "blank"],
)
def test_a_file_that_cannot_be_used_lands_nothing_and_says_why(land, content, format_name):
    result = land(content, format_name)
    assert result.import_id is None
    assert result.problems
    assert all(problem.place and problem.message for problem in result.problems)
    assert not LedgerEntry.objects.exists()
    assert not Import.objects.exists()


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(1 << 30)  # 1 GB on paper, nothing on disk
    for format_name in FORMATS:
        result = import_file(OPERATOR, format_name, path)
        assert result.import_id is None
        assert "1,073,741,824 bytes" in result.problems[0].message


def test_an_import_that_fails_midway_leaves_nothing(tmp_path):
    path = tmp_path / "x"
    path.write_text("x")

    def half(record, path, source, landing):
        from repatria.registry.roster.verbs import add_person

        add_person(record, "P1", "Doe")
        record.flush()
        raise RuntimeError("the reader breaks here")

    with pytest.raises(RuntimeError):
        land_file(OPERATOR, "half", half, path, limit=100)
    assert not LedgerEntry.objects.exists()
    assert not MissingPerson.objects.exists()


def test_unknown_formats_and_roles_are_refused(tmp_path):
    path = tmp_path / "x"
    path.write_text("x")
    with pytest.raises(InvalidInput, match="unknown format"):
        import_file(OPERATOR, "spreadsheet", path)
    with pytest.raises(NotPermitted):
        import_file(Actor("x", Role.HISTORIAN), "roster", path)


ROSTER = b"""service_number,name,birth_date,incident_date,incident_place,sex
MU-1,"DOE, JOHN",1931-04-02,1950-11-28,Reservoir,M
MU-2,"ROE, JAMES",1931-13-02,1950-11-28,Reservoir,M
MU-3,"=cmd()|' /C calc'!A0",1930,1950-11,Reservoir,M
MU-1,"POE, JACK",1931,1950-11-28,Reservoir,M
MU-4,"LOE, JIM",1931,1950-11-28,Reservoir,M
"""


def test_a_roster_lands_row_by_row_with_the_rejected_text_kept(land):
    result = land(ROSTER, "roster", "roster.csv")
    assert (result.rows_read, result.landed, result.rejected) == (5, 3, 2)
    by_place = {problem.place: problem.message for problem in result.problems}
    assert "calendar" in by_place["line 3, field birth_date"]
    assert any("service_number" in place and "line 5" in place for place in by_place)
    assert any("line 4" in place for place in by_place), "a formula-like cell is reported"
    assert "ROE, JAMES" in ImportProblem.objects.get(place="line 3, field birth_date").raw
    assert LossIncident.objects.count() == 2
    assert MissingPerson.objects.get(reference="MU-3").birth == "1930"
    assert verify().problems == []


def test_a_roster_read_again_with_a_new_row_adds_the_row(land):
    land(ROSTER, "roster", "roster.csv")
    result = land(ROSTER + b'MU-9,"NEW, MAN",1931,1950-11-28,Reservoir,M\n', "roster", "roster2.csv")
    assert (result.landed, result.beside, result.rejected) == (4, 3, 2)
    assert MissingPerson.objects.count() == 4


def test_an_exported_made_up_operation_comes_back_the_same(tmp_path):
    scenario = build(3, missing=20, boxes=2, remains=6)
    path = tmp_path / "scenario.json"
    export_dna_case(scenario, path)
    result = import_file(OPERATOR, "dna-case", path)
    assert result.import_id is not None
    kept = {code.split("/")[-1]: calls for code, calls in Profile.objects.values_list("sample__code", "calls")}
    for bone in scenario.remains:
        if bone.calls:
            assert {name: list(pair) for name, pair in bone.calls.items()} == kept[bone.key]
    assert MarkerTable.objects.exists()


def test_a_marker_with_more_alleles_than_can_be_compared_is_named_and_the_rest_lands(land):
    raw = case()
    many = [str(number) for number in range(501)]
    raw["markers"].append({"name": "D1S1", "chrom": "autosomal", "alleles": many, "freqs": [1 / 501] * 501})
    result = land(raw)
    assert [(problem.place, problem.message) for problem in result.problems] == [
        ("marker D1S1", "a marker with 501 alleles cannot be compared: at most 500 are")
    ]
    assert [table.name for table in MarkerTable.objects.all()] == ["TH01"]
