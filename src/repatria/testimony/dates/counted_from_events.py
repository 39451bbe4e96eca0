"""Dates counted from an event: "three days after the armistice", "a week after the funeral", "the following Memorial Day"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from repatria.testimony.dates.calendar_dates import DAY, day, interval, month, month_end
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.holidays import holiday
from repatria.testimony.dates.time_patterns import WEEKDAYS

_LENGTH = {"day": 1, "week": 7, "fortnight": 14}
_ABOUT_A_MONTH, _WEEKS_BEFORE = 30, 21  # days that "after Easter" and "before Easter" leave open


def holiday_beside(e: Expression, previous: Dated) -> Dated | None:
    """ "The following Memorial Day": the first one after the date told before; "that Christmas": of its year."""
    which, first, last = e.parts.get("which", "").lower(), previous.first_day, previous.last_day
    if "side" in e.parts:
        which = "the previous" if e.parts["side"] == "before" else "the following"
    if which not in ("the following", "the next", "the previous", "that") or first is None or last is None:
        return None
    days = [d for y in range(first.year - 1, last.year + 2) if (d := holiday(e.parts["h"], y))]
    basis = "holiday beside the date told before"
    if which == "the previous":
        over = [d for d in days if d < first]
        return day(over[-1], basis) if over else None
    if which == "that":
        return next((day(d, basis) for d in days if d.year == first.year), None)
    coming = [d for d in days if d > last]
    return day(coming[0], basis) if coming else None


def beside_holiday(e: Expression, feast: Dated) -> Dated:
    """ "Three days after Christmas", "the week before Easter": `feast` is the day that the holiday means."""
    first, last = feast.first_day, feast.last_day
    if first is None or last is None:
        return feast
    sign = 1 if e.parts.get("side") in ("after", "following") else -1
    unit, count = e.parts.get("u", "day"), e.number("n") or 1
    unit = "day" if unit in ("night", "morning", "evening", "afternoon", "eve") else unit
    basis = f"counted from {e.parts['h']}"
    if "wd" in e.parts:
        number = WEEKDAYS[e.parts["wd"][:3].lower()]
        gap = ((number - last.weekday()) % 7 or 7) if sign > 0 else -((first.weekday() - number) % 7 or 7)
        return day((last if sign > 0 else first) + gap * DAY, basis)
    if unit == "weekend":
        gap = ((5 - last.weekday()) % 7 or 7) if sign > 0 else -((first.weekday() - 5) % 7 or 7)
        saturday = (last if sign > 0 else first) + gap * DAY
        return interval(saturday, saturday + DAY, basis)
    if unit == "month":
        index = first.year * 12 + first.month - 1 + sign * count
        return month(index // 12, index % 12 + 1, basis)
    if unit == "week" and e.parts["n"].lower() == "the":
        return (
            interval(last + DAY, last + 7 * DAY, basis) if sign > 0 else interval(first - 7 * DAY, first - DAY, basis)
        )
    shift = sign * count * _LENGTH[unit] * DAY
    return interval(first + shift, last + shift, basis)


def near_holiday(e: Expression, feast: Dated, today: dt.date | None) -> Dated:
    """ "After Easter": within a month of it; "before Christmas": the weeks that lead up to it, from `today` on if ahead."""
    first, last = feast.first_day, feast.last_day
    if first is None or last is None:
        return feast
    basis = f"{e.parts['side'].lower()} {e.parts['h']}"
    if e.parts["side"].lower() == "after":
        return interval(last, last + _ABOUT_A_MONTH * DAY, basis)
    begin = first - _WEEKS_BEFORE * DAY
    return interval(max(begin, today) if today is not None and today <= first else begin, first, basis)


def years_ago_on(e: Expression, told: Dated) -> Dated:
    """ "Seventy years ago this week": the week, month or day that `told` names, so many years before."""
    count = e.number("n") or 1
    first, last = told.first_day, told.last_day
    if first is None or last is None:
        return told
    basis = f"{count} years before {told.value}"
    moved = [d.replace(year=d.year - count, day=min(d.day, 28) if d.month == 2 else d.day) for d in (first, last)]
    if e.parts.get("u") == "month":
        return month(moved[0].year, moved[0].month, basis)
    return interval(moved[0], moved[1], basis)


def within_unit(e: Expression, told: Dated | None, today: dt.date) -> Dated:
    """ "Within the month", "within two weeks": from the date told before, or from publication, so long."""
    begin = told.first_day if told is not None and told.first_day is not None else today
    length = {"day": 1, "week": 7, "fortnight": 14, "month": 31, "year": 366}[e.parts["v"]] * (e.number("n") or 1)
    return interval(begin, begin + length * DAY, f"{e.parts['v']} that begins with the date told before")


def close_of(unit: str, today: dt.date) -> Dated:
    """ "Before the year is out": the last days of the unit that runs."""
    if unit == "week":
        sunday = today + (6 - today.weekday()) * DAY
        return interval(today, sunday, "up to the end of the week")
    last = dt.date(today.year, 12, 31) if unit == "year" else month_end(today.year, today.month)
    return interval(max(today, last - 10 * DAY), last, f"the end of the {unit} that runs")


def year_end(today: dt.date, *, future: bool | None, deadline: bool) -> Dated:
    """ "At year's end": the last day of the year that runs where it lies ahead, else of the year before."""
    ahead = future or (future is None and today.month >= 7)
    last = dt.date(today.year if ahead else today.year - 1, 12, 31)
    return interval(last - 10 * DAY, last, "up to the year's end") if ahead and deadline else day(last, "year's end")


def holiday_of(e: Expression) -> Expression:
    """The holiday in an expression built on it."""
    return replace(
        e, kind="holiday", parts={name: value for name, value in e.parts.items() if name in ("h", "y", "which")}
    )


def weekend_of(feast: Dated) -> Dated:
    """The days off around a holiday: up to a Monday, from a Thursday or Friday on, else the nearest weekend."""
    first = feast.first_day
    if first is None or feast.precision != "day":
        return feast
    low, high = {0: (-2, 0), 1: (-3, 0), 2: (3, 4), 3: (0, 3), 4: (0, 2), 5: (0, 1), 6: (-1, 0)}[first.weekday()]
    return interval(first + low * DAY, first + high * DAY, "weekend of a holiday")


def unit_end(unit: str, told: dt.date) -> dt.date:
    """The last day of the week, month or year of a day."""
    if unit == "week":
        return told + (6 - told.weekday()) * DAY
    return dt.date(told.year, 12, 31) if unit == "year" else month_end(told.year, told.month)


def holiday_in(name: str, y: int) -> Dated:
    """A holiday of a year."""
    when = holiday(name, y)
    return day(when, f"{name} of {y}") if when else Dated(None, "unknown", "not a holiday of the table")
