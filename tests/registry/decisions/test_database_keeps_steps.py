"""The database itself keeps a decision: no row is deleted, no step skipped, no status hung on what is no decision."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.errors import Conflict
from repatria.registry.decisions.consequences import record_choice, told_statuses, withdraw
from repatria.registry.decisions.models import Consequence, DecisionState, Discipline, Identification, State
from repatria.registry.decisions.verbs import rescind, review
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.guards_off import guards_off
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.roster.models import Status, StatusEntry
from repatria.registry.roster.verbs import DECIDED, WITHDRAWN, change_status
from tests.registry.decisions.steps import (
    TODAY,
    buried,
    person,
    proposed,
    put_signature,
    released,
    reviewed,
    signed,
    told,
)

pytestmark = pytest.mark.django_db
FALSE = "false" if connection.vendor == "postgresql" else "0"


def refuse(statement: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def moved(decision: Identification, state: str) -> str:
    return f"UPDATE decisions_identification SET state = '{state}' WHERE id = {decision.pk}"


def entered(decision: Identification, state: str, turn: int) -> str:
    return (
        "INSERT INTO decisions_state (id, recorded_seq, since, begins, corrected_seq, turn, ended_seq, closed_on,"
        f" identification_id, state) VALUES (9999, 9999, '{TODAY}', '{TODAY}', NULL, {turn}, 9999, NULL,"
        f" {decision.pk}, '{state}')"
    )


def step(decision: Identification, kind: str, details: str = "{}") -> str:
    return (
        'INSERT INTO decisions_consequence (id, recorded_seq, identification_id, kind, "on", "by", details) VALUES'
        f" (9999, 9999, {decision.pk}, '{kind}', '{TODAY}', 'x', '{details}')"
    )


def status(key: int, authority: str, decision: int | str, value: str = "identified") -> str:
    return (
        "INSERT INTO roster_status (id, recorded_seq, since, begins, person_id, status, authority, reason,"
        f" identification_id) VALUES (9999, {LedgerEntry.objects.count()}, '{TODAY}', '{TODAY}', {key}, '{value}',"
        f" '{authority}', 'x', {decision})"
    )


def test_no_row_of_a_decision_is_deleted(team):
    decision = buried(team)
    with recording(team["lily"].actor) as record:
        withdraw(record, Consequence.objects.get(kind="buried"), reason="another's")
    for table in ("identification", "state", "remains", "review", "signature", "consequence", "withdrawal"):
        refuse(f"DELETE FROM decisions_{table}", "never deleted")
    refuse("DELETE FROM roster_status", "never deleted")
    if connection.vendor == "postgresql":
        connection.check_constraints()  # nothing is emptied while checks wait
        refuse("TRUNCATE decisions_withdrawal", "never deleted")
    assert DecisionState.objects.filter(identification=decision).exists()


def test_rows_are_written_anew_by_a_rebuild_and_kept_again_after_it(team):
    decision = buried(team)
    assert rebuild().problems == []
    assert verify().problems == []
    refuse("DELETE FROM decisions_signature", "never deleted")
    refuse(moved(decision, "signed"), "one step|withdrawn")


def test_a_proposal_is_not_signed_without_reviews_nor_without_a_medical_examiner(team):
    decision = proposed(team)
    refuse(moved(decision, "signed"), "one step|two disciplines|two distinct signers")
    refuse(entered(decision, "signed", 2), "follows the one before")
    again = reviewed(team, "R2") if decision.state == "rescinded" else decision
    for name, discipline in (("dora", Discipline.DNA), ("theo", Discipline.ANTHROPOLOGY)):
        with recording(team[name].actor) as record:
            review(record, again, discipline, concurs=True)
    put_signature(team, again, "anna")
    refuse(moved(again, "signed"), "two distinct signers, one of them a medical examiner")
    refuse(entered(again, "signed", 3), "follows the one before")
    run(
        "INSERT INTO decisions_signature (id, recorded_seq, identification_id, signer, role, digest) VALUES"
        f" (99, 99, {again.pk}, 'mina', 'identification coordinator', '{again.digest}')"
    )
    refuse(moved(again, "signed"), "one of them a medical examiner")
    refuse(entered(again, "signed", 3), "follows the one before")


def test_remains_are_not_released_before_the_family_was_told(team):
    decision = signed(team)
    refuse(step(decision, "released"), "follows the step before it")
    refuse(step(decision, "buried"), "follows the step before it")
    refuse(moved(decision, "released"), "after the family was told|recorded with who did it")
    refuse(entered(decision, "released", 4), "follows the one before")


def test_further_remains_of_which_a_family_wants_to_hear_nothing_are_released_without_telling_it(team):
    first = buried(team)
    further = signed(team, "R2")
    for choice, who in (
        ("bury separately", '"choice": "do not tell us of further finds"'),
        ("do not tell us of further finds", "a sister"),
    ):
        refuse(step(further, "released"), "follows the step before it")
        with recording(team["lily"].actor) as record:
            record_choice(record, first, on=TODAY, choice=choice, who=who)
    released(team, decision=further)
    further.refresh_from_db()
    assert further.state == State.RELEASED
    assert verify().problems == []


def test_a_step_goes_back_only_when_it_was_withdrawn(team):
    decision = told(team)
    refuse(moved(decision, "signed"), "its last step was withdrawn")
    refuse(
        f"UPDATE decisions_state SET corrected_seq = 1 WHERE identification_id = {decision.pk} AND state = 'notified'",
        "does not change",
    )
    refuse(
        f"UPDATE decisions_state SET ended_seq = NULL WHERE identification_id = {decision.pk} AND state = 'signed'",
        "does not change|one_open|UNIQUE",
    )
    with recording(team["lily"].actor) as record:
        withdraw(record, Consequence.objects.get(kind="notified"), reason="another family")
    decision.refresh_from_db()
    assert decision.state == State.SIGNED


def test_a_state_that_was_recorded_is_never_another(team):
    decision = signed(team)
    for change in ("state = 'released'", "begins = '1950-01-01'", "since = '1950'", "turn = 9", "recorded_seq = 1"):
        refuse(
            f"UPDATE decisions_state SET {change} WHERE identification_id = {decision.pk} AND state = 'signed'",
            "does not change",
        )


def test_a_review_that_suffices_is_not_undone_without_one_that_differs(team):
    decision = reviewed(team)
    refuse(moved(decision, "proposed"), "when a review differs")
    refuse(entered(decision, "proposed", 3), "follows the one before")
    with recording(team["dora"].actor) as record:
        review(record, decision, Discipline.DNA, concurs=False, note="contaminated")
    decision.refresh_from_db()
    assert decision.state == State.PROPOSED


def test_a_decision_is_not_signed_over_a_dissent_that_came_after_a_signature(team):
    decision = reviewed(team)
    put_signature(team, decision, "anna")
    columns = "(id, recorded_seq, identification_id, signer, role, digest)"
    with recording(team["dora"].actor) as record:
        review(record, decision, Discipline.DNA, concurs=False, note="contaminated")
    with recording(team["dora"].actor) as record:
        review(record, decision, Discipline.DNA, concurs=True)
    run(moved(decision, "reviewed"))  # what the reviews alone would allow
    run(
        f"INSERT INTO decisions_signature {columns} VALUES"
        f" (99, 99, {decision.pk}, 'mark', 'medical examiner', '{decision.digest}')"
    )
    refuse(moved(decision, "signed"), "rescinded and proposed anew")


def test_a_status_by_a_decision_names_one_that_was_signed_of_that_person(team):
    decision, (first, other) = signed(team), (person().pk, person().pk + 1)
    row = StatusEntry.objects.get(person=first, authority=DECIDED)
    assert row.identification_id == decision.pk
    words = "names one that was signed"
    refuse(status(first, DECIDED, "NULL"), words)
    refuse(status(first, f" {DECIDED.upper()}", "NULL"), words)
    refuse(status(other, DECIDED, decision.pk), words)
    refuse(status(first, WITHDRAWN, decision.pk, "unaccounted-for"), words)
    refuse(status(first, "History desk", decision.pk), words)
    refuse(f"UPDATE roster_status SET identification_id = NULL WHERE id = {row.pk}", "does not change")
    refuse(f"UPDATE roster_status SET status = 'returned alive' WHERE id = {row.pk}", "does not change")
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "the samples were swapped")
    back = StatusEntry.objects.get(person=first, authority=WITHDRAWN)
    assert (back.identification_id, back.status) == (decision.pk, Status.UNACCOUNTED_FOR)
    refuse(status(first, DECIDED, decision.pk), words)


def test_a_status_of_a_proposal_is_no_status(team):
    decision = proposed(team)
    refuse(status(person().pk, DECIDED, decision.pk), "names one that was signed")


def append_as_before(record, decision_words: str) -> None:
    """A status that a decision brought, as entries of an earlier version name it: in words."""
    payload = {"person_id": person().pk, "status": "identified", "since": TODAY, "authority": DECIDED}
    record.append("roster.status_changed", f"person/{person().pk}", {**payload, "reason": decision_words})


def test_an_entry_that_names_its_decision_in_words_gets_its_key(team, operator):
    decision = signed(team)
    with recording(operator) as record, guards_off():
        append_as_before(record, f"identification {decision.pk}")
        record.flush()
    rows = StatusEntry.objects.filter(authority=DECIDED).order_by("id")
    assert [row.identification_id for row in rows] == [decision.pk, decision.pk]
    assert rebuild().problems == []
    assert verify().problems == []


def test_an_old_entry_that_names_no_decision_there_is_can_be_put_right_on_the_roll(team, operator):
    with recording(operator) as record, guards_off():
        append_as_before(record, "identification 99")
        record.flush()
    row = StatusEntry.objects.get(authority=DECIDED)
    assert row.identification_id is None
    assert row not in told_statuses(person())
    assert rebuild().problems == []
    someone = person()
    with recording(operator) as record:
        change_status(
            record, someone, Status.UNACCOUNTED_FOR, since=TODAY, authority="History desk", reason="no decision"
        )
    assert person().status == Status.UNACCOUNTED_FOR


def test_two_decisions_never_share_a_rescinded_status(team, operator):
    first = signed(team)
    with recording(team["mark"].actor) as record:
        rescind(record, first, "the samples were swapped")
    second = signed(team, "R2")
    with pytest.raises(Conflict, match="rescind that decision first"), recording(operator) as record:
        change_status(record, person(), Status.RETURNED_ALIVE, since=TODAY, authority="desk", reason="x")
    with recording(team["mark"].actor) as record:
        rescind(record, second, "swapped again")
    assert [row.identification_id for row in StatusEntry.objects.filter(authority=WITHDRAWN).order_by("id")] == [
        first.pk,
        second.pk,
    ]
    assert person().status == Status.UNACCOUNTED_FOR
    assert verify().problems == []
