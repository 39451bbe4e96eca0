"""Leading candidates: which remains have a best match over the threshold in the latest search."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from repatria.registry.runs.models import Hit, SearchRun


def latest_run() -> SearchRun | None:
    """The last search that was recorded."""
    return SearchRun.objects.order_by("-id").first()


def leading_hits() -> QuerySet[Hit]:
    """Of the latest search, each sample's best pair, or pairs that tie, where they reached the threshold."""
    run = latest_run()
    return Hit.objects.filter(run=run, rank=1, above=True) if run else Hit.objects.none()


def with_ties(hits: QuerySet[Hit]) -> QuerySet[Hit]:
    """The same pairs, each with `tied`: whether another pair of its run and sample weighs the same."""
    same = Hit.objects.filter(run=OuterRef("run"), sample=OuterRef("sample"), rank=OuterRef("rank"))
    return hits.annotate(tied=Exists(same.exclude(pk=OuterRef("pk"))))
