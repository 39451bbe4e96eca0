"""What is taken into custody, by whom and when, and what was written wrong of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from repatria.dates import PartialDate
from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows, replace_row, take_turns
from repatria.registry.custody.holders import holder
from repatria.registry.custody.items import KINDS, Holding, Item, Placement, Whereabouts
from repatria.registry.custody.keeping import not_on_offer, not_sealed
from repatria.registry.custody.models import Container
from repatria.registry.custody.officers import by_another_account
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated, not_before_every_war


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something taken into custody. within: code of the container it is in, on record or earlier in the same list.

    container_id, remains_id, sample_id: what it is in the other rooms of the record, at most one.
    """

    code: str
    kind: str
    form: str = ""
    description: str = ""
    within: str = ""
    container_id: int | None = None
    remains_id: int | None = None
    sample_id: int | None = None
    made_up: bool = False


def accession(
    record: Recording, holder_id: int, things: Sequence[NewItem], *, since: str, place: str = "", note: str = ""
) -> list[int]:
    """Take things into custody: `holder_id` holds them from `since` on. Returns their keys, in order."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    holds = holder(record, holder_id)
    if not things:
        raise InvalidInput("name at least one item")
    since = dated(record, since, "taken into custody")
    not_before_every_war(since, "taken into custody")
    _not_known_yet(things)
    around = {item.code: item for item in Item.objects.filter(code__in={thing.within for thing in things})}
    rows: list[dict[str, Any]] = []
    keys: dict[str, tuple[int, str]] = {code: (item.pk, item.kind) for code, item in around.items()}
    for item in around.values():
        if item.ended_seq is not None or item.holder_id != holds.pk:
            raise Conflict(f"{item.code} is not held by {holds.code}: what is put in it has the same holder")
        not_on_offer(item)
        not_sealed(item)
    for thing in things:
        if thing.kind not in KINDS:
            raise InvalidInput(f"{thing.code}: an item is a {', '.join(KINDS[:-1])} or {KINDS[-1]}")
        parent = keys.get(thing.within) if thing.within else None
        if thing.within and (parent is None or parent[1] != "container"):
            raise InvalidInput(f"{thing.code}: {thing.within} is not a container in custody")
        key = record.next_id(Item)
        keys[thing.code] = (key, thing.kind)
        rows.append(
            {
                "id": key,
                "code": thing.code,
                "kind": thing.kind,
                "form": thing.form,
                "description": thing.description,
                "container_id": thing.container_id,
                "remains_id": thing.remains_id,
                "sample_id": thing.sample_id,
                "made_up": thing.made_up,
                "parent_id": parent[0] if parent else None,
                "holding_id": record.next_id(Holding),
                "placement_id": record.next_id(Placement) if parent else None,
            }
        )
        if place and parent is None:
            rows[-1]["whereabouts_id"] = record.next_id(Whereabouts)
    _not_before_hand_over(since, things)
    payload = {"holder_id": holds.pk, "since": since, "place": place, "note": note, "items": rows}
    record.append("custody.items_accessioned", f"holder/{holds.pk}", payload)
    return [row["id"] for row in rows]


def _not_known_yet(things: Sequence[NewItem]) -> None:
    codes = [thing.code for thing in things]
    if not all(code.strip() for code in codes):
        raise InvalidInput("an item has a code")
    if len(set(codes)) != len(codes):
        raise InvalidInput("two items of the list have the same code")
    for column, values in (
        ("code", codes),
        ("container_id", [thing.container_id for thing in things if thing.container_id is not None]),
        ("remains_id", [thing.remains_id for thing in things if thing.remains_id is not None]),
        ("sample_id", [thing.sample_id for thing in things if thing.sample_id is not None]),
    ):
        taken = Item.objects.filter(**{f"{column}__in": values}).select_related("holder").first() if values else None
        if taken is not None:
            raise Conflict(f"{taken.code} is in custody already, held by {taken.holder.code}: an item has one holder")


def _not_before_hand_over(since: str, things: Sequence[NewItem]) -> None:
    containers = [thing.container_id for thing in things if thing.container_id is not None]
    for container in Container.objects.filter(pk__in=containers, hand_over__earliest__isnull=False).select_related(
        "hand_over"
    ):
        _later_than(since, container.hand_over.earliest, f"{container.code} was handed over")


def _later_than(text: str, cause: dt.date, because: str) -> None:
    if PartialDate(text).after <= cause:
        raise InvalidInput(f"{text} is before {because} ({cause.isoformat()})")


@projects("custody.items_accessioned")
def _items_accessioned(facts: list[Fact]) -> None:
    for fact in facts:
        payload = fact.payload
        handed_over = dict(
            Container.objects.filter(pk__in=[row["container_id"] for row in payload["items"] if row["container_id"]])
            .filter(hand_over__isnull=False)
            .values_list("pk", "hand_over__earliest")
        )
        new_items(
            fact.seq,
            payload["items"],
            {
                "holder_id": payload["holder_id"],
                "since": payload["since"],
                "why": "accession",
                "reason": payload["note"],
            },
            handed_over,
        )
        kept = [
            {"id": row["whereabouts_id"], "item_id": row["id"], "since": payload["since"], "place": payload["place"]}
            for row in payload["items"]
            if "whereabouts_id" in row
        ]
        take_turns(Whereabouts, "item_id", fact.seq, kept)


def new_items(seq: int, rows: list[dict[str, Any]], held: dict[str, Any], earliest: dict[int, Any]) -> None:
    """Write new items with their first holding and placement; used by the projectors of this room.

    held: columns of the holding; earliest: by key of a container, the first day of its hand-over.
    """
    apart = ("holding_id", "placement_id", "whereabouts_id")
    insert_rows(
        Item,
        (
            {
                "recorded_seq": seq,
                "holder_id": held["holder_id"],
                **{name: value for name, value in row.items() if name not in apart},
            }
            for row in rows
        ),
    )
    take_turns(
        Holding,
        "item_id",
        seq,
        (
            {
                "id": row["holding_id"],
                "item_id": row["id"],
                "begins": earliest.get(row.get("container_id") or 0),
                **held,
            }
            for row in rows
        ),
    )
    placed = [
        {
            "id": row["placement_id"],
            "item_id": row["id"],
            "parent_id": row["parent_id"],
            "since": held["since"],
            "begins": held.get("begins"),
        }
        for row in rows
        if row["placement_id"] is not None
    ]
    take_turns(Placement, "item_id", seq, placed)


def correct_accession(
    record: Recording, holding_id: int, *, since: str, reason: str, holder_id: int | None = None
) -> None:
    """Record that an item came into custody on another day, or with another holder; the wrong row stays, marked.

    The holder can be corrected only as long as nothing has followed: no transfer, and nothing in it or around it; and
    by another account than took it in, as a transfer takes two.
    """
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    record.flush()
    wrong = Holding.objects.select_related("item__container__hand_over").filter(pk=holding_id).first()
    if wrong is None:
        raise InvalidInput(f"there is no holding {holding_id}")
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if wrong.corrected_seq is not None:
        raise Conflict(f"how it came into custody was corrected already, by entry {wrong.corrected_seq}")
    if wrong.turn != 1 or wrong.why != "accession":
        raise Conflict("only the way an item came into custody is corrected; what was given in error is given back")
    since = dated(record, since, "taken into custody")
    came_as = wrong.item.container
    if came_as is not None and came_as.hand_over and came_as.hand_over.earliest:
        _later_than(since, came_as.hand_over.earliest, f"{came_as.code} was handed over")
    following = Holding.objects.filter(item=wrong.item, turn=2, corrected_seq__isnull=True).first()
    if following is not None and PartialDate(since).earliest > following.begins:
        raise InvalidInput(f"{since} is after it passed to the next holder ({following.begins.isoformat()})")
    new_holder = wrong.holder_id if holder_id is None else holder(record, holder_id).pk
    if new_holder != wrong.holder_id:
        item = wrong.item
        not_on_offer(item)
        if following or item.ended_seq or item.parent_id or item.contents.exists():
            raise Conflict(f"{item.code} was moved since, or has contents: transfer it to its right holder instead")
        by_another_account(
            record,
            wrong.recorded_seq,
            f"{record.actor.name} took {item.code} into custody: another account says that another holder has it",
        )
    payload = {
        "id": record.next_id(Holding),
        "wrong_id": wrong.pk,
        "item_id": wrong.item_id,
        "holder_id": new_holder,
        "since": since,
        "why": "accession",
        "reason": reason,
    }
    record.append("custody.accession_corrected", f"item/{wrong.item_id}", payload)


@projects("custody.accession_corrected")
def _accession_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        wrong = columns.pop("wrong_id")
        handed_over = Item.objects.values_list("container__hand_over__earliest", flat=True).get(pk=columns["item_id"])
        if handed_over is not None:
            columns["begins"] = handed_over
        replace_row(Holding, "item_id", fact.seq, wrong, columns)
        now = open_rows(Holding, item=columns["item_id"]).values_list("holder_id", flat=True).first()
        if now is not None:
            Item.objects.filter(pk=columns["item_id"]).update(holder=now)
