"""Field work: sites and how likely they are, permissions and what they stop, operations with their history."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.field.fiscal_year import FiscalYear, fiscal_year, fiscal_year_of, fiscal_years_of
from repatria.registry.field.models import Operation, OperationState, Site
from repatria.registry.field.operations import add_operation, change_operation
from repatria.registry.field.permissions import add_permission, change_permission
from repatria.registry.field.read import (
    all_stopped,
    between,
    in_fiscal_year,
    operation_states,
    permission_states,
    results,
    sites_with_likelihood,
    stopped_by,
)
from repatria.registry.field.sites import add_lead, add_site, judge_site
from repatria.registry.field.teams_and_results import add_result, add_team, correct_result, correct_team
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Actor:
    return Actor("officer", Role.FIELD_OFFICER)


@pytest.fixture
def field(officer) -> SimpleNamespace:
    """A permission, a site, an operation that ran in 2004 and one planned for the spring of 2019."""
    with recording(officer) as record:
        keys = SimpleNamespace(
            permission=add_permission(record, "JOINT", "Joint field activities", since="1996", country="North Korea"),
            site=add_site(
                record, "S1", "East shore", "battlefield", longitude=127.2, latitude=40.4, uncertainty_m=800.0
            ),
        )
        keys.old = add_operation(
            record,
            "JFA-2004",
            "Joint operation of 2004",
            recorded_since="2004-01",
            planned_from="2004-04",
            planned_until="2004-10",
            permission_id=keys.permission,
            site_ids=[keys.site],
        )
        change_operation(record, keys.old, "running", on="2004-04-10")
        keys.planned = add_operation(
            record,
            "JFA-2019",
            "Joint operation of 2019",
            recorded_since="2018-10",
            planned_from="2019-03",
            planned_until="2019-05",
            permission_id=keys.permission,
        )
    return keys


def test_the_fiscal_year_runs_from_october_to_september():
    assert fiscal_year_of(dt.date(2018, 9, 30)) == FiscalYear(2018)
    assert fiscal_year_of(dt.date(2018, 10, 1)) == FiscalYear(2019)
    assert (FiscalYear(2019).begins, FiscalYear(2019).after) == (dt.date(2018, 10, 1), dt.date(2019, 10, 1))
    assert fiscal_years_of("2018") == (FiscalYear(2018), FiscalYear(2019))
    assert fiscal_years_of("2018-11") == (FiscalYear(2019), FiscalYear(2019))
    assert fiscal_year("FY2019") == fiscal_year("FY 2019") == fiscal_year("2019") == FiscalYear(2019)
    assert str(FiscalYear(2019)) == "FY2019"
    for text in ("FY19", "next year", "1066"):
        with pytest.raises(InvalidInput, match="is not a fiscal year"):
            fiscal_year(text)


def test_an_operation_lies_in_every_fiscal_year_that_its_plan_touches(field):
    assert [row.code for row in in_fiscal_year(FiscalYear(2004))] == ["JFA-2004"]
    assert [row.code for row in in_fiscal_year(FiscalYear(2005))] == ["JFA-2004"]
    assert [row.code for row in in_fiscal_year(FiscalYear(2019))] == ["JFA-2019"]
    assert not in_fiscal_year(FiscalYear(2018)).exists()
    assert [row.code for row in between(dt.date(2019, 5, 31), dt.date(2019, 6, 1))] == ["JFA-2019"]
    assert not between(dt.date(2019, 6, 1), dt.date(2019, 7, 1)).exists()


def test_a_suspended_permission_names_what_it_stops_and_lets_nothing_run(field, officer):
    assert stopped_by(field.permission) == []
    with recording(officer) as record:
        change_operation(record, field.old, "ended", on="2004-10-20")
        change_permission(
            record, field.permission, "suspended", on="2005-05-25", authority="Government", reason="safety of the teams"
        )
    (stopped,) = stopped_by(field.permission)
    assert (stopped.operation.code, stopped.state.state) == ("JFA-2019", "planned")
    assert (stopped.because.state, stopped.because.reason) == ("suspended", "safety of the teams")
    assert all_stopped() == [stopped]
    with pytest.raises(Conflict, match="its permission JOINT is suspended"), recording(officer) as record:
        change_operation(record, field.planned, "running", on="2019-03-02")
    assert stopped_by(field.permission, AsOf(dt.date(2005, 5, 24))) == []
    assert permission_states(AsOf(dt.date(2005, 5, 24)))[field.permission].state == "in force"
    with recording(officer) as record:
        change_permission(record, field.permission, "in force", on="2018-07-15", authority="talks", reason="agreed")
        change_operation(record, field.planned, "running", on="2019-03-02")
    assert all_stopped() == []
    assert [row.operation.code for row in all_stopped(AsOf(dt.date(2018, 12, 1)))] == []
    assert verify().problems == []


def test_what_an_operation_was_is_answered_on_both_axes(field, officer):
    before = LedgerEntry.objects.count()
    with recording(officer) as record:
        change_operation(
            record, field.planned, "suspended", on="2019-05-08", authority="DPAA", reason="no answer since the summit"
        )
    states = lambda point: operation_states(point)[field.planned].state  # noqa: E731
    assert states(AsOf()) == "suspended"
    assert states(AsOf(dt.date(2019, 5, 7))) == "planned"
    assert states(AsOf(dt.date(2019, 5, 8), before)) == "planned"
    assert field.planned not in operation_states(AsOf(dt.date(2018, 9, 30)))
    assert Operation.objects.get(pk=field.planned).status == "suspended"
    assert verify().problems == []


@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        ("suspended", {"on": "2019-05-08"}, "suspended with a reason"),
        ("running", {"on": "2018-09"}, "2018-09 is before it was planned"),
        ("running", {"on": "2999"}, "still to come"),
        ("resting", {"on": "2019"}, "an operation is one of"),
    ],
)
def test_a_bad_change_is_refused_in_words(field, officer, state, more, words):
    with pytest.raises(InvalidInput, match=words), recording(officer) as record:
        change_operation(record, field.planned, state, **more)


def test_an_operation_that_ended_does_not_run_again(field, officer):
    with recording(officer) as record:
        change_operation(record, field.old, "ended", on="2004-10")
    with pytest.raises(Conflict, match="JFA-2004 is ended: it cannot become running"), recording(officer) as record:
        change_operation(record, field.old, "running", on="2005")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO field_operation_state (id, recorded_seq, since, begins, corrected_seq, turn, ended_seq,"
            " closed_on, operation_id, state, authority, reason, source_id) VALUES (99, 99, '', '2005-01-01', NULL, 4,"
            f" NULL, NULL, {field.old}, 'running', '', '', NULL)"
        )


def test_statuses_do_not_overlap_nor_run_backwards_in_the_database_either(field):
    def row(turn: int, begins: str, state: str, ended: str = "NULL") -> str:
        return (
            "INSERT INTO field_operation_state (id, recorded_seq, since, begins, corrected_seq, turn, ended_seq,"
            f" closed_on, operation_id, state, authority, reason, source_id) VALUES (99, 99, '', '{begins}', NULL,"
            f" {turn}, {ended}, NULL, {field.planned}, '{state}', '', '', NULL)"
        )

    for statement in (
        row(2, "2019-04-01", "running"),  # two open rows
        row(1, "2019-04-01", "running", "7"),  # two rows of one turn
        row(2, "2018-01-01", "running", "7"),  # before the one it follows
        row(2, "2019-04-01", "suspended", "7"),  # no reason
        row(2, "2019-04-01", "resting", "7"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert OperationState.objects.count() == 3


def test_results_keep_their_units_and_a_wrong_one_counts_no_more(field, officer):
    with recording(officer) as record:
        first = add_result(record, field.old, 4, "sets", on="2004-05", site_id=field.site)
        add_result(record, field.old, 2, "effects", on="2004-06")
        add_result(record, field.old, 3, "sets", on="2004-07")
    assert results(field.old) == {"effects": 2, "sets": 7}
    assert results(field.old, AsOf(dt.date(2004, 6, 30))) == {"effects": 2, "sets": 4}
    with recording(officer) as record:
        correct_result(record, first, reason="counted twice")
    assert results(field.old) == {"effects": 2, "sets": 3}
    with pytest.raises(Conflict, match="has not run"), recording(officer) as record:
        add_result(record, field.planned, 1, "sets", on="2019-04")
    with pytest.raises(InvalidInput, match="before it ran"), recording(officer) as record:
        add_result(record, field.old, 1, "sets", on="2004-03")
    with pytest.raises(InvalidInput, match="does not work at site 99"), recording(officer) as record:
        add_result(record, field.old, 1, "sets", on="2004-05", site_id=99)
    with pytest.raises(InvalidInput, match="of a unit"), recording(officer) as record:
        add_result(record, field.old, 1, " ", on="2004-05")
    assert verify().problems == []


def test_likelihood_is_a_history_of_judgements(field, officer):
    with recording(officer) as record:
        add_lead(record, field.site, "witness", "A farmer named the slope (made up)", received="2001-05")
        judge_site(record, field.site, 0.4, on="2001-06", authority="historian", reason="one witness")
        judge_site(record, field.site, 0.8, on="2004-05", authority="anthropologist", reason="a boot with bone in it")
    assert Site.objects.get().likelihood == 0.8
    ((site, judged),) = sites_with_likelihood(AsOf(dt.date(2003, 1, 1)))
    assert (site.code, judged.value) == ("S1", 0.4)
    assert sites_with_likelihood(AsOf(dt.date(2001, 1, 1)))[0][1] is None
    for value, on, words in ((1.5, "2005", "0 to 1"), (0.9, "2003", "before the judgement it replaces")):
        with pytest.raises(InvalidInput, match=words), recording(officer) as record:
            judge_site(record, field.site, value, on=on, authority="x", reason="y")
    assert verify().problems == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"longitude": 127.0}, "both a longitude and a latitude"),
        ({"longitude": 127.0, "latitude": 100.0}, "degrees"),
        ({"longitude": 127.0, "latitude": float("nan")}, "degrees"),
        ({"uncertainty_m": 5.0}, "needs a point"),
        ({"longitude": 127.0, "latitude": 38.0, "uncertainty_m": -1.0}, "a radius in metres"),
    ],
)
def test_a_bad_place_is_refused_in_words(officer, place, words):
    with pytest.raises(InvalidInput, match=words), recording(officer) as record:
        add_site(record, "S", "Somewhere", "battlefield", **place)


def test_an_operation_before_the_war_or_that_ends_before_it_begins_is_refused(officer):
    with pytest.raises(InvalidInput, match="before the Korean War began"), recording(officer) as record:
        add_operation(record, "O", "Too early", recorded_since="2019", planned_from="1949")
    with pytest.raises(InvalidInput, match=r"it ends \(2018\) before it begins"), recording(officer) as record:
        add_operation(record, "O", "Backwards", recorded_since="2018", planned_from="2019", planned_until="2018")
    with pytest.raises(InvalidInput, match="there is no permission 7"), recording(officer) as record:
        add_operation(record, "O", "No permission", recorded_since="2018", permission_id=7)
    with recording(officer) as record:
        key = add_operation(record, "O", "Lies ahead", recorded_since="2018", planned_from="2999")
    with pytest.raises(DatabaseError), transaction.atomic():
        Operation.objects.filter(pk=key).update(first_day=dt.date(1949, 1, 1), after=dt.date(1950, 1, 1))


def test_a_team_is_of_people(field, officer):
    with recording(officer) as record:
        member = add_team(record, field.old, "anthropologist", since="2004-04", person="A. Made-Up")
        add_team(record, field.old, "engineers", since="2004-04", organisation="Army", people=12)
        correct_team(record, member, reason="stayed at home")
    with pytest.raises(InvalidInput, match="one named person, or of a number"), recording(officer) as record:
        add_team(record, field.old, "engineers", since="2004-04", person="A. Made-Up", people=2)
    assert sum(row.people for row in Operation.objects.get(pk=field.old).team.filter(corrected_seq__isnull=True)) == 12
    assert verify().problems == []


def test_a_permission_changes_with_authority_and_reason(field, officer):
    for state, more, words in (
        ("suspended", {"authority": "", "reason": "x"}, "names the deciding authority"),
        ("paused", {"authority": "x", "reason": "x"}, "a permission is one of"),
    ):
        with pytest.raises(InvalidInput, match=words), recording(officer) as record:
            change_permission(record, field.permission, state, on="2005", **more)
    with pytest.raises(Conflict, match="is in force: it cannot become in force"), recording(officer) as record:
        change_permission(record, field.permission, "in force", on="2005", authority="x", reason="x")


def test_a_custodian_does_not_change_field_work(field):
    with pytest.raises(NotPermitted), recording(Actor("custodian", Role.CUSTODIAN)) as record:
        change_operation(record, field.planned, "running", on="2019-03")
