"""A release is a transfer of custody: the decision and the custody of the remains never contradict each other."""

from __future__ import annotations

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.check import check_store
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import Holder, Item, Transfer
from repatria.registry.custody.keeping import place
from repatria.registry.custody.offers import RELEASE
from repatria.registry.custody.read import holder_of
from repatria.registry.custody.transfers import PURPOSES, accept, offer
from repatria.registry.decisions.consequences import record_return, release, withdraw
from repatria.registry.decisions.models import Consequence, State
from repatria.registry.decisions.verbs import rescind
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from tests.registry.decisions.steps import IDENTIFIERS, TODAY, released, remains, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def bone(team, operator) -> Item:
    """The remains R1 as an item that the laboratory holds."""
    with recording(operator) as record:
        laboratory = add_holder(record, "LAB", "Laboratory (made up)", "laboratory")
        accession(record, laboratory, [NewItem("R1-ITEM", "specimen", remains_id=remains().pk)], since="2019-05")
    return Item.objects.get(code="R1-ITEM")


def problems() -> list[str]:
    return [problem.message for problem in check_store()[1]]


def test_a_release_hands_the_item_to_the_receiver_of_the_decision(team, bone):
    before = LedgerEntry.objects.count()
    decision = released(team)
    holder = holder_of(bone.pk)
    assert (holder.code, holder.kind) == (f"DECISION-{decision.pk}", "family")
    assert "family" not in holder.name_en, "who received them stands in the decision alone"
    assert holder_of(bone.pk, AsOf(seq=before)).code == "LAB"
    moved = Transfer.objects.get()
    assert (moved.purpose, moved.state, moved.answered_by) == (RELEASE, "accepted", "carl")
    assert problems() == []
    assert rebuild().problems == verify().problems == []


def test_a_release_that_was_recorded_wrongly_brings_the_item_back(team, bone):
    decision = released(team)
    with recording(team["carl"].actor) as record:
        withdraw(record, Consequence.objects.get(kind="released"), reason="the next day")
    assert holder_of(bone.pk).code == "LAB"
    decision.refresh_from_db()
    assert decision.state == State.NOTIFIED
    released(team, decision=decision)
    assert holder_of(bone.pk).code == f"DECISION-{decision.pk}"
    assert Holder.objects.count() == 2
    assert problems() == []
    assert verify().problems == []


def test_the_return_after_a_rescission_brings_the_item_back_and_its_withdrawal_takes_it_away(team, bone):
    decision = released(team)
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "the samples were swapped")
    assert holder_of(bone.pk).code == f"DECISION-{decision.pk}"
    assert problems() == []
    with recording(team["carl"].actor) as record:
        record_return(record, decision, on=TODAY, place="laboratory")
    assert holder_of(bone.pk).code == "LAB"
    assert problems() == []
    with recording(team["carl"].actor) as record:
        withdraw(record, Consequence.objects.get(kind="returned"), reason="another box")
    assert holder_of(bone.pk).code == f"DECISION-{decision.pk}"
    assert problems() == []


def test_what_custody_cannot_transfer_is_not_released(team, bone, operator):
    with recording(operator) as record:
        (box,) = accession(record, bone.holder_id, [NewItem("BOX", "container")], since="2019-05")
        place(record, bone.pk, box, on="2019-06")
    decision = told(team)
    with pytest.raises(Conflict, match="is in BOX: take it out first"), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=IDENTIFIERS, similar_names_seen=True)
    decision.refresh_from_db()
    assert decision.state == State.NOTIFIED
    with recording(operator) as record:
        place(record, bone.pk, None, on="2019-07")
        other = add_holder(record, "STORE", "Store (made up)", "unit")
        moving = offer(record, bone.holder_id, other, [bone.pk], on="2020")
    with pytest.raises(Conflict, match="is offered in transfer"), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=IDENTIFIERS, similar_names_seen=True)
    with recording(team["carl"].actor) as record:
        accept(record, moving, on="2020")
    released(team, decision=decision)
    assert holder_of(bone.pk).code == f"DECISION-{decision.pk}"


def test_custody_alone_neither_releases_nor_takes_back(team, bone, operator):
    laboratory = bone.holder_id
    assert RELEASE not in PURPOSES
    with recording(operator) as record:
        other = add_holder(record, "STORE", "Store (made up)", "unit")
    with pytest.raises(InvalidInput, match="the purpose of a transfer"), recording(operator) as record:
        offer(record, laboratory, other, [bone.pk], on="2020", purpose=RELEASE)
    released(team)
    bone.refresh_from_db()
    with pytest.raises(Conflict, match="its return is recorded there"), recording(operator) as record:
        offer(record, bone.holder_id, laboratory, [bone.pk], on=TODAY)


def test_the_check_of_custody_names_what_a_decision_released_and_somebody_still_holds(team, operator):
    released(team)  # as an earlier version did: the remains were no item yet
    assert problems() == []
    with recording(operator) as record:
        laboratory = add_holder(record, "LAB", "Laboratory (made up)", "laboratory")
        accession(record, laboratory, [NewItem("R1-ITEM", "specimen", remains_id=remains().pk)], since="2019-05")
    assert problems() == ["a decision released it, and LAB still holds it"]
