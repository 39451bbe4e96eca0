"""Verbs on sources: register a document, record a figure it cites, withdraw one that was recorded wrongly."""

from __future__ import annotations

from typing import Any

from repatria.dates import partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.documents import HandPassage
from repatria.registry.sources.headings import web_address
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.published import not_in_the_future
from repatria.registry.sources.whole_figures import must_be_whole


def add_source(record: Recording, code: str, publisher: str, *, published: str = "", **columns: Any) -> int:
    """Register a document; the other columns are those of `Source`. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    if not code.strip() or not publisher.strip():
        raise InvalidInput("a source has a code and a publisher")
    record.flush()
    if Source.objects.filter(code=code).exists():
        raise Conflict(f"a source with the code {code} is recorded already")
    published = partial(published, f"source {code}, published")
    not_in_the_future(published, f"source {code}, published")
    for name in ("earliest", "latest", "printed_date"):
        partial(columns.get(name, ""), f"source {code}, {name}")
    if "address" in columns:
        columns["address"] = web_address(columns["address"])
    key = record.next_id(Source)
    payload = {
        "id": key,
        "code": code,
        "publisher": publisher,
        "published": published,
        **columns,
    }
    record.append("sources.source_added", f"source/{key}", payload)
    return key


creates("sources.source_added", Source)


def cite_figure(record: Recording, code: str, source_id: int, **columns: Any) -> int:
    """Record a figure as its source gives it; the columns are those of `CitedFigure`. Returns its key.

    Refused unless it is whole, see `whole_figures`. passage: the columns of its `HandPassage`, if it has one.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    must_be_whole(f"figure {code}", columns)
    record.flush()
    if not Source.objects.filter(pk=source_id).exists():
        raise InvalidInput(f"figure {code}: there is no source {source_id}")
    if CitedFigure.objects.filter(code=code).exists():
        raise Conflict(f"a figure with the code {code} is recorded already")
    key = record.next_id(CitedFigure)
    payload = {"id": key, "code": code, "source_id": source_id, **columns}
    record.append("sources.figure_cited", f"cited-figure/{key}", payload)
    return key


@projects("sources.figure_cited")
def _cite(facts: list[Fact]) -> None:
    passages = []
    rows = []
    for fact in facts:
        figure = dict(fact.payload)
        passage = figure.pop("passage", None)
        rows.append({"recorded_seq": fact.seq, **figure})
        if passage:
            passages.append({"recorded_seq": fact.seq, "figure_id": figure["id"], **passage})
    insert_rows(CitedFigure, rows)
    insert_rows(HandPassage, passages)


def withdraw_figure(record: Recording, figure: CitedFigure, *, reason: str) -> None:
    """Say that a figure was recorded wrongly, and why; it stays on the record and is shown for points before now."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    if not reason.strip():
        raise InvalidInput("a withdrawal says why")
    record.flush()
    if not CitedFigure.objects.filter(pk=figure.pk, corrected_seq__isnull=True).exists():
        raise Conflict(f"the figure {figure.code} is withdrawn already")
    record.append("sources.figure_withdrawn", f"cited-figure/{figure.pk}", {"id": figure.pk, "reason": reason})


@projects("sources.figure_withdrawn")
def _withdraw(facts: list[Fact]) -> None:
    for fact in facts:
        rows = CitedFigure.objects.filter(pk=fact.payload["id"])
        rows.update(corrected_seq=fact.seq, withdrawn_because=fact.payload["reason"])
