"""The laboratory: sets of remains, their samples and profiles, and what the searches found for them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.figures.computed import remains_at, remains_held, remains_with_a_leading_candidate
from repatria.registry.laboratory.models import Profile, Remains, Sample
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.models import Hit
from repatria.web.access import page
from repatria.web.as_of import asked_point
from repatria.web.leading import latest_run, leading_hits, with_ties
from repatria.web.paging import keyset_page


@page(Resource.REMAINS)
def remains(request: HttpRequest) -> HttpResponse:
    """All sets of remains, or those with (without) a leading candidate; candidates for those who see searches."""
    searching = request.user.may(Verb.SEE, Resource.SEARCH)
    show = request.GET.get("show", "")
    asked = asked_point(request)
    rows = remains_at(asked.point)
    if show == "held":
        rows = remains_held(asked.point)
    elif show in ("leading", "open"):
        if not searching:
            raise PermissionDenied
        leading = remains_with_a_leading_candidate(asked.point)
        rows = leading if show == "leading" else rows.exclude(pk__in=leading.values("pk"))
    else:
        show = ""
    count = rows.count()
    taken = Count("samples", filter=asked.point.known("samples__"))
    shown = Remains.objects.select_related("container").annotate(sample_count=taken)
    context: dict[str, Any] = {"page": keyset_page(request, rows, "id", shown=shown), "count": count, "show": show}
    context["asked"] = asked
    if searching:
        listed = [row.pk for row in context["page"].rows]
        best = (
            with_ties(leading_hits(asked.point))
            .filter(remains__in=listed)
            .select_related("person", "sample")
            .order_by("log10_lr")
        )
        context["best"] = {hit.remains_id: hit for hit in best}
    return render(request, "remains.html", context)


@page(Resource.REMAINS)
def remains_one(request: HttpRequest, number: int) -> HttpResponse:
    """One set of remains: where it came from, its samples; profiles and matches for those who may see them."""
    row = get_object_or_404(Remains.objects.select_related("container__hand_over"), pk=number)
    asked = asked_point(request)
    known = asked.point.known()
    samples = Sample.objects.filter(known, remains=row).order_by("code")
    if request.user.may(Verb.SEE, Resource.GENETICS):
        profiles = Profile.objects.filter(known).order_by("id")
        samples = samples.prefetch_related(Prefetch("profiles", queryset=profiles))
    context: dict[str, Any] = {"remains": row, "samples": samples, "asked": asked}
    context["had_come"] = remains_at(asked.point).filter(pk=row.pk).exists()
    if request.user.may(Verb.SEE, Resource.SEARCH):
        context["run"] = latest_run(asked.point)
        context["hits"] = (
            with_ties(Hit.objects.filter(remains=row, run=context["run"]))
            .select_related("person", "family", "sample")
            .order_by("sample_id", "rank", "id")[:50]
        )
    return render(request, "remains_one.html", context)
