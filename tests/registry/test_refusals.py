"""What the record refuses, one sentence a test: the verb in words, the database when someone writes past it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf, latest
from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.after_the_count import sign
from repatria.registry.custody.check import check_store
from repatria.registry.custody.manifests import Declared, Found, count, declare
from repatria.registry.custody.models import FoundLine, ManifestLine
from repatria.registry.custody.transfers import accept, offer
from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.decisions.consequences import notify_family, release
from repatria.registry.field.permissions import add_permission, change_permission
from repatria.registry.ledger.append import recording
from repatria.registry.roster.models import Status, StatusEntry
from repatria.registry.roster.verbs import change_status
from tests.registry.custody.conftest import custodian, receiver, store  # noqa: F401
from tests.registry.decisions.conftest import team  # noqa: F401
from tests.registry.decisions.steps import (
    IDENTIFIERS,
    TODAY,
    buried,
    person,
    proposed,
    put_signature,
    reviewed,
    signed,
    told,
)

pytestmark = pytest.mark.django_db
YESTERDAY = (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)).isoformat()
TRUE, FALSE = ("true", "false") if connection.vendor == "postgresql" else ("1", "0")


def refuse(statement: str, words: str | None = None) -> None:
    """The database itself refuses a statement."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def signature(decision, signer: str, role: str, key: int = 99) -> str:
    return (
        "INSERT INTO decisions_signature (id, recorded_seq, identification_id, signer, role, digest) VALUES"
        f" ({key}, 99, {decision.pk}, '{signer}', '{role}', '{decision.digest}')"
    )


def consequence(decision, kind: str, on: str) -> str:
    return (
        'INSERT INTO decisions_consequence (id, recorded_seq, identification_id, kind, "on", "by", details) VALUES'
        f" (99, 99, {decision.pk}, '{kind}', '{on}', 'x', '{{}}')"
    )


def review(decision, reviewer: str, discipline: str, concurs: str = TRUE, note: str = "") -> str:
    return (
        "INSERT INTO decisions_review (id, recorded_seq, identification_id, discipline, reviewer, concurs, note) VALUES"
        f" (99, 99, {decision.pk}, '{discipline}', '{reviewer}', {concurs}, '{note}')"
    )


def state(decision, value: str) -> str:
    return f"UPDATE decisions_identification SET state = '{value}' WHERE id = {decision.pk}"


def test_an_item_has_no_two_holders(store, custodian):  # noqa: F811
    with pytest.raises(Conflict), recording(custodian) as record:
        accession(record, store.rok, [NewItem("BOX-2", "container", form="box")], since="2018-08-02")
    refuse(
        "INSERT INTO custody_holding (id, recorded_seq, since, corrected_seq, ended_seq, closed_on, turn, begins,"
        " item_id, holder_id, why, transfer_id, reason) VALUES (999, 999, '', NULL, NULL, NULL, 2, '2020-01-01',"
        f" {store.spare}, {store.rok}, 'transfer', NULL, '')"
    )
    assert check_store()[1] == []


def test_the_same_person_does_not_sign_twice(team):  # noqa: F811
    decision = reviewed(team)
    put_signature(team, decision, "mark")
    with pytest.raises(Conflict, match="twice"):
        put_signature(team, decision, "mark")
    refuse(signature(decision, "mark", "medical examiner"))
    refuse(signature(decision, "Mark", "medical examiner"), "by an account whose role signs")


def test_nobody_is_identified_without_a_medical_examiner(team):  # noqa: F811
    decision = reviewed(team)
    put_signature(team, decision, "anna")
    with pytest.raises(Conflict, match="medical examiner"):
        put_signature(team, decision, "mina")
    refuse(state(decision, "signed"), "two distinct signers")
    with connection.cursor() as cursor:
        cursor.execute(signature(decision, "mina", "identification coordinator"))
    refuse(state(decision, "signed"), "two distinct signers")
    refuse("UPDATE decisions_signature SET role = 'medical examiner'", "never changed")
    refuse(signature(decision, "x", "DNA analyst", key=100), "by an account whose role signs")


def test_nobody_signs_what_was_not_reviewed_or_is_not_the_frozen_evidence(team):  # noqa: F811
    decision = proposed(team)
    with pytest.raises(Conflict, match="once its reviews suffice"):
        put_signature(team, decision, "mark")
    refuse(signature(decision, "mark", "medical examiner"), "reviewed decision")
    refuse(state(decision, "reviewed"), "two disciplines concur")
    refuse(review(decision, "anna", "history"), "never by whoever proposed it")
    refuse(review(decision, "dora", "DNA", FALSE), "who differs says why")
    for change in ("proposed_by = 'x'", f"addition = {TRUE}", "summary = 'x'", "evidence = '[]'", "digest = 'x'"):
        refuse(f"UPDATE decisions_identification SET {change} WHERE id = {decision.pk}", "frozen")
    other = reviewed_by_raw_digest(team, decision)
    refuse(other, "under the frozen evidence")


def reviewed_by_raw_digest(team, decision) -> str:  # noqa: F811
    """A signature of a reviewed decision under another digest."""
    from repatria.registry.decisions.models import Discipline
    from repatria.registry.decisions.verbs import review as say

    for name, discipline in (("dora", Discipline.DNA), ("theo", Discipline.ANTHROPOLOGY)):
        with recording(team[name].actor) as record:
            say(record, decision, discipline, concurs=True)
    return signature(decision, "mark", "medical examiner").replace(decision.digest, "0" * 64)


def test_a_step_is_not_skipped_and_a_rescinded_decision_does_not_come_back(team):  # noqa: F811
    decision = signed(team)
    with pytest.raises(Conflict, match="after the family was told"), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="x", checked=IDENTIFIERS, similar_names_seen=True)
    refuse(state(decision, "released"), "recorded with who did it and when|after the family was told")
    refuse(state(decision, "rescinded"), "recorded with who did it and when")
    refuse(f"UPDATE decisions_remains SET open = {FALSE}", "only when it is rescinded")
    refuse("UPDATE decisions_remains SET remains_id = 2", "only when it is rescinded")
    refuse(consequence(decision, "forgotten", TODAY), "after both signatures")
    from repatria.registry.decisions.verbs import rescind

    with recording(team["mark"].actor) as record:
        rescind(record, decision, "swapped")
    refuse(state(decision, "proposed"), "propose anew")
    refuse(f"UPDATE decisions_remains SET open = {TRUE}", "only when it is rescinded")
    refuse(consequence(decision, "notified", TODAY), "before a rescission|follows the step before it")
    refuse("UPDATE decisions_consequence SET kind = 'choice'", "never changed")
    refuse("UPDATE decisions_review SET reviewer = 'x'", "never changed")


def test_only_the_last_step_is_taken_back_and_with_a_reason(team):  # noqa: F811
    decision = buried(team)
    first = decision.consequences.get(kind="notified").pk
    last = decision.consequences.get(kind="buried").pk
    row = 'INSERT INTO decisions_withdrawal (id, recorded_seq, consequence_id, "by", reason)'
    row += " VALUES (99, 99, {}, 'x', '{}')"
    refuse(row.format(first, "wrong"), "only the last step")
    refuse(row.format(last, " "), "with the reason")


@pytest.fixture
def given(store, custodian) -> int:  # noqa: F811
    with recording(custodian) as record:
        key = add_hand_over(record, "K55", "Boxes", date="2018-07-27", conflict="Korean War")
        declare(record, key, [Declared("boxes", 2)])
    return key


def test_a_hand_over_does_not_count_more_than_exists(given, custodian):  # noqa: F811
    with pytest.raises((Conflict, InvalidInput)), recording(custodian) as record:
        count(record, given, [Found(1, 3)])
    line = ManifestLine.objects.get().pk
    refuse(
        "INSERT INTO custody_found_line (id, recorded_seq, hand_over_id, line_id, unit, found, broken_seals,"
        f" description, corrected_seq) VALUES (99, 1, {given}, {line}, 'boxes', 3, 0, '', NULL)",
        "no more can be found of a line than it declares",
    )
    assert not FoundLine.objects.exists()


def test_nothing_is_handed_over_before_the_war(given, custodian):  # noqa: F811
    with pytest.raises(InvalidInput, match="before the Korean War"), recording(custodian) as record:
        add_hand_over(record, "K0", "Boxes", date="1950-06-24", conflict="Korean War")
    refuse(
        f"UPDATE custody_hand_over SET earliest = '1950-06-24', after = '1950-06-25' WHERE id = {given}",
        "hand_over_not_before_the_war",
    )


def test_statuses_do_not_overlap(team, operator):  # noqa: F811
    with pytest.raises(Conflict, match="already"), recording(operator) as record:
        change_status(record, person(), Status.UNACCOUNTED_FOR, since="1951", authority="board", reason="again")
    with recording(operator) as record:
        change_status(record, person(), Status.NON_RECOVERABLE, since="1954", authority="board", reason="lost at sea")
    for year in (1953, 1954, 1999):
        held = latest(StatusEntry.objects.filter(person=person()), AsOf(on=dt.date(year, 6, 1)), "person_id")
        assert held.count() == 1, "at any time a person has one status, whatever rows there are"
    with recording(operator) as record:
        permission = add_permission(record, "JOINT", "Joint operations", since="2018")
        with pytest.raises(Conflict):
            change_permission(record, permission, "in force", on="2019", authority="board", reason="again")
    refuse(
        "INSERT INTO field_permission_state (id, recorded_seq, since, begins, corrected_seq, turn, ended_seq,"
        " closed_on, permission_id, state, authority, reason) VALUES (999, 999, '2019', '2019-01-01', NULL, 2, NULL,"
        f" NULL, {permission}, 'suspended', '', 'x')"
    )


def test_two_states_of_a_decision_do_not_overlap(team):  # noqa: F811
    decision = signed(team)
    row = (
        "INSERT INTO decisions_state (id, recorded_seq, since, begins, corrected_seq, turn, ended_seq, closed_on,"
        " identification_id, state) VALUES (9999, 9999, '', '{}', NULL, {}, {}, NULL, {}, 'notified')"
    )
    refuse(row.format("2999-01-01", 4, "NULL", decision.pk))
    refuse(row.format("2999-01-01", 1, "9999", decision.pk))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(consequence(decision, "notified", TODAY))
    refuse(row.format("1950-01-01", 4, "9999", decision.pk), "dated before the one it follows")


def test_an_entry_is_not_dated_before_its_cause(team, store, custodian, receiver):  # noqa: F811
    decision = signed(team)
    with pytest.raises(Conflict, match="when the decision was signed"), recording(team["lily"].actor) as record:
        notify_family(record, decision, on=YESTERDAY, told="a sister", how="in person")
    refuse(consequence(decision, "notified", YESTERDAY), "not dated before what it follows")
    refuse(consequence(decision, "notified", "2019"), "not dated before what it follows")
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-05")
    with pytest.raises(InvalidInput, match="before"), recording(receiver) as record:
        accept(record, key, on="2018-08-04")
    refuse(
        "UPDATE custody_transfer SET closed_seq = 99, state = 'accepted', answered_begins = '2018-08-04'"
        f" WHERE id = {key}"
    )


def test_a_partial_date_passes_when_any_day_that_it_means_passes(team):  # noqa: F811
    decision = told(team)
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(consequence(decision, "released", TODAY[:7]))
    assert decision.consequences.filter(kind="released").exists()


def test_a_hand_over_is_not_signed_by_the_same_person_for_both_sides(given, custodian):  # noqa: F811
    with recording(custodian) as record:
        count(record, given, [Found(1, 2)])
        sign(record, given, "giver", "Ri Song", on="2018-07-27")
    with pytest.raises(Conflict, match="two different people"), recording(custodian) as record:
        sign(record, given, "receiver", " ri  song", on="2018-07-27")
    refuse(
        "INSERT INTO custody_signature (id, recorded_seq, since, begins, corrected_seq, hand_over_id, side, person,"
        f" person_key, capacity) VALUES (99, 99, '', '2018-07-28', NULL, {given}, 'receiver', 'x', 'ri song', '')"
    )
