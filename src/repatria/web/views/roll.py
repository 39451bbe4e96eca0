"""The roll: search and filters, counts that open to names, one person, one loss incident; at any past point."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from repatria.registry.clerical.read import as_written
from repatria.registry.figures.drill_down import WAYS, Group, count
from repatria.registry.figures.part_of_roll import FILTERS, STATUSES, Chosen
from repatria.registry.identities.merges import counts_no_more
from repatria.registry.identities.read import identity_of
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.as_it_stood import circumstances_at, history_at, pursuit_at, repeat, status_at
from repatria.registry.roster.hierarchy import hierarchy
from repatria.registry.roster.histories import ArmedConflict, Circumstances, Pursuit, PursuitCategory, Unit
from repatria.registry.roster.models import LossIncident, MissingPerson, StatusEntry
from repatria.registry.runs.models import Hit
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import Asked, asked_point
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.grid_words import grid_words
from repatria.web.identity_actions import IDENTITY_ACTIONS
from repatria.web.leading import latest_run, with_ties
from repatria.web.paging import keyset_page
from repatria.web.person_identity import identity_context
from repatria.web.roll_actions import CONFLICT_ACTIONS, INCIDENT_ACTIONS, PERSON_ACTIONS
from repatria.web.roll_list import address, choices, chosen_from, counted, how_many, one_page

_TERM = "roll_term"  # what was typed into the search box: kept in the session, because addresses end up in logs
_POINT = ("on", "by")
_CANDIDATES = 10
_NEXT = {
    "conflict": "country",
    "country": "unit",
    "place": "date",
    "unit": "date",
    "date": "country",
    "status": "service",
    "service": "unit",
    "pursuit": "status",
}
"""By what a group of one count is counted further."""


@page(Resource.ROLL, methods=("GET", "POST"))
def roll(request: HttpRequest) -> HttpResponse:
    """The list; the form is posted so that a name never stands in an address."""
    if request.method == "POST":
        term = request.POST.get("term", "").strip()[:100]
        request.session[_TERM] = term
        names = (*FILTERS, "year", *_POINT)
        given = {name: request.POST[name] for name in names if request.POST.get(name)}
        if term:
            given["search"] = "1"
        here = reverse("roll") + (f"?{urlencode(given)}" if given else "")
        if not request.htmx:
            return redirect(here)
        request.GET = QueryDict(urlencode(given))
        response = _answer(request, "parts/roll_results.html")
        response["HX-Push-Url"] = here
        return response
    return _answer(request, "roll.html")


def _answer(request: HttpRequest, template: str) -> HttpResponse:
    asked = asked_point(request)
    term = request.session.get(_TERM, "") if "search" in request.GET else ""
    chosen = chosen_from(request)
    context = {
        "asked": asked,
        "page": one_page(request, chosen, term, asked.point),
        "count": how_many(chosen, term, asked.point),
        "chosen": chosen,
        "term": term,
        "named": _named(chosen),
        "choices": choices(),
        "statuses": STATUSES,
        "categories": PursuitCategory.values,
        "filtered": bool(term or chosen.given()),
        "counts": address("roll-counts", chosen, asked),
        "actions": offered(request, IDENTITY_ACTIONS, None)[:1],
    }
    return render(request, template, context)


def _named(chosen: Chosen) -> dict[str, str]:
    """What the keys among the filters stand for."""
    found = {}
    if chosen.incident:
        found["incident"] = _name(LossIncident, chosen.incident)
    if chosen.within:
        found["within"] = " › ".join(_name(Unit, key) for key in chosen.within.removeprefix(".").split("."))
    return found


def _name(model: type[LossIncident] | type[Unit], key: str) -> str:
    row = model.objects.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    return str(row) if row else "?"


@page(Resource.ROLL)
def roll_counts(request: HttpRequest) -> HttpResponse:
    """The roll counted by one thing after another; every count opens to the names behind it."""
    asked = asked_point(request)
    chosen = chosen_from(request)
    way = request.GET.get("per", "")
    way = way if way in WAYS else "country"
    groups = counted(way, chosen, asked.point)
    context = {
        "asked": asked,
        "way": way,
        "ways": [(name, address("roll-counts", chosen, asked, per=name)) for name in WAYS],
        "total": sum(group.persons for group in groups),
        "names": address("roll", chosen, asked),
        "lines": _lines(groups, way, asked),
        "chosen": [
            (
                name,
                _named(chosen).get(name, value),
                address("roll-counts", replace(chosen, **{name: ""}), asked, per=way),
            )
            for name, value in chosen.given().items()
        ],
    }
    return render(request, "roll_counts.html", context)


def _lines(groups: tuple[Group, ...] | list[Group], way: str, asked: Asked) -> list[dict[str, Any]]:
    most = max((group.persons for group in groups), default=1)
    return [
        {
            "label": group.label,
            "value": group.value,
            "persons": group.persons,
            "made_up": group.made_up,
            "percent": 100 * group.persons / most,
            "names": address("roll", group.chosen, asked),
            "further": address("roll-counts", group.chosen, asked, per=_NEXT[way]),
            "lines": _lines(group.groups, way, asked),
        }
        for group in groups
    ]


@page(Resource.ROLL)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One missing person at a point: who, where and when lost, histories; family and candidates for who sees them."""
    row = get_object_or_404(MissingPerson.objects.select_related("incident"), pk=number)
    asked = asked_point(request)
    held = circumstances_at(row.incident, asked.point) if row.incident else None
    if row.incident and held:
        repeat(row.incident, held)
    as_written(asked.point, row.incident)
    status = status_at(row, asked.point)
    identity = identity_of(row, asked.point)
    units = hierarchy(asked.point)
    unit = units.tied(identity.person.unit)
    day = row.incident.earliest if row.incident else None
    context: dict[str, Any] = {
        "person": identity.person,
        **identity_context(request, identity),
        "asked": asked,
        "status": status.status if status else "",
        "incident": row.incident if held else None,
        "grid": grid_words(held) if held else None,
        "units": [units.units[key] for key in units.line(unit, day)] if unit else [],
        "history": history_at(StatusEntry.objects.filter(person=row), asked.point),
        "pursuit": pursuit_at(row, asked.point),
        "pursuits": history_at(Pursuit.objects.filter(person=row), asked.point),
        "entries": LedgerEntry.objects.filter(subject=f"person/{row.pk}").count(),
        "actions": offered(request, (*PERSON_ACTIONS, *CLERICAL_ACTIONS), row),
        "may_change": request.user.may(Verb.CHANGE, Resource.ROLL) and not asked.past,
    }
    if request.user.may(Verb.SEE, Resource.FAMILIES):
        context["kin"] = getattr(row, "kin", None)
    if request.user.may(Verb.SEE, Resource.SEARCH):
        context["run"] = latest_run()
        kept = with_ties(Hit.objects.filter(person=row, run=context["run"])).select_related("remains", "sample")
        for name, above in (("hits", True), ("below", False)):
            context[name] = kept.filter(above=above).order_by("-log10_lr", "id")[:_CANDIDATES]
    return render(request, "person.html", context)


@page(Resource.ROLL)
def incident(request: HttpRequest, number: int) -> HttpResponse:
    """One loss incident at a point: when, where with what uncertainty, and how those lost in it stood."""
    row = get_object_or_404(LossIncident, pk=number)
    asked = asked_point(request)
    held = circumstances_at(row, asked.point)
    if held:
        repeat(row, held)
    as_written(asked.point, row)
    lost = Chosen(incident=str(row.pk))
    groups = count("status", lost, asked.point)
    known = hierarchy(asked.point)
    context = {
        "incident": row if held else None,
        "title": row.title,
        "asked": asked,
        "grid": grid_words(held) if held else None,
        "history": history_at(Circumstances.objects.filter(incident=row), asked.point),
        "counted": [(group.value, group.persons, address("roll", group.chosen, asked)) for group in groups],
        "total": sum(group.persons for group in groups),
        "everyone": address("roll", lost, asked),
        "unit": known.units.get(known.tied(row.unit) or 0),
        "actions": offered(request, (*INCIDENT_ACTIONS, *CLERICAL_ACTIONS), row),
    }
    return render(request, "incident.html", context)


@page(Resource.ROLL)
def incidents(request: HttpRequest) -> HttpResponse:
    """Every loss incident known at a point, with how many were lost in it."""
    asked = asked_point(request)
    rows = LossIncident.objects.filter(asked.point.known(), asked.point.happened("earliest"))
    once = ~counts_no_more(asked.point, "persons")
    shown = LossIncident.objects.annotate(lost=Count("persons", filter=once))
    found = keyset_page(request, rows, "code", shown=shown)
    as_written(asked.point, *found.rows)
    if asked.point.seq is not None:
        held = Circumstances.objects.filter(asked.point.history(), incident__in=[row.pk for row in found.rows])
        then = {each.incident_id: each for each in held}
        for row in found.rows:
            repeat(row, then[row.pk])
    context = {"asked": asked, "page": found, "actions": offered(request, INCIDENT_ACTIONS, None)}
    return render(request, "incidents.html", context)


@page(Resource.ROLL)
def armed_conflicts(request: HttpRequest) -> HttpResponse:
    """The wars of the record with their days as they were held to be, and how many were lost in each."""
    asked = asked_point(request)
    rows = []
    for row in ArmedConflict.objects.filter(asked.point.known()).order_by("name"):
        history = history_at(row.days.all(), asked.point)
        days = next((each for each in history if each.corrected_seq is None), None)
        as_written(asked.point, row)
        chosen = Chosen(conflict=row.name)
        rows.append(
            {
                "conflict": row,
                "days": days,
                "wrong": [each for each in history if each.corrected_seq is not None],
                "persons": how_many(chosen, "", asked.point),
                "names": address("roll", chosen, asked),
                "counts": address("roll-counts", chosen, asked, per="country"),
                "actions": offered(request, (*CONFLICT_ACTIONS, *CLERICAL_ACTIONS), row),
            }
        )
    context = {"asked": asked, "rows": rows, "actions": offered(request, CONFLICT_ACTIONS, None)}
    return render(request, "armed_conflicts.html", context)
