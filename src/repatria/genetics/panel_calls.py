"""Calls of a panel: the chance of what was read given the true alleles, and which readings occur in a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.inheritance_vectors import IntArray
from repatria.genetics.markers import FloatArray


@dataclass(frozen=True, slots=True)
class TypingErrors:
    """How far panel calls are trusted.

    error: probability that a called allele is a random one of the population instead of the true one.
    dropout: probability that one of the two copies leaves no trace, each copy on its own.
    """

    error: float = 0.0
    dropout: float = 0.0

    def __post_init__(self) -> None:
        for name, value in (("error", self.error), ("drop-out", self.dropout)):
            if not 0 <= value < 1:
                raise InvalidInput(f"the {name} probability is {value:g}; it must be at least 0 and below 1")


NO_ERRORS = TypingErrors()


def distinct_calls(
    genotypes: npt.NDArray[np.int16], typed: Sequence[Sequence[int]]
) -> tuple[IntArray, IntArray, list[list[IntArray]]]:
    """Loci and calls that occur: row of each (family, locus); locus of each row; calls (rows, 2) by person and twin."""
    families, _, loci, _ = genotypes.shape
    key = np.broadcast_to(np.arange(loci), (families, loci)).astype(np.int64)
    size = loci
    letters = int(genotypes.max()) + 2
    codes = letters * (letters + 1) // 2
    for people in typed:
        for member in people:
            pair = genotypes[:, member].astype(np.int64) + 1
            high, low = pair.max(axis=2), pair.min(axis=2)
            key, size = _ranked(key * codes + high * (high + 1) // 2 + low, size * codes)
    first = np.zeros(size, dtype=np.int64)
    first[key.ravel()[::-1]] = np.arange(key.size)[::-1]
    family, locus = np.divmod(first, loci)
    calls = [[genotypes[family, member, locus].astype(np.int64) for member in people] for people in typed]
    return np.ascontiguousarray(key), locus, calls


def _ranked(key: IntArray, size: int) -> tuple[IntArray, int]:
    """The same keys numbered without gaps, in their order, and how many there are."""
    if size > 4 * key.size + 1_000_000:
        values, inverse = np.unique(key, return_inverse=True)
        return inverse.reshape(key.shape), len(values)
    used = np.zeros(size, dtype=np.int64)
    used[key.ravel()] = 1
    rank = np.cumsum(used) - 1
    return rank[key], int(rank[-1]) + 1


def call_table(p: FloatArray, called: IntArray, trust: TypingErrors, one_allele: bool) -> FloatArray:
    """P(call | paternal, maternal allele), (rows, K, K), for calls (rows, 2); a single allele stands on the diagonal.

    A one-allele call says that the allele is among those seen; no call says nothing.
    """
    rows, k = p.shape
    seen = np.zeros((2, rows, k))
    for copy in (0, 1):
        allele = np.maximum(called[:, copy], 0)
        seen[copy] = trust.error * p[np.arange(rows), allele][:, None]
        seen[copy, np.arange(rows), allele] += 1.0 - trust.error
    first, second = seen
    shown = 1.0 - trust.dropout
    both = (called[:, 0] >= 0) & (called[:, 1] >= 0)
    some = (called[:, 0] >= 0) | (called[:, 1] >= 0)
    if one_allele:
        chosen = np.where((called[:, 0] >= 0)[:, None], first, second)
        chosen = np.where(some[:, None], shown * chosen, 1.0)
        return np.asarray(np.eye(k)[None] * chosen[:, :, None])
    same = both & (called[:, 0] == called[:, 1])
    table = np.ones((rows, k, k))
    a = first[same]
    table[same] = shown**2 * a[:, :, None] * a[:, None, :] + shown * trust.dropout * (a[:, :, None] + a[:, None, :])
    different = both & ~same
    a, b = first[different], second[different]
    table[different] = shown**2 * (a[:, :, None] * b[:, None, :] + b[:, :, None] * a[:, None, :])
    partial = some & ~both
    a = np.where((called[:, 0] >= 0)[:, None], first, second)[partial]
    table[partial] = 1.0 - (1.0 - shown * a[:, :, None]) * (1.0 - shown * a[:, None, :])
    return table
