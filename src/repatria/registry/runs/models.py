"""Search runs: what was searched with which parameters, and the pairs it found."""

from __future__ import annotations

from django.db import models

from repatria.registry.families.models import Family
from repatria.registry.laboratory.models import Remains, Sample
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import MissingPerson


class SearchRun(Projected):
    """One blind search.

    inputs: digests of what went in; problems: what could not be searched and why; read_at_entry: the last ledger entry
    when the search read the consents of donors, null where an earlier version did not keep it.
    """

    parameters = models.JSONField()
    version = models.CharField(max_length=40)
    inputs = models.JSONField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    sample_count = models.IntegerField()
    target_count = models.IntegerField()
    pair_count = models.BigIntegerField()
    hit_count = models.IntegerField()
    problems = models.JSONField(default=list)
    read_at_entry = models.BigIntegerField(null=True)

    class Meta:
        db_table = "runs_search"

    def __str__(self) -> str:
        return f"run {self.pk}"


class Hit(Projected):
    """One pair of a sample and a missing person.

    log10_lr: the evidence for "this sample is this missing person" against "unrelated"; rank: 1 is the sample's best;
    above: at or over the run's threshold; markers: [[marker, log10 LR or "-Infinity"], ...] in table order.
    """

    run = models.ForeignKey(SearchRun, on_delete=models.PROTECT, related_name="hits")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="hits")
    remains = models.ForeignKey(Remains, on_delete=models.PROTECT, related_name="hits")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="hits")
    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="hits")
    log10_lr = models.FloatField()
    rank = models.IntegerField()
    above = models.BooleanField()
    markers = models.JSONField()

    class Meta:
        db_table = "runs_hit"
        indexes = [
            models.Index(fields=["run", "-log10_lr", "id"], name="hit_by_weight"),
            models.Index(fields=["person", "-log10_lr"], name="hit_person"),
            models.Index(fields=["remains", "rank"], name="hit_remains"),
        ]

    def __str__(self) -> str:
        return f"hit {self.pk}"


class QueueState(models.TextChoices):
    """Where a requested search stands."""

    QUEUED = "queued"
    RUNNING = "running"
    CANCELLED = "cancelled"
    FINISHED = "finished"
    FAILED = "failed"


class QueuedSearch(models.Model):
    """A search that was requested: how far it is. Its request and its outcome are on the ledger, its progress is not.

    done, total: blocks. beat_at: last sign of life of the worker. message: in words, why it failed.
    """

    parameters = models.JSONField()
    engine = models.CharField(max_length=20, default="local")
    state = models.CharField(max_length=12, choices=QueueState.choices, default=QueueState.QUEUED)
    step = models.CharField(max_length=200, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    message = models.TextField(blank=True)
    run = models.ForeignKey(SearchRun, null=True, on_delete=models.PROTECT, related_name="+")
    requested_by = models.CharField(max_length=150)
    requested_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "runs_queue"
        indexes = [models.Index(fields=["state", "id"], name="queue_state")]

    def __str__(self) -> str:
        return f"search {self.pk}, {self.state}"

    @property
    def percent(self) -> int:
        """How much of the blocks is done, 0 to 100."""
        return 100 * self.done // self.total if self.total else 0
