"""Exact pedigree likelihoods, locus by locus: P(genotypes | pedigree) by eliminating what was not typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.allele_class_kernels import prepare
from repatria.genetics.elimination import MAX_OPERATIONS, Plan, nominal_size, plan_for
from repatria.genetics.elimination_kernels import evaluate
from repatria.genetics.factor_graph import Observed, Shape, shape_of
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.markers import FloatArray, Marker
from repatria.genetics.observations import Observations, observation_table, observed_codes
from repatria.genetics.pedigree import MALE, Pedigree

UntypedFounders = Literal["keep", "prune"]


@dataclass(frozen=True, eq=False)
class Likelihoods:
    """Likelihoods of one pedigree, marker by marker.

    mantissa, exponent: (markers,) value = mantissa * 2 ** exponent (a large family's value may be below the
    smallest float64).
    width: largest number of variables that stood in one table.
    """

    mantissa: FloatArray
    exponent: npt.NDArray[np.int64]
    width: int

    @property
    def values(self) -> FloatArray:
        """(markers,) likelihoods; 0 where they are below the smallest float64."""
        values: FloatArray = np.ldexp(self.mantissa, self.exponent)
        return values

    @property
    def log(self) -> FloatArray:
        """(markers,) natural logarithms; -inf where the family is impossible."""
        with np.errstate(divide="ignore"):
            log: FloatArray = np.log(self.mantissa) + self.exponent * np.log(2.0)
        return log


@dataclass(frozen=True, eq=False)
class Instances:
    """n loci (or pairs of linked loci, L = 2) of families with the same members, ready for the kernel.

    genotypes: (n, L, members, 2) int16; marker_row: (n, L), the marker of each.
    codes: (n, L, members) int8 of `Observed`; weight_row: (n, L, members) rows of weights (rows, K, K).
    classes: (n, L, K), class_count: (n, L), adjusted: (n, L, K) frequencies; see `allele_class_kernels`.
    """

    arrays: MarkerArrays
    genotypes: GenotypeArray
    marker_row: npt.NDArray[np.int64]
    codes: npt.NDArray[np.int8]
    weight_row: npt.NDArray[np.int64]
    weights: FloatArray
    classes: npt.NDArray[np.int64]
    class_count: npt.NDArray[np.int64]
    adjusted: FloatArray

    def take(self, rows: npt.NDArray[np.int64]) -> Instances:
        """Some of the instances."""
        return replace(
            self,
            genotypes=self.genotypes[rows],
            marker_row=self.marker_row[rows],
            codes=self.codes[rows],
            weight_row=self.weight_row[rows],
            classes=self.classes[rows],
            class_count=self.class_count[rows],
            adjusted=self.adjusted[rows],
        )


@dataclass(frozen=True, eq=False)
class MarkerArrays:
    """Markers as padded arrays: frequencies (m, K), matrices (m, 2, K, K) or (1, 0, 0, 0), allele_count (m,).

    proportional: (m,) bool, unseen alleles stay in proportion to their frequencies through every meiosis.
    """

    frequencies: FloatArray
    matrices: FloatArray
    allele_count: npt.NDArray[np.int64]
    proportional: npt.NDArray[np.bool_]


def pack_markers(markers: Sequence[Marker]) -> MarkerArrays:
    """Markers side by side, padded to the largest."""
    widest = max((marker.size for marker in markers), default=1)
    frequencies = np.zeros((len(markers), widest))
    mutating = any(marker.mutation is not None for marker in markers)
    matrices = np.zeros((len(markers), 2, widest, widest)) if mutating else np.zeros((1, 0, 0, 0))
    for i, marker in enumerate(markers):
        k = marker.size
        frequencies[i, :k] = marker.frequencies
        if mutating:
            model = marker.mutation
            matrices[i, 0, :k, :k] = np.eye(k) if model is None else model.female
            matrices[i, 1, :k, :k] = np.eye(k) if model is None else model.male
    counts = np.array([marker.size for marker in markers], dtype=np.int64)
    proportional = np.array([_is_proportional(marker) for marker in markers], dtype=bool)
    return MarkerArrays(frequencies, matrices, counts, proportional)


def _is_proportional(marker: Marker) -> bool:
    """True when M[i, j] = c p_j for every i != j, with one c a sex (or there is no mutation)."""
    if marker.mutation is None:
        return True
    p = marker.frequencies
    if marker.size < 2 or (p <= 0).any():
        return False
    for matrix in (marker.mutation.female, marker.mutation.male):
        ratio = (matrix / p[None, :])[~np.eye(marker.size, dtype=bool)]
        if ratio.max() - ratio.min() > 1e-9 * max(ratio.max(), 1e-30):
            return False
    return True


def make_instances(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    arrays: MarkerArrays,
    *,
    marker_row: npt.NDArray[np.int64],
    observations: Observations | None = None,
    lump: bool = True,
    for_table: bool = False,
) -> Instances:
    """Instances of families with the members of one pedigree.

    genotypes: (n, L, members, 2) for the markers marker_row (n, L). Observations are looked up by member and marker.
    lump: treat unseen alleles as one where the mutation model permits; for_table: keep what family tables need.
    """
    n, together = marker_row.shape
    members = len(pedigree)
    widest = arrays.frequencies.shape[1]
    codes = observed_codes(genotypes, markers, marker_row, observations)
    weight_row = np.zeros((n, together, members), dtype=np.int64)
    weights = [np.zeros((widest, widest))]
    told = [np.zeros(widest, dtype=bool)]
    for i, locus, member in np.argwhere(codes == Observed.WEIGHTS).tolist():
        number = int(marker_row[i, locus])
        marker = markers[number]
        table, seen = observation_table(
            marker,
            (int(genotypes[i, locus, member, 0]), int(genotypes[i, locus, member, 1])),
            dropout=float(observations.dropout[member, number]) if observations else 0.0,
            dropin=float(observations.dropin[member, number]) if observations else 0.0,
            hemizygous=marker.chromosome == "X" and pedigree.sex[member] == MALE,
        )
        weight_row[i, locus, member] = len(weights)
        weights.append(np.pad(table, (0, widest - marker.size)))
        told.append(np.pad(seen, (0, widest - marker.size)))
    classes = np.zeros((n, together, widest), dtype=np.int64)
    class_count = np.zeros((n, together), dtype=np.int64)
    adjusted = np.zeros((n, together, widest))
    prepare(
        genotypes,
        codes,
        weight_row,
        np.array(told),
        arrays.frequencies,
        arrays.allele_count,
        arrays.matrices,
        arrays.proportional,
        marker_row,
        lump,
        for_table,
        classes,
        class_count,
        adjusted,
    )
    return Instances(
        arrays, genotypes, marker_row, codes, weight_row, np.array(weights), classes, class_count, adjusted
    )  # fmt: skip


def run_plan(plan: Plan, instances: Instances) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Tables over the plan's open variables, (n, cells) in class numbers, and their exponents (n,)."""
    most = [int(x) for x in instances.class_count.max(axis=0)]
    _, cells = plan.work(most)
    size = plan.sizes(most)
    width = 1
    for v in plan.open_variables:
        width *= size[v]
    n = len(instances.marker_row)
    out = np.empty((n, width))
    exponent = np.empty(n, dtype=np.int64)
    evaluate(
        plan.variable_kind,
        plan.variable_member,
        plan.variable_locus,
        plan.factor_kind,
        plan.factor_locus,
        plan.factor_argument,
        plan.factor_value,
        plan.factor_variables,
        plan.step_variable,
        plan.step_only,
        plan.step_constant,
        plan.input_start,
        plan.inputs,
        plan.output_start,
        plan.outputs,
        instances.arrays.matrices,
        instances.arrays.allele_count,
        instances.adjusted,
        instances.marker_row,
        instances.genotypes,
        instances.weight_row,
        instances.weights,
        instances.classes,
        instances.class_count,
        np.empty(int(cells) + 1),
        out,
        exponent,
    )
    return out, exponent


def likelihoods(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    *,
    untyped_founders: UntypedFounders = "keep",
    theta: float = 0.0,
    observations: Observations | None = None,
    max_operations: float = MAX_OPERATIONS,
) -> Likelihoods:
    """P(genotypes | pedigree) for every marker.

    genotypes: (members, markers, 2) int16, see `repatria.genetics.genotypes`.
    untyped_founders: "keep" sums out every founder that was drawn; "prune" first cuts away untyped founders with
    one child, as Familias does when theta is 0; they differ when the mutation model is not stationary.
    theta: coancestry of the founders' alleles (Balding and Nichols 1994, Forensic Sci. Int. 64:125).
    Raises TooLarge when exact work would exceed max_operations a marker.
    """
    check_inputs(pedigree, genotypes, markers, untyped_founders, theta)
    if theta > 0:
        from repatria.genetics.theta import theta_likelihoods

        return theta_likelihoods(
            pedigree,
            genotypes,
            markers,
            theta,
            observations=observations,
            max_operations=max_operations,
        )
    mantissa = np.zeros(len(markers))
    exponent = np.zeros(len(markers), dtype=np.int64)
    width = 0
    instances = make_instances(
        pedigree,
        by_locus(genotypes),
        markers,
        pack_markers(markers),
        marker_row=np.arange(len(markers), dtype=np.int64)[:, None],
        observations=observations,
    )
    groups: dict[tuple[Shape, int], list[int]] = {}
    for i, marker in enumerate(markers):
        shape = shape_of(
            pedigree, instances.codes[i].tolist(), prune=untyped_founders == "prune", chromosome=marker.chromosome
        )
        groups.setdefault((shape, nominal_size(int(instances.class_count[i, 0]))), []).append(i)
    for (shape, _), rows in groups.items():
        part = instances.take(np.array(rows))
        plan = plan_for(shape, [int(part.class_count.max())], max_operations=max_operations)
        out, power = run_plan(plan, part)
        mantissa[rows], exponent[rows] = out[:, 0], power
        width = max(width, plan.width)
    return Likelihoods(mantissa, exponent, width)


def by_locus(genotypes: GenotypeArray) -> GenotypeArray:
    """(members, markers, 2) as (markers, 1, members, 2), one instance a marker."""
    return np.ascontiguousarray(genotypes.transpose(1, 0, 2)[:, None])


def check_inputs(
    pedigree: Pedigree, genotypes: GenotypeArray, markers: Sequence[Marker], untyped_founders: str, theta: float
) -> None:
    """Raise InvalidInput when arrays and names do not fit together."""
    if genotypes.shape != (len(pedigree), len(markers), 2):
        raise InvalidInput(
            f"genotypes have shape {genotypes.shape}; {len(pedigree)} members and {len(markers)} markers need "
            f"{(len(pedigree), len(markers), 2)}"
        )
    if untyped_founders not in ("keep", "prune"):
        raise InvalidInput(f"untyped_founders is keep or prune, not {untyped_founders!r}")
    if not 0 <= theta < 1:
        raise InvalidInput(f"theta is {theta}; it must be at least 0 and below 1")
    for i, marker in enumerate(markers):
        if genotypes[:, i].size and int(genotypes[:, i].max()) >= marker.size:
            raise InvalidInput(f"a genotype of marker {marker.name} names allele number {genotypes[:, i].max()}")
