"""Which remains left the laboratory by a decision: released, and not taken back into custody since."""

from __future__ import annotations

from django.db.models import QuerySet

from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.models import Consequence, DecisionState, IdentifiedRemains, State
from repatria.registry.laboratory.models import Remains

RETURNED = "returned"


def returns(point: AsOf = NOW) -> QuerySet[Consequence]:
    """The returns to custody that stand at a point."""
    rows = Consequence.objects.filter(point.known(), kind=RETURNED)
    rows = rows.filter(withdrawal=None) if point.seq is None else rows.exclude(withdrawal__recorded_seq__lte=point.seq)
    return rows if point.on is None else rows.filter(on__lte=point.on.isoformat())


def released(point: AsOf = NOW) -> QuerySet[Remains]:
    """Remains released at a point. That the decision was rescinded since does not bring them back."""
    left = DecisionState.objects.filter(point.history(), state=State.RELEASED)
    rows = IdentifiedRemains.objects.filter(identification__in=left.values("identification_id"))
    rows = rows.exclude(identification__in=returns(point).values("identification_id"))
    return Remains.objects.filter(pk__in=rows.values("remains_id"))
