"""Dates counted from another: "14 years ago", "days later", an anniversary."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.dates.calendar_dates import DAY, day, interval, month, month_end, season, year, years
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_patterns import WEEKDAYS
from repatria.testimony.text.first_characters import compiled

LOSS = compiled(
    r"\b(?:crash|accident|wreck|attack|fire|flood|earthquake|quake|tsunami|wave|landslide|collapse|eruption|bombing|raid|massacre|sinking|explosion|shooting|disaster|storm|cyclone|capture|disappearance|battle)\b"
)
_DAY_PART = {"morning": "day", "night": "day", "afternoon": "day", "evening": "day"}
_ABOUT_A_YEAR = 365  # days on each side that a rounded number of years leaves open


def ago(e: Expression, today: dt.date, previous: Dated | None = None) -> Dated:
    """ "14 years ago"; "a week earlier" counts from the date told before where there is one."""
    unit = _DAY_PART.get(e.parts["u"], e.parts["u"])
    basis = f"{unit}s before publication"
    back_from = previous.first_day if previous is not None and e.parts.get("from") in ("earlier", "before") else None
    fine = ("day",) if unit in ("day", "week", "fortnight") else ("day", "month")
    if back_from is not None and previous is not None and (previous.precision in fine or unit in ("year", "decade")):
        today, basis = back_from, f"{unit}s before the date told before"
    if unit in ("spring", "summer", "fall", "autumn", "winter"):
        this = season(today.year, unit, basis)
        passed = this.last_day is not None and this.last_day < today
        return season(today.year - (e.number("n") or 1) + passed, unit, f"{unit}s before publication")
    if "halved" in e.parts:
        index = today.year * 12 + today.month - 1 - (6 if unit == "year" else 60)
        return month(index // 12, index % 12 + 1, basis)
    if "exact" in e.parts and unit == "year":
        return _to_the(e.parts["exact"], today.year - (e.number("n") or 1), today)
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
        if (
            count == 1
            or "exact" in e.parts
            or (back_from is not None and previous is not None and previous.precision == "day")
        ):
            return day(centre, basis)  # "a week ago" is the day; of "three weeks ago" days on each side are left open
        return interval(centre - 3 * DAY, centre + 3 * DAY, basis + ", to the week")
    if unit == "month":
        index = today.year * 12 + today.month - 1 - count
        return month(index // 12, index % 12 + 1, basis)
    if unit == "year" and "half" in e.parts:
        index = (today.year - count) * 12 + today.month - 7
        return month(index // 12, index % 12 + 1, basis)
    size = {"year": 1, "decade": 10, "generation": 25}[unit]
    number = today.year - count * size - (size // 2 if "half" in e.parts else 0)
    about = e.parts.get("about", "").lower()
    if unit == "generation":
        return years(number - 6, number + 6, basis + ", a round number")
    centre = dt.date(number, today.month, min(today.day, 28))
    if about in ("more than", "over"):
        return interval(centre - 2 * _ABOUT_A_YEAR * DAY, centre, basis + ", or more")
    if about in ("almost", "nearly"):
        return interval(centre, centre + _ABOUT_A_YEAR * DAY, basis + ", or a little less")
    if size > 1 or (count % 10 == 0 and count >= 20):
        return interval(centre - _ABOUT_A_YEAR * DAY, centre + _ABOUT_A_YEAR * DAY, basis + ", a round number")
    return year(number, basis)


def _to_the(exact: str, y: int, told: dt.date) -> Dated:
    """ "Three years later to the week": the day of the year told, or the days around it."""
    when = told.replace(year=y, day=min(told.day, 28) if told.month == 2 else told.day)
    basis = f"the same {exact}, years away"
    return day(when, basis) if exact == "day" else interval(when - 3 * DAY, when + 3 * DAY, basis)


def centuries_ago(words: str, today: dt.date) -> Dated:
    """ "Half a century ago", a round number of years."""
    count = 50 if "half" in words else (75 if "three" in words else (25 if "quarter" in words else 100))
    return years(today.year - count - 1, today.year - count + 1, "years before publication, a round number")


def forward(e: Expression, today: dt.date) -> Dated:
    """ "Over the next five years", "in the coming weeks": from publication on."""
    unit = e.parts.get("u") or e.parts.get("u1") or e.parts["u2"]
    few = e.parts.get("n") in ("few", "several", None) and "u1" not in e.parts and "u2" not in e.parts
    count = {"day": 10, "week": 8, "month": 10, "year": 5, "decade": 3}[unit] if few else (e.number("n") or 1)
    length = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}[unit] * count
    if unit in ("year", "decade"):
        return interval(
            today,
            dt.date(today.year + count * (10 if unit == "decade" else 1), today.month, min(today.day, 28)),
            "period from publication on",
        )
    return interval(today, today + length * DAY, "period from publication on")


def back(today: dt.date, unit: str, count: int, length: int, *, half: bool = False) -> dt.date:
    if unit in ("year", "decade"):
        number = today.year - count * (10 if unit == "decade" else 1)
        if half and unit == "year":
            index = number * 12 + today.month - 1 - 6
            return dt.date(index // 12, index % 12 + 1, min(today.day, 28))
        return dt.date(number, today.month, min(today.day, 28))
    return today - length * DAY


def _that(unit: str, previous: Dated) -> Dated:
    """ "That month", "that summer": of the date told before."""
    first, last = previous.first_day, previous.last_day
    basis = f"the {unit} of the date told before"
    if first is None or last is None:
        return Dated(None, "unknown", basis)
    if unit == "week" and (last - first).days > 7:
        return interval(first, last, basis)
    if unit == "week":
        return interval(first - first.weekday() * DAY, first + (6 - first.weekday()) * DAY, basis)
    if unit == "weekend":
        return _weekend(first, 0)
    if unit == "month":
        return month(first.year, first.month, basis)
    if unit == "year":
        return year(first.year, basis)
    return season(first.year, unit, basis)


def _shifted(told: Dated, unit: str, shift: int) -> Dated:
    """A day of the unit before or after that of a date."""
    first = told.first_day
    if not shift or first is None:
        return told
    if unit == "week":
        return day(first + 7 * shift * DAY, told.basis)
    index = first.year * 12 + first.month - 1 + shift * (1 if unit == "month" else 12)
    return day(dt.date(index // 12, index % 12 + 1, 1), told.basis)


def _part_of(whole: Dated, part: str) -> Dated:
    """ "The end of that month": its last quarter; "the start of that year": its first."""
    first, last = whole.first_day, whole.last_day
    if first is None or last is None:
        return whole
    quarter = (last - first).days // 4 * DAY
    if part == "middle":
        return interval(first + quarter, last - quarter, whole.basis)
    return (
        interval(last - quarter, last, whole.basis) if part == "end" else interval(first, first + quarter, whole.basis)
    )


def _weekend(told: dt.date, ahead: int) -> Dated:
    """The weekend of the week of a day told, or the first one after that day where it is a weekend itself."""
    saturday = told + (5 - told.weekday() if told.weekday() < 6 else -1) * DAY
    saturday += 7 * DAY if ahead and told.weekday() >= 5 else 0 * DAY
    return interval(saturday, saturday + DAY, "weekend of the date told before")


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
        if "before" in parts:
            return interval(
                first - high * DAY, last - low * DAY, f"{parts['some'].lower()} before the date told before"
            )
        return interval(first + low * DAY, last + high * DAY, f"{parts['some'].lower()} after the date told before")
    if parts.keys() & {"tu", "vu"}:
        unit = parts.get("tu") or parts["vu"]
        which = parts.get("twhich", "following" if "vu" in parts else "that")
        shift = 1 if "following" in which or "next" in which else (-1 if "pre" in which else 0)
        whole = _that(unit, _shifted(previous, unit, shift))
        return _part_of(whole, parts["tpart"]) if "tpart" in parts else whole
    unit = (
        parts.get("u")
        or parts.get("nu")
        or parts.get("su")
        or parts.get("au")
        or parts.get("pu")
        or parts.get("qu")
        or "day"
    )
    unit = _DAY_PART.get(unit, unit)
    count = e.number("n") or 1
    if unit == "decade":
        unit, count = "year", 10 * count
    if unit == "fortnight":
        unit, count = "week", 2 * count
    if unit == "weekend" and "prior" in parts:
        return _weekend(first - 7 * DAY, 0)
    if unit == "weekend":
        return _weekend(first, int("next" in parts))
    if parts.keys() & {"half", "halved"} and unit == "year":
        unit, count = "month", 12 * count + 6
    if "wd" in parts:
        number = WEEKDAYS[parts["wd"][:3].lower()]
        gap = (first.weekday() - number) % 7 or 7 if "back" in parts else (number - first.weekday()) % 7 or 7
        gap += 7 * (count - 1)
        return day(first - gap * DAY if "back" in parts else first + gap * DAY, "weekdays from the date told before")
    if "but_one" in parts:
        unit, count = parts["but_one"], 2
    if "back" in parts:
        count = -count
    if "half_a" in parts:
        unit, count = "month", 6 if unit == "year" else 60
    if "prior" in parts:
        count = -count
    basis = f"{count} {unit}(s) after the date told before"
    if unit == "year" and "n2" in parts and first == last and (first.month, first.day) != (2, 29):
        further = (e.number("n2") or 0) * {"day": 1, "week": 7, "month": 30}[parts["u2"]]
        return day(first.replace(year=first.year + count) + further * DAY, basis)
    if unit == "month" and (parts.get("exact") == "day" or "precise" in parts) and first == last:
        index = first.year * 12 + first.month - 1 + count
        return day(
            dt.date(index // 12, index % 12 + 1, min(first.day, month_end(index // 12, index % 12 + 1).day)), basis
        )
    if unit == "year" and parts.get("exact") == "month":
        return month(first.year + count, first.month, basis)
    if unit == "year" and ("exact" in parts or "precise" in parts) and first == last:
        return _to_the(parts.get("exact", "day"), first.year + count, first)
    if unit == "year":
        return (
            year(first.year + count, basis)
            if first.year == last.year
            else years(first.year + count, last.year + count, basis)
        )
    if unit == "month":
        index = first.year * 12 + first.month - 1 + count
        return month(index // 12, index % 12 + 1, basis)
    if unit == "week" and "next" in parts and first == last:
        monday = first + (7 - first.weekday()) * DAY
        return interval(monday, monday + 6 * DAY, "the week after the date told before")
    days = count * (7 if unit == "week" else 1)
    return interval(first + days * DAY, last + days * DAY, basis)
