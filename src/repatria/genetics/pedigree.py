"""Pedigrees: who descends from whom, checked in words, and small constructors for the common families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.problems import Problem

IntArray = npt.NDArray[np.int64]

UNKNOWN, MALE, FEMALE = 0, 1, 2
SEX_NAMES = {UNKNOWN: "unknown", MALE: "male", FEMALE: "female"}


class Member(NamedTuple):
    """One row of a pedigree as written: parents by id, None when not in the pedigree."""

    id: str
    father: str | None = None
    mother: str | None = None
    sex: int = UNKNOWN


@dataclass(frozen=True, eq=False)
class Pedigree:
    """A family of n members; every member has both parents in it or none.

    ids: n names, unique.
    father, mother: (n,) int64, index of the parent, -1 for founders.
    sex: (n,) int8, 0 unknown, 1 male, 2 female.
    founder_inbreeding: (n,) float64, probability that a founder's two alleles are identical by descent; 0 otherwise.
    twins: groups of members (indices) that are genetically identical.
    implied: members that no one wrote down: the absent second parent of a child with one known parent.
    """

    ids: tuple[str, ...]
    father: IntArray
    mother: IntArray
    sex: npt.NDArray[np.int8]
    founder_inbreeding: npt.NDArray[np.float64]
    twins: tuple[tuple[int, ...], ...] = ()
    implied: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def founders(self) -> tuple[int, ...]:
        """Members without parents here."""
        return tuple(int(i) for i in np.flatnonzero(self.father < 0))

    @property
    def shape_key(self) -> tuple[object, ...]:
        """Equal for pedigrees that differ in nothing but the names of their members."""
        arrays = (self.father, self.mother, self.sex, self.founder_inbreeding)
        return (*(array.tobytes() for array in arrays), self.twins, self.implied)

    @property
    def order(self) -> tuple[int, ...]:
        """All members, parents before children."""
        return tuple(_parents_first(self.father.tolist(), self.mother.tolist())[0])

    def children(self, member: int) -> tuple[int, ...]:
        """Children of one member, in the order of the pedigree."""
        return tuple(int(i) for i in np.flatnonzero((self.father == member) | (self.mother == member)))

    def index(self, name: str) -> int:
        """Position of a member by id."""
        try:
            return self.ids.index(name)
        except ValueError:
            raise InvalidInput(f"the pedigree has no member {name!r}") from None

    def members(self) -> list[Member]:
        """The rows as they would be written."""
        return [
            Member(
                name,
                self.ids[self.father[i]] if self.father[i] >= 0 else None,
                self.ids[self.mother[i]] if self.mother[i] >= 0 else None,
                int(self.sex[i]),
            )
            for i, name in enumerate(self.ids)
        ]


def build_pedigree(
    members: Iterable[Member],
    *,
    founder_inbreeding: Mapping[str, float] | None = None,
    twins: Iterable[Iterable[str]] = (),
) -> Pedigree:
    """A checked pedigree; raises InvalidInput with every fault found, in words."""
    pedigree, faults = check_pedigree(members, founder_inbreeding=founder_inbreeding, twins=twins)
    if pedigree is None:
        raise InvalidInput("; ".join(message for _, message in faults))
    return pedigree


def read_pedigree(
    members: Iterable[Member],
    *,
    source: str,
    place: str,
    founder_inbreeding: Mapping[str, float] | None = None,
    twins: Iterable[Iterable[str]] = (),
) -> tuple[Pedigree | None, list[Problem]]:
    """A pedigree, or None and what is wrong with it as Problems placed at ``place, member ID``."""
    pedigree, faults = check_pedigree(members, founder_inbreeding=founder_inbreeding, twins=twins)
    return pedigree, [Problem(source, f"{place}, member {name}" if name else place, text) for name, text in faults]


def check_pedigree(
    members: Iterable[Member],
    *,
    founder_inbreeding: Mapping[str, float] | None = None,
    twins: Iterable[Iterable[str]] = (),
) -> tuple[Pedigree | None, list[tuple[str, str]]]:
    """The pedigree (None when unusable) and the faults found, each as (member id, message).

    A child with one known parent gets an implied, untyped founder for the other. Sexes left unknown are taken
    from the role as father or mother.
    """
    faults: list[tuple[str, str]] = []
    rows: dict[str, Member] = {}
    for member in members:
        known = rows.get(member.id)
        if known is None:
            rows[member.id] = member
            continue
        faults.append((member.id, f"the id {member.id} is given to two members"))
        for role, one, two in (("fathers", known.father, member.father), ("mothers", known.mother, member.mother)):
            if one is not None and two is not None and one != two:
                faults.append((member.id, f"{member.id} has two {role}: {one} and {two}"))
    rows_list, implied = _with_implied_parents(rows, faults)
    ids = tuple(member.id for member in rows_list)
    position = {name: i for i, name in enumerate(ids)}
    sex = _sexes(rows_list, position, faults)
    father = [position.get(member.father, -1) if member.father is not None else -1 for member in rows_list]
    mother = [position.get(member.mother, -1) if member.mother is not None else -1 for member in rows_list]
    _, circle = _parents_first(father, mother)
    faults.extend((ids[i], f"{ids[i]} is their own ancestor") for i in circle)

    inbreeding = np.zeros(len(ids))
    for name, value in (founder_inbreeding or {}).items():
        if name not in position:
            faults.append((name, f"founder inbreeding is given for {name}, who is not in the pedigree"))
        elif father[position[name]] >= 0:
            faults.append((name, f"founder inbreeding is given for {name}, who is not a founder"))
        elif not 0.0 <= value <= 1.0:
            faults.append((name, f"founder inbreeding of {name} is {value}, not between 0 and 1"))
        else:
            inbreeding[position[name]] = value
    groups = _twin_groups(twins, position, father, mother, sex, faults)
    if faults:
        return None, faults
    return (
        Pedigree(
            ids,
            np.array(father, dtype=np.int64),
            np.array(mother, dtype=np.int64),
            np.array(sex, dtype=np.int8),
            inbreeding,
            groups,
            frozenset(position[name] for name in implied),
        ),
        [],
    )


def _with_implied_parents(rows: Mapping[str, Member], faults: list[tuple[str, str]]) -> tuple[list[Member], list[str]]:
    """The rows with an untyped founder added for every absent second parent, and the ids that were added."""
    result: list[Member] = []
    added: list[Member] = []
    for member in rows.values():
        for role, parent in (("father", member.father), ("mother", member.mother)):
            if parent is not None and parent not in rows:
                faults.append((member.id, f"the {role} {parent} of {member.id} is not a member of the family"))
        if member.father is not None and member.father == member.mother:
            faults.append((member.id, f"{member.id} has the same person, {member.father}, as father and mother"))
        if (member.father is None) == (member.mother is None):
            result.append(member)
            continue
        role = "mother" if member.mother is None else "father"
        name = f"{role} of {member.id}"
        while name in rows or any(name == other.id for other in added):
            name += " (implied)"
        added.append(Member(name, sex=FEMALE if role == "mother" else MALE))
        result.append(member._replace(mother=name) if role == "mother" else member._replace(father=name))
    return result + added, [member.id for member in added]


def _sexes(rows: Sequence[Member], position: Mapping[str, int], faults: list[tuple[str, str]]) -> list[int]:
    sex = [member.sex for member in rows]
    for i, member in enumerate(rows):
        if member.sex not in SEX_NAMES:
            faults.append((member.id, f"the sex of {member.id} is neither male, female nor unknown"))
            sex[i] = UNKNOWN
    wrong: set[str] = set()
    for member in rows:
        for role, parent, needed in (("father", member.father, MALE), ("mother", member.mother, FEMALE)):
            if parent is None or parent not in position:
                continue
            i = position[parent]
            if sex[i] == UNKNOWN:
                sex[i] = needed
            elif sex[i] != needed and parent not in wrong:
                wrong.add(parent)
                also = f" ({member.id} would have two {'fathers' if needed == FEMALE else 'mothers'})"
                faults.append((parent, f"{parent} is the {role} of {member.id} but is {SEX_NAMES[sex[i]]}{also}"))
    return sex


def _parents_first(father: Sequence[int], mother: Sequence[int]) -> tuple[list[int], list[int]]:
    """Members with parents before children, and those that are left because they descend from themselves."""
    n = len(father)
    waiting = [(father[i] >= 0) + (mother[i] >= 0) for i in range(n)]
    children: list[list[int]] = [[] for _ in range(n)]
    for i in range(n):
        for parent in (father[i], mother[i]):
            if parent >= 0:
                children[parent].append(i)
    order = [i for i in range(n) if waiting[i] == 0]
    for parent in order:
        for child in children[parent]:
            waiting[child] -= 1
            if waiting[child] == 0:
                order.append(child)
    if len(order) == n:
        return order, []
    left = set(range(n)) - set(order)
    return order, sorted(i for i in left if _reaches_itself(i, children, left))


def _reaches_itself(start: int, children: Sequence[Sequence[int]], within: set[int]) -> bool:
    seen: set[int] = set()
    stack = [child for child in children[start] if child in within]
    while stack:
        node = stack.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            stack.extend(child for child in children[node] if child in within)
    return False


def _twin_groups(
    twins: Iterable[Iterable[str]],
    position: Mapping[str, int],
    father: Sequence[int],
    mother: Sequence[int],
    sex: Sequence[int],
    faults: list[tuple[str, str]],
) -> tuple[tuple[int, ...], ...]:
    groups: list[tuple[int, ...]] = []
    taken: set[str] = set()
    for names in twins:
        group = list(names)
        absent = [name for name in group if name not in position]
        faults.extend((name, f"the twin {name} is not in the pedigree") for name in absent)
        faults.extend((name, f"{name} is in two groups of twins") for name in group if name in taken)
        taken.update(group)
        where = tuple(position[name] for name in group if name in position)
        if len({(father[i], mother[i]) for i in where}) > 1:
            faults.append((group[0], f"the twins {', '.join(group)} do not have the same parents"))
        if len({sex[i] for i in where if sex[i] != UNKNOWN}) > 1:
            faults.append((group[0], f"the identical twins {', '.join(group)} differ in sex"))
        if len(where) > 1:
            groups.append(where)
    return tuple(groups)


def singleton(name: str = "1", sex: int = UNKNOWN) -> Pedigree:
    """One person alone."""
    return build_pedigree([Member(name, sex=sex)])


def nuclear_family(
    children: Sequence[tuple[str, int]] | int = 1, *, father: str = "father", mother: str = "mother"
) -> Pedigree:
    """Father, mother and their children (names with sexes, or a number of sons named child1, child2...)."""
    if isinstance(children, int):
        children = [(f"child{i + 1}", MALE) for i in range(children)]
    return build_pedigree(
        [Member(father, sex=MALE), Member(mother, sex=FEMALE)]
        + [Member(name, father, mother, sex) for name, sex in children]
    )


def half_siblings(shared: int = MALE) -> Pedigree:
    """Two half-siblings ``one`` and ``two`` through a shared father (or mother), with untyped parents."""
    if shared == MALE:
        parents = [("shared", "other1"), ("shared", "other2")]
    else:
        parents = [("other1", "shared"), ("other2", "shared")]
    return build_pedigree(
        [
            Member("shared", sex=shared),
            Member("other1", sex=FEMALE if shared == MALE else MALE),
            Member("other2", sex=FEMALE if shared == MALE else MALE),
            Member("one", *parents[0], MALE),
            Member("two", *parents[1], MALE),
        ]
    )


def cousins(degree: int = 1, *, removed: int = 0) -> Pedigree:
    """Cousins ``one`` and ``two`` of the given degree (1 = first cousins), ``two`` that many times removed."""
    rows = [Member("ancestor1", sex=MALE), Member("ancestor2", sex=FEMALE)]
    for line, steps in (("one", degree), ("two", degree + removed)):
        father, mother = "ancestor1", "ancestor2"
        for step in range(steps):
            rows.append(Member(f"{line}_{step}", father, mother, MALE))
            rows.append(Member(f"{line}_{step}_wife", sex=FEMALE))
            father, mother = f"{line}_{step}", f"{line}_{step}_wife"
        rows.append(Member(line, father, mother, MALE))
    return build_pedigree(rows)
