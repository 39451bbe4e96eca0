"""A number corrected in one breath, and a last time told with another year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from repatria.testimony.conflicts.compared_figures import (
    Item,
    all_figures,
    conflict_of,
    position_of,
    scope,
)
from repatria.testimony.model import Conflict, Position, Reading
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed

_NOT = compiled(r",?\s+(?:and\s+)?not\s+(?:an?\s+|the\s+)?")
# A paragraph that says of itself that it corrects: "CORRECTION: Our 6:12 post put the number at about two hundred."
_NOTE = compiled(
    r"^[ \t]*(?:\d{1,2}[:.]\d\d (?:[ap]\.?m\.?)?[ \t]*)?(?:CORRECTIONS?|Corrections?|Editor[’']s [Nn]ote|EDITOR[’']S NOTE|CLARIFICATION|Clarification|ERRATUM|Erratum|Corrigendum)\b(?:[^\n:.]{0,40}[:.]|[ \t]*\n\s*)|\b[Aa]n? (?:earlier|previous) version of th(?:is|e|at) (?:page|story|article|report|post|text|list|release)\b",
    re.M,
)
_CORRECTS = compiled(
    r"\b(?:was|were|had|put|gave|given|said|stated|earlier|version|post|issue|should|error|wrong\w*)\b"
)


def notes_of_correction(readings: Sequence[Reading]) -> list[Conflict]:
    """What a note of correction gives as told before, and what it puts in its place: numbers, else its first two statements."""
    found = []
    for reading in readings:
        text = reading.document.text
        placed = Placed(reading.claims, lambda claim: claim.evidence.start)
        told_to = -1
        for note in _NOTE.finditer(text):
            if note.start() < told_to:
                continue  # "CORRECTION: An earlier version of this story ..."
            stop = text.find("\n", note.end())
            end = len(text) if stop < 0 else stop
            inside = placed.between(note.start(), end)
            told_to = end
            if not _CORRECTS.search(text, note.end(), end):
                continue
            counts = [(reading, c, f) for c in inside for f in c.figures if f.unit not in ("years", "days") and f.value]
            pair = next(((counts[0], x) for x in counts[1:] if x[2].value != counts[0][2].value), None)
            nature = "a note of correction replaces what was told"
            if pair:
                found.append(conflict_of("note_of_correction", "correction", "A correction", nature, *pair))
            elif len(inside) > 1:
                sides = tuple(
                    Position(
                        f"{c.speaker or 'the text'}: {c.evidence.quote[:80]}",
                        reading.document.name,
                        c.evidence,
                        (c.id,),
                    )
                    for c in inside[:2]
                )
                found.append(Conflict("note_of_correction", "correction", "A correction", nature, sides))
    return found


def _paragraph_around(text: str, start: int, end: int) -> str:
    """The words around two numbers within their paragraph: another paragraph's "Correction" is not theirs."""
    first = max(text.rfind("\n", 0, start) + 1, start - 120)
    stop = text.find("\n", end)
    return text[first : min(end + 120, stop if stop >= 0 else len(text))]


def last_times(readings: Sequence[Reading]) -> list[Conflict]:
    """ "The last time was 2005" against a later year for the same thing."""
    found = []
    items = [
        x
        for x in all_figures(readings)
        if re.match(r"(?:last|latest|most recent)\b", x[2].population) and x[2].unit == "other"
    ]
    for i, first in enumerate(items):
        for second in items[i + 1 :]:
            a, b = first[2], second[2]
            if a.value != b.value and scope(a)[0] == scope(b)[0] and a.predicate != "other":
                found.append(
                    conflict_of(
                        "another_last_time",
                        "value",
                        "When it last happened",
                        "two years for the last time",
                        first,
                        second,
                    )
                )
        for reading in readings:
            for event in reading.events:
                year = (
                    event.date.first_day.year
                    if event.date.first_day and event.date.precision in ("day", "month", "year")
                    else None
                )
                published = first[0].published.first_day
                if (
                    event.kind != "hand_over"
                    or event.status != "occurred"
                    or first[2].predicate not in ("handed_over", "returned")
                ):
                    continue
                if year and first[2].value and year > first[2].value and published and year < published.year:
                    if any(event.evidence[0].start == c.evidence.start for x in found for c in x.positions):
                        continue
                    if any(f.value == year for _, _, f in items):
                        continue
                    here = position_of(*first)
                    there = Position(
                        f"{event.kind} in {event.date.value}", reading.document.name, event.evidence[0], event.claims
                    )
                    found.append(
                        Conflict(
                            "another_last_time", "value", "When it last happened", "a later one is told", (here, there)
                        )
                    )
    return found


def _first_two_speakers(items: Sequence[Item]) -> dict[float | None, dict[str, int]]:
    """For each number the first two who tell it, with the place: one of them is somebody else, whoever is asked about."""
    told_by: dict[float | None, dict[str, int]] = defaultdict(dict)
    for _, claim, figure in sorted(items, key=lambda item: item[2].evidence.start):
        speakers = told_by[figure.value]
        if claim.speaker and len(speakers) < 2:
            speakers.setdefault(claim.speaker, figure.evidence.start)
    return told_by


def corrections(readings: Sequence[Reading]) -> list[Conflict]:
    """A correction gives the wrong number and the right one in one breath."""
    found = []
    for reading in readings:
        items = [(reading, claim, figure) for claim in reading.claims for figure in claim.figures]
        told_by = _first_two_speakers(items)
        for i, first in enumerate(items):
            for second in items[i + 1 : i + 3]:
                a, b = first[2], second[2]
                start, end = sorted((a.evidence.start, b.evidence.start))
                at_once = _NOT.fullmatch(reading.document.text[a.evidence.end : b.evidence.start])
                if (
                    a.value == b.value
                    or (a.unit != b.unit and not at_once)
                    or (a.unit in ("years", "days") and at_once)
                    or end - start >= 200
                ):
                    continue  # "three such cases, not a dozen": the second counts what the first does
                words = _paragraph_around(reading.document.text, start, end)
                between = reading.document.text[start:end]
                marked = re.search(
                    r"\b(?:[Cc]orrection|earlier version|mis(?:stated|reported|quoted)|in error|erroneously|incorrect(?:ly)?|wrongly)\b",
                    words,
                )
                contrast = re.search(
                    r"\bnot\s+(?:the\s+)?$|\b(?:not|rather than|instead of)\s*$", between
                ) or re.search(r"(?:,|\bbut)\s+not\s+$", between)
                disputed = contrast and any(
                    speaker != second[1].speaker and place < start for speaker, place in told_by[b.value].items()
                )
                if disputed and "." not in between:
                    found.append(
                        conflict_of(
                            "not_what_was_said",
                            "value",
                            f"What was said of {b.population}",
                            "one speaker denies another's number",
                            first,
                            second,
                        )
                    )
                elif (contrast and "." not in between) or (marked and scope(a) == scope(b)):
                    found.append(
                        conflict_of(
                            "corrected",
                            "correction",
                            f"Corrected figure: {a.population}",
                            "one figure replaces the other",
                            first,
                            second,
                        )
                    )
    return found
