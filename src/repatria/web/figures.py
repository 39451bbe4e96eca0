"""The record's own figures on the pages, each a link to what it counts, and breakdowns of the unaccounted-for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from repatria.registry.asof import NOW
from repatria.registry.figures.computed import DEFINITIONS, Definition
from repatria.registry.figures.statement import Figure
from repatria.registry.identities.merges import each_person_once
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import Status
from repatria.web.as_of import TODAY, Asked
from repatria.web.remembered import until_next_entry

_LISTS = {
    "unaccounted-for": ("roll", {"status": Status.UNACCOUNTED_FOR.value}),
    "accounted-for": ("roll", {"status": "accounted-for"}),
    "non-recoverable": ("roll", {"status": Status.NON_RECOVERABLE.value}),
    "roll": ("roll", {}),
    "remains-held": ("remains", {"show": "held"}),
    "remains-leading": ("remains", {"show": "leading"}),
    "boxes-received": ("containers", {"kind": "box"}),
    "caskets-received": ("containers", {"kind": "casket"}),
}
"""Figures whose members today are a list that has its own page; the others, and all of the past, open on `figure`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A computed figure with its definition; url: the list of what is counted, no more and no less."""

    definition: Definition
    figure: Figure
    url: str

    @property
    def code(self) -> str:
        """The figure's name."""
        return self.definition.code

    @property
    def value(self) -> int:
        """How many."""
        return int(self.figure.value or 0)

    @property
    def made_up(self) -> int:
        """How many of those are made up."""
        return self.figure.made_up

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.definition.unit

    @property
    def resource(self) -> Resource:
        """Who may open the list."""
        return self.definition.resource

    @property
    def label(self) -> str:
        """What it is, in the reader's language."""
        return self.definition.label_ko if get_language() == "ko" else self.definition.label_en

    @property
    def derivation(self) -> str:
        """How it is computed, in the reader's language."""
        return self.definition.derivation_ko if get_language() == "ko" else self.definition.derivation


@until_next_entry
def computed_figures(asked: Asked = TODAY) -> tuple[Shown, ...]:
    """Every figure that the record itself gives at a point, in the order of their definitions."""
    return tuple(Shown(known, known.at(asked.point), _url(known, asked)) for known in DEFINITIONS)


def _url(known: Definition, asked: Asked) -> str:
    if asked.point == NOW and known.code in _LISTS:
        route, query = _LISTS[known.code]
        return reverse(route) + (f"?{urlencode(query)}" if query else "")
    point = {name: text for name, text in (("on", asked.on), ("by", asked.by)) if text and asked.past}
    return reverse("figure", args=[known.code]) + (f"?{urlencode(point)}" if point else "")


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a breakdown of the unaccounted-for: persons, and the filter of the roll that shows them."""

    name: str
    value: int
    percent: float
    query: str


_BREAKDOWNS = {"country": "incident__country", "service": "service", "unit": "unit", "year": "incident__earliest"}
_LINES = 8


@until_next_entry
def unaccounted_for_by(what: str) -> tuple[tuple[Share, ...], int]:
    """The largest groups of the unaccounted-for by country, service, unit or year, and how many are in none.

    Years come in order, the others by size; persons for whom nothing is recorded count among the rest.
    """
    persons = each_person_once().filter(status=Status.UNACCOUNTED_FOR)
    total, groups = 0, Counter[str]()
    for value, n in persons.values_list(_BREAKDOWNS[what]).annotate(n=Count("pk")).order_by():
        total += n
        if value:
            groups[str(value.year if what == "year" else value)] += n
    rows = sorted(groups.items(), key=lambda row: (-row[1], row[0]))
    largest = rows[:_LINES]
    if what == "year":
        largest.sort()
    top = max((n for _name, n in largest), default=1)
    shares = tuple(
        Share(name, n, round(100 * n / top, 1), urlencode({"status": Status.UNACCOUNTED_FOR.value, what: name}))
        for name, n in largest
    )
    return shares, total - sum(share.value for share in shares)
