"""What a party undertook, as the document tells it: by whom, how much, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from repatria.testimony.dates.dated_spans import Dated, Span
from repatria.testimony.model import Claim, Event, Figure
from repatria.testimony.speakers.actors import mentions
from repatria.testimony.text.as_seen import as_seen
from repatria.testimony.text.first_characters import compiled

_PROMISE = compiled(
    r"\b(?:agree[sd] (?:to|on|that)|pledge[sd]|promise[sd]|vow(?:s|ed)|commit(?:s|ted) (?:itself |themselves |himself |herself )?to|undert(?:ook|akes) to|guarantee[sd] to)\b",
    re.I,
)
_UNPROMISED = compiled(
    r"(?:\b(?:not|never|\w+n[’']t|yet to|without|refus\w+ to)\s+(?:\w+ ){0,2}|\b(?:the|a|its|their|his|her|this|that|long-)\s*(?:\w+ly )?)$",
    re.I,
)
_CAPITALISED = compiled(r"\b[A-Z][a-z]+\b")
_PARTS_AGAIN = compiled(r"[;:]|,\s+(?:but|while|whereas|and)\s")


def promise_in(words: str) -> re.Match[str] | None:
    """The verb by which somebody undertakes something; "the promised boxes" and "never agreed to" are none."""
    return next((m for m in _PROMISE.finditer(words) if not _UNPROMISED.search(words, 0, m.start())), None)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One undertaking. by: ids of those named before the word of promising, else of the speaker, else of the parties to the
    agreement told; makers: their names, in that order. deadline: a date ahead, if one is told.
    """

    id: str
    text: str
    by: tuple[str, ...]
    makers: tuple[str, ...]
    claim: str
    evidence: Span
    quantity: tuple[Figure, ...]
    deadline: Dated | None

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``commitments``."""
        return {
            "id": self.id,
            "text": self.text,
            "by": list(self.by),
            "makers": list(self.makers),
            "claims": [self.claim],
            "evidence": self.evidence.as_dict(),
            "quantity": [figure.as_dict() for figure in self.quantity],
            "deadline": self.deadline.as_dict() if self.deadline else None,
        }


def commitments(claims: Sequence[Claim], events: Sequence[Event], published: Dated) -> list[Commitment]:
    """The commitments among the claims, in order of place."""
    agreed = {event.id: event for event in events if event.kind == "agreement"}
    known = {i for event in events for i in event.participant_ids} | {c.speaker_id for c in claims if c.speaker_id}
    names = _names(claims, events)
    found: list[Commitment] = []
    for claim in claims:
        if claim.kind != "commitment":
            continue
        parties = tuple(i for e in claim.events if e in agreed for i in agreed[e].participant_ids)
        by = _makers(claim, known) or tuple(dict.fromkeys(parties))
        ahead = [d.date for d in claim.dates if _after(d.date, published)]
        words = _words(claim)
        deadline = ahead[0] if ahead else None
        makers = tuple(({m.id: m.name for m in mentions(words)} | names).get(i, i) for i in by)
        found.append(
            Commitment(f"k{len(found) + 1}", words, by, makers, claim.id, claim.evidence, claim.figures, deadline)
        )
    return found


def _names(claims: Sequence[Claim], events: Sequence[Event]) -> dict[str, str]:
    """Id -> name of everybody who speaks in the document or takes part in what it tells."""
    names = {c.speaker_id: c.speaker for c in claims if c.speaker_id and c.speaker}
    for event in events:
        if len(event.participant_ids) == len(event.participants):
            names |= dict(zip(event.participant_ids, event.participants, strict=True))
    return names


def _makers(claim: Claim, known: Set[str]) -> tuple[str, ...]:
    """Those who undertake it: the subjects of the verb of promising in the words of the claim, or its speaker.

    known: ids of the document, by which a surname alone ("Kim and Trump agreed") is known again.
    """
    words = _words(claim)
    promise = promise_in(words)
    if promise is not None:
        begins = max((m.end() for m in _PARTS_AGAIN.finditer(words, 0, promise.start())), default=0)
        named = [(m.start, m.id) for m in mentions(words) if m.kind in ("person", "state", "organisation")]
        named += [(m.start(), m[0].upper()) for m in _CAPITALISED.finditer(words) if m[0].upper() in known]
        makers = dict.fromkeys(i for at, i in sorted(named) if begins <= at < promise.start())
        if makers:
            return tuple(makers)
    return (claim.speaker_id,) if claim.speaker_id else ()


def _words(claim: Claim) -> str:
    """The words of a claim as the eye sees them."""
    seen = as_seen(claim.evidence.quote)
    return " ".join((claim.evidence.quote if seen is None else seen.text).split())


def _after(date: Dated, published: Dated) -> bool:
    return bool(date.last_day and published.last_day and date.last_day > published.last_day)
