"""The commands `likelihood` and `lr` print what the design says, with the exit codes it says."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from tests.exchange.test_dna_case import small_case
from tests.exchange.test_dna_golden import question

runner = CliRunner()


def run(*arguments: str):
    return runner.invoke(build(), [str(argument) for argument in arguments])


def saved(tmp_path, document, name="file.json"):
    path = tmp_path / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_lr_prints_rows_columns_ratios_exclusions_and_problems(tmp_path):
    result = run("lr", saved(tmp_path, small_case()), "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["rows"] == ["V1", "V2"]
    assert answer["cols"] == ["MP", "N"]
    assert answer["log10_lr"][0][0] == pytest.approx(0.09691, abs=1e-5)
    assert answer["log10_lr"][0][1] is None
    assert answer["exclusions"] == [[0, None], [None, 0]]
    assert answer["problems"] == []


def test_an_excluded_pair_is_minus_infinity(tmp_path):
    raw = small_case()
    raw["pm"][0]["genotypes"]["vWA"] = ["16", "16"]
    answer = json.loads(run("lr", saved(tmp_path, raw), "--json").stdout)
    assert answer["log10_lr"][0][0] == "-Infinity"
    assert answer["exclusions"][0][0] == 1


def test_problems_give_exit_code_one_and_the_rest_is_answered(tmp_path):
    raw = small_case()
    raw["families"][0]["members"][0]["mother"] = "nobody"
    result = run("lr", saved(tmp_path, raw), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["cols"] == ["N"]
    assert {"source": "file.json", "place": "family one, member F"}.items() <= answer["problems"][0].items()


def test_a_broken_file_gives_problems_and_no_traceback(tmp_path):
    path = tmp_path / "cut.json"
    path.write_text('{"schema": "dna-case/1", "pm": [', encoding="utf-8")
    for command in ("lr", "likelihood"):
        result = run(command, path, "--json")
        assert result.exit_code == 1
        assert "cut off" in json.loads(result.stdout)["problems"][0]["message"]


def test_a_table_is_printed_without_json(tmp_path):
    result = run("lr", saved(tmp_path, small_case()))
    assert result.exit_code == 0
    assert "0.10" in result.stdout


def test_an_unknown_convention_is_a_usage_error(tmp_path):
    for command in ("lr", "likelihood"):
        assert run(command, saved(tmp_path, small_case()), "--untyped-founders", "cut").exit_code == 2


def test_likelihood_prints_each_hypothesis_and_its_ratio_to_the_last(tmp_path):
    result = run("likelihood", saved(tmp_path, question()), "--json")
    assert result.exit_code == 0
    (answer,) = json.loads(result.stdout)["cases"]
    assert answer["id"] == "q"
    assert answer["likelihoods_per_marker"] == {"related": [0.0], "unrelated": [pytest.approx(0.0036)]}
    assert answer["loglik"]["related"] == "-Infinity"
    assert answer["LR_vs_last"] == {"related": 0.0, "unrelated": 1.0}


@pytest.mark.shared
def test_each_golden_block_is_answered_in_its_own_convention(shared):
    path = shared / "dna/golden/golden_linked_silent_dist.json"
    answers = {a["id"]: a for a in json.loads(run("likelihood", path, "--json").stdout)["cases"]}
    document = json.loads(path.read_text(encoding="utf-8"))
    for case in document["familias"]:
        assert answers[case["id"]]["untyped_founders"] == "prune"
        for hypothesis, expected in case["likelihoods"].items():
            assert answers[case["id"]]["likelihoods"][hypothesis] == pytest.approx(expected, rel=1e-10)
    for case in document["linked"]:
        assert answers[case["id"]]["untyped_founders"] == "keep"
        assert answers[case["id"]]["likelihood"] == pytest.approx(case["likelihood"], rel=1e-10)
