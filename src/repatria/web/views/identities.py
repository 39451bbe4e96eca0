"""Duplicates that wait for a decision, and records that say different things of one person."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.registry.asof import AsOf
from repatria.registry.identities.duplicates import last_look, suggestions
from repatria.registry.identities.models import Disagreement, Suggestion
from repatria.registry.identities.read import open_disagreements
from repatria.registry.identities.records import COMPARED
from repatria.registry.identities.same_number import Shared, shared_numbers
from repatria.registry.people.permissions import Resource, Verb
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import KNOWN, asked_point
from repatria.web.identity_actions import IDENTITY_ACTIONS
from repatria.web.paging import keyset_page
from repatria.web.remembered import ledger_head, until_next_entry

_PAIRS = Suggestion.objects.select_related("first__incident", "second__incident")
_MOST = 200
_ROWS = Disagreement.objects.select_related("person", "record__source")


@until_next_entry
def _waiting(point: AsOf) -> int:
    return suggestions(point).count()


@until_next_entry
def _by_field(point: AsOf) -> dict[str, int]:
    counted = open_disagreements(point).order_by().values_list("field").annotate(n=Count("pk"))
    found = dict(counted)
    return {name: found[name] for name in COMPARED if name in found}


@page(Resource.ROLL)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Entries that may be one person, the likeliest first, side by side."""
    asked = asked_point(request, KNOWN)
    look = last_look(asked.point)
    context = {
        "asked": asked,
        "page": keyset_page(request, suggestions(asked.point), "-points", "id", size=20, shown=_PAIRS),
        "count": _waiting(asked.point),
        "look": look,
        "changed": look is not None and not asked.past and ledger_head()[0] != look.seq,
        "actions": [] if asked.past else offered(request, IDENTITY_ACTIONS, None)[1:],
        "may_change": not asked.past and request.user.may(Verb.CHANGE, Resource.ROLL),
    }
    return render(request, "duplicates.html", context)


@until_next_entry
def _shared() -> tuple[Shared, ...]:
    return tuple(shared_numbers())


@page(Resource.ROLL)
def roll_check(request: HttpRequest) -> HttpResponse:
    """Service numbers that several persons have, until the two are merged or said to be two."""
    found = _shared()
    may = request.user.may(Verb.CHANGE, Resource.ROLL)
    return render(request, "roll_check.html", {"shared": found[:_MOST], "count": len(found), "may_change": may})


@page(Resource.ROLL)
def record_conflicts(request: HttpRequest) -> HttpResponse:
    """What files say otherwise than the roll, all fields or one, until an officer has decided."""
    asked = asked_point(request, KNOWN)
    fields = _by_field(asked.point)
    chosen = request.GET.get("field", "")
    rows = open_disagreements(asked.point)
    if chosen in COMPARED:
        rows = rows.filter(field=chosen)
    context = {
        "asked": asked,
        "page": keyset_page(request, rows, "id", shown=_ROWS),
        "fields": list(fields.items()),
        "chosen": chosen if chosen in COMPARED else "",
        "total": sum(fields.values()),
        "may_change": not asked.past and request.user.may(Verb.CHANGE, Resource.ROLL),
    }
    return render(request, "record_conflicts.html", context)
