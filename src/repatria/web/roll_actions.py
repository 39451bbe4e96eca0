"""What can be changed from the pages of the roll: incidents, statuses, pursuit, units, wars; with corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.conflicts import add_conflict, correct_conflict
from repatria.registry.roster.hierarchy import hierarchy
from repatria.registry.roster.histories import (
    ArmedConflict,
    Circumstances,
    ConflictDays,
    Pursuit,
    PursuitCategory,
    Unit,
    UnitName,
    UnitPlacement,
)
from repatria.registry.roster.incidents import add_incident, correct_incident
from repatria.registry.roster.models import LossIncident, MissingPerson, Status, StatusEntry
from repatria.registry.roster.pursuit import correct_pursuit, set_pursuit
from repatria.registry.roster.units import (
    add_unit,
    add_unit_name,
    correct_placement,
    place_unit,
    withdraw_unit_name,
)
from repatria.registry.roster.verbs import change_status, correct_status
from repatria.registry.when import SHIPPED
from repatria.web.actions import Action, date, filled, form, one_of, reason, text
from repatria.web.wording import word

ROLL = Resource.ROLL
_WHY_WRONG = _("Why the recorded one is wrong")
_GRID_HELP = _(
    "Exactly as it was written, for example CT 1118. It is kept so; where it has one reading, an empty point is filled."
)
_UNIT_HELP = _("A unit of the record, by any of its names; empty for none.")
_key: Callable[[Any], Any] = lambda subject: subject.pk  # noqa: E731


def _number(label: Any, least: float, most: float, help_text: Any = "") -> forms.Field:
    step = forms.NumberInput(attrs={"step": "any"})
    return forms.FloatField(
        label=label, required=False, min_value=least, max_value=most, widget=step, help_text=help_text
    )


def _wars() -> forms.Field:
    names = sorted({*SHIPPED, *ArmedConflict.objects.values_list("name", flat=True)})
    choices = [("", _("none")), *((name, name) for name in names)]
    return forms.ChoiceField(label=_("War"), choices=choices, required=False)


def _where() -> dict[str, forms.Field]:
    return {
        "date": date(_("Date of the loss"), required=False),
        "country": text(_("Country"), required=False, size=80),
        "place": text(_("Place"), required=False, size=200),
        "grid_text": text(_("Grid reference as written"), required=False, size=80, help_text=_GRID_HELP),
        "longitude": _number(_("Longitude, degrees (WGS84)"), -180, 180),
        "latitude": _number(_("Latitude, degrees (WGS84)"), -90, 90),
        "uncertainty_m": _number(
            _("Radius of uncertainty, metres"), 0, 500_000, _("The place lies somewhere within it.")
        ),
        "unit": text(_("Unit as written"), required=False, size=200),
    }


def _correct_incident_form(incident: LossIncident) -> type[forms.Form]:
    fields = {**_where(), "authority": text(_("Deciding authority")), "reason": reason(_WHY_WRONG)}
    held = Circumstances.objects.filter(incident=incident, corrected_seq=None).first()
    known = {name: getattr(held, name) for name in _where()} if held else {}
    if (
        held and held.from_grid
    ):  # the point came from the reference, not from a survey: it is found again from a new one
        known |= {"longitude": None, "latitude": None, "uncertainty_m": None}
    return filled(fields, **known)


def _unit_named(name: str) -> int | None:
    if not name.strip():
        return None
    found = hierarchy().tied(name)
    if found is None:
        raise InvalidInput(f"there is no unit with the name {name}")
    return found


def _add_unit(record: Recording, _subject: Any, clean: dict[str, Any]) -> int:
    return add_unit(record, clean.pop("name"), parent_id=_unit_named(clean.pop("parent")), **clean)


def _place_unit(record: Recording, unit: Unit, clean: dict[str, Any]) -> None:
    place_unit(record, unit, _unit_named(clean.pop("parent")), **clean)


def _correct_placement(record: Recording, row: UnitPlacement, clean: dict[str, Any]) -> None:
    correct_placement(record, row, _unit_named(clean.pop("parent")), **clean)


def _days(last: ConflictDays | None) -> dict[str, forms.Field]:
    day = _("A day: 1950-06-25.")
    fields = {
        "first_day": text(_("First day"), size=10, help_text=day),
        "last_day": text(_("Last day"), required=False, size=10, help_text=_("Empty while it lasts.")),
    }
    if last is not None:
        fields["first_day"].initial = last.first_day.isoformat()
        fields["last_day"].initial = last.last_day.isoformat() if last.last_day else ""
    return fields


def _correct_conflict_form(conflict: ArmedConflict) -> type[forms.Form]:
    last = ConflictDays.objects.filter(conflict=conflict, corrected_seq=None, ended_seq=None).first()
    return filled({**_days(last), "reason": reason(_WHY_WRONG)})


def _status_form(row: Any) -> type[forms.Form]:
    wrong = isinstance(row, StatusEntry)
    fields = {
        "status": one_of(_("Status"), Status.values, word),
        "since": date(_("Since")),
        "authority": text(_("Deciding authority")),
        "reason": reason(_WHY_WRONG if wrong else None),
    }
    return filled(fields, status=row.status, **({"since": row.since} if wrong else {}))


def _pursuit_form(row: Any) -> type[forms.Form]:
    wrong = isinstance(row, Pursuit)
    fields = {
        "category": one_of(_("Pursuit category"), PursuitCategory.values, word),
        "since": date(_("Since")),
        "authority": text(_("Deciding authority")),
        "reason": reason(_WHY_WRONG if wrong else None),
    }
    return filled(fields, **({"category": row.category, "since": row.since} if wrong else {}))


def _placement_form(row: Any) -> type[forms.Form]:
    wrong = isinstance(row, UnitPlacement)
    fields = {
        "parent": text(_("Under the unit"), required=False, size=200, help_text=_UNIT_HELP),
        "since": date(_("Since"), required=False),
        "authority": text(_("Who placed it there, or the source that says so")),
        "reason": reason(_WHY_WRONG) if wrong else text(_("In a few words"), required=False, size=300),
    }
    return filled(fields, **({"parent": row.parent or "", "since": row.since} if wrong else {}))


INCIDENT_ACTIONS = (
    Action(
        "incident-add",
        "incidents/add/",
        _("Add a loss incident"),
        ROLL,
        None,
        lambda _subject: filled(
            {
                "code": text(_("Code"), size=80),
                "title": text(_("Title"), size=200),
                "conflict": _wars(),
                **_where(),
            }
        ),
        lambda record, _subject, clean: add_incident(record, clean.pop("code"), clean.pop("title"), **clean),
        "incidents",
        made="incident",
    ),
    Action(
        "incident-correct",
        "incidents/<int:number>/correct/",
        _("Correct date or place"),
        ROLL,
        LossIncident,
        _correct_incident_form,
        lambda record, row, clean: correct_incident(record, row, **clean),
        "incident",
        _key,
        help=_("What was held until now stays on the record and answers for points before this correction."),
    ),
)

PERSON_ACTIONS = (
    Action(
        "status-change",
        "roll/<int:number>/status/",
        _("Change the status"),
        ROLL,
        MissingPerson,
        _status_form,
        lambda record, row, clean: change_status(record, row, clean.pop("status"), **clean),
        "person",
        _key,
        help=_("Something else is so from a day on. Where a row was wrong from the start, correct that row instead."),
    ),
    Action(
        "pursuit-set",
        "roll/<int:number>/pursuit/",
        _("Set the pursuit category"),
        ROLL,
        MissingPerson,
        _pursuit_form,
        lambda record, row, clean: set_pursuit(record, row, clean.pop("category"), **clean),
        "person",
        _key,
        help=_("Those still unaccounted for are in review, in active pursuit or deferred; nobody else is pursued."),
    ),
    Action(
        "status-correct",
        "statuses/<int:number>/correct/",
        _("Correct this status"),
        ROLL,
        StatusEntry,
        _status_form,
        lambda record, row, clean: correct_status(record, row, clean.pop("status"), **clean),
        "person",
        lambda row: row.person_id,
    ),
    Action(
        "pursuit-correct",
        "pursuits/<int:number>/correct/",
        _("Correct this pursuit category"),
        ROLL,
        Pursuit,
        _pursuit_form,
        lambda record, row, clean: correct_pursuit(record, row, clean.pop("category"), **clean),
        "person",
        lambda row: row.person_id,
    ),
)

UNIT_ACTIONS = (
    Action(
        "unit-add",
        "units/add/",
        _("Add a unit"),
        ROLL,
        None,
        form(
            name=text(_("Name"), size=200),
            service=text(_("Service"), required=False, size=80),
            echelon=text(_("Size"), required=False, size=40, help_text=_("Company, battalion, regiment, division...")),
            parent=text(_("Under the unit"), required=False, size=200, help_text=_UNIT_HELP),
            since=date(_("Since"), required=False),
            source=text(_("Source"), required=False, size=300),
        ),
        _add_unit,
        "units",
        made="unit",
    ),
    Action(
        "unit-place",
        "units/<int:number>/place/",
        _("Place it under another unit"),
        ROLL,
        Unit,
        _placement_form,
        _place_unit,
        "unit",
        _key,
    ),
    Action(
        "unit-name",
        "units/<int:number>/name/",
        _("Add a name as files write it"),
        ROLL,
        Unit,
        form(
            text=text(
                _("Name as written"),
                size=200,
                help_text=_("Case, spaces and punctuation do not matter. Everyone with this text is tied to the unit."),
            ),
            source=text(_("Source"), required=False, size=300),
        ),
        lambda record, unit, clean: add_unit_name(record, unit, clean.pop("text"), **clean),
        "unit",
        _key,
    ),
    Action(
        "placement-correct",
        "unit-placements/<int:number>/correct/",
        _("Correct this place"),
        ROLL,
        UnitPlacement,
        _placement_form,
        _correct_placement,
        "unit",
        lambda row: row.unit_id,
    ),
    Action(
        "unit-name-withdraw",
        "unit-names/<int:number>/withdraw/",
        _("Withdraw this name"),
        ROLL,
        UnitName,
        form(reason=reason()),
        lambda record, row, clean: withdraw_unit_name(record, row, **clean),
        "unit",
        lambda row: row.unit_id,
    ),
)

CONFLICT_ACTIONS = (
    Action(
        "armed-conflict-add",
        "armed-conflicts/add/",
        _("Add a war"),
        ROLL,
        None,
        lambda _subject: filled(
            {
                "name": text(_("Name"), size=80, help_text=_("As incidents and hand-overs refer to it.")),
                "name_ko": text(_("In Korean"), required=False, size=80),
                **_days(None),
                "source": text(_("Source"), required=False, size=300),
            }
        ),
        lambda record, _subject, clean: add_conflict(record, clean.pop("name"), **clean),
        "armed-conflicts",
    ),
    Action(
        "armed-conflict-correct",
        "armed-conflicts/<int:number>/correct/",
        _("Correct its days"),
        ROLL,
        ArmedConflict,
        _correct_conflict_form,
        lambda record, row, clean: correct_conflict(record, row, **clean),
        "armed-conflicts",
    ),
)

ROLL_ACTIONS = (*INCIDENT_ACTIONS, *PERSON_ACTIONS, *UNIT_ACTIONS, *CONFLICT_ACTIONS)
