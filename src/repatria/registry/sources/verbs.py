"""Verbs on sources: register a document, record a figure it cites."""

from __future__ import annotations

from typing import Any

from repatria.dates import partial
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.models import CitedFigure, Source


def add_source(record: Recording, code: str, publisher: str, *, published: str = "", **columns: Any) -> int:
    """Register a document; the other columns are those of `Source`. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    key = record.next_id(Source)
    payload = {
        "id": key,
        "code": code,
        "publisher": publisher,
        "published": partial(published, f"source {code}, published"),
        **columns,
    }
    record.append("sources.source_added", f"source/{key}", payload)
    return key


creates("sources.source_added", Source)


def cite_figure(record: Recording, code: str, source_id: int, **columns: Any) -> int:
    """Record a figure as its source gives it; the columns are those of `CitedFigure`. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    key = record.next_id(CitedFigure)
    payload = {"id": key, "code": code, "source_id": source_id, **columns}
    record.append("sources.figure_cited", f"cited-figure/{key}", payload)
    return key


creates("sources.figure_cited", CitedFigure)
