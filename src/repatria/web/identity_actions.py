"""What can be changed from the pages about who a person is; each with its reason, each undoable."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.identities.border import FIELDS
from repatria.registry.identities.corrections import correct, withdraw_correction
from repatria.registry.identities.duplicates import look_through
from repatria.registry.identities.entering import enter_person
from repatria.registry.identities.merges import mark_not_same, merge, unmark_not_same, unmerge
from repatria.registry.identities.models import (
    Alias,
    AliasKind,
    Correction,
    Disagreement,
    Merge,
    NotSame,
    ServiceNumber,
    Settlement,
    StruckOff,
    Suggestion,
)
from repatria.registry.identities.names import (
    add_alias,
    add_number,
    set_main_number,
    withdraw_alias,
    withdraw_number,
)
from repatria.registry.identities.records import reopen, settle, values_said
from repatria.registry.identities.struck_off import put_back, strike_off
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.web.actions import DATE_HELP, Action, date, form, one_of, reason, text
from repatria.web.identity_words import alias_word, field_word
from repatria.web.wording import word

ROLL = Resource.ROLL
_UNDONE = _("It stays on the record, marked as taken back.")


def _number(row: Any) -> int:
    return row.pk


def _person(row: Any) -> int:
    return row.person_id


def _line(name: str, *, required: bool = False) -> forms.Field:
    return text(field_word(name), required=required, size=FIELDS[name].size)


def _add(record: Recording, _subject: None, clean: dict[str, Any]) -> None:
    fields = {name: clean.get(name, "") for name in FIELDS}
    enter_person(
        record,
        clean["reference"],
        fields,
        incident_code=clean["incident"],
        since=clean["since"],
        source=clean["source"],
        reason=clean["why"],
        made_up=clean["made_up"],
    )


def _correction_form(person: MissingPerson) -> type[forms.Form]:
    """Each field is offered with what it says now."""
    now = [
        (name, f"{field_word(name)}: {word(getattr(person, name)) if getattr(person, name) else '–'}")
        for name in FIELDS
    ]
    return form(
        field=forms.ChoiceField(label=_("Field, and what it says now"), choices=now),
        value=text(
            _("What is right"),
            required=False,
            size=200,
            help_text=_("Empty for not known. A date as 1931, 1931-05 or 1931-05-02. Sex: male, female or unknown."),
        ),
        since=forms.CharField(
            label=_("Since"),
            max_length=10,
            required=False,
            help_text=_("Only for what changes in a life (rank, unit, service, home): from when it is so."),
        ),
        why=reason(_("Why, and from what")),
    )(person)


def _other_entry(record: Recording, kept: MissingPerson, clean: dict[str, Any]) -> None:
    named = clean["other"].strip()
    found = list(MissingPerson.objects.filter(reference=named)[:2]) or list(
        MissingPerson.objects.filter(service_number=named)[:2]
    )
    if len(found) != 1:
        raise InvalidInput(f"{len(found) or 'no'} entries of the roll have that reference or service number")
    merge(record, kept, found[0], reason=clean["why"], evidence=clean["evidence"])


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


def _merge_pair(record: Recording, pair: Suggestion, clean: dict[str, Any]) -> None:
    entries = (pair.first, pair.second)
    kept, merged = entries if clean["kept"] == str(pair.first_id) else entries[::-1]
    merge(record, kept, merged, reason=clean["why"], evidence=clean["evidence"])


def _settle_form(row: Disagreement) -> type[forms.Form]:
    said = values_said(row.person, row.field)
    values = [(value, word(value) if value else _("nothing is recorded")) for value in said]
    values = [
        (value, format_lazy("{} – {}", told, _("as the roll says")) if n == 0 else told)
        for n, (value, told) in enumerate(values)
    ]
    return form(
        value=forms.ChoiceField(label=field_word(row.field), choices=values, required=False),
        why=reason(_("Why this value is used")),
    )(row)


def _taking_back(name: str, address: str, title: Any, table: Any, verb: Any, back_number: Any, why: Any) -> Action:
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


IDENTITY_ACTIONS = (
    Action(
        "person-add",
        "roll/add/",
        _("Add a missing person"),
        ROLL,
        None,
        form(
            reference=text(_("Reference"), size=80, help_text=_("A name for the entry that no other has.")),
            family_name=_line("family_name", required=True),
            given_names=_line("given_names"),
            service_number=_line("service_number"),
            sex=one_of(_("Sex"), [Sex.UNKNOWN.value, Sex.MALE.value, Sex.FEMALE.value], word),
            birth=date(_("Birth"), required=False),
            service=_line("service"),
            rank=_line("rank"),
            unit=_line("unit"),
            home=_line("home"),
            ancestry=_line("ancestry"),
            incident=text(_("Code of the loss incident"), required=False, size=80),
            since=date(_("Missing since"), required=False),
            source=text(_("Source"), size=200, help_text=_("The letter, list or person that names them.")),
            why=reason(_("Why they are put on the roll")),
            made_up=forms.BooleanField(label=_("Made up, for a demonstration or a test"), required=False),
        ),
        _add,
        "roll",
    ),
    Action(
        "person-correct",
        "roll/<int:number>/correct/",
        _("Correct a field"),
        ROLL,
        MissingPerson,
        _correction_form,
        lambda record, row, clean: correct(
            record, row, clean["field"], clean["value"], since=clean["since"], reason=clean["why"]
        ),
        "person",
        _number,
    ),
    Action(
        "person-alias",
        "roll/<int:number>/alias/",
        _("Add a name"),
        ROLL,
        MissingPerson,
        form(
            kind=one_of(_("Kind of name"), AliasKind.values, alias_word),
            family_name=_line("family_name", required=True),
            given_names=_line("given_names"),
            source=text(_("Source"), size=200),
        ),
        lambda record, row, clean: add_alias(record, row, clean.pop("family_name"), **clean),
        "person",
        _number,
        help=_("The roll finds the person by it."),
    ),
    Action(
        "person-number",
        "roll/<int:number>/number/",
        _("Add a service number"),
        ROLL,
        MissingPerson,
        form(
            number=_line("service_number", required=True),
            service=_line("service"),
            since=forms.CharField(label=_("Used from"), max_length=10, required=False, help_text=DATE_HELP),
            until=forms.CharField(label=_("Used until"), max_length=10, required=False),
            source=text(_("Source"), size=200),
        ),
        lambda record, row, clean: add_number(record, row, clean.pop("number"), **clean),
        "person",
        _number,
        help=_("The roll finds the person by it."),
    ),
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
    Action(
        "record-settle",
        "record-conflicts/<int:number>/decide/",
        _("Decide which value the roll uses"),
        ROLL,
        Disagreement,
        _settle_form,
        lambda record, row, clean: settle(record, row.person, row.field, clean["value"], reason=clean["why"]),
        "person",
        _person,
        help=_("Both values stay side by side. Where the roll says something else, its field is corrected."),
    ),
    Action(
        "number-main",
        "numbers/<int:number>/main/",
        _("Make it the main number"),
        ROLL,
        ServiceNumber,
        form(why=reason()),
        lambda record, row, clean: set_main_number(record, row, reason=clean["why"]),
        "person",
        _person,
        help=_("The main number before it stays a number of the person."),
    ),
    _taking_back(
        "alias-withdraw",
        "aliases/<int:number>/withdraw/",
        _("Take this name back"),
        Alias,
        withdraw_alias,
        _person,
        _("Why the name is wrong"),
    ),
    _taking_back(
        "number-withdraw",
        "numbers/<int:number>/withdraw/",
        _("Take this number back"),
        ServiceNumber,
        withdraw_number,
        _person,
        _("Why the number is wrong"),
    ),
    _taking_back(
        "correction-withdraw",
        "corrections/<int:number>/withdraw/",
        _("Take this correction back"),
        Correction,
        withdraw_correction,
        _person,
        _("Why the correction is wrong"),
    ),
    _taking_back(
        "merge-undo",
        "merges/<int:number>/undo/",
        _("Take the two entries apart"),
        Merge,
        unmerge,
        lambda row: row.merged_id,
        _("Why they are two persons"),
    ),
    _taking_back(
        "strike-off-undo",
        "struck-off/<int:number>/undo/",
        _("Put this entry back on the roll"),
        StruckOff,
        put_back,
        _person,
        _("Why it belongs on the roll"),
    ),
    _taking_back(
        "not-same-undo",
        "not-same/<int:number>/undo/",
        _("They may be one person after all"),
        NotSame,
        unmark_not_same,
        lambda row: row.first_id,
        _("Why they may be one person after all"),
    ),
    _taking_back(
        "settlement-reopen",
        "settlements/<int:number>/reopen/",
        _("Open this decision again"),
        Settlement,
        reopen,
        _person,
        _("Why the decision is taken back"),
    ),
)
