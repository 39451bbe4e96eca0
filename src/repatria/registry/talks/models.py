"""Talks: parties, engagements with plan and outcome, commitments with their history."""

from __future__ import annotations

from django.db import models

from repatria.registry.custody.models import HandOver
from repatria.registry.ledger.projection import Projected
from repatria.registry.sources.models import Source


class Party(Projected):
    """A state, an organisation or a person that acts in the talks."""

    code = models.CharField(max_length=40, unique=True)
    name_en = models.CharField(max_length=160)
    name_ko = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=40)
    role_en = models.CharField(max_length=300, blank=True)
    role_ko = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "talks_party"

    def __str__(self) -> str:
        return self.code


class Engagement(Projected):
    """A meeting, letter, call, statement or agreement.

    planned, date: partial ISO text or an interval ``1990/1994``; outcome: what came of the plan.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    planned = models.CharField(max_length=24, blank=True)
    date = models.CharField(max_length=24, blank=True)
    earliest = models.DateField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120, blank=True)
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    parties = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    class Meta:
        db_table = "talks_engagement"
        indexes = [models.Index(fields=["earliest"], name="engagement_earliest")]

    def __str__(self) -> str:
        return self.code


class Commitment(Projected):
    """What a party undertook; what came of it is in its steps."""

    code = models.CharField(max_length=40, unique=True)
    title_en = models.CharField(max_length=300)
    title_ko = models.CharField(max_length=300, blank=True)
    made_at = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="commitments")
    parties = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    quantity_en = models.CharField(max_length=300, blank=True)
    quantity_ko = models.CharField(max_length=300, blank=True)
    deadline = models.CharField(max_length=120, blank=True)
    deadline_ko = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "talks_commitment"

    def __str__(self) -> str:
        return self.code


class CommitmentStep(Projected):
    """One step in a commitment's history, tied to the source that says so."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="steps")
    date = models.CharField(max_length=24, blank=True)
    earliest = models.DateField(null=True)
    status_en = models.CharField(max_length=300)
    status_ko = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="+")
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "talks_commitment_step"

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.status_en}"
