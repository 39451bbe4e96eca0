"""The form of a new engagement, filled with an event that a document tells: for a person to check and to change."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.documents import Document
from repatria.registry.talks.told_in_texts import as_engagement
from repatria.web.event_words import event_title
from repatria.web.readers import must_open


def told_event(request: HttpRequest) -> dict[str, Any]:
    """What is known of the event that the address names by document and event; nothing where it names none."""
    number, name = request.GET.get("document", ""), request.GET.get("event", "")
    if not number or not name or not request.user.may(Verb.SEE, Resource.SOURCES):
        return {}
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    document = get_object_or_404(Document.objects.select_related("source"), pk=int(number))
    must_open(request.user, document)
    event = next((event for event in document.events if event["id"] == name), None)
    if event is None:
        raise Http404
    return {"title_en": event_title(event)[:200], **as_engagement(document, event)}
