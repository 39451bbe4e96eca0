"""Units: the hierarchy with how many of the missing belonged to each, and one unit with its names and its places."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.figures.drill_down import Chosen, Group
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.as_it_stood import history_at
from repatria.registry.roster.hierarchy import Hierarchy, hierarchy
from repatria.registry.roster.histories import Unit, UnitName, UnitPlacement
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import Asked, asked_point
from repatria.web.roll_actions import UNIT_ACTIONS
from repatria.web.roll_list import address, counted

_TEXTS = 100


@page(Resource.ROLL)
def units(request: HttpRequest) -> HttpResponse:
    """The tree of units as they last stood, with everyone in them, and the texts of files that name none of them."""
    asked = asked_point(request)
    known = hierarchy(asked.point)
    persons, untied = _persons(asked)
    context = {
        "asked": asked,
        "lines": _lines(known, None, persons, asked, set()),
        "untied": [(group.value, group.persons, address("roll", group.chosen, asked)) for group in untied[:_TEXTS]],
        "more": max(len(untied) - _TEXTS, 0),
        "actions": offered(request, UNIT_ACTIONS, None),
    }
    return render(request, "units.html", context)


def _persons(asked: Asked) -> tuple[dict[int, int], list[Group]]:
    """How many belonged to each unit or below it, by its key; and the groups of texts that are tied to none."""
    persons: dict[int, int] = {}
    untied: list[Group] = []
    for group in counted("unit", Chosen(), asked.point):
        if group.chosen.within:
            _add(group, persons)
        else:
            untied.append(group)
    return persons, untied


def _add(group: Group, persons: dict[int, int]) -> None:
    """Everyone in a unit or below it; a unit that moved counts under each place that it had."""
    key = int(group.value)
    persons[key] = persons.get(key, 0) + group.persons
    for below in group.groups:
        _add(below, persons)


def _lines(
    known: Hierarchy, unit: int | None, persons: dict[int, int], asked: Asked, above: set[int]
) -> list[dict[str, Any]]:
    return [
        {
            "unit": each,
            "persons": persons.get(each.pk, 0),
            "names": address("roll", Chosen(within=str(each.pk)), asked),
            "lines": _lines(known, each.pk, persons, asked, above | {each.pk}),
        }
        for each in known.children(unit)
        if each.pk not in above
    ]


@page(Resource.ROLL)
def unit(request: HttpRequest, number: int) -> HttpResponse:
    """One unit: what is above and below it, since when, its names in files, and who of it is missing."""
    row = get_object_or_404(Unit, pk=number)
    asked = asked_point(request)
    known = hierarchy(asked.point)
    within = Chosen(within=str(row.pk))
    persons, _untied = _persons(asked)
    context = {
        "unit": row,
        "asked": asked,
        "above": [known.units[key] for key in reversed(known.line(row.pk, asked.point.on)) if key != row.pk],
        "below": [
            (each, persons.get(each.pk, 0), address("roll", Chosen(within=str(each.pk)), asked))
            for each in known.children(row.pk, asked.point.on)
        ],
        "places": history_at(UnitPlacement.objects.filter(unit=row).select_related("parent"), asked.point),
        "names": history_at(UnitName.objects.filter(unit=row), asked.point),
        "persons": persons.get(row.pk, 0),
        "list": address("roll", within, asked),
        "counts": address("roll-counts", within, asked, per="unit"),
        "actions": offered(request, UNIT_ACTIONS, row),
        "may_change": request.user.may(Verb.CHANGE, Resource.ROLL) and not asked.past,
    }
    return render(request, "unit.html", context)
