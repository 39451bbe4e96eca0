"""Units: the hierarchy with how many of the missing belonged to each, and one unit with its names and its places."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.clerical.read import as_written
from repatria.registry.figures.drill_down import Group
from repatria.registry.figures.part_of_roll import Chosen
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.as_it_stood import history_at
from repatria.registry.roster.hierarchy import Hierarchy, hierarchy
from repatria.registry.roster.histories import Unit, UnitName, UnitPlacement
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import Asked, asked_point
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.roll_actions import UNIT_ACTIONS
from repatria.web.roll_list import address, counted, how_many

_TEXTS = 100


@page(Resource.ROLL)
def units(request: HttpRequest) -> HttpResponse:
    """The tree of units as they last stood, with everyone in them, and the texts of files that name none of them."""
    asked = asked_point(request)
    known = hierarchy(asked.point)
    persons, untied = _persons(asked)
    context = {
        "asked": asked,
        "lines": _lines(known, ".", persons, asked),
        "untied": [
            (group.value, group.persons, address("roll", group.chosen, asked), known.near(group.value))
            for group in untied[:_TEXTS]
        ],
        "more": max(len(untied) - _TEXTS, 0),
        "actions": offered(request, UNIT_ACTIONS, None),
    }
    return render(request, "units.html", context)


def _persons(asked: Asked) -> tuple[dict[str, int], list[Group]]:
    """How many belonged to each place in the hierarchy, by the filter that lists them; and texts tied to no unit."""
    persons: dict[str, int] = {}
    untied: list[Group] = []
    for group in counted("unit", Chosen(), asked.point):
        if group.chosen.within:
            _add(group, persons)
        else:
            untied.append(group)
    return persons, untied


def _add(group: Group, persons: dict[str, int]) -> None:
    persons[group.chosen.within] = group.persons
    for below in group.groups:
        _add(below, persons)


def _lines(known: Hierarchy, above: str, persons: dict[str, int], asked: Asked) -> list[dict[str, Any]]:
    """The units directly below a place, as they last stood and those that somebody was lost in while they were there.

    above: the filter of the place, ``.3.``; its numbers are the sum of those below it and of its own persons.
    """
    keys = [int(key) for key in above.strip(".").split(".") if key]
    here = {each.pk for each in known.children(keys[-1] if keys else None)}
    last = set(here)
    here |= {int(part[len(above) :]) for part in persons if part.startswith(above) and part[len(above) :].isdigit()}
    return [
        {
            "unit": each,
            "earlier": each.pk not in last,
            "persons": persons.get(f"{above}{each.pk}", 0),
            "names": address("roll", Chosen(within=f"{above}{each.pk}"), asked),
            "lines": _lines(known, f"{above}{each.pk}.", persons, asked),
        }
        for each in sorted((known.units[key] for key in here - set(keys)), key=lambda each: each.name)
    ]


@page(Resource.ROLL)
def unit(request: HttpRequest, number: int) -> HttpResponse:
    """One unit: what is above and below it, since when, its names in files, and who of it is missing."""
    row = get_object_or_404(Unit, pk=number)
    asked = asked_point(request)
    known = hierarchy(asked.point)
    as_written(asked.point, row)
    within = Chosen(within=str(row.pk))
    context = {
        "unit": row,
        "asked": asked,
        "above": [known.units[key] for key in reversed(known.line(row.pk, asked.point.on)) if key != row.pk],
        "below": [
            (each, how_many(below, "", asked.point), address("roll", below, asked))
            for each in known.children(row.pk, asked.point.on)
            for below in [Chosen(within=f"{row.pk}.{each.pk}")]
        ],
        "places": history_at(UnitPlacement.objects.filter(unit=row).select_related("parent"), asked.point),
        "names": history_at(UnitName.objects.filter(unit=row), asked.point),
        "persons": how_many(within, "", asked.point),
        "list": address("roll", within, asked),
        "counts": address("roll-counts", within, asked, per="unit"),
        "actions": offered(request, (*UNIT_ACTIONS, *CLERICAL_ACTIONS), row),
        "may_change": request.user.may(Verb.CHANGE, Resource.ROLL) and not asked.past,
    }
    return render(request, "unit.html", context)
