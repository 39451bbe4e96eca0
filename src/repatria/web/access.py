"""Who may open a page: every view is declared with the resources it shows, and asks the permission table here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from repatria.errors import NotPermitted
from repatria.registry.people.permissions import Resource, Verb

View = Callable[..., HttpResponse]


ONLY_SEEN = "may see, not change"
"""Why a page is refused to a role that may see what it changes; the page of the refusal says so."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a page needs: `verb` on each of `resources`, and to see `seeing`; an open page needs no account at all."""

    resources: tuple[Resource, ...] = ()
    verb: Verb = Verb.SEE
    open: bool = False
    seeing: tuple[Resource, ...] = ()


def page(
    *resources: Resource,
    verb: Verb = Verb.SEE,
    methods: tuple[str, ...] = ("GET",),
    seeing: tuple[Resource, ...] = (),
) -> Callable[[View], View]:
    """Declare a page: the signed-in user's role must allow `verb` on every one of `resources`, and to see `seeing`.

    Answers are never kept by a cache, because they may hold personal data.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            needed = [(verb, resource) for resource in resources] + [(Verb.SEE, resource) for resource in seeing]
            if not all(request.user.may(*need) for need in needed):
                seen = verb is not Verb.SEE and all(request.user.may(Verb.SEE, need) for _verb, need in needed)
                raise PermissionDenied(ONLY_SEEN if seen else "")
            try:
                return view(request, *args, **kwargs)
            except NotPermitted as error:
                raise PermissionDenied from error

        allowed = [*methods, "HEAD"] if "GET" in methods else list(methods)
        answer = cache_control(private=True, no_store=True)(require_http_methods(allowed)(guarded))
        answer.access = Access(resources, verb, seeing=seeing)
        return answer

    return declare


def open_page(view: View) -> View:
    """Declare a page that anyone may open without an account."""
    answer = login_not_required(view)
    answer.access = Access(open=True)
    return answer
