"""What a reading of a document consists of: spans, dates, figures, claims, events, conflicts. All frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from repatria.problems import Problem
from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention

if TYPE_CHECKING:
    from repatria.testimony.events.commitments import Commitment

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

    attribution: from the outlet nearest to the speaker to the document itself. speaker_assumed: no words of speech name
    the speaker; it is the likeliest subject beside what was said.
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
    speaker_assumed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``claims``."""
        return {
            "id": self.id,
            "kind": self.kind,
            "speaker": self.speaker,
            "speaker_id": self.speaker_id,
            "speaker_assumed": self.speaker_assumed,
            "attribution": list(self.attribution),
            "modality": self.modality,
            "evidence": self.evidence.as_dict(),
            "figures": [figure.as_dict() for figure in self.figures],
            "dates": [date.as_dict() for date in self.dates],
            "events": list(self.events),
        }


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was to happen or failed to happen, with its date, parties and outcome.

    assumed: no construction tells it; the words that stand around its date mean this kind most.
    """

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
    assumed: bool = False

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
            "assumed": self.assumed,
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
        from repatria.testimony.events.commitments import commitments

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
