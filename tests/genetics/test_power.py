"""Power: the shared exclusion probabilities, exact small cases by enumeration, and simulation against both."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from repatria.errors import InvalidInput
from repatria.genetics.family_tables import family_tables
from repatria.genetics.genotypes import untyped
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.mutation_matrices import equal_matrix
from repatria.genetics.next_relative import next_relatives
from repatria.genetics.pedigree import FEMALE, MALE, Member, build_pedigree, half_siblings, nuclear_family
from repatria.genetics.power import (
    combined_exclusion,
    exclusion_probability,
    expected_log10_lr,
    lr_distribution,
)


def strs(count, seed=4, alleles=6, chromosome="autosomal"):
    rng = np.random.default_rng(seed)
    names = tuple(str(i) for i in range(alleles))
    return [Marker(f"M{i}", names, rng.dirichlet(np.full(alleles, 3.0)), chromosome=chromosome) for i in range(count)]


def father_sought(markers, child):
    pedigree = nuclear_family(1)
    genotypes = untyped(3, len(markers))
    genotypes[pedigree.index("child1")] = child
    return family_tables(pedigree, genotypes, pedigree.index("father"), markers)


def test_exclusion_probabilities_are_the_shared_ones(shared):
    cases = json.loads((shared / "dna/golden/golden_exclusion_power.json").read_text())
    assert len(cases) == 6
    for case in cases:
        marker = Marker(case["marker"], tuple(case["freqs"]), list(case["freqs"].values()))
        child = [[marker.allele_index(allele) for allele in case["child_genotype"].split("/")]]
        table = father_sought([marker], child)
        expected = case["EP_missing_father_given_child"]
        assert exclusion_probability(table)[0] == pytest.approx(expected, rel=1e-10, abs=0)


def test_exclusion_of_a_father_is_the_textbook_formula():
    marker = Marker("M", ("a", "b", "c"), [0.2, 0.3, 0.5])
    table = father_sought([marker], [[0, 1]])
    assert exclusion_probability(table)[0] == pytest.approx((1 - 0.2 - 0.3) ** 2)
    assert combined_exclusion(np.array([0.5, 0.2])) == pytest.approx(0.6)
    assert combined_exclusion(np.array([1.0, 0.2])) == 1.0


def test_nobody_is_excluded_where_every_allele_can_mutate():
    change = equal_matrix(3, 0.01)
    marker = Marker("M", ("a", "b", "c"), [0.2, 0.3, 0.5], mutation=MutationModel(change, change))
    table = father_sought([marker], [[0, 1]])
    assert exclusion_probability(table)[0] == 0


def test_the_distribution_of_the_lr_agrees_with_enumeration():
    markers = strs(2, alleles=3)
    pedigree = nuclear_family(2)
    genotypes = untyped(4, 2)
    genotypes[pedigree.index("child1")] = [[0, 1], [2, 2]]
    missing = pedigree.index("child2")
    table = family_tables(pedigree, genotypes, missing, markers)
    pairs = [(i, j) for i in range(3) for j in range(i + 1)]
    base = likelihoods(pedigree, genotypes, markers).values
    mean, over, chance_unrelated = 0.0, 0.0, 0.0
    for cell in itertools.product(pairs, repeat=2):
        trial = genotypes.copy()
        trial[missing] = cell
        given = (likelihoods(pedigree, trial, markers).values / base).prod()
        prior = np.prod(
            [m.frequencies[list(g)].prod() * (2 - (g[0] == g[1])) for m, g in zip(markers, cell, strict=True)]
        )
        mean += given * np.log10(given / prior) if given > 0 else 0.0
        if given / prior >= 4:
            over += given
            chance_unrelated += prior
    found = lr_distribution(table, 60_000, seed=1)
    assert expected_log10_lr(table).sum() == pytest.approx(mean, rel=1e-12)
    assert found.expected_true == pytest.approx(mean, rel=1e-12)
    assert found.true.mean() == pytest.approx(mean, abs=5 * found.true.std() / np.sqrt(60_000))
    assert found.exceeds_when_true(np.log10(4)) == pytest.approx(over, abs=0.012)
    assert float(found.exceeds_when_unrelated(np.log10(4))) == pytest.approx(chance_unrelated, rel=0.06)


def test_rare_events_among_the_unrelated_are_weighed_not_waited_for():
    markers = strs(20)
    table = father_sought(markers, [[0, 1]] * 20)
    found = lr_distribution(table, 5000, seed=2)
    far = float(np.quantile(found.true, 0.9))
    chance = float(found.exceeds_when_unrelated(far))
    assert 0 < chance <= 10**-far
    assert found.excluded == pytest.approx(combined_exclusion(exclusion_probability(table)), rel=1e-9)
    assert found.expected_unrelated < found.expected_true
    assert float(found.exceeds_when_unrelated(found.true.max() + 1)) == 0


def test_ranks_agree_with_a_simulated_search():
    markers = strs(4, alleles=4)
    table = father_sought(markers, [[0, 1], [2, 3], [1, 1], [0, 2]])
    found = lr_distribution(table, 20_000, seed=3)
    rng = np.random.default_rng(8)
    candidates = 50
    true = rng.choice(found.true, 4000)
    shape = (4000, candidates - 1)
    others = np.zeros(shape)
    for m, marker in enumerate(markers):
        pair = rng.choice(marker.size, size=(*shape, 2), p=marker.frequencies)
        high, low = pair.max(axis=2), pair.min(axis=2)
        others += table.log10[m][high * (high + 1) // 2 + low]
    ahead, equal = (others > true[:, None] + 1e-6), np.abs(others - true[:, None]) <= 1e-6
    rank = 1 + ahead.sum(axis=1) + equal.sum(axis=1) / 2
    first = np.where(ahead.any(axis=1), 0.0, 1 / (1 + equal.sum(axis=1)))
    assert found.expected_rank(candidates) == pytest.approx(rank.mean(), abs=6 * rank.std() / np.sqrt(4000))
    assert found.first_in_search(candidates) == pytest.approx(first.mean(), abs=0.03)
    assert found.expected_rank(1) == 1.0
    assert found.false_hits(1000, found.true.min() - 1) <= 1000
    with pytest.raises(InvalidInput, match="nobody to find"):
        found.expected_rank(0)


def test_a_family_that_tells_nothing_leaves_the_rank_to_the_lot():
    table = father_sought(strs(3), [[-1, -1]] * 3)
    found = lr_distribution(table, 500, seed=3)
    assert found.expected_true == pytest.approx(0, abs=1e-12)
    assert found.expected_rank(1000) == pytest.approx(500.5)
    assert found.first_in_search(1000) == pytest.approx(0.001)
    assert combined_exclusion(exclusion_probability(table)) == 0


def test_the_same_seed_gives_the_same_figures():
    table = father_sought(strs(5), [[0, 1]] * 5)
    assert (lr_distribution(table, 100, seed=4).true == lr_distribution(table, 100, seed=4).true).all()


def test_relatives_that_contradict_each_other_have_no_distribution():
    pedigree = nuclear_family(2)
    genotypes = untyped(4, 1)
    genotypes[0], genotypes[2] = [[0, 0]], [[1, 1]]
    table = family_tables(pedigree, genotypes, 3, strs(1))
    assert np.isnan(exclusion_probability(table)[0])
    with pytest.raises(InvalidInput, match="contradict each other at marker M0"):
        lr_distribution(table, 10, seed=1)


def missing_son():
    """A missing son; a typed maternal half-brother; the mother, the father, a full sister and an aunt untyped."""
    return build_pedigree(
        [
            Member("gf", sex=MALE),
            Member("gm", sex=FEMALE),
            Member("mother", "gf", "gm", FEMALE),
            Member("aunt", "gf", "gm", FEMALE),
            Member("father", sex=MALE),
            Member("other", sex=MALE),
            Member("son", "father", "mother", MALE),
            Member("sister", "father", "mother", FEMALE),
            Member("half", "other", "mother", MALE),
        ]
    )


def test_a_parent_is_asked_before_a_sister_and_a_sister_before_an_aunt():
    pedigree, markers = missing_son(), strs(8)
    genotypes = untyped(len(pedigree), 8)
    genotypes[pedigree.index("half")] = [[0, 1]] * 8
    order = next_relatives(pedigree, genotypes, pedigree.index("son"), markers, draws=300, log10_threshold=1.0)
    names = [pedigree.ids[gain.member] for gain in order]
    assert set(names) == {"gf", "gm", "mother", "aunt", "father", "other", "sister"}
    assert names.index("father") < names.index("sister") < names.index("aunt")
    assert all(gain.gain > -3 * gain.standard_error for gain in order)
    assert order[0].exceeds > order[-1].exceeds


def test_the_expected_gain_agrees_with_enumeration():
    pedigree, markers = half_siblings(), strs(1, alleles=3)
    genotypes = untyped(len(pedigree), 1)
    genotypes[pedigree.index("one"), 0] = (0, 1)
    missing, shared_parent = pedigree.index("two"), pedigree.index("shared")
    base = likelihoods(pedigree, genotypes, markers).values[0]
    expected = 0.0
    for asked in [(i, j) for i in range(3) for j in range(i + 1)]:
        trial = genotypes.copy()
        trial[shared_parent, 0] = asked
        chance = likelihoods(pedigree, trial, markers).values[0] / base
        if chance > 0:
            expected += chance * expected_log10_lr(family_tables(pedigree, trial, missing, markers))[0]
    gain = next_relatives(pedigree, genotypes, missing, markers, candidates=[shared_parent], draws=20_000)[0]
    assert gain.expected_log10_lr == pytest.approx(expected, abs=5 * gain.standard_error)


def test_nobody_who_is_typed_or_missing_is_asked():
    pedigree, markers = half_siblings(), strs(1)
    genotypes = untyped(len(pedigree), 1)
    genotypes[pedigree.index("one"), 0] = (0, 1)
    with pytest.raises(InvalidInput, match="one is typed already"):
        next_relatives(pedigree, genotypes, 4, markers, candidates=[pedigree.index("one")])
    with pytest.raises(InvalidInput, match="two is the missing person"):
        next_relatives(pedigree, genotypes, pedigree.index("two"), markers, candidates=[pedigree.index("two")])
