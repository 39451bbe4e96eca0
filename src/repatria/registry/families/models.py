"""Families: the pedigrees that tie donors to the missing."""

from __future__ import annotations

from django.db import models

from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import MissingPerson, Sex


class Family(Projected):
    """A pedigree, and the population whose allele frequencies it is judged by."""

    code = models.CharField(max_length=120, unique=True)
    population = models.ForeignKey("registry.Population", null=True, on_delete=models.PROTECT)
    made_up = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "families_family"

    def __str__(self) -> str:
        return self.code


class FamilyMember(Projected):
    """One member of a pedigree: a donor, a missing person, or a link between them.

    A founder has neither father nor mother. inbreeding: the coefficient of a founder, 0 unless stated. twin_group:
    members of a family with the same one are genetically identical; empty for everyone else.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="members")
    label = models.CharField(max_length=120)
    sex = models.CharField(max_length=10, choices=Sex.choices)
    father = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    mother = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    missing_person = models.OneToOneField(MissingPerson, null=True, on_delete=models.PROTECT, related_name="kin")
    inbreeding = models.FloatField(default=0.0)
    twin_group = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        db_table = "families_member"
        constraints = [models.UniqueConstraint(fields=["family", "label"], name="one_label_per_family")]

    def __str__(self) -> str:
        return self.label
