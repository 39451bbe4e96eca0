"""Consistency of what the record holds: sums, subsets, weekdays, orders and durations, each a check by name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from repatria.dates import PartialDate
from repatria.registry.figures.evidence import Claim, Event, Evidence
from repatria.registry.figures.rules import duration_against_period


@dataclass(frozen=True, slots=True)
class Check:
    """One thing checked. ok: None where the sources do not give enough to check it, which the words then say."""

    name: str
    subject: str
    ok: bool | None
    words: str


CHECKS: dict[str, Callable[[Evidence], list[Check]]] = {}
NESTED = (
    ("missing-in-north-korea", "korean-war-missing"),
    ("korean-war-missing", "us-deaths"),
    ("korean-war-missing", "all-wars-missing"),
)
"""Counts of which the first is a part of the second, so that it cannot be larger."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _check(function: Callable[[Evidence], list[Check]]) -> Callable[[Evidence], list[Check]]:
    CHECKS[function.__name__.replace("_", "-")] = function
    return function


def checks(evidence: Evidence) -> list[Check]:
    """Everything that can be checked at this point, in the order of the checks."""
    return [done for check in CHECKS.values() for done in check(evidence)]


@_check
def part_within_whole(evidence: Evidence) -> list[Check]:
    """A part is no larger than its whole, as far as one source gives both: the words must allow it."""
    found = []
    for part, whole in NESTED:
        for smaller in evidence.about(part):
            for larger in evidence.about(whole):
                if smaller.figure.source != larger.figure.source or smaller.figure.unit != larger.figure.unit:
                    continue
                ok = smaller.figure.bounds()[0] <= larger.figure.bounds()[1]
                words = f"{smaller.figure.as_said()} {part} is within {larger.figure.as_said()} {whole}"
                found.append(Check("part-within-whole", f"{smaller.figure.code} {larger.figure.code}", ok, words))
    return found


@_check
def persons_not_capped_by_containers(evidence: Evidence) -> list[Check]:
    """Persons identified from containers may outnumber them: the two are never compared, whichever is larger."""
    return [
        Check(
            "persons-not-capped-by-containers",
            f"{persons.figure.code} {containers.figure.code}",
            not persons.figure.comparable_with(containers.figure),
            f"{persons.figure.as_said()} persons from {containers.figure.as_said()} {containers.figure.unit}: "
            "different units, neither limits the other",
        )
        for persons in evidence.about("identified-of-the-55")
        for containers in evidence.about("cases-2018")
    ]


@_check
def weekday_of_date(evidence: Evidence) -> list[Check]:
    """The day of the week that a source gives is that of the date on the record."""
    found = []
    for said in evidence.accounts:
        event = evidence.event(said.subject) if said.aspect == "weekday" else None
        if event is None or len(event.date) != len("1950-11-27"):
            continue
        weekday = WEEKDAYS[dt.date.fromisoformat(event.date).weekday()]
        words = f"{event.code}: {event.date} is a {weekday}, said to be {said.value}"
        found.append(Check("weekday-of-date", event.code, weekday == said.value, words))
    return found


@_check
def order_of_events(evidence: Evidence) -> list[Check]:
    """The order that is recorded fits the days on which each event can have been, taken all together."""
    order = [relation for relation in evidence.relations if relation.kind in ("before", "not after", "same day")]
    days: dict[str, dt.date] = {}
    known: dict[str, Event] = {event.code: event for event in evidence.events if event.first and event.last}
    order = [relation for relation in order if relation.subject in known and relation.object in known]
    days = {code: event.first for code, event in known.items() if event.first}
    for _pass in range(len(order) + 1):
        for relation in order:
            step = dt.timedelta(days=relation.kind == "before")
            days[relation.object] = max(days[relation.object], days[relation.subject] + step)
            if relation.kind == "same day":
                days[relation.subject] = max(days[relation.subject], days[relation.object])
    found = []
    for relation in order:
        late = [code for code in (relation.subject, relation.object) if days[code] > (known[code].last or dt.date.max)]
        words = f"{relation.subject} {relation.kind} {relation.object}"
        found.append(Check("order-of-events", f"{relation.subject} {relation.object}", not late, words))
    return found


@_check
def anniversary(evidence: Evidence) -> list[Check]:
    """What is said to be the anniversary of an event falls on the same day of the year."""
    found = []
    for relation in evidence.relations:
        day, origin = evidence.event(relation.subject), evidence.event(relation.object)
        if relation.kind == "anniversary of" and day and origin and len(day.date) == len(origin.date) == 10:
            years = int(day.date[:4]) - int(origin.date[:4])
            words = f"{origin.date} and {years} years are {day.date}"
            found.append(
                Check("anniversary", f"{day.code} {origin.code}", years > 0 and day.date[4:] == origin.date[4:], words)
            )
    return found


@_check
def duration_of_period(evidence: Evidence) -> list[Check]:
    """A number of years or days is one that its period can give."""
    wrong = {finding.subject for finding in duration_against_period(evidence)}
    return [
        Check(
            "duration-of-period",
            claim.figure.code,
            claim.figure.code not in wrong,
            f"{claim.figure.as_said()} {claim.figure.unit} for {claim.figure.period}",
        )
        for claim in evidence.claims
        if claim.figure.unit in ("years", "days") and "/" in claim.figure.period
    ]


@_check
def sum_of_table(evidence: Evidence) -> list[Check]:
    """The lines of one edition add up to the total printed under them; never across units, never with a gap.

    A printed total may be of some lines only: its own line then names them, joined by ``+``.
    """
    found = []
    for total in evidence.claims:
        if not total.printed_total:
            continue
        figure = total.figure
        lines: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in evidence.claims:
            if claim.printed_total or (claim.table, claim.figure.source) != (total.table, figure.source):
                continue
            if not total.line or claim.line in total.line.split("+"):
                lines[claim.line][claim.figure.predicate] = claim
        cells = [line.get(figure.predicate) for line in lines.values()]
        missing = [name for name, line in lines.items() if figure.predicate not in line]
        if missing:
            words = f"not summed: no number for {', '.join(missing)}"
            found.append(Check("sum-of-table", figure.code, None, words))
            continue
        units = {cell.figure.unit for cell in cells if cell}
        if units != {figure.unit}:
            words = f"not summed: the lines are in {', '.join(sorted(units))}"
            found.append(Check("sum-of-table", figure.code, None, words))
            continue
        first, *rest = [cell.figure for cell in cells if cell]
        summed = first
        for other in rest:
            summed = summed.plus(other)
        words = f"{summed.as_said()} in the lines, {figure.as_said()} printed"
        found.append(Check("sum-of-table", figure.code, summed.value == figure.value, words))
    return found


@_check
def falls_between_editions(evidence: Evidence) -> list[Check]:
    """Who is unaccounted for becomes fewer from one edition to the next."""
    editions = sorted(evidence.about("unaccounted-by-edition"), key=lambda c: PartialDate(c.figure.as_of).earliest)
    return [
        Check(
            "falls-between-editions",
            f"{earlier.figure.code} {later.figure.code}",
            (earlier.figure.value or 0) > (later.figure.value or 0),
            ", ".join(f"{c.figure.as_said()} as of {c.figure.as_of}" for c in (earlier, later)),
        )
        for earlier, later in pairwise(editions)
    ]
