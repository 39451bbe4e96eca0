"""Two axes of time: when it was so, and when we knew. Every list and figure can be asked for any past point of both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db import connections, models
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Projected

M = TypeVar("M", bound=Model)


class History(Projected):
    """A row of a history: something that began to be so. Its key is the ledger entry that recorded it.

    since: partial date from which it was so, empty when unknown; begins: the first day that can mean, for order
    (0001-01-01 when unknown); corrected_seq: the entry that found the row wrong, when one did. A row is never removed.
    """

    since = models.CharField(max_length=10, blank=True)
    begins = models.DateField()
    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


def begins(since: str) -> dt.date:
    """The first day that a partial date can mean, or the first of all days when it is empty."""
    return PartialDate(since).earliest if since else dt.date.min


@dataclass(frozen=True, slots=True)
class AsOf:
    """A point on both axes; None means now.

    on: the last day that counts, on the axis of when it was so.
    seq: the last ledger entry that counts, on the axis of when we recorded it.
    """

    on: dt.date | None = None
    seq: int | None = None

    def known(self, path: str = "") -> Q:
        """Rows recorded by then. path: where `recorded_seq` is found, for example ``person__``."""
        return Q() if self.seq is None else Q(**{f"{path}recorded_seq__lte": self.seq})

    def happened(self, field: str = "begins") -> Q:
        """Rows whose first possible day is not after that day; a row without a date has always been so."""
        return Q() if self.on is None else Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": self.on})

    def not_corrected(self) -> Q:
        """Rows of a history that were not known to be wrong by then."""
        standing = Q(corrected_seq__isnull=True)
        return standing if self.seq is None else standing | Q(corrected_seq__gt=self.seq)

    def history(self) -> Q:
        """The rows of a history (see `History`) that count at this point; each of them has a first day."""
        begun = Q() if self.on is None else Q(begins__lte=self.on)
        return self.known() & begun & self.not_corrected()


NOW = AsOf()


def as_of(on: str = "", recorded_by: str = "") -> AsOf:
    """From what a person typed: dates as 1950, 1950-11 or 1950-11-27 (their last day counts); empty means now."""
    day = PartialDate(on).after - dt.timedelta(days=1) if on else None
    if not recorded_by:
        return AsOf(day)
    try:
        end = PartialDate(recorded_by).after
    except InvalidInput:
        try:
            moment = dt.datetime.fromisoformat(recorded_by)
        except ValueError:
            raise InvalidInput(f"{recorded_by!r} is neither a date nor a time") from None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    else:
        moment = dt.datetime.combine(end, dt.time(), tzinfo=dt.UTC) - dt.timedelta(microseconds=1)
    last = (
        LedgerEntry.objects.filter(recorded_at__lte=moment).order_by("-recorded_at", "-seq").values_list("seq").first()
    )
    return AsOf(day, last[0] if last else 0)


def latest(history: QuerySet[M], point: AsOf, subject: str) -> QuerySet[M]:
    """Of a history, the row of each subject that held at `point`: the last to begin, and of those the last recorded.

    history: rows of a `History` table; subject: the column that says whose they are, for example ``person_id``.
    """
    held = history.filter(point.history())
    others = history.model._default_manager.filter(point.history(), **{subject: OuterRef(subject)})
    if connections[history.db].vendor == "sqlite":  # it finds the last row by one search in the index
        return held.filter(pk=Subquery(others.order_by("-begins", "-id").values("pk")[:1]))
    # PostgreSQL asks all at once whether there is none later. `begins__gte` follows from the rest: it lets a database
    # enter the rows of a subject at that day
    later = Q(begins__gt=OuterRef("begins")) | Q(begins=OuterRef("begins"), id__gt=OuterRef("id"))
    return held.exclude(Exists(others.filter(later, begins__gte=OuterRef("begins"))))
