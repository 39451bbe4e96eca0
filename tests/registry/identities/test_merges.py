"""Duplicates merged: the person counts once from then on, twice for whoever asks what we knew before, and undoably."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.models import Identification
from repatria.registry.figures.computed import definition
from repatria.registry.identities.corrections import correct
from repatria.registry.identities.merges import (
    each_person_once,
    mark_not_same,
    merge,
    unmark_not_same,
    unmerge,
)
from repatria.registry.identities.models import Merge, NotSame
from repatria.registry.identities.names import add_alias
from repatria.registry.identities.read import identity_of
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.roster.models import MissingPerson, Sex, Status
from repatria.registry.roster.verbs import change_status

pytestmark = pytest.mark.django_db


def last() -> int:
    return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True)[0]


def count(code: str, point: AsOf = NOW) -> int:
    return int(definition(code).at(point).value)


def test_a_merged_person_counts_once_from_the_merge_and_twice_before_it(enter, do):
    one, other = enter("P1"), enter("P2")
    before = last()
    do(merge, one, other, reason="same man")
    merged = last()
    do(unmerge, Merge.objects.get(), reason="brothers")
    day = dt.date(2000, 1, 1)
    for code in ("roll", "unaccounted-for"):
        assert count(code, AsOf(seq=before)) == count(code, AsOf(day, before)) == 2
        assert count(code, AsOf(seq=merged)) == count(code, AsOf(day, merged)) == 1
        assert count(code) == count(code, AsOf(day)) == 2


def test_who_is_one_person_always_was(enter, do):
    one, other = enter("P1"), enter("P2")
    do(merge, one, other, reason="same man")
    assert count("roll", AsOf(dt.date(1950, 12, 31))) == 1
    assert count("roll", AsOf(dt.date(1950, 1, 1))) == 0


def test_on_a_day_before_the_kept_entry_begins_the_other_stands_for_the_person(enter, do):
    one, other = enter("P1", since="1951-03"), enter("P2", since="1950-11")
    do(merge, one, other, reason="same man")
    assert count("roll", AsOf(dt.date(1950, 12, 31))) == 1
    assert count("roll", AsOf(dt.date(1951, 12, 31))) == 1


def test_after_taking_apart_everything_is_as_before(enter, do):
    one, other = enter("P1", birth="1930"), enter("P2", birth="1931")
    do(add_alias, other, "Exempel", kind="other spelling", source="made up")
    before = [list(MissingPerson.objects.order_by("id").values()), identity_of(other).aliases]
    do(merge, one, other, reason="same man", evidence="the same wedding ring")
    assert [row.family_name for row in identity_of(one).aliases] == ["Exempel"]
    assert identity_of(other).into.kept == one
    (taken,) = identity_of(one).took_in
    assert (taken.person, taken.merge.evidence, len(taken.statuses)) == (other, "the same wedding ring", 1)
    do(unmerge, Merge.objects.get(), reason="brothers")
    assert [list(MissingPerson.objects.order_by("id").values()), identity_of(other).aliases] == before
    assert identity_of(one).aliases == identity_of(one).took_in == []
    assert identity_of(one).apart[0].undone_because == "brothers"
    do(merge, one, other, reason="it was one man after all")
    assert verify().problems == []


def test_what_cannot_be_merged_is_refused_in_words(enter, do):
    a, b, c, d = (enter(f"P{number}") for number in range(4))
    woman = enter("W", sex=Sex.FEMALE)
    man = enter("M", sex=Sex.MALE)
    do(merge, a, b, reason="same man")
    for kept, merged, words in (
        (a, a, "with themself"),
        (b, a, "circle"),
        (c, b, "merged into P0 already"),
        (b, c, "merge with that one"),
        (c, a, "keep P0, or take those two apart"),
        (woman, man, "sexes contradict"),
    ):
        with pytest.raises((InvalidInput, Conflict), match=words):
            do(merge, kept, merged, reason="made up")
    with pytest.raises(InvalidInput, match="say why"):
        do(merge, c, d, reason=" ")
    assert Merge.objects.count() == 1
    assert each_person_once().count() == 5


def test_two_with_an_identification_each_are_not_merged_and_the_identified_one_is_kept(enter, do):
    one, other = enter("P1"), enter("P2")

    def identify(person):
        Identification.objects.create(recorded_seq=1, person=person, evidence=[], digest="0", proposed_by="x")

    identify(other)
    with pytest.raises(Conflict, match="P2 has an identification that stands: keep that entry"):
        do(merge, one, other, reason="same man")
    identify(one)
    with pytest.raises(Conflict, match="both have an identification"):
        do(merge, one, other, reason="same man")


def test_the_entry_whose_fate_is_known_is_kept(enter, do):
    one, other = enter("P1"), enter("P2", status=Status.RETURNED_ALIVE)
    with pytest.raises(Conflict, match="keep the one whose fate is known"):
        do(merge, one, other, reason="same man")
    do(merge, other, one, reason="same man")
    assert (count("accounted-for"), count("unaccounted-for"), count("roll")) == (1, 0, 1)


def test_nothing_more_is_recorded_of_a_merged_entry(enter, do):
    one, other = enter("P1"), enter("P2")
    do(merge, one, other, reason="same man")
    with pytest.raises(Conflict, match="P2 was merged into P1: record it there"):
        do(correct, other, "birth", "1930", reason="made up")
    with pytest.raises(Conflict, match="record it there"):
        do(change_status, other, Status.IDENTIFIED, since="2019", authority="made up", reason="made up")


def test_the_database_refuses_a_second_merge_a_circle_and_a_change_of_one(enter, do):
    a, b, c = (enter(f"P{number}") for number in range(3))
    do(merge, a, b, reason="same man")

    def row(kept, merged, key=90):
        Merge.objects.create(id=key, recorded_seq=key, kept=kept, merged=merged, reason="x", decided_by="x")

    for kept, merged in ((c, b), (b, a), (b, c), (c, a), (c, c)):
        with pytest.raises(DatabaseError), transaction.atomic():
            row(kept, merged)
    with pytest.raises(DatabaseError), transaction.atomic():
        Merge.objects.update(kept=c)
    with pytest.raises(DatabaseError), transaction.atomic():
        Identification.objects.create(recorded_seq=99, person=b, evidence=[], digest="0", proposed_by="x")


def test_two_marked_as_not_the_same_are_not_merged_until_that_is_taken_back(enter, do):
    one, other = enter("P1"), enter("P2")
    do(mark_not_same, other, one, reason="brothers")
    with pytest.raises(Conflict, match="not the same already"):
        do(mark_not_same, one, other, reason="brothers")
    with pytest.raises(Conflict, match="marked as not the same"):
        do(merge, one, other, reason="same man")
    do(unmark_not_same, NotSame.objects.get(), reason="a slip")
    do(merge, one, other, reason="same man")
    with pytest.raises(Conflict, match="take them apart first"):
        do(mark_not_same, one, other, reason="brothers")
    assert verify().problems == []
