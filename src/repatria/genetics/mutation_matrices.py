"""Transmission matrices of the mutation models that project files name: equal, proportional, stepwise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.markers import FloatArray


def _rate(rate: float, name: str = "rate") -> float:
    if not (np.isfinite(rate) and 0 <= rate <= 1):
        raise InvalidInput(f"the mutation {name} {rate} is not between 0 and 1")
    return rate


def equal_matrix(alleles: int, rate: float) -> FloatArray:
    """(k, k): every allele mutates with probability ``rate``, to each of the other k - 1 alleles alike.

    Egeland et al., Forensic Science International 110 (2000) 47-59. One allele alone never mutates.
    """
    if alleles == 1:
        return np.ones((1, 1))
    matrix = np.full((alleles, alleles), _rate(rate) / (alleles - 1))
    np.fill_diagonal(matrix, 1 - rate)
    return matrix


def proportional_matrix(frequencies: FloatArray, rate: float) -> FloatArray:
    """(k, k): to other alleles in proportion to their frequencies; ``rate`` is the mean over the population.

    With a = rate / sum p_i (1 - p_i): off the diagonal a p_j, on it 1 - a (1 - p_i) (Egeland and Mostad 2002).
    ``frequencies``: (k,), used as published; their sum may miss 1 by rounding.
    Raises InvalidInput when a (1 - p_i) exceeds 1 for some allele.
    """
    p = np.asarray(frequencies, dtype=np.float64)
    if len(p) == 1:
        return np.ones((1, 1))
    a = _rate(rate) / (p * (1 - p)).sum()
    matrix = np.tile(a * p, (len(p), 1))
    np.fill_diagonal(matrix, 1 - a * (1 - p))
    if (np.diag(matrix) < 0).any():
        raise InvalidInput(f"a mean mutation rate of {rate} is not possible with these frequencies")
    return matrix


def stepwise_matrix(alleles: Sequence[str], rate: float, rate2: float, step_range: float) -> FloatArray:
    """(k, k): ``rate`` in all to alleles whole repeats away, ``rate2`` in all to microvariants of another kind.

    An allele d repeats away gets a share in proportion to ``step_range`` ** d; microvariants share alike (the extended
    stepwise model: Kling, Tillmar, Egeland, FSI: Genetics 13 (2014) 121-127). A kind that has no other allele mutates
    not at all within it. Raises UnsupportedModel when an allele is not a number of repeats such as 9 or 9.3.
    """
    _rate(rate), _rate(rate2, "rate to microvariants"), _rate(rate + rate2, "rate in all")
    try:
        tenths = np.array([round(10 * float(name)) for name in alleles])
    except (ValueError, OverflowError):
        odd = next(name for name in alleles if not name.replace(".", "", 1).isdecimal())
        raise UnsupportedModel(f"the stepwise model needs alleles in repeats, and {odd} is none") from None
    if not np.isfinite(step_range) or step_range <= 0:
        raise InvalidInput(f"the mutation range {step_range} is not positive")
    k = len(tenths)
    same_kind = tenths[:, None] % 10 == tenths[None, :] % 10
    steps = np.abs(tenths[:, None] - tenths[None, :]) // 10
    near = np.where(same_kind & ~np.eye(k, dtype=bool), float(step_range) ** steps, 0.0)
    far = (~same_kind).astype(np.float64)
    matrix = np.zeros((k, k))
    for weights, share in ((near, rate), (far, rate2)):
        total = weights.sum(axis=1, keepdims=True)
        matrix += np.divide(share * weights, total, out=np.zeros((k, k)), where=total > 0)
    np.fill_diagonal(matrix, 1 - matrix.sum(axis=1))
    return matrix
