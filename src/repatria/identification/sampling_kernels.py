"""Gibbs sampling over families, compiled; every random number is handed in, so that a run can be repeated."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, inline="always")
def _is_free(choice, first, second, pair_start, pair_remains, owner):  # type: ignore[no-untyped-def]
    """Whether only the two families hold remains of the choice."""
    for pair in range(pair_start[choice], pair_start[choice + 1]):
        holder = owner[pair_remains[pair]]
        if holder >= 0 and holder != first and holder != second:
            return False
    return True


@njit(cache=True, inline="always")
def _give(family, choice, taken, owner, pair_start, pair_remains):  # type: ignore[no-untyped-def]
    old = taken[family]
    if old >= 0:
        for pair in range(pair_start[old], pair_start[old + 1]):
            if owner[pair_remains[pair]] == family:
                owner[pair_remains[pair]] = -1
    taken[family] = choice
    if choice >= 0:
        for pair in range(pair_start[choice], pair_start[choice + 1]):
            owner[pair_remains[pair]] = family


@njit(cache=True)
def _overlap(left, right, pair_start, pair_remains):  # type: ignore[no-untyped-def]
    for one in range(pair_start[left], pair_start[left + 1]):
        for other in range(pair_start[right], pair_start[right + 1]):
            if pair_remains[one] == pair_remains[other]:
                return True
    return False


@njit(cache=True)
def _redraw(family, taken, owner, first, pair_start, pair_remains, log_weight, draw, share, room):  # type: ignore[no-untyped-def]
    """Draw a family's choice given all others; adds each choice's probability to ``share`` when ``room`` is set."""
    top = 0.0
    for choice in range(first[family], first[family + 1]):
        if log_weight[choice] > top and _is_free(choice, family, family, pair_start, pair_remains, owner):
            top = log_weight[choice]
    total = np.exp(-top)
    for choice in range(first[family], first[family + 1]):
        if _is_free(choice, family, family, pair_start, pair_remains, owner):
            total += np.exp(log_weight[choice] - top)
    left = draw * total - np.exp(-top)
    new = -1
    for choice in range(first[family], first[family + 1]):
        if _is_free(choice, family, family, pair_start, pair_remains, owner):
            weight = np.exp(log_weight[choice] - top)
            if room:
                share[choice] += weight / total
            if left > 0.0:
                left -= weight
                new = choice
    _give(family, new, taken, owner, pair_start, pair_remains)


@njit(cache=True)
def _redraw_two(one, two, taken, owner, first, pair_start, pair_remains, log_weight, draw, most):  # type: ignore[no-untyped-def]
    """Draw the choices of two families together given all others, unless there are more than ``most`` combinations."""
    count_one, count_two = 1, 1
    for choice in range(first[one], first[one + 1]):
        if _is_free(choice, one, two, pair_start, pair_remains, owner):
            count_one += 1
    for choice in range(first[two], first[two + 1]):
        if _is_free(choice, one, two, pair_start, pair_remains, owner):
            count_two += 1
    if count_one * count_two > most:
        return
    ones, twos = np.full(count_one, -1, dtype=np.int64), np.full(count_two, -1, dtype=np.int64)
    place = 1
    for choice in range(first[one], first[one + 1]):
        if _is_free(choice, one, two, pair_start, pair_remains, owner):
            ones[place] = choice
            place += 1
    place = 1
    for choice in range(first[two], first[two + 1]):
        if _is_free(choice, one, two, pair_start, pair_remains, owner):
            twos[place] = choice
            place += 1
    weight = np.full((count_one, count_two), -np.inf)
    for left in range(count_one):
        for right in range(count_two):
            if left and right and _overlap(ones[left], twos[right], pair_start, pair_remains):
                continue
            weight[left, right] = (log_weight[ones[left]] if left else 0.0) + (
                log_weight[twos[right]] if right else 0.0
            )
    top = weight.max()
    total = 0.0
    for left in range(count_one):
        for right in range(count_two):
            total += np.exp(weight[left, right] - top)
    rest = draw * total
    new_one, new_two = -1, -1
    found = False
    for left in range(count_one):
        for right in range(count_two):
            if not found and weight[left, right] > -np.inf:
                new_one, new_two = ones[left], twos[right]
                rest -= np.exp(weight[left, right] - top)
                found = rest <= 0.0
    _give(one, -1, taken, owner, pair_start, pair_remains)
    _give(two, -1, taken, owner, pair_start, pair_remains)
    _give(one, new_one, taken, owner, pair_start, pair_remains)
    _give(two, new_two, taken, owner, pair_start, pair_remains)


@njit(cache=True)
def sweep(taken, owner, first, pair_start, pair_remains, log_weight, draws, partners, share, room, most):  # type: ignore[no-untyped-def]
    """Every family in turn: alone, then together with a partner (``partners``, -1 for none)."""
    for family in range(taken.shape[0]):
        _redraw(family, taken, owner, first, pair_start, pair_remains, log_weight, draws[family, 0], share, room)
        if partners[family] >= 0:
            _redraw_two(
                family, partners[family], taken, owner, first, pair_start, pair_remains, log_weight,
                draws[family, 1], most,
            )  # fmt: skip
