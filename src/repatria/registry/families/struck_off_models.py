"""Relatives who were entered by mistake, and taken off the family with the reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from repatria.registry.families.kin_models import Relative
from repatria.registry.ledger.projection import Projected


class StruckOffRelative(Projected):
    """A relative entered twice or by mistake; the key is the entry that recorded it. A row is never removed.

    corrected_seq: the entry that put the relative back, when one did.
    """

    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="struck_off")
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)
    undone_because = models.TextField(blank=True)
    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "families_struck_off"
        constraints = [
            models.UniqueConstraint(
                fields=["relative"], condition=Q(corrected_seq__isnull=True), name="relative_struck_off_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="relative_struck_off_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.relative}: {self.reason}"
