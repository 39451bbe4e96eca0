"""Which relative should we ask next: untyped members ranked by what their reference sample can be expected to add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from repatria.errors import InvalidInput
from repatria.genetics.family_tables import family_table_batch, genotype_prior
from repatria.genetics.gene_dropping import draw_relatives
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders
from repatria.genetics.markers import Marker
from repatria.genetics.pedigree import MALE, Pedigree
from repatria.genetics.power import draw_cells


@dataclass(frozen=True, slots=True)
class RelativeGain:
    """What typing one more member promises for the identification of the missing one.

    expected_log10_lr: mean log10 LR of the true remains once the member is typed, over what his typing may show;
    standard_error: of that mean. gain: how much of it is new. exceeds: P(log10 LR of the true remains >= threshold).
    """

    member: int
    expected_log10_lr: float
    standard_error: float
    gain: float
    exceeds: float


def askable(pedigree: Pedigree, genotypes: GenotypeArray, missing: int) -> list[int]:
    """Untyped members other than the missing one; those whom nobody named are left out."""
    typed = [bool((row >= 0).any()) for row in genotypes]
    return [i for i in range(len(pedigree)) if not typed[i] and i != missing and i not in pedigree.implied]


def next_relatives(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    missing: int,
    markers: Sequence[Marker],
    *,
    candidates: Sequence[int] | None = None,
    log10_threshold: float = 4.0,
    draws: int = 200,
    seed: int = 1,
    untyped_founders: UntypedFounders = "keep",
) -> list[RelativeGain]:
    """Candidates in the order in which to ask them, the largest expected gain first.

    candidates: untyped members who could give a sample (default: all but the missing and those nobody named). The
    candidate's result is drawn from its exact distribution given the typed relatives; given each result, the mean
    log10 LR is exact. Every candidate is judged on random numbers from the same seed.
    """
    if candidates is None:
        candidates = askable(pedigree, genotypes, missing)
    for i in candidates:
        if i == missing or bool((genotypes[i] >= 0).any()):
            raise InvalidInput(f"{pedigree.ids[i]} is {'the missing person' if i == missing else 'typed already'}")
    now = _expected(pedigree, genotypes[None], missing, markers, untyped_founders, np.random.default_rng(seed))[0]
    result = []
    for candidate in candidates:
        rng = np.random.default_rng(seed)
        families = draw_relatives(pedigree, genotypes, markers, [candidate], draws, seed=rng)
        means, sampled = _expected(pedigree, families, missing, markers, untyped_founders, rng)
        expected = float(means.mean())
        error = float(means.std(ddof=1) / np.sqrt(draws)) if draws > 1 else float("nan")
        share = float((sampled >= log10_threshold).mean())
        result.append(RelativeGain(candidate, expected, error, expected - float(now[0]), share))
    return sorted(result, key=lambda gain: (-gain.expected_log10_lr, gain.member))


def _expected(
    pedigree: Pedigree,
    families: GenotypeArray,
    missing: int,
    markers: Sequence[Marker],
    untyped_founders: UntypedFounders,
    rng: np.random.Generator,
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Per family: exact mean log10 LR of the true missing person, and the log10 LR of one drawn for it."""
    log10, _ = family_table_batch(pedigree, families, missing, markers, untyped_founders=untyped_founders)
    means, sampled = np.zeros(len(families)), np.zeros(len(families))
    for m, marker in enumerate(markers):
        prior = genotype_prior(marker, hemizygous=marker.chromosome == "X" and pedigree.sex[missing] == MALE)
        table = log10[:, m, : len(prior)]
        given = np.where((prior > 0) & ~np.isnan(table), np.power(10.0, table) * prior, 0.0)
        given /= given.sum(axis=1, keepdims=True)
        means += np.where(given > 0, given * np.where(given > 0, table, 0.0), 0.0).sum(axis=1)
        sampled += np.take_along_axis(table, draw_cells(given, rng)[:, None], axis=1)[:, 0]
    return means, sampled
