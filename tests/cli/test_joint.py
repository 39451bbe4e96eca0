"""The joint command: its JSON, dvir's answers, and what it says to bad input."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from typer import Typer
from typer.main import get_command

from repatria.cli import joint

RUN = CliRunner()
APP = Typer()
APP.callback()(lambda: None)
joint.register(APP)
COMMAND = get_command(APP)
KEYS = {"rows", "cols", "marginal", "log_evidence", "best", "error_bound", "exact"}


def ask(*arguments):
    """Exit code and JSON of ``repatria joint``."""
    result = RUN.invoke(COMMAND, ["joint", *map(str, arguments), "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout) if result.stdout else None


def matrix(tmp_path: Path, text: str | bytes, name: str = "lr.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def messages(answer):
    return " | ".join(f"{problem['place']}: {problem['message']}" for problem in answer["problems"])


# --- a matrix of ratios


def test_a_matrix_of_ratios_gives_the_posterior_that_adding_up_gives(tmp_path):
    code, answer = ask("--lr", matrix(tmp_path, "victim,M1,M2\nV1,100,2\nV2,0.5,30\n"))
    assert code == 0
    assert answer.keys() >= KEYS
    assert (answer["rows"], answer["cols"]) == (["V1", "V2"], ["M1", "M2", "*"])
    total = 1 + 100 + 2 + 0.5 + 30 + 100 * 30 + 2 * 0.5
    expected = [[3100 / total, 3 / total, 31.5 / total], [2.5 / total, 3030 / total, 103 - 2 + 0]]
    expected[1][2] = (1 + 100 + 2) / total
    expected[1][0] = (0.5 + 2 * 0.5) / total
    np.testing.assert_allclose(answer["marginal"], expected, rtol=1e-12)
    assert answer["log_evidence"] == pytest.approx(math.log(total), abs=1e-12)
    assert answer["best"][0] == {"assignment": {"V1": "M1", "V2": "M2"}, "posterior": pytest.approx(3000 / total)}
    assert [sum(one["assignment"][v] != "*" for v in ("V1", "V2")) for one in answer["best"]][:2] == [2, 1]
    assert (answer["exact"], answer["error_bound"], answer["problems"]) == (True, 0.0, [])


def test_the_best_assignments_add_up_to_one_when_all_are_asked_for(tmp_path):
    path = matrix(tmp_path, "v,A,B,C\n1,3,0,1\n2,1,1,NA\n3,,2,5\n")
    _, answer = ask("--lr", path, "--best", 1000)
    assert sum(one["posterior"] for one in answer["best"]) == pytest.approx(1.0, abs=1e-12)
    assert answer["marginal"][2][0] == 0.0


def test_a_generalised_ratio_compares_the_best_with_and_without(tmp_path):
    _, answer = ask("--lr", matrix(tmp_path, "v,M1,M2\nV1,100,10\nV2,1000,0\n"))
    glr = np.array(answer["log10_glr"], dtype=object)
    assert glr[0, 0] == pytest.approx(math.log10(100 / (10 * 1000)))
    assert glr[1, 1] == "-Infinity"
    assert glr[1, 0] == pytest.approx(math.log10(10 * 1000 / 100))


def test_symmetric_solutions_are_named(tmp_path):
    _, answer = ask("--lr", matrix(tmp_path, "v,M1,M2\nV1,1e6,1e6\nV2,1e5,1e5\n"))
    assert answer["symmetric"][0]["victims"] == ["V1", "V2"]
    assert answer["symmetric"][0]["missing"] == ["M1", "M2"]
    assert "cannot say who is which" in answer["symmetric"][0]["statement"]


@pytest.mark.parametrize("text", ["v,M1\nV1,5\nV2,7\nV3,1\n", "v,M1,M2,M3\nV1,5,1,2\n"])
def test_more_victims_than_missing_and_the_reverse_are_nothing_special(tmp_path, text):
    code, answer = ask("--lr", matrix(tmp_path, text))
    assert code == 0
    np.testing.assert_allclose(np.sum(answer["marginal"], axis=1), 1.0)


def test_priors_change_the_answer_and_are_named(tmp_path):
    path = matrix(tmp_path, "v,M1\nV1,100\n")
    odds = matrix(tmp_path, "victim,missing,log10_odds\nV1,M1,-1\nV1,*,1\n", "odds.csv")
    for prior, expected in (("flat", 100 / 101), ("pairing=0.01", 0.5), ("off-roll=50", 100 / 150), (odds, 0.5)):
        _, answer = ask("--lr", path, "--prior", prior)
        assert answer["marginal"][0][0] == pytest.approx(expected)
        assert answer["prior"] == str(prior)


def test_a_prior_that_allows_nothing_is_said_to(tmp_path):
    code, answer = ask("--lr", matrix(tmp_path, "v,M1\nV1,0\nV2,4\n"), "--prior", "off-roll=0")
    assert code == 1
    assert "the prior allows no solution" in messages(answer)


def test_ratios_for_two_being_one_person_put_them_together(tmp_path):
    path = matrix(tmp_path, "v,M1\nV1,100\nV2,100\nV3,1\n")
    same = matrix(tmp_path, "v,V1,V2,V3\nV1,,1e6,0\nV2,1e6,,\nV3,,0,\n", "same.csv")
    code, answer = ask("--lr", path, "--same", same)
    assert code == 0
    assert answer["best"][0]["persons"][0] == {"victims": ["V1", "V2"], "is": "M1"}
    assert answer["together"][0][1] > 0.999
    assert answer["persons"]["2"] > 0.999


# --- cases, against dvir 3.4.2

CASES = ["KETPchap481", "KETPchap484", "example1", "example2", "famfile_dvi-example", "fire", "icmp", "symmetricSibs"]


def assert_marginals(answer, expected, tolerance=1e-9):
    table = expected["marginal"]
    rows = [answer["rows"].index(name) for name in table["rows"]]
    cols = [answer["cols"].index(name) for name in table["cols"]]
    marginal = np.array(answer["marginal"])[np.ix_(rows, cols)]
    np.testing.assert_allclose(marginal, np.array(table["values"], dtype=float), atol=tolerance)
    assert answer["log_evidence"] == pytest.approx(expected["logsumexp"], abs=tolerance)


@pytest.mark.shared
@pytest.mark.parametrize("name", CASES)
def test_cases_agree_with_dvir(shared, name):
    expected = json.loads((shared / f"dna/expected/{name}.json").read_text())
    code, answer = ask(shared / f"dna/cases/dvir_{name}.json", "--best", 3)
    assert code == 0
    assert_marginals(answer, expected["posterior_flat"])
    top = expected["dviJoint"]["top"][0]["loglik"]
    assert answer["best"][0]["posterior"] == pytest.approx(math.exp(top - answer["log_evidence"]), rel=1e-8)
    for line in expected["dviGLR"]["table"]:
        victim, person = line["H0"].split("=")
        if line["GLR"] and isinstance(line["GLR"], float):
            found = answer["log10_glr"][answer["rows"].index(victim)][answer["cols"].index(person)]
            assert found == pytest.approx(math.log10(line["GLR"]), abs=1e-8)


@pytest.mark.shared
def test_the_plane_crash_agrees_with_its_enumeration(shared):
    expected = json.loads((shared / "dna/expected/planecrash_joint.json").read_text())
    _, answer = ask(shared / "dna/cases/dvir_planecrash.json")
    assert_marginals(answer, expected)
    assert answer["log_nobody"] == pytest.approx(expected["loglik0"], abs=1e-9)
    for found, line in zip(answer["best"], expected["top"], strict=False):
        assert found["posterior"] == pytest.approx(line["posterior"], abs=1e-9)
        assert found["assignment"] == {victim: line[victim] for victim in answer["rows"]}


@pytest.mark.shared
def test_the_grave_agrees_with_all_assignments_that_are_possible(shared):
    expected = json.loads((shared / "dna/expected/grave_quick.json").read_text())
    _, answer = ask(shared / "dna/cases/dvir_grave.json", "--best", 500)
    logs = [line["loglik"] for line in expected["dviJoint"]["top"]]
    posteriors = [one["posterior"] for one in answer["best"]]
    for found, log in zip(posteriors, logs, strict=False):
        assert found == pytest.approx(math.exp(log - answer["log_evidence"]), abs=1e-9)
    assert sum(posteriors) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["joint_n4_k2_full", "joint_n6_k3_full", "joint_n8_k4_LRgt0", "joint_dense_n4"])
def test_bench_cases_agree_with_dvir(shared, name):
    expected = json.loads((shared / f"dna/bench/{name}_expected.json").read_text())
    case = name.replace("_full", "").replace("_LRgt0", "")
    _, answer = ask(shared / f"dna/bench/{case}.json")
    assert_marginals(answer, expected)
    assert answer["exact"]


@pytest.mark.shared
def test_a_matrix_with_every_pair_possible_is_solved_within_a_bound(shared, tmp_path):
    with gzip.open(shared / "dna/bench/pair_n100_rel2_mutequal001_LR.csv.gz") as file:
        path = matrix(tmp_path, file.read())
    code, answer = ask("--lr", path)
    assert code == 0
    assert not answer["exact"]
    assert answer["method"] == "pruned"
    assert 0 < answer["error_bound"] < 1e-9
    assert max(answer["marginal"][0]) > 0.99


@pytest.mark.shared
def test_reassociation_leaves_strangers_apart(shared):
    plain = ask(shared / "dna/cases/dvir_symmetricSibs.json")[1]
    code, answer = ask(shared / "dna/cases/dvir_symmetricSibs.json", "--reassociate")
    assert code == 0
    np.testing.assert_allclose(answer["marginal"], plain["marginal"], atol=1e-12)
    assert answer["persons"] == {"5": 1.0}


@pytest.mark.shared
def test_two_samples_of_one_body_are_put_together(shared, tmp_path):
    case = json.loads((shared / "dna/cases/dvir_symmetricSibs.json").read_text())
    alone = ask(shared / "dna/cases/dvir_symmetricSibs.json")[1]
    piece = dict(case["pm"][3], id="piece")
    piece["genotypes"] = dict(list(piece["genotypes"].items())[:9])
    case["pm"].append(piece)
    case["pairings"] = None
    path = matrix(tmp_path, json.dumps(case), "case.json")
    _, answer = ask(path, "--reassociate")
    assert answer["together"][3][5] > 0.9999
    np.testing.assert_allclose(answer["marginal"][3], answer["marginal"][5], atol=1e-4)
    np.testing.assert_allclose(answer["marginal"][3], alone["marginal"][3], atol=1e-3)


# --- bad input


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("v,M1\n", "there is no victim"),
        ("v\nV1\n", "names no missing person"),
        ("v,M1,M2\nV1,1,2\nV2,nan,1\n", "line 3, column M1: 'nan' is not a likelihood ratio"),
        ("v,M1\nV1,1\nV2,-3\n", "line 3, column M1: '-3' is not a likelihood ratio"),
        ("v,M1\nV1,1\nV2,inf\n", "'inf' is not a likelihood ratio"),
        ("v,M1\nV1,1\nV2,1e999\n", "'1e999' is not a likelihood ratio"),
        ("v,M1\nV1,1\nV2,lots\n", "'lots' is not a likelihood ratio"),
        ("v,M1\nV1,1\nV1,2\n", "line 3: victim V1 is there already"),
        ("v,M1,M1\nV1,1,2\n", "line 1, column 3: missing person M1 is there already"),
        ("v,M1,*\nV1,1,2\n", "* means nobody"),
        ("v,M1,\nV1,1,2\n", "line 1, column 3: the column has no missing person's name"),
        ("v,M1\n,1\nV1,1\n", "line 2: the row has no victim's name"),
        ("v,M1,M2\nV1,1\nV2,1,2\n", "line 2: the row has 2 cells, the header 3"),
        ("v,M1\nV1,0\nV2,0\n", "no pairing is possible"),
        (b"v,M1\nV\xe9,1\n", "byte 6: the file is not UTF-8 text"),
        (b"\xff\xfev\x00,\x00", "not UTF-8"),
        ('v,M1\n"V1,1\n', "not CSV"),
    ],
)
def test_a_bad_matrix_is_answered_with_its_places(tmp_path, text, said):
    code, answer = ask("--lr", matrix(tmp_path, text))
    assert code == 1
    assert said in messages(answer)


def test_good_rows_go_on_beside_bad_ones(tmp_path):
    code, answer = ask("--lr", matrix(tmp_path, "v,M1,M2\nV1,9,0\nV2,x,0\nV3\nV4,0,9\n"))
    assert code == 1
    assert answer["rows"] == ["V1", "V2", "V4"]
    assert answer["marginal"][0][0] == pytest.approx(0.9)
    assert answer["marginal"][2][1] == pytest.approx(0.9)
    assert answer["marginal"][1] == [0.0, 0.0, 1.0]


def test_all_pairings_impossible_still_has_an_answer(tmp_path):
    code, answer = ask("--lr", matrix(tmp_path, "v,M1\nV1,0\n"))
    assert code == 1
    assert answer["marginal"] == [[0.0, 1.0]]
    assert answer["best"] == [{"assignment": {"V1": "*"}, "posterior": 1.0}]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    code, answer = ask("--lr", matrix(tmp_path, b"\xef\xbb\xbfvictim,M1\r\nV1,4\r\n"))
    assert (code, answer["rows"]) == (0, ["V1"])
    assert answer["marginal"][0][0] == pytest.approx(0.8)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--lr", "absent.csv"],
        ["absent.json"],
        ["--best", "0"],
        ["--prior", "guess"],
        ["--prior", "pairing=-1"],
        ["--prior", "off-roll=-1"],
        ["--untyped-founders", "maybe"],
    ],
)
def test_wrong_usage_has_exit_code_two(tmp_path, arguments):
    path = matrix(tmp_path, "v,M1\nV1,1\n")
    given = arguments if "--lr" in arguments or "absent.json" in arguments else ["--lr", str(path), *arguments]
    result = RUN.invoke(COMMAND, ["joint", *(given if arguments else [])])
    assert result.exit_code == 2
    assert RUN.invoke(COMMAND, ["joint", str(path), "--lr", str(path)]).exit_code == 2


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": "dna-case/1"}', '{"schema": "other"}', "\x00\x01", '{"schema": "dna-case/1", "pm": 3}'],
)
def test_a_case_that_cannot_be_used_is_reported(tmp_path, text):
    code, answer = ask(matrix(tmp_path, text, "case.json"))
    assert code == 1
    assert answer["problems"]
    assert answer["rows"] == []


@pytest.mark.shared
def test_an_inconsistent_family_does_not_stop_the_others(shared, tmp_path):
    case = json.loads((shared / "dna/cases/dvir_symmetricSibs.json").read_text())
    good = ask(shared / "dna/cases/dvir_symmetricSibs.json")[1]
    family = case["families"][2]
    marker = case["markers"][0]
    relative = next(member for member in family["members"] if member["genotypes"])
    child = {"id": "child", "father": None, "mother": None, "sex": "male", "genotypes": {}}
    child["father" if relative["sex"] == "male" else "mother"] = relative["id"]
    others = [allele for allele in marker["alleles"] if allele not in relative["genotypes"][marker["name"]]]
    child["genotypes"][marker["name"]] = [others[0], others[1]]
    family["members"].append(child)
    code, answer = ask(matrix(tmp_path, json.dumps(case), "case.json"))
    assert code == 1
    assert f"family {family['name']}" in messages(answer)
    np.testing.assert_allclose(np.array(answer["marginal"])[:3, :4], np.array(good["marginal"])[:3, :4], atol=1e-12)


def test_the_table_for_people_says_who_is_who(tmp_path):
    result = RUN.invoke(COMMAND, ["joint", "--lr", str(matrix(tmp_path, "v,M1\nV1,99\n"))])
    assert result.exit_code == 0
    assert "V1 = M1" in result.stdout
    assert "exact" in result.stdout


def test_bad_prior_odds_are_reported(tmp_path):
    path = matrix(tmp_path, "v,M1\nV1,10\n")
    odds = matrix(tmp_path, "victim,missing,log10_odds\nV9,M1,1\nV1,M9,1\nV1,M1,x\nV1,M1\nV1,M1,1\nV1,M1,2\n", "o.csv")
    code, answer = ask("--lr", path, "--prior", odds)
    assert code == 1
    assert len(answer["problems"]) == 5
    assert answer["marginal"][0][0] == pytest.approx(100 / 101)
    assert ask("--lr", path, "--prior", matrix(tmp_path, "a,b\n", "p.csv"))[0] == 1
