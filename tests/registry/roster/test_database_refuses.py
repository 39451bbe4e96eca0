"""What the verbs of the roll refuse the database refuses too, when someone writes to the tables behind them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.roster.histories import UnitPlacement
from repatria.registry.roster.pursuit import set_pursuit
from repatria.registry.roster.verbs import change_status

pytestmark = pytest.mark.django_db


def refuse(statement: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def allow(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def status(person: int, since: str, begins: str, authority: str = "someone") -> str:
    return (
        "INSERT INTO roster_status (id, recorded_seq, since, begins, person_id, status, authority, reason)"
        f" VALUES (99999, {LedgerEntry.objects.count()}, '{since}', '{begins}', {person}, 'identified',"
        f" '{authority}', 'x')"
    )


def pursuit(person: int, category: str, since: str = "2018", begins: str = "2018-01-01", turn: int = 1) -> str:
    return (
        "INSERT INTO roster_pursuit (id, recorded_seq, since, begins, turn, person_id, category, authority, reason)"
        f" VALUES (99999, {LedgerEntry.objects.count()}, '{since}', '{begins}', {turn}, {person}, '{category}', 'x',"
        " 'x')"
    )


def test_a_loss_outside_its_war(roll):
    row = "UPDATE roster_loss_incident SET earliest = '{}', after = '{}' WHERE id = " + str(roll.incident)
    refuse(row.format("1949-01-01", "1950-01-01"), "outside the days of its conflict")
    refuse(row.format("1960-01-01", "1960-01-02"), "outside the days of its conflict")
    allow(row.format("1951-01-01", "1951-01-02"))
    refuse(
        "INSERT INTO roster_loss_incident (id, recorded_seq, code, title, conflict, date, earliest, after, country,"
        " place, grid_text, unit) VALUES (9, 9, 'Z', 'Z', 'Korean War', '1949', '1949-01-01', '1950-01-01', '', '', '',"
        " '')",
        "outside the days of its conflict",
    )


def test_a_place_that_is_none_and_a_radius_without_end(roll):
    row = f"UPDATE roster_circumstances SET {{}} WHERE incident_id = {roll.incident}"
    refuse(row.format("latitude = 91"), "circumstances_place_on_earth")
    refuse(row.format("longitude = NULL"), "circumstances_place_on_earth|circumstances_radius_bounded")
    refuse(row.format("uncertainty_m = 900000"), "circumstances_radius_bounded")
    refuse(row.format("authority = 'someone'"), "circumstances_corrected_for_a_reason")


def test_a_war_that_ends_before_it_began(roll):
    refuse("UPDATE roster_conflict_days SET last_day = '1949-01-01'", "conflict_ends_after_it_began")


def test_somebody_born_after_the_loss(roll):
    row = (
        "INSERT INTO roster_missing_person (id, recorded_seq, reference, family_name, given_names, service_number, sex,"
        " birth, service, {rank}, unit, home, ancestry, incident_id, status, made_up, source) VALUES (999, 9, 'P9',"
        " 'Roe',"
        f" '', '', 'male', '{{birth}}', '', '', '', '', '', {roll.incident}, 'unaccounted-for', {{yes}}, '')"
    )
    known = {"rank": connection.ops.quote_name("rank"), "yes": "true"}
    for birth in ("1951", "1950-12", "1950-11-28"):
        refuse(row.format(birth=birth, **known), "nobody is lost before being born")
    allow(row.format(birth="1950-11", **known))


def test_a_status_before_the_loss_or_to_come(roll):
    person = roll.person("P1").pk
    refuse(status(person, "1950-11-26", "1950-11-26"), "cannot begin before the loss")
    refuse(status(person, "1949", "1949-01-01"), "cannot begin before the loss")
    refuse(status(person, "2150", "2150-01-01"), "cannot begin in the future")
    allow(status(person, "1950", "1950-01-01"))


def test_a_pursuit_before_the_loss_to_come_backwards_or_twice(roll, operator):
    person = roll.person("P1").pk
    refuse(pursuit(person, "deferred", "1949", "1949-01-01"), "before the loss")
    refuse(pursuit(person, "deferred", "2150", "2150-01-01"), "in the future")
    refuse(pursuit(person, "lost"), "pursuit_category")
    with recording(operator) as record:
        set_pursuit(record, roll.person("P1"), "deferred", since="2018", authority="x", reason="x")
    refuse(pursuit(person, "in review", turn=2), "pursuit_one_open|UNIQUE")
    refuse(pursuit(person, "in review", "2017", "2017-01-01", turn=2), "cannot be dated before|pursuit_one_open|UNIQUE")
    refuse("UPDATE roster_pursuit SET reason = ''", "pursuit_by_someone_for_a_reason")


def test_a_pursuit_that_does_not_go_with_the_status_and_the_other_way_round(roll, operator):
    refuse(pursuit(roll.person("P1").pk, "non-recoverable"), "does not go with the status")
    with recording(operator) as record:
        set_pursuit(record, roll.person("P2"), "deferred", since="2018", authority="x", reason="x")
        change_status(record, roll.person("P1"), "identified", since="2019", authority="examiner", reason="DNA")
    refuse(pursuit(roll.person("P1").pk, "deferred"), "does not go with the status")
    refuse(
        f"UPDATE roster_missing_person SET status = 'identified' WHERE id = {roll.person('P2').pk}",
        "does not go with the pursuit category",
    )


def test_units_in_a_circle_under_themselves_or_under_two(roll):
    row = (
        "INSERT INTO roster_unit_placement (id, recorded_seq, since, begins, turn, unit_id, parent_id, authority,"
        " reason)"
        " VALUES (999, 9, '', '0001-01-01', {}, {}, {}, 'x', '')"
    )
    refuse(row.format(1, roll.army, roll.regiment), "in a circle")
    refuse(row.format(1, roll.army, roll.army), "unit_not_under_itself|in a circle")
    refuse(row.format(2, roll.regiment, roll.army), "unit_placement_one_open|UNIQUE")
    assert UnitPlacement.objects.count() == 2


def test_one_text_names_one_unit(roll):
    refuse(
        "INSERT INTO roster_unit_name (id, recorded_seq, since, begins, unit_id, text, key, source) VALUES"
        f" (99999, 9, '', '0001-01-01', {roll.army}, '911 Regiment', '911 regiment made up', '')",
        "unit_name_of_one_unit|UNIQUE",
    )
