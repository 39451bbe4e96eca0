"""Numba kernel that turns a table over the missing member's two alleles into log10 likelihood ratios."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

Array = Any  # NumPy arrays and numbers: Numba infers them; shapes and types stand in the docstrings


@njit(cache=True, nogil=True)
def expand_tables(
    joint: Array,
    exponent: Array,
    classes: Array,
    class_count: Array,
    frequencies: Array,
    allele_count: Array,
    hemizygous: Array,
    out: Array,
    base: Array,
) -> None:
    """Fill out (n, G) with log10 P(genotype | family) / P(genotype), base (n,) with ln P(family).

    joint: (n, cells) over (paternal, maternal) allele classes, or one allele when hemizygous; times 2**exponent.
    Where unseen alleles were lumped, the class before the last one is one of them, r, kept apart. Unseen alleles
    stay in proportion to their frequencies and can be alike only by descent, so that for unseen a, b
        P(a, b) = A p_a p_b (a != b),   P(a, a) = A p_a^2 + B p_a,
    and A and B follow from the cells (r, lump) and (r, r).
    """
    for i in range(joint.shape[0]):
        c = class_count[i]
        k = allele_count[i]
        p = np.zeros(c)
        for a in range(k):
            p[classes[i, a]] += frequencies[i, a]
        cells = c if hemizygous else c * c
        total = 0.0
        for cell in range(cells):
            total += joint[i, cell]
        if total <= 0.0:
            base[i] = -np.inf
            continue
        base[i] = math.log(total) + exponent[i] * math.log(2.0)
        lumped = c < k
        last = c - 1
        rare = c - 2
        alike = 0.0
        apart = 0.0
        if lumped and not hemizygous:
            apart = (joint[i, rare * c + last] + joint[i, last * c + rare]) / (2.0 * p[rare] * p[last])
            alike = max(0.0, (joint[i, rare * c + rare] - apart * p[rare] * p[rare]) / p[rare])
        at = 0
        for a in range(k):
            ca = classes[i, a]
            for b in range(a + 1):
                cb = classes[i, b]
                pa, pb = frequencies[i, a], frequencies[i, b]
                if pa <= 0.0 or pb <= 0.0:
                    at += 1
                    continue
                ratio = 0.0
                if hemizygous:
                    if a == b:
                        row = rare if lumped and ca == last else ca
                        ratio = joint[i, row] / p[row]
                elif lumped and ca == last and cb == last:
                    ratio = apart if a != b else apart + alike / pa
                else:
                    ra = rare if lumped and ca == last else ca
                    rb = rare if lumped and cb == last else cb
                    if a == b:
                        ratio = joint[i, ra * c + ra] / (p[ra] * p[ra])
                    elif lumped and ((ca == last and cb == rare) or (ca == rare and cb == last)):
                        ratio = apart
                    else:
                        ratio = (joint[i, ra * c + rb] + joint[i, rb * c + ra]) / (2.0 * p[ra] * p[rb])
                ratio /= total
                out[i, at] = math.log10(ratio) if ratio > 0.0 else -np.inf
                at += 1
