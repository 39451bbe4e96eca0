"""More of `repatria family ...`: relatives struck off and put back, and births that cannot be or are odd."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli.custody import JSON
from repatria.cli.output import finish, print_json, print_problems

_NUMBER = Annotated[int, typer.Argument(metavar="RELATIVE", help="The relative's number (repatria family show).")]
_REASON = Annotated[str, typer.Option("--reason", help="Why; it stays on the record.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group."""
    for name, command in (("strike-off", strike_off), ("put-back", put_back), ("check", check)):
        group.command(name)(command)


def strike_off(number: _NUMBER, reason: _REASON = "", as_json: JSON = False) -> None:
    """Strike a relative off who was entered twice or by mistake; they stay on the record, put-back undoes it."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.families.struck_off import strike_off_relative
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = strike_off_relative(record, number, reason=reason)
    _recorded(number, entry, as_json)


def put_back(number: _NUMBER, reason: _REASON = "", as_json: JSON = False) -> None:
    """Put a relative back who was struck off."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import Conflict
    from repatria.registry.families.struck_off import put_relative_back, struck_off_relatives
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    standing = struck_off_relatives().filter(relative=number).first()
    if standing is None:
        raise Conflict(f"relative {number} is not struck off")
    with recording(OPERATOR) as record:
        entry = put_relative_back(record, standing, reason=reason)
    _recorded(number, entry, as_json)


def _recorded(number: int, entry: int, as_json: bool) -> None:
    if as_json:
        print_json({"relative": number, "entry": entry, "problems": []})
    else:
        typer.echo(f"recorded as entry {entry}")


def check(as_json: JSON = False) -> None:
    """List relatives whose birth cannot be, or is odd: a child older than a parent, a mother of nine or eighty."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.families.ages import check_births

    problems = check_births()
    if as_json:
        print_json({"count": len(problems), "problems": problems})
    else:
        print_problems(problems)
        typer.echo(f"{len(problems):,} births to look at.")
    finish(problems)
