"""The command `repatria import`: land a foreign file on the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli.output import finish, print_json, print_problems

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("import")(import_)


def import_(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="dna-case, familias or roster.")],
    path: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, readable=True)],
    as_json: Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")] = False,
) -> None:
    """Land a file: whole, with the list of its problems, or not at all. The same file never lands twice."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.exchange.formats import FORMATS
    from repatria.exchange.landing import import_file
    from repatria.registry.people.actors import OPERATOR

    if format_name not in FORMATS:
        raise typer.BadParameter(f"formats are: {', '.join(FORMATS)}", param_hint="FORMAT")
    result = import_file(OPERATOR, format_name, path)
    if as_json:
        print_json(
            {
                "import": result.import_id,
                "repeated": result.repeated,
                "rows": result.rows_read,
                "landed": result.landed,
                "new": result.landed - result.beside,
                "beside": result.beside,
                "rejected": result.rejected,
                "problems": result.problems,
            }
        )
        finish(result.problems)
    print_problems(result.problems[:_SHOWN])
    if len(result.problems) > _SHOWN:
        typer.echo(f"... and {len(result.problems) - _SHOWN} more problems, all kept with the import", err=True)
    if result.repeated:
        typer.echo(f"{path.name} landed before, as import {result.import_id}; nothing was changed.")
    elif result.import_id is None:
        typer.echo(f"{path.name}: nothing landed.")
    else:
        typer.echo(
            f"Import {result.import_id}: {result.rows_read} read, {result.landed - result.beside} new, "
            f"{result.beside} beside what was there, {result.rejected} rejected."
        )
    finish(result.problems)
