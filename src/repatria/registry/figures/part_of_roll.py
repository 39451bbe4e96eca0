"""A part of the roll: what it can be filtered by, and who is in it at any past point."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import standing
from repatria.registry.clerical.repeated import WAR, renamed
from repatria.registry.figures.computed import on_the_roll
from repatria.registry.roster.hierarchy import ALWAYS, Span, hierarchy
from repatria.registry.roster.histories import Circumstances, Pursuit, PursuitCategory
from repatria.registry.roster.models import ACCOUNTED_FOR, LossIncident, MissingPerson, Status

ANY_ACCOUNTED_FOR = "accounted-for"
"""A filter of the status: accounted for in any way."""
UNRECORDED = "-"
"""A filter of service, unit, conflict, country, place or date: those for whom none is recorded."""
ONLY_THE_YEAR = "-??"
STATUSES = (*Status.values, ANY_ACCOUNTED_FOR)
"""What the status can be filtered by."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of the roll: empty text means any, `UNRECORDED` those without.

    unit: the text as written; within: a part of the hierarchy (see `Hierarchy.within`): a unit's key, with all below
    it, or the line of keys that leads to it; date: partial, losses recorded as within it (``1950-??``: only the year
    is known); incident: its key.
    """

    status: str = ""
    service: str = ""
    conflict: str = ""
    country: str = ""
    place: str = ""
    unit: str = ""
    within: str = ""
    date: str = ""
    incident: str = ""
    pursuit: str = ""

    def given(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


FILTERS = Chosen.__slots__
WHOLE_ROLL = Chosen()


def persons(chosen: Chosen = WHOLE_ROLL, point: AsOf = NOW, *, at_once: bool = False) -> QuerySet[MissingPerson]:
    """Those on the roll at a point whom every filter lets through. at_once: see `on_the_roll`.

    Their status is asked as the figures ask it, so a list with a status has exactly those that the figure counts.
    Raises InvalidInput, in words, for a filter that no one can mean.
    """
    statuses = None
    if chosen.status:
        accounted_for = tuple(status.value for status in ACCOUNTED_FOR)
        statuses = accounted_for if chosen.status == ANY_ACCOUNTED_FOR else (chosen.status,)
    rows = on_the_roll(point, statuses, at_once=at_once)
    for column in ("service", "unit"):
        if value := getattr(chosen, column):
            rows = rows.filter(**{column: "" if value == UNRECORDED else value})
    if chosen.within:
        rows = rows.filter(_within(chosen.within, point))
    if chosen.incident:
        rows = rows.filter(incident=_key(chosen.incident))
    rows = _of_circumstances(rows, chosen, point)
    if chosen.pursuit:
        rows = _pursued(rows, chosen.pursuit, point)
    return rows


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _of_circumstances(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> QuerySet[MissingPerson]:
    """War, country, place and date of the loss as they were held at the point.

    Asked person by person (`Exists`): a join lets a database begin with the incidents, and a page of a long list waits.
    """
    if point.seq is None:
        held: QuerySet[Any] = LossIncident.objects.filter(pk=OuterRef("incident"))
    else:
        held = Circumstances.objects.filter(AsOf(seq=point.seq).history(), incident=OuterRef("incident"))
    for name in ("conflict", "country", "place", "date"):
        value = getattr(chosen, name)
        if not value:
            continue
        if name == "conflict":
            value = renamed(point).today(value, WAR)
        here = LossIncident.objects.filter(pk=OuterRef("incident")) if name == "conflict" else held
        if value == UNRECORDED:
            rows = rows.exclude(Exists(here.exclude(**{name: ""})))
        else:
            rows = rows.filter(Exists(here.filter(_on(value) if name == "date" else Q(**{name: value}))))
    return rows


def _on(text: str) -> Q:
    """Losses recorded as within a date; ``1950-??`` means those of which only the year 1950 is known."""
    if text.endswith(ONLY_THE_YEAR):
        return Q(date=text.removesuffix(ONLY_THE_YEAR))
    try:
        date = PartialDate(text)
    except InvalidInput:
        return Q(date=text)  # nobody: no incident has a date that is none
    return Q(earliest__gte=date.earliest, after__lte=date.after)


def _within(part: str, point: AsOf) -> Q:
    """Persons whose unit, on the day of their loss as it was held at the point, was in a part of the hierarchy."""
    known = hierarchy(point)
    texts = written_units()
    condition = Q(pk__in=[])
    for span, units in known.within(part).items():
        here = Q(unit__in=known.texts_of(units, texts))
        if span != ALWAYS:
            here &= _lost_during(span, point)
        condition |= here
    return condition


def _lost_during(span: Span, point: AsOf) -> Q:
    """Persons lost within some days; those of whom no date was held count where their unit was last."""
    first, after = span
    if point.seq is None:
        then = Q(incident__earliest__gte=first, incident__earliest__lt=after)
        undated = Q(incident__earliest__isnull=True)
    else:
        held = Circumstances.objects.filter(AsOf(seq=point.seq).history(), incident=OuterRef("incident"))
        then = Q(Exists(held.filter(earliest__gte=first, earliest__lt=after)))
        undated = ~Q(Exists(held.filter(earliest__isnull=False)))
    return then | undated if after == dt.date.max else then


def written_units() -> list[str]:
    """Every text that stands as a unit on the roll."""
    return list(MissingPerson.objects.exclude(unit="").order_by("unit").values_list("unit", flat=True).distinct())


def _pursued(rows: QuerySet[MissingPerson], category: str, point: AsOf) -> QuerySet[MissingPerson]:
    held = standing(Pursuit.objects.all(), point, "person_id")
    if category == PursuitCategory.NONE:
        return rows.exclude(Exists(held.exclude(category=PursuitCategory.NONE).filter(person=OuterRef("pk"))))
    return rows.filter(Exists(held.filter(category=category, person=OuterRef("pk"))))
