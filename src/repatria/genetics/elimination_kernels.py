"""Numba kernels that carry out an elimination plan for many (family, locus) instances, one after the other.

All arithmetic is on non-negative numbers; tables are rescaled by powers of two, which is exact. Each instance is
computed alone, in one fixed order of operations, so its bits do not depend on what else is in the batch.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

Array = Any  # NumPy arrays and numbers: Numba infers them; shapes and types stand in the docstrings

# The codes of factor_graph.Variable and factor_graph.Factor, as plain numbers for Numba.
ALLELE, TYPED, FIRST, SECOND, SELECTOR = 0, 1, 2, 3, 4
POPULATION, PASSED, INBRED, SHOWS, PHASES, WEIGHT, HEMIZYGOUS, INHERITED, PATERNAL, MATERNAL, LINKED = range(11)
SHOWS_ONE, IDENTICAL = 11, 12


@njit(cache=True, nogil=True)
def _reduce(
    frequency: Array, matrix: Array, k: Array, classes: Array, count: Array, p: Array, m: Array, speaker: Array
) -> None:
    """Frequencies (count,), matrices (2, count, count) and one allele of each class (count,)."""
    for a in range(count):
        p[a] = 0.0
    for a in range(k):
        p[classes[a]] += frequency[a]
        speaker[classes[a]] = a
    mutating = matrix.shape[0] == 2
    for sex in range(2):
        for a in range(count):
            for b in range(count):
                if mutating:
                    m[sex, a, b] = matrix[sex, a, b] if count == k else 0.0
                else:
                    m[sex, a, b] = 1.0 if a == b else 0.0
    if count == k or not mutating:
        return
    members = np.zeros(count, dtype=np.int64)
    for a in range(k):
        members[classes[a]] += 1
    for sex in range(2):
        for a in range(k):
            row = classes[a]
            share = 1.0
            if members[row] > 1:
                share = frequency[a] / p[row] if p[row] > 0 else 1.0 / members[row]
            for b in range(k):
                m[sex, row, classes[b]] += share * matrix[sex, a, b]


@njit(cache=True, nogil=True)
def _fill_factor(
    kind: Array,
    value: Array,
    argument: Array,
    d0: Array,
    d1: Array,
    d2: Array,
    n0: Array,
    n1: Array,
    n2: Array,
    p: Array,
    m: Array,
    count: Array,
    pair: Array,
    weight: Array,
    speaker: Array,
    out: Array,
) -> None:
    """Values of one initial factor over the domains d0, d1, d2 (class numbers), row-major, into out."""
    if kind == POPULATION:
        for i in range(n0):
            out[i] = p[d0[i]]
    elif kind == PASSED:
        sex = 1 if argument == 1 else 0
        for i in range(n0):
            acc = 0.0
            for b in range(count):
                acc += p[b] * m[sex, b, d0[i]]
            out[i] = acc
    elif kind == INBRED:
        for i in range(n0):
            for j in range(n1):
                both = (1.0 - value) * p[d0[i]] * p[d1[j]]
                if d0[i] == d1[j]:
                    both += value * p[d0[i]]
                out[i * n1 + j] = both
    elif kind == SHOWS:
        for i in range(n0):
            for j in range(n1):
                a, b = d0[i], d1[j]
                out[i * n1 + j] = 1.0 if (a == pair[0] and b == pair[1]) or (a == pair[1] and b == pair[0]) else 0.0
    elif kind == SHOWS_ONE:
        for i in range(n0):
            out[i] = 1.0 if d0[i] == pair[0] else 0.0
    elif kind == PHASES:
        out[0] = 1.0 if pair[0] == pair[1] else 2.0
    elif kind == WEIGHT:
        for i in range(n0):
            for j in range(n1):
                out[i * n1 + j] = weight[speaker[d0[i]], speaker[d1[j]]]
    elif kind == HEMIZYGOUS:
        for i in range(n0):
            out[i] = weight[speaker[d0[i]], speaker[d0[i]]]
    elif kind == INHERITED:
        for i in range(n0):
            for j in range(n1):
                out[i * n1 + j] = m[1 if argument == 1 else 0, d0[i], d1[j]]
    elif kind == IDENTICAL:
        for i in range(n0):
            for j in range(n1):
                out[i * n1 + j] = 1.0 if d0[i] == d1[j] else 0.0
    elif kind == LINKED:
        for i in range(2):
            for j in range(2):
                out[i * 2 + j] = 2.0 * (1.0 - value) if i == j else 2.0 * value
    else:
        sex = 1 if argument == 1 else 0
        mine = 0 if kind == PATERNAL else 1
        scale = 0.5 if kind == PATERNAL else 1.0
        for s in range(n0):
            for i in range(n1):
                for j in range(n2):
                    out[(s * n1 + i) * n2 + j] = scale * m[sex, d1[i], d2[j]] if s == mine else scale


@njit(cache=True, nogil=True)
def evaluate(
    variable_kind: Array,
    variable_member: Array,
    variable_locus: Array,
    factor_kind: Array,
    factor_locus: Array,
    factor_argument: Array,
    factor_value: Array,
    factor_variables: Array,
    step_variable: Array,
    step_only: Array,
    step_constant: Array,
    input_start: Array,
    inputs: Array,
    output_start: Array,
    outputs: Array,
    matrices: Array,
    allele_count: Array,
    adjusted: Array,
    marker_row: Array,
    genotypes: Array,
    weight_row: Array,
    weights: Array,
    classes: Array,
    class_count: Array,
    arena: Array,
    out: Array,
    out_exponent: Array,
) -> None:
    """Carry out one plan for n instances.

    matrices: (markers, 2, K, K), or (1, 0, 0, 0) when no marker mutates; marker_row: (n, loci) rows of it.
    adjusted: (n, loci, K) frequencies. genotypes: (n, loci, members, 2). weight_row: (n, loci, members) rows of the
    observation tables weights (rows, K, K). classes: (n, loci, K), class_count: (n, loci), see `allele_class_kernels`.
    out: (n, cells), the table over the open variables, to be multiplied by 2 ** out_exponent (n,).
    """
    n, loci = marker_row.shape
    n_variables = variable_kind.shape[0]
    n_factors = factor_kind.shape[0]
    n_steps = step_variable.shape[0]
    largest = 1
    for i in range(n):
        for locus in range(loci):
            largest = max(largest, class_count[i, locus])
    p = np.zeros((loci, largest))
    m = np.zeros((loci, 2, largest, largest))
    speaker = np.zeros((loci, largest), dtype=np.int64)
    domain = np.zeros((n_variables + 1, max(largest, 2)), dtype=np.int64)
    size = np.ones(n_variables + 1, dtype=np.int64)
    place = np.zeros(n_factors + n_steps + 1, dtype=np.int64)
    pair = np.zeros(2, dtype=np.int64)
    most = 1
    for step in range(n_steps):
        most = max(most, input_start[step + 1] - input_start[step], output_start[step + 1] - output_start[step])
    stride = np.zeros((most, most + 1), dtype=np.int64)
    inner = np.zeros(most, dtype=np.int64)
    offset = np.zeros(most, dtype=np.int64)
    index = np.zeros(most + 1, dtype=np.int64)
    for i in range(n):
        for locus in range(loci):
            marker = marker_row[i, locus]
            _reduce(
                adjusted[i, locus],
                matrices[marker if matrices.shape[0] > 1 else 0],
                allele_count[marker],
                classes[i, locus],
                class_count[i, locus],
                p[locus],
                m[locus],
                speaker[locus],
            )
        for v in range(n_variables):
            locus = variable_locus[v]
            kind = variable_kind[v]
            if kind == ALLELE:
                size[v] = class_count[i, locus]
                for a in range(size[v]):
                    domain[v, a] = a
            elif kind == SELECTOR:
                size[v] = 2
                domain[v, 0] = 0
                domain[v, 1] = 1
            else:
                a = classes[i, locus, genotypes[i, locus, variable_member[v], 0]]
                b = classes[i, locus, genotypes[i, locus, variable_member[v], 1]]
                size[v] = 1
                domain[v, 0] = b if kind == SECOND else a
                if kind == TYPED and a != b:
                    size[v] = 2
                    domain[v, 1] = b
        top = 0
        for f in range(n_factors):
            locus = factor_locus[f]
            v0 = factor_variables[f, 0]
            v1 = factor_variables[f, 1]
            v2 = factor_variables[f, 2]
            member = factor_argument[f]
            row = 0
            if factor_kind[f] == SHOWS or factor_kind[f] == PHASES or factor_kind[f] == SHOWS_ONE:
                pair[0] = classes[i, locus, genotypes[i, locus, member, 0]]
                pair[1] = classes[i, locus, genotypes[i, locus, member, 1]]
            elif factor_kind[f] == WEIGHT or factor_kind[f] == HEMIZYGOUS:
                row = weight_row[i, locus, member]
            place[f] = top
            _fill_factor(
                factor_kind[f],
                factor_value[f],
                member,
                domain[v0],
                domain[v1],
                domain[v2],
                size[v0],
                1 if v1 < 0 else size[v1],
                1 if v2 < 0 else size[v2],
                p[locus],
                m[locus],
                class_count[i, locus],
                pair,
                weights[row],
                speaker[locus],
                arena[top:],
            )
            top += size[v0] * (1 if v1 < 0 else size[v1]) * (1 if v2 < 0 else size[v2])
        exponent = 0
        possible = True
        for step in range(n_steps):
            if not possible:
                break
            v = step_variable[step]
            n_in = input_start[step + 1] - input_start[step]
            n_out = output_start[step + 1] - output_start[step]
            length = size[v] if v >= 0 else 1
            cells = 1
            for t in range(n_out):
                cells *= size[outputs[output_start[step] + t]]
                index[t] = 0
            for q in range(n_in):
                number = inputs[input_start[step] + q]
                offset[q] = place[number]
                inner[q] = 0
                for t in range(n_out):
                    stride[q, t] = 0
                run = 1
                if number < n_factors:
                    first, last = 0, 3
                else:
                    first = output_start[number - n_factors]
                    last = output_start[number - n_factors + 1]
                for at in range(last - 1, first - 1, -1):
                    w = factor_variables[number, at] if number < n_factors else outputs[at]
                    if w < 0:
                        continue
                    if w == v:
                        inner[q] = run
                    else:
                        for t in range(n_out):
                            if outputs[output_start[step] + t] == w:
                                stride[q, t] = run
                    run *= size[w]
            place[n_factors + step] = top
            gate = -1
            for t in range(n_out):
                if outputs[output_start[step] + t] == step_only[step, 0]:
                    gate = t
            largest_value = 0.0
            for cell in range(cells):
                total = 0.0
                if gate >= 0 and index[gate] != step_only[step, 1]:
                    total = step_constant[step]
                elif n_in == 1:
                    o0, s0 = offset[0], inner[0]
                    for x in range(length):
                        total += arena[o0 + x * s0]
                elif n_in == 2:
                    o0, s0, o1, s1 = offset[0], inner[0], offset[1], inner[1]
                    for x in range(length):
                        total += arena[o0 + x * s0] * arena[o1 + x * s1]
                elif n_in == 3:
                    o0, s0, o1, s1, o2, s2 = offset[0], inner[0], offset[1], inner[1], offset[2], inner[2]
                    for x in range(length):
                        total += arena[o0 + x * s0] * arena[o1 + x * s1] * arena[o2 + x * s2]
                else:
                    for x in range(length):
                        term = 1.0
                        for q in range(n_in):
                            term *= arena[offset[q] + x * inner[q]]
                        total += term
                arena[top + cell] = total
                largest_value = max(largest_value, total)
                t = n_out - 1
                while t >= 0:
                    index[t] += 1
                    extent = size[outputs[output_start[step] + t]]
                    if index[t] < extent:
                        for q in range(n_in):
                            offset[q] += stride[q, t]
                        break
                    index[t] = 0
                    for q in range(n_in):
                        offset[q] -= stride[q, t] * (extent - 1)
                    t -= 1
            if largest_value <= 0.0:
                possible = False
            elif largest_value < 1e-10 or largest_value > 1e10:
                shift = math.frexp(largest_value)[1]
                scale = math.ldexp(1.0, -shift)
                for cell in range(cells):
                    arena[top + cell] *= scale
                exponent += shift
            top += cells
        out_exponent[i] = exponent
        for cell in range(out.shape[1]):
            out[i, cell] = 0.0
        if possible:
            cells = 1
            for t in range(output_start[n_steps - 1], output_start[n_steps]):
                cells *= size[outputs[t]]
            for cell in range(cells):
                out[i, cell] = arena[top - cells + cell]
