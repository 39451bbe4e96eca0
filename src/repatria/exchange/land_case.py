"""Lands a disaster case: its population, its missing and their families, its remains with their profiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from repatria.exchange.dna_case import Case, read_dna_case
from repatria.exchange.familias import read_familias
from repatria.exchange.landing import Landing
from repatria.genetics.genotypes import decode_genotype
from repatria.genetics.markers import Marker
from repatria.genetics.pedigree import SEX_NAMES
from repatria.problems import Problem
from repatria.registry.clerical.read import former_references
from repatria.registry.families.models import Family
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.laboratory.models import Population, Remains
from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
from repatria.registry.ledger.append import Recording
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.registry.roster.verbs import add_person


def land_dna_case(record: Recording, path: Path, source: str, landing: Landing) -> bool:
    """Land a ``dna-case/1`` file."""
    case, problems = read_dna_case(path)
    for problem in problems:
        landing.reject(problem)
    return case is not None and land_case(record, case, path.name, source, landing)


def land_familias(record: Recording, path: Path, source: str, landing: Landing) -> bool:
    """Land a Familias 3 project: its DVI module, or its one pedigree."""
    project, problems = read_familias(path)
    for problem in problems:
        landing.reject(problem)
    if project is None:
        return False
    return land_case(record, project.case, path.name, source, landing)


def land_case(record: Recording, case: Case, file_name: str, source: str, landing: Landing) -> bool:
    """Land a case that was read; what has a name the record knows already is left as it is, and reported."""
    if not (case.families or case.remains):
        landing.reject(Problem(file_name, "file", "there is no family and no sample in it that could be used"))
        return False
    landing.rows_read = len(case.families) + len(case.remains) + landing.rejected
    population = _population(record, case, source)
    former = former_references()
    for index, family in enumerate(case.families):
        code = f"{case.name}/{family.name}"
        if Family.objects.filter(code=code).exists():
            landing.reject(Problem(file_name, f"family {family.name}", f"{code} is on the record already"))
            continue
        placed = _missing_elsewhere(case, index)
        if placed:
            message = f"{placed} is in another family on the record already; a person is in one family"
            landing.reject(Problem(file_name, f"family {family.name}", message))
            continue
        doubtful = _under_a_former_reference(case, index, former)
        if doubtful:
            landing.reject(Problem(file_name, f"family {family.name}", doubtful))
            continue
        _family(record, case, index, code, population, source)
        landing.landed += 1
    for victim in case.remains:
        code = f"{case.name}/{victim.id}"
        if Remains.objects.filter(code=code).exists():
            landing.reject(Problem(file_name, f"sample {victim.id}", f"{code} is on the record already"))
            continue
        key = add_remains(record, code, sex=Sex(SEX_NAMES[victim.sex]), description="victim sample", source=source)
        _profile(record, case.markers, victim.genotypes, code, remains_id=key)
        landing.landed += 1
    return True


def _missing_elsewhere(case: Case, index: int) -> str:
    """The first missing person of a family who stands in another family on the record, or nobody."""
    for missing in case.missing:
        known = MissingPerson.objects.filter(reference=f"{case.name}/{missing.id}", kin__isnull=False)
        if missing.family == index and known.exists():
            return missing.id
    return ""


def _under_a_former_reference(case: Case, index: int, former: Mapping[str, Sequence[int]]) -> str:
    """Why a missing person of a family may or may not be one whose reference was corrected, or empty.

    A case has neither names nor births that could tell.
    """
    for missing in case.missing:
        reference = f"{case.name}/{missing.id}"
        if missing.family != index or reference not in former:
            continue
        if not MissingPerson.objects.filter(reference=reference).exists():
            return (
                f"{reference} was the reference of person {former[reference][0]} of the roll before it was corrected, "
                "and a case says nothing else of a person; name them in it by the reference of today, or another "
                "person by a new one"
            )
    return ""


def _population(record: Recording, case: Case, source: str) -> int:
    code = f"{case.name} ({source})"[:120]
    known = Population.objects.filter(code=code).values_list("pk", flat=True).first()
    if known is not None:
        return int(known)
    rows = [marker_row(marker) for marker in case.markers]
    return add_population(record, code, f"Frequencies of {case.name}"[:200], rows, source=source)


def marker_row(marker: Marker) -> dict[str, Any]:
    """A marker as the record keeps it: frequencies and mutation matrices exactly as given."""
    mutation = marker.mutation
    return {
        "name": marker.name,
        "chromosome": marker.chromosome,
        "alleles": list(marker.alleles),
        "counts": None,
        "frequencies": marker.frequencies.tolist(),
        "mutation": None
        if mutation is None
        else {"female": {"matrix": mutation.female.tolist()}, "male": {"matrix": mutation.male.tolist()}},
        "silent": marker.silent,
    }


def _family(record: Recording, case: Case, index: int, code: str, population: int, source: str) -> None:
    family = case.families[index]
    pedigree = family.pedigree
    persons: dict[str, int] = {}
    for missing in case.missing:
        if missing.family != index:
            continue
        reference = f"{case.name}/{missing.id}"
        known = MissingPerson.objects.filter(reference=reference).values_list("pk", flat=True).first()
        persons[missing.id] = (
            int(known)
            if known
            else add_person(
                record,
                reference,
                family_name=missing.id,
                sex=Sex(SEX_NAMES[missing.sex]),
                source=source,
            )
        )
    twin_group = {member: pedigree.ids[group[0]] for group in pedigree.twins for member in group}
    members = [
        Member(
            label=row.id,
            sex=Sex(SEX_NAMES[row.sex]),
            father=row.father,
            mother=row.mother,
            missing_person_id=persons.get(row.id),
            inbreeding=float(pedigree.founder_inbreeding[position]),
            twin_group=twin_group.get(position, ""),
        )
        for position, row in enumerate(pedigree.members())
    ]
    keys = add_family(record, code, members, population_id=population, source=source)
    for position, row in enumerate(members):
        if (family.genotypes[position] >= 0).any():
            _profile(
                record,
                case.markers,
                family.genotypes[position],
                f"{code}/{row.label} (reference)",
                donor_id=keys[row.label],
            )


def _profile(
    record: Recording,
    markers: Sequence[Marker],
    genotypes: npt.NDArray[np.int16],
    code: str,
    *,
    remains_id: int | None = None,
    donor_id: int | None = None,
) -> None:
    calls = {
        marker.name: decode_genotype(marker, pair)
        for marker, pair in zip(markers, genotypes, strict=True)
        if pair[0] >= 0
    }
    sample = take_sample(record, code, remains_id=remains_id, donor_id=donor_id)
    record_profile(record, sample, calls)
