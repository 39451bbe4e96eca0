"""Items: one holder, one container around each, a place, a temperature; what began wrongly is corrected."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.custody.accessions import NewItem, accession, correct_accession
from repatria.registry.custody.check import check_store
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.inventories import take_inventory
from repatria.registry.custody.items import Holding, Item
from repatria.registry.custody.keeping import keep, place
from repatria.registry.custody.read import containers_around, contents_of, holder_of, kept_at, whereabouts
from repatria.registry.custody.transfers import accept, offer
from repatria.registry.custody.verbs import add_container, add_hand_over
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify


def test_an_item_has_one_holder_and_is_not_taken_into_custody_twice(store, custodian):
    with pytest.raises(Conflict, match="BOX-1 is in custody already, held by UNC"), recording(custodian) as record:
        accession(record, store.laboratory, [NewItem("BOX-1", "container")], since="2018-08-02")
    with recording(custodian) as record:
        container = add_container(record, "K-1", "box")
        accession(record, store.command, [NewItem("K-1", "container", container_id=container)], since="2018-08-02")
    with pytest.raises(Conflict, match="K-1 is in custody already"), recording(custodian) as record:
        accession(record, store.rok, [NewItem("other", "container", container_id=container)], since="2018-08-02")
    assert check_store()[1] == []


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (NewItem("X", "bone"), "container, specimen, sample or effect"),
        (NewItem("X", "specimen", within="nowhere"), "nowhere is not a container in custody"),
        (NewItem("X", "specimen", within="BOX-1-L"), "BOX-1-L is not a container"),
        (NewItem(" ", "specimen"), "has a code"),
    ],
)
def test_a_bad_item_is_refused_in_words(store, custodian, thing, words):
    with pytest.raises(InvalidInput, match=words), recording(custodian) as record:
        accession(record, store.command, [thing], since="2018-08-02")


def test_what_is_put_into_a_container_has_its_holder(store, custodian):
    with pytest.raises(Conflict, match="has the same holder"), recording(custodian) as record:
        accession(record, store.laboratory, [NewItem("X", "specimen", within="BOX-1")], since="2018-08-02")


def test_containers_nest_but_never_in_a_circle(store, custodian):
    with recording(custodian) as record:
        place(record, store.box, store.spare, on="2018-08-02")
    assert [item.code for item in containers_around(store.left)] == ["BOX-1", "BOX-2"]
    for into, words in ((store.box, "BOX-1 is BOX-1 or inside it"), (store.left, "only a container")):
        with pytest.raises((Conflict, InvalidInput), match=words), recording(custodian) as record:
            place(record, store.box, into, on="2018-08-03")
    with pytest.raises(Conflict, match="do not nest in a circle"), recording(custodian) as record:
        place(record, store.spare, store.box, on="2018-08-03")
    with recording(custodian) as record:
        place(record, store.left, None, on="2018-08-04")
    assert containers_around(store.left) == []
    assert [item.code for item in containers_around(store.left, AsOf(dt.date(2018, 8, 3)))] == ["BOX-1", "BOX-2"]
    assert {item.code for item in contents_of(store.box, AsOf(dt.date(2018, 8, 1)))} == {"BOX-1-L", "BOX-1-R"}
    assert [item.code for item in contents_of(store.box)] == ["BOX-1-R"]
    with pytest.raises(InvalidInput, match="2018-08-03 is before"), recording(custodian) as record:
        place(record, store.left, store.spare, on="2018-08-03")
    assert verify().problems == []


def test_what_is_in_a_container_is_where_the_container_is(store, custodian):
    with recording(custodian) as record:
        keep(record, store.box, "Cold store 4", on="2018-08-05", temperature_c=-20.0)
    assert (kept_at(store.left), whereabouts(store.left).temperature_c) == ("Cold store 4", -20.0)
    assert kept_at(store.left, AsOf(dt.date(2018, 8, 4))) == "Osan"
    with pytest.raises(Conflict, match="BOX-1-L is in BOX-1: it is where that container is"), recording(custodian) as r:
        keep(r, store.left, "Elsewhere", on="2018-08-06")
    with pytest.raises(InvalidInput, match="no temperature"), recording(custodian) as record:
        keep(record, store.box, "Cold store 4", on="2018-08-06", temperature_c=-300.0)
    assert verify().problems == []


def test_nothing_is_taken_into_custody_before_it_was_handed_over(store, custodian):
    with recording(custodian) as record:
        given = add_hand_over(record, "K55", "Cases", date="2018-07-27", counted=1, unit="cases")
        case = add_container(record, "CASE-1", "case", hand_over_id=given)
    with pytest.raises(InvalidInput, match="before CASE-1 was handed over"), recording(custodian) as record:
        accession(record, store.command, [NewItem("CASE-1", "container", container_id=case)], since="2018-07-26")
    with recording(custodian) as record:
        (key,) = accession(record, store.command, [NewItem("CASE-1", "container", container_id=case)], since="2018-07")
    held = Holding.objects.get(item=key)
    assert held.begins == dt.date(2018, 7, 27)
    with pytest.raises(InvalidInput, match="before CASE-1 was handed over"), recording(custodian) as record:
        correct_accession(record, held.pk, since="2018-07-26", reason="misread")
    with recording(custodian) as record:
        correct_accession(record, held.pk, since="2018", reason="only the year was written")
    corrected = Holding.objects.get(item=key, corrected_seq=None)
    assert (corrected.since, corrected.begins) == ("2018", dt.date(2018, 7, 27))
    assert verify().problems == []


def test_a_wrong_accession_is_corrected_and_the_wrong_row_kept(store, custodian, receiver):
    wrong = Holding.objects.get(item=store.spare)
    before = LedgerEntry.objects.count()
    with pytest.raises(Conflict, match="custodian took BOX-2 into custody: another account"), recording(custodian) as r:
        correct_accession(r, wrong.pk, since="2018-07-30", holder_id=store.rok, reason="label misread")
    with recording(receiver) as record:
        correct_accession(record, wrong.pk, since="2018-07-30", holder_id=store.rok, reason="label misread")
    assert holder_of(store.spare).code == "ROK"
    assert Item.objects.get(pk=store.spare).holder_id == store.rok
    assert holder_of(store.spare, AsOf(None, before)).code == "UNC"
    assert holder_of(store.spare, AsOf(dt.date(2018, 7, 30))).code == "ROK"
    with pytest.raises(Conflict, match="corrected already"), recording(custodian) as record:
        correct_accession(record, wrong.pk, since="2018-07-30", reason="again")
    box = Holding.objects.get(item=store.box)
    with pytest.raises(Conflict, match="transfer it to its right holder"), recording(custodian) as record:
        correct_accession(record, box.pk, since="2018-08-01", holder_id=store.rok, reason="label misread")
    assert verify().problems == []


def test_the_day_of_an_accession_stays_before_the_transfer_that_followed(store, custodian, receiver):
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [store.spare], on="2018-08-03")
    with recording(receiver) as record:
        accept(record, key, on="2018-08-04")
    first = Holding.objects.get(item=store.spare, turn=1)
    with pytest.raises(InvalidInput, match="after it passed to the next holder"), recording(custodian) as record:
        correct_accession(record, first.pk, since="2018-08-05", reason="date misread")
    with recording(custodian) as record:
        correct_accession(record, first.pk, since="2018-07-28", reason="date misread")
    assert holder_of(store.spare).code == "LAB"
    assert holder_of(store.spare, AsOf(dt.date(2018, 7, 29))).code == "UNC"
    assert check_store()[1] == []
    assert verify().problems == []


def test_a_holder_has_a_code_of_its_own(store, custodian):
    with pytest.raises(Conflict, match="UNC is recorded already"), recording(custodian) as record:
        add_holder(record, "UNC", "Another", "agency")
    words = "the code UNC is recorded already: Unc is the same in other letters"
    with pytest.raises(Conflict, match=words), recording(custodian) as record:
        add_holder(record, "Unc", "Another", "agency")
    with pytest.raises(InvalidInput, match="a code, a name and a kind"), recording(custodian) as record:
        add_holder(record, "X", " ", "agency")


def test_nothing_is_in_custody_before_the_first_war_on_the_record(store, custodian):
    with pytest.raises(InvalidInput, match="before the first war on the record began"), recording(custodian) as record:
        accession(record, store.rok, [NewItem("EARLY-1", "remains")], since="1949")
    with pytest.raises(InvalidInput, match="before the first war on the record began"), recording(custodian) as record:
        take_inventory(record, store.rok, [], on="1948-01")
