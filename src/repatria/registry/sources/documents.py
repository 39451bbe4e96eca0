"""Documents read for testimony: the text as read, what it is proposed to say, what officers decided on it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.ledger.projection import Projected
from repatria.registry.sources.models import CitedFigure, Source

PROPOSED, ACCEPTED, EDITED, REJECTED, REOPENED = "proposed", "accepted", "edited", "rejected", "reopened"
STATES = (PROPOSED, ACCEPTED, EDITED, REJECTED)
DECISIONS = (ACCEPTED, EDITED, REJECTED, REOPENED)
PUBLISHING = (ACCEPTED, EDITED)


class Document(Projected):
    """A text as it was read. text: canonical, code point for code point; text_sha256: of it in UTF-8.

    sha256: of the file as received; published: the date with its basis and bounds, as the reading found it;
    conflicts: what contradicts itself within the text; events, commitments: what it is proposed to tell of them;
    furniture: what is not testimony; problems: what was wrong;
    version: of the program whose rules read it; withdrawn: off the list, see `DocumentWithdrawal`; restricted: only for
    those who may see families.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    encoding = models.CharField(max_length=40)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64)
    published = models.JSONField()
    conflicts = models.JSONField(default=list)
    events = models.JSONField(default=list)
    commitments = models.JSONField(default=list)
    furniture = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    version = models.CharField(max_length=40)
    withdrawn = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)

    class Meta:
        db_table = "sources_document"
        constraints = [
            models.CheckConstraint(name="document_has_text", condition=~Q(text="")),
            models.UniqueConstraint(name="document_text_once", fields=["text_sha256"], condition=Q(withdrawn=False)),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"


class DocumentWithdrawal(Projected):
    """That a document was taken off the list, and why; corrected_seq: the entry that brought it back, if one did."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=500)
    decided_by = models.CharField(max_length=150)
    corrected_seq = models.BigIntegerField(null=True)
    brought_back_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "sources_document_withdrawal"
        constraints = [
            models.CheckConstraint(name="document_withdrawn_for_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="document_withdrawn_once", fields=["document"], condition=Q(corrected_seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} withdrawn by {self.decided_by}"


class ProposedClaim(Projected):
    """One thing that the rules read in a document: a proposal, until a person accepts it, and never changed after.

    number: its turn in the text; reference: its name in the reading, to which conflicts refer (parts of one claim share
    it); content: the claim as it was read (evidence, attribution, figures, dates, events). start, end: code points of
    the text. state: how it stands.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    number = models.IntegerField()
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    modality = models.CharField(max_length=20)
    speaker = models.CharField(max_length=300, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()
    content = models.JSONField()
    figure_count = models.IntegerField()
    state = models.CharField(max_length=10, default=PROPOSED)

    class Meta:
        db_table = "sources_proposed_claim"
        constraints = [
            models.UniqueConstraint(name="claim_number_once", fields=["document", "number"]),
            models.CheckConstraint(name="claim_state", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="claim_has_a_place", condition=Q(start__gte=0, end__gt=F("start"))),
        ]

    def __str__(self) -> str:
        return f"claim {self.number}"


class ClaimDecision(Projected):
    """What an officer decided on a claim, in order; its key is the ledger entry. The last one holds.

    claim_as_accepted: speaker and figures as they were published; empty for a rejection or a reopening.
    """

    claim = models.ForeignKey(ProposedClaim, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=10)
    decided_by = models.CharField(max_length=150)
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    claim_as_accepted = models.JSONField(default=dict)

    class Meta:
        db_table = "sources_claim_decision"
        constraints = [
            models.CheckConstraint(name="claim_decision_known", condition=Q(decision__in=DECISIONS)),
            models.CheckConstraint(
                name="claim_decision_says_why", condition=Q(decision__in=PUBLISHING) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} by {self.decided_by}"


class _Passage(Projected):
    """A place in a document: the W3C TextQuoteSelector and TextPositionSelector, in columns."""

    exact = models.TextField()
    prefix = models.CharField(max_length=60, blank=True)
    suffix = models.CharField(max_length=60, blank=True)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    def selectors(self) -> list[dict[str, object]]:
        """As a web annotation carries them."""
        return [
            {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix},
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
        ]


class CitedPassage(_Passage):
    """Where a figure cited from a claim stands in its document.

    decision: the acceptance that published it; no figure of a document is cited without one.
    """

    figure = models.OneToOneField(CitedFigure, on_delete=models.PROTECT, related_name="passage")
    claim = models.ForeignKey(ProposedClaim, on_delete=models.PROTECT, related_name="passages")
    decision = models.ForeignKey(ClaimDecision, on_delete=models.PROTECT, related_name="passages")

    class Meta:
        db_table = "sources_cited_passage"
        constraints = [
            models.CheckConstraint(name="passage_has_a_place", condition=Q(start__gte=0, end__gt=F("start")))
        ]


class HandPassage(_Passage):
    """Where the words of a figure cited by hand stand in its document; a source without a text has none."""

    figure = models.OneToOneField(CitedFigure, on_delete=models.PROTECT, related_name="hand_passage")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="hand_passages")

    class Meta:
        db_table = "sources_hand_passage"
        constraints = [
            models.CheckConstraint(name="hand_passage_has_a_place", condition=Q(start__gte=0, end__gt=F("start")))
        ]
