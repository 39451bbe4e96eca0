"""Documents: handed in, read, and reviewed claim by claim. Nothing is cited before an officer accepts it here."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from repatria.errors import InvalidInput, NotPermitted, RepatriaError
from repatria.registry.clerical.read import as_written
from repatria.registry.ledger.append import recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.beside import Record
from repatria.registry.sources.document_reading import from_file, from_pasted
from repatria.registry.sources.document_verbs import (
    accept_claim,
    record_document,
    reject_claim,
    reopen_claim,
    standing_source,
)
from repatria.registry.sources.documents import PROPOSED, Document, ProposedClaim
from repatria.registry.sources.many_claims import of_furniture
from repatria.registry.sources.models import Source
from repatria.registry.sources.published import contradicted
from repatria.registry.sources.withdrawals import may_read, readable, seen_sources, withdrawn
from repatria.registry.talks.told_in_texts import RECORDABLE, told_events, undertakings_told
from repatria.web.access import page
from repatria.web.as_of import KNOWN, asked_point
from repatria.web.border import answers_nul
from repatria.web.document_actions import offered_of
from repatria.web.document_forms import ClaimForm, DocumentForm, figure_forms
from repatria.web.paging import keyset_page
from repatria.web.readers import must_open
from repatria.web.refusal_words import refusal
from repatria.web.review import (
    CLAIMS_A_PAGE,
    around,
    cards,
    claim_address,
    in_columns,
    next_open,
    page_of,
    pieces,
    progress,
)
from repatria.web.written import told

CONFLICTS_SHOWN = 30
EVENTS_SHOWN = 40


@page(Resource.SOURCES)
def documents(request: HttpRequest) -> HttpResponse:
    """The documents that were read, the last one first, and how far their review has come."""
    shown = Document.objects.select_related("source").defer("text", "conflicts", "furniture", "events", "commitments")
    shown = shown.annotate(total=Count("claims"), decided=Count("claims", filter=~Q(claims__state=PROPOSED)))
    asked = asked_point(request, KNOWN)
    gone = withdrawn(asked.point).values("document")
    withdrawn_ones = request.GET.get("show") == "withdrawn"
    term = " ".join(request.GET.get("q", "").split())[:100]
    rows = Document.objects.filter(asked.point.known(), readable(request.user.role))
    rows = rows.filter(*(_named(word) for word in term.split()))
    rows = rows.filter(pk__in=gone) if withdrawn_ones else rows.exclude(pk__in=gone)
    kept = keyset_page(request, rows, "-id", shown=shown)
    as_written(asked.point, *(row.source for row in kept.rows))
    context = {
        "page": kept,
        "asked": asked,
        "term": term,
        "withdrawn_ones": withdrawn_ones,
        "any_withdrawn": gone.exists(),
    }
    return render(request, "documents.html", context)


def _named(word: str) -> Q:
    """Documents with the word in the title, the publisher, the code, the file name or the text."""
    places = ("source__title", "source__title_ko", "source__publisher", "source__code", "name", "text")
    return reduce(or_, (Q(**{f"{place}__icontains": word}) for place in places))


@answers_nul
@page(Resource.SOURCES, verb=Verb.CHANGE, methods=("GET", "POST"))
def document_add(request: HttpRequest) -> HttpResponse:
    """Hand in a document. It is read before the record is locked for writing, within the limits of the reading."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    against = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file, published = given["file"], given["published"]
        try:
            if file is not None:
                reading = from_file(file.read(), file.name, published=published)
            else:
                reading = from_pasted(given["text"], "pasted text", published=published)
            against = contradicted(reading)
            with recording(request.user.actor) as record:
                joined = standing_source(reading)
                key = record_document(
                    record,
                    reading,
                    publisher=given["publisher"],
                    title=given["title"],
                    published=published,
                    restricted=given["restricted"],
                    date_is_right=given["date_is_right"],
                    address=given["address"],
                )
        except NotPermitted:
            raise
        except RepatriaError as error:
            form.add_error(None, refusal(error))
        else:
            if joined is not None and seen_sources(request.user.role).filter(pk=joined.pk).exists():
                request.form_is_about = belongs_to(joined)
            mine = may_read(request.user.role, Document(restricted=given["restricted"]))
            return redirect("document", key) if mine else redirect("documents")
    if not against:
        form.fields.pop("date_is_right")  # nothing is asked before something speaks against the date
    return render(request, "document_add.html", {"form": form})


def belongs_to(source: Source) -> str:
    """That a text was added to a source which was on the record before, whatever the form said of its publisher."""
    named = ", ".join(filter(None, (source.publisher, told(source, "title"))))
    return gettext("It belongs to a source on the record: %(source)s") % {"source": named}


@page(Resource.SOURCES)
def document(request: HttpRequest, number: int) -> HttpResponse:
    """A document under review: the text with its claims marked, and each claim beside the record."""
    row = get_object_or_404(Document.objects.select_related("source"), pk=number)
    must_open(request.user, row)
    first = _first_claim(request)
    ordered = row.claims.order_by("number")
    claims = list(ordered.filter(number__gte=first)[: CLAIMS_A_PAGE + 1])
    if not claims and first > 1:
        raise Http404
    claims, following = claims[:CLAIMS_A_PAGE], claims[CLAIMS_A_PAGE:]
    start = claims[0].start if first > 1 else 0
    end = following[0].start if following else len(row.text)
    waiting = row.claims.filter(state=PROPOSED).order_by("number").first()
    left = row.claims.filter(state=PROPOSED).count()
    context = {
        "document": row,
        "first": first,
        "left": left,
        "left_here": sum(claim.state == PROPOSED for claim in claims) if left > len(claims) else 0,
        "of_furniture": of_furniture(row).count() if left else 0,
        "pieces": list(pieces(row.text, start, end, claims)),
        "columns": in_columns(row.text),
        "cards": cards(claims, Record()),
        "progress": progress(row),
        "actions": offered_of(request, row),
        "withdrawal": withdrawn().filter(document=row).first(),
        "conflicts": row.conflicts[:CONFLICTS_SHOWN],
        "more_conflicts": max(0, len(row.conflicts) - CONFLICTS_SHOWN),
        "events": told_events(row, EVENTS_SHOWN),
        "more_events": max(0, len(row.events) - EVENTS_SHOWN),
        "undertakings": undertakings_told(row, EVENTS_SHOWN),
        "recordable": RECORDABLE,
        "begin": _address(waiting) if waiting else "",
        "before": page_of(first - 1) if first > 1 else None,
        "before_last": first - 1,
        "after": following[0].number if following else None,
    }
    return render(request, "document.html", context)


@page(Resource.SOURCES, verb=Verb.CHANGE, methods=("GET", "POST"))
def claim(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on a claim: accept, correct and accept, reject, reopen. Leads on to the next claim to decide."""
    row = get_object_or_404(ProposedClaim.objects.select_related("document__source"), pk=number)
    must_open(request.user, row)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    editing = request.POST if act == "edit" else None
    figures = figure_forms(row, editing)
    given = request.POST if act and act != "accept" else None
    form = ClaimForm(given, claim=row)
    if act:
        ready = act == "accept" or (form.is_valid() and (act != "edit" or not any(f.errors for f in figures)))
        if ready and (error := _decide(request, row, act, form, figures)) is None:
            following = next_open(row) if act != "reopen" else row
            return redirect(_address(following or row))
        if ready:
            if not form.is_bound:
                form = ClaimForm({"speaker": row.speaker[:160]}, claim=row)
            form.add_error(None, error)
        row.refresh_from_db()
    if not form.is_bound:  # the keys lead here: what comes first is ready to be typed
        form.fields["speaker" if row.state == PROPOSED else "reason"].widget.attrs["autofocus"] = True
    context = {
        "card": cards([row], Record())[0],
        "claim": row,
        "around": around(row),
        "form": form,
        "figures": figures,
        "back": _address(row),
    }
    return render(request, "claim.html", context)


def _decide(request: HttpRequest, row: ProposedClaim, act: str, form: ClaimForm, figures: list[Any]) -> str | None:
    """Carry the decision out; what was wrong, in words, or None."""
    reason = request.POST.get("reason", "")
    try:
        with recording(request.user.actor) as record:
            if act == "accept":
                accept_claim(record, row)
            elif act == "edit":
                corrected = [figure.columns() for figure in figures]
                accept_claim(record, row, corrected=corrected, speaker=form.speaker_given(), reason=reason)
            elif act == "reject":
                reject_claim(record, row, reason=reason)
            elif act == "reopen":
                reopen_claim(record, row, reason=reason)
            else:
                raise InvalidInput(f"{act!r} is not something to do with a claim")
    except NotPermitted:
        raise
    except RepatriaError as error:
        return refusal(error)
    return None


def _first_claim(request: HttpRequest) -> int:
    """The claim with which the page begins, always the first of its page."""
    text = request.GET.get("from", "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10) or int(text) < 1:
        raise Http404
    return page_of(int(text))


def _address(row: ProposedClaim) -> str:
    return claim_address(row.number, row.document_id)
