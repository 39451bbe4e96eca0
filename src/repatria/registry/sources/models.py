"""Sources and the figures they cite: no number without unit, predicate, population, period, as-of date and source."""

from __future__ import annotations

from django.db import models

from repatria.registry.ledger.projection import Projected


class Source(Projected):
    """A document. published: partial ISO text, with the basis on which that date is held; sha256: of the text read."""

    code = models.CharField(max_length=80, unique=True)
    publisher = models.CharField(max_length=200)
    publisher_basis = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    title_ko = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=10, blank=True)
    published_basis = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "sources_source"

    def __str__(self) -> str:
        return self.code


class CitedFigure(Projected):
    """A number as a source gives it; figures in different units are never added or compared as equal."""

    code = models.CharField(max_length=40, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    label_en = models.CharField(max_length=300)
    label_ko = models.CharField(max_length=300, blank=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    qualifier = models.CharField(max_length=20)
    unit = models.CharField(max_length=20)
    predicate = models.CharField(max_length=20)
    population = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=40, blank=True)
    as_of = models.CharField(max_length=10, blank=True)
    speaker = models.CharField(max_length=160, blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        db_table = "sources_cited_figure"

    def __str__(self) -> str:
        return self.label_en
