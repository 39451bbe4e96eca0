"""The database itself keeps what was recorded of relatives: rows are neither changed nor deleted behind the verbs."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from repatria.registry.families.contacts import set_contact, set_officer
from repatria.registry.families.details import correct_relative
from repatria.registry.families.follow_ups import add_follow_up, answer_follow_up
from repatria.registry.families.kin import correct_death, record_death, set_kinship
from repatria.registry.families.kin_models import Life
from repatria.registry.families.next_of_kin import set_primary
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import rebuild, verify

pytestmark = pytest.mark.django_db


def refuse(statement: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def recorded(case, operator):
    """A row in every table of a family: a primary next of kin, a card, an officer, an answered question, a death."""
    with recording(operator) as record:
        set_primary(record, case.person, case.sister, since="2001", reason="she raised the daughter")
        set_contact(record, case.sister, since="2002", telephone="555-0100")
        set_officer(record, case.family, "Officer (made up)", since="2003", telephone="555-0101")
        asked = add_follow_up(record, case.family, "promise", "We send his letters.", on="2004")
        answer_follow_up(record, asked, "kept", words="They were sent.", on="2005")
        record_death(record, case.daughter, on="2006")
        set_kinship(record, case.daughter, case.person, "niece or nephew", reason="the letters say so")
        correct_relative(record, case.daughter, name="Daughter Sample", reason="a slip")
    return case


UNCHANGED = {
    "families_life": ("state = 'living'", "since = '1999'", "words = 'x'", "relative_id = 1"),
    "families_kinship": ("relationship = 'spouse'", "reason = 'other'", "since = '1999'"),
    "families_relative_details": ("name = 'Someone Else'", "born = '1900'", "member_id = NULL", "reason = 'other'"),
    "families_follow_up_answer": ("answer = 'withdrawn'", "words = 'Nobody knows.'", "since = '1999'"),
    "families_primary_next_of_kin": ("reason = 'other'", "since = '1999'", "turn = 7", "basis = 'none'"),
    "families_liaison_officer": ("name = 'Another'", "telephone = '555-0199'", "turn = 7"),
    "families_contact_card": ("telephone = '555-0199'", "turn = 7", "since = '1999'"),
}


@pytest.mark.parametrize(("table", "change"), [(table, each) for table, of in UNCHANGED.items() for each in of])
def test_a_row_of_a_familys_history_is_never_another(recorded, table, change):
    if change == "relative_id = 1":
        change = f"relative_id = {recorded.sister}"
    refuse(f"UPDATE {table} SET {change}", "does not change")


def test_an_entry_that_ends_a_row_is_set_once(recorded, operator):
    with recording(operator) as record:
        correct_death(record, Life.objects.get(corrected_seq=None), reason="she lives")
    refuse("UPDATE families_life SET corrected_seq = 1 WHERE corrected_seq IS NOT NULL", "does not change")
    refuse("UPDATE families_life SET corrected_seq = NULL WHERE corrected_seq IS NOT NULL", "does not change")
    refuse("UPDATE families_relative_details SET corrected_seq = NULL WHERE corrected_seq IS NOT NULL", "does not")


@pytest.mark.parametrize(
    "table",
    [
        *UNCHANGED,
        "families_family",
        "families_member",
        "families_relative",
        "families_follow_up",
    ],
)
def test_no_row_of_a_family_is_deleted(recorded, table):
    refuse(f"DELETE FROM {table}", "never deleted")
    if connection.vendor == "postgresql":
        connection.check_constraints()  # nothing is emptied while checks wait
        refuse(f"TRUNCATE {table} CASCADE", "never deleted")


def test_families_are_written_anew_by_a_rebuild_and_kept_again_after_it(recorded):
    assert rebuild().problems == []
    assert verify().problems == []
    refuse("DELETE FROM families_life", "never deleted")
