"""Ties: which member of a pedigree a missing person is, and which relative an account is, as recorded and corrected."""

from __future__ import annotations

from django.db import models

from repatria.registry.asof import History
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.models import FamilyMember
from repatria.registry.roster.models import MissingPerson


class MissingTie(History):
    """From this entry on a member is that missing person, or (null) none. The member's own row repeats it."""

    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="ties")
    person = models.ForeignKey(MissingPerson, null=True, on_delete=models.PROTECT, related_name="ties")
    reason = models.TextField()

    class Meta:
        db_table = "families_missing_tie"

    def __str__(self) -> str:
        return f"member {self.member_id}"


class AccountTie(History):
    """Which relative signs in under an account, so that they see their own consents; null when none any more."""

    username = models.CharField(max_length=150)
    relative = models.ForeignKey(Relative, null=True, on_delete=models.PROTECT, related_name="accounts")
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_account_tie"
        indexes = [models.Index(fields=["username", "id"], name="account_tie_by_name")]

    def __str__(self) -> str:
        return self.username
