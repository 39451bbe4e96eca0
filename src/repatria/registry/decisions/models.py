"""Identification decisions: proposed, reviewed, signed by two, notified, released; rescinded, but never erased."""

from __future__ import annotations

from django.db import models

from repatria.registry.chains import Chain, chain_constraints
from repatria.registry.laboratory.models import Remains
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import MissingPerson


class State(models.TextChoices):
    """How far a decision is."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    NOTIFIED = "notified"
    RELEASED = "released"
    BURIED = "buried"
    RESCINDED = "rescinded"


FINAL = (State.SIGNED, State.NOTIFIED, State.RELEASED, State.BURIED)
"""States that need two distinct signers, one of them a medical examiner; the database refuses them otherwise."""


class Discipline(models.TextChoices):
    """Who looks at the evidence of a proposal."""

    DNA = "DNA"
    ANTHROPOLOGY = "anthropology"
    ODONTOLOGY = "odontology"
    HISTORY = "history"


class Identification(Projected):
    """The decision that remains are a missing person.

    evidence: what it rests on as it was proposed (see ``evidence.py``); digest: SHA-256 of its canonical JSON, the
    thing that is signed. addition: further remains of a person who has been identified and perhaps buried already.
    state repeats the open row of `DecisionState`, for filters and for the guards of the database.
    """

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="identifications")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    evidence = models.JSONField()
    digest = models.CharField(max_length=64)
    summary = models.TextField(blank=True)
    proposed_by = models.CharField(max_length=150)
    addition = models.BooleanField(default=False)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "decisions_identification"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(state="rescinded") & models.Q(addition=False),
                name="one_first_identification_per_person",
            )
        ]
        indexes = [models.Index(fields=["state", "id"], name="decision_by_state")]

    def __str__(self) -> str:
        return f"identification {self.pk}, {self.state}"


class DecisionState(Chain):
    """How far a decision was, and since when: one row a turn. Its key is the ledger entry that recorded it."""

    # the last index below begins with the decision: one of its own would only slow writing
    identification = models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="states", db_index=False)
    state = models.CharField(max_length=12, choices=State.choices)

    class Meta:
        db_table = "decisions_state"
        constraints = chain_constraints("identification", "decision_state")
        indexes = [
            models.Index(fields=["state", "identification"], name="decision_state_rows"),
            # covers the question which row of a decision held at a point, on both axes
            models.Index(
                fields=["identification", "turn", "begins", "recorded_seq", "corrected_seq"],
                name="decision_state_at_a_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identification_id}: {self.state}"


class IdentifiedRemains(Projected):
    """Remains that a decision speaks of. open: false once the decision was rescinded."""

    identification = models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="items")
    remains = models.ForeignKey(Remains, on_delete=models.PROTECT, related_name="decisions")
    open = models.BooleanField(default=True)

    class Meta:
        db_table = "decisions_remains"
        constraints = [
            models.UniqueConstraint(
                fields=["remains"], condition=models.Q(open=True), name="remains_are_one_person_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.identification_id}: {self.remains_id}"


class Review(Projected):
    """What a reviewer of one discipline says of the frozen evidence."""

    identification = models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="reviews")
    discipline = models.CharField(max_length=20, choices=Discipline.choices)
    reviewer = models.CharField(max_length=150)
    concurs = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        db_table = "decisions_review"

    def __str__(self) -> str:
        return f"{self.discipline}: {'concurs' if self.concurs else 'differs'}"


class Signature(Projected):
    """One person's signature under the digest of the evidence, given with the password anew."""

    identification = models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=150)
    role = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "decisions_signature"
        constraints = [
            models.UniqueConstraint(fields=["identification", "signer"], name="nobody_signs_a_decision_twice")
        ]

    def __str__(self) -> str:
        return f"{self.signer} ({self.role})"


class Consequence(Projected):
    """What followed a signed decision: the family told, the release, the burial, the family's choice, the rescission.

    kind: notified, released, buried, choice, rescinded; details: who, when, on which identifiers, where, why.
    """

    identification = models.ForeignKey(Identification, on_delete=models.PROTECT, related_name="consequences")
    kind = models.CharField(max_length=20)
    on = models.CharField(max_length=10, blank=True)
    by = models.CharField(max_length=150)
    details = models.JSONField(default=dict)

    class Meta:
        db_table = "decisions_consequence"

    def __str__(self) -> str:
        return self.kind


class Withdrawal(Projected):
    """A consequence that was recorded wrongly, and why; the consequence stays, and no longer counts."""

    consequence = models.OneToOneField(Consequence, on_delete=models.PROTECT, related_name="withdrawal")
    by = models.CharField(max_length=150)
    reason = models.TextField()

    class Meta:
        db_table = "decisions_withdrawal"

    def __str__(self) -> str:
        return f"consequence {self.consequence_id} withdrawn"
