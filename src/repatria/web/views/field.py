"""Field work: sites on a map, permissions with what they stop, operations on a calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.errors import InvalidInput
from repatria.registry.clerical.read import as_written
from repatria.registry.field.fiscal_year import FiscalYear, fiscal_year
from repatria.registry.field.models import Operation, OperationState, Permission, Site, SiteLikelihood
from repatria.registry.field.read import (
    all_stopped,
    in_fiscal_year,
    mapped,
    operation_states,
    permission_states,
    results,
    sites_with_likelihood,
    stopped_by,
)
from repatria.registry.people.permissions import Resource
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import asked_point
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.field_actions import FIELD_ACTIONS
from repatria.web.field_calendar import calendar
from repatria.web.readers import sources_named
from repatria.web.refusal_words import refusal
from repatria.web.site_map import band, site_map


@page(Resource.FIELD)
def field(request: HttpRequest) -> HttpResponse:
    """Operations as they stood at any past point, of one fiscal year when asked, and what is stopped."""
    asked = asked_point(request)
    year, wrong = _fiscal_year(request.GET.get("year", ""))
    states, permissions = operation_states(asked.point), permission_states(asked.point)
    stopped = {row.operation.pk: row.because for row in all_stopped(asked.point)}
    chosen = in_fiscal_year(year, asked.point) if year else Operation.objects.order_by("first_day", "pk")
    rows = [(row, states[row.pk], row.pk in stopped) for row in chosen.select_related("permission") if row.pk in states]
    allowed = [row for row in Permission.objects.order_by("code") if row.pk in permissions]
    as_written(asked.point, *allowed, *(each for row, _state, _stopped in rows for each in (row, row.permission)))
    context = {
        "asked": asked,
        "year": year,
        "wrong": wrong,
        "rows": rows,
        "calendar": calendar(rows),
        "permissions": [(row, permissions[row.pk], len(stopped_by(row.pk, asked.point))) for row in allowed],
        "years": sorted({row.first_fiscal_year for row, _state, _stopped in rows if row.first_fiscal_year}),
        "actions": offered(request, FIELD_ACTIONS, None),
    }
    return render(request, "field.html", context)


def _fiscal_year(typed: str) -> tuple[FiscalYear | None, str]:
    try:
        return (fiscal_year(typed[:10]) if typed else None), ""
    except InvalidInput as error:
        return None, refusal(error)


@page(Resource.FIELD)
def operation(request: HttpRequest, number: int) -> HttpResponse:
    """One operation: plan, permission, sites, team, history, results per unit."""
    row = get_object_or_404(Operation.objects.select_related("permission"), pk=number)
    asked = asked_point(request)
    because = next((each.because for each in all_stopped(asked.point) if each.operation.pk == row.pk), None)
    worked_at = list(Site.objects.filter(operations__operation=row).order_by("code"))
    as_written(asked.point, row, row.permission, *worked_at)
    context = {
        "operation": row,
        "asked": asked,
        "state": operation_states(asked.point).get(row.pk),
        "because": because,
        "history": OperationState.objects.filter(asked.point.known(), operation=row)
        .select_related("source")
        .order_by("-turn", "-pk"),
        "team": row.team.filter(asked.point.history()).order_by("begins", "pk"),
        "totals": sorted(results(row.pk, asked.point).items()),
        "results": row.results.filter(asked.point.known()).select_related("site", "source").order_by("begins", "pk"),
        "sites": worked_at,
        "sources": sources_named(request.user, row.sources),
        "actions": offered(request, (*FIELD_ACTIONS, *CLERICAL_ACTIONS), row),
    }
    return render(request, "operation.html", context)


@page(Resource.FIELD)
def permission(request: HttpRequest, number: int) -> HttpResponse:
    """One permission: its history, and the operations that it stops while it is not in force."""
    row = get_object_or_404(Permission.objects.select_related("engagement"), pk=number)
    asked = asked_point(request)
    under_it = list(row.operations.filter(asked.point.known()).order_by("first_day", "pk"))
    as_written(asked.point, row, row.engagement, *under_it)
    context = {
        "permission": row,
        "asked": asked,
        "state": permission_states(asked.point).get(row.pk),
        "history": row.states.filter(asked.point.known()).select_related("source").order_by("-turn", "-pk"),
        "stopped": stopped_by(row.pk, asked.point),
        "operations": under_it,
        "actions": offered(request, (*FIELD_ACTIONS, *CLERICAL_ACTIONS), row),
    }
    return render(request, "permission.html", context)


@page(Resource.FIELD)
def sites(request: HttpRequest) -> HttpResponse:
    """Every site on a map with its uncertainty, and as a list, the likeliest first."""
    asked = asked_point(request)
    context = {
        "asked": asked,
        "map": site_map(mapped(asked.point)),
        "rows": [(row, judged, band(judged)) for row, judged in sites_with_likelihood(asked.point)],
        "actions": offered(request, FIELD_ACTIONS, None),
    }
    return render(request, "sites.html", context)


@page(Resource.FIELD)
def site(request: HttpRequest, number: int) -> HttpResponse:
    """One site: where, which leads point to it, how likely it was held to be, and the work done there."""
    row = get_object_or_404(Site, pk=number)
    asked = asked_point(request)
    judged = next((judged for each, judged in sites_with_likelihood(asked.point) if each.pk == row.pk), None)
    worked = list(Operation.objects.filter(asked.point.known(), sites__site=row).order_by("first_day"))
    as_written(asked.point, row, *worked)
    context = {
        "site": row,
        "asked": asked,
        "judged": judged,
        "map": site_map([(row, judged)]) if row.longitude is not None else None,
        "leads": row.leads.filter(asked.point.known()).select_related("incident").order_by("received", "pk"),
        "history": SiteLikelihood.objects.filter(asked.point.known(), site=row).order_by("-turn", "-pk"),
        "operations": worked,
        "actions": offered(request, (*FIELD_ACTIONS, *CLERICAL_ACTIONS), row),
    }
    return render(request, "site.html", context)
