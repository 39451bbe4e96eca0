"""Searches: each run with what went in and what it found, and one pair marker by marker."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.genetics.markers import marker_key
from repatria.registry.laboratory.models import MarkerTable, Profile
from repatria.registry.laboratory.read import merged_calls
from repatria.registry.people.permissions import Resource
from repatria.registry.runs.compare import compare_runs
from repatria.registry.runs.models import Hit, SearchRun
from repatria.web.access import page
from repatria.web.as_of import asked_point
from repatria.web.forms import TwoRunsForm
from repatria.web.leading import runs_at, with_ties
from repatria.web.lr_chart import chart
from repatria.web.paging import keyset_page
from repatria.web.pedigree_drawing import draw
from repatria.web.verbal_scale import in_words
from repatria.web.views.families import donor_profiles, relatives
from repatria.web.views.search_requests import PAST_QUEUE, live_part, queue_context
from repatria.web.written import written_number

_COMPARED = 100


@page(Resource.SEARCH)
def runs(request: HttpRequest) -> HttpResponse:
    """Every search, newest first, and those asked for; while one of them runs the page asks for that part alone."""
    queue = queue_context()
    if request.htmx:
        return live_part(request, "parts/queue.html", queue)
    asked = asked_point(request)
    finished = keyset_page(request, runs_at(asked.point), "-id")
    return render(request, "runs.html", {"page": finished, "asked": asked, **(PAST_QUEUE if asked.past else queue)})


@page(Resource.SEARCH)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One search: parameters, version, digests of the input, problems, and the pairs by weight of evidence."""
    row = get_object_or_404(SearchRun, pk=number)
    show = "all" if request.GET.get("show") == "all" else "above"
    hits = row.hits.all() if show == "all" else row.hits.filter(above=True)
    shown = with_ties(Hit.objects.select_related("remains", "sample", "person", "family").defer("markers"))
    context = {
        "run": row,
        "page": keyset_page(request, hits, "-log10_lr", "id", shown=shown),
        "show": show,
        "kept": row.hits.count(),
        "by_chance": _at_most_by_chance(row),
        "own_matrices": _with_own_matrices(row),
        "seconds": (row.finished_at - row.started_at).total_seconds(),
    }
    return render(request, "run.html", context)


def _at_most_by_chance(run: SearchRun) -> str:
    """Pairs expected at or above the threshold if nobody is who they are compared with.

    The likelihood ratio of someone unrelated has mean 1, so that it reaches t with probability 1/t at most (Markov).
    """
    most = run.pair_count * 10.0 ** -max(float(run.parameters["threshold"]), 0.0)
    return written_number(round(most)) if most >= 10 else f"{most:.2g}"


def _with_own_matrices(run: SearchRun) -> list[str]:
    """Titles of the populations of a run that bring mutation matrices of their own."""
    keys = [int(name.split()[1]) for name in run.inputs if name.startswith("population ")]
    own = MarkerTable.objects.filter(population__in=keys, mutation__isnull=False)
    return sorted(set(own.values_list("population__title", flat=True)))


@page(Resource.SEARCH)
def compare(request: HttpRequest) -> HttpResponse:
    """Two searches side by side; without two numbers in the address, a form that asks for them."""
    latest = list(SearchRun.objects.order_by("-id").values_list("pk", flat=True)[:2])
    offered = {"b": request.GET.get("b") or (latest[0] if latest else ""), "a": latest[-1] if latest else ""}
    asked = "a" in request.GET and "b" in request.GET
    form = TwoRunsForm(request.GET if asked else None, initial=offered)
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        first, second = (get_object_or_404(SearchRun, pk=form.cleaned_data[name]) for name in ("a", "b"))
        found = compare_runs(first, second)
        context |= {"first": first, "second": second, "found": found}
        context["lists"] = [
            (kind, pairs.count(), pairs.select_related("remains", "person").defer("markers")[:_COMPARED])
            for kind, pairs in (("gained", found.gained), ("lost", found.lost), ("changed", found.changed))
        ]
    return render(request, "compare_runs.html", context)


@page(Resource.SEARCH, Resource.GENETICS, Resource.FAMILIES)
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """One pair: log10 LR per marker as a table and a chart, the sample's profile beside those of the relatives."""
    hit = get_object_or_404(
        with_ties(Hit.objects.select_related("run", "sample", "remains", "person", "family__population")), pk=number
    )
    sampled = merged_calls(Profile.objects.filter(sample=hit.sample, kind="autosomal STR").order_by("id"), "", [])
    typed_donors = donor_profiles(hit.family)
    donors = [donor for donor in typed_donors if donor.calls is not None]
    weights = {name: float(value) for name, value in hit.markers}
    names = {marker_key(name): name for name in weights}
    typed = dict.fromkeys([*names, *sampled, *(key for donor in donors for key in donor.calls)])
    others = Hit.objects.filter(run=hit.run, sample=hit.sample).exclude(pk=hit.pk).select_related("person")
    return render(
        request,
        "pair.html",
        {
            "hit": hit,
            "own_matrices": hit.family.population
            and hit.family.population.markers.filter(mutation__isnull=False, name__in=weights).exists(),
            "chart": chart(weights),
            "donors": [donor.label for donor in donors],
            "stopped": [donor for donor in typed_donors if donor.stopped],
            "rows": [
                (
                    names.get(key, key),
                    sampled.get(key),
                    [donor.calls.get(key) for donor in donors],
                    weights.get(names.get(key, "")),
                )
                for key in typed
            ],
            "excluding": [name for name, value in weights.items() if value == float("-inf")],
            "drawing": draw(relatives(hit.family)),
            "others": others.order_by("rank", "id")[:5],
            "words": in_words(hit.log10_lr) if request.GET.get("words") == "1" else None,
        },
    )
