"""Sources and the figures they cite: no number without unit, predicate, population, period, as-of date and source."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from repatria.registry.ledger.projection import Projected
from repatria.registry.sources.said import ASSERTED, SAID

QUALIFIERS = ("exact", "at_least", "more_than", "nearly", "approx", "up_to", "between", "believed")
UNITS = ("persons", "remains", "sets", "boxes", "caskets", "cases", "years", "days", "other")
PREDICATES = (
    "missing",
    "unaccounted_for",
    "died",
    "lost_at_sea",
    "recovered",
    "identified",
    "returned",
    "handed_over",
    "held",
    "buried",
    "other",
)


class Source(Projected):
    """A document. published: partial ISO text, with the basis on which that date is held; sha256: of the text read.

    earliest, latest: partial dates between which the text itself puts it. printed_date: a date that stands on the page,
    when it is another one (for example the page's clock on the day it was copied).
    """

    code = models.CharField(max_length=80, unique=True)
    publisher = models.CharField(max_length=200)
    publisher_basis = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    title_ko = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=10, blank=True)
    published_basis = models.TextField(blank=True)
    earliest = models.CharField(max_length=10, blank=True)
    latest = models.CharField(max_length=10, blank=True)
    printed_date = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "sources_source"

    def __str__(self) -> str:
        return self.code


HAND = "-HAND-"
"""In the code of a figure that was cited by hand: ``S7-HAND-1``, of source 7."""
NOT_A_COUNT = "a count is not negative"
_NOT_NEGATIVE = Q(corrected_seq__isnull=False) | (Q(value__isnull=True) | Q(value__gte=0)) & (
    Q(low__isnull=True) | Q(low__gte=0)
) & (Q(high__isnull=True) | Q(high__gte=0))


class CitedFigure(Projected):
    """A number as a source gives it; figures in different units are never added or compared as equal.

    counts: names of what it is a statement about, the same for all sources (``korean-war-missing``); claims of one name
    are put side by side. table, line, printed_total: where it stands in a published
    table, if it does; a printed total of some lines names them, joined by ``+``.
    said: how it is said, see `said.SAID`; only what is asserted counts as what the record says.
    speaker_assumed: no words of speech name the speaker, and no officer confirmed the name; null where nobody asked.
    corrected_seq: the entry that withdrew it, with the reason, because it was recorded wrongly.
    """

    code = models.CharField(max_length=60, unique=True)
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
    speaker_assumed = models.BooleanField(null=True)
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    counts = models.JSONField(default=list)
    table = models.CharField(max_length=40, blank=True)
    line = models.CharField(max_length=120, blank=True)
    printed_total = models.BooleanField(default=False)
    said = models.CharField(max_length=20, default=ASSERTED)
    corrected_seq = models.BigIntegerField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        db_table = "sources_cited_figure"
        constraints = [
            models.CheckConstraint(name="figure_qualifier", condition=Q(qualifier__in=QUALIFIERS)),
            models.CheckConstraint(name="figure_unit", condition=Q(unit__in=UNITS)),
            models.CheckConstraint(name="figure_predicate", condition=Q(predicate__in=PREDICATES)),
            models.CheckConstraint(
                name="figure_has_a_number",
                condition=Q(value__isnull=False) | Q(low__isnull=False) | Q(high__isnull=False),
            ),
            models.CheckConstraint(name="figure_said", condition=Q(said__in=SAID)),
            models.CheckConstraint(name="figure_not_negative", condition=_NOT_NEGATIVE),
        ]

    def __str__(self) -> str:
        return self.label_en
