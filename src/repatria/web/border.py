"""What no page accepts, whoever asks: the character NUL, which no writing has and which PostgreSQL refuses."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def without_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address or a form with NUL is answered with a bad request before a page sees it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        typed = [request.path, *_values(request.GET)] + (_values(request.POST) if request.method == "POST" else [])
        if any("\0" in value for value in typed):
            raise BadRequest("NUL")
        return get_response(request)

    return middleware


def _values(fields: dict[str, str]) -> list[str]:
    return [text for name, values in fields.lists() for text in (name, *values)]
