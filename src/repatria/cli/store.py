"""Commands of the store: make it, serve its pages, add accounts, check the ledger."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from repatria.cli.output import print_json

STOPPING_SECONDS = (
    10  # a page still being answered may end; a server process told to stop while it starts never hears it
)
JSON = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("init")(init)
    app.command("serve")(serve)
    app.command("account")(account)
    app.command("password")(password)


def init(
    administrator: Annotated[str, typer.Option(help="User name of the first administrator.")] = "administrator",
    password: Annotated[
        str | None, typer.Option(envvar="REPATRIA_PASSWORD", help="Its password; made up and printed once when absent.")
    ] = None,
    as_json: JSON = False,
) -> None:
    """Make the store under var/ (or REPATRIA_HOME, REPATRIA_DATABASE_URL) and its first administrator."""
    from repatria.registry.store import create_store, home

    rebuilt = create_store(home())
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.models import User
    from repatria.registry.people.permissions import Role
    from repatria.registry.people.verbs import add_account

    if User.objects.filter(username=administrator).exists():
        answer = {"store": "ready", "administrator": administrator, "created": False}
        text = f"The store is ready; the account {administrator} was there already."
    else:
        word = password or secrets.token_urlsafe(12)
        add_account(OPERATOR, administrator, word, Role.ADMINISTRATOR)
        answer = {"store": "ready", "administrator": administrator, "created": True}
        text = f"The store is ready. Administrator: {administrator}"
        if password is None:
            answer["password"] = word
            text += f"\nPassword (shown this once): {word}"
    if rebuilt:
        answer["rebuilt"] = True
        text = f"The store was of an earlier version: its tables were rebuilt from its ledger.\n{text}"
    if as_json:
        print_json(answer)
    else:
        typer.echo(text)


def account(
    username: Annotated[str, typer.Argument(help="User name of the new account.")],
    role: Annotated[str, typer.Option(help="Its role, for example 'DNA analyst'.")],
    password: Annotated[
        str | None, typer.Option(envvar="REPATRIA_PASSWORD", help="Its password; made up and printed once when absent.")
    ] = None,
) -> None:
    """Add an account."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.permissions import Role
    from repatria.registry.people.verbs import add_account

    if role not in {known.value for known in Role}:
        raise typer.BadParameter(f"roles are: {', '.join(known.value for known in Role)}")
    word = password or secrets.token_urlsafe(12)
    add_account(OPERATOR, username, word, Role(role))
    typer.echo(f"Added {username} ({role})." + ("" if password else f" Password (shown this once): {word}"))


def password(
    username: Annotated[str, typer.Argument(help="User name of the account.")],
    new: Annotated[
        str | None, typer.Option("--password", envvar="REPATRIA_PASSWORD", help="Made up and printed when absent.")
    ] = None,
) -> None:
    """Give an account another password."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.models import User
    from repatria.registry.people.verbs import change_password

    user = User.objects.filter(username=username).first()
    if user is None:
        raise typer.BadParameter(f"there is no account {username}")
    word = new or secrets.token_urlsafe(12)
    change_password(OPERATOR, user, word)
    typer.echo(f"Changed {username}." + ("" if new else f" Password (shown this once): {word}"))


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    with_worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Also run the searches that are asked for on the pages.")
    ] = True,
) -> None:
    """Serve the pages, with a worker beside that runs the searches asked for on them."""
    from repatria.registry.store import open_store

    open_store()
    run_server(host, port, with_worker=with_worker)


def run_server(host: str, port: int, *, with_worker: bool = True) -> None:
    """Serve the pages of the open store until interrupted; raises RepatriaError when the port is taken."""
    import contextlib
    import socket

    from granian.constants import Interfaces
    from granian.server import Server

    from repatria.cli.worker import worker_beside
    from repatria.errors import RepatriaError

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise RepatriaError(
                f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port"
            ) from error
    server = Server(
        "repatria.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
        workers_kill_timeout=STOPPING_SECONDS,
    )
    typer.echo(f"Serving http://{f'[{host}]' if ':' in host else host}:{port}   (Ctrl-C ends it)")
    with worker_beside() if with_worker else contextlib.nullcontext():
        server.serve()
