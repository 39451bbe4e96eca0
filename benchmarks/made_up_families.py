"""Made-up families and samples for the benchmarks: allele frequencies are NIST's, every person is invented.

Each family misses one person. What its relatives say of a genotype has a closed form without mutation, so tables for
thousands of families are made in a second, and the benchmarks measure the screening alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.genetics.populations import FrequencyPolicy, nist_1036
from repatria.genetics.screening_tables import ScreeningTables

KINDS = ("mother and full sibling", "one full sibling", "both parents", "one parent or child", "nephew or niece")
SHARES = (0.25, 0.30, 0.05, 0.20, 0.20)
"""Kinds of families and how common they are; made up, after what is left of a family seventy years on."""
DROPPED_MARKER = 0.25
"""Chance that a marker of a degraded sample could not be typed; two samples in three are degraded."""


@dataclass(frozen=True)
class MadeUp:
    """tables; samples int32 (samples, markers); truth int32 (samples,), the family of each sample or -1."""

    tables: ScreeningTables
    samples: NDArray[np.int32]
    truth: NDArray[np.int32]


def make_up(families: int, samples: int, markers: int, *, seed: int = 1) -> MadeUp:
    """Families of the KINDS and samples of which at most a half are missing members; the rest are strangers."""
    rng = np.random.default_rng(seed)
    population = nist_1036()["NIST 1036 Caucasian"]
    kind = rng.choice(len(KINDS), size=families, p=SHARES)
    truth = np.full(samples, -1, np.int32)
    related = min(families, samples // 2)
    truth[rng.permutation(samples)[:related]] = rng.permutation(families)[:related]
    degraded = rng.random(samples) < 2 / 3
    sizes = []
    for name in list(population.markers)[:markers]:
        alleles = len(population.markers[name].alleles)
        sizes.append(alleles * (alleles + 1) // 2 + alleles + 1)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    values = np.empty((families, offsets[-1]))
    codes = np.empty((samples, markers), np.int32)
    for marker, name in enumerate(list(population.markers)[:markers]):
        p = population.frequencies(name, policy=FrequencyPolicy.NORMALISED).values
        missing = _fill_tables(rng, p, kind, values[:, offsets[marker] : offsets[marker + 1]])
        stranger = _genotype(*rng.choice(p.size, size=(2, samples), p=p))
        code = np.where(truth >= 0, missing[truth], stranger)
        code[degraded & (rng.random(samples) < DROPPED_MARKER)] = sizes[marker] - 1
        codes[:, marker] = code
    return MadeUp(ScreeningTables(values, offsets), codes, truth)


def _genotype(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Index of an unordered pair of alleles."""
    high, low = np.maximum(a, b), np.minimum(a, b)
    return high * (high + 1) // 2 + low


def _fill_tables(
    rng: np.random.Generator, p: NDArray[np.float64], kind: NDArray[np.int64], table: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Write log10 LR of genotypes, of single alleles and of "not typed"; return the missing persons' genotypes."""
    families, alleles = kind.size, p.size
    father, mother, other = rng.choice(alleles, size=(3, 2, families), p=p)
    pick = rng.integers(0, 2, size=(6, families))
    every = np.arange(families)

    def from_parents(first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return father[pick[first], every], mother[pick[first + 1], every]

    missing, sibling = from_parents(0), from_parents(2)
    nephew = sibling[0], other[0]

    def half_each(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.float64]:
        vector = np.zeros((families, alleles))
        np.add.at(vector, (every, a), 0.5)
        np.add.at(vector, (every, b), 0.5)
        return vector

    population = np.broadcast_to(p, (families, alleles))
    from_mother = [half_each(*mother), 0.5 * half_each(*sibling) + 0.25 * population, half_each(*mother)]
    from_mother += [half_each(*mother), 0.5 * half_each(*nephew) + 0.5 * population]
    # The sibling's paternal allele, weighed by what the mother can have given.
    first, second = sibling
    weights = np.stack([p[first] * (mother == second).sum(axis=0), p[second] * (mother == first).sum(axis=0)])
    weights /= weights.sum(axis=0)
    paternal = np.zeros((families, alleles))
    np.add.at(paternal, (every, first), weights[0] / 2)
    np.add.at(paternal, (every, second), weights[1] / 2)
    from_father = [paternal + population / 2, population, half_each(*father), population, population]
    maternal = np.choose(kind[:, None], from_mother)
    paternal = np.choose(kind[:, None], from_father)

    high, low = np.tril_indices(alleles)
    twice = np.where(high == low, 0.5, 1.0)
    chance = (maternal[:, high] * paternal[:, low] + maternal[:, low] * paternal[:, high]) * twice
    lone = np.flatnonzero(kind == KINDS.index("one full sibling"))
    chance[lone, _genotype(*sibling)[lone]] += 0.25
    expected = 2 * p[high] * p[low] * twice
    genotypes = high.size
    with np.errstate(divide="ignore"):
        table[:, :genotypes] = np.log10(chance / expected)
        for allele in range(alleles):
            shown = (high == allele) | (low == allele)
            table[:, genotypes + allele] = np.log10(chance[:, shown].sum(axis=1) / expected[shown].sum())
    table[:, -1] = 0.0
    return _genotype(*missing)
