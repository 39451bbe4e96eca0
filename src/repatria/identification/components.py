"""Splitting families and remains into groups that cannot influence each other, and the order to work through one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from repatria.identification.choices import FamilyChoices, Integers

#: Remains that a state can tell apart at one time; the other bits of a 64-bit key hold the tally.
WIDEST_FRONTIER = 48
_STARTS = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """An order of families and, after each, the remains that no later family can use.

    order: places in the list of families. slots: the bit given to each remains while it matters. retired: remains to
    let go of after each family. log2_states: an upper bound on the states held at all times together, as log2.
    """

    order: tuple[int, ...]
    slots: dict[int, int]
    retired: tuple[tuple[int, ...], ...]
    width: int
    log2_states: float


def labels(families: Sequence[FamilyChoices], remains: int) -> tuple[Integers, Integers]:
    """The component of each family and of each remains, int64; what nothing touches is a component of its own."""
    count = len(families)
    row = np.repeat(np.arange(count), [len(family.remains) for family in families])
    col = np.concatenate([family.remains for family in families] + [np.zeros(0, dtype=np.int64)]) + count
    size = count + remains
    graph = coo_matrix((np.ones(len(row), dtype=np.int8), (row, col)), shape=(size, size))
    label = connected_components(graph, directed=False)[1].astype(np.int64)
    return label[:count], label[count:]


def split(families: Sequence[FamilyChoices], remains: int) -> list[list[int]]:
    """Groups of families, by place, that share remains directly or through others; families with choices only."""
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels(families, remains)[0].tolist()):
        if len(families[place]):
            groups.setdefault(label, []).append(place)
    return list(groups.values())


def plan(families: Sequence[FamilyChoices]) -> Plan | None:
    """The order with the fewest states that a greedy search finds; None when it needs more than ``WIDEST_FRONTIER``.

    Greedy minimum frontier (as in vertex separation, Kinnersley 1992): from each of several starts take next the
    family that leaves the fewest remains open.
    """
    if not families:
        return Plan((), {}, (), 0, 0.0)
    members = [frozenset(family.remains.tolist()) for family in families]
    users: dict[int, set[int]] = {}
    for place, used in enumerate(members):
        for item in used:
            users.setdefault(item, set()).add(place)
    starts = sorted(range(len(families)), key=lambda place: (len(members[place]), place))[:_STARTS]
    best: Plan | None = None
    for start in starts:
        found = _follow(families, members, users, start)
        if found is not None and (best is None or found.log2_states < best.log2_states):
            best = found
    return best


def _follow(
    families: Sequence[FamilyChoices], members: list[frozenset[int]], users: dict[int, set[int]], start: int
) -> Plan | None:
    waiting = {item: len(places) for item, places in users.items()}
    left = set(range(len(families)))
    opened: set[int] = set()
    free: list[int] = []
    slots: dict[int, int] = {}
    order: list[int] = []
    retired: list[tuple[int, ...]] = []
    width, states, reachable = 0, -np.inf, 0.0
    place = start
    while True:
        order.append(place)
        left.discard(place)
        for item in sorted(members[place] - opened):
            if free:
                slots[item] = free.pop()
            else:
                slots[item] = width
                width += 1
        if width > WIDEST_FRONTIER:
            return None
        opened |= members[place]
        reachable = min(reachable + np.log2(1 + len(families[place])), float(len(opened)))
        states = np.logaddexp2(states, reachable)
        gone = []
        for item in sorted(members[place]):
            waiting[item] -= 1
            if not waiting[item]:
                gone.append(item)
                opened.discard(item)
                free.append(slots[item])
        free.sort(reverse=True)
        reachable = min(reachable, float(len(opened)))
        retired.append(tuple(gone))
        if not left:
            return Plan(tuple(order), slots, tuple(retired), width, float(states))
        near = {user for item in opened for user in users[item]} & left
        place = min(
            near or left,
            key=lambda other: (
                len(members[other] - opened) - sum(waiting[item] == 1 for item in members[other]),
                len(members[other] - opened),
                other,
            ),
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """Upper bounds: transitions[t] from the states before family t of an order, states[t] that it leads to."""

    transitions: tuple[float, ...]
    states: tuple[float, ...]


def growth(
    families: Sequence[FamilyChoices], order: Sequence[int], retired: Sequence[tuple[int, ...]] | None = None
) -> Growth:
    """How many states an order of families can lead to: sets of remains no larger than its choices can use.

    retired: see ``Plan``; nothing is let go of where it is None.
    """
    opened: set[int] = set()
    states, most_used = 1.0, 0
    transitions, after = [], []
    for number, place in enumerate(order):
        family = families[place]
        opened.update(family.remains.tolist())
        most_used += int(np.diff(family.start).max(initial=0))
        transitions.append(states * (1 + len(family)))
        within = sum(comb(len(opened), used) for used in range(min(most_used, len(opened)) + 1))
        states = min(transitions[-1], float(within))
        after.append(states)
        if retired is not None:
            opened.difference_update(retired[number])
            states = min(states, 2.0 ** len(opened))
    return Growth(tuple(transitions), tuple(after))
