"""The elimination engine against enumeration on random pedigrees, and the algebra that every likelihood obeys."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.bench_likelihood import sixty_member_pedigree
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.elimination import plan_for
from repatria.genetics.factor_graph import shape_of
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.linked_pair import linked_pair_likelihood
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.mutation_matrices import equal_matrix, proportional_matrix, stepwise_matrix
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import MALE, Member, build_pedigree, cousins, half_siblings, nuclear_family
from tests.conftest import NIGHTLY
from tests.genetics.brute_force import brute_likelihood, brute_linked_pair
from tests.genetics.random_cases import SmallCase, random_pedigree, small_cases

MANY = 10 if NIGHTLY else 1


def one_value(case: SmallCase, **options) -> float:
    return float(likelihoods(case.pedigree, case.genotypes, [case.marker], **options).values[0])


def close(value: float, expected: float) -> bool:
    return value == pytest.approx(expected, rel=1e-11, abs=1e-300)


@settings(max_examples=700 * MANY)
@given(small_cases())
def test_likelihood_equals_enumeration(case):
    assert close(one_value(case), brute_likelihood(case.pedigree, case.marker, case.called))


@settings(max_examples=60 * MANY)
@given(small_cases(founders=(3, 4), children=(2, 3), alleles=(2, 2)))
def test_likelihood_equals_enumeration_in_larger_families(case):
    assert close(one_value(case), brute_likelihood(case.pedigree, case.marker, case.called))


@settings(max_examples=350 * MANY)
@given(small_cases(chromosome="X"))
def test_x_chromosomal_likelihood_equals_enumeration(case):
    assert close(one_value(case), brute_likelihood(case.pedigree, case.marker, case.called))


@settings(max_examples=200 * MANY)
@given(
    small_cases(partial=True, silent=True, children=(1, 1)),
    st.sampled_from([0.0, 0.07, 0.5]),
    st.sampled_from([0.0, 0.03]),
)
def test_partial_silent_and_dropped_out_calls_equal_enumeration(case, dropout, dropin):
    observations = Observations.uniform(len(case.pedigree), 1, dropout=dropout, dropin=dropin)
    expected = brute_likelihood(case.pedigree, case.marker, case.called, dropout=dropout, dropin=dropin)
    assert close(one_value(case, observations=observations), expected)


@settings(max_examples=250 * MANY)
@given(small_cases(partial=True), st.sampled_from([0.01, 0.03, 0.3]))
def test_theta_equals_enumeration(case, theta):
    expected = brute_likelihood(case.pedigree, case.marker, case.called, theta=theta)
    assert one_value(case, theta=theta) == pytest.approx(expected, rel=1e-10, abs=1e-300)


@settings(max_examples=60 * MANY)
@given(small_cases(chromosome="X", silent=True), st.sampled_from([0.02, 0.2]))
def test_theta_on_x_with_silent_alleles_equals_enumeration(case, theta):
    expected = brute_likelihood(case.pedigree, case.marker, case.called, theta=theta)
    assert one_value(case, theta=theta) == pytest.approx(expected, rel=1e-10, abs=1e-300)


@settings(max_examples=60 * MANY)
@given(
    small_cases(alleles=(2, 2), children=(1, 2), mutation=False, extras=False),
    st.sampled_from([0.0, 0.05, 0.3, 0.5]),
    st.booleans(),
)
def test_linked_pairs_equal_a_sum_over_all_meioses(case, rho, on_x):
    rng = np.random.default_rng(len(case.pedigree))
    chromosome = "X" if on_x else "autosomal"
    markers = [
        Marker(name, ("1", "2"), np.array([p, 1 - p]), chromosome) for name, p in (("A", 0.3), ("B", 0.6))
    ]  # fmt: skip
    genotypes = np.repeat(case.genotypes, 2, axis=1)
    for member in np.flatnonzero(case.genotypes[:, 0, 0] >= 0):
        genotypes[member, 1] = rng.integers(0, 2, size=2)
        if on_x and case.pedigree.sex[member] == MALE:
            genotypes[member, :, 1] = genotypes[member, :, 0]
    called = [[tuple(pair) for pair in genotypes[:, m].tolist()] for m in (0, 1)]
    value = float(linked_pair_likelihood(case.pedigree, genotypes, markers, rho).values[0])
    assert close(value, brute_linked_pair(case.pedigree, markers, called, rho))


@settings(max_examples=100 * MANY)
@given(small_cases(alleles=(3, 5), children=(2, 4), founders=(2, 4), partial=True), st.randoms(use_true_random=False))
def test_relabelling_members_and_alleles_changes_nothing(case, random):
    members = list(range(len(case.pedigree)))
    random.shuffle(members)
    alleles = list(range(case.marker.size))
    random.shuffle(alleles)
    rows = case.pedigree.members()
    ids = case.pedigree.ids
    pedigree = build_pedigree(
        [rows[i]._replace(id="x" + rows[i].id, father=_x(rows[i].father), mother=_x(rows[i].mother)) for i in members],
        founder_inbreeding={"x" + ids[i]: float(case.pedigree.founder_inbreeding[i]) for i in case.pedigree.founders},
        twins=[["x" + ids[i] for i in group] for group in case.pedigree.twins],
    )
    new_number = {old: new for new, old in enumerate(alleles)} | {-1: -1}
    genotypes = np.vectorize(new_number.get)(case.genotypes[members]).astype(np.int16)
    model = case.marker.mutation
    if model is not None:
        model = MutationModel(model.female[np.ix_(alleles, alleles)], model.male[np.ix_(alleles, alleles)])
    marker = Marker(
        "M", tuple(case.marker.alleles[a] for a in alleles), case.marker.frequencies[alleles], mutation=model
    )
    other = likelihoods(pedigree, genotypes, [marker]).values[0]
    assert close(float(other), one_value(case))


def _x(name: str | None) -> str | None:
    return None if name is None else "x" + name


def test_a_marker_has_the_same_bits_whatever_it_is_computed_with():
    rng = np.random.default_rng(5)
    pedigree = cousins(2)
    markers = [_str_marker(rng, int(rng.integers(3, 40)), f"M{i}") for i in range(9)]
    genotypes = np.full((len(pedigree), 9, 2), -1, dtype=np.int16)
    for name in ("one", "two"):
        genotypes[pedigree.index(name)] = [rng.integers(0, marker.size, size=2) for marker in markers]
    together = likelihoods(pedigree, genotypes, markers)
    for m in reversed(range(9)):
        alone = likelihoods(pedigree, genotypes[:, [m]], [markers[m]])
        assert (alone.mantissa[0], alone.exponent[0]) == (together.mantissa[m], together.exponent[m])


def _str_marker(rng: np.random.Generator, k: int, name: str = "M", model: str = "stepwise") -> Marker:
    alleles = tuple(str(i) for i in range(5, 5 + k))
    p = rng.dirichlet(np.ones(k) * 3)
    matrix = {
        "stepwise": lambda: stepwise_matrix(alleles, 0.002, 1e-6, 0.1),
        "equal": lambda: equal_matrix(k, 0.001),
        "proportional": lambda: proportional_matrix(p, 0.001),
    }[model]()
    return Marker(name, alleles, p, mutation=MutationModel(matrix, matrix))


@pytest.mark.parametrize("model", ["equal", "proportional"])
def test_lumping_unseen_alleles_changes_nothing(model):
    """The same family with an unlumpable copy of the model: one entry moved by a hair forces full allele tables."""
    rng = np.random.default_rng(11)
    marker = _str_marker(rng, 12, model=model)
    moved = marker.mutation.female.copy()
    moved[10, 0] += 1e-11
    moved[10, 11] -= 1e-11
    full = Marker("M", marker.alleles, marker.frequencies, mutation=MutationModel(moved, moved))
    pedigree = random_pedigree(rng, founders=4, children=5, extras=False)
    genotypes = np.full((len(pedigree), 1, 2), -1, dtype=np.int16)
    for member in (1, 4, 6):
        genotypes[member, 0] = rng.integers(0, 4, size=2)
    lumped, whole = (likelihoods(pedigree, genotypes, [m]).values[0] for m in (marker, full))
    assert lumped == pytest.approx(whole, rel=1e-8)


@settings(max_examples=50 * MANY)
@given(small_cases(mutation=False, alleles=(3, 4), children=(2, 4), founders=(2, 4)))
def test_pruning_untyped_founders_changes_nothing_without_mutation(case):
    assert close(one_value(case, untyped_founders="prune"), one_value(case))


def test_pruning_untyped_founders_differs_when_the_model_is_not_stationary():
    marker = Marker("M", ("1", "2"), np.array([0.9, 0.1]), mutation=MutationModel(*[equal_matrix(2, 0.1)] * 2))
    pedigree = nuclear_family(1)
    genotypes = np.array([[[0, 0]], [[-1, -1]], [[0, 1]]], dtype=np.int16)
    kept, pruned = (likelihoods(pedigree, genotypes, [marker], untyped_founders=c).values[0] for c in ("keep", "prune"))
    # By hand: the father gives 1 with 0.9; the mother's allele is 1 with 0.9 (pruned) or 0.9 * 0.9 + 0.1 * 0.1 (kept).
    assert pruned == pytest.approx(0.81 * (0.9 * 0.1 + 0.1 * 0.9), rel=1e-14)
    assert kept == pytest.approx(0.81 * (0.9 * 0.18 + 0.1 * 0.82), rel=1e-14)


def test_an_absent_parent_is_no_founder_of_the_pedigree():
    marker = Marker("M", ("1", "2"), np.array([0.9, 0.1]), mutation=MutationModel(*[equal_matrix(2, 0.1)] * 2))
    duo = build_pedigree([Member("F", sex=MALE), Member("C", "F", None, MALE)])
    genotypes = np.array([[[0, 0]], [[0, 1]], [[-1, -1]]], dtype=np.int16)
    kept, pruned = (likelihoods(duo, genotypes, [marker], untyped_founders=c).values[0] for c in ("keep", "prune"))
    assert kept == pruned == pytest.approx(0.81 * (0.9 * 0.1 + 0.1 * 0.9), rel=1e-14)


def test_unconnected_parts_multiply():
    rng = np.random.default_rng(2)
    marker = _str_marker(rng, 6)
    both = build_pedigree([Member("a"), Member("b"), *half_siblings().members()])
    genotypes = np.full((7, 1, 2), -1, dtype=np.int16)
    genotypes[[0, 1, 5, 6], 0] = [(0, 1), (2, 2), (3, 1), (1, 4)]
    alone = likelihoods(half_siblings(), genotypes[2:], [marker]).values[0]
    p = marker.frequencies
    assert likelihoods(both, genotypes, [marker]).values[0] == pytest.approx(2 * p[0] * p[1] * p[2] ** 2 * alone)


def test_an_impossible_family_has_likelihood_zero():
    marker = Marker("M", ("1", "2", "3"), np.array([0.2, 0.3, 0.5]))
    genotypes = np.array([[[0, 0]], [[1, 1]], [[2, 2]]], dtype=np.int16)
    found = likelihoods(nuclear_family(1), genotypes, [marker])
    assert found.values[0] == 0
    assert found.log[0] == -np.inf


def test_a_large_family_keeps_its_logarithm_below_the_smallest_float():
    marker = Marker("M", tuple("abcd"), np.array([1e-6, 1e-6, 1e-6, 1 - 3e-6]))
    pedigree = build_pedigree([Member(f"p{i}") for i in range(60)])
    genotypes = np.tile(np.array([0, 1], dtype=np.int16), (60, 1, 1))
    assert likelihoods(pedigree, genotypes, [marker]).log[0] == pytest.approx(60 * np.log(2e-12))


def test_a_pedigree_that_is_too_wide_is_refused_with_the_width():
    rng = np.random.default_rng(1)
    pedigree = random_pedigree(rng, founders=20, children=150, extras=False)
    marker = _str_marker(rng, 30)
    genotypes = np.full((len(pedigree), 1, 2), -1, dtype=np.int16)
    for member in range(0, len(pedigree), 2):
        genotypes[member, 0] = (0, 1)
    with pytest.raises(TooLarge, match=r"elimination width is \d+ variables.*feasible"):
        likelihoods(pedigree, genotypes, [marker])


def test_a_sixty_member_pedigree_with_loops_stays_cheap():
    pedigree = sixty_member_pedigree()
    codes = [1 if i % 3 == 0 else 0 for i in range(len(pedigree))]
    operations, _ = plan_for(shape_of(pedigree, [codes]), [20]).work([20])
    assert len(pedigree) == 60
    assert operations < 1e7


def test_arrays_that_do_not_fit_are_refused():
    marker = Marker("M", ("1", "2"), np.array([0.5, 0.5]))
    with pytest.raises(InvalidInput, match="shape"):
        likelihoods(nuclear_family(1), np.zeros((2, 1, 2), dtype=np.int16), [marker])
    with pytest.raises(InvalidInput, match="keep or prune"):
        likelihoods(nuclear_family(1), np.zeros((3, 1, 2), dtype=np.int16), [marker], untyped_founders="cut")
    with pytest.raises(InvalidInput, match="allele number 2"):
        likelihoods(nuclear_family(1), np.full((3, 1, 2), 2, dtype=np.int16), [marker])
