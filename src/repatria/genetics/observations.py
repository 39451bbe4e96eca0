"""What a typing result says about a genotype: partial calls, allelic drop-out and drop-in, silent alleles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.factor_graph import Observed
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.markers import FloatArray, Marker


@dataclass(frozen=True, eq=False)
class Observations:
    """How far the calls can be trusted.

    dropout: (members, markers) float64, probability that one allele copy of that sample at that marker leaves no
    peak, each copy on its own; 0 = calls are complete.
    dropin: (members, markers) float64, probability that one foreign allele, drawn from the population, appears.
    """

    dropout: FloatArray
    dropin: FloatArray

    def __post_init__(self) -> None:
        for name in ("dropout", "dropin"):
            values = np.asarray(getattr(self, name), dtype=np.float64)
            object.__setattr__(self, name, values)
            if values.ndim != 2 or not ((values >= 0) & (values < 1)).all():
                raise InvalidInput(f"{name} probabilities are a (members, markers) table of numbers from 0 to below 1")
        if self.dropout.shape != self.dropin.shape:
            raise InvalidInput("dropout and dropin tables differ in shape")

    @staticmethod
    def uniform(members: int, markers: int, *, dropout: float = 0.0, dropin: float = 0.0) -> Observations:
        """The same probabilities everywhere."""
        return Observations(np.full((members, markers), dropout), np.full((members, markers), dropin))


def observed_codes(
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    marker_row: npt.NDArray[np.int64],
    observations: Observations | None = None,
) -> npt.NDArray[np.int8]:
    """(n, L, members) int8 of `Observed` for genotypes (n, L, members, 2) at the markers marker_row (n, L)."""
    first, second = genotypes[..., 0] >= 0, genotypes[..., 1] >= 0
    codes = np.where(first & second, np.int8(Observed.BOTH), np.int8(Observed.NOTHING))
    codes[first ^ second] = Observed.WEIGHTS
    silent = np.array([marker.silent is not None for marker in markers], dtype=bool)[marker_row]
    if silent.any():
        same = first & second & (genotypes[..., 0] == genotypes[..., 1])
        codes[same & silent[..., None]] = Observed.WEIGHTS
    if observations is not None:
        doubtful = ((observations.dropout > 0) | (observations.dropin > 0)).T[marker_row]
        codes[(first | second) & doubtful] = Observed.WEIGHTS
    return codes


def observation_table(
    marker: Marker,
    called: tuple[int, int],
    *,
    dropout: float = 0.0,
    dropin: float = 0.0,
    hemizygous: bool = False,
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """P(call | paternal allele i, maternal allele j) as (k, k), and which alleles it tells apart (k,).

    Copies leave peaks independently with probability 1 - dropout (a silent allele never); at most one allele drops
    in. A one-allele call ``(a, -1)`` says only that a is there. With `hemizygous` only the diagonal has a meaning.
    """
    k = marker.size
    seen = np.zeros(k, dtype=bool)
    if marker.silent is not None:
        seen[marker.silent] = True
    calls = sorted({allele for allele in called if allele >= 0})
    seen[calls] = True
    if min(called) < 0:
        table = np.zeros((k, k))
        table[calls[0], :] = 1.0
        table[:, calls[0]] = 1.0
        return table, seen
    visible = np.full(k, 1.0 - dropout)
    if marker.silent is not None:
        visible[marker.silent] = 0.0
    p = marker.frequencies.copy()
    if marker.silent is not None:
        p[marker.silent] = 0.0
    p /= p.sum()

    def call_given(shown: frozenset[int]) -> float:
        """P(the call | the alleles that really left peaks)."""
        if shown == frozenset(calls):
            return (1.0 - dropin) + dropin * float(p[calls].sum())
        extra = set(calls) - shown
        return dropin * float(p[extra.pop()]) if len(extra) == 1 and shown < set(calls) else 0.0

    none = call_given(frozenset())
    alone = np.zeros(k)
    for a in calls:
        alone[a] = call_given(frozenset({a}))
    hidden = 1.0 - visible
    if hemizygous:
        return np.diag(visible * alone + hidden * none), seen
    table = (
        np.outer(hidden, hidden) * none
        + np.outer(visible * alone, hidden)
        + np.outer(hidden, visible * alone)
    )  # fmt: skip
    both = np.zeros((k, k))
    for a in calls:
        for b in calls:
            both[a, b] = call_given(frozenset({a, b}))
    table += np.outer(visible, visible) * both
    return table, seen
