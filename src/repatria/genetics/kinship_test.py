"""Family against family: are two remains, or the typed members of two families, related as stated?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.genotypes import untyped
from repatria.genetics.likelihood import UntypedFounders, likelihoods
from repatria.genetics.markers import FloatArray, Marker
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import Pedigree
from repatria.genetics.relationships import JoinedFamilies

LN10 = float(np.log(10.0))


@dataclass(frozen=True, slots=True)
class Typed:
    """One person's result: genotypes (markers, 2) int16, and how far it can be trusted (probabilities a copy)."""

    genotypes: npt.NDArray[np.int16]
    dropout: float = 0.0
    dropin: float = 0.0


@dataclass(frozen=True, eq=False)
class KinshipLR:
    """log10 LR at each marker (markers,): -inf where the stated pedigree is impossible, nan where both are."""

    by_marker: FloatArray

    @property
    def log10_lr(self) -> float:
        """Over all markers; they are taken as unlinked."""
        return float(self.by_marker.sum())

    @property
    def exclusions(self) -> tuple[int, ...]:
        """Markers at which the stated pedigree is impossible."""
        return tuple(np.flatnonzero(np.isneginf(self.by_marker)).tolist())


def pedigree_log10_lr(
    stated: Pedigree,
    alternative: Pedigree,
    typed: Mapping[str, Typed],
    markers: Sequence[Marker],
    *,
    theta: float = 0.0,
    untyped_founders: UntypedFounders = "keep",
) -> KinshipLR:
    """log10 P(genotypes | stated) / P(genotypes | alternative) for persons who stand by id in both pedigrees.

    Any two pedigrees may be compared, connected or not. Raises InvalidInput when a typed person is absent from one.
    """
    values = []
    for pedigree, name in ((stated, "stated"), (alternative, "alternative")):
        absent = [person for person in typed if person not in pedigree.ids]
        if absent:
            raise InvalidInput(f"{absent[0]} is typed but is not in the {name} pedigree")
        genotypes = untyped(len(pedigree), len(markers))
        dropout, dropin = np.zeros(genotypes.shape[:2]), np.zeros(genotypes.shape[:2])
        for person, result in typed.items():
            i = pedigree.index(person)
            genotypes[i], dropout[i], dropin[i] = result.genotypes, result.dropout, result.dropin
        doubtful = Observations(dropout, dropin) if dropout.any() or dropin.any() else None
        values.append(
            likelihoods(
                pedigree,
                genotypes,
                markers,
                theta=theta,
                untyped_founders=untyped_founders,
                observations=doubtful,
            ).log
        )
    with np.errstate(invalid="ignore"):
        return KinshipLR((values[0] - values[1]) / LN10)


def families_log10_lr(
    families: JoinedFamilies,
    one: Mapping[str, Typed],
    two: Mapping[str, Typed],
    markers: Sequence[Marker],
    *,
    theta: float = 0.0,
    untyped_founders: UntypedFounders = "keep",
) -> KinshipLR:
    """log10 LR of two families being related as they were joined against their being unrelated.

    one, two: the typed members of each family by id. With theta the unrelated families still share ancestry in the
    population, so that their alleles are drawn together under both hypotheses.
    """
    typed = {f"1:{name}": result for name, result in one.items()}
    typed |= {f"2:{name}": result for name, result in two.items()}
    return pedigree_log10_lr(
        families.joined, families.apart, typed, markers, theta=theta, untyped_founders=untyped_founders
    )
