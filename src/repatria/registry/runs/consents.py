"""Consents and searches: what a search knew of them, and which samples that it compared may be compared no more."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.registry.asof import NOW, AsOf
from repatria.registry.families.consents import stopped_donors, stops
from repatria.registry.families.models import FamilyMember
from repatria.registry.runs.models import SearchRun


def known_to(run: SearchRun) -> AsOf:
    """The point at which a search read the consents; of one by an earlier version, the last before its entry."""
    if run.read_at_entry is None:
        return AsOf(run.finished_at.date(), run.recorded_seq - 1)
    return AsOf(run.started_at.date(), run.read_at_entry)


@dataclass(frozen=True, slots=True)
class StoppedSince:
    """A donor whose sample a search compared and whose consent to that has ended since. since: partial date."""

    family_id: int
    member_id: int
    state: str
    since: str

    def __str__(self) -> str:
        """By numbers, never by name."""
        return f"family {self.family_id}, member {self.member_id}: {self.state} since {self.since}"


def stopped_since(run: SearchRun, family_id: int | None = None, point: AsOf = NOW) -> list[StoppedSince]:
    """Donors whose sample a search compared and may, at `point`, not be compared any more; of one family when asked."""
    before = stopped_donors(known_to(run), family_id=family_id)
    later = {key: row for key, row in stops(point, family_id=family_id).items() if key not in before}
    typed = FamilyMember.objects.filter(
        pk__in=later, samples__profiles__kind="autosomal STR", samples__profiles__recorded_seq__lt=run.recorded_seq
    )
    return [
        StoppedSince(family, key, later[key].state, later[key].ended)
        for key, family in typed.order_by("id").distinct().values_list("id", "family_id")
    ]
