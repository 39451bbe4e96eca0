"""Dates that mean the same whenever they are read: days, months, years and intervals, and the expressions that name them."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.eras import year_of_era
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.holidays import fast, holiday
from repatria.testimony.dates.time_patterns import DECADES, MONTHS

DAY = dt.timedelta(days=1)
EITHER_OR = "one of two days:"  # how the basis of an ambiguous date begins
_OF_DECADE = {
    "early": (0, 3), "mid": (3, 6), "late": (6, 9), "beginning": (0, 2), "start": (0, 2), "middle": (4, 6),
    "end": (7, 9), "close": (7, 9), "first half": (0, 4), "second half": (5, 9),
}  # fmt: skip


def is_either_or(date: Dated) -> bool:
    """Whether a date is one of two days, from which nothing is counted and which is no stretch of time."""
    return date.basis.startswith(EITHER_OR)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return (dt.date(year, month, 28) + 4 * DAY).replace(day=1) - DAY


def day(date: dt.date, basis: str) -> Dated:
    """A date known to the day."""
    return Dated(date.isoformat(), "day", basis, date.isoformat(), date.isoformat())


def month(year: int, number: int, basis: str, part: str | None = None) -> Dated:
    """A date known to the month; `part` (early, mid, late) narrows its bounds."""
    first, last = dt.date(year, number, 1), month_end(year, number)
    if part:
        first, last = narrow(first, last, part, (10, 11, 20, 20))
    return Dated(f"{year:04}-{number:02}", "month", basis, first.isoformat(), last.isoformat())


def year(number: int, basis: str, part: str | None = None) -> Dated:
    """A date known to the year; `part` narrows its bounds to about a third of it, its start to a month, its end to two."""
    if part:
        first, last = third(number, part)
        return Dated(f"{number:04}", "year", basis, first.isoformat(), last.isoformat())
    return Dated(f"{number:04}", "year", basis, f"{number:04}", f"{number:04}")


def interval(first: dt.date, last: dt.date, basis: str) -> Dated:
    """A date somewhere from `first` to `last`."""
    if first == last:
        return day(first, basis)
    return Dated(f"{first.isoformat()}/{last.isoformat()}", "interval", basis, first.isoformat(), last.isoformat())


def years(first: int, last: int, basis: str) -> Dated:
    """A range of years."""
    return Dated(f"{first:04}/{last:04}", "interval", basis, f"{first:04}", f"{last:04}")


def fiscal_year(number: int, basis: str) -> Dated:
    """The fiscal year of the United States government: it begins on 1 October of the year before (31 U.S.C. 1102)."""
    return Dated(f"FY{number}", "fiscal_year", basis, f"{number - 1:04}-10-01", f"{number:04}-09-30")


def absolute(expression: Expression) -> Dated | None:
    """The meaning of an expression that needs no publication date; None for the others."""
    kind, parts, basis = expression.kind, expression.parts, "explicit"
    number, y = expression.month, expression.number("y")
    if y is not None and y < 100 and kind in ("season", "month_year"):
        y = century(y)
    if "era" in parts:
        y = year_of_era(parts["era"], int(parts["ey"]))
    if kind == "full" and "yy" in parts:
        y = century(int(parts["yy"]))
    if kind == "iso_week" and y:
        return _iso_week(y, int(parts["k"]))
    try:
        if kind in ("full", "iso", "dotted") and y and number:
            y = century(y)
            return day(dt.date(y, number, int(parts["d"])), basis)
        if kind == "days" and y and number:
            return interval(dt.date(y, number, int(parts["d"])), dt.date(y, number, int(parts["e"])), basis)
        if kind == "day_range" and number and "z" in parts:
            until = dt.date(int(parts["z"]), MONTHS[parts["n"][:3].lower()], int(parts["e"]))
            return day_range(int(parts.get("y", 0)), number, int(parts["d"]), until, basis)
        if kind == "numeric":
            return _numeric(int(parts["a"]), int(parts["b"]), century(int(parts["y"])))
    except ValueError:
        return Dated(None, "unknown", "not a day of the calendar")
    if kind == "month_year" and y and number:
        return month(y, number, basis, parts.get("part"))
    if kind == "month_range" and number and "z" in parts:
        ends = int(parts["z"])
        return month_range(
            int(parts["y"]) if "y" in parts else None, number, ends, MONTHS[parts["n"][:3].lower()], basis
        )
    if kind == "year_edge" and y:
        return day(dt.date(y, 1, 1) if parts["o"] == "first" else dt.date(y, 12, 31), basis)
    if kind == "half_month" and y and number:
        return part_of_month(y, number, parts, basis)
    if kind == "turn" and y:
        return interval(dt.date(y, 12, 20), dt.date(y + 1, 1, 10), basis)
    if kind == "fast" and y:
        return week_of(interval(*fast(parts["f"], y), basis), parts.get("o"))
    if kind == "nth_week" and y and number:
        return week_of_month(y, number, parts["o"], basis, weekend="weekend" in parts)
    if kind == "year_part" and y:
        return part_of_year(y, parts, basis)
    if kind == "holiday" and y and (when := holiday(parts["h"], y)):
        return day(when, "the day of " + parts["h"])
    if kind == "first_months" and y:
        return months_of_year(y, parts["o"], expression.number("n") or 1, basis)
    if kind == "fiscal_range" and y:
        last_year = int(parts["z"])
        last_year = last_year if last_year > 99 else y // 100 * 100 + last_year
        return interval(dt.date(y - 1, 10, 1), dt.date(max(last_year, y), 9, 30), basis + ", fiscal years")
    if kind == "years" and y:
        y, last = century(y), int(parts["z"])
        last = last if last > 99 else y // 100 * 100 + last
        return years(y, last, basis) if last >= y else year(y, basis)
    if kind == "year" and y:
        return year(y, basis, parts.get("part"))
    if kind == "year" and "yy" in parts:
        return year(1900 + int(parts["yy"]), "explicit, of the last century")
    if kind == "half" and y:
        return half(y, parts["o"], parts["p"], basis)
    if kind == "season" and y:
        return season(y, parts["s"].lower(), basis, spans="z" in parts)
    if kind == "season_part" and y:
        return part_of(season(y, parts["s"].lower(), basis), parts["part"])
    if kind == "decade" and (y or parts.keys() & {"yy", "word"}):
        y = y or 190 + (DECADES[parts["word"].lower()] // 10 if "word" in parts else int(parts["yy"]))
        shift = _OF_DECADE.get(" ".join(parts.get("part", "").split()), (0, 9))
        return years(10 * y + shift[0], 10 * y + shift[1], basis)
    if kind == "fiscal":
        return fiscal_year(century(y if y is not None else 0), basis)
    return None


def _iso_week(y: int, number: int) -> Dated:
    """The days of a week by its number (ISO 8601)."""
    try:
        monday = dt.date.fromisocalendar(y, number, 1)
    except ValueError:
        return Dated(None, "unknown", "not a week of the calendar")
    return interval(monday, monday + 6 * DAY, "explicit, week of a year")


def half(y: int, ordinal: str, part: str, basis: str) -> Dated:
    """ "The first half of 2018", "the second quarter of last year", "Q3 2018"."""
    if ordinal.isdigit():
        ordinal = ("first", "second", "third", "fourth")[int(ordinal) - 1]
    size = 6 if part == "half" else 3
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 12 // size - 1}[ordinal]
    first = min(number, 12 // size - 1) * size + 1
    return interval(dt.date(y, first, 1), month_end(y, first + size - 1), basis)


def quarter(ordinal: str, today: dt.date) -> Dated:
    """ "The second quarter", of the year that runs or, if it has not begun, of the one before."""
    number = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(ordinal)
    if number is None:
        index = today.year * 4 + (today.month - 1) // 3 - 1
        return half(
            index // 4, ("first", "second", "third", "fourth")[index % 4], "quarter", "quarter before publication"
        )
    y = today.year - (3 * number + 1 > today.month)
    return half(y, ordinal, "quarter", "quarter; year from publication")


def _numeric(a: int, b: int, y: int) -> Dated:
    """ "03/04/2018": two readings stay two, as a day of the year; no stretch from one to the other."""
    readings = []
    for number, d in {(a, b), (b, a)}:
        try:
            readings.append(dt.date(y, number, d))
        except ValueError:
            continue
    if not readings:
        return Dated(None, "unknown", "not a day of the calendar")
    if len(set(readings)) == 1:
        return day(readings[0], "explicit")
    first, last = (told.isoformat() for told in sorted(readings))
    return Dated(
        f"{y:04}", "year", f"{EITHER_OR} {first} or {last}; the order of day and month is not known", first, last
    )


def century(number: int) -> int:
    """The year that two figures mean; one of four stays."""
    if number > 99:
        return number
    return 2000 + number if number < 35 else 1900 + number


def day_range(y: int, number: int, first: int, last: dt.date, basis: str) -> Dated:
    """From a day of a month to `last`; without a year of its own it begins in the year before `last` at the earliest."""
    begins = dt.date(y or last.year, number, first)
    if not y and begins > last:
        begins = dt.date(last.year - 1, number, first)
    return interval(min(begins, last), last, basis)


def month_range(y: int | None, number: int, last_year: int, last: int, basis: str) -> Dated:
    """ "December 1950 to January 1951", "November to January 1951"."""
    first_year = y or (last_year - (number > last))
    return interval(dt.date(first_year, number, 1), month_end(last_year, last), basis)


def part_of_year(y: int, parts: dict[str, str], basis: str) -> Dated:
    """ "The closing months of 1996", "the early part of 2001"."""
    edge, whole = parts.get("edge"), (dt.date(y, 1, 1), dt.date(y, 12, 31))
    if edge is None:
        begin, end = {"early": (1, 4), "first": (1, 6), "middle": (5, 8)}.get(parts["part"], (7, 12))
        return interval(dt.date(y, begin, 1), month_end(y, end), basis)
    length = {"days": 10, "weeks": 31, "months": 92}[parts["u"]] * DAY
    if edge in ("closing", "last", "final"):
        return interval(whole[1] - length + DAY, whole[1], basis)
    return interval(whole[0], whole[0] + length - DAY, basis)


def week_of_month(y: int, number: int, ordinal: str, basis: str, *, weekend: bool = False) -> Dated:
    """ "The second week of July": seven days counted from the first of the month, or the last seven; or its weekend."""
    if weekend:
        saturdays = [
            d for n in range(31) if (d := dt.date(y, number, 1) + n * DAY).month == number and d.weekday() == 5
        ]
        first = saturdays[{"second": 1, "third": 2, "fourth": 3, "last": -1}.get(ordinal, 0)]
        return interval(first, first + DAY, basis)
    if ordinal in ("last", "final", "closing"):
        last = month_end(y, number)
        return interval(last - 6 * DAY, last, basis)
    first = dt.date(y, number, 1) + 7 * {"second": 1, "third": 2, "fourth": 3}.get(ordinal, 0) * DAY
    return interval(first, first + 6 * DAY, basis)


def part_of_month(y: int, number: int, parts: dict[str, str], basis: str) -> Dated:
    """ "The second half of May": from the 16th on; "the last third of May": from the 21st on."""
    first, last = dt.date(y, number, 1), month_end(y, number)
    if "third" in parts:
        begin, end = {"first": (1, 10), "second": (11, 20), "middle": (11, 20)}.get(parts["third"], (21, last.day))
    else:
        begin, end = (1, 15) if parts["o"] == "first" else (16, last.day)
    return interval(first.replace(day=begin), first.replace(day=end), basis)


def week_of(whole: Dated, ordinal: str | None) -> Dated:
    """The first, second or last week of a stretch of days; all of it without an ordinal."""
    first, last = whole.first_day, whole.last_day
    if ordinal is None or first is None or last is None:
        return whole
    if ordinal == "last":
        return interval(last - 6 * DAY, last, whole.basis)
    begin = first + 7 * {"first": 0, "second": 1, "third": 2}.get(ordinal, 3) * DAY
    return interval(begin, begin + 6 * DAY, whole.basis)


def months_of_year(y: int, which: str, count: int, basis: str) -> Dated:
    """ "The first three months of 2019"."""
    count = min(count, 12)
    if which in ("last", "final"):
        return interval(dt.date(y, 13 - count, 1), dt.date(y, 12, 31), basis)
    return interval(dt.date(y, 1, 1), month_end(y, count), basis)


def season(y: int, name: str, basis: str, *, spans: bool = False) -> Dated:
    """A season of a year; winter begins in December, of the first year where two are named or only one is."""
    if spans and name != "winter":
        return years(y, y + 1, basis)
    first = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[name]
    index = y * 12 + first - 1 + 2
    return interval(dt.date(y, first, 1), month_end(index // 12, index % 12 + 1), basis)


def part_of(whole: Dated, part: str) -> Dated:
    """The early, middle or late third of a season."""
    first, last = whole.first_day, whole.last_day
    if first is None or last is None:
        return whole
    return interval(*narrow(first, last, part, (31, 31, 61, 62)), whole.basis)


def narrow(first: dt.date, last: dt.date, part: str, days: tuple[int, int, int, int]) -> tuple[dt.date, dt.date]:
    low = part.lower()
    if "early" in low or "beginning" in low or "start" in low:
        return first, min(last, first + (days[0] - 1) * DAY)
    if "mid" in low:
        return first + (days[1] - 1) * DAY, min(last, first + (days[2] - 1) * DAY)
    return min(last, first + (days[3] - 1) * DAY), last


def third(y: int, part: str) -> tuple[dt.date, dt.date]:
    low = part.lower()
    if "beginning" in low or "start" in low:
        return dt.date(y, 1, 1), dt.date(y, 1, 31)
    if "end" in low:
        return dt.date(y, 11, 1), dt.date(y, 12, 31)
    if "early" in low:
        return dt.date(y, 1, 1), dt.date(y, 4, 30)
    if "mid" in low:
        return dt.date(y, 5, 1), dt.date(y, 8, 31)
    return dt.date(y, 9, 1), dt.date(y, 12, 31)
