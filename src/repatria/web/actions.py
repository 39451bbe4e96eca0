"""Pages that change the record: one form, one verb, back to what was changed. Errors are answered in words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.db.models import Model, QuerySet
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
from repatria.web.called import called
from repatria.web.readers import must_open
from repatria.web.refusal_words import refusal
from repatria.web.source_field import SourceField

_RECORD = _("Record")
DATE_HELP = _("As precise as it is known: 1950, 1950-11 or 1950-11-27.")


RANGE_HELP = _("One a line; a range as K208-001..K208-055.")


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at before a change is recorded. key: what it is of; the form that showed it carries that.

    go_on: what the button says that records it after the look; stays: whether it is shown beside what is wrong, too.
    """

    key: str
    template: str
    of: Any
    go_on: str | Promise = _RECORD
    stays: bool = False


def cautions(said: Sequence[str]) -> Look | None:
    """Warnings that a person must have seen before what they typed is recorded all the same."""
    if not said:
        return None
    return Look(_digest(said), "parts/cautions.html", said, _("Record all the same"))


def left_out(said: Sequence[str], going: int) -> Look | None:
    """What a change will not reach, and why, which a person must have seen before the rest is recorded."""
    if not said:
        return None
    return Look(_digest(said), "parts/left_out.html", {"said": said, "going": going}, _("Record the others"))


def _digest(said: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Action:
    """A change that a person can make from a page.

    subject: the table of what is changed, found by the number in the address, or None for something new;
    form: its class, or what makes it from the subject; act: does it, given the record, the subject and the clean form;
    password: whether the password is asked anew;
    back: the name of the page to go to, and whose number it takes (None: it takes none); made: the name of the page of
    something new, whose number `act` returns; seeing: what the role must see besides; called: what the form calls its
    subject; look: what a person must have seen, of what was typed so far, before it is recorded; given the subject, the
    clean form and who looks, because not everyone may read everything; filled: with what the form
    begins, by the request.
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
    called: Callable[[Any], str] = called
    password: bool = False
    made: str = ""
    look: Callable[[Any, dict[str, Any], Actor], Look | None] | None = None
    filled: Callable[[HttpRequest], dict[str, Any]] | None = None

    def url(self) -> URLPattern:
        """Its route."""
        return path(self.address, _page_of(self), name=self.name)


def _page_of(action: Action) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, number: int = 0) -> HttpResponse:
        subject = get_object_or_404(action.subject, pk=number) if action.subject else None
        must_open(request.user, subject)
        kind = action.form(subject)
        initial = action.filled(request) if action.filled else None
        form = (_with_password(kind) if action.password else kind)(request.POST or None, initial=initial)
        for field in form.fields.values():
            if isinstance(field, SourceField):
                field.for_reader(request.user)
        back = reverse(action.back, args=[action.back_number(subject)] if action.back_number else [])
        about = action.called(subject) if subject else ""
        form.is_valid()  # so that the look has what was typed
        look = _look(action, subject, form, request.user.actor)
        seen = look is None or request.POST.get("seen") == look.key
        if form.is_valid() and not seen:
            _refused_anyway(action, subject, form, request.user.actor)
        if form.is_valid() and seen and (not action.password or _confirmed(request, form)):
            try:
                with recording(request.user.actor) as record:
                    new = action.act(record, subject, form.cleaned_data)
            except NotPermitted:
                raise
            except RepatriaError as error:
                form.add_error(None, refusal(error))
            else:
                request.form_is_about = about
                return redirect(reverse(action.made, args=[new]) if action.made else back)
        asks = look is not None and form.is_valid()
        if look is not None and form.is_bound and not asks and not look.stays:
            look = None  # what is wrong comes first
        shown = {"form": form, "action": action, "subject": about, "back": back, "look": look, "not_seen": asks}
        return render(request, "action.html", shown)

    view.__doc__ = f"The form of {action.name}."
    return page(action.resource, verb=action.verb, methods=("GET", "POST"), seeing=action.seeing)(view)


class _OnlyTried(Exception):
    """Ends a recording of which nothing is kept."""


def _refused_anyway(action: Action, subject: Any, form: forms.Form, actor: Actor) -> None:
    """Say in the form what the record would refuse, before anyone is asked whether they are sure.

    Only the verb knows what it refuses, so it is tried, and nothing of the trial is kept.
    """
    try:
        with recording(actor) as record:
            action.act(record, subject, dict(form.cleaned_data))
            record.flush()
            raise _OnlyTried
    except _OnlyTried:
        return
    except NotPermitted:
        raise
    except RepatriaError as error:
        form.add_error(None, refusal(error))


def _look(action: Action, subject: Any, form: forms.Form, reader: Actor) -> Look | None:
    """What is to be seen of what was typed; what is wrong with that stands in the form."""
    if action.look is None:
        return None
    try:
        return action.look(subject, dict(getattr(form, "cleaned_data", {})), reader)
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


def one_row(label: Any, rows: QuerySet[Any], *, required: bool = True, help_text: Any = "") -> forms.Field:
    """A choice among rows of the record, each as a reader calls it."""
    return _OneRow(rows, label=label, required=required, help_text=help_text)


class _OneRow(forms.ModelChoiceField):
    def label_from_instance(self, row: Any) -> str:
        return called(row)


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
