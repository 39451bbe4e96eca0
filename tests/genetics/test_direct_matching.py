"""Direct matching: closed forms, the pedigree engine, an exhaustive twin, and groups that contradict themselves."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.direct_matching import (
    Profiles,
    Trust,
    match_matrix,
    match_profiles,
    match_tables,
)
from repatria.genetics.genotypes import untyped
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker, genotype_index
from repatria.genetics.observations import Observations, observation_table
from repatria.genetics.pair_probabilities import PAIR_RELATIONS, SAME, UNRELATED, genotype_pair_matrix
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, build_pedigree, half_siblings, nuclear_family
from repatria.genetics.reassociation import reassociate
from tests.conftest import NIGHTLY

THREE = Marker("M", ("a", "b", "c"), [0.2, 0.3, 0.5])


EXACT = Trust()


def profiles(calls, *, trust=EXACT, sexes=None):
    calls = np.array(calls, dtype=np.int16)
    if calls.ndim == 2:
        calls = calls[:, None]
    return Profiles(calls, np.array(sexes or [UNKNOWN] * len(calls), dtype=np.int8), (trust,) * len(calls))


@pytest.mark.parametrize("theta", [0.0, 0.01, 0.03, 0.2])
def test_two_equal_profiles_have_the_match_probability_of_nrc_4_10(theta):
    p = THREE.frequencies
    below = (1 + theta) * (1 + 2 * theta)
    tables = match_tables([THREE], profiles([[0, 0], [0, 1]]), profiles([[0, 0], [0, 1]]), theta=theta)
    found = match_matrix(tables)
    homozygous = (2 * theta + (1 - theta) * p[0]) * (3 * theta + (1 - theta) * p[0]) / below
    heterozygous = 2 * (theta + (1 - theta) * p[0]) * (theta + (1 - theta) * p[1]) / below
    assert found[0, 0] == pytest.approx(-np.log10(homozygous), rel=1e-12)
    assert found[1, 1] == pytest.approx(-np.log10(heterozygous), rel=1e-12)
    assert found[0, 1] == -np.inf


@pytest.mark.parametrize("theta", [0.0, 0.05])
@pytest.mark.parametrize("relation", ["unrelated", "full-siblings", "half-siblings", "parent-child"])
def test_joint_genotype_probabilities_are_those_of_the_pedigree_engine(relation, theta):
    pedigree, one, two = {
        "unrelated": (build_pedigree([Member("a"), Member("b")]), "a", "b"),
        "full-siblings": (nuclear_family(2), "child1", "child2"),
        "half-siblings": (half_siblings(), "one", "two"),
        "parent-child": (nuclear_family(1), "father", "child1"),
    }[relation]
    matrix = genotype_pair_matrix(THREE, PAIR_RELATIONS[relation], theta)
    assert matrix.sum() == pytest.approx(1.0, abs=1e-12)
    for g, h in itertools.product([(0, 0), (0, 1), (1, 2)], repeat=2):
        genotypes = untyped(len(pedigree), 1)
        genotypes[pedigree.index(one), 0], genotypes[pedigree.index(two), 0] = g, h
        expected = likelihoods(pedigree, genotypes, [THREE], theta=theta).values[0]
        assert matrix[genotype_index(*g), genotype_index(*h)] == pytest.approx(expected, rel=1e-10, abs=1e-16)


def test_relations_sum_to_one_and_the_same_person_is_on_the_diagonal():
    for relation in PAIR_RELATIONS.values():
        assert genotype_pair_matrix(THREE, relation, 0.1).sum() == pytest.approx(1.0, abs=1e-12)
    same = genotype_pair_matrix(THREE, SAME, 0.1)
    assert (same[~np.eye(6, dtype=bool)] == 0).all()


def test_drop_out_agrees_with_the_pedigree_engine():
    pedigree = nuclear_family(2)
    one, two = pedigree.index("child1"), pedigree.index("child2")
    trust = Trust(dropout=0.2, dropin=0.05)
    dropout, dropin = np.zeros((4, 1)), np.zeros((4, 1))
    dropout[two], dropin[two] = 0.2, 0.05
    calls = [(0, 0), (0, 1), (2, -1)]
    tables = match_tables(
        [THREE], profiles(calls), profiles(calls, trust=trust), relation=PAIR_RELATIONS["full-siblings"]
    )
    found = match_matrix(tables)
    alone = build_pedigree([Member("a"), Member("b")])
    for (i, g), (j, h) in itertools.product(enumerate(calls), repeat=2):
        values = []
        for shape, rows in ((pedigree, (one, two)), (alone, (0, 1))):
            genotypes = untyped(len(shape), 1)
            genotypes[rows[0], 0], genotypes[rows[1], 0] = g, h
            trusted = Observations(
                dropout[-len(shape) :] if len(shape) == 4 else dropout[[one, two]],
                dropin[-len(shape) :] if len(shape) == 4 else dropin[[one, two]],
            )
            values.append(likelihoods(shape, genotypes, [THREE], observations=trusted).values[0])
        assert found[i, j] == pytest.approx(np.log10(values[0] / values[1]), rel=1e-9, abs=1e-9)


def test_a_lost_allele_or_a_wrong_call_costs_a_finite_ratio():
    degraded = Trust(dropout=0.3)
    lost = match_matrix(match_tables([THREE], profiles([[0, 1]]), profiles([[0, 0]], trust=degraded)))[0, 0]
    table, _ = observation_table(THREE, (0, 0), dropout=0.3)
    p = THREE.frequencies
    by_chance = sum(p[i] * p[j] * table[i, j] for i in range(3) for j in range(3))
    assert lost == pytest.approx(np.log10(table[0, 1] / by_chance))
    wrong = match_matrix(match_tables([THREE], profiles([[0, 1]]), profiles([[2, 2]], trust=Trust(error=0.01))))
    assert wrong[0, 0] == pytest.approx(np.log10(0.01))


@st.composite
def profile_sets(draw):
    markers = []
    for i in range(draw(st.integers(1, 4))):
        weights = np.array(draw(st.lists(st.integers(1, 9), min_size=2, max_size=4)), dtype=float)
        names = tuple(str(a) for a in range(len(weights)))
        markers.append(Marker(f"M{i}", names, weights / weights.sum()))
    kinds = [Trust(), Trust(0.2, 0.05), Trust(error=0.02)]
    sets = []
    for _ in range(2):
        n = draw(st.integers(0, 6))
        calls = np.full((n, len(markers), 2), -1, dtype=np.int16)
        for i in range(n):
            for m, marker in enumerate(markers):
                kind = draw(st.sampled_from(["both", "both", "one", "none"]))
                if kind != "none":
                    calls[i, m, 0] = draw(st.integers(0, marker.size - 1))
                if kind == "both":
                    calls[i, m, 1] = draw(st.integers(0, marker.size - 1))
        sexes = np.array([draw(st.sampled_from([UNKNOWN, MALE, FEMALE])) for _ in range(n)], dtype=np.int8)
        sets.append(Profiles(calls, sexes, tuple(draw(st.sampled_from(kinds)) for _ in range(n))))
    return markers, *sets


@given(
    profile_sets(),
    st.sampled_from([0.0, 0.03]),
    st.sampled_from([-2.0, 0.0, 0.7]),
    st.sampled_from(["same", "full-siblings"]),
)
@settings(max_examples=1000 if NIGHTLY else 120)
def test_the_search_finds_exactly_the_pairs_of_the_exhaustive_matrix(sets, theta, threshold, relation):
    markers, one, two = sets
    hypothesis = PAIR_RELATIONS[relation]
    links, tables = match_profiles(markers, one, two, relation=hypothesis, theta=theta, log10_threshold=threshold)
    matrix = match_matrix(tables)
    for i, j in itertools.product(range(len(one)), range(len(two))):
        expected = 0.0
        for m, marker in enumerate(markers):
            a, b = one.calls[i, m], two.calls[j, m]
            if a.max() < 0 or b.max() < 0:
                continue
            values = []
            for r in (hypothesis, UNRELATED):
                joint = genotype_pair_matrix(marker, r, theta)
                values.append(chances(marker, a, one.trust[i]) @ joint @ chances(marker, b, two.trust[j]))
            with np.errstate(divide="ignore"):
                expected += np.log10(values[0] / values[1])
        assert matrix[i, j] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    apart = (one.sexes[:, None] != two.sexes[None, :]) & (one.sexes[:, None] > 0) & (two.sexes[None, :] > 0)
    wanted = matrix >= threshold
    if relation == "same":
        wanted &= ~apart
    assert list(zip(links.first.tolist(), links.second.tolist(), strict=True)) == [
        tuple(p) for p in np.argwhere(wanted).tolist()
    ]
    assert (links.log10_lr == matrix[wanted]).all()
    assert (links.differing <= links.compared).all()


def chances(marker, call, trust):
    """P(call | each genotype), from the ordered table of the observation model."""
    table, _ = observation_table(marker, (int(max(call)), int(min(call))), dropout=trust.dropout, dropin=trust.dropin)
    by_chance = marker.frequencies @ table @ marker.frequencies
    genotypes = [(i, j) for i in range(marker.size) for j in range(i + 1)]
    return np.array([(1 - trust.error) * table[genotype] + trust.error * by_chance for genotype in genotypes])


def test_within_one_set_each_pair_is_found_once():
    links, _ = match_profiles([THREE], profiles([[0, 0], [1, 1], [0, 0], [0, 0]]), log10_threshold=0.5)
    assert list(zip(links.first.tolist(), links.second.tolist(), strict=True)) == [(0, 2), (0, 3), (2, 3)]
    assert links.compared.tolist() == [1, 1, 1]
    assert links.differing.tolist() == [0, 0, 0]


def test_many_links_are_all_reported():
    calls = np.zeros((300, 1, 2), dtype=np.int16)
    links, _ = match_profiles([THREE], profiles(calls), log10_threshold=1.0)
    assert len(links) == 300 * 299 // 2


def test_a_chain_that_does_not_close_is_one_group_with_its_conflict():
    a, b, c, other = [[0, 0], [1, 1]], [[0, 0], [-1, -1]], [[0, 0], [2, 2]], [[1, 2], [0, 1]]
    markers = [THREE, Marker("N", ("a", "b", "c"), [0.2, 0.3, 0.5])]
    samples = profiles([a, b, c, other, other])
    links, tables = match_profiles(markers, samples, log10_threshold=0.3)
    first, second = reassociate(links, tables, samples.sexes)
    assert first.members == (0, 1, 2)
    assert not first.consistent
    assert (first.conflicts.first.tolist(), first.conflicts.second.tolist()) == ([0], [2])
    assert first.conflicts.log10_lr[0] == -np.inf
    assert first.conflicts.differing[0] == 1
    assert second.members == (3, 4)
    assert second.consistent


def test_a_sample_without_sex_does_not_hide_that_two_others_differ_in_sex():
    samples = profiles([[0, 0]] * 3, sexes=[MALE, UNKNOWN, FEMALE])
    links, tables = match_profiles([THREE], samples, log10_threshold=0.5)
    (group,) = reassociate(links, tables, samples.sexes)
    assert group.sex_conflicts == ((0, 2),)
    assert not group.consistent


def test_what_direct_matching_refuses():
    with pytest.raises(UnsupportedModel, match="X marker"):
        match_tables([Marker("X1", ("a",), [1.0], chromosome="X")], profiles([[0, 0]]), profiles([[0, 0]]))
    with pytest.raises(InvalidInput, match="theta"):
        match_tables([THREE], profiles([[0, 0]]), profiles([[0, 0]]), theta=1.0)
    with pytest.raises(InvalidInput, match="names allele number 3"):
        match_tables([THREE], profiles([[3, 0]]), profiles([[0, 0]]))
    with pytest.raises(InvalidInput, match="dropout is 1"):
        Trust(dropout=1.0)
    with pytest.raises(InvalidInput, match="do not have 2 markers"):
        match_profiles([THREE, THREE], profiles([[0, 0]]))
