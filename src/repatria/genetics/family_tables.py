"""Family tables: for one missing member, log10 P(genotype | typed relatives) / P(genotype) for every genotype."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.elimination import MAX_OPERATIONS, NOMINAL_SIZES, plan_for
from repatria.genetics.factor_graph import shape_of
from repatria.genetics.family_table_kernels import expand_tables
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import (
    Instances,
    UntypedFounders,
    check_inputs,
    make_instances,
    pack_markers,
    run_plan,
)
from repatria.genetics.markers import Chromosome, FloatArray, Marker, genotype_count
from repatria.genetics.observations import Observations, observation_table
from repatria.genetics.pedigree import MALE, Pedigree


@dataclass(frozen=True, eq=False)
class FamilyTable:
    """What one family says about one missing member.

    log10: per marker (k(k+1)/2,) float64: log10 P(genotype | relatives) / P(genotype), genotype i >= j at
    i(i+1)/2 + j; -inf where the relatives exclude it, nan where the family itself is impossible or the genotype has
    no frequency. At an X marker a male's table holds his allele a at genotype (a, a).
    family_log: (markers,) natural log P(typed relatives), -inf where they contradict each other.
    sex: of the missing member; untyped_founders: the convention used.
    """

    markers: tuple[Marker, ...]
    log10: tuple[FloatArray, ...]
    family_log: FloatArray
    sex: int
    untyped_founders: UntypedFounders

    def probabilities(self, marker: int) -> tuple[FloatArray, FloatArray]:
        """P(genotype | relatives) and P(genotype) at one marker, each (k(k+1)/2,) and summing to 1."""
        prior = genotype_prior(self.markers[marker], hemizygous=self.hemizygous(marker))
        given = np.where(prior > 0, np.power(10.0, self.log10[marker]), 0.0) * prior
        return given / given.sum(), prior

    def hemizygous(self, marker: int) -> bool:
        """True when the missing member has one allele at this marker."""
        return self.markers[marker].chromosome == "X" and self.sex == MALE

    def log10_lr(self, genotypes: npt.NDArray[np.int16], observations: Observations | None = None) -> FloatArray:
        """log10 LR of samples being the missing member against unrelated, (samples, markers); 0 where not typed.

        genotypes: (samples, markers, 2). observations: drop-out and drop-in per (sample, marker).
        """
        result = np.zeros(genotypes.shape[:2])
        for m, marker in enumerate(self.markers):
            pairs = genotypes[:, m].astype(np.int64)
            simple = (pairs >= 0).all(axis=1)
            if marker.silent is not None:
                simple &= pairs[:, 0] != pairs[:, 1]
            if observations is not None:
                simple &= (observations.dropout[:, m] == 0) & (observations.dropin[:, m] == 0)
            high, low = pairs.max(axis=1), pairs.min(axis=1)
            result[simple, m] = self.log10[m][(high * (high + 1) // 2 + low)[simple]]
            for s in np.flatnonzero(~simple & (high >= 0)).tolist():
                result[s, m] = self.observation_log10(
                    m,
                    (int(pairs[s, 0]), int(pairs[s, 1])),
                    dropout=float(observations.dropout[s, m]) if observations else 0.0,
                    dropin=float(observations.dropin[s, m]) if observations else 0.0,
                )
        return result

    def observation_log10(
        self, marker: int, called: tuple[int, int], *, dropout: float = 0.0, dropin: float = 0.0
    ) -> float:
        """log10 LR of any observation (partial, drop-out, silent): a linear map of the table, see `observations`."""
        weights = genotype_weights(
            self.markers[marker], called, dropout=dropout, dropin=dropin, hemizygous=self.hemizygous(marker)
        )
        if np.isnan(self.family_log[marker]) or self.family_log[marker] == -np.inf:
            return float("nan")
        given, prior = self.probabilities(marker)
        top, bottom = float(weights @ given), float(weights @ prior)
        if bottom <= 0:
            return float("nan")
        return float(np.log10(top / bottom)) if top > 0 else float("-inf")

    def partial_log10(self, marker: int) -> FloatArray:
        """log10 LR of each one-allele call [a, null] at a marker, (k,)."""
        return np.array([self.observation_log10(marker, (a, -1)) for a in range(self.markers[marker].size)])


def genotype_prior(marker: Marker, *, hemizygous: bool = False) -> FloatArray:
    """Hardy-Weinberg probabilities (k(k+1)/2,), normalised; of one allele, at (a, a), when hemizygous."""
    high, low = np.tril_indices(marker.size)
    p = marker.frequencies / marker.frequencies.sum()
    prior: FloatArray = np.where(high == low, 1.0, 2.0) * p[high] * p[low]
    return np.where(high == low, p[high], 0.0) if hemizygous else prior


def genotype_weights(
    marker: Marker, called: tuple[int, int], *, dropout: float = 0.0, dropin: float = 0.0, hemizygous: bool = False
) -> FloatArray:
    """P(call | genotype) for every unordered genotype, (k(k+1)/2,)."""
    table, _ = observation_table(marker, called, dropout=dropout, dropin=dropin, hemizygous=hemizygous)
    high, low = np.tril_indices(marker.size)
    if hemizygous:
        return np.where(high == low, table[high, low], 0.0)
    weights: FloatArray = table[high, low]
    return weights


def family_tables(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    missing_index: int,
    markers: Sequence[Marker],
    *,
    untyped_founders: UntypedFounders = "keep",
    observations: Observations | None = None,
    max_operations: float = MAX_OPERATIONS,
) -> FamilyTable:
    """The table of one missing member; genotypes (members, markers, 2), the missing member's are not used.

    Raises TooLarge when exact work would exceed max_operations a marker.
    """
    check_inputs(pedigree, genotypes, markers, untyped_founders, 0.0)
    log10, family_log = family_table_batch(
        pedigree,
        genotypes[None],
        missing_index,
        markers,
        untyped_founders=untyped_founders,
        observations=observations,
        max_operations=max_operations,
    )
    return FamilyTable(
        tuple(markers),
        tuple(log10[0, m, : genotype_count(marker.size)] for m, marker in enumerate(markers)),
        family_log[0],
        int(pedigree.sex[missing_index]),
        untyped_founders,
    )


def family_table_batch(
    pedigree: Pedigree,
    genotypes: npt.NDArray[np.int16],
    missing_index: int,
    markers: Sequence[Marker],
    *,
    untyped_founders: UntypedFounders = "keep",
    observations: Observations | None = None,
    max_operations: float = MAX_OPERATIONS,
) -> tuple[FloatArray, FloatArray]:
    """Tables of many families with one pedigree: log10 (families, markers, G) and family_log (families, markers).

    genotypes: (families, members, markers, 2). G is the genotype count of the marker with most alleles; rows of
    smaller markers end in nan. Families of one typing pattern are computed by one plan.
    """
    families, members, count = genotypes.shape[:3]
    if members != len(pedigree) or count != len(markers):
        raise InvalidInput(f"genotypes of {members} members and {count} markers do not fit the pedigree and markers")
    if not 0 <= missing_index < members:
        raise InvalidInput(f"there is no member number {missing_index}")
    arranged = np.ascontiguousarray(genotypes.transpose(0, 2, 1, 3).reshape(families * count, 1, members, 2))
    arranged[:, :, missing_index] = -1
    instances = make_instances(
        pedigree,
        arranged,
        markers,
        pack_markers(markers),
        marker_row=np.tile(np.arange(count, dtype=np.int64), families)[:, None],
        observations=observations,
        for_table=True,
    )
    widest = genotype_count(int(instances.arrays.allele_count.max(initial=1)))
    log10 = np.full((families * count, widest), np.nan)
    family_log = np.full(families * count, -np.inf)
    for rows, codes, chromosome in group_instances(instances, markers):
        shape = shape_of(
            pedigree,
            [codes.tolist()],
            open_members=[missing_index],
            prune=untyped_founders == "prune",
            chromosome=chromosome,
        )
        part = instances.take(rows)
        plan = plan_for(shape, [int(part.class_count.max())], max_operations=max_operations)
        joint, exponent = run_plan(plan, part)
        table, base = np.full((len(rows), widest), np.nan), np.empty(len(rows))
        expand_tables(
            joint,
            exponent,
            part.classes[:, 0],
            part.class_count[:, 0],
            part.adjusted[:, 0],
            part.arrays.allele_count[part.marker_row[:, 0]],
            len(plan.open_variables) == 1,
            table,
            base,
        )
        log10[rows], family_log[rows] = table, base
    return log10.reshape(families, count, widest), family_log.reshape(families, count)


def group_instances(
    instances: Instances, markers: Sequence[Marker]
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int8], Chromosome]]:
    """Instances that one plan serves: rows, their typing pattern (members,) and chromosome."""
    x = np.array([marker.chromosome == "X" for marker in markers], dtype=np.int8)[instances.marker_row[:, 0]]
    bucket = np.searchsorted(np.array(NOMINAL_SIZES), instances.class_count[:, 0]).astype(np.int8)
    # Beyond the largest nominal size every allele count has a plan of its own.
    own = np.where(bucket == len(NOMINAL_SIZES), instances.class_count[:, 0], 0).astype(np.int16)
    key = np.column_stack([instances.codes[:, 0], x, bucket, own.view(np.int8).reshape(-1, 2)])
    packed = np.ascontiguousarray(key).view(np.dtype((np.void, key.shape[1]))).ravel()
    _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    starts = np.searchsorted(inverse[order], np.arange(len(first) + 1))
    return [
        (order[starts[g] : starts[g + 1]], instances.codes[row, 0], "X" if x[row] else "autosomal")
        for g, row in enumerate(first.tolist())
    ]


def without_mutation(markers: Sequence[Marker]) -> tuple[Marker, ...]:
    """The same markers with alleles passed on unchanged."""
    return tuple(replace(marker, mutation=None) if marker.mutation is not None else marker for marker in markers)
