"""From families to the columns a screening looks up: every genotype, every one-allele call, and "not typed"."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput, RepatriaError, TooLarge
from repatria.genetics.family_tables import family_table_batch, genotype_prior, genotype_weights
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders
from repatria.genetics.machine import usable_cores
from repatria.genetics.markers import FloatArray, Marker, genotype_count
from repatria.genetics.pairwise import alike
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Pedigree
from repatria.genetics.screening_tables import ScreeningTables

FAMILIES_AT_ONCE = 128
SEXES = (UNKNOWN, MALE, FEMALE)
"""The groups of samples, in this order: the last code of a sample in `sample_codes` is its sex itself."""


@dataclass(frozen=True, eq=False)
class TargetTables:
    """Tables of the missing persons that can be searched for.

    tables: one row per target, the markers in order and, last, whether the sexes agree.
    targets: (rows, 2) int64, family and member of each row. failures: (family, member, why) of the others.
    """

    tables: ScreeningTables
    targets: npt.NDArray[np.int64]
    failures: tuple[tuple[int, int, RepatriaError], ...]


def columns_of(marker: Marker) -> int:
    """Columns of one marker: its k(k+1)/2 genotypes, its k one-allele calls, and "not typed"."""
    return genotype_count(marker.size) + marker.size + 1


def table_bytes(markers: Sequence[Marker], targets: int) -> int:
    """Bytes that the tables of that many targets take, counted before anything is allocated."""
    return targets * (sum(columns_of(marker) for marker in markers) + len(SEXES) + 1) * 8


def sample_codes(
    markers: Sequence[Marker], genotypes: GenotypeArray, sexes: Sequence[int]
) -> tuple[npt.NDArray[np.int32], list[tuple[int, int]]]:
    """Column of each sample at each marker and, last, its sex, (samples, markers + 1) int32.

    Also the (sample, marker) places where a called allele has frequency 0: such a call has no likelihood ratio and
    counts as not typed.
    """
    count = len(genotypes)
    codes = np.empty((count, len(markers) + 1), dtype=np.int32)
    without: list[tuple[int, int]] = []
    for m, marker in enumerate(markers):
        pairs = genotypes[:, m].astype(np.int64)
        high, low = pairs.max(axis=1), pairs.min(axis=1)
        total = genotype_count(marker.size)
        code = np.where(low >= 0, high * (high + 1) // 2 + low, total + high)
        absent = np.append(marker.frequencies == 0, False)  # the last entry serves index -1, an allele not called
        impossible = absent[high] | absent[low]
        without += [(int(s), m) for s in np.flatnonzero(impossible)]
        codes[:, m] = np.where((high < 0) | impossible, total + marker.size, code)
    codes[:, -1] = np.asarray(sexes, dtype=np.int32)
    return codes, without


def target_tables(
    markers: Sequence[Marker],
    families: Sequence[tuple[Pedigree, GenotypeArray]],
    targets: Sequence[tuple[int, int]],
    *,
    untyped_founders: UntypedFounders = "keep",
) -> TargetTables:
    """The table of every missing member, families of one shape computed together.

    families: pedigree and genotypes (members, markers, 2); targets: (family, member), not typed themselves.
    A family whose relatives contradict each other under the model, or that is too large, is left out and named.
    Only autosomal markers: the X chromosome is scored by `pairwise_log10_lr`.
    """
    if any(marker.chromosome != "autosomal" for marker in markers):
        raise InvalidInput("a screening takes autosomal markers; score X markers pair by pair")
    offsets = np.concatenate([[0], np.cumsum([columns_of(marker) for marker in markers])]).astype(np.int64)
    width = int(offsets[-1])
    values = np.zeros((len(targets), width + len(SEXES) + 1))
    usable = np.ones(len(targets), dtype=bool)
    weights = [_observation_weights(marker) for marker in markers]

    def fill(part: list[int]) -> list[tuple[int, int, RepatriaError]]:
        """Compute one batch of families of one shape and write its rows; the targets that have none, and why."""
        family, member = targets[part[0]]
        try:
            log10, family_log = family_table_batch(
                families[family][0],
                np.stack([families[targets[row][0]][1] for row in part]),
                member,
                markers,
                untyped_founders=untyped_founders,
            )
        except (TooLarge, InvalidInput) as error:
            usable[part] = False
            return [(*targets[row], error) for row in part]
        failed: list[tuple[int, int, RepatriaError]] = []
        for place, row in enumerate(part):
            contradicted = [markers[m].name for m in np.flatnonzero(np.isneginf(family_log[place])).tolist()]
            if contradicted:
                reason = f"the typed relatives contradict each other at {', '.join(contradicted)}"
                failed.append((*targets[row], InvalidInput(reason)))
                usable[row] = False
        for m, marker in enumerate(markers):
            table = log10[:, m, : genotype_count(marker.size)]
            values[part, offsets[m] : offsets[m + 1] - 1] = _with_one_allele_calls(marker, table, weights[m])
        return failed

    batches = [
        rows[start : start + FAMILIES_AT_ONCE]
        for rows in alike(families, targets)
        for start in range(0, len(rows), FAMILIES_AT_ONCE)
    ]
    # Batches write different rows and their kernels release the interpreter, so threads change the time alone.
    with ThreadPoolExecutor(usable_cores()) as pool:
        failures = [failure for failed in pool.map(fill, batches) for failure in failed]
    for row, (family, member) in enumerate(targets):
        sex = int(families[family][0].sex[member])
        agree = [UNKNOWN in (sex, group) or sex == group for group in SEXES]
        values[row, width:-1] = np.where(agree, 0.0, -np.inf)
    kept = np.flatnonzero(usable)
    tables = ScreeningTables(np.ascontiguousarray(values[kept]), np.append(offsets, values.shape[1]))
    return TargetTables(tables, np.array(targets, dtype=np.int64).reshape(-1, 2)[kept], tuple(failures))


def _observation_weights(marker: Marker) -> FloatArray:
    """P(call | genotype) of the calls that are not one genotype, (k, G); with a silent allele also of a/a, (2k, G)."""
    rows = [genotype_weights(marker, (a, -1)) for a in range(marker.size)]
    if marker.silent is not None:
        rows += [genotype_weights(marker, (a, a)) for a in range(marker.size)]
    return np.array(rows)


def _with_one_allele_calls(marker: Marker, table: FloatArray, weights: FloatArray) -> FloatArray:
    """(families, G + k): the genotypes' log10 LR, then those of the one-allele calls, a linear map of the same."""
    prior = genotype_prior(marker)
    possible = prior > 0
    given = np.where(possible, np.power(10.0, np.where(possible, table, 0.0)), 0.0) * prior
    total = given.sum(axis=1)
    given /= np.where(total > 0, total, 1.0)[:, None]
    bottom = weights @ prior
    # Term by term in a fixed order: a library's matrix product may order them differently on another machine.
    top = np.stack([(given * row).sum(axis=1) for row in weights], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        calls = np.where(bottom > 0, np.log10(top / bottom), 0.0)
    genotypes = np.where(possible, table, 0.0)
    if marker.silent is not None:
        homozygous = np.arange(marker.size) * (np.arange(marker.size) + 3) // 2
        genotypes[:, homozygous] = calls[:, marker.size :]
    return np.concatenate([genotypes, calls[:, : marker.size]], axis=1)
