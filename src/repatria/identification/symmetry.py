"""Solutions that the data cannot tell apart, named as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from repatria.identification.choices import FamilyChoices, Floats

#: Two solutions are taken as equally good when the logs of their weights differ by less.
TIE = 1e-7


@dataclass(frozen=True, slots=True)
class Symmetry:
    """Remains and missing persons, by index, among whom several best solutions divide.

    interchangeable: whether the missing could change places in every solution without any change of weight (for
    example full siblings of one sex without children), so that more remains would not help: only other data can.
    """

    remains: tuple[int, ...]
    missing: tuple[int, ...]
    interchangeable: bool

    def in_words(self, rows: Sequence[str], cols: Sequence[str]) -> str:
        """One sentence for the report."""
        who = " and ".join(rows[item] for item in self.remains)
        whom = [cols[person] for person in self.missing]
        if len(self.remains) == 1:
            return f"{who} is {' or '.join(whom)}: the data cannot say which"
        if len(self.missing) == 1:
            return f"{whom[0]} is {' or '.join(rows[item] for item in self.remains)}: the data cannot say which"
        if len(self.remains) == len(self.missing):
            return f"{who} are {' and '.join(whom)}: the data cannot say who is which"
        return f"{who} are among {' and '.join(whom)}: the data cannot say who is which"


def symmetries(log_glr: Floats, families: Sequence[FamilyChoices]) -> list[Symmetry]:
    """Groups of pairings that are in some best solution but not in all of them.

    log_glr: shape (remains, missing + 1), see ``Joint``; a pairing of which the best solution with it is as good as the
    best without it has 0 there.
    """
    row, col = np.nonzero(np.abs(log_glr[:, :-1]) < TIE)
    group: dict[tuple[str, int], int] = {}
    members: dict[int, set[tuple[str, int]]] = {}
    for item, person in zip(row.tolist(), col.tolist(), strict=True):
        ends = [("remains", item), ("missing", person)]
        old = sorted({group[end] for end in ends if end in group})
        merged = set(ends).union(*(members.pop(number) for number in old))
        name = old[0] if old else len(group)
        while name in members:
            name += 1
        members[name] = merged
        group.update(dict.fromkeys(merged, name))
    found = []
    for merged in members.values():
        remains = tuple(sorted(number for kind, number in merged if kind == "remains"))
        missing = tuple(sorted(number for kind, number in merged if kind == "missing"))
        found.append(Symmetry(remains, missing, _interchangeable(missing, families)))
    return sorted(found, key=lambda one: (one.remains, one.missing))


def _interchangeable(missing: tuple[int, ...], families: Sequence[FamilyChoices]) -> bool:
    """Whether each neighbouring two of the missing can be swapped in every choice of their one family."""
    if len(missing) < 2:
        return False
    own = [family for family in families if set(missing) & set(family.missing.tolist())]
    if len(own) != 1:
        return False
    weight = {frozenset(own[0].pairs(number)): float(own[0].log_weight[number]) for number in range(len(own[0]))}
    for one, other in pairwise(missing):
        swap = {one: other, other: one}
        for pairs, value in weight.items():
            mirrored = weight.get(frozenset((swap.get(person, person), item) for person, item in pairs))
            if mirrored is None or abs(mirrored - value) > TIE:
                return False
    return True
