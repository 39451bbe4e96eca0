"""Linked panels: the likelihood of a pedigree over ordered loci with recombination between them, exactly.

The chain over the loci has the inheritance vectors of the pedigree as states (Lander and Green 1987, Proc. Natl.
Acad. Sci. USA 84:2363). Families of one shape are computed together, and loci at which they show the same genotypes
share one emission.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.descent_emissions import descent_patterns, emissions
from repatria.genetics.inheritance_vectors import MAX_BITS, InheritanceSpace, IntArray, inheritance_spaces
from repatria.genetics.linked_panel_kernels import forward
from repatria.genetics.markers import FloatArray, Marker
from repatria.genetics.panel_calls import NO_ERRORS, TypingErrors, call_table, distinct_calls
from repatria.genetics.pedigree import Pedigree

MapFunction = Literal["haldane", "kosambi"]

# Cells of emissions held at a time, 8 bytes each.
_MAX_CELLS = 2e7


@dataclass(frozen=True, eq=False)
class LinkedPanel:
    """Markers in map order.

    markers: L, all autosomal or all X.
    recombination: (L, 2) float64, mothers' and fathers' recombination fraction between each marker and the one
    before it; 1/2 at the first marker of a chromosome.
    """

    markers: tuple[Marker, ...]
    recombination: FloatArray

    def __post_init__(self) -> None:
        values = np.array(self.recombination, dtype=np.float64)
        object.__setattr__(self, "recombination", values)
        if not self.markers:
            raise InvalidInput("a panel needs at least one marker")
        if values.shape != (len(self.markers), 2):
            raise InvalidInput(f"recombination has shape {values.shape}, not {(len(self.markers), 2)}")
        if not ((values >= 0) & (values <= 0.5)).all():
            where = int(np.argmax(~((values >= 0) & (values <= 0.5)).all(axis=1)))
            raise InvalidInput(
                f"the recombination fraction before {self.markers[where].name} is {values[where].min():g} to "
                f"{values[where].max():g}; it must lie between 0 and 1/2"
            )
        if len({marker.chromosome for marker in self.markers}) > 1:
            raise InvalidInput("a panel is all autosomal or all X: compute the two apart and add the logarithms")
        if any(marker.silent is not None for marker in self.markers):
            raise InvalidInput("a linked panel takes no silent alleles: use a drop-out probability instead")
        values.setflags(write=False)

    def frequencies(self) -> FloatArray:
        """(L, K) allele frequencies that sum to 1, padded with zeros."""
        table = np.zeros((len(self.markers), max(marker.size for marker in self.markers)))
        for row, marker in zip(table, self.markers, strict=True):
            row[: marker.size] = marker.frequencies
        return table

    def matrices(self) -> FloatArray | None:
        """(L, 2, K, K) mutation matrices of mothers and fathers, or None when no marker mutates."""
        if all(marker.mutation is None for marker in self.markers):
            return None
        widest = max(marker.size for marker in self.markers)
        table = np.zeros((len(self.markers), 2, widest, widest))
        for row, marker in zip(table, self.markers, strict=True):
            k = marker.size
            row[:, :k, :k] = np.eye(k) if marker.mutation is None else (marker.mutation.female, marker.mutation.male)
        return table


def recombination_fraction(morgans: FloatArray | float, function: MapFunction = "haldane") -> FloatArray:
    """Recombination fraction of a map distance.

    Haldane 1919 (J. Genet. 8:299): (1 - exp(-2d)) / 2, no interference. Kosambi 1944 (Ann. Eugen. 12:172):
    tanh(2d) / 2.
    """
    distance = np.asarray(morgans, dtype=np.float64)
    if (distance < 0).any() or np.isnan(distance).any():
        raise InvalidInput("a map distance is negative or not a number")
    if function == "haldane":
        return np.asarray(-0.5 * np.expm1(-2.0 * distance), dtype=np.float64)
    if function == "kosambi":
        return np.asarray(0.5 * np.tanh(2.0 * distance), dtype=np.float64)
    raise InvalidInput(f"the map function is haldane or kosambi, not {function!r}")


def mapped_panel(
    markers: Sequence[Marker],
    chromosomes: Sequence[str],
    centimorgans: Sequence[float] | FloatArray,
    *,
    function: MapFunction = "haldane",
    female_to_male: float = 1.0,
) -> LinkedPanel:
    """A panel from map positions (centimorgans, sex-averaged), given in order within each chromosome.

    female_to_male: ratio of the two sexes' map lengths; both stay about the sex average.
    Raises InvalidInput when a chromosome's markers are not together or not in order.
    """
    position = np.asarray(centimorgans, dtype=np.float64)
    if not len(markers) == len(chromosomes) == len(position):
        raise InvalidInput("markers, chromosomes and positions differ in number")
    if not female_to_male > 0:
        raise InvalidInput(f"the ratio of female to male map is {female_to_male:g}; it must be positive")
    seen: set[str] = set()
    table = np.full((len(markers), 2), 0.5)
    share = np.array([2 * female_to_male, 2.0]) / (1 + female_to_male)
    for i, chromosome in enumerate(chromosomes):
        if i == 0 or chromosome != chromosomes[i - 1]:
            if chromosome in seen:
                raise InvalidInput(f"the markers of chromosome {chromosome} do not stand together")
            seen.add(chromosome)
        elif not position[i] >= position[i - 1]:
            raise InvalidInput(f"marker {markers[i].name} is out of order on chromosome {chromosome}")
        else:
            table[i] = recombination_fraction(share * (position[i] - position[i - 1]) / 100.0, function)
    return LinkedPanel(tuple(markers), table)


def panel_log_likelihood(
    panel: LinkedPanel,
    pedigree: Pedigree,
    genotypes: npt.NDArray[np.int16],
    *,
    errors: TypingErrors | Sequence[TypingErrors] = NO_ERRORS,
    max_bits: int = MAX_BITS,
    threads: int | None = None,
) -> FloatArray:
    """Natural log P(genotypes | pedigree) of families that share the pedigree, (families,); -inf if impossible.

    genotypes: (families, members, L, 2) int16 in map order; errors: for everyone, or one for each member.
    Raises TooLarge when the pedigree needs more than max_bits inheritance bits.
    """
    genotypes = np.asarray(genotypes)
    families, members, loci = genotypes.shape[:3]
    if members != len(pedigree) or loci != len(panel.markers) or genotypes.shape[3:] != (2,):
        raise InvalidInput(f"genotypes {genotypes.shape} do not fit {len(pedigree)} members and {loci} loci")
    trust = [errors] * members if isinstance(errors, TypingErrors) else list(errors)
    if len(trust) != members:
        raise InvalidInput(f"{len(trust)} typing error rates are given for {members} members")
    frequencies = panel.frequencies()
    sizes = np.array([marker.size for marker in panel.markers])
    if np.any(genotypes.max(axis=(0, 1, 3), initial=-1) >= sizes):
        raise InvalidInput("a genotype names an allele that its marker does not have")
    matrices = panel.matrices()
    typed = [i for i in range(members) if genotypes[:, i].size and int(genotypes[:, i].max()) >= 0]
    total = np.zeros(families)
    for space in inheritance_spaces(
        pedigree, typed, chromosome=panel.markers[0].chromosome, mutating=matrices is not None, max_bits=max_bits
    ):
        patterns = descent_patterns(space, mutating=matrices is not None)
        at_once = _families_at_once(len(patterns.networks), families, loci)
        for start in range(0, families, at_once):
            part = genotypes[start : start + at_once]
            rows, locus, calls = distinct_calls(part, space.typed)
            observed = []
            for person, people in enumerate(space.typed):
                table = np.ones(())
                for copy, member in enumerate(people):
                    table = table * call_table(
                        frequencies[locus],
                        calls[person][copy],
                        trust[member],
                        space.persons[person] in space.one_allele,
                    )
                observed.append(table)
            table = emissions(patterns, frequencies[locus], observed, None if matrices is None else matrices[locus])
            total[start : start + at_once] += _chain(space, rows, table, patterns.pattern, panel.recombination, threads)
    return total


def _families_at_once(patterns: int, families: int, loci: int) -> int:
    if patterns * loci > 10 * _MAX_CELLS:
        raise TooLarge(
            f"{patterns} patterns of descent at {loci} loci need {8 * patterns * loci:,} bytes: leave out branches of "
            f"the pedigree, or compute chromosome by chromosome"
        )
    return max(1, min(families, int(10 * _MAX_CELLS // max(patterns * loci, 1))))


def _chain(
    space: InheritanceSpace,
    rows: IntArray,
    table: FloatArray,
    pattern: IntArray,
    recombination: FloatArray,
    threads: int | None,
) -> FloatArray:
    out = np.empty(len(rows))
    workers = min(threads or len(os.sched_getaffinity(0)), len(rows))
    cuts = np.linspace(0, len(rows), workers + 1).astype(int)

    def run(worker: int) -> None:
        part = slice(cuts[worker], cuts[worker + 1])
        forward(
            rows[part], table, pattern, recombination, space.bit_parent, space.flip_mask, space.flip_parent, out[part]
        )

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, range(workers)))
    return out
