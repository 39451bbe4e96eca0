"""Mutation models by name equal the golden matrices; transformations reach equilibrium; lumpability is what it says."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.mutation import (
    always_lumpable,
    is_lumpable,
    is_reversible,
    is_stationary,
    mean_rate,
    mutation_model,
    transformed,
)


def golden_markers(shared):
    golden = json.loads((shared / "dna/golden/golden_likelihoods.json").read_text(encoding="utf-8"))
    return [(case["id"], marker) for case in golden["cases"] for marker in case["markers"] if marker["mutation"]]


def test_named_models_equal_the_golden_matrices(shared):
    models = set()
    for _, marker in golden_markers(shared):
        told = marker["mutation"]
        name = told["male"]["model"]
        if name in ("random", "custom"):
            continue
        ours = mutation_model(
            name,
            marker["alleles"],
            np.array(marker["freqs"]),
            rate=(told["female"]["rate"], told["male"]["rate"]),
            rate2=told["male"]["rate2"] or 0.0,
            step_range=told["male"]["range"] or 0.1,
        )
        np.testing.assert_allclose(ours.female, told["female"]["matrix"], rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(ours.male, told["male"]["matrix"], rtol=1e-12, atol=1e-15)
        models.add(name)
    assert models == {"equal", "proportional", "onestep", "stepwise", "dawid"}


@pytest.mark.parametrize("method", ["PM", "MH", "BA", "PR"])
def test_transformations_equal_the_golden_matrices(shared, method):
    (marker,) = [m for name, m in golden_markers(shared) if name == f"mut_stepwise_transform_{method}"]
    p = np.array(marker["freqs"])
    before = mutation_model("stepwise", marker["alleles"], p, rate=0.01, step_range=0.1).male
    after = transformed(before, p, method)
    np.testing.assert_allclose(after, marker["mutation"]["male"]["matrix"], rtol=1e-12, atol=1e-15)


def test_the_familias_stabilisation_pm_is_the_same_transformation(shared):
    golden = json.loads((shared / "dna/golden/golden_linked_silent_dist.json").read_text(encoding="utf-8"))
    (case,) = [case for case in golden["familias"] if case["id"] == "stabilised_PM"]
    p = np.array(case["locus"]["freqs"])
    before = mutation_model("stepwise", case["locus"]["alleles"], p, rate=0.005, step_range=0.1).male
    np.testing.assert_allclose(transformed(before, p, "PM"), case["locus"]["male_matrix"], rtol=1e-6)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(3, 9), st.sampled_from(["PM", "MH", "BA", "PR", "RM", "DP"]))
def test_every_transformation_is_stationary_and_keeps_the_mean_rate(seed, k, method):
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.full(k, 5.0))
    before = mutation_model("stepwise", [str(i) for i in range(10, 10 + k)], p, rate=0.003, step_range=0.2).male
    try:
        after = transformed(before, p, method)
    except InvalidInput:
        # With one diagonal for all, no allele may be more frequent than all others together.
        assert method == "DP"
        assert p.max() > 0.5
        return
    assert is_stationary(after, p, tolerance=1e-9)
    assert mean_rate(after, p) == pytest.approx(0.003, rel=1e-6)
    assert is_reversible(after, p, tolerance=1e-12) or method in ("PM", "RM", "DP")
    if method == "DP":
        np.testing.assert_allclose(np.diag(after), np.diag(before), atol=1e-9)


def test_rm_changes_no_entry_more_than_the_familias_optimum_does(shared):
    golden = json.loads((shared / "dna/golden/golden_linked_silent_dist.json").read_text(encoding="utf-8"))
    (case,) = [case for case in golden["familias"] if case["id"] == "stabilised_RM"]
    p = np.array(case["locus"]["freqs"])
    before = mutation_model("stepwise", case["locus"]["alleles"], p, rate=0.005, step_range=0.1).male
    off = ~np.eye(len(p), dtype=bool)

    def largest_ratio(after):
        return float(np.abs(np.log(np.array(after)[off] / before[off])).max())

    assert largest_ratio(transformed(before, p, "RM")) <= largest_ratio(case["locus"]["male_matrix"]) + 1e-9


def test_lumpability_is_that_of_the_matrix():
    p = np.array([0.1, 0.2, 0.3, 0.4])
    names = ["10", "11", "12", "13"]
    for name, always in [("equal", True), ("proportional", True), ("stepwise", False), ("dawid", False)]:
        matrix = mutation_model(name, names, p, rate=0.01).male
        assert always_lumpable(matrix) == always
        assert is_lumpable(matrix, [2, 3]) == always
    # One step: 10 sees neither 12 nor 13, 11 sees 12 only.
    onestep = mutation_model("onestep", names, p, rate=0.01).male
    assert not is_lumpable(onestep, [2, 3])
    assert is_lumpable(onestep, [3])


def test_a_silent_allele_neither_mutates_nor_arises():
    model = mutation_model("equal", ["8", "9", "silent"], np.array([0.5, 0.4, 0.1]), rate=0.01, silent=2)
    np.testing.assert_allclose(model.male, [[0.99, 0.01, 0], [0.01, 0.99, 0], [0, 0, 1]])


def test_what_no_model_can_mean_is_refused():
    p = np.array([0.5, 0.5])
    assert mutation_model("none", ["1", "2"], p) is None
    with pytest.raises(UnsupportedModel, match="no mutation model 'magic'"):
        mutation_model("magic", ["1", "2"], p)
    with pytest.raises(UnsupportedModel, match=r"microvariants such as 9\.3"):
        mutation_model("dawid", ["9", "9.3"], p, rate=0.01)
    with pytest.raises(UnsupportedModel, match="numbers of repeats"):
        mutation_model("onestep", ["A", "B"], p, rate=0.01)
    with pytest.raises(InvalidInput, match="too high"):
        mutation_model("dawid", ["9", "10"], np.array([0.999, 0.001]), rate=0.9)
    with pytest.raises(UnsupportedModel, match="no transformation"):
        transformed(np.eye(2), p, "XX")
