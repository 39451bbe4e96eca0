"""A transfer must be accepted; until then, and after a refusal, the giver holds the items."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import NOW, AsOf
from repatria.registry.custody import transfers
from repatria.registry.custody.belonging import attribute
from repatria.registry.custody.check import check_store
from repatria.registry.custody.items import Holding, Item, Transfer
from repatria.registry.custody.keeping import place
from repatria.registry.custody.offers import TO_ITS_NATION
from repatria.registry.custody.officers import account_of
from repatria.registry.custody.read import held_by, holder_of, holders_with_counts, open_transfers
from repatria.registry.custody.transfers import accept, offer, refuse, withdraw
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.guards_off import guards_off
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role


def offered(custodian, store, *items, on="2018-08-03", **more) -> int:
    with recording(custodian) as record:
        return offer(record, store.command, store.laboratory, items, on=on, **more)


def test_the_giver_holds_until_the_receiver_accepts(store, custodian, receiver):
    key = offered(custodian, store, store.box)
    assert holder_of(store.box).code == "UNC"
    assert list(open_transfers()) == [Transfer.objects.get()]
    with recording(receiver) as record:
        accept(record, key, on="2018-08-04", by="A. Receiver")
    assert holder_of(store.box).code == "LAB"
    assert [holder_of(item).code for item in (store.left, store.right)] == ["LAB", "LAB"], "contents go along"
    assert holder_of(store.spare).code == "UNC"
    assert not open_transfers().exists()
    assert check_store()[1] == []
    assert verify().problems == []


def test_who_held_it_is_answered_on_both_axes(store, custodian, receiver):
    before = LedgerEntry.objects.count()
    key = offered(custodian, store, store.box, on="2019-01-05")
    with recording(receiver) as record:
        accept(record, key, on="2019-01-09")
    accepted = LedgerEntry.objects.count()
    day = dt.date
    for on, seq, expected in [
        (None, None, "LAB"),
        (day(2018, 7, 31), None, None),
        (day(2018, 8, 1), None, "UNC"),
        (day(2019, 1, 8), None, "UNC"),
        (day(2019, 1, 9), None, "LAB"),
        (day(2020, 1, 1), before, "UNC"),
        (day(2020, 1, 1), accepted, "LAB"),
        (None, 0, None),
    ]:
        found = holder_of(store.left, AsOf(on, seq))
        assert (found.code if found else None) == expected, (on, seq)
    assert held_by(store.command, AsOf(day(2019, 1, 1))).count() == 4
    assert held_by(store.command).count() == 1
    counted = {holder.code: dict(kinds) for holder, kinds in holders_with_counts()}
    assert counted == {"LAB": {"container": 1, "specimen": 2}, "UNC": {"container": 1}}
    assert open_transfers(AsOf(day(2019, 1, 8))).count() == 1
    assert open_transfers(AsOf(None, accepted - 1)).count() == 1
    assert open_transfers(NOW).count() == 0


def test_a_refused_and_a_withdrawn_transfer_move_nothing_and_say_why(store, custodian, receiver):
    for verb, state, who in ((refuse, "refused", receiver), (withdraw, "withdrawn", custodian)):
        key = offered(custodian, store, store.box)
        with pytest.raises(InvalidInput, match="with a reason"), recording(who) as record:
            verb(record, key, on="2018-08-05", reason=" ")
        with recording(who) as record:
            verb(record, key, on="2018-08-05", reason="no flight")
        assert Transfer.objects.get(pk=key).state == state
        assert holder_of(store.box).code == "UNC"
        with pytest.raises(Conflict, match=f"was {state} already"), recording(custodian) as record:
            accept(record, key, on="2018-08-06")
    assert verify().problems == []


def test_who_offered_neither_accepts_nor_refuses_and_withdraws_an_offer_made_in_error(store, custodian, receiver):
    key = offered(custodian, store, store.box)
    for verb, more in ((accept, {}), (refuse, {"reason": "no room"})):
        words = "custodian offered transfer 1: another account answers for the receiver"
        with pytest.raises(Conflict, match=words), recording(custodian) as record:
            verb(record, key, on="2018-08-04", **more)
    assert Transfer.objects.get().state == "offered"
    with recording(receiver) as record:
        accept(record, key, on="2018-08-04")
    assert (account_of(Transfer.objects.get().recorded_seq), account_of(Transfer.objects.get().closed_seq)) == (
        "custodian",
        "receiver",
    )


def test_an_offer_that_one_account_accepted_in_an_earlier_version_is_rebuilt_as_it_was(store, custodian, monkeypatch):
    key = offered(custodian, store, store.box)
    monkeypatch.setattr(transfers, "by_another_account", lambda *_arguments: None)
    with guards_off(), recording(custodian) as record:
        accept(record, key, on="2018-08-04")
    assert verify().problems == []
    assert rebuild().problems == []
    assert Transfer.objects.get().state == "accepted"
    assert holder_of(store.box).code == "LAB"


def test_what_one_does_not_hold_cannot_be_given(store, custodian):
    with pytest.raises(Conflict, match="BOX-2 is held by UNC, not by LAB"), recording(custodian) as record:
        offer(record, store.laboratory, store.rok, [store.spare], on="2018-08-05")
    with pytest.raises(Conflict, match="BOX-1-L is in BOX-1: take it out first"):
        offered(custodian, store, store.left)
    with pytest.raises(InvalidInput, match="cannot transfer to itself"), recording(custodian) as record:
        offer(record, store.command, store.command, [store.spare], on="2018-08-05")
    with pytest.raises(InvalidInput, match="there is no item 999"):
        offered(custodian, store, 999)
    with pytest.raises(InvalidInput, match="named twice"):
        offered(custodian, store, store.box, store.box)


def test_an_item_is_on_one_offer_at_a_time_and_stays_as_it_is_meanwhile(store, custodian):
    key = offered(custodian, store, store.box)
    with pytest.raises(Conflict, match=f"BOX-1 is offered in transfer {key}"):
        offered(custodian, store, store.box)
    with pytest.raises(Conflict, match="BOX-1 is offered"), recording(custodian) as record:
        place(record, store.left, None, on="2018-08-05")


def test_nothing_is_accepted_before_it_was_offered_nor_offered_before_it_was_held(store, custodian, receiver):
    with pytest.raises(InvalidInput, match=r"offered: 2018-07 is before UNC held it \(2018-08-01\)"):
        offered(custodian, store, store.box, on="2018-07")
    key = offered(custodian, store, store.box, on="2018-08-03")
    with pytest.raises(InvalidInput, match="2018-08-02 is before transfer 1 was offered"), recording(receiver) as r:
        accept(r, key, on="2018-08-02")
    with pytest.raises(InvalidInput, match="still to come"), recording(receiver) as record:
        accept(record, key, on="2999-01-01")
    with recording(receiver) as record:
        accept(record, key, on="2018-08")  # the month is all that is known: it counts from the offer on
    assert Holding.objects.get(item=store.box, turn=2).begins == dt.date(2018, 8, 3)
    assert verify().problems == []


def test_an_item_of_another_nation_goes_to_that_nation_only(store, custodian, receiver):
    with recording(custodian) as record:
        place(record, store.left, None, on="2018-08-02")
    with pytest.raises(Conflict, match="not held to belong to any nation"), recording(custodian) as record:
        offer(record, store.command, store.rok, [store.left], on="2018-08-09", purpose=TO_ITS_NATION)
    with pytest.raises(InvalidInput, match="the deciding authority and the reason"), recording(custodian) as record:
        attribute(record, store.left, "South Korea", on="2018-08-05", authority="", reason="mtDNA")
    with recording(custodian) as record:
        attribute(record, store.left, "South Korea", on="2018-08-05", authority="joint review", reason="mtDNA, boots")
    with pytest.raises(Conflict, match="belongs to South Korea: it cannot be returned to United States"):
        offered(custodian, store, store.left, on="2018-08-09", purpose=TO_ITS_NATION)
    with recording(custodian) as record:
        key = offer(record, store.command, store.rok, [store.left], on="2018-08-09", purpose=TO_ITS_NATION)
    with recording(receiver) as record:
        accept(record, key, on="2018-08-10")
    assert Item.objects.get(pk=store.left).nation == "South Korea"
    assert holder_of(store.left).nation == "South Korea"
    assert check_store()[1] == []
    assert verify().problems == []


def test_a_role_that_may_not_change_custody_transfers_nothing(store):
    with pytest.raises(NotPermitted), recording(Actor("auditor", Role.AUDITOR)) as record:
        offer(record, store.command, store.laboratory, [store.box], on="2018-08-05")
