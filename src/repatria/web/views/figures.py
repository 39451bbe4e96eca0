"""Figures: computed ones with their members, cited ones, and their reconciliation, at any past point."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.registry.figures.checks import checks
from repatria.registry.figures.cited import rows_at
from repatria.registry.figures.computed import definition
from repatria.registry.figures.evidence import evidence
from repatria.registry.figures.reconcile import known_conflicts, new_findings, reconciliations
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.withdrawals import hidden_sources, seen_sources
from repatria.web.access import page
from repatria.web.as_of import asked_point
from repatria.web.cited_words import words_behind
from repatria.web.figures import computed_figures
from repatria.web.paging import keyset_page

_PAGES = {"missingperson": "person", "remains": "remains-one", "container": "container", "handover": "hand-over"}


@page(Resource.FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """Computed figures with their derivation; cited ones by unit, because units are never mixed."""
    asked = asked_point(request)
    hidden = set(hidden_sources(request.user.role).values_list("pk", flat=True))
    shown = [row for row in rows_at(asked.point) if row.source_id not in hidden]
    cited = sorted(shown, key=lambda row: (row.unit, row.predicate, row.source.published, row.pk))
    return render(
        request,
        "figures.html",
        {
            "asked": asked,
            "computed": computed_figures(asked),
            "cited": cited,
            "words": words_behind(request.user, cited),
        },
    )


@page(Resource.FIGURES)
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One computed figure at a point and, for roles that may see them, every row of the record that it counts."""
    known = definition(code)
    if known is None:
        raise Http404
    asked = asked_point(request)
    shown = next(each for each in computed_figures(asked) if each.code == code)
    context = {"asked": asked, "shown": shown, "may_open": request.user.may(Verb.SEE, known.resource)}
    if context["may_open"]:
        rows = known.counted(asked.point)
        context["page"] = keyset_page(request, rows, "id")
        members = context["page"].rows
        context["members"] = [(row, getattr(row, known.amount) if known.amount else None) for row in members]
        context["route"] = _PAGES[rows.model._meta.model_name]
    return render(request, "figure.html", context)


@page(Resource.FIGURES)
def reconciliation(request: HttpRequest) -> HttpResponse:
    """What is claimed of one thing, claims beside each other and beside the record, with what explains a difference."""
    asked = asked_point(request)
    return render(request, "reconciliation.html", {"asked": asked, "subjects": reconciliations(asked.point)})


@page(Resource.FIGURES)
def conflicts(request: HttpRequest) -> HttpResponse:
    """Conflicts between sources, what rules see of them, and what was checked of sums, orders and dates."""
    asked = asked_point(request)
    context = {"asked": asked, "known": known_conflicts(asked.point), "new": new_findings(asked.point)}
    context["sources"] = {row.code: row for row in seen_sources(request.user.role).filter(asked.point.known())}
    return render(request, "conflicts.html", {**context, "checks": checks(evidence(asked.point))})
