"""Loops over sets of used remains, compiled; values are (mantissa, exponent of two), so nothing over- or underflows.

A row of ``data`` is one state: mantissa (0 where no solution leads to the state), exponent, best log weight so far, and
best log weight that can still follow. A row is found by its key: the key is the row number (``direct``), or it is
looked up in a hash table.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

_POWERS = np.ldexp(1.0, np.arange(-1022, 1024))
_GOLDEN = np.int64(
    -7046029254386353131
)  # 2^64 / golden ratio as a signed number: Fibonacci hashing (Knuth, vol. 3, 6.4)


@njit(cache=True, inline="always")
def _slot(table, keys, key):  # type: ignore[no-untyped-def]
    """Where the hash table holds the row of ``key``, or would hold it."""
    last = np.int64(table.shape[0] - 1)
    place = ((key * _GOLDEN) >> np.int64(20)) & last
    while table[place] >= 0 and keys[table[place]] != key:
        place = (place + np.int64(1)) & last
    return place


@njit(cache=True, inline="always")
def _scaled(value, shift):  # type: ignore[no-untyped-def]
    """value x 2^shift, zero where that is below the smallest normal number."""
    if shift < -1022.0:
        return 0.0
    return value * _POWERS[np.uint64(min(shift, 1023.0) + 1022.0)]


@njit(cache=True)
def _normalise(data):  # type: ignore[no-untyped-def]
    for row in range(data.shape[0]):
        if data[row, 0] > 0.0:
            mantissa, shift = math.frexp(data[row, 0])
            data[row, 0] = mantissa
            data[row, 1] += shift


@njit(cache=True, inline="always")
def _add(row, mantissa, exponent, best):  # type: ignore[no-untyped-def]
    """Add one partial solution's mass to a state that is held, and keep the better of the two bests."""
    row[2] = max(row[2], best)
    shift = exponent - row[1]
    if shift > 400.0:
        row[0] = _scaled(row[0], -shift) + mantissa
        row[1] = exponent
    else:
        row[0] += _scaled(mantissa, shift)


@njit(cache=True, inline="always")
def _start(row, mantissa, exponent, best):  # type: ignore[no-untyped-def]
    row[0] = mantissa
    row[1] = exponent
    row[2] = best


@njit(cache=True)
def join_forward(direct, keys, data, mask, delta, weight, table, out_direct, out_keys, out):  # type: ignore[no-untyped-def]
    """Let a family take each of its sets of remains (``mask``) in every state where they are free.

    weight: (groups, 3) mantissa, exponent, best. Returns the number of states, or -1 when ``out`` is too small.
    """
    count = 0
    for state in range(data.shape[0]):
        if data[state, 0] == 0.0:
            continue
        key = np.int64(state) if direct else keys[state]
        for choice in range(mask.shape[0]):
            if key & mask[choice]:
                continue
            new = key + delta[choice]
            mantissa = data[state, 0] * weight[choice, 0]
            exponent = data[state, 1] + weight[choice, 1]
            best = data[state, 2] + weight[choice, 2]
            if out_direct:
                row = out[np.uint64(new)]
                if row[0] == 0.0:
                    _start(row, mantissa, exponent, best)
                    count += 1
                else:
                    _add(row, mantissa, exponent, best)
                continue
            slot = _slot(table, out_keys, new)
            if table[slot] >= 0:
                _add(out[table[slot]], mantissa, exponent, best)
                continue
            if count == out.shape[0]:
                return -1
            table[slot] = count
            out_keys[count] = new
            _start(out[count], mantissa, exponent, best)
            count += 1
    _normalise(out)
    return count


@njit(cache=True)
def join_backward(  # type: ignore[no-untyped-def]
    direct, keys, data, mask, delta, weight, table, next_direct, next_keys, follow, whole, out, mass, peak
):
    """What can still follow each state, and for each set of remains its mass (unit 2^whole) and its best solution."""
    for state in range(data.shape[0]):
        if data[state, 0] == 0.0:
            continue
        key = np.int64(state) if direct else keys[state]
        total, top, highest = 0.0, -1e300, -np.inf
        for choice in range(mask.shape[0]):
            if key & mask[choice]:
                continue
            new = key + delta[choice]
            after = follow[np.uint64(new)] if next_direct else follow[table[_slot(table, next_keys, new)]]
            best = weight[choice, 2] + after[2]
            highest = max(highest, best)
            peak[choice] = max(peak[choice], data[state, 2] + best)
            mantissa = weight[choice, 0] * after[0]
            if mantissa == 0.0:
                continue
            exponent = weight[choice, 1] + after[1]
            mass[choice] += _scaled(data[state, 0] * mantissa, data[state, 1] + exponent - whole)
            shift = exponent - top
            if shift > 400.0:
                total = _scaled(total, -shift) + mantissa
                top = exponent
            else:
                total += _scaled(mantissa, shift)
        out[state, 0] = total
        out[state, 1] = top
        out[state, 2] = highest
        data[state, 3] = highest
    _normalise(out)


@njit(cache=True)
def retire_forward(direct, keys, data, kept_bits, table, out_direct, out_keys, out):  # type: ignore[no-untyped-def]
    """Forget which remains are used among those that no later family can use; returns the number of states."""
    count = 0
    for state in range(data.shape[0]):
        if data[state, 0] == 0.0:
            continue
        new = (np.int64(state) if direct else keys[state]) & kept_bits
        if out_direct:
            row = np.int64(new)
        else:
            slot = _slot(table, out_keys, new)
            row = np.int64(table[slot])
            if row < 0:
                row = np.int64(count)
                table[slot] = count
                out_keys[count] = new
        if out[row, 0] == 0.0:
            _start(out[row], data[state, 0], data[state, 1], data[state, 2])
            count += 1
        else:
            _add(out[row], data[state, 0], data[state, 1], data[state, 2])
    _normalise(out)
    return count


@njit(cache=True)
def retire_backward(  # type: ignore[no-untyped-def]
    direct, keys, data, kept_bits, bits, table, next_direct, next_keys, follow, whole, out, mass, peak
):
    """What can still follow; for each of ``bits`` the mass and the best solution of the states that left it unused."""
    for state in range(data.shape[0]):
        if data[state, 0] == 0.0:
            continue
        key = np.int64(state) if direct else keys[state]
        new = key & kept_bits
        row = new if next_direct else np.int64(table[_slot(table, next_keys, new)])
        for part in range(3):
            out[state, part] = follow[row, part]
        data[state, 3] = follow[row, 2]
        share = _scaled(data[state, 0] * follow[row, 0], data[state, 1] + follow[row, 1] - whole)
        height = data[state, 2] + follow[row, 2]
        for place in range(bits.shape[0]):
            if not key & bits[place]:
                mass[place] += share
                peak[place] = max(peak[place], height)


@njit(cache=True)
def rows_of(table, direct, keys, wanted):  # type: ignore[no-untyped-def]
    """The row of each wanted key; every one of them is held."""
    rows = np.empty(wanted.shape[0], dtype=np.int64)
    for number in range(wanted.shape[0]):
        rows[number] = wanted[number] if direct else table[_slot(table, keys, wanted[number])]
    return rows


@njit(cache=True, nogil=True)
def add_up_subsets(rows):  # type: ignore[no-untyped-def]
    """Turn the value of each set into the sum (and the best) over all its subsets, in place: Yates's method (1937).

    rows: (2^n, 3) mantissa, exponent, best log weight, by set.
    """
    size = rows.shape[0]
    step = 1
    while step < size:
        for high in range(0, size, 2 * step):
            for lower in range(high, high + step):
                mantissa = rows[lower, 0]
                if mantissa == 0.0:
                    continue
                row = rows[lower + step]
                if row[0] == 0.0:
                    _start(row, mantissa, rows[lower, 1], rows[lower, 2])
                    continue
                _add(row, mantissa, rows[lower, 1], rows[lower, 2])
                if row[0] > 1e60:
                    row[0], shift = math.frexp(row[0])
                    row[1] += shift
        step *= 2
    _normalise(rows)


@njit(cache=True, nogil=True)
def left_unused(keys, data, sums, whole, mass, peak):  # type: ignore[no-untyped-def]
    """For each bit the mass (unit 2^whole) and the best of the solutions that leave it unused; returns the mass of all.

    keys: the sets used by one half of the families; data: (keys, 3 or more) their values; sums: of the other half,
    over subsets of each set.
    """
    full = np.int64(sums.shape[0] - 1)
    total = 0.0
    for number in range(keys.shape[0]):
        others = full & ~keys[number]
        total += _scaled(data[number, 0] * sums[others, 0], data[number, 1] + sums[others, 1] - whole)
        for bit in range(mass.shape[0]):
            flag = np.int64(1) << bit
            if others & flag:
                row = sums[others ^ flag]
                mass[bit] += _scaled(data[number, 0] * row[0], data[number, 1] + row[1] - whole)
                peak[bit] = max(peak[bit], data[number, 2] + row[2])
    return total
