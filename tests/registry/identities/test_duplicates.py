"""Who may be entered twice: found again whatever the slip, judged once, never suggested after that."""

from __future__ import annotations

import pytest

from repatria.registry.identities import likeness
from repatria.registry.identities.duplicates import look_through, suggestions
from repatria.registry.identities.likeness import ENOUGH, Known, look, one_slip, weigh
from repatria.registry.identities.merges import mark_not_same, merge, unmark_not_same, unmerge
from repatria.registry.identities.models import Merge, NotSame
from repatria.registry.identities.names import add_number
from repatria.registry.ledger.verify import verify

pytestmark = pytest.mark.django_db


def known(key=1, family="example", given="john", numbers=("mu1001",), birth="1931-04-02", lost="1950-11-28", **more):
    return Known(key, ((family, given),), tuple(numbers), birth, lost, more.get("service", "Army"))


@pytest.mark.parametrize(
    "other",
    [
        {"family": "exampel"},
        {"numbers": ()},
        {"numbers": (), "given": "j"},
        {"numbers": ("mu1010",), "given": "j"},
        {"numbers": ("ra55",), "birth": "1931-02-04"},
        {"birth": "1931", "lost": ""},
        {"numbers": (), "lost": "1951-02-01"},
        {"numbers": (), "birth": "", "lost": "1950-11-28"},
        {"numbers": (), "birth": "1932-04-02"},
    ],
)
def test_an_entry_with_slips_is_suggested(other):
    found = look([known(1), known(2, **other)])
    assert [(pair.first, pair.second) for pair in found.alike] == [(1, 2)], weigh(known(1), known(2, **other))


@pytest.mark.parametrize(
    "other",
    [
        {"numbers": ("ra55",), "given": "james", "birth": "1929-01-01"},
        {"numbers": ("ra55",), "birth": "1929-01-01"},
        {"numbers": (), "given": "james", "birth": "1929-01-01"},
        {"numbers": ("ra55",), "family": "sample", "birth": "1929-01-01"},
        {"service": "Navy", "family": "sample", "given": "peter", "birth": "1920", "lost": "1952"},
    ],
)
def test_someone_else_is_not(other):
    assert look([known(1), known(2, **other)]).alike == []


def test_brothers_lost_together_with_one_initial_are_below_the_bar():
    assert weigh(known(1, given="john"), known(2, given="james", numbers=("mu2",), birth="1929-01-01"))[0] < ENOUGH


def test_it_finds_the_same_whatever_the_order():
    entries = [known(key, given=given, numbers=()) for key, given in enumerate(("john", "jon", "j", "peter"), 1)]
    assert look(entries).alike == look(entries[::-1]).alike


def test_slips():
    assert one_slip("example", "exampel")
    assert one_slip("example", "exampl")
    assert one_slip("example", "exemple")
    assert not one_slip("example", "example")
    assert not one_slip("exam", "maxe")
    assert not one_slip("abc", "abd"), "too short to tell"


def test_too_many_alike_are_reported_and_not_silently_left(monkeypatch):
    monkeypatch.setattr(likeness, "MOST_ALIKE", 3)
    found = look([known(key) for key in range(1, 6)])
    assert found.alike == []
    assert ("service number", 5) in found.crowded


def test_what_was_judged_is_suggested_no_more_until_it_is_taken_back(enter, do):
    one, other = enter("P1", birth="1931-04-02"), enter("P2", birth="1931-04-02")
    assert do(look_through).new == 1
    assert do(look_through).new == 0
    assert suggestions().count() == 1
    do(mark_not_same, one, other, reason="brothers")
    assert suggestions().count() == 0
    do(look_through)
    assert suggestions().count() == 0
    do(unmark_not_same, NotSame.objects.get(), reason="a slip")
    assert suggestions().count() == 1
    do(merge, one, other, reason="same man")
    do(look_through)
    assert suggestions().count() == 0
    do(unmerge, Merge.objects.get(), reason="a slip")
    assert suggestions().count() == 1
    assert verify().problems == []


def test_a_further_number_brings_two_together_and_without_it_they_part(enter, do):
    one, other = enter("P1", "Example", "John", service_number="A-77"), enter("P2", "Exampel", "Jim")
    assert do(look_through).found == 0
    do(add_number, other, "A 77", source="made up")
    look = do(look_through)
    assert (look.new, suggestions().get().grounds[0]) == (1, "same service number")
    from repatria.registry.identities.models import ServiceNumber
    from repatria.registry.identities.names import withdraw_number

    do(withdraw_number, ServiceNumber.objects.get(), reason="another man's")
    assert do(look_through).gone == 1
    assert suggestions().count() == 0
    assert one.pk < other.pk
    assert verify().problems == []
