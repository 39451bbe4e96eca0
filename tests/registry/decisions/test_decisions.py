"""Decisions: frozen evidence, two signers, one of them a medical examiner; rescinded but never erased."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.decisions.consequences import (
    notify_family,
    record_burial,
    record_choice,
    release,
    similar_names,
    told_statuses,
)
from repatria.registry.decisions.models import Discipline, IdentifiedRemains, State
from repatria.registry.decisions.verbs import propose, rescind, review, sign
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.roster.models import MissingPerson, Status, StatusEntry
from tests.registry.decisions.conftest import WORD
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


def test_two_signatures_make_it_final_and_change_the_status(team):
    decision = signed(team)
    assert decision.state == State.SIGNED
    assert person().status == Status.IDENTIFIED
    assert verify().problems == []


def test_reviews_of_two_disciplines_come_first(team):
    decision = proposed(team)
    with pytest.raises(Conflict, match="once its reviews suffice"):
        put_signature(team, decision, "anna")
    with recording(team["dora"].actor) as record:
        review(record, decision, Discipline.DNA, concurs=True)
    with recording(team["theo"].actor) as record:
        review(record, decision, Discipline.ANTHROPOLOGY, concurs=False, note="the stature does not fit")
    decision.refresh_from_db()
    assert decision.state == State.PROPOSED
    with recording(team["theo"].actor) as record:
        review(record, decision, Discipline.ANTHROPOLOGY, concurs=True, note="measured again")
    decision.refresh_from_db()
    assert decision.state == State.REVIEWED


def test_whoever_proposed_does_not_review_and_whoever_differs_says_why(team):
    decision = proposed(team)
    with pytest.raises(NotPermitted, match="does not review"), recording(team["anna"].actor) as record:
        review(record, decision, Discipline.HISTORY, concurs=True)
    with pytest.raises(InvalidInput, match="says why"), recording(team["dora"].actor) as record:
        review(record, decision, Discipline.DNA, concurs=False)


def test_a_discipline_is_spoken_for_by_its_own_people_and_by_two_of_them(team):
    decision = proposed(team)
    with pytest.raises(NotPermitted, match="does not speak for anthropology"), recording(team["dora"].actor) as record:
        review(record, decision, Discipline.ANTHROPOLOGY, concurs=True)
    for discipline in (Discipline.ANTHROPOLOGY, Discipline.ODONTOLOGY):
        with recording(team["theo"].actor) as record:
            review(record, decision, discipline, concurs=True)
    decision.refresh_from_db()
    assert decision.state == State.PROPOSED


def test_the_family_sees_nothing_before_it_was_told(team):
    decision = signed(team)
    assert [row.status for row in told_statuses(person())] == [Status.UNACCOUNTED_FOR]
    with recording(team["lily"].actor) as record:
        notify_family(record, decision, on=TODAY, told="a sister", how="in person")
    assert told_statuses(person())[0].status == Status.IDENTIFIED


def test_a_rescission_corrects_the_row_of_its_own_decision(operator, team):
    decision = signed(team)
    with recording(operator) as record:  # as an earlier version took it
        payload = {"person_id": person().pk, "status": "group burial", "since": TODAY, "authority": "board"}
        record.append("roster.status_changed", f"person/{person().pk}", {**payload, "reason": "group burial"})
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "the samples were swapped")
    wrong = StatusEntry.objects.get(corrected_seq__isnull=False)
    assert wrong.status == Status.IDENTIFIED
    assert not StatusEntry.objects.filter(status=Status.IDENTIFIED, corrected_seq=None).exists()


def test_the_same_person_does_not_sign_twice(team):
    decision = reviewed(team)
    put_signature(team, decision, "mark")
    with pytest.raises(Conflict, match="twice"):
        put_signature(team, decision, "mark")


def test_two_signers_without_a_medical_examiner_are_refused(team):
    decision = reviewed(team)
    put_signature(team, decision, "anna")
    with pytest.raises(Conflict, match="medical examiner"):
        put_signature(team, decision, "mina")
    decision.refresh_from_db()
    assert decision.state == State.REVIEWED


def test_signing_asks_for_the_password_again_and_for_the_right_role(team):
    decision = reviewed(team)
    with pytest.raises(NotPermitted, match="password"):
        put_signature(team, decision, "mark", "something else")
    with pytest.raises(NotPermitted, match="may not sign"):
        put_signature(team, decision, "dora")
    with pytest.raises(NotPermitted, match="password"), recording(team["mark"].actor) as record:
        sign(record, decision, team["anna"], WORD)


def test_the_database_itself_refuses_a_final_state_without_two_signers(team):
    decision = reviewed(team)
    statements = [
        f"UPDATE decisions_identification SET state = 'signed' WHERE id = {decision.pk}",
        f"UPDATE decisions_identification SET state = 'released' WHERE id = {decision.pk}",
    ]
    put_signature(team, decision, "mark")
    for statement in statements:
        with (
            pytest.raises(DatabaseError, match=r"two distinct signers|recorded with who did it|one step at a time"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)


def test_the_database_itself_keeps_the_evidence_frozen(team):
    decision = signed(team)
    for statement in ("digest = 'x'", "evidence = '[]'", "person_id = 2"):
        with pytest.raises(DatabaseError, match=r"frozen|two distinct signers"), transaction.atomic():
            connection.cursor().execute(f"UPDATE decisions_identification SET {statement} WHERE id = {decision.pk}")


def test_remains_are_in_one_decision_at_a_time(team):
    proposed(team)
    other = MissingPerson.objects.get(reference="P2")
    with pytest.raises(Conflict, match="already"), recording(team["anna"].actor) as record:
        propose(record, other, [remains()], [LINE])
    with pytest.raises(Conflict, match="under way"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains("R2")], [LINE])


def test_a_rescinded_decision_stays_and_its_remains_can_be_decided_anew(team):
    decision = signed(team)
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "the samples were swapped")
    decision.refresh_from_db()
    assert decision.state == State.RESCINDED
    assert person().status == Status.UNACCOUNTED_FOR
    assert not IdentifiedRemains.objects.filter(open=True).exists()
    with pytest.raises(Conflict, match="already"), recording(team["mark"].actor) as record:
        rescind(record, decision, "again")
    again = signed(team)
    assert again.pk != decision.pk
    assert person().status == Status.IDENTIFIED
    assert verify().problems == []


def test_from_signature_to_burial_step_by_step(team):
    decision = signed(team)
    with pytest.raises(Conflict, match="after the family was told"), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=IDENTIFIERS)
    with recording(team["lily"].actor) as record:
        notify_family(record, decision, on=TODAY, told="a sister", how="in person")
    assert [other.reference for other in similar_names(person())] == ["P2"]
    with pytest.raises(Conflict, match="similar name"), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=IDENTIFIERS)
    with recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=IDENTIFIERS, similar_names_seen=True)
    with recording(team["lily"].actor) as record:
        record_burial(record, decision, on=TODAY, place="a national cemetery")
    with recording(team["lily"].actor) as record:
        record_choice(record, decision, on=TODAY, choice="bury with the earlier remains", who="a sister")
    decision.refresh_from_db()
    assert decision.state == State.BURIED
    assert verify().problems == []


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ({"name": "agrees", "accession": "agrees"}, "at least 3"),
        ({**IDENTIFIERS, "service number": "one digit differs"}, "does not agree"),
        ({**IDENTIFIERS, "shoe size": "agrees"}, "not an identifier"),
    ],
)
def test_a_release_needs_three_identifiers_that_agree(team, checked, words):
    decision = signed(team)
    with recording(team["lily"].actor) as record:
        notify_family(record, decision, on=TODAY, told="a sister", how="in person")
    with pytest.raises((Conflict, InvalidInput), match=words), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="x", checked=checked, similar_names_seen=True)


def test_a_step_before_its_cause_or_still_to_come_is_refused(team):
    decision = signed(team)
    with recording(team["lily"].actor) as record:
        notify_family(record, decision, on=TODAY, told="a sister", how="in person")
    with pytest.raises(Conflict, match="lies before"), recording(team["carl"].actor) as record:
        release(record, decision, on="2020-12-31", to="x", checked=IDENTIFIERS, similar_names_seen=True)
    with pytest.raises(InvalidInput, match="still to come"), recording(team["carl"].actor) as record:
        release(record, decision, on="2999", to="x", checked=IDENTIFIERS, similar_names_seen=True)


def test_remains_found_after_the_burial_become_an_addition(team):
    signed(team)
    decision = signed(team, "R2")
    assert decision.addition
    assert person().status == Status.IDENTIFIED
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "another person after all")
    assert person().status == Status.IDENTIFIED
    assert verify().problems == []


def test_a_proposal_without_evidence_is_refused(team):
    with pytest.raises(InvalidInput, match="at least one line"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [])
    with pytest.raises(InvalidInput, match="lacks version"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [{**LINE, "version": ""}])
    with pytest.raises(InvalidInput, match="at least one set"), recording(team["anna"].actor) as record:
        propose(record, person(), [], [LINE])
    assert not LedgerEntry.objects.filter(action__startswith="decisions").exists()
