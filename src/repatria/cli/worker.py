"""The command `repatria worker`: runs the searches that pages and people asked for, one after the other."""

from __future__ import annotations

import time
from typing import Annotated

import typer

PAUSE = 1.0


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("worker")(worker)


def worker(
    once: Annotated[bool, typer.Option("--once", help="Leave when nothing waits.")] = False,
) -> None:
    """Run requested searches until interrupted; any number of workers may share a store."""
    from repatria.registry.store import home, open_store

    open_store()
    from django.db import close_old_connections

    from repatria.cli.progress import steps
    from repatria.registry.runs.queue import take_next, work_on

    with steps() as step:
        while True:
            close_old_connections()
            queued = take_next()
            if queued is not None:
                step(f"search {queued.pk}")
                work_on(queued, home() / "runs")
                queued.refresh_from_db()
                typer.echo(f"search {queued.pk}: {queued.get_state_display()} {queued.message}".rstrip())
            elif once:
                return
            else:
                step("waiting for searches")
                time.sleep(PAUSE)
