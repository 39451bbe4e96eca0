"""What no page accepts, whoever asks: the character NUL, which no writing has and which PostgreSQL refuses."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def answers_nul(view: View) -> View:
    """Declare a page whose form answers NUL in words and keeps what was typed, because it takes long texts."""
    view.answers_nul = True  # type: ignore[attr-defined]
    return view


class WithoutNul:
    """Middleware: an address or a form with NUL is answered with a bad request before a page sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The address."""
        _refuse([request.path, *_values(request.GET)])
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_given: object) -> None:
        """The form."""
        if request.method == "POST" and not getattr(view, "answers_nul", False):
            _refuse(_values(request.POST))


def _refuse(typed: list[str]) -> None:
    if any("\0" in value for value in typed):
        raise BadRequest("NUL")


def _values(fields: dict[str, str]) -> list[str]:
    return [text for name, values in fields.lists() for text in (name, *values)]
