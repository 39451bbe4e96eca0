"""The point in time that a page is asked for: ?on= when it was so, ?by= when we knew it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf, as_of
from repatria.registry.ledger.models import LedgerEntry
from repatria.web.refusal_words import refusal

BOTH, KNOWN = ("on", "by"), ("by",)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, the point it means, and what is wrong with it, if anything; then the page shows today.

    axes: those that the page answers for; what has no day of its own (a document read, a search) has only when we knew.
    """

    on: str
    by: str
    point: AsOf
    error: str = ""
    axes: tuple[str, ...] = BOTH

    @property
    def past(self) -> bool:
        """Whether the page shows a past point and not today."""
        return self.point != NOW

    @property
    def before_the_record(self) -> str:
        """Where we knew nothing yet: the day of the store's first entry; else empty."""
        if self.point.seq != 0:
            return ""
        first = LedgerEntry.objects.order_by("seq").values_list("recorded_at", flat=True).first()
        return first.date().isoformat() if first else ""


TODAY = Asked("", "", NOW)


def asked_point(request: HttpRequest, axes: tuple[str, ...] = BOTH) -> Asked:
    """The point that the address names, on the axes that the page answers for."""
    on, by = (request.GET.get(name, "").strip()[:most] for name, most in (("on", 10), ("by", 32)))
    on = on if "on" in axes else ""
    try:
        return Asked(on, by, as_of(on, by), axes=axes)
    except InvalidInput as error:
        return Asked(on, by, NOW, refusal(error), axes)
