"""Gene dropping: profiles simulated down a pedigree, with mutation, linkage and what typing loses or adds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.family_tables import family_table_batch, genotype_prior
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.markers import FloatArray, Marker
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import FEMALE, MALE, Pedigree

Seed = int | np.random.Generator
"""A number (the same number gives the same profiles on every machine) or a generator to go on with."""


def drop_genes(
    pedigree: Pedigree,
    markers: Sequence[Marker],
    replicates: int,
    *,
    seed: Seed,
    recombination: FloatArray | None = None,
    theta: float = 0.0,
) -> npt.NDArray[np.int16]:
    """True genotypes of every member, (replicates, members, markers, 2) int16: paternal allele first.

    recombination: (markers, 2), mothers' and fathers' fraction between each marker and the one before it, as in
    `LinkedPanel`; None = unlinked. theta: coancestry; the founders' alleles of one replicate and marker are drawn
    one after the other (Balding and Nichols 1994). A male at an X marker has his allele twice. Founder inbreeding
    and identical twins are those of the pedigree; frequencies are taken divided by their sum.
    """
    rng = np.random.default_rng(seed)
    if not 0 <= theta < 1:
        raise InvalidInput(f"theta is {theta}; it must be at least 0 and below 1")
    if recombination is not None and np.shape(recombination) != (len(markers), 2):
        raise InvalidInput(f"recombination has shape {np.shape(recombination)}, not {(len(markers), 2)}")
    x = np.array([marker.chromosome == "X" for marker in markers], dtype=bool)
    if theta > 0 and (x.any() or pedigree.founder_inbreeding.any()):
        raise UnsupportedModel("gene dropping with theta is for autosomal markers and founders without inbreeding")
    genes = np.zeros((replicates, len(pedigree), len(markers), 2), dtype=np.int16)
    same = {i: group[0] for group in pedigree.twins for i in group}
    drawn: list[npt.NDArray[np.int16]] = []
    for member in pedigree.order:
        if same.get(member, member) != member:
            genes[:, member] = genes[:, same[member]]
            continue
        father, mother = int(pedigree.father[member]), int(pedigree.mother[member])
        if father < 0:
            _draw_founder(genes, member, markers, drawn, theta, float(pedigree.founder_inbreeding[member]), rng)
        else:
            genes[:, member, :, 0] = _pass_on(genes[:, father], markers, recombination, MALE, rng)
            genes[:, member, :, 1] = _pass_on(genes[:, mother], markers, recombination, FEMALE, rng)
        if x.any() and pedigree.sex[member] == MALE:
            genes[:, member, x, 0] = genes[:, member, x, 1]
        if father < 0 and theta > 0:
            drawn += [genes[:, member, :, side] for side in (0, 1)]
    return genes


def _draw_founder(
    genes: npt.NDArray[np.int16],
    member: int,
    markers: Sequence[Marker],
    drawn: Sequence[npt.NDArray[np.int16]],
    theta: float,
    inbreeding: float,
    rng: np.random.Generator,
) -> None:
    replicates = len(genes)
    pool = list(drawn)
    for side in (0, 1):
        for m, marker in enumerate(markers):
            cumulative = np.cumsum(marker.frequencies / marker.frequencies.sum())
            genes[:, member, m, side] = np.searchsorted(cumulative[:-1], rng.random(replicates), side="right")
        if pool and theta > 0:
            # With m alleles drawn, the next copies one of them with probability m theta / (1 + (m - 1) theta).
            copies = rng.random((replicates, len(markers))) < len(pool) * theta / (1 + (len(pool) - 1) * theta)
            chosen = rng.integers(len(pool), size=(replicates, len(markers)))
            copied = np.take_along_axis(np.stack(pool), chosen[None], axis=0)[0]
            genes[:, member, :, side] = np.where(copies, copied, genes[:, member, :, side])
        pool.append(genes[:, member, :, side].copy())
    if inbreeding > 0:
        alike = rng.random((replicates, len(markers))) < inbreeding
        genes[:, member, :, 1] = np.where(alike, genes[:, member, :, 0], genes[:, member, :, 1])


def _pass_on(
    parent: npt.NDArray[np.int16],
    markers: Sequence[Marker],
    recombination: FloatArray | None,
    sex: int,
    rng: np.random.Generator,
) -> npt.NDArray[np.int16]:
    """(replicates, markers) alleles of one gamete of a parent (replicates, markers, 2)."""
    replicates, count = len(parent), len(markers)
    fraction = np.full(count, 0.5)
    if recombination is not None and count:
        fraction[1:] = recombination[1:, 0 if sex == FEMALE else 1]
    changes = rng.random((replicates, count)) < fraction
    strand = np.logical_xor.accumulate(changes, axis=1).astype(np.int64)
    passed = np.take_along_axis(parent, strand[:, :, None], axis=2)[:, :, 0]
    for m, marker in enumerate(markers):
        if marker.mutation is not None:
            matrix = marker.mutation.female if sex == FEMALE else marker.mutation.male
            cumulative = np.cumsum(matrix, axis=1)[passed[:, m]]
            cumulative /= cumulative[:, -1:]
            passed[:, m] = (cumulative[:, :-1] <= rng.random(replicates)[:, None]).sum(axis=1)
    return passed


def observe(
    genes: npt.NDArray[np.int16],
    pedigree: Pedigree,
    markers: Sequence[Marker],
    *,
    seed: Seed,
    observations: Observations | None = None,
) -> npt.NDArray[np.int16]:
    """What typing shows of true genotypes (replicates, members, markers, 2): the model of `observations`.

    Each copy leaves a peak with probability 1 - drop-out (a silent allele never); with the drop-in probability one
    population allele is added; a male has one copy at X. One allele left is called twice; none, or more than two, is
    not typed (-1, -1).
    """
    rng = np.random.default_rng(seed)
    replicates, members, count = genes.shape[:3]
    males = pedigree.sex == MALE
    if observations is not None and observations.dropout.shape != (members, count):
        raise InvalidInput(
            f"drop-out is given for {observations.dropout.shape} (members, markers), not {(members, count)}"
        )
    result = np.full(genes.shape, -1, dtype=np.int16)
    for m, marker in enumerate(markers):
        p = marker.frequencies.copy()
        if marker.silent is not None:
            p[marker.silent] = 0.0
        cumulative = np.cumsum(p / p.sum())
        shown = np.zeros((replicates, members, marker.size), dtype=bool)
        one, who = np.ogrid[:replicates, :members]
        for side in (0, 1):
            allele = genes[:, :, m, side].astype(np.int64)
            kept = allele != (-1 if marker.silent is None else marker.silent)
            if marker.chromosome == "X" and side == 0:
                kept &= ~males
            if observations is not None:
                kept &= rng.random((replicates, members)) >= observations.dropout[:, m]
            shown[one, who, allele] |= kept
        if observations is not None:
            extra = np.searchsorted(cumulative[:-1], rng.random((replicates, members)), side="right")
            shown[one, who, extra] |= rng.random((replicates, members)) < observations.dropin[:, m]
        number = shown.sum(axis=2)
        low = shown.argmax(axis=2)
        high = marker.size - 1 - shown[:, :, ::-1].argmax(axis=2)
        called = (number == 1) | (number == 2)
        result[:, :, m, 0] = np.where(called, low, -1)
        result[:, :, m, 1] = np.where(called, high, -1)
    return result


def draw_relatives(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    wanted: Sequence[int],
    replicates: int,
    *,
    seed: Seed,
    observations: Observations | None = None,
) -> npt.NDArray[np.int16]:
    """Genotypes of untyped members drawn given the typed ones, (replicates, members, markers, 2); unlinked markers.

    The wanted members are drawn one after the other, each from its exact distribution given the typed relatives and
    those already drawn. Raises InvalidInput when the typed relatives contradict each other.
    """
    rng = np.random.default_rng(seed)
    families = np.repeat(genotypes[None].astype(np.int16), replicates, axis=0)
    for step, member in enumerate(wanted):
        part = families[:1] if step == 0 else families
        log10, family_log = family_table_batch(pedigree, part, member, markers, observations=observations)
        if np.isneginf(family_log).any():
            bad = markers[int(np.argwhere(np.isneginf(family_log))[0, 1])].name
            raise InvalidInput(f"the relatives contradict each other at marker {bad}")
        for m, marker in enumerate(markers):
            one_allele = marker.chromosome == "X" and pedigree.sex[member] == MALE
            prior = genotype_prior(marker, hemizygous=one_allele)
            with np.errstate(invalid="ignore"):
                chances = np.where(prior > 0, np.power(10.0, log10[:, m, : len(prior)]) * prior, 0.0)
            cumulative = np.cumsum(chances, axis=1)
            cumulative /= cumulative[:, -1:]
            picked = (cumulative[:, :-1] <= rng.random(replicates)[:, None]).sum(axis=1)
            high, low = np.tril_indices(marker.size)
            families[:, member, m, 0], families[:, member, m, 1] = high[picked], low[picked]
    return families
