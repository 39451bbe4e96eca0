"""What is left out is bounded, and the bound holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import TooLarge
from repatria.identification.choices import FamilyChoices, from_matrix
from repatria.identification.exact import solve
from repatria.identification.pruning import solve_pruned
from repatria.identification.used_sets import Limits
from tests.identification.test_assignment import family_sets

SPREAD = st.sampled_from([1.0, 3.0, 8.0])


def worst_difference(families, answer):
    exact = solve(families)
    of_choices = [np.abs(one - two).max(initial=0.0) for one, two in zip(exact.choice, answer.choice, strict=True)]
    return max(of_choices + [abs(exact.unused[item] - answer.unused[item]) for item in exact.unused])


@settings(max_examples=100)
@given(st.integers(2, 6), st.integers(2, 6), SPREAD, st.integers(0, 10**6), st.sampled_from([0.3, 0.03, 1e-6]))
def test_no_posterior_is_off_by_more_than_the_bound(remains, missing, spread, seed, tolerance):
    rng = np.random.default_rng(seed)
    weights = rng.normal(-spread, spread, (remains, missing))
    for number in range(min(remains, missing)):
        weights[number, number] = abs(rng.normal(0, 3 * spread))
    families = from_matrix(weights)
    answer, bound = solve_pruned(families, remains=remains, best=3, tolerance=tolerance, limits=Limits())
    assert 0 <= bound <= tolerance
    assert worst_difference(families, answer) <= bound + 1e-12


@settings(max_examples=100)
@given(family_sets(), st.sampled_from([0.5, 0.05]))
def test_the_bound_holds_for_families_with_several_missing(case, tolerance):
    families, remains, _ = case
    families = [family for family in families if len(family)]
    if not families:
        return
    answer, bound = solve_pruned(families, remains=remains, best=3, tolerance=tolerance, limits=Limits())
    assert bound <= tolerance
    assert worst_difference(families, answer) <= bound + 1e-12


def test_two_hundred_by_two_hundred_with_every_pair_possible_is_solved_within_the_bound():
    rng = np.random.default_rng(6)
    weights = rng.normal(-55, 12, (200, 200))
    weights[np.arange(140), np.arange(140)] = rng.normal(22, 4, 140)
    families = from_matrix(weights)
    answer, bound = solve_pruned(families, remains=200, best=1, tolerance=1e-9, limits=Limits())
    assert bound < 1e-9
    assert all(answer.choice[number][number] > 0.999 for number in range(140))


def test_what_cannot_be_bounded_is_refused():
    families = from_matrix(np.zeros((14, 14)))
    with pytest.raises(TooLarge):
        solve_pruned(families, remains=14, best=1, tolerance=1e-9, limits=Limits(states=1100))


def test_keeping_choices_keeps_their_pairs_and_weights():
    family = FamilyChoices.of([([(0, 0)], 1.0), ([(0, 1), (1, 2)], 2.0), ([(1, 3)], 3.0)])
    kept = family.keep(np.array([False, True, True]))
    assert [kept.pairs(number) for number in range(len(kept))] == [((0, 1), (1, 2)), ((1, 3),)]
    assert kept.log_weight.tolist() == [2.0, 3.0]
