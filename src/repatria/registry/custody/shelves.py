"""What stands together: items by their place and by the container they are directly in, as shelves are walked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import standing
from repatria.registry.clerical.read import as_written
from repatria.registry.custody.items import Item, Placement, Whereabouts


@dataclass(frozen=True, slots=True)
class Shelf:
    """Items that are found together, by label.

    place: where they are, empty when no place is recorded; container: the label of what they are directly in, empty
    when they stand by themselves.
    """

    place: str
    container: str
    items: tuple[Item, ...]


def shelves(items: Iterable[Item], point: AsOf = NOW) -> list[Shelf]:
    """The items as they stood at `point`: each place, what stands there by itself first, then container by container.

    Asks the database once for each level of nesting, however many the items are.
    """
    rows = sorted(items, key=lambda item: item.code)
    around = _containers([item.pk for item in rows], point)
    outermost = {item.pk: _outermost(item.pk, around) for item in rows}
    kept = standing(Whereabouts.objects.filter(item__in=set(outermost.values())), point, "item_id")
    places = dict(kept.values_list("item_id", "place"))
    containers = Item.objects.in_bulk({around[item.pk] for item in rows if item.pk in around})
    as_written(point, *containers.values())
    found: dict[tuple[str, str], list[Item]] = {}
    for item in rows:
        container = containers.get(around.get(item.pk, 0))
        where = (places.get(outermost[item.pk], ""), container.code if container else "")
        found.setdefault(where, []).append(item)
    return [Shelf(place, container, tuple(found[place, container])) for place, container in sorted(found)]


def _containers(items: list[int], point: AsOf) -> dict[int, int]:
    """What each of these items, and each container around them, was directly in."""
    around: dict[int, int] = {}
    level = set(items)
    while level:
        rows = standing(Placement.objects.filter(item__in=level), point, "item_id")
        inside = dict(rows.filter(parent__isnull=False).values_list("item_id", "parent_id"))
        around |= inside
        level = set(inside.values()) - set(around)
    return around


def _outermost(item: int, around: dict[int, int]) -> int:
    while item in around:
        item = around[item]
    return item
