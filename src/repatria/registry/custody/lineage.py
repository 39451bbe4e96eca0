"""Lineage: an item is split into parts, items are merged into one, a sample is taken; each keeps where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.chains import Chain, close_chains, open_rows, take_turns
from repatria.registry.custody.accessions import new_items
from repatria.registry.custody.items import Belonging, Holding, Item, Lineage, Placement, Seal, Whereabouts
from repatria.registry.custody.keeping import holding_since, items, not_on_offer, not_sealed
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

_CHAINS: tuple[type[Chain], ...] = (Holding, Placement, Whereabouts, Belonging)


@dataclass(frozen=True, slots=True)
class Part:
    """What comes of a split, a merge or a sampling."""

    code: str
    form: str = ""
    description: str = ""
    sample_id: int | None = None


def split(record: Recording, item_id: int, parts: Sequence[Part], *, on: str, reason: str) -> list[int]:
    """Record that an item was divided into two parts or more: it ceases, they have its holder. Returns their keys."""
    if len(parts) < 2:
        raise InvalidInput("an item is split into at least two parts")
    return _derive(record, [item_id], parts, "split", on=on, reason=reason)


def merge(record: Recording, item_ids: Sequence[int], whole: Part, *, on: str, reason: str) -> int:
    """Record that items were found to be one: they cease, it has their holder. Returns its key."""
    if len(item_ids) < 2:
        raise InvalidInput("a merge takes at least two items")
    return _derive(record, item_ids, [whole], "merge", on=on, reason=reason)[0]


def take_sample_of(record: Recording, item_id: int, part: Part, *, on: str, reason: str) -> int:
    """Record that a sample was taken of an item, which goes on; the sample has its holder. Returns the sample's key."""
    return _derive(record, [item_id], [part], "sampling", on=on, reason=reason)[0]


def _derive(
    record: Recording, item_ids: Sequence[int], parts: Sequence[Part], kind: str, *, on: str, reason: str
) -> list[int]:
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    sources = items(record, item_ids)
    first = sources[0]
    if not reason.strip():
        raise InvalidInput("say why, and who decided it")
    if len({(item.holder_id, item.parent_id, item.kind, item.nation) for item in sources}) > 1:
        raise Conflict("items are merged when they have the same holder, container, kind and nation")
    for item in sources:
        not_on_offer(item)
        not_sealed(item.parent)
        if Seal.objects.filter(item=item, ended_seq__isnull=True).exists():
            raise Conflict(f"{item.code} is under seal: the seal is broken first, with the reason")
        if kind == "sampling" and item.kind == "container":
            raise InvalidInput(f"{item.code} is a container: a sample is taken of what is in it")
        if kind != "sampling" and item.contents.filter(ended_seq__isnull=True).exists():
            raise Conflict(f"{item.code} holds other items: take them out first")
    _codes_are_new([part.code for part in parts])
    on = dated(record, on, kind, cause=holding_since(sources), because=f"{first.holder.code} held it")
    inside = first.parent_id if kind != "sampling" else None
    rows = [
        {
            "id": record.next_id(Item),
            "code": part.code,
            "kind": "sample" if kind == "sampling" else first.kind,
            "form": part.form or first.form,
            "description": part.description,
            "sample_id": part.sample_id,
            "nation": first.nation,
            "made_up": first.made_up,
            "parent_id": inside,
            "holding_id": record.next_id(Holding),
            "placement_id": record.next_id(Placement) if inside else None,
            "belonging_id": record.next_id(Belonging) if first.nation else None,
            "lineage_ids": [record.next_id(Lineage) for _source in sources],
        }
        for part in parts
    ]
    payload = {
        "kind": kind,
        "sources": [item.pk for item in sources],
        "holder_id": first.holder_id,
        "since": on,
        "reason": reason,
        "items": rows,
    }
    record.append(f"custody.items_{_DONE[kind]}", f"item/{first.pk}", payload)
    return [int(row["id"]) for row in rows]


_DONE = {"split": "split", "merge": "merged", "sampling": "sampled"}


def _codes_are_new(codes: list[str]) -> None:
    if not all(code.strip() for code in codes) or len(set(codes)) != len(codes):
        raise InvalidInput("each part has a code of its own")
    taken = Item.objects.filter(code__in=codes).first()
    if taken is not None:
        raise Conflict(f"{taken.code} is the code of another item already")


@projects("custody.items_split")
@projects("custody.items_merged")
@projects("custody.items_sampled")
def _derived(facts: list[Fact]) -> None:
    for fact in facts:
        payload = fact.payload
        sources, rows = payload["sources"], payload["items"]
        held = open_rows(Holding, item__in=sources).values_list("begins", flat=True)
        first = max(begins(payload["since"]), *held)
        apart = ("belonging_id", "lineage_ids")
        new_items(
            fact.seq,
            [{name: value for name, value in row.items() if name not in apart} for row in rows],
            {
                "holder_id": payload["holder_id"],
                "since": payload["since"],
                "begins": first,
                "why": payload["kind"],
                "reason": payload["reason"],
            },
            {},
        )
        _inherit(fact, sources[0], rows, first)
        insert_rows(
            Lineage,
            (
                {
                    "id": key,
                    "recorded_seq": fact.seq,
                    "source_id": source,
                    "result_id": row["id"],
                    "kind": payload["kind"],
                }
                for row in rows
                for key, source in zip(row["lineage_ids"], sources, strict=True)
            ),
        )
        if payload["kind"] != "sampling":
            for chain in _CHAINS:
                close_chains(chain, "item_id", fact.seq, sources, first)
            Item.objects.filter(pk__in=sources).update(ended_seq=fact.seq, parent=None)


def _inherit(fact: Fact, source: int, rows: list[dict[str, Any]], first: dt.date) -> None:
    """A part belongs to the nation that the whole belonged to."""
    owner = open_rows(Belonging, item=source).first()
    if owner is not None:
        take_turns(
            Belonging,
            "item_id",
            fact.seq,
            (
                {
                    "id": row["belonging_id"],
                    "item_id": row["id"],
                    "since": fact.payload["since"],
                    "begins": first,
                    "nation": owner.nation,
                    "authority": owner.authority,
                    "reason": owner.reason,
                }
                for row in rows
            ),
        )
