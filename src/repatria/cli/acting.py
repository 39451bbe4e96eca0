"""Commands that act as an account: the password is asked on the terminal, never an option."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

As = Annotated[str, typer.Option("--as", metavar="NAME", help="The account that acts; its password is asked.")]


def as_account(name: str, act: Callable[[Any, Any, str], Any]) -> Any:
    """Take a step as an account, after asking its password on the terminal."""
    from repatria.errors import NotPermitted
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.models import User

    if name == OPERATOR.name:
        raise NotPermitted(
            "the operator of the store decides nothing, nor answers for others: name an account with --as"
        )
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise NotPermitted(f"there is no account {name}; nothing was recorded")
    word = typer.prompt(f"Password of {name}", hide_input=True, err=True)
    if not user.check_password(word):
        raise NotPermitted(f"this is not the password of {name}; nothing was recorded")
    with recording(user.actor) as record:
        return act(record, user, word)
