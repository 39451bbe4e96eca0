"""Intervals from the decay of correlation hold, and reach where exact work does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import TooLarge
from repatria.identification.assignment import joint_posterior
from repatria.identification.choices import FamilyChoices, from_matrix
from repatria.identification.decay import solve_decaying
from repatria.identification.exact import solve


@settings(max_examples=80)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 10**6), st.sampled_from([1e-3, 1e-9]))
def test_exact_posteriors_lie_within_the_bound(remains, missing, seed, tolerance):
    rng = np.random.default_rng(seed)
    weights = rng.normal(-2, 4, (remains, missing))
    weights[rng.random((remains, missing)) < 0.3] = -np.inf
    for number in range(min(remains, missing)):
        weights[number, number] = rng.normal(6, 6)
    families = [family for family in from_matrix(weights) if len(family)]
    exact = solve(families)
    answer, bound = solve_decaying(families, tolerance=tolerance)
    assert bound <= tolerance + 1e-13
    for one, other in zip(exact.choice, answer.choice, strict=True):
        np.testing.assert_allclose(other, one, atol=bound)
    for item, share in exact.unused.items():
        assert answer.unused[item] == pytest.approx(share, abs=bound)
    assert answer.log_total == pytest.approx(exact.log_total, abs=10 * tolerance)
    assert answer.solutions[0][0] == pytest.approx(exact.solutions[0][0], abs=1e-9)


def test_a_thousand_by_a_thousand_with_a_tangle_of_weak_pairs_is_within_the_bound():
    rng = np.random.default_rng(1)
    weights = np.full((1000, 1000), -np.inf)
    for row in range(1000):
        weights[row, rng.choice(1000, 3, replace=False)] = rng.uniform(-3, 2, 3) * np.log(10)
    weights[np.arange(900), np.arange(900)] = rng.uniform(4, 12, 900) * np.log(10)
    answer = joint_posterior(from_matrix(weights), remains=1000, missing=1000, sample=False)
    assert answer.method == "bounded"
    assert not answer.exact
    assert answer.error_bound < 1e-9
    np.testing.assert_allclose(answer.marginal.sum(axis=1), 1.0, atol=1e-8)


def test_families_with_several_missing_are_not_for_this():
    family = FamilyChoices.of([([(0, 0), (1, 1)], 1.0)])
    with pytest.raises(TooLarge, match="one person each"):
        solve_decaying([family], tolerance=1e-9)


def test_where_correlation_does_not_decay_it_is_refused():
    with pytest.raises(TooLarge, match="walks"):
        solve_decaying(from_matrix(np.full((16, 16), 3.0)), tolerance=1e-9)
