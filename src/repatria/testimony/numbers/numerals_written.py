"""Numerals written in other ways than 7,800: joined where they can be read one way only, set aside where in two.

"7'800", "7 800", "1.200.000", "1,20,000", a number broken at the end of a line, "sixty-\\nfive" are one number.
"12,34" and "5e3" tell no count that could be put down without guessing: they are left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from repatria.testimony.numbers.number_words import NAMES_BEFORE, SCALES, TENS, UNITS
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token

SET_ASIDE = "numeral"  # the word that stands for a numeral which is left out


TWO_WAYS, HALF, FRACTION = "two ways", "half", "fraction"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A numeral at [start, end) that gives no figure: its words, and whether it can be read in two ways, may be half of
    one that a line end cut in two, or is a fraction of what has none."""

    start: int
    end: int
    words: str
    why: str


_ODD = compiled(
    r"\d(?:'\d{3}|\s\d{3}(?!\d)|,\s+\d{3}(?!\d)|\.\d{3}\.\d|,(?:\d{1,2}(?!\d)|\d{4})|e\d)|(?<=[a-z])-\s+[a-z]",
    re.I,
)
_EDGE = r"(?<![\w.,'/:$€£¥#+-])(?<!\d )(?<!\d, )"
_WRITTEN = compiled(
    rf"{_EDGE}(?:(?P<marked>[1-9]\d{{0,2}}(?:'\d{{3}})+(?![\w']))|(?P<dotted>[1-9]\d{{0,2}}(?:\.\d{{3}}){{2,}}(?![\w]|\.\d))|"
    r"(?P<spaced>[1-9]\d{0,2}(?:\s\d{3})+(?![\w/:-]|[ .,]\d))|(?P<broken>[1-9]\d{0,2},\s+\d{3}(?![\w/:-]|[.,]\d|,? \d))|"
    r"(?P<commas>\d+(?:,\d+)+(?![\w]))|(?P<power>\d+(?:\.\d+)?e\d+(?!\w)))|"
    r"(?<!\w)(?P<first>[a-z]+)-\s+(?P<second>[a-z]+)(?!\w)",
    re.I,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")  # the grouping of India: 12,34,567
_YEARS = re.compile(r"(?:(?:1[89]|20)\d\d,)+(?:1[89]|20)\d\d|[0-3]?\d,(?:1[89]|20)\d\d")
_OF_TIME = frozenset("on at by before after until till since from in during".split())
_GOES_ON = compiled(r"\s+[a-z]{2}(?<!\bor)(?<!\bto)(?!d\b)")
_NUMBER_WORDS = frozenset((*UNITS, *TENS, *SCALES))


def numerals(
    tokens: Sequence[Token], raw: str, flat: str, dated: Sequence[tuple[int, int]]
) -> tuple[Sequence[Token], list[Doubtful]]:
    """The tokens of one sentence with each numeral as one token, and the numerals that are set aside.

    raw: the text with its line ends; flat: the same for the rules. dated: places of time expressions.
    """
    start, end = tokens[0].start, tokens[-1].end
    torn = _torn(raw, start, end)
    if not torn and _ODD.search(flat, start, end) is None:
        return tokens, []
    read: list[tuple[int, int, str]] = [(a, b, SET_ASIDE) for a, b in torn]
    doubtful = [Doubtful(a, b, raw[a:b], HALF) for a, b in torn]
    for match in _WRITTEN.finditer(flat, start, end):
        if any(a < match.end() and match.start() < b for a, b in dated):
            continue
        kind = match.lastgroup or ""
        told = _READ["words" if kind == "second" else kind](match, raw, flat)
        if told == SET_ASIDE:
            doubtful.append(Doubtful(*match.span(), " ".join(match[0].split()), TWO_WAYS))
        if told:
            read.append((*match.span(), told))
    return _joined(tokens, read), doubtful


_HALF_BEFORE = re.compile(r"(?<![\w.,])\d{1,3},\n[ \t]*$")
_HALF_AFTER = re.compile(r"\n[ \t]*\d{3}(?![\w,.:/-])")
_FIRST_HALF = re.compile(r"(?<![\w.,])\d{1,3}(?=,$)")
_SECOND_HALF = re.compile(r"\d{3}(?![\w,.:/-])")


def _torn(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """The halves of numbers at the ends of a sentence that a line end cut in two: "lost 7," and "800 soldiers"."""
    found = []
    if (
        raw[end - 1 : end] == ","
        and _HALF_AFTER.match(raw, end)
        and (half := _FIRST_HALF.search(raw, max(start, end - 5), end))
    ):
        found.append(half.span())
    if (
        raw[start].isdigit()
        and _HALF_BEFORE.search(raw, max(0, start - 16), start)
        and (half := _SECOND_HALF.match(raw, start, end))
    ):
        found.append(half.span())
    return found


def _joined(tokens: Sequence[Token], read: Sequence[tuple[int, int, str]]) -> list[Token]:
    """The tokens with those of each numeral put together."""
    found = list(tokens)
    for start, end, told in sorted(read, reverse=True):
        inside = [n for n, token in enumerate(found) if start <= token.start and token.end <= end]
        if inside:
            found[inside[0] : inside[-1] + 1] = [Token(told, told.lower(), start, end)]
    return found


def _grouped(match: re.Match[str], raw: str, flat: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', match[0])):,}"


def _spaced(match: re.Match[str], raw: str, flat: str) -> str:
    """ "7 800": two numbers after a name, doubtful after a word that may lead in a time: "at 7 800 soldiers"."""
    before = flat[max(0, match.start() - 16) : match.start()].rstrip().rpartition(" ")[2].lower()
    if before in NAMES_BEFORE:
        return ""
    return SET_ASIDE if before in _OF_TIME else _grouped(match, raw, flat)


def _broken(match: re.Match[str], raw: str, flat: str) -> str:
    """ "7,\\n800" is broken at the end of a line; "7, 800 soldiers" is a slip or two numbers."""
    before = flat[max(0, match.start() - 16) : match.start()].rstrip().rpartition(" ")[2].lower()
    if before in NAMES_BEFORE:
        return ""
    if "\n" in raw[match.start() : match.end()]:
        return _grouped(match, raw, flat)
    return SET_ASIDE if _GOES_ON.match(flat, match.end()) else ""


def _commas(match: re.Match[str], raw: str, flat: str) -> str:
    if _THOUSANDS.fullmatch(match[0]) or _YEARS.fullmatch(match[0]):
        return ""
    return _grouped(match, raw, flat) if _LAKHS.fullmatch(match[0]) else SET_ASIDE


def _words(match: re.Match[str], raw: str, flat: str) -> str:
    """ "sixty-\\nfive", "thou-\\nsand"."""
    first, second = match["first"].lower(), match["second"].lower()
    if first in TENS and 0 < UNITS.get(second, 0) < 10:
        return f"{first}-{second}"
    broken = "\n" in raw[match.start() : match.end()] and first + second in _NUMBER_WORDS
    return first + second if broken else ""


def _power(match: re.Match[str], raw: str, flat: str) -> str:
    return SET_ASIDE


_READ: dict[str, Callable[[re.Match[str], str, str], str]] = {
    "marked": _grouped,
    "dotted": _grouped,
    "spaced": _spaced,
    "broken": _broken,
    "commas": _commas,
    "power": _power,
    "words": _words,
}
