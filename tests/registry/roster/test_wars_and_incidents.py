"""A loss lies in its war and on the map: dates, places, grid references and their correction, on both axes."""

from __future__ import annotations

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.as_it_stood import circumstances_at
from repatria.registry.roster.conflicts import add_conflict, correct_conflict
from repatria.registry.roster.histories import ArmedConflict, Circumstances, ConflictDays
from repatria.registry.roster.models import LossIncident
from repatria.registry.roster.verbs import add_incident, add_person, change_status, correct_incident
from repatria.registry.when import Days, conflict_days

pytestmark = pytest.mark.django_db


def add(operator, **fields):
    with recording(operator) as record:
        return add_incident(record, "X", "Made-up loss", **fields)


@pytest.mark.parametrize("date", ["1950-06-24", "1949", "1950-05"])
def test_a_loss_before_its_war_is_refused(roll, operator, date):
    with pytest.raises(InvalidInput, match=r"before the Korean War began \(1950-06-25\)"):
        add(operator, conflict="Korean War", date=date)


@pytest.mark.parametrize("date", ["1955", "1954-09", "1954-07-29"])
def test_a_loss_long_after_its_war_is_refused(roll, operator, date):
    with pytest.raises(InvalidInput, match="more than a year after the Korean War ended"):
        add(operator, conflict="Korean War", date=date)


@pytest.mark.parametrize("date", ["1950", "1950-06", "1953-07-27", "1954-07-28", "1954", ""])
def test_a_date_that_can_lie_within_the_war_or_the_year_after_passes(roll, operator, date):
    assert add(operator, conflict="Korean War", date=date)


def test_the_shipped_days_hold_until_the_record_has_its_own(operator):
    with pytest.raises(InvalidInput, match="before the Korean War began"):
        add(operator, conflict="Korean War", date="1949")
    assert conflict_days("a war nobody named") is None
    with recording(operator) as record:
        add_conflict(record, "Made-up War", first_day="1966-01-01")
    with pytest.raises(InvalidInput, match="before the Made-up War began"):
        add(operator, conflict="Made-up War", date="1965")


def test_a_loss_to_come_is_refused(roll, operator):
    with pytest.raises(InvalidInput, match="still to come"):
        add(operator, date="2150")


def test_days_of_a_war_are_corrected_with_a_reason_and_stay_on_the_record(roll, operator):
    war = ArmedConflict.objects.get()
    for wrong, words in (
        ({"first_day": "1950-06-25", "last_day": "1953-07-27", "reason": "x"}, "already"),
        ({"first_day": "1950-06-26", "last_day": "1950-01-01", "reason": "x"}, "before the first"),
        ({"first_day": "1950-06", "reason": "x"}, "not a day"),
        ({"first_day": "1950-06-26", "reason": " "}, "says why"),
    ):
        with pytest.raises((InvalidInput, Conflict), match=words), recording(operator) as record:
            correct_conflict(record, war, **wrong)
    with recording(operator) as record:
        correct_conflict(record, war, first_day="1950-06-26", last_day="1953-07-27", reason="misread")
    found = conflict_days("Korean War")
    assert isinstance(found, Days)
    assert found.first.isoformat() == "1950-06-26"
    assert ConflictDays.objects.filter(corrected_seq__isnull=False).get().first_day.isoformat() == "1950-06-25"
    with pytest.raises(Conflict, match="recorded already"), recording(operator) as record:
        add_conflict(record, "Korean War", first_day="1950-06-25")
    assert verify().problems == []


def test_a_grid_reference_with_one_reading_gives_the_point_its_datum_and_its_radius(roll):
    held = Circumstances.objects.get(incident=roll.incident)
    assert (held.grid_text, held.mgrs) == ("CV 1050", "52TCK1050")
    assert "WGS 84" in held.datum
    assert 40 < held.latitude < 40.2
    assert 1400 < held.uncertainty_m < 1500
    row = LossIncident.objects.get(pk=roll.incident)
    assert (row.longitude, row.latitude, row.uncertainty_m) == (held.longitude, held.latitude, held.uncertainty_m)


@pytest.mark.parametrize("text", ["CT 7947 or CT 9747", "somewhere north", "CC 1234", "CT 111"])
def test_a_reference_that_has_no_one_reading_is_kept_as_written_and_gives_no_point(roll, operator, text):
    key = add(operator, grid_text=text)
    held = Circumstances.objects.get(incident=key)
    assert (held.grid_text, held.mgrs, held.longitude) == (text, "", None)


def test_a_point_and_a_reference_that_lie_apart_are_refused(roll, operator):
    with pytest.raises(InvalidInput, match="km from where CT 1118 does"):
        add(operator, grid_text="CT 1118", longitude=127.5, latitude=38.1, uncertainty_m=2000.0)
    assert add(operator, grid_text="CT 1118", longitude=126.86, latitude=38.1, uncertainty_m=2000.0)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"longitude": 127.0}, "both a longitude and a latitude"),
        ({"longitude": 190.0, "latitude": 40.0}, "within 180 and 90"),
        ({"longitude": 127.0, "latitude": 40.0, "uncertainty_m": -1.0}, "radius"),
        ({"longitude": 127.0, "latitude": 40.0, "uncertainty_m": 600_000.0}, "0 to 500,000 metres"),
        ({"longitude": 127.0, "latitude": 40.0, "uncertainty_m": float("nan")}, "radius"),
        ({"uncertainty_m": 100.0}, "needs a point"),
    ],
)
def test_a_place_is_a_point_with_a_bounded_radius(roll, operator, place, words):
    with pytest.raises(InvalidInput, match=words):
        add(operator, **place)


def test_a_corrected_place_answers_for_what_we_knew_before_and_after(roll, operator):
    incident = LossIncident.objects.get(pk=roll.incident)
    before = LedgerEntry.objects.count()
    with recording(operator) as record:
        correct_incident(
            record,
            incident,
            authority="historian",
            reason="the map sheet was misread",
            grid_text="CV 1250",
            place="West shore",
            longitude=None,
            latitude=None,
            uncertainty_m=None,
        )
    then, now = circumstances_at(incident, AsOf(seq=before)), circumstances_at(incident)
    assert (then.place, then.mgrs) == ("East shore", "52TCK1050")
    assert (now.place, now.mgrs, now.reason) == ("West shore", "52TCK1250", "the map sheet was misread")
    incident.refresh_from_db()
    assert (incident.place, incident.grid_text) == ("West shore", "CV 1250")
    assert circumstances_at(incident, AsOf(seq=0)) is None
    assert verify().problems == []
    held = list(Circumstances.objects.order_by("pk").values())
    assert rebuild().problems == []
    assert list(Circumstances.objects.order_by("pk").values()) == held


def test_a_correction_is_refused_in_words(roll, operator):
    incident = LossIncident.objects.get(pk=roll.incident)
    with recording(operator) as record:
        change_status(record, roll.person("P1"), "identified", since="2019-05", authority="examiner", reason="DNA")
    reasons = {"authority": "historian", "reason": "misread"}
    for changes, words in (
        ({"date": "1950-11-27", **reasons}, "says already"),
        ({"date": "1949", **reasons}, "before the Korean War"),
        ({"date": "1950-11-27x", **reasons}, "not a date"),
        ({"title": "x", **reasons}, "title cannot be corrected"),
        ({"date": "1951", "authority": "", "reason": "x"}, "authority and the reason"),
    ):
        with pytest.raises((InvalidInput, Conflict), match=words), recording(operator) as record:
            correct_incident(record, incident, **changes)


def test_a_person_born_after_the_loss_is_refused(roll, operator):
    with (
        pytest.raises(InvalidInput, match=r"lost \(1950-11-27\) before being born \(1951\)"),
        recording(operator) as record,
    ):
        add_person(record, "P9", "Roe", birth="1951", incident_id=roll.incident)
    with pytest.raises(InvalidInput, match="there is no incident"), recording(operator) as record:
        add_person(record, "P9", "Roe", incident_id=987)
    with pytest.raises(InvalidInput, match="1949 is before the loss"), recording(operator) as record:
        add_person(record, "P9", "Roe", incident_id=roll.incident, since="1949")


def test_only_roles_that_change_the_roll_do(roll):
    for role in (Role.DNA_ANALYST, Role.AUDITOR, Role.FIELD_OFFICER):
        with pytest.raises(NotPermitted), recording(Actor("other", role)) as record:
            add_incident(record, "Y", "Made-up loss")
        with pytest.raises(NotPermitted), recording(Actor("other", role)) as record:
            correct_incident(record, LossIncident.objects.get(), authority="a", reason="b", place="c")
        with pytest.raises(NotPermitted), recording(Actor("other", role)) as record:
            add_conflict(record, "Made-up War", first_day="1960-01-01")


def test_an_entry_of_an_older_record_still_projects(operator):
    """An incident recorded before grid references were read has neither MGRS nor datum in its entry."""
    payload = {
        "id": 1,
        "code": "OLD",
        "title": "Made-up",
        "conflict": "Korean War",
        "date": "1950",
        "country": "",
        "place": "",
        "longitude": 127.0,
        "latitude": 40.0,
        "uncertainty_m": None,
        "grid_text": "CT 1118",
        "unit": "",
    }
    with recording(operator) as record:
        record.append("roster.incident_added", "incident/1", payload)
    assert Circumstances.objects.get().mgrs == ""
    assert verify().problems == []
