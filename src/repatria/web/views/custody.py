"""Custody: hand-overs from manifest to arrival, and the items: who holds them, where they are, what they came of."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.dates import PartialDate
from repatria.registry.asof import AsOf
from repatria.registry.chains import standing
from repatria.registry.clerical.read import as_written
from repatria.registry.custody.check import check_hand_over, check_store
from repatria.registry.custody.inventories import why_withdrawn
from repatria.registry.custody.items import KINDS, Holder, Holding, Inventory, InventoryLine, Item, Transfer
from repatria.registry.custody.manifests import balance
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.custody.officers import account_of
from repatria.registry.custody.read import (
    containers_around,
    contents_of,
    held_by,
    holder_of,
    holders_with_counts,
    numbers_at,
    open_transfers,
    present,
    seals_on,
    unexplained,
    whereabouts,
)
from repatria.registry.custody.shelves import shelves
from repatria.registry.people.permissions import Resource
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import asked_point
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.custody_actions import ITEM_ACTIONS
from repatria.web.hand_over_actions import HAND_OVER_ACTIONS
from repatria.web.hand_over_entering import HAND_OVER_ENTERING
from repatria.web.inventory_actions import shelf_name
from repatria.web.paging import keyset_page
from repatria.web.readers import sources_named

_ON_SHELVES = 500  # labels of a re-inventory on one page, in columns
_SHOWN = Container.objects.select_related("hand_over").annotate(sets=Count("remains"))
_TRANSFERS = Transfer.objects.select_related("giver", "receiver").annotate(n=Count("lines"))
_DIFFERS = Q(lines__expected=True, lines__found=False) | Q(lines__expected=False, lines__found=True)
_INVENTORIES = Inventory.objects.select_related("holder").annotate(
    expected=Count("lines", filter=Q(lines__expected=True)),
    found=Count("lines", filter=Q(lines__found=True)),
    different=Count("lines", filter=_DIFFERS),
    unexplained=Count("lines", filter=_DIFFERS & Q(lines__explanation="")),
)


@page(Resource.CUSTODY)
def hand_overs(request: HttpRequest) -> HttpResponse:
    """Every hand-over, oldest first."""
    asked = asked_point(request)
    known = HandOver.objects.filter(asked.point.known() & asked.point.happened("earliest"))
    recorded = Count("containers", filter=asked.point.known("containers__"))
    rows = list(known.annotate(recorded=recorded).order_by("earliest", "id"))
    if asked.point.seq is not None:
        for row in rows:
            row.declared, row.counted = numbers_at(row, asked.point)
    as_written(asked.point, *rows)
    entering = [] if asked.past else offered(request, HAND_OVER_ENTERING, None)
    return render(request, "hand_overs.html", {"hand_overs": rows, "asked": asked, "actions": entering})


@page(Resource.CUSTODY)
def hand_over(request: HttpRequest, number: int) -> HttpResponse:
    """One hand-over: manifest against count with every discrepancy, both signatures, supplies, and what followed."""
    row = get_object_or_404(HandOver.objects.select_related("source"), pk=number)
    asked = asked_point(request)
    point = asked.point
    stands = point.known() & point.not_corrected()
    if point.seq is not None:
        row.declared, row.counted = numbers_at(row, point)
    as_written(point, row)
    in_boxes = row.containers.filter(point.known())
    boxes = keyset_page(request, in_boxes, "id", size=100, shown=_SHOWN)
    moved = row.transfers.filter(point.known() & point.happened("offered_begins"))
    moved = list(moved.select_related("giver", "receiver").order_by("pk"))
    as_written(point, *boxes.rows, *(side for each in moved for side in (each.giver, each.receiver)))
    found = {line.line_id: line for line in row.found.filter(stands, line__isnull=False)}
    manifest = [(line, found.get(line.pk)) for line in row.manifest.filter(stands).order_by("number")]
    context = {
        "hand_over": row,
        "page": boxes,
        "sources": sources_named(request.user, row.sources or ([row.source.code] if row.source else [])),
        "asked": asked,
        "had_happened": HandOver.objects.filter(point.known() & point.happened("earliest"), pk=row.pk).exists(),
        "recorded": in_boxes.count(),
        "difference": row.counted - row.declared if None not in (row.counted, row.declared) else None,
        "manifest": manifest,
        "counted": bool(found),
        "extra": row.found.filter(stands, line__isnull=True).order_by("pk"),
        "discrepancies": row.discrepancies.filter(stands).order_by("pk"),
        "balance": [] if asked.past else sorted(balance(row.pk).items()),
        "problems": [] if asked.past else check_hand_over(row),
        "signatures": row.signatures.filter(point.known() & point.happened()).order_by("pk"),
        "stages": row.stages.filter(point.history()).select_related("source").order_by("begins", "pk"),
        "supplies": [
            (supply, supply.uses.filter(point.history()).order_by("pk"))
            for supply in row.supplies.filter(point.history()).order_by("pk")
        ],
        "transfers": moved,
        "actions": []
        if asked.past
        else offered(request, (*HAND_OVER_ACTIONS, *HAND_OVER_ENTERING, *CLERICAL_ACTIONS), row),
    }
    return render(request, "hand_over.html", context)


@page(Resource.CUSTODY)
def containers(request: HttpRequest) -> HttpResponse:
    """Containers in custody that came in a hand-over, of one kind when asked."""
    kind = request.GET.get("kind", "")[:40]
    asked = asked_point(request)
    came = asked.point.known() & asked.point.happened("hand_over__earliest")
    rows = Container.objects.filter(came, hand_over__isnull=False)
    rows = rows.filter(kind=kind) if kind else rows
    shown = keyset_page(request, rows, "id", shown=_SHOWN)
    as_written(asked.point, *shown.rows, *(row.hand_over for row in shown.rows))
    context = {
        "asked": asked,
        "page": shown,
        "kind": kind,
        "count": rows.count(),
    }
    return render(request, "containers.html", context)


@page(Resource.CUSTODY)
def container(request: HttpRequest, number: int) -> HttpResponse:
    """One container and the sets of remains that came in it."""
    row = get_object_or_404(Container.objects.select_related("hand_over"), pk=number)
    context = {
        "container": row,
        "remains": row.remains.order_by("code"),
        "item": Item.objects.filter(container=row).first(),
        "actions": offered(request, CLERICAL_ACTIONS, row),
    }
    return render(request, "container.html", context)


@page(Resource.CUSTODY)
def items(request: HttpRequest) -> HttpResponse:
    """Everything in custody at any past point, by holder and by kind."""
    asked = asked_point(request)
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    rows = present(asked.point)
    rows = rows.filter(kind=kind) if kind else rows
    shown = keyset_page(request, rows, "code")
    held = standing(Holding.objects.filter(item__in=shown.rows), asked.point, "item_id").select_related("holder")
    by_item = {row.item_id: row for row in held}
    as_written(asked.point, *shown.rows, *(row.holder for row in by_item.values()))
    holding = holders_with_counts(asked.point)
    known = Holder.objects.filter(asked.point.known())
    of_nothing = list(known.exclude(pk__in=[holder.pk for holder, _kinds in holding]).order_by("code"))
    as_written(asked.point, *of_nothing)
    context = {
        "asked": asked,
        "page": shown,
        "rows": [(row, by_item.get(row.pk)) for row in shown.rows],
        "kind": kind,
        "kinds": KINDS,
        "count": rows.count(),
        "holders": [(holder, sorted(kinds.items())) for holder, kinds in holding],
        "of_nothing": of_nothing,
        "open_transfers": open_transfers(asked.point).count(),
        "unexplained": unexplained(asked.point).count(),
        "actions": offered(request, ITEM_ACTIONS, None),
    }
    return render(request, "items.html", context)


@page(Resource.CUSTODY)
def holder(request: HttpRequest, number: int) -> HttpResponse:
    """What one holder held at any past point."""
    row = get_object_or_404(Holder, pk=number)
    asked = asked_point(request)
    held = held_by(row.pk, asked.point)
    shown = keyset_page(request, held, "code")
    as_written(asked.point, row, *shown.rows)
    context = {
        "holder": row,
        "asked": asked,
        "page": shown,
        "count": held.count(),
        "inventories": row.inventories.filter(asked.point.history()).order_by("-begins", "-pk"),
        "actions": offered(request, (*ITEM_ACTIONS, *CLERICAL_ACTIONS), row),
    }
    return render(request, "holder.html", context)


@page(Resource.CUSTODY)
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One item: who held it and when, what it was in, where it was, its seals, and what it came of."""
    row = get_object_or_404(Item.objects.select_related("holder", "container", "remains"), pk=number)
    asked = asked_point(request)
    known = asked.point.known()
    inside = keyset_page(request, contents_of(row.pk, asked.point), "code")
    holdings = list(row.holdings.filter(known).select_related("holder", "transfer").order_by("-turn", "-pk"))
    as_written(asked.point, row, row.container, *inside.rows, *(each.holder for each in holdings))
    context = {
        "item": row,
        "asked": asked,
        "holder": holder_of(row.pk, asked.point),
        "holdings": holdings,
        "around": containers_around(row.pk, asked.point),
        "contents": inside,
        "whereabouts": whereabouts(row.pk, asked.point),
        "seals": row.seals.filter(known).order_by("-begins", "-pk"),
        "intact": {seal.pk for seal in seals_on(row.pk, asked.point)},
        "origins": row.origins.filter(known).select_related("source"),
        "offspring": row.offspring.filter(known).select_related("result"),
        "belongings": row.belongings.filter(known).order_by("-turn"),
        "transfers": Transfer.objects.filter(known, lines__item=row)
        .select_related("giver", "receiver")
        .order_by("-pk"),
        "actions": offered(
            request, (*ITEM_ACTIONS, *CLERICAL_ACTIONS) if row.ended_seq is None else CLERICAL_ACTIONS, row
        ),
    }
    return render(request, "item.html", context)


@page(Resource.CUSTODY)
def transfers(request: HttpRequest) -> HttpResponse:
    """Transfers that wait for an answer at any past point, and all others."""
    asked = asked_point(request)
    waiting = open_transfers(asked.point).values("pk")
    everything = Transfer.objects.filter(asked.point.known() & asked.point.happened("offered_begins"))
    context = {
        "asked": asked,
        "waiting": _TRANSFERS.filter(pk__in=waiting).order_by("pk"),
        "page": keyset_page(request, everything.exclude(pk__in=waiting), "-id", shown=_TRANSFERS),
    }
    return render(request, "transfers.html", context)


@page(Resource.CUSTODY)
def transfer(request: HttpRequest, number: int) -> HttpResponse:
    """One transfer: who offered what to whom, and the answer."""
    row = get_object_or_404(Transfer.objects.select_related("giver", "receiver", "hand_over"), pk=number)
    context = {
        "transfer": row,
        "accounts": (account_of(row.recorded_seq), account_of(row.closed_seq)),
        "page": keyset_page(request, Item.objects.filter(transfer_lines__transfer=row), "code", size=100),
        "moved": row.holdings.filter(corrected_seq__isnull=True).count(),
        "actions": offered(request, ITEM_ACTIONS, row) if row.closed_seq is None else [],
    }
    return render(request, "transfer.html", context)


@page(Resource.CUSTODY)
def inventories(request: HttpRequest) -> HttpResponse:
    """Every re-inventory: expected, found, and how many differences nobody has explained."""
    asked = asked_point(request)
    rows = Inventory.objects.filter(asked.point.history())
    page_of = keyset_page(request, rows, "-begins", "-id", shown=_INVENTORIES)
    return render(request, "inventories.html", {"asked": asked, "page": page_of})


@page(Resource.CUSTODY)
def inventory(request: HttpRequest, number: int) -> HttpResponse:
    """One re-inventory: what differs comes first, with its explanation."""
    row = get_object_or_404(Inventory.objects.select_related("holder"), pk=number)
    lines = row.lines.select_related("item")
    page_of = keyset_page(request, lines.filter(expected=True, found=True), "code", size=_ON_SHELVES)
    context = {
        "inventory": row,
        "why_withdrawn": why_withdrawn(row),
        "different": [line for line in lines.order_by("code") if line.expected != line.found],
        "page": page_of,
        "shelves": _by_shelf(row, page_of.rows),
        "expected": row.lines.filter(expected=True).count(),
        "found": row.lines.filter(found=True).count(),
    }
    return render(request, "inventory.html", context)


def _by_shelf(row: Inventory, lines: list[InventoryLine]) -> list[tuple[str, list[InventoryLine]]]:
    """Lines of a re-inventory where the record had them on its day, as it was known when it was recorded."""
    then = AsOf(PartialDate(row.since).earliest, row.recorded_seq)
    by_item = {line.item_id: line for line in lines}
    stood = shelves(Item.objects.filter(pk__in=by_item), then)
    return [(shelf_name(shelf), [by_item[item.pk] for item in shelf.items]) for shelf in stood]


@page(Resource.CUSTODY)
def custody_check(request: HttpRequest) -> HttpResponse:
    """Does everything in custody add up? Every check over the whole store, run now."""
    looked, problems = check_store()
    return render(request, "custody_check.html", {"looked": sorted(looked.items()), "problems": problems})
