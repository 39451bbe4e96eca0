"""Checkpoints and proofs: what was pinned cannot change or be cut off unseen, and anyone can check it."""

from __future__ import annotations

import copy
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from repatria.errors import InvalidInput, LedgerBroken
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.checkpoint import ORIGIN, Checkpoint, open_note, sign, verifier_key
from repatria.registry.ledger.offline import check_proof
from repatria.registry.ledger.proofs import current_checkpoint, prove_entry, prove_growth
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.roster.models import MissingPerson
from repatria.registry.roster.verbs import add_person

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
VERIFIER = verifier_key(ORIGIN, KEY.public_key())


def add_people(operator, first: int, last: int) -> str:
    """Add persons, and return the signed checkpoint after them."""
    with recording(operator) as record:
        for number in range(first, last):
            add_person(record, f"P{number}", "Doe", f"Person {number}")
    return sign(current_checkpoint(ORIGIN), KEY)


def without_triggers(statement: str) -> None:
    """What only someone with the database in their hands can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_no_delete")
        cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry ENABLE TRIGGER USER")


@pytest.mark.django_db
def test_every_entry_can_be_proved_to_whoever_has_the_key(operator):
    note = add_people(operator, 0, 6)
    for seq in range(1, 7):
        words = check_proof(prove_entry(seq, note), VERIFIER)
        assert words == f"entry {seq} is on the ledger of 6 entries that the checkpoint pins"
    with pytest.raises(InvalidInput, match="there is no entry 7"):
        prove_entry(7, note)


@pytest.mark.django_db
def test_a_proof_with_another_entry_in_it_does_not_hold(operator):
    proof = prove_entry(3, add_people(operator, 0, 6))
    other = copy.deepcopy(proof)
    other["entry"]["payload"]["family_name"] = "Roe"
    with pytest.raises(LedgerBroken, match="not the entry proved"):
        check_proof(other, VERIFIER)
    other = {**proof, "proof": proof["proof"][:-1]}
    with pytest.raises(LedgerBroken, match="does not show"):
        check_proof(other, VERIFIER)
    for broken in ({}, {**proof, "kind": "x"}, {**proof, "canonical": 7}, {**proof, "proof": ["?"]}):
        with pytest.raises(InvalidInput, match="repatria-proof/1"):
            check_proof(broken, VERIFIER)


@pytest.mark.django_db
def test_growth_can_be_proved_and_a_cut_or_changed_ledger_shows(operator):
    first = add_people(operator, 0, 5)
    second = add_people(operator, 5, 9)
    pinned = open_note(first, VERIFIER)
    assert check_proof(prove_growth(pinned, first, second), VERIFIER) == "the first 5 of 9 entries are what they were"
    without_triggers("DELETE FROM ledger_entry WHERE seq > 4")
    assert verify(tables=False).problems == []  # the chain alone cannot know what is gone
    with pytest.raises(LedgerBroken, match="cut off"):
        prove_growth(pinned, first, second)


@pytest.mark.django_db
def test_an_entry_changed_before_the_checkpoint_shows(operator):
    first = add_people(operator, 0, 5)
    without_triggers("UPDATE ledger_entry SET actor = 'someone' WHERE seq = 2")
    with pytest.raises(LedgerBroken, match="not what it was"):
        prove_growth(open_note(first, VERIFIER), first, first)


@pytest.mark.django_db
def test_a_rebuild_restores_the_tables_exactly(operator):
    add_people(operator, 0, 5)
    MissingPerson.objects.filter(reference="P1").update(rank="General")
    assert verify().problems
    result = rebuild()
    assert (result.entries, result.problems, result.tables["roster_missing_person"]) == (5, [], 5)
    assert verify().problems == []


@pytest.mark.django_db
def test_a_rebuild_from_a_broken_chain_changes_nothing(operator):
    add_people(operator, 0, 5)
    MissingPerson.objects.filter(reference="P1").update(rank="General")
    without_triggers("UPDATE ledger_entry SET actor = 'someone' WHERE seq = 5")
    assert rebuild().problems
    assert MissingPerson.objects.get(reference="P1").rank == "General"


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (lambda note: note.replace("\n7\n", "\n8\n"), LedgerBroken, "does not hold"),
        (lambda note: note.replace("\u2014 repatria", "\u2014 another"), LedgerBroken, "no signature"),
        (lambda note: note.replace("\n\n", "\n"), InvalidInput, "no empty line"),
        (lambda note: note.replace("\n7\n", "\n07\n"), InvalidInput, "not a checkpoint"),
        (lambda note: note.replace("AQEB", "????"), InvalidInput, "not a checkpoint"),
    ],
)
def test_a_spoilt_note_is_refused_in_words(spoil, error, words):
    note = sign(Checkpoint(ORIGIN, 7, bytes([1]) * 32), KEY)
    assert open_note(note, VERIFIER).size == 7
    with pytest.raises(error, match=words):
        open_note(spoil(note), VERIFIER)


def test_a_key_that_contradicts_itself_is_refused():
    note = sign(Checkpoint(ORIGIN, 7, bytes(32)), KEY)
    for key in ("", "a+b", VERIFIER.replace("repatria", "other"), VERIFIER[:-4]):
        with pytest.raises(InvalidInput, match="verifier key"):
            open_note(note, key)


def test_checking_a_proof_needs_no_django():
    code = "import sys, repatria.registry.ledger.offline; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
