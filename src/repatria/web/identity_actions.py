"""What can be changed from the pages about one person: entry, fields, names, numbers; each with its reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from repatria.registry.families.ages import odd_for_missing
from repatria.registry.identities.border import FIELDS, odd_age
from repatria.registry.identities.corrections import correct, withdraw_correction
from repatria.registry.identities.entering import enter_person
from repatria.registry.identities.models import (
    Alias,
    AliasKind,
    Correction,
    Disagreement,
    ServiceNumber,
    Settlement,
)
from repatria.registry.identities.names import (
    add_alias,
    add_number,
    set_main_number,
    withdraw_alias,
    withdraw_number,
)
from repatria.registry.identities.records import reopen, settle, values_said
from repatria.registry.identities.same_number import number_warnings
from repatria.registry.ledger.append import Recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.hierarchy import hierarchy
from repatria.registry.roster.models import LossIncident, MissingPerson, Sex
from repatria.web.actions import DATE_HELP, Action, Look, cautions, date, form, one_of, reason, text
from repatria.web.duplicate_actions import DUPLICATE_ACTIONS, taking_back
from repatria.web.identity_words import alias_word, field_word
from repatria.web.wording import word

ROLL = Resource.ROLL


def _number(row: Any) -> int:
    return row.pk


def _person(row: Any) -> int:
    return row.person_id


def _line(name: str, *, required: bool = False) -> forms.Field:
    return text(field_word(name), required=required, size=FIELDS[name].size)


def _add(record: Recording, _subject: None, clean: dict[str, Any]) -> int:
    fields = {name: clean.get(name, "") for name in FIELDS}
    return enter_person(
        record,
        clean["reference"],
        fields,
        incident_code=clean["incident"],
        since=clean["since"],
        source=clean["source"],
        reason=clean["why"],
        made_up=clean["made_up"],
    )


def _odd(person: Any, clean: dict[str, Any], reader: Actor) -> Look | None:
    """What is odd about what was typed: a number that someone has, an age, a line of descent, a unit near another."""
    given = {clean["field"]: clean.get("value", "")} if "field" in clean else clean
    number, birth = given.get("service_number") or given.get("number") or "", given.get("birth") or ""
    said = number_warnings(number, person.pk if person else None)
    if person is None:
        incident = LossIncident.objects.filter(code=clean.get("incident") or "").first()
        said += odd_age(birth, clean.get("since") or (incident.date if incident else ""))
    elif birth:
        said += odd_age(birth, person.incident.date if person.incident else "")
        said += odd_for_missing(person, birth, reader)
    return cautions(said + _near_units(given.get("unit") or ""))


def _near_units(text: str) -> list[str]:
    """Units near to a text that names none: it may be a slip, and then nobody is tied to the unit."""
    known = hierarchy()
    near = known.near(text) if text and known.tied(text) is None else []
    return [f"no unit has the name {text}; near to it are {', '.join(near)}"] if near else []


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
            max_length=40,
            required=False,
            help_text=_("Only for what changes in a life (rank, unit, service, home): from when it is so."),
        ),
        why=reason(_("Why, and from what")),
    )(person)


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
        made="person",
        look=_odd,
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
        look=_odd,
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
            since=forms.CharField(label=_("Used from"), max_length=40, required=False, help_text=DATE_HELP),
            until=forms.CharField(label=_("Used until"), max_length=40, required=False),
            source=text(_("Source"), size=200),
        ),
        lambda record, row, clean: add_number(record, row, clean.pop("number"), **clean),
        "person",
        _number,
        help=_("The roll finds the person by it."),
        look=_odd,
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
    taking_back(
        "alias-withdraw",
        "aliases/<int:number>/withdraw/",
        _("Take this name back"),
        Alias,
        withdraw_alias,
        _person,
        _("Why the name is wrong"),
    ),
    taking_back(
        "number-withdraw",
        "numbers/<int:number>/withdraw/",
        _("Take this number back"),
        ServiceNumber,
        withdraw_number,
        _person,
        _("Why the number is wrong"),
    ),
    taking_back(
        "correction-withdraw",
        "corrections/<int:number>/withdraw/",
        _("Take this correction back"),
        Correction,
        withdraw_correction,
        _person,
        _("Why the correction is wrong"),
    ),
    taking_back(
        "settlement-reopen",
        "settlements/<int:number>/reopen/",
        _("Open this decision again"),
        Settlement,
        reopen,
        _person,
        _("Why the decision is taken back"),
    ),
    *DUPLICATE_ACTIONS,
)
