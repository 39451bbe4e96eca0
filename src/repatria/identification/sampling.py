"""The last resort: several Markov chains over solutions, with the figures that say whether they may be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.identification import sampling_kernels as kernels
from repatria.identification.choices import FamilyChoices, Floats, Integers
from repatria.identification.exact import Answer
from repatria.identification.pruning import likely

CHAINS = 4
WARM_UP = 500
KEPT = 2000
_COMBINATIONS = 4096
_LEFT_OUT = 1e-6
_RHAT_LIMIT = 1.01
_ESS_LIMIT = 400.0


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What the chains say of themselves: the worst over the log weight, the number identified and every family's state.

    rhat: split R-hat; near 1 when the chains agree. ess: effective number of independent draws (Gelman et al.,
    Bayesian Data Analysis, 3rd ed. 2013, eq. 11.4 and 11.8). standard_error: of the worst marginal of a family.
    converged: R-hat at most 1.01 and at least 400 effective draws (Vehtari et al. 2021).
    """

    chains: int
    draws: int
    rhat: float
    ess: float
    standard_error: float
    converged: bool


def solve_sampled(
    families: Sequence[FamilyChoices], *, best: int, seed: int, kept: int = KEPT
) -> tuple[Answer, Diagnostics]:
    """Posterior shares by Gibbs sampling over families and pairs of families, averaged over the conditional draws.

    The log of the sum over solutions is not estimated (NaN); the best solutions are the best that were met. Choices of
    which the mass adds up to about one in a million are not sampled.
    """
    kept_choices = likely(families, 1 + max(int(family.remains.max()) for family in families), _LEFT_OUT)
    thin = [family.keep(mine) for family, mine in zip(families, kept_choices, strict=True)]
    first = np.concatenate(([0], np.cumsum([len(family) for family in thin]))).astype(np.int64)
    log_weight = np.concatenate([family.log_weight for family in thin])
    used, pair_remains = np.unique(np.concatenate([family.remains for family in thin]), return_inverse=True)
    sizes = np.concatenate([np.diff(family.start) for family in thin])
    pair_start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    arrays = (first, pair_start, pair_remains.astype(np.int64), log_weight)
    near, near_start = _neighbours(thin)
    states = np.empty((CHAINS, kept, len(families)), dtype=np.int64)
    share, free = np.zeros(len(log_weight)), np.zeros(len(used))
    for chain in range(CHAINS):
        rng = np.random.Generator(np.random.PCG64([seed, chain]))
        taken = np.full(len(families), -1, dtype=np.int64)
        owner = np.full(len(used), -1, dtype=np.int64)
        if chain % 2 == 0:
            _start_greedily(taken, owner, arrays, rng)
        for number in range(-WARM_UP, kept):
            draws = rng.random((len(families), 3))
            partner = near[near_start[:-1] + (draws[:, 2] * np.diff(near_start)).astype(np.int64)]
            kernels.sweep(taken, owner, *arrays, draws, partner, share, number >= 0, _COMBINATIONS)
            if number >= 0:
                states[chain, number] = taken
                free += owner < 0
    total = CHAINS * kept
    everything = sorted({int(item) for family in families for item in np.unique(family.remains)})
    unused = dict.fromkeys(everything, 1.0) | dict(zip(used.tolist(), (free / total).tolist(), strict=True))
    answer = _answer(kept_choices, first, log_weight, share / total, unused, states, best)
    return answer, _diagnose(states, np.append(log_weight, 0.0))


def _neighbours(families: Sequence[FamilyChoices]) -> tuple[Integers, Integers]:
    """For each family the others that share a remains with it (-1 where nobody does), one after another, and bounds."""
    users: dict[int, set[int]] = {}
    for place, family in enumerate(families):
        for item in family.remains.tolist():
            users.setdefault(item, set()).add(place)
    near = [
        sorted(set().union(*(users[item] for item in set(family.remains.tolist()))) - {place}) or [-1]
        for place, family in enumerate(families)
    ]
    return np.concatenate([np.array(mine, dtype=np.int64) for mine in near]), np.concatenate(
        ([0], np.cumsum([len(mine) for mine in near]))
    ).astype(np.int64)


def _start_greedily(
    taken: Integers, owner: Integers, arrays: tuple[Integers, Integers, Integers, Floats], rng: np.random.Generator
) -> None:
    """Give each family, heaviest choice first with some jitter, its best choice among free remains."""
    first, pair_start, pair_remains, log_weight = arrays
    family = np.repeat(np.arange(len(taken)), np.diff(first))
    for choice in np.argsort(-(log_weight + rng.normal(0.0, 1.0, len(log_weight))), kind="stable").tolist():
        if log_weight[choice] <= 0:
            continue
        mine = pair_remains[pair_start[choice] : pair_start[choice + 1]]
        if taken[family[choice]] < 0 and bool((owner[mine] < 0).all()):
            taken[family[choice]] = choice
            owner[mine] = family[choice]


def _answer(
    kept_choices: list[NDArray[np.bool_]],
    first: Integers,
    log_weight: Floats,
    share: Floats,
    unused: dict[int, float],
    states: Integers,
    best: int,
) -> Answer:
    """The sampled shares by family and choice; what sampling does not tell is NaN."""
    weights = np.append(log_weight, 0.0)
    met = np.unique(states.reshape(-1, states.shape[2]), axis=0)
    total = weights[met].sum(axis=1)
    original = [np.flatnonzero(mine) for mine in kept_choices]
    solutions = []
    for row in np.argsort(-total, kind="stable")[:best].tolist():
        taken = [
            int(mine[choice - begin]) if choice >= 0 else -1
            for choice, begin, mine in zip(met[row].tolist(), first[:-1].tolist(), original, strict=True)
        ]
        solutions.append((float(total[row]), tuple(taken)))
    choice = [np.zeros(len(mine)) for mine in kept_choices]
    for place, mine in enumerate(original):
        choice[place][mine] = share[first[place] : first[place + 1]]
    unknown = [np.full(len(mine), np.nan) for mine in kept_choices]
    none = np.array([1.0 - float(mine.sum()) for mine in choice])
    nothing = np.full(len(choice), np.nan)
    return Answer(choice, unknown, none, nothing, unused, dict.fromkeys(unused, np.nan), np.nan, solutions)


def _diagnose(states: Integers, weights: Floats) -> Diagnostics:
    """Split R-hat and effective draws of every series; a series that never moves anywhere says nothing."""
    chains, kept, families = states.shape
    rhat, ess, error = 1.0, float(chains * kept), 0.0
    series = [weights[states].sum(axis=2), (states >= 0).sum(axis=2).astype(np.float64)]
    series += [(states[:, :, place] == value).astype(np.float64)
               for place in range(families) for value in _busiest(states[:, :, place])]  # fmt: skip
    for number, one in enumerate(series):
        halves = one.reshape(2 * chains, kept // 2)
        within = float(halves.var(axis=1, ddof=1).mean())
        between = float(halves.mean(axis=1).var(ddof=1))
        if within == 0.0:
            rhat = rhat if between == 0.0 else np.inf
            continue
        pooled = within * (halves.shape[1] - 1) / halves.shape[1] + between
        rhat = max(rhat, float(np.sqrt(pooled / within)))
        effective = _effective(halves, pooled)
        ess = min(ess, effective)
        if number >= 2:
            error = max(error, float(np.sqrt(pooled / effective)))
    return Diagnostics(chains, kept, rhat, ess, error, rhat <= _RHAT_LIMIT and ess >= _ESS_LIMIT)


def _busiest(values: Integers) -> list[int]:
    """The two states of a family that were met most often."""
    met, times = np.unique(values, return_counts=True)
    return met[np.argsort(-times, kind="stable")[:2]].tolist() if len(met) > 1 else []


def _effective(halves: Floats, pooled: float) -> float:
    """Effective number of draws from autocorrelations, summed in pairs until a pair is negative (Geyer 1992)."""
    chains, length = halves.shape
    centred = halves - halves.mean(axis=1, keepdims=True)
    size = 1 << (2 * length - 1).bit_length()
    spectrum = np.abs(np.fft.rfft(centred, size, axis=1)) ** 2
    covariance = (np.fft.irfft(spectrum, size, axis=1)[:, :length] / length).mean(axis=0)
    within = covariance[0] * length / (length - 1)
    correlation = 1.0 - (within - covariance) / pooled
    correlation[0] = 1.0
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0)
    pairs = np.minimum.accumulate(pairs[: negative[0]] if len(negative) else pairs)
    return float(min(chains * length, chains * length / max(2.0 * pairs.sum() - 1.0, 1e-12)))
