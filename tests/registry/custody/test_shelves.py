"""Items as shelves are walked: by place and container, at any past point of both axes."""

from __future__ import annotations

import datetime as dt

from repatria.registry.asof import AsOf
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.custody.items import Item
from repatria.registry.custody.keeping import keep, place
from repatria.registry.custody.shelves import shelves
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry


def walked(point: AsOf | None = None) -> list[tuple[str, str, list[str]]]:
    found = shelves(Item.objects.all(), point) if point else shelves(Item.objects.all())
    return [(each.place, each.container, [item.code for item in each.items]) for each in found]


def test_what_is_in_a_container_stands_after_what_stands_by_itself_in_its_place(store):
    assert walked() == [("Osan", "", ["BOX-1", "BOX-2"]), ("Osan", "BOX-1", ["BOX-1-L", "BOX-1-R"])]
    assert shelves([]) == []


def test_an_item_is_where_the_outermost_container_is_and_was_elsewhere_before(store, custodian):
    known = LedgerEntry.objects.count()
    with recording(custodian) as record:
        place(record, store.box, store.spare, on="2018-09-01")
        keep(record, store.spare, "Honolulu", on="2018-10-01")
    assert walked() == [
        ("Honolulu", "", ["BOX-2"]),
        ("Honolulu", "BOX-1", ["BOX-1-L", "BOX-1-R"]),
        ("Honolulu", "BOX-2", ["BOX-1"]),
    ]
    before = [("Osan", "", ["BOX-1", "BOX-2"]), ("Osan", "BOX-1", ["BOX-1-L", "BOX-1-R"])]
    assert walked(AsOf(dt.date(2018, 8, 15))) == before
    assert walked(AsOf(seq=known)) == before
    with recording(custodian) as record:
        correct_written(record, "item", store.spare, {"code": "CRATE"}, reason="a slip of the pen")
    assert [container for _place, container, _items in walked(AsOf(dt.date(2018, 9, 2), known + 2))] == [
        "",
        "BOX-1",
        "BOX-2",
    ]
    assert [container for _place, container, _items in walked()] == ["", "BOX-1", "CRATE"]


def test_however_many_items_there_are_the_database_is_asked_a_fixed_number_of_times(
    store, custodian, django_assert_max_num_queries
):
    from repatria.registry.custody.accessions import NewItem, accession

    with recording(custodian) as record:
        things = [NewItem(f"K{n:03}", "specimen", within="BOX-2") for n in range(200)]
        accession(record, store.command, things, since="2018-08-02")
    with django_assert_max_num_queries(8):
        assert sum(len(items) for _place, _container, items in walked()) == 204
