"""The transmission matrices equal those that pedmut made for the golden cases, and every row is a distribution."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.mutation_matrices import equal_matrix, proportional_matrix, stepwise_matrix


def test_matrices_equal_those_of_the_golden_cases(shared):
    golden = json.loads((shared / "dna/golden/golden_likelihoods.json").read_text(encoding="utf-8"))
    compared = dict.fromkeys(("equal", "proportional", "stepwise"), 0)
    for case in golden["cases"]:
        for marker in case["markers"]:
            for model in (marker["mutation"] or {}).values():
                name, rate = model["model"], model["rate"]
                if name == "equal":
                    ours = equal_matrix(len(marker["alleles"]), rate)
                elif name == "proportional":
                    ours = proportional_matrix(np.array(marker["freqs"]), rate)
                elif name == "stepwise":
                    ours = stepwise_matrix(marker["alleles"], rate, model["rate2"], model["range"])
                else:
                    continue
                np.testing.assert_allclose(ours, model["matrix"], rtol=1e-12, atol=1e-15)
                compared[name] += 1
    assert min(compared.values()) > 40


@given(
    st.lists(
        st.sampled_from(["8", "9", "9.1", "9.3", "10", "11", "11.3", "12", "15", "30.2"]), min_size=1, unique=True
    ),
    st.floats(0, 0.01),
    st.floats(0, 0.01),
    st.floats(0.01, 1),
)
def test_every_row_is_a_distribution(alleles, rate, rate2, step_range):
    p = np.arange(1.0, len(alleles) + 1)
    p /= p.sum()
    for matrix in (
        equal_matrix(len(alleles), rate),
        proportional_matrix(p, rate),
        stepwise_matrix(alleles, rate, rate2, step_range),
    ):
        assert (matrix >= 0).all()
        np.testing.assert_allclose(matrix.sum(axis=1), 1, atol=1e-14)


def test_the_mean_rate_of_the_proportional_model_is_the_rate_given():
    p = np.array([0.1, 0.2, 0.7])
    assert (p * (1 - np.diag(proportional_matrix(p, 0.003)))).sum() == pytest.approx(0.003, rel=1e-13)


def test_one_step_up_is_ten_times_as_likely_as_two_when_the_range_is_a_tenth():
    matrix = stepwise_matrix(["8", "9", "10"], 0.002, 0, 0.1)
    assert matrix[0, 1] / matrix[0, 2] == pytest.approx(10)
    assert matrix[1, 0] == matrix[1, 2] == pytest.approx(0.001)


def test_what_cannot_be_is_refused():
    with pytest.raises(UnsupportedModel, match="Rest allele"):
        stepwise_matrix(["9", "Rest allele"], 0.001, 0, 0.1)
    with pytest.raises(InvalidInput):
        equal_matrix(3, 1.5)
    with pytest.raises(InvalidInput):
        stepwise_matrix(["9", "10"], 0.001, 0, 0)
    with pytest.raises(InvalidInput):
        proportional_matrix(np.array([0.999, 0.001]), 0.5)
