"""The dynamic program over families with the set of used remains as state: totals, best solutions, shares.

Forward, a state is the set of remains used so far among those that a later family may still use; its value is the sum
over all partial solutions that lead there, and beside it the best of them. Backward, the same for all completions.
Values are kept as mantissa and exponent of two, so that ratios of 1e+-100000 neither overflow nor lose relative
precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput, TooLarge
from repatria.identification import used_sets_kernels as kernels
from repatria.identification.choices import FamilyChoices, Floats, Integers
from repatria.identification.components import Plan

_LN2 = float(np.log(2.0))
_BYTES_PER_STATE = 56
_SPARSEST = 4  # rows are numbered by key when at least about one key in so many may be reached


@dataclass(frozen=True, slots=True)
class Limits:
    """What exact work may cost: states held at one time (at most 56 bytes each), transitions tried (some 3 ns each)."""

    states: int = 2**25
    transitions: int = 3 * 10**10


@dataclass(frozen=True, slots=True)
class States:
    """The states between two steps: bits of used remains, with the tally above them, and what is known of each.

    data: float64, shape (rows, 4), see ``used_sets_kernels``. keys: int64, the key of each row, where rows are found
    through ``table``; both are empty where the key is the row number (``direct``). count: how many rows are reached.
    """

    data: Floats
    keys: Integers
    table: NDArray[np.int32]
    direct: bool
    count: int

    def follow_best(self, keys: Integers) -> Floats:
        """The best log weight that can still follow each key (known once ``backward`` has run)."""
        rows: Integers = kernels.rows_of(self.table, self.direct, self.keys, keys)
        best: Floats = self.data[rows, 3]
        return best

    def lead_best(self, keys: Integers) -> Floats:
        """The best log weight of a partial solution that leads to each key; -inf where none does."""
        rows: Integers = kernels.rows_of(self.table, self.direct, self.keys, keys)
        rows = np.where(rows < len(self.data), rows, -1)
        reached = (rows >= 0) & (self.data[rows, 0] > 0)
        return np.where(reached, self.data[rows, 2], -np.inf)

    def reached(self) -> tuple[Integers, Integers]:
        """The rows that some partial solution leads to, and their keys."""
        rows = np.flatnonzero(self.data[:, 0] > 0)
        return rows, rows if self.direct else self.keys[rows]


@dataclass(frozen=True, slots=True)
class FamilyStep:
    """A family's choices gathered by the set of remains they use (group 0 uses none), ready for the kernels.

    weight: (groups, 3) mantissa and exponent of the sum over the group, log weight of the best in it.
    """

    family: int
    mask: Integers
    delta: Integers
    weight: Floats
    log_sum: Floats
    group: Integers
    choice_mask: Integers
    choice_delta: Integers


@dataclass(frozen=True, slots=True)
class RetireStep:
    """Remains that no later family can use, and their bits."""

    remains: tuple[int, ...]
    bits: Integers
    kept_bits: int


@dataclass(frozen=True, slots=True)
class Forward:
    """One component worked through: ``states[t]`` before ``steps[t]``; the last states differ in the tally only.

    tally, log_total, best: for each tally that can be reached, the log of the sum over solutions and the best of them.
    """

    families: Sequence[FamilyChoices]
    steps: tuple[FamilyStep | RetireStep, ...]
    states: tuple[States, ...]
    tally: Integers
    log_total: Floats
    best: Floats


@dataclass(frozen=True, slots=True)
class Shares:
    """What the data say inside one component.

    choice: for each family the posterior of each choice. choice_best: the log weight of the best solution with it.
    none, none_best: the same for a family that accounts for no remains, by family. unused, unused_best: for remains
    that no family takes, by remains. follow_best: for each step the best log weight that can still follow each state.
    log_total: log of the sum over solutions, weighted by what the tally is worth.
    """

    choice: list[Floats]
    choice_best: list[Floats]
    none: Floats
    none_best: Floats
    unused: dict[int, float]
    unused_best: dict[int, float]
    log_total: float


def scaled(log_weight: Floats) -> tuple[Floats, Integers]:
    """exp(log_weight) as mantissa in [1, 2) and exponent of two; -inf gives mantissa 0."""
    finite = np.where(np.isfinite(log_weight), log_weight, 0.0)
    exponent = np.floor(finite / _LN2)
    mantissa = np.where(np.isfinite(log_weight), np.exp(finite - exponent * _LN2), 0.0)
    return mantissa, exponent.astype(np.int64)


def _family_step(place: int, family: FamilyChoices, slots: dict[int, int], tally_bit: int) -> FamilyStep:
    bit = np.array([1 << slots[item] for item in family.remains.tolist()], dtype=np.int64)
    mask = np.add.reduceat(bit, family.start[:-1])
    delta = mask if family.tally is None else mask + (family.tally << tally_bit)
    groups, group = np.unique(np.concatenate(([0], delta)), return_inverse=True)
    weight = np.concatenate(([0.0], family.log_weight))
    best = np.full(len(groups), -np.inf)
    np.maximum.at(best, group, weight)
    total = np.zeros(len(groups))
    np.add.at(total, group, np.exp(weight - best[group]))
    log_sum = best + np.log(total)
    weights = np.stack([*scaled(log_sum), best], axis=1)
    only_bits = np.int64((1 << tally_bit) - 1)
    return FamilyStep(place, groups & only_bits, groups, weights, log_sum, group[1:].astype(np.int64), mask, delta)


def forward(families: Sequence[FamilyChoices], plan: Plan, limits: Limits) -> Forward:
    """Work through the families in the plan's order. Raises TooLarge when that would exceed ``limits``."""
    tally_bits = int(sum(max(0, int(f.tally.max())) for f in families if f.tally is not None and len(f))).bit_length()
    bits = plan.width + tally_bits
    if bits > 62:
        raise TooLarge(f"{plan.width} remains at one time and a tally of {tally_bits} bits do not fit in one key")
    nothing = np.zeros(0, dtype=np.int64)
    begin = np.array([[1.0, 0.0, 0.0, 0.0]])
    states = [States(begin, nothing, nothing.astype(np.int32), True, 1)]
    steps: list[FamilyStep | RetireStep] = []
    held, tried = 0, 0
    for place, gone in zip(plan.order, plan.retired, strict=True):
        step = _family_step(place, families[place], plan.slots, plan.width)
        tried += states[-1].count * len(step.mask)
        if tried > limits.transitions:
            raise TooLarge(f"exact work needs more than {limits.transitions:.3g} transitions")
        steps.append(step)
        states.append(_join(states[-1], step, bits, limits.states - held))
        held += len(states[-1].data)
        if gone:
            kept = ((1 << bits) - 1) & ~sum(1 << plan.slots[item] for item in gone)
            retire = RetireStep(gone, np.array([1 << plan.slots[item] for item in gone], dtype=np.int64), kept)
            steps.append(retire)
            states.append(_retire(states[-1], retire, bits))
            held += len(states[-1].data)
    reached, keys = states[-1].reached()
    rows = states[-1].data[reached]
    return Forward(
        families, tuple(steps), tuple(states), keys >> plan.width, np.log(rows[:, 0]) + rows[:, 1] * _LN2, rows[:, 2]
    )


def _room(bits: int, capacity: int) -> tuple[bool, Integers, NDArray[np.int32], Floats]:
    """Arrays for so many states: rows numbered by key where the keys are dense enough, else with a hash table."""
    direct = 1 << bits <= max(64, _SPARSEST * capacity)
    rows = 1 << bits if direct else capacity
    table = np.full(0 if direct else 1 << (2 * capacity - 1).bit_length(), -1, dtype=np.int32)
    return direct, np.empty(0 if direct else rows, dtype=np.int64), table, np.zeros((rows, 4))


def _join(states: States, step: FamilyStep, bits: int, room: int) -> States:
    most = min(1 << bits, states.count * len(step.mask))
    capacity = min(most, max(1024, 8 * states.count))
    while True:
        if capacity > max(room, 1024):
            raise TooLarge(
                f"exact work needs more states than allowed: at least {capacity:,} more, "
                f"{capacity * _BYTES_PER_STATE / 2**20:.0f} MiB"
            )
        direct, keys, table, data = _room(bits, capacity)
        count = kernels.join_forward(
            states.direct, states.keys, states.data, step.mask, step.delta, step.weight, table, direct, keys, data
        )
        if count >= 0:
            return _trimmed(data, keys, table, direct, count)
        capacity = min(most, 4 * capacity)


def _retire(states: States, step: RetireStep, bits: int) -> States:
    direct, keys, table, data = _room(bits, states.count)
    count = kernels.retire_forward(
        states.direct, states.keys, states.data, np.int64(step.kept_bits), table, direct, keys, data
    )
    return _trimmed(data, keys, table, direct, count)


def _trimmed(data: Floats, keys: Integers, table: NDArray[np.int32], direct: bool, count: int) -> States:
    if direct:
        return States(data, keys, table, direct, count)
    return States(data[:count].copy(), keys[:count].copy(), table, direct, count)


def backward(done: Forward, worth: Floats) -> Shares:
    """Posterior shares of one component; ``worth[tally]`` is the log weight of ending with that tally."""
    return shares_before(done, np.stack([*scaled(worth[done.tally]), worth[done.tally]], axis=1))


def shares_before(done: Forward, ends_follow: Floats) -> Shares:
    """Posterior shares where ``ends_follow`` is what follows each of the last states that are reached.

    ends_follow: float64, shape (reached, 3): mantissa and exponent of the sum, log weight of the best.
    """
    last = done.states[-1].data
    reached, _ = done.states[-1].reached()
    follow = np.zeros((len(last), 3))
    follow[reached] = ends_follow
    last[reached, 3] = ends_follow[:, 2]
    power = last[reached, 1] + follow[reached, 1]
    alive = follow[reached, 0] > 0
    if not alive.any():
        raise InvalidInput("the prior allows no solution: too few persons are off the roll for the remains left over")
    whole = float(power[alive].max())
    ends = np.ldexp(last[reached, 0] * follow[reached, 0], np.maximum(power - whole, -1074).astype(np.int64))
    total = float(ends[alive].sum())
    choice: list[Floats] = [np.zeros(0)] * len(done.families)
    choice_best: list[Floats] = [np.zeros(0)] * len(done.families)
    none, none_best = np.ones(len(done.families)), np.zeros(len(done.families))
    unused: dict[int, float] = {}
    unused_best: dict[int, float] = {}
    for step, states, after in zip(done.steps[::-1], done.states[-2::-1], done.states[:0:-1], strict=True):
        out = np.zeros((len(states.data), 3))
        size = len(step.mask) if isinstance(step, FamilyStep) else len(step.bits)
        mass, peak = np.zeros(size), np.full(size, -np.inf)
        held = (states.direct, states.keys, states.data)
        tail = (after.table, after.direct, after.keys, follow, whole, out, mass, peak)
        if isinstance(step, FamilyStep):
            kernels.join_backward(*held, step.mask, step.delta, step.weight, *tail)
            mass /= total
            family = done.families[step.family]
            choice[step.family] = mass[step.group] * np.exp(family.log_weight - step.log_sum[step.group])
            with np.errstate(invalid="ignore"):
                choice_best[step.family] = peak[step.group] - step.weight[step.group, 2] + family.log_weight
            none[step.family] = mass[0] * np.exp(-step.log_sum[0])
            none_best[step.family] = peak[0] - step.weight[0, 2]
        else:
            kernels.retire_backward(*held, np.int64(step.kept_bits), step.bits, *tail)
            unused.update(zip(step.remains, (mass / total).tolist(), strict=True))
            unused_best.update(zip(step.remains, peak.tolist(), strict=True))
        follow = out
    log_total = float(np.log(total) + whole * _LN2)
    return Shares(choice, choice_best, none, none_best, unused, unused_best, log_total)
