"""Gene dropping follows the laws that the likelihood engine computes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.gene_dropping import draw_relatives, drop_genes, observe
from repatria.genetics.genotype_distribution import genotype_distribution
from repatria.genetics.genotypes import untyped
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.observations import Observations, observation_table
from repatria.genetics.pedigree import FEMALE, MALE, Member, build_pedigree, half_siblings, nuclear_family, singleton

P = [0.5, 0.3, 0.2]
CHANGES = MutationModel(
    np.array([[0.9, 0.1, 0.0], [0.05, 0.9, 0.05], [0.0, 0.2, 0.8]]),
    np.array([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]]),
)
PLAIN = Marker("M1", ("a", "b", "c"), P)
MUTATING = Marker("M2", ("a", "b", "c"), P, mutation=CHANGES)
ON_X = Marker("M3", ("a", "b", "c"), P, chromosome="X", mutation=CHANGES)
DRAWS = 40_000


def joint_counts(genes, members, marker):
    """How often each combination of unordered genotypes occurs."""
    high, low = genes[:, members, marker].max(axis=2), genes[:, members, marker].min(axis=2)
    rows, counts = np.unique(np.stack([high, low], axis=2), axis=0, return_counts=True)
    return {tuple(map(tuple, row.tolist())): int(n) for row, n in zip(rows, counts, strict=True)}


def assert_follows(counts, probability):
    """Every cell within five standard errors, and all draws accounted for."""
    total = sum(counts.values())
    seen = 0.0
    for cell, count in counts.items():
        p = probability(cell)
        assert abs(count - total * p) < 5 * np.sqrt(total * p * (1 - p)) + 1, (cell, count / total, p)
        seen += p
    assert seen > 0.999


@pytest.mark.parametrize("marker", [PLAIN, MUTATING, ON_X])
@pytest.mark.parametrize("theta", [0.0, 0.1])
def test_two_relatives_occur_as_often_as_the_engine_says(marker, theta):
    pedigree = half_siblings(FEMALE)
    pair = [pedigree.index("one"), pedigree.index("two")]
    if theta and marker is ON_X:
        with pytest.raises(UnsupportedModel):
            drop_genes(pedigree, [marker], 1, seed=1, theta=theta)
        return
    genes = drop_genes(pedigree, [marker], DRAWS, seed=7, theta=theta)

    def probability(cell):
        genotypes = untyped(len(pedigree), 1)
        for member, called in zip(pair, cell, strict=True):
            genotypes[member, 0] = called
        return float(likelihoods(pedigree, genotypes, [marker], theta=theta).values[0])

    assert_follows(joint_counts(genes, pair, 0), probability)


def test_inbred_founders_are_homozygous_as_often_as_told():
    pedigree = build_pedigree([Member("a", sex=MALE)], founder_inbreeding={"a": 0.25})
    genes = drop_genes(pedigree, [PLAIN], DRAWS, seed=3)
    alike = float((genes[:, 0, 0, 0] == genes[:, 0, 0, 1]).mean())
    expected = 0.25 + 0.75 * sum(p * p for p in P)
    assert abs(alike - expected) < 5 * np.sqrt(expected * (1 - expected) / DRAWS)


def test_identical_twins_are_identical():
    children = [Member("f", sex=MALE), Member("m", sex=FEMALE), Member("t", "f", "m"), Member("u", "f", "m")]
    pedigree = build_pedigree(children, twins=[("t", "u")])
    genes = drop_genes(pedigree, [MUTATING], 500, seed=3)
    assert (genes[:, pedigree.index("t")] == genes[:, pedigree.index("u")]).all()


def test_linked_markers_recombine_at_the_stated_rate():
    marker = Marker("S", tuple("abcdefgh"), np.full(8, 0.125))
    fractions = np.array([[0.5, 0.5], [0.1, 0.3]])
    pedigree = nuclear_family(1)
    genes = drop_genes(pedigree, [marker, marker], DRAWS, seed=11, recombination=fractions)
    for parent, side, expected in (("father", 0, 0.3), ("mother", 1, 0.1)):
        own = genes[:, pedigree.index(parent)]
        informative = (own[:, :, 0] != own[:, :, 1]).all(axis=1)
        passed = genes[informative, pedigree.index("child1"), :, side]
        strand = passed == own[informative, :, 1]
        rate = float((strand[:, 0] != strand[:, 1]).mean())
        assert abs(rate - expected) < 5 * np.sqrt(expected * (1 - expected) / informative.sum())


def test_the_same_seed_gives_the_same_profiles():
    pedigree = half_siblings()
    first, again, other = (drop_genes(pedigree, [PLAIN, MUTATING], 50, seed=s) for s in (5, 5, 6))
    assert (first == again).all()
    assert (first != other).any()


def test_what_typing_shows_follows_the_observation_model():
    silent = Marker("M", ("a", "b", "c"), P, silent=2)
    person = singleton(sex=MALE)
    trust = Observations.uniform(1, 1, dropout=0.2, dropin=0.1)
    for marker in (PLAIN, silent, ON_X):
        for alleles in itertools.product(range(3), repeat=2):
            true = alleles if marker is not ON_X else (alleles[0], alleles[0])
            genes = np.tile(np.array(true, dtype=np.int16), (DRAWS, 1, 1, 1))
            shown = observe(genes, person, [marker], seed=2, observations=trust)[:, 0, 0]
            for called in [(0, 0), (0, 1), (1, 2)]:
                table, _ = observation_table(
                    marker, called, dropout=0.2, dropin=0.1, hemizygous=marker.chromosome == "X"
                )
                rate = float((shown == called).all(axis=1).mean())
                assert abs(rate - table[true]) < 5 * np.sqrt(max(table[true], 1e-4) / DRAWS), (alleles, called)


def test_perfect_typing_shows_the_truth_sorted():
    pedigree = half_siblings()
    genes = drop_genes(pedigree, [PLAIN, MUTATING], 20, seed=5)
    assert (observe(genes, pedigree, [PLAIN, MUTATING], seed=1) == np.sort(genes, axis=3)).all()


def test_relatives_drawn_given_the_typed_follow_the_engines_joint_distribution():
    pedigree = half_siblings()
    genotypes = untyped(len(pedigree), 2)
    genotypes[pedigree.index("one")] = [[0, 1], [2, 2]]
    wanted = [pedigree.index("two"), pedigree.index("shared")]
    markers = [PLAIN, MUTATING]
    families = draw_relatives(pedigree, genotypes, markers, wanted, DRAWS // 4, seed=13)
    assert (families[:, pedigree.index("one")] == genotypes[pedigree.index("one")]).all()
    for m in (0, 1):
        expected = genotype_distribution(pedigree, genotypes, markers, m, wanted).probabilities

        def probability(cell, expected=expected):
            return float(expected[tuple(high * (high + 1) // 2 + low for high, low in cell)])

        assert_follows(joint_counts(families, wanted, m), probability)


def test_relatives_that_contradict_each_other_are_named():
    pedigree = nuclear_family(1)
    genotypes = untyped(3, 1)
    genotypes[pedigree.index("father"), 0], genotypes[pedigree.index("child1"), 0] = (0, 0), (1, 1)
    with pytest.raises(InvalidInput, match="contradict each other at marker M1"):
        draw_relatives(pedigree, genotypes, [PLAIN], [pedigree.index("mother")], 3, seed=1)
