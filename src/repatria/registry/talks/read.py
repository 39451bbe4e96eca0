"""The talks as they stood at any past point: engagements with outcome, commitments with status, channels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from repatria.registry.asof import NOW, AsOf, latest
from repatria.registry.clerical.read import as_written
from repatria.registry.custody.models import HandOver
from repatria.registry.talks.models import (
    Channel,
    ChannelState,
    Commitment,
    CommitmentStep,
    Engagement,
    EngagementOutcome,
    Relation,
)


def engagements(point: AsOf = NOW) -> QuerySet[Engagement]:
    """Engagements of which anything was known at the point, each with `outcome_then`."""
    held = latest(EngagementOutcome.objects.all(), point, "engagement_id").filter(engagement=OuterRef("pk"))
    return Engagement.objects.filter(Exists(held)).annotate(outcome_then=Subquery(held.values("outcome")[:1]))


def commitments(point: AsOf = NOW) -> QuerySet[Commitment]:
    """Commitments made by then, as far as they were recorded by then."""
    made = Commitment.objects.filter(point.known()).select_related("made_at", "point__agreement")
    return made if point.on is None else made.filter(point.happened("made_at__earliest"))


def steps(point: AsOf = NOW) -> QuerySet[CommitmentStep]:
    """The steps that count at the point, in order; of one day, in the order of recording."""
    return (
        CommitmentStep.objects.filter(point.history())
        .select_related("source", "engagement", "hand_over")
        .order_by("begins", "id")
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a commitment stood. steps: its history by then; now: the last step of each scope that still speaks."""

    commitment: Commitment
    steps: tuple[CommitmentStep, ...]
    now: tuple[CommitmentStep, ...]

    @property
    def status(self) -> str:
        """The status in words of the closed list: of the whole, or of each part (``suspended (FY2019); ...``)."""
        if not self.now:
            return ""
        return "; ".join(f"{step.status} ({step.scope})" if step.scope else step.status for step in self.now)

    @property
    def deliveries(self) -> tuple[CommitmentStep, ...]:
        """The steps that rest on a hand-over."""
        return tuple(step for step in self.steps if step.hand_over_id)


def standings(point: AsOf = NOW) -> list[Standing]:
    """Every commitment that had been made at the point, with its status then."""
    history: dict[int, list[CommitmentStep]] = defaultdict(list)
    for step in steps(point):
        history[step.commitment_id].append(step)
    rows = list(commitments(point).order_by("made_at__earliest", "id"))
    _as_written(point, rows, history)
    return [Standing(row, tuple(history[row.pk]), _speaking(history[row.pk])) for row in rows]


def standing(commitment: Commitment, point: AsOf = NOW) -> Standing:
    """One commitment with its status at the point."""
    history = tuple(steps(point).filter(commitment=commitment))
    _as_written(point, [commitment], {commitment.pk: list(history)})
    return Standing(commitment, history, _speaking(history))


def _as_written(point: AsOf, rows: Iterable[Commitment], history: Mapping[int, Iterable[CommitmentStep]]) -> None:
    """Set on commitments, and on what they and their steps rest on, the words of the point."""
    named: list[Model | None] = []
    for row in rows:
        named += [row, row.made_at, row.point, row.point.agreement if row.point else None]
        for step in history.get(row.pk, ()):
            named += [step.engagement, step.hand_over]
    as_written(point, *named)


def _speaking(history: Iterable[CommitmentStep]) -> tuple[CommitmentStep, ...]:
    """The last step of each scope; a step about the whole silences everything before it."""
    last: dict[str, CommitmentStep] = {}
    for step in history:
        if not step.scope:
            last.clear()
        elif "" in last:
            del last[""]
        last[step.scope] = step
    return tuple(last.values())


def channel_states(point: AsOf = NOW) -> list[tuple[Channel, ChannelState | None]]:
    """Every channel with its state at the point, or None where nothing was known."""
    held = {row.channel_id: row for row in latest(ChannelState.objects.select_related("source"), point, "channel_id")}
    channels = list(Channel.objects.filter(point.known()).order_by("id"))
    as_written(point, *channels)
    return [(channel, held.get(channel.pk)) for channel in channels]


def moved_to(event: Engagement | HandOver, point: AsOf = NOW) -> Engagement | None:
    """Where a missed or put-off event was moved to, if it was, in the words of the point.

    Relations name events by the codes of today, which are not those that `event` may have been given for reading.
    """
    code = type(event)._default_manager.values_list("code", flat=True).get(pk=event.pk)
    moved = Relation.objects.filter(point.known(), kind="rescheduled to", subject=code).first()
    target = engagements(point).filter(code=moved.object).first() if moved else None
    as_written(point, target)
    return target


def hand_overs(point: AsOf = NOW) -> QuerySet[HandOver]:
    """Hand-overs that had happened and were recorded at the point."""
    return HandOver.objects.filter(point.known(), point.happened("earliest"))
