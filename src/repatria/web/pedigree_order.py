"""Who stands in which row of a pedigree and in which order: generations, couples together, few crossings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

_ROUNDS = 12


class Kin(Protocol):
    """What the ordering needs of a member."""

    @property
    def key(self) -> int: ...
    @property
    def sex(self) -> str: ...
    @property
    def father(self) -> int | None: ...
    @property
    def mother(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Union:
    """Parents (one or two keys) and their children together, in the order of the record."""

    parents: tuple[int, ...]
    children: tuple[int, ...]


def unions(members: Sequence[Kin]) -> list[Union]:
    """Every set of parents with the children they have together."""
    found: dict[tuple[int, ...], list[int]] = {}
    for member in members:
        parents = tuple(parent for parent in (member.father, member.mother) if parent is not None)
        if parents:
            found.setdefault(parents, []).append(member.key)
    return [Union(parents, tuple(children)) for parents, children in found.items()]


def levels(members: Mapping[int, Kin], couples: Sequence[Union]) -> dict[int, int]:
    """Generation of everyone: below both parents; founders just above the eldest generation of their children."""
    level = dict.fromkeys(members, 0)
    changed = True
    while changed:
        changed = False
        for couple in couples:
            below = max(level[parent] for parent in couple.parents) + 1
            for child in couple.children:
                if level[child] < below:
                    level[child] = below
                    changed = True
    for key, member in members.items():
        if member.father is None and member.mother is None:
            children = [level[child] for couple in couples if key in couple.parents for child in couple.children]
            level[key] = min(children, default=1) - 1
    return level


def order_levels(members: Mapping[int, Kin], couples: Sequence[Union], level: Mapping[int, int]) -> list[list[int]]:
    """Rows from the oldest generation down, each from left to right."""
    depth = max(level.values(), default=-1) + 1
    blocks = [_blocks(members, couples, [key for key in members if level[key] == row]) for row in range(depth)]
    best, best_cost = blocks, _cost(blocks, couples)
    for attempt in range(_ROUNDS):
        blocks = _swept(blocks, couples, downwards=attempt % 2 == 0)
        blocks = _improved(blocks, couples)
        cost = _cost(blocks, couples)
        if cost < best_cost:
            best, best_cost = blocks, cost
    return [[key for block in row for key in block] for row in best]


def _blocks(members: Mapping[int, Kin], couples: Sequence[Union], row: list[int]) -> list[list[int]]:
    """Members of one row as blocks of mates; in a simple couple the man stands on the left."""
    inside = set(row)
    mates: dict[int, list[int]] = {key: [] for key in row}
    for couple in couples:
        if len(couple.parents) == 2 and inside.issuperset(couple.parents):
            one, two = couple.parents
            mates[one].append(two)
            mates[two].append(one)
    blocks: list[list[int]] = []
    placed: set[int] = set()
    for start in sorted(row, key=lambda key: (len(mates[key]) > 1, members[key].sex != "male")):
        if start in placed:
            continue
        block, waiting = [], [start]
        while waiting:
            key = waiting.pop()
            if key not in placed:
                placed.add(key)
                block.append(key)
                waiting += [mate for mate in reversed(mates[key]) if mate not in placed]
        blocks.append(block)
    first = {key: position for position, key in enumerate(row)}
    return sorted(blocks, key=lambda block: min(first[key] for key in block))


def _positions(blocks: list[list[list[int]]]) -> dict[int, float]:
    """Everyone's place when each row is centred and evenly spaced."""
    place: dict[int, float] = {}
    for row in blocks:
        keys = [key for block in row for key in block]
        for position, key in enumerate(keys):
            place[key] = position - (len(keys) - 1) / 2
    return place


def _swept(blocks: list[list[list[int]]], couples: Sequence[Union], *, downwards: bool) -> list[list[list[int]]]:
    """Every row sorted by where the parents (or the children) of its blocks stand."""
    place = _positions(blocks)
    wanted: dict[int, list[float]] = {}
    for couple in couples:
        if downwards:
            middle = sum(place[parent] for parent in couple.parents) / len(couple.parents)
            for child in couple.children:
                wanted.setdefault(child, []).append(middle)
        else:
            middle = sum(place[child] for child in couple.children) / len(couple.children)
            for parent in couple.parents:
                wanted.setdefault(parent, []).append(middle)

    def centre(block: list[int]) -> float:
        pulls = [pull for key in block for pull in wanted.get(key, [])] or [place[key] for key in block]
        return sum(pulls) / len(pulls)

    return [sorted(row, key=centre) for row in blocks]


def _improved(blocks: list[list[list[int]]], couples: Sequence[Union]) -> list[list[list[int]]]:
    """Turn single blocks round and swap neighbours as long as that helps."""
    blocks = [[list(block) for block in row] for row in blocks]
    cost = _cost(blocks, couples)
    for _round in range(_ROUNDS):
        before = cost
        for row in blocks:
            for i in range(len(row)):
                row[i].reverse()
                turned = _cost(blocks, couples)
                if turned < cost:
                    cost = turned
                else:
                    row[i].reverse()
                if i + 1 < len(row):
                    row[i], row[i + 1] = row[i + 1], row[i]
                    swapped = _cost(blocks, couples)
                    if swapped < cost:
                        cost = swapped
                    else:
                        row[i], row[i + 1] = row[i + 1], row[i]
        if cost == before:
            break
    return blocks


def _cost(blocks: list[list[list[int]]], couples: Sequence[Union]) -> float:
    """Crossings of the lines of descent first, then their sideways length, then mates that stand apart."""
    place = _positions(blocks)
    row_of = {key: number for number, row in enumerate(blocks) for block in row for key in block}
    edges: dict[int, list[tuple[float, float]]] = {}
    length = apart = 0.0
    for couple in couples:
        middle = sum(place[parent] for parent in couple.parents) / len(couple.parents)
        if len(couple.parents) == 2 and row_of[couple.parents[0]] == row_of[couple.parents[1]]:
            apart += abs(place[couple.parents[0]] - place[couple.parents[1]]) - 1
        for child in couple.children:
            length += (middle - place[child]) ** 2
            edges.setdefault(row_of[child], []).append((middle, place[child]))
    crossings = sum(
        (one[0] - two[0]) * (one[1] - two[1]) < 0
        for row in edges.values()
        for i, one in enumerate(row)
        for two in row[:i]
    )
    return 100.0 * crossings + 20.0 * apart + length
