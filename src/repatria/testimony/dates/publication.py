"""When was it written? The stated date if the text allows it, else the bounds that the text itself gives; never the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from repatria.dates import PartialDate
from repatria.testimony.dates import calendar_dates
from repatria.testimony.dates.bounds import DAY, Bounds, calendar_day
from repatria.testimony.dates.date_lines import date_lines, day_of_issue, edge_dates, of_a_field
from repatria.testimony.dates.dated_parts import last_entry
from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.narrowed_bounds import narrow
from repatria.testimony.dates.tense import is_future
from repatria.testimony.dates.written_between import content_bounds
from repatria.testimony.model import Furniture
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

MOST_YEARS = 5  # how far past its latest known event a dateline without a year is looked for
_HEAD = 300  # code points in which a periodical names its issue
_ISSUE = compiled(
    r"\b(?:issue|no\.?|number|vol(?:ume)?\.?|edition|newsletter|bulletin|journal|magazine|term|report|review|programme|catalogue)\b[^\d\n]{0,12}(?:\d{0,3}[^\d\n]{0,30}\b(?P<y>(?:19|20)\d\d)\s*(?:[).,|]|$)|\b\d{1,3}/(?P<z>\d\d)(?![\d/]))",
    re.I | re.M,
)
_COPYRIGHT = compiled(r"(?:©|\(c\)|\bcopyright\b)[^\d\n]{0,40}(?P<y>(?:19|20)\d\d)\b(?!\s*[-–])", re.I)
_NOTE = compiled(
    r"\W*(?:corrections?|updates?|editor['’]?s['’]? note|erratum|added|amended|clarification|note added)\b", re.I
)
_COPIED = compiled(
    r"\b(?:translated|printed|archived|captured|crawled|downloaded|accessed|retrieved|reprinted|scanned|digiti[sz]ed|declassified|copied|photograph(?:ed)?|photo|page views)\b[^.\n]{0,12}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication date; and the page date that the content contradicts, where there is one."""

    date: Dated
    rejected: Span | None = None
    rejected_date: Dated | None = None
    witness: Span | None = None


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
    lines = date_lines(text, found, parts, sentences)
    dated = {line.start for line, _, _ in lines}
    telling = [e for e in inside if e.start not in dated and not _of_a_note(text, e)]
    bounds = content_bounds(text, telling, placed)
    if given is not None:
        page = _page_date(text, lines, clock, found)
        if page and not given.may_equal(page[1]) and not _allowed(page[1], _near(given)):
            own = bounds.last_by or bounds.first_by
            return Publication(given, page[0], page[1], Span.of(text, own.start, own.end) if own else page[0])
        return Publication(given, *_contradiction(text, given, None, bounds))
    for date, basis in stated:
        candidate = calendar_dates.day(dt.date.fromisoformat(date), basis)
        if _allowed(candidate, bounds):
            return Publication(candidate)
    rejected: tuple[Span, Dated] | None = None
    claimed = {int(match["y"]) for match in _COPYRIGHT.finditer(text)}
    for line, basis, sure in lines:
        told = _with_year(calendar_dates.absolute(line), line, bounds, inside, claimed)
        if told is None or not told.known:
            continue
        candidate = replace(day_of_issue(told, text) if line.kind == "iso_week" else told, basis=basis)
        span = Span.of(text, line.start, line.end)
        if _allowed(candidate, bounds) or (sure and not _before_what_it_dates(candidate, bounds)):
            return Publication(candidate)
        rejected = rejected or (span, candidate)
    for part in clock:
        line_dates = [
            d for e in found if part.span.start <= e.start < part.span.end and (d := calendar_dates.absolute(e))
        ]
        if line_dates and (last := line_dates[0].last_day):
            bounds.before(last, "the page clock: it was read no later")
            rejected = rejected or (part.span, line_dates[0])
    entry = last_entry(text, found)
    if entry is not None and _allowed(entry, bounds):
        return Publication(entry)
    for e in edge_dates(text, found) if bounds.last is None else ():
        edge = calendar_dates.absolute(e)
        if edge is not None and _allowed(edge, bounds):
            return Publication(replace(edge, basis="explicit, at the edge of the page"))
    _from_copyright(text, bounds)
    narrow(text, bounds, [e for e in found if e.start not in dated], placed)
    inferred = _from_bounds(bounds)
    if rejected and not (inferred.known and inferred.may_equal(rejected[1]) and bounds.days > 366):
        witness = bounds.last_by or bounds.first_by
        place = Span.of(text, witness.start, witness.end) if witness else None
        if place and not inferred.may_equal(rejected[1]):
            return Publication(inferred, rejected[0], rejected[1], place)
    return Publication(inferred)


def not_before(date: Dated, told: Sequence[TimeMention], flat: str, sentences: Sequence[Sentence]) -> Dated:
    """Bounds without a last day, moved up to the latest day of which the story tells as past."""
    placed = Placed(sentences, lambda s: s.start)
    first, words = date.first_day, ""
    for mention in told:
        begins, s = mention.date.first_day, placed.holding(mention.span.start)
        if not mention.relative or s is None or begins is None or mention.date.last_day is None:
            continue
        if mention.date.precision not in ("day", "month", "year") or (first is not None and begins <= first):
            continue
        if is_future(flat[s.start : s.end], mention.span.start - s.start) is False:
            first, words = begins, mention.span.quote
    if not words or first is None:
        return date
    return Dated(None, "interval", f"bounded: “{words}” is past", first.isoformat())


def _of_a_note(text: str, e: Expression) -> bool:
    """Whether a date fills a field of a form, stands in a note added later, or tells when the text was copied."""
    line = text.rfind("\n", 0, e.start) + 1
    return (
        of_a_field(text, e)
        or _NOTE.match(text, line) is not None
        or _COPIED.search(text, max(line, e.start - 30), e.start) is not None
    )


def _from_copyright(text: str, bounds: Bounds) -> None:
    """A single year of copyright, or of the issue at the head, bounds a text that gives no day: it tells of that year at the latest."""
    claimed = {int(match["y"]) for match in _COPYRIGHT.finditer(text)} or {
        int(match["y"]) if match["y"] else calendar_dates.century(int(match["z"]))
        for match in _ISSUE.finditer(text, 0, _HEAD)
    }
    if len(claimed) == 1 and bounds.last is None:
        y = claimed.pop()
        if bounds.first is None or bounds.first.year <= y:
            bounds.after(dt.date(y, 1, 1), f"copyright or issue of {y}")
            bounds.before(dt.date(y, 12, 31), f"copyright or issue of {y}")


def _near(given: Dated) -> Bounds:
    """A page may carry the date of its last update, some days after publication."""
    first, last = given.first_day, given.last_day
    return Bounds(first and first - 3 * DAY, last and last + 3 * DAY)


def _page_date(
    text: str, lines: list[tuple[Expression, str, bool]], clock: list[Furniture], found: list[Expression]
) -> tuple[Span, Dated] | None:
    """The page's own date or clock."""
    places = [e for e, basis, _sure in lines if basis != "stated: updated"]
    places += [e for part in clock for e in found if part.span.start <= e.start < part.span.end]
    for e in places:
        date = calendar_dates.absolute(e)
        if date is not None and date.known:
            return Span.of(text, e.start, e.end), date
    return None


def _contradiction(
    text: str, given: Dated, span: Span | None, bounds: Bounds
) -> tuple[Span | None, Dated | None, Span | None]:
    if _allowed(given, bounds):
        return None, None, None
    late = bounds.last is not None and given.first_day is not None and given.first_day > bounds.last
    witness = bounds.last_by if late else bounds.first_by
    if witness is None:
        return None, None, None
    return span, given, Span.of(text, witness.start, witness.end)


def _allowed(date: Dated, bounds: Bounds) -> bool:
    """Whether the content leaves room for the date; a day's slack for time zones."""
    first = date.first_day
    if bounds.last and first and first > bounds.last + DAY:
        return False
    return not _too_early(date, bounds)


def _too_early(date: Dated, bounds: Bounds) -> bool:
    """Whether the content tells of something later. Nothing else speaks against a sure date: what bounds it from above
    rests on how relative times in the text are understood.
    """
    last, by = date.last_day, bounds.first_by
    if last and by is not None and by.kind == "years" and by.parts["z"][-2:] == f"{last.year % 100:02}":
        return False  # what is told of 2016 to 2019 may be told in 2019
    return bool(bounds.first and last and last < bounds.first - DAY)


def _before_what_it_dates(date: Dated, bounds: Bounds) -> bool:
    """Whether the text dates something later itself; what only follows from its words does not speak against a sure date."""
    last = date.last_day
    return bool(bounds.told and last and last < bounds.told - DAY)


def _from_bounds(bounds: Bounds) -> Dated:
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


def _with_year(
    date: Dated | None, e: Expression, bounds: Bounds, inside: list[Expression], claimed: set[int]
) -> Dated | None:
    """A dateline without a year takes the one year that the content allows.

    claimed: years of copyright lines. Where several are left, that of the copyright line decides, else the weekday told first: news is dated on the day
    it tells of, or on the next.
    """
    if date is not None or e.kind != "month_day" or e.month is None:
        return date
    if len(claimed) == 1 and (day := calendar_day(next(iter(claimed)), e.month, int(e.parts["d"]))):
        own = calendar_dates.day(day, "explicit")
        if _allowed(own, bounds):
            return own
    if bounds.first is None:
        return date
    last = bounds.last or bounds.first + MOST_YEARS * 366 * DAY
    options = [
        day
        for y in range(bounds.first.year, last.year + 1)
        if (day := calendar_day(y, e.month, int(e.parts["d"]))) and bounds.first <= day <= last
    ]
    if len(options) > 1 or bounds.last is None:
        news = next((o.weekday for o in inside if o.kind == "weekday" and "which" not in o.parts), None)
        for slack in (0, 1):
            fitting = [day for day in options if news is not None and (day.weekday() - news) % 7 == slack]
            if fitting:
                options = fitting
                break
    return calendar_dates.day(options[0], "explicit") if len(options) == 1 else None


def vouched(date: PartialDate) -> Dated:
    """A publication date that someone vouches for."""
    basis = "given"
    if date.precision == "day":
        return calendar_dates.day(date.earliest, basis)
    if date.precision == "month":
        return calendar_dates.month(date.earliest.year, date.earliest.month, basis)
    return calendar_dates.year(date.earliest.year, basis)
