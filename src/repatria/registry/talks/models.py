"""Talks: parties, engagements with plan and outcome, agreements, commitments with their history, channels."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.custody.models import HandOver
from repatria.registry.ledger.projection import Projected
from repatria.registry.sources.models import Source


class Kind(models.TextChoices):
    """What an engagement is."""

    SUMMIT = "summit"
    MEETING = "meeting"
    VISIT = "visit"
    LETTER = "letter"
    CALL = "call"
    STATEMENT = "statement"
    TESTIMONY = "testimony"
    PUBLICATION = "publication"
    AGREEMENT = "agreement"
    CEREMONY = "ceremony"
    OPERATION = "operation"
    LOGISTICS = "logistics"
    IDENTIFICATION = "identification"
    WAR = "war"


class Outcome(models.TextChoices):
    """What came of an engagement; planned and under assessment are outcomes that are still open."""

    PLANNED = "planned"
    UNDER_ASSESSMENT = "under assessment"
    HELD = "held"
    OCCURRED = "occurred"
    SENT = "sent"
    MADE = "made"
    AGREED = "agreed"
    NO_AGREEMENT = "no agreement"
    NO_SHOW = "no-show"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    HALTED = "halted"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REFUTED = "refuted"


class Level(models.TextChoices):
    """How high a delegation is."""

    HEAD_OF_STATE = "head of state or government"
    MINISTER = "minister"
    GENERAL = "general officer"
    SENIOR = "senior official"
    WORKING = "working level"
    UNKNOWN = "not known"


class CommitmentStatus(models.TextChoices):
    """Where a commitment stands after a step; the step's words say more."""

    MADE = "made"
    STANDING = "standing"
    PLANNED = "planned"
    CLAIMED_KEPT = "claimed kept"
    NOT_BEGUN = "not begun"
    STALLED = "stalled"
    REAFFIRMED = "reaffirmed"
    PARTLY_KEPT = "partly kept"
    KEPT = "kept"
    MISSED = "missed"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    BROKEN = "broken"
    OPEN = "open"
    UNDER_ASSESSMENT = "under assessment"


class RelationKind(models.TextChoices):
    """How one engagement or hand-over stands to another."""

    BEFORE = "before"
    NOT_AFTER = "not after"
    SAME_DAY = "same day"
    RESCHEDULED_TO = "rescheduled to"
    CORRECTS = "corrects"
    ANNIVERSARY_OF = "anniversary of"


class Aspect(models.TextChoices):
    """What an account is about: the point on which sources may differ."""

    NAME = "name"
    PERIOD = "period"
    CAUSE = "cause"
    DEGREE = "degree"
    STATUS = "status"
    AGENCY = "agency"
    ACTOR = "actor"
    EFFECT = "effect"
    WORDING = "wording"
    DESCRIPTION = "description"
    WEEKDAY = "weekday"


def _one_of(column: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{column}__in": choices.values}))


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
    """A summit, meeting, letter, call, statement or other event. `outcome` repeats the last of its outcomes.

    planned, date: partial ISO text or an interval ``1990/1994``; earliest, latest: the first and the last day it can
    have been (both given where the date is not exact). parties, sources: codes, of those named and those who tell.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40, choices=Kind.choices)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    planned = models.CharField(max_length=24, blank=True)
    date = models.CharField(max_length=24, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120, blank=True)
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    parties = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    class Meta:
        db_table = "talks_engagement"
        indexes = [models.Index(fields=["earliest"], name="engagement_earliest")]
        constraints = [
            _one_of("kind", Kind, "engagement_kind"),
            models.CheckConstraint(
                name="engagement_bounds_in_order", condition=Q(latest__isnull=True) | Q(latest__gte=F("earliest"))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class EngagementOutcome(History):
    """One row of what was known of an engagement: planned, then held, missed, put off..."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=40, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "talks_engagement_outcome"
        constraints = [_one_of("outcome", Outcome, "engagement_outcome")]

    def __str__(self) -> str:
        return f"{self.outcome} since {self.since or 'unknown'}"


class Delegation(Projected):
    """Who sat, or was to sit, for a party. attended: null where no source says."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="delegations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="delegations")
    level = models.CharField(max_length=40, choices=Level.choices, default=Level.UNKNOWN)
    attended = models.BooleanField(null=True)

    class Meta:
        db_table = "talks_delegation"
        constraints = [
            _one_of("level", Level, "delegation_level"),
            models.UniqueConstraint(fields=["engagement", "party"], name="one_delegation_a_party"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.level}"


class Relation(Projected):
    """How one event stands to another; subject, object: codes of engagements or hand-overs."""

    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    subject = models.CharField(max_length=80)
    object = models.CharField(max_length=80)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "talks_relation"
        constraints = [
            _one_of("kind", RelationKind, "relation_kind"),
            models.CheckConstraint(name="relation_between_two", condition=~Q(subject=F("object"))),
            models.UniqueConstraint(fields=["kind", "subject", "object"], name="relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.object}"


class Account(Projected):
    """What one source says of one aspect of an event or a party; accounts that differ are kept side by side.

    subject: code of an engagement, a hand-over or a party. value: the account reduced to a word or a date, so that two
    accounts can be compared. source: null where it is common knowledge (then the words say so).
    """

    subject = models.CharField(max_length=80)
    aspect = models.CharField(max_length=20, choices=Aspect.choices)
    value = models.CharField(max_length=120)
    words_en = models.CharField(max_length=300, blank=True)
    words_ko = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="accounts")

    class Meta:
        db_table = "talks_account"
        constraints = [_one_of("aspect", Aspect, "account_aspect")]
        indexes = [models.Index(fields=["subject", "aspect"], name="account_subject")]

    def __str__(self) -> str:
        return f"{self.subject}, {self.aspect}: {self.value}"


class Agreement(Projected):
    """What parties put in writing or agreed aloud, with numbered points."""

    code = models.CharField(max_length=40, unique=True)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="agreements")
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "talks_agreement"

    def __str__(self) -> str:
        return self.code


class AgreementPoint(Projected):
    """One numbered point of an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="points")
    number = models.IntegerField()
    text_en = models.CharField(max_length=300)
    text_ko = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "talks_agreement_point"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_point_once"),
            models.CheckConstraint(name="agreement_points_count_from_one", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_en}"


class Commitment(Projected):
    """What a party undertook; what came of it is in its steps.

    quantity_low, quantity_high, unit: how much, in one unit, where someone said so; quantity_en, deadline: the words.
    counts: the name under which sources speak of its quantity, see `CitedFigure.counts`.
    due: partial ISO date by which it was to be done, empty where no date was set. point: of the agreement it is in.
    """

    code = models.CharField(max_length=40, unique=True)
    title_en = models.CharField(max_length=300)
    title_ko = models.CharField(max_length=300, blank=True)
    made_at = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="commitments")
    point = models.ForeignKey(AgreementPoint, null=True, on_delete=models.PROTECT, related_name="commitments")
    parties = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    quantity_low = models.IntegerField(null=True)
    quantity_high = models.IntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    counts = models.CharField(max_length=60, blank=True)
    quantity_en = models.CharField(max_length=300, blank=True)
    quantity_ko = models.CharField(max_length=300, blank=True)
    due = models.CharField(max_length=10, blank=True)
    deadline = models.CharField(max_length=120, blank=True)
    deadline_ko = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "talks_commitment"
        constraints = [
            models.CheckConstraint(
                name="commitment_quantity_has_a_unit",
                condition=Q(quantity_low__isnull=True, quantity_high__isnull=True) | ~Q(unit=""),
            )
        ]

    def __str__(self) -> str:
        return self.code


class CommitmentStep(History):
    """One step in a commitment's history, tied to the source that says so.

    scope: the part of the commitment it speaks of (for example a fiscal year), empty for the whole.
    not_before: the first possible day of what it answers; a step cannot begin earlier.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=20, choices=CommitmentStatus.choices)
    scope = models.CharField(max_length=40, blank=True)
    words_en = models.CharField(max_length=300, blank=True)
    words_ko = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="+")
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="+")
    not_before = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "talks_commitment_step"
        constraints = [
            _one_of("status", CommitmentStatus, "commitment_status"),
            models.CheckConstraint(name="step_not_before_its_cause", condition=Q(begins__gte=F("not_before"))),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.status}"


class Channel(Projected):
    """A line between parties, for example a hotline. parties: codes."""

    code = models.CharField(max_length=40, unique=True)
    name_en = models.CharField(max_length=160)
    name_ko = models.CharField(max_length=160, blank=True)
    parties = models.JSONField(default=list)

    class Meta:
        db_table = "talks_channel"

    def __str__(self) -> str:
        return self.code


class ChannelState(History):
    """Whether a channel is open or cut, since when, and on whose word."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10, choices=[("open", "open"), ("cut", "cut")])
    words_en = models.CharField(max_length=300, blank=True)
    words_ko = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "talks_channel_state"
        constraints = [models.CheckConstraint(name="channel_open_or_cut", condition=Q(state__in=["open", "cut"]))]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.state}"
