"""Reject many proposed claims of a document in one step, each with an entry of its own that is taken back alone."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from repatria.errors import InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.sources.document_verbs import reject_claim
from repatria.registry.sources.documents import PROPOSED, Document, ProposedClaim


def reject_claims(record: Recording, document: Document, numbers: Collection[int] | None, *, reason: str) -> int:
    """Reject the claims of these numbers, or with None all that wait for a decision; returns how many.

    All or none: a claim that is decided already, or not of this document, stops the whole.
    """
    rows = document.claims.order_by("number")
    chosen = list(rows.filter(state=PROPOSED) if numbers is None else rows.filter(number__in=numbers))
    missing = sorted(set(numbers or ()) - {claim.number for claim in chosen})
    if missing:
        raise InvalidInput(f"document {document.pk} has no claim {missing[0]}")
    if not chosen:
        raise InvalidInput("no claim is chosen")
    for claim in chosen:
        reject_claim(record, claim, reason=reason)
    return len(chosen)


def of_furniture(document: Document) -> QuerySet[ProposedClaim]:
    """Claims that wait for a decision and begin in a part of the page that is no testimony: menus, credits, clocks."""
    parts = [(part["start"], part["end"]) for part in document.furniture]
    waiting = document.claims.filter(state=PROPOSED)
    inside = [
        key for key, start in waiting.values_list("pk", "start") if any(first <= start < last for first, last in parts)
    ]
    return waiting.filter(pk__in=inside)
