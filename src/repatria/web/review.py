"""What the review page shows of a document: the text cut into marked pieces, and each claim beside the record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from repatria.registry.figures.statement import Figure
from repatria.registry.sources.beside import Beside, Record
from repatria.registry.sources.documents import PROPOSED, ClaimDecision, Document, ProposedClaim
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.proposals import statement_of
from repatria.registry.sources.said import ASSERTED, HEDGED, TO_BE_CHOSEN

CLAIMS_A_PAGE = 40
_AROUND = 400  # code points on each side of a claim that is being corrected
_CONFLICTS_A_CARD = 4
_COLUMN_LINES = 3  # lines in a row that make a table


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. claim: the shortest claim that covers it, if any; numbers: all claims that do.

    begins: the claims that begin with it; figure: a number stands there.
    """

    words: str
    claim: ProposedClaim | None
    numbers: str
    begins: Sequence[int]
    figure: bool


def pieces(text: str, start: int, end: int, claims: Sequence[ProposedClaim]) -> Iterator[Piece]:
    """The text from start to end, cut wherever a claim or one of its figures begins or ends; nothing left out."""
    spans = [(f["evidence"]["start"], f["evidence"]["end"]) for claim in claims for f in claim.content["figures"]]
    places = {start, end, *(place for claim in claims for place in (claim.start, claim.end))}
    places |= {place for span in spans for place in span}
    cuts = sorted(place for place in places if start <= place <= end)
    for left, right in pairwise(cuts):
        over = [claim for claim in claims if claim.start <= left and right <= claim.end]
        yield Piece(
            text[left:right],
            min(over, key=lambda claim: claim.end - claim.start, default=None),
            " ".join(str(claim.number) for claim in over),
            [claim.number for claim in over if claim.start == left],
            any(first <= left and right <= last for first, last in spans),
        )


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a claim within those that stand before and after it."""

    before: str
    words: str
    after: str


def around(claim: ProposedClaim) -> Around:
    """A claim as it stands in its text, with enough on both sides to judge a correction."""
    text, start, end = claim.document.text, claim.start, claim.end
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    return Around("…" * (first > 0) + before, text[start:end], after + "…" * (last < len(text)))


_COLUMNS = re.compile(r"\S(?: {2,}| *\t *| *\| *)\S")


def in_columns(text: str) -> bool:
    """Whether lines stand in columns made by spaces, tabs or strokes: a table that only even letters keep readable."""
    return any(
        all(_COLUMNS.search(line) for line in lines)
        for lines in zip(*(text.splitlines()[skip:] for skip in range(_COLUMN_LINES)), strict=False)
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of a claim: as proposed, and the record beside it. figure: None where it has no number to cite."""

    quote: str
    figure: Figure | None
    beside: Sequence[Beside]

    @property
    def told_as_a_fact(self) -> bool:
        """Whether it is said as one, if with reserve: what is denied or promised is laid beside nothing."""
        return self.figure is not None and self.figure.said in (ASSERTED, HEDGED)


@dataclass(frozen=True, slots=True)
class Card:
    """A claim on the page. conflicts: those inside the document that it is part of; cited: its standing figures."""

    claim: ProposedClaim
    rows: Sequence[Row]
    conflicts: Sequence[dict[str, Any]]
    cited: Sequence[CitedFigure]
    decisions: Sequence[ClaimDecision]

    @property
    def decision(self) -> ClaimDecision | None:
        """The last one."""
        return self.decisions[-1] if self.decisions else None

    @property
    def against_the_record(self) -> bool:
        """Whether some figure excludes one of the record."""
        return any(other.conflict for row in self.rows for other in row.beside)

    @property
    def to_be_chosen(self) -> str:
        """The way of saying a number for which a person must choose how it is cited: denied, refuted, conditional."""
        said = (row.figure.said for row in self.rows if row.figure is not None)
        return next((way for way in said if way in TO_BE_CHOSEN), "")

    @property
    def conflicts_shown(self) -> Sequence[dict[str, Any]]:
        """The first of its conflicts."""
        return self.conflicts[:_CONFLICTS_A_CARD]

    @property
    def more_conflicts(self) -> int:
        """How many there are besides."""
        return max(0, len(self.conflicts) - _CONFLICTS_A_CARD)

    @property
    def attribution(self) -> str:
        """From the outlet nearest to the speaker to the document."""
        return " → ".join(self.claim.content["attribution"][:-1])

    @property
    def dates(self) -> list[dict[str, Any]]:
        """Time expressions of the claim that could be resolved."""
        return [date for date in self.claim.content["dates"] if date["value"]]


def cards(claims: Sequence[ProposedClaim], record: Record) -> list[Card]:
    """Each claim beside the record; figures cited from the claim itself are not laid beside it."""
    decisions: dict[int, list[ClaimDecision]] = defaultdict(list)
    for decision in ClaimDecision.objects.filter(claim__in=claims).order_by("id"):
        decisions[decision.claim_id].append(decision)
    cited: dict[int, list[CitedFigure]] = defaultdict(list)
    for figure in CitedFigure.objects.filter(passage__claim__in=claims).select_related("passage").order_by("id"):
        cited[figure.passage.claim_id].append(figure)
    near = _near(claims)
    return [_card(claim, record, decisions[claim.pk], cited[claim.pk], near) for claim in claims]


def _near(claims: Sequence[ProposedClaim]) -> list[dict[str, Any]]:
    """Conflicts of the document that touch the stretch of these claims: a long text may have thousands of others."""
    if not claims:
        return []
    start, end = min(claim.start for claim in claims), max(claim.end for claim in claims)
    named = {claim.reference for claim in claims}
    return [
        conflict
        for conflict in claims[0].document.conflicts
        if any(
            (position["evidence"]["start"] < end and start < position["evidence"]["end"])
            or not named.isdisjoint(position["claims"])
            for position in conflict["positions"]
        )
    ]


def _card(
    claim: ProposedClaim,
    record: Record,
    decisions: list[ClaimDecision],
    cited: list[CitedFigure],
    near: Sequence[dict[str, Any]],
) -> Card:
    own = {figure.pk for figure in cited}
    rows = []
    for figure in claim.content["figures"]:
        proposed = statement_of(figure, claim)
        beside = record.beside(proposed, leave_out=own) if proposed else ()
        rows.append(Row(figure["evidence"]["quote"], proposed, beside))
    conflicts = [conflict for conflict in near if _is_about(conflict, claim)]
    standing = [figure for figure in cited if figure.corrected_seq is None]
    return Card(claim, rows, conflicts, standing, decisions)


def _is_about(conflict: dict[str, Any], claim: ProposedClaim) -> bool:
    return any(
        claim.reference in position["claims"]
        or (claim.start < position["evidence"]["end"] and position["evidence"]["start"] < claim.end)
        for position in conflict["positions"]
    )


def progress(document: Document) -> dict[str, int]:
    """How many claims there are, and how many are decided."""
    decided = Count("pk", filter=~Q(state=PROPOSED))
    return document.claims.aggregate(total=Count("pk"), decided=decided)


def page_of(number: int) -> int:
    """The first claim of the page on which a claim stands."""
    return (number - 1) // CLAIMS_A_PAGE * CLAIMS_A_PAGE + 1


def claim_address(number: int, document: int) -> str:
    """Where a claim stands on the page of its document."""
    first = page_of(number)
    query = f"?from={first}" if first > 1 else ""
    return f"{reverse('document', args=[document])}{query}#claim-{number}"


def next_open(claim: ProposedClaim) -> ProposedClaim | None:
    """The next claim to decide after this one, or the first that was passed over."""
    waiting = claim.document.claims.filter(state=PROPOSED).order_by("number")
    return waiting.filter(number__gt=claim.number).first() or waiting.first()
