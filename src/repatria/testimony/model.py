"""What a reading of a document consists of: spans, dates, figures, claims, events, conflicts. All frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from repatria.problems import Problem

if TYPE_CHECKING:
    from repatria.testimony.commitments import Commitment

QUALIFIERS = ("exact", "at_least", "more_than", "nearly", "approx", "up_to", "between", "believed")
UNITS = ("persons", "remains", "sets", "boxes", "caskets", "cases", "years", "days", "other")
PREDICATES = (
    "missing",
    "unaccounted_for",
    "died",
    "lost_at_sea",
    "recovered",
    "identified",
    "returned",
    "handed_over",
    "held",
    "buried",
    "other",
)
CLAIM_KINDS = ("fact", "figure", "claim", "opinion", "commitment", "quotation")
MODALITIES = ("asserted", "negative", "hedged", "intention", "pledge", "forecast", "refuted")
CONTEXT = 24  # code points of prefix and suffix kept with a quotation, as in the W3C TextQuoteSelector examples


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the canonical text: code points [start, end), its words, and what stands around it."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from start to end, with its context."""
        return cls(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``evidence``."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as precise as the text makes it.

    value: ISO date of reduced precision, ``start/end``, ``FY2019`` or None when it cannot be resolved.
    precision: day, month, year, interval, fiscal_year or unknown.
    basis: in words, how it was found.
    earliest, latest: first and last day (or year, when the year is all that is known) it can mean, both included.
    """

    value: str | None
    precision: str
    basis: str
    earliest: str | None = None
    latest: str | None = None

    @property
    def first_day(self) -> dt.date | None:
        """The first day it can mean."""
        if self.earliest is None:
            return None
        return dt.date.fromisoformat((self.earliest + "-01-01")[:10])

    @property
    def last_day(self) -> dt.date | None:
        """The last day it can mean."""
        if self.latest is None:
            return None
        if len(self.latest) == 4:
            return dt.date(int(self.latest), 12, 31)
        if len(self.latest) == 7:
            first = dt.date.fromisoformat(self.latest + "-01")
            return (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        return dt.date.fromisoformat(self.latest)

    @property
    def known(self) -> bool:
        """Whether any bound is known."""
        return self.earliest is not None or self.latest is not None

    def may_equal(self, other: Dated) -> bool:
        """Whether both can mean the same day; an open side never excludes."""
        a, b, c, d = self.first_day, self.last_day, other.first_day, other.last_day
        return not ((b and c and b < c) or (d and a and d < a))

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``date`` and ``published``."""
        return {
            "value": self.value,
            "precision": self.precision,
            "basis": self.basis,
            "earliest": self.earliest,
            "latest": self.latest,
        }


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in the text and what it resolves to."""

    span: Span
    date: Dated
    relative: bool

    def as_dict(self) -> dict[str, Any]:
        """Place and date together."""
        return {**self.span.as_dict(), **self.date.as_dict(), "relative": self.relative}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that never loses its unit, predicate, population, place, period and as-of date.

    value is None for a range ("200 to 400") and for a bare plural ("thousands"); low and high bound what is said.
    nation, war: the parts of the population by which figures are compared ("US", "Korean War", "all wars").
    subset: told as a part of the figure before ("of those, ..."). part: the row of a table it belongs to.
    """

    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    predicate: str
    population: str
    place: str | None
    period: str | None
    as_of: str | None
    evidence: Span
    nation: str | None = None
    war: str | None = None
    subset: bool = False
    part: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``figures``."""
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "qualifier": self.qualifier,
            "unit": self.unit,
            "predicate": self.predicate,
            "population": self.population,
            "place": self.place,
            "period": self.period,
            "as_of": self.as_of,
            "nation": self.nation,
            "war": self.war,
            "evidence": self.evidence.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the document says, at its exact place, with who says it and through whom it reached us.

    attribution: from the outlet nearest to the speaker to the document itself.
    """

    id: str
    kind: str
    speaker: str | None
    speaker_id: str | None
    attribution: tuple[str, ...]
    modality: str
    evidence: Span
    figures: tuple[Figure, ...] = ()
    dates: tuple[TimeMention, ...] = ()
    events: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``claims``."""
        return {
            "id": self.id,
            "kind": self.kind,
            "speaker": self.speaker,
            "speaker_id": self.speaker_id,
            "attribution": list(self.attribution),
            "modality": self.modality,
            "evidence": self.evidence.as_dict(),
            "figures": [figure.as_dict() for figure in self.figures],
            "dates": [date.as_dict() for date in self.dates],
            "events": list(self.events),
        }


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was to happen or failed to happen, with its date, parties and outcome."""

    id: str
    kind: str
    title: str
    date: Dated
    place: str | None
    participants: tuple[str, ...]
    participant_ids: tuple[str, ...]
    parties: tuple[str, ...]
    level: str | None
    status: str
    evidence: tuple[Span, ...]
    claims: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``events``."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "date": self.date.as_dict(),
            "place": self.place,
            "participants": list(self.participants),
            "participant_ids": list(self.participant_ids),
            "parties": list(self.parties),
            "level": self.level,
            "status": self.status,
            "claims": list(self.claims),
            "evidence": [span.as_dict() for span in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a conflict: what is said, where, in which document."""

    value: str
    document: str
    evidence: Span
    claims: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``positions``."""
        return {
            "value": self.value,
            "document": self.document,
            "claims": list(self.claims),
            "evidence": self.evidence.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both stand as they are; names the rule that found it and both places."""

    rule: str
    kind: str
    topic: str
    nature: str
    positions: tuple[Position, ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``conflicts``; ``spans`` repeats the places for readers that want only those."""
        return {
            "rule": self.rule,
            "kind": self.kind,
            "topic": self.topic,
            "nature": self.nature,
            "positions": [position.as_dict() for position in self.positions],
            "spans": [position.evidence.as_dict() for position in self.positions],
        }


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of the page that is not testimony: menu, link, clock, credit, biography."""

    kind: str
    span: Span

    def as_dict(self) -> dict[str, Any]:
        """Its kind and place."""
        return {"kind": self.kind, **self.span.as_dict()}


@dataclass(frozen=True, slots=True)
class Document:
    """A document as received: its canonical text, code point for code point, and the digests that hold it.

    text: the decoded file, no newline translation; for HTML and PDF the text extracted from it.
    sha256: of the bytes received; text_sha256: of the canonical text in UTF-8.
    stated: publication dates that the format itself carries (HTML meta elements), ISO dates with their basis.
    aside: spans [start, end) that the format marks as furniture (HTML nav, aside, footer).
    """

    name: str
    text: str
    media_type: str
    encoding: str
    sha256: str
    text_sha256: str
    stated: tuple[tuple[str, str], ...] = ()
    aside: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document; claims are proposals until a person accepts them."""

    document: Document
    published: Dated
    furniture: tuple[Furniture, ...]
    title: Span | None
    dates: tuple[TimeMention, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]

    @property
    def commitments(self) -> list[Commitment]:
        """What parties undertook, from the claims of kind commitment."""
        from repatria.testimony.commitments import commitments

        return commitments(self.claims, self.events, self.published)

    def as_dict(self) -> dict[str, Any]:
        """The form printed by ``repatria read --json``."""
        return {
            "document": {
                "name": self.document.name,
                "media_type": self.document.media_type,
                "encoding": self.document.encoding,
                "sha256": self.document.sha256,
                "text_sha256": self.document.text_sha256,
                "chars": len(self.document.text),
                "title": self.title.as_dict() if self.title else None,
                "published": self.published.as_dict(),
                "boilerplate": [part.as_dict() for part in self.furniture],
            },
            "dates": [date.as_dict() for date in self.dates],
            "claims": [claim.as_dict() for claim in self.claims],
            "events": [event.as_dict() for event in self.events],
            "commitments": [commitment.as_dict() for commitment in self.commitments],
            "conflicts": [conflict.as_dict() for conflict in self.conflicts],
            "problems": [problem.as_dict() for problem in self.problems],
        }
