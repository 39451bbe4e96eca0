"""Hand-overs and the containers handed over."""

from __future__ import annotations

from django.db import models

from repatria.registry.ledger.projection import Projected
from repatria.registry.sources.models import Source


class HandOver(Projected):
    """One party gives containers to another: what was declared, and what was counted on receipt.

    date: partial ISO text; unit: what is counted (boxes, caskets, sets...). Units are never converted into persons.
    """

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    date = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(null=True)
    giver = models.CharField(max_length=120, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    declared = models.IntegerField(null=True)
    counted = models.IntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="hand_overs")
    sources = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_hand_over"

    def __str__(self) -> str:
        return self.code


class Container(Projected):
    """A box, casket or case as handed over. It is not a person, and a person is not one container."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="containers")
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_container"

    def __str__(self) -> str:
        return self.code
