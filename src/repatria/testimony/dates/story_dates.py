"""The dates of a text in the order of its telling: which day is told before, and of what time a paragraph tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.dates import chronology
from repatria.testimony.dates import resolution as dates
from repatria.testimony.dates.ages_told import is_birth
from repatria.testimony.dates.calendar_dates import DAY, absolute, is_either_or
from repatria.testimony.dates.counted_from_words import MOST_TOLD, nth, stems
from repatria.testimony.dates.date_context import Context
from repatria.testimony.dates.dated_parts import dated_parts, day_of
from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_of_text import (
    ASKED,
    evidence_of,
    long_ago,
    occasion_of,
    time_recalled,
    time_reported,
)
from repatria.testimony.dates.told_before import of_now
from repatria.testimony.text import segment
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

# "The bomber which had left on February 15, 1944": looked back on, not told of.
_LOOKED_BACK = compiled(r"\b(?:had|having)\b[^.;]*$|\b(?:which|who|whose|where|whom)\b[^,;.]*$")
# Kinds that set the time of which a paragraph tells.
DATED = ("full", "month_year", "days", "day_range", "dotted", "nth_week", "half_month", "month_range")
# Kinds that count from the day told, so that a paragraph which begins with one goes on with the story.
_COUNTED_ON = ("later", "ordinal", "season_beside", "season_later", "month_of", "unit_end", "hour")
# Kinds that bring a paragraph back to the time of writing: "this July", "last month", "yesterday".
_BACK_TO_NOW = ("unit", "unit_part", "day", "season_of", "before_last", "fiscal_relative")
_ON = compiled(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Hh]im|[Tt]hem|[Hh]is)\b")
# What befalls the dead and theirs long after: such a paragraph may tell of this year.
_LONG_AFTER = compiled(
    r"\b(?:buried|burial|laid to rest|funeral|graveside|remains|bones?|found|return(?:ed|s)?|came home|famil(?:y|ies)|daughters?|grand\w+|nephews?|nieces?|relatives|search(?:ed)?|visited|learned)\b"
)
# Kinds of dates that a deed is told with, from which others are counted.
_DEEDS = (
    *DATED,
    "year",
    "season",
    "month_day",
    "month",
    "weekday",
    "ordinal",
    "later",
    "holiday",
    "iso",
    "numeric",
    "counted",
    "day",
)
_NAMED = ("full", "iso", "dotted", "numeric", "month_day", "days")  # kinds of days from which days are numbered
_SINCE = compiled(r"\b[Ss]ince\s+$")
_NOW = compiled(r"(?:this|last|next)\b", re.I)
_CLAUSE = 70  # code points on each side of a date that tell its deed
_JOINED = compiled(r",?\s(?:(?:in|on|during|at|early|late)\s)?(?:the\s)?$")
_PARTS_OF_YEARS = (
    "month",
    "month_day",
    "season_bare",
    "holiday",
    "nth_week",
    "half_month",
    "nth_weekday",
    "after_holiday",
)
_TOUCHING = compiled(r",\s$")
_GENERATION = 25 * 365  # days; what lies no farther back may itself tell of a search, a finding, a burial
_SOON_AFTER = 100  # days in which a bare month at the head of a paragraph follows the day told last
_ON_FROM = 10 * 365  # days after the time told in which a story may still go on
_OPENING = 40  # code points in which a sentence opens
_BACK = compiled(r"\b(?:previous|preceding|before|earlier)\b", re.I)
SURROUNDINGS = 20_000  # code points on each side that tell which armistice an anniversary means


def story_dates(
    text: str, flat: str, found: Sequence[Expression], sentences: Sequence[Sentence], published: Dated
) -> list[TimeMention]:
    """Every time expression of the sentences, resolved in order, so that "days later" knows what came before."""
    told: list[TimeMention] = []
    parts = chronology.sections(text)
    under = Placed(parts, lambda part: part[0])
    if parts:
        found = chronology.entries(segment.lined(text), parts, found)
    begun = evidence_of(text, found, published)
    recalled = time_recalled(text, found, published) if begun is None else None
    whole = Context(reported=time_reported(text, found, published), occasion=occasion_of(text, found, published))
    written_parts = [] if parts else dated_parts(segment.lined(text), found, published)
    starts = [first for first, _, _ in written_parts]
    whole_text = published
    c = whole
    deeds = _of_the_head(flat, found, sentences, published)
    told_to = -1
    latest: Dated | None = None  # the date told last: a story goes on in the next paragraph where that is the anchor
    paragraph = -1
    at = 0
    for s in sentences:
        while at < len(found) and found[at].start < s.start:
            at += 1
        published = (starts and day_of(written_parts, starts, s.end - 1)) or whole_text
        opening = found[at] if at < len(found) and found[at].start < min(s.end, s.start + _OPENING) else None
        part = under.holding(s.start)
        section = part[2] if part is not None and s.start < part[1] else None
        if s.paragraph != paragraph:
            goes_on = c.anchor is not None and (
                published.latest is None  # a text of no date tells of nothing but its story
                or (latest is c.anchor and _tells_on(flat, s, c.anchor, c.near, opening, published))
            )
            c = replace(
                c,
                anchor=begun or (c.anchor if goes_on else recalled),
                near=c.near if begun or goes_on else None,
                near_month=None,
            )
            paragraph = s.paragraph
        if at >= len(found) or found[at].start >= s.end:
            continue
        evidence = begun is not None and ASKED.match(text, max(0, text.rfind("\n", 0, s.start))) is not None
        sentence = flat[s.start : s.end]
        surroundings = flat[max(0, s.start - SURROUNDINGS) : s.end + SURROUNDINGS]
        c = replace(
            c, here=None, counted=None, evidence=evidence, section=section, ahead=chronology.looks_ahead(text, s.start)
        )
        of_sentence: Dated | None = None
        while at < len(found) and found[at].start < s.end:
            e = found[at]
            at += 1
            anchor = of_sentence or (c.anchor if evidence or begun is None else None)
            touching = _TOUCHING.search(flat, max(s.start, e.start - 4), e.start) is not None and told_to == e.start - 2
            context = replace(
                c,
                anchor=anchor,
                touching=touching,
                told=tuple(deeds),
                recent=anchor is not None and _within_a_generation(anchor, published),
            )
            if e.kind in _PARTS_OF_YEARS and not e.parts.keys() & {"which", "that", "y"}:
                joined = told[-1].date if c.here and _JOINED.fullmatch(flat, told_to, e.start) else None
                if (
                    at < len(found)
                    and found[at].kind in ("ago", "unit")
                    and _JOINED.fullmatch(flat, e.end, found[at].start)
                ):
                    year_of = found[at]
                    joined = dates.resolve(
                        year_of,
                        published,
                        sentence=sentence,
                        at=year_of.start - s.start,
                        surroundings="",
                        context=context,
                    )
                context = replace(context, joined=joined if joined is not None and _is_a_year(joined) else None)
            place = {"sentence": sentence, "surroundings": surroundings}
            if e.kind in ("counted", "nth_day") and at < len(found) and found[at].start < s.end:
                following = found[at]
                own = dates.resolve(following, published, at=following.start - s.start, context=context, **place)
                if own.known and not is_either_or(own):
                    context = replace(context, coming=(flat[e.end : following.start], own))
            date = dates.resolve(e, published, at=e.start - s.start, context=context, **place)
            told.append(TimeMention(Span.of(text, e.start, e.end), date, e.relative))
            told_to = e.end
            if date.known and not e.relative and is_birth(flat, e.start):
                c = replace(c, birth=date)
            if date.known and e.kind in _DEEDS and not is_either_or(date):
                until = min(s.end, e.end + _CLAUSE, found[at].start if at < len(found) else s.end)
                window = flat[max(s.start, e.start - _CLAUSE) : until]
                deeds = [*deeds[-MOST_TOLD:], (stems(window), date)]
            far, looked_back = long_ago(date, published), _LOOKED_BACK.search(sentence, 0, e.start - s.start)
            looked_back = looked_back or _SINCE.search(flat, max(s.start, e.start - 8), e.start)
            if begun is None and far and not looked_back and (e.kind in DATED or _moves(e)):
                latest = date
                c = replace(c, anchor=date)
            elif date.known and (not e.relative or not far):
                latest = date
                if begun is None and (
                    e.kind in _BACK_TO_NOW or (e.kind == "month" and _NOW.match(e.parts.get("which", "")))
                ):
                    c = replace(c, anchor=None)
            if e.kind in ("season", "year") and far:
                of_sentence = date
            if e.kind in ("year", "decade") and not looked_back and _leaves(c.anchor, date):
                c = replace(c, anchor=None)
            if date.known and e.kind not in ("span", "fiscal", "then", "hour", "review_period"):
                named_before = e.kind != "day_of_month" and _BACK.search(flat, e.start, e.end)
                back = named_before or (c.here is not None and looked_back)
                c = _moved(c, e, date, published, back=bool(back))
    return told


def _of_the_head(
    flat: str, found: Sequence[Expression], sentences: Sequence[Sentence], published: Dated
) -> list[tuple[frozenset[str], Dated]]:
    """What lines that are no sentences date before the text begins: "Heard: 10-12 November 1998"."""
    first = next((s.start for s in sentences if flat[s.end - 1 : s.end] in ".?!"), len(flat))
    deeds = []
    for e in found:
        if e.start >= first:
            break
        date = absolute(e)
        if date is not None and date.known and date.value != published.value:
            deeds.append((stems(flat[max(0, e.start - _CLAUSE) : e.start]), date))
    return deeds


def _moves(e: Expression) -> bool:
    """Whether an expression takes the story on by a count: "twenty years later", "three weeks after the landing"."""
    return "n" in e.parts and (e.kind == "years_ago_on" or (e.kind in ("later", "counted") and "u" in e.parts))


def _leaves(anchor: Dated | None, date: Dated) -> bool:
    """Whether a year or decade told since leads on from the time of which the paragraph tells."""
    then, told = (anchor.last_day if anchor is not None else None), date.first_day
    return then is not None and told is not None and (told - then).days > _ON_FROM


def _moved(c: Context, e: Expression, date: Dated, published: Dated, *, back: bool) -> Context:
    """The context after a date was told; one looked back on does not move the story."""
    if is_either_or(date):  # nothing is counted from it, nor past it from an earlier one
        return replace(c, previous=None, here=None, named=None, near=None, near_month=None)
    previous = c.previous
    if date.precision == "day" and date.value == published.value and not e.relative:
        return replace(c, here=date)  # the date line of the page
    if previous is None or not back:
        within = previous is not None and previous.precision == "day" and e.kind == "month" and date.may_equal(previous)
        previous = previous if within and c.here is None else date
    day = _is_day(date)
    if e.kind == "nth_day" and date.first_day is not None and (number := nth(e)) is not None:
        before = date.first_day - number * DAY
        c = replace(c, counted=Dated(before.isoformat(), "day", "", before.isoformat(), before.isoformat()))
    return replace(
        c,
        previous=previous,
        here=date,
        named=date if day and e.kind in _NAMED else c.named,
        near=date if day else c.near,
        near_month=date if _within_a_month(date) else (None if day else c.near_month),
        loss=date if (day or date.precision == "month") and not e.relative and long_ago(date, published) else c.loss,
    )


def _tells_on(
    flat: str, s: Sentence, anchor: Dated, near: Dated | None, opening: Expression | None, published: Dated
) -> bool:
    """Whether a paragraph goes on with the story: its first sentence tells of the past by he, she, they or we, or
    opens with a time counted from the day told.
    """
    words = flat[s.start : s.end]
    if of_now(words):
        return False
    first = (near or anchor).first_day
    if opening is not None and opening.kind in _COUNTED_ON and opening.parts.get("which", "the") == "the":
        return True
    if opening is not None and opening.kind in ("month", "month_day") and opening.month and first is not None:
        return (opening.month - first.month) % 12 * 30 < _SOON_AFTER
    return bool(_ON.search(words)) and (
        _within_a_generation(near or anchor, published) or not _LONG_AFTER.search(words)
    )


def _within_a_generation(date: Dated, published: Dated) -> bool:
    first, written = date.first_day, published.first_day
    return first is not None and written is not None and (written - first).days < _GENERATION


def _within_a_month(date: Dated) -> bool:
    """Whether a date is a month or some weeks of one, whose days may follow by number."""
    first, last = date.first_day, date.last_day
    return not _is_day(date) and first is not None and last is not None and first.replace(day=1) == last.replace(day=1)


def _is_a_year(date: Dated) -> bool:
    """Whether a date is one year, or some part of it that stands for the year."""
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and first.year == last.year and (last - first).days > _SOON_AFTER


def _is_day(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= 3
