"""The roll as the pages ask for it: filters from an address, one page of the list at any past point, its count."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from repatria.registry.asof import NOW, AsOf
from repatria.registry.figures.drill_down import Group, count
from repatria.registry.figures.part_of_roll import FILTERS, Chosen, persons
from repatria.registry.identities.search import found_by
from repatria.registry.roster.as_it_stood import stood
from repatria.registry.roster.models import LossIncident, MissingPerson
from repatria.web.as_of import Asked
from repatria.web.paging import PAGE_SIZE, Page, page_of_keys, walked_page
from repatria.web.remembered import until_next_entry

ORDER = ("family_name", "given_names", "id")
FEW = 5_000
"""Up to so many persons are put in order at once and kept; of more, a page is found by walking along the names."""
_LONGEST = 200
SHOWN = MissingPerson.objects.select_related("incident")


def chosen_from(request: HttpRequest) -> Chosen:
    """The filters that the address names; ``year`` is another name of ``date``."""
    given = {name: request.GET.get(name, "")[:_LONGEST] for name in FILTERS}
    given["date"] = given["date"] or request.GET.get("year", "")[:_LONGEST]
    return Chosen(**given)


def address(route: str, chosen: Chosen, asked: Asked, **more: str) -> str:
    """The address of a page of the roll with filters at the point that was asked for."""
    query = chosen.given() | more
    if asked.past:
        query |= {name: text for name, text in (("on", asked.on), ("by", asked.by)) if text}
    return reverse(route) + (f"?{urlencode(query)}" if query else "")


@until_next_entry
def rows(chosen: Chosen, term: str, point: AsOf, *, at_once: bool = False) -> QuerySet[MissingPerson]:
    """Those whom the filters and what was typed let through; a question that is yet to be asked."""
    return persons(chosen, point, at_once=at_once).filter(found_by(term))


@until_next_entry
def how_many(chosen: Chosen, term: str, point: AsOf) -> int:
    """How many there are."""
    most_of_the_roll = not term and chosen.given().keys() <= {"status"}
    return rows(chosen, term, point, at_once=most_of_the_roll).count()


@until_next_entry
def _in_order(chosen: Chosen, term: str, point: AsOf) -> tuple[int, ...]:
    return tuple(rows(chosen, term, point).order_by(*ORDER).values_list("pk", flat=True))


def one_page(request: HttpRequest, chosen: Chosen, term: str, point: AsOf) -> Page:
    """One page of the list, each person as they stood at the point."""
    n = how_many(chosen, term, point)
    if n <= FEW:
        page = page_of_keys(request, _in_order(chosen, term, point), SHOWN)
    else:
        everyone = how_many(Chosen(), "", NOW)
        page = walked_page(request, rows(chosen, term, point), *ORDER, stride=stride(n, everyone), shown=SHOWN)
    stood(page.rows, point)
    return page


def stride(n: int, everyone: int) -> int:
    """How many of the roll to walk at a time, so that one stretch holds about a page of the n whom it has."""
    return min(max(int(PAGE_SIZE * 1.3 * everyone / n), PAGE_SIZE + 10), FEW)


@until_next_entry
def counted(by: str, chosen: Chosen, point: AsOf) -> tuple[Group, ...]:
    """The groups of a count, kept until the next entry."""
    return tuple(count(by, chosen, point))


@until_next_entry
def choices() -> dict[str, list[str]]:
    """What the filters offer: the values that occur on the roll."""
    people, incidents = MissingPerson.objects, LossIncident.objects
    years = _values(incidents.exclude(earliest=None).values_list("earliest__year", flat=True))
    return {
        "service": _values(people.exclude(service="").values_list("service", flat=True)),
        "unit": _values(people.exclude(unit="").values_list("unit", flat=True)),
        "country": _values(incidents.exclude(country="").values_list("country", flat=True)),
        "conflict": _values(incidents.exclude(conflict="").values_list("conflict", flat=True)),
        "year": [str(year) for year in years],
    }


def _values(column: QuerySet[Any]) -> list[Any]:
    return sorted(column.order_by().distinct())
