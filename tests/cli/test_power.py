"""`repatria power`: figures for each missing person, whom to ask, and bad input in words."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_kinship import run, saved
from tests.exchange.test_dna_case import small_case


def power(tmp_path, raw, *options):
    result = run("power", saved(tmp_path, raw), "--draws", 500, "--asks", 20, *options, "--json")
    return result.exit_code, json.loads(result.stdout)


def test_it_prints_the_power_of_every_missing_person(tmp_path):
    code, answer = power(tmp_path, small_case())
    assert code == 0
    assert [row["id"] for row in answer["missing"]] == ["MP", "N"]
    assert answer["problems"] == []
    for row in answer["missing"]:
        assert 0 <= row["exclusion_probability"] <= 1
        assert row["expected_log10_lr"] >= 0
        assert row["log10_lr_when_true"]["p05"] <= row["log10_lr_when_true"]["p95"]
        assert 1 <= row["expected_rank"] <= 1000
        assert row["false_hits"] == pytest.approx(1000 * row["exceeds_when_unrelated"])
        gains = [entry["expected_log10_lr"] for entry in row["next"]]
        assert gains == sorted(gains, reverse=True)


def test_the_same_seed_prints_the_same_bytes(tmp_path):
    assert power(tmp_path, small_case(), "--seed", 3) == power(tmp_path, small_case(), "--seed", 3)


def test_one_missing_person_may_be_chosen(tmp_path):
    _, answer = power(tmp_path, small_case(), "--missing", "N")
    assert [row["id"] for row in answer["missing"]] == ["N"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--family", "nobody's"), "no usable family nobody's"),
        (("--missing", "nobody"), "nobody is not a missing person"),
        (("--ask", "nobody"), "nobody is not an untyped relative"),
    ],
)
def test_unknown_names_are_problems(tmp_path, options, message):
    code, answer = power(tmp_path, small_case(), *options)
    assert code == 1
    assert message in answer["problems"][0]["message"]


def test_a_file_that_is_not_a_case_is_a_problem(tmp_path):
    code, answer = power(tmp_path, {"schema": "other"})
    assert code == 1
    assert answer["missing"] == []


def test_usage_errors_leave_with_two(tmp_path):
    path = saved(tmp_path, small_case())
    assert run("power", path, "--draws", 1).exit_code == 2
    assert run("power", path, "--untyped-founders", "maybe").exit_code == 2
    assert run("power").exit_code == 2


def test_it_prints_sentences_without_json(tmp_path):
    result = run("power", saved(tmp_path, small_case()), "--draws", 200, "--asks", 10)
    assert result.exit_code == 0
    assert "MP of family" in result.stdout
    assert "expected rank" in result.stdout
