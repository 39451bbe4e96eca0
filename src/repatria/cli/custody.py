"""Commands of custody: does everything add up, and who held what at any past point."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli import custody_lists, hand_overs
from repatria.cli.output import finish, print_json, print_problems

JSON = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]
AS_OF = Annotated[str, typer.Option("--as-of", help="When it was so: 2018, 2018-07 or 2018-07-27; today if absent.")]
RECORDED_BY = Annotated[str, typer.Option("--recorded-by", help="When we knew it: a date or a time; now if absent.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    custody = typer.Typer(help="Items in custody, their holders, and whether everything adds up.", no_args_is_help=True)
    custody.command("check")(check)
    custody.command("held")(held)
    hand_overs.register(custody)
    custody_lists.register(custody)
    app.add_typer(custody, name="custody")


def check(as_json: JSON = False) -> None:
    """Check that every item has one holder, nothing nests in a circle, and counted in = counted out + discrepancies."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.custody.check import check_store

    looked, problems = check_store()
    if as_json:
        print_json({"checked": looked, "problems": problems})
    else:
        print_problems(problems)
        verdict = "everything adds up" if not problems else f"{len(problems)} problems"
        typer.echo(f"Checked {', '.join(f'{number:,} {name}' for name, number in looked.items())}: {verdict}.")
    finish(problems)


def held(
    by: Annotated[str, typer.Option("--by", help="Code of a holder: list its items one by one.")] = "",
    as_of: AS_OF = "",
    recorded_by: RECORDED_BY = "",
    as_json: JSON = False,
) -> None:
    """Say who held how many items of each kind, or (--by) which items one holder held, at any past point."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.asof import as_of as point_of
    from repatria.registry.custody.items import Holder
    from repatria.registry.custody.read import held_by, holders_with_counts

    point = point_of(as_of, recorded_by)
    if by:
        holder = Holder.objects.filter(code=by).first()
        if holder is None:
            raise InvalidInput(f"there is no holder with the code {by}")
        items = list(held_by(holder.pk, point).order_by("code").values("code", "kind", "form"))
        if as_json:
            print_json({"as_of": as_of, "recorded_by": recorded_by, "holder": by, "items": items})
        else:
            for item in items:
                typer.echo(f"{item['code']}\t{item['kind']}\t{item['form']}")
        return
    rows = [
        {"holder": holder.code, "name": holder.name_en, "nation": holder.nation, "items": dict(sorted(kinds.items()))}
        for holder, kinds in holders_with_counts(point)
    ]
    if as_json:
        print_json({"as_of": as_of, "recorded_by": recorded_by, "holders": rows})
        return
    for row in rows:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in row["items"].items())
        typer.echo(f"{row['holder']}\t{row['name']}\t{kinds}")
