"""Template filters of the review page."""

from __future__ import annotations

from django import template

from repatria.web import review_words, text_conflict_words

register = template.Library()

register.filter("claim_state", review_words.claim_state)
register.filter("claim_kind", review_words.claim_kind)
register.filter("claim_modality", review_words.claim_modality)
register.filter("verdict", review_words.verdict)
register.filter("badge", review_words.badge)
register.filter("reason_words", review_words.reason)
for _name in ("conflict_words", "basis_words", "position_words", "quoted"):
    register.filter(_name, getattr(text_conflict_words, _name))
