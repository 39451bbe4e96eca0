"""Dates that take their year, their month or their day from what was told before: "the following Thursday", "that May"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from repatria.testimony.dates.calendar_dates import (
    DAY,
    day,
    fiscal_year,
    interval,
    month,
    month_end,
    season,
    week_of_month,
    year,
    years,
)
from repatria.testimony.dates.date_context import Context
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.history import war_years, wars_in
from repatria.testimony.dates.holidays import holiday
from repatria.testimony.dates.relative_days import nth_weekday
from repatria.testimony.dates.tense import is_future
from repatria.testimony.text.first_characters import compiled

_OF_THEN = ("month", "month_day", "season_bare", "nth_week", "last_day", "holiday", "nth_weekday")
FROM_PREVIOUS = frozenset(("month_of", "that_followed", "season_beside", "season_later", "same_period", "day_of_month"))
_DAY_SPAN = 3  # days; a date as narrow as this is a day from which weekdays are counted
_WIDE = 31  # days; from a date wider than this no week is counted
# Words of the present in a clause: what it tells is no part of the story of long ago.
_PRESENT = compiled(
    r"\b(?:has|(?<!must )(?<!would )(?<!should )(?<!could )(?<!might )(?<!may )have|is|are|will|now|today|recently|this year|last year)\b"
)
# What is said of the long dead in the present: a laboratory, a ministry, a funeral.
_NOW = compiled(
    r"\b(?:has|(?<!must )(?<!would )(?<!should )(?<!could )(?<!might )(?<!may )have|is|are|will|now|today|recently|identified|accounted|DNA|matched|announced|notified|exhumed|disinterred|unveiled|digging|excavation|exhumation|de-miners|prosecutor|court|council|mayor|ministry|government|police|suspended|resumed|"
    r"labs?|laborator(?:y|ies)|agency|this year|last year|funeral|dedicated|e-?mail|website|interview|scientists?|archaeologists?)\b"
)


def of_then(
    e: Expression, anchor: Dated, sentence: str, at: int, *, evidence: bool = False, recent: bool = False
) -> Dated | None:
    """A bare month, season or day of the month in a story of long ago: the first one after the day it tells of.

    evidence: the whole text asks and answers of that day, so that holidays and the last days of months are of it too.
    recent: less than a generation ago, so that laboratories and ministries may belong to the story.
    """
    told = anchor.first_day
    if told is None or e.kind not in _OF_THEN or "which" in e.parts or "y" in e.parts:
        return None
    clause = sentence[max(sentence.rfind(";", 0, at), sentence.rfind(". ", 0, at), 0) : at + 60]
    clause = clause[: clause.find(" and ", max(0, len(clause) - 60))] if " and " in clause[-60:] else clause
    if not evidence and (_PRESENT if recent else _NOW).search(clause):
        return None
    basis = "of the time told before"
    if e.kind == "season_bare":
        found = season(told.year, e.parts["s"].lower(), basis)
        late = found.last_day is not None and found.last_day < told
        return season(told.year + 1, e.parts["s"].lower(), basis) if late else found
    if e.kind in ("holiday", "nth_weekday") and not evidence and is_future(sentence, at) is not False:
        return None
    if e.kind == "holiday":
        days = [d for y in (told.year, told.year + 1) if (d := holiday(e.parts["h"], y)) and d >= told]
        return day(days[0], basis) if days else None
    number = e.month or 1
    chosen = told.year + (number < told.month)
    if e.kind == "nth_weekday":
        return nth_weekday(replace(e, parts={**e.parts, "y": str(chosen)}), told, None)
    if e.kind == "last_day":
        return day(dt.date(chosen, number, 1) if e.parts["o"] == "first" else month_end(chosen, number), basis)
    if e.kind == "nth_week":
        return week_of_month(chosen, number, e.parts["o"], basis)
    if e.kind == "month":
        return month(chosen, number, basis, e.parts.get("part"))
    try:
        return day(dt.date(chosen, number, int(e.parts["d"])), basis)
    except ValueError:
        return None


def of_now(words: str) -> bool:
    """Whether words tell of the time of writing."""
    return bool(_NOW.search(words))


def from_previous(e: Expression, previous: Dated) -> Dated:
    """ "In May of that year", "in the four years that followed"."""
    first, last = previous.first_day, previous.last_day
    if first is None or last is None:
        return Dated(None, "unknown", "counted from a date that the text does not give")
    if e.kind == "season_beside":
        return _season_beside(e.parts["s"], e.parts["which"], first, last)
    if e.kind == "day_of_month":
        which = e.parts["which"]
        shift = (
            -1 if "before" in which or "pre" in which else int("follow" in which or "next" in which or "after" in which)
        )
        index = first.year * 12 + first.month - 1 + shift
        try:
            return day(
                dt.date(index // 12, index % 12 + 1, int(e.parts["d"])), "day of a month counted from that told before"
            )
        except ValueError:
            return Dated(None, "unknown", "not a day of the calendar")
    if e.kind == "month_of":
        return _of_year(e, first.year)
    if e.kind == "season_later":
        return _seasons_on(e, first.year + (e.number("n") or 1))
    if e.kind == "same_period":
        if previous.precision in ("year", "fiscal_year") and previous.value:
            number = int(previous.value.removeprefix("FY")) - 1
            return (fiscal_year if "FY" in previous.value else year)(number, "the year before that told")
        moved = [d.replace(year=d.year - 1, day=min(d.day, 28) if d.month == 2 else d.day) for d in (first, last)]
        return interval(moved[0], moved[1], "the same period, a year before that told")
    count, unit = e.number("n") or e.number("n1") or 1, e.parts.get("u") or e.parts["u3"]
    if unit == "year":
        return years(first.year, last.year + count, "years after the date told before")
    length = {"day": 1, "week": 7, "month": 30}[unit] * count
    return interval(first, last + length * DAY, f"{unit}s after the date told before")


def _of_year(e: Expression, told: int) -> Dated:
    """ "May of that year", "Armistice Day of the same year", "4 March of the following year"."""
    which, basis = e.parts["which"], "of the year told before"
    y = told + (1 if "following" in which or "next" in which else (-1 if "pre" in which else 0))
    if "h" in e.parts:
        when = holiday(e.parts["h"], y)
        return day(when, basis) if when else Dated(None, "unknown", basis)
    if "s" in e.parts:
        return season(y, e.parts["s"], basis)
    number = e.parts.get("d") or e.parts.get("e")
    try:
        return day(dt.date(y, e.month or 1, int(number)), basis) if number else month(y, e.month or 1, basis)
    except ValueError:
        return Dated(None, "unknown", "not a day of the calendar")


def _seasons_on(e: Expression, y: int) -> Dated:
    """ "Four summers later", "two Junes later"; a winter is counted by its January."""
    basis = "seasons after the date told before"
    if "m" in e.parts:
        return month(y, e.month or 1, basis)
    return season(y - (e.parts["s"] == "winter"), e.parts["s"], basis)


def weekday_of(e: Expression, occasion: Dated) -> Dated | None:
    """A weekday of a conference or journey that lasted no longer than a week or named it but once."""
    first, last, which = occasion.first_day, occasion.last_day, e.parts.get("which", "").lower()
    if first is None or last is None or which not in ("", "the", "a"):
        return None
    days = [d for n in range((last - first).days + 1) if (d := first + n * DAY).weekday() == e.weekday]
    return day(days[0], "weekday of the occasion reported") if len(days) == 1 else None


def within_told(e: Expression, here: Dated | None) -> Dated | None:
    """A bare month within the season or year told before it in the sentence: "in the spring, March or April"."""
    if here is None or e.kind != "month" or e.parts.keys() & {"which", "y"} or here.precision != "interval":
        return None
    first, last = here.first_day, here.last_day
    if first is None or last is None or not _SEASON <= (last - first).days < _YEAR:
        return None
    y = first.year + ((e.month or 1) < first.month)
    told = month(y, e.month or 1, "month within the time told before", e.parts.get("part"))
    return told if told.first_day and told.last_day and first <= told.first_day and told.last_day <= last else None


_SEASON, _YEAR = 80, 366  # days
_SAID = compiled(
    r"\b(?:said|told|promised|assured|pledged|vowed|announced|agreed|wrote|predicted|hoped|thought|expected|insisted|declared)\b"
)


def said_on(c: Context, written: dt.date, sentence: str, at: int) -> dt.date | None:
    """The day on which it was said what lay ahead then: "he said on Memorial Day they would dig by Labor Day"."""
    told = c.here
    if told is None or told.precision != "day" or told.first_day is None or told.first_day >= written:
        return None
    return told.first_day if _SAID.search(sentence, 0, at) else None


def _season_beside(name: str, which: str, first: dt.date, last: dt.date) -> Dated:
    """ "The previous summer": the last one over before the date told; "the following": the first to begin after it."""
    basis = "season beside the date told before"
    around = [season(y, name, basis) for y in range(first.year - 2, last.year + 3)]
    over = [s for s in around if s.last_day and s.last_day < first]
    coming = [s for s in around if s.first_day and s.first_day > last]
    if which == "same":
        return season(first.year, name, basis)
    return over[-1] if which in ("previous", "preceding", "before") else coming[0]


def beside_day(e: Expression, near: Dated | None, near_month: Dated | None) -> Dated | None:
    """A weekday, a day of the month or an hour counted from the day or the month told before in the paragraph; None
    where none was told.
    """
    which = e.parts.get("which", "").lower()
    if e.kind == "ordinal" and not which and near_month is not None and near_month.first_day is not None:
        begin = near_month.first_day
        try:
            return day(begin.replace(day=int(e.parts["d"])), "day of the month told before")
        except ValueError:
            return None
    if near is None or near.first_day is None or near.last_day is None:
        return None
    if which == "a":
        shift = ((e.weekday or 0) - near.first_day.weekday() + 3) % 7 - 3  # "three weeks later, on a Sunday"
        return day(near.first_day + shift * DAY, "weekday of the date told before")
    first, last = near.first_day, near.last_day
    if e.kind == "weekday":
        if (
            which not in ("the following", "the next", "the previous", "that", "the same", "the")
            or (last - first).days > 7
        ):
            return None
        if which == "the" and (back := (first.weekday() - (e.weekday or 0)) % 7) in (1, 2):
            return day(first - back * DAY, "weekday just before the date told before")
        if which == "the previous":
            return day(
                first - (((first.weekday() - (e.weekday or 0)) % 7) or 7) * DAY, "weekday before the date told before"
            )
        ahead = ((e.weekday or 0) - first.weekday()) % 7
        if which in ("the following", "the next"):
            ahead = ahead or 7
        return day(first + ahead * DAY, "weekday after the date told before")
    if (last - first).days > _DAY_SPAN:
        return None
    if e.kind == "hour":
        return interval(first, last, "the day told before")
    if which:
        return None
    number = int(e.parts["d"])
    index = first.year * 12 + first.month - 1 + (number < first.day)
    try:
        return day(dt.date(index // 12, index % 12 + 1, number), "day of the month told before")
    except ValueError:
        return None


def of_century(e: Expression, told: Dated, published: Dated) -> Dated:
    """ "The spring of '47", "in '03": the last such year before the text was written."""
    digits = (e.parts.get("yy") or e.parts.get("y", "")).lstrip("’'")
    written, first = published.last_day, told.first_day
    if len(digits) != 2 or written is None or first is None or e.kind not in ("season", "month_year", "year", "full"):
        return told
    number = written.year // 100 * 100 + int(digits)
    number -= 100 if number > written.year + 1 else 0
    shift = number - first.year
    if not shift:
        return told

    def moved(value: str | None) -> str | None:
        return value and re.sub(r"\b(?:19|20)\d\d\b", lambda m: str(int(m[0]) + shift), value)

    return Dated(moved(told.value), told.precision, told.basis, moved(told.earliest), moved(told.latest))


def counts_days(e: Expression) -> bool:
    """Whether an expression counts days or hours: "the next morning", "two days later", "the same day"."""
    unit = e.parts.get("u") or e.parts.get("nu") or e.parts.get("su") or e.parts.get("pu") or e.parts.get("qu")
    return "same" in e.parts or unit in ("day", "morning", "afternoon", "evening", "night")


def counts_from_day(e: Expression, previous: Dated | None) -> bool:
    """Whether "later" counts from the day told last, though a wider date was told since: days, or weeks after a season."""
    if e.parts.get("u") != "week" or previous is None:
        return counts_days(e)
    first, last = previous.first_day, previous.last_day
    return first is not None and last is not None and (last - first).days > _WIDE


def of_war(e: Expression, surroundings: str) -> Dated:
    """ "The first autumn of the Korean War", "the last days of the war"."""
    unknown = Dated(None, "unknown", "part of a war that the text does not name")
    named = wars_in(e.parts["what"]) or wars_in(surroundings)
    span = war_years(named[0][2]) if named else None
    if span is None:
        return unknown
    begins, ends = dt.date.fromisoformat(span[0]), dt.date.fromisoformat(span[1])
    basis = f"part of the {named[0][2]}"
    which, unit = e.parts["o"], e.parts["u"]
    late = which in ("last", "final", "closing")
    number = {"second": 1, "third": 2, "fourth": 3}.get(which, 0)
    if unit in ("spring", "summer", "fall", "autumn", "winter"):
        during = [
            s
            for y in range(begins.year - 1, ends.year + 1)
            if (s := season(y, unit, basis)).first_day and s.last_day and s.last_day >= begins and s.first_day <= ends
        ]
        return (during[-1] if late else during[min(number, len(during) - 1)]) if during else unknown
    if unit == "year":
        return year(ends.year if late else min(begins.year + number, ends.year), basis)
    if unit == "month":
        chosen = ends if late else begins
        return month(chosen.year, chosen.month, basis)
    length = {"days": 10, "week": 7, "weeks": 30, "months": 150}[unit]
    return interval(ends - length * DAY, ends, basis) if late else interval(begins, begins + length * DAY, basis)
