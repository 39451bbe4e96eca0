"""Remains of one person: against every partition written out, and what a consensus profile is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, TooLarge
from repatria.identification.assignment import joint_posterior
from repatria.identification.reassociation import (
    blocks,
    consensus,
    from_ratios,
    number_of_persons,
    together,
    tree_ratio,
)

RATIO = st.one_of(st.floats(-8, 8), st.just(-np.inf))


def partitions(items):
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for smaller in partitions(rest):
        yield [(first,), *smaller]
        for place, block in enumerate(smaller):
            yield [*smaller[:place], (first, *block), *smaller[place + 1 :]]


def every_story(log_lr, same):
    """(persons, owner of each person or -1, log weight) for each partition and each way to name its persons."""
    remains, missing = log_lr.shape
    for parts in partitions(list(range(remains))):
        if any(same[a, b] == -np.inf for block in parts for a in block for b in block if a < b):
            continue
        for who in product(range(-1, missing), repeat=len(parts)):
            named = [person for person in who if person >= 0]
            if len(set(named)) < len(named):
                continue
            weight = 0.0
            for block, person in zip(parts, who, strict=True):
                weight += tree_ratio(same, tuple(sorted(block)))
                if person >= 0:
                    lead = min(block)
                    possible = all(log_lr[item, person] > -np.inf for item in block)
                    weight += log_lr[lead, person] if possible else -np.inf
            if weight > -np.inf:
                yield parts, who, weight


@st.composite
def tables(draw):
    remains, missing = draw(st.integers(1, 4)), draw(st.integers(0, 2))
    log_lr = np.array([[draw(RATIO) for _ in range(missing)] for _ in range(remains)]).reshape(remains, missing)
    same = np.zeros((remains, remains))
    for one in range(remains):
        for other in range(one):
            same[one, other] = same[other, one] = draw(RATIO)
    return log_lr, same


@settings(max_examples=250)
@given(tables())
def test_it_agrees_with_every_partition_and_naming_written_out(case):
    log_lr, same = case
    remains, missing = log_lr.shape
    stories = list(every_story(log_lr, same))
    weights = np.array([weight for _, _, weight in stories])
    share = np.exp(weights - np.logaddexp.reduce(weights))
    marginal = np.zeros((remains, missing + 1))
    pairs, persons = np.eye(remains), np.zeros(remains + 1)
    for (parts, who, _), p in zip(stories, share, strict=True):
        persons[len(parts)] += p
        for block, person in zip(parts, who, strict=True):
            for item in block:
                marginal[item, person] += p
                for other in block:
                    pairs[item, other] += p * (item != other)
    families = from_ratios(log_lr, same)
    answer = joint_posterior(families, remains=remains, missing=missing)
    assert answer.log_evidence == pytest.approx(np.logaddexp.reduce(weights), abs=1e-10)
    np.testing.assert_allclose(answer.marginal, marginal, atol=1e-12)
    np.testing.assert_allclose(together(families, answer.choice, remains), pairs, atol=1e-12)
    np.testing.assert_allclose(number_of_persons(families, remains), persons, atol=1e-12)


def test_without_any_same_person_ratio_it_is_the_plain_posterior():
    log_lr = np.random.default_rng(1).normal(0, 2, (3, 2))
    apart = np.where(np.eye(3, dtype=bool), 0.0, -np.inf)
    from repatria.identification.choices import from_matrix

    plain = joint_posterior(from_matrix(log_lr), remains=3, missing=2)
    answer = joint_posterior(from_ratios(log_lr, apart), remains=3, missing=2)
    np.testing.assert_allclose(answer.marginal, plain.marginal, atol=1e-14)


def test_a_body_in_three_pieces_is_one_person_and_counts_its_evidence_once():
    # Three samples with one profile of random match probability e^-40, ratio e^12 to a missing person.
    same = np.full((3, 3), 40.0)
    np.fill_diagonal(same, 0.0)
    answer = joint_posterior(from_ratios(np.full((3, 1), 12.0), same), remains=3, missing=1)
    assert answer.best[0][0] == ((0, 0), (1, 0), (2, 0))
    assert answer.log_evidence == pytest.approx(2 * 40 + 12 + np.log1p(np.exp(-12)), abs=1e-8)


def test_sets_are_those_of_which_any_two_may_be_one_person():
    may = np.zeros((3, 3))
    may[0, 2] = may[2, 0] = -np.inf
    assert sorted(blocks(may)) == [(0,), (0, 1), (1,), (1, 2), (2,)]
    with pytest.raises(TooLarge, match="one remains"):
        blocks(np.zeros((20, 20)), most=1000)
    with pytest.raises(InvalidInput, match="symmetric"):
        blocks(np.array([[0.0, 1.0], [-np.inf, 0.0]]))


def test_the_profile_of_a_person_joins_what_the_remains_show():
    genotypes = np.array(
        [[[3, 1], [-1, -1]], [[1, 3], [2, -1]], [[1, -1], [5, -1]], [[4, 4], [-1, -1]]], dtype=np.int16
    )
    assert consensus(genotypes, (0, 1)).tolist() == [[1, 3], [2, -1]]
    assert consensus(genotypes, (0, 1, 2)).tolist() == [[1, 3], [2, 5]]
    assert consensus(genotypes, (0, 3)) is None
    assert consensus(genotypes, (2, 3)) is None
