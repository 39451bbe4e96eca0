"""When was it written? The stated date if the text allows it, else the bounds that the text itself gives; never the clock."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from repatria.dates import PartialDate
from repatria.testimony import dates
from repatria.testimony.history import named_days_in, terms_of_office
from repatria.testimony.model import Dated, Furniture, Span
from repatria.testimony.placed import Placed
from repatria.testimony.segment import Sentence
from repatria.testimony.time_expressions import WEEKDAYS, Expression

_DAY = dt.timedelta(days=1)
MOST_BEFORE = 200  # code points of a line in which a publication date can stand
MOST_YEARS = 5  # how far past its latest known event a dateline without a year is looked for
_MISSED = re.compile(r"no-show|rescheduled|postponed|put off|moved|pushed back|delayed", re.I)
_LABEL = re.compile(
    r"\b(?:published|posted|issued|release[d]?|dated?|for immediate release|as of|current as of|filed|edition)\b[^.\n]{0,25}$",
    re.I,
)
_UPDATED = re.compile(r"\b(?:updated|modified|revised|reviewed|retrieved|accessed|printed)\b[^.\n]{0,25}$", re.I)
_DATELINE = re.compile(
    r"^[ \t]*(?:[A-Z][A-Za-z.’' ]+,\s+){1,3}$|^[ \t]*[A-Z][A-Z.’' ]{2,}(?:,\s+[A-Za-z. ]+)?,?\s+$|^[ \t]*\([A-Z][A-Za-z ]+\)\s*[-–—]*\s*$"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication date; and the page date that the content contradicts, where there is one."""

    date: Dated
    rejected: Span | None = None
    rejected_date: Dated | None = None
    witness: Span | None = None


@dataclass(slots=True)
class _Bounds:
    """The interval that the content leaves, with the words that set each side."""

    first: dt.date | None = None
    last: dt.date | None = None
    first_by: Expression | None = None
    last_by: Expression | None = None
    reasons: tuple[str, ...] = ()

    def after(self, day: dt.date, reason: str, by: Expression | None = None) -> None:
        if (self.first is None or day > self.first) and (self.last is None or day <= self.last):
            self.first, self.first_by = day, by
            self.reasons += (reason,)

    def before(self, day: dt.date, reason: str, by: Expression | None = None) -> None:
        if (self.last is None or day < self.last) and (self.first is None or day >= self.first):
            self.last, self.last_by = day, by
            self.reasons += (reason,)

    @property
    def days(self) -> int:
        return (self.last - self.first).days if self.first and self.last else 10**6


def publication(
    text: str,
    found: list[Expression],
    sentences: list[Sentence],
    parts: list[Furniture],
    *,
    given: Dated | None = None,
    stated: tuple[tuple[str, str], ...] = (),
) -> Publication:
    """The publication date with its basis.

    given: the date an officer vouches for; it stands, and a contradiction with the text is returned as `rejected`.
    stated: dates the format itself carries. A date line of the page stands only within what the content allows.
    """
    clock = [part for part in parts if part.kind == "clock"]
    placed = Placed(sentences, lambda s: s.start)
    inside = [e for e in found if (s := placed.holding(e.start)) and e.start < s.end]
    lines = _date_lines(text, found, parts, sentences)
    bounds = content_bounds(text, [e for e in inside if e.start not in {line.start for line, _ in lines}], placed)
    if given is not None:
        page = _page_date(text, lines, clock, found)
        if page and not given.may_equal(page[1]) and not _allowed(page[1], _near(given)):
            own = bounds.last_by or bounds.first_by
            return Publication(given, page[0], page[1], Span.of(text, own.start, own.end) if own else page[0])
        return Publication(given, *_contradiction(text, given, None, bounds))
    for date, basis in stated:
        candidate = dates.day(dt.date.fromisoformat(date), basis)
        if _allowed(candidate, bounds):
            return Publication(candidate)
    rejected: tuple[Span, Dated] | None = None
    for line, basis in lines:
        told = _with_year(dates.absolute(line), line, bounds, inside)
        if told is None or not told.known:
            continue
        candidate = replace(told, basis=basis)
        span = Span.of(text, line.start, line.end)
        if _allowed(candidate, bounds):
            return Publication(candidate)
        rejected = rejected or (span, candidate)
    for part in clock:
        line_dates = [d for e in found if part.span.start <= e.start < part.span.end and (d := dates.absolute(e))]
        if line_dates and (last := line_dates[0].last_day):
            bounds.before(last, "the page clock: it was read no later")
            rejected = rejected or (part.span, line_dates[0])
    inferred = _from_bounds(bounds)
    if rejected and not (inferred.known and inferred.may_equal(rejected[1]) and bounds.days > 366):
        witness = bounds.last_by or bounds.first_by
        place = Span.of(text, witness.start, witness.end) if witness else None
        if place and not inferred.may_equal(rejected[1]):
            return Publication(inferred, rejected[0], rejected[1], place)
    return Publication(inferred)


def _near(given: Dated) -> _Bounds:
    """A page may carry the date of its last update, some days after publication."""
    first, last = given.first_day, given.last_day
    return _Bounds(first and first - 3 * _DAY, last and last + 3 * _DAY)


def _page_date(
    text: str, lines: list[tuple[Expression, str]], clock: list[Furniture], found: list[Expression]
) -> tuple[Span, Dated] | None:
    """The page's own date or clock."""
    places = [e for e, basis in lines if basis != "stated: updated"]
    places += [e for part in clock for e in found if part.span.start <= e.start < part.span.end]
    for e in places:
        date = dates.absolute(e)
        if date is not None and date.known:
            return Span.of(text, e.start, e.end), date
    return None


def _contradiction(
    text: str, given: Dated, span: Span | None, bounds: _Bounds
) -> tuple[Span | None, Dated | None, Span | None]:
    if _allowed(given, bounds):
        return None, None, None
    late = bounds.last is not None and given.first_day is not None and given.first_day > bounds.last
    witness = bounds.last_by if late else bounds.first_by
    if witness is None:
        return None, None, None
    return span, given, Span.of(text, witness.start, witness.end)


def _allowed(date: Dated, bounds: _Bounds) -> bool:
    """Whether the content leaves room for the date; a day's slack for time zones."""
    first, last = date.first_day, date.last_day
    if bounds.last and first and first > bounds.last + _DAY:
        return False
    return not (bounds.first and last and last < bounds.first - _DAY)


def _from_bounds(bounds: _Bounds) -> Dated:
    if bounds.first is None and bounds.last is None:
        return Dated(None, "unknown", "the text gives no date")
    basis = "inferred: " + "; ".join(dict.fromkeys(bounds.reasons))
    first = bounds.first.isoformat() if bounds.first else None
    last = bounds.last.isoformat() if bounds.last else None
    if first and last and first == last:
        return Dated(first, "day", basis, first, last)
    if first and last:
        return Dated(f"{first}/{last}", "interval", basis, first, last)
    return Dated(None, "interval", basis.replace("inferred", "bounded", 1), first, last)


def _date_lines(
    text: str, found: list[Expression], parts: list[Furniture], sentences: list[Sentence]
) -> list[tuple[Expression, str]]:
    """Dates that stand where a publication date stands, surest first."""
    ranked: list[tuple[int, int, Expression, str]] = []
    rows = [part.span for part in parts if part.kind in ("date", "byline", "menu")]
    first_prose = sentences[0].start if sentences else len(text)
    clocks = [part.span for part in parts if part.kind in ("clock", "related", "bio")]
    for e in found:
        if any(span.start <= e.start < span.end for span in clocks):
            continue
        if e.kind not in ("full", "iso", "numeric", "month_year", "month_day", "fiscal"):
            continue
        line_start = text.rfind("\n", 0, e.start) + 1
        line_end = text.find("\n", e.end)
        line_end = min(line_end if line_end >= 0 else len(text), line_start + MOST_BEFORE)
        line = text[line_start:line_end]
        before = text[max(line_start, e.start - MOST_BEFORE) : e.start]
        row = any(span.start <= e.start < span.end for span in rows)
        heads = e.start - line_start <= MOST_BEFORE
        if _UPDATED.search(before):
            rank, basis = 5, "stated: updated"
        elif _LABEL.search(before) and (row or e.start < first_prose + 400 or len(line) < 90):
            rank, basis = 1, "stated"
        elif (row and line.strip().startswith(text[e.start : e.end])) or (row and e.start < first_prose):
            rank, basis = 2, "stated"
        elif (e.start <= first_prose + 80 or before.isupper()) and _DATELINE.search(before) and heads:
            rank, basis = 3, "stated: dateline"
        elif e.start < first_prose and len(line) < 80:
            rank, basis = 4, "stated"
        else:
            continue
        if e.kind == "fiscal":
            continue
        ranked.append((rank, e.start, e, "explicit" if basis == "stated" else basis))
    return [(e, basis) for _, _, e, basis in sorted(ranked, key=lambda item: item[:2])]


def _with_year(date: Dated | None, e: Expression, bounds: _Bounds, inside: list[Expression]) -> Dated | None:
    """A dateline without a year takes the one year that the content allows.

    Where several are left, the weekday told first decides: news is dated on the day it tells of, or on the next.
    """
    if date is not None or e.kind != "month_day" or e.month is None or bounds.first is None:
        return date
    last = bounds.last or bounds.first + MOST_YEARS * 366 * _DAY
    options = [
        day
        for y in range(bounds.first.year, last.year + 1)
        if (day := _calendar(y, e.month, int(e.parts["d"]))) and bounds.first <= day <= last
    ]
    if len(options) > 1 or bounds.last is None:
        news = next((o.weekday for o in inside if o.kind == "weekday" and "which" not in o.parts), None)
        for slack in (0, 1):
            fitting = [day for day in options if news is not None and (day.weekday() - news) % 7 == slack]
            if fitting:
                options = fitting
                break
    return dates.day(options[0], "explicit") if len(options) == 1 else None


def _calendar(y: int, m: int, d: int) -> dt.date | None:
    try:
        return dt.date(y, m, d)
    except ValueError:
        return None


def content_bounds(text: str, found: list[Expression], sentences: Placed[Sentence]) -> _Bounds:
    """The days on which this could have been written, from what it says of past and future."""
    bounds = _Bounds()
    placed = [(e, s) for e in found if (s := sentences.holding(e.start)) and e.start < s.end]
    _from_offices(text, bounds, sentences)
    _from_absolute(text, bounds, placed)
    _from_named_days(text, bounds, placed, sentences)
    _from_years_ago(text, bounds, placed)
    _from_fiscal_years(text, bounds, placed)
    if bounds.days <= 800:
        _from_months(text, bounds, placed)
    if bounds.days <= 400:
        _from_plans(text, bounds, placed)
    return bounds


def _from_offices(text: str, bounds: _Bounds, sentences: Placed[Sentence]) -> None:
    """Someone called by an office is read as holding it, someone called former as having left it."""
    for start, _, office, former in terms_of_office(text):
        s = sentences.holding(start)
        if s is None or start >= s.end:
            continue
        first, last = dt.date.fromisoformat(office.first), office.last and dt.date.fromisoformat(office.last)
        if former and last:
            bounds.after(last, f"former office of {office.surname}")
        elif not former and not re.search(r"\b(?:19|20)\d\d\b", text[s.start : s.end]):
            bounds.after(first, f"term of office of {office.surname}")
            if last:
                bounds.before(last, f"term of office of {office.surname}")


def _from_absolute(text: str, bounds: _Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    for e, s in placed:
        date = dates.absolute(e)
        if date is None or date.first_day is None or date.last_day is None or e.kind == "fiscal":
            continue
        future = dates.is_future(text[s.start : s.end], e.start - s.start)
        words = text[e.start : e.end]
        if future is False or (future is None and e.kind == "years"):
            end = date.last_day if e.kind in ("years", "days") else date.first_day
            bounds.after(end, f"“{words}” is past", e)
    for e, s in placed:
        date = dates.absolute(e)
        if (
            date
            and date.last_day
            and e.kind in ("full", "iso", "month_year")
            and dates.is_future(text[s.start : s.end], e.start - s.start)
        ):
            bounds.before(date.last_day, f"“{text[e.start : e.end]}” is ahead", e)


def _from_named_days(
    text: str, bounds: _Bounds, placed: list[tuple[Expression, Sentence]], sentences: Placed[Sentence]
) -> None:
    """Anniversaries, and a day told without its year beside an event whose day is known: that was within a year."""
    known = [item for item in named_days_in(text) if (s := sentences.holding(item[0])) and item[0] < s.end]
    for start, end, iso in known:
        holder = sentences.holding(start)
        if holder is not None and not dates.is_future(text[holder.start : holder.end], start - holder.start):
            bounds.after(dt.date.fromisoformat(iso), f"“{text[start:end]}” is {iso}")
    for n, (e, s) in enumerate(placed):
        sentence = text[s.start : s.end]
        if e.kind == "anniversary" and "what" in e.parts:
            date = dates.resolve(e, dates.UNKNOWN, sentence=sentence, at=0, surroundings=text, previous=None)
            if date.first_day and dates.is_future(sentence, e.start - s.start) is not True:
                reason = f"“{text[e.start : e.end][:40]}” is {date.value}"
                bounds.after(date.first_day, reason, e)
                if not any(other is not e and t is s for other, t in placed[max(0, n - 5) : n + 5]):
                    bounds.before(date.first_day + 30 * _DAY, reason + ", told as news", e)
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
    return max(dt.date(day.year, 12, 31), day + 92 * _DAY)


def _from_distance(day: dt.date, e: Expression, bounds: _Bounds, words: str) -> None:
    """ "The Singapore summit last month": the month after a day that is known."""
    which, unit = e.parts.get("which", "").lower(), e.parts.get("u", "")
    reason = f"“{words}” is {day.isoformat()}"
    if e.kind == "unit" and unit in ("month", "year"):
        shift = 1 if "last" in which else 0
        index = day.year * 12 + day.month - 1 + (shift if unit == "month" else 12 * shift)
        first = dt.date(index // 12, index % 12 + 1 if unit == "month" else 1, 1)
        last = dates.month_end(first.year, first.month) if unit == "month" else dt.date(first.year, 12, 31)
    elif e.kind == "unit" and unit == "week" and "last" in which:
        first = day + (7 - day.weekday()) * _DAY
        last = first + 6 * _DAY
    elif e.kind == "month" and e.month == day.month and not which:
        first, last = day, day + 330 * _DAY
    elif e.kind == "weekday" and e.weekday == day.weekday():
        first, last = day, day + 6 * _DAY
    else:
        return
    bounds.after(max(first, day), reason, e)
    bounds.before(last, reason, e)


def _from_years_ago(text: str, bounds: _Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """ "ended that work 14 years ago" after "from 1990 to 2005": 2005 + 14."""
    for n, (e, s) in enumerate(placed):
        count = e.number("n")
        if e.kind != "ago" or e.parts.get("u") != "year" or not count or count < 2 or "about" in e.parts:
            continue
        earlier = [
            o
            for o, other in placed[max(0, n - 8) : n]
            if other.paragraph == s.paragraph and o.end <= e.start and o.kind in ("years", "year", "full", "month_year")
        ]
        if not earlier:
            continue
        told = dates.absolute(earlier[-1])
        if told is None or told.last_day is None:
            continue
        number = told.last_day.year + count
        if bounds.first and number < bounds.first.year:
            continue
        reason = f"“{text[earlier[-1].start : earlier[-1].end]}” and “{text[e.start : e.end]}”"
        bounds.before(dt.date(number, 12, 31), reason, e)
        bounds.after(dt.date(number, 1, 1), reason, e)


def _from_fiscal_years(text: str, bounds: _Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """A fiscal year planned for, told apart from "this fiscal year", has not begun."""
    this = any(e.kind == "fiscal_relative" and "his" in e.parts["which"] + e.parts.get("which", "") for e, _ in placed)
    for e, s in placed:
        if e.kind != "fiscal":
            continue
        date = dates.absolute(e)
        if date is None or date.first_day is None:
            continue
        sentence = text[s.start : s.end]
        if dates.is_future(sentence, e.start - s.start) or re.search(
            r"\b(?:plan|potential|proposed|next|request)", sentence
        ):
            limit = date.first_day - _DAY if this else date.last_day
            if limit:
                bounds.before(limit, f"“{text[e.start : e.end]}” is ahead", e)
        elif date.first_day:
            bounds.after(date.first_day, f"“{text[e.start : e.end]}” has begun", e)


def _from_months(text: str, bounds: _Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """A month or a day told as past, without a year, within the one year that the bounds leave."""
    for e, s in placed:
        if bounds.first is None or bounds.last is None or e.month is None or e.kind not in ("month", "month_day"):
            continue
        if e.parts.get("which") or dates.is_future(text[s.start : s.end], e.start - s.start) is not False:
            continue
        if bounds.first.year != bounds.last.year:
            continue
        if e.kind == "month":
            date = dates.month(bounds.last.year, e.month, "", e.parts.get("part"))
            last = date.first_day if e.parts.get("part") else date.last_day
            day = last + _DAY if last else None
        else:
            day = _calendar(bounds.last.year, e.month, int(e.parts["d"]))
        if day and day <= bounds.last:
            bounds.after(day, f"“{text[e.start : e.end]}” is past", e)


def _from_plans(text: str, bounds: _Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """A day still ahead closes the interval; the weekday of the meeting that it replaces opens it."""
    for e, s in placed:
        if e.kind != "month_day" or e.month is None or bounds.first is None or bounds.last is None:
            continue
        sentence = text[s.start : s.end]
        if not dates.is_future(sentence, e.start - s.start):
            continue
        options = [
            day
            for y in range(bounds.first.year, bounds.last.year + 1)
            if (day := _calendar(y, e.month, int(e.parts["d"]))) and bounds.first < day
        ]
        if not options:
            continue
        ahead = options[0]
        bounds.before(ahead - _DAY, f"“{text[e.start : e.end]}” is ahead", e)
        if not _MISSED.search(sentence):
            continue
        for other, t in placed:
            if other.kind == "weekday" and abs(t.paragraph - s.paragraph) <= 1 and other.weekday is not None:
                words = text[t.start : t.end]
                if dates.is_future(words, other.start - t.start) is False or _MISSED.search(words):
                    back = (ahead.weekday() - other.weekday) % 7 or 7
                    name = list(WEEKDAYS)[other.weekday].capitalize()
                    bounds.after(ahead - back * _DAY, f"{name} before “{text[e.start : e.end]}”", other)
                    break


def vouched(date: PartialDate) -> Dated:
    """A publication date that someone vouches for."""
    basis = "given"
    if date.precision == "day":
        return dates.day(date.earliest, basis)
    if date.precision == "month":
        return dates.month(date.earliest.year, date.earliest.month, basis)
    return dates.year(date.earliest.year, basis)
