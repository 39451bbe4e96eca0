"""Profiles by the array: genes dropped through families of one shape at a time, then lost again to time and heat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from repatria.genetics.populations import nist_1036
from repatria.scenario.family_shapes import SHAPES, FamilyShape
from repatria.scenario.kits import AMPLICON_BP, KITS, MARKERS

POPULATIONS = tuple(nist_1036())
POPULATION_SHARE = {
    "NIST 1036 African American": 0.11,
    "NIST 1036 Asian": 0.02,
    "NIST 1036 Caucasian": 0.80,
    "NIST 1036 Hispanic": 0.07,
}
"""Share of the roll drawn from each reference population (our own choice)."""

STRANGER_SHARE = {
    "NIST 1036 African American": 0.03,
    "NIST 1036 Asian": 0.80,
    "NIST 1036 Caucasian": 0.15,
    "NIST 1036 Hispanic": 0.02,
}
"""The same for remains of persons not on the roll: mostly people of the country (our own choice)."""

KIT_SHARE = {"21 STR": 0.35, "22 STR": 0.25, "23 STR": 0.25, "24 STR": 0.15}
LONE_PEAK_LIMIT = 0.005
"""A lone peak is called homozygous only where the chance to lose an allele is below this; else one allele is called."""

NO_CALL = -1
Genotypes = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class AlleleLadder:
    """The alleles of each marker over all four groups in repeat order, and how each group draws them.

    alleles[l]: names. cumulative[p][l]: float64, (A_l,) cumulative frequency in group p. up[l], down[l]: int16, (A_l,)
    index of the allele one repeat longer or shorter, or the other neighbour where that one was never observed.
    """

    alleles: tuple[tuple[str, ...], ...]
    cumulative: tuple[tuple[NDArray[np.float64], ...], ...]
    up: tuple[NDArray[np.int16], ...]
    down: tuple[NDArray[np.int16], ...]


@cache
def ladder() -> AlleleLadder:
    """The ladder of the 24 markers in ``MARKERS``."""
    populations = nist_1036()
    alleles, ups, downs = [], [], []
    cumulative: list[list[NDArray[np.float64]]] = [[] for _ in POPULATIONS]
    for marker in MARKERS:
        names = sorted({a for p in populations.values() for a in p.markers[marker].alleles}, key=float)
        index = {name: i for i, name in enumerate(names)}
        for p, population in enumerate(populations.values()):
            counts = np.zeros(len(names))
            table = population.markers[marker]
            counts[[index[a] for a in table.alleles]] = table.counts
            cumulative[p].append(np.cumsum(counts) / counts.sum())
        longer = [index.get(f"{float(name) + 1:g}", -1) for name in names]
        shorter = [index.get(f"{float(name) - 1:g}", -1) for name in names]
        itself = range(len(names))
        ups.append(
            np.array([next(x for x in c if x >= 0) for c in zip(longer, shorter, itself, strict=True)], np.int16)
        )
        downs.append(
            np.array([next(x for x in c if x >= 0) for c in zip(shorter, longer, itself, strict=True)], np.int16)
        )
        alleles.append(tuple(names))
    return AlleleLadder(tuple(alleles), tuple(tuple(c) for c in cumulative), tuple(ups), tuple(downs))


def draw_founders(rng: np.random.Generator, population: NDArray[np.int64]) -> Genotypes:
    """Genotypes (n, 24, 2) of unrelated persons, person i from group ``population[i]``; alleles drawn independently."""
    genotypes = np.empty((len(population), len(MARKERS), 2), np.int16)
    for p in range(len(POPULATIONS)):
        rows = np.flatnonzero(population == p)
        for marker, cumulative in enumerate(ladder().cumulative[p]):
            drawn = np.searchsorted(cumulative, rng.random((len(rows), 2)), side="right")
            genotypes[rows, marker] = np.minimum(drawn, len(cumulative) - 1)
    return genotypes


def transmit(rng: np.random.Generator, parent: Genotypes, mutation_rate: float) -> NDArray[np.int16]:
    """One allele (n, 24) from each parent; with ``mutation_rate`` per marker it is one repeat longer or shorter."""
    shape = parent.shape[:2]
    passed: NDArray[np.int16] = np.take_along_axis(parent, rng.integers(0, 2, (*shape, 1)), axis=2)[:, :, 0]
    mutated = rng.random(shape) < mutation_rate
    longer = rng.random(shape) < 0.5
    for person, marker in zip(*np.nonzero(mutated), strict=True):
        step = ladder().up if longer[person, marker] else ladder().down
        passed[person, marker] = step[marker][passed[person, marker]]
    return passed


def drop_through(
    rng: np.random.Generator, shape: FamilyShape, population: NDArray[np.int64], mutation_rate: float
) -> Genotypes:
    """Genotypes (n, roles, 24, 2) of n families of one shape, family i founded by group ``population[i]``."""
    dropped = np.empty((len(population), len(shape.roles), len(MARKERS), 2), np.int16)
    for i, role in enumerate(shape.roles):
        if role.father < 0:
            dropped[:, i] = draw_founders(rng, population)
        else:
            dropped[:, i, :, 0] = transmit(rng, dropped[:, role.father], mutation_rate)
            dropped[:, i, :, 1] = transmit(rng, dropped[:, role.mother], mutation_rate)
    return dropped


def draw_kits(rng: np.random.Generator, size: int) -> NDArray[np.int64]:
    """Indexes into ``KITS``, by ``KIT_SHARE``."""
    return rng.choice(len(KITS), size=size, p=[KIT_SHARE[kit] for kit in KITS])


def type_fresh(genotypes: Genotypes, kit: NDArray[np.int64]) -> Genotypes:
    """What a kit shows of fresh samples (n, 24, 2): everything at its markers, ``NO_CALL`` elsewhere."""
    typed = np.array([[marker in markers for marker in MARKERS] for markers in KITS.values()])
    return np.where(typed[kit][:, :, None], np.sort(genotypes, axis=2), NO_CALL).astype(np.int16)


def degrade(
    rng: np.random.Generator, genotypes: Genotypes, kit: NDArray[np.int64], half_length: NDArray[np.float64]
) -> Genotypes:
    """What a kit shows of old bone: each allele drops out with a chance that rises with the length of its marker.

    half_length: (n,) amplicon length in base pairs at which half of the alleles are lost; the chance is logistic in the
    length with a scale of 25 bp (the usual form of a degradation curve: Tvedebrink et al., FSI: Genetics 3 (2009) 222).
    Returns (n, 24, 2) with ``NO_CALL``, ``NO_CALL`` for no result and a, ``NO_CALL`` where one allele only is called.
    """
    length = np.array([AMPLICON_BP[marker] for marker in MARKERS], float)
    chance = 1 / (1 + np.exp(-(length - half_length[:, None]) / 25.0))
    kept = rng.random(genotypes.shape) >= chance[:, :, None]
    a, b = genotypes[:, :, 0], genotypes[:, :, 1]
    kept_a, kept_b = kept[:, :, 0] | (kept[:, :, 1] & (a == b)), kept[:, :, 1] | (kept[:, :, 0] & (a == b))
    both = kept_a & kept_b & (a != b)
    first = np.where(kept_a, a, np.where(kept_b, b, NO_CALL))
    second = np.where(both, b, np.where(chance < LONE_PEAK_LIMIT, first, NO_CALL))
    shown = np.stack([np.where(both, np.minimum(a, b), first), np.where(both, np.maximum(a, b), second)], axis=2)
    typed = np.array([[marker in markers for marker in MARKERS] for markers in KITS.values()])
    return np.where(typed[kit][:, :, None], shown, NO_CALL).astype(np.int16)


@dataclass(frozen=True, slots=True)
class FamilyArrays:
    """Families as arrays, grouped by shape in the order of ``SHAPES``; members of a family stand together by role.

    shape, population: (F,) indexes into ``SHAPES`` and ``POPULATIONS``. first: (F,) row of the first member.
    family, role: (M,) of each member. truth: (M, 24, 2) allele indexes. kit: (M,). shown: (M, 24, 2), NO_CALL for
    members who gave no sample. missing: (N,) member rows of the missing.
    """

    shape: NDArray[np.int64]
    population: NDArray[np.int64]
    first: NDArray[np.int64]
    family: NDArray[np.int64]
    role: NDArray[np.int64]
    truth: Genotypes
    kit: NDArray[np.int64]
    shown: Genotypes
    missing: NDArray[np.int64]


def simulate_families(rng: np.random.Generator, missing: int, mutation_rate: float) -> FamilyArrays:
    """Families with exactly ``missing`` missing members in all."""
    weight = np.array([shape.weight for shape in SHAPES], float)
    lost = np.array([len(shape.missing) for shape in SHAPES])
    drawn = rng.choice(len(SHAPES), size=missing, p=weight / weight.sum())
    drawn = drawn[: int(np.searchsorted(np.cumsum(lost[drawn]), missing)) + 1]
    if lost[drawn].sum() > missing:
        drawn[-1] = 1  # the shape with one sibling: one missing member instead of two
    drawn = np.sort(drawn)
    population = rng.choice(len(POPULATIONS), size=len(drawn), p=[POPULATION_SHARE[p] for p in POPULATIONS])
    members = np.array([len(shape.roles) for shape in SHAPES])[drawn]
    first = np.cumsum(members) - members
    truth, role, is_missing, is_donor = [], [], [], []
    for index, shape in enumerate(SHAPES):
        chosen = population[drawn == index]
        dropped = drop_through(rng, shape, chosen, mutation_rate)
        truth.append(dropped.reshape(-1, len(MARKERS), 2))
        role.append(np.tile(np.arange(len(shape.roles)), len(chosen)))
        is_missing.append(np.tile([r.missing for r in shape.roles], len(chosen)))
        is_donor.append(np.tile([r.donor for r in shape.roles], len(chosen)))
    everyone = np.concatenate(truth)
    kit = draw_kits(rng, len(everyone))
    shown = type_fresh(everyone, kit)
    shown[~np.concatenate(is_donor).astype(bool)] = NO_CALL
    return FamilyArrays(
        drawn,
        population,
        first,
        np.repeat(np.arange(len(drawn)), members),
        np.concatenate(role),
        everyone,
        kit,
        shown,
        np.flatnonzero(np.concatenate(is_missing)),
    )


@dataclass(frozen=True, slots=True)
class RemainsArrays:
    """Remains as arrays.

    person: (R,) index of the missing person, -1 for someone not on the roll. population: (R,) as in ``POPULATIONS``.
    truth and shown: (R, 24, 2); kit: (R,); half_length: (R,) base pairs, how well the DNA was kept.
    """

    person: NDArray[np.int64]
    population: NDArray[np.int64]
    truth: Genotypes
    kit: NDArray[np.int64]
    half_length: NDArray[np.float64]
    shown: Genotypes


def simulate_remains(
    rng: np.random.Generator, families: FamilyArrays, person: NDArray[np.int64], mean_half_length: float
) -> RemainsArrays:
    """Typing results of remains of the given persons; ``mean_half_length`` (base pairs) falls as bones grow old."""
    population = rng.choice(len(POPULATIONS), size=len(person), p=[STRANGER_SHARE[p] for p in POPULATIONS])
    population = np.where(person < 0, population, families.population[families.family[families.missing[person]]])
    truth = draw_founders(rng, population)
    truth[person >= 0] = families.truth[families.missing[person[person >= 0]]]
    kit = draw_kits(rng, len(person))
    half_length = rng.normal(mean_half_length, 90.0, len(person))
    return RemainsArrays(person, population, truth, kit, half_length, degrade(rng, truth, kit, half_length))
