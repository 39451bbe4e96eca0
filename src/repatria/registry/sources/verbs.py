"""Verbs on sources: register a document, record a figure it cites, withdraw one that was recorded wrongly."""

from __future__ import annotations

from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.models import PREDICATES, QUALIFIERS, UNITS, CitedFigure, Source
from repatria.registry.sources.published import not_in_the_future
from repatria.registry.sources.said import ASSERTED, SAID


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

    Refused without a unit, a predicate, a qualifier and a number: a figure never loses them, so it must have them.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    for name, known in (("qualifier", QUALIFIERS), ("unit", UNITS), ("predicate", PREDICATES)):
        if columns.get(name) not in known:
            raise InvalidInput(f"figure {code}: {name} is one of {', '.join(known)}, not {columns.get(name)!r}")
    if columns.get("said", ASSERTED) not in SAID:
        raise InvalidInput(f"figure {code}: said is one of {', '.join(SAID)}, not {columns['said']!r}")
    value, low, high = (columns.get(name) for name in ("value", "low", "high"))
    if value is None and low is None and high is None:
        raise InvalidInput(f"figure {code}: a figure has a number")
    given = [number for number in (value, low, high) if number is not None]
    if min(given) < 0:
        raise InvalidInput(f"figure {code}: a count is not negative, {min(given):g} is")
    if low is not None and high is not None and low > high:
        raise InvalidInput(f"figure {code}: from {low:g} to {high:g} is no range")
    partial(columns.get("as_of", ""), f"figure {code}, as of")
    for part in filter(None, columns.get("period", "").split("/")):
        PartialDate(part)
    record.flush()
    if not Source.objects.filter(pk=source_id).exists():
        raise InvalidInput(f"figure {code}: there is no source {source_id}")
    if CitedFigure.objects.filter(code=code).exists():
        raise Conflict(f"a figure with the code {code} is recorded already")
    key = record.next_id(CitedFigure)
    payload = {"id": key, "code": code, "source_id": source_id, **columns}
    record.append("sources.figure_cited", f"cited-figure/{key}", payload)
    return key


creates("sources.figure_cited", CitedFigure)


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
