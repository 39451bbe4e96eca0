"""What the record says of custody at any past point: who held what, what was in what, where it was kept."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q, QuerySet, Sum

from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import standing
from repatria.registry.clerical.read import as_written
from repatria.registry.custody.items import (
    Holder,
    Holding,
    Inventory,
    InventoryLine,
    Item,
    Placement,
    Seal,
    Transfer,
    Whereabouts,
)
from repatria.registry.custody.models import FoundLine, HandOver, ManifestLine


def holder_of(item_id: int, point: AsOf = NOW) -> Holder | None:
    """Who held an item at `point`; None before it came into custody and after it ceased to be an item."""
    row = standing(Holding.objects.filter(item=item_id), point, "item_id").select_related("holder").first()
    if row is None:
        return None
    as_written(point, row.holder)
    return row.holder


def held_by(holder_id: int, point: AsOf = NOW) -> QuerySet[Item]:
    """Every item that a holder held at `point`, inside containers too."""
    held = standing(Holding.objects.filter(holder=holder_id), point, "item_id")
    return Item.objects.filter(pk__in=held.values("item_id"))


def present(point: AsOf = NOW) -> QuerySet[Item]:
    """Every item that was in custody at `point`, whoever held it."""
    return Item.objects.filter(pk__in=standing(Holding.objects.all(), point, "item_id").values("item_id"))


def holders_with_counts(point: AsOf = NOW) -> list[tuple[Holder, Counter[str]]]:
    """Each holder of anything at `point`, with how many items of each kind; kinds are never added up."""
    counts: dict[int, Counter[str]] = {}
    for key, kind in standing(Holding.objects.all(), point, "item_id").values_list("holder_id", "item__kind"):
        counts.setdefault(key, Counter())[kind] += 1
    holders = Holder.objects.in_bulk(counts)
    as_written(point, *holders.values())
    return sorted(((holders[key], counted) for key, counted in counts.items()), key=lambda row: row[0].code)


def containers_around(item_id: int, point: AsOf = NOW) -> list[Item]:
    """The containers an item was in at `point`, innermost first."""
    around: list[Item] = []
    while True:
        row = standing(Placement.objects.filter(item=item_id), point, "item_id").select_related("parent").first()
        if row is None or row.parent is None:
            as_written(point, *around)
            return around
        around.append(row.parent)
        item_id = row.parent_id


def contents_of(item_id: int, point: AsOf = NOW) -> QuerySet[Item]:
    """What was directly inside a container at `point`."""
    inside = standing(Placement.objects.filter(parent=item_id), point, "item_id")
    return Item.objects.filter(pk__in=inside.values("item_id"))


def whereabouts(item_id: int, point: AsOf = NOW) -> Whereabouts | None:
    """Where an item was kept at `point`: where the outermost container around it was."""
    outermost = [*(item.pk for item in containers_around(item_id, point)[-1:]), item_id][0]
    return standing(Whereabouts.objects.filter(item=outermost), point, "item_id").first()


def kept_at(item_id: int, point: AsOf = NOW) -> str:
    """The place of `whereabouts`, or empty."""
    row = whereabouts(item_id, point)
    return row.place if row else ""


def open_transfers(point: AsOf = NOW) -> QuerySet[Transfer]:
    """Transfers that were offered and not answered at `point`."""
    answered = Q(closed_seq__isnull=False)
    if point.on is not None:
        answered &= Q(answered_begins__lte=point.on)
    if point.seq is not None:
        answered &= Q(closed_seq__lte=point.seq)
    return Transfer.objects.filter(point.known() & point.happened("offered_begins")).exclude(answered)


def numbers_at(given: HandOver, point: AsOf) -> tuple[int | None, int | None]:
    """What had been declared and counted of a hand-over as far as was known at `point`.

    Numbers without lines stand as they were reported with the hand-over; declared in several units there is no total.
    Counted is what was found in the declared unit: extras in another one stand beside it.
    """
    if not ManifestLine.objects.filter(hand_over=given).exists():
        return given.declared, given.counted
    stands = point.known() & point.not_corrected()
    declared = list(ManifestLine.objects.filter(stands, hand_over=given).values_list("unit", "declared"))
    units = {unit for unit, _number in declared}
    if len(units) != 1:
        return None, None
    found = FoundLine.objects.filter(stands, hand_over=given, unit__in=units)
    return sum(number for _unit, number in declared), found.aggregate(total=Sum("found"))["total"]


def seals_on(item_id: int, point: AsOf = NOW) -> QuerySet[Seal]:
    """The seals that were intact on an item at `point`."""
    ended = Q(ended_seq__isnull=False)
    if point.on is not None:
        ended &= Q(ended_begins__lte=point.on)
    if point.seq is not None:
        ended &= Q(ended_seq__lte=point.seq)
    return Seal.objects.filter(point.history(), item=item_id).exclude(ended)


def unexplained(point: AsOf = NOW) -> QuerySet[InventoryLine]:
    """Differences of re-inventories that stood at `point` and that nobody had explained."""
    standing = Inventory.objects.filter(point.history())
    rows = InventoryLine.objects.exclude(expected=True, found=True).filter(inventory__in=standing)
    explained = Q(explained_seq__isnull=False)
    return rows.exclude(explained if point.seq is None else explained & Q(explained_seq__lte=point.seq))
