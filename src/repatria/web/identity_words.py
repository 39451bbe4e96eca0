"""Words for who a person is: fields of the roll and of files, and why two entries may be one person."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_WORDS: dict[str, Promise] = {
    "family_name": _("Family name"),
    "given_names": _("Given names"),
    "service_number": _("Service number"),
    "sex": _("Sex"),
    "birth": _("Birth"),
    "service": _("Service"),
    "rank": pgettext_lazy("military", "Rank"),
    "unit": pgettext_lazy("military", "Unit"),
    "home": _("Home"),
    "ancestry": _("Ancestry as recorded"),
    "incident_date": _("Date of loss"),
    "incident_place": _("Place of loss"),
    "country": _("Country of loss"),
    "name": _("Name as written"),
    "circumstances": _("Circumstances"),
    "casualty_type": _("Casualty type"),
    "casualty_category": _("Casualty category"),
    "casualty_reason": _("Cause"),
    "remains_recovered": _("Remains recovered"),
    "aircraft": _("Aircraft"),
    "status": _("Status"),
    "status_since": _("Status since"),
    "names": _("Other names"),
    "numbers": _("Further service numbers"),
    "source": _("Source"),
}

ALIAS_WORDS: dict[str, Promise] = {
    "other spelling": _("other spelling"),
    "transliteration": _("transliteration"),
    "name in Hangul": _("name in Hangul"),
    "maiden name": _("maiden name"),
    "religious name": _("religious name"),
    "name used": _("name used"),
}

GROUND_WORDS: dict[str, Promise] = {
    "same service number": _("same service number"),
    "service numbers one slip apart": _("service numbers one slip apart"),
    "another service number": _("another service number"),
    "same family name": _("same family name"),
    "family names one slip apart": _("family names one slip apart"),
    "another family name": _("another family name"),
    "same given names": _("same given names"),
    "given names that fit": _("given names that fit"),
    "same initial": _("same initial"),
    "other given names": _("other given names"),
    "same day of birth": _("same day of birth"),
    "births that fit": _("births that fit"),
    "births one slip apart": _("births one slip apart"),
    "another birth": _("another birth"),
    "same day of loss": _("same day of loss"),
    "losses that fit": _("losses that fit"),
    "days of loss next to each other": _("days of loss next to each other"),
    "another day of loss": _("another day of loss"),
    "another service": _("another service"),
}
AGAINST = frozenset(ground for ground in GROUND_WORDS if ground.startswith(("another", "other")))
"""Grounds that speak against two entries being one person."""


def field_word(name: str) -> object:
    """The word for a field."""
    return FIELD_WORDS.get(name, name)


def alias_word(kind: str) -> object:
    """The word for a kind of name."""
    return ALIAS_WORDS.get(kind, kind)


def ground_word(ground: str) -> object:
    """The word for what two entries share, or do not."""
    return GROUND_WORDS.get(ground, ground)


def against(ground: str) -> bool:
    """Whether a ground speaks against."""
    return ground in AGAINST
