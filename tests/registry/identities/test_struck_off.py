"""An entry made by mistake: it counts no more at any day, answers for those who ask what was known, and is put back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.models import Identification
from repatria.registry.families.ties import tie_missing
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.figures.computed import definition
from repatria.registry.figures.drill_down import WAYS
from repatria.registry.figures.drill_down import count as counted
from repatria.registry.identities.duplicates import look_through, suggestions
from repatria.registry.identities.merges import merge
from repatria.registry.identities.models import StruckOff
from repatria.registry.identities.read import identity_of
from repatria.registry.identities.struck_off import put_back, strike_off, struck_off
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import Sex, Status
from repatria.registry.roster.verbs import change_status

pytestmark = pytest.mark.django_db


def last() -> int:
    return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True)[0]


def count(code: str, point: AsOf = NOW) -> int:
    return int(definition(code).at(point).value)


def test_it_counts_no_more_at_any_day_and_still_for_what_was_known_before(enter, do):
    enter("P1")
    wrong = enter("P2")
    before = last()
    do(strike_off, wrong, reason="a test entry")
    gone = last()
    day = dt.date(1950, 12, 31)
    for code in ("roll", "unaccounted-for"):
        assert count(code) == count(code, AsOf(day)) == count(code, AsOf(day, gone)) == 1
        assert count(code, AsOf(seq=before)) == count(code, AsOf(day, before)) == 2
    for way in WAYS:
        assert sum(group.persons for group in counted(way)) == 1
        assert sum(group.persons for group in counted(way, point=AsOf(day))) == 1
        assert sum(group.persons for group in counted(way, point=AsOf(day, before))) == 2
    assert identity_of(wrong).gone.reason == "a test entry"
    assert identity_of(wrong, AsOf(seq=before)).gone is None
    do(put_back, struck_off().get(), reason="it was real")
    assert count("roll") == 2
    assert count("roll", AsOf(seq=gone)) == 1


def test_the_tables_follow_from_the_ledger(enter, do):
    wrong = enter("P1")
    do(strike_off, wrong, reason="a test entry")
    do(put_back, struck_off().get(), reason="it was real")
    do(strike_off, wrong, reason="it was not")
    held = list(StruckOff.objects.order_by("pk").values())
    assert [row["undone_because"] for row in held] == ["it was real", ""]
    assert verify().problems == rebuild().problems == []
    assert list(StruckOff.objects.order_by("pk").values()) == held


def test_it_is_refused_in_words_while_something_rests_on_the_entry(enter, do):
    one, other, third = enter("P1"), enter("P2"), enter("P3")
    with pytest.raises(InvalidInput, match="say why"):
        do(strike_off, one, reason=" ")
    do(merge, one, other, reason="same man")
    for entry in (one, other):
        with pytest.raises(Conflict, match="P2 is merged into P1: take them apart first"):
            do(strike_off, entry, reason="a mistake")
    members = do(add_family, "F1", [Member("the son", Sex.MALE, missing_person_id=third.pk)])
    with pytest.raises(Conflict, match="the family F1 has P3 as its missing person"):
        do(strike_off, third, reason="a mistake")
    with pytest.raises(NotPermitted):
        do(strike_off, third, reason="a mistake", actor=Actor("somebody", Role.AUDITOR))
    do(tie_missing, members["the son"], "", reason="nobody of the roll")
    do(strike_off, third, reason="a mistake")
    with pytest.raises(Conflict, match="P3 was struck off the roll"):
        do(tie_missing, members["the son"], "P3", reason="he after all")


def test_nothing_is_recorded_of_an_entry_that_was_struck_off(enter, do):
    wrong, other = enter("P1"), enter("P2")
    do(strike_off, wrong, reason="a mistake")
    with pytest.raises(Conflict, match="struck off already"):
        do(strike_off, wrong, reason="again")
    with pytest.raises(Conflict, match="was struck off the roll: put it back first"):
        do(change_status, wrong, Status.NON_RECOVERABLE, since="1955", reason="at sea", authority="board")
    for pair in ((wrong, other), (other, wrong)):
        with pytest.raises(Conflict, match="P1 was struck off the roll"):
            do(merge, *pair, reason="same man")
    standing = struck_off().get()
    do(put_back, standing, reason="real after all")
    with pytest.raises(Conflict, match="put back already"):
        do(put_back, standing, reason="again")


def test_an_entry_that_was_struck_off_is_no_duplicate_of_another(enter, do):
    enter("P1", service_number="MU-1", birth="1930-01-01")
    wrong = enter("P2", service_number="MU-1", birth="1930-01-01")
    do(look_through)
    assert suggestions().count() == 1
    do(strike_off, wrong, reason="a mistake")
    assert suggestions().count() == 0


def test_the_database_refuses_it_too(enter, do):
    wrong, other = enter("P1"), enter("P2")
    do(strike_off, wrong, reason="a mistake")
    row = StruckOff.objects.get()
    for change in ({"person_id": other.pk}, {"reason": "another"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            StruckOff.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        StruckOff.objects.filter(pk=row.pk)._raw_delete("default")
    with pytest.raises(DatabaseError), transaction.atomic():
        StruckOff.objects.create(id=900, recorded_seq=900, person=wrong, reason="twice", decided_by="x")
    with pytest.raises(DatabaseError, match="struck off is not identified"), transaction.atomic():
        Identification.objects.create(
            id=1, recorded_seq=901, person=wrong, evidence=[], digest="d" * 64, summary="", proposed_by="x", addition=1
        )
    do(merge, other, enter("P3"), reason="same man")
    with pytest.raises(DatabaseError, match="nothing rests on"), transaction.atomic():
        StruckOff.objects.create(id=902, recorded_seq=902, person=other, reason="x", decided_by="x")
