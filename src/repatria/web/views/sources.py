"""Sources: documents and the figures they cite, beside the figures computed from the record."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.people.permissions import Resource
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.talks.models import Engagement
from repatria.web.access import page
from repatria.web.figures import computed_figures


@page(Resource.FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """Computed figures with their derivation; cited ones by unit, because units are never mixed."""
    cited = CitedFigure.objects.select_related("source").order_by("unit", "predicate", "source__published", "id")
    return render(request, "figures.html", {"computed": computed_figures(), "cited": cited})


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
    context = {"source": row, "cited": row.figures.order_by("unit", "id"), "engagements": told}
    return render(request, "source.html", context)
