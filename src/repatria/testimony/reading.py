"""Reading a document: furniture off, dates resolved, speakers found, figures and events placed, claims put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.problems import Problem
from repatria.testimony import actors, claims, dates, segment, time_expressions
from repatria.testimony.attribution import Speaker, Statement, statements
from repatria.testimony.conflicts import conflicts
from repatria.testimony.documents import reads_as_english
from repatria.testimony.events import events, nearest_date
from repatria.testimony.furniture import furniture
from repatria.testimony.history import war_years, wars_in
from repatria.testimony.lexicon import PREDICATE
from repatria.testimony.model import (
    Claim,
    Conflict,
    Dated,
    Document,
    Event,
    Figure,
    Position,
    Reading,
    Span,
    TimeMention,
)
from repatria.testimony.placed import Placed
from repatria.testimony.populations import Background, Population, background, population
from repatria.testimony.publication import Publication, publication
from repatria.testimony.quantities import Quantity, quantities
from repatria.testimony.segment import Sentence
from repatria.testimony.tables import Table, tables

MAX_SENTENCE = 3_000  # code points; the longest of the shared documents has 250
HEADING = 800  # code points within which "Statement of ..." heads a text
SURROUNDINGS = 20_000  # code points on each side that tell which armistice an anniversary means
_STOCK = frozenset(["missing", "unaccounted_for", "held", "lost_at_sea", "buried"])
_LAST_TIME = re.compile(
    r"\b[Tt]he (?P<which>last|latest|most recent|first|previous) (?:time|known|such|one|successful)?\b(?P<what>[^.;]{0,90}?)\b(?:was|were|took place|came|occurred|happened)\s+(?:back\s+)?(?:in\s+)?(?P<y>(?:19|20)\d\d)\b"
)
_AS_OF = re.compile(r"\b[Aa]s of\s+$|\b(?:by|at) the (?:end|beginning|start) of\s+$")
_SIGNED = re.compile(
    r"(?:^|\n)[ \t]*(?:Sincerely|Respectfully(?: yours)?|Yours (?:sincerely|faithfully|truly)|Faithfully(?: yours)?|With (?:kind|best) regards|Kind regards|Very respectfully)[ \t\r]*,?[ \t\r]*\n\s{0,40}(?:/s/\s*)?(?P<who>[A-Z][^\n]{2,60})"
)


def read(document: Document, *, published: Dated | None = None) -> Reading:
    """Everything the document says, as proposals.

    published: the publication date someone vouches for; without it the text's own date or bounds are used.
    A document that cannot be read gives an empty reading that carries its problems.
    """
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
    sentences, endless = _readable(segment.sentences(text, blocks), document.name)
    flat = segment.flat(text)
    found = time_expressions.find(flat)
    when = publication(segment.lined(text), found, sentences, parts, given=published, stated=document.stated)
    told = _dates(text, flat, found, sentences, when.date)
    named = actors.mentions(flat)
    quotes = [quote for block in blocks for quote in segment.quotations(text, *block)]
    said = statements(flat, sentences, quotes, named, _signer(text, named), text)
    grids = tables(text)
    about = background(
        flat, named, [*([(title.start, title.end)] if title else []), *((s.start, s.end) for s in sentences)]
    )
    figures = _figures(
        text, flat, about, [s for s in sentences if not _in_table(s, grids)], told, named, when.date, found
    )
    figures += _cells(text, grids, about, when.date)
    made = _claims(text, flat, document.name, said, figures, told)
    happened = events(text, flat, sentences, told, named, when.date)
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
        (*document.problems, *endless, *_problems(document, made)),
    )
    return _with_conflicts(reading, when, grids)


def _readable(found: Sequence[Sentence], name: str) -> tuple[list[Sentence], list[Problem]]:
    """Sentences of a length that people write; the rest is named and left out, so that no text can hold up the reading."""
    kept = [s for s in found if s.end - s.start <= MAX_SENTENCE]
    problems = [
        Problem(
            name,
            f"code point {s.start}",
            f"a sentence of {s.end - s.start:,} characters; the limit is {MAX_SENTENCE:,}; left out",
        )
        for s in found
        if s.end - s.start > MAX_SENTENCE
    ]
    return kept, problems


def _problems(document: Document, made: Sequence[Claim]) -> list[Problem]:
    if made:
        return []
    return [Problem(document.name, "document", "nothing in the text reads as a statement")]


def _with_conflicts(reading: Reading, when: Publication, grids: Sequence[Table]) -> Reading:
    found = conflicts([reading], {reading.document.name: when})
    for grid in grids:
        for cell, above in grid.wrong_totals():
            parts = " + ".join(f"{c.value:,}" for c in above)
            positions = [
                Position(
                    f"{cell.value:,} as {cell.row}",
                    reading.document.name,
                    Span.of(reading.document.text, cell.start, cell.end),
                )
            ]
            positions += [
                Position(f"{c.value:,}", reading.document.name, Span.of(reading.document.text, c.start, c.end))
                for c in above
            ]
            nature = f"{parts} = {sum(c.value for c in above):,}"
            found.append(Conflict("total_differs_from_sum", "sum", f"Total of {cell.column}", nature, tuple(positions)))
    return replace(reading, conflicts=tuple(found))


def _in_table(s: Sentence, grids: Sequence[Table]) -> bool:
    return any(grid.start <= s.start < grid.end for grid in grids)


def _cells(text: str, grids: Sequence[Table], about: Background, published: Dated) -> list[Figure]:
    """Every number of the tables as a figure."""
    return [
        Figure(
            c.value, c.value, c.value, "approx" if c.about else "exact", c.unit, c.predicate, ", ".join(filter(None, (c.row.strip(), _war_of(c.row, about) if _war_of(c.row, about) != c.row.strip() else None))), None, None,
            claims.as_of(published) if c.predicate in _STOCK else None, Span.of(text, c.start, c.end), about.nation, _war_of(c.row, about), False, c.row.strip(),
        )
        for grid in grids
        for row in grid.rows
        for c in row
    ]  # fmt: skip


def _war_of(row: str, about: Background) -> str | None:
    """The war that a row of a table names, else the document's; a total over several wars has none."""
    named = wars_in(row)
    if named:
        return named[0][2]
    return about.war


_ADDRESSED = re.compile(r"(?:^|\n)[ \t]*(?:Dear|To)\b")
_STATEMENT_OF = re.compile(
    r"(?:^|\n)[ \t]*(?:(?i:opening |prepared |written )?(?i:statement|testimony|remarks|address|speech))[ \t]*\n?[ \t]*(?i:of|by)[ \t]*\n?[ \t]*(?:(?i:the )?(?i:hon(?:ou?rable|\.) ))?(?P<who>[A-Z][^\n,;:]{2,60})"
)


def _signer(text: str, named: Sequence[actors.Mention]) -> Speaker | None:
    """Who signs, when the text is a letter; who speaks, when it is headed as someone's statement."""
    match = _SIGNED.search(text)
    if match is None or not _ADDRESSED.search(text):
        match = _STATEMENT_OF.search(text, 0, HEADING)
        if match is None or not re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b", text[match.end() :]):
            return None
    name = match["who"].strip().rstrip(",")
    name = name.title() if name.isupper() else name
    for mention in named:
        if mention.kind == "person" and match.start("who") <= mention.start < match.end("who"):
            return Speaker(mention.name, mention.id)
    name = re.split(r",|\s{2,}", name)[0]
    return Speaker(name, re.sub(r"\W+", "_", name.split()[-1].upper()).strip("_"))


def _dates(
    text: str, flat: str, found: Sequence[time_expressions.Expression], sentences: Sequence[Sentence], published: Dated
) -> list[TimeMention]:
    """Every time expression of the sentences, resolved in order, so that "days later" knows what came before."""
    told: list[TimeMention] = []
    previous: Dated | None = None
    at = 0
    for s in sentences:
        sentence = flat[s.start : s.end]
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
                previous=previous,
            )
            told.append(TimeMention(Span.of(text, e.start, e.end), date, e.relative))
            if date.known and e.kind not in ("span", "fiscal", "then"):
                sharper = (
                    previous is None or date.precision == "day" or previous.precision != "day" or e.kind != "month"
                )
                previous = date if sharper else previous
            at += 1
    return told


def _figures(
    text: str,
    flat: str,
    about: Background,
    sentences: Sequence[Sentence],
    told: Sequence[TimeMention],
    named: Sequence[actors.Mention],
    published: Dated,
    found: Sequence[time_expressions.Expression],
) -> list[Figure]:
    figures: list[Figure] = []
    seen: set[tuple[float | None, str]] = set()
    before: tuple[Quantity, Population] | None = None
    paragraph = -1
    spans = Placed([(e.start, e.end) for e in found], lambda span: span[0])
    dated = Placed(told, lambda d: d.span.start)
    people = Placed(named, lambda m: m.start)
    for s in sentences:
        if s.paragraph != paragraph:
            paragraph = s.paragraph
            before = None if before and not _continues(flat, s) else before
        inside = dated.between(s.start, s.end)
        near = spans.between(s.start, s.end)
        if not _NUMBERED.search(flat, s.start, s.end):
            continue
        words = segment.tokens(flat, s.start, s.end)
        for quantity in quantities(flat, words, near, before[0] if before else None):
            whom = population(
                flat, quantity, (s.start, s.end), people.between(s.start, s.end), about, before[1] if before else None
            )
            repeated = quantity.definite and (quantity.number.value, quantity.unit) in seen
            lasting = quantity.unit != "other" or (quantity.number.value or 0) >= 2
            if lasting and quantity.unit not in ("years", "days") and quantity.number.kind != "ratio":
                before = (quantity, whom)
            if repeated:
                continue
            seen.add((quantity.number.value, quantity.unit))
            figures.append(_figure(text, flat, quantity, whom, inside, published))
        figures.extend(_last_time(text, flat, s))
    return figures


_NUMBERED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|"
    r"hundreds?|thousands?|millions?|dozens?|scores?|half|third|quarter|tens|several|few|single|lone)\b",
    re.I,
)
_CONTINUES = re.compile(
    r"^.{0,40}\b(?:[Oo]f|[Aa]mong)\s+(?:those|them|these|whom)\b|\b(?:[Ii]t|[Tt]hat) (?:is|was)\b|\b(?:the|that|this) (?:number|figure|total|count)\b"
)


def _continues(flat: str, s: Sentence) -> bool:
    """Whether a paragraph goes on counting what the one before it counted."""
    opening = flat[s.start : min(s.end, s.start + 60)]
    return bool(_CONTINUES.search(opening))


def _figure(
    text: str, flat: str, q: Quantity, whom: Population, inside: Sequence[TimeMention], published: Dated
) -> Figure:
    as_of: str | None = None
    period: str | None = None
    stated = [d for d in inside if _AS_OF.search(flat[max(0, d.span.start - 30) : d.span.start])]
    if stated:
        as_of = stated[0].date.value
    at_once = [
        d
        for d in inside
        if 0 <= d.span.start - q.end <= 4 and re.fullmatch(r"\s+in\s+|\s+", flat[q.end : d.span.start]) and d.date.value
    ]
    if q.predicate in _STOCK and at_once:
        as_of = at_once[0].date.value
    date = nearest_date([d for d in inside if d not in stated], q.start, q.end, flat, q.predicate)
    if q.predicate in _STOCK:
        as_of = as_of or claims.as_of(published)
    elif date is not None and date.known:
        period = _period(date)
    elif q.predicate == "died" and whom.war and (years := war_years(whom.war)):
        period = f"{years[0][:4]}..{years[1][:4]}"
    elif q.predicate in ("identified", "recovered", "returned"):
        as_of = as_of or claims.as_of(published)
    return Figure(
        q.number.value, q.number.low, q.number.high, q.qualifier, q.unit, q.predicate, whom.words, q.place, period, as_of,
        Span.of(text, q.start, q.end), whom.nation, whom.war, q.anaphoric,
    )  # fmt: skip


def _period(date: Dated) -> str | None:
    if date.precision in ("interval",) and date.earliest and date.latest:
        return f"{date.earliest}..{date.latest}"
    return date.value


def _last_time(text: str, flat: str, s: Sentence) -> list[Figure]:
    """ "The last time a hand-over took place was in 2007": the year is the figure."""
    found = []
    for match in _LAST_TIME.finditer(flat, s.start, s.end):
        trigger = PREDICATE.search(match["what"].lower())
        y = int(match["y"])
        found.append(
            Figure(
                y, y, y, "exact", "other", (trigger.lastgroup if trigger else None) or "other", f"{match['which']}{match['what'].rstrip()}".strip(),
                None, str(y), None, Span.of(text, match.start("y"), match.end("y")),
            )
        )  # fmt: skip
    return found


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
            made[nearest] = replace(made[nearest], figures=(*made[nearest].figures, figure))
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
    linked_claims = [replace(c, events=tuple(by_claim.get(c.id, ()))) for c in made]
    return linked_claims, linked_events


__all__ = ["Background", "read"]
