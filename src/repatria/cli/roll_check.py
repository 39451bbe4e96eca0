"""`repatria roll check`: what on the roll looks odd and nobody has judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from repatria.cli.custody import JSON
from repatria.cli.output import finish, print_json, print_problems

if TYPE_CHECKING:
    from repatria.registry.identities.same_number import Shared


def register(group: typer.Typer) -> None:
    """Add this command to the group."""
    group.command("check")(check)


def check(as_json: JSON = False) -> None:
    """List service numbers that several persons have; merge the two, or say that they are not the same."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.problems import Problem
    from repatria.registry.identities.same_number import shared_numbers

    found = shared_numbers()
    problems = [
        Problem("roll", f"service number {each.number}", f"{_names(each)} have it: one person, or a slip in a number?")
        for each in found
    ]
    if as_json:
        shared = [{"number": each.number, "persons": [row.reference for row in each.persons]} for each in found]
        print_json({"shared_numbers": shared, "problems": problems})
        finish(problems)
    print_problems(problems)
    typer.echo(f"{len(found):,} service numbers that several persons have.")
    finish(problems)


def _names(shared: Shared) -> str:
    return " and ".join(row.reference for row in shared.persons)
