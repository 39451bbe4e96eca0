"""Sources: documents, the figures they cite, and the engagements they tell of."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.asof import AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.people.permissions import Resource
from repatria.registry.sources.by_hand import cited_by_hand
from repatria.registry.sources.models import Source
from repatria.registry.sources.withdrawals import hidden_sources, readable
from repatria.registry.talks.models import Engagement
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import asked_point
from repatria.web.cited_words import words_behind
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.readers import must_open


@page(Resource.SOURCES)
def sources(request: HttpRequest) -> HttpResponse:
    """The documents that the record relies on."""
    asked = asked_point(request)
    rows = Source.objects.filter(asked.point.known(), _published(asked.point))
    cited = Count("figures", filter=asked.point.known("figures__"))
    rows = rows.exclude(pk__in=hidden_sources(request.user.role)).annotate(cited=cited)
    found = list(rows.order_by("published", "id"))
    as_written(asked.point, *found)
    return render(request, "sources.html", {"sources": found, "asked": asked})


def _published(point: AsOf) -> Q:
    """Sources that can have been published by then; partial dates sort before the days they can mean."""
    return Q() if point.on is None else Q(published__lte=point.on.isoformat())


@page(Resource.SOURCES)
def source(request: HttpRequest, number: int) -> HttpResponse:
    """One document: publisher, date and its basis, the figures it cites, the engagements it tells of."""
    row = get_object_or_404(Source, pk=number)
    must_open(request.user, row)
    told = [event for event in Engagement.objects.order_by("earliest", "id") if row.code in event.sources]
    cited = list(row.figures.filter(corrected_seq__isnull=True).order_by("unit", "id"))
    context = {
        "source": row,
        "cited": cited,
        "words": words_behind(request.user, cited),
        "by_hand": {figure.pk for figure in cited if cited_by_hand(figure)},
        "engagements": told,
        "documents": row.documents.filter(readable(request.user.role)).order_by("pk"),
        "actions": offered(request, CLERICAL_ACTIONS, row),
    }
    return render(request, "source.html", context)
