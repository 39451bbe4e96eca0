"""Verbs on accounts: add one, change its role, change its password; the ledger records that, never the password."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.actors import Actor
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Resource, Role, Verb


def add_account(actor: Actor, username: str, password: str, role: Role, *, family_id: int | None = None) -> User:
    """Add an account; raises Conflict when the name is taken and InvalidInput when the password is too weak."""
    actor.must(Verb.CHANGE, Resource.ACCOUNTS)
    user = User(username=username, role=role, family_id=family_id)
    try:
        User.username_validator(username)
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput(" ".join(error.messages)) from error
    if User.objects.filter(username=username).exists():
        raise Conflict(f"the account {username} exists already")
    user.set_password(password)
    with recording(actor) as record:
        user.save()
        record.append("people.account_added", f"account/{user.pk}", {"username": username, "role": role.value})
    return user


def change_role(actor: Actor, user: User, role: Role, reason: str) -> None:
    """Give an account another role, with the reason on the record."""
    actor.must(Verb.CHANGE, Resource.ACCOUNTS)
    if not reason.strip():
        raise InvalidInput("say why the role changes")
    with recording(actor) as record:
        payload = {"username": user.username, "from": user.role, "to": role.value, "reason": reason}
        user.role = role
        user.save(update_fields=["role"])
        record.append("people.role_changed", f"account/{user.pk}", payload)


@projects("people.account_added")
@projects("people.role_changed")
def _accounts_are_not_projected(facts: list[Fact]) -> None:
    """Accounts hold password hashes and so live outside the rebuilt tables."""
