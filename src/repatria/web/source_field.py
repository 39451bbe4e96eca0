"""A choice among the sources that whoever chooses may know of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.registry.sources.models import Source
from repatria.registry.sources.withdrawals import seen_sources


class SourceField(forms.ChoiceField):
    """A source on the record, by publisher, date and title; it can be left open. Empty until `for_reader` fills it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Source"),
            choices=[("", _("none recorded"))],
            required=False,
            help_text=_("Who says so. A source that is not in the list is added under Sources first."),
        )

    def for_reader(self, user: Any) -> None:
        """Offer, and take, only what the user may see: a restricted document is kept from all others by name too."""
        rows = seen_sources(user.role).order_by("-published", "id")
        self.choices = [
            ("", _("none recorded")),
            *((row.code, " · ".join(filter(None, (row.publisher, row.published, row.title)))) for row in rows),
        ]


def source_key(code: str) -> int | None:
    """The key of the source of that code; None for none."""
    return Source.objects.filter(code=code).values_list("pk", flat=True).first() if code else None
