"""Verbs on families: record a pedigree whole, with its members, its donors and the missing it looks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.errors import InvalidInput
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import Sex


@dataclass(frozen=True, slots=True)
class Member:
    """One member as drawn: parents by label, both or none; the key of the missing person this member is, if one.

    twin_group: a name that identical twins share; empty for everyone else.
    """

    label: str
    sex: Sex
    father: str | None = None
    mother: str | None = None
    missing_person_id: int | None = None
    inbreeding: float = 0.0
    twin_group: str = ""


def add_family(
    record: Recording,
    code: str,
    members: Sequence[Member],
    *,
    population_id: int | None = None,
    made_up: bool = False,
    source: str = "",
) -> dict[str, int]:
    """Record a family; returns the key of each member by label. The pedigree itself must have been validated."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    keys = {member.label: record.next_id(FamilyMember) for member in members}
    if len(keys) != len(members):
        raise InvalidInput(f"family {code}: two members have the same label")
    key = record.next_id(Family)
    payload = {
        "id": key,
        "code": code,
        "population_id": population_id,
        "made_up": made_up,
        "source": source,
        "members": [
            {
                "id": keys[member.label],
                "label": member.label,
                "sex": Sex(member.sex).value,
                "father_id": keys[member.father] if member.father else None,
                "mother_id": keys[member.mother] if member.mother else None,
                "missing_person_id": member.missing_person_id,
                "inbreeding": member.inbreeding,
                "twin_group": member.twin_group,
            }
            for member in members
        ],
    }
    record.append("families.family_added", f"family/{key}", payload)
    return keys


@projects("families.family_added")
def _family_added(facts: list[Fact]) -> None:
    families, members = [], []
    for fact in facts:
        columns = dict(fact.payload)
        drawn = columns.pop("members")
        families.append({"recorded_seq": fact.seq, **columns})
        # Parents before children, so that the row a key points to is there.
        placed: set[int] = set()
        while drawn:
            ready = [m for m in drawn if {m["father_id"], m["mother_id"]} <= placed | {None}]
            if not ready:
                raise InvalidInput(f"family {columns['code']}: someone is their own ancestor")
            members += [{"recorded_seq": fact.seq, "family_id": columns["id"], **m} for m in ready]
            placed |= {m["id"] for m in ready}
            drawn = [m for m in drawn if m["id"] not in placed]
    insert_rows(Family, families)
    insert_rows(FamilyMember, members)
