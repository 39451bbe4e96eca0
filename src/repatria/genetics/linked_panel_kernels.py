"""Kernel of the Lander-Green algorithm: along the loci, all inheritance vectors at once."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from repatria.genetics.inheritance_vectors import IntArray
from repatria.genetics.markers import FloatArray


@njit(cache=True, nogil=True)
def forward(
    rows: IntArray,
    emissions: FloatArray,
    pattern: IntArray,
    recombination: FloatArray,
    bit_parent: IntArray,
    flip_mask: IntArray,
    flip_parent: IntArray,
    out: FloatArray,
) -> None:
    """Natural log-likelihoods of families: out (families,).

    rows: (families, loci), row of emissions (rows, patterns) at each locus; pattern: (vectors,), column of a vector.
    recombination: (loci, 2), mothers' and fathers' fraction between a locus and the one before it.

    Between loci each bit flips with its fraction: a butterfly a bit, n 2^n operations in place of 4^n (Lander and
    Green 1987, Proc. Natl. Acad. Sci. USA 84:2363; Idury and Elston 1997, Hum. Hered. 47:197).
    """
    vectors = len(pattern)
    loci = rows.shape[1]
    state = np.empty(vectors)
    moved = np.empty(vectors)
    for family in range(rows.shape[0]):
        state[:] = 1.0 / vectors
        total_log = 0.0
        scale = 1.0
        for locus in range(loci):
            if locus > 0:
                for b in range(len(bit_parent)):
                    r = recombination[locus, bit_parent[b]]
                    if r > 0.0:
                        stride = 1 << b
                        for block in range(0, vectors, 2 * stride):
                            for s in range(block, block + stride):
                                low, high = state[s], state[s + stride]
                                change = r * (high - low)
                                state[s] = low + change
                                state[s + stride] = high - change
                for f in range(len(flip_mask)):
                    r = recombination[locus, flip_parent[f]]
                    if r > 0.0:
                        mask = flip_mask[f]
                        for s in range(vectors):
                            moved[s] = state[s] + r * (state[s ^ mask] - state[s])
                        for s in range(vectors):
                            state[s] = moved[s]
            row = rows[family, locus]
            total = 0.0
            for s in range(vectors):
                state[s] *= emissions[row, pattern[s]]
                total += state[s]
            if total <= 0.0:
                total_log = -np.inf
                break
            scale *= total
            for s in range(vectors):
                state[s] /= total
            if scale < 1e-100:
                total_log += math.log(scale)
                scale = 1.0
        out[family] = total_log + math.log(scale)
