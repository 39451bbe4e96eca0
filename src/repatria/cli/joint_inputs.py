"""What the joint command reads: a case or a matrix of ratios, turned into choices and weighed by the named prior."""

from __future__ import annotations

from math import log
from pathlib import Path
from typing import Any

import numpy as np

from repatria.exchange.dna_case import Case, read_dna_case
from repatria.exchange.lr_matrix import read_lr_matrix
from repatria.exchange.prior_odds import read_prior_odds
from repatria.identification import priors
from repatria.identification.case_choices import case_choices
from repatria.identification.choices import FamilyChoices, Floats, from_matrix
from repatria.identification.family_likelihoods import FamilyData
from repatria.identification.reassociation import from_ratios
from repatria.problems import Problem


def weigh(
    families: list[FamilyChoices], kind: str, value: Any, rows: list[str], cols: list[str], problems: list[Problem]
) -> tuple[list[FamilyChoices], Floats | None]:
    """The choices weighed by the prior, and the worth of the tally where the prior counts."""
    if kind == "pairing":
        return priors.per_pairing(families, log(value)), None
    if kind == "off-roll":
        return priors.off_roll(families, remains=len(rows), persons=value)
    if kind == "given":
        odds, found = read_prior_odds(value, rows, cols)
        problems += found
        return priors.given(families, odds), None
    return families, None


def from_matrix_file(
    path: Path | None, same: Path | None
) -> tuple[list[str], list[str], list[FamilyChoices], float, list[Problem]]:
    """Victims, missing, choices, log weight of nobody (0) and problems of a matrix (and same-person ratios)."""
    matrix, problems = read_lr_matrix(path or Path())
    rows, cols = list(matrix.victims), list(matrix.missing)
    with np.errstate(divide="ignore"):
        log_lr = np.log(matrix.values)
    if same is None:
        return rows, cols, from_matrix(log_lr), 0.0, problems
    table, found = read_lr_matrix(same)
    problems += found
    one_person = np.full((len(rows), len(rows)), -np.inf)
    np.fill_diagonal(one_person, 0.0)
    for left, name in enumerate(rows):
        for right, other in enumerate(rows[:left]):
            values = [
                table.values[table.victims.index(one), table.missing.index(two)]
                for one, two in ((name, other), (other, name))
                if one in table.victims and two in table.missing
            ]
            if len(set(values)) > 1:
                message = f"{name} and {other} have two different ratios; they are taken as different persons"
                problems.append(Problem(same.name, f"row {name}, column {other}", message))
            elif values and values[0] > 0:
                one_person[left, right] = one_person[right, left] = np.log(values[0])
    strangers = sorted(({*table.victims} | {*table.missing}) - set(rows))
    problems += [Problem(same.name, name, f"there is no victim {name}; the ratios are not used") for name in strangers]
    return rows, cols, from_ratios(log_lr, one_person), 0.0, problems


def from_case(
    path: Path, untyped_founders: Any, reassociate: bool
) -> tuple[list[str], list[str], list[FamilyChoices], float, list[Problem]]:
    """Victims, missing, choices, ln P(data | nobody is identified) and problems of a ``dna-case/1`` file."""
    case, problems = read_dna_case(path)
    if case is None:
        return [], [], [], 0.0, problems
    rows = [sample.id for sample in case.remains]
    cols = [person.id for person in case.missing]
    for what, names in (("victim", rows), ("missing person", cols)):
        if not names:
            problems.append(Problem(path.name, "file", f"there is no {what} that can be used"))
    genotypes = np.zeros((len(rows), len(case.markers), 2), dtype=np.int16)
    for number, sample in enumerate(case.remains):
        genotypes[number] = sample.genotypes
    found = case_choices(
        genotypes,
        [sample.sex for sample in case.remains],
        family_data(case),
        case.markers,
        remains_names=rows,
        family_names=[family.name for family in case.families],
        source=path.name,
        untyped_founders=untyped_founders,
        reassociate=reassociate,
    )
    return rows, cols, found.families, found.log_nobody, [*problems, *found.problems]


def from_run(
    number: int,
) -> tuple[list[str], list[str], list[FamilyChoices], float, list[Problem], list[str]]:
    """Remains, missing, choices, log weight of nobody (0), problems and notes of a search on the record."""
    from repatria.registry.runs.joint import finished_run, run_choices

    found = run_choices(finished_run(number))
    rows = [remains.code for remains in found.remains]
    cols = [person.reference for person in found.missing]
    return rows, cols, found.families, 0.0, found.problems, found.notes()


def family_data(case: Case) -> list[FamilyData]:
    """The families of a case with their missing persons and the pairings that sex and the case's own list allow."""

    allowed = np.zeros((len(case.remains), len(case.missing)), dtype=bool)
    for row, sample in enumerate(case.remains):
        listed = None if case.pairings is None else case.pairings.get(sample.id)
        for col, person in enumerate(case.missing):
            if listed is not None:
                allowed[row, col] = person.id in listed
            else:
                allowed[row, col] = sample.sex == person.sex or not sample.sex or not person.sex
    families = []
    for number, family in enumerate(case.families):
        mine = [col for col, person in enumerate(case.missing) if person.family == number]
        members = tuple(case.missing[col].member for col in mine)
        families.append(FamilyData(family.pedigree, family.genotypes, tuple(mine), members, allowed[:, mine]))
    return families
