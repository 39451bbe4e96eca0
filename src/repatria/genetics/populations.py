"""Reference populations: allele counts with their source, and the named policies that turn counts into frequencies."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput

NIST_1036_SOURCE = (
    "NIST 1036 U.S. population dataset, revised July 2017 (Steffen et al., FSI: Genetics 31, 2017, e36-e40; "
    "Hill et al., FSI: Genetics 7, 2013, e82-e83), public domain"
)
_GROUPS = {
    "african_american": "NIST 1036 African American",
    "asian": "NIST 1036 Asian",
    "caucasian": "NIST 1036 Caucasian",
    "hispanic": "NIST 1036 Hispanic",
}


class FrequencyPolicy(StrEnum):
    """How observed counts become frequencies.

    as_given: count / 2N.
    normalised: as given, divided by their sum (matters for tables published as rounded frequencies).
    minimum_5_2N: as given, but never below 5 / 2N, with 2N the chromosomes typed at the marker (National Research
        Council, The Evaluation of Forensic DNA Evidence, 1996, p. 148). The sum may then exceed 1.
    minimum_5_2N_normalised: the same, divided by the sum, for models in which the alleles of a marker must sum to 1.
    """

    AS_GIVEN = "as_given"
    NORMALISED = "normalised"
    MINIMUM_5_2N = "minimum_5_2N"
    MINIMUM_5_2N_NORMALISED = "minimum_5_2N_normalised"


class UnseenAllelePolicy(StrEnum):
    """What an allele that was observed in the case but not in the population counts as.

    refuse: it is an error (the caller reports it as a problem).
    minimum_5_2N: it gets the frequency 5 / 2N.
    add_observation: it is taken as one more chromosome typed, so it counts 1 of 2N + 1 and the others c of 2N + 1.
    """

    REFUSE = "refuse"
    MINIMUM_5_2N = "minimum_5_2N"
    ADD_OBSERVATION = "add_observation"


@dataclass(frozen=True, slots=True)
class AlleleCounts:
    """What was observed at one marker: ``alleles[i]`` on ``counts[i]`` of ``chromosomes`` (2N) chromosomes.

    Alleles are in repeat order. An allele that other groups of the same table have, and this one lacks, is left out.
    """

    marker: str
    alleles: tuple[str, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.alleles) != len(self.counts) or len(set(self.alleles)) != len(self.alleles):
            raise InvalidInput(f"{self.marker}: every allele needs exactly one count")
        if not self.counts or min(self.counts) <= 0:
            raise InvalidInput(f"{self.marker}: counts must be positive")

    @property
    def chromosomes(self) -> int:
        """2N, the number of chromosomes typed."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The alleles of one marker and the frequencies that the named policies gave (``values``: float64, shape (A,))."""

    marker: str
    alleles: tuple[str, ...]
    values: NDArray[np.float64]
    policy: FrequencyPolicy
    unseen: UnseenAllelePolicy
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Population:
    """A reference population: its name, where the counts come from, and the counts of each marker."""

    name: str
    source: str
    markers: Mapping[str, AlleleCounts]

    def frequencies(
        self,
        marker: str,
        *,
        policy: FrequencyPolicy = FrequencyPolicy.AS_GIVEN,
        unseen: UnseenAllelePolicy = UnseenAllelePolicy.REFUSE,
        observed: tuple[str, ...] = (),
    ) -> Frequencies:
        """Frequencies of one marker, covering the alleles of the population and every allele in ``observed``.

        Alleles added by ``unseen`` stand at the end, in the order in which ``observed`` first names them.
        Raises InvalidInput for a marker that the population lacks, and for an unseen allele under ``refuse``.
        """
        if marker not in self.markers:
            raise InvalidInput(f"{self.name} has no marker {marker}")
        table = self.markers[marker]
        added = tuple(dict.fromkeys(allele for allele in observed if allele not in table.alleles))
        counts = np.array(table.counts, dtype=np.float64)
        chromosomes = float(table.chromosomes)
        if added and unseen is UnseenAllelePolicy.REFUSE:
            raise InvalidInput(
                f"{self.name}, {marker}: allele {added[0]} was never seen and unseen alleles are refused"
            )
        if unseen is UnseenAllelePolicy.ADD_OBSERVATION:
            counts = np.append(counts, np.ones(len(added)))
            chromosomes += len(added)
            values = counts / chromosomes
        else:
            values = np.append(counts / chromosomes, np.full(len(added), 5.0 / chromosomes))
        if policy in (FrequencyPolicy.MINIMUM_5_2N, FrequencyPolicy.MINIMUM_5_2N_NORMALISED):
            values = np.maximum(values, 5.0 / chromosomes)
        if policy in (FrequencyPolicy.NORMALISED, FrequencyPolicy.MINIMUM_5_2N_NORMALISED):
            values = values / values.sum()
        return Frequencies(marker, table.alleles + added, values, policy, unseen, added)


@cache
def nist_1036() -> Mapping[str, Population]:
    """The four groups of the NIST 1036 table by name: 29 autosomal STR markers, counts of alleles."""
    text = files("repatria.genetics.reference").joinpath("nist_1036.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    populations = {}
    for column, name in _GROUPS.items():
        observed: dict[str, list[tuple[str, int]]] = {}
        for row in rows:
            if int(row[column]):
                observed.setdefault(row["marker"], []).append((row["allele"], int(row[column])))
        markers = {
            marker: AlleleCounts(marker, tuple(a for a, _ in cells), tuple(c for _, c in cells))
            for marker, cells in observed.items()
        }
        populations[name] = Population(name, NIST_1036_SOURCE, MappingProxyType(markers))
    return MappingProxyType(populations)
