"""Linked panels: the shared two-locus cases, and a twin that enumerates founders' alleles and inheritance vectors."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, TooLarge, UnsupportedModel
from repatria.exchange.dna_case import read_marker
from repatria.genetics.gene_dropping import drop_genes
from repatria.genetics.genotypes import encode_genotype
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.linked_pair import linked_pair_likelihood
from repatria.genetics.linked_panel import (
    LinkedPanel,
    mapped_panel,
    panel_log_likelihood,
    recombination_fraction,
)
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.panel_calls import TypingErrors
from repatria.genetics.panel_lr import identity_log10_lr, relationship_log10_lr
from repatria.genetics.pedigree import (
    FEMALE,
    MALE,
    Member,
    build_pedigree,
    cousins,
    half_siblings,
    nuclear_family,
    singleton,
)
from tests.conftest import NIGHTLY
from tests.genetics.random_cases import random_matrix, random_pedigree

SNP = Marker("rs1", ("A", "G"), [0.3, 0.7])


def test_the_chain_agrees_with_the_shared_two_locus_likelihoods(shared):
    cases = json.loads((shared / "dna/golden/golden_linked_silent_dist.json").read_text())["linked"]
    assert len(cases) == 66
    for case in cases:
        markers = tuple(read_marker(marker) for marker in case["markers"])
        rows = [row for part in case["pedigree"] for row in part["members"]]
        sexes = {"male": MALE, "female": FEMALE}
        pedigree = build_pedigree([Member(r["id"], r["father"], r["mother"], sexes[r["sex"]]) for r in rows])
        genotypes = np.full((1, len(pedigree), 2, 2), -1, dtype=np.int16)
        for row in rows:
            for m, marker in enumerate(markers):
                if marker.name in row["genotypes"]:
                    called = encode_genotype(marker, row["genotypes"][marker.name], sex=sexes[row["sex"]])
                    genotypes[0, pedigree.index(row["id"]), m] = called
        panel = LinkedPanel(markers, [[0.5, 0.5], [case["rho"]] * 2])
        likelihood = np.exp(panel_log_likelihood(panel, pedigree, genotypes)[0])
        assert likelihood == pytest.approx(case["likelihood"], rel=1e-10, abs=0), case["id"]


def chance_of_call(called, alleles, p, error, dropout):
    """P(call | true alleles): each copy is lost or read, and read wrongly as a random allele."""
    if max(called) < 0:
        return 1.0
    total = 0.0
    for kept in itertools.product([False, True], repeat=len(alleles)):
        for read in itertools.product(range(len(p)), repeat=len(alleles)):
            shown = {r for r, k in zip(read, kept, strict=True) if k}
            agrees = max(called) in shown if min(called) < 0 else shown == set(called)
            if agrees:
                chance = 1.0
                for true, r, k in zip(alleles, read, kept, strict=True):
                    chance *= ((1 - error) * (r == true) + error * p[r]) * ((1 - dropout) if k else dropout)
                total += chance
    return total


def enumerated(panel, pedigree, genotypes, errors):
    """The same likelihood with 2 bits for every child, all founder alleles, and the full transition matrix."""
    x = panel.markers[0].chromosome == "X"
    children = [i for i in pedigree.order if pedigree.father[i] >= 0]
    one = {i for i in range(len(pedigree)) if x and pedigree.sex[i] == MALE}
    twin = {i: group[0] for group in pedigree.twins for i in group}
    vectors = list(itertools.product([0, 1], repeat=2 * len(children)))
    chain = None
    for locus, marker in enumerate(panel.markers):
        p = marker.frequencies
        drawn = np.array(list(itertools.product(range(len(p)), repeat=2 * len(pedigree.founders)))).T
        calls = []
        for i in range(len(pedigree)):
            table = np.empty((len(p), len(p)))
            for alleles in itertools.product(range(len(p)), repeat=2):
                table[alleles] = chance_of_call(
                    genotypes[i, locus], alleles[:1] if i in one else alleles, p, errors[i].error, errors[i].dropout
                )
            calls.append(table)
        emission = np.zeros(len(vectors))
        for v, vector in enumerate(vectors):
            chance = p[drawn].prod(axis=0)
            have = {f: (drawn[2 * n + (f in one)], drawn[2 * n + 1]) for n, f in enumerate(pedigree.founders)}
            for n, child in enumerate(children):
                paternal = have[pedigree.father[child]][vector[2 * n]]
                maternal = have[pedigree.mother[child]][vector[2 * n + 1]]
                have[child] = (maternal, maternal) if child in one else (paternal, maternal)
            for i in range(len(pedigree)):
                chance = chance * calls[i][have[twin.get(i, i)]]
            emission[v] = chance.sum()
        if chain is None:
            chain = emission / len(vectors)
            continue
        mothers, fathers = panel.recombination[locus]
        rate = np.tile([fathers, mothers], len(children))
        differ = np.array(vectors)[:, None, :] != np.array(vectors)[None, :, :]
        step = np.where(differ, rate, 1 - rate).prod(axis=2)
        chain = (chain @ step) * emission
    return chain.sum()


def trio_of_half_siblings():
    return build_pedigree(
        [
            Member("m1", sex=FEMALE),
            Member("f", sex=MALE),
            Member("m2", sex=FEMALE),
            Member("a", "f", "m1", FEMALE),
            Member("b", "f", "m2", MALE),
        ]
    )


PEDIGREES = [
    nuclear_family([("c", FEMALE), ("d", MALE)]),
    trio_of_half_siblings(),
    half_siblings(FEMALE),
    build_pedigree(
        [
            Member("g1", sex=MALE),
            Member("g2", sex=FEMALE),
            Member("p", "g1", "g2", FEMALE),
            Member("c", "g1", "p", MALE),  # a father with his daughter: inbred
        ]
    ),
    build_pedigree(
        [
            Member("f", sex=MALE),
            Member("m", sex=FEMALE),
            Member("t", "f", "m", FEMALE),
            Member("u", "f", "m", FEMALE),
        ],
        twins=[("t", "u")],
    ),
]


@st.composite
def small_panels(draw):
    chromosome = draw(st.sampled_from(["autosomal", "X"]))
    loci = draw(st.integers(1, 3))
    markers = []
    for i in range(loci):
        weights = np.array(draw(st.lists(st.integers(1, 9), min_size=2, max_size=3)), dtype=float)
        markers.append(Marker(f"m{i}", tuple("ABC"[: len(weights)]), weights / weights.sum(), chromosome=chromosome))
    fractions = st.sampled_from([0.0, 0.02, 0.1, 0.31, 0.5])
    table = [[0.5, 0.5]] + [[draw(fractions), draw(fractions)] for _ in range(loci - 1)]
    pedigree = draw(st.sampled_from(PEDIGREES))
    genotypes = np.full((2, len(pedigree), loci, 2), -1, dtype=np.int16)
    for family in range(2):
        for i in range(len(pedigree)):
            for m, marker in enumerate(markers):
                kind = draw(st.sampled_from(["both", "both", "one", "none"]))
                called = [draw(st.integers(0, marker.size - 1)) for _ in range(2)]
                if chromosome == "X" and pedigree.sex[i] == MALE:
                    called[1] = called[0]
                elif kind == "one":
                    called[1] = -1
                if kind != "none":
                    genotypes[family, i, m] = called
    rates = st.sampled_from([TypingErrors(), TypingErrors(0.1), TypingErrors(0.02, 0.3)])
    errors = [draw(rates) for _ in range(len(pedigree))]
    return LinkedPanel(tuple(markers), table), pedigree, genotypes, errors


@given(small_panels())
@settings(max_examples=400 if NIGHTLY else 40)
def test_the_chain_agrees_with_enumeration(problem):
    panel, pedigree, genotypes, errors = problem
    found = np.exp(panel_log_likelihood(panel, pedigree, genotypes, errors=errors, threads=1))
    for family in range(len(genotypes)):
        expected = enumerated(panel, pedigree, genotypes[family], errors)
        assert found[family] == pytest.approx(expected, rel=1e-10, abs=1e-300)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=400 if NIGHTLY else 60)
def test_the_chain_agrees_with_variable_elimination_on_random_pedigrees(seed):
    """Two linked markers and one on another chromosome: the pair's likelihood times the single one's."""
    rng = np.random.default_rng(seed)
    pedigree = random_pedigree(rng, founders=int(rng.integers(2, 5)), children=int(rng.integers(1, 5)))
    if pedigree.founder_inbreeding.any():
        pedigree = replace(pedigree, founder_inbreeding=np.zeros(len(pedigree)))
    chromosome = "X" if rng.random() < 0.3 else "autosomal"
    mutates = rng.random() < 0.4
    markers, genotypes = [], np.full((len(pedigree), 3, 2), -1, dtype=np.int16)
    for m in range(3):
        k = int(rng.integers(2, 5))
        model = MutationModel(random_matrix(rng, k), random_matrix(rng, k)) if mutates else None
        names = tuple("ABCD"[:k])
        markers.append(Marker(f"m{m}", names, rng.dirichlet(np.ones(k)), chromosome=chromosome, mutation=model))
        drawn = drop_genes(pedigree, [markers[m]], 1, seed=rng)[0, :, 0]
        typed = rng.random(len(pedigree)) < 0.6
        genotypes[typed, m] = drawn[typed]
    rates = tuple(rng.choice([0.0, 0.05, 0.3, 0.5], 2))
    panel = LinkedPanel(tuple(markers), [[0.5, 0.5], rates, [0.5, 0.5]])
    found = panel_log_likelihood(panel, pedigree, genotypes[None], threads=1)[0]
    pair = linked_pair_likelihood(pedigree, genotypes[:, :2], markers[:2], rates).log[0]
    alone = likelihoods(pedigree, genotypes[:, 2:], markers[2:]).log[0]
    assert found == pytest.approx(pair + alone, rel=1e-10, abs=1e-10)


def dense_panel(loci=40, seed=5):
    rng = np.random.default_rng(seed)
    frequency = rng.uniform(0.1, 0.9, loci)
    markers = [Marker(f"rs{i}", ("A", "G"), [p, 1 - p]) for i, p in enumerate(frequency)]
    labels = ["1"] * (loci // 2) + ["2"] * (loci - loci // 2)
    position = np.concatenate([np.sort(rng.uniform(0, 90, labels.count(c))) for c in ("1", "2")])
    return mapped_panel(markers, labels, position), rng


def random_profiles(panel, rng, *shape):
    frequency = panel.frequencies()[:, 1]
    return (rng.random((*shape, len(panel.markers), 2)) < frequency[:, None]).astype(np.int16)


def test_two_unrelated_persons_have_the_product_of_their_likelihoods():
    panel, rng = dense_panel()
    pair = random_profiles(panel, rng, 3, 2)
    both = panel_log_likelihood(panel, build_pedigree([Member("a"), Member("b")]), pair)
    alone = [panel_log_likelihood(panel, singleton(), pair[:, [i]]) for i in (0, 1)]
    np.testing.assert_allclose(both, alone[0] + alone[1], rtol=1e-12)


def test_reading_the_map_backwards_changes_nothing():
    panel, rng = dense_panel()
    pedigree = cousins(1)
    genotypes = np.full((4, len(pedigree), len(panel.markers), 2), -1, dtype=np.int16)
    for name in ("one", "two"):
        genotypes[:, pedigree.index(name)] = random_profiles(panel, rng, 4)
    backwards = LinkedPanel(panel.markers[::-1], np.vstack([[[0.5, 0.5]], panel.recombination[:0:-1]]))
    np.testing.assert_allclose(
        panel_log_likelihood(panel, pedigree, genotypes),
        panel_log_likelihood(backwards, pedigree, genotypes[:, :, ::-1]),
        rtol=1e-12,
    )


def test_a_batch_gives_what_each_family_gives_alone():
    panel, rng = dense_panel()
    pedigree = half_siblings()
    one, two = random_profiles(panel, rng, 2, 5)
    together = relationship_log10_lr(panel, pedigree, "one", "two", one, two)
    alone = [relationship_log10_lr(panel, pedigree, "one", "two", one[[i]], two[[i]])[0] for i in range(5)]
    assert together.tolist() == alone


def test_half_siblings_grandparents_and_uncles_agree_when_loci_are_unlinked_and_differ_when_linked():
    panel, rng = dense_panel()
    free = LinkedPanel(panel.markers, np.full((len(panel.markers), 2), 0.5))
    grandparent = build_pedigree(
        [
            Member("one", sex=MALE),
            Member("wife", sex=FEMALE),
            Member("son", "one", "wife", MALE),
            Member("his", sex=FEMALE),
            Member("two", "son", "his", MALE),
        ]
    )
    shapes = [half_siblings(), cousins(0, removed=1), grandparent]
    one, two = random_profiles(panel, rng, 2, 6)
    unlinked = [relationship_log10_lr(free, shape, "one", "two", one, two) for shape in shapes]
    linked = [relationship_log10_lr(panel, shape, "one", "two", one, two) for shape in shapes]
    np.testing.assert_allclose(unlinked[0], unlinked[1], rtol=1e-10)
    np.testing.assert_allclose(unlinked[0], unlinked[2], rtol=1e-10)
    assert np.abs(linked[0] - linked[1]).max() > 0.01
    assert np.abs(linked[0] - linked[2]).max() > 0.01


def test_identity_is_the_relationship_when_one_relative_is_typed():
    panel, rng = dense_panel()
    pedigree = half_siblings()
    relatives = np.full((len(pedigree), len(panel.markers), 2), -1, dtype=np.int16)
    relatives[pedigree.index("one")] = random_profiles(panel, rng)
    samples = random_profiles(panel, rng, 4)
    kinship = relationship_log10_lr(
        panel, pedigree, "one", "two", np.repeat(relatives[[pedigree.index("one")]], 4, axis=0), samples
    )
    np.testing.assert_allclose(identity_log10_lr(panel, pedigree, "two", relatives, samples), kinship, rtol=1e-10)


def test_map_functions():
    assert recombination_fraction(0.0) == 0
    assert recombination_fraction(0.2) == pytest.approx(0.5 * (1 - np.exp(-0.4)))
    assert recombination_fraction(0.2, "kosambi") == pytest.approx(0.5 * np.tanh(0.4))
    assert recombination_fraction(50.0) == pytest.approx(0.5)
    with pytest.raises(InvalidInput, match="negative"):
        recombination_fraction(-0.1)
    with pytest.raises(InvalidInput, match="haldane or kosambi"):
        recombination_fraction(0.1, "morgan")


def test_mothers_and_fathers_may_have_maps_of_different_length():
    panel = mapped_panel([SNP, Marker("rs2", ("A", "G"), [0.5, 0.5])], ["1", "1"], [0.0, 10.0], female_to_male=1.5)
    mothers, fathers = panel.recombination[1]
    assert mothers == pytest.approx(recombination_fraction(0.12))
    assert fathers == pytest.approx(recombination_fraction(0.08))


def test_a_pedigree_that_is_too_large_is_refused_with_the_number_of_bits():
    pedigree = nuclear_family(10)
    typed = np.zeros((1, 12, 1, 2), dtype=np.int16)
    with pytest.raises(TooLarge, match="needs 18 inheritance bits"):
        panel_log_likelihood(LinkedPanel((SNP,), [[0.5, 0.5]]), pedigree, typed)


def test_what_a_panel_refuses():
    with pytest.raises(InvalidInput, match="recombination fraction before rs1"):
        LinkedPanel((SNP,), [[0.7, 0.7]])
    with pytest.raises(InvalidInput, match="do not stand together"):
        mapped_panel([SNP] * 3, ["1", "2", "1"], [1.0, 1.0, 2.0])
    with pytest.raises(InvalidInput, match="out of order"):
        mapped_panel([SNP] * 2, ["1", "1"], [2.0, 1.0])
    with pytest.raises(InvalidInput, match="below 1"):
        TypingErrors(1.0)
    inbred = build_pedigree([Member("a"), Member("b", sex=2), Member("c", "a", "b")], founder_inbreeding={"a": 0.1})
    with pytest.raises(UnsupportedModel, match="inbred founders"):
        panel_log_likelihood(LinkedPanel((SNP,), [[0.5, 0.5]]), inbred, np.zeros((1, 3, 1, 2), dtype=np.int16))
    with pytest.raises(InvalidInput, match="does not have"):
        panel_log_likelihood(LinkedPanel((SNP,), [[0.5, 0.5]]), singleton(), np.full((1, 1, 1, 2), 2, dtype=np.int16))


def test_mutation_lets_a_parent_and_a_child_differ():
    change = np.array([[0.9, 0.1], [0.2, 0.8]])
    marker = Marker("rs1", ("A", "G"), [0.3, 0.7], mutation=MutationModel(change, np.eye(2)))
    family = nuclear_family([("c", MALE)])
    genotypes = np.full((1, 3, 1, 2), -1, dtype=np.int16)
    genotypes[0, family.index("mother")] = 0
    genotypes[0, family.index("c")] = 1
    found = panel_log_likelihood(LinkedPanel((marker,), [[0.5, 0.5]]), family, genotypes)[0]
    assert np.exp(found) == pytest.approx(0.3**2 * 0.1 * 0.7)
