"""The command `repatria figures`: every public figure, for any past point of both axes of time."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.output import print_json


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("figures")(figures)


def figures(
    as_of: Annotated[str, typer.Option(help="Count what was so on this date: 1950, 1950-11 or 1950-11-27.")] = "",
    recorded_by: Annotated[str, typer.Option(help="Count only what we had recorded by this date or time.")] = "",
    open_: Annotated[str, typer.Option("--open", metavar="CODE", help="List what one computed figure counts.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")] = False,
) -> None:
    """Every public figure with unit, predicate, population, and its source or derivation."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.asof import as_of as point_of
    from repatria.registry.figures.cited import cited_figures
    from repatria.registry.figures.computed import computed_figures, definition

    point = point_of(as_of, recorded_by)
    if open_:
        known = definition(open_)
        if known is None:
            raise typer.BadParameter(f"there is no computed figure {open_}", param_hint="--open")
        _open(known, point, as_json)
        return
    found = [*computed_figures(point), *cited_figures(point)]
    if as_json:
        answer = {"as_of": as_of or None, "recorded_by": recorded_by or None, "recorded_seq": point.seq}
        print_json({**answer, "figures": [figure.as_dict() for figure in found], "problems": []})
        return
    _print(found)


def _open(known: Any, point: Any, as_json: bool) -> None:
    members = [{"id": row.pk, "name": str(row)} for row in known.counted(point).order_by("pk")]
    if as_json:
        print_json({"figure": known.at(point).as_dict(), "members": members, "problems": []})
        return
    typer.echo(f"{known.label_en}: {len(members)} {known.unit}. {known.derivation}")
    for member in members:
        typer.echo(f"{member['id']}\t{member['name']}")


def _print(found: list[Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Figures: never add or compare those in different units", title_justify="left")
    for heading in ("figure", "value", "unit", "predicate", "as of", "from"):
        table.add_column(heading, justify="right" if heading == "value" else "left", overflow="fold")
    for figure in found:
        made_up = f" ({figure.made_up:,} made up)" if figure.made_up else ""
        origin = ", ".join(part for part in (figure.source, figure.speaker) if part) or f"the record ({figure.code})"
        words = (figure.label_en, _value(figure) + made_up, figure.unit, figure.predicate, figure.as_of, origin)
        table.add_row(*words)
    Console().print(table)


def _value(figure: Any) -> str:
    """The number as it was said: ``more than 35,000``, ``200 to 250``."""
    if figure.qualifier == "between":
        return f"{figure.low:,g} to {figure.high:,g}"
    number = figure.value if figure.value is not None else figure.low if figure.low is not None else figure.high
    words = "" if figure.qualifier == "exact" else figure.qualifier.replace("_", " ") + " "
    return f"{words}{number:,g}"
