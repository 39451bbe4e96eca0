"""Pages that change the record: one form, one verb, back to what was changed. Errors are answered in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repatria.errors import NotPermitted, RepatriaError
from repatria.registry.ledger.append import Recording, recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Verb
from repatria.web.access import page
from repatria.web.refusal_words import refusal

DATE_HELP = _("As precise as it is known: 1950, 1950-11 or 1950-11-27.")


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at before a change is recorded. key: what it is of; the form that showed it carries that."""

    key: str
    template: str
    of: Any


def cautions(said: Sequence[str]) -> Look | None:
    """Warnings that a person must have seen before what they typed is recorded all the same."""
    return Look(hashlib.sha256("\n".join(said).encode()).hexdigest(), "parts/cautions.html", said) if said else None


@dataclass(frozen=True, slots=True)
class Action:
    """A change that a person can make from a page.

    subject: the table of what is changed, found by the number in the address, or None for something new;
    form: its class, or what makes it from the subject; act: does it, given the record, the subject and the clean form;
    password: whether the password is asked anew;
    back: the name of the page to go to, and whose number it takes (None: it takes none); made: the name of the page of
    something new, whose number `act` returns; seeing: what the role must see besides; called: what the form calls its
    subject; look: what a person must have seen, of what was typed so far, before it is recorded; given the subject, the
    clean form and who looks, because not everyone may read everything.
    """

    name: str
    address: str
    title: str | Promise
    resource: Resource
    subject: type[Model] | None
    form: Callable[[Any], type[forms.Form]]
    act: Callable[[Recording, Any, dict[str, Any]], Any]
    back: str
    back_number: Callable[[Any], int] | None = None
    verb: Verb = Verb.CHANGE
    help: str | Promise = ""
    seeing: tuple[Resource, ...] = ()
    called: Callable[[Any], str] = str
    password: bool = False
    made: str = ""
    look: Callable[[Any, dict[str, Any], Actor], Look | None] | None = None

    def url(self) -> URLPattern:
        """Its route."""
        return path(self.address, _page_of(self), name=self.name)


def _page_of(action: Action) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, number: int = 0) -> HttpResponse:
        subject = get_object_or_404(action.subject, pk=number) if action.subject else None
        kind = action.form(subject)
        form = (_with_password(kind) if action.password else kind)(request.POST or None)
        back = reverse(action.back, args=[action.back_number(subject)] if action.back_number else [])
        valid = form.is_valid()
        look = _look(action, subject, form, request.user.actor)
        seen = look is None or request.POST.get("seen") == look.key
        valid = valid and form.is_valid()  # a look can find what is wrong
        if request.method == "POST" and valid and seen and (not action.password or _confirmed(request, form)):
            try:
                with recording(request.user.actor) as record:
                    new = action.act(record, subject, form.cleaned_data)
            except NotPermitted:
                raise
            except RepatriaError as error:
                form.add_error(None, refusal(error))
            else:
                return redirect(reverse(action.made, args=[new]) if action.made else back)
        called = action.called(subject) if subject else ""
        shown = {"form": form, "action": action, "subject": called, "back": back, "look": look}
        return render(request, "action.html", {**shown, "not_seen": valid and not seen})

    view.__doc__ = f"The form of {action.name}."
    return page(action.resource, verb=action.verb, methods=("GET", "POST"), seeing=action.seeing)(view)


def _look(action: Action, subject: Any, form: forms.Form, reader: Actor) -> Look | None:
    """What is to be seen of what was typed; what is wrong with that stands in the form."""
    if action.look is None:
        return None
    try:
        return action.look(subject, getattr(form, "cleaned_data", {}), reader)
    except RepatriaError as error:
        form.add_error(None, refusal(error))
        return None


def _with_password(form: type[forms.Form]) -> type[forms.Form]:
    """The form with the password of whoever acts, asked anew for what cannot be taken back."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return type(form.__name__, (form,), {"password": forms.CharField(label=_("Your password, again"), widget=widget)})


def _confirmed(request: HttpRequest, form: forms.Form) -> bool:
    """Whether the password is that of whoever is signed in; wrong ones lock the name as they do at the door."""
    password = form.cleaned_data.pop("password")
    known = authenticate(request, username=request.user.username, password=password)
    if known is not None and known.pk == request.user.pk:
        return True
    form.add_error("password", _("This is not your password; nothing was recorded."))
    return False


def offered(request: HttpRequest, actions: Iterable[Action], subject: Model | None) -> list[tuple[Any, str]]:
    """Title and address of the actions on `subject` that the user's role allows."""
    kind = type(subject) if subject is not None else None
    return [
        (action.title, reverse(action.name, args=[subject.pk] if subject is not None else []))
        for action in actions
        if action.subject is kind and request.user.may(action.verb, action.resource)
    ]


def form(**fields: forms.Field) -> Callable[[Any], type[forms.Form]]:
    """What makes a form of these fields, whatever the subject is."""
    made = type("ActionForm", (forms.Form,), fields)
    return lambda _subject: made


def filled(fields: dict[str, forms.Field], **initial: Any) -> type[forms.Form]:
    """A form of these fields in which stands what the record holds already."""
    for name, value in initial.items():
        fields[name].initial = value
    return type("ActionForm", (forms.Form,), fields)


def date(label: Any = None, *, required: bool = True) -> forms.Field:
    """A partial date."""
    return forms.CharField(label=label or _("Date"), max_length=40, help_text=DATE_HELP, required=required)


def text(label: Any, *, required: bool = True, size: int = 160, help_text: Any = "") -> forms.Field:
    """A line of text."""
    return forms.CharField(label=label, max_length=size, required=required, help_text=help_text)


def reason(label: Any = None) -> forms.Field:
    """Why, in a few lines."""
    return forms.CharField(label=label or _("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def lines(label: Any, *, help_text: Any = "", required: bool = True) -> forms.Field:
    """Many entries, one a line."""
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=label, max_length=20_000, widget=area, help_text=help_text, required=required)


def one_of(label: Any, values: Iterable[str], word: Callable[[str], Any]) -> forms.Field:
    """A choice of recorded values, shown in the reader's words."""
    return forms.ChoiceField(label=label, choices=[(value, word(value)) for value in values])


def split_lines(given: str) -> list[str]:
    """What stands on each line, empty ones left out."""
    return [line.strip() for line in given.splitlines() if line.strip()]
