"""What was just recorded, told once on the page that follows: one place for every form, so that none can forget it.

A form that recorded something sends the browser on to a page. Here the entries of the ledger that it brought are
noticed, whichever view brought them, and kept in the session until that page shows them; no address holds any of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse

from repatria.registry.ledger.models import LedgerEntry
from repatria.web.action_words import action
from repatria.web.remembered import ledger_head
from repatria.web.written import written_number

_KEPT = "recorded"
Answering = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one form recorded. words: what its entries did; of: what the form was about, empty for something new."""

    words: str
    of: str
    first: int
    last: int


def notices_what_is_recorded(get_response: Answering) -> Answering:
    """Middleware: keep for the next page which entries of this account a posted form brought."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return get_response(request)
        account, before = request.user.username, ledger_head()[0]
        response = get_response(request)
        if 300 <= response.status_code < 400 and request.user.is_authenticated:
            new = LedgerEntry.objects.filter(seq__gt=before, actor=account)
            first, last = new.aggregate(first=Min("seq"), last=Max("seq")).values()
            if first:
                request.session[_KEPT] = [first, last, getattr(request, "form_is_about", "")]
        return response

    return middleware


def just_recorded(request: HttpRequest) -> Recorded | None:
    """What the form before this page recorded; it is told once, and kept no longer."""
    session = getattr(request, "session", None)
    kept = session.pop(_KEPT, None) if session is not None and request.method == "GET" else None
    if kept is None:
        return None
    first, last, of = kept
    entries = LedgerEntry.objects.filter(seq__range=(first, last), actor=request.user.username).order_by("seq")
    of_documents = entries.filter(action="sources.document_restricted").values_list("seq", "payload")
    restricted = {seq: json.loads(payload)["restricted"] for seq, payload in of_documents}
    each = ((name, restricted.get(seq)) for seq, name in entries.values_list("seq", "action"))
    done = [(action(name, restricted=how), len(list(same))) for (name, how), same in groupby(each)]
    words = ", ".join(f"{what}{f' × {written_number(n)}' if n > 1 else ''}" for what, n in done)
    return Recorded(words, of, first, last) if words else None
