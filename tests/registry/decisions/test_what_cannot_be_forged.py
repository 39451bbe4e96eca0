"""What looks like a decision or a search comes from one: reserved words, lines of a search, replaced rows, disputes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.chains import open_rows, standing
from repatria.registry.decisions.consequences import (
    notify_family,
    record_burial,
    record_choice,
    record_return,
    release,
    similar_names,
    withdraw,
)
from repatria.registry.decisions.evidence import dna_line
from repatria.registry.decisions.models import Consequence, Discipline, Identification, State
from repatria.registry.decisions.read import next_steps
from repatria.registry.decisions.verbs import propose, rescind, review
from repatria.registry.figures.computed import remains_held
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.histories import Pursuit
from repatria.registry.roster.models import MissingPerson, Status, StatusEntry
from repatria.registry.roster.pursuit import set_pursuit
from repatria.registry.roster.verbs import (
    DECIDED,
    WITHDRAWN,
    add_incident,
    add_person,
    change_status,
    correct_incident,
    correct_status,
)
from repatria.registry.runs.models import Hit
from tests.registry.decisions.steps import (
    IDENTIFIERS,
    LINE,
    TODAY,
    person,
    proposed,
    put_signature,
    remains,
    reviewed,
    signed,
)

pytestmark = pytest.mark.django_db


def do(actor, verb, *given, **named):
    with recording(actor) as record:
        return verb(record, *given, **named)


@pytest.mark.parametrize("authority", [DECIDED, f"  {DECIDED.upper()} ", WITHDRAWN])
def test_nobody_speaks_with_the_authority_of_a_decision(team, operator, authority):
    with pytest.raises(InvalidInput, match="that of a decision"):
        do(operator, change_status, person(), Status.IDENTIFIED, since=TODAY, authority=authority, reason="x")
    row = StatusEntry.objects.get(person=person())
    with pytest.raises(InvalidInput, match="that of a decision"):
        do(operator, correct_status, row, Status.IDENTIFIED, since=TODAY, authority=authority, reason="x")
    assert person().status == Status.UNACCOUNTED_FOR


def test_a_status_that_a_decision_brought_is_not_corrected_on_the_roll(team, operator):
    signed(team)
    with pytest.raises(Conflict, match="rescind that decision first"):
        do(operator, change_status, person(), Status.RETURNED_ALIVE, since=TODAY, authority="History desk", reason="x")
    row = StatusEntry.objects.get(person=person(), authority=DECIDED)
    with pytest.raises(Conflict, match="rescind that decision"):
        do(operator, correct_status, row, Status.IDENTIFIED, since=TODAY[:7], authority="History desk", reason="x")


def test_a_decision_is_rescinded_whatever_was_corrected_of_the_loss_since(team, operator):
    with recording(operator) as record:
        incident = add_incident(record, "I1", "An incident", date="1950-11", conflict="Korean War")
        add_person(record, "P3", "Roe", since="1950-11", incident_id=incident)
    someone = MissingPerson.objects.get(reference="P3")
    key = do(team["anna"].actor, propose, someone, [remains()], [LINE])
    decision = Identification.objects.get(pk=key)
    for name, discipline in (("dora", Discipline.DNA), ("theo", Discipline.ANTHROPOLOGY)):
        do(team[name].actor, review, decision, discipline, concurs=True)
    put_signature(team, decision, "anna")
    put_signature(team, decision, "mark")
    do(operator, correct_incident, someone.incident, date="1950-12-01", authority="History desk", reason="a diary")
    do(team["mark"].actor, rescind, decision, "the samples were swapped")
    someone.refresh_from_db()
    assert someone.status == Status.UNACCOUNTED_FOR
    assert verify().problems == []


def test_a_rescission_lets_the_search_for_the_person_go_on(team, operator):
    do(operator, set_pursuit, person(), "active pursuit", since="2019", authority="board", reason="a new lead")
    decision = signed(team)
    assert open_rows(Pursuit, person=person()).get().category == "no category"
    do(team["mark"].actor, rescind, decision, "the samples were swapped")
    assert open_rows(Pursuit, person=person()).get().category == "active pursuit"
    rows = standing(Pursuit.objects.all(), AsOf(on=dt.date.fromisoformat(TODAY)), "person_id")
    assert [row.category for row in rows] == ["active pursuit"]
    assert verify().problems == []


def test_a_line_of_a_search_is_what_the_search_says(small):
    hit = Hit.objects.select_related("run", "sample", "remains", "person").filter(log10_lr__gt=0, above=True).first()
    line = dna_line(hit)
    actor = small_coordinator()
    other = MissingPerson.objects.exclude(pk=hit.person_id).filter(status="unaccounted-for").first()
    for wrong, words in (
        ({**line, "log10_lr": 25.0}, "no search on the record says this"),
        ({**LINE, "line": "autosomal STR"}, "no search on the record says this"),
        ({**LINE, "line": "Autosomal STR "}, "no search on the record says this"),
        ({**LINE, "run": hit.run_id}, "no search on the record says this"),
    ):
        with pytest.raises(InvalidInput, match=words):
            do(actor, propose, hit.person, [hit.remains], [wrong])
    with pytest.raises(InvalidInput, match="of another person"):
        do(actor, propose, other, [hit.remains], [line])
    posterior = {"posterior": 0.9999, "prior": "flat", "run": hit.run_id, "remains": "X", "person": "Y"}
    with pytest.raises(InvalidInput, match="not what the search gives"):
        do(actor, propose, hit.person, [hit.remains], [line, posterior])
    assert (line["above_threshold"], line["rank"], line["newest_search"]) == (True, hit.rank, hit.run_id)


def small_coordinator():
    from repatria.registry.people.actors import Actor
    from repatria.registry.people.permissions import Role

    return Actor("anna", Role.COORDINATOR)


def test_a_pair_below_the_threshold_is_proposed_only_with_a_reason(small):
    hit = Hit.objects.select_related("run", "sample", "remains", "person").filter(above=True, log10_lr__gt=0).first()
    Hit.objects.filter(pk=hit.pk).update(above=False)
    hit.above = False
    with pytest.raises(InvalidInput, match="below the threshold"):
        do(small_coordinator(), propose, hit.person, [hit.remains], [dna_line(hit)])
    Hit.objects.filter(pk=hit.pk).update(log10_lr=-4.0)
    hit.log10_lr = -4.0
    with pytest.raises(InvalidInput, match="speaks against identity"):
        do(small_coordinator(), propose, hit.person, [hit.remains], [dna_line(hit)], summary="all the same")


def buried(team) -> Identification:
    decision = signed(team)
    do(team["lily"].actor, notify_family, decision, on=TODAY, told="a sister", how="in person")
    do(team["carl"].actor, release, decision, on=TODAY, to="the family", checked=IDENTIFIERS, similar_names_seen=True)
    do(team["lily"].actor, record_burial, decision, on=TODAY, place="a cemetery")
    decision.refresh_from_db()
    return decision


def held() -> set[str]:
    return set(remains_held().values_list("code", flat=True))


def test_remains_buried_by_a_rescinded_decision_are_not_in_the_laboratory_until_they_come_back(team):
    decision = buried(team)
    do(team["mark"].actor, rescind, decision, "the samples were swapped")
    assert held() == {"R2"}
    decision.refresh_from_db()
    assert [step.act for step in next_steps(decision)] == ["return"]
    with pytest.raises(Conflict, match="released: record their return"):
        do(team["anna"].actor, propose, person(), [remains()], [LINE])
    before = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True)[0]
    do(team["carl"].actor, record_return, decision, on=TODAY, place="laboratory")
    assert held() == {"R1", "R2"}
    assert set(remains_held(AsOf(seq=before)).values_list("code", flat=True)) == {"R2"}
    with pytest.raises(Conflict, match="recorded already"):
        do(team["carl"].actor, record_return, decision, on=TODAY, place="laboratory")
    back = Consequence.objects.get(kind="returned")
    do(team["carl"].actor, withdraw, back, reason="another box")
    assert held() == {"R2"}
    do(team["carl"].actor, record_return, decision, on=TODAY, place="laboratory")
    again = signed(team)
    assert again.state == State.SIGNED
    with pytest.raises(Conflict, match="another decision since"):
        do(team["carl"].actor, withdraw, Consequence.objects.filter(kind="returned").last(), reason="x")
    assert verify().problems == []


def test_only_released_remains_of_a_rescinded_decision_come_back(team):
    decision = signed(team)
    with pytest.raises(Conflict, match="when the decision is rescinded"):
        do(team["carl"].actor, record_return, decision, on=TODAY, place="laboratory")
    do(team["mark"].actor, rescind, decision, "swapped")
    with pytest.raises(Conflict, match="never released"):
        do(team["carl"].actor, record_return, decision, on=TODAY, place="laboratory")


def test_a_rescinded_burial_governs_nothing_of_the_right_remains(team):
    wrong = buried(team)
    do(team["lily"].actor, record_choice, wrong, on=TODAY, choice="do not tell us of further finds", who="a sister")
    do(team["mark"].actor, rescind, wrong, "the samples were swapped")
    right = signed(team, "R2")
    do(team["lily"].actor, notify_family, right, on=TODAY, told="a sister", how="in person")
    do(team["carl"].actor, record_return, wrong, on=TODAY, place="laboratory")
    further = signed(team, "R1")
    assert further.addition
    do(team["lily"].actor, notify_family, further, on=TODAY, told="a sister", how="in person")
    further.refresh_from_db()
    assert further.state == State.NOTIFIED


def test_a_discipline_that_differs_after_a_signature_ends_the_matter(team):
    decision = reviewed(team)
    put_signature(team, decision, "anna")
    do(team["dora"].actor, review, decision, Discipline.DNA, concurs=False, note="the sample was contaminated")
    do(team["dora"].actor, review, decision, Discipline.DNA, concurs=True, note="it was not")
    decision.refresh_from_db()
    assert decision.state == State.PROPOSED
    assert [step.act for step in next_steps(decision)] == ["dispute", "rescind"]
    with pytest.raises(Conflict, match="once its reviews suffice"):
        put_signature(team, decision, "mark")


def test_the_database_replaces_no_row_of_a_decision(team):
    decision = signed(team)
    columns = "person_id, digest, summary, proposed_by, addition, made_up, recorded_seq"
    statement = (
        f"INSERT INTO decisions_identification (id, state, evidence, {columns})"
        f" SELECT id, 'proposed', '[]', {columns} FROM decisions_identification WHERE id = {decision.pk}"
    )
    if connection.vendor == "sqlite":
        statement = statement.replace("INSERT INTO", "REPLACE INTO")
    with pytest.raises(DatabaseError, match="never replaced"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_lets_a_decision_go_one_step_at_a_time(team):
    decision = signed(team)
    for state in ("proposed", "reviewed", "buried"):
        with pytest.raises(DatabaseError, match=r"one step|recorded with who"), transaction.atomic():
            connection.cursor().execute(
                f"UPDATE decisions_identification SET state = '{state}' WHERE id = {decision.pk}"
            )


def test_someone_without_given_names_is_similar_to_everyone_of_the_family_name(team):
    do(OPERATOR, add_person, "P9", "Doe")
    assert {each.reference for each in similar_names(person())} == {"P2", "P9"}


def test_proposing_twice_the_same_is_refused(team):
    proposed(team)
    with pytest.raises(Conflict, match="already"):
        do(team["anna"].actor, propose, person(), [remains()], [LINE])
