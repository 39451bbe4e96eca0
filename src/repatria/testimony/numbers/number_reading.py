"""A number as it stands in a sentence, in digits or in words: what it says, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.testimony.numbers.number_words import (
    SCALES,
    TENS,
    UNITS,
)
from repatria.testimony.text.segment import Token


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: tokens [first, last), what it says, and how surely.

    value is None for a range and for a bare plural; `words` is the first token of the number proper, after its qualifier.
    """

    first: int
    last: int
    words: int
    value: float | None
    low: float | None
    high: float | None
    qualifier: str | None
    kind: str = "count"  # count, ratio, vague, members
    spelled: bool = False


MOST = 10**15
"""No count of people or things is larger; up to 2**53 whole numbers are exact as JSON numbers (RFC 7493, 2.2)."""
_LONG = re.compile(r"(?<![\w.,])\d[\d,]*(?:e\d+)?(?![\w])", re.I)


def beyond_counting(text: str) -> list[tuple[int, int]]:
    """Places [start, end) of the numbers in digits that are larger than any count; none of them is read as one."""
    return [m.span() for m in _LONG.finditer(text) if m.end() - m.start() > 3 and not _number(m[0]) <= MOST]


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _digits(word: str) -> float | None:
    if not word[0].isdigit():
        return None
    bare = word.rstrip("+").removesuffix("-odd").removesuffix("-plus")
    try:
        value = _number(bare)
    except ValueError:
        return None
    if not value <= MOST:
        return None
    return int(value) if value.is_integer() else value


_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_QUARTERS = {("a", "quarter"): 0.25, ("one", "quarter"): 0.25, ("three", "quarters"): 0.75}
_FIRST_WORDS = frozenset((*UNITS, *TENS, *SCALES, "a", "an", "couple"))


def read_number(tokens: Sequence[Token], i: int) -> tuple[float, int, bool] | None:
    """The number that begins at token i: (value, token after it, whether in words); None when there is none."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    value = _digits(token.text)
    if value is not None:
        j = i + 1
        if j < len(tokens) and tokens[j].text in _PARTS and isinstance(value, int):
            value, j = value + _PARTS[tokens[j].text], j + 1  # "2½ thousand"
        while j < len(tokens) and tokens[j].low in SCALES:
            value *= SCALES[tokens[j].low]
            j += 1
        return (_whole(value), j, False) if value <= MOST else None
    if token.low.partition("-")[0] not in _FIRST_WORDS:
        return None
    if token.low == "a" and i + 1 < len(tokens) and tokens[i + 1].low in ("single", "lone"):
        return 1, i + 2, True
    total = current = 0.0
    j, seen, last_scale = i, False, False
    if token.low == "couple":  # "a couple of dozen"
        current, seen, last_scale = 2.0, True, True
        j += 2 if [t.low for t in tokens[i + 1 : i + 2]] == ["of"] else 1
        scaled = j < len(tokens) and tokens[j].low in SCALES
        if not scaled and (j == i + 1 or not i or tokens[i - 1].low != "a"):
            return None
    while j < len(tokens):
        word = tokens[j].low.removesuffix("-odd").removesuffix("-plus")
        pieces = word.split("-")
        if all(p in UNITS or p in TENS for p in pieces) and pieces != ["zero"]:
            if (
                seen
                and not last_scale
                and not (current % 100 >= 20 and current % 10 == 0 and len(pieces) == 1 and pieces[0] in UNITS)
            ):
                break
            current += sum(UNITS.get(p, 0) + TENS.get(p, 0) for p in pieces)
            seen, last_scale = True, False
        elif word in SCALES and (seen or (word in ("hundred", "thousand", "dozen", "million", "score") and i == j)):
            scale = SCALES[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
            seen, last_scale = True, True
        elif word in ("a", "an") and not seen and j + 1 < len(tokens) and tokens[j + 1].low in SCALES:
            current = 1.0
            seen, last_scale = True, True
        elif (
            word == "and"
            and seen
            and last_scale
            and j + 1 < len(tokens)
            and tokens[j + 1].low.split("-")[0] in {**UNITS, **TENS}
        ):
            pass
        else:
            break
        j += 1
    if not seen:
        return None
    value = total + current
    if [t.low for t in tokens[j : j + 3]] == ["and", "a", "half"]:
        value, j = value + 0.5, j + 3  # "three and a half years"
    elif j + 3 < len(tokens) and tokens[j].low == "and" and tokens[j + 3].low in SCALES:
        quarters = _QUARTERS.get((tokens[j + 1].low, tokens[j + 2].low))
        value, j = (value, j) if quarters is None else (value + quarters, j + 3)  # "two and a quarter thousand"
    if value % 1:
        while j < len(tokens) and tokens[j].low in SCALES:
            value, j = value * SCALES[tokens[j].low], j + 1  # "one and a half million"
    tail, after = _spoken_decimals(tokens, i, j)
    if after > j:
        value, j = value + tail, after
        while j < len(tokens) and tokens[j].low in SCALES:
            value, j = round(value * SCALES[tokens[j].low], 6), j + 1  # "ninety-nine point five thousand"
    return (_whole(value), j, True) if value <= MOST else None


def _spoken_decimals(tokens: Sequence[Token], i: int, j: int) -> tuple[float, int]:
    """What "point five" adds to the number in words at [i, j), and the token after it; "at one point five men" adds nothing."""
    if j >= len(tokens) or tokens[j].low != "point" or (i and tokens[i - 1].low == "at"):
        return 0.0, j
    end, digits = j + 1, ""
    while end < len(tokens) and UNITS.get(tokens[end].low, 10) < 10:
        digits, end = digits + str(UNITS[tokens[end].low]), end + 1
    return (int(digits) / 10 ** len(digits), end) if digits else (0.0, j)


def _whole(value: float) -> float:
    """A number without a fraction as an integer."""
    return int(value) if float(value).is_integer() else value
