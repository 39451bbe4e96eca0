"""Every sample against every missing person: log10 LR of identity against unrelated, and exclusions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput, RepatriaError, TooLarge
from repatria.genetics.family_tables import FamilyTable, family_table_batch, without_mutation
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders
from repatria.genetics.markers import FloatArray, Marker, genotype_count
from repatria.genetics.pedigree import UNKNOWN, Pedigree


@dataclass(frozen=True, eq=False)
class PairwiseLR:
    """Samples (R rows) against missing persons (C columns).

    log10_lr: (R, C) float64, -inf = excluded, nan = not compared (sexes contradict, not among the allowed pairings,
    or the family is impossible or too large).
    exclusions: (R, C) int64, markers at which identity is impossible without mutation; -1 = not compared.
    failures: per column, why it could not be computed, or None.
    family_exclusions: per column, markers (indices) at which the relatives contradict each other without mutation.
    """

    log10_lr: FloatArray
    exclusions: npt.NDArray[np.int64]
    failures: tuple[RepatriaError | None, ...]
    family_exclusions: tuple[tuple[int, ...], ...]


def pairwise_log10_lr(
    markers: Sequence[Marker],
    sample_sexes: Sequence[int],
    sample_genotypes: GenotypeArray,
    families: Sequence[tuple[Pedigree, GenotypeArray]],
    missing: Sequence[tuple[int, int]],
    *,
    allowed: npt.NDArray[np.bool_] | None = None,
    untyped_founders: UntypedFounders = "keep",
) -> PairwiseLR:
    """LR of each sample being each missing person, one at a time, the other missing left untyped.

    sample_genotypes: (R, markers, 2); families: pedigree and genotypes (members, markers, 2); missing: (family,
    member) numbers; allowed: (R, C), pairs to be compared (default: all whose sexes do not contradict).
    """
    rows, cols = len(sample_sexes), len(missing)
    log10_lr = np.full((rows, cols), np.nan)
    exclusions = np.full((rows, cols), -1, dtype=np.int64)
    failures: list[RepatriaError | None] = [None] * cols
    inconsistent: list[tuple[int, ...]] = [()] * cols
    plain = without_mutation(markers)
    mutating = any(marker.mutation is not None for marker in markers)
    for columns in alike(families, missing):
        pedigree = families[missing[columns[0]][0]][0]
        member = missing[columns[0]][1]
        genotypes = np.stack([families[missing[c][0]][1] for c in columns])
        try:
            tables = _tables(pedigree, genotypes, member, markers, untyped_founders)
            strict = _tables(pedigree, genotypes, member, plain, untyped_founders) if mutating else tables
        except (TooLarge, InvalidInput) as error:
            for c in columns:
                failures[c] = error
            continue
        for c, table, without in zip(columns, tables, strict, strict=True):
            inconsistent[c] = tuple(np.flatnonzero(np.isneginf(without.family_log)).tolist())
            log10_lr[:, c] = table.log10_lr(sample_genotypes).sum(axis=1)
            # nan without mutation: the relatives contradict each other there, whoever the sample is.
            shut = without.log10_lr(sample_genotypes)
            exclusions[:, c] = (np.isneginf(shut) | np.isneginf(without.family_log)[None, :]).sum(axis=1)
    sexes = np.array([int(families[f][0].sex[m]) for f, m in missing], dtype=np.int64).reshape(1, cols)
    own = np.array(sample_sexes, dtype=np.int64).reshape(rows, 1)
    comparable = (own == sexes) | (own == UNKNOWN) | (sexes == UNKNOWN)
    if allowed is not None:
        comparable &= allowed
    log10_lr[~comparable] = np.nan
    exclusions[~comparable] = -1
    exclusions[:, [c for c in range(cols) if failures[c] is not None]] = -1
    return PairwiseLR(log10_lr, exclusions, tuple(failures), tuple(inconsistent))


def alike(families: Sequence[tuple[Pedigree, GenotypeArray]], missing: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Places in `missing` whose families have one and the same shape, so that one batch serves them."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, (family, member) in enumerate(missing):
        groups.setdefault((member, *families[family][0].shape_key), []).append(place)
    return list(groups.values())


def _tables(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    member: int,
    markers: Sequence[Marker],
    untyped_founders: UntypedFounders,
) -> list[FamilyTable]:
    """Tables of families of one shape, one after the other."""
    result = []
    for start in range(0, len(genotypes), 256):
        log10, family_log = family_table_batch(
            pedigree, genotypes[start : start + 256], member, markers, untyped_founders=untyped_founders
        )
        result += [
            FamilyTable(
                tuple(markers),
                tuple(log10[f, m, : genotype_count(marker.size)] for m, marker in enumerate(markers)),
                family_log[f],
                int(pedigree.sex[member]),
                untyped_founders,
            )
            for f in range(len(log10))
        ]
    return result
