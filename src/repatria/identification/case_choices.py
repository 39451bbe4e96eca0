"""From the profiles of a case to the choices of its families, with what is wrong in the data as problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders, likelihoods
from repatria.genetics.markers import Marker
from repatria.identification.choices import FamilyChoices, Floats
from repatria.identification.family_likelihoods import MOST_CHOICES, FamilyData, family_choices, log_alone
from repatria.identification.reassociation import Block, anonymous_families, blocks, consensus, spread
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
    reassociate: bool = False,
) -> CaseChoices:
    """Choices of all families of a case.

    remains: (remains, markers, 2) int16; sex: of each remains, see ``genetics.pedigree``. A profile that is impossible
    in the population and a family whose relatives contradict each other become problems; the rest goes on.
    With ``reassociate`` several remains may be of one person: profiles are taken as free of error, so that those of one
    person agree wherever both are typed, and the person has all of them.
    Raises TooLarge, naming the family, when there are more than ``most`` ways to place remains in one.
    """
    problems: list[Problem] = []
    alone = _alone(remains, sex, markers, remains_names, source, problems)
    log_nobody = float(alone[alone > -np.inf].sum())
    sets: list[Block] = []
    if reassociate:
        sets, remains, person = _persons(remains, sex, alone, markers)
        together = np.array([alone[list(block)].sum() for block in sets])
        families = [
            replace(family, allowed=np.array([family.allowed[list(block)].all(axis=0) for block in sets]))
            for family in families
        ]
        alone = together
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
    if reassociate:
        log_same = dict(zip(sets, (person - alone).tolist(), strict=True))
        found = spread(found, sets) + anonymous_families(sets, log_same.__getitem__)
    return CaseChoices(found, log_nobody, problems)


def _alone(
    remains: GenotypeArray,
    sex: Sequence[int],
    markers: Sequence[Marker],
    names: Sequence[str],
    source: str,
    problems: list[Problem],
) -> Floats:
    """ln P(profile) of each remains, all at once unless one cannot be worked out; -inf and a problem for such."""
    alone = np.full(len(remains), -np.inf)
    unclear = set()
    try:
        alone = log_alone(remains, sex, markers)
    except InvalidInput:
        for number, name in enumerate(names):
            try:
                alone[number] = log_alone(remains[number : number + 1], sex[number : number + 1], markers)[0]
            except InvalidInput as error:
                unclear.add(number)
                problems.append(Problem(source, f"sample {name}", f"{error}; the sample is matched with nobody"))
    for number, name in enumerate(names):
        if alone[number] == -np.inf and number not in unclear:
            message = "the profile has an allele of frequency 0; the sample is matched with nobody"
            problems.append(Problem(source, f"sample {name}", message))
    return alone


def _persons(
    remains: GenotypeArray, sex: Sequence[int], alone: Floats, markers: Sequence[Marker]
) -> tuple[list[Block], GenotypeArray, Floats]:
    """The sets of remains that may be one person, the profile of each, and ln P(profile)."""
    count = len(remains)
    may = np.full((count, count), -np.inf)
    for one in range(count):
        for other in range(one + 1):
            agree = sex[one] == sex[other] and consensus(remains, (other, one)) is not None
            if one == other or (agree and alone[one] > -np.inf and alone[other] > -np.inf):
                may[one, other] = may[other, one] = 0.0
    sets, profiles = [], []
    for block in blocks(may):
        profile = consensus(remains, block)
        if profile is not None:
            sets.append(block)
            profiles.append(profile)
    genotypes = np.array(profiles, dtype=np.int16).reshape(len(sets), len(markers), 2)
    return sets, genotypes, _log_alone_or_impossible(genotypes, [sex[block[0]] for block in sets], alone, sets, markers)


def _log_alone_or_impossible(
    genotypes: GenotypeArray, sex: Sequence[int], alone: Floats, sets: Sequence[Block], markers: Sequence[Marker]
) -> Floats:
    """ln P(profile), -inf for what was impossible in the remains already."""
    possible = np.array([bool((alone[list(block)] > -np.inf).all()) for block in sets], dtype=bool)
    result = np.full(len(sets), -np.inf)
    result[possible] = log_alone(
        genotypes[possible], [one for one, good in zip(sex, possible, strict=True) if good], markers
    )
    return result
