"""Belonging: an item turns out to be of another nation; then it can be transferred to that nation as its own."""

from __future__ import annotations

from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.custody.items import Belonging, Item
from repatria.registry.custody.keeping import items, not_on_offer
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated


def attribute(record: Recording, item_id: int, nation: str, *, on: str, authority: str, reason: str) -> None:
    """Record which nation an item is held to belong to, on whose authority and why. A later finding follows it."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    (item,) = items(record, [item_id])
    nation = nation.strip()
    if not nation or not authority.strip() or not reason.strip():
        raise InvalidInput("a finding names the nation, the deciding authority and the reason")
    if item.nation == nation:
        raise Conflict(f"{item.code} is held to belong to {nation} already")
    not_on_offer(item)
    last = open_rows(Belonging, item=item).values_list("begins", flat=True).first()
    on = dated(record, on, "found", cause=last, because="the finding it replaces")
    payload = {
        "id": record.next_id(Belonging),
        "item_id": item.pk,
        "since": on,
        "nation": nation,
        "authority": authority,
        "reason": reason,
    }
    record.append("custody.nation_found", f"item/{item.pk}", payload)


@projects("custody.nation_found")
def _nation_found(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(Belonging, "item_id", fact.seq, [fact.payload])
        Item.objects.filter(pk=fact.payload["item_id"]).update(nation=fact.payload["nation"])
