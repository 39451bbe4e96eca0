"""How deep a page nests its elements, bounded from the source alone, before any parser has to build them.

It follows the rules of "tree construction" (HTML Living Standard, 13.2.6) by which a closing tag closes an element, and
where they are intricate it takes the deeper of two answers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_TAG = re.compile(r"<(?:(!--)|(/?)([A-Za-z][^\s/>]*)([^>]*))")
_VOID = frozenset("br hr img input link meta source wbr area base col embed track param".split())
# Closed by the next of their kind.
_IMPLIED = frozenset("p li dd dt option tbody thead tfoot tr html head body".split())
_CELLS = frozenset(["td", "th", "caption"])
_ENDS_CELL = _CELLS | {"tr", "tbody", "thead", "tfoot"}
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())  # hold text, not elements
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # reopened where cut off
_BARRIER = frozenset("table template object applet marquee svg math select".split())  # nothing is closed from within
_SPECIAL = _BARRIER | frozenset(
    "address article aside blockquote button center details dir div dl fieldset figcaption figure footer form frameset "
    "h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav noscript ol pre search section summary ul".split()
)
# These end a drawing or a formula that was left open, 13.2.6.5, except within what holds text of its own.
_BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr "
    "ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
_TEXT_WITHIN = ("foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext")
_ALIKE = 3  # formatting elements with the same attributes that are reopened, 13.2.4.3


@dataclass(slots=True)
class _Cell:
    """An open cell: how many formatting elements were open before it, and how many of each name."""

    before: int
    named: Counter[str]


class _Open:
    """The elements that are open at a place of the source."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.places: dict[str, list[int]] = {}
        self.special: list[int] = []
        self.barriers: list[int] = []
        self.cells: dict[int, _Cell] = {}  # by the place of their table on the stack
        self.formatting: list[tuple[str, str, int]] = []  # name, attributes, height of the stack when it was opened
        self.named: Counter[str] = Counter()  # those of the cell, by name

    @property
    def depth(self) -> int:
        return len(self.stack) + len(self.formatting)

    @property
    def foreign(self) -> bool:
        """Whether a drawing or a formula is open, where every element may close itself."""
        return bool(self.places.get("svg") or self.places.get("math"))

    def break_out(self) -> None:
        """An element of a page ends the drawing or formula that was left open before it."""
        innermost = self.stack[self.barriers[-1]] if self.barriers else ""
        if innermost in ("svg", "math") and not any(self.places.get(tag) for tag in _TEXT_WITHIN):
            self.pop_to(self.barriers[-1])

    def push(self, tag: str) -> None:
        place = len(self.stack)
        self.stack.append(tag)
        self.places.setdefault(tag, []).append(place)
        if tag in _SPECIAL:
            self.special.append(place)
        if tag in _BARRIER:
            self.barriers.append(place)

    def pop_to(self, height: int) -> None:
        while len(self.stack) > height:
            tag, place = self.stack.pop(), len(self.stack)
            self.places[tag].pop()
            if tag in _SPECIAL:
                self.special.pop()
            if tag in _BARRIER:
                self.barriers.pop()
            if tag == "table":
                self.leave_cell(place)
        self._reopen(height)

    def _reopen(self, height: int) -> None:
        """Formatting elements within what was closed are reopened behind it, of each kind the last few."""
        alike: Counter[tuple[str, str]] = Counter()
        first = len(self.formatting)
        while first and self.formatting[first - 1][2] > height:
            first -= 1
        kept = []
        for tag, attributes, _ in reversed(self.formatting[first:]):
            alike[tag, attributes] += 1
            if alike[tag, attributes] <= _ALIKE:
                kept.append((tag, attributes, height))
            else:
                self.named[tag] -= 1
        self.formatting[first:] = reversed(kept)

    def close(self, tag: str) -> None:
        """A closing tag closes what stands in its scope; others say nothing."""
        places = self.places.get(tag)
        if not places:
            return
        stops = self.barriers if tag in _SPECIAL else self.special
        if tag in ("table", "template") or not stops or stops[-1] <= places[-1]:
            self.pop_to(places[-1])

    def format(self, tag: str, attributes: str) -> None:
        if tag == "a":
            self.unformat(tag)
        self.formatting.append((tag, attributes, len(self.stack)))
        self.named[tag] += 1

    def unformat(self, tag: str) -> None:
        """The last formatting element of the name is closed, if it stands in the same cell."""
        if self.named[tag] > 0:
            at = next(n for n in range(len(self.formatting) - 1, -1, -1) if self.formatting[n][0] == tag)
            del self.formatting[at]
            self.named[tag] -= 1

    def cell(self, tag: str, *, opens: bool) -> None:
        """A cell ends where the next begins; with it end the elements within it."""
        table = self._table()
        if table is None or self.barriers[-1] != table:
            return
        if tag in _ENDS_CELL and table in self.cells:
            self.pop_to(table + 1)
            self.leave_cell(table)
        if opens and tag in _CELLS:
            self.cells[table] = _Cell(len(self.formatting), self.named)
            self.named = Counter()

    def leave_cell(self, table: int) -> None:
        cell = self.cells.pop(table, None)
        if cell is not None:
            del self.formatting[cell.before :]
            self.named = cell.named

    def _table(self) -> int | None:
        tables = self.places.get("table")
        return tables[-1] if tables else None


def nested_deeper_than(source: str, limit: int) -> bool:
    """Whether elements may stand more than `limit` deep; in one pass over the source."""
    opened = _Open()
    at = 0
    while (match := _TAG.search(source, at)) is not None:
        at = match.end()
        if match[1]:
            end = source.find("-->", match.start() + 2)
            at = end + 3 if end >= 0 else len(source)
            continue
        closing, tag, attributes = match[2], match[3].lower(), match[4]
        if tag in _BREAKS_OUT and not closing:
            opened.break_out()
        if tag in _ENDS_CELL:
            opened.cell(tag, opens=not closing)
        if (tag in _VOID or tag in _IMPLIED or tag in _CELLS) and not opened.foreign:
            continue
        if closing:
            if tag in _FORMATTING:
                opened.unformat(tag)
            else:
                opened.close(tag)
            continue
        if tag in _FORMATTING:
            opened.format(tag, attributes)
        elif attributes.endswith("/") and opened.foreign:
            continue
        else:
            opened.push(tag)
        if opened.depth > limit:
            return True
        if tag in _RAW and not opened.foreign:
            closed = re.compile(rf"</{tag}", re.I).search(source, at)
            if closed is None:
                return False
            at = closed.start()
    return False
