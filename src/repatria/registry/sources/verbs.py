"""Verbs on sources: register a document, record a figure it cites."""

from __future__ import annotations

from typing import Any

from repatria.dates import partial
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.models import CitedFigure, Source


def add_source(
    record: Recording, code: str, publisher: str, *, title: str = "", published: str = "", published_basis: str = ""
) -> int:
    """Register a document; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    key = record.next_id(Source)
    payload = {
        "id": key,
        "code": code,
        "publisher": publisher,
        "title": title,
        "published": partial(published, f"source {code}, published"),
        "published_basis": published_basis,
    }
    record.append("sources.source_added", f"source/{key}", payload)
    return key


creates("sources.source_added", Source)


def cite_figure(record: Recording, source_id: int, **columns: Any) -> int:
    """Record a figure as its source gives it; the columns are those of `CitedFigure`. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    key = record.next_id(CitedFigure)
    record.append("sources.figure_cited", f"cited-figure/{key}", {"id": key, "source_id": source_id, **columns})
    return key


creates("sources.figure_cited", CitedFigure)
