"""Shares: half, a third of them, five in ten, 12 percent."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.number_reading import Number, read_number
from repatria.testimony.numbers.number_words import (
    FRACTIONS,
    SCALES,
    UNITS,
)
from repatria.testimony.text.segment import Token

_WHOLES = frozenset("the those these them it all its our their his her whom which that a those every".split())


# "Maybe a third will turn out to be civilians" is a share; "two were found, and a third was not" is the next one.
_WEIGHING = frozenset(
    "maybe perhaps about roughly around nearly almost than only just over least some barely approximately possibly".split()
)


# What is said of several: "a third were civilians", but "a third was not" is the next one.
_SAID_OF_MANY = frozenset("of may might could can were are have remain lie".split())


_SMALL_WHOLE = 10  # "12 out of 30" counts; "four out of five" is a share


def _one_in(tokens: Sequence[Token], i: int) -> Number | None:
    """ "One in four", "three in five of them", "one case in ten": a share."""
    part = read_number(tokens, i)
    if part is None:
        return None
    j = part[1]
    if j + 1 < len(tokens) and tokens[j].low != "in" and tokens[j].text.islower() and tokens[j + 1].low == "in":
        j += 1
    if part[2] and [token.low for token in tokens[j : j + 2]] == ["out", "of"]:
        all_of = read_number(tokens, j + 2 + ([token.low for token in tokens[j + 2 : j + 3]] == ["every"]))
        if all_of is not None and all_of[2] and part[0] < all_of[0] <= _SMALL_WHOLE:
            value = round(part[0] / all_of[0], 6)
            return Number(i, all_of[1], i, value, value, value, None, "ratio", True)  # "nine out of ten"
    inner = j + 1 + ([token.low for token in tokens[j + 1 : j + 2]] == ["every"])
    whole = read_number(tokens, inner) if j < len(tokens) and tokens[j].low == "in" else None
    if whole is None or part[0] < 1 or not part[0] < whole[0] <= 100 or not (whole[2] or part[0] == 1):
        return None
    if part[2] != whole[2] or (
        whole[1] < len(tokens) and tokens[whole[1]].low in ("days", "years", "months", "weeks", "hours")
    ):
        return None
    value = round(part[0] / whole[0], 6)
    return Number(i, whole[1], i, value, value, value, None, "ratio", part[2])


_HALF_UNIT = 1e-6  # what a part of a whole number may miss by


def part_of_scale(tokens: Sequence[Token], i: int) -> Number | None:
    """ "A quarter of a million", "three-quarters of a million"; what is no whole number ("a third of a million") is about that many."""
    word = tokens[i].low
    if "-" not in word and word not in FRACTIONS and (i + 1 >= len(tokens) or tokens[i + 1].low not in FRACTIONS):
        return None
    words = [token.low for token in tokens[i : i + 6]]
    times, part, rest = 1, words[0], words[1:]
    if "-" in part:
        first, _, part = part.partition("-")
        times = UNITS.get(first, 0)
    elif rest[:1] and rest[0] in FRACTIONS and (part in UNITS or part in ("a", "an")):
        times, part, rest = UNITS.get(part, 1), rest[0], rest[1:]
    if part not in FRACTIONS or not times:
        return None
    j = 1 if rest[:1] == ["of"] else 0
    if not j and part == "half":
        return None  # "half a million" is told below, "half million" nowhere
    if rest[j : j + 1] and rest[j] in ("a", "one"):
        j += 1
    if rest[j : j + 1] == [] or rest[j] not in ("hundred", "thousand", "million", "billion"):
        return None
    exact = times * FRACTIONS[part] * SCALES[rest[j]]
    qualifier = None if abs(exact - round(exact)) < _HALF_UNIT else "approx"
    value = round(exact)
    return Number(i, i + len(words) - len(rest) + j + 1, i, value, value, value, qualifier, spelled=True)


def ratio(tokens: Sequence[Token], i: int) -> Number | None:
    word = tokens[i].low
    follow = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if (one_in := _one_in(tokens, i)) is not None:
        return one_in
    if (
        word == "half"
        and follow in ("a", "an")
        and [t.low for t in tokens[i + 2 : i + 3]] in (["hour"], ["day"], ["year"], ["century"])
    ):
        return Number(i, i + 3, i, 0.5, 0.5, 0.5, None, "ratio", True)
    if word == "half" and follow in ("a", "an") and i + 2 < len(tokens) and tokens[i + 2].low in SCALES:
        value = 0.5 * SCALES[tokens[i + 2].low]
        return Number(i, i + 3, i, value, value, value, "approx", spelled=True)
    if (
        word == "half"
        and (i == 0 or tokens[i - 1].low not in ("and", "second", "first", "a"))
        and follow not in ("-", "way")
    ):
        return Number(i, i + 1, i, 0.5, 0.5, 0.5, None, "ratio", True)
    hyphenated = word.split("-")
    if len(hyphenated) == 2 and hyphenated[0] in UNITS and hyphenated[1] in FRACTIONS and hyphenated[1] != "half":
        value = UNITS[hyphenated[0]] * FRACTIONS[hyphenated[1]]
        return Number(i, i + 1, i, value, value, value, None, "ratio", True)
    if (word in UNITS or word in ("a", "one")) and follow in FRACTIONS and follow != "half":
        if (
            follow == "quarter"
            and i + 3 < len(tokens)
            and tokens[i + 2].low == "of"
            and tokens[i + 3].low not in _WHOLES
        ):
            return None  # "a quarter of mud and paperwork": three months
        plural = follow.endswith("s") and follow != "halfs"
        weighed = i > 0 and tokens[i - 1].low in _WEIGHING and (i + 2 >= len(tokens) or tokens[i + 2].low != "time")
        if plural or weighed or (i + 2 < len(tokens) and tokens[i + 2].low in _SAID_OF_MANY):
            value = UNITS.get(word, 1) * FRACTIONS[follow]
            return Number(i, i + 2, i, value, value, value, None, "ratio", True)
        return None
    plain = read_number(tokens, i)
    if plain and plain[1] < len(tokens) and tokens[plain[1]].low in ("percent", "%", "per"):
        end = plain[1] + (2 if tokens[plain[1]].low == "per" else 1)
        if tokens[plain[1]].low == "per" and (end > len(tokens) or tokens[end - 1].low != "cent"):
            return None
        value = round(plain[0] / 100, 6)
        return Number(i, end, i, value, value, value, None, "ratio", plain[2])
    return None
