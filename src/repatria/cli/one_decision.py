"""One decision as commands name it, and how it stands after a step."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.output import print_json

Number = Annotated[int, typer.Argument(metavar="N", min=1, help="The number of the decision.")]


def decision(number: int) -> Any:
    """The decision of that number; anything else is a usage error."""
    from repatria.registry.decisions.models import Identification

    row = Identification.objects.select_related("person").filter(pk=number).first()
    if row is None:
        raise typer.BadParameter(f"there is no decision {number}", param_hint="N")
    return row


def say_state(number: int, as_json: bool) -> None:
    """How the decision stands after the step."""
    row = decision(number)
    if as_json:
        print_json({"decision": row.pk, "state": row.state, "problems": []})
    else:
        typer.echo(f"decision {row.pk}: {row.state}")
