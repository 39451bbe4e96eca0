"""The parts that DNA files share: marker tables, members, families and genotypes, read with their problems."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.genotypes import GenotypeArray, encode_genotype, untyped
from repatria.genetics.markers import Marker, MutationModel, MutationParameters, check_allele_count, marker_key
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, Pedigree, read_pedigree
from repatria.problems import Problem

MAX_BYTES = 256 * 1024 * 1024

_SEXES = {"male": MALE, "m": MALE, "1": MALE, "female": FEMALE, "f": FEMALE, "2": FEMALE}
_NO_SEX = {"unknown", "u", "0", "", "none"}


@dataclass(frozen=True, eq=False)
class Family:
    """One pedigree with its typed members: genotypes (members, markers, 2) int16."""

    name: str
    pedigree: Pedigree
    genotypes: GenotypeArray


@dataclass
class Reader:
    """Gathers problems while the parts of one file are read; each part that is bad is left out and reported."""

    source: str
    problems: list[Problem] = field(default_factory=list)
    refused_markers: set[str] = field(default_factory=set)

    def note(self, place: str, message: str) -> None:
        """Record one problem."""
        self.problems.append(Problem(self.source, place, message))

    def listed(self, raw: object, place: str) -> list[Any]:
        """A JSON list, or an empty one and a problem."""
        if isinstance(raw, list):
            return raw
        self.note(place, "a list is expected here" if raw is not None else "this list is not there")
        return []

    def markers(self, raw: object, place: str = "markers") -> tuple[Marker, ...]:
        """Marker tables; a bad one is left out."""
        result: list[Marker] = []
        seen: set[str] = set()
        for number, entry in enumerate(self.listed(raw, place), start=1):
            name = str(entry.get("name", "")) if isinstance(entry, dict) else ""
            where = f"marker {name}" if name else f"{place}, number {number}"
            try:
                marker = read_marker(entry)
                if marker.key in seen:
                    raise InvalidInput(f"marker {name} is given twice")
            except InvalidInput as error:
                self.note(where, str(error))
                if name and marker_key(name) not in seen:
                    self.refused_markers.add(marker_key(name))
                continue
            seen.add(marker.key)
            result.append(marker)
        return tuple(result)

    def genotypes(
        self, raw: object, markers: Mapping[str, tuple[int, Marker]], sex: int, row: npt.NDArray[np.int16], place: str
    ) -> None:
        """Fill one person's (markers, 2) row; a genotype that cannot be read stays untyped and is reported."""
        if raw is None:
            return
        if not isinstance(raw, dict):
            self.note(place, "genotypes are an object {marker: [a, b]}")
            return
        filled: set[str] = set()
        for name, pair in raw.items():
            key = marker_key(str(name))
            where = f"{place}, marker {name}"
            if key not in markers:
                if key not in self.refused_markers:
                    self.note(where, f"the case has no marker {name}; this genotype is not used")
                continue
            if key in filled:
                self.note(where, f"marker {name} is typed twice; the first genotype is used")
                continue
            filled.add(key)
            index, marker = markers[key]
            try:
                if not isinstance(pair, list):
                    raise InvalidInput("a genotype is a list of two alleles")
                row[index] = encode_genotype(marker, pair, sex=sex)
            except InvalidInput as error:
                self.note(where, f"{error}; this genotype is not used")

    def family(self, raw: object, markers: Sequence[Marker], place: str) -> Family | None:
        """One pedigree with its genotypes, or None when its structure cannot be trusted."""
        if not isinstance(raw, dict):
            self.note(place, "a family is an object with members")
            return None
        name = str(raw.get("name") or place)
        if raw.get("name"):
            place = f"family {name}"
        rows: list[tuple[Member, object]] = []
        good = True
        for number, entry in enumerate(self.listed(raw.get("members"), place), start=1):
            try:
                rows.append((read_member(entry), entry.get("genotypes")))
            except InvalidInput as error:
                self.note(f"{place}, member number {number}", str(error))
                good = False
        inbreeding = raw.get("founder_inbreeding") or {}
        if is_number(inbreeding):  # one number: every founder
            inbreeding = {row.id: inbreeding for row, _ in rows if row.father is None and row.mother is None}
        twins = raw.get("twins") or []
        if not isinstance(inbreeding, dict) or not all(is_number(value) for value in inbreeding.values()):
            self.note(place, "founder_inbreeding is a number or an object {id: probability}")
            good = False
        if not isinstance(twins, list) or not all(isinstance(group, list) for group in twins):
            self.note(place, "twins is a list of lists of ids")
            good = False
        if not good:
            return None
        if not rows:
            self.note(place, "the family has no members")
            return None
        pedigree, faults = read_pedigree(
            (member for member, _ in rows),
            source=self.source,
            place=place,
            founder_inbreeding={str(who): float(value) for who, value in inbreeding.items()},
            twins=[[str(who) for who in group] for group in twins],
        )
        self.problems.extend(faults)
        if pedigree is None:
            return None
        genotypes = untyped(len(pedigree), len(markers))
        by_key = {marker.key: (i, marker) for i, marker in enumerate(markers)}
        for i, (member, written) in enumerate(rows):
            self.genotypes(written, by_key, int(pedigree.sex[i]), genotypes[i], f"{place}, member {member.id}")
        return Family(name, pedigree, genotypes)


def is_number(value: object) -> bool:
    """True for a finite JSON number that a float64 can hold."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def read_sex(raw: object) -> int:
    """0 unknown, 1 male, 2 female; raises InvalidInput for anything else."""
    text = "unknown" if raw is None else str(raw).strip().lower()
    if text in _SEXES:
        return _SEXES[text]
    if text in _NO_SEX:
        return UNKNOWN
    raise InvalidInput(f"sex {raw!r} is neither male, female nor unknown")


def read_member(raw: object) -> Member:
    """One row of a pedigree; raises InvalidInput."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), (str, int)):
        raise InvalidInput("a member is an object with an id")
    name = str(raw["id"])
    parents: list[str | None] = []
    for role in ("father", "mother"):
        parent = raw.get(role)
        if isinstance(parent, list):
            if len(parent) > 1:
                raise InvalidInput(f"{name} has two {role}s: {' and '.join(map(str, parent))}")
            parent = parent[0] if parent else None
        if parent is not None and not isinstance(parent, (str, int)):
            raise InvalidInput(f"the {role} of {name} is not an id")
        parents.append(str(parent) if parent not in (None, "") else None)
    return Member(name, parents[0], parents[1], read_sex(raw.get("sex")))


def read_mutation(raw: object) -> MutationModel | None:
    """The mutation matrices of a marker; None when there is no mutation. Raises InvalidInput."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise InvalidInput("mutation is null or an object with female and male")
    matrices: list[Any] = []
    parameters: list[MutationParameters] = []
    for sex in ("female", "male"):
        part = raw.get(sex)
        if not isinstance(part, dict) or not isinstance(part.get("matrix"), list):
            raise InvalidInput(f"the {sex} mutation model has no matrix")
        try:
            matrices.append(np.array(part["matrix"], dtype=np.float64))
        except (TypeError, ValueError, OverflowError):
            raise InvalidInput(f"the {sex} mutation matrix is not a table of numbers") from None
        values = [float(part[key]) if is_number(part.get(key)) else None for key in ("rate", "rate2", "range")]
        parameters.append(MutationParameters(str(part.get("model", "custom")), *values))
    return MutationModel(matrices[0], matrices[1], parameters[0], parameters[1])


def read_marker(raw: object) -> Marker:
    """One marker table; raises InvalidInput with the reason."""
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str) or not raw["name"]:
        raise InvalidInput("a marker is an object with a name")
    alleles, frequencies = raw.get("alleles"), raw.get("freqs")
    if not isinstance(alleles, list) or not isinstance(frequencies, list):
        raise InvalidInput("the marker has no list of alleles with a list of freqs")
    check_allele_count(len(alleles))
    if not all(is_number(value) for value in frequencies):
        raise InvalidInput("a frequency is not a number")
    names = tuple(f"{allele:g}" if isinstance(allele, float) else str(allele) for allele in alleles)
    silent = next((i for i, name in enumerate(names) if name.lower() == "silent"), None)
    return Marker(
        raw["name"],
        names,
        np.array(frequencies, dtype=np.float64),
        raw.get("chrom", "autosomal"),
        read_mutation(raw.get("mutation")),
        silent,
    )


def load_json(path: Path, *, limit: int = MAX_BYTES) -> tuple[Any, list[Problem]]:
    """The JSON value of a file, or None and why it could not be read (absent, too large, encoding, truncated)."""
    source = path.name
    try:
        size = path.stat().st_size
        if size > limit:
            return None, [
                Problem(
                    source,
                    "file",
                    f"the file has {size:,} bytes; more than {limit:,} are not read at once: split the case by family",
                )
            ]
        data = path.read_bytes()
    except OSError as error:
        return None, [Problem(source, "file", f"the file cannot be read: {error.strerror}")]
    try:
        return json.loads(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        return None, [Problem(source, f"byte {error.start}", "the file is not UTF-8 text")]
    except json.JSONDecodeError as error:
        why = f"not JSON: {error.msg}"
        if error.pos >= len(data.rstrip()) - 1:
            why = f"{why} (the file seems to be cut off)"
        return None, [Problem(source, f"line {error.lineno}, column {error.colno}", why)]
    except (RecursionError, ValueError) as error:
        return None, [Problem(source, "file", f"not JSON that can be read: {type(error).__name__}")]
