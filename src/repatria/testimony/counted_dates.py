"""Dates counted from another: "14 years ago", "days later", an anniversary."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.calendar_dates import DAY, day, interval, month, year, years
from repatria.testimony.history import named_day
from repatria.testimony.model import Dated
from repatria.testimony.time_expressions import Expression


def ago(e: Expression, today: dt.date) -> Dated:
    unit = e.parts["u"]
    basis = f"{unit}s before publication"
    if "some" in e.parts:
        few = {
            "day": (2, 10),
            "week": (14, 60),
            "month": (60, 330),
            "year": (2 * 365, 9 * 365),
            "decade": (20 * 365, 60 * 365),
        }[unit]
        return interval(today - few[1] * DAY, today - few[0] * DAY, basis + ", number not given")
    count = e.number("n") or 1
    if unit == "day":
        return day(today - count * DAY, basis)
    if unit in ("week", "fortnight"):
        centre = today - count * (7 if unit == "week" else 14) * DAY
        return interval(centre - 3 * DAY, centre + 3 * DAY, basis + ", to the week")
    if unit == "month":
        index = today.year * 12 + today.month - 1 - count
        return month(index // 12, index % 12 + 1, basis)
    size = {"year": 1, "decade": 10, "generation": 25}[unit]
    number = today.year - count * size - (size // 2 if "half" in e.parts else 0)
    about = e.parts.get("about", "").lower()
    if about or size > 1 or (count % 10 == 0 and count >= 20):
        slack = max(1, size // 4)
        return years(number - slack, number + slack, basis + ", a round number")
    return year(number, basis)


def back(today: dt.date, unit: str, count: int, length: int) -> dt.date:
    if unit in ("year", "decade"):
        number = today.year - count * (10 if unit == "decade" else 1)
        return dt.date(number, today.month, min(today.day, 28))
    return today - length * DAY


def anniversary(e: Expression, surroundings: str) -> Dated:
    known = named_day(e.parts.get("what", ""), surroundings) if "what" in e.parts else None
    if known is None or e.years is None:
        return Dated(None, "unknown", "anniversary of a day that the text does not give")
    first = dt.date.fromisoformat(known)
    try:
        when = first.replace(year=first.year + e.years)
    except ValueError:
        when = dt.date(first.year + e.years, 3, 1)
    return day(when, f"derived: {known} and {e.years} years")


def later(e: Expression, previous: Dated | None) -> Dated:
    if previous is None or previous.first_day is None or previous.last_day is None:
        return Dated(None, "unknown", "counted from a date that the text does not give")
    first, last, parts = previous.first_day, previous.last_day, e.parts
    if "same" in parts:
        return interval(first, last, "the same day as told before")
    if "some" in parts:
        low, high = {"days": (1, 14), "weeks": (7, 60), "months": (30, 365), "years": (365, 3652)}[
            parts["some"].lower()
        ]
        return interval(first + low * DAY, last + high * DAY, f"{parts['some'].lower()} after the date told before")
    unit = parts.get("u") or parts.get("nu") or "day"
    count = e.number("n") or 1
    basis = f"{count} {unit}(s) after the date told before"
    if unit == "year":
        return (
            year(first.year + count, basis)
            if first.year == last.year
            else years(first.year + count, last.year + count, basis)
        )
    if unit == "month":
        index = first.year * 12 + first.month - 1 + count
        return month(index // 12, index % 12 + 1, basis)
    days = count * (7 if unit == "week" else 1)
    return interval(first + days * DAY, last + days * DAY, basis)
