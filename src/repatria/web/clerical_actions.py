"""Correcting what was typed wrong: one form for each kind of thing, in which stands what the record says now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.registry.clerical.kinds import KINDS, Field, Kind, as_text
from repatria.registry.clerical.verbs import correct_written, doubts_about
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.web.actions import DATE_HELP, Action, Look, cautions, reason
from repatria.web.clerical_words import clerical_word

_WHY = "why"
_key = lambda row: row.pk  # noqa: E731
_BACK: dict[str, tuple[str, Callable[[Any], int] | None]] = {
    "event": ("engagement", _key),
    "agreement": ("engagement", lambda row: row.engagement_id),
    "agreement-point": ("engagement", lambda row: row.agreement.engagement_id),
    "party": ("talks", None),
    "channel": ("talks", None),
    "war": ("armed-conflicts", None),
}
"""The page to go back to, where it is not the thing's own."""
_AT = {"event": "engagements", "war": "armed-conflicts", "person": "roll", "party": "parties"}
"""What its addresses begin with, where that is not its name in the plural."""


class _WordsForm(forms.Form):
    """What stands in the record now can be changed; of a form that was open for long, only what was typed in counts."""

    def clean(self) -> dict[str, Any]:
        """Only the fields that were changed in this form, and the reason."""
        cleaned = super().clean() or self.cleaned_data
        return {name: cleaned[name] for name in cleaned if name == _WHY or name in self.changed_data}


def _field(kind: Kind, field: Field, row: Any) -> forms.Field:
    common: dict[str, Any] = {
        "label": clerical_word(field.name),
        "required": not field.may,
        "initial": as_text(getattr(row, field.name)),
        "show_hidden_initial": True,
    }
    if field.sort == "lines":
        return forms.CharField(max_length=kind.size(field), widget=forms.Textarea(attrs={"rows": 4}), **common)
    if field.sort == "number":
        return forms.CharField(max_length=9, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **common)
    return forms.CharField(max_length=kind.size(field), help_text=DATE_HELP if field.sort == "date" else "", **common)


def _form_of(kind: Kind) -> Callable[[Any], type[forms.Form]]:
    def made(row: Any) -> type[forms.Form]:
        fields: dict[str, forms.Field] = {field.name: _field(kind, field, row) for field in kind.fields}
        return type("WordsForm", (_WordsForm,), {**fields, _WHY: reason(_("Why it is wrong"))})

    return made


def _act(kind: Kind) -> Callable[[Recording, Any, dict[str, Any]], Any]:
    def act(record: Recording, row: Any, clean: dict[str, Any]) -> None:
        why = clean.pop(_WHY)
        correct_written(record, kind.name, row.pk, clean, reason=why, sure=True)  # what speaks against it was shown

    return act


def _look(kind: Kind) -> Callable[[Any, dict[str, Any], Actor], Look | None]:
    """What speaks against the correction, to be seen before it is recorded."""

    def look(row: Any, clean: dict[str, Any], _reader: Actor) -> Look | None:
        doubt = doubts_about(kind.name, row, {name: given for name, given in clean.items() if name != _WHY})
        return cautions([doubt]) if doubt else None

    return look


def _action(kind: Kind) -> Action:
    page, number = _BACK.get(kind.name, (kind.name, _key))
    return Action(
        f"{kind.name}-words",
        f"{_AT.get(kind.name, kind.name + 's')}/<int:number>/words/",
        _("Correct the reference") if kind.name == "person" else _("Correct what was typed wrong"),
        kind.resource,
        kind.model,
        _form_of(kind),
        _act(kind),
        page,
        number,
        look=_look(kind) if kind.doubts else None,
        help=_("For slips of the pen: what stood before is kept with the reason. What has changed is recorded anew."),
    )


CLERICAL_ACTIONS = tuple(_action(kind) for kind in KINDS.values())
