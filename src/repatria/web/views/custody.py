"""Custody: hand-overs with what was declared and counted, and the containers that came."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.custody.models import Container, HandOver
from repatria.registry.people.permissions import Resource
from repatria.registry.sources.models import Source
from repatria.web.access import page
from repatria.web.paging import keyset_page

_SHOWN = Container.objects.select_related("hand_over").annotate(sets=Count("remains"))


@page(Resource.CUSTODY)
def hand_overs(request: HttpRequest) -> HttpResponse:
    """Every hand-over, oldest first."""
    rows = HandOver.objects.annotate(recorded=Count("containers")).order_by("earliest", "id")
    return render(request, "hand_overs.html", {"hand_overs": rows})


@page(Resource.CUSTODY)
def hand_over(request: HttpRequest, number: int) -> HttpResponse:
    """One hand-over: who gave what to whom, declared against counted, and its containers."""
    row = get_object_or_404(HandOver.objects.select_related("source"), pk=number)
    context = {
        "hand_over": row,
        "page": keyset_page(request, row.containers.all(), "id", size=100, shown=_SHOWN),
        "sources": Source.objects.filter(code__in=row.sources or ([row.source.code] if row.source else [])),
        "recorded": row.containers.count(),
        "difference": row.counted - row.declared if None not in (row.counted, row.declared) else None,
    }
    return render(request, "hand_over.html", context)


@page(Resource.CUSTODY)
def containers(request: HttpRequest) -> HttpResponse:
    """Containers in custody that came in a hand-over, of one kind when asked."""
    kind = request.GET.get("kind", "")[:40]
    rows = Container.objects.filter(hand_over__isnull=False)
    rows = rows.filter(kind=kind) if kind else rows
    context = {
        "page": keyset_page(request, rows, "id", shown=_SHOWN),
        "kind": kind,
        "count": rows.count(),
    }
    return render(request, "containers.html", context)


@page(Resource.CUSTODY)
def container(request: HttpRequest, number: int) -> HttpResponse:
    """One container and the sets of remains that came in it."""
    row = get_object_or_404(Container.objects.select_related("hand_over"), pk=number)
    return render(request, "container.html", {"container": row, "remains": row.remains.order_by("code")})
