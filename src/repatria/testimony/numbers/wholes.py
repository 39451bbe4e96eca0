"""Wholes of which a part is told: "400 of the 7,000 Koreans", "of the 13 men, three ..."."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.clauses import AUXILIARIES, REACH, YEAR, is_number
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.text.segment import Token

INTRANSITIVE = frozenset("died fell perished drowned disappeared vanished arrived holds hold keeps".split())


def is_divided(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is the whole of which a part is told before it: "400 of the 7,000 Koreans"."""
    i = number.first
    while i > 0 and tokens[i - 1].low in _WHOLE and tokens[i - 1].low != "of":
        i -= 1
    if i < 2 or tokens[i - 1].low != "of":
        return False
    part = tokens[i - 2].low
    if part == "out":
        return i > 2 and not is_number(tokens[i - 3].low)
    return is_number(part) or part in _PARTS


_PARTS = frozenset(
    "half third quarter fifth tenth thirds quarters most some many none few percent cent all part hundred dozen".split()
)


def end_of_noun_phrase(tokens: Sequence[Token], end: int, b: int) -> int:
    """Where the noun phrase of a whole with its relative clause ends and the verb of the part begins."""
    relative = end < b and tokens[end].low in ("who", "that", "which", "whose", "whom")
    for i in range(end, b):
        if tokens[i].low in AUXILIARIES or tokens[i].low in INTRANSITIVE:
            if not relative:
                return max(i, end)
            relative = False
    return b


_WHOLE = frozenset(
    "of out the these those its their her his your my all some nearly about almost our more than an estimated original remaining total entire initial known listed living other further said roughly approximately over".split()
)


def is_whole(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a clause opens with the number as a whole that is divided: "Of the 13 men, three ..."."""
    i = number.first
    while i > 0 and tokens[i - 1].low in _WHOLE:
        i -= 1
    if i and tokens[0].low == "of" and i < REACH and not any(token.text == "," for token in tokens[:i]):
        return True  # "Of the ship's company of 74, nineteen ..."
    opens = not i or not tokens[i - 1].text[0].isalnum() or tokens[i - 1].low in ("and", "but", "while")
    return i < number.first and tokens[i].low in ("of", "out") and opens


def end_of_whole(tokens: Sequence[Token], number: Number, b: int) -> int:
    """The clause of a whole ends at its comma or where the part is told: "of 140 samples 88 yielded a profile"."""
    if not is_whole(tokens, number):
        return b
    return next((n for n in range(number.last, b) if tokens[n].text == "," or _is_part(tokens[n].low)), b)


def _is_part(word: str) -> bool:
    return is_number(word) and word != "one" and not YEAR.fullmatch(word)
