"""Commands of field work: operations of a fiscal year at any past point, and what a suspended permission stops."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.custody import AS_OF, JSON, RECORDED_BY
from repatria.cli.output import print_json


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    field = typer.Typer(help="Sites, permissions and operations.", no_args_is_help=True)
    field.command("operations")(operations)
    app.add_typer(field, name="field")


def operations(
    year: Annotated[
        str, typer.Option("--fiscal-year", help="Only those whose plan touches it, for example FY2019.")
    ] = "",
    as_of: AS_OF = "",
    recorded_by: RECORDED_BY = "",
    as_json: JSON = False,
) -> None:
    """List operations with their state, their results, and the permission that stops them, at any past point."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.asof import as_of as point_of
    from repatria.registry.clerical.read import as_written
    from repatria.registry.field.fiscal_year import fiscal_year
    from repatria.registry.field.models import Operation
    from repatria.registry.field.read import all_stopped, in_fiscal_year, operation_states, results

    point = point_of(as_of, recorded_by)
    chosen = in_fiscal_year(fiscal_year(year), point) if year else Operation.objects.order_by("first_day", "pk")
    states = operation_states(point)
    stopped = {row.operation.pk: row.because for row in all_stopped(point)}
    known = list(chosen.select_related("permission"))
    as_written(point, *known, *(row.permission for row in known))
    rows: list[dict[str, Any]] = []
    for row in known:
        state, because = states.get(row.pk), stopped.get(row.pk)
        if state is None:
            continue
        rows.append(
            {
                "operation": row.code,
                "title": row.title_en,
                "planned_from": row.planned_from,
                "planned_until": row.planned_until,
                "fiscal_years": [row.first_fiscal_year, row.last_fiscal_year],
                "state": state.state,
                "since": state.since,
                "reason": state.reason,
                "permission": row.permission.code if row.permission else "",
                "stopped_by": {"state": because.state, "since": because.since, "reason": because.reason}
                if because
                else None,
                "results": results(row.pk, point),
                "made_up": row.made_up,
            }
        )
    if as_json:
        print_json({"as_of": as_of, "recorded_by": recorded_by, "operations": rows})
        return
    for row in rows:
        line = f"{row['operation']}\t{row['state']}\t{row['title']}"
        typer.echo(line + (f"\tstopped: its permission is {row['stopped_by']['state']}" if row["stopped_by"] else ""))
