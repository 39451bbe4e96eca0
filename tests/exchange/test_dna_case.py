"""Disaster cases: what dvir answers, and everything that can be wrong in a file."""

from __future__ import annotations

import copy
import csv
import gzip
import json
import math

import numpy as np
import pytest

from repatria.exchange.dna_case import case_lr_matrix, parse_dna_case, read_dna_case
from repatria.exchange.dna_records import load_json

CASES = {
    "KETPchap481": "KETPchap481",
    "KETPchap484": "KETPchap484",
    "example1": "example1",
    "example2": "example2",
    "famfile_dvi-example": "famfile_dvi-example",
    "fire": "fire",
    "grave": "grave_quick",
    "icmp": "icmp",
    "planecrash": "planecrash",
    "symmetricSibs": "symmetricSibs",
}
BENCHES = [
    f"pair_n{n}_rel{relatives}_{model}"
    for n, relatives in ((50, 1), (50, 2), (50, 4), (100, 2))
    for model in ("nomut", "mutequal001")
]


def assert_same_matrix(log10_lr, expected):
    """Same blanks, same zeros, and ratios within 1e-9."""
    theirs = np.array([[np.nan if x is None else float(x) for x in row] for row in expected])
    np.testing.assert_array_equal(np.isnan(log10_lr), np.isnan(theirs))
    np.testing.assert_array_equal(np.isneginf(log10_lr), theirs == 0)
    above = theirs > 0
    ratio = 10 ** (log10_lr[above] - np.log10(theirs[above]))
    np.testing.assert_allclose(ratio, 1.0, rtol=0, atol=1e-9)


@pytest.mark.shared
@pytest.mark.parametrize("name", CASES)
def test_pairwise_ratios_and_exclusions_are_those_of_dvir(shared, name):
    case, problems = read_dna_case(shared / f"dna/cases/dvir_{name}.json")
    assert problems == []
    matrix, found = case_lr_matrix(case, source=name)
    assert found == []
    expected = json.loads((shared / f"dna/expected/{CASES[name]}.json").read_text(encoding="utf-8"))
    ratios, counts = expected["pairwiseLR"]["LR"], expected["exclusionMatrix"]["counts"]
    assert [sample.id for sample in case.remains] == ratios["rows"]
    assert [person.id for person in case.missing] == ratios["cols"]
    assert_same_matrix(matrix.log10_lr, ratios["values"])
    assert matrix.exclusions.tolist() == [[-1 if x is None else x for x in row] for row in counts["values"]]


@pytest.mark.shared
@pytest.mark.parametrize("name", BENCHES)
def test_large_blind_searches_are_those_of_dvir(shared, name):
    case, _ = read_dna_case(shared / f"dna/bench/{name}.json")
    matrix, _ = case_lr_matrix(case, source=name)
    with gzip.open(shared / f"dna/bench/{name}_LR.csv.gz", "rt") as file:
        rows = list(csv.reader(file))
    assert [person.id for person in case.missing] == rows[0][1:]
    assert [sample.id for sample in case.remains] == [row[0] for row in rows[1:]]
    assert_same_matrix(matrix.log10_lr, [[None if x in ("", "NA") else x for x in row[1:]] for row in rows[1:]])


@pytest.mark.shared
def test_families_that_contradict_themselves_are_reported_and_the_others_answered(shared):
    case, _ = read_dna_case(shared / "dna/cases/dvir_exclusionExample.json")
    matrix, problems = case_lr_matrix(case, source="exclusionExample")
    assert [problem.place for problem in problems] == ["family F5", "family F6"]
    assert "D18S51: R15 15/16, R16 15/18 and R17 15/20 cannot all be right" in problems[0].message
    assert "one error would explain it: the sample of R15 is not theirs or" in problems[0].message
    assert np.isfinite(matrix.log10_lr).any(axis=0).sum() == 13  # every missing man; two missing are women
    assert matrix.exclusions[4, 12] == 0


def small_case() -> dict:
    marker = {
        "name": "vWA",
        "chrom": "autosomal",
        "alleles": ["14", "15", "16"],
        "freqs": [0.2, 0.3, 0.5],
        "mutation": None,
    }
    on_x = {"name": "DXS1", "chrom": "X", "alleles": ["1", "2"], "freqs": [0.4, 0.6], "mutation": None}
    people = [
        {"id": "F", "father": None, "mother": None, "sex": "male", "genotypes": {"VWA": ["14", "15"]}},
        {"id": "W", "father": None, "mother": None, "sex": "female", "genotypes": {}},
        {"id": "MP", "father": "F", "mother": "W", "sex": "male", "genotypes": {}},
    ]
    other = [
        {"id": "B", "father": None, "mother": "N", "sex": "male", "genotypes": {"vwa": ["15", "16"]}},
        {"id": "N", "father": None, "mother": None, "sex": "female", "genotypes": {}},
    ]
    return {
        "schema": "dna-case/1",
        "name": "small",
        "producer": "test",
        "markers": [marker, on_x],
        "pm": [
            {"id": "V1", "sex": "male", "genotypes": {"vWA": ["14", "16"], "DXS1": ["1", "1"]}},
            {"id": "V2", "sex": "female", "genotypes": {"vWA": ["15", None]}},
        ],
        "families": [{"name": "one", "members": people}, {"name": "two", "members": other}],
        "missing": ["MP", "N"],
        "pairings": None,
    }  # fmt: skip


def test_a_small_case_by_hand():
    case, problems = parse_dna_case(small_case(), source="small")
    assert problems == []
    matrix, problems = case_lr_matrix(case, source="small")
    assert problems == []
    # V1 14/16 as the son of 14/15: half of the father's alleles is 14, so 0.5 p16 / (2 p14 p16).
    assert 10 ** matrix.log10_lr[0, 0] == pytest.approx(0.5 * 0.5 / (2 * 0.2 * 0.5))
    assert np.isnan(matrix.log10_lr[0, 1])
    assert np.isnan(matrix.log10_lr[1, 0])
    # V2 is a woman with 15 called; N is the mother of 15/16, whose father is not in the pedigree: given her genotype,
    # her child's is (her 15 and a population 16) or (her 16 and a population 15).
    prior = {"15/15": 0.3**2, "14/15": 2 * 0.2 * 0.3, "15/16": 2 * 0.3 * 0.5}
    child = {"15/15": 1.0 * 0.5, "14/15": 0.5 * 0.5, "15/16": 0.5 * 0.5 + 0.5 * 0.3}
    of_any_child = 2 * 0.3 * 0.5
    expected = sum(prior[g] * child[g] for g in prior) / of_any_child / sum(prior.values())
    assert 10 ** matrix.log10_lr[1, 1] == pytest.approx(expected)


def broken(path, value):
    raw = copy.deepcopy(small_case())
    place = raw
    for key in path[:-1]:
        place = place[key]
    if value is None and isinstance(place, dict) and path[-1] not in place:
        raise KeyError(path)
    place[path[-1]] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        (("pm", 0, "genotypes", "vWA"), ["14", "99"], "sample V1, marker vWA", "allele 99 is not in the table of vWA"),
        (("pm", 0, "genotypes"), {"FGA": ["20", "21"]}, "sample V1, marker FGA", "the case has no marker FGA"),
        (("pm", 0, "genotypes", "DXS1"), ["1", "2"], "sample V1, marker DXS1", "a male has two different alleles"),
        (("pm", 0, "genotypes", "vWA"), ["14"], "sample V1, marker vWA", "two alleles, not 1"),
        (("pm", 1, "id"), "V1", "sample V1", "given to two samples"),
        (("pm", 1, "sex"), "both", "sample V2", "neither male, female nor unknown"),
        (("families", 0, "members", 0, "father"), "MP", "family one, member F", "own ancestor"),
        (("families", 0, "members", 2, "father"), "X", "family one, member MP", "father X of MP is not a member"),
        (("families", 0, "members", 2, "father"), ["F", "G"], "family one, member number 3", "two fathers: F and G"),
        (("families", 0, "members", 1, "id"), "F", "family one, member F", "given to two members"),
        (("families", 0, "members", 0, "sex"), "female", "family one, member F", "F is the father of MP but is female"),
        (("families", 0, "members"), None, "family one", "this list is not there"),
        (("missing",), ["MP", "nobody"], "missing nobody", "not a member of any family"),
        (("missing",), ["MP", "MP"], "missing MP", "twice"),
        (("markers", 0, "freqs"), [0.2, 0.3, 0.1], "marker vWA", "sum to 0.6"),
        (("markers", 1, "name"), "VWA", "marker VWA", "given twice"),
        (("markers", 0, "mutation"), {"female": {}, "male": {}}, "marker vWA", "has no matrix"),
        (("pairings",), {"V1": ["*", "nobody"]}, "pairings V1", "nobody is not a usable missing person"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_the_rest_goes_on(path, value, place, words):
    case, problems = parse_dna_case(broken(path, value), source="small")
    assert [(p.place, p.message) for p in problems if words in p.message and p.place.startswith(place)], problems
    matrix, _ = case_lr_matrix(case, source="small")
    assert matrix.log10_lr.shape == (len(case.remains), len(case.missing))
    assert np.isfinite(matrix.log10_lr).any()


def test_explicit_pairings_restrict_the_comparison():
    raw = small_case() | {"pairings": {"V1": ["*"], "V2": ["*", "N"]}}
    case, problems = parse_dna_case(raw, source="small")
    assert problems == []
    matrix, _ = case_lr_matrix(case, source="small")
    assert np.isnan(matrix.log10_lr[0]).all()
    assert math.isfinite(matrix.log10_lr[1, 1])


def test_an_impossible_family_is_reported_and_left_blank():
    raw = small_case()
    raw["families"][0]["members"].append(
        {"id": "D", "father": "F", "mother": "W", "sex": "female", "genotypes": {"vWA": ["16", "16"]}}
    )
    case, problems = parse_dna_case(raw, source="small")
    assert problems == []
    matrix, problems = case_lr_matrix(case, source="small")
    assert [problem.place for problem in problems] == ["family one"]
    assert "vWA: F 14/15 and D 16/16 cannot both be right" in problems[0].message
    assert np.isnan(matrix.log10_lr[:, 0]).all()
    assert math.isfinite(matrix.log10_lr[1, 1])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"schema": "dna-case/1", "pm": [', "cut off"),
        (b'{"schema": "dna-case/1"} x', "not JSON"),
        (b"{'schema': 'dna-case/1'}", "not JSON"),
        ('{"schema": "dna-case/1", "name": "Grab Süd"}'.encode("latin-1"), "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"[1, 2]", "not a dna-case/1 file"),
        (b'{"schema": "dna-case/2"}', "the schema is 'dna-case/2'"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, words):
    path = tmp_path / "case.json"
    path.write_bytes(content)
    case, problems = read_dna_case(path)
    assert case is None
    assert words in problems[0].message
    assert problems[0].source == "case.json"


def test_a_file_above_the_limit_is_not_read(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    value, problems = load_json(path)
    assert value is None
    assert "more than 268,435,456 are not read" in problems[0].message
    assert load_json(tmp_path / "absent.json")[1][0].message.startswith("the file cannot be read")
