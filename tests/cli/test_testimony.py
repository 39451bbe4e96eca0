"""`repatria read`: the JSON of the design, exit codes, bad files."""

from __future__ import annotations

import json
import time

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.cli.figure_lines import figure_line
from repatria.cli.reading_lines import conflict_line
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.model import CLAIM_KINDS, MODALITIES, PREDICATES, QUALIFIERS, UNITS, Conflict, Position
from tests.testimony.closed_pdf import encrypted_pdf

TEXT = (
    "Boxes come home\n\nJuly 30, 2018\n\n“We handed over 55 boxes,” Gen. Paul Hart told Reuters on Monday. "
    "About 7,700 Americans are still missing from the Korean War.\n"
)


@pytest.fixture
def run(tmp_path):
    def call(*arguments, content=TEXT, name="a.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(build(), ["read", str(path), *arguments])

    return call


def test_it_prints_the_document_its_claims_events_conflicts_and_problems(run):
    result = run("--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"document", "claims", "events", "conflicts", "problems"} <= answer.keys()
    assert answer["document"]["published"] == {
        "value": "2018-07-30",
        "precision": "day",
        "basis": "explicit",
        "earliest": "2018-07-30",
        "latest": "2018-07-30",
    }
    quoted, figure = answer["claims"]
    assert quoted["speaker"] == "Gen. Paul Hart"
    assert quoted["attribution"] == ["Reuters", "a.txt"]
    assert TEXT[quoted["evidence"]["start"] : quoted["evidence"]["end"]] == quoted["evidence"]["quote"]
    assert (
        figure["figures"][0].items()
        >= {"value": 7700, "qualifier": "approx", "unit": "persons", "predicate": "missing"}.items()
    )


def test_every_word_of_a_closed_list_is_from_the_list(run):
    answer = json.loads(run("--json").stdout)
    for claim in answer["claims"]:
        assert claim["kind"] in CLAIM_KINDS
        assert claim["modality"] in MODALITIES
        for figure in claim["figures"]:
            assert figure["qualifier"] in QUALIFIERS
            assert figure["unit"] in UNITS
            assert figure["predicate"] in PREDICATES


def test_a_date_given_by_hand_stands_and_its_contradiction_is_a_conflict(run):
    answer = json.loads(run("--published", "2021-01-20", "--json").stdout)
    assert answer["document"]["published"]["value"] == "2021-01-20"
    assert [c["kind"] for c in answer["conflicts"]] == ["document_date"]


@pytest.mark.parametrize("date", ["2018-07", "2018"])
def test_a_partial_date_is_taken(run, date):
    assert json.loads(run("--published", date, "--json").stdout)["document"]["published"]["value"] == date


@pytest.mark.parametrize("date", ["July", "2018-13", "2018-02-30", ""])
def test_a_date_that_is_none_is_a_usage_error(run, date):
    assert run("--published", date).exit_code == 2


BAD = {
    "empty": (b"", "the document is empty"),
    "blank": (b" \n\t\n", "the document is empty"),
    "binary": (bytes(range(256)) * 400, "binary data"),
    "50 MB": (b"The men came home. " * (50 * 2**20 // 19), "the limit is 20,971,520"),
    "beyond the length of a text": (b"The men came home. " * 60_000, "the limit is 1,000,000"),
    "right-to-left": ("שלום עולם " * 400, "not in Latin script"),
    "direction controls": ("The North gave ‮55‬ boxes on Monday.\n", "direction controls reorder the display"),
    "mixed encodings": ("“55 boxes” came. ".encode() + "“No” he said.".encode("cp1252"), "mixed encodings"),
    "elements nested too deep": (b"<html><body>" + b"<div>" * 100_000, "nested more than 400 deep"),
    "too many elements": (b"<html><body>" + b"<b>" * 250_000, "the limits are 5,000,000 and 200,000"),
    "an HTML bomb of one word": (b"<html><p>" + b"x" * 5_000_001, "the limits are 5,000,000 and 200,000"),
    "damaged PDF": (b"%PDF-1.7\nnothing", "damaged or not a PDF"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_is_told_with_its_limit_and_without_delay(run, kind):
    content, reason = BAD[kind]
    began = time.process_time()
    result = run("--json", content=content)
    assert time.process_time() - began < 20
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert reason in " | ".join(problem["message"] for problem in problems)


def test_an_encrypted_pdf_asks_for_its_password(run):
    result = run("--json", content=encrypted_pdf(), name="closed.pdf")
    assert result.exit_code == 1
    assert "encrypted" in json.loads(result.stdout)["problems"][0]["message"]


def test_one_bad_file_among_many_does_not_stop_the_others(folder):
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 40)
    result = CliRunner().invoke(build(), ["read", str(folder), "--json"])
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [len(d["claims"]) for d in answer["documents"]] == [2, 2, 0, 2]
    assert [p["source"] for p in answer["problems"]] == ["bad.txt"]


def test_an_unreadable_file_prints_its_problem_and_exits_1(run):
    result = run("--json", content=b"\x00\x01\x02" * 100)
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["claims"] == []
    assert "binary" in answer["problems"][0]["message"]


def test_a_missing_file_is_a_problem_and_not_a_traceback(tmp_path):
    result = CliRunner().invoke(build(), ["read", str(tmp_path / "none.txt"), "--json"])
    assert result.exit_code == 1
    assert "cannot be read" in json.loads(result.stdout)["problems"][0]["message"]


def test_without_a_file_it_is_a_usage_error():
    assert CliRunner().invoke(build(), ["read"]).exit_code == 2


def test_several_documents_are_compared(tmp_path):
    for name, count in (("a.txt", "7,700"), ("b.txt", "6,100")):
        (tmp_path / name).write_text(
            f"May 3, 2018\n\nIn all {count} Americans are missing from the Korean War.\n", encoding="utf-8"
        )
    result = CliRunner().invoke(build(), ["read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"])
    answer = json.loads(result.stdout)
    assert [document["document"]["name"] for document in answer["documents"]] == ["a.txt", "b.txt"]
    assert [c["kind"] for c in answer["conflicts"]] == ["value"]


def test_documents_of_one_name_in_two_folders_are_told_apart(tmp_path):
    paths = []
    for folder, count in (("one", "7,700"), ("two", "6,100")):
        path = tmp_path / folder / "a.txt"
        path.parent.mkdir()
        path.write_text(f"May 3, 2018\n\nIn all {count} Americans are missing from the Korean War.\n", encoding="utf-8")
        paths.append(str(path))
    answer = json.loads(CliRunner().invoke(build(), ["read", *paths, "--json"]).stdout)
    assert [p["document"] for p in answer["conflicts"][0]["positions"]] == paths


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "texts" / "below").mkdir(parents=True)
    for number, count in enumerate(("7,700", "6,100", "8,200")):
        name = ("a.txt", "b.txt", "below/c.txt")[number]
        (tmp_path / "texts" / name).write_text(TEXT.replace("7,700", count), encoding="utf-8")
    (tmp_path / "texts" / "picture.png").write_bytes(b"no document")
    return tmp_path / "texts"


def test_a_folder_is_read_with_the_folders_in_it_and_only_its_documents(folder):
    answer = json.loads(CliRunner().invoke(build(), ["read", str(folder), "--json"]).stdout)
    assert [d["document"]["name"] for d in answer["documents"]] == ["a.txt", "b.txt", "c.txt"]


def test_two_processes_read_the_same_as_one(folder):
    one, two = (
        CliRunner().invoke(build(), ["read", str(folder), "--jobs", jobs, "--json"]).stdout for jobs in ("1", "2")
    )
    assert len(json.loads(one)["documents"]) == 3
    assert one == two


def test_one_json_document_a_file_is_written_and_what_was_written_is_told(folder, tmp_path):
    out = tmp_path / "readings"
    result = CliRunner().invoke(build(), ["read", str(folder), "--out", str(out), "--json"])
    assert result.exit_code == 0
    told = json.loads(result.stdout)["documents"]
    assert [(d["document"], d["written"]) for d in told] == [
        (name, f"{name}.json") for name in ("a.txt", "b.txt", "c.txt")
    ]
    written = json.loads((out / "c.txt.json").read_text(encoding="utf-8"))
    assert written["claims"][1]["figures"][0]["value"] == 8200


def test_documents_beyond_the_limit_are_read_and_not_compared_with_a_problem(folder, monkeypatch):
    monkeypatch.setattr("repatria.cli.testimony.MAX_COMPARED", 2)
    result = CliRunner().invoke(build(), ["read", str(folder), "--json"])
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (len(answer["documents"]), answer["conflicts"]) == (3, [])
    assert "no more than 2 are compared" in answer["problems"][0]["message"]


def test_a_folder_without_documents_and_no_processes_are_usage_errors(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    assert CliRunner().invoke(build(), ["read", str(tmp_path / "empty")]).exit_code == 2
    assert CliRunner().invoke(build(), ["read", str(folder), "--jobs", "0"]).exit_code == 2


def test_a_commitment_has_its_maker_quantity_and_deadline(run):
    text = "May 3, 2018\n\nGen. Ann Reed pledged that the ministry will return 50 boxes by October.\n"
    (commitment,) = json.loads(run("--json", content=text).stdout)["commitments"]
    assert commitment["by"] == ["REED"]
    assert [(f["value"], f["unit"]) for f in commitment["quantity"]] == [(50, "boxes")]
    assert commitment["deadline"]["value"] == "2018-10"


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("The North agreed to hand over 50 boxes by October.", ["DPRK"]),
        ("Mr. Reed said North Korea agreed to hand over 50 boxes by October.", ["DPRK"]),
        (
            "Gen. Ann Reed and Col. Paul Hart met. Reed and Hart promised to hand over 50 boxes by October.",
            ["REED", "HART"],
        ),
    ],
)
def test_a_commitment_is_made_by_the_subject_of_its_verb(run, sentence, by):
    (commitment,) = json.loads(run("--json", content=f"May 3, 2018\n\n{sentence}\n").stdout)["commitments"]
    assert commitment["by"] == by
    assert [(f["value"], f["unit"]) for f in commitment["quantity"]] == [(50, "boxes")]
    assert commitment["deadline"]["value"] == "2018-10"


@pytest.mark.parametrize(
    "sentence",
    [
        "The promised 50 boxes never came to Osan.",
        "North Korea never agreed to hand over 50 boxes.",
        "Of 50 boxes promised 12 came.",
    ],
)
def test_what_was_not_undertaken_is_no_commitment(run, sentence):
    assert json.loads(run("--json", content=f"May 3, 2018\n\n{sentence}\n").stdout)["commitments"] == []


def test_for_people_it_prints_lines(run):
    result = run()
    assert result.exit_code == 0
    assert "Gen. Paul Hart" in result.stdout
    assert "= about 7,700 persons, missing" in result.stdout


def test_lines_tell_a_number_that_is_not_told_a_range_and_a_commitment(run):
    text = (
        "March 5, 2018\n\nThousands of soldiers are missing. "
        "Between 200 and 250 sets of remains were returned last month. "
        "Mr. Reed promised to return 50 boxes by October 2018.\n"
    )
    printed = run(content=text).stdout
    assert "None" not in printed
    assert "= persons, their number not told, missing" in printed
    assert "= between 200 and 250 sets, returned" in printed
    assert "    Reed: " in printed.partition("Commitments:")[2]
    assert "; 50 boxes; by 2018-10" in printed


def test_lines_never_show_the_words_that_stand_for_no_unit_and_no_meaning(run):
    text = (
        "The search\n\nWASHINGTON, July 30, 2018 - They found 12 dog tags. Half of the missing were Marines. "
        "In all 100 percent of the graves were opened. Between 10 and 20 percent of the families came.\n"
    )
    printed = run(content=text).stdout
    assert "= 12 dog tags, recovered" in printed
    assert "= 50%, missing" in printed
    assert "= 100%; " in printed
    assert "= between 10% and 20%; " in printed
    assert "other" not in printed


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {"value": 2005, "low": 2005, "high": 2005, "period": "2005", "predicate": "handed_over"},
            "the year 2005, handed over",
        ),
        ({"value": 2005, "low": 2005, "high": 2005, "population": "helmets"}, "2005 helmets"),
        ({"value": 64, "low": 64, "high": 64, "population": "boxes of letters"}, "64 boxes of letters"),
        ({"value": 2 / 3, "low": 2 / 3, "high": 2 / 3, "population": "of the families"}, "66.67%; of the families"),
        ({"value": 64, "low": 64, "high": 64, "unit": "boxes", "as_of": "2018-07"}, "64 boxes, as of 2018-07"),
        ({"value": 12000, "low": 12000, "high": 12000}, "12,000"),
        ({"population": "helmets"}, "helmets, their number not told"),
        ({"value": 55, "low": None, "high": 54, "qualifier": "up_to", "unit": "sets"}, "fewer than 55 sets"),
    ],
)
def test_a_figure_in_a_line(changed, line):
    figure = dict.fromkeys(("value", "low", "high", "period", "as_of"))
    figure |= {"qualifier": "exact", "unit": "other", "predicate": "other", "population": "", "evidence": {"quote": ""}}
    assert figure_line(figure | changed) == line


def test_makers_of_a_commitment_are_told_by_name_and_by_id(run):
    text = (
        "July 30, 2018\n\nThe Joint Statement promised the return of 200 sets. "
        "North Korea promised to return 5 boxes.\n"
    )
    printed = run(content=text).stdout.partition("Commitments:")[2]
    assert "Joint Statement: " in printed
    assert "North Korea: " in printed
    assert "UNNAMED" not in printed
    told = json.loads(run("--json", content=text).stdout)["commitments"]
    assert all(len(each["by"]) == len(each["makers"]) for each in told)
    assert ["DPRK"] in [each["by"] for each in told]


@pytest.mark.parametrize("content", ["", b"\x00\x01\x02\xff" * 300])
def test_of_a_file_without_text_only_the_problem_is_told(run, content):
    result = run(content=content)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "problem: " in result.stderr


def test_a_rule_of_a_conflict_is_told_without_underscores():
    place = Span("12", 0, 2)
    sides = (Position("12", "a", place), Position("14", "a", place))
    told = conflict_line(Conflict("parts_do_not_add_up", "sum", "Parts of a whole", "12 = 14", sides))
    assert told == "    parts do not add up: 12 | 14"
