"""Leading candidates: which remains have a best match over the threshold in the latest search."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from repatria.registry.asof import NOW, AsOf
from repatria.registry.runs.models import Hit, SearchRun


def runs_at(point: AsOf) -> QuerySet[SearchRun]:
    """The searches that were finished and recorded by then."""
    rows = SearchRun.objects.filter(point.known())
    return rows if point.on is None else rows.filter(finished_at__date__lte=point.on)


def latest_run(point: AsOf = NOW) -> SearchRun | None:
    """The last search that was recorded by then."""
    return runs_at(point).order_by("-id").first()


def leading_hits(point: AsOf = NOW) -> QuerySet[Hit]:
    """Of the latest search, each sample's best pair, or pairs that tie, where they reached the threshold."""
    run = latest_run(point)
    return Hit.objects.filter(run=run, rank=1, above=True) if run else Hit.objects.none()


def with_ties(hits: QuerySet[Hit]) -> QuerySet[Hit]:
    """The same pairs, each with `tied`: whether one of another person, of its run and sample, weighs the same."""
    same = Hit.objects.filter(run=OuterRef("run"), sample=OuterRef("sample"), rank=OuterRef("rank"))
    return hits.annotate(tied=Exists(same.exclude(person=OuterRef("person"))))
