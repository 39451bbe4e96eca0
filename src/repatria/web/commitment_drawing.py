"""Promise against delivery on one line of time: steps on the axis, quantities in one lane for each unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from repatria.dates import PartialDate
from repatria.registry.figures.evidence import Claim
from repatria.registry.talks.models import CommitmentStep
from repatria.registry.talks.read import Standing

WIDTH, _LEFT, _RIGHT, _AXIS, _LANE = 820.0, 110.0, 40.0, 62.0, 44.0
_APART = 30.0  # marks closer than this are moved apart: the line is to scale only as far as they can be told apart
TONES = {
    "kept": "good",
    "partly kept": "good",
    "reaffirmed": "good",
    "made": "good",
    "standing": "plain",
    "planned": "plain",
    "open": "plain",
    "under assessment": "plain",
    "claimed kept": "warn",
    "not begun": "warn",
    "stalled": "warn",
    "replaced": "warn",
    "missed": "bad",
    "suspended": "bad",
    "broken": "bad",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on the axis. number: its place in the list below the drawing."""

    step: CommitmentStep
    number: int
    x: float
    tone: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in its lane: of a promise or claim, or of a delivery. words: the number as it was said."""

    x: float
    words: str
    value: float
    delivered: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One unit. Quantities of different lanes are never compared."""

    unit: str
    y: float
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year, or of a month where the line is short."""

    x: float
    date: str


@dataclass(frozen=True, slots=True)
class Line:
    """The drawing; due: where the deadline lies, if there is one."""

    width: float
    height: float
    axis: float
    left: float
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    due: float | None


def draw(standing: Standing, claims: list[Claim]) -> Line | None:
    """The line of time of a commitment; claims: what sources said of its quantity. None when nothing has a date."""
    steps = [step for step in standing.steps if step.since]
    said = [(PartialDate(claim.figure.as_of or claim.published).earliest, claim) for claim in claims if claim.published]
    said = [pair for pair in said if pair[1].figure.predicate != "handed_over"]
    due = PartialDate(standing.commitment.due).earliest if standing.commitment.due else None
    days = [step.begins for step in steps] + [day for day, _claim in said] + ([due] if due else [])
    if not days:
        return None
    scale = _Scale(min(days), max(days))
    marks, before = [], 0.0
    for number, step in enumerate(standing.steps, 1):
        if step.since:
            before = max(scale.x(step.begins), before + _APART)
            marks.append(Mark(step, number, before, TONES.get(step.status, "plain")))
    lanes = _lanes(standing, scale, said)
    width = max(WIDTH, before + _RIGHT)
    height = _AXIS + _LANE * (len(lanes) + 1)
    return Line(width, height, _AXIS, _LEFT, tuple(marks), lanes, scale.ticks(), scale.x(due) if due else None)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        span = max((self.last - self.first).days, 1)
        return _LEFT + 20 + (WIDTH - _LEFT - _RIGHT - 20) * (day - self.first).days / span

    def ticks(self) -> tuple[Tick, ...]:
        months = (self.last - self.first).days < 400
        day, found = self.first.replace(day=1), []
        while day <= self.last:
            if day >= self.first and ((months and day.month % 3 == 1) or day.month == 1):
                found.append(Tick(self.x(day), day.isoformat()[:7] if months else day.isoformat()[:4]))
            day = (day + dt.timedelta(days=32)).replace(day=1)
        return tuple(found)


def _lanes(standing: Standing, scale: _Scale, said: list[tuple[dt.date, Claim]]) -> tuple[Lane, ...]:
    amounts: dict[str, list[Amount]] = {}
    row = standing.commitment
    if row.unit and row.quantity_low is not None and row.made_at and row.made_at.earliest:
        high = row.quantity_high if row.quantity_high is not None else row.quantity_low
        words = f"{row.quantity_low:,}" if high == row.quantity_low else f"{row.quantity_low:,}–{high:,}"
        day = max(row.made_at.earliest, scale.first)
        amounts.setdefault(row.unit, []).append(Amount(scale.x(day), words, float(high), False))
    for day, claim in said:
        figure = claim.figure
        value = figure.value if figure.value is not None else figure.high or figure.low or 0.0
        words = f"{figure.as_said()} ({figure.source})"
        amounts.setdefault(figure.unit, []).append(Amount(scale.x(day), words, value, False))
    for step in standing.deliveries:
        given = step.hand_over
        number = given.counted if given.counted is not None else given.declared
        if number is not None:
            amounts.setdefault(given.unit, []).append(Amount(scale.x(step.begins), f"{number:,}", float(number), True))
    return tuple(
        Lane(unit, _AXIS + _LANE * (place + 1), tuple(sorted(found, key=lambda amount: amount.x)))
        for place, (unit, found) in enumerate(amounts.items())
    )
