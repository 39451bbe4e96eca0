"""The timeline: engagements and hand-overs in order, as a list and as a drawn strip."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.custody.models import HandOver
from repatria.registry.people.permissions import Resource
from repatria.registry.talks.models import Engagement
from repatria.registry.talks.read import engagements, hand_overs
from repatria.registry.talks.verbs import STILL_OPEN
from repatria.web.remembered import until_next_entry

_TONES = {
    "held": "good",
    "agreed": "good",
    "occurred": "good",
    "made": "good",
    "sent": "good",
    "no-show": "bad",
    "no agreement": "bad",
    "cancelled": "bad",
    "suspended": "bad",
    "halted": "bad",
    "refuted": "bad",
    "ended": "bad",
    "postponed": "warn",
    "rescheduled": "warn",
}


def tone(outcome: str) -> str:
    """How an outcome is coloured: good, bad, warn, or plain when nothing is known of it yet."""
    return _TONES.get(outcome, "plain")


@dataclass(frozen=True, slots=True)
class Event:
    """One engagement or hand-over; date: when it was, or when it was planned for."""

    row: Engagement | HandOver
    first_day: dt.date | None
    date: str
    is_hand_over: bool

    @property
    def tone(self) -> str:
        """The colour of the outcome; a hand-over has its own."""
        return "hand-over" if self.is_hand_over else tone(self.row.outcome)

    @property
    def route(self) -> str:
        """The name of its page."""
        return "hand-over" if self.is_hand_over else "engagement"

    @property
    def resource(self) -> str:
        """Who may open its page."""
        return (Resource.CUSTODY if self.is_hand_over else Resource.TALKS).value


@until_next_entry
def events(point: AsOf = NOW) -> tuple[Event, ...]:
    """Everything that has a date and was known at the point, with its outcome then, oldest first."""
    found = []
    for row in engagements(point):
        row.outcome = row.outcome_then
        happened = row.outcome not in STILL_OPEN
        found.append(Event(row, row.earliest, (row.date if happened else "") or row.planned, False))
    found += [Event(row, row.earliest, row.date, True) for row in hand_overs(point).select_related("source")]
    as_written(point, *(event.row for event in found))
    dated = [event for event in found if event.first_day]
    return tuple(sorted(dated, key=lambda event: (event.first_day, len(event.date), event.is_hand_over, event.row.pk)))


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the strip, at x; label_y: where the quantity of a hand-over is written."""

    event: Event
    x: float
    y: float
    label_y: float


@dataclass(frozen=True, slots=True)
class YearBand:
    """The stretch of the strip that one year takes."""

    year: int
    x: float
    width: float
    middle: float
    shaded: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawn timeline: events evenly spaced in order (not to scale), years as bands under them."""

    width: float
    height: float
    axis: float
    marks: tuple[Mark, ...]
    years: tuple[YearBand, ...]


_STEP, _MARGIN, _TALKS_Y, _AXIS_Y, _HAND_OVER_Y, _HEIGHT = 42.0, 22.0, 52.0, 92.0, 132.0, 190.0
_LABEL_ROWS = (160.0, 178.0)


def strip(chosen: tuple[Event, ...]) -> Strip:
    """Lay `chosen` out: talks above the axis, hand-overs under it; many events of one short year stay readable."""
    marks: list[Mark] = []
    years: list[YearBand] = []
    hand_overs = 0
    for number, (year, group) in enumerate(groupby(chosen, key=lambda event: event.first_day.year)):
        start = _MARGIN + len(marks) * _STEP
        for event in group:
            x = _MARGIN + (len(marks) + 0.5) * _STEP
            label_y = _LABEL_ROWS[hand_overs % 2]
            hand_overs += event.is_hand_over
            marks.append(Mark(event, x, _HAND_OVER_Y if event.is_hand_over else _TALKS_Y, label_y))
        width = _MARGIN + len(marks) * _STEP - start
        years.append(YearBand(year, start, width, start + width / 2, number % 2 == 0))
    return Strip(2 * _MARGIN + max(len(marks), 1) * _STEP, _HEIGHT, _AXIS_Y, tuple(marks), tuple(years))
