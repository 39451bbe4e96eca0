"""From the profiles of a case to the choices of its families, with what is wrong in the data as problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders, likelihoods
from repatria.genetics.markers import Marker
from repatria.identification.choices import FamilyChoices
from repatria.identification.family_likelihoods import MOST_CHOICES, FamilyData, family_choices, log_alone
from repatria.problems import Problem


@dataclass(frozen=True, slots=True)
class CaseChoices:
    """The choices of each family that could be used, and ln P(all profiles | nobody is identified) of what was used."""

    families: list[FamilyChoices]
    log_nobody: float
    problems: list[Problem]


def case_choices(
    remains: GenotypeArray,
    sex: Sequence[int],
    families: Sequence[FamilyData],
    markers: Sequence[Marker],
    *,
    remains_names: Sequence[str],
    family_names: Sequence[str],
    source: str,
    untyped_founders: UntypedFounders = "keep",
    most: int = MOST_CHOICES,
) -> CaseChoices:
    """Choices of all families of a case.

    remains: (remains, markers, 2) int16; sex: of each remains, see ``genetics.pedigree``. A profile that is impossible
    in the population and a family whose relatives contradict each other become problems; the rest goes on.
    Raises TooLarge, naming the family, when there are more than ``most`` ways to place remains in one.
    """
    problems: list[Problem] = []
    alone = np.empty(len(remains))
    for number, name in enumerate(remains_names):
        try:
            alone[number] = log_alone(remains[number : number + 1], sex[number : number + 1], markers)[0]
        except InvalidInput as error:
            alone[number] = -np.inf
            problems.append(Problem(source, f"sample {name}", f"{error}; the sample is matched with nobody"))
            continue
        if alone[number] == -np.inf:
            message = "the profile has an allele of frequency 0; the sample is matched with nobody"
            problems.append(Problem(source, f"sample {name}", message))
    log_nobody = float(alone[alone > -np.inf].sum())
    found = []
    for family, name in zip(families, family_names, strict=True):
        try:
            own = likelihoods(family.pedigree, family.genotypes, markers, untyped_founders=untyped_founders)
            choices = family_choices(family, remains, alone, markers, untyped_founders=untyped_founders, most=most)
        except InvalidInput as error:
            message = f"{error}; none of its missing persons is matched"
            problems.append(Problem(source, f"family {name}", message))
            continue
        except TooLarge as error:
            raise TooLarge(f"family {name}: {error}") from error
        log_nobody += float(own.log.sum())
        found.append(choices)
    return CaseChoices(found, log_nobody, problems)
