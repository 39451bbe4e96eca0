"""What a family was told, asked and was promised: when, by whom, how, on which evidence, and whether it was kept."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.families.kin_models import Relative, Way
from repatria.registry.families.models import Family
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import MissingPerson


class FollowUpKind(models.TextChoices):
    """A question of the family, or something promised to it."""

    QUESTION = "question"
    PROMISE = "promise"


class Answer(models.TextChoices):
    """What became of a follow-up; open again takes back an answer that was recorded wrongly."""

    ANSWERED = "answered"
    KEPT = "kept"
    NOT_KEPT = "not kept"
    NO_LONGER_WANTED = "no longer wanted"
    OPEN_AGAIN = "open again"


class Told(History):
    """One thing that a family was told. `since` is the day; a wrong row stays, marked as corrected.

    person: the missing person it was about, null for the whole family. relative: who was told, where that is a
    relative on the record; told_to: in words otherwise. told_by: who spoke or wrote.
    identification: the decision it rests on, which must have been notified by then (not_before). evidence: what it
    rests on, each {"kind", "number", "digest"}: of a decision the digest that was signed, of a search the hash of the
    ledger entry that records it.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="told")
    person = models.ForeignKey(MissingPerson, null=True, on_delete=models.PROTECT, related_name="told")
    relative = models.ForeignKey(Relative, null=True, on_delete=models.PROTECT, related_name="told")
    told_to = models.CharField(max_length=160, blank=True)
    told_by = models.CharField(max_length=160)
    how = models.CharField(max_length=20, choices=Way.choices)
    words = models.TextField()
    identification = models.ForeignKey(
        "registry.Identification", null=True, on_delete=models.PROTECT, related_name="told"
    )
    not_before = models.DateField(null=True)
    evidence = models.JSONField(default=list)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_told"
        constraints = [
            models.CheckConstraint(name="told_how", condition=Q(how__in=Way.values)),
            models.CheckConstraint(
                name="told_not_before_the_decision",
                condition=Q(not_before__isnull=True) | Q(begins__gte=F("not_before")),
            ),
        ]

    def __str__(self) -> str:
        return f"told on {self.since}"


class FollowUp(Projected):
    """A question or a promise. on: the day; due: partial date by which it is to be answered; last_day: its last day."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="follow_ups")
    person = models.ForeignKey(MissingPerson, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=FollowUpKind.choices)
    words = models.TextField()
    on = models.CharField(max_length=10)
    begins = models.DateField()
    due = models.CharField(max_length=10, blank=True)
    last_day = models.DateField(null=True)

    class Meta:
        db_table = "families_follow_up"
        constraints = [
            models.CheckConstraint(name="follow_up_kind", condition=Q(kind__in=FollowUpKind.values)),
            models.CheckConstraint(
                name="follow_up_due_after_it", condition=Q(last_day__isnull=True) | Q(last_day__gte=F("begins"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.on}"


class FollowUpAnswer(History):
    """What became of a follow-up; a wrong row stays, marked."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=20, choices=Answer.choices)
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "families_follow_up_answer"
        constraints = [
            models.CheckConstraint(name="follow_up_answer", condition=Q(answer__in=Answer.values)),
            models.UniqueConstraint(
                fields=["follow_up"], name="one_answer_at_a_time", condition=Q(corrected_seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.answer
