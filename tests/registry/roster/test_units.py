"""Units: who was under whom on the day of a loss, by which names files know them, at any past point."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.figures.drill_down import Chosen, count, persons
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.hierarchy import hierarchy
from repatria.registry.roster.histories import Unit, UnitName, UnitPlacement
from repatria.registry.roster.units import (
    add_unit,
    add_unit_name,
    correct_placement,
    place_unit,
    unit_key,
    withdraw_unit_name,
)
from repatria.registry.roster.verbs import add_incident, add_person

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


def test_every_count_of_a_unit_opens_to_those_it_counts(moved):
    def check(groups):
        for group in groups:
            found = persons(group.chosen).count()
            line_total = group.persons
            if not group.groups or group.label == "90 Army (made up)":
                # a regiment's own filter has all of it; a line under one division only its share
                assert found >= line_total
            check(group.groups)

    check(count("unit"))
    assert sum(group.persons for group in count("unit")) == persons().count()


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
