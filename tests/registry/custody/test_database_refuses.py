"""What the verbs refuse the database refuses too, when someone writes to the tables behind them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.registry.custody.after_the_count import sign
from repatria.registry.custody.check import check_store
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import Holding, Item
from repatria.registry.custody.manifests import Declared, Found, count, declare
from repatria.registry.custody.models import FoundLine, ManifestLine
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.custody.supplies import send_supplies
from repatria.registry.custody.transfers import accept, offer
from repatria.registry.custody.verbs import add_container, add_hand_over
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry

CHAIN = "id, recorded_seq, since, corrected_seq, ended_seq, closed_on, turn, begins"


def refuse(statement: str, words: str | None = None) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def holding(item: int, holder: int, turn: int, begins: str = "2020-01-01", transfer: str = "NULL") -> str:
    return (
        f"INSERT INTO custody_holding ({CHAIN}, item_id, holder_id, why, transfer_id, reason) VALUES"
        f" (999, 999, '', NULL, NULL, NULL, {turn}, '{begins}', {item}, {holder}, 'transfer', {transfer}, '')"
    )


def test_a_second_holder(store):
    refuse(holding(store.spare, store.rok, 1))
    refuse(holding(store.spare, store.rok, 2), "only by")
    refuse(f"UPDATE custody_item SET holder_id = NULL WHERE id = {store.spare}")


def test_a_holder_change_without_or_against_a_transfer(store, custodian, receiver):
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-05")
    refuse(holding(store.spare, store.laboratory, 2, transfer=str(key)), "only by")
    with recording(receiver) as record:
        accept(record, key, on="2018-08-06")
    Holding.objects.filter(item=store.spare).update(ended_seq=1)
    refuse(holding(store.spare, store.rok, 3, transfer=str(key)), "only by")
    refuse(holding(store.box, store.laboratory, 2, begins="2018-07-01", transfer=str(key)))
    refuse(f"UPDATE custody_transfer SET state = 'refused', reason = 'x' WHERE id = {key}", "answered once")


def test_a_transfer_of_what_is_not_held_or_to_the_wrong_nation(store, custodian):
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-05")
    line = "INSERT INTO custody_transfer_line (id, recorded_seq, transfer_id, item_id, closed_seq) VALUES"
    refuse(f"{line} (99, 99, {key}, {store.spare}, NULL)")
    Item.objects.filter(pk=store.box).update(holder=store.rok)
    refuse(f"{line} (99, 99, {key}, {store.box}, NULL)", "only the holder of an item can offer it")
    refuse(
        "INSERT INTO custody_transfer (id, recorded_seq, giver_id, receiver_id, purpose, offered, offered_begins,"
        f" state, answered, answered_by, reason) VALUES (99, 99, {store.rok}, {store.rok}, 'custody', '2019',"
        " '2019-01-01', 'offered', '', '', '')"
    )


def without(*guards: str) -> None:
    """Take guards of transfers and signatures away, until the test is rolled back: to see that those behind hold."""
    for guard in guards:
        table = "custody_transfer" if "transfer" in guard else "custody_signature"
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {guard}{on}")


def test_an_answer_before_its_offer_and_a_refusal_without_reason(store, custodian, receiver):
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-05")
    with recording(receiver) as record:
        add_holder(record, "X", "Another", "agency")
    without("custody_transfer_answered_by_its_entry")
    answer = (
        f"UPDATE custody_transfer SET closed_seq = {LedgerEntry.objects.count()}, state = '{{}}',"
        " answered_begins = '{}' WHERE id = {}"
    )
    refuse(answer.format("accepted", "2018-08-04", key), "transfer_answered_after_offer")
    refuse(answer.format("refused", "2018-08-06", key), "transfer_refused_with_reason")
    refuse(f"UPDATE custody_transfer SET state = 'accepted' WHERE id = {key}", "transfer_answered_or_open")


def test_containers_in_a_circle_or_of_another_holder(store):
    def placed(item: int, parent: int) -> str:
        return (
            f"INSERT INTO custody_placement ({CHAIN}, item_id, parent_id) VALUES"
            f" (999, 999, '', NULL, NULL, NULL, 1, '2020-01-01', {item}, {parent})"
        )

    refuse(placed(store.box, store.left))
    refuse(placed(store.box, store.box))
    refuse(f"UPDATE custody_item SET parent_id = {store.left} WHERE id = {store.box}", "circle")
    refuse(f"UPDATE custody_item SET parent_id = {store.box} WHERE id = {store.box}")
    Item.objects.filter(pk=store.spare).update(holder=store.rok)
    refuse(placed(store.box, store.spare), "only into a container of its own holder")


def test_an_entry_dated_before_the_one_it_follows(store):
    refuse(
        f"INSERT INTO custody_whereabouts ({CHAIN}, item_id, place) VALUES"
        f" (999, 999, '', NULL, NULL, NULL, 2, '2018-07-01', {store.box}, 'x')",
        "dated before the one it follows",
    )


@pytest.fixture
def given(store, custodian) -> int:
    with recording(custodian) as record:
        key = add_hand_over(record, "K55", "Boxes", date="2018-07-27")
        declare(record, key, [Declared("boxes", 2)])
        count(record, key, [Found(1, 2)])
        sign(record, key, "giver", "Ri Song", on="2018-07-27")
    return key


def test_a_signature_by_the_same_person_twice_or_before_the_hand_over(given, receiver):
    with recording(receiver) as record:
        add_holder(record, "X", "Another", "agency")
    without("custody_signature_by_its_entry")
    theirs, ours = LedgerEntry.objects.count(), LedgerEntry.objects.count() - 1
    signed = (
        "INSERT INTO custody_signature (id, recorded_seq, since, begins, corrected_seq, hand_over_id, side, person,"
        " person_key, capacity) VALUES (99, {}, '', '{}', NULL, {}, '{}', 'x', '{}', '')"
    )
    refuse(signed.format(theirs, "2018-07-28", given, "receiver", "ri song"))
    refuse(signed.format(theirs, "2018-07-28", given, "giver", "someone else"))
    refuse(signed.format(theirs, "2018-07-28", given, "witness", "someone else"))
    refuse(signed.format(theirs, "2018-07-26", given, "receiver", "someone else"), "not signed before it took place")
    for seq in (ours, 9_999):
        refuse(signed.format(seq, "2018-07-28", given, "receiver", "someone else"), "recorded by two accounts")


def test_an_offer_answered_by_the_account_that_made_it_or_by_nobody(store, custodian):
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-05")
    with recording(custodian) as record:
        add_holder(record, "X", "Another", "agency")
    without("custody_transfer_answered_by_its_entry", "custody_transfer_offered_by_its_entry")
    answer = "UPDATE custody_transfer SET state = '{}', answered_begins = '2018-08-06', reason = 'x', closed_seq = {}"
    for state in ("accepted", "refused"):
        for seq in (LedgerEntry.objects.count(), 9_999):
            words = "does not answer for the receiver"
            refuse(f"{answer.format(state, seq)} WHERE id = {key}", words)
    refuse(
        "INSERT INTO custody_transfer (id, recorded_seq, giver_id, receiver_id, purpose, offered, offered_begins,"
        " state, answered, answered_begins, answered_by, reason, closed_seq)"
        f" VALUES (99, 99, {store.rok}, {store.command}, 'custody', '2019', '2019-01-01', 'accepted', '2019',"
        " '2019-01-01', 'x', '', 1)",
        "offered before it is answered",
    )


def test_transfers_and_signatures_stay_as_recorded_each_with_its_own_entry(store, given, custodian, receiver):
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-05")
    with recording(receiver) as record:
        add_holder(record, "X", "Another", "agency")
    of_another = LedgerEntry.objects.count()
    refuse(
        f"UPDATE custody_transfer SET state = 'accepted', answered_begins = '2018-08-06', closed_seq = {of_another}"
        f" WHERE id = {key}",
        "an answer has an entry of its own",
    )
    for change in (
        "purpose = 'release by a decision'",
        "recorded_seq = 1",
        f"giver_id = {store.rok}",
        "offered = '2019'",
    ):
        refuse(f"UPDATE custody_transfer SET {change} WHERE id = {key}", "what was recorded does not change")
    refuse(
        "INSERT INTO custody_transfer (id, recorded_seq, giver_id, receiver_id, purpose, offered, offered_begins,"
        f" state, answered, answered_by, reason) VALUES (99, {of_another}, {store.rok}, {store.command}, 'custody',"
        " '2019', '2019-01-01', 'offered', '', '', '')",
        "an offer has an entry of its own",
    )
    for change in ("recorded_seq = 1", "side = 'receiver'", "person = 'x'"):
        refuse(f"UPDATE custody_signature SET {change}", "what was recorded does not change")
    refuse(
        "INSERT INTO custody_signature (id, recorded_seq, since, begins, hand_over_id, side, person, person_key,"
        f" capacity) VALUES (99, {of_another}, '', '2018-07-28', {given}, 'receiver', 'x', 'x', '')",
        "a signature has an entry of its own",
    )
    for table in ("custody_transfer_line", "custody_transfer", "custody_signature"):
        refuse(f"DELETE FROM {table}", "never deleted")
    if connection.vendor == "sqlite":
        row = "SELECT * FROM custody_transfer WHERE id = "
        refuse(f"INSERT OR REPLACE INTO custody_transfer {row}{key}", "never deleted|entry of its own")


def test_a_count_of_more_than_exists(given, custodian):
    row = (
        "INSERT INTO custody_found_line (id, recorded_seq, hand_over_id, line_id, unit, found, broken_seals,"
        " description, corrected_seq) VALUES (99, {}, {}, {}, 'boxes', {}, {}, '', NULL)"
    )
    line = ManifestLine.objects.get().pk
    FoundLine.objects.update(corrected_seq=1)
    refuse(row.format(1, given, line, 3, 0), "no more can be found of a line than it declares")
    refuse(row.format(1, given, line, -1, 0))
    refuse(row.format(1, given, "NULL", 1, 2))
    refuse(row.format(999, given, "NULL", 1, 0), "what is signed is not counted again")
    with recording(custodian) as record:
        for number in range(2):
            add_container(record, f"B{number}", "box", hand_over_id=given)
    container = "INSERT INTO custody_container (id, recorded_seq, code, kind, hand_over_id, made_up) VALUES"
    false = "false" if connection.vendor == "postgresql" else "0"
    refuse(f"{container} (99, 99, 'B9', 'box', {given}, {false})", "no more containers than were counted")
    refuse(f"UPDATE custody_hand_over SET counted = 1 WHERE id = {given}", "fewer counted than containers")


def test_a_date_before_the_war(given):
    refuse(
        f"UPDATE custody_hand_over SET earliest = '1950-06-24', after = '1950-06-25' WHERE id = {given}",
        "hand_over_not_before_the_war",
    )


def test_more_supplies_used_than_sent_and_a_seal_broken_twice(store, custodian):
    with recording(custodian) as record:
        caskets = send_supplies(record, "C", "casket", on="2018-06-23", quantity=10)
        seal = apply_seal(record, store.spare, "7", on="2018-08-02")
        break_seal(record, seal, on="2018-08-03", reason="opened")
    used = (
        "INSERT INTO custody_supply_use (id, recorded_seq, since, begins, corrected_seq, supply_id, kind, quantity)"
        f" VALUES (99, 99, '', '{{}}', NULL, {caskets}, 'used', {{}})"
    )
    refuse(used.format("2018-07-01", 11), "no more supplies are used than were sent")
    refuse(used.format("2018-06-01", 1), "not before")
    refuse(f"UPDATE custody_seal SET state = 'intact', ended_seq = NULL, ended_begins = NULL WHERE id = {seal}", "once")


def test_an_item_that_descends_from_itself(store):
    line = "INSERT INTO custody_lineage (id, recorded_seq, source_id, result_id, kind) VALUES"
    with connection.cursor() as cursor:
        cursor.execute(f"{line} (1, 1, {store.left}, {store.right}, 'split')")
    refuse(f"{line} (2, 1, {store.right}, {store.left}, 'split')", "nothing descends from itself")
    refuse(f"{line} (2, 1, {store.right}, {store.right}, 'split')")


def test_the_check_finds_what_no_single_row_can_show(store):
    Holding.objects.filter(item=store.spare).update(ended_seq=7)
    Item.objects.filter(pk=store.left).update(holder=store.rok)
    found = {(problem.place, problem.message) for problem in check_store()[1]}
    assert ("item BOX-2", "has 0 holders") in found
    assert ("item BOX-1-L", "has another holder than the container it is in") in found
    assert ("item BOX-1-L", "its holder is not the one its history ends with") in found
    assert any(place.startswith("holder ") for place, _message in found), "the flow no longer balances"
