"""`repatria panel`: relationships from a linked SNP panel, and bad input in words."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.cli.test_kinship import run


@pytest.fixture
def files(tmp_path):
    rng = np.random.default_rng(3)
    panel = ["CHROM,MARKER,MB,A1,A2,FREQ1"] + [f"{1 + i // 40},rs{i},{i % 40 * 2.5},A,G,0.4" for i in range(120)]
    rows = ["MARKER,mother,child,other"]
    for i in range(120):
        mother, other = (["AG"[int(a)] for a in rng.random(2) < 0.6] for _ in range(2))
        child = [mother[0], "AG"[int(rng.random() < 0.6)]]
        rows.append(f"rs{i},{''.join(mother)},{''.join(child)},{''.join(other)}")
    paths = tmp_path / "panel.csv", tmp_path / "g.csv"
    for path, lines in zip(paths, (panel, rows), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def answered(*arguments):
    result = run("panel", *arguments, "--json")
    return result.exit_code, json.loads(result.stdout)


def test_true_relatives_stand_out(files):
    code, answer = answered(*files, "--as", "half-siblings")
    assert code == 0
    ratios = {(pair["one"], pair["two"]): pair["log10_lr"] for pair in answer["pairs"]}
    assert set(ratios) == {("mother", "child"), ("mother", "other"), ("child", "other")}
    assert ratios["mother", "child"] > 3
    assert ratios["mother", "other"] < 0
    assert answer["markers"] == 120


def test_a_relationship_with_a_direction_is_tried_both_ways(files):
    _, answer = answered(*files, "--as", "parent-child", "--one", "mother")
    assert [(pair["one"], pair["two"]) for pair in answer["pairs"]] == [("mother", "child"), ("mother", "other")]
    _, everyone = answered(*files, "--as", "grandparent-grandchild")
    assert len(everyone["pairs"]) == 6


def test_the_map_matters(files):
    _, dense = answered(*files, "--as", "half-siblings", "--cm-per-mb", 0.2)
    _, sparse = answered(*files, "--as", "half-siblings", "--cm-per-mb", 100)
    assert dense["pairs"][0]["log10_lr"] != pytest.approx(sparse["pairs"][0]["log10_lr"], abs=0.1)


def test_bad_input_is_answered_in_words(files, tmp_path):
    code, answer = answered(files[0], tmp_path / "absent.csv", "--as", "half-siblings")
    assert code == 1
    assert answer["pairs"] == []
    code, answer = answered(*files, "--as", "half-siblings", "--one", "nobody")
    assert code == 1
    assert "there is no sample nobody" in answer["problems"][0]["message"]
    assert run("panel", *files, "--as", "friends").exit_code == 2
    assert run("panel", *files, "--as", "half-siblings", "--map", "morgan").exit_code == 2
    assert "log10 LR" in run("panel", *files, "--as", "half-siblings").stdout
