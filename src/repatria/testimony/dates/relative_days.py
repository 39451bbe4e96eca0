"""Days and months told without their year, or by a weekday: resolved on the side of the tense from the day of publication."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.dates.calendar_dates import DAY, day, interval, month, month_end, month_range, season, year
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.holidays import holiday
from repatria.testimony.dates.time_patterns import MONTHS

_NEAR = 400  # days within which a day told with its weekday and without its year lies
NOT_A_DAY = Dated(None, "unknown", "not a day of the calendar")


def ordinal(number: int, which: str | None, today: dt.date, future: bool | None) -> Dated:
    """ "On the 25th": of the month named, else the nearest such day on the side of the tense."""
    named = {"this": 0, "inst": 0, "last": -1, "ulti": -1, "ult.": -1, "ult": -1, "next": 1, "prox": 1}
    shifts = [named[which[:4].lower()]] if which else ([0, 1] if future else [0, -1])
    for shift in shifts:
        index = today.year * 12 + today.month - 1 + shift
        try:
            found = dt.date(index // 12, index % 12 + 1, number)
        except ValueError:
            continue
        if which or (found >= today if future else found <= today):
            return day(found, "day of the month, relative to publication")
    return NOT_A_DAY


def weekday(number: int, which: str, today: dt.date, future: bool | None) -> Dated:
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7
    if which.startswith(("last", "the previous", "this past")):
        recent = today - (back or 7) * DAY
        if which == "last" and 0 < back <= 2:
            return interval(recent - 7 * DAY, recent, "last weekday: this week or the week before")
        return day(recent, "weekday before publication")
    if which.startswith(("next", "this coming", "the following")):
        coming = today + (ahead or 7) * DAY
        if which == "next" and 0 < ahead <= 3:
            return interval(coming, coming + 7 * DAY, "next weekday: this week or the week after")
        return day(coming, "weekday after publication")
    if which == "this":
        return day(today + (number - today.weekday()) * DAY, "weekday of the week of publication")
    if future:
        return day(today + ahead * DAY, "weekday on or after publication")
    return day(today - back * DAY, "weekday on or before publication")


def month_day(e: Expression, today: dt.date, future: bool | None) -> Dated:
    number = e.month or 1
    options = []
    which = e.parts.get("which", "")
    if which == "last":
        future, today = False, today - DAY
    elif which == "next":
        future, today = True, today + DAY
    elif which:
        future, today = False, dt.date(today.year - (2 if "two" in which else 1), 12, 31)
    for candidate in range(today.year - 6, today.year + 3):
        try:
            options.append(dt.date(candidate, number, int(e.parts["d"])))
        except ValueError:
            continue
    if e.weekday is not None:
        near = [d for d in options if abs((d - today).days) <= _NEAR]
        told = [d for d in near if d.weekday() == e.weekday and not _against(d, today, future)]
        options = told or near or options
    if not options:
        return NOT_A_DAY
    past = [d for d in options if d <= today]
    coming = [d for d in options if d >= today]
    if future and coming:
        chosen = coming[0]
    elif future is False and past:
        chosen = past[-1]
    else:
        chosen = min(options, key=lambda d: (abs((d - today).days), d > today))
    basis = "day and month; year from publication"
    if e.weekday is not None and chosen.weekday() != e.weekday:
        basis += f"; the text names another weekday, that day is a {chosen:%A}"
    if e.kind == "days":
        try:
            return interval(chosen, chosen.replace(day=int(e.parts["e"])), basis)
        except ValueError:
            return day(chosen, basis)
    return day(chosen, basis)


def _against(day: dt.date, today: dt.date, future: bool | None) -> bool:
    """Whether a day lies on the other side of the tense, or too far off to be told without its year."""
    if future is None:
        return abs((day - today).days) > _NEAR // 2
    return day < today if future else day > today


def time_ahead(e: Expression, today: dt.date) -> Dated:
    """ "They return in two weeks": as far ahead as "two weeks ago" is back."""
    unit, count = e.parts["u"], e.number("n") or 1
    if unit == "day":
        return day(today + count * DAY, "days after publication")
    if unit in ("week", "fortnight") and "exact" in e.parts:
        return day(today + (7 if unit == "week" else 14) * count * DAY, "weeks after publication")
    if unit in ("week", "fortnight"):
        centre = today + (7 if unit == "week" else 14) * count * DAY
        return interval(centre - 3 * DAY, centre + 3 * DAY, "weeks after publication, to the week")
    if unit == "month":
        index = today.year * 12 + today.month - 1 + count
        return month(index // 12, index % 12 + 1, "months after publication")
    return year(today.year + count, "years after publication")


def days_told(e: Expression, today: dt.date, future: bool | None) -> Dated:
    """ "From July 27 to Aug. 3": the year of its first day is found as that of a single day."""
    try:
        if "y" in e.parts:
            first = dt.date(int(e.parts["y"]), e.month or 1, int(e.parts["d"]))
        else:
            begin = month_day(e, today, future).first_day
            if begin is None:
                return NOT_A_DAY
            first = begin
        number = MONTHS[e.parts["n"][:3].lower()]
        last = dt.date(first.year, number, int(e.parts["e"]))
        if last < first:
            last = last.replace(year=first.year + 1)
        return interval(first, last, "days of two months; year from publication")
    except ValueError:
        return NOT_A_DAY


def months_told(e: Expression, today: dt.date, future: bool | None) -> Dated:
    """ "From March to May": the year of its last month is found as that of a single month."""
    first, last = e.month or 1, MONTHS[e.parts["n"][:3].lower()]
    ends = today.year + (last < today.month if future else -(first > today.month))
    if first > last and not future:
        ends = today.year - (last > today.month)
    return month_range(None, first, ends, last, "months; year from publication")


def holiday_told(e: Expression, today: dt.date, future: bool | None) -> Dated:
    """The holiday on the side of the tense; "last" and "next" as they say."""
    which = e.parts.get("which", "").lower()
    days = [d for n in range(today.year - 2, today.year + 3) if (d := holiday(e.parts["h"], n))]
    past, coming = [d for d in days if d <= today], [d for d in days if d >= today]
    if not past or not coming:
        return NOT_A_DAY
    if which == "this":
        return day(next(d for d in days if d.year == today.year), "holiday of this year")
    ahead_of = which in ("next", "this coming") or (which not in ("last", "this past") and future)
    return day(coming[0] if ahead_of else past[-1], "holiday; year from publication")


def before_last(unit: str, shift: int, today: dt.date) -> Dated:
    """ "The week before last", "the winter before last", "the year after next"."""
    basis = f"the {unit} two {'before' if shift < 0 else 'after'} that of publication"
    if unit == "week":
        monday = today - today.weekday() * DAY + 7 * shift * DAY
        return interval(monday, monday + 6 * DAY, basis)
    if unit == "month":
        index = today.year * 12 + today.month - 1 + shift
        return month(index // 12, index % 12 + 1, basis)
    if unit == "year":
        return year(today.year + shift, basis)
    begun = [
        n
        for n in range(today.year - 1, today.year + 1)
        if (first := season(n, unit, basis).first_day) and first <= today
    ]
    ended = [n for n in begun if (last := season(n, unit, basis).last_day) and last < today]
    latest = (ended or begun or [today.year])[-1]
    return season(latest - 1 if shift < 0 else latest + 2, unit, basis)


def nth_weekday(e: Expression, today: dt.date, future: bool | None) -> Dated:
    """ "The last Thursday in July", "the second Sunday of November 2018"."""
    if "which" in e.parts:
        shift = {"last": -1, "next": 1, "the coming": 1}.get(e.parts["which"], 0)
        shift = -1 if "pre" in e.parts["which"] else (1 if e.parts["which"] in ("the following", "the next") else shift)
        index = today.year * 12 + today.month - 1 + shift
        return _weekday_of_month(e, index // 12, index % 12 + 1, "weekday of a month relative to publication")
    number = e.month or 1
    future = {"next": True, "last": False}.get(e.parts.get("near", ""), future)
    told = e.number("y")
    y = told or today.year + ((number < today.month) if future else -(number > today.month + (future is None) * 3))
    return _weekday_of_month(e, y, number, "weekday of a month" + ("" if told else "; year from publication"))


def _weekday_of_month(e: Expression, y: int, number: int, basis: str) -> Dated:
    days = [d for n in range(31) if (d := dt.date(y, number, 1) + n * DAY).month == number and d.weekday() == e.weekday]
    return day(days[{"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[e.parts["o"]]], basis)


def end_of_year(parts: dict[str, str], today: dt.date) -> Dated:
    """ "The end of the fiscal year", "the start of this year": its first or last month; with "by", its last day."""
    shift = {"last": -1, "next": 1}.get(parts["which"], 0)
    basis = f"the {parts['part']} of a year relative to publication"
    first = dt.date(today.year + shift, 1, 1)
    if "f" in parts:
        first = dt.date(today.year + (today.month >= 10) - 1 + shift, 10, 1)
    last = first.replace(year=first.year + 1) - DAY
    if parts["part"] in ("end", "close"):
        if "f" in parts or "calendar" in parts["which"]:
            return day(last, basis) if "deadline" in parts else interval(last - 7 * DAY, last, basis)
        if "deadline" in parts:
            return interval(last - 10 * DAY, last, basis)
        return interval(last.replace(month=last.month - 1, day=1), last, basis)
    if parts["part"] == "middle":
        return interval(first + 150 * DAY, first + 212 * DAY, basis)
    return interval(first, month_end(first.year, first.month), basis)
