"""Words for the fields whose wording can be corrected."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELD_WORDS: dict[str, Promise] = {
    "code": _("Code"),
    "reference": _("Reference"),
    "name": _("Name"),
    "name_en": _("Name, in English"),
    "name_ko": _("Name, in Korean"),
    "title": _("Title"),
    "title_en": _("Title, in English"),
    "title_ko": _("Title, in Korean"),
    "text_en": _("Text, in English"),
    "text_ko": _("Text, in Korean"),
    "role_en": _("What it does in the talks, in English"),
    "role_ko": _("What it does in the talks, in Korean"),
    "note_en": _("Note, in English"),
    "note_ko": _("Note, in Korean"),
    "plan_en": _("Plan, in English"),
    "plan_ko": _("Plan, in Korean"),
    "place": _("Place"),
    "country": _("Country"),
    "kind": _("Kind"),
    "form": _("Sort"),
    "description": _("Description"),
    "grid_text": _("Grid reference as written"),
    "giver": _("From"),
    "receiver": _("To"),
    "quantity_low": _("Quantity, at least"),
    "quantity_high": _("Quantity, at most"),
    "unit": _("Unit of the quantity"),
    "quantity_en": _("Quantity in words, in English"),
    "quantity_ko": _("Quantity in words, in Korean"),
    "due": _("Due"),
    "deadline": _("Deadline in words, in English"),
    "deadline_ko": _("Deadline in words, in Korean"),
    "service": _("Service"),
    "echelon": _("Echelon"),
    "source": _("Source"),
    "publisher": _("Publisher"),
    "publisher_basis": _("How the publisher is known"),
    "author": _("Author"),
    "published": _("Published"),
    "published_basis": _("How the date is known"),
    "address": _("Web address"),
}


def clerical_word(field: str) -> object:
    """The reader's word for a field whose wording is corrected."""
    return FIELD_WORDS.get(field, field)
