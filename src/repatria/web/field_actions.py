"""What can be changed from the pages of field work: sites, permissions, operations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repatria.errors import InvalidInput
from repatria.registry.field.models import (
    OPERATION_STATES,
    PERMISSION_STATES,
    Operation,
    OperationResult,
    Permission,
    Site,
)
from repatria.registry.field.operations import add_operation, change_operation
from repatria.registry.field.permissions import add_permission, change_permission
from repatria.registry.field.sites import add_lead, add_site, judge_site
from repatria.registry.field.teams_and_results import add_result, add_team, correct_result
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource
from repatria.web.actions import Action, date, form, lines, one_of, one_row, reason, split_lines, text
from repatria.web.wording import word

FIELD = Resource.FIELD
_key = lambda subject: subject.pk  # noqa: E731


def _sites(codes: list[str]) -> list[int]:
    found = dict(Site.objects.filter(code__in=codes).values_list("code", "pk"))
    for code in codes:
        if code not in found:
            raise InvalidInput(f"there is no site with the code {code}")
    return [found[code] for code in codes]


def _plan(record: Recording, _subject: Any, clean: dict[str, Any]) -> int:
    permission = clean.pop("permission")
    sites = _sites(split_lines(clean.pop("sites")))
    return add_operation(record, permission_id=permission.pk if permission else None, site_ids=sites, **clean)


def _result(record: Recording, operation: Operation, clean: dict[str, Any]) -> None:
    site = _sites([clean["site"]])[0] if clean["site"] else None
    add_result(
        record,
        operation.pk,
        clean["quantity"],
        clean["unit"],
        on=clean["on"],
        site_id=site,
        note_en=clean["note"],
    )


FIELD_ACTIONS = (
    Action(
        "site-add",
        "sites/add/",
        _("Add a site"),
        FIELD,
        None,
        form(
            code=text(_("Code"), size=80),
            title_en=text(_("Title")),
            kind=text(_("Kind"), size=40),
            country=text(_("Country"), required=False, size=80),
            longitude=forms.FloatField(label=_("Longitude (WGS84)"), required=False, min_value=-180, max_value=180),
            latitude=forms.FloatField(label=_("Latitude (WGS84)"), required=False, min_value=-90, max_value=90),
            uncertainty_m=forms.FloatField(label=_("Uncertainty in metres"), required=False, min_value=0),
            grid_text=text(_("Grid reference as written"), required=False, size=80),
        ),
        lambda record, _subject, clean: add_site(record, **clean),
        "sites",
        made="site",
    ),
    Action(
        "site-judge",
        "sites/<int:number>/judge/",
        _("Judge how likely it is"),
        FIELD,
        Site,
        form(
            likelihood=forms.FloatField(label=_("Likelihood, 0 to 1"), min_value=0, max_value=1),
            authority=text(_("By whom")),
            on=date(),
            why=reason(),
        ),
        lambda record, site, clean: judge_site(
            record, site.pk, clean["likelihood"], on=clean["on"], authority=clean["authority"], reason=clean["why"]
        ),
        "site",
        _key,
    ),
    Action(
        "site-lead",
        "sites/<int:number>/lead/",
        _("Add a lead"),
        FIELD,
        Site,
        form(
            kind=text(_("Kind"), size=40, help_text=_("For example: witness, document, aerial photograph, find.")),
            words=reason(_("What it says")),
            received=date(_("Received"), required=False),
        ),
        lambda record, site, clean: add_lead(
            record, site.pk, clean["kind"], clean["words"], received=clean["received"]
        ),
        "site",
        _key,
    ),
    Action(
        "permission-add",
        "permissions/add/",
        _("Add a permission"),
        FIELD,
        None,
        form(
            code=text(_("Code"), size=80),
            title_en=text(_("Title")),
            country=text(_("Country"), required=False, size=80),
            since=date(_("In force since")),
        ),
        lambda record, _subject, clean: add_permission(record, **clean),
        "field",
        made="permission",
    ),
    Action(
        "permission-change",
        "permissions/<int:number>/change/",
        _("Suspend, end or renew it"),
        FIELD,
        Permission,
        form(
            state=one_of(_("State"), PERMISSION_STATES, word),
            on=date(),
            authority=text(_("Deciding authority")),
            why=reason(),
        ),
        lambda record, permission, clean: change_permission(
            record, permission.pk, clean["state"], on=clean["on"], authority=clean["authority"], reason=clean["why"]
        ),
        "permission",
        _key,
    ),
    Action(
        "operation-add",
        "operations/add/",
        _("Plan an operation"),
        FIELD,
        None,
        form(
            code=text(_("Code"), size=80),
            title_en=text(_("Title")),
            country=text(_("Country"), required=False, size=80),
            recorded_since=date(_("Planned since")),
            planned_from=date(_("From"), required=False),
            planned_until=date(_("Until"), required=False),
            permission=one_row(_("Permission"), Permission.objects.order_by("code"), required=False),
            sites=lines(_("Codes of its sites, one a line"), required=False),
        ),
        _plan,
        "field",
        made="operation",
    ),
    Action(
        "operation-change",
        "operations/<int:number>/change/",
        _("Change its state"),
        FIELD,
        Operation,
        form(
            state=one_of(_("State"), OPERATION_STATES, word),
            on=date(),
            authority=text(_("Deciding authority"), required=False),
            why=text(_("Reason, when suspended or cancelled"), required=False, size=500),
        ),
        lambda record, operation, clean: change_operation(
            record, operation.pk, clean["state"], on=clean["on"], authority=clean["authority"], reason=clean["why"]
        ),
        "operation",
        _key,
    ),
    Action(
        "operation-team",
        "operations/<int:number>/team/",
        _("Add to the team"),
        FIELD,
        Operation,
        form(
            function=text(_("Function"), size=80),
            organisation=text(_("Organisation"), required=False),
            people=forms.IntegerField(label=_("How many people"), min_value=1, max_value=1_000_000, initial=1),
            since=date(_("Since")),
        ),
        lambda record, operation, clean: add_team(record, operation.pk, **clean),
        "operation",
        _key,
    ),
    Action(
        "operation-result",
        "operations/<int:number>/result/",
        _("Record a result"),
        FIELD,
        Operation,
        form(
            quantity=forms.IntegerField(label=_("Number"), min_value=0, max_value=1_000_000),
            unit=text(_("Unit"), size=20),
            site=text(_("Code of the site"), required=False),
            on=date(),
            note=text(_("Note"), required=False, size=500),
        ),
        _result,
        "operation",
        _key,
    ),
    Action(
        "result-correct",
        "results/<int:number>/correct/",
        _("Correct a result"),
        FIELD,
        OperationResult,
        form(why=reason()),
        lambda record, row, clean: correct_result(record, row.pk, reason=clean["why"]),
        "operation",
        lambda row: row.operation_id,
        help=_("The row stays on the record and counts no more; record the right result afterwards."),
    ),
)
