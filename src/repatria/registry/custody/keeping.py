"""Keeping: which container an item is in, where it is kept and how cold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.custody.items import Holding, Item, Placement, Seal, TransferLine, Whereabouts
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated


def items(record: Recording, keys: Iterable[int]) -> list[Item]:
    """The items of these keys, in the same order, each of them present; raises in words otherwise."""
    record.flush()
    keys = list(keys)
    if not keys:
        raise InvalidInput("name at least one item")
    if len(set(keys)) != len(keys):
        raise InvalidInput("an item is named twice")
    found = Item.objects.select_related("holder", "parent").in_bulk(keys)
    for key in keys:
        if key not in found:
            raise InvalidInput(f"there is no item {key}")
        if found[key].ended_seq is not None:
            raise Conflict(
                f"{found[key].code} was split or merged in entry {found[key].ended_seq} and is no longer an item"
            )
    return [found[key] for key in keys]


def not_on_offer(*those: Item | None) -> None:
    """Refuse what would change an item while it, or the container around it, is offered to someone."""
    for item in those:
        while item is not None:
            line = TransferLine.objects.filter(item=item, closed_seq__isnull=True).first()
            if line is not None:
                raise Conflict(f"{item.code} is offered in transfer {line.transfer_id}: answer or withdraw that first")
            item = item.parent


def not_sealed(container: Item | None) -> None:
    """Refuse to open a container that is under an intact seal, or stands in one that is."""
    while container is not None:
        seal = Seal.objects.filter(item=container, ended_seq__isnull=True).first()
        if seal is not None:
            raise Conflict(f"{container.code} is under seal {seal.number}: the seal is broken first, with the reason")
        container = container.parent


def holding_since(those: Iterable[Item]) -> dt.date:
    """The first possible day on which the open holdings of all these items had begun."""
    return max(open_rows(Holding, item__in=list(those)).values_list("begins", flat=True))


def with_contents(outer: Sequence[Item]) -> list[Item]:
    """These items and everything inside them, containers before what they hold."""
    found, level = list(outer), list(outer)
    while level := list(Item.objects.filter(parent__in=level, ended_seq__isnull=True).order_by("pk")):
        found += level
    return found


def place(record: Recording, item_id: int, into: int | None, *, on: str) -> None:
    """Put an item into a container, or (None) take it out of the one it is in."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    (item,) = items(record, [item_id])
    container = items(record, [into])[0] if into is not None else None
    if container is None and item.parent is None:
        raise Conflict(f"{item.code} is in no container")
    if container is not None:
        if container.kind != "container":
            raise InvalidInput(f"{container.code} is a {container.kind}: only a container holds other items")
        if item.parent_id == container.pk:
            raise Conflict(f"{item.code} is in {container.code} already")
        around: Item | None = container
        while around is not None:
            if around.pk == item.pk:
                raise Conflict(f"{container.code} is {item.code} or inside it: containers do not nest in a circle")
            around = around.parent
        if container.holder_id != item.holder_id:
            raise Conflict(
                f"{item.code} is held by {item.holder.code} and {container.code} by {container.holder.code}:"
                " what is in a container has its holder"
            )
    not_on_offer(item, container)
    not_sealed(item.parent)
    not_sealed(container)
    last = open_rows(Placement, item=item).values_list("begins", flat=True).first() or holding_since([item])
    on = dated(record, on, f"{item.code} placed", cause=last, because="its last place or holder began")
    payload = {"id": record.next_id(Placement), "item_id": item.pk, "parent_id": into, "since": on}
    record.append("custody.item_placed", f"item/{item.pk}", payload)


@projects("custody.item_placed")
def _item_placed(facts: list[Fact]) -> None:
    for fact in facts:
        item = fact.payload["item_id"]
        floor = open_rows(Holding, item=item).values_list("begins", flat=True).get()
        take_turns(Placement, "item_id", fact.seq, [{**fact.payload, "begins": floor}])
        Item.objects.filter(pk=item).update(parent=fact.payload["parent_id"])


def keep(record: Recording, item_id: int, where: str, *, on: str, temperature_c: float | None = None) -> None:
    """Record where an item is kept and at what temperature; what is in a container is where the container is."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    (item,) = items(record, [item_id])
    if not where.strip():
        raise InvalidInput("say where the item is kept")
    if item.parent is not None:
        raise Conflict(f"{item.code} is in {item.parent.code}: it is where that container is")
    if temperature_c is not None and not -273.15 <= temperature_c <= 100:
        raise InvalidInput(f"{temperature_c} °C is no temperature of a store: it is in degrees Celsius")
    last = open_rows(Whereabouts, item=item).values_list("begins", flat=True).first()
    on = dated(record, on, f"{item.code} kept", cause=last, because="it was at its last place")
    payload = {
        "id": record.next_id(Whereabouts),
        "item_id": item.pk,
        "since": on,
        "place": where.strip(),
        "temperature_c": temperature_c,
    }
    record.append("custody.item_kept", f"item/{item.pk}", payload)


@projects("custody.item_kept")
def _item_kept(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(Whereabouts, "item_id", fact.seq, [fact.payload])
