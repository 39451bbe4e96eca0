"""The ledger: every change of the record, newest first, each chained to the one before."""

from __future__ import annotations

import json
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.permissions import Resource, Verb, may_see_payload
from repatria.web.access import page
from repatria.web.as_of import KNOWN, asked_point
from repatria.web.paging import keyset_page
from repatria.web.remembered import ledger_head

_SUBJECT = re.compile(r"[a-z-]{1,40}/[0-9]{1,18}")

# Where the subject of an entry can be looked at: kind -> (route, resource).
SUBJECTS = {
    "person": ("person", Resource.ROLL),
    "incident": ("incident", Resource.ROLL),
    "family": ("family", Resource.FAMILIES),
    "relative": ("relative", Resource.FAMILIES),
    "engagement": ("engagement", Resource.TALKS),
    "commitment": ("commitment", Resource.TALKS),
    "hand-over": ("hand-over", Resource.CUSTODY),
    "container": ("container", Resource.CUSTODY),
    "remains": ("remains-one", Resource.REMAINS),
    "identification": ("decision", Resource.DECISIONS),
    "run": ("run", Resource.SEARCH),
    "source": ("source", Resource.SOURCES),
    "import": ("import", Resource.IMPORTS),
}


@page(Resource.LEDGER)
def ledger(request: HttpRequest) -> HttpResponse:
    """Entries, of one subject when asked (``?subject=person/12``)."""
    subject = request.GET.get("subject", "")
    asked = asked_point(request, KNOWN)
    rows = (
        LedgerEntry.objects.all() if asked.point.seq is None else LedgerEntry.objects.filter(seq__lte=asked.point.seq)
    )
    if _SUBJECT.fullmatch(subject):
        rows = rows.filter(subject=subject)
    else:
        subject = ""
    context = {
        "page": keyset_page(request, rows, "-seq", shown=LedgerEntry.objects.defer("payload")),
        "head": ledger_head(),
        "subject": subject,
        "asked": asked,
    }
    return render(request, "ledger.html", context)


@page(Resource.LEDGER)
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry with its place in the chain; what was recorded is shown to those who may see payloads."""
    row = get_object_or_404(LedgerEntry, pk=seq)
    kind, _slash, number = row.subject.partition("/")
    route, resource = SUBJECTS.get(kind, ("", None))
    opens = bool(route) and number.isdigit() and request.user.may(Verb.SEE, resource)
    payload = None
    if may_see_payload(request.user.role, row.action):
        payload = json.dumps(json.loads(row.payload), ensure_ascii=False, indent=2)
    context = {
        "entry": row,
        "payload": payload,
        "route": route if opens else "",
        "number": number,
        "following": LedgerEntry.objects.filter(pk=seq + 1).exists(),
    }
    return render(request, "ledger_entry.html", context)
