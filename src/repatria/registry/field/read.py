"""What the record says of field work at any past point: states, what a suspended permission stops, the calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import standing
from repatria.registry.clerical.read import as_written
from repatria.registry.field.fiscal_year import FiscalYear
from repatria.registry.field.models import (
    Operation,
    OperationResult,
    OperationState,
    PermissionState,
    Site,
    SiteLikelihood,
)

GOES_ON = ("planned", "running", "suspended")


def operation_states(point: AsOf = NOW) -> dict[int, OperationState]:
    """The state of each operation at `point`, by key; an operation not yet known has none."""
    rows = standing(OperationState.objects.all(), point, "operation_id")
    return {row.operation_id: row for row in rows}


def permission_states(point: AsOf = NOW) -> dict[int, PermissionState]:
    """The state of each permission at `point`, by key."""
    rows = standing(PermissionState.objects.all(), point, "permission_id")
    return {row.permission_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Stopped:
    """An operation that cannot go on because its permission is not in force; its own state is kept as recorded."""

    operation: Operation
    state: OperationState
    because: PermissionState


def stopped_by(permission_id: int, point: AsOf = NOW) -> list[Stopped]:
    """What a suspended or ended permission stops at `point`: operations under it that have not ended."""
    because = permission_states(point).get(permission_id)
    if because is None or because.state == "in force":
        return []
    states = operation_states(point)
    operations = list(Operation.objects.filter(point.known(), permission=permission_id).order_by("first_day", "pk"))
    as_written(point, *operations)
    return [
        Stopped(operation, states[operation.pk], because)
        for operation in operations
        if operation.pk in states and states[operation.pk].state in GOES_ON
    ]


def all_stopped(point: AsOf = NOW) -> list[Stopped]:
    """Every operation that is stopped at `point`, whichever permission stops it."""
    stopped = [key for key, row in permission_states(point).items() if row.state != "in force"]
    return [row for key in sorted(stopped) for row in stopped_by(key, point)]


def in_fiscal_year(year: FiscalYear, point: AsOf = NOW) -> QuerySet[Operation]:
    """Operations whose plan touches a fiscal year."""
    return Operation.objects.filter(
        point.known(), first_fiscal_year__lte=year.number, last_fiscal_year__gte=year.number
    ).order_by("first_day", "pk")


def between(first: dt.date, after: dt.date, point: AsOf = NOW) -> QuerySet[Operation]:
    """Operations whose plan touches the days [first, after)."""
    return Operation.objects.filter(point.known(), first_day__lt=after, after__gt=first).order_by("first_day", "pk")


def results(operation_id: int, point: AsOf = NOW) -> dict[str, int]:
    """What an operation had found by `point`, per unit; units are never added up."""
    rows = OperationResult.objects.filter(point.history(), operation=operation_id)
    return dict(rows.values_list("unit").annotate(total=Sum("quantity")).order_by("unit"))


def sites_with_likelihood(point: AsOf = NOW) -> list[tuple[Site, SiteLikelihood | None]]:
    """Every site known at `point` with the judgement that held, the likeliest first and those without one last."""
    judged = {row.site_id: row for row in standing(SiteLikelihood.objects.all(), point, "site_id")}
    sites = list(Site.objects.filter(point.known()).order_by("code"))
    as_written(point, *sites)
    rows = [(site, judged.get(site.pk)) for site in sites]
    return sorted(rows, key=lambda row: (row[1] is None, -row[1].value if row[1] else 0.0))


def mapped(point: AsOf = NOW) -> list[tuple[Site, SiteLikelihood | None]]:
    """Sites that have a point on the map."""
    return [(site, judged) for site, judged in sites_with_likelihood(point) if site.longitude is not None]
