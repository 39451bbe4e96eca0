"""Markers: a locus with its alleles, their frequencies and, where wanted, how they mutate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput

FloatArray = npt.NDArray[np.float64]
Chromosome = Literal["autosomal", "X"]

# Published tables carry rounding: the shared NIST and Norwegian tables miss 1 by up to 2e-10, hand-typed ones by 1e-4.
FREQUENCY_SUM_TOLERANCE = 1e-3
ROW_SUM_TOLERANCE = 1e-6
MOST_ALLELES = 500
"""Well above the longest published tables (SE33); a table of genotypes grows with the square."""

_SYNONYMS = {
    "AMELOGENIN": "AMEL",
    "CSF": "CSF1PO",
    "FIBRA": "FGA",
    "THO1": "TH01",
    "VWF": "VWA",
    "VWF31": "VWA",
    "ACTBP2": "SE33",
}


def marker_key(name: str) -> str:
    """The one spelling under which a marker is looked up: ``Penta_E``, ``PENTA E`` and ``pentae`` are the same.

    Upper case, letters and digits only, the prefix HUM dropped, a few old synonyms replaced (THO1, vWF, FIBRA...).
    """
    key = re.sub(r"[^0-9A-Z]", "", name.upper())
    if key.startswith("HUM") and len(key) > 5:
        key = key[3:]
    return _SYNONYMS.get(key, key)


def check_allele_count(count: int) -> None:
    """Raise InvalidInput when a marker has more alleles than can be compared."""
    if count > MOST_ALLELES:
        raise InvalidInput(f"a marker with {count:,} alleles cannot be compared: at most {MOST_ALLELES} are")


@dataclass(frozen=True, slots=True)
class MutationParameters:
    """What a mutation matrix was made from; for information, the matrix is what is used."""

    model: str
    rate: float | None = None
    rate2: float | None = None
    range: float | None = None


CUSTOM = MutationParameters("custom")


@dataclass(frozen=True, eq=False)
class MutationModel:
    """Transmission matrices of mothers and fathers.

    female, male: (k, k) float64; ``[i, j]`` = P(the parent's allele i is passed on as allele j); rows sum to 1.
    female_parameters, male_parameters: the model's name and its parameters.
    """

    female: FloatArray
    male: FloatArray
    female_parameters: MutationParameters = CUSTOM
    male_parameters: MutationParameters = CUSTOM

    def __post_init__(self) -> None:
        for sex in ("female", "male"):
            matrix = np.array(getattr(self, sex), dtype=np.float64)
            object.__setattr__(self, sex, matrix)
            if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
                raise InvalidInput(f"the {sex} mutation matrix is not square")
            if not np.isfinite(matrix).all() or (matrix < 0).any():
                raise InvalidInput(f"the {sex} mutation matrix has an entry that is not a probability")
            off = np.abs(matrix.sum(axis=1) - 1.0)
            if (off > ROW_SUM_TOLERANCE).any():
                row = int(off.argmax())
                raise InvalidInput(
                    f"row {row + 1} of the {sex} mutation matrix sums to {matrix[row].sum():.9g}, not to 1"
                )
            matrix.setflags(write=False)
        if self.female.shape != self.male.shape:
            raise InvalidInput("the female and the male mutation matrix differ in size")


@dataclass(frozen=True, eq=False)
class Marker:
    """One locus.

    name: as its source spells it; compare markers by ``key``.
    alleles: k names in model order.
    frequencies: (k,) float64, population frequencies as published (their sum may miss 1 by rounding).
    chromosome: "autosomal" or "X".
    mutation: None when alleles are passed on unchanged.
    silent: index of the allele that shows no peak (a null allele), or None.
    """

    name: str
    alleles: tuple[str, ...]
    frequencies: FloatArray
    chromosome: Chromosome = "autosomal"
    mutation: MutationModel | None = None
    silent: int | None = None
    _index: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        alleles = tuple(str(allele) for allele in self.alleles)
        frequencies = np.array(self.frequencies, dtype=np.float64)
        object.__setattr__(self, "alleles", alleles)
        object.__setattr__(self, "frequencies", frequencies)
        object.__setattr__(self, "_index", {allele: i for i, allele in enumerate(alleles)})
        if not alleles:
            raise InvalidInput(f"marker {self.name} has no alleles")
        if len(self._index) != len(alleles):
            twice = next(allele for allele in alleles if alleles.count(allele) > 1)
            raise InvalidInput(f"marker {self.name} lists allele {twice} twice")
        if frequencies.shape != (len(alleles),):
            raise InvalidInput(f"marker {self.name} has {len(alleles)} alleles but {frequencies.size} frequencies")
        if not np.isfinite(frequencies).all() or (frequencies < 0).any():
            worst = alleles[int(np.argmin(np.where(np.isfinite(frequencies), frequencies, -np.inf)))]
            raise InvalidInput(f"marker {self.name}: the frequency of allele {worst} is negative or not a number")
        if abs(frequencies.sum() - 1.0) > FREQUENCY_SUM_TOLERANCE:
            raise InvalidInput(f"marker {self.name}: the frequencies sum to {frequencies.sum():.6g}, not to 1")
        if self.chromosome not in ("autosomal", "X"):
            raise InvalidInput(f"marker {self.name}: chromosome {self.chromosome!r} is neither autosomal nor X")
        if self.mutation is not None and self.mutation.female.shape[0] != len(alleles):
            raise InvalidInput(
                f"marker {self.name}: the mutation matrix is for {self.mutation.female.shape[0]} alleles, "
                f"not {len(alleles)}"
            )
        if self.silent is not None and not 0 <= self.silent < len(alleles):
            raise InvalidInput(f"marker {self.name}: there is no allele number {self.silent} to be silent")
        frequencies.setflags(write=False)

    @property
    def key(self) -> str:
        """The spelling-independent name; see `marker_key`."""
        return marker_key(self.name)

    @property
    def size(self) -> int:
        """Number of alleles k."""
        return len(self.alleles)

    def allele_index(self, allele: str) -> int | None:
        """Position of an allele, or None when the table does not have it; ``9.0`` finds ``9``."""
        found = self._index.get(allele)
        if found is None and allele.endswith(".0"):
            found = self._index.get(allele[:-2])
        return found


def markers_by_key(markers: Sequence[Marker]) -> dict[str, int]:
    """Position of each marker under its spelling-independent name."""
    return {marker.key: i for i, marker in enumerate(markers)}


def genotype_count(alleles: int) -> int:
    """Number of unordered genotypes of k alleles."""
    return alleles * (alleles + 1) // 2


def genotype_index(first: int, second: int) -> int:
    """Index of an unordered genotype: with i >= j it is i(i+1)/2 + j."""
    high, low = (first, second) if first >= second else (second, first)
    return high * (high + 1) // 2 + low
