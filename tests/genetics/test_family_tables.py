"""Family tables against enumeration, and what every table of probabilities must satisfy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput
from repatria.genetics.family_tables import family_table_batch, family_tables, genotype_prior, genotype_weights
from repatria.genetics.genotype_distribution import genotype_distribution
from repatria.genetics.genotypes import encode_genotype
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker, MutationModel, genotype_count, genotype_index
from repatria.genetics.mutation import mutation_model
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import MALE, Member, build_pedigree, nuclear_family
from tests.conftest import NIGHTLY
from tests.genetics.brute_force import brute_distribution
from tests.genetics.random_cases import small_cases

MANY = 10 if NIGHTLY else 1


def untyped_member(case) -> int | None:
    """The first member that is neither typed nor the twin of a typed one."""
    typed = {i for i, pair in enumerate(case.called) if max(pair) >= 0}
    for group in case.pedigree.twins:
        if typed & set(group):
            typed |= set(group)
    return next((i for i in range(len(case.pedigree)) if i not in typed), None)


def check_table(case, expected_prior_is_diagonal=False):
    target = untyped_member(case)
    if target is None:
        return
    table = family_tables(case.pedigree, case.genotypes, target, [case.marker])
    brute = brute_distribution(case.pedigree, case.marker, case.called, [target])
    whole = sum(brute.values())
    if whole == 0:
        assert np.isnan(table.log10[0]).all()
        assert table.family_log[0] == -np.inf
        return
    prior = genotype_prior(case.marker, hemizygous=table.hemizygous(0))
    ratio = np.power(10.0, table.log10[0])
    for ((high, low),), probability in brute.items():
        g = genotype_index(high, low)
        assert ratio[g] * prior[g] == pytest.approx(probability / whole, rel=1e-10, abs=1e-14)
    given_relatives, _ = table.probabilities(0)
    assert given_relatives.sum() == pytest.approx(1.0, abs=1e-12)
    assert np.nansum(ratio * prior) == pytest.approx(1.0, abs=1e-12)


@settings(max_examples=200 * MANY)
@given(small_cases(alleles=(2, 4), partial=True))
def test_tables_equal_enumeration(case):
    check_table(case)


@settings(max_examples=120 * MANY)
@given(small_cases(chromosome="X", alleles=(2, 4)))
def test_tables_on_x_equal_enumeration(case):
    check_table(case)


@settings(max_examples=60 * MANY)
@given(small_cases(alleles=(2, 3), partial=True), st.integers(0, 3))
def test_joint_distributions_of_several_members_equal_enumeration(case, first):
    targets = sorted({first % len(case.pedigree), len(case.pedigree) - 1})
    blank = case.genotypes.copy()
    blank[targets] = -1
    called = [tuple(pair) for pair in blank[:, 0].tolist()]
    found = genotype_distribution(case.pedigree, case.genotypes, [case.marker], 0, targets)
    brute = brute_distribution(case.pedigree, case.marker, called, targets)
    whole = sum(brute.values())
    expected = np.zeros(found.probabilities.shape)
    for pairs, probability in brute.items():
        expected[tuple(genotype_index(*pair) for pair in pairs)] += probability / whole if whole else 0.0
    np.testing.assert_allclose(found.probabilities, expected, rtol=1e-10, atol=1e-14)
    assert found.probabilities.sum() == pytest.approx(1.0 if whole else 0.0, abs=1e-12)


@settings(max_examples=40 * MANY)
@given(small_cases(mutation=False, alleles=(6, 9), founders=(3, 4), children=(3, 5), extras=False))
def test_lumped_tables_equal_a_typed_likelihood_for_every_genotype(case):
    """Unseen alleles were lumped; typing the member with each genotype in turn takes no such short cut."""
    target = untyped_member(case)
    if target is None:
        return
    table = family_tables(case.pedigree, case.genotypes, target, [case.marker])
    alone = likelihoods(case.pedigree, case.genotypes, [case.marker]).values[0]
    for high in range(case.marker.size):
        for low in range(high + 1):
            typed = case.genotypes.copy()
            typed[target, 0] = (high, low)
            value = likelihoods(case.pedigree, typed, [case.marker]).values[0]
            p = case.marker.frequencies
            hw = p[high] * p[low] * (1 if high == low else 2)
            entry = table.log10[0][genotype_index(high, low)]
            if alone == 0:
                assert np.isnan(entry)
            else:
                assert 10**entry == pytest.approx(value / alone / hw, rel=1e-9, abs=1e-12)


def mother_and_brother(k: int = 12, model: str = "equal"):
    rng = np.random.default_rng(3)
    alleles = tuple(str(i) for i in range(8, 8 + k))
    p = rng.dirichlet(np.ones(k) * 3)
    marker = Marker("M", alleles, p, mutation=mutation_model(model, alleles, p, rate=0.002))
    pedigree = nuclear_family([("brother", MALE), ("missing", MALE)])
    genotypes = np.full((4, 1, 2), -1, dtype=np.int16)
    genotypes[1, 0], genotypes[2, 0] = (0, 1), (1, 2)
    return pedigree, genotypes, marker


@pytest.mark.parametrize("model", ["none", "equal", "proportional", "stepwise"])
def test_a_batch_holds_the_same_bits_as_each_family_alone(model):
    pedigree, _, marker = mother_and_brother(model=model)
    rng = np.random.default_rng(1)
    many = np.full((40, 4, 1, 2), -1, dtype=np.int16)
    many[:, 1:3] = rng.integers(0, 12, size=(40, 2, 1, 2))
    many[::7, 2] = -1
    log10, family_log = family_table_batch(pedigree, many, 3, [marker])
    for f in (0, 7, 13, 39):
        alone = family_tables(pedigree, many[f], 3, [marker])
        np.testing.assert_array_equal(log10[f, 0], alone.log10[0])
        assert family_log[f, 0] == alone.family_log[0]


def test_the_missing_members_own_genotypes_are_not_used():
    pedigree, genotypes, marker = mother_and_brother()
    typed = genotypes.copy()
    typed[3] = (5, 6)
    one, two = (family_tables(pedigree, g, 3, [marker]).log10[0] for g in (genotypes, typed))
    np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("dropout", [0.0, 0.2])
def test_partial_and_dropped_out_rows_are_linear_maps_of_the_table(dropout):
    pedigree, genotypes, marker = mother_and_brother()
    table = family_tables(pedigree, genotypes, 3, [marker])
    prior = genotype_prior(marker)
    given_relatives = np.power(10.0, table.log10[0]) * prior
    for called in [(1, -1), (1, 1), (0, 4)]:
        weights = genotype_weights(marker, called, dropout=dropout, dropin=0.01)
        expected = np.log10((weights @ given_relatives) / (weights @ prior))
        found = table.observation_log10(0, called, dropout=dropout, dropin=0.01)
        assert found == pytest.approx(expected, rel=1e-9)
    assert table.partial_log10(0).shape == (12,)


def test_a_partial_call_equals_the_likelihood_ratio_with_that_call():
    pedigree, genotypes, marker = mother_and_brother()
    table = family_tables(pedigree, genotypes, 3, [marker])
    called = genotypes.copy()
    called[3, 0] = (2, -1)
    lone = build_pedigree([Member("x")])
    ratio = (
        likelihoods(pedigree, called, [marker]).log[0]
        - likelihoods(pedigree, genotypes, [marker]).log[0]
        - likelihoods(lone, called[3:], [marker]).log[0]
    )
    assert table.observation_log10(0, (2, -1)) * np.log(10) == pytest.approx(ratio, rel=1e-9)


def test_samples_are_looked_up_marker_by_marker():
    pedigree, genotypes, marker = mother_and_brother()
    table = family_tables(pedigree, genotypes, 3, [marker])
    samples = np.array([[[0, 1]], [[1, 0]], [[2, -1]], [[-1, -1]]], dtype=np.int16)
    found = table.log10_lr(samples)[:, 0]
    assert found[0] == found[1] == table.log10[0][genotype_index(0, 1)]
    assert found[2] == table.observation_log10(0, (2, -1))
    assert found[3] == 0.0
    doubtful = table.log10_lr(samples, Observations.uniform(4, 1, dropout=0.1))
    assert doubtful[0, 0] == table.observation_log10(0, (0, 1), dropout=0.1)


def test_with_a_silent_allele_a_homozygote_call_may_hide_it():
    p = np.array([0.4, 0.5, 0.1])
    marker = Marker("M", ("8", "9", "silent"), p, silent=2)
    pedigree = nuclear_family(1)
    genotypes = np.array([[[0, 0]], [[-1, -1]], [[-1, -1]]], dtype=np.int16)
    table = family_tables(pedigree, genotypes, 2, [marker])
    # Father 8/8 or 8/silent; the child shows 9 only if silent came from him: P = P(father has it) / 2 * (p9 + ...).
    carrier = 2 * 0.4 * 0.1 / (0.4**2 + 2 * 0.4 * 0.1)
    expected = carrier / 2 * 0.5 / (0.5**2 + 2 * 0.5 * 0.1)
    assert 10 ** table.log10_lr(np.array([[[1, 1]]], dtype=np.int16))[0, 0] == pytest.approx(expected, rel=1e-12)


def test_indices_and_shapes_are_checked():
    pedigree, genotypes, marker = mother_and_brother()
    with pytest.raises(InvalidInput, match="no member number 9"):
        family_tables(pedigree, genotypes, 9, [marker])
    with pytest.raises(InvalidInput, match="do not fit"):
        family_table_batch(pedigree, genotypes[None, :2], 1, [marker])
    assert genotype_count(12) == 78
    assert encode_genotype(marker, ["9", None]) == (1, -1)
    assert isinstance(marker.mutation, MutationModel)
