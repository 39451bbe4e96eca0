"""Joining two families into one pedigree by a stated relationship between a member of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from repatria.errors import InvalidInput
from repatria.genetics.pedigree import FEMALE, MALE, Member, Pedigree, build_pedigree

Line = Literal["father", "mother"]


@dataclass(frozen=True, eq=False)
class JoinedFamilies:
    """Two families in one pedigree and the same two apart.

    joined, apart: pedigrees; the members of both stand under ``1:ID`` and ``2:ID``, members that the relationship
    needed under ``between 1`` and on, as untyped founders and links.
    """

    joined: Pedigree
    apart: Pedigree


def join_families(
    one: Pedigree,
    person_one: str,
    two: Pedigree,
    person_two: str,
    relation: str,
    *,
    line_one: Line = "father",
    line_two: Line = "father",
) -> JoinedFamilies:
    """The pedigree in which person_one is to person_two what `relation` says; see `RELATIONSHIPS`.

    Lines say through which parent half-siblings, grandparents, uncles and cousins are related. Existing parents are
    used where a family has them. Raises InvalidInput when the relationship contradicts the parents already there.
    """
    if relation not in RELATIONSHIPS:
        raise InvalidInput(f"the relationship {relation!r} is not one of: {', '.join(RELATIONSHIPS)}")
    for name in (line_one, line_two):
        if name not in ("father", "mother"):
            raise InvalidInput(f"the line is father or mother, not {name!r}")
    rows = {row.id: row for number, family in ((1, one), (2, two)) for row in _renamed(family, number)}
    apart = _build(rows, one, two)
    one.index(person_one)
    two.index(person_two)
    joiner = _Joiner(rows, line_one, line_two)
    RELATIONSHIPS[relation](joiner, f"1:{person_one}", f"2:{person_two}")
    return JoinedFamilies(_build(joiner.rows, one, two), apart)


def _renamed(family: Pedigree, number: int) -> list[Member]:
    return [
        Member(
            f"{number}:{row.id}",
            None if row.father is None else f"{number}:{row.father}",
            None if row.mother is None else f"{number}:{row.mother}",
            row.sex,
        )
        for row in family.members()
    ]


def _build(rows: dict[str, Member], one: Pedigree, two: Pedigree) -> Pedigree:
    inbreeding: dict[str, float] = {}
    twins: list[list[str]] = []
    implied: set[str] = set()
    for number, family in ((1, one), (2, two)):
        names = [f"{number}:{name}" for name in family.ids]
        inbreeding |= {names[i]: float(f) for i, f in enumerate(family.founder_inbreeding) if f > 0}
        twins += [[names[i] for i in group] for group in family.twins]
        implied |= {names[i] for i in family.implied}
    for name in inbreeding:
        if rows[name].father is not None:
            raise InvalidInput(f"{name} is an inbred founder: the relationship would give him or her parents")
    for group in twins:
        if len({rows[name][1:3] for name in group}) > 1:
            raise InvalidInput(f"{group[0]} has an identical twin: name the relationship for a member without one")
    pedigree = build_pedigree(rows.values(), founder_inbreeding=inbreeding, twins=twins)
    return replace(pedigree, implied=frozenset(pedigree.index(name) for name in implied if name in rows))


class _Joiner:
    """Rows of both families while a relationship is drawn between them."""

    def __init__(self, rows: dict[str, Member], line_one: Line, line_two: Line) -> None:
        self.rows = dict(rows)
        self.lines = {"1": line_one, "2": line_two}
        self.added = 0

    def _add(self, sex: int) -> str:
        self.added += 1
        name = f"between {self.added}"
        self.rows[name] = Member(name, sex=sex)
        return name

    def _parents(self, person: str) -> tuple[str, str]:
        """Both parents, new ones where there are none."""
        row = self.rows[person]
        if row.father is None or row.mother is None:
            row = row._replace(father=self._add(MALE), mother=self._add(FEMALE))
            self.rows[person] = row
        return str(row.father), str(row.mother)

    def _orphan(self, person: str, why: str) -> None:
        if self.rows[person].father is not None:
            raise InvalidInput(f"{person} has parents already and cannot also be {why}")

    def line_parent(self, person: str) -> str:
        """The father or mother through whom a person is related."""
        return self._parents(person)[0 if self.lines[person[0]] == "father" else 1]

    def full_siblings(self, one: str, two: str) -> None:
        """Give both the same parents."""
        if self.rows[two].father is not None:
            one, two = two, one
        self._orphan(two, f"a full sibling of {one}, who has other parents")
        father, mother = self._parents(one)
        self.rows[two] = self.rows[two]._replace(father=father, mother=mother)

    def half_siblings(self, one: str, two: str) -> None:
        """Give both one parent in common, in the line of the first."""
        line = self.lines[one[0]]
        if self.rows[two].father is not None:
            one, two = two, one
        self._orphan(two, f"a half-sibling of {one}, who has other parents")
        shared = self._parents(one)[0 if line == "father" else 1]
        other = self._add(FEMALE if line == "father" else MALE)
        pair = (shared, other) if line == "father" else (other, shared)
        self.rows[two] = self.rows[two]._replace(father=pair[0], mother=pair[1])

    def parent_of(self, parent: str, child: str) -> None:
        """Make one the parent of the other."""
        self._orphan(child, f"the child of {parent}")
        pair = (self._add(MALE), parent) if self.rows[parent].sex == FEMALE else (parent, self._add(FEMALE))
        self.rows[child] = self.rows[child]._replace(father=pair[0], mother=pair[1])

    def grandparent_of(self, one: str, two: str) -> None:
        """Make one a parent of a parent of the other."""
        self.parent_of(one, self.line_parent(two))

    def uncle_of(self, one: str, two: str) -> None:
        """Make one a full sibling of a parent of the other."""
        self.full_siblings(one, self.line_parent(two))

    def cousins(self, one: str, two: str) -> None:
        """Make a parent of the one a full sibling of a parent of the other."""
        self.full_siblings(self.line_parent(one), self.line_parent(two))


RELATIONSHIPS: dict[str, Callable[[_Joiner, str, str], None]] = {
    "full-siblings": _Joiner.full_siblings,
    "half-siblings": _Joiner.half_siblings,
    "parent-child": _Joiner.parent_of,
    "child-parent": lambda joiner, one, two: joiner.parent_of(two, one),
    "grandparent-grandchild": _Joiner.grandparent_of,
    "grandchild-grandparent": lambda joiner, one, two: joiner.grandparent_of(two, one),
    "uncle-nephew": _Joiner.uncle_of,
    "nephew-uncle": lambda joiner, one, two: joiner.uncle_of(two, one),
    "first-cousins": _Joiner.cousins,
}
"""What the first person is to the second; "uncle" and "nephew" stand for either sex."""
