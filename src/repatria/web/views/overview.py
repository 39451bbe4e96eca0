"""The overview: figures that open to what they count, the timeline, commitments, and what officials said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from repatria.registry.people.permissions import Resource, Role
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.withdrawals import hidden_sources
from repatria.registry.talks.read import standings
from repatria.web.access import page
from repatria.web.cited_words import words_behind
from repatria.web.figures import computed_figures, unaccounted_for_by
from repatria.web.remembered import ledger_head
from repatria.web.timeline import events, strip

_CITED = 12


@page()
def home(request: HttpRequest) -> HttpResponse:
    """The first page after sign-in: a family's own case, or the overview."""
    return redirect("own-case" if request.user.role == Role.FAMILY else "overview")


@page(Resource.OVERVIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """The state of the accounting, on one page."""
    figures = {figure.code: figure for figure in computed_figures()}
    happened = events()
    cited = (
        CitedFigure.objects.filter(corrected_seq__isnull=True, table="")
        .exclude(source__in=hidden_sources(request.user.role))
        .select_related("source")
        .order_by("-source__published", "source_id", "id")
    )
    shown = list(cited[:_CITED])
    return render(
        request,
        "overview.html",
        {
            "lead": figures.pop("unaccounted-for"),
            "figures": list(figures.values()),
            "breakdowns": [(what, *unaccounted_for_by(what)) for what in ("year", "country", "service", "unit")],
            "events": happened,
            "strip": strip(happened),
            "standings": standings(),
            "cited": shown,
            "words": words_behind(request.user, shown),
            "cited_count": cited.count(),
            "head": ledger_head()[0],
        },
    )
