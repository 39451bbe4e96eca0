"""Cite a number of a source by hand, with the words that say it; withdraw one that was cited so."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from repatria.errors import NotPermitted, RepatriaError
from repatria.registry.ledger.append import recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.by_hand import cite_by_hand
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.verbs import withdraw_figure
from repatria.web.access import page
from repatria.web.document_forms import HandFigureForm
from repatria.web.forms import ReasonForm
from repatria.web.readers import must_open
from repatria.web.refusal_words import refusal


@page(Resource.SOURCES, verb=Verb.CHANGE, methods=("GET", "POST"))
def source_cite(request: HttpRequest, number: int) -> HttpResponse:
    """A figure that the reading did not propose, as the text gives it."""
    row = get_object_or_404(Source, pk=number)
    must_open(request.user, row)
    form = HandFigureForm(request.POST or None, initial={"unit": "persons", "qualifier": "exact"})
    if request.method == "POST" and form.is_valid():
        given = {"words": form.cleaned_data["words"], "speaker": form.cleaned_data["speaker"]}
        try:
            with recording(request.user.actor) as record:
                cite_by_hand(record, row, **given, **form.columns())
        except NotPermitted:
            raise
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect("source", row.pk)
    return render(request, "source_cite.html", {"source": row, "form": form})


@page(Resource.SOURCES, verb=Verb.CHANGE, methods=("GET", "POST"))
def figure_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a figure was cited wrongly, and why; one of a claim goes with the decision on its claim, not here."""
    row = get_object_or_404(CitedFigure.objects.select_related("source"), pk=number, passage__isnull=True)
    must_open(request.user, row.source)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with recording(request.user.actor) as record:
                withdraw_figure(record, row, reason=form.cleaned_data["reason"])
        except NotPermitted:
            raise
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect("source", row.source_id)
    context = {
        "action": SimpleNamespace(
            title=_("Withdraw a figure"), help=_("It stays on the record for points before now."), subject=CitedFigure
        ),
        "subject": f"{row.label_en} {row.note_en}".strip(),
        "back": reverse("source", args=[row.source_id]),
        "form": form,
    }
    return render(request, "action.html", context)
