"""What a party undertook, as the document tells it: by whom, how much, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from repatria.testimony.dates.dated_spans import Dated, Span
from repatria.testimony.model import Claim, Event, Figure


@dataclass(frozen=True, slots=True)
class Commitment:
    """One undertaking. by: ids of the speaker or, told by others, of the parties. deadline: a date ahead, if one is told."""

    id: str
    text: str
    by: tuple[str, ...]
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
            "claims": [self.claim],
            "evidence": self.evidence.as_dict(),
            "quantity": [figure.as_dict() for figure in self.quantity],
            "deadline": self.deadline.as_dict() if self.deadline else None,
        }


def commitments(claims: Sequence[Claim], events: Sequence[Event], published: Dated) -> list[Commitment]:
    """The commitments among the claims, in order of place."""
    agreed = {event.id: event for event in events if event.kind == "agreement"}
    found: list[Commitment] = []
    for claim in claims:
        if claim.kind != "commitment":
            continue
        parties = tuple(i for e in claim.events if e in agreed for i in agreed[e].participant_ids)
        by = (claim.speaker_id,) if claim.speaker_id else tuple(dict.fromkeys(parties))
        ahead = [d.date for d in claim.dates if _after(d.date, published)]
        words = " ".join(claim.evidence.quote.split())
        found.append(
            Commitment(
                f"k{len(found) + 1}", words, by, claim.id, claim.evidence, claim.figures, ahead[0] if ahead else None
            )
        )
    return found


def _after(date: Dated, published: Dated) -> bool:
    return bool(date.last_day and published.last_day and date.last_day > published.last_day)
