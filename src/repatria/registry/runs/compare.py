"""Two runs side by side: what they were asked, what went in, and which pairs only one of them found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from repatria.registry.runs.models import Hit, SearchRun

_EQUAL = 1e-9
"""log10 LRs that differ by less count as the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A parameter or an input under which two runs have different values; None where one has none."""

    name: str
    first: Any
    second: Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """first and second are runs. gained, lost: pairs at the threshold in one run only, changed: in both, with another
    weight (`other` is that of the first run); each strongest first."""

    parameters: list[Difference]
    inputs: list[Difference]
    same_version: bool
    gained: QuerySet[Hit]
    lost: QuerySet[Hit]
    changed: QuerySet[Hit]


def compare_runs(first: SearchRun, second: SearchRun) -> Comparison:
    """What changed from the first run to the second; lists are queries, to be counted or paged."""
    return Comparison(
        _differences(first.parameters, second.parameters),
        _differences(first.inputs, second.inputs),
        first.version == second.version,
        _only(second, first),
        _only(first, second),
        _changed(first, second),
    )


def _differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Difference]:
    names = dict.fromkeys([*first, *second])
    found = [Difference(name, first.get(name), second.get(name)) for name in names]
    return [one for one in found if one.first != one.second]


def _with_other(run: SearchRun, other: SearchRun) -> QuerySet[Hit]:
    """The hits of a run with the weight of the same pair in another, if it is a hit there."""
    same = Hit.objects.filter(run=other, above=True, sample=OuterRef("sample"), person=OuterRef("person"))
    hits = Hit.objects.filter(run=run, above=True).annotate(other=Subquery(same.values("log10_lr")[:1]))
    return hits.order_by("-log10_lr", "id")


def _only(run: SearchRun, other: SearchRun) -> QuerySet[Hit]:
    return _with_other(run, other).filter(other__isnull=True)


def _changed(first: SearchRun, second: SearchRun) -> QuerySet[Hit]:
    differs = Q(other__lt=F("log10_lr") - _EQUAL) | Q(other__gt=F("log10_lr") + _EQUAL)
    return _with_other(second, first).filter(differs)
