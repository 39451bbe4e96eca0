"""The sampler against exact answers, and what it says about itself."""

from __future__ import annotations

import numpy as np

from repatria.identification.assignment import joint_posterior
from repatria.identification.choices import FamilyChoices, from_matrix
from repatria.identification.exact import solve
from repatria.identification.sampling import solve_sampled
from repatria.identification.used_sets import Limits


def test_it_agrees_with_the_exact_posterior_within_its_own_error():
    weights = np.random.default_rng(1).normal(0, 2, (8, 8))
    families = from_matrix(weights)
    exact = solve(families)
    sampled, diagnostics = solve_sampled(families, best=3, seed=1)
    assert diagnostics.converged
    for one, other in zip(exact.choice, sampled.choice, strict=True):
        np.testing.assert_allclose(other, one, atol=5 * diagnostics.standard_error)
    assert sampled.solutions[0][1] == exact.solutions[0][1]


def test_it_agrees_for_families_with_several_missing():
    rng = np.random.default_rng(2)
    families = []
    for number in range(3):
        one, two = 2 * number, 2 * number + 1
        choices = [([(person, item)], rng.normal(0, 2)) for person in (one, two) for item in range(5)]
        choices += [([(one, a), (two, b)], rng.normal(1, 3)) for a in range(5) for b in range(5) if a != b]
        families.append(FamilyChoices.of(choices))
    exact = solve(families)
    sampled, diagnostics = solve_sampled(families, best=3, seed=3)
    for one, other in zip(exact.choice, sampled.choice, strict=True):
        np.testing.assert_allclose(other, one, atol=5 * diagnostics.standard_error + 1e-3)


def test_a_sampled_answer_says_so_and_can_be_repeated():
    weights = np.random.default_rng(5).normal(0, 1, (14, 14))
    one, other = (
        joint_posterior(from_matrix(weights), remains=14, missing=14, limits=Limits(states=1100), seed=7)
        for _ in range(2)
    )
    assert (one.method, one.exact, one.error_bound) == ("sampled", False, None)
    assert one.diagnostics
    assert one.notes
    assert np.isnan(one.log_evidence)
    assert one.marginal.tobytes() == other.marginal.tobytes()
    np.testing.assert_allclose(one.marginal.sum(axis=1), 1.0, atol=0.05)


def test_chains_that_cannot_meet_are_reported_as_not_converged():
    # Sets of three families that can only change places all three at once, at ratios that no chain gives up.
    cycles = np.full((18, 18), -np.inf)
    for item in range(18):
        cycles[item, item] = cycles[item, item // 3 * 3 + (item + 1) % 3] = 200.0
    _, diagnostics = solve_sampled(from_matrix(cycles), best=1, seed=1, kept=200)
    assert not diagnostics.converged
