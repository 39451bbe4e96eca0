"""The joint posterior against every solution written out, and the algebra it must obey."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, TooLarge
from repatria.identification.assignment import joint_posterior
from repatria.identification.choices import FamilyChoices, from_matrix
from repatria.identification.used_sets import Limits
from tests.conftest import NIGHTLY
from tests.identification.enumeration import Enumerated

LOG_WEIGHTS = st.one_of(st.floats(-60, 60), st.floats(-3, 3), st.just(0.0))


@st.composite
def matrices(draw, most=5):
    """Log weights, remains by missing, about a third of them impossible."""
    remains, missing = draw(st.integers(1, most)), draw(st.integers(1, most))
    cells = st.one_of(st.just(-np.inf), LOG_WEIGHTS, LOG_WEIGHTS)
    rows = draw(st.lists(st.lists(cells, min_size=missing, max_size=missing), min_size=remains, max_size=remains))
    return np.array(rows)


@st.composite
def family_sets(draw):
    """Families of one to three missing persons with arbitrary joint weights, and how many remains and missing."""
    remains = draw(st.integers(1, 4))
    families, missing = [], 0
    for _ in range(draw(st.integers(1, 3))):
        persons = draw(st.integers(1, 3 if missing < 3 else 1))
        choices = {}
        for _ in range(draw(st.integers(0, 6))):
            size = draw(st.integers(1, min(persons, remains)))
            who = draw(st.permutations(range(missing, missing + persons)))[:size]
            whose = draw(st.permutations(range(remains)))[:size]
            choices[frozenset(zip(who, whose, strict=True))] = draw(LOG_WEIGHTS)
        families.append(FamilyChoices.of((sorted(pairs), weight) for pairs, weight in choices.items()))
        missing += persons
    return families, remains, missing


def assert_agrees(families, remains, missing):
    slow = Enumerated(families, remains, missing)
    fast = joint_posterior(families, remains=remains, missing=missing, best=len(slow.solutions) + 1)
    assert fast.exact
    assert fast.error_bound == 0.0
    assert fast.log_evidence == pytest.approx(slow.log_evidence, abs=1e-10)
    np.testing.assert_allclose(fast.marginal, slow.marginal(), atol=1e-12, rtol=1e-9)
    np.testing.assert_allclose(fast.log_glr, slow.log_glr(), atol=1e-9)
    np.testing.assert_allclose(fast.unaccounted, slow.unaccounted(), atol=1e-12)
    assert len(fast.best) == len(slow.solutions)
    expected = {tuple(sorted(one.pairs)): log for log, one in zip(slow.logs, slow.solutions, strict=True)}
    posteriors = [posterior for _, posterior in fast.best]
    assert posteriors == sorted(posteriors, reverse=True)
    listed = np.exp(np.array([expected[pairs] for pairs, _ in fast.best]) - slow.log_evidence)
    np.testing.assert_allclose(posteriors, listed, rtol=1e-9, atol=1e-300)


@settings(max_examples=1500 if NIGHTLY else 400)
@given(matrices(most=4))
def test_it_agrees_with_enumeration_where_each_family_misses_one_person(weights):
    assert_agrees(from_matrix(weights), *weights.shape)


@settings(max_examples=700 if NIGHTLY else 200)
@given(family_sets())
def test_it_agrees_with_enumeration_where_families_miss_several_persons(case):
    assert_agrees(*case)


@settings(max_examples=100)
@given(matrices(), st.randoms(use_true_random=False))
def test_the_order_of_remains_and_missing_does_not_matter(weights, random):
    rows, cols = list(range(weights.shape[0])), list(range(weights.shape[1]))
    random.shuffle(rows)
    random.shuffle(cols)
    one = joint_posterior(from_matrix(weights), remains=len(rows), missing=len(cols))
    other = joint_posterior(from_matrix(weights[np.ix_(rows, cols)]), remains=len(rows), missing=len(cols))
    np.testing.assert_allclose(other.marginal, one.marginal[np.ix_(rows, [*cols, -1])], atol=1e-12)
    assert other.log_evidence == pytest.approx(one.log_evidence, abs=1e-10)


@settings(max_examples=100)
@given(matrices(most=4))
def test_an_impossible_victim_and_an_impossible_missing_person_change_nothing(weights):
    rows, cols = weights.shape
    wider = np.full((rows + 1, cols + 1), -np.inf)
    wider[:rows, :cols] = weights
    one = joint_posterior(from_matrix(weights), remains=rows, missing=cols)
    other = joint_posterior(from_matrix(wider), remains=rows + 1, missing=cols + 1)
    np.testing.assert_array_equal(other.marginal[:rows, :cols], one.marginal[:, :cols])
    np.testing.assert_array_equal(other.marginal[:rows, -1], one.marginal[:, -1])
    assert other.marginal[rows].tolist() == [0.0] * (cols + 1) + [1.0]
    assert other.log_evidence == one.log_evidence


@settings(max_examples=60)
@given(matrices())
def test_rows_sum_to_one_and_no_missing_person_is_found_more_than_once(weights):
    answer = joint_posterior(from_matrix(weights), remains=len(weights), missing=weights.shape[1])
    np.testing.assert_allclose(answer.marginal.sum(axis=1), 1.0, atol=1e-12)
    assert (answer.marginal[:, :-1].sum(axis=0) <= 1 + 1e-12).all()
    np.testing.assert_allclose(answer.unaccounted, 1 - answer.marginal[:, :-1].sum(axis=0), atol=1e-12)


def test_ratios_far_beyond_the_range_of_floats_are_kept_apart():
    weights = np.array([[1e5, -1e5], [1e5 - 1.0, -2e5]])
    answer = joint_posterior(from_matrix(weights), remains=2, missing=2)
    share = 1 / (1 + np.exp(-1.0))
    assert answer.marginal[0, 0] == pytest.approx(share, rel=1e-9)
    assert answer.log_evidence == pytest.approx(1e5 + np.log1p(np.exp(-1.0)), rel=1e-14)


def test_two_runs_give_the_same_bits():
    rng = np.random.default_rng(11)
    weights = rng.normal(0, 4, (12, 12))
    one, other = (joint_posterior(from_matrix(weights), remains=12, missing=12) for _ in range(2))
    assert one.marginal.tobytes() == other.marginal.tobytes()
    assert one.log_evidence == other.log_evidence
    assert one.best == other.best


def test_a_permanent_of_ones_is_a_factorial():
    families = from_matrix(np.zeros((7, 7)))
    answer = joint_posterior(families, remains=7, missing=7, best=1)
    partial_matchings = 130_922  # partial injections of seven things, OEIS A002720
    assert np.exp(answer.log_evidence) == pytest.approx(partial_matchings, rel=1e-12)


@pytest.mark.parametrize(("rows", "cols"), [(12, 2), (2, 12)])
def test_many_more_victims_than_missing_or_the_reverse_are_worked_from_the_short_side(rows, cols):
    weights = np.random.default_rng(2).normal(0, 2, (rows, cols))
    answer = joint_posterior(from_matrix(weights), remains=rows, missing=cols, limits=Limits(states=2000))
    slow = Enumerated(from_matrix(weights), rows, cols)
    assert answer.exact
    np.testing.assert_allclose(answer.marginal, slow.marginal(), atol=1e-12)


def test_nobody_at_all_and_nothing_possible_have_clear_answers():
    nothing = joint_posterior([], remains=0, missing=0)
    assert nothing.marginal.shape == (0, 1)
    assert nothing.best == [((), 1.0)]
    impossible = joint_posterior(from_matrix(np.full((2, 3), -np.inf)), remains=2, missing=3)
    assert impossible.marginal[:, -1].tolist() == [1.0, 1.0]
    assert impossible.log_evidence == 0.0
    assert impossible.best == [((), 1.0)]


def test_weights_that_are_not_numbers_are_refused():
    for bad in (np.nan, np.inf):
        with pytest.raises(InvalidInput):
            from_matrix(np.array([[bad]]))
    with pytest.raises(InvalidInput):
        FamilyChoices.of([([(0, 0)], -np.inf)])
    with pytest.raises(InvalidInput):
        FamilyChoices.of([([(0, 0), (1, 0)], 0.0)])
    with pytest.raises(InvalidInput):
        joint_posterior([FamilyChoices.of([([(0, 5)], 0.0)])], remains=2, missing=1)


def test_what_does_not_fit_is_refused_with_the_room_it_needs_unless_sampling_is_allowed():
    weights = np.random.default_rng(3).normal(0, 1, (12, 12))
    with pytest.raises(TooLarge, match=r"states|bound"):
        joint_posterior(from_matrix(weights), remains=12, missing=12, limits=Limits(states=1100), sample=False)


@settings(max_examples=60)
@given(family_sets(), st.integers(0, 4))
def test_a_prior_on_how_many_are_off_the_roll_counts_each_solution(case, persons):
    from math import lgamma

    from repatria.identification.priors import off_roll

    families, remains, missing = case

    def worth(solution):
        off = remains - len(solution.used)
        return lgamma(persons + 1) - lgamma(persons - off + 1) if off <= persons else -np.inf

    tallied, worths = off_roll(families, remains=remains, persons=persons)
    slow = Enumerated(families, remains, missing, worth)
    if slow.log_evidence == -np.inf:
        with pytest.raises(InvalidInput, match="prior"):
            joint_posterior(tallied, remains=remains, missing=missing, worth=worths)
        return
    fast = joint_posterior(tallied, remains=remains, missing=missing, worth=worths)
    np.testing.assert_allclose(fast.marginal, slow.marginal(), atol=1e-12)
    assert fast.log_evidence == pytest.approx(slow.log_evidence, abs=1e-10)


@settings(max_examples=40)
@given(family_sets(), st.floats(-3, 3))
def test_a_prior_on_pairings_weighs_each_identification(case, log_odds):
    from repatria.identification.priors import per_pairing

    families, remains, missing = case
    slow = Enumerated(families, remains, missing, lambda one: log_odds * len(one.pairs))
    fast = joint_posterior(per_pairing(families, log_odds), remains=remains, missing=missing)
    np.testing.assert_allclose(fast.marginal, slow.marginal(), atol=1e-12)


def test_given_odds_weigh_each_pairing_against_not_being_on_the_roll():
    from repatria.identification.priors import given as given_odds

    rng = np.random.default_rng(8)
    weights, odds = rng.normal(0, 2, (3, 3)), rng.normal(0, 1, (3, 4))
    odds[0, 1] = -np.inf
    answer = joint_posterior(given_odds(from_matrix(weights), odds), remains=3, missing=3)
    direct = joint_posterior(from_matrix(weights + odds[:, :-1] - odds[:, -1:]), remains=3, missing=3)
    np.testing.assert_allclose(answer.marginal, direct.marginal, atol=1e-13)
    with pytest.raises(InvalidInput):
        given_odds(from_matrix(weights), np.full((3, 4), np.nan))


def test_a_tally_of_zero_everywhere_changes_nothing():
    weights = np.random.default_rng(4).normal(0, 2, (4, 4))
    families = from_matrix(weights)
    tallied = [replace(family, tally=np.zeros(len(family), dtype=np.int64)) for family in families]
    plain = joint_posterior(families, remains=4, missing=4)
    counted = joint_posterior(tallied, remains=4, missing=4, worth=np.zeros(1))
    np.testing.assert_allclose(counted.marginal, plain.marginal, atol=1e-14)
