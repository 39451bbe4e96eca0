"""`repatria match` and `repatria kinship`: links, groups, relationships, and bad input in words."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_kinship import run, saved


def markers(count=6):
    alleles = ["8", "9", "10", "11"]
    return [
        {"name": f"M{i}", "chrom": "autosomal", "alleles": alleles, "freqs": [0.1, 0.2, 0.3, 0.4], "mutation": None}
        for i in range(count)
    ]


def sample(name, *pairs, sex="male"):
    return {"id": name, "sex": sex, "genotypes": {f"M{i}": list(pair) for i, pair in enumerate(pairs) if pair}}


A = [("8", "8"), ("8", "9"), ("9", "9"), ("8", "10"), ("8", "8"), ("9", "10")]
B = A[:3] + [None] * 3
C = [*A[:3], ("11", "11"), ("11", "11"), ("11", "11")]
MOTHER = [("8", "11"), ("8", "11"), ("9", "11"), ("8", "11"), ("8", "11"), ("9", "11")]


def case(*samples, **more):
    return {
        "schema": "dna-case/1",
        "name": "made up",
        "markers": markers(),
        "pm": list(samples),
        "families": [],
        "missing": [],
        "pairings": None,
    } | more


def family():
    rows = [("Ma", None, None, "female"), ("Pa", None, None, "male"), ("Son", "Pa", "Ma", "male")]
    members = [{"id": i, "father": f, "mother": m, "sex": s, "genotypes": {}} for i, f, m, s in rows]
    members[0]["genotypes"] = sample("", *MOTHER)["genotypes"]
    return {"name": "F1", "members": members}


def answered(*arguments):
    result = run(*arguments, "--json")
    return result.exit_code, json.loads(result.stdout)


def test_links_and_groups_with_their_conflicts(tmp_path):
    path = saved(tmp_path, case(sample("a", *A), sample("b", *B), sample("c", *C), sample("x", *A, sex="female")))
    code, answer = answered("match", path, "--threshold", 3)
    assert code == 0
    pairs = {(link["first"], link["second"]): link for link in answer["links"]}
    assert pairs["a", "b"]["markers_compared"] == 3
    assert pairs["a", "b"]["markers_differing"] == 0
    assert ("a", "c") not in pairs
    assert ("a", "x") not in pairs
    (group,) = answer["groups"]
    assert not group["consistent"]
    conflict = next(row for row in group["conflicts"] if {row["first"], row["second"]} == {"a", "c"})
    assert conflict["log10_lr"] == "-Infinity"
    assert conflict["markers_differing"] == 3


def test_two_files_are_compared_by_marker_and_allele_names(tmp_path):
    other = case(sample("p", *A))
    other["markers"][0]["alleles"] = ["11", "10", "9", "8"]
    other["markers"][0]["freqs"] = [0.4, 0.3, 0.2, 0.1]
    other["markers"] = other["markers"][:5]
    del other["pm"][0]["genotypes"]["M5"]
    first = saved(tmp_path, case(sample("a", *A), sample("c", *C)))
    code, answer = answered("match", first, saved(tmp_path, other, "two.json"))
    assert code == 0
    assert [(link["first"], link["second"], link["markers_compared"]) for link in answer["links"]] == [("a", "p", 5)]
    assert answer["markers_left_out"] == ["M5"]
    assert "groups" not in answer


def test_theta_lowers_and_a_typing_error_bounds_the_ratio(tmp_path):
    path = saved(tmp_path, case(sample("a", *A), sample("b", *A), sample("c", *C)))
    plain = answered("match", path, "--threshold", -99)[1]["links"]
    with_theta = answered("match", path, "--threshold", -99, "--theta", 0.03)[1]["links"]
    assert with_theta[0]["log10_lr"] < plain[0]["log10_lr"]
    with_error = answered("match", path, "--threshold", -99, "--error", 0.001)[1]["links"]
    assert len(plain) == 1
    assert len(with_error) == 3


def test_an_allele_that_the_first_file_does_not_have_is_a_problem(tmp_path):
    other = case(sample("p", *A))
    other["markers"][0]["alleles"][3] = "12"
    other["pm"][0]["genotypes"]["M0"] = ["12", "8"]
    code, answer = answered("match", saved(tmp_path, case(sample("a", *A))), saved(tmp_path, other, "two.json"))
    assert code == 1
    assert "allele 12 is not in the first file's table" in answer["problems"][0]["message"]
    assert answer["links"][0]["markers_compared"] == 5


def test_usage_errors_leave_with_two(tmp_path):
    path = saved(tmp_path, case(sample("a", *A)))
    assert run("match", path, "--as", "friends").exit_code == 2
    assert run("match", path, "--theta", 2).exit_code == 2
    assert run("match", path, "--as", "unrelated").exit_code == 2
    assert run("kinship", path, "--one", "a").exit_code == 2
    assert run("kinship", path, "--one", "a", "--two", "a", "--as", "friends").exit_code == 2
    assert run("kinship", path, "--one", "a", "--two", "a", "--as", "full-siblings", "--line-one", "x").exit_code == 2


def test_a_file_that_is_no_case_is_a_problem(tmp_path):
    path = saved(tmp_path, {"schema": "other"})
    for arguments in (("match", path), ("kinship", path, "--one", "a", "--two", "b", "--as", "parent-child")):
        code, answer = answered(*arguments)
        assert code == 1
        assert "not a dna-case/1 file" in answer["problems"][0]["message"]


def test_a_sample_is_tested_against_a_family(tmp_path):
    path = saved(tmp_path, case(sample("a", *A), sample("c", *C), families=[family()]))
    code, answer = answered("kinship", path, "--one", "F1:Ma", "--two", "a", "--as", "parent-child")
    assert code == 0
    assert answer["log10_lr"] == pytest.approx(sum(answer["by_marker"].values()))
    assert answer["log10_lr"] > 1
    code, answer = answered("kinship", path, "--one", "F1:Son", "--two", "a", "--as", "full-siblings")
    assert code == 0
    assert answer["log10_lr"] > 0


def test_two_samples_are_tested_and_the_impossible_markers_named(tmp_path):
    path = saved(tmp_path, case(sample("a", *A), sample("c", *C)))
    _, answer = answered("kinship", path, "--one", "a", "--two", "c", "--as", "parent-child")
    assert answer["log10_lr"] == "-Infinity"
    assert answer["exclusions"] == ["M3", "M4", "M5"]
    _, answer = answered("kinship", path, "--one", "a", "--two", "c", "--as", "half-siblings", "--theta", 0.01)
    assert answer["exclusions"] == []


def test_a_pedigree_of_ones_own_joins_samples_and_relatives(tmp_path):
    path = saved(tmp_path, case(sample("a", *A), sample("c", *C), families=[family()]))
    drawn = [
        {"id": "F1:Ma", "father": None, "mother": None, "sex": "female"},
        {"id": "pa", "father": None, "mother": None, "sex": "male"},
        {"id": "a", "father": "pa", "mother": "F1:Ma", "sex": "male"},
    ]
    pedigree = saved(tmp_path, {"members": drawn}, "pedigree.json")
    _, own = answered("kinship", path, "--pedigree", pedigree)
    _, named = answered("kinship", path, "--one", "F1:Ma", "--two", "a", "--as", "parent-child")
    assert own["log10_lr"] == pytest.approx(named["log10_lr"], rel=1e-12)
    drawn[2]["father"] = "nobody"
    code, answer = answered("kinship", path, "--pedigree", saved(tmp_path, {"members": drawn}, "bad.json"))
    assert code == 1
    assert "nobody" in answer["problems"][0]["message"]
    code, answer = answered("kinship", path, "--pedigree", saved(tmp_path, {"members": drawn[:1]}, "short.json"))
    assert code == 1
    assert "fewer than two typed persons" in answer["problems"][0]["message"]


def test_unknown_persons_are_problems(tmp_path):
    path = saved(tmp_path, case(sample("a", *A)))
    code, answer = answered("kinship", path, "--one", "a", "--two", "nobody", "--as", "first-cousins")
    assert code == 1
    assert answer["log10_lr"] is None
    assert "nobody is neither a sample nor a FAMILY:MEMBER" in answer["problems"][0]["message"]


def test_tables_are_printed_without_json(tmp_path):
    path = saved(tmp_path, case(sample("a", *A), sample("b", *A), sample("c", *C)))
    assert "group of a, b" in run("match", path).stdout
    assert "log10 LR" in run("kinship", path, "--one", "a", "--two", "b", "--as", "full-siblings").stdout
