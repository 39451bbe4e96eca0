"""Where statements cannot both stand: within one document and between several, each by a named rule with both places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from repatria.testimony.canonical_spans import as_rules_read, conflicts_in_canonical
from repatria.testimony.conflicts import (
    aligned_statements,
    compared_statements,
    corrections,
    dates_of_documents,
    disputes,
    figure_conflicts,
    two_sources,
    weekday_conflicts,
    wording_conflicts,
)
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.dates.publication import Publication
from repatria.testimony.model import Conflict, Position, Reading

_RULES: tuple[Callable[[Sequence[Reading]], list[Conflict]], ...] = (
    figure_conflicts.values,
    figure_conflicts.periods,
    figure_conflicts.units_and_predicates,
    figure_conflicts.parts_of_wholes,
    corrections.last_times,
    corrections.corrections,
    corrections.notes_of_correction,
    dates_of_documents.two_dates,
    wording_conflicts.names_of_states,
    wording_conflicts.names_of_documents,
    wording_conflicts.causes,
    wording_conflicts.degrees,
    wording_conflicts.durations,
    wording_conflicts.quotations,
    wording_conflicts.event_dates,
    weekday_conflicts.weekdays,
    *disputes.RULES,
    *two_sources.RULES,
    *compared_statements.RULES,
    *aligned_statements.RULES,
)


_PART = 400  # code points of a document that are searched together
# Rules that go by words of correction alone; they give way to one that found the numbers.
_OF_WORDS = frozenset(["taken_back", "said_to_be_wrong", "note_of_correction"])
_LAST_RESORT = frozenset(["another_source"])  # kept only where no closer rule spoke of one of its numbers


def conflicts(
    readings: Sequence[Reading],
    publications: Mapping[str, Publication] | None = None,
) -> list[Conflict]:
    """Conflicts within and between the readings, each told once.

    publications, by document name, add what a reading no longer holds: the page date that its content excludes.
    """
    found: list[Conflict] = []
    for name, publication in (publications or {}).items():
        found.extend(dates_of_documents.date_of_publication(name, publication))
    for reading in readings:
        found.extend(_refuted(reading))
    for rule in _RULES:
        found.extend(rule(readings))
    corrections_told = _corrections_by_place(found)
    found = [c for c in found if c.rule not in _OF_WORDS or not _told_already(c, corrections_told)]
    told = {(p.document, p.evidence.start) for c in found if c.rule not in _LAST_RESORT for p in c.positions}
    found = [
        c
        for c in found
        if c.rule not in _LAST_RESORT or not any((p.document, p.evidence.start) in told for p in c.positions)
    ]
    corrected: dict[tuple[str, int], list[set[tuple[str, int]]]] = defaultdict(list)
    for c in found:
        if c.kind == "correction":
            for place in _places(c):
                corrected[place].append(_places(c))
    found = [
        c
        for c in found
        if c.kind != "value"
        or not any(_places(c) <= both for p in c.positions[:1] for both in corrected[p.document, p.evidence.start])
    ]
    seen: set[tuple[str, frozenset[tuple[str, int]]]] = set()
    unique = []
    for conflict in found:
        key = (conflict.kind, frozenset((p.document, p.evidence.start) for p in conflict.positions))
        if key not in seen:
            seen.add(key)
            unique.append(conflict)
    return unique


def _places(conflict: Conflict) -> set[tuple[str, int]]:
    return {(p.document, p.evidence.start) for p in conflict.positions}


_Placed = dict[tuple[str, int], list[tuple[Conflict, Span]]]


def _parts(position: Position) -> Iterator[tuple[str, int]]:
    """The parts of its document in which a position lies."""
    for part in range(position.evidence.start // _PART, max(position.evidence.end - 1, 0) // _PART + 1):
        yield position.document, part


def _corrections_by_place(found: Sequence[Conflict]) -> _Placed:
    """Every place of a correction, by the parts of the document that it covers, so that none is compared with all."""
    placed: _Placed = defaultdict(list)
    for conflict in found:
        if conflict.kind == "correction":
            for position in conflict.positions:
                for part in _parts(position):
                    placed[part].append((conflict, position.evidence))
    return placed


def _told_already(conflict: Conflict, placed: _Placed) -> bool:
    """Whether a correction by another rule stands at the same place."""
    return any(
        other is not conflict and (span.start == position.evidence.start or span.overlaps(position.evidence))
        for position in conflict.positions
        for part in _parts(position)
        for other, span in placed.get(part, ())
    )


def conflicts_between(readings: Sequence[Reading]) -> list[Conflict]:
    """Conflicts of several documents: those within each, as read, and those that need two."""
    within = [conflict for reading in readings for conflict in reading.conflicts]
    told = {(c.kind, c.topic) for c in within}
    across = [
        c
        for c in conflicts([as_rules_read(reading) for reading in readings])
        if len({p.document for p in c.positions}) > 1 and (c.kind, c.topic) not in told
    ]
    return within + conflicts_in_canonical(across, readings)


def _refuted(reading: Reading) -> list[Conflict]:
    """ "... had yet to begin, despite X's claims that it had": a claim refuted inside its own source."""
    found = []
    name = reading.document.name
    for claim in reading.claims:
        if claim.modality != "refuted" or not re.match(
            r".{0,60}\b(?:claims?|assertions?|statements?|suggestions?|announcements?|boasts?)\b",
            claim.evidence.quote,
            re.S,
        ):
            continue
        others = [c for c in reading.claims if c.id != claim.id and c.evidence.overlaps(claim.evidence)]
        if not others:
            continue
        other = min(others, key=lambda c: abs(c.evidence.start - claim.evidence.start))
        positions = (
            Position(f"{claim.speaker}: {claim.evidence.quote[:80]}", name, claim.evidence, (claim.id,)),
            Position(f"{other.speaker or 'the text'}: {other.evidence.quote[:80]}", name, other.evidence, (other.id,)),
        )
        found.append(
            Conflict(
                "refuted_in_source", "status", "A claim and its refutation", "refuted inside its own source", positions
            )
        )
    return found
