"""The command line: one file per group of commands; this one joins them and answers errors in words."""

from __future__ import annotations

import importlib
import sys
from functools import cache

import typer

from repatria import __version__
from repatria.errors import RepatriaError

app = typer.Typer(
    name="repatria",
    help="Accounts for the missing of wars and disasters.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

# One module per group; each defines `register(app)`. Imported on demand so that a small command starts fast.
GROUPS = (
    "store",
    "ledger",
    "imports",
    "search",
    "worker",
    "grid",
    "roll",
    "figures",
    "talks",
    "person",
    "correct",
    "demo",
    "kinship",
    "joint",
    "power",
    "match",
    "relatives",
    "panel",
    "testimony",
    "documents",
    "custody",
    "field",
    "decisions",
    "family",
)


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
    for group in GROUPS:
        importlib.import_module(f"repatria.cli.{group}").register(app)
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
