"""The days between which a text can have been written, from what it says of past and future."""

from __future__ import annotations

import datetime as dt
import re

from repatria.testimony.dates import calendar_dates, relative_units
from repatria.testimony.dates import resolution as dates
from repatria.testimony.dates.bounds import DAY, Bounds, calendar_day
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.history import named_days_in
from repatria.testimony.dates.offices import named_since, terms_of_office
from repatria.testimony.dates.tense import PAST, is_future
from repatria.testimony.dates.time_patterns import WEEKDAYS
from repatria.testimony.dates.whole_years import from_whole_years
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

# "In fiscal 2018 the lab named" has begun; "was now looking at fiscal 2020, which begins Oct. 1" has not.
_WITHIN = compiled(r"(?:\b(?:in|during|through|since|for|of|from|so far)\s+(?:the\s+)?|^\s*|[.;:(]\s+)$", re.I)
_TO_COME = compiled(r",?\s+(?:which|that)?\s*(?:will\s+)?(?:begins?|starts?|opens?)\b|\s+budget\b")
_GOAL = compiled(r"\bto (?!have\b)[a-z]+\b[^.;]*\bby\s+(?:the end of\s+)?$")
_UNTIL = compiled(r"\b(?:until|till|through)\s+(?:the end of\s+)?(?:the\s+)?(?:(?:fiscal|calendar)\s+year\s+)?$", re.I)
_IN_BRACKETS = compiled(r"\((?:[^()\d]{2,50},\s*)?$")
_SHORT_OF = compiled(r"\b(?:short of|ahead of|away from|before)\s+$", re.I)
_MISSED = compiled(r"no-show|rescheduled|postponed|put off|moved|pushed back|delayed", re.I)


def content_bounds(text: str, found: list[Expression], sentences: Placed[Sentence]) -> Bounds:
    """The days on which this could have been written, from what it says of past and future."""
    bounds = Bounds()
    placed = [(e, s) for e in found if (s := sentences.holding(e.start)) and e.start < s.end]
    ends = _from_offices(text, bounds, sentences)
    _from_absolute(text, bounds, placed)
    _from_named_days(text, bounds, placed, sentences)
    for last, reason in ends:
        if bounds.first is None or bounds.first <= last:
            bounds.before(last, reason)
    from_whole_years(text, bounds, placed)
    _from_years_ago(text, bounds, placed)
    _from_fiscal_years(text, bounds, placed)
    if bounds.days <= 800:
        _from_months(text, bounds, placed)
    if bounds.days <= 400:
        _from_plans(text, bounds, placed)
    return bounds


def _from_offices(text: str, bounds: Bounds, sentences: Placed[Sentence]) -> list[tuple[dt.date, str]]:
    """Someone called by an office is read as holding it, someone called former as having left it; what has a name has
    it already. Returned are the ends of the terms: they bound the text only where it tells of nothing later.
    """
    ends: dict[str, tuple[dt.date, str]] = {}
    for start, _, office, former in terms_of_office(text):
        s = sentences.holding(start)
        if s is None or start >= s.end:
            continue
        first, last = dt.date.fromisoformat(office.first), office.last and dt.date.fromisoformat(office.last)
        reason = f"term of office of {office.surname}"
        if former and last:
            bounds.after(last, f"former office of {office.surname}")
        elif not former:
            bounds.after(first, reason)
            if last and last.year >= _LIVING and not _YEAR.search(text, s.start, s.end):
                ends[reason] = (last, reason)
    for start, end, day in named_since(text):
        bounds.after(dt.date.fromisoformat(day), f"“{text[start:end]}” was not so called before")
    return list(ends.values())


_YEAR = compiled(r"\b(?:19|20)\d\d\b")
_LIVING = 1977  # presidents of before are mostly looked back on


def _from_absolute(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    for e, s in placed:
        date = calendar_dates.absolute(e)
        if date is None or date.first_day is None or date.last_day is None or e.kind == "fiscal":
            continue
        if e.parts.get("y", "").startswith(("'", "’")) or (e.kind == "full" and "yy" in e.parts):
            continue  # "the spring of '47": its century follows from the day of writing, not the other way round
        future = is_future(text[s.start : s.end], e.start - s.start)
        words = text[e.start : e.end]
        if e.kind == "year" and _GOAL.search(text, max(s.start, e.start - 120), e.start):
            continue  # "to account for 200 a year by 2015"
        if _UNTIL.search(text, max(s.start, e.start - 40), e.start) and not PAST.search(text, s.start, e.start):
            continue  # "targets hold until the end of 2016"
        if e.kind == "year" and _IN_BRACKETS.search(text, max(s.start, e.start - 60), e.start):
            future = False  # the year in which a work appeared
        if future is False or (future is None and e.kind == "years"):
            end = date.last_day if e.kind in ("years", "days") else date.first_day
            bounds.after(end, f"“{words}” is past", e)
            if bounds.told is None or end > bounds.told:
                bounds.told = end
    for e, s in placed:
        date = calendar_dates.absolute(e)
        if (
            date
            and date.last_day
            and e.kind in ("full", "iso", "month_year")
            and is_future(text[s.start : s.end], e.start - s.start)
        ):
            bounds.before(date.last_day, f"“{text[e.start : e.end]}” is ahead", e)


def _from_named_days(
    text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]], sentences: Placed[Sentence]
) -> None:
    """Anniversaries, and a day told without its year beside an event whose day is known: that was within a year."""
    known = [item for item in named_days_in(text) if (s := sentences.holding(item[0])) and item[0] < s.end]
    for start, end, iso in known:
        holder = sentences.holding(start)
        if holder is not None and not is_future(text[holder.start : holder.end], start - holder.start):
            bounds.after(dt.date.fromisoformat(iso), f"“{text[start:end]}” is {iso}")
    for n, (e, s) in enumerate(placed):
        sentence = text[s.start : s.end]
        if e.kind == "anniversary" and "what" in e.parts:
            date = dates.resolve(e, relative_units.UNKNOWN, sentence=sentence, at=0, surroundings=text)
            if date.first_day and is_future(sentence, e.start - s.start) is not True:
                reason = f"“{text[e.start : e.end][:40]}” is {date.value}"
                if _SHORT_OF.search(text, max(s.start, e.start - 20), e.start):
                    bounds.after(date.first_day - 60 * DAY, reason + ", soon", e)
                    bounds.before(date.first_day, reason + ", soon", e)
                    continue
                bounds.after(date.first_day, reason, e)
                if not any(other is not e and t is s for other, t in placed[max(0, n - 5) : n + 5]):
                    bounds.before(date.first_day + 30 * DAY, reason + ", told as news", e)
            elif date.first_day:
                bounds.before(date.first_day, f"“{text[e.start : e.end][:40]}” is ahead", e)
        for start, end, iso in known:
            if s.start <= start < s.end and e.relative and (abs(start - e.end) < 60 or abs(e.start - end) < 60):
                _from_distance(dt.date.fromisoformat(iso), e, bounds, text[e.start : e.end])
        if e.kind == "month_day":
            for start, end, iso in known:
                day = dt.date.fromisoformat(iso)
                near = abs(start - e.end) < 45 or abs(e.start - end) < 45
                if near and (day.month, day.day) == (e.month, int(e.parts["d"])):
                    bounds.after(day, f"“{text[e.start : e.end]}” is {iso}", e)
                    bounds.before(_year_left_out(day), f"“{text[e.start : e.end]}” without its year is {iso}", e)


def _year_left_out(day: dt.date) -> dt.date:
    """The last day on which a writer leaves out the year of `day`: press style omits that of the running year; a winter
    is looked back on without its year into spring."""
    return max(dt.date(day.year, 12, 31), day + 92 * DAY)


def _from_distance(day: dt.date, e: Expression, bounds: Bounds, words: str) -> None:
    """ "The Singapore summit last month": the month after a day that is known."""
    which, unit = e.parts.get("which", "").lower(), e.parts.get("u", "")
    reason = f"“{words}” is {day.isoformat()}"
    if e.kind == "unit" and unit in ("month", "year"):
        shift = 1 if "last" in which else 0
        index = day.year * 12 + day.month - 1 + (shift if unit == "month" else 12 * shift)
        first = dt.date(index // 12, index % 12 + 1 if unit == "month" else 1, 1)
        last = calendar_dates.month_end(first.year, first.month) if unit == "month" else dt.date(first.year, 12, 31)
    elif e.kind == "unit" and unit == "week" and "last" in which:
        first = day + (7 - day.weekday()) * DAY
        last = first + 6 * DAY
    elif e.kind == "month" and e.month == day.month and not which:
        first, last = day, day + 330 * DAY
    elif e.kind == "weekday" and e.weekday == day.weekday():
        first, last = day, day + 6 * DAY
    else:
        return
    bounds.after(max(first, day), reason, e)
    bounds.before(last, reason, e)


_SPOKEN_OF = compiled(r"\b(?:that|those|these|this|such|ended|halted|stopped|broke|suspended|last|until)\b", re.I)


def _from_years_ago(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """ "ended that work 14 years ago" after "from 1990 to 2005": 2005 + 14.

    In another sentence only where that speaks of the same thing: "in 1993 the North gave back 34 boxes. Three years ago
    a nephew gave a sample" tells of two.
    """
    for n, (e, s) in enumerate(placed):
        count = e.number("n")
        if (
            e.kind != "ago"
            or "earlier" in text[e.start : e.end]
            or e.parts.get("u") != "year"
            or not count
            or count < 2
            or "about" in e.parts
        ):
            continue
        same = bool(_SPOKEN_OF.search(text, s.start, e.end + 40))
        earlier = [
            o
            for o, other in placed[max(0, n - 8) : n]
            if other.paragraph == s.paragraph
            and (same or other.start == s.start)
            and o.end <= e.start
            and o.kind in ("years", "year", "full", "month_year")
        ]
        if not earlier:
            continue
        told = calendar_dates.absolute(earlier[-1])
        if told is None or told.last_day is None:
            continue
        number = told.last_day.year + count
        if bounds.first and number < bounds.first.year:
            continue
        reason = f"“{text[earlier[-1].start : earlier[-1].end]}” and “{text[e.start : e.end]}”"
        bounds.before(dt.date(number, 12, 31), reason, e)
        bounds.after(dt.date(number, 1, 1), reason, e)


def _from_fiscal_years(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """A fiscal year planned for, told apart from "this fiscal year", has not begun."""
    this = any(e.kind == "fiscal_relative" and "his" in e.parts["which"] + e.parts.get("which", "") for e, _ in placed)
    for e, s in placed:
        if e.kind != "fiscal":
            continue
        date = calendar_dates.absolute(e)
        if date is None or date.first_day is None:
            continue
        sentence = text[s.start : s.end]
        if is_future(sentence, e.start - s.start) or re.search(r"\b(?:plan|potential|proposed|next|request)", sentence):
            limit = date.first_day - DAY if this else date.last_day
            if limit:
                bounds.before(limit, f"“{text[e.start : e.end]}” is ahead", e)
        elif _WITHIN.search(text, max(0, e.start - 16), e.start) and not _TO_COME.match(text, e.end):
            bounds.after(date.first_day, f"“{text[e.start : e.end]}” has begun", e)


def _from_months(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """A month or a day told as past, without a year, within the one year that the bounds leave."""
    for e, s in placed:
        if bounds.first is None or bounds.last is None or e.month is None or e.kind not in ("month", "month_day"):
            continue
        if e.parts.get("which") or is_future(text[s.start : s.end], e.start - s.start) is not False:
            continue
        if bounds.first.year != bounds.last.year:
            continue
        if e.kind == "month":
            date = calendar_dates.month(bounds.last.year, e.month, "", e.parts.get("part"))
            last = date.first_day if e.parts.get("part") else date.last_day
            day = last + DAY if last else None
        else:
            day = calendar_day(bounds.last.year, e.month, int(e.parts["d"]))
        if day and day <= bounds.last:
            bounds.after(day, f"“{text[e.start : e.end]}” is past", e)


def _from_plans(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """A day still ahead closes the interval; the weekday of the meeting that it replaces opens it."""
    for e, s in placed:
        if e.kind != "month_day" or e.month is None or bounds.first is None or bounds.last is None:
            continue
        sentence = text[s.start : s.end]
        if not is_future(sentence, e.start - s.start):
            continue
        options = [
            day
            for y in range(bounds.first.year, bounds.last.year + 1)
            if (day := calendar_day(y, e.month, int(e.parts["d"]))) and bounds.first < day
        ]
        if not options:
            continue
        ahead = options[0]
        bounds.before(ahead - DAY, f"“{text[e.start : e.end]}” is ahead", e)
        if not _MISSED.search(sentence):
            continue
        for other, t in placed:
            if other.kind == "weekday" and abs(t.paragraph - s.paragraph) <= 1 and other.weekday is not None:
                words = text[t.start : t.end]
                if is_future(words, other.start - t.start) is False or _MISSED.search(words):
                    back = (ahead.weekday() - other.weekday) % 7 or 7
                    name = list(WEEKDAYS)[other.weekday].capitalize()
                    bounds.after(ahead - back * DAY, f"{name} before “{text[e.start : e.end]}”", other)
                    break
