"""What the rules look at: claims, events, accounts, relations, commitments and sources as they stood at one point."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from repatria.dates import PartialDate
from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.figures.cited import rows_at, statement
from repatria.registry.figures.statement import Figure
from repatria.registry.sources.models import Source
from repatria.registry.sources.said import ASSERTED
from repatria.registry.talks.models import Account, Engagement, Relation
from repatria.registry.talks.read import hand_overs, standings


@dataclass(frozen=True, slots=True)
class Claim:
    """A cited figure that is asserted: what is denied, promised or expected is laid beside nothing.

    counts: what it is a statement about; table, line, printed_total: its place in a table.
    """

    figure: Figure
    counts: tuple[str, ...] = ()
    table: str = ""
    line: str = ""
    printed_total: bool = False
    published: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An engagement or a hand-over. first, last: the days between which it happened or is planned.

    date: as recorded, partial or an interval; counted, unit: what was counted at a hand-over.
    """

    code: str
    kind: str
    first: dt.date | None
    last: dt.date | None
    date: str = ""
    counted: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of one aspect of an event or party."""

    subject: str
    aspect: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Related:
    """How one event stands to another, on whose word."""

    kind: str
    subject: str
    object: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A step in the history of a commitment."""

    commitment: str
    status: str
    since: str
    source: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source with the dates that it has. printed: a date on the page that is not the day of publication."""

    code: str
    published: str
    earliest: str
    latest: str
    printed: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the rules look at, each list in the order of recording, turns in the order of time."""

    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    accounts: tuple[Said, ...] = ()
    relations: tuple[Related, ...] = ()
    turns: tuple[Turn, ...] = ()
    documents: tuple[Document, ...] = ()

    def event(self, code: str) -> Event | None:
        """The event of that code, if it is known."""
        return next((event for event in self.events if event.code == code), None)

    def about(self, counts: str) -> list[Claim]:
        """The claims that are statements about one thing."""
        return [claim for claim in self.claims if counts in claim.counts]


def evidence(point: AsOf = NOW) -> Evidence:
    """The evidence as it stood: sources published by then, events begun by then, all of it recorded by then."""
    sources = list(Source.objects.filter(point.known()).order_by("id"))
    as_written(point, *sources)
    documents = tuple(
        Document(row.code, row.published, row.earliest, row.latest, row.printed_date)
        for row in sources
        if point.on is None or not row.published or PartialDate(row.published).earliest <= point.on
    )
    engagements = list(Engagement.objects.filter(point.known(), point.happened("earliest")).order_by("id"))
    given = list(hand_overs(point).order_by("id"))
    accounts = list(Account.objects.filter(point.known()).select_related("source").order_by("id"))
    relations = list(Relation.objects.filter(point.known()).select_related("source").order_by("id"))
    # all of them by the codes of the point: they are laid together by code
    as_written(point, *engagements, *given, *accounts, *relations)
    there = {document.code for document in documents} | {""}
    events = [Event(row.code, row.kind, row.earliest, row.latest, row.date or row.planned) for row in engagements]
    events += [
        Event(
            row.code,
            "hand-over",
            row.earliest,
            row.after - _DAY if row.after else None,
            row.date,
            row.counted,
            row.unit,
        )
        for row in given
    ]
    return Evidence(
        claims=tuple(
            Claim(statement(row), tuple(row.counts), row.table, row.line, row.printed_total, row.source.published)
            for row in rows_at(point)
            if row.said == ASSERTED
        ),
        events=tuple(events),
        accounts=tuple(
            said
            for said in (
                Said(row.subject, row.aspect, row.value, row.source.code if row.source else "") for row in accounts
            )
            if said.source in there
        ),
        relations=tuple(
            Related(row.kind, row.subject, row.object, row.source.code if row.source else "") for row in relations
        ),
        turns=tuple(
            Turn(standing.commitment.code, step.status, step.since, step.source.code if step.source else "", step.scope)
            for standing in standings(point)
            for step in standing.steps
        ),
        documents=documents,
    )


_DAY = dt.timedelta(days=1)
