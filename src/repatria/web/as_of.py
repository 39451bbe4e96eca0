"""The point in time that a page is asked for: ?on= when it was so, ?by= when we knew it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf, as_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, the point it means, and what is wrong with it, if anything; then the page shows today."""

    on: str
    by: str
    point: AsOf
    error: str = ""

    @property
    def past(self) -> bool:
        """Whether the page shows a past point and not today."""
        return self.point != NOW


TODAY = Asked("", "", NOW)


def asked_point(request: HttpRequest) -> Asked:
    """The point of both axes that the address names."""
    on, by = request.GET.get("on", "").strip()[:10], request.GET.get("by", "").strip()[:32]
    try:
        return Asked(on, by, as_of(on, by))
    except InvalidInput as error:
        return Asked(on, by, NOW, str(error))
