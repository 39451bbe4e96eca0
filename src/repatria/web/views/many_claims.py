"""Reject many claims of a document at once: those ticked, all left on a page or in the document, those of furniture."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatria.errors import NotPermitted, RepatriaError
from repatria.registry.ledger.append import recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.documents import PROPOSED, Document, ProposedClaim
from repatria.registry.sources.many_claims import of_furniture, reject_claims
from repatria.web.access import page
from repatria.web.readers import must_open
from repatria.web.refusal_words import refusal
from repatria.web.review import CLAIMS_A_PAGE

_SHOWN = 40  # claims listed for a last look; the others are only counted


class RejectForm(forms.Form):
    """Why they are rejected, the same for all."""

    reason = forms.CharField(label=_("Why"), max_length=500)


@page(Resource.SOURCES, verb=Verb.CHANGE, methods=("GET", "POST"))
def document_reject(request: HttpRequest, number: int) -> HttpResponse:
    """Choose claims and say why once; each is rejected by an entry of its own, and is taken back alone."""
    row = get_object_or_404(Document.objects.select_related("source"), pk=number)
    must_open(request.user, row)
    which = request.POST.get("which", "left" if request.method == "GET" else "ticked")
    first = _number(request.POST.get("first", "")) or 1
    chosen = _chosen(request, row, which, first)
    sent = request.method == "POST" and "reason" in request.POST
    form = RejectForm(request.POST if sent else None)
    if sent and form.is_valid():
        try:
            with recording(request.user.actor) as record:
                numbers = [claim.number for claim in chosen]
                reject_claims(record, row, numbers, reason=form.cleaned_data["reason"])
        except NotPermitted:
            raise
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            return redirect(reverse("document", args=[row.pk]) + (f"?from={first}" if first > 1 else ""))
    context = {
        "document": row,
        "form": form,
        "chosen": chosen[:_SHOWN],
        "many": len(chosen),
        "more": max(0, len(chosen) - _SHOWN),
        "which": which,
        "first": first,
    }
    return render(request, "document_reject.html", context)


def _chosen(request: HttpRequest, row: Document, which: str, first: int) -> list[ProposedClaim]:
    """The claims that the page names: by their ticks, or by what is left."""
    waiting: QuerySet[ProposedClaim] = row.claims.filter(state=PROPOSED).order_by("number")
    if which == "left":
        return list(waiting)
    if which == "furniture":
        return list(of_furniture(row).order_by("number"))
    if which == "page":
        return list(waiting.filter(number__gte=first, number__lt=first + CLAIMS_A_PAGE))
    ticked = [_number(text) for text in request.POST.getlist("claim")]
    return list(row.claims.filter(number__in=filter(None, ticked)).order_by("number"))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
