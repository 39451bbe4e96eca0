"""A family as a drawing: generations in rows, couples joined, children hung from their parents' line.

Members are ordered so that few lines cross and couples stand together; the horizontal places then follow from one
bounded least-squares problem (parents over the middle of their children, neighbours at least one step apart), so
half-siblings, second marriages and loops need no special cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from repatria.web.pedigree_order import Union, levels, order_levels, unions

STEP, ROW, RADIUS, MARGIN = 106.0, 124.0, 17.0, 58.0
_LANE = 10.0
_LABEL = 18  # characters that fit under a symbol; the full label is in its title


@dataclass(frozen=True, slots=True)
class Relative:
    """A member as recorded. father, mother: keys or None; missing: the person's number; donor: gave a sample."""

    key: int
    label: str
    sex: str
    father: int | None
    mother: int | None
    missing: int | None = None
    name: str = ""
    donor: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """A member at its place; generation counts from 1."""

    relative: Relative
    x: float
    y: float
    generation: int
    label: str

    @property
    def left(self) -> float:
        """Left edge of a square."""
        return self.x - RADIUS

    @property
    def top(self) -> float:
        """Upper edge of a square."""
        return self.y - RADIUS

    @property
    def diamond(self) -> str:
        """Corners of the symbol for a sex not known."""
        r = RADIUS + 3
        return f"{self.x},{self.y - r} {self.x + r},{self.y} {self.x},{self.y + r} {self.x - r},{self.y}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, as SVG writes them; kind: mates, kin (mates who share an ancestor) or descent."""

    points: str
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All symbols and lines, in the drawing's own coordinates."""

    width: float
    height: float
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...]
    generations: int


def draw(relatives: Sequence[Relative]) -> Drawing:
    """Place every member once; the relatives' parents must be among them and nobody their own ancestor."""
    known = {relative.key: relative for relative in relatives}
    couples = unions(relatives)
    level = levels(known, couples)
    rows = order_levels(known, couples, level)
    place = _places(rows, couples, level)
    symbols = {
        key: Symbol(
            relative=relative,
            x=round(MARGIN + place[key] * STEP, 1),
            y=round(MARGIN + level[key] * ROW, 1),
            generation=level[key] + 1,
            label=_shortened(relative.name or relative.label),
        )
        for key, relative in known.items()
    }
    lines = _lines(known, couples, level, rows, symbols)
    width = max((symbol.x for symbol in symbols.values()), default=0) + MARGIN
    height = MARGIN * 2 + max(len(rows) - 1, 0) * ROW
    ordered = tuple(symbols[key] for row in rows for key in row)
    return Drawing(width, height, ordered, tuple(lines), len(rows))


def _shortened(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _places(rows: list[list[int]], couples: list[Union], level: dict[int, int]) -> dict[int, float]:
    """Horizontal place of everyone, in steps from the left: least squares over row starts and gaps of at least one."""
    import numpy as np
    from scipy.optimize import lsq_linear

    column: dict[int, list[int]] = {}
    lower: list[float] = []
    for row in rows:
        before: list[int] = []
        for position, key in enumerate(row):
            before = [*before, len(lower)]
            lower.append(1.0 if position else -np.inf)
            column[key] = before
    if not lower:
        return {}
    equations: list[tuple[dict[int, float], float]] = []

    def equation(terms: list[tuple[int, float]], weight: float, target: float = 0.0) -> None:
        row: dict[int, float] = {}
        for key, factor in terms:
            for variable in column[key]:
                row[variable] = row.get(variable, 0.0) + factor * weight
        equations.append((row, target * weight))

    for couple in couples:
        middle = [(parent, 1.0 / len(couple.parents)) for parent in couple.parents]
        if couple.children:
            share = 1.0 / len(couple.children)
            equation([*middle, *((child, -share) for child in couple.children)], 10.0)
        if len(couple.parents) == 2 and level[couple.parents[0]] == level[couple.parents[1]]:
            left, right = sorted(couple.parents, key=lambda parent: len(column[parent]))
            equation([(right, 1.0), (left, -1.0)], 0.5, 1.0)
    for row in rows:
        for left, right in pairwise(row):
            equation([(right, 1.0), (left, -1.0)], 0.2, 1.0)
        equation([(row[0], 1.0)], 0.01)
    matrix = np.zeros((len(equations), len(lower)))
    for number, (terms, _target) in enumerate(equations):
        for variable, factor in terms.items():
            matrix[number, variable] = factor
    targets = np.array([target for _terms, target in equations])
    solved = lsq_linear(matrix, targets, bounds=(np.array(lower), np.full(len(lower), np.inf)), method="bvls").x
    place = {key: float(solved[variables].sum()) for key, variables in column.items()}
    leftmost = min(place.values())
    return {key: value - leftmost for key, value in place.items()}


def _lines(
    known: dict[int, Relative],
    couples: list[Union],
    level: dict[int, int],
    rows: list[list[int]],
    symbols: dict[int, Symbol],
) -> list[Line]:
    ancestors = _ancestors(known)
    lines: list[Line] = []
    bars: dict[int, list[tuple[float, float, int]]] = {}
    detours: dict[int, int] = {}
    for couple in couples:
        parents = [symbols[parent] for parent in couple.parents]
        depth = max(level[parent] for parent in couple.parents)
        middle = round(sum(parent.x for parent in parents) / len(parents), 1)
        line_y = MARGIN + depth * ROW
        if len(parents) == 2:
            related = bool(ancestors[couple.parents[0]] & ancestors[couple.parents[1]])
            kind = "kin" if related else "mates"
            left, right = sorted(parents, key=lambda parent: parent.x)
            row = rows[depth]
            neighbours = (
                level[couple.parents[0]] == level[couple.parents[1]]
                and abs(row.index(couple.parents[0]) - row.index(couple.parents[1])) == 1
            )
            if neighbours:
                lines.append(Line(f"{left.x + RADIUS},{line_y} {right.x - RADIUS},{line_y}", kind))
            else:  # others stand between them, or they are of different generations: join below the labels
                detours[depth] = detours.get(depth, 0) + 1
                below = line_y + RADIUS + 20 + 5 * detours[depth]
                lines.append(
                    Line(
                        f"{left.x},{left.y + RADIUS} {left.x},{below} {right.x},{below} {right.x},{right.y + RADIUS}",
                        kind,
                    )
                )
                line_y = below
        else:
            line_y += RADIUS
        if not couple.children:
            continue
        children = [symbols[child] for child in couple.children]
        ends = [middle, *(child.x for child in children)]
        row_below = level[couple.children[0]]
        lane = _free_lane(bars.setdefault(row_below, []), min(ends), max(ends))
        bar_y = MARGIN + row_below * ROW - RADIUS - 16 - lane * _LANE
        lines.append(Line(f"{middle},{line_y} {middle},{bar_y}", "descent"))
        if min(ends) != max(ends):
            lines.append(Line(f"{min(ends)},{bar_y} {max(ends)},{bar_y}", "descent"))
        lines += [Line(f"{child.x},{bar_y} {child.x},{child.y - RADIUS}", "descent") for child in children]
    return lines


def _free_lane(taken: list[tuple[float, float, int]], start: float, end: float) -> int:
    """The lowest of a few heights at which a bar from start to end touches no other."""
    busy = {lane for left, right, lane in taken if left <= end + 4 and start <= right + 4}
    lane = next(number for number in range(len(taken) + 1) if number not in busy)
    taken.append((start, end, lane))
    return lane


def _ancestors(known: dict[int, Relative]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {}

    def of(key: int) -> frozenset[int]:
        if key not in found:
            parents = [parent for parent in (known[key].father, known[key].mother) if parent is not None]
            found[key] = frozenset(parents).union(*(of(parent) for parent in parents)) | {key}
        return found[key]

    for key in known:
        of(key)
    return found
