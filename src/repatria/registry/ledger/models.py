"""The ledger table: one row per change, chained by SHA-256, never updated and never deleted (triggers refuse it)."""

from __future__ import annotations

from django.db import models


class LedgerEntry(models.Model):
    """One change of the record.

    seq: 1, 2, 3... without a gap.  recorded_at: when we recorded it, UTC.  actor: who did it.
    action: what was done, ``room.past_tense``.  subject: what it was done to, ``kind/id``.
    payload: RFC 8785 text of what is now so.  previous, hash: 64 hexadecimal digits, see `chain`.
    """

    seq = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_entry"
        indexes = [
            models.Index(fields=["subject", "seq"], name="ledger_subject"),
            models.Index(fields=["recorded_at"], name="ledger_recorded_at"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.subject}"
