"""The roll counted in parts that nest, each of them a filter that opens to exactly the persons counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf, latest
from repatria.registry.chains import standing
from repatria.registry.clerical.repeated import WAR, renamed
from repatria.registry.figures.part_of_roll import ONLY_THE_YEAR, UNRECORDED, WHOLE_ROLL, Chosen, persons
from repatria.registry.identities.merges import counts_no_more
from repatria.registry.roster.hierarchy import ALWAYS, Hierarchy, hierarchy
from repatria.registry.roster.histories import Circumstances, Pursuit, PursuitCategory
from repatria.registry.roster.models import LossIncident, MissingPerson, StatusEntry

WAYS = ("conflict", "country", "place", "unit", "date", "status", "service", "pursuit")
"""What the roll can be counted by."""


@dataclass(slots=True)
class Group:
    """One line of a count. value: as recorded, empty where nothing is; chosen: the filters that show who is counted.

    made_up: how many of them are made up; groups: the parts of it, where it has parts.
    """

    value: str
    label: str
    persons: int
    made_up: int
    chosen: Chosen
    groups: list[Group] = field(default_factory=list)


Counts = dict[Any, tuple[int, int]]


def _counts(rows: QuerySet[Any], *columns: str, made_up: str = "made_up") -> Counts:
    """Persons, and how many of them are made up, by the values of some columns. rows: one of each person.

    Where the whole roll is made up, or nobody is, that is not counted: the columns alone stand in an index.
    """
    # `in`: SQLite enters its index at a value, but walks all of it for the NOT that Django makes of "is false"
    kinds = [kind for kind in (True, False) if MissingPerson.objects.filter(made_up__in=[kind]).exists()]
    if len(kinds) < 2:
        grouped = rows.order_by().values_list(*columns).annotate(n=Count("pk"))
        plain = ((tuple(values) if len(values) > 1 else values[0], n) for *values, n in grouped)
        return {value: (n, n if True in kinds else 0) for value, n in plain}
    found: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for *values, invented, n in rows.order_by().values_list(*columns, made_up).annotate(n=Count("pk")):
        total = found[tuple(values) if len(values) > 1 else values[0]]
        total[0] += n
        total[1] += n if invented else 0
    return {value: (total[0], total[1]) for value, total in found.items()}


def count(by: str, chosen: Chosen = WHOLE_ROLL, point: AsOf = NOW) -> list[Group]:
    """The persons that `chosen` lets through, by one of `WAYS`, the largest first, dates and units in their order.

    Countries open to places, years to months, units to the units below them. Their sum is the number of persons, each
    counted once; raises InvalidInput for another way.
    """
    if by not in WAYS:
        raise InvalidInput(f"the roll is counted by one of: {', '.join(WAYS)}")
    return _COUNTERS[by](persons(chosen, point, at_once=True), chosen, point)


def _flat(counts: Counts, chosen: Chosen, column: str) -> list[Group]:
    groups = [
        Group(value, value, n, made_up, replace(chosen, **{column: value or UNRECORDED}))
        for value, (n, made_up) in counts.items()
    ]
    return sorted(groups, key=lambda group: (not group.value, -group.persons, group.label))


def _by_column(column: str) -> Callable[..., list[Group]]:
    def counter(rows: QuerySet[MissingPerson], chosen: Chosen, _point: AsOf) -> list[Group]:
        return _flat(_counts(rows, column), chosen, column)

    return counter


def _by_status(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    if point == NOW:
        return _flat(_counts(rows, "status"), chosen, "status")
    held = latest(StatusEntry.objects.all(), point, "person_id")
    # whoever has a status is on the roll: only those who count no more need be told from the others
    held = held.filter(person__in=rows) if chosen.given() else held.exclude(counts_no_more(point, "person"))
    return _flat(_counts(held, "status", made_up="person__made_up"), chosen, "status")


def _by_pursuit(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    """Those in a category are few beside the roll: they are counted, and the others are the rest."""
    held = standing(Pursuit.objects.exclude(category=PursuitCategory.NONE), point, "person_id")
    if chosen.given():
        held = held.filter(person__in=rows)
    else:
        begun = StatusEntry.objects.filter(point.history(), person=OuterRef("person"))
        held = held.exclude(counts_no_more(point, "person")).filter(Exists(begun))
    counts = _counts(held, "category", made_up="person__made_up")
    everyone = _counts(rows, "service").values()
    none, none_made_up = (sum(n[axis] for n in everyone) - sum(n[axis] for n in counts.values()) for axis in (0, 1))
    if none:
        counts[PursuitCategory.NONE.value] = (none, none_made_up)
    return _flat(counts, chosen, "pursuit")


@dataclass(frozen=True, slots=True)
class _Loss:
    conflict: str = ""
    country: str = ""
    place: str = ""
    date: str = ""


def _losses(point: AsOf) -> dict[int, _Loss]:
    """Every incident's conflict, country, place and date as they were held at the point."""
    columns = ("country", "place", "date")
    if point.seq is None:
        rows = LossIncident.objects.values_list("pk", "conflict", *columns)
    else:
        rows = Circumstances.objects.filter(AsOf(seq=point.seq).history()).values_list(
            "incident_id", "incident__conflict", *columns
        )
    names = renamed(point)
    return {key: _Loss(names.then(conflict, WAR), *held) for key, conflict, *held in rows}


def _by_loss(rows: QuerySet[MissingPerson], point: AsOf) -> list[tuple[_Loss, int, int]]:
    known = _losses(point)
    return [(known.get(key, _Loss()), n, made_up) for key, (n, made_up) in _counts(rows, "incident_id").items()]


def _summed(pairs: Iterable[tuple[Any, int, int]]) -> Counts:
    total, invented = Counter[Any](), Counter[Any]()
    for value, n, made_up in pairs:
        total[value] += n
        invented[value] += made_up
    return {value: (n, invented[value]) for value, n in total.items()}


def _by_conflict(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    losses = _by_loss(rows, point)
    return _flat(_summed((loss.conflict, n, made_up) for loss, n, made_up in losses), chosen, "conflict")


def _by_country(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    losses = _by_loss(rows, point)
    groups = _flat(_summed((loss.country, n, made_up) for loss, n, made_up in losses), chosen, "country")
    for group in groups:
        here = [(loss.place, n, made_up) for loss, n, made_up in losses if loss.country == group.value]
        inside = replace(chosen, country=group.value)
        group.groups = _flat(_summed(here), inside, "place") if group.value else []
    return groups


def _by_place(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    losses = _by_loss(rows, point)
    return _flat(_summed((loss.place, n, made_up) for loss, n, made_up in losses), chosen, "place")


def _by_date(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    """Years, in order, which open to months; then those of whom only the year is known."""
    losses = _by_loss(rows, point)
    groups = _flat(_summed((loss.date[:4], n, made_up) for loss, n, made_up in losses), chosen, "date")
    for group in groups:
        year = group.value
        here = [(loss.date[:7], n, made_up) for loss, n, made_up in losses if year and loss.date[:4] == year]
        months = [(month if month != year else year + ONLY_THE_YEAR, n, made_up) for month, n, made_up in here]
        group.groups = sorted(_flat(_summed(months), chosen, "date"), key=lambda month: month.value)
    if len(chosen.date) > len("1950"):  # a month or a day was asked for: its year must not open to more
        for group in (*groups, *(month for year in groups for month in year.groups)):
            group.chosen = chosen
    return sorted(groups, key=lambda group: (not group.value, group.value))


def _by_unit(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    """The tree of units with everyone in them or below; then texts that are tied to no unit, each as written."""
    known = hierarchy(point)
    losses = _losses(point)
    own: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0])
    untied: dict[str, tuple[int, int]] = {}
    moving = any(len(places) > 1 or places[0][1] != ALWAYS for places in known.spans.values())
    columns = ("unit", "incident_id") if moving else ("unit",)
    for values, (n, made_up) in _counts(rows, *columns).items():
        text, incident = values if moving else (values, None)
        unit = known.tied(text)
        if unit is None:
            before = untied.get(text, (0, 0))
            untied[text] = (before[0] + n, before[1] + made_up)
            continue
        date = losses.get(incident, _Loss()).date if incident else ""
        total = own[tuple(reversed(known.line(unit, PartialDate(date).earliest if date else None)))]
        total[0] += n
        total[1] += made_up
    top = _flat(untied, chosen, "unit")
    asked = chosen.within.strip(".").split(".") if chosen.within else []
    if not asked:
        return _tree(own, known, chosen, ".") + top
    begun: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0])
    for line, total in own.items():  # from the part that was asked for downwards
        at = next(at for at in range(len(line)) if [str(key) for key in line[at : at + len(asked)]] == asked)
        below = begun[line[at + len(asked) - 1 :]]
        below[0] += total[0]
        below[1] += total[1]
    return _tree(begun, known, chosen, chosen.within.rpartition(asked[-1])[0]) + top


def _tree(own: dict[tuple[int, ...], list[int]], known: Hierarchy, chosen: Chosen, above: str) -> list[Group]:
    """The groups of lines of units, each line from the highest unit to the person's own. above: what leads to them."""
    parts: dict[int, dict[tuple[int, ...], list[int]]] = defaultdict(dict)
    for line, total in own.items():
        if line:
            parts[line[0]][line[1:]] = total
    groups = []
    for key, below in parts.items():
        n, made_up = (sum(total[axis] for total in below.values()) for axis in (0, 1))
        inside = replace(chosen, within=f"{above}{key}")
        group = Group(str(key), known.units[key].name, n, made_up, inside)
        group.groups = _tree(below, known, chosen, f"{above}{key}.")
        groups.append(group)
    return sorted(groups, key=lambda group: group.label)


_COUNTERS: dict[str, Callable[[QuerySet[MissingPerson], Chosen, AsOf], list[Group]]] = {
    "conflict": _by_conflict,
    "country": _by_country,
    "place": _by_place,
    "unit": _by_unit,
    "date": _by_date,
    "status": _by_status,
    "service": _by_column("service"),
    "pursuit": _by_pursuit,
}
