"""Likelihoods when the founders' alleles are not independent: the Balding-Nichols model on any pedigree.

The alleles of all founders, of every connected part of the pedigree, are drawn one after the other with

    P(next is a | m drawn, m_a of them a) = (m_a theta + (1 - theta) p_a) / (1 + (m - 1) theta)

(Balding and Nichols 1994, Forensic Sci. Int. 64:125, eq. 1). By de Finetti they are independent draws from allele
frequencies q that follow a Dirichlet law with parameters p (1 - theta) / theta. Given q the likelihood is a polynomial
in q whose degree is the number d of founder alleles, so its mean is exact

* as a sum over Gauss-Jacobi nodes, floor(d / 2) + 1 for each allele class but one (stick-breaking, Golub and Welsch
  1969, Math. Comp. 23:221); or
* as a sum over the ways in which the d alleles are copies of one another (set partitions).

Known founder alleles are drawn first: they multiply the result by their own probability and raise the Dirichlet
parameters of those that follow by one each, so that d counts unknown founder alleles only. The cheaper of the two sums
is taken. No approximation is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh_tridiagonal

from repatria.errors import TooLarge
from repatria.genetics.elimination import MAX_OPERATIONS, Plan, plan_for, plan_of_copies, plan_without_fixed_founders
from repatria.genetics.factor_graph import Factor, Shape, build_graph, graph_without_fixed_founders, shape_of
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import (
    Instances,
    Likelihoods,
    by_locus,
    make_instances,
    pack_markers,
    run_plan,
)
from repatria.genetics.markers import FloatArray, Marker
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import Pedigree

MAX_PARTITIONS = 5_000
_CHUNK = 4096
# Gauss-Jacobi nodes lose relative accuracy (to 1e-10) when a Dirichlet parameter is smaller than this.
_SMALL_PARAMETER = 1e-3


def theta_likelihoods(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    theta: float,
    *,
    observations: Observations | None = None,
    max_operations: float = MAX_OPERATIONS,
) -> Likelihoods:
    """P(genotypes | pedigree) for every marker with coancestry theta > 0; see `likelihood.likelihoods`.

    Founders that were drawn are never pruned: Familias, too, prunes only when theta is 0.
    """
    instances = make_instances(
        pedigree,
        by_locus(genotypes),
        markers,
        pack_markers(markers),
        marker_row=np.arange(len(markers), dtype=np.int64)[:, None],
        observations=observations,
    )
    mantissa = np.zeros(len(markers))
    exponent = np.zeros(len(markers), dtype=np.int64)
    width = 0
    for i, marker in enumerate(markers):
        shape = shape_of(pedigree, instances.codes[i].tolist(), chromosome=marker.chromosome)
        part = instances.take(np.array([i]))
        mantissa[i], exponent[i], plan = _one_marker(shape, part, theta, max_operations)
        width = max(width, plan.width)
    return Likelihoods(mantissa, exponent, width)


def _one_marker(shape: Shape, part: Instances, theta: float, max_operations: float) -> tuple[float, int, Plan]:
    count = int(part.class_count[0, 0])
    plan_for(shape, [count], max_operations=max_operations)
    plan = plan_without_fixed_founders(shape, count)
    operations, _ = plan.work([count])
    degree = plan.founder_alleles
    classes, adjusted = part.classes[0, 0], part.adjusted[0, 0]
    p = np.bincount(classes, weights=adjusted, minlength=count).astype(np.float64)
    known, parameters = _draw_known(shape, part, p, theta)
    if known == 0:
        return 0.0, 0, plan
    nodes = float(degree // 2 + 1) ** max(int((p > 0).sum()) - 1, 0)
    inbred = any(row[0] == Factor.INBRED for row in build_graph(shape).factors)
    partitions = float("inf") if inbred else _bell(degree)
    # A partition needs a plan of its own, which costs about as much as 1e6 multiply-adds, a node about 2e3.
    by_nodes, by_partitions = nodes * max(operations, 2e3), partitions * max(operations, 1e6)
    rare = degree > 0 and bool((parameters[p > 0] < _SMALL_PARAMETER).any())
    copying = partitions <= MAX_PARTITIONS and (
        by_partitions < by_nodes or (rare and by_partitions <= 10 * max_operations)
    )
    if not copying and by_nodes > max_operations:
        raise TooLarge(
            f"theta on this pedigree needs {by_nodes:.1e} multiply-adds a marker (limit {max_operations:.0e}): "
            f"{degree} unknown founder alleles, {count} allele classes, elimination width {plan.width}. It becomes "
            f"feasible with fewer untyped founders or a mutation model whose unseen alleles can be lumped"
        )
    if copying:
        value, power = _over_partitions(
            shape, _with_frequencies(part, parameters / parameters.sum()), parameters, degree
        )
    else:
        value, power = _over_nodes(plan, part, parameters, degree)
    return known * value, power, plan


def _draw_known(shape: Shape, part: Instances, p: FloatArray, theta: float) -> tuple[float, FloatArray]:
    """Probability of the known founder alleles and the Dirichlet parameters (classes,) that they leave."""
    parameters = p * ((1 - theta) / theta)
    total = (1 - theta) / theta
    probability = 1.0
    for member, which in graph_without_fixed_founders(shape)[1]:
        a = int(part.classes[0, 0, part.genotypes[0, 0, member, which]])
        probability *= float(parameters[a]) / total
        parameters[a] += 1.0
        total += 1.0
    return probability, parameters


def _with_frequencies(part: Instances, q: FloatArray) -> Instances:
    """The same locus with other class frequencies; q is (classes,) or (n, classes) for n copies."""
    classes, adjusted = part.classes[0, 0], part.adjusted[0, 0]
    p = np.bincount(classes, weights=adjusted, minlength=q.shape[-1])
    share = np.divide(adjusted, p[classes], out=np.zeros_like(adjusted), where=p[classes] > 0)
    q = np.atleast_2d(q)
    return replace(
        part.take(np.zeros(len(q), dtype=np.int64)), adjusted=np.ascontiguousarray((q[:, classes] * share)[:, None])
    )


def _over_nodes(plan: Plan, part: Instances, parameters: FloatArray, degree: int) -> tuple[float, int]:
    """Mean of the likelihood over the Dirichlet law of the frequencies, by exact quadrature."""
    values: list[FloatArray] = []
    powers: list[npt.NDArray[np.int64]] = []
    for frequencies, weights in dirichlet_nodes(parameters, degree // 2 + 1):
        out, power = run_plan(plan, _with_frequencies(part, frequencies))
        values.append(out[:, 0] * weights)
        powers.append(power)
    return _scaled_sum(np.concatenate(values), np.concatenate(powers))


def _over_partitions(shape: Shape, part: Instances, parameters: FloatArray, degree: int) -> tuple[float, int]:
    """The same mean as a sum over which founder alleles are copies of one another."""
    theta = 1.0 / (1.0 + float(parameters.sum()))
    values, powers = [], []
    for blocks in set_partitions(degree):
        out, power = run_plan(plan_of_copies(shape, blocks, int(part.class_count[0, 0])), part)
        values.append(out[0, 0] * _urn_probability(blocks, theta))
        powers.append(power[0])
    return _scaled_sum(np.array(values), np.array(powers))


def _scaled_sum(values: FloatArray, powers: npt.NDArray[np.int64]) -> tuple[float, int]:
    live = values > 0
    if not live.any():
        return 0.0, 0
    top = int(powers[live].max())
    return float(np.ldexp(values[live], powers[live] - top).sum()), top


def _urn_probability(blocks: Sequence[int], theta: float) -> float:
    """P(the alleles are copied as `blocks` says); blocks[i] numbers the class of allele i."""
    probability = 1.0
    sizes: list[int] = []
    for drawn, block in enumerate(blocks):
        if drawn == 0:
            sizes.append(1)
            continue
        below = 1 + (drawn - 1) * theta
        if block == len(sizes):
            probability *= (1 - theta) / below
            sizes.append(1)
        else:
            probability *= sizes[block] * theta / below
            sizes[block] += 1
    return probability


def set_partitions(n: int) -> Iterator[tuple[int, ...]]:
    """All partitions of n things, as block numbers in order of first appearance."""

    def extend(prefix: tuple[int, ...], used: int) -> Iterator[tuple[int, ...]]:
        if len(prefix) == n:
            yield prefix
            return
        for block in range(used + 1):
            yield from extend((*prefix, block), max(used, block + 1))

    return extend((), 0)


def _bell(n: int) -> float:
    row = [1.0]
    for _ in range(n):
        following = [row[-1]]
        for value in row:
            following.append(following[-1] + value)
        row = following
    return row[0]


@lru_cache(maxsize=256)
def beta_nodes(a: float, b: float, n: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Gauss nodes and weights on [0, 1] for the Beta(a, b) law, exact up to degree 2n - 1.

    Golub and Welsch 1969: eigenvalues of the Jacobi matrix of the shifted Jacobi polynomials.
    """
    alpha, beta = b - 1.0, a - 1.0
    diagonal = np.empty(n)
    diagonal[0] = (beta - alpha) / (alpha + beta + 2)
    k = np.arange(1, n, dtype=np.float64)
    total = 2 * k + alpha + beta
    diagonal[1:] = (beta * beta - alpha * alpha) / (total * (total + 2))
    if n == 1:
        return (float((diagonal[0] + 1) / 2),), (1.0,)
    off = np.empty(n - 1)
    off[0] = 4 * a * b / ((a + b) ** 2 * (a + b + 1))
    k, total = k[1:], total[1:]
    off[1:] = 4 * k * (k + alpha) * (k + beta) * (k + alpha + beta) / (total**2 * (total**2 - 1))
    values, vectors = eigh_tridiagonal(diagonal, np.sqrt(off))
    weights = vectors[0] ** 2
    return tuple(((values + 1) / 2).tolist()), tuple((weights / weights.sum()).tolist())


def dirichlet_nodes(parameters: FloatArray, n: int) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Frequencies (N, k) and weights (N,), in pieces, whose weighted mean is exact for polynomials of degree 2n - 1.

    Classes without mass stay at 0. Stick-breaking: each class takes a Beta share of what is left.
    """
    present = [int(i) for i in np.flatnonzero(parameters > 0)]
    after = np.cumsum(parameters[present][::-1])[::-1]
    shares = [
        tuple(np.array(part) for part in beta_nodes(float(parameters[i]), float(after[j + 1]), n))
        for j, i in enumerate(present[:-1])
    ]
    count = n ** len(shares)
    for start in range(0, count, _CHUNK):
        number = np.arange(start, min(start + _CHUNK, count))
        frequencies = np.zeros((len(number), len(parameters)))
        weights, left = np.ones(len(number)), np.ones(len(number))
        for i, (x, w) in zip(present, shares, strict=False):
            number, digit = np.divmod(number, n)
            frequencies[:, i] = left * x[digit]
            left = left * (1 - x[digit])
            weights = weights * w[digit]
        frequencies[:, present[-1]] = left
        yield frequencies, weights
