"""Bounds of the day of writing narrowed by the calendar: weekdays beside days without their year, feasts told as past or ahead.

Only for a text that states no date: each rule takes the one day that fits between the bounds that its content gives.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from repatria.testimony.dates import calendar_dates
from repatria.testimony.dates.bounds import DAY, Bounds, calendar_day
from repatria.testimony.dates.counted_from_events import weekend_of
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.holidays import holiday
from repatria.testimony.dates.relative_days import nth_weekday
from repatria.testimony.dates.tense import is_future
from repatria.testimony.dates.time_patterns import WEEKDAYS
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

_MOST_YEARS = 12  # after the latest day told in which a day with its weekday is looked for
_SOON = 13  # days within which a day is told with its weekday and without its year
_NEWS = 4  # days within which a weekday is told by its name alone
_DAYS = ("full", "iso", "dotted", "days", "month_day", "anniversary", "years_since")  # kinds that tell of a day
_WIDEST = 800  # days; between wider bounds a feast has no year
_BESIDE = 60  # code points between a day and the weekday that it is
_THIS = ("this", "this coming")
_NEXT_ISSUE = compiled(r"\bnext (?:issue|bulletin|number|edition|meeting|report|update)\b[^.\n]{0,20}$", re.I)
_COMING = compiled(r",?\s+(?:this|next)\s+(?:coming\s+)?(?P<w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.I)
_OF_DAY = compiled(r"\bof\s+$")
_SINCE_PAST = 270  # days in which "this past June" is told

Told = list[tuple[Expression, Sentence]]


def narrow(text: str, bounds: Bounds, found: list[Expression], sentences: Placed[Sentence]) -> None:
    """What weekdays and feasts leave of the bounds."""
    placed = [(e, s) for e in found if (s := sentences.holding(e.start)) and e.start < s.end]
    _from_weekdays(text, bounds, placed)
    _from_weekdays_beside_days(bounds, placed)
    if bounds.days <= _WIDEST:
        for e in found:
            s = sentences.holding(e.start)
            inside = s is not None and e.start < s.end
            day = _days_of(e)
            if day is not None and (inside or _NEXT_ISSUE.search(text, max(0, e.start - _BESIDE), e.start)):
                _from_feast(text, e, (s.start, s.end) if s is not None and inside else (e.start, e.end), day, bounds)


def _from_weekdays(text: str, bounds: Bounds, placed: Told) -> None:
    """ "Tuesday (May 17)": the first year that fits after what is told."""
    named = [(e, s) for e, s in placed if e.kind == "month_day" and e.weekday is not None and "which" not in e.parts]
    if not named or bounds.first is None:
        return
    last = bounds.last.year if bounds.last else bounds.first.year + _MOST_YEARS
    for y in range(bounds.first.year, last + 1):
        days = [calendar_day(y, e.month or 1, int(e.parts["d"])) for e, _ in named]
        if any(d is None or d.weekday() != e.weekday for d, (e, _) in zip(days, named, strict=True)):
            continue
        for d, (e, s) in zip(days, named, strict=True):
            assert d
            if not bounds.first <= d <= (bounds.last or d):
                continue
            ahead = is_future(text[s.start : s.end], e.start - s.start)
            ahead = ahead and not _OF_DAY.search(text, max(s.start, e.start - 4), e.start)  # "your leader of Tuesday"
            reason = f"“{text[e.start : e.end]}” falls in {y}"
            bounds.after(d - _SOON * DAY if ahead else d, reason, e)
            bounds.before(d if ahead else d + _SOON * DAY, reason, e)
        return


def _from_weekdays_beside_days(bounds: Bounds, placed: Told) -> None:
    """ "On Friday, 65 years to the day after the armistice": told by the name of the weekday, it was in these days."""
    if bounds.first is None or bounds.first_by is None or bounds.first_by.kind not in _DAYS:
        return
    for e, _ in placed:
        near = min(abs(e.start - bounds.first_by.end), abs(bounds.first_by.start - e.end)) <= _BESIDE
        if e.kind != "weekday" or not near or e.weekday != bounds.first.weekday():
            continue
        if "which" not in e.parts:
            bounds.before(bounds.first + _NEWS * DAY, "told by its weekday", e)
        elif e.parts["which"].lower() == "last":  # "last Friday, the 65th anniversary of the armistice"
            bounds.before(bounds.first + 7 * DAY, "told by its weekday", e)
            bounds.after(bounds.first + DAY, "told by its weekday", e)


def _days_of(e: Expression) -> Callable[[int], dt.date | None] | None:
    """The day that an expression means in a year, for those that need one."""
    if "y" in e.parts:
        return None
    if e.kind in ("holiday", "holiday_weekend"):
        return lambda y: holiday(e.parts["h"], y)
    if e.kind == "month_day" and e.month and e.weekday is None:
        number = e.month
        return lambda y: calendar_day(y, number, int(e.parts["d"]))
    if e.kind == "nth_weekday" and e.month:
        number = e.month
        return lambda y: nth_weekday(e, dt.date(y, number, 28), None).first_day
    if e.kind == "month" and e.month and e.parts.get("which", "").lower() in ("", "this past"):
        number = e.month
        return lambda y: calendar_dates.month_end(y, number) + DAY if "which" in e.parts else None
    return None


def _from_feast(
    text: str, e: Expression, sentence: tuple[int, int], day: Callable[[int], dt.date | None], bounds: Bounds
) -> None:
    if bounds.first is None or bounds.last is None:
        return
    slack = _NEWS * DAY
    days = [d for y in range(bounds.first.year, bounds.last.year + 1) if (d := day(y)) is not None]
    days = [d for d in days if bounds.first - slack <= d <= bounds.last + slack]
    if len(days) != 1:
        return
    d, which = days[0], e.parts.get("which", "").lower()
    reason = f"“{text[e.start : e.end]}” is {d.isoformat()}"
    start, end = sentence
    ahead = is_future(text[start:end], e.start - start)
    issue = _NEXT_ISSUE.search(text, max(0, e.start - _BESIDE), e.start) is not None
    ahead = ahead or issue
    coming = _COMING.match(text, e.end)
    if coming and d.weekday() == WEEKDAYS[coming["w"][:3].lower()]:
        bounds.after(d - 7 * DAY, reason, e)
        bounds.before(d - DAY, reason, e)
    if e.kind == "holiday_weekend":
        ends = weekend_of(calendar_dates.day(d, "")).last_day or d
        if which in _THIS:
            bounds.after(ends - 7 * DAY, reason, e)
        if which in _THIS or ahead:
            bounds.before(ends, reason, e)
    elif ahead and which in ("", *_THIS, "next"):
        bounds.before(d - DAY if issue else d, reason + ", ahead", e)
    elif ahead is False and which in ("", "this past", "last"):
        if bounds.first.year == bounds.last.year or which == "this past":
            bounds.after(d, reason + ", past", e)
        if which == "this past":
            bounds.before(d + _SINCE_PAST * DAY, reason + ", just past", e)
