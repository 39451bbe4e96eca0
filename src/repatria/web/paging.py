"""Keyset paging: the next page starts after a row named by its number, so every page costs the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """Rows in order; after, before: the row numbers from which the next page and the one before go on, if any."""

    rows: list[Any]
    after: int | None
    before: int | None


def keyset_page(
    request: HttpRequest, rows: QuerySet[Any], *order: str, size: int = PAGE_SIZE, shown: QuerySet[Any] | None = None
) -> Page:
    """One page of `rows` by `order` (names, ``-`` for descending; the last one unique) as ?after= or ?before= ask.

    The address holds a row number only: the values to go on from are read back from that row.
    shown: the same table with what the page needs besides (joins, counts), which is worked out for its rows alone.
    """
    after, before = _number(request, "after"), _number(request, "before")
    backwards = before is not None
    anchor = before if backwards else after
    steps = [(name.lstrip("-"), name.startswith("-") is not backwards) for name in order]
    if anchor is not None:
        values = rows.model._default_manager.filter(pk=anchor).values(*(name for name, _ in steps)).first()
        if values is None:
            raise Http404
        rows = rows.filter(_beyond(steps, values))
    ordered = rows.order_by(*(f"-{name}" if down else name for name, down in steps))
    keys = list(ordered.values_list("pk", flat=True)[: size + 1])
    more, keys = len(keys) > size, keys[:size]
    full = (rows.model._default_manager.all() if shown is None else shown).in_bulk(keys)
    found = [full[key] for key in keys]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, after is not None)
    return Page(
        rows=found,
        after=found[-1].pk if found and has_next else None,
        before=found[0].pk if found and has_previous else None,
    )


def walked_page(
    request: HttpRequest, rows: QuerySet[Any], *order: str, stride: int, shown: QuerySet[Any], size: int = PAGE_SIZE
) -> Page:
    """`keyset_page` for a filter that no index serves in this order, and that lets many rows through.

    The whole table is walked in the order of its index, `stride` rows at a time, and each stretch is filtered by its
    keys: however a database would plan the whole question, a page costs a few stretches.
    """
    after, before = _number(request, "after"), _number(request, "before")
    backwards = before is not None
    anchor = before if backwards else after
    steps = [(name.lstrip("-"), name.startswith("-") is not backwards) for name in order]
    names = [name for name, _ in steps]
    table = rows.model._default_manager
    values = table.filter(pk=anchor).values(*names).first() if anchor is not None else None
    if anchor is not None and values is None:
        raise Http404
    ordered = table.order_by(*(f"-{name}" if down else name for name, down in steps))
    keys: list[int] = []
    while len(keys) <= size:
        here = ordered if values is None else ordered.filter(_beyond(steps, values))
        stretch = list(here.values("pk", *names)[:stride])
        inside = set(rows.filter(pk__in=[row["pk"] for row in stretch]).values_list("pk", flat=True))
        keys += [row["pk"] for row in stretch if row["pk"] in inside]
        if len(stretch) < stride:
            break
        values = {name: stretch[-1][name] for name in names}
    more, keys = len(keys) > size, keys[:size]
    full = shown.in_bulk(keys)
    found = [full[key] for key in keys]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, after is not None)
    return Page(
        rows=found,
        after=found[-1].pk if found and has_next else None,
        before=found[0].pk if found and has_previous else None,
    )


def page_of_keys(request: HttpRequest, keys: Sequence[int], shown: QuerySet[Any], *, size: int = PAGE_SIZE) -> Page:
    """One page of a list whose keys are at hand in their order, as ?after= or ?before= ask."""
    after, before = _number(request, "after"), _number(request, "before")
    anchor = after if before is None else before
    place = None
    if anchor is not None:
        place = next((place for place, key in enumerate(keys) if key == anchor), None)
        if place is None:
            raise Http404
    if before is not None and place is not None:
        start, end = max(place - size, 0), place
    else:
        start = 0 if place is None else place + 1
        end = start + size
    here = keys[start:end]
    full = shown.in_bulk(here)
    return Page(
        rows=[full[key] for key in here],
        after=here[-1] if here and end < len(keys) else None,
        before=here[0] if here and start > 0 else None,
    )


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def _beyond(steps: list[tuple[str, bool]], values: dict[str, Any]) -> Q:
    """Rows after `values` in lexicographic order; the first column is bounded on its own too, for its index."""
    condition = Q()
    for name, down in reversed(steps):
        strict = Q(**{f"{name}__{'lt' if down else 'gt'}": values[name]})
        condition = strict | Q(Q(**{name: values[name]}), condition) if condition else strict
    first, down = steps[0]
    return Q(**{f"{first}__{'lte' if down else 'gte'}": values[first]}) & condition
