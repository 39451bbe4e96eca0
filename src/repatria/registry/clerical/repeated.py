"""Codes and names that other rows repeat, and follow when they are corrected: as they read at a past point, and today.

The tables hold what `followed` made of them, which is today's. Who asks what we knew by an entry reads rows with the
codes and names of then, and finds rows by those of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from repatria.registry.asof import AsOf
from repatria.registry.clerical.models import ClericalCorrection
from repatria.registry.custody.models import HandOver
from repatria.registry.field.models import Operation
from repatria.registry.figures.models import KnownConflict
from repatria.registry.roster.models import LossIncident
from repatria.registry.talks.models import Account, Channel, Commitment, Engagement, Relation

WAR, PARTY = ("war",), ("party",)
_EVENTS = ("event", "hand-over")
_REPEATED: dict[type[Model], dict[str, tuple[str, ...]]] = {
    LossIncident: {"conflict": WAR},
    HandOver: {"conflict": WAR},
    Operation: {"conflict": WAR},
    Engagement: {"parties": PARTY},
    Commitment: {"parties": PARTY},
    Channel: {"parties": PARTY},
    Relation: {"subject": _EVENTS, "object": _EVENTS},
    Account: {"subject": (*_EVENTS, *PARTY)},
    KnownConflict: {"finding": (*_EVENTS, *PARTY)},
}
"""Which columns repeat a code or name of rows of which kinds."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The codes and names that were corrected after a point, the newest first: kind, what stood before, the new one."""

    changes: tuple[tuple[str, str, str], ...] = ()

    def then(self, name: str, kinds: tuple[str, ...]) -> str:
        """What a name of today was at the point."""
        for kind, before, value in self.changes:
            if name == value and kind in kinds:
                name = before
        return name

    def today(self, name: str, kinds: tuple[str, ...]) -> str:
        """What a name of the point is today."""
        for kind, before, value in reversed(self.changes):
            if name == before and kind in kinds:
                name = value
        return name

    def restore(self, row: Model) -> None:
        """Set on a row as it was read, for reading only, the codes and names that it repeated at the point."""
        for column, kinds in _REPEATED.get(type(row), {}).items():
            written: Any = getattr(row, column)
            if isinstance(written, list):
                setattr(row, column, [self.then(code, kinds) for code in written])
            elif column == "finding":  # a line of words, of which some are codes
                setattr(row, column, " ".join(self.then(word, kinds) for word in written.split(" ")))
            else:
                setattr(row, column, self.then(written, kinds))


def renamed(point: AsOf) -> Renamed:
    """What was corrected after a point of names that other rows repeat; nothing after today."""
    if point.seq is None:
        return Renamed()
    repeated = Q(kind__in=WAR, field="name") | Q(kind__in=(*_EVENTS, *PARTY), field="code")
    rows = ClericalCorrection.objects.filter(repeated, recorded_seq__gt=point.seq).order_by("-id")
    return Renamed(tuple(rows.values_list("kind", "before", "value")))
