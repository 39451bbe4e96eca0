"""The roll in parts: at any past point a list is what the figure counts, and every count opens to exactly its names."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.figures.computed import definition
from repatria.registry.figures.drill_down import WAYS, Group, count
from repatria.registry.figures.part_of_roll import UNRECORDED, Chosen, persons
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.roster.models import LossIncident, MissingPerson, Status, StatusEntry
from repatria.registry.roster.pursuit import set_pursuit
from repatria.registry.roster.units import add_unit
from repatria.registry.roster.verbs import add_incident, add_person, change_status, correct_incident, correct_status

pytestmark = pytest.mark.django_db
BY = {"authority": "made up", "reason": "made up"}
DAYS = [None, dt.date(1950, 10, 1), dt.date(1952, 1, 1), dt.date(1990, 1, 1), dt.date(2005, 6, 1), dt.date(2020, 1, 1)]


@pytest.fixture
def scattered(operator) -> list[AsOf]:
    """Sixty made-up persons with changes and corrections of everything; returns points on both axes."""
    draw = random.Random(1953)
    seen = []
    with recording(operator) as record:
        army = add_unit(record, "Army")
        division = add_unit(record, "Division", parent_id=army)
        for number in range(6):
            add_unit(record, f"Regiment {number}", parent_id=division if number % 2 else army)
        for number in range(12):
            date = draw.choice(["1950", "1951-05", "1950-11-27", "1951-02-11", "1952-09", ""])
            country = draw.choice(["North Korea", "South Korea", ""])
            add_incident(
                record,
                f"I{number}",
                f"Made-up {number}",
                conflict=draw.choice(["Korean War", ""]),
                date=date,
                country=country,
                place=draw.choice(["a ridge", "a river", ""]),
            )
        incidents = list(range(1, 13))
    with recording(operator) as record:
        for number in range(60):
            incident = draw.choice([*incidents, None])
            since = LossIncident.objects.get(pk=incident).date if incident else "1950"
            add_person(
                record,
                f"P{number:02}",
                f"Family {number % 7}",
                service=draw.choice(["Army", "Navy", ""]),
                unit=draw.choice([f"regiment {number % 6}", "unknown text", ""]),
                incident_id=incident,
                since=since,
                made_up=bool(number % 2),
            )
    seen.append(LedgerEntry.objects.count())
    rows = list(MissingPerson.objects.order_by("pk"))
    with recording(operator) as record:
        for row in draw.sample(rows, 30):
            set_pursuit(record, row, draw.choice(["in review", "deferred", "active pursuit"]), since="1985", **BY)
        for row in draw.sample(rows, 25):
            status = draw.choice([Status.IDENTIFIED, Status.NON_RECOVERABLE, Status.GROUP_BURIAL])
            change_status(record, row, status, since=draw.choice(["1986", "1999-05", "2010-07-04"]), **BY)
    seen.append(LedgerEntry.objects.count())
    with recording(operator) as record:
        for row in draw.sample(list(StatusEntry.objects.exclude(authority="").select_related("person")), 6):
            correct_status(record, row, Status.OTHERWISE_ACCOUNTED_FOR, since=row.since, **BY)
        for incident in LossIncident.objects.order_by("pk")[:4]:
            correct_incident(record, incident, country="China", place="a hill", **BY)
    return [AsOf(day, seq) for day in DAYS for seq in (None, *seen, 5)]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("unaccounted-for", "unaccounted-for"),
        ("accounted-for", "accounted-for"),
        ("non-recoverable", "non-recoverable"),
        ("roll", ""),
    ],
)
def test_the_list_with_a_status_is_what_the_figure_counts_at_every_point(scattered, code, status):
    figure = definition(code)
    for point in scattered:
        listed = set(persons(Chosen(status=status), point).values_list("pk", flat=True))
        assert listed == set(figure.counted(point).values_list("pk", flat=True)), point
        assert listed == set(figure.at_once(point).values_list("pk", flat=True)), point
        assert len(listed) == figure.at(point).value, point


def leaves(groups: list[Group]):
    for group in groups:
        yield group
        yield from leaves(group.groups)


@pytest.mark.parametrize("way", WAYS)
def test_counts_add_up_and_each_opens_to_exactly_its_names_at_every_point(scattered, way):
    some = 0
    for point in scattered[::3]:  # every day and every state of knowledge, not each with each
        for chosen in (Chosen(), Chosen(status="unaccounted-for"), Chosen(service="Army", country="North Korea")):
            groups = count(way, chosen, point)
            everyone = persons(chosen, point)
            assert sum(group.persons for group in groups) == everyone.count(), point
            assert sum(group.made_up for group in groups) == everyone.filter(made_up=True).count(), point
            for group in leaves(groups):
                some += 1
                assert persons(group.chosen, point).count() == group.persons, (point, group.label, group.chosen)
                if group.groups and way != "unit":
                    assert sum(each.persons for each in group.groups) == group.persons
    assert some > 20


def test_a_year_is_what_is_recorded_as_within_it(scattered):
    years = {group.value: group for group in count("date")}
    months = {month.value: month.persons for month in years["1950"].groups}
    assert set(months) == {"1950-??", "1950-11"}
    assert persons(Chosen(date="1950-11")).exclude(incident__date="1950-11-27").count() == 0
    assert persons(Chosen(date="1950-??")).exclude(incident__date="1950").count() == 0
    assert persons(Chosen(date="soon")).count() == 0


def test_what_is_not_recorded_can_be_listed(scattered):
    for name in ("service", "unit", "country", "place", "date", "conflict"):
        assert persons(Chosen(**{name: UNRECORDED})).count() > 0, name


def test_a_corrected_country_counts_where_we_held_it_to_be(scattered, operator):
    seq = LedgerEntry.objects.count()
    assert {group.value for group in count("country", Chosen(), AsOf(seq=60))}.isdisjoint({"China"})
    assert "China" in {group.value for group in count("country", Chosen(), AsOf(seq=seq))}
    assert "China" in {group.value for group in count("country", Chosen(), NOW)}


def test_another_way_of_counting_is_refused_in_words():
    with pytest.raises(InvalidInput, match="conflict, country, place, unit"):
        count("colour")
