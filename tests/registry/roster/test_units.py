"""Units: who was under whom on the day of a loss, by which names files know them, at any past point."""

from __future__ import annotations

import contextlib
import datetime as dt
import random

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.figures.drill_down import count
from repatria.registry.figures.part_of_roll import Chosen, persons
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.hierarchy import hierarchy
from repatria.registry.roster.histories import Unit, UnitName, UnitPlacement
from repatria.registry.roster.models import LossIncident
from repatria.registry.roster.units import (
    add_unit,
    add_unit_name,
    correct_placement,
    place_unit,
    unit_key,
    withdraw_unit_name,
)
from repatria.registry.roster.verbs import add_incident, add_person, correct_incident
from tests.conftest import NIGHTLY

pytestmark = pytest.mark.django_db


def unit(key: int) -> Unit:
    return Unit.objects.get(pk=key)


def within(key: int, point: AsOf | None = None) -> list[str]:
    return sorted(row.reference for row in persons(Chosen(within=str(key)), point or AsOf()))


def test_a_unit_counts_everyone_below_it_at_any_level(roll):
    assert within(roll.army) == within(roll.division) == within(roll.regiment) == ["P1", "P2"]
    tree = next(group for group in count("unit") if group.label == "90 Army (made up)")
    assert (tree.persons, tree.groups[0].persons, tree.groups[0].groups[0].label) == (2, 2, "911 Regiment (made up)")


@pytest.mark.parametrize(
    "text", ["911 Regiment (made up)", "911 REGIMENT MADE UP", "911  Regiment, made-up", "911 regiment (made up)."]
)
def test_case_spaces_and_punctuation_do_not_tell_units_apart(roll, text):
    assert hierarchy().tied(text) == roll.regiment
    assert unit_key("31st Inf") != unit_key("32nd Inf")


def test_a_text_is_tied_when_it_is_known_and_untied_when_it_was_wrong(roll, operator):
    assert [group.value for group in count("unit") if not group.chosen.within] == ["some unit"]
    before = LedgerEntry.objects.count()
    with recording(operator) as record:
        add_unit_name(record, unit(roll.regiment), "Some unit", source="file 1")
    assert within(roll.army) == ["P1", "P2", "P3"]
    assert within(roll.army, AsOf(seq=before)) == ["P1", "P2"]
    with pytest.raises(Conflict, match="a name of 911 Regiment"), recording(operator) as record:
        add_unit_name(record, unit(roll.army), "SOME UNIT")
    with recording(operator) as record:
        withdraw_unit_name(record, UnitName.objects.get(text="Some unit"), reason="another regiment")
    assert within(roll.army) == ["P1", "P2"]
    with pytest.raises(Conflict, match="withdrawn already"), recording(operator) as record:
        withdraw_unit_name(record, UnitName.objects.get(text="Some unit"), reason="again")
    with pytest.raises(Conflict, match="own name"), recording(operator) as record:
        withdraw_unit_name(record, UnitName.objects.get(text="911 Regiment (made up)"), reason="x")
    assert verify().problems == []


@pytest.fixture
def moved(roll, operator):
    """The regiment went to another division in March 1951, and one more was lost of it after that."""
    with recording(operator) as record:
        roll.other = add_unit(record, "92 Division (made up)", parent_id=roll.army, made_up=True)
        place_unit(record, unit(roll.regiment), roll.other, since="1951-03", authority="orders", reason="attached")
        later = add_incident(record, "KW-2", "Made-up battle", conflict="Korean War", date="1951-04-22")
        add_person(record, "P4", "Doe", "P4", unit="911 Regiment (made up)", incident_id=later, since="1951-04-22")
    return roll


def test_a_loss_belongs_to_the_unit_above_on_its_day(moved):
    assert within(moved.division) == ["P1", "P2"]
    assert within(moved.other) == ["P4"]
    assert within(moved.regiment) == within(moved.army) == ["P1", "P2", "P4"]
    known = hierarchy()
    assert known.line(moved.regiment, dt.date(1950, 11, 27)) == [moved.regiment, moved.division, moved.army]
    assert known.line(moved.regiment, None) == [moved.regiment, moved.other, moved.army]
    army = next(group for group in count("unit") if group.value == str(moved.army))
    assert {group.label: group.persons for group in army.groups} == {
        "91 Division (made up)": 2,
        "92 Division (made up)": 1,
    }


def test_what_was_known_of_a_place_before_still_answers(moved, operator):
    before = LedgerEntry.objects.count()
    wrong = UnitPlacement.objects.get(parent=moved.other)
    with recording(operator) as record:
        correct_placement(record, wrong, moved.other, since="1951-05", authority="orders", reason="the order is of May")
    assert within(moved.division) == ["P1", "P2", "P4"]
    assert within(moved.division, AsOf(seq=before)) == ["P1", "P2"]
    held = list(UnitPlacement.objects.order_by("pk").values())
    assert verify().problems == []
    assert rebuild().problems == []
    assert list(UnitPlacement.objects.order_by("pk").values()) == held


def opens(groups, point):
    """Each count is the length of its list, and those below it with those of the unit itself are its sum."""
    for group in groups:
        listed = {row.pk: row for row in persons(group.chosen, point)}
        assert len(listed) == group.persons, (group.label, group.chosen, point)
        if group.chosen.within:
            parts = [set(persons(each.chosen, point).values_list("pk", flat=True)) for each in group.groups]
            known = hierarchy(point)
            itself = {key for key, row in listed.items() if str(known.tied(row.unit)) == group.value}
            assert sum(map(len, parts)) + len(itself) == group.persons
            assert set().union(itself, *parts) == set(listed)
        opens(group.groups, point)


def test_every_count_of_a_unit_opens_to_those_it_counts(moved):
    opens(count("unit"), AsOf())
    opens(count("unit", Chosen(within=str(moved.regiment))), AsOf())
    opens(count("unit", Chosen(within=f"{moved.other}.{moved.regiment}")), AsOf())
    assert sum(group.persons for group in count("unit")) == persons().count()


def test_a_date_that_was_corrected_later_counts_and_lists_where_it_was_held_to_be(moved, operator):
    before = LedgerEntry.objects.count()
    with recording(operator) as record:
        incident = LossIncident.objects.get(pk=moved.incident)
        correct_incident(record, incident, date="1951-04-03", authority="historian", reason="misread")
    assert within(moved.division, AsOf(seq=before)) == ["P1", "P2"]
    assert within(moved.division) == []
    for point in (AsOf(), AsOf(seq=before)):
        opens(count("unit", Chosen(), point), point)


@pytest.mark.parametrize("seed", range(8 if NIGHTLY else 3))
def test_counts_open_to_their_names_in_any_hierarchy_after_any_move_at_any_point(operator, seed):
    draw = random.Random(seed)
    points = [AsOf()]
    with recording(operator) as record:
        keys = [add_unit(record, "U0")]
        for number in range(1, 9):
            above = draw.choice([None, *keys])
            since = draw.choice(["", "1950-09"]) if above else ""
            keys.append(add_unit(record, f"U{number}", parent_id=above, since=since))
        dates = ["1950", "1950-08", "1951-02-03", "1951-06", "1952-01-05", ""]
        incidents = [add_incident(record, f"I{n}", "Made-up loss", date=draw.choice(dates)) for n in range(8)]
        for number in range(30):
            lost = draw.choice([*incidents, None])
            add_person(record, f"P{number}", "Doe", unit=f"U{draw.randrange(10)}", incident_id=lost, since="1953")
    for _step in range(12):
        points.append(AsOf(seq=LedgerEntry.objects.count()))
        with contextlib.suppress(Conflict, InvalidInput), recording(operator) as record:
            what = draw.randrange(3)
            if what == 0:
                incident = LossIncident.objects.get(pk=draw.choice(incidents))
                correct_incident(record, incident, date=draw.choice(dates), authority="a", reason="made up")
            elif what == 1:
                since = draw.choice(["1950-10", "1951-03", "1951-12"])
                place_unit(record, unit(draw.choice(keys)), draw.choice(keys), since=since, authority="orders")
            else:
                wrong = draw.choice(list(UnitPlacement.objects.filter(corrected_seq=None)))
                above = draw.choice(keys)
                correct_placement(record, wrong, above, since=wrong.since, authority="a", reason="made up")
    for point in points:
        groups = count("unit", Chosen(), point)
        assert sum(group.persons for group in groups) == persons(Chosen(), point).count()
        opens(groups, point)
        some = Chosen(within=str(draw.choice(keys)))
        assert sum(group.persons for group in count("unit", some, point)) == persons(some, point).count()
        opens(count("unit", some, point), point)


@pytest.mark.parametrize(
    ("parent", "since", "words"),
    [
        ("regiment", "", "below it"),
        ("army", "2150", "still to come"),
        (None, "", "under no unit"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_words(roll, operator, parent, since, words):
    key = getattr(roll, parent) if parent else None
    with pytest.raises((Conflict, InvalidInput), match=words), recording(operator) as record:
        place_unit(record, unit(roll.army), key, since=since, authority="orders")


def test_a_unit_is_placed_after_its_earlier_place_and_named_once(roll, operator):
    with recording(operator) as record:
        place_unit(record, unit(roll.regiment), roll.army, since="1951-03", authority="orders")
    for since, words in (("1951-02", "before its earlier place"), ("", "a date is needed")):
        with pytest.raises(InvalidInput, match=words), recording(operator) as record:
            place_unit(record, unit(roll.regiment), roll.division, since=since, authority="orders")
    with pytest.raises(Conflict, match="there already"), recording(operator) as record:
        place_unit(record, unit(roll.regiment), roll.army, since="1952", authority="orders")
    with pytest.raises(InvalidInput, match="there is no unit 987"), recording(operator) as record:
        place_unit(record, unit(roll.regiment), 987, since="1952", authority="orders")
    with pytest.raises(Conflict, match="a name of 911 Regiment"), recording(operator) as record:
        add_unit(record, "911 REGIMENT (MADE UP)")
    with pytest.raises(InvalidInput, match="has a name"), recording(operator) as record:
        add_unit(record, " - ")


def test_only_roles_that_change_the_roll_change_units(roll):
    with pytest.raises(NotPermitted), recording(Actor("other", Role.FIELD_OFFICER)) as record:
        add_unit(record, "new")
    with pytest.raises(NotPermitted), recording(Actor("other", Role.FIELD_OFFICER)) as record:
        place_unit(record, unit(roll.army), roll.division, authority="x")


@pytest.mark.parametrize(
    ("since", "said"), [("garbage", "garbage"), ("1950-09", "is said only with that unit"), ("2999", "still to come")]
)
def test_since_when_is_refused_without_a_unit_above_and_when_it_is_no_date(roll, operator, since, said):
    with pytest.raises(InvalidInput, match=said), recording(operator) as record:
        add_unit(record, "new", since=since)
    assert not Unit.objects.filter(name="new").exists()
