"""The laboratory: remains, samples, profiles, and the populations that give allele frequencies."""

from __future__ import annotations

from django.db import models

from repatria.registry.custody.models import Container
from repatria.registry.families.models import FamilyMember
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import Sex


class Population(Projected):
    """A population database: for each marker, alleles with counts or frequencies, and perhaps a mutation model."""

    code = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    source = models.TextField(blank=True)

    class Meta:
        db_table = "laboratory_population"

    def __str__(self) -> str:
        return self.title


class MarkerTable(Projected):
    """One marker of one population.

    alleles: labels in model order; counts: allele counts in the same order, or null when only frequencies are known;
    frequencies: as given, in the same order; mutation: {"female": {...}, "male": {...}} or null;
    silent: position of the allele that shows no peak, or null.
    """

    population = models.ForeignKey(Population, on_delete=models.PROTECT, related_name="markers")
    position = models.IntegerField()
    name = models.CharField(max_length=40)
    chromosome = models.CharField(max_length=12)
    alleles = models.JSONField()
    counts = models.JSONField(null=True)
    frequencies = models.JSONField()
    mutation = models.JSONField(null=True)
    silent = models.IntegerField(null=True)

    class Meta:
        db_table = "laboratory_marker"
        constraints = [models.UniqueConstraint(fields=["population", "name"], name="one_table_per_marker")]

    def __str__(self) -> str:
        return self.name


class Remains(Projected):
    """A set of remains as accessioned; which person it is, if anyone on the roll, is what is to be found out."""

    code = models.CharField(max_length=120, unique=True)
    container = models.ForeignKey(Container, null=True, on_delete=models.PROTECT, related_name="remains")
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    description = models.CharField(max_length=200, blank=True)
    made_up = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "laboratory_remains"

    def __str__(self) -> str:
        return self.code


class Sample(Projected):
    """What was cut from remains, or given by a donor: exactly one of the two."""

    code = models.CharField(max_length=120, unique=True)
    remains = models.ForeignKey(Remains, null=True, on_delete=models.PROTECT, related_name="samples")
    donor = models.ForeignKey(FamilyMember, null=True, on_delete=models.PROTECT, related_name="samples")
    kind = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "laboratory_sample"
        constraints = [
            models.CheckConstraint(
                name="from_remains_or_from_a_donor",
                condition=models.Q(remains__isnull=True) ^ models.Q(donor__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.code


class Profile(Projected):
    """A typing result of a sample.

    calls: {marker: [allele, allele]}; [allele, null] when only one allele was called; an untyped marker is absent.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="profiles")
    kind = models.CharField(max_length=20, default="autosomal STR")
    kit = models.CharField(max_length=80, blank=True)
    calls = models.JSONField()

    class Meta:
        db_table = "laboratory_profile"

    def __str__(self) -> str:
        return f"{self.kind}, {len(self.calls)} markers"
