"""Sources: documents, the figures they cite, and the engagements they tell of."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.people.permissions import Resource
from repatria.registry.sources.models import Source
from repatria.registry.talks.models import Engagement
from repatria.web.access import page


@page(Resource.SOURCES)
def sources(request: HttpRequest) -> HttpResponse:
    """The documents that the record relies on."""
    rows = Source.objects.annotate(cited=Count("figures")).order_by("published", "id")
    return render(request, "sources.html", {"sources": rows})


@page(Resource.SOURCES)
def source(request: HttpRequest, number: int) -> HttpResponse:
    """One document: publisher, date and its basis, the figures it cites, the engagements it tells of."""
    row = get_object_or_404(Source, pk=number)
    told = [event for event in Engagement.objects.order_by("earliest", "id") if row.code in event.sources]
    context = {
        "source": row,
        "cited": row.figures.filter(corrected_seq__isnull=True).order_by("unit", "id"),
        "engagements": told,
    }
    return render(request, "source.html", context)
