"""Who acts: a name for the ledger and a role for the permissions."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.registry.people.permissions import Resource, Role, Verb, require


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or program that changes or reads the record."""

    name: str
    role: Role

    def must(self, verb: Verb, resource: Resource) -> None:
        """Raise NotPermitted, in words, unless this actor's role allows `verb` on `resource`."""
        require(self.role, verb, resource)


OPERATOR = Actor("operator", Role.ADMINISTRATOR)
"""Whoever runs commands on the machine that holds the store: access to the files is already all access."""
