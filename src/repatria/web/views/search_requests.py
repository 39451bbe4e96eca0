"""Searches that were asked for: the request, how far each is, cancelling and resuming."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repatria.errors import NotPermitted, RepatriaError
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.models import QueuedSearch, QueueState
from repatria.registry.runs.queue import cancel_search, request_search, resume_search
from repatria.web.access import page
from repatria.web.forms import ReasonForm, SearchForm
from repatria.web.refusal_words import refusal

_OPEN = (QueueState.QUEUED, QueueState.RUNNING)
_OLD_SHOWN, _OPEN_SHOWN = 5, 50
PAST_QUEUE: dict[str, Any] = {"requests": [], "live": False}
"""How far a request is has no past: the requests of a past point are on the ledger."""


def queue_context() -> dict[str, Any]:
    """Every search that waits or runs, then the latest that ended otherwise; live: whether any of it will change."""
    waiting = list(QueuedSearch.objects.filter(state__in=_OPEN).order_by("id")[:_OPEN_SHOWN])
    ended = QueuedSearch.objects.exclude(state__in=_OPEN).order_by("-id")[:_OLD_SHOWN]
    return {"requests": [*waiting, *ended], "live": bool(waiting)}


def live_part(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The part of a page that asks for itself again while it is live; when that is over, the whole page is loaded."""
    answer = render(request, template, context)
    if not context["live"]:
        answer["HX-Refresh"] = "true"
    return answer


@page(Resource.SEARCH, verb=Verb.CHANGE, methods=("GET", "POST"))
def search_request(request: HttpRequest) -> HttpResponse:
    """Ask for a search."""
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            queued = request_search(request.user.actor, form.parameters(), engine=form.cleaned_data["engine"])
        except NotPermitted:
            raise
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect("queued-search", queued.pk)
    return render(request, "search_request.html", {"form": form})


@page(Resource.SEARCH)
def queued_search(request: HttpRequest, number: int) -> HttpResponse:
    """One search that was asked for, and how far it is."""
    queued = get_object_or_404(QueuedSearch, pk=number)
    context = {"queued": queued, "live": queued.state in _OPEN, "at_work": queued.state == QueueState.RUNNING}
    if request.htmx:
        return live_part(request, "parts/queued_search.html", context)
    return render(request, "queued_search.html", context)


def _changing(
    act: Callable[[Actor, QueuedSearch, str], None], title: str | Promise, told: str | Promise
) -> Callable[..., HttpResponse]:
    @page(Resource.SEARCH, verb=Verb.CHANGE, methods=("GET", "POST"))
    def view(request: HttpRequest, number: int) -> HttpResponse:
        queued = get_object_or_404(QueuedSearch, pk=number)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                act(request.user.actor, queued, form.cleaned_data["reason"])
            except NotPermitted:
                raise
            except RepatriaError as error:
                form.add_error(None, refusal(error))
            else:
                return redirect("queued-search", queued.pk)
        return render(
            request, "queued_search_change.html", {"form": form, "queued": queued, "title": title, "told": told}
        )

    return view


search_cancel = _changing(
    cancel_search,
    _("Cancel the search"),
    _("Blocks that are finished are kept, so that it can be resumed. The reason goes on the ledger."),
)
search_resume = _changing(
    resume_search,
    _("Resume the search"),
    _("It goes on from the blocks that are finished. The reason goes on the ledger."),
)
