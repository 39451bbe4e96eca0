"""Time expressions of an English text: "Thursday", "last month", "14 years ago", "the 65th anniversary of the armistice"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.dates import dates_listed
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_patterns import DAYS_BY_WORD, PATTERNS, WEEKDAYS
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
                if kind == "day_range" and dates_listed.joined(match):
                    continue
                if kind == "year_after":
                    if not _DATING.search(text, max(0, start - 8), start):
                        continue
                    kind_found = "year"
                else:
                    kind_found = "month" if kind == "month_bare" else kind
                taken[start:end] = b"\x01" * (end - start)
                parts = {name: value.strip() for name, value in match.groupdict().items() if value}
                if (listed := _listed(kind, match, parts)) is not None:
                    found.extend(listed)
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
    found = _ordered(text, sorted(found, key=lambda expression: expression.start))
    return dates_listed.with_year_of_list(text, found)


def _listed(kind: str, match: re.Match[str], parts: dict[str, str]) -> Sequence[Expression] | None:
    """The dates of an expression that names several; None for one."""
    if kind == "day_list":
        return list(dates_listed.days_listed(match))
    if kind == "days" and dates_listed.are_two_days(match):
        return dates_listed.two_days(match, parts)
    if kind == "month_range" and "z" in parts and dates_listed.are_two_months(match):
        return dates_listed.two_months(match, parts)
    return None


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
            day_first, month_first = dates_listed.falls_on(y, b, a, number), dates_listed.falls_on(y, a, b, number)
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


_WEEKDAY_BEFORE = compiled(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+$")
_AMERICAN = compiled(
    r"\d{1,2}/\d{1,2}/\d{2,4},? (?:at )?\d{1,2}:\d\d ?[AP]M\b|\bThanksgiving\b|\bLabor Day\b|, [A-Z]{2} \d{5}\b|\bU\.S\. (?:Army|Navy|Marine|Air)"
)


# Words after which a bare year of four digits is a year, whatever noun follows: "from 1996 American teams were let in".
_DATING = compiled(r"\b(?:in|since|by|of|from|after|until|before|during|through|late|early)\s$", re.I)


def _not_a_month(match: re.Match[str]) -> bool:
    """ "May" and "March" are words too: they need a preposition that takes a date."""
    name = match["m"]
    if name not in ("May", "March", "MAY", "MARCH", "Mar", "Mar."):
        return (match["prep"] or "").lower() == "to" and not re.match(r"\s*(?:[,.;]|$)", match.string[match.end() :])
    preposition = (match["prep"] or match["which"] or match["part"] or "").lower()
    return preposition in ("", "the", "and", "to", "for", "this")
