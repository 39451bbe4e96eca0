"""Every golden case, in both conventions where the file gives both; and questions that cannot be answered."""

from __future__ import annotations

import copy
import json
import math

import pytest

from repatria.exchange.dna_golden import answer_golden
from tests.exchange.golden_comparison import as_table, compare, table_in_page


@pytest.mark.shared
def test_every_golden_case_agrees_with_pedprobr_and_familias(shared):
    rows = compare(shared)
    assert as_table(rows) == table_in_page()  # python -m tests.exchange.golden_comparison writes it anew
    assert [row for row in rows if not row.largest_difference <= 1e-10] == []
    counts = {}
    for row in rows:
        counts[row.peer, row.convention] = counts.get((row.peer, row.convention), 0) + 1
    assert counts == {("pedprobr", "keep"): 55 + 66 + 12, ("Familias", "prune"): 44 + 14}


@pytest.mark.shared
def test_log_likelihoods_and_ratios_are_those_of_the_file(shared):
    document = json.loads((shared / "dna/golden/golden_likelihoods.json").read_text(encoding="utf-8"))
    answers, _ = answer_golden(document, source="golden")
    for case, answer in zip(document["cases"], answers, strict=True):
        for part in ("loglik", "LR_vs_last"):
            for hypothesis, expected in case[part].items():
                if expected is not None:
                    assert answer[part][hypothesis] == pytest.approx(expected, rel=1e-9)


def question() -> dict:
    marker = {
        "name": "L1",
        "chrom": "autosomal",
        "alleles": ["8", "9", "10"],
        "freqs": [0.2, 0.3, 0.5],
        "mutation": None,
    }
    father = {"id": "F", "father": None, "mother": None, "sex": "male", "genotypes": {"L1": ["8", "8"]}}
    mother = {"id": "M", "father": None, "mother": None, "sex": "female", "genotypes": {}}
    child = {"id": "C", "father": "F", "mother": "M", "sex": "male", "genotypes": {"L1": ["9", "9"]}}
    return {
        "id": "q",
        "theta": 0,
        "markers": [marker],
        "pedigrees": {
            "related": [{"name": None, "members": [father, mother, child]}],
            "unrelated": [
                {"name": None, "members": [dict(father)]},
                {"name": None, "members": [child | {"father": None, "mother": None}]},
            ],
        },
    }


def test_one_case_alone_is_a_document():
    answers, problems = answer_golden(question(), source="q")
    assert problems == []
    assert answers[0]["id"] == "q"
    assert answers[0]["likelihoods_per_marker"]["unrelated"] == [pytest.approx(0.04 * 0.09)]


def test_an_impossible_hypothesis_has_likelihood_zero_and_a_reason():
    answers, problems = answer_golden(question(), source="q")
    assert problems == []
    assert answers[0]["likelihoods_per_marker"]["related"] == [0.0]
    assert answers[0]["loglik"]["related"] == -math.inf
    assert answers[0]["LR_vs_last"]["related"] == 0.0
    assert answers[0]["reasons"] == {"related": ["L1: F 8/8 and C 9/9 cannot both be right"]}


def test_a_bad_hypothesis_does_not_stop_the_others():
    bad = question()
    bad["pedigrees"]["related"][0]["members"][0]["father"] = "C"
    bad["pedigrees"]["related"][0]["members"][0]["mother"] = "M"
    good = question() | {"id": "good"}
    answers, problems = answer_golden({"cases": [bad, good]}, source="q")
    assert any("own ancestor" in problem.message and "q" in problem.place for problem in problems)
    assert math.isnan(answers[0]["loglik"]["related"])
    assert answers[0]["likelihoods_per_marker"]["unrelated"] == answers[1]["likelihoods_per_marker"]["unrelated"]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("theta",), 1.5, "theta is 1.5"),
        (("markers", 0, "freqs"), [0.2, 0.3, -0.5], "negative"),
        (("markers", 0, "freqs"), [0.2, 0.3, 0.1], "sum to 0.6"),
        (("markers", 0, "mutation"), {"female": {"matrix": [[1]]}, "male": {"matrix": [[1]]}}, "for 1 alleles"),
        (("pedigrees",), {}, "a case has pedigrees"),
        (("pedigrees", "related", 0, "members", 2, "genotypes", "L1"), ["9", "77"], "allele 77 is not in the table"),
    ],
)
def test_bad_input_is_a_problem_in_words(path, value, words):
    asked = copy.deepcopy(question())
    place = asked
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    answers, problems = answer_golden(asked, source="q")
    assert any(words in problem.message for problem in problems)
    assert len(answers) == 1


def test_components_that_share_ids_are_kept_apart():
    asked = question()
    asked["pedigrees"]["unrelated"][1]["members"][0]["id"] = "F"
    answers, problems = answer_golden(asked, source="q")
    assert problems == []
    assert answers[0]["likelihoods_per_marker"]["unrelated"] == [pytest.approx(0.04 * 0.09)]


def test_a_file_of_another_kind_is_refused():
    for document in ([], {"schema": "dna-case/1"}, {"cases": 3}):
        answers, problems = answer_golden(document, source="q")
        assert answers == []
        assert problems
