"""One thing dated two ways: "the telegram says Nov. 30, the morning report Dec. 1"; a document dated two ways."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.dates.publication import Publication
from repatria.testimony.model import Conflict, Position, Reading
from repatria.testimony.text.first_characters import compiled

_NEAR = 140  # code points between the two dates
_PAPER = r"(?:telegram|cable|report|record|card|file|log|logbook|diary|ledger|register|roll|bulletin|letter|certificate|headstone|stone|plaque|tag|list|notice|statement|return|minutes|board|newspaper|website|summary|communiqu[eé]|account)s?"
_GIVES = r"(?:says?|said|gives?|gave|has|had it|reads?|records?|recorded|shows?|showed|puts?|lists?|listed|names?|dates? it|insists?|told us)"
_FIRST = compiled(rf"\b{_GIVES}\b(?! that\b)[^.;:]{{0,30}}$")
_SECOND = compiled(rf"\b{_PAPER}(?:\s+{_GIVES})?(?:\s+(?:on|it was|it was on))?\s+$")
_OTHER_MATTER = compiled(r"\b(?:until|to|through|then|later|afterwards?)\b")


def date_of_publication(name: str, publication: Publication) -> list[Conflict]:
    """The date of the page against that of an officer, or the date of either against what the text tells.

    Each side says whose date it is: of the page, given, or of the content.
    """
    rejected, witness, page = publication.rejected_date, publication.witness, publication.rejected
    if rejected is None or witness is None:
        return []
    given = publication.date.basis == "given"
    first = Position(f"{_written(rejected)} ({'page' if page else 'given'})", name, page or witness)
    if page and given:
        second = Position(f"{_written(publication.date)} (given)", name, page)
        nature = "the date given is not the date of the page"
    else:
        told = _written(publication.date) if page else "another time"
        second = Position(f"{told} (content)", name, witness)
        nature = (
            f"the date {'of the page' if page else 'given'} is not the date of publication: the content excludes it"
        )
    return [Conflict("document_date", "document_date", f"Publication date of {name}", nature, (first, second))]


def _written(date: Dated) -> str:
    """A date, or the bound that is known of it: ``2018-06-22 or later``."""
    if date.value is not None:
        return date.value
    if date.earliest and not date.latest:
        return f"{date.earliest} or later"
    return f"{date.latest} or earlier" if date.latest and not date.earliest else f"{date.earliest}/{date.latest}"


def two_dates(readings: Sequence[Reading]) -> list[Conflict]:
    """Two days for one thing, the second given by a paper that is set against who or what gave the first."""
    found = []
    for reading in readings:
        text = reading.document.text
        days = [d for d in reading.dates if d.date.known and d.date.precision == "day"]
        for first, second in pairwise(days):
            between = text[first.span.end : second.span.start]
            if len(between) > _NEAR or "\n" in between or first.date.may_equal(second.date):
                continue
            lead = text[max(0, first.span.start - 60) : first.span.start]
            if _FIRST.search(lead) and _SECOND.search(between) and not _OTHER_MATTER.search(between):
                sides = (_side(reading, first), _side(reading, second))
                nature = "two papers or speakers date one thing differently"
                found.append(Conflict("two_dates", "date", "One thing, two dates", nature, sides))
    return found


def _side(reading: Reading, day: TimeMention) -> Position:
    claims = tuple(c.id for c in reading.claims if c.evidence.overlaps(day.span))
    return Position(f"{day.date.value}", reading.document.name, day.span, claims)
