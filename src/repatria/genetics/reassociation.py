"""Re-association: groups of samples linked as one person, with every link and every contradiction shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.genetics.direct_matching import Links, MatchTables, score_links
from repatria.genetics.pedigree import UNKNOWN


@dataclass(frozen=True, eq=False)
class Group:
    """Samples held together by links at or above the threshold.

    members: profile numbers, ascending. links: the pairs that hold the group together.
    conflicts: pairs of members that are not linked themselves (their LR is below the threshold); `sex_conflicts`,
    those among all pairs whose known sexes differ. A group without conflicts is one in which everybody matches
    everybody.
    """

    members: tuple[int, ...]
    links: Links
    conflicts: Links
    sex_conflicts: tuple[tuple[int, int], ...]

    @property
    def consistent(self) -> bool:
        """True when every two members are linked and no sexes contradict."""
        return not len(self.conflicts) and not self.sex_conflicts


def reassociate(links: Links, tables: MatchTables, sexes: Sequence[int] | npt.NDArray[np.int8]) -> tuple[Group, ...]:
    """Groups of two and more samples, connected through links found within one set of profiles.

    tables: those the links were found with. Groups stand in the order of their first member. A matches B and B
    matches C while A and C do not is a conflict: it is reported, the group is not torn apart.
    """
    count = len(tables.one)
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in zip(links.first.tolist(), links.second.tolist(), strict=True):
        a, b = find(i), find(j)
        root[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = {}
    for i in sorted({*links.first.tolist(), *links.second.tolist()}):
        members.setdefault(find(i), []).append(i)
    home = np.array([find(i) for i in range(count)], dtype=np.int64)
    groups = []
    for leader, group in sorted(members.items()):
        own = np.flatnonzero(home[links.first] == leader)
        held = _take(links, own)
        linked = set(zip(held.first.tolist(), held.second.tolist(), strict=True))
        pairs = [(i, j) for n, i in enumerate(group) for j in group[n + 1 :]]
        apart = np.array([pair for pair in pairs if pair not in linked], dtype=np.int64).reshape(-1, 2)
        sex = tuple((i, j) for i, j in pairs if UNKNOWN not in (sexes[i], sexes[j]) and sexes[i] != sexes[j])
        conflicts = score_links(tables, np.ascontiguousarray(apart[:, 0]), np.ascontiguousarray(apart[:, 1]))
        groups.append(Group(tuple(group), held, conflicts, sex))
    return tuple(groups)


def _take(links: Links, rows: npt.NDArray[np.int64]) -> Links:
    return Links(*(getattr(links, name)[rows] for name in Links.__dataclass_fields__))
