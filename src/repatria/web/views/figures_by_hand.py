"""Cite a number of a source by hand, with the words that say it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from repatria.errors import NotPermitted, RepatriaError
from repatria.registry.ledger.append import recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.by_hand import cite_by_hand
from repatria.registry.sources.models import Source
from repatria.web.access import page
from repatria.web.document_forms import HandFigureForm
from repatria.web.readers import must_open
from repatria.web.refusal_words import refusal


@page(Resource.SOURCES, verb=Verb.CHANGE, methods=("GET", "POST"))
def source_cite(request: HttpRequest, number: int) -> HttpResponse:
    """A figure that the reading did not propose, as the text gives it."""
    row = get_object_or_404(Source, pk=number)
    must_open(request.user, row)
    form = HandFigureForm(request.POST or None, initial={"unit": "persons", "qualifier": "exact"})
    if request.method == "POST" and form.is_valid():
        try:
            with recording(request.user.actor) as record:
                cite_by_hand(record, row, **form.told(), **form.columns())
        except NotPermitted:
            raise
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect("source", row.pk)
    texts = row.documents.filter(withdrawn=False, restricted=False).order_by("pk")
    return render(request, "source_cite.html", {"source": row, "form": form, "texts": texts})
