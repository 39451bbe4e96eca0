"""Verbs on accounts: add one, change its role, change its password; the ledger records that, never the password."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from repatria.errors import Conflict, InvalidInput
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Resource, Role, Verb

_NAME = re.compile(r"[a-z0-9._-]{1,60}")
_RESERVED = {OPERATOR.name}


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be added; family_id: for a family member, the family they may see."""

    username: str
    password: str
    role: Role
    family_id: int | None = None


def add_account(actor: Actor, username: str, password: str, role: Role, *, family_id: int | None = None) -> User:
    """Add an account; raises Conflict when the name is taken and InvalidInput when the password is too weak."""
    return add_accounts(actor, [NewAccount(username, password, role, family_id)])[0]


def add_accounts(actor: Actor, accounts: Sequence[NewAccount]) -> list[User]:
    """Add several accounts, all or none; passwords are hashed side by side, because each hash is slow on purpose."""
    actor.must(Verb.CHANGE, Resource.ACCOUNTS)
    users = [User(username=new.username, role=new.role, family_id=new.family_id) for new in accounts]
    for user, new in zip(users, accounts, strict=True):
        if _NAME.fullmatch(user.username) is None or user.username in _RESERVED:
            raise InvalidInput("a user name has 1 to 60 of a-z, 0-9, dot, dash and underscore, and is not 'operator'")
        if (user.role == Role.FAMILY) is not (user.family_id is not None):
            raise InvalidInput("a family member's account names the family, and no other account does")
        try:
            User.username_validator(user.username)
            validate_password(new.password, user)
        except ValidationError as error:
            raise InvalidInput(" ".join(error.messages)) from error
        if User.objects.filter(username=user.username).exists():
            raise Conflict(f"the account {user.username} exists already")
    with ThreadPoolExecutor() as pool:
        hashes = list(pool.map(make_password, [new.password for new in accounts]))
    with recording(actor) as record:
        for user, encoded in zip(users, hashes, strict=True):
            user.password = encoded
            user.save()
            payload = {"username": user.username, "role": Role(user.role).value, "family_id": user.family_id}
            record.append("people.account_added", f"account/{user.pk}", payload)
    return users


def change_password(actor: Actor, user: User, password: str) -> None:
    """Give an account another password; the ledger records that it changed, never the password."""
    if actor.name != user.username:
        actor.must(Verb.CHANGE, Resource.ACCOUNTS)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput(" ".join(error.messages)) from error
    user.set_password(password)
    with recording(actor) as record:
        user.save(update_fields=["password"])
        record.append("people.password_changed", f"account/{user.pk}", {"username": user.username})


def change_role(actor: Actor, user: User, role: Role, reason: str) -> None:
    """Give an account another role, with the reason on the record."""
    actor.must(Verb.CHANGE, Resource.ACCOUNTS)
    if not reason.strip():
        raise InvalidInput("say why the role changes")
    if role is Role.FAMILY:
        raise InvalidInput("a family member gets an account of their own, which names the family")
    with recording(actor) as record:
        payload = {
            "username": user.username,
            "from": user.role,
            "to": role.value,
            "reason": reason,
            "family_id_before": user.family_id,
        }
        user.role, user.family_id = role, None
        user.save(update_fields=["role", "family_id"])
        record.append("people.role_changed", f"account/{user.pk}", payload)


@projects("people.account_added")
@projects("people.role_changed")
@projects("people.password_changed")
def _accounts_are_not_projected(facts: list[Fact]) -> None:
    """Accounts hold password hashes and so live outside the rebuilt tables."""
