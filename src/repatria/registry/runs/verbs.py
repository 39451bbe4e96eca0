"""Verbs on search runs: record a finished run with everything it found."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.models import Hit, SearchRun

_HITS_PER_ENTRY = 500


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A pair to be recorded; markers: (name, log10 LR) in table order, -inf for an exclusion."""

    sample_id: int
    remains_id: int
    family_id: int
    person_id: int
    log10_lr: float
    rank: int
    above: bool
    markers: Sequence[tuple[str, float]]


def record_run(
    record: Recording,
    *,
    parameters: Mapping[str, Any],
    version: str,
    inputs: Mapping[str, str],
    started_at: dt.datetime,
    finished_at: dt.datetime,
    sample_count: int,
    target_count: int,
    pair_count: int,
    pairs: Iterable[FoundPair],
    problems: Sequence[Mapping[str, str]] = (),
    read_at_entry: int | None = None,
) -> int:
    """Record a finished search and its pairs; returns the run's key."""
    record.actor.must(Verb.CHANGE, Resource.SEARCH)
    key = record.next_id(SearchRun)
    found = [_row(record, pair) for pair in pairs]
    payload = {
        "id": key,
        "parameters": dict(parameters),
        "version": version,
        "inputs": dict(inputs),
        "started_at": started_at.isoformat(),
        "finished_at": finished_at.isoformat(),
        "sample_count": sample_count,
        "target_count": target_count,
        "pair_count": pair_count,
        "hit_count": sum(1 for row in found if row["above"]),
        "problems": [dict(problem) for problem in problems],
        "read_at_entry": read_at_entry,
    }
    record.append("runs.search_finished", f"run/{key}", payload)
    for start in range(0, len(found), _HITS_PER_ENTRY):
        hits = found[start : start + _HITS_PER_ENTRY]
        record.append("runs.hits_found", f"run/{key}", {"run_id": key, "hits": hits})
    return key


def _row(record: Recording, pair: FoundPair) -> dict[str, Any]:
    return {
        "id": record.next_id(Hit),
        "sample_id": pair.sample_id,
        "remains_id": pair.remains_id,
        "family_id": pair.family_id,
        "person_id": pair.person_id,
        "log10_lr": pair.log10_lr,
        "rank": pair.rank,
        "above": pair.above,
        "markers": [[name, value if math.isfinite(value) else "-Infinity"] for name, value in pair.markers],
    }


def _times(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: dt.datetime.fromisoformat(payload[name]) for name in ("started_at", "finished_at")}


@projects("runs.search_finished")
def _search_finished(facts: list[Fact]) -> None:
    insert_rows(SearchRun, ({"recorded_seq": fact.seq, **fact.payload, **_times(fact.payload)} for fact in facts))


@projects("runs.hits_found")
def _hits_found(facts: list[Fact]) -> None:
    insert_rows(
        Hit,
        (
            {"recorded_seq": fact.seq, "run_id": fact.payload["run_id"], **hit}
            for fact in facts
            for hit in fact.payload["hits"]
        ),
    )
