"""Days and months told in a list, "on 3 May, 5 May and 9 June 2018": each is one date, and the year at the end is that of all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_patterns import MONTHS
from repatria.testimony.text.first_characters import compiled

_DAY = compiled(r"\d{1,2}(?:st|nd|rd|th)?")
_AND = compiled(r"\band\b")
_BETWEEN = compiled(r"\bbetween\s$", re.I)
_NEXT = compiled(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?:(?:on|in)\s+)?(?:the\s+)?(?:then\s+)?(?:on\s+)?")
# What takes a year, and what it is with one.
_WITH_YEAR = {"month_day": "full", "month": "month_year", "days": "days"}
_ENDS = ("full", "month_year", "days")
_OVER_NEW_YEAR = 6  # months: "28 December and 3 January 2019"


def days_listed(match: re.Match[str]) -> Iterator[Expression]:
    """ "3, 5 and 9 May 2018", "May 3, 5 and 9, 2018": each of the days."""
    parts = {name: value for name in ("m", "y") if (value := match[name])}
    kind = "full" if "y" in parts else "month_day"
    days = list(_DAY.finditer(match.string, *match.span("list")))
    for number, day in enumerate(days):
        start = match.start() if number == 0 else day.start()
        end = match.end() if number == len(days) - 1 else day.end()
        yield Expression(start, end, kind, {**parts, "d": day[0].rstrip("stndrh")})


def are_two_days(match: re.Match[str]) -> bool:
    """ "May 13 and 28" are two days; "May 14 and 15" are told as one stretch, and so is what stands between."""
    return joined(match) and int(match["e"]) - int(match["d"]) > 1


def two_days(match: re.Match[str], parts: dict[str, str]) -> tuple[Expression, Expression]:
    """The two days of "May 13 and 28"."""
    kind = "full" if "y" in parts else "month_day"
    first = {name: value for name, value in parts.items() if name != "e"}
    second = {name: value for name, value in parts.items() if name in ("m", "y")}
    return (
        Expression(match.start(), match.end("d"), kind, first),
        Expression(match.start("e"), match.end(), kind, {**second, "d": parts["e"]}),
    )


def are_two_months(match: re.Match[str]) -> bool:
    """ "March and May 2018" are two months; "May and June 2018" are told as one stretch, unless a month goes before them."""
    apart = (MONTHS[match["n"][:3].lower()] - MONTHS[match["m"][:3].lower()]) % 12
    return joined(match) and (apart > 1 or match.string[max(0, match.start() - 2) : match.start()] == ", ")


def two_months(match: re.Match[str], parts: dict[str, str]) -> tuple[Expression, Expression]:
    """The two months of "March and May 2018"; that of "November and January 2019" takes the year before."""
    last = {"m": parts["n"], "y": parts["z"]}
    first = {"m": parts["m"]} | ({"y": parts["y"]} if "y" in parts else {})
    return (
        Expression(
            match.start(), match.end("y" if "y" in parts else "m"), "month_year" if "y" in parts else "month", first
        ),
        Expression(match.start("n"), match.end(), "month_year", last),
    )


def joined(match: re.Match[str]) -> bool:
    """ "Aug. 1 and Aug. 2" are two days; "between Aug. 1 and Sept. 2" is a stretch of them."""
    return _AND.search(match[0]) is not None and not _BETWEEN.search(
        match.string, max(0, match.start() - 9), match.start()
    )


def with_year_of_list(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The expressions, those of a list with the year that stands at its end."""
    dated = list(found)
    for end in range(len(dated) - 1, 0, -1):
        last = dated[end]
        if last.kind not in _ENDS or "y" not in last.parts or not last.parts["y"].isdigit():
            continue
        between = text[dated[end - 1].end : last.start]
        if not _NEXT.fullmatch(between) or "and" not in between:
            continue
        first = end
        while (
            first and _takes_year(dated[first - 1]) and _NEXT.fullmatch(text, dated[first - 1].end, dated[first].start)
        ):
            first -= 1
            told = _dated(dated[first], dated[first + 1])
            if told is None:
                break
            dated[first] = told
    return dated


def _takes_year(e: Expression) -> bool:
    return e.kind in _WITH_YEAR and not e.parts.keys() & {"y", "z", "which", "that", "ahead"}


def _dated(e: Expression, after: Expression) -> Expression | None:
    """The expression in the year of the one told after it, or in the year before that where the order or its weekday asks for it."""
    y, month, following = int(after.parts["y"]), e.month or 1, after.month or 12
    y -= month - following >= _OVER_NEW_YEAR
    if e.weekday is not None:
        fits = [told for told in (y, y - 1) if falls_on(told, month, int(e.parts["d"]), e.weekday)]
        if not fits:
            return None
        y = fits[0]
    return replace(e, kind=_WITH_YEAR[e.kind], parts={**e.parts, "y": str(y)})


def falls_on(y: int, month: int, day: int, weekday: int) -> bool:
    """Whether a day of the calendar is that weekday, Monday 0."""
    try:
        return dt.date(y, month, day).weekday() == weekday
    except ValueError:
        return False
