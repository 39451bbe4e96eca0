"""Loops over sets of used remains, compiled; values are (mantissa, exponent of two), so nothing over- or underflows."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

_POWERS = np.ldexp(1.0, np.arange(-1022, 1024))
_GOLDEN = np.int64(
    -7046029254386353131
)  # 2^64 / golden ratio as a signed number: Fibonacci hashing (Knuth, vol. 3, 6.4)


@njit(cache=True, inline="always")
def _slot(table, keys, key, direct):  # type: ignore[no-untyped-def]
    """Where the table holds ``key``, or would hold it."""
    if direct:
        return key
    last = np.int64(table.shape[0] - 1)
    place = ((key * _GOLDEN) >> np.int64(20)) & last
    while table[place] >= 0 and keys[table[place]] != key:
        place = (place + np.int64(1)) & last
    return place


@njit(cache=True, inline="always")
def _scaled(value, shift):  # type: ignore[no-untyped-def]
    """value x 2^shift, zero where that is below the smallest normal number."""
    if shift < -1022:
        return 0.0
    return value * _POWERS[min(shift, 1023) + 1022]


@njit(cache=True)
def _normalise(value, exponent):  # type: ignore[no-untyped-def]
    for state in range(value.shape[0]):
        if value[state] > 0.0:
            mantissa, shift = math.frexp(value[state])
            value[state] = mantissa
            exponent[state] += shift


@njit(cache=True)
def join_forward(  # type: ignore[no-untyped-def]
    keys,
    value,
    exponent,
    best,
    mask,
    delta,
    w_value,
    w_exponent,
    w_best,
    table,
    direct,
    out_keys,
    out_value,
    out_exponent,
    out_best,
):
    """Let a family take each of its sets of remains (``mask``) in every state where they are free.

    Returns the number of states reached, or -1 when there are more than the arrays hold.
    """
    count = 0
    for state in range(keys.shape[0]):
        key = keys[state]
        for choice in range(mask.shape[0]):
            if key & mask[choice]:
                continue
            new = key + delta[choice]
            slot = _slot(table, out_keys, new, direct)
            index = table[slot]
            term = value[state] * w_value[choice]
            power = exponent[state] + w_exponent[choice]
            total = best[state] + w_best[choice]
            if index < 0:
                if count == out_keys.shape[0]:
                    return -1
                table[slot] = count
                out_keys[count] = new
                out_value[count] = term
                out_exponent[count] = power
                out_best[count] = total
                count += 1
                continue
            out_best[index] = max(out_best[index], total)
            shift = power - out_exponent[index]
            if shift > 400:
                out_value[index] = _scaled(out_value[index], -shift) + term
                out_exponent[index] = power
            else:
                out_value[index] += _scaled(term, shift)
    _normalise(out_value[:count], out_exponent[:count])
    return count


@njit(cache=True)
def join_backward(  # type: ignore[no-untyped-def]
    keys,
    value,
    exponent,
    best,
    mask,
    delta,
    w_value,
    w_exponent,
    w_best,
    table,
    direct,
    next_keys,
    next_value,
    next_exponent,
    next_best,
    whole,
    out_value,
    out_exponent,
    out_best,
    mass,
    peak,
):
    """What can still follow each state, and for each set of remains its mass (unit 2^whole) and its best solution."""
    for state in range(keys.shape[0]):
        key = keys[state]
        total, top, highest = 0.0, np.int64(-(2**40)), -np.inf
        for choice in range(mask.shape[0]):
            if key & mask[choice]:
                continue
            index = table[_slot(table, next_keys, key + delta[choice], direct)]
            follow = w_best[choice] + next_best[index]
            highest = max(highest, follow)
            peak[choice] = max(peak[choice], best[state] + follow)
            term = w_value[choice] * next_value[index]
            if term == 0.0:
                continue
            power = w_exponent[choice] + next_exponent[index]
            mass[choice] += _scaled(value[state] * term, exponent[state] + power - whole)
            shift = power - top
            if shift > 400:
                total = _scaled(total, -shift) + term
                top = power
            else:
                total += _scaled(term, shift)
        out_value[state] = total
        out_exponent[state] = top
        out_best[state] = highest
    _normalise(out_value, out_exponent)


@njit(cache=True)
def retire_forward(  # type: ignore[no-untyped-def]
    keys, value, exponent, best, kept_bits, table, direct, out_keys, out_value, out_exponent, out_best
):
    """Forget which remains are used among those that no later family can use; returns the number of states."""
    count = 0
    for state in range(keys.shape[0]):
        new = keys[state] & kept_bits
        slot = _slot(table, out_keys, new, direct)
        index = table[slot]
        if index < 0:
            table[slot] = count
            out_keys[count] = new
            out_value[count] = value[state]
            out_exponent[count] = exponent[state]
            out_best[count] = best[state]
            count += 1
            continue
        out_best[index] = max(out_best[index], best[state])
        shift = exponent[state] - out_exponent[index]
        if shift > 400:
            out_value[index] = _scaled(out_value[index], -shift) + value[state]
            out_exponent[index] = exponent[state]
        else:
            out_value[index] += _scaled(value[state], shift)
    _normalise(out_value[:count], out_exponent[:count])
    return count


@njit(cache=True)
def retire_backward(  # type: ignore[no-untyped-def]
    keys,
    value,
    exponent,
    best,
    kept_bits,
    bits,
    table,
    direct,
    next_keys,
    next_value,
    next_exponent,
    next_best,
    whole,
    out_value,
    out_exponent,
    out_best,
    mass,
    peak,
):
    """What can still follow; for each of ``bits`` the mass and the best solution of the states that left it unused."""
    for state in range(keys.shape[0]):
        index = table[_slot(table, next_keys, keys[state] & kept_bits, direct)]
        out_value[state] = next_value[index]
        out_exponent[state] = next_exponent[index]
        out_best[state] = next_best[index]
        share = _scaled(value[state] * next_value[index], exponent[state] + next_exponent[index] - whole)
        height = best[state] + next_best[index]
        for place in range(bits.shape[0]):
            if not keys[state] & bits[place]:
                mass[place] += share
                peak[place] = max(peak[place], height)


@njit(cache=True)
def find(table, keys, wanted, direct):  # type: ignore[no-untyped-def]
    """The place of each wanted key among the states; every one of them is held."""
    places = np.empty(wanted.shape[0], dtype=np.int64)
    for number in range(wanted.shape[0]):
        places[number] = table[_slot(table, keys, wanted[number], direct)]
    return places
