"""The figures of a document: each quantity with its population, dates and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention
from repatria.testimony.dates.expression import Expression
from repatria.testimony.model import Figure
from repatria.testimony.numbers.asked_counts import ASKED, asked
from repatria.testimony.numbers.numerals_written import Doubtful, numerals
from repatria.testimony.numbers.periods_told import time_of
from repatria.testimony.numbers.populations import Background, Population, population, war_near
from repatria.testimony.numbers.predicate_lexicon import PREDICATE
from repatria.testimony.numbers.quantities import MOST_TOLD, quantities
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.speakers import actors
from repatria.testimony.text import segment
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

_LAST_TIME = compiled(
    r"\b[Tt]he (?P<which>last|latest|most recent|first|previous) (?:time|known|such|one|successful)?\b(?P<what>[^.;]{0,90}?)\b(?:was|were|took place|came|occurred|happened)\s+(?:back\s+)?(?:in\s+)?(?P<y>(?:19|20)\d\d)\b"
)


def figures_of(
    text: str,
    flat: str,
    about: Background,
    sentences: Sequence[Sentence],
    told: Sequence[TimeMention],
    named: Sequence[actors.Mention],
    published: Dated,
    found: Sequence[Expression],
) -> tuple[list[Figure], list[Doubtful]]:
    """The figures of the sentences, and the numerals that give none because they can be read in two ways."""
    doubtful: list[Doubtful] = []
    figures: list[Figure] = []
    seen: set[tuple[float | None, float | None, str]] = set()
    before: tuple[Quantity, Population] | None = None
    counted: list[Quantity] = []
    subject: Quantity | None = None
    paragraph = -1
    unknown = {d.span.start for d in told if not d.date.known}
    dates = [
        (e.start, e.end)
        for e in found
        if not (e.kind == "within" and e.start in unknown) and not (e.kind == "unit_out" and "n" in e.parts)
    ]
    spans = Placed(dates, lambda span: span[0])
    dated = Placed(told, lambda d: d.span.start)
    people = Placed(named, lambda m: m.start)
    here = about
    for s in sentences:
        if s.paragraph != paragraph:
            paragraph = s.paragraph
            here = about
            answers = before is not None and before[0].noun == ASKED
            before = None if before and not answers and not _continues(flat, s) else before
        inside = dated.between(s.start, s.end)
        near = spans.between(s.start, s.end)
        if s.paragraph == paragraph and (war := war_near(flat, s.start, s.end, about)):
            here = replace(about, war=war)
        question = asked(flat, segment.tokens(flat, s.start, s.end)) if "?" in flat[s.end - 3 : s.end] else None
        if question is not None and not _NUMBERED.search(flat, s.start, s.end):
            before = (question, Population("", None, None))
        if not _NUMBERED.search(flat, s.start, s.end):
            continue
        words, aside = numerals(segment.tokens(flat, s.start, s.end), text, flat, near)
        doubtful += aside
        first: tuple[Quantity, Population] | None = None
        known = before[0] if before else None
        if known is None and "how many" in flat[s.start : s.end]:
            known = asked(flat, words, indirect=True)
        found_here = quantities(flat, words, near, known, counted[-MOST_TOLD:], subject, doubtful)
        counted.extend(found_here)
        for quantity in found_here:
            whom = population(
                flat, quantity, (s.start, s.end), people.between(s.start, s.end), here, before[1] if before else None
            )
            what = quantity.unit if quantity.unit != "other" else quantity.noun.lower().rpartition(" ")[2] or "other"
            repeated = quantity.definite and (quantity.number.low, quantity.number.high, what) in seen
            lasting = quantity.unit != "other" or (quantity.number.value or 0) >= 2
            if lasting and quantity.unit not in ("years", "days") and quantity.number.kind != "ratio":
                before = (quantity, whom)
                first = first or before
            if repeated and not (quantity.anaphoric and _POINTED.search(flat, s.start, quantity.start)):
                continue
            seen.add((quantity.number.low, quantity.number.high, what))
            figures.append(_figure(text, flat, quantity, whom, inside, (s.start, s.end), published))
        subject = first[0] if first else None
        if question is not None:
            before = (question, Population("", None, None))
        figures.extend(_last_time(text, flat, s))
    return figures, doubtful


_NUMBERED = compiled(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|"
    r"hundreds?|thousands?|millions?|dozens?|scores?|half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|tens|several|few|single|lone|couple)\b",
    re.I,
)
# "Of the 61, forty-three ...", "these six may be among them": a count pointed at stands again for what is said of it now.
_POINTED = compiled(r"(?:^|(?<=[.!?”\"] ))(?:Of|Among) (?:the|these|those) $|\b(?:[Tt]h(?:e|o)se) $")
_CONTINUES = compiled(
    r"^.{0,40}\b(?:[Oo]f|[Aa]mong)\s+(?:those|them|these|whom)\b|\b(?:[Ii]t|[Tt]hat) (?:is|was)\b|\b(?:the|that|this) (?:number|figure|total|count)\b"
)


def _continues(flat: str, s: Sentence) -> bool:
    """Whether a paragraph goes on counting what the one before it counted."""
    opening = flat[s.start : min(s.end, s.start + 60)]
    return bool(_CONTINUES.search(opening))


def _figure(
    text: str,
    flat: str,
    q: Quantity,
    whom: Population,
    inside: Sequence[TimeMention],
    sentence: tuple[int, int],
    published: Dated,
) -> Figure:
    period, as_of = time_of(flat, q, whom.war, inside, sentence, published)
    return Figure(
        q.number.value, q.number.low, q.number.high, q.qualifier, q.unit, q.predicate, whom.words, q.place, period, as_of,
        Span.of(text, q.start, q.end), whom.nation, whom.war, q.anaphoric,
    )  # fmt: skip


def _last_time(text: str, flat: str, s: Sentence) -> list[Figure]:
    """ "The last time a hand-over took place was in 2007": the year is the figure."""
    found = []
    for match in _LAST_TIME.finditer(flat, s.start, s.end):
        trigger = PREDICATE.search(match["what"].lower())
        y = int(match["y"])
        found.append(
            Figure(
                y, y, y, "exact", "other", (trigger.lastgroup if trigger else None) or "other", flat[match.start("which") : match.end("what")].strip(),
                None, str(y), None, Span.of(text, match.start("y"), match.end("y")),
            )
        )  # fmt: skip
    return found
