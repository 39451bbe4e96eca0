"""The dates of a text in the order of its telling: which day is told before, and of what time a paragraph tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from repatria.testimony import dates, time_expressions
from repatria.testimony.calendar_dates import absolute, year
from repatria.testimony.dated_spans import Dated, Span, TimeMention
from repatria.testimony.segment import Sentence
from repatria.testimony.told_before import of_now

# "The bomber which had left on February 15, 1944": looked back on, not told of.
_LOOKED_BACK = re.compile(r"\b(?:had|having)\b[^.;]*$|\b(?:which|who|whose|where|whom)\b[^,;.]*$")
LONG_AGO = 3 * 365  # days
DATED = ("full", "month_year", "days", "day_range", "dotted")  # kinds that set the time of which a paragraph tells
_ASKED = re.compile(r"(?:^|\n)[ \t]*[QA][.:][ \t]+\S")
MIN_ASKED = 6  # so many questions and answers make a record of evidence
_HEADING = 1_500  # code points in which a record of evidence says what it asks of
_ANNUAL = re.compile(
    r"\b(?:[Aa]nnual|ANNUAL|[Yy]early)\s+(?:[Rr]eport|REPORT|[Rr]eview|REVIEW|[Ss]tatement)\b(?P<of>[^\n]{0,60}?\b(?P<y>20\d\d|19\d\d)\b)|\b(?P<z>20\d\d|19\d\d) (?:[Aa]nnual [Rr]eport|ANNUAL REPORT)\b|\b(?:[Tt]he )?[Yy]ear in [Rr]eview:? (?P<x>20\d\d)\b"
)
_ON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\b")
# What befalls the dead and theirs long after: such a paragraph may tell of this year.
_LONG_AFTER = re.compile(
    r"\b(?:buried|burial|laid to rest|funeral|graveside|remains|bones?|found|return(?:ed|s)?|came home|famil(?:y|ies)|daughters?|grand\w+|nephews?|nieces?|relatives|search(?:ed)?|visited|learned)\b"
)
_BACK = re.compile(r"\b(?:previous|preceding|before|earlier)\b", re.I)
SURROUNDINGS = 20_000  # code points on each side that tell which armistice an anniversary means


def story_dates(
    text: str, flat: str, found: Sequence[time_expressions.Expression], sentences: Sequence[Sentence], published: Dated
) -> list[TimeMention]:
    """Every time expression of the sentences, resolved in order, so that "days later" knows what came before."""
    told: list[TimeMention] = []
    previous: Dated | None = None
    anchor: Dated | None = None
    near: Dated | None = None
    latest: Dated | None = None  # the date told last: a story goes on in the next paragraph where that is the anchor
    begun = _evidence(text, found, published)
    reported = _reported(text, published)
    paragraph = -1
    at = 0
    for s in sentences:
        if s.paragraph != paragraph:
            goes_on = anchor if anchor is not None and latest is anchor and _tells_on(flat, s) else None
            paragraph, anchor, near = s.paragraph, begun or goes_on, near if begun else None
        evidence = begun is not None and _ASKED.match(text, max(0, text.rfind("\n", 0, s.start))) is not None
        sentence = flat[s.start : s.end]
        here: Dated | None = None
        of_sentence: Dated | None = None
        while at < len(found) and found[at].start < s.start:
            at += 1
        while at < len(found) and found[at].start < s.end:
            e = found[at]
            date = dates.resolve(
                e,
                published,
                sentence=sentence,
                at=e.start - s.start,
                surroundings=flat[max(0, s.start - SURROUNDINGS) : s.end + SURROUNDINGS],
                previous=here or previous,
                anchor=of_sentence or (anchor if evidence or begun is None else None),
                near=near,
                evidence=evidence,
                reported=reported,
            )
            if (
                begun is None
                and e.kind in DATED
                and _long_ago(date, published)
                and not _LOOKED_BACK.search(sentence, 0, e.start - s.start)
            ):
                anchor = latest = date
            elif date.known and (not e.relative or not _long_ago(date, published)):
                latest = date
            if e.kind in ("season", "year") and _long_ago(date, published):
                of_sentence = date
            told.append(TimeMention(Span.of(text, e.start, e.end), date, e.relative))
            if date.known and e.kind not in ("span", "fiscal", "then", "hour"):
                sharper = (
                    previous is None or date.precision == "day" or previous.precision != "day" or e.kind != "month"
                )
                back = _BACK.search(flat, e.start, e.end) or (
                    here is not None and _LOOKED_BACK.search(sentence, 0, e.start - s.start)
                )
                if not back or previous is None:
                    previous = date if sharper or here is not None else previous
                here = date
                near = date if _is_day(date) else near
            at += 1
    return told


def _evidence(text: str, found: Sequence[time_expressions.Expression], published: Dated) -> Dated | None:
    """The day long ago that a record of questions and answers asks of: the last one its heading names."""
    asked = list(islice(_ASKED.finditer(text), MIN_ASKED))
    if len(asked) < MIN_ASKED:
        return None
    day: Dated | None = None
    for e in found:
        if e.start > min(asked[0].start(), _HEADING):
            break
        told = absolute(e) if e.kind == "full" else None
        if told is not None and _long_ago(told, published):
            day = told
    return day


def _reported(text: str, published: Dated) -> Dated | None:
    """The year of which an annual report tells, where it was written in the year after."""
    match = _ANNUAL.search(text, 0, _HEADING)
    written = published.first_day
    if match is None or written is None:
        return None
    told = int(match["y"] or match["z"] or match["x"])
    return year(told, "year of the report") if written.year == told + 1 else None


def _tells_on(flat: str, s: Sentence) -> bool:
    """Whether a paragraph goes on with the story: its first sentence tells of the past by he, she, they or we."""
    words = flat[s.start : s.end]
    return bool(_ON.search(words)) and not of_now(words) and not _LONG_AFTER.search(words)


def _is_day(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= 3


def _long_ago(date: Dated, published: Dated) -> bool:
    """Whether a day lies so far back that a bare month told after it belongs to its year."""
    first, written = date.first_day, published.first_day
    return first is not None and written is not None and (written - first).days > LONG_AGO
