"""Numba kernel that finds, for each (family, locus), which alleles may be treated as one."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any  # NumPy arrays and numbers: Numba infers them; shapes and types stand in the docstrings


@njit(cache=True, nogil=True)
def _allele_classes(
    seen: Array,
    k: Array,
    matrix: Array,
    frequency: Array,
    proportional: Array,
    lump: Array,
    for_table: Array,
    classes: Array,
    adjusted: Array,
) -> Any:
    """Which alleles may be treated as one at a locus; fills `classes` (K,) and returns the number of classes.

    seen: (K,) bool, alleles that some observation tells apart. matrix: (2, K, K) or (0, 0, 0) without mutation.
    Unseen alleles form one class when every one of them mutates to each seen allele with the same probability
    (Kemeny and Snell 1960, lumpability). For a table they must also stay in proportion to their frequencies
    (`proportional`), and the rarest of them stays apart: from it the table of all unseen alleles follows, see
    `family_tables`. Where lumping is possible, adjusted (K,) gives the unseen alleles together what the seen ones
    leave of 1, as pedprobr and Familias do; published frequencies miss 1 by their rounding.
    """
    unseen = 0
    left = 1.0
    mass = 0.0
    for a in range(k):
        adjusted[a] = frequency[a]
        classes[a] = a
        if seen[a]:
            left -= frequency[a]
        else:
            unseen += 1
            mass += frequency[a]
    if unseen < 2 or not lump:
        return k
    if matrix.shape[0] == 2:
        for sex in range(2):
            for a in range(k):
                if seen[a]:
                    low, high = np.inf, 0.0
                    for b in range(k):
                        if not seen[b]:
                            low = min(low, matrix[sex, b, a])
                            high = max(high, matrix[sex, b, a])
                    if high - low > 1e-12 * high:
                        return k
    if left > 0.0 and mass > 0.0 and (proportional or not for_table):
        for a in range(k):
            if not seen[a]:
                adjusted[a] = frequency[a] * (left / mass)
    apart = -1
    if for_table:
        if not proportional or unseen < 3:
            return k
        for a in range(k):
            if not seen[a] and frequency[a] > 0 and (apart < 0 or frequency[a] < frequency[apart]):
                apart = a
        if apart < 0:
            return k
    count = 0
    for a in range(k):
        if seen[a]:
            classes[a] = count
            count += 1
    if apart >= 0:
        classes[apart] = count
        count += 1
    for a in range(k):
        if not (seen[a] or a == apart):
            classes[a] = count
    return count + 1


@njit(cache=True, nogil=True)
def prepare(
    genotypes: Array,
    codes: Array,
    weight_row: Array,
    weight_seen: Array,
    frequencies: Array,
    allele_count: Array,
    matrices: Array,
    proportional: Array,
    marker_row: Array,
    lump: Array,
    for_table: Array,
    classes: Array,
    class_count: Array,
    adjusted: Array,
) -> None:
    """Allele classes and frequencies of n instances.

    genotypes: (n, loci, members, 2). codes: (n, loci, members) of `Observed`. weight_seen: (rows, K) alleles told
    apart by each observation table. frequencies: (markers, K). marker_row: (n, loci).
    Fills classes (n, loci, K), class_count (n, loci), adjusted (n, loci, K).
    """
    n, loci, members = codes.shape
    seen = np.zeros(frequencies.shape[1], dtype=np.bool_)
    for i in range(n):
        for locus in range(loci):
            for a in range(seen.shape[0]):
                seen[a] = False
            for member in range(members):
                if codes[i, locus, member] == 1:
                    seen[genotypes[i, locus, member, 0]] = True
                    seen[genotypes[i, locus, member, 1]] = True
                elif codes[i, locus, member] == 2:
                    for a in range(seen.shape[0]):
                        seen[a] = seen[a] or weight_seen[weight_row[i, locus, member], a]
            marker = marker_row[i, locus]
            class_count[i, locus] = _allele_classes(
                seen,
                allele_count[marker],
                matrices[marker if matrices.shape[0] > 1 else 0],
                frequencies[marker],
                proportional[marker],
                lump,
                for_table,
                classes[i, locus],
                adjusted[i, locus],
            )
