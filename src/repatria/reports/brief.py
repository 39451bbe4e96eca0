"""The briefing pack as one file: HTML with its own style, for print or to send, in English or Korean."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from repatria.registry.families.brief import Brief

LANGUAGES = ("en", "ko")


def brief_html(brief: Brief, language: str = "en") -> str:
    """The pack as a whole document that refers to nothing outside itself."""
    with translation.override(language):
        return render_to_string("brief_file.html", {"brief": brief, "own": True})
