"""The words behind cited figures: as they stand in the text, where, and who cited a figure otherwise than they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.by_hand import cited_by_hand
from repatria.registry.sources.documents import EDITED, CitedPassage, ClaimDecision, HandPassage
from repatria.registry.sources.models import CitedFigure
from repatria.web.review import claim_address


@dataclass(frozen=True, slots=True)
class Words:
    """What is behind one figure. quote: empty where its note has the words; address: where they stand in their text.

    entry: the ledger entry, of a figure without a text; corrected_by, reason: set where it was cited otherwise.
    """

    quote: str
    address: str = ""
    entry: str = ""
    corrected_by: str = ""
    reason: str = ""


def words_behind(user: Any, cited: Sequence[CitedFigure]) -> dict[int, Words]:
    """Figure -> its words, for who sees sources: texts may hold personal data. Two queries or three, however many."""
    if not user.may(Verb.SEE, Resource.SOURCES):
        return {}
    passages = CitedPassage.objects.select_related("claim", "decision").defer("claim__content")
    prefetch_related_objects(cited, Prefetch("passage", passages), Prefetch("hand_passage", HandPassage.objects.all()))
    entries = user.may(Verb.SEE, Resource.LEDGER)
    return {figure.pk: words for figure in cited if (words := _words(figure, entries)) is not None}


def _words(figure: CitedFigure, entries: bool) -> Words | None:
    passage = getattr(figure, "passage", None)
    if passage is not None:
        address = claim_address(passage.claim.number, passage.claim.document_id)
        if not _corrected(figure, passage.decision):
            return Words(passage.exact, address)
        return Words(passage.exact, address, "", passage.decision.decided_by, passage.decision.reason)
    by_hand = getattr(figure, "hand_passage", None)
    if by_hand is not None:
        return Words("", reverse("document", args=[by_hand.document_id]))
    if not cited_by_hand(figure):
        return None
    return Words("", entry=reverse("ledger-entry", args=[figure.recorded_seq]) if entries else "")


def _corrected(figure: CitedFigure, decision: ClaimDecision) -> bool:
    """Whether this figure, or who said so, was changed; entries of earlier versions tell it of the claim as a whole."""
    if decision.decision != EDITED:
        return False
    accepted = decision.claim_as_accepted.get("figures", ())
    told: dict[str, Any] = next((each for each in accepted if each["id"] == figure.pk), {})
    return bool(told.get("corrected", True))
