"""Read Familias 3 project files (``.fam``): the remains, families and marker tables of one disaster case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.exchange.dna_case import Case, Family, Missing, Remains, read_sex
from repatria.exchange.familias_file import (
    MAX_BYTES,
    FamiliasFile,
    Locus,
    Mutation,
    Person,
    ReferenceFamily,
    Relations,
    read_familias_file,
)
from repatria.genetics.genotypes import encode_genotype, untyped
from repatria.genetics.markers import (
    FloatArray,
    Marker,
    MutationModel,
    MutationParameters,
    check_allele_count,
    marker_key,
)
from repatria.genetics.mutation_matrices import equal_matrix, proportional_matrix, stepwise_matrix
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, read_pedigree
from repatria.problems import Problem

MISSING_PERSON = "Missing person"
"""The member that Familias adds to every reference family without writing it down."""
SILENT = "silent"


@dataclass(frozen=True, eq=False)
class FamiliasProject:
    """A project: ``case`` in the form of `repatria.exchange.dna_case`, and what that form has no place for.

    case: the DVI module's remains and families; without that module the one pedigree of the main module, and no family
    when there are several, for those are hypotheses about the same persons (``hypotheses``, untyped and typed alike).
    file: everything as it is written, with theta, drop-out, minimum frequency, database size and settings, which are
    not applied to the case.
    """

    case: Case
    hypotheses: tuple[Family, ...]
    file: FamiliasFile


def read_familias(path: Path, *, limit: int = MAX_BYTES) -> tuple[FamiliasProject | None, list[Problem]]:
    """A project and everything wrong in it; None when the file is not one, is cut off, or breaks its own format."""
    file, problems = read_familias_file(path, limit=limit)
    if file is None:
        return None, problems
    project, found = _Converter(path.name, file).project()
    return project, problems + found


class _Converter:
    """Turns the records of one file into genetics; what is bad is left out and reported."""

    def __init__(self, source: str, file: FamiliasFile) -> None:
        self.source = source
        self.file = file
        self.problems: list[Problem] = []
        self.markers = self.all_markers()
        self.by_key = {marker.key: (i, marker) for i, marker in enumerate(self.markers)}
        self.refused = {marker_key(locus.name) for locus in file.loci} - set(self.by_key)

    def note(self, place: str, message: str) -> None:
        self.problems.append(Problem(self.source, place, message))

    def project(self) -> tuple[FamiliasProject, list[Problem]]:
        if self.file.theta:
            self.note(
                "theta", f"the project sets theta to {self.file.theta:g}; it is kept, and not applied to this case"
            )
        hypotheses = [
            family
            for pedigree in self.file.pedigrees
            if (
                family := self.family(
                    pedigree.name, self.file.persons + pedigree.extras, pedigree, f"pedigree {pedigree.name}"
                )
            )
        ]
        families = [family for given in self.file.families if (family := self.reference_family(given))]
        if not self.file.dvi:
            families = hypotheses if len(self.file.pedigrees) == 1 else []
            if len(self.file.pedigrees) > 1:
                self.note(
                    "pedigrees",
                    f"{len(self.file.pedigrees)} alternative pedigrees of the same persons and no DVI module: "
                    "these are hypotheses, not families of missing persons",
                )
        families, missing = self.missing(families)
        name = self.source.removesuffix(".fam")
        case = Case(name, self.markers, self.remains(), tuple(families), missing)
        return FamiliasProject(case, tuple(hypotheses), self.file), self.problems

    def all_markers(self) -> tuple[Marker, ...]:
        result: dict[str, Marker] = {}
        for locus in self.file.loci:
            place = f"marker {locus.name}"
            try:
                marker = self.marker(locus)
                if marker.key in result:
                    raise InvalidInput(f"marker {locus.name} is given twice; the first is used")
            except InvalidInput as error:
                self.note(place, str(error))
                continue
            result[marker.key] = marker
        return tuple(result.values())

    def marker(self, locus: Locus) -> Marker:
        alleles, frequencies = locus.alleles, locus.frequencies
        if locus.silent is not None and SILENT not in (allele.lower() for allele in alleles):
            alleles, frequencies = (*alleles, SILENT), (*frequencies, locus.silent)
        silent = next((i for i, allele in enumerate(alleles) if allele.lower() == SILENT), None)
        check_allele_count(len(alleles))
        values = np.array(frequencies, dtype=np.float64)
        mutation = None
        if any(sex.rate or sex.rate2 for sex in (locus.female, locus.male)):
            female, male = (self.matrix(locus.name, alleles, values, sex) for sex in (locus.female, locus.male))
            mutation = MutationModel(female, male, _parameters(locus.female), _parameters(locus.male))
        return Marker(locus.name, alleles, values, mutation=mutation, silent=silent)

    def matrix(self, name: str, alleles: tuple[str, ...], frequencies: FloatArray, mutation: Mutation) -> FloatArray:
        """The transmission matrix of one sex; where a stepwise model cannot be, the equal model with the same rate."""
        if mutation.model == "equal":
            return equal_matrix(len(alleles), mutation.rate)
        if mutation.model == "proportional":
            return proportional_matrix(frequencies, mutation.rate)
        if mutation.model == "stepwise-stationary":
            self.note(
                f"marker {name}", "the stationary stepwise model is read as the plain one, which is not stationary"
            )
        rate2 = mutation.rate2 if mutation.model == "stepwise-extended" else 0.0
        try:
            return stepwise_matrix(alleles, mutation.rate, rate2, mutation.range)
        except UnsupportedModel as error:
            self.note(f"marker {name}", f"{error}; the equal model with the same rate is used instead")
            return equal_matrix(len(alleles), mutation.rate)

    def genotypes(self, person: Person, row: npt.NDArray[np.int16], place: str) -> None:
        for system, pair in person.genotypes.items():
            where = f"{place}, marker {system}"
            key = marker_key(system)
            if key not in self.by_key:
                if key not in self.refused:
                    self.note(where, f"the project has no allele system {system}; this genotype is not used")
                continue
            index, marker = self.by_key[key]
            try:
                row[index] = encode_genotype(marker, [allele or None for allele in pair])
            except InvalidInput as error:
                self.note(where, f"{error}; this genotype is not used")

    def remains(self) -> tuple[Remains, ...]:
        result: dict[str, Remains] = {}
        for person in self.file.unidentified:
            place = f"line {person.line}, sample {person.name}"
            if person.name in result:
                self.note(place, f"the id {person.name} is given to two samples; only the first is used")
                continue
            try:
                sex = read_sex(person.sex)
            except InvalidInput as error:
                self.note(place, f"{error}; the sample is left out")
                continue
            row = untyped(1, len(self.markers))[0]
            self.genotypes(person, row, place)
            result[person.name] = Remains(person.name, sex, row)
        return tuple(result.values())

    def reference_family(self, given: ReferenceFamily) -> Family | None:
        """The last pedigree that has relations; the project's first one is often a bare outline of it."""
        place = f"family {given.name}"
        related = [pedigree for pedigree in given.pedigrees if pedigree.pairs] or list(given.pedigrees[-1:])
        if not related:
            self.note(place, "the family has no pedigree")
            return None
        chosen = related[-1]
        if any(not set(other.pairs) <= set(chosen.pairs) for other in related):
            self.note(place, f"the family has alternative pedigrees that differ; {chosen.name} is used")
        return self.family(given.name, given.persons, chosen, place)

    def family(self, name: str, persons: Sequence[Person], relations: Relations, place: str) -> Family | None:
        """A family of the persons who are related or typed; others are left out, as they say nothing."""
        related = {person for pair in relations.pairs for person in pair}
        kept = [person for person in persons if person.name in related or person.genotypes]
        sex: dict[str, int] = {}
        for person in kept:
            try:
                if person.name in sex:
                    raise InvalidInput(f"the id {person.name} is given to two members")
                sex[person.name] = read_sex(person.sex)
            except InvalidInput as error:
                self.note(f"line {person.line}, {place}, member {person.name}", f"{error}; the family is left out")
                return None
        if MISSING_PERSON in related and MISSING_PERSON not in sex:
            kept.append(Person(MISSING_PERSON, "", {}, 0))
            sex[MISSING_PERSON] = UNKNOWN
        if not kept:
            self.note(place, "the family has no member who is typed or related to another")
            return None
        strangers = sorted(related - set(sex))
        if strangers:
            self.note(place, f"a relation names {', '.join(strangers)}, not among the persons; the family is left out")
            return None
        rows = self.rows(relations.pairs, sex, place)
        if rows is None:
            return None
        pedigree, faults = read_pedigree(rows, source=self.source, place=place)
        self.problems.extend(faults)
        if pedigree is None:
            return None
        genotypes = untyped(len(pedigree), len(self.markers))
        for i, person in enumerate(kept):
            self.genotypes(person, genotypes[i], f"line {person.line}, {place}, member {person.name}")
        return Family(name, pedigree, genotypes)

    def rows(self, pairs: Sequence[tuple[str, str]], sex: dict[str, int], place: str) -> list[Member] | None:
        """Members with father and mother told apart by sex; an unknown sex follows from that of the other parent."""
        parents: dict[str, list[str]] = {}
        for parent, child in dict.fromkeys(pairs):
            parents.setdefault(child, []).append(parent)
        couples = [both for both in parents.values() if len(both) == 2]
        couples += [both[::-1] for both in couples]
        for _ in couples:
            for one, other in couples:
                if sex[one] == UNKNOWN and sex[other] != UNKNOWN:
                    sex[one] = FEMALE if sex[other] == MALE else MALE
        rows: list[Member] = []
        for name in sex:
            slots: dict[str, str] = {}
            for parent in sorted(parents.get(name, []), key=lambda person: sex[person] == UNKNOWN):
                role = "mother" if sex[parent] == FEMALE or (sex[parent] == UNKNOWN and "father" in slots) else "father"
                if role in slots:
                    self.note(
                        f"{place}, member {name}",
                        f"{name} has two {role}s: {slots[role]} and {parent}; the family is left out",
                    )
                    return None
                if sex[parent] == UNKNOWN:
                    self.note(f"{place}, member {parent}", f"the sex is not given; taken as {role} of {name}")
                    sex[parent] = FEMALE if role == "mother" else MALE
                slots[role] = parent
            rows.append(Member(name, slots.get("father"), slots.get("mother"), sex[name]))
        return [row._replace(sex=sex[row.id]) for row in rows]

    def missing(self, families: Sequence[Family]) -> tuple[list[Family], tuple[Missing, ...]]:
        """Untyped members whose names begin with "Missing"; a name in several families gets the family's before it."""
        found = [
            (f, m)
            for f, family in enumerate(families)
            for m, name in enumerate(family.pedigree.ids)
            if name.lower().startswith("missing") and (family.genotypes[m] < 0).all()
        ]
        names = Counter(families[f].pedigree.ids[m] for f, m in found)
        renamed = list(families)
        result = []
        for f, m in found:
            family = renamed[f]
            name = family.pedigree.ids[m]
            if names[name] > 1:
                name = f"{family.name}: {name}"
                renamed[f] = _rename(family, m, name)
            result.append(Missing(name, f, m, int(family.pedigree.sex[m])))
        return renamed, tuple(result)


def _rename(family: Family, member: int, name: str) -> Family:
    ids = list(family.pedigree.ids)
    ids[member] = name
    return Family(family.name, replace(family.pedigree, ids=tuple(ids)), family.genotypes)


def _parameters(mutation: Mutation) -> MutationParameters:
    stepwise = mutation.model.startswith("stepwise")
    return MutationParameters(
        mutation.model,
        mutation.rate,
        mutation.rate2 if stepwise else None,
        mutation.range if stepwise else None,
    )
