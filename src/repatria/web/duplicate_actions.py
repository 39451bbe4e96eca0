"""Two entries that are one person, or that never were one: merged after a look at both, struck off, and undone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.identities.duplicates import look_through
from repatria.registry.identities.merges import mark_not_same, merge, unmark_not_same, unmerge
from repatria.registry.identities.models import Merge, NotSame, StruckOff, Suggestion
from repatria.registry.identities.same_number import others_with_number
from repatria.registry.identities.side_by_side import side_by_side
from repatria.registry.identities.struck_off import put_back, strike_off
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import MissingPerson
from repatria.web.actions import Action, Look, form, reason, text

ROLL = Resource.ROLL
_UNDONE = _("It stays on the record, marked as taken back.")


def _number(row: Any) -> int:
    return row.pk


def _person(row: Any) -> int:
    return row.person_id


def _other(named: str, one: MissingPerson) -> MissingPerson:
    """The entry of that reference, or another than `one` that alone has that service number."""
    found = list(MissingPerson.objects.filter(reference=named.strip())) or list(others_with_number(named, one.pk)[:2])
    if len(found) != 1:
        raise InvalidInput(f"{len(found) or 'no'} entries of the roll have that reference or service number")
    return found[0]


def _both(kept: MissingPerson, merged: MissingPerson) -> Look:
    both = side_by_side(kept, merged)
    return Look(both.key, "parts/side_by_side.html", both, stays=True)


def _look_at_the_other(kept: MissingPerson, clean: dict[str, Any], _reader: Actor) -> Look | None:
    return _both(kept, _other(clean["other"], kept)) if clean.get("other") else None


def _other_entry(record: Recording, kept: MissingPerson, clean: dict[str, Any]) -> None:
    merge(record, kept, _other(clean["other"], kept), reason=clean["why"], evidence=clean["evidence"])


def _pair_form(pair: Suggestion) -> type[forms.Form]:
    one, other = pair.first, pair.second
    return form(
        kept=forms.ChoiceField(
            label=_("The entry that stays"),
            choices=[(str(row.pk), f"{row.name} ({row.reference})") for row in (one, other)],
            help_text=_("The person counts as this entry; what is known of the other is shown with it."),
        ),
        why=reason(_("Why they are one person")),
        evidence=text(_("What shows it"), required=False, size=300),
    )(pair)


def _in_order(pair: Suggestion, kept: str) -> tuple[MissingPerson, MissingPerson]:
    """The entry that stays, by default the first, and the other."""
    return (pair.second, pair.first) if kept == str(pair.second_id) else (pair.first, pair.second)


def _look_at_the_pair(pair: Suggestion, clean: dict[str, Any], _reader: Actor) -> Look:
    return _both(*_in_order(pair, clean.get("kept", "")))


def _merge_pair(record: Recording, pair: Suggestion, clean: dict[str, Any]) -> None:
    kept, merged = _in_order(pair, clean["kept"])
    merge(record, kept, merged, reason=clean["why"], evidence=clean["evidence"])


def taking_back(name: str, address: str, title: Any, table: Any, verb: Any, back_number: Any, why: Any) -> Action:
    """The form that takes something back: a reason, and nothing else."""
    return Action(
        name,
        address,
        title,
        ROLL,
        table,
        form(why=reason(why)),
        lambda record, row, clean: verb(record, row, reason=clean["why"]),
        "person",
        back_number,
        help=_UNDONE,
    )


DUPLICATE_ACTIONS = (
    Action(
        "person-merge",
        "roll/<int:number>/merge/",
        _("Merge another entry into this one"),
        ROLL,
        MissingPerson,
        form(
            other=text(_("Reference or service number of the other entry"), size=80),
            why=reason(_("Why they are one person")),
            evidence=text(_("What shows it"), required=False, size=300),
        ),
        _other_entry,
        "person",
        _number,
        help=_("Nothing of either entry is lost, and the two can be taken apart again."),
        look=_look_at_the_other,
    ),
    Action(
        "person-not-same",
        "roll/<int:number>/not-same/",
        _("Say that another entry is another person"),
        ROLL,
        MissingPerson,
        form(
            other=text(_("Reference or service number of the other entry"), size=80),
            why=reason(_("Why they are two persons")),
        ),
        lambda record, row, clean: mark_not_same(record, row, _other(clean["other"], row), reason=clean["why"]),
        "person",
        _number,
        help=_("They are suggested no more, until this is taken back on the page of one of them."),
    ),
    Action(
        "person-strike-off",
        "roll/<int:number>/strike-off/",
        _("Strike this entry off the roll"),
        ROLL,
        MissingPerson,
        form(why=reason(_("Why this entry stands for no missing person"))),
        lambda record, person, clean: strike_off(record, person, reason=clean["why"]),
        "person",
        _number,
        help=_("For an entry made by mistake. It counts no more, stays on the record, and can be put back."),
    ),
    Action(
        "duplicates-look",
        "duplicates/look/",
        _("Look through the roll"),
        ROLL,
        None,
        form(),
        lambda record, _subject, _clean: look_through(record),
        "duplicates",
        help=_("Compares every entry with those that share a number, or a name and a birth or loss."),
    ),
    Action(
        "duplicate-merge",
        "duplicates/<int:number>/merge/",
        _("Merge these two"),
        ROLL,
        Suggestion,
        _pair_form,
        _merge_pair,
        "duplicates",
        help=_("Nothing of either entry is lost, and the two can be taken apart again."),
        look=_look_at_the_pair,
    ),
    Action(
        "duplicate-not-same",
        "duplicates/<int:number>/not-same/",
        _("These are two persons"),
        ROLL,
        Suggestion,
        form(why=reason(_("Why they are two persons"))),
        lambda record, pair, clean: mark_not_same(record, pair.first, pair.second, reason=clean["why"]),
        "duplicates",
        help=_("They are suggested no more, until this is taken back on the page of one of them."),
    ),
    taking_back(
        "merge-undo",
        "merges/<int:number>/undo/",
        _("Take the two entries apart"),
        Merge,
        unmerge,
        lambda row: row.merged_id,
        _("Why they are two persons"),
    ),
    taking_back(
        "strike-off-undo",
        "struck-off/<int:number>/undo/",
        _("Put this entry back on the roll"),
        StruckOff,
        put_back,
        _person,
        _("Why it belongs on the roll"),
    ),
    taking_back(
        "not-same-undo",
        "not-same/<int:number>/undo/",
        _("They may be one person after all"),
        NotSame,
        unmark_not_same,
        lambda row: row.first_id,
        _("Why they may be one person after all"),
    ),
)
