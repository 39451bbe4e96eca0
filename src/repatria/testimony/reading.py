"""Reading a document: furniture off, dates resolved, speakers found, figures and events placed, claims put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from repatria.problems import Problem
from repatria.testimony import claims
from repatria.testimony.canonical_spans import in_canonical, laid_open
from repatria.testimony.conflicts.comparison import conflicts
from repatria.testimony.dates import time_expressions
from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention
from repatria.testimony.dates.publication import Publication, not_before, publication
from repatria.testimony.dates.story_dates import story_dates
from repatria.testimony.events.telling import events
from repatria.testimony.model import Claim, Conflict, Document, Event, Figure, Furniture, Position, Reading
from repatria.testimony.numbers.figures_of_tables import figures_of_tables
from repatria.testimony.numbers.figures_told import figures_of
from repatria.testimony.numbers.numerals_written import FRACTION, HALF, Doubtful
from repatria.testimony.numbers.populations import Background, background
from repatria.testimony.speakers import actors
from repatria.testimony.speakers.attribution import Statement, statements
from repatria.testimony.speakers.signer import signer_of
from repatria.testimony.text import segment
from repatria.testimony.text.as_seen import as_seen
from repatria.testimony.text.documents import in_another_script, reads_as_english
from repatria.testimony.text.furniture import furniture
from repatria.testimony.text.placed import Placed, Spread
from repatria.testimony.text.segment import Sentence
from repatria.testimony.text.service_words import is_service
from repatria.testimony.text.tables import Table, tables

EDGE = 1_200  # code points at the head and the foot of a page
MAX_PARTS = 40  # numbers of a table told one by one where their total is wrong
MAX_SENTENCE = 3_000  # code points; the longest of the shared documents has 250


def read(document: Document, *, published: Dated | None = None) -> Reading:
    """Everything the document says, as proposals.

    published: the publication date someone vouches for; without it the text's own date or bounds are used.
    A document that cannot be read gives an empty reading that carries its problems. The rules read the text as the eye
    sees it (`text/as_seen.py`); spans are told in code points of the canonical text.
    """
    seen = as_seen(document.text)
    if seen is None:
        return _read(document, published)
    return in_canonical(_read(laid_open(document, seen), published), document, seen)


def _read(document: Document, published: Dated | None) -> Reading:
    """The reading of a document in whose text nothing is invisible."""
    text = document.text
    unknown = published or Dated(None, "unknown", "the text gives no date")
    if not text.strip() or not reads_as_english(document):
        return Reading(document, unknown, (), None, (), (), (), (), document.problems)
    rows = segment.lines(text)
    parts, title = furniture(text, rows, document.aside)
    skipped = {part.span.start for part in parts} | ({title.start} if title else set())
    blocks = segment.paragraphs(
        text, [row if row[0] not in skipped or row[0] == row[1] else (row[0], row[0]) for row in rows]
    )
    sentences, endless = _readable(text, segment.sentences(text, blocks), document.name)
    service = [s for s in sentences if is_service(text[s.start : s.end], edge=_at_edge(s, text))]
    parts = sorted(
        [*parts, *(Furniture("service", Span.of(text, s.start, s.end)) for s in service)], key=lambda p: p.span.start
    )
    served = set(service)
    sentences = [s for s in sentences if s not in served]
    flat = segment.flat(text)
    found = time_expressions.find(flat)
    when = publication(segment.lined(text), found, sentences, parts, given=published, stated=document.stated)
    told = story_dates(text, flat, found, sentences, when.date)
    if when.date.latest is None and published is None:
        when = replace(when, date=not_before(when.date, told, flat, sentences))
    named = actors.mentions(flat)
    quotes = [quote for block in blocks for quote in segment.quotations(text, *block)]
    said = statements(flat, sentences, quotes, named, signer_of(text, named), text)
    grids = tables(text)
    about = background(
        flat, named, [*([(title.start, title.end)] if title else []), *((s.start, s.end) for s in sentences)]
    )
    figures, doubtful = figures_of(text, flat, about, _outside_tables(sentences, grids), told, named, when.date, found)
    figures += figures_of_tables(text, grids, about, when.date)
    made = _claims(text, flat, document.name, said, figures, told)
    happened = events(text, flat, sentences, told, named, when.date, said)
    made, happened = _linked(made, happened)
    reading = Reading(
        document,
        when.date,
        tuple(parts),
        title,
        tuple(told),
        tuple(made),
        tuple(happened),
        (),
        (*document.problems, *endless, *_of_numerals(document, doubtful), *_problems(document, made)),
    )
    return _with_conflicts(reading, when, grids)


def _at_edge(s: Sentence, text: str) -> bool:
    """Whether a sentence stands where pages print their small print."""
    return s.start < EDGE or s.start > len(text) - EDGE


def _readable(text: str, found: Sequence[Sentence], name: str) -> tuple[list[Sentence], list[Problem]]:
    """Sentences in the letters of the rules and of a length that people write; the rest is named and left out."""
    foreign = [s for s in found if in_another_script(text, s.start, s.end)]
    kept = [s for s in found if s.end - s.start <= MAX_SENTENCE and s not in foreign]
    problems = [
        Problem(
            name,
            f"code point {s.start}",
            f"a sentence of {s.end - s.start:,} characters; the limit is {MAX_SENTENCE:,}; left out",
        )
        for s in found
        if s.end - s.start > MAX_SENTENCE
    ]
    if foreign:
        place = f"code point {foreign[0].start}"
        problems.append(Problem(name, place, f"sentences in another script, left out: {len(foreign)}"))
    return kept, problems


def _of_numerals(document: Document, doubtful: Sequence[Doubtful]) -> list[Problem]:
    """Numerals that give no figure, each with the reason."""
    found = []
    for numeral in doubtful:
        place, words = f"code point {numeral.start}", numeral.words
        if numeral.why == HALF:
            why = f"“{words}” may be half of a number broken at the end of a line; no number is proposed"
        elif numeral.why == FRACTION:
            why = f"“{words}” is no whole number of what it counts; no number is proposed"
        else:
            why = f"“{words}” can be read in two ways; no number is proposed"
        found.append(Problem(document.name, place, why))
    return found


def _problems(document: Document, made: Sequence[Claim]) -> list[Problem]:
    if made:
        return []
    return [Problem(document.name, "document", "nothing in the text reads as a statement")]


def _with_conflicts(reading: Reading, when: Publication, grids: Sequence[Table]) -> Reading:
    found = conflicts([reading], {reading.document.name: when})
    for grid in grids:
        for cell, above, added_up in grid.wrong_totals():
            whole = f"{cell.value:,} as {cell.row}"
            named = [(whole, cell), *((f"{part.value:,}", part) for part in above[:MAX_PARTS])]
            positions = tuple(
                Position(value, reading.document.name, Span.of(reading.document.text, part.start, part.end))
                for value, part in named
            )
            parts = " + ".join(f"{part.value:,}" for part in above[:MAX_PARTS])
            more = f" + ... ({len(above):,} numbers)" if len(above) > MAX_PARTS else ""
            nature = f"{parts}{more} = {added_up:,}"
            found.append(Conflict("total_differs_from_sum", "sum", f"Total of {cell.column}", nature, positions))
    return replace(reading, conflicts=tuple(found))


def _outside_tables(sentences: Sequence[Sentence], grids: Sequence[Table]) -> list[Sentence]:
    inside = Spread((grid.start, grid.end) for grid in grids)
    return [s for s in sentences if not inside.holds(s.start)]


def _claims(
    text: str, flat: str, name: str, said: Sequence[Statement], figures: Sequence[Figure], told: Sequence[TimeMention]
) -> list[Claim]:
    made: list[Claim] = []
    owned: set[tuple[int, int]] = set()
    counted = Placed(figures, lambda f: f.evidence.start)
    dated = Placed(told, lambda d: d.span.start)
    for statement in said:
        around = counted.between(statement.start, statement.end)
        mine = [f for f in around if (f.evidence.start, f.evidence.end) not in owned]
        for piece in claims.cut(flat, statement, mine):
            if statement.role in ("promised", "refuted"):
                mine = []
            item = claims.claim(
                text, flat, name, f"c{len(made) + 1}", piece, mine, dated.between(statement.start, statement.end)
            )
            owned.update((f.evidence.start, f.evidence.end) for f in item.figures)
            made.append(item)
    missed = [f for f in figures if (f.evidence.start, f.evidence.end) not in owned]
    return _adopt(made, missed)


def _adopt(made: list[Claim], missed: Sequence[Figure]) -> list[Claim]:
    """A figure outside every statement (in the words around "he said") goes to the nearest claim of its sentence."""
    adopted: dict[int, list[Figure]] = defaultdict(list)
    order = Placed(range(len(made)), lambda i: made[i].evidence.start)
    for figure in missed:
        at = order.holding(figure.evidence.start)
        after = order.between(figure.evidence.end, figure.evidence.end + 200)
        near = ([at] if at is not None else []) + after[:1]
        if near:
            nearest = min(
                near,
                key=lambda i: max(
                    made[i].evidence.start - figure.evidence.end, figure.evidence.start - made[i].evidence.end, 0
                ),
            )
            adopted[nearest].append(figure)
    for index, figures in adopted.items():
        made[index] = replace(made[index], figures=(*made[index].figures, *figures))
    return made


def _linked(made: list[Claim], happened: list[Event]) -> tuple[list[Claim], list[Event]]:
    """Claims and events that share words know each other."""
    linked_events = []
    placed = Placed(made, lambda c: c.evidence.start)
    by_claim: dict[str, list[str]] = {}
    for event in happened:
        ids = list(dict.fromkeys(c.id for span in event.evidence for c in placed.between(span.start, span.end)))
        linked_events.append(replace(event, claims=tuple(ids)))
        for identity in ids:
            by_claim.setdefault(identity, []).append(event.id)
    return [replace(c, events=tuple(by_claim[c.id])) if c.id in by_claim else c for c in made], linked_events


__all__ = ["Background", "read"]
