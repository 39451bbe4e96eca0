"""Accounts: a user, one role, and for a family member the one family they may see."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Role, Verb, allows


class User(AbstractUser):
    """A person who signs in. Passwords are secrets: accounts are not rebuilt from the ledger, but changes are on it."""

    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role], default=Role.AUDITOR)
    family = models.ForeignKey("registry.Family", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "people_user"
        constraints = [
            models.CheckConstraint(
                name="only_family_members_have_a_family",
                condition=models.Q(role=Role.FAMILY.value) | models.Q(family__isnull=True),
            )
        ]

    @property
    def actor(self) -> Actor:
        """This user as the ledger and the permissions know them."""
        return Actor(self.username, Role(self.role))

    def may(self, verb: Verb, resource: Resource) -> bool:
        """Whether the user's role allows it."""
        return allows(self.role, verb, resource)
