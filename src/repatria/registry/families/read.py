"""Reads families into pedigrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, Pedigree, read_pedigree
from repatria.problems import Problem
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.roster.models import Sex

SEX_CODES = {Sex.MALE.value: MALE, Sex.FEMALE.value: FEMALE, Sex.UNKNOWN.value: UNKNOWN}


@dataclass(frozen=True, eq=False)
class ReadFamily:
    """A family as genetics sees it.

    members: the record's rows, in the order of the pedigree, which may continue with implied parents.
    missing: positions of the missing persons.
    """

    family: Family
    pedigree: Pedigree
    members: tuple[FamilyMember, ...]

    @property
    def missing(self) -> list[int]:
        """Positions of the members who are missing."""
        return [i for i, member in enumerate(self.members) if member.missing_person_id is not None]


def read_family(family: Family, members: Sequence[FamilyMember], problems: list[Problem]) -> ReadFamily | None:
    """The pedigree of a family, or None and the reasons."""
    label = {member.pk: member.label for member in members}
    twins: dict[str, list[str]] = {}
    for member in members:
        if member.twin_group:
            twins.setdefault(member.twin_group, []).append(member.label)
    pedigree, faults = read_pedigree(
        [
            Member(
                member.label,
                label.get(member.father_id) if member.father_id else None,
                label.get(member.mother_id) if member.mother_id else None,
                SEX_CODES[member.sex],
            )
            for member in members
        ],
        source="record",
        place=f"family {family.pk}",
        founder_inbreeding={member.label: member.inbreeding for member in members if member.inbreeding},
        twins=twins.values(),
    )
    problems += faults
    return None if pedigree is None else ReadFamily(family, pedigree, tuple(members))
