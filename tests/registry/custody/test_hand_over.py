"""A hand-over: declared, counted, differences on record, two different signers, what followed, supplies sent ahead."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import as_of
from repatria.registry.custody.after_the_count import add_stage, sign, withdraw_signature
from repatria.registry.custody.check import check_hand_over, check_store
from repatria.registry.custody.manifests import Declared, Extra, Found, balance, count, declare
from repatria.registry.custody.models import Discrepancy, HandOver, HandOverSignature, HandOverStage, SupplyUse
from repatria.registry.custody.read import numbers_at
from repatria.registry.custody.supplies import correct_use, send_supplies, use_supplies
from repatria.registry.custody.verbs import add_container, add_hand_over
from repatria.registry.figures.computed import definition
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(custodian) -> int:
    """55 boxes and 1 identity tag declared on 27 July 2018."""
    with recording(custodian) as record:
        key = add_hand_over(record, "K55", "Boxes handed over", date="2018-07-27", giver="North Korea")
        declare(record, key, [Declared("boxes", 55), Declared("effects", 1, "identity tag")])
    return key


def counted(custodian, key, *found, extra=(), reason="") -> None:
    with recording(custodian) as record:
        count(record, key, found, extra, reason=reason)


def test_differences_are_recorded_and_counted_in_is_counted_out_with_them(given, custodian):
    counted(
        custodian,
        given,
        Found(1, 54, broken_seals=2),
        Found(2, 1),
        extra=[Extra("boxes", 3, "unmarked, behind the others")],
    )
    assert {(row.kind, row.quantity, row.unit) for row in Discrepancy.objects.all()} == {
        ("missing", 1, "boxes"),
        ("broken seal", 2, "boxes"),
        ("extra", 3, "boxes"),
    }
    assert balance(given) == {
        "boxes": {"declared": 55, "found": 57, "missing": 1, "extra": 3},
        "effects": {"declared": 1, "found": 1, "missing": 0, "extra": 0},
    }
    assert check_hand_over(HandOver.objects.get()) == []
    assert verify().problems == []


def test_units_are_never_added_up(given, custodian):
    counted(custodian, given, Found(1, 55), Found(2, 1))
    row = HandOver.objects.get()
    assert (row.unit, row.declared, row.counted) == ("", None, None)


def test_an_extra_in_another_unit_stands_beside_the_count_of_the_declared_one(custodian):
    with recording(custodian) as record:
        key = add_hand_over(record, "K55", "Cases handed over", date="2018-07-27", giver="North Korea")
        declare(record, key, [Declared("cases", 55)])
    counted(custodian, key, Found(1, 53), extra=[Extra("helmets", 1, "steel")])
    row = HandOver.objects.get()
    assert (row.unit, row.declared, row.counted) == ("cases", 55, 53)
    assert numbers_at(row, as_of("", "2100")) == (55, 53)
    assert definition("cases-received").at().value == 53
    assert balance(key)["helmets"] == {"declared": 0, "found": 1, "missing": 0, "extra": 1}
    assert verify().problems == []


def test_more_than_was_declared_is_refused_in_a_line(given, custodian):
    with pytest.raises(InvalidInput, match="line 1 declares 55 boxes: 56 cannot be found of it"):
        counted(custodian, given, Found(1, 56), Found(2, 1))
    with pytest.raises(InvalidInput, match="is described"):
        counted(custodian, given, Found(1, 55), Found(2, 1), extra=[Extra("boxes", 1)])
    with pytest.raises(InvalidInput, match="answers each line"):
        counted(custodian, given, Found(1, 55))
    with pytest.raises(InvalidInput, match="seals are broken"):
        counted(custodian, given, Found(1, 5, broken_seals=6), Found(2, 1))
    with pytest.raises(InvalidInput, match="a quantity here is"):
        counted(custodian, given, Found(1, -1), Found(2, 1))


def test_a_second_count_says_why_and_the_first_one_stays(given, custodian):
    counted(custodian, given, Found(1, 50), Found(2, 1))
    with pytest.raises(InvalidInput, match="says why the first one does not stand"):
        counted(custodian, given, Found(1, 55), Found(2, 1))
    counted(custodian, given, Found(1, 55), Found(2, 1), reason="five stood in the corridor")
    assert balance(given)["boxes"] == {"declared": 55, "found": 55, "missing": 0, "extra": 0}
    assert Discrepancy.objects.get().corrected_seq is not None
    with pytest.raises(Conflict, match="was counted already: its manifest stands"), recording(custodian) as record:
        declare(record, given, [Declared("boxes", 60)], reason="typing error")
    assert verify().problems == []


def test_two_different_people_sign_one_for_each_side_after_the_count(given, custodian, receiver):
    with pytest.raises(Conflict, match="it is signed after the count"), recording(custodian) as record:
        sign(record, given, "giver", "Ri Song", on="2018-07-27")
    counted(custodian, given, Found(1, 55), Found(2, 1))
    with recording(custodian) as record:
        sign(record, given, "giver", "Ri Song", on="2018-07-27", capacity="Colonel (made up)")
    for side, person, words in (
        ("receiver", "RI  song ", "Ri Song signed already for the giver: two different people sign"),
        ("giver", "Pak Chol", "Ri Song signed already for the giver"),
    ):
        with pytest.raises(Conflict, match=words), recording(custodian) as record:
            sign(record, given, side, person, on="2018-07-27")
    for side, person, words in (("witness", "X", "giver's or the receiver's"), ("receiver", " ", "name of a person")):
        with pytest.raises(InvalidInput, match=words), recording(custodian) as record:
            sign(record, given, side, person, on="2018-07-27")
    with pytest.raises(InvalidInput, match="2018-07-26 is before hand-over K55"), recording(receiver) as record:
        sign(record, given, "receiver", "J. Smith", on="2018-07-26")
    words = "custodian recorded the signature of Ri Song: another account records the receiver's"
    with pytest.raises(Conflict, match=words), recording(custodian) as record:
        sign(record, given, "receiver", "J. Smith", on="2018-07-27")
    with recording(receiver) as record:
        sign(record, given, "receiver", "J. Smith", on="2018-07-27")
    with pytest.raises(Conflict, match="withdraw the signatures"):
        counted(custodian, given, Found(1, 54), Found(2, 1), reason="once more")
    first = HandOverSignature.objects.get(side="giver")
    with recording(custodian) as record:
        withdraw_signature(record, first.pk, reason="signed under the wrong date")
        sign(record, given, "giver", "Ri Song", on="2018-07-28")
    assert check_store()[1] == []
    assert verify().problems == []


def test_only_roles_that_sign_custody_sign(given):
    coordinator = Actor("coordinator", Role.COORDINATOR)
    with pytest.raises(NotPermitted, match="may not sign custody"), recording(coordinator) as record:
        sign(record, given, "giver", "Ri Song", on="2018-07-27")


@pytest.mark.parametrize("date", ["1950-06-24", "1950-05", "1949"])
def test_a_date_before_the_war_is_refused_and_one_that_may_lie_in_it_is_not(custodian, date):
    with pytest.raises(InvalidInput, match="is before the Korean War began"), recording(custodian) as record:
        add_hand_over(record, "H", "Too early", date=date)
    with recording(custodian) as record:
        add_hand_over(record, "H", "In the year it began", date="1950")
        add_hand_over(record, "H2", "Of another conflict", date=date, conflict="")


def test_a_hand_over_still_to_come_is_none(custodian):
    with pytest.raises(InvalidInput, match="still to come"), recording(custodian) as record:
        add_hand_over(record, "H", "Some day", date="2999-01")
    with recording(custodian) as record:
        add_hand_over(record, "H", "Boxes")
    with pytest.raises(Conflict, match="recorded already"), recording(custodian) as record:
        add_hand_over(record, "H", "Boxes")


def test_a_hand_over_never_has_more_containers_than_were_counted(custodian):
    with recording(custodian) as record:
        key = add_hand_over(record, "H", "Two boxes", date="1991", declared=3, counted=2, unit="boxes")
        add_container(record, "B1", "box", hand_over_id=key)
        add_container(record, "B2", "box", hand_over_id=key)
    with pytest.raises(Conflict, match="counted 2 boxes: all of them are recorded"), recording(custodian) as record:
        add_container(record, "B3", "box", hand_over_id=key)
    with recording(custodian) as record:
        other = add_hand_over(record, "H2", "Boxes", date="1991")
        for number in range(3):
            add_container(record, f"C{number}", "box", hand_over_id=other)
        declare(record, other, [Declared("boxes", 3)])
    with pytest.raises(Conflict, match="3 containers are recorded, more than the 2 counted"):
        counted(custodian, other, Found(1, 2))
    assert verify().problems == []


def test_a_reported_number_and_the_manifest_agree(custodian):
    with recording(custodian) as record:
        key = add_hand_over(record, "H", "Cases", date="2018-07-27", declared=55, unit="cases")
    with pytest.raises(Conflict, match="reported with 55 cases declared; the lines differ"), recording(custodian) as r:
        declare(r, key, [Declared("cases", 54)])
    with recording(custodian) as record:
        declare(record, key, [Declared("cases", 50), Declared("cases", 5)])
    with pytest.raises(InvalidInput, match="declared anew says why"), recording(custodian) as record:
        declare(record, key, [Declared("cases", 55)])
    with recording(custodian) as record:
        declare(record, key, [Declared("cases", 55)], reason="one list, not two")
    assert HandOver.objects.get().declared == 55
    assert verify().problems == []


def test_what_follows_a_hand_over_is_never_dated_before_it(given, custodian):
    with pytest.raises(InvalidInput, match="ceremony: 2018-07-26 is before hand-over K55"), recording(custodian) as r:
        add_stage(r, given, "ceremony", on="2018-07-26")
    with pytest.raises(InvalidInput, match="is one of: ceremony, onward transfer, arrival"), recording(custodian) as r:
        add_stage(r, given, "parade", on="2018-08-01")
    with recording(custodian) as record:
        add_stage(record, given, "onward transfer", on="2018-07-27", giver="UNC", receiver="DPAA", place="Osan")
        add_stage(record, given, "arrival", on="2018-08", place="Hawaii")
    assert [row.begins for row in HandOverStage.objects.order_by("pk")] == [dt.date(2018, 7, 27), dt.date(2018, 8, 1)]
    assert verify().problems == []


def test_no_more_supplies_are_used_than_were_sent(given, custodian):
    with recording(custodian) as record:
        caskets = send_supplies(record, "CASKETS", "casket", on="2018-06-23", quantity=100, hand_over_id=given)
        use = use_supplies(record, caskets, "used", 55, on="2018-07-27")
    with pytest.raises(Conflict, match="100 were sent and 55 are accounted for; 46 more"), recording(custodian) as r:
        use_supplies(r, caskets, "returned", 46, on="2018-08")
    with pytest.raises(InvalidInput, match="before supplies CASKETS were sent"), recording(custodian) as record:
        use_supplies(record, caskets, "used", 1, on="2018-05")
    with recording(custodian) as record:
        correct_use(record, use, reason="54 were used")
        use_supplies(record, caskets, "used", 54, on="2018-07-27")
        use_supplies(record, caskets, "returned", 46, on="2018-08")
    with pytest.raises(Conflict, match="corrected already"), recording(custodian) as record:
        correct_use(record, use, reason="again")
    assert SupplyUse.objects.filter(corrected_seq__isnull=True).count() == 2
    assert check_store()[1] == []
    assert verify().problems == []
