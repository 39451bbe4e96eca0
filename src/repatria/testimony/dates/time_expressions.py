"""Time expressions of an English text: "Thursday", "last month", "14 years ago", "the 65th anniversary of the armistice"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from repatria.testimony.dates.time_patterns import COUNTS, DAYS_BY_WORD, MONTHS, ORDINALS, PATTERNS, RELATIVE, WEEKDAYS
from repatria.testimony.dates.time_words_cased import cased
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import Gate, lowered

_COMPILED = tuple((kind, compiled(pattern)) for kind, pattern in PATTERNS)
# Dates in figures: where none of their shapes stands, their patterns, which no word makes rare, are not tried.
_FIGURES = compiled(r"\d[./]\s?(?:\d{1,2}|[IVX]{1,4})[./]\s?\d\d|[A-Z]{2}-\d\d-\d\d-\d\d ")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")  # months of European stamps
_GATE = Gate([pattern for _, pattern in _COMPILED])
_IN_FIGURES = frozenset(
    number for number, (kind, _) in enumerate(_COMPILED) if kind == "dotted" and _GATE.needed[number] is None
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its place, its kind (a name in `time_patterns.py`) and its captured parts."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]

    def number(self, name: str) -> int | None:
        """A captured count or year as a number."""
        word = self.parts.get(name)
        if word is None:
            return None
        word = word.lower().lstrip("’'")
        if "-" in word:
            return sum(COUNTS.get(part, 0) for part in word.split("-")) or None
        return int(word) if word.isdigit() else COUNTS.get(word)

    @property
    def month(self) -> int | None:
        """The captured month, 1 to 12."""
        name = self.parts.get("m")
        if name is None:
            return None
        return int(name) if name.isdigit() else MONTHS[name[:3].lower()]

    @property
    def weekday(self) -> int | None:
        """The captured weekday, Monday 0."""
        name = self.parts.get("w")
        return WEEKDAYS.get(name[:3].lower()) if name else None

    @property
    def years(self) -> int | None:
        """The count of an anniversary."""
        if "n" in self.parts:
            return int(self.parts["n"])
        return ORDINALS.get(self.parts.get("word", "").lower())

    @property
    def relative(self) -> bool:
        """Whether its meaning depends on when the text was written."""
        return self.kind in RELATIVE


def find(text: str) -> list[Expression]:
    """Every time expression of `text`, none overlapping, in order of place."""
    text = cased(text)
    taken = bytearray(len(text))
    found: list[Expression] = []
    windows = _GATE.windows(lowered(text))
    figures = _FIGURES.search(text) is not None
    for number, (kind, pattern) in enumerate(_COMPILED):
        if number in _IN_FIGURES and not figures:
            continue
        for window in windows.of(number):
            for match in pattern.finditer(text, *window):
                start, end = match.span()
                if taken.find(1, start, end) >= 0:
                    continue
                if kind == "month" and _not_a_month(match):
                    continue
                if (
                    kind == "day_range"
                    and _AND.search(match[0])
                    and not _BETWEEN.search(text, max(0, start - 9), start)
                ):
                    continue
                if kind == "year_after":
                    if not _DATING.search(text, max(0, start - 8), start):
                        continue
                    kind_found = "year"
                else:
                    kind_found = "month" if kind == "month_bare" else kind
                taken[start:end] = b"\x01" * (end - start)
                parts = {name: value.strip() for name, value in match.groupdict().items() if value}
                if kind == "days" and _are_two(match) and not _BETWEEN.search(text, max(0, start - 9), start):
                    found.extend(_two_days(match, parts))
                    continue
                if parts.get("d", "0")[0].isalpha():
                    parts["d"] = str(DAYS_BY_WORD[parts["d"].lower()])
                if "roman" in parts:
                    parts["m"] = str(_ROMAN.index(parts["roman"]) + 1)
                if "ya" in parts:
                    parts["yy"] = parts.pop("ya")
                if "prep" in parts:
                    start = match.start("m") if kind == "month" else match.end("prep") + 1
                found.append(Expression(start, end, kind_found, parts))
    return _ordered(text, sorted(found, key=lambda expression: expression.start))


def _ordered(text: str, found: list[Expression]) -> list[Expression]:
    """The dates in figures with day and month told apart where the page shows which goes first: by a number above
    twelve beside another date, by a clock of twelve hours, by what Americans call their days.
    """
    numeric = [e for e in found if e.kind == "numeric"]
    if not numeric:
        return found
    pairs = [(int(e.parts["a"]), int(e.parts["b"])) for e in numeric]
    day_first = any(a > 12 >= b for a, b in pairs)
    month_first = any(b > 12 >= a for a, b in pairs)
    for e, (a, b) in zip(numeric, pairs, strict=True):
        named = _WEEKDAY_BEFORE.search(text, max(0, e.start - 14), e.start)
        if named is not None and not day_first and not month_first:
            y = int(e.parts["y"]) + (0 if len(e.parts["y"]) > 2 else (2000 if int(e.parts["y"]) < 35 else 1900))
            number = WEEKDAYS[named[1][:3].lower()]
            day_first, month_first = _falls_on(y, b, a, number), _falls_on(y, a, b, number)
    if not day_first and not month_first:
        month_first = _AMERICAN.search(text) is not None
    if day_first == month_first:
        return found
    first, second = ("d", "m") if day_first else ("m", "d")
    told = {
        id(e): replace(e, kind="dotted", parts={first: e.parts["a"], second: e.parts["b"], "y": e.parts["y"]})
        for e in numeric
        if int(e.parts["b" if day_first else "a"]) <= 12
    }
    return [told.get(id(e), e) for e in found]


def _falls_on(y: int, month: int, day: int, weekday: int) -> bool:
    try:
        return dt.date(y, month, day).weekday() == weekday
    except ValueError:
        return False


_WEEKDAY_BEFORE = compiled(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+$")
_AMERICAN = compiled(
    r"\d{1,2}/\d{1,2}/\d{2,4},? (?:at )?\d{1,2}:\d\d ?[AP]M\b|\bThanksgiving\b|\bLabor Day\b|, [A-Z]{2} \d{5}\b|\bU\.S\. (?:Army|Navy|Marine|Air)"
)


def _are_two(match: re.Match[str]) -> bool:
    """ "May 13 and 28" are two days; "May 14 and 15" are told as one stretch."""
    return _AND.search(match[0]) is not None and int(match["e"]) - int(match["d"]) > 1


def _two_days(match: re.Match[str], parts: dict[str, str]) -> tuple[Expression, Expression]:
    kind = "full" if "y" in parts else "month_day"
    first = {name: value for name, value in parts.items() if name != "e"}
    second = {name: value for name, value in parts.items() if name in ("m", "y")}
    return (
        Expression(match.start(), match.end("d"), kind, first),
        Expression(match.start("e"), match.end(), kind, {**second, "d": parts["e"]}),
    )


# "Aug. 1 and Aug. 2" are two days; "between Aug. 1 and Sept. 2" is a stretch of them.
_AND = compiled(r"\band\b")
_BETWEEN = compiled(r"\bbetween\s$", re.I)
# Words after which a bare year of four digits is a year, whatever noun follows: "from 1996 American teams were let in".
_DATING = compiled(r"\b(?:in|since|by|of|from|after|until|before|during|through|late|early)\s$", re.I)


def _not_a_month(match: re.Match[str]) -> bool:
    """ "May" and "March" are words too: they need a preposition that takes a date."""
    name = match["m"]
    if name not in ("May", "March", "MAY", "MARCH", "Mar", "Mar."):
        return (match["prep"] or "").lower() == "to" and not re.match(r"\s*(?:[,.;]|$)", match.string[match.end() :])
    preposition = (match["prep"] or match["which"] or match["part"] or "").lower()
    return preposition in ("", "the", "and", "to", "for", "this")
