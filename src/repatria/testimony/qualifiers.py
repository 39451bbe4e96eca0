"""How surely a number is told: exact, about, believed, from the word before it, the words after it and its roundness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.number_reading import Number
from repatria.testimony.segment import Token

_MORE_OR_LESS = re.compile(r",?\s+(?:more or less|give or take|or so|or thereabouts|at a guess|at a rough count)\b")


def qualifier_of(text: str, tokens: Sequence[Token], number: Number, end: int, unit: str) -> str:
    """The qualifier of a number whose noun phrase ends before token `end`."""
    qualifier = number.qualifier
    if qualifier in (None, "exact") and is_believed(tokens, number, end) and unit in ("persons", "remains"):
        return "believed"
    if qualifier is None and _MORE_OR_LESS.match(text, tokens[max(end, number.last) - 1].end):
        return "approx"
    return qualifier or ("approx" if _round(number.value) else "exact")


def _round(value: float | None) -> bool:
    """A bare round number of this size is a rounded one (Krifka 2007): 7,700 is read as about 7,700."""
    return value is not None and value >= 1000 and value % 100 == 0


def is_believed(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """Whether the number itself is held as a belief: "5,300 are believed to be ..."; not "55 boxes of remains believed to ..."."""
    lead = [token.low for token in tokens[max(0, number.first - 3) : number.first]]
    if lead[-2:] == ["to", "be"] and lead[0] in ("believe", "believed", "thought", "presumed"):
        return True
    if lead[-1:] == ["believed"] or lead[-2:] in (["is", "believed"], ["to", "believed"]):
        return True
    i = max(end, number.last)
    while i < len(tokens) and tokens[i].low in (
        "are",
        "were",
        "is",
        "was",
        "still",
        "also",
        "of",
        "whom",
        "them",
        "have",
        "been",
        "had",
        "who",
        "which",
    ):
        i += 1
    if i < len(tokens) and tokens[i].low in (
        "believed",
        "thought",
        "presumed",
        "assumed",
        "feared",
        "reportedly",
    ):
        if i + 1 < len(tokens) and tokens[i + 1].low in ("dead", "drowned", "lost", "killed"):
            return False  # "presumed dead" is a finding
        return i > max(end, number.last) or end == number.last
    return False
