"""Conflicts between sources that people have found, with the rule that sees each, or the reason why none can."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from repatria.registry.ledger.projection import Projected


class KnownConflict(Projected):
    """A disagreement between sources, with all positions kept.

    positions: [{"words_en", "words_ko", "sources": [codes], "figures": [codes]}].
    finding: what the rule that sees it reports (``accounts-differ E04 cause``); empty when no rule can.
    unseen_by, why_en: then, the rule that looks there and why it sees nothing.
    """

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)
    topic_en = models.CharField(max_length=200)
    topic_ko = models.CharField(max_length=200, blank=True)
    nature_en = models.TextField()
    nature_ko = models.TextField(blank=True)
    resolution_en = models.TextField(blank=True)
    resolution_ko = models.TextField(blank=True)
    positions = models.JSONField(default=list)
    finding = models.CharField(max_length=120, blank=True)
    unseen_by = models.CharField(max_length=60, blank=True)
    why_en = models.TextField(blank=True)
    why_ko = models.TextField(blank=True)

    class Meta:
        db_table = "figures_known_conflict"
        constraints = [
            models.CheckConstraint(
                name="conflict_seen_or_said_why_not",
                condition=(~Q(finding="") & Q(unseen_by="")) | (Q(finding="") & ~Q(unseen_by="") & ~Q(why_en="")),
            )
        ]

    def __str__(self) -> str:
        return self.code
