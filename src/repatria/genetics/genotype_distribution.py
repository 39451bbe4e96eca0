"""P(genotypes of untyped members | their relatives): one member, or several members jointly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from repatria.errors import InvalidInput
from repatria.genetics.elimination import MAX_OPERATIONS, plan_for
from repatria.genetics.factor_graph import shape_of
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders, check_inputs, make_instances, pack_markers, run_plan
from repatria.genetics.markers import FloatArray, Marker, genotype_count
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import MALE, Pedigree


@dataclass(frozen=True, eq=False)
class GenotypeDistribution:
    """P(genotypes of the targets | everyone else) at one marker.

    probabilities: one axis of k(k+1)/2 genotypes (i >= j at i(i+1)/2 + j) a target; sums to 1; all 0 when the
    family is impossible. A male at an X marker has his allele a at genotype (a, a).
    log_likelihood: natural log P(everyone else), -inf when the family is impossible.
    """

    probabilities: FloatArray
    log_likelihood: float


def genotype_distribution(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    marker: int,
    targets: Sequence[int],
    *,
    untyped_founders: UntypedFounders = "keep",
    observations: Observations | None = None,
    max_operations: float = MAX_OPERATIONS,
) -> GenotypeDistribution:
    """The joint distribution of the targets' genotypes at one marker; their own genotypes, if any, are not used.

    genotypes: (members, markers, 2). Raises TooLarge, with the width found.
    """
    check_inputs(pedigree, genotypes, markers, untyped_founders, 0.0)
    if not targets or len(set(targets)) != len(targets) or not all(0 <= t < len(pedigree) for t in targets):
        raise InvalidInput("targets are one or more different members of the pedigree")
    one = markers[marker]
    blank = np.ascontiguousarray(genotypes[None, None, :, marker])
    blank[:, :, list(targets)] = -1
    instances = make_instances(
        pedigree,
        blank,
        markers,
        pack_markers(markers),
        marker_row=np.array([[marker]], dtype=np.int64),
        observations=observations,
        lump=False,
    )
    shape = shape_of(
        pedigree,
        instances.codes[0].tolist(),
        open_members=targets,
        prune=untyped_founders == "prune",
        chromosome=one.chromosome,
    )
    plan = plan_for(shape, [one.size], max_operations=max_operations)
    out, exponent = run_plan(plan, instances)
    cells = out[0, : one.size ** len(plan.open_variables)]
    joint = cells.reshape((one.size,) * len(plan.open_variables))
    # Twins that are both asked for share their variables: open that diagonal into axes of their own.
    axes = [plan.open_variables.index(v) for pair in plan.open_pairs for v in dict.fromkeys(pair)]
    joint = _repeat_axes(joint, axes)
    for position, target in enumerate(targets):
        hemizygous = one.chromosome == "X" and pedigree.sex[target] == MALE
        joint = _fold(joint, position, one.size, hemizygous=hemizygous)
    total = float(joint.sum())
    if total <= 0:
        return GenotypeDistribution(np.zeros(joint.shape), float("-inf"))
    return GenotypeDistribution(joint / total, float(np.log(total) + exponent[0] * np.log(2.0)))


def _repeat_axes(joint: FloatArray, axes: Sequence[int]) -> FloatArray:
    """The array with its axes in this order; an axis named twice becomes a diagonal of two."""
    if joint.ndim == len(axes):
        return joint.transpose(axes)
    result = np.zeros((joint.shape[0],) * len(axes))
    cells = np.indices(joint.shape)
    result[tuple(cells[axis] for axis in axes)] = joint
    return result


def _fold(joint: FloatArray, position: int, k: int, *, hemizygous: bool) -> FloatArray:
    """Replace the allele axes at `position` (two, or one when hemizygous) by one axis of unordered genotypes."""
    high, low = np.tril_indices(k)
    if hemizygous:
        moved = np.moveaxis(joint, position, 0)
        folded = np.zeros((genotype_count(k), *moved.shape[1:]))
        folded[high == low] = moved
    else:
        moved = np.moveaxis(joint, (position, position + 1), (0, 1))
        folded = (
            moved[high, low] + np.where(high == low, 0.0, 1.0).reshape(-1, *[1] * (moved.ndim - 2)) * moved[low, high]
        )
    return np.moveaxis(folded, 0, position)
