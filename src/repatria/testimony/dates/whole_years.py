"""The days of writing that follow from whole years since a day told: "fifty years ago today, on 3 May 1969"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from repatria.testimony.dates import calendar_dates
from repatria.testimony.dates.beside_deeds import TOLD_NOW
from repatria.testimony.dates.bounds import DAY, Bounds
from repatria.testimony.dates.counted_from_words import known_deed, stems
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.history import named_days_in, war_years, wars_in
from repatria.testimony.dates.tense import is_future
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT = (
    rf"(?P<n>\d{{1,3}}|(?:{_TENS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|a hundred"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
# "Tomorrow the guns will have been silent for sixty years": a day beside publication and whole years.
_UNIT = compiled(
    r"\b(?:years|(?P<unit>day|week|month)s|(?P<century>century)|anniversary|ANNIVERSARY|Anniversary)\b(?!\s+(?:old|in prison|of\b))"
)
_COUNTED = compiled(rf"\b(?:{_COUNT}(?:st|nd|rd|th)?|a)\s+$", re.I)
_LONGEST_COUNT = 24  # code points
# What stands beside the count and says that it is taken up to now: "this summer", "last month", "since then".
_NOW = compiled(
    r"\b(?P<which>this|last|next)\s+(?:past\s+|coming\s+)?(?P<u>week|month|year|spring|summer|fall|autumn|winter)\b",
    re.I,
)
_GONE_BY = compiled(
    r"\s+(?:have|had)\s+(?:now\s+)?(?:passed|gone(?: by)?|elapsed|flowed|rolled)\b[^.;]{0,20}\bsince (?:then|that)\b",
    re.I,
)
_AGO = compiled(r"\s+ago,\s+")  # "Eight years ago, on 4 May 2009"
_AFTER = compiled(r"\s+(?:exactly\s+|to the day\s+)?(?P<side>after|since)\s+(?P<tail>[^\n.;:]{3,80})", re.I)
# The clause goes on to tell of now: "five years after the wave still have no name".
_TELLS_OF_NOW = compiled(r"(?:’|')ll\b|\b(?:has|have|is|are|still|now|today|opens?|will|remains?)\b")
_TO_THE_DAY = compiled(r"\s+to the day\b", re.I)
_OPENS = 3  # code points of a sentence before the words that open it
_SLACK = {"day": 1, "week": 3, "month": 15}  # days that a count leaves open on each side
_IT_IS = compiled(r"\b[Ii]t(?:[’']s| is| has been)(?: now| been| exactly| nearly| almost)*\s+$")
_WEEKS = {"week": 6, "month": 31}
_SHIFT = {"yesterday": 1, "last night": 1, "tomorrow": -1, "the day before yesterday": 2, "the day after tomorrow": -2}
_REACH = 400  # code points between the years counted and the day from which they are
_FEW = 10  # years; fewer are told of much else
_AROUND = 30  # days before the whole years are over in which they are told as over
_YEAR = 364


@dataclass(frozen=True, slots=True)
class _Base:
    """A day or a period told, from which years can be counted."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Count:
    """A count of years, or of days, weeks or months: its place, its number and the smaller unit."""

    start: int
    end: int
    number: int
    unit: str


def from_whole_years(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """Whole years from a day of the text, or of history, to the time of writing."""
    counts = [count for match in _UNIT.finditer(text) if (count := _counted(text, match)) is not None]
    if not counts:
        return
    bases = [*_told(text, placed), *_known(text)]
    sentences = {s.start: s for _, s in placed}
    for count in counts:
        holder = next((s for s in sentences.values() if s.start <= count.start < s.end), None)
        if holder is None:
            continue
        reason = f"whole years: “{text[count.start : count.end]}”"
        if count.unit:
            _few_days(text, count, holder, bases, bounds, reason)
            continue
        beside = next((e for e, s in placed if s is holder and e.kind in ("day", "years_ago_on")), None)
        if beside is not None and _day_beside(beside, count, bases, bounds, reason):
            return
        news = any(e.kind == "weekday" and "which" not in e.parts and s is holder for e, s in placed)
        _period(text, count, holder, bases, bounds, reason, news=news)


def _counted(text: str, match: re.Match[str]) -> _Count | None:
    """The count before a unit of time."""
    words = _COUNTED.search(text, max(0, match.start() - _LONGEST_COUNT), match.start())
    if words is None:
        return None
    number = 100 if match["century"] else _number(words["n"] or "")
    return _Count(words.start(), match.end(), number, match["unit"] or "") if number else None


def _told(text: str, placed: list[tuple[Expression, Sentence]]) -> list[_Base]:
    found = []
    for e, s in placed:
        date = calendar_dates.absolute(e) if e.kind in ("full", "iso", "dotted", "month_year", "year") else None
        if date is not None and date.first_day and date.last_day:
            window = text[max(s.start, e.start - 70) : min(s.end, e.end + 70)]
            found.append(_Base(e.start, e.end, date.first_day, date.last_day, stems(window)))
    return found


def _known(text: str) -> list[_Base]:
    days = [(start, end, dt.date.fromisoformat(iso)) for start, end, iso in named_days_in(text)]
    return [_Base(start, end, day, day) for start, end, day in days]


def _wars(text: str) -> list[_Base]:
    spans = [(start, end, span) for start, end, name in wars_in(text) if (span := war_years(name))]
    return [_Base(a, b, dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for a, b, (first, last) in spans]


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else Expression(0, 0, "", {"n": words.lower()}).number("n")


def _moved(day: dt.date, count: int) -> dt.date | None:
    if day.year + count > 9000:
        return None
    return day.replace(year=day.year + count, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _day_beside(e: Expression, count: _Count, bases: list[_Base], bounds: Bounds, reason: str) -> bool:
    """ "Fifty years ago today": the day itself, from the day told nearest."""
    days = [b for b in bases if b.first == b.last and min(abs(b.start - e.start), abs(b.start - count.start)) <= _REACH]
    if not days:
        return False
    near = min(days, key=lambda b: abs(b.start - e.start))
    then = _moved(near.first, count.number)
    if then is None:
        return False
    day = then + _SHIFT.get(e.parts.get("w", "").lower(), 0) * DAY
    bounds.after(day, reason, e)
    bounds.before(day, reason, e)
    return True


def _few_days(text: str, count: _Count, s: Sentence, bases: list[_Base], bounds: Bounds, reason: str) -> None:
    """ "Six days after the crash of 3 May 2010 the search goes on", "it is six days since": told of now."""
    tail = _AFTER.match(text, count.end, s.end)
    if tail is None or not (count.start - s.start < _OPENS or _IT_IS.search(text, s.start, count.start)):
        return
    clause = tail.start("tail") + len(tail["tail"].partition(",")[0])
    if tail["side"] == "after" and not TOLD_NOW.match(text, clause):
        return
    base = _of_words(text, tail["tail"], tail.start("tail"), bases)
    if base is None or base.first != base.last:
        return
    then = base.first + count.number * {"day": 1, "week": 7, "month": 30}[count.unit] * DAY
    slack = _SLACK[count.unit] * DAY
    bounds.after(then - slack, reason)
    bounds.before(then + slack, reason)


def _period(
    text: str,
    count: _Count,
    s: Sentence,
    bases: list[_Base],
    bounds: Bounds,
    reason: str,
    *,
    news: bool,
) -> None:
    """ "It will be thirty years this summer", "five years after the wave they still have no name"."""
    now = _NOW.search(text, count.end, min(s.end, count.end + 30))
    tail = _AFTER.match(text, count.end, s.end)
    tail = tail or (_TO_THE_DAY.match(text, count.end) and _AFTER.match(text, count.end + len(" to the day"), s.end))
    exact = tail is not None and "to the day" in text[count.end : tail.start("side")]
    if tail is not None and (
        tail["side"] == "since" or exact or now or news or _TELLS_OF_NOW.search(text, s.start, s.end)
    ):
        base = _of_words(text, tail["tail"], tail.start("tail"), bases)
    elif ago := _AGO.match(text, count.end):
        base = next((b for b in bases if ago.end() <= b.start <= ago.end() + len("on the ")), None)
        if base is not None and (then := _moved(base.first, count.number)) is not None:
            bounds.after(dt.date(then.year, 1, 1), reason)
            bounds.before(dt.date(then.year, 12, 31), reason)
        return
    elif now is not None or _GONE_BY.match(text, count.end):
        before = [b for b in bases if b.end <= count.start and count.start - b.end <= _REACH]
        before = before or (_wars(text)[-1:] if now is not None else [])
        base = before[-1] if before and count.number >= (0 if now is None else _FEW) else None
    else:
        return
    if base is None or (then := _moved(base.first, count.number)) is None:
        return
    first, last = then - _AROUND * DAY, then + _YEAR * DAY
    until = _moved(base.last, count.number) or then
    if base.first != base.last:
        first, last = dt.date(then.year, 1, 1), dt.date(until.year, 12, 31)
    elif exact:
        bounds.after(then, reason, Expression(count.start, count.end, "years_since", {}))
        return
    elif now is not None:
        first, last = _around(
            then,
            now["which"].lower(),
            now["u"].lower(),
            ahead=is_future(text[s.start : s.end], now.start() - s.start) is True,
        )
    bounds.after(first, reason)
    bounds.before(last, reason)


def _around(then: dt.date, which: str, unit: str, *, ahead: bool) -> tuple[dt.date, dt.date]:
    """The days from which a day lies in "this summer", "last month", "next week"."""
    if unit in _WEEKS:
        shift = {"this": 0, "last": 1, "next": -1}[which]
        if unit == "week":
            monday = then - then.weekday() * DAY + 7 * shift * DAY
            return monday, monday + 6 * DAY
        index = then.year * 12 + then.month - 1 + shift
        return dt.date(index // 12, index % 12 + 1, 1), calendar_dates.month_end(index // 12, index % 12 + 1)
    if which == "this" and ahead:
        return then - _YEAR * DAY, then - DAY
    y = then.year + {"this": 0, "last": 1, "next": -1}[which]
    return dt.date(y, 1, 1), dt.date(y, 12, 31)


def _of_words(text: str, tail: str, at: int, bases: list[_Base]) -> _Base | None:
    """The date of what the words after "after" name: in them, of history, or told with most words of theirs."""
    inside = [b for b in bases if at <= b.start < at + len(tail)]
    if inside:
        return inside[0]
    if iso := known_deed(tail, text):
        day = dt.date.fromisoformat(iso)
        return _Base(at, at, day, day)
    sought = stems(tail.partition(",")[0])
    alike = max(bases, key=lambda b: len(sought & b.words), default=None)
    return alike if alike is not None and sought & alike.words else None
