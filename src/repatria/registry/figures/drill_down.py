"""The roll in parts: who is on it with which filters at any past point, and counts that nest, each of them a filter."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import standing
from repatria.registry.figures.computed import definition, persons_with
from repatria.registry.roster.hierarchy import ALWAYS, Hierarchy, Span, hierarchy
from repatria.registry.roster.histories import Circumstances, Pursuit, PursuitCategory
from repatria.registry.roster.models import ACCOUNTED_FOR, LossIncident, MissingPerson, Status, StatusEntry

ANY_ACCOUNTED_FOR = "accounted-for"
"""A filter of the status: accounted for in any way."""
UNRECORDED = "-"
"""A filter of service, unit, conflict, country, place or date: those for whom none is recorded."""
ONLY_THE_YEAR = "-??"
WAYS = ("conflict", "country", "place", "unit", "date", "status", "service", "pursuit")
"""What the roll can be counted by."""


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


def persons(chosen: Chosen = Chosen(), point: AsOf = NOW) -> QuerySet[MissingPerson]:
    """Those on the roll at a point whom every filter lets through.

    Their status is asked as the figures ask it, so a list with a status has exactly those that the figure counts.
    Raises InvalidInput, in words, for a filter that no one can mean.
    """
    if not chosen.status:
        rows = _everyone(point)
    elif chosen.status == ANY_ACCOUNTED_FOR:
        rows = persons_with(tuple(status.value for status in ACCOUNTED_FOR))(point)
    else:
        rows = persons_with((chosen.status,))(point)
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


def _everyone(point: AsOf) -> QuerySet[MissingPerson]:
    whole_roll = definition("roll")
    assert whole_roll is not None
    return whole_roll.counted(point)


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


Counts = dict[Any, tuple[int, int]]


def _counts(rows: QuerySet[MissingPerson], *columns: str) -> Counts:
    """Persons, and how many of them are made up, by the values of some columns.

    Where the whole roll is made up, or nobody is, that is not counted: the columns alone stand in an index.
    """
    kinds = [made_up for made_up in (True, False) if MissingPerson.objects.filter(made_up=made_up).exists()]
    if len(kinds) < 2:
        grouped = rows.order_by().values_list(*columns).annotate(n=Count("pk"))
        plain = ((tuple(values) if len(values) > 1 else values[0], n) for *values, n in grouped)
        return {value: (n, n if True in kinds else 0) for value, n in plain}
    found: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for *values, made_up, n in rows.order_by().values_list(*columns, "made_up").annotate(n=Count("pk")):
        total = found[tuple(values) if len(values) > 1 else values[0]]
        total[0] += n
        total[1] += n if made_up else 0
    return {value: (total[0], total[1]) for value, total in found.items()}


def count(by: str, chosen: Chosen = Chosen(), point: AsOf = NOW) -> list[Group]:
    """The persons that `chosen` lets through, by one of `WAYS`, the largest first, dates and units in their order.

    Countries open to places, years to months, units to the units below them. Their sum is the number of persons, each
    counted once; raises InvalidInput for another way.
    """
    if by not in WAYS:
        raise InvalidInput(f"the roll is counted by one of: {', '.join(WAYS)}")
    return _COUNTERS[by](persons(chosen, point), chosen, point)


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
    history = StatusEntry.objects.filter(point.history()).order_by("person_id", "begins", "id")
    return _flat(_held(rows, history.values_list("person_id", "status"), ""), chosen, "status")


def _by_pursuit(rows: QuerySet[MissingPerson], chosen: Chosen, point: AsOf) -> list[Group]:
    history = Pursuit.objects.filter(point.history()).order_by("person_id", "turn")
    held = history.values_list("person_id", "category")
    return _flat(_held(rows, held, PursuitCategory.NONE.value), chosen, "pursuit")


def _held(rows: QuerySet[MissingPerson], history: QuerySet[Any], without: str) -> Counts:
    """Persons by the last row of a history that is in order; without: the value of those who have none.

    The history is read once from its index: cheaper than asking for each person which row was the last.
    """
    last = dict(history.iterator(chunk_size=10_000))
    people = rows.order_by().values_list("pk", "made_up").iterator(chunk_size=10_000)
    return _summed((last.get(key, without), 1, int(made_up)) for key, made_up in people)


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
    return {key: _Loss(*values) for key, *values in rows}


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
STATUSES = (*Status.values, ANY_ACCOUNTED_FOR)
"""What the status can be filtered by."""
