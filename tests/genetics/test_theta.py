"""Theta: the two exact sums agree, known founders follow the sampling formula, and hopeless cases are refused."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.errors import TooLarge
from repatria.genetics import theta as theta_module
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker
from repatria.genetics.mutation import mutation_model
from repatria.genetics.pedigree import Member, build_pedigree, cousins, nuclear_family
from repatria.genetics.theta import beta_nodes, dirichlet_nodes, set_partitions


def marker(k: int, model: str = "none", seed: int = 1) -> Marker:
    names = tuple(str(i) for i in range(10, 10 + k))
    p = np.random.default_rng(seed).dirichlet(np.full(k, 4.0))
    return Marker("M", names, p, mutation=mutation_model(model, names, p, rate=0.003))


def typed(pedigree, k: int, **members) -> np.ndarray:
    genotypes = np.full((len(pedigree), 1, 2), -1, dtype=np.int16)
    for name, pair in members.items():
        genotypes[pedigree.index(name), 0] = pair
    return genotypes


@pytest.mark.parametrize("model", ["none", "stepwise"])
def test_the_sum_over_nodes_and_the_sum_over_partitions_agree(monkeypatch, model):
    pedigree = cousins(1)
    genotypes = typed(pedigree, 3, one=(0, 1), two=(1, 2))
    values = []
    for limit, small in ((0, 0.0), (5_000, 1e9)):
        monkeypatch.setattr(theta_module, "MAX_PARTITIONS", limit)
        monkeypatch.setattr(theta_module, "_SMALL_PARAMETER", small)
        values.append(likelihoods(pedigree, genotypes, [marker(3, model)], theta=0.03).values[0])
    assert values[0] == pytest.approx(values[1], rel=1e-12)


def test_known_founders_follow_the_sampling_formula():
    """Balding and Nichols: twelve typed people, no relationship, one allele after the other."""
    rng = np.random.default_rng(4)
    one = marker(9)
    pedigree = build_pedigree([Member(f"p{i}") for i in range(12)])
    genotypes = rng.integers(0, 9, size=(12, 1, 2)).astype(np.int16)
    expected, drawn, theta = 0.0, [], 0.02
    for pair in genotypes[:, 0]:
        expected += np.log(1.0 if pair[0] == pair[1] else 2.0)
        for a in pair:
            m = len(drawn)
            above = drawn.count(a) * theta + (1 - theta) * one.frequencies[a]
            expected += np.log(above / (1 + (m - 1) * theta))
            drawn.append(a)
    assert likelihoods(pedigree, genotypes, [one], theta=theta).log[0] == pytest.approx(expected, rel=1e-13)


def test_a_small_theta_tends_to_independence():
    pedigree = nuclear_family(2)
    genotypes = typed(pedigree, 6, child1=(0, 1), child2=(1, 2))
    without, with_theta = (likelihoods(pedigree, genotypes, [marker(6)], theta=t).values[0] for t in (0.0, 1e-9))
    assert with_theta == pytest.approx(without, rel=1e-6)


def test_quadrature_is_exact_for_every_monomial():
    parameters = np.array([0.7, 2.5, 0.0, 0.05])
    pieces = list(dirichlet_nodes(parameters, 3))
    q, w = (np.concatenate(part) for part in zip(*pieces, strict=True))
    assert w.sum() == pytest.approx(1.0, abs=1e-14)
    for powers in ((5, 0, 0, 0), (2, 2, 0, 1), (0, 0, 0, 5), (1, 0, 0, 3)):
        exact, total = 1.0, 0.0
        for a, n in zip(parameters, powers, strict=True):
            for step in range(n):
                exact *= (a + step) / (parameters.sum() + total)
                total += 1
        assert (w * np.prod(q ** np.array(powers), axis=1)).sum() == pytest.approx(exact, rel=1e-12)
    assert beta_nodes(2.0, 3.0, 1) == ((0.4,), (1.0,))


def test_set_partitions_are_counted_by_bell_numbers():
    assert [sum(1 for _ in set_partitions(n)) for n in range(6)] == [1, 1, 2, 5, 15, 52]


def test_a_case_with_too_many_unknown_founders_is_refused():
    pedigree = cousins(4)
    genotypes = typed(pedigree, 25, one=(0, 1), two=(2, 3))
    with pytest.raises(TooLarge, match=r"12 unknown founder alleles, 25 allele classes"):
        likelihoods(pedigree, genotypes, [marker(25, "stepwise")], theta=0.02)
