"""The command `repatria worker`: runs the searches that pages and people asked for, one after the other."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Annotated

import typer

PAUSE = 1.0
_PATIENCE = 10.0


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("worker")(worker)


def worker(
    once: Annotated[bool, typer.Option("--once", help="Leave when nothing waits.")] = False,
    attached: Annotated[
        bool, typer.Option("--attached", help="End when standard input closes: with the server that started it.")
    ] = False,
) -> None:
    """Run requested searches until interrupted; any number of workers may share a store."""
    from repatria.registry.store import home, open_store

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if attached:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
    open_store()
    from django.db import DatabaseError, close_old_connections

    from repatria.cli.progress import steps
    from repatria.registry.runs.queue import take_next, work_on

    with steps() as step:
        while True:
            close_old_connections()
            try:
                queued = take_next()
                if queued is not None:
                    step(f"search {queued.pk}")
                    work_on(queued, home() / "runs")
                    queued.refresh_from_db()
                    typer.echo(f"search {queued.pk}: {queued.get_state_display()} {queued.message}".rstrip())
                    continue
            except DatabaseError as error:
                # Someone else holds the database for long: the search is taken up again when it has been silent.
                typer.echo(f"the database does not answer ({type(error).__name__}); trying again", err=True)
            else:
                if once:
                    return
            step("waiting for searches")
            time.sleep(PAUSE)


def _end_with_the_server() -> None:
    """Wait until the other end of standard input is gone, however it ended, and end this process as SIGTERM would."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def worker_beside() -> Iterator[None]:
    """A worker in a process of its own that ends when the context, or this process, does."""
    command = [sys.executable, "-c", "from repatria.cli import main; main()", "worker", "--attached"]
    # A session of its own: Ctrl-C reaches the server, which then ends its worker in good order.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
