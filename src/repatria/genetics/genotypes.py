"""Genotypes as arrays: pairs of allele numbers, read from and written to allele names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.markers import Marker
from repatria.genetics.pedigree import MALE

GenotypeArray = npt.NDArray[np.int16]
"""(members, markers, 2) int16 allele indices; (-1, -1) not typed, (a, -1) one allele called.

A male at an X marker carries (a, a)."""

MISSING = -1


def untyped(members: int, markers: int) -> GenotypeArray:
    """An array in which nothing is typed."""
    return np.full((members, markers, 2), MISSING, dtype=np.int16)


def encode_genotype(marker: Marker, pair: Sequence[object], *, sex: int = 0) -> tuple[int, int]:
    """Allele indices of one written genotype, called alleles first.

    ``[a, b]`` both called; ``[a, None]`` one called; ``[None, None]`` not typed. Raises InvalidInput, in words, for
    an allele that the table does not have, for anything that is not two alleles, and for a male with two different
    alleles at an X marker.
    """
    if len(pair) != 2:
        raise InvalidInput(f"a genotype is two alleles, not {len(pair)}")
    called = []
    for allele in pair:
        if allele is None:
            continue
        if not isinstance(allele, (str, int, float)) or isinstance(allele, bool):
            raise InvalidInput("an allele is a name, a number or null")
        name = f"{allele:g}" if isinstance(allele, float) else str(allele).strip()
        index = marker.allele_index(name)
        if index is None:
            raise InvalidInput(f"allele {name} is not in the table of {marker.name}")
        called.append(index)
    if marker.chromosome == "X" and sex == MALE and called:
        if len(set(called)) > 1:
            raise InvalidInput(f"a male has two different alleles at the X marker {marker.name}")
        return called[0], called[0]
    called += [MISSING] * (2 - len(called))
    return called[0], called[1]


def decode_genotype(marker: Marker, pair: Sequence[int]) -> list[str | None]:
    """Allele names of one genotype, None for what was not called."""
    return [marker.alleles[int(i)] if i >= 0 else None for i in pair]
