"""Chronologies: a year, or a month of one, on a line of its own dates the entries below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from repatria.testimony.dates.calendar_dates import interval, month, month_end, year
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.from_publication import from_publication
from repatria.testimony.dates.time_patterns import MONTHS
from repatria.testimony.text.first_characters import compiled

_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_HEADING = compiled(
    rf"(?m)^[^\w\n]*(?:(?:the )?year )?(?:(?P<m>{_MONTH})\.?,? )?(?P<y>1[89]\d\d|20\d\d)(?:\s*[-–—/]\s*\d{{2,4}})?[^\w\n]*$",
    re.I,
)
# "1993: ...", "1993 — ...", "1993  ...": a year that begins a line dates what the line tells.
_DATED_LINE = compiled(r"(?m)^[^\w\n]{0,4}(?P<y>1[89]\d\d|20\d\d)(?:\s?[:–—]|\.|\s-|\t|[ ]{2,})\s*\S[^\n]*$")
# A heading that names no time ends the part above it: "NEXT", "AFTERMATH".
_OTHER = compiled(r"(?m)^[^\w\n]*[A-Z][A-Z'’ ]{2,40}[^\w\n]*$")
_ENTRY = compiled(
    rf"(?m)^[^\w\n]*(?P<words>(?:(?P<part>Early|Mid|Late)[\s-]+)?(?:(?P<m>{_MONTH})\b\.?|(?P<s>Spring|Summer|Fall|Autumn|Winter)\b))(?=\s*(?:[:–—.,]|-\s|\t|\s{{2,}}))"
)
_AHEAD = compiled(
    r"[^\w\n]*(?:(?:what(?:'s|’s| is) )?(?:next|ahead|to come)|coming up|upcoming(?: \w+)?|(?:key |important )?dates(?: (?:for|in) (?:your|the) diary| to (?:remember|note))?|(?:the )?(?:diary|calendar)|looking ahead|next steps)[^\w\n]*",
    re.I,
)
_LONGEST_HEADING = 60  # code points
_NEAR_HEADING = 8  # lines below a heading that stand under it
MIN_HEADINGS = 2
_BARE = frozenset("month month_day days day_range month_range season_bare season_part nth_week half_month last_day nth_weekday holiday ordinal quarter midsummer".split())  # fmt: skip


def sections(text: str) -> list[tuple[int, int, Dated]]:
    """The parts of a chronology, [start, end) and the year or month that heads each; empty for any other text."""
    heads = [(m.start(), m.end(), m) for m in _HEADING.finditer(text)]
    if len({m["y"] for _, _, m in heads}) >= MIN_HEADINGS:
        stops = sorted([*(start for start, _, _ in heads), *(m.start() for m in _OTHER.finditer(text)), len(text)])
        return [(start, stops[bisect_left(stops, end)], _headed(m)) for start, end, m in heads]
    entries = list(_DATED_LINE.finditer(text))
    if len(entries) < MIN_HEADINGS:
        return []
    return [(m.start(), m.end(), _headed(m)) for m in entries]


def looks_ahead(text: str, at: int) -> bool:
    """Whether a line stands under a heading such as "NEXT" or "Upcoming events", with no empty line between."""
    end = text.rfind("\n", 0, at)
    for _ in range(_NEAR_HEADING):
        if end < 0:
            return False
        start = text.rfind("\n", 0, end) + 1
        if end - start < 2:
            return False
        if end - start < _LONGEST_HEADING and _AHEAD.fullmatch(text, start, end):
            return True
        end = start - 1
    return False


def _headed(match: re.Match[str]) -> Dated:
    basis, told = "heading of a chronology", match.groupdict()
    if told.get("m"):
        return month(int(match["y"]), MONTHS[match["m"][:3].lower()], basis)
    return year(int(match["y"]), basis)


def entries(text: str, parts: Sequence[tuple[int, int, Dated]], found: Sequence[Expression]) -> list[Expression]:
    """The time expressions of a text with the months and seasons that head the entries of its chronology."""
    taken = {e.start for e in found} | {n for e in found for n in (e.end - 1, e.end)}
    more = []
    for start, end, _ in parts:
        for m in _ENTRY.finditer(text, start, end):
            first, last = m.span("words")
            if first in taken or last in taken:
                continue
            told = {name: value.lower() if name == "s" else value for name in ("m", "s", "part") if (value := m[name])}
            more.append(Expression(first, last, "month" if m["m"] else "season_bare", told))
    return sorted([*found, *more], key=lambda e: e.start)


def of_section(e: Expression, section: Dated, previous: Dated | None) -> Dated | None:
    """A bare month, season or day under the heading of its year; None for what is counted from elsewhere."""
    first, last = section.first_day, section.last_day
    if first is None or last is None:
        return None
    if e.kind == "unit_out" and e.parts.get("u") == "year":
        begin = previous.first_day if previous is not None and previous.first_day else first
        return interval(max(begin, first), last.replace(month=12, day=31), "up to the end of the year of the heading")
    if e.kind not in _BARE or "which" in e.parts or "y" in e.parts:
        return None
    if e.kind == "ordinal" and section.precision == "year":
        return None
    if e.kind == "ordinal":
        end = month_end(last.year, last.month)
        return from_publication(e, end, False, None)
    told = from_publication(e, last.replace(month=12, day=31), False, None)
    if told.first_day is not None and told.first_day.year != first.year and e.kind != "day_range":
        return None
    return told
