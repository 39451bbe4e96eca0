"""Read ``dna-case/1``: remains, families and marker tables of one disaster case in one JSON file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.exchange.dna_records import MAX_BYTES, Family, Reader, load_json, read_marker, read_member, read_sex
from repatria.genetics.consistency import describe_conflict, describe_explanation, mendelian_check
from repatria.genetics.genotypes import untyped
from repatria.genetics.likelihood import UntypedFounders
from repatria.genetics.markers import Marker
from repatria.genetics.pairwise import PairwiseLR, pairwise_log10_lr
from repatria.problems import Problem

SCHEMA = "dna-case/1"

__all__ = [
    "MAX_BYTES",
    "SCHEMA",
    "Case",
    "Family",
    "Missing",
    "Reader",
    "Remains",
    "case_lr_matrix",
    "load_json",
    "parse_dna_case",
    "read_dna_case",
    "read_marker",
    "read_member",
    "read_sex",
]


@dataclass(frozen=True, eq=False)
class Remains:
    """One victim's sample: genotypes (markers, 2) int16, see `repatria.genetics.genotypes`."""

    id: str
    sex: int
    genotypes: npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Missing:
    """A missing person: the id, and where it stands in ``Case.families`` and in that family's pedigree."""

    id: str
    family: int
    member: int
    sex: int


@dataclass(frozen=True, eq=False)
class Case:
    """A disaster case as far as it could be read.

    pairings: victim -> the missing persons it may be (and "*" for none of them); None = every one of the same sex.
    """

    name: str
    markers: tuple[Marker, ...]
    remains: tuple[Remains, ...]
    families: tuple[Family, ...]
    missing: tuple[Missing, ...]
    pairings: Mapping[str, tuple[str, ...]] | None = None


def read_dna_case(path: Path) -> tuple[Case | None, list[Problem]]:
    """A case and everything wrong in it; None when the file as a whole cannot be used."""
    raw, problems = load_json(path)
    if problems:
        return None, problems
    return parse_dna_case(raw, source=path.name)


def parse_dna_case(raw: object, *, source: str) -> tuple[Case | None, list[Problem]]:
    """The case of an already decoded ``dna-case/1`` document."""
    reader = Reader(source)
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        found = raw.get("schema") if isinstance(raw, dict) else type(raw).__name__
        reader.note("schema", f"this is not a {SCHEMA} file: the schema is {found!r}")
        return None, reader.problems
    markers = reader.markers(raw.get("markers"))
    by_key = {marker.key: (i, marker) for i, marker in enumerate(markers)}
    remains = _read_remains(reader, raw.get("pm"), by_key)
    families: list[Family] = []
    for number, entry in enumerate(reader.listed(raw.get("families"), "families"), start=1):
        family = reader.family(entry, markers, f"families, number {number}")
        if family is not None:
            families.append(family)
    missing = _read_missing(reader, raw.get("missing"), families)
    name = str(raw.get("name") or source)
    pairings = _read_pairings(reader, raw.get("pairings"), remains, missing)
    return Case(name, markers, remains, tuple(families), missing, pairings), reader.problems


def _read_remains(reader: Reader, raw: object, by_key: Mapping[str, tuple[int, Marker]]) -> tuple[Remains, ...]:
    result: dict[str, Remains] = {}
    refused: set[str] = set()
    for number, entry in enumerate(reader.listed(raw, "pm"), start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), (str, int)):
            reader.note(f"pm, number {number}", "a sample is an object with an id")
            continue
        name = str(entry["id"])
        if name in result or name in refused:
            reader.note(f"sample {name}", f"the id {name} is given to two samples; only the first is used")
            continue
        try:
            sex = read_sex(entry.get("sex"))
        except InvalidInput as error:
            reader.note(f"sample {name}", f"{error}; the sample is left out")
            refused.add(name)
            continue
        genotypes = untyped(1, len(by_key))[0]
        reader.genotypes(entry.get("genotypes"), by_key, sex, genotypes, f"sample {name}")
        result[name] = Remains(name, sex, genotypes)
    return tuple(result.values())


def _read_missing(reader: Reader, raw: object, families: Sequence[Family]) -> tuple[Missing, ...]:
    places: dict[str, list[tuple[int, int]]] = {}
    for f, family in enumerate(families):
        for m, name in enumerate(family.pedigree.ids):
            places.setdefault(name, []).append((f, m))
    result: list[Missing] = []
    seen: set[str] = set()
    for entry in reader.listed(raw, "missing"):
        name = str(entry)
        found = places.get(name, [])
        if name in seen:
            reader.note(f"missing {name}", f"{name} is listed as missing twice")
        elif not found:
            reader.note(f"missing {name}", f"{name} is not a member of any family that could be used")
        elif len(found) > 1:
            where = ", ".join(families[f].name for f, _ in found)
            reader.note(f"missing {name}", f"{name} stands in several families ({where}); it is left out")
        else:
            f, m = found[0]
            if (families[f].genotypes[m] >= 0).any():
                reader.note(f"missing {name}", f"{name} is missing but has genotypes; they are not used")
                families[f].genotypes[m] = -1
            result.append(Missing(name, f, m, int(families[f].pedigree.sex[m])))
        seen.add(name)
    return tuple(result)


def _read_pairings(
    reader: Reader, raw: object, remains: Sequence[Remains], missing: Sequence[Missing]
) -> dict[str, tuple[str, ...]] | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        reader.note("pairings", "pairings are null or an object {victim: [missing...]}")
        return None
    victims = {sample.id for sample in remains}
    names = {person.id for person in missing} | {"*"}
    result: dict[str, tuple[str, ...]] = {}
    for victim, allowed in raw.items():
        if victim not in victims:
            reader.note(f"pairings {victim}", f"there is no usable sample {victim}")
            continue
        listed = [str(name) for name in reader.listed(allowed, f"pairings {victim}")]
        for name in listed:
            if name not in names:
                reader.note(f"pairings {victim}", f"{name} is not a usable missing person")
        result[victim] = tuple(name for name in listed if name in names)
    return result


def case_lr_matrix(
    case: Case, *, source: str, untyped_founders: UntypedFounders = "keep"
) -> tuple[PairwiseLR, list[Problem]]:
    """Every victim against every missing person of a case, and the families that contradict themselves.

    Rows as in ``case.remains``, columns as in ``case.missing``.
    """
    allowed = None
    if case.pairings is not None:
        allowed = np.array(
            [
                [
                    case.pairings is None or person.id in case.pairings.get(sample.id, (person.id,))
                    for person in case.missing
                ]
                for sample in case.remains
            ],
            dtype=bool,
        ).reshape(len(case.remains), len(case.missing))
    matrix = pairwise_log10_lr(
        case.markers,
        [sample.sex for sample in case.remains],
        np.array([sample.genotypes for sample in case.remains], dtype=np.int16).reshape(
            len(case.remains), len(case.markers), 2
        ),
        [(family.pedigree, family.genotypes) for family in case.families],
        [(person.family, person.member) for person in case.missing],
        allowed=allowed,
        untyped_founders=untyped_founders,
    )
    problems: list[Problem] = []
    told: set[int] = set()
    for person, failure, bad in zip(case.missing, matrix.failures, matrix.family_exclusions, strict=True):
        if person.family in told or (failure is None and not bad):
            continue
        told.add(person.family)
        family = case.families[person.family]
        text = str(failure) if failure is not None else _contradiction(family, case.markers, bad)
        problems.append(Problem(source, f"family {family.name}", text))
    return matrix, problems


def _contradiction(family: Family, markers: Sequence[Marker], bad: Sequence[int]) -> str:
    """Where the relatives contradict each other, who is in it, and what single error would explain it."""
    check = mendelian_check(family.pedigree, family.genotypes[:, list(bad)], [markers[m] for m in bad])
    some = [markers[m] for m in bad]
    where = "; ".join(
        describe_conflict(conflict, family.pedigree, family.genotypes[:, list(bad)], some)
        for conflict in check.conflicts
    )
    why = " or ".join(describe_explanation(explanation, family.pedigree) for explanation in check.explanations)
    markers_word = "marker" if len(bad) == 1 else "markers"
    return f"the relatives contradict each other without mutation at {len(bad)} {markers_word} ({where})" + (
        f"; one error would explain it: {why}" if why else "; no single wrong sample or relationship explains it"
    )
