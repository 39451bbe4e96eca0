"""What every page's template may use."""

from __future__ import annotations

from django.http import HttpRequest

from repatria import __version__


def shared(request: HttpRequest) -> dict[str, object]:
    """The version."""
    return {"version": __version__}
