"""The commands `repatria decisions notify | release | bury | return | choose | withdraw`: what follows a decision."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.acting import As, as_account
from repatria.cli.figures import JsonOption, past_point
from repatria.cli.one_decision import Number, decision, say_state

On = Annotated[str, typer.Option("--on", metavar="DATE", help="When it happened: 2019, 2019-05 or 2019-05-08.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group."""
    for name, command in (
        ("notify", notify),
        ("release", release),
        ("bury", bury),
        ("return", take_back),
        ("choose", choose),
        ("withdraw", withdraw),
    ):
        group.command(name)(command)


def notify(
    number: Number,
    name: As,
    on: On,
    told: Annotated[str, typer.Option(help="Who was told.")],
    how: Annotated[str, typer.Option(help="How, for example in person.")],
    as_json: JsonOption = False,
) -> None:
    """Record that the family was told."""
    _consequence(number, name, "notify_family", {"on": on, "told": told, "how": how}, as_json)


def release(
    number: Number,
    name: As,
    on: On,
    to: Annotated[str, typer.Option(help="To whom the remains were released.")],
    agrees: Annotated[list[str] | None, typer.Option("--agrees", help="An identifier that was compared.")] = None,
    differs: Annotated[list[str] | None, typer.Option("--differs", help="An identifier that does not agree.")] = None,
    similar_names_seen: Annotated[
        bool, typer.Option("--similar-names-seen", help="Those of a similar name were looked at.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Record the release of the remains after at least three identifiers were compared."""
    checked = {**dict.fromkeys(agrees or [], "agrees"), **dict.fromkeys(differs or [], "differs")}
    given = {"on": on, "to": to, "checked": checked, "similar_names_seen": similar_names_seen}
    _consequence(number, name, "release", given, as_json)


def bury(
    number: Number,
    name: As,
    on: On,
    place: Annotated[str, typer.Option(help="Where.")],
    as_json: JsonOption = False,
) -> None:
    """Record the burial of released remains."""
    _consequence(number, name, "record_burial", {"on": on, "place": place}, as_json)


def take_back(
    number: Number,
    name: As,
    on: On,
    place: Annotated[str, typer.Option(help="Where the remains are kept now.")],
    as_json: JsonOption = False,
) -> None:
    """Record that released remains of a rescinded decision were taken back into custody."""
    _consequence(number, name, "record_return", {"on": on, "place": place}, as_json)


def choose(
    number: Number,
    name: As,
    on: On,
    choice: Annotated[str, typer.Option(help="What the family wants done with remains found later.")],
    who: Annotated[str, typer.Option(help="Who in the family chose.")],
    as_json: JsonOption = False,
) -> None:
    """Record what the family chose for remains that are found later."""
    _consequence(number, name, "record_choice", {"on": on, "choice": choice, "who": who}, as_json)


def withdraw(
    number: Number,
    name: As,
    step: Annotated[str, typer.Option(help="notified, released, buried, choice or returned: the last that stands.")],
    reason: Annotated[str, typer.Option(help="Why it was wrong.")],
    as_json: JsonOption = False,
) -> None:
    """Take back the last step, or the last choice, that was recorded wrongly."""
    past_point("", "")
    from repatria.registry.decisions import consequences
    from repatria.registry.decisions.models import Consequence

    rows = Consequence.objects.filter(identification=decision(number), kind=step, withdrawal=None).order_by("-id")
    row = rows.first()
    if row is None:
        raise typer.BadParameter(f"nothing of that kind stands in decision {number}", param_hint="--step")
    as_account(name, lambda record, _u, _w: consequences.withdraw(record, row, reason=reason))
    say_state(number, as_json)


def _consequence(number: int, name: str, verb: str, given: dict[str, Any], as_json: bool) -> None:
    past_point("", "")
    from repatria.registry.decisions import consequences

    row = decision(number)
    as_account(name, lambda record, _u, _w: getattr(consequences, verb)(record, row, **given))
    say_state(number, as_json)
