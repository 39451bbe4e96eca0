"""The text of a Familias 3 project file (``.fam``), line by line, as plain records; no genetics yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repatria.problems import Problem

MAX_BYTES = 16 * 1024 * 1024
_SIGNATURE = "output from familias"
_THETA = re.compile(r"Fst:\s*(\S+)")
_LOCUS_NUMBERS = re.compile(
    r"DatabaseSize\s*=\s*(\S+)\s*,\s*Dropout probability\s*=\s*(\S+)\s*,.*frequency\s*=\s*(\S+)"
)
_MODELS = ("equal", "proportional", "stepwise", "stepwise-stationary", "stepwise-extended")


@dataclass(frozen=True, slots=True)
class Mutation:
    """Mutation of one sex at one locus. model: Familias' name of it; rate2: to and from microvariants."""

    model: str
    rate: float
    rate2: float
    range: float


@dataclass(frozen=True, slots=True)
class Locus:
    """One allele system. silent: frequency of the silent allele, None without one.

    database_size, dropout, minimum_frequency: what Familias was set to use; kept, not applied.
    """

    name: str
    alleles: tuple[str, ...]
    frequencies: tuple[float, ...]
    female: Mutation
    male: Mutation
    silent: float | None
    database_size: float
    dropout: float
    minimum_frequency: float


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the project. sex: male or female; genotypes: system name -> two allele names as written."""

    name: str
    sex: str
    genotypes: Mapping[str, tuple[str, str]]
    line: int


@dataclass(frozen=True, slots=True)
class Relations:
    """A pedigree as Familias states it: pairs of parent and child names, and the extra persons it brings with it."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    extras: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceFamily:
    """One family of the DVI module: persons, and one or more alternative pedigrees."""

    name: str
    persons: tuple[Person, ...]
    pedigrees: tuple[Relations, ...]


@dataclass(frozen=True, slots=True)
class FamiliasFile:
    """A whole project file.

    persons, pedigrees: of the main module (hypotheses about the same persons). unidentified, families: of the DVI
    module. settings: every ``name= value`` after those, under the headings it stands in.
    """

    version: str
    database: str
    theta: float
    loci: tuple[Locus, ...]
    persons: tuple[Person, ...]
    pedigrees: tuple[Relations, ...]
    dvi: bool
    unidentified: tuple[Person, ...] = ()
    families: tuple[ReferenceFamily, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


class _Broken(Exception):
    """The text is not what must stand here."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_familias_file(path: Path, *, limit: int = MAX_BYTES) -> tuple[FamiliasFile | None, list[Problem]]:
    """The records of a project file, or None and where the text stops making sense (or ends too soon)."""
    source = path.name
    try:
        size = path.stat().st_size
        if size > limit:
            return None, [Problem(source, "file", f"the file has {size:,} bytes; more than {limit:,} are not read")]
        data = path.read_bytes()
    except OSError as error:
        return None, [Problem(source, "file", f"the file cannot be read: {error.strerror}")]
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        problems.append(Problem(source, "file", "the file is not UTF-8 and was read as Latin-1; check the names in it"))
    try:
        return _Parser(text).project(), problems
    except _Broken as broken:
        return None, [*problems, Problem(source, f"line {broken.line}", str(broken))]


class _Parser:
    """Walks down the lines of one file; empty lines do not count."""

    def __init__(self, text: str) -> None:
        self.lines = [(i, line.strip()) for i, line in enumerate(text.splitlines(), start=1) if line.strip()]
        self.at = 0

    def peek(self) -> str:
        """The next line, empty at the end."""
        return self.lines[self.at][1] if self.at < len(self.lines) else ""

    def line(self) -> int:
        """Number of the line read last."""
        return self.lines[min(self.at, len(self.lines)) - 1][0] if self.lines else 0

    def take(self, what: str) -> str:
        if self.at >= len(self.lines):
            raise _Broken(self.line(), f"the file ends here, where {what} should follow: it seems to be cut off")
        self.at += 1
        return self.lines[self.at - 1][1]

    def number(self, what: str) -> float:
        text = self.take(what)
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            raise _Broken(self.line(), f"{what} should stand here, not {text[:40]!r}") from None
        if value != value or abs(value) == float("inf"):
            raise _Broken(self.line(), f"{what} is not a finite number")
        return value

    def count(self, what: str) -> int:
        value = self.number(what)
        if value != int(value) or value < 0:
            raise _Broken(self.line(), f"{what} is {value:g}, which is no count")
        if value > len(self.lines):
            raise _Broken(self.line(), f"{what} is {value:g}, more than the file has lines")
        return int(value)

    def flag(self, what: str) -> bool:
        text = self.take(what)
        if not text.startswith(("#TRUE#", "#FALSE#")):
            raise _Broken(self.line(), f"{what} (#TRUE# or #FALSE#) should stand here, not {text[:40]!r}")
        return text.startswith("#TRUE#")

    def quoted(self, what: str) -> str:
        text = self.take(what)
        if len(text) < 2 or text[0] != '"' or text[-1] != '"':
            raise _Broken(self.line(), f"{what} in quotes should stand here, not {text[:40]!r}")
        return text[1:-1]

    def value(self, key: str) -> str:
        text = self.take(f"{key}=")
        name, found, value = text.partition("=")
        if not found or name.strip() != key:
            raise _Broken(self.line(), f"{key}= should stand here, not {text[:40]!r}")
        return value.strip()

    def valued_count(self, key: str) -> int:
        text = self.value(key)
        if not text.isdecimal() or int(text) > len(self.lines):
            raise _Broken(self.line(), f"{key}= {text[:40]!r} is no count that this file could hold")
        return int(text)

    def heading(self, text: str) -> None:
        found = self.take(text).replace(" ]", "]")
        if found.strip("[]").rstrip("0123456789 ") != text:
            raise _Broken(self.line(), f"the heading {text!r} should stand here, not {found[:40]!r}")

    def project(self) -> FamiliasFile:
        if not self.peek().strip('"').lower().startswith(_SIGNATURE):
            raise _Broken(1, "this is not a Familias project file: its first line does not say so")
        self.at += 2
        version = self.take("the version")
        self.quoted("the project's note")
        raw_persons = [self.person() for _ in range(self.count("the number of persons"))]
        names = [(name, sex) for name, sex, _, _ in raw_persons]
        pedigrees = self.pedigrees(names)
        theta = self.theta()
        loci_number = self.count("the number of allele systems")
        self.flag("whether there is a database")
        database = self.quoted("the name of the database")
        loci = tuple(self.locus() for _ in range(loci_number))
        persons = tuple(
            Person(name, sex, self.named(observations, loci, line), line)
            for name, sex, observations, line in raw_persons
        )
        dvi = self.peek() == "[DVI]"
        unidentified: tuple[Person, ...] = ()
        families: tuple[ReferenceFamily, ...] = ()
        if dvi:
            self.at += 1
            self.heading("Unidentified persons")
            unidentified = tuple(self.dvi_person() for _ in range(self.valued_count("nPersons")))
            self.skip_to("Reference Families")
            families = tuple(self.family() for _ in range(self.valued_count("nFamilies")))
        return FamiliasFile(
            version, database, theta, loci, persons, pedigrees, dvi, unidentified, families, self.settings()
        )

    def person(self) -> tuple[str, str, list[tuple[int, int, int]], int]:
        """Name, sex, observations (allele, allele, system: numbers from 0) and line of a person of the main module."""
        name = self.quoted("a person's name")
        line = self.line()
        self.flag("whether drop-out is considered")
        self.number("the year of birth")
        self.flag("whether the person is a child")
        male = self.flag("whether the person is male")
        observed = [
            (self.count("an allele number"), self.count("an allele number"), self.count("a system number"))
            for _ in range(self.count("the number of observations"))
        ]
        return name, "male" if male else "female", observed, line

    def named(
        self, observations: list[tuple[int, int, int]], loci: tuple[Locus, ...], line: int
    ) -> dict[str, tuple[str, str]]:
        genotypes = {}
        for first, second, system in observations:
            if system >= len(loci) or max(first, second) >= len(loci[system].alleles):
                raise _Broken(
                    line, f"an observation names allele {max(first, second)} of system {system}: there is none"
                )
            locus = loci[system]
            genotypes[locus.name] = locus.alleles[first], locus.alleles[second]
        return genotypes

    def pedigrees(self, names: list[tuple[str, str]]) -> tuple[Relations, ...]:
        """The alternative pedigrees of the main module, the known relations included in each."""
        if self.quoted("the heading Known relations") != "Known relations":
            raise _Broken(self.line(), "the heading Known relations should stand here")
        known_extras = self.extras(names)
        everyone = names + [(person.name, person.sex) for person in known_extras]
        known = self.pairs(everyone)
        result = []
        for _ in range(self.count("the number of pedigrees")):
            self.count("the number of the pedigree")
            title = self.quoted("the name of a pedigree")
            extras = known_extras + self.extras(everyone)
            pairs = known + self.pairs(names + [(person.name, person.sex) for person in extras])
            result.append(Relations(title, pairs, extras))
        return tuple(result)

    def extras(self, names: list[tuple[str, str]]) -> tuple[Person, ...]:
        taken = {name for name, _ in names}
        made = []
        for sex in ("female", "male"):
            for number in range(1, self.count(f"the number of extra {sex}s") + 1):
                name = f"extra {sex} {number}"
                while name in taken:
                    name += "'"
                taken.add(name)
                made.append(Person(name, sex, {}, self.line()))
        return tuple(made)

    def pairs(self, names: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        found = []
        for _ in range(self.count("the number of relations")):
            parent, child = self.count("the number of a parent"), self.count("the number of a child")
            if max(parent, child) >= len(names):
                raise _Broken(self.line(), f"a relation names person {max(parent, child)}: there is none")
            found.append((names[parent][0], names[child][0]))
        return tuple(found)

    def theta(self) -> float:
        text = self.take("the line with theta")
        match = _THETA.search(text)
        if match is None:
            raise _Broken(self.line(), f"the line with theta should stand here, not {text[:40]!r}")
        return self.written(match[1], "theta")

    def written(self, text: str, what: str) -> float:
        try:
            return float(text.replace(",", "."))
        except ValueError:
            raise _Broken(self.line(), f"{what} is {text[:20]!r}, which is no number") from None

    def locus(self) -> Locus:
        name = self.quoted("the name of an allele system")
        rates = [self.number("a mutation rate") for _ in range(2)]
        models = [self.count("the number of a mutation model") for _ in range(2)]
        if max(models) >= len(_MODELS):
            raise _Broken(self.line(), f"mutation model {max(models)} is not known")
        self.count("the number of alleles")
        ranges = [self.number("a mutation range") for _ in range(2)]
        rates2 = [self.number("a second mutation rate") for _ in range(2)]
        has_silent = self.flag("whether there is a silent allele")
        silent = self.number("the frequency of the silent allele")
        head = self.take("the number of alleles with the database size")
        if not head.split()[0].isdecimal():
            raise _Broken(self.line(), f"the number of alleles should stand here, not {head[:40]!r}")
        match = _LOCUS_NUMBERS.search(head.rstrip(") "))
        size, dropout, minimum = (self.written(text, "a number") for text in (match.groups() if match else ("0",) * 3))
        alleles, frequencies = [], []
        for _ in range(int(head.split()[0])):
            alleles.append(self.quoted("the name of an allele"))
            frequencies.append(self.number("the frequency of an allele"))
        female, male = (
            Mutation(_MODELS[model], rate, rate2, step)
            for model, rate, rate2, step in zip(models, rates, rates2, ranges, strict=True)
        )
        return Locus(
            name,
            tuple(alleles),
            tuple(frequencies),
            female,
            male,
            silent if has_silent else None,
            size,
            dropout,
            minimum,
        )

    def dvi_person(self) -> Person:
        self.heading("Person")
        name = self.value("Name")
        line = self.line()
        sex = self.value("Gender").lower()
        self.heading("DNA data")
        genotypes = {}
        for _ in range(self.valued_count("nSystems")):
            system = self.value("SystemName")
            genotypes[system] = self.value("Allele1"), self.value("Allele2")
        return Person(name, sex, genotypes, line)

    def family(self) -> ReferenceFamily:
        self.heading("Family")
        name = self.value("Name")
        self.heading("Persons")
        persons = tuple(self.dvi_person() for _ in range(self.valued_count("nPersons")))
        self.heading("Pedigrees")
        pedigrees = []
        for _ in range(self.valued_count("nPedigrees")):
            self.heading("Pedigree")
            title = self.value("Name")
            number = self.valued_count("nRelations")
            pedigrees.append(
                Relations(title, tuple((self.value("Parent"), self.value("Child")) for _ in range(number)))
            )
        return ReferenceFamily(name, persons, tuple(pedigrees))

    def skip_to(self, heading: str) -> None:
        """Pass over the free notes."""
        while self.take(f"the heading {heading}").strip("[]") != heading:
            pass

    def settings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        section = ""
        while self.peek():
            text = self.take("a setting")
            if text.startswith("["):
                section = text.strip("[]")
            else:
                key, _, value = text.partition("=")
                found[f"{section}/{key.strip()}"] = value.strip()
        return found
