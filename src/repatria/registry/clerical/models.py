"""What was typed wrong and corrected since: each correction of a title, a code or a name, with what stood before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.ledger.projection import Projected


class ClericalCorrection(Projected):
    """One field of one row, corrected once. kind: as in `kinds.KINDS`; key: of the row that was corrected.

    before, value: as text, a number in digits, nothing as an empty text. A correction that is wrong is followed by
    another one; none is taken back.
    """

    kind = models.CharField(max_length=20)
    key = models.BigIntegerField()
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    value = models.TextField(blank=True)
    reason = models.TextField()
    decided_by = models.CharField(max_length=150)

    class Meta:
        db_table = "clerical_correction"
        indexes = [models.Index(fields=["kind", "key", "id"], name="clerical_of_row")]
        constraints = [
            models.CheckConstraint(name="clerical_for_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="clerical_changes_something", condition=~Q(value=F("before"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.field}: {self.before or '–'} → {self.value or '–'}"
