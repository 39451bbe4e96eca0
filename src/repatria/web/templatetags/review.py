"""Template filters of the review page."""

from __future__ import annotations

from django import template

from repatria.web import event_words, review, review_words, text_conflict_words

register = template.Library()

register.filter("event_kind", event_words.event_kind)
register.filter("event_status", event_words.event_status)
register.filter("claim_address", review.claim_address)
register.filter("claim_state", review_words.claim_state)
register.filter("claim_kind", review_words.claim_kind)
register.filter("claim_modality", review_words.claim_modality)
register.filter("why_chosen", review_words.why_chosen)
register.filter("verdict", review_words.verdict)
register.filter("badge", review_words.badge)
register.filter("reason_words", review_words.reason)
for _name in ("conflict_words", "basis_words", "position_words", "quoted"):
    register.filter(_name, getattr(text_conflict_words, _name))
