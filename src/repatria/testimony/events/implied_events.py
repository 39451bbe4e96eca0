"""Events that follow from what is told: wars named in passing, work whose period ended, meetings arranged anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention
from repatria.testimony.dates.history import named_day, war_years, wars_in
from repatria.testimony.events.joined_events import Telling
from repatria.testimony.speakers.actors import identity
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

_ARMISTICES = ("1918", "1940", "1953")  # years in which an armistice of the wars of the record was signed
# Exchanges known by a name: kind, first and last day. Under Operation Glory the two armies exchanged their dead.
_OPERATIONS = (("Operation Glory", "hand_over", "1954-09-01", "1954-10-30"),)
_HEADING = 900  # code points
_HEARD = compiled(
    r"(?i:\b(?:statement|testimony|remarks|evidence)\b)(?:[^.]|(?<=\b[A-Z])\.){0,300}?\n[ \t]*(?:[Bb]efore|BEFORE|[Tt]o) (?P<body>[^\n]{0,60}(?i:committee|subcommittee|commission|inquiry|tribunal|panel|parliament|congress|senate|house)[^\n]{0,60})"
)
_NEW_DATE = compiled(
    r"\b(?:scheduled|arranged|set up|agreed on|agreed to|fixed) (?:an?|another|a new|the new)\b[^.;]{0,40}\b(?:meeting|talks|session|date)\b"
)


def ended_with(date: Dated, published: Dated) -> Dated | None:
    """Work told as done "between 1996 and 2005" ended in 2005, where that lies before the year of writing."""
    first, last, written = date.first_day, date.last_day, published.first_day
    if date.precision != "interval" or first is None or last is None or written is None:
        return None
    if last.year == first.year or last.year >= written.year:
        return None
    return Dated(f"{last.year:04}", "year", "the end of the period told", f"{last.year:04}", f"{last.year:04}")


def arranged_anew(told: Sequence[Telling], flat: str, sentences: Sequence[Sentence]) -> list[Telling]:
    """A meeting arranged anew after one that a party missed: the missed one was rescheduled."""
    missed = next((t for t in told if t.kind == "no_show"), None)
    if missed is None or any(t.kind == "rescheduled" for t in told):
        return []
    return [
        replace(t, kind="rescheduled", status="rescheduled", date=None)
        for t in told
        if t.kind == "scheduled_meeting"
        and t.sentence > missed.sentence
        and _NEW_DATE.search(flat, sentences[t.sentence].start, sentences[t.sentence].end)
    ][:1]


def testimony_given(text: str, published: Dated) -> list[Telling]:
    """A text headed as a statement before a committee is that testimony."""
    match = _HEARD.search(text, 0, _HEADING)
    if match is None or not published.known:
        return []
    body = match["body"].strip()
    span = Span.of(text, match.start("body"), match.end("body"))
    return [Telling("testimony", "occurred", published, (body,), (identity(body),), (), None, None, span, 0)]


def wars_and_armistices(
    text: str, flat: str, sentences: Sequence[Sentence], dates: Sequence[TimeMention]
) -> list[Telling]:
    """Wars and armistices named in passing: known from history, dated by the text where it does."""
    found: list[Telling] = []
    seen: set[str] = set()
    whole = " ".join(flat[s.start : s.end] for s in sentences)
    dated = Placed(dates, lambda d: d.span.start)
    for number, s in enumerate(sentences):
        sentence = flat[s.start : s.end]
        for start, end, name in wars_in(sentence):
            if name in seen:
                continue
            seen.add(name)
            years = war_years(name)
            if years:
                date = Dated(f"{years[0][:4]}/{years[1][:4]}", "interval", "history", years[0][:4], years[1][:4])
                found.append(
                    Telling(
                        "war",
                        "occurred",
                        date,
                        (name,),
                        (),
                        (),
                        None,
                        None,
                        Span.of(text, s.start + start, s.start + end),
                        number,
                    )
                )
        for name, kind, first, last in _OPERATIONS:
            if name not in seen and (at := sentence.find(name)) >= 0:
                seen.add(name)
                date = Dated(f"{first}/{last}", "interval", "history", first, last)
                span = Span.of(text, s.start + at, s.start + at + len(name))
                found.append(Telling(kind, "occurred", date, (), (), (), None, None, span, number))
        for match in re.finditer(r"\b(?:armistice|truce|cease-?fire)\b", sentence):
            if "armistice" in seen:
                break
            if match[0] != "armistice" and "1953" not in sentence and "1918" not in sentence:
                continue
            seen.add("armistice")
            day = named_day("armistice", sentence) or named_day("armistice", whole)
            inside = [d.date for d in dated.between(s.start, s.end)]
            told = [d for d in inside if d.precision == "day" and (d.value or "")[:4] in _ARMISTICES]
            told += [d for d in inside if d.precision in ("month", "year")]
            known = Dated(day, "day", "history", day, day) if day else (told[0] if told else None)
            if known:
                found.append(
                    Telling(
                        "armistice",
                        "occurred",
                        known,
                        (),
                        (),
                        (),
                        None,
                        None,
                        Span.of(text, s.start + match.start(), s.start + match.end()),
                        number,
                    )
                )
    return found
