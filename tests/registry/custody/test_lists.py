"""Many items named at once: ranges of labels, everything of a hand-over, all as expected but a few."""

from __future__ import annotations

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.inventories import all_as_expected
from repatria.registry.custody.items import Holder, InventoryLine, Item
from repatria.registry.custody.keeping import place
from repatria.registry.custody.lists import MOST, items_named, items_of, labels, one_holder
from repatria.registry.custody.models import HandOver
from repatria.registry.custody.offers import those_of
from repatria.registry.custody.transfers import accept, offer
from repatria.registry.custody.verbs import add_container, add_hand_over
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("K208-001..K208-003", ["K208-001", "K208-002", "K208-003"]),
        ("A9 .. A11\n\n  B  1 ", ["A9", "A10", "A11", "B 1"]),
        ("098..101", ["098", "099", "100", "101"]),
        ("K1..K1", ["K1"]),
        ("one, two", ["one, two"]),
        ("", []),
    ],
)
def test_a_list_is_one_label_a_line_and_ranges_keep_their_zeros(written, read):
    assert labels(written) == read


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("K208-001..K209-003", "both ends begin alike"),
        ("K..L", "both ends begin alike"),
        ("K9..K2", "ends before it begins"),
        (f"K1..K{MOST + 1}", "labels in one range"),
        (f"K1..K{10**14}", "labels in one range"),
        (f"A{'1' * 5_000}..A{'1' * 5_000}", "is no label"),
        (f"{'1' * 19_000}x..A1", "is no label"),
        (f"A{'1' * 20}..B1", "both ends begin alike"),
        (f"A1..A{MOST}\nB1", "labels in one list"),
        ("K1..K3\nK2", "K2 stands twice"),
    ],
)
def test_what_is_no_list_is_refused_in_words(written, words):
    with pytest.raises(InvalidInput, match=words):
        labels(written)


@pytest.fixture
def boxes(store, custodian) -> HandOver:
    """Twelve boxes of a hand-over, held by the command."""
    with recording(custodian) as record:
        key = add_hand_over(record, "K12", "Boxes", date="2018-07-27")
        codes = labels("K208-01..K208-12")
        keys = [add_container(record, code, "box", hand_over_id=key) for code in codes]
        things = [NewItem(code, "container", container_id=each) for code, each in zip(codes, keys, strict=True)]
        accession(record, store.command, things, since="2018-08-01")
    return HandOver.objects.get(pk=key)


def test_items_are_named_by_a_range_or_by_their_hand_over_and_go_together(boxes, store, custodian, receiver):
    assert [item.code for item in items_named("K208-02..K208-03\nBOX-1")] == ["K208-02", "K208-03", "BOX-1"]
    assert [item.code for item in items_named("k208-02..k208-03\nBox-1")] == ["K208-02", "K208-03", "BOX-1"]
    with pytest.raises(InvalidInput, match="there is no item with the label box-1"):
        items_named("BOX-1\nbox-1")
    with pytest.raises(InvalidInput, match=r"no item with the label K208-13, K208-14$"):
        items_named("K208-11..K208-14")
    rows = items_of(boxes)
    assert (len(rows), one_holder(rows).code) == (12, "UNC")
    with recording(custodian) as record:
        key = offer(record, store.command, store.laboratory, [row.pk for row in rows], on="2018-08-03")
    with recording(receiver) as record:
        accept(record, key, on="2018-08-04")
    assert Item.objects.filter(holder=store.laboratory).count() == 12
    with pytest.raises(Conflict, match="K208-01 is held by LAB and BOX-1 by UNC"):
        one_holder(items_named("K208-01\nBOX-1"))
    with pytest.raises(InvalidInput, match="at least one"):
        one_holder([])
    with recording(custodian) as record:
        empty = add_hand_over(record, "K13", "Nothing yet", date="2018-07-28")
    with pytest.raises(Conflict, match="no container of hand-over K13"):
        items_of(HandOver.objects.get(pk=empty))
    assert verify().problems == []


def test_of_a_hand_over_those_that_can_go_are_offered_and_each_other_is_named_with_its_reason(
    boxes, store, custodian, receiver
):
    laboratory, rok = Holder.objects.get(pk=store.laboratory), Holder.objects.get(pk=store.rok)
    with recording(custodian) as record:
        gone = offer(
            record, store.command, store.rok, [row.pk for row in items_named("K208-01..K208-02")], on="2018-08"
        )
        offer(record, store.command, store.rok, [items_named("K208-03")[0].pk], on="2018-08")
        place(record, items_named("K208-04")[0].pk, store.spare, on="2018-08-02")
    with recording(receiver) as record:
        accept(record, gone, on="2018-08")
    going = those_of(boxes, laboratory, "custody", Holder.objects.get(pk=store.command))
    assert [item.code for item in going.items] == labels("K208-05..K208-12")
    assert {each.place: each.message.partition(":")[0] for each in going.left_out} == {
        "K208-01": "K208-01 is held by ROK, not by UNC",
        "K208-02": "K208-02 is held by ROK, not by UNC",
        "K208-03": "K208-03 is offered in transfer 2",
        "K208-04": "K208-04 is in BOX-2",
    }
    with pytest.raises(InvalidInput, match="several hold containers of this hand-over, ROK, UNC: say whose"):
        those_of(boxes, laboratory, "custody")
    assert those_of(boxes, rok, "custody").giver.code == "UNC", "what the receiver holds already is not offered to it"
    with pytest.raises(Conflict, match="no container of hand-over K12 can go: K208-01 is not held to belong to any"):
        those_of(boxes, laboratory, "return to its nation", rok)


def test_all_as_expected_but_a_few(boxes, store, custodian):
    with recording(custodian) as record:
        key = all_as_expected(
            record, store.command, on="2018-09", missing=labels("K208-03..K208-04"), also=["no label"], by="Two clerks"
        )
    lines = InventoryLine.objects.filter(inventory=key)
    differ = {line.code: line.found for line in lines if line.expected != line.found}
    assert differ == {"K208-03": False, "K208-04": False, "no label": True}
    assert lines.filter(expected=True).count() == 16
    for wrong, words in (
        ({"missing": ["K208-99"]}, "K208-99 is not expected there"),
        ({"also": ["K208-01"]}, "K208-01 is expected there"),
    ):
        with pytest.raises(InvalidInput, match=words), recording(custodian) as record:
            all_as_expected(record, store.command, on="2018-09", **wrong)
    assert verify().problems == []
