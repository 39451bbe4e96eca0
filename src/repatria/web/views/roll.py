"""The roll: search and filters, one person, one loss incident."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import ACCOUNTED_FOR, LossIncident, MissingPerson, Status, StatusEntry
from repatria.registry.runs.models import Hit
from repatria.web.access import page
from repatria.web.leading import latest_run, with_ties
from repatria.web.paging import keyset_page
from repatria.web.remembered import until_next_entry

_TERM = "roll_term"  # what was typed into the search box: kept in the session, because addresses end up in logs
_FILTERS = ("status", "service", "country", "unit", "year", "incident")
_ACCOUNTED_FOR = "accounted-for"
_CANDIDATES = 10
_SHOWN = MissingPerson.objects.select_related("incident")


@page(Resource.ROLL, methods=("GET", "POST"))
def roll(request: HttpRequest) -> HttpResponse:
    """The list; the form is posted so that a name never stands in an address."""
    if request.method == "POST":
        term = request.POST.get("term", "").strip()[:100]
        request.session[_TERM] = term
        chosen = {name: request.POST[name] for name in _FILTERS if request.POST.get(name)}
        if term:
            chosen["search"] = "1"
        address = reverse("roll") + (f"?{urlencode(chosen)}" if chosen else "")
        if not request.htmx:
            return redirect(address)
        request.GET = QueryDict(urlencode(chosen))
        response = _answer(request, "parts/roll_results.html")
        response["HX-Push-Url"] = address
        return response
    return _answer(request, "roll.html")


def _answer(request: HttpRequest, template: str) -> HttpResponse:
    term = request.session.get(_TERM, "") if "search" in request.GET else ""
    chosen = {name: request.GET.get(name, "")[:200] for name in _FILTERS}
    persons = _chosen(tuple(chosen.items()), term)
    incident = LossIncident.objects.filter(pk=_number(chosen["incident"])).first() if chosen["incident"] else None
    context = {
        "page": keyset_page(request, persons, "family_name", "given_names", "id", shown=_SHOWN),
        "count": _count(tuple(chosen.items()), term),
        "chosen": chosen,
        "term": term,
        "incident": incident,
        "choices": _choices(),
        "statuses": [*Status.values, _ACCOUNTED_FOR],
        "filtered": bool(term or any(chosen.values())),
    }
    return render(request, template, context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _chosen(filters: tuple[tuple[str, str], ...], term: str) -> QuerySet[MissingPerson]:
    persons = MissingPerson.objects.all()
    for name, value in filters:
        if value:
            persons = persons.filter(_condition(name, value))
    for part in term.replace(",", " ").split():
        if any(character.isdigit() for character in part):
            persons = persons.filter(Q(service_number__istartswith=part) | Q(reference__istartswith=part))
        else:
            persons = persons.filter(Q(family_name__istartswith=part) | Q(given_names__icontains=part))
    return persons


def _condition(name: str, value: str) -> Q:
    if name == "status" and value == _ACCOUNTED_FOR:
        return Q(status__in=ACCOUNTED_FOR)
    if name == "country":
        return Q(incident__country=value)
    if name == "year":
        return Q(incident__earliest__year=_number(value) if 0 < _number(value) < 9999 else 1)
    if name == "incident":
        return Q(incident_id=_number(value))
    return Q(**{name: value})


@until_next_entry
def _count(filters: tuple[tuple[str, str], ...], term: str) -> int:
    return _chosen(filters, term).count()


@until_next_entry
def _choices() -> dict[str, list[str]]:
    """What the filters offer: the values that occur on the roll."""
    persons, incidents = MissingPerson.objects, LossIncident.objects
    return {
        "service": _values(persons.exclude(service="").values_list("service", flat=True)),
        "unit": _values(persons.exclude(unit="").values_list("unit", flat=True)),
        "country": _values(incidents.exclude(country="").values_list("country", flat=True)),
        "year": sorted(
            {str(day.year) for day in _values(incidents.exclude(earliest=None).values_list("earliest", flat=True))}
        ),
    }


def _values(column: QuerySet[Any]) -> list[Any]:
    return sorted(column.order_by().distinct())


@page(Resource.ROLL)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One missing person: who, where and when lost, status history; family and candidates for those who see them."""
    row = get_object_or_404(MissingPerson.objects.select_related("incident"), pk=number)
    context: dict[str, Any] = {
        "person": row,
        "incident": row.incident,
        "history": StatusEntry.objects.filter(person=row).order_by("-begins", "-id"),
        "entries": LedgerEntry.objects.filter(subject=f"person/{row.pk}").count(),
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
    """One loss incident: when, where with what uncertainty, and how those lost in it stand."""
    row = get_object_or_404(LossIncident, pk=number)
    counted = row.persons.values_list("status").annotate(n=Count("pk")).order_by("status")
    context = {"incident": row, "counted": counted, "total": sum(n for _status, n in counted)}
    return render(request, "incident.html", context)
