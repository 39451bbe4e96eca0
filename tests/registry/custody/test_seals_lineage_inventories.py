"""Seals close a container; splits and merges keep where things came from; a re-inventory says what differs."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.belonging import attribute
from repatria.registry.custody.check import check_store
from repatria.registry.custody.inventories import explain, take_inventory, why_withdrawn, withdraw_inventory
from repatria.registry.custody.items import Inventory, InventoryLine, Item, Lineage, Seal
from repatria.registry.custody.keeping import place
from repatria.registry.custody.lineage import Part, merge, split, take_sample_of
from repatria.registry.custody.read import containers_around, holder_of, present, seals_on, unexplained
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.custody.transfers import offer
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify


def test_a_sealed_container_is_not_opened_until_the_seal_is_broken_with_a_reason(store, custodian):
    with recording(custodian) as record:
        seal = apply_seal(record, store.box, "7001", on="2018-08-02")
    for item, into in ((store.left, None), (store.spare, store.box)):
        with pytest.raises(Conflict, match="BOX-1 is under seal 7001"), recording(custodian) as record:
            place(record, item, into, on="2018-08-03")
    with pytest.raises(InvalidInput, match="say why"), recording(custodian) as record:
        break_seal(record, seal, on="2018-08-03", reason="")
    with pytest.raises(InvalidInput, match="before seal 7001 was applied"), recording(custodian) as record:
        break_seal(record, seal, on="2018-08-01", reason="examination")
    with recording(custodian) as record:
        break_seal(record, seal, on="2018-08-05", reason="tape cut, nothing missing", found=True)
        place(record, store.left, None, on="2018-08-05")
    assert Seal.objects.get().state == "found broken"
    assert seals_on(store.box, AsOf(dt.date(2018, 8, 4))).count() == 1
    assert seals_on(store.box).count() == 0
    with pytest.raises(Conflict, match="was found broken already"), recording(custodian) as record:
        break_seal(record, seal, on="2018-08-06", reason="again")
    with pytest.raises(Conflict, match="a number is used once"), recording(custodian) as record:
        apply_seal(record, store.spare, "7001", on="2018-08-06")
    assert verify().problems == []


def test_a_split_ends_the_whole_and_its_parts_keep_holder_container_and_nation(store, custodian):
    with recording(custodian) as record:
        attribute(record, store.left, "China", on="2018-08-02", authority="joint review", reason="buttons")
        parts = split(record, store.left, [Part("L-a"), Part("L-b")], on="2018-08-06", reason="two persons, by DNA")
    assert holder_of(store.left) is None
    assert holder_of(store.left, AsOf(dt.date(2018, 8, 5))).code == "UNC", "it was an item until then"
    for part in Item.objects.filter(pk__in=parts):
        assert (part.holder.code, part.parent_id, part.kind, part.nation) == ("UNC", store.box, "specimen", "China")
        assert [item.code for item in containers_around(part.pk)] == ["BOX-1"]
        assert part.origins.get().source_id == store.left
    assert present().count() == 5
    assert present(AsOf(dt.date(2018, 8, 3))).count() == 4
    with pytest.raises(Conflict, match="BOX-1-L was split or merged in entry"), recording(custodian) as record:
        place(record, store.left, None, on="2018-08-07")
    assert check_store()[1] == []
    assert verify().problems == []


def test_merged_items_become_one_with_both_as_origins(store, custodian):
    with recording(custodian) as record:
        whole = merge(
            record, [store.left, store.right], Part("PAIR"), on="2018-08-06", reason="one fragment of the other"
        )
        sample = take_sample_of(record, whole, Part("PAIR-01A", "bone plug"), on="2018-08-07", reason="DNA")
    assert set(Lineage.objects.filter(result=whole).values_list("source_id", flat=True)) == {store.left, store.right}
    assert Item.objects.get(pk=whole).ended_seq is None, "a sample leaves the item in being"
    assert (Item.objects.get(pk=sample).kind, containers_around(sample)) == ("sample", [])
    assert check_store()[1] == []
    assert verify().problems == []


def test_what_cannot_be_split_or_merged_is_refused_in_words(store, custodian):
    with pytest.raises(Conflict, match="BOX-1 holds other items"), recording(custodian) as record:
        split(record, store.box, [Part("A"), Part("B")], on="2018-08-06", reason="broken")
    with pytest.raises(InvalidInput, match="at least two parts"), recording(custodian) as record:
        split(record, store.left, [Part("A")], on="2018-08-06", reason="broken")
    with pytest.raises(Conflict, match="same holder, container, kind"), recording(custodian) as record:
        merge(record, [store.left, store.spare], Part("A"), on="2018-08-06", reason="one")
    with pytest.raises(InvalidInput, match="a sample is taken of what is in it"), recording(custodian) as record:
        take_sample_of(record, store.spare, Part("A"), on="2018-08-06", reason="DNA")
    with pytest.raises(InvalidInput, match="code of its own"), recording(custodian) as record:
        split(record, store.left, [Part("A"), Part("A")], on="2018-08-06", reason="broken")
    with pytest.raises(Conflict, match="code of another item"), recording(custodian) as record:
        split(record, store.left, [Part("A"), Part("BOX-2")], on="2018-08-06", reason="broken")
    with recording(custodian) as record:
        offer(record, store.command, store.rok, [store.box], on="2018-08-06")
    with pytest.raises(Conflict, match="is offered in transfer"), recording(custodian) as record:
        split(record, store.left, [Part("A"), Part("B")], on="2018-08-06", reason="broken")
    assert verify().problems == []


def test_a_re_inventory_says_what_differs_until_it_is_explained(store, custodian):
    with recording(custodian) as record:
        accession(record, store.rok, [NewItem("ROK-9", "specimen")], since="2018-08-02")
        key = take_inventory(
            record,
            store.command,
            ["BOX-1", "BOX-2", "BOX-1-L", "ROK-9", "no label 3"],
            on="2018-09-01",
            by="Two clerks",
        )
    lines = {line.code: line for line in InventoryLine.objects.filter(inventory=key)}
    assert {code: (line.expected, line.found) for code, line in lines.items()} == {
        "BOX-1": (True, True),
        "BOX-2": (True, True),
        "BOX-1-L": (True, True),
        "BOX-1-R": (True, False),
        "ROK-9": (False, True),
        "no label 3": (False, True),
    }
    assert {line.code for line in unexplained()} == {"BOX-1-R", "ROK-9", "no label 3"}
    before = LedgerEntry.objects.count()
    with recording(custodian) as record:
        explain(record, lines["BOX-1-R"].pk, "at the radiograph, signed out")
    assert {line.code for line in unexplained()} == {"ROK-9", "no label 3"}
    assert unexplained(AsOf(None, before)).count() == 3
    with pytest.raises(Conflict, match="nothing to explain"), recording(custodian) as record:
        explain(record, lines["BOX-1"].pk, "it was there")
    with pytest.raises(InvalidInput, match="BOX-1 was found twice"), recording(custodian) as record:
        take_inventory(record, store.command, ["BOX-1", "BOX-1"], on="2018-09-01")
    assert verify().problems == []


def test_a_re_inventory_recorded_in_error_is_withdrawn_and_asks_nobody_to_explain(store, custodian):
    with recording(custodian) as record:
        key = take_inventory(record, store.command, ["BOX-1"], on="2018-09-01")
    before, waiting = LedgerEntry.objects.count(), unexplained().count()
    assert waiting > 0
    with pytest.raises(InvalidInput, match="say why"), recording(custodian) as record:
        withdraw_inventory(record, key, reason=" ")
    with recording(custodian) as record:
        withdraw_inventory(record, key, reason="the wrong list was pasted")
    row = Inventory.objects.get(pk=key)
    assert why_withdrawn(row) == "the wrong list was pasted"
    assert unexplained().count() == 0
    assert unexplained(AsOf(None, before)).count() == waiting
    line = InventoryLine.objects.filter(inventory=key, found=False).first()
    for again in (lambda r: withdraw_inventory(r, key, reason="once more"), lambda r: explain(r, line.pk, "found")):
        with pytest.raises(Conflict, match="withdrawn already"), recording(custodian) as record:
            again(record)
    assert verify().problems == []


def test_a_re_inventory_of_one_place_expects_only_what_is_kept_there(store, custodian):
    with recording(custodian) as record:
        accession(record, store.command, [NewItem("FAR", "specimen")], since="2018-08-02", place="Panmunjom")
        key = take_inventory(
            record, store.command, ["BOX-1", "BOX-1-L", "BOX-1-R", "BOX-2"], on="2018-09", place="Osan"
        )
    assert set(InventoryLine.objects.filter(inventory=key).values_list("expected", "found")) == {(True, True)}
    assert verify().problems == []
