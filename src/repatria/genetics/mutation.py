"""Mutation models by name: their matrices, their transformations to equilibrium, and which of them can be lumped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import numpy as np
from scipy.optimize import linprog

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.markers import FloatArray, MutationModel, MutationParameters
from repatria.genetics.mutation_matrices import equal_matrix, proportional_matrix, stepwise_matrix

Transformation = Literal["PM", "MH", "BA", "PR", "DP", "RM"]

LUMPABLE: Mapping[str, str] = MappingProxyType(
    {
        "none": "always",
        "equal": "always",
        "proportional": "always",
        "random": "by chance only",
        "onestep": "never with unseen alleles on both sides of a seen one",
        "stepwise": "never with unseen alleles at different distances",
        "dawid": "never with unseen alleles at different distances",
        "custom": "as its matrix permits",
    }
)
"""Whether unseen alleles may be treated as one; the engine checks each matrix against each family's unseen alleles."""


def mutation_model(
    name: str,
    alleles: Sequence[str],
    frequencies: FloatArray,
    *,
    rate: float | tuple[float, float] = 0.0,
    rate2: float = 0.0,
    step_range: float = 0.1,
    matrix: FloatArray | tuple[FloatArray, FloatArray] | None = None,
    seed: int = 0,
    silent: int | None = None,
) -> MutationModel | None:
    """The model `name` for mothers and fathers; None for "none".

    rate: for both sexes, or (female, male). rate2, step_range: stepwise and dawid. matrix: custom, for both sexes or
    (female, male). seed: random. silent: an allele that neither mutates nor arises by mutation.
    Raises UnsupportedModel for an unknown name and InvalidInput for parameters that give no probabilities.
    """
    if name == "none":
        return None
    if name == "custom":
        if matrix is None:
            raise InvalidInput("the custom model needs a matrix")
        female, male = matrix if isinstance(matrix, tuple) else (matrix, matrix)
        return MutationModel(female, male)
    if name not in LUMPABLE:
        raise UnsupportedModel(f"there is no mutation model {name!r}; there are {', '.join(LUMPABLE)}")
    rates = rate if isinstance(rate, tuple) else (rate, rate)
    shown = [i for i in range(len(alleles)) if i != silent]
    p = np.asarray(frequencies, dtype=np.float64)[shown]
    names = [alleles[i] for i in shown]
    matrices = []
    for sex, value in enumerate(rates):
        inner = _matrix(name, names, p, value, rate2, step_range, seed + sex)
        whole = np.eye(len(alleles))
        whole[np.ix_(shown, shown)] = inner
        matrices.append(whole)
    told = [MutationParameters(name, value, rate2, step_range) for value in rates]
    return MutationModel(matrices[0], matrices[1], told[0], told[1])


def _matrix(
    name: str, alleles: Sequence[str], p: FloatArray, rate: float, rate2: float, step_range: float, seed: int
) -> FloatArray:
    if name == "equal":
        return equal_matrix(len(p), rate)
    if name == "proportional":
        return proportional_matrix(p, rate)
    if name == "stepwise":
        return stepwise_matrix(alleles, rate, rate2, step_range)
    if name == "onestep":
        return onestep_matrix(alleles, rate)
    if name == "dawid":
        return dawid_matrix(alleles, p, rate, step_range)
    return random_matrix(p, rate, seed=seed)


def _repeats(alleles: Sequence[str], model: str) -> FloatArray:
    try:
        repeats = np.array([float(name) for name in alleles])
    except ValueError:
        raise UnsupportedModel(f"the {model} model needs alleles that are numbers of repeats") from None
    if (repeats != np.floor(repeats)).any():
        raise UnsupportedModel(f"the {model} model has no place for microvariants such as {_odd(alleles)}")
    return repeats


def _odd(alleles: Sequence[str]) -> str:
    return next(name for name in alleles if float(name) != np.floor(float(name)))


def onestep_matrix(alleles: Sequence[str], rate: float) -> FloatArray:
    """(k, k): to the alleles one repeat away, half of `rate` each; all of it where there is only one such allele."""
    repeats = _repeats(alleles, "onestep")
    near = (np.abs(repeats[:, None] - repeats[None, :]) == 1).astype(np.float64)
    return _with_diagonal(np.divide(rate * near, near.sum(axis=1, keepdims=True), out=near * 0, where=near > 0))


def dawid_matrix(alleles: Sequence[str], frequencies: FloatArray, rate: float, step_range: float) -> FloatArray:
    """(k, k), reversible: p_i m_ij in proportion to step_range ** (steps), with mean rate `rate`.

    Dawid, Mortera and Pascali 2001, Forensic Sci. Int. 124:55.
    """
    repeats = _repeats(alleles, "dawid")
    steps = np.abs(repeats[:, None] - repeats[None, :])
    flow = np.where(steps > 0, float(step_range) ** steps, 0.0)
    if flow.sum() == 0:
        return np.eye(len(frequencies))
    return _with_diagonal(rate * flow / flow.sum() / np.asarray(frequencies)[:, None])


def random_matrix(frequencies: FloatArray, rate: float, *, seed: int) -> FloatArray:
    """(k, k) of random entries with mean rate `rate`, for tests of what must hold for every model."""
    k = len(frequencies)
    off = np.random.default_rng(seed).random((k, k))
    np.fill_diagonal(off, 0.0)
    mean = float(frequencies @ off.sum(axis=1))
    return _with_diagonal(off * (rate / mean) if mean > 0 else off)


def _with_diagonal(off: FloatArray) -> FloatArray:
    left = 1.0 - off.sum(axis=1)
    if (left < 0).any():
        raise InvalidInput("the mutation rate is too high for this model: an allele would mutate with more than 1")
    return off + np.diag(left)


def mean_rate(matrix: FloatArray, frequencies: FloatArray) -> float:
    """Probability that an allele drawn from the population mutates."""
    return float(frequencies @ (1.0 - np.diag(matrix)))


def is_stationary(matrix: FloatArray, frequencies: FloatArray, *, tolerance: float = 1e-12) -> bool:
    """True when the frequencies stay as they are from one generation to the next: p M = p."""
    return bool(np.abs(frequencies @ matrix - frequencies).max() <= tolerance)


def is_reversible(matrix: FloatArray, frequencies: FloatArray, *, tolerance: float = 1e-12) -> bool:
    """True when p_i m_ij = p_j m_ji: parent and child may change places."""
    flow = frequencies[:, None] * matrix
    return bool(np.abs(flow - flow.T).max() <= tolerance)


def is_lumpable(matrix: FloatArray, lump: Sequence[int], *, tolerance: float = 1e-12) -> bool:
    """True when the alleles in `lump` may be treated as one: each goes to every other allele with one probability.

    Kemeny and Snell 1960, Finite Markov Chains, theorem 6.3.2.
    """
    others = [i for i in range(len(matrix)) if i not in set(lump)]
    block = matrix[np.ix_(list(lump), others)]
    return bool((np.ptp(block, axis=0) <= tolerance * block.max(axis=0)).all()) if block.size else True


def always_lumpable(matrix: FloatArray, *, tolerance: float = 1e-12) -> bool:
    """True when every set of alleles may be treated as one: off the diagonal each column holds one value."""
    k = len(matrix)
    off = [np.delete(matrix[:, j], j) for j in range(k)]
    return k < 3 or all(float(np.ptp(values)) <= tolerance * float(values.max()) for values in off)


def transformed(matrix: FloatArray, frequencies: FloatArray, method: Transformation) -> FloatArray:
    """A mutation matrix in equilibrium with the frequencies, near the one given.

    PM  each row's mutations scaled by pi_i / p_i, pi the equilibrium of `matrix`: stationary, mean rate kept.
    MH  min(m_ij, p_j m_ji / p_i), then scaled to the mean rate: reversible (Metropolis-Hastings).
    BA  m_ij p_j m_ji / (p_i m_ij + p_j m_ji), then scaled to the mean rate: reversible (Barker).
    PR  (m_ij + p_j m_ji / p_i) / 2: reversible, mean rate kept.
    DP  stationary with the same diagonal; RM  stationary with the same mean rate; both with the smallest possible
        largest ratio between old and new entries (Simonsson and Mostad 2016, FSI: Genetics 23:217), found by linear
        programming. Familias' own RM is an approximate optimum: its entries differ in the third digit.
    Raises InvalidInput where the method gives no probabilities and UnsupportedModel for an unknown method.
    """
    p = np.asarray(frequencies, dtype=np.float64)
    if (p <= 0).any():
        raise InvalidInput("a transformation to equilibrium needs frequencies above 0")
    methods: dict[str, Callable[[], FloatArray]] = {
        "PM": lambda: _off(matrix) * (_equilibrium(matrix) / p)[:, None],
        "MH": lambda: _to_rate(np.minimum(_off(matrix), _reverse(matrix, p)), matrix, p),
        "BA": lambda: _to_rate(_barker(matrix, p), matrix, p),
        "PR": lambda: (_off(matrix) + _reverse(matrix, p)) / 2,
        "DP": lambda: _least_changed(matrix, p, keep_diagonal=True),
        "RM": lambda: _least_changed(matrix, p, keep_diagonal=False),
    }
    if method not in methods:
        raise UnsupportedModel(f"there is no transformation {method!r}; there are {', '.join(methods)}")
    return _with_diagonal(methods[method]())


def _off(matrix: FloatArray) -> FloatArray:
    return matrix - np.diag(np.diag(matrix))


def _reverse(matrix: FloatArray, p: FloatArray) -> FloatArray:
    """p_j m_ji / p_i off the diagonal: the chain run backwards."""
    reverse: FloatArray = _off(matrix).T * p[None, :] / p[:, None]
    return reverse


def _barker(matrix: FloatArray, p: FloatArray) -> FloatArray:
    forward = p[:, None] * _off(matrix)
    both = forward + forward.T
    accepted = np.divide(forward.T, both, out=np.zeros_like(both), where=both > 0)
    product: FloatArray = _off(matrix) * accepted
    return product


def _to_rate(off: FloatArray, matrix: FloatArray, p: FloatArray) -> FloatArray:
    mean = float(p @ off.sum(axis=1))
    return off * (mean_rate(matrix, p) / mean) if mean > 0 else off


def _equilibrium(matrix: FloatArray) -> FloatArray:
    """The distribution pi with pi M = pi."""
    k = len(matrix)
    equations = np.vstack([matrix.T - np.eye(k), np.ones((1, k))])
    target = np.zeros(k + 1)
    target[-1] = 1.0
    pi = np.asarray(np.linalg.lstsq(equations, target, rcond=None)[0], dtype=np.float64)
    return np.maximum(pi, 0.0)


def _least_changed(matrix: FloatArray, p: FloatArray, *, keep_diagonal: bool) -> FloatArray:
    """The stationary matrix whose entries differ from the given ones by the smallest largest ratio."""
    k = len(p)
    free = np.argwhere(_off(matrix) > 0)
    start = matrix[free[:, 0], free[:, 1]]
    balance = np.zeros((k, len(free)))
    rows = np.zeros((k, len(free)))
    for column, (i, j) in enumerate(free.tolist()):
        balance[j, column] += p[i]
        balance[i, column] -= p[i]
        rows[i, column] = 1.0
    equations = [balance[:-1]]
    targets = [np.zeros(k - 1)]
    if keep_diagonal:
        equations.append(rows)
        targets.append(_off(matrix).sum(axis=1))
    else:
        equations.append((p @ rows)[None])
        targets.append(np.array([mean_rate(matrix, p)]))
    # One equation of the balance follows from the others; all are scaled to the size of a mutation rate.
    scale = float(start.max())

    def solve(ratio: float) -> FloatArray | None:
        found = linprog(
            np.zeros(len(free)),
            A_ub=rows,
            b_ub=np.full(k, 1.0 / scale),
            A_eq=np.vstack(equations),
            b_eq=np.concatenate(targets) / scale,
            bounds=np.column_stack([start / ratio, start * ratio]) / scale,
            method="highs",
        )
        return found.x * scale if found.status == 0 else None

    low, high = 1.0, 2.0
    best = solve(high)
    while best is None and high < 1e6:
        high *= 4
        best = solve(high)
    if best is None:
        raise InvalidInput("no stationary matrix with these properties exists for these frequencies")
    for _ in range(40):
        middle = (low * high) ** 0.5
        found = solve(middle)
        if found is None:
            low = middle
        else:
            high, best = middle, found
    result = np.zeros((k, k))
    result[free[:, 0], free[:, 1]] = best
    return result
