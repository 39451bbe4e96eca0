"""The command line: one file per group of commands; this one joins them and answers errors in words."""

from __future__ import annotations

import importlib
import sys
from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup

from repatria import __version__
from repatria.errors import RepatriaError

_order: list[str] = []


class _InOrder(TyperGroup):
    """Lists the commands in the order in which they were registered, groups and single ones together."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names, in order."""
        return sorted(super().list_commands(ctx), key=_order.index)


app = typer.Typer(
    name="repatria",
    cls=_InOrder,
    help="Accounts for the missing of wars and disasters.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

# One module per group; each defines `register(app)`. Imported on demand so that a small command starts fast.
PANELS = {
    "Set up and serve": ("store", "demo", "imports", "worker"),
    "Persons and families": ("roll", "person", "family", "correct"),
    "Talks, field work and custody": ("talks", "field", "custody", "grid"),
    "Search, and who is who": ("search", "joint", "decisions"),
    "DNA of a case file": ("kinship", "match", "relatives", "power", "panel"),
    "Sources and figures": ("testimony", "documents", "figures"),
    "Is the record whole?": ("ledger",),
}
"""Modules of commands by what they are about, in the order in which the help lists them."""


def _version(show: bool) -> None:
    if show:
        typer.echo(f"repatria {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Accounts for the missing of wars and disasters."""


@cache
def build() -> typer.Typer:
    """The application with every group registered."""
    for panel, modules in PANELS.items():
        for module in modules:
            known = len(app.registered_groups), len(app.registered_commands)
            importlib.import_module(f"repatria.cli.{module}").register(app)
            for group in app.registered_groups[known[0] :]:
                group.rich_help_panel = panel
                _order.append(str(group.name))
            for command in app.registered_commands[known[1] :]:
                command.rich_help_panel = panel
                _order.append(command.name or getattr(command.callback, "__name__", ""))
    return app


def main() -> None:
    """Entry point: exit code 0 done, 1 problems found, 2 usage."""
    try:
        build()()
    except RepatriaError as error:
        typer.echo(f"repatria: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if not _is_database_error(error):
            raise
        typer.echo(f"repatria: the database did not do what was asked: {type(error).__name__}", err=True)
        sys.exit(1)


def _is_database_error(error: Exception) -> bool:
    """Whether the store's database failed (full disk, locked, gone); asked without loading Django in vain."""
    database = sys.modules.get("django.db")
    return database is not None and isinstance(error, database.DatabaseError)
