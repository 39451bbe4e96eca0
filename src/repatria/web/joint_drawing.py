"""The joint solution drawn: remains on the left, missing persons on the right, lines as heavy as their posterior."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.registry.runs.joint import RunJoint

LEAST = 0.01
"""Pairings of a smaller posterior are not drawn."""
WIDTH, _LEFT, _RIGHT = 720.0, 210.0, 480.0
_ROW, _TOP, _LABEL_WIDTH, _LABEL_HEIGHT = 46.0, 26.0, 52.0, 13.0
_ALONG = (0.3, 0.5, 0.7, 0.4, 0.6, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Node:
    """Remains or a missing person by place, where it stands, and the posterior that it goes with none drawn here."""

    place: int
    y: float
    none: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A pairing. best: in the best solution; even: some best solutions have it and others do not; hit: the pair."""

    row: int
    col: int
    posterior: float
    y1: float
    y2: float
    width: float
    opacity: float
    best: bool
    even: bool
    hit: int
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One group of remains and missing persons that bear on one another. simple: one of each."""

    remains: tuple[Node, ...]
    missing: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: float

    @property
    def simple(self) -> bool:
        """Whether there is nothing but one set of remains and one missing person."""
        return len(self.remains) == len(self.missing) == 1


def drawings(solved: RunJoint) -> list[Drawing]:
    """Every group that drawn pairings connect: those of several remains or persons first, then the pairs alone."""
    marginal = solved.answer.marginal
    best = set(solved.answer.best[0][0]) if solved.answer.best else set()
    even = {(row, col) for one in solved.symmetric for row in one.remains for col in one.missing}
    drawn = [pair for pair in sorted(solved.choices.candidates) if marginal[pair] >= LEAST]
    found = []
    for rows, cols in _groups(drawn):
        height = max(len(rows), len(cols)) * _ROW
        left = {row: _TOP + (n + 0.5) * height / len(rows) for n, row in enumerate(rows)}
        right = {col: _TOP + (n + 0.5) * height / len(cols) for n, col in enumerate(_untangled(cols, drawn, left))}
        taken: list[tuple[float, float]] = []
        edges = []
        for row, col in (pair for pair in drawn if pair[0] in left):
            share = float(marginal[row, col])
            x, y = _free_place(left[row], right[col], taken)
            taken.append((x, y))
            hit = solved.choices.candidates[row, col].hit
            edges.append(
                Edge(
                    row, col, share, left[row], right[col], 1 + 7 * share, 0.3 + 0.7 * share,
                    (row, col) in best, (row, col) in even, hit, x, y,
                )
            )  # fmt: skip
        found.append(
            Drawing(
                tuple(Node(row, left[row], float(marginal[row, -1])) for row in rows),
                tuple(Node(col, right[col], float(solved.answer.unaccounted[col])) for col in sorted(cols)),
                tuple(sorted(edges, key=lambda edge: (edge.posterior, edge.row, edge.col))),
                _TOP + height,
            )
        )
    return sorted(found, key=lambda one: (one.simple, one.remains[0].place))


def _groups(pairs: list[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Remains and missing persons that pairs connect."""
    groups: list[tuple[set[int], set[int]]] = []
    for row, col in pairs:
        touched = [group for group in groups if row in group[0] or col in group[1]]
        merged = ({row}.union(*(group[0] for group in touched)), {col}.union(*(group[1] for group in touched)))
        groups = [group for group in groups if group not in touched] + [merged]
    for rows, cols in groups:
        yield sorted(rows), sorted(cols)


def _untangled(cols: list[int], pairs: list[tuple[int, int]], left: dict[int, float]) -> list[int]:
    """Missing persons in the order of the middle of their remains, so that fewer lines cross."""
    heights = {col: [left[row] for row, other in pairs if other == col] for col in cols}
    return sorted(cols, key=lambda col: (sum(heights[col]) / len(heights[col]), col))


def _free_place(y1: float, y2: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Where on a line its figure overlaps no other."""
    places = [(_LEFT + (_RIGHT - _LEFT) * t, y1 + (y2 - y1) * t) for t in _ALONG]
    for x, y in places:
        if all(abs(x - a) >= _LABEL_WIDTH or abs(y - b) >= _LABEL_HEIGHT for a, b in taken):
            return x, y
    return places[0]
