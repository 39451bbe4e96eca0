"""The ledger: entries chain, the database refuses to change them, and the tables are what the entries say."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.canonical import canonical
from repatria.errors import Conflict, InvalidInput, LedgerBroken, NotPermitted
from repatria.registry.ledger import append as append_module
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.bulk import replaying
from repatria.registry.ledger.chain import GENESIS, entry_bytes
from repatria.registry.ledger.guards_off import guards_off
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import projected_models
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson, Status, StatusEntry
from repatria.registry.roster.verbs import add_incident, add_person, change_status

pytestmark = pytest.mark.django_db


def add_people(actor: Actor, number: int) -> None:
    with recording(actor) as record:
        incident = add_incident(record, "KW-1", "Withdrawal from the reservoir", date="1950-11", country="North Korea")
        for index in range(number):
            add_person(record, f"P{index}", "Doe", f"Person {index}", birth="1931", incident_id=incident)


def test_entries_follow_each_other_without_a_gap(operator):
    add_people(operator, 3)
    entries = list(LedgerEntry.objects.order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert entries[0].previous == GENESIS
    assert [entry.previous for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]


def test_an_entry_is_hashed_over_canonical_json(operator):
    add_people(operator, 1)
    entry = LedgerEntry.objects.get(seq=2)
    stamp = entry.recorded_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    text = entry_bytes(entry.seq, stamp, entry.actor, entry.action, entry.subject, entry.payload, entry.previous)
    assert canonical(json.loads(text)) == text
    assert json.loads(text)["payload"]["family_name"] == "Doe"


def test_verify_finds_nothing_wrong_with_an_honest_record(operator):
    add_people(operator, 5)
    person = MissingPerson.objects.get(reference="P2")
    with recording(operator) as record:
        change_status(record, person, Status.IDENTIFIED, since="2019-05-08", authority="medical examiner", reason="DNA")
    result = verify()
    assert result.problems == []
    assert result.entries == 7
    assert result.tables["roster_missing_person"] == 5
    assert result.tables["roster_status"] == 6


def test_a_changed_status_keeps_the_row_before_it(operator):
    add_people(operator, 1)
    person = MissingPerson.objects.get()
    with recording(operator) as record:
        change_status(record, person, Status.IDENTIFIED, since="2019-05", authority="medical examiner", reason="DNA")
    first, second = StatusEntry.objects.order_by("id")
    assert (first.status, first.corrected_seq) == (Status.UNACCOUNTED_FOR, None)
    assert (second.status, second.corrected_seq) == (Status.IDENTIFIED, None)
    person.refresh_from_db()
    assert person.status == Status.IDENTIFIED
    with pytest.raises(Conflict, match="already"), recording(operator) as record:
        change_status(record, person, Status.IDENTIFIED, since="2019-05", authority="examiner", reason="again")


def test_the_database_refuses_to_change_or_delete_an_entry(operator):
    add_people(operator, 1)
    statements = [
        "UPDATE ledger_entry SET actor = 'someone else' WHERE seq = 1",
        "DELETE FROM ledger_entry WHERE seq = 2",
        "INSERT INTO ledger_entry SELECT 9, recorded_at, actor, action, subject, payload, previous, hash"
        " FROM ledger_entry WHERE seq = 1",
    ]
    if connection.vendor == "postgresql":
        statements.append("TRUNCATE ledger_entry")
    for statement in statements:
        with pytest.raises(DatabaseError, match="ledger"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LedgerEntry.objects.count() == 2


def test_verify_names_a_row_changed_behind_the_ledger(operator):
    add_people(operator, 3)
    MissingPerson.objects.filter(reference="P1").update(rank="General")
    with guards_off():
        StatusEntry.objects.filter(person__reference="P2").delete()
    problems = {(problem.source, problem.place, problem.message) for problem in verify().problems}
    assert ("roster_missing_person", "row 2", "differs from the ledger in rank") in problems
    assert ("roster_status", "row 4", "is missing from the table") in problems
    assert not any("General" in str(problem) for problem in problems)


@pytest.mark.parametrize("change", ["actor = 'someone else'", "recorded_at = 'no time at all'"])
def test_verify_names_an_entry_changed_below_the_triggers(operator, change):
    add_people(operator, 3)
    if connection.vendor == "postgresql":
        change = change.replace("'no time at all'", "'2026-01-31'")  # it keeps nothing else where a time stands
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
        cursor.execute(f"UPDATE ledger_entry SET {change} WHERE seq = 3")
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER USER")
    problems = verify().problems
    assert [(problem.place, problem.message[:11]) for problem in problems] == [("entry 3", "was changed")]


def test_nothing_lands_when_the_transaction_fails(operator):
    def land_and_stop() -> None:
        with recording(operator) as record:
            add_person(record, "P1", "Doe")
            record.flush()
            raise RuntimeError("the program stops here")

    with pytest.raises(RuntimeError):
        land_and_stop()
    assert LedgerEntry.objects.count() == 0
    assert MissingPerson.objects.count() == 0


def test_batches_give_the_same_chain_as_single_entries(operator, monkeypatch):
    monkeypatch.setattr(append_module, "_BATCH", 2)
    add_people(operator, 7)
    assert LedgerEntry.objects.count() == 8
    assert verify().problems == []


def test_a_clock_set_back_does_not_make_time_run_backwards(operator, monkeypatch):
    add_people(operator, 1)
    before = LedgerEntry.objects.order_by("-seq").first().recorded_at

    monkeypatch.setattr(append_module, "now", lambda: before - dt.timedelta(days=1))
    with recording(operator) as record:
        add_person(record, "P9", "Roe")
    assert LedgerEntry.objects.order_by("-seq").first().recorded_at == before


def test_an_unknown_action_is_refused(operator):
    with pytest.raises(LedgerBroken, match="unknown action"), recording(operator) as record:
        record.append("roster.person_erased", "person/1", {})


def test_a_payload_that_json_cannot_hold_exactly_is_refused(operator):
    for value in (float("nan"), 2**60, "\ud800"):
        with pytest.raises(InvalidInput, match="canonical JSON"), recording(operator) as record:
            record.append("sources.source_added", "source/1", {"value": value})


def test_a_role_without_the_right_changes_nothing():
    auditor = Actor("auditor", Role.AUDITOR)
    with pytest.raises(NotPermitted, match="the role auditor may not change roll"), recording(auditor) as record:
        add_person(record, "P1", "Doe")
    assert LedgerEntry.objects.count() == 0


def test_every_projected_table_is_compared(operator):
    add_people(operator, 1)
    assert set(verify().tables) == {model._meta.db_table for model in projected_models()}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"date": "1950-13"}, "not a date in the calendar"),
        ({"date": "Thursday"}, "write 1950"),
        ({"longitude": 127.1}, "both a longitude and a latitude"),
        ({"longitude": 127.1, "latitude": 400.0}, "degrees"),
    ],
)
def test_a_bad_incident_is_refused_in_words(operator, field, words):
    with pytest.raises(InvalidInput, match=words), recording(operator) as record:
        add_incident(record, "KW-1", "Somewhere", **field)


def test_a_text_too_long_for_its_column_is_refused_in_words(operator):
    with (
        pytest.raises(InvalidInput, match=r"family name: 121 characters are too many, at most 120"),
        recording(operator) as r,
    ):
        add_person(r, "P1", "D" * 121)
    assert not LedgerEntry.objects.exists()


def test_what_an_older_version_kept_too_long_is_still_rebuilt(operator):
    def keep() -> None:
        with recording(operator) as record, replaying():
            add_person(record, "P1", "D" * 121)
            record.flush()

    if connection.vendor == "postgresql":  # it never kept such a row
        with pytest.raises(DatabaseError):
            keep()
        return
    keep()
    assert rebuild().problems == []
    assert len(MissingPerson.objects.get().family_name) == 121
    assert verify().problems == []


def test_nul_in_a_text_is_refused_in_words_and_a_backslash_is_not(operator):
    with pytest.raises(InvalidInput, match="NUL"), recording(operator) as record:
        add_person(record, "P1", "Doe", "John\0")
    with recording(operator) as record:
        add_person(record, "P1", "Doe", "John\\u0000")
    assert MissingPerson.objects.get().given_names == "John\\u0000"


def test_many_rows_of_many_lengths_are_all_written(operator):
    for number in (1, 59, 60, 61, 250):
        with recording(operator) as record:
            for index in range(number):
                add_person(record, f"{number}-{index}", "Doe", f"Person {index}")
    assert MissingPerson.objects.count() == 1 + 59 + 60 + 61 + 250
    assert [p.given_names for p in MissingPerson.objects.filter(reference__startswith="61-").order_by("id")] == [
        f"Person {index}" for index in range(61)
    ]
    assert verify().problems == []


def kept_indexes() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()")
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return {definition for (definition,) in cursor.fetchall()}


def test_a_rebuild_leaves_every_index_as_it_was(operator):
    add_people(operator, 3)
    before = kept_indexes()
    assert {name for name in MissingPerson.indexes_for_readers if not any(name in index for index in before)} == set()
    assert rebuild().problems == []
    assert kept_indexes() == before


def test_a_rebuild_checks_references_and_leaves_them_checked(tmp_path):
    """In a store of its own: inside a test's transaction SQLite's checks cannot be switched off."""
    program = """
from repatria.registry.store import create_store, home
create_store(home())
from django.db import IntegrityError, connection
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.verify import rebuild
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson
from repatria.registry.roster.verbs import add_person
with recording(OPERATOR) as record:
    add_person(record, "P1", "Doe")
assert rebuild().problems == []
row = {"recorded_seq": 1, "reference": "P2", "family_name": "Doe", "incident_id": 999}
try:
    insert_rows(MissingPerson, [row])
except IntegrityError:
    print("refused after the rebuild")
with connection.constraint_checks_disabled(), recording(OPERATOR) as record:
    payload = {"id": 9, "reference": "P3", "family_name": "Doe", "incident_id": 999, "status": "unaccounted-for"}
    record.append("roster.person_added", "person/9", {**payload, "since": "", "reason": ""})
answer = rebuild()
print([problem.message for problem in answer.problems], MissingPerson.objects.count())
"""
    environment = {**os.environ, "REPATRIA_HOME": str(tmp_path / "store")}
    environment.pop("REPATRIA_DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    first, second = done.stdout.splitlines()
    assert first == "refused after the rebuild"
    assert "roster_missing_person" in second
    assert second.endswith(" 2")
