"""Talks: engagements with plan and outcome, and commitments with what came of them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.people.permissions import Resource
from repatria.registry.sources.models import Source
from repatria.registry.talks.models import Commitment, CommitmentStep, Engagement, Party
from repatria.web.access import page
from repatria.web.timeline import events, strip, tone


def commitments_with_latest_step() -> QuerySet[Commitment]:
    """Commitments, each with `history`: its steps in order of date; the last one says how it stands."""
    steps = (
        CommitmentStep.objects.filter(corrected_seq__isnull=True)
        .select_related("source", "engagement")
        .order_by("begins", "id")
    )
    return (
        Commitment.objects.select_related("made_at")
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="history"))
        .order_by("made_at__earliest", "id")
    )


def _parties(codes: list[str]) -> list[Party]:
    found = Party.objects.in_bulk(codes, field_name="code")
    return [found.get(code) or Party(code=code, name_en=code) for code in codes]


@page(Resource.TALKS)
def talks(request: HttpRequest) -> HttpResponse:
    """All engagements and commitments."""
    happened = events()
    context = {"events": happened, "strip": strip(happened), "commitments": commitments_with_latest_step()}
    return render(request, "talks.html", context)


@page(Resource.TALKS)
def engagement(request: HttpRequest, number: int) -> HttpResponse:
    """One engagement: plan, outcome, parties, sources, commitments made."""
    row = get_object_or_404(Engagement, pk=number)
    return render(
        request,
        "engagement.html",
        {
            "engagement": row,
            "tone": tone(row.outcome),
            "parties": _parties(row.parties),
            "sources": Source.objects.filter(code__in=row.sources).order_by("code"),
            "commitments": commitments_with_latest_step().filter(made_at=row),
        },
    )


@page(Resource.TALKS)
def commitment(request: HttpRequest, number: int) -> HttpResponse:
    """One commitment and its history."""
    row = get_object_or_404(commitments_with_latest_step(), pk=number)
    return render(request, "commitment.html", {"commitment": row, "parties": _parties(row.parties)})
