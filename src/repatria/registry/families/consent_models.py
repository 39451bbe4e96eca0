"""Consents: what a relative agreed to, refused or withdrew, use by use, since when and on which form."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.families.kin_models import Relative


class Use(models.TextChoices):
    """What a relative can consent to; each is asked and answered by itself."""

    REMAINS = "comparison with remains"
    FAMILIES = "comparison with other families"
    STORAGE = "storage of the sample"
    RESEARCH = "research"
    SHARING = "sharing with another laboratory or nation"
    NAME = "publication of the name"
    CONTACT = "being contacted"


class Decision(models.TextChoices):
    """What was decided; that a consent has expired follows from `Consent.until` and the day asked."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


EXPIRED = "expired"
NOT_RECORDED = "consent not recorded"


class Consent(History):
    """One decision about one use. The last to begin holds; a wrong row stays, marked.

    until: partial date through which a consent holds, empty without an end; last_day: the last day it can mean.
    given_by: who decided where that is not the relative (a guardian; after a death, an heir); form: the paper.
    not_before: the first possible day of the consent that a withdrawal or a refusal ends.
    """

    relative = models.ForeignKey(Relative, on_delete=models.PROTECT, related_name="consents", db_index=False)
    use = models.CharField(max_length=60, choices=Use.choices)
    decision = models.CharField(max_length=12, choices=Decision.choices)
    until = models.CharField(max_length=10, blank=True)
    last_day = models.DateField(null=True)
    given_by = models.CharField(max_length=160, blank=True)
    form = models.CharField(max_length=160, blank=True)
    not_before = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_consent"
        indexes = [
            models.Index(fields=["relative", "use", "begins", "id"], name="consent_of_a_relative"),
            models.Index(fields=["use", "decision", "last_day"], name="consent_that_stops"),
        ]
        constraints = [
            models.CheckConstraint(name="consent_use", condition=Q(use__in=Use.values)),
            models.CheckConstraint(name="consent_decision", condition=Q(decision__in=Decision.values)),
            models.CheckConstraint(name="no_withdrawal_before_consent", condition=Q(begins__gte=F("not_before"))),
            models.CheckConstraint(
                name="consent_ends_after_it_began", condition=Q(last_day__isnull=True) | Q(last_day__gte=F("begins"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use}: {self.decision}"
