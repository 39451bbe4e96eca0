"""Weeks, months and years told from the day of publication: "last month", "in May", "later this year"."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.dates.calendar_dates import (
    DAY,
    interval,
    month,
    month_end,
    narrow,
    year,
)
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression

UNKNOWN = Dated(None, "unknown", "relative to a publication date that is not known")


def _beside(e: Expression, which: str, previous: Dated) -> Dated:
    """ "The previous October", "that April", "the following May": counted from the date told before."""
    number, told = e.month or 1, previous.first_day
    if told is None:
        return UNKNOWN
    if "previous" in which:
        chosen = told.year - (number >= told.month)
    elif which == "that":
        chosen = told.year
    else:
        chosen = (previous.last_day or told).year + (number <= (previous.last_day or told).month)
    return month(chosen, number, "month; year from the date told before", e.parts.get("part"))


def month_told(e: Expression, today: dt.date, future: bool | None, previous: Dated | None = None) -> Dated:
    number = e.month or 1
    which = e.parts.get("which", e.parts.get("that", "")).lower()
    if which in ("the previous", "the following", "the next", "that"):
        if previous is not None and previous.known:
            return _beside(e, which, previous)
        which = {"the previous": "last", "that": ""}.get(which, "next")
    preposition = e.parts.get("prep", "").lower()
    chosen = today.year
    if which in ("next", "this coming") or (
        not which
        and (future or (future is None and (preposition in ("by", "until", "till") or preposition.startswith("as "))))
        and number != today.month
    ):
        chosen += number <= today.month if which else number < today.month
    elif which == "last" or which == "this past":
        chosen -= number >= today.month
    elif which != "this":
        chosen -= number > today.month
    return month(chosen, number, "month; year from publication", e.parts.get("part"))


def unit_of_time(which: str, unit: str, today: dt.date) -> Dated:
    basis = f"{which} {unit}, relative to publication"
    which = which.replace("the coming", "next")
    if unit in ("week", "weekend"):
        monday = today - today.weekday() * DAY
        if "last" in which:
            monday -= 7 * DAY
        elif "next" in which:
            monday += 7 * DAY
        if unit == "weekend":
            return interval(monday + 5 * DAY, monday + 6 * DAY, basis)
        first, last = monday, monday + 6 * DAY
        if which.startswith("early "):
            last = monday + 2 * DAY
        elif which.startswith("late "):
            first = monday + 3 * DAY
    elif unit == "month":
        shift = -1 if "last" in which else (1 if "next" in which else 0)
        index = today.year * 12 + today.month - 1 + shift
        whole = month(index // 12, index % 12 + 1, basis)
        if "earl" not in which and "late" not in which:
            return whole
        first, last = dt.date(index // 12, index % 12 + 1, 1), month_end(index // 12, index % 12 + 1)
    elif unit == "quarter":
        index = today.year * 4 + (today.month - 1) // 3 + (-1 if "last" in which else (1 if "next" in which else 0))
        first = dt.date(index // 4, index % 4 * 3 + 1, 1)
        last = month_end(index // 4, index % 4 * 3 + 3)
    else:
        number = today.year + (-1 if "last" in which else (1 if "next" in which else 0))
        if "earlier" not in which and "later" not in which:
            part = "early" if "early" in which else ("late" if "late" in which else None)
            return year(number, basis, part)
        first, last = dt.date(number, 1, 1), dt.date(number, 12, 31)
    if which.startswith("earlier"):
        last = today
    elif which.startswith("later"):
        first = today
    elif which.startswith("early") and unit != "week":
        first, last = narrow(first, last, "early", (10, 11, 20, 20))
    elif which.startswith("late") and unit != "week":
        first, last = narrow(first, last, "late", (10, 11, 20, 20))
    if unit == "month" and first.month == last.month:
        return Dated(f"{first.year:04}-{first.month:02}", "month", basis, first.isoformat(), last.isoformat())
    return interval(first, last, basis)


def nearest_month(e: Expression, today: dt.date) -> Dated:
    """The month told that lies nearest to a day, before or after it."""
    options = (month(y, e.month or 1, "month once planned for") for y in (today.year - 1, today.year, today.year + 1))
    return min(options, key=lambda d: abs((d.first_day - today).days) if d.first_day else 0)


def union(a: Dated, b: Dated) -> Dated:
    """Everything that either date can mean."""
    starts = [d for d in (a.first_day, b.first_day) if d]
    ends = [d for d in (a.last_day, b.last_day) if d]
    if not starts or not ends:
        return UNKNOWN
    if a.value == b.value and a.value:
        return Dated(a.value, a.precision, a.basis, min(starts).isoformat(), max(ends).isoformat())
    return interval(min(starts), max(ends), a.basis + "; the publication date is known to an interval only")
