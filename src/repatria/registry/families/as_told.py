"""What a family had been told at any past point, and by that may see: nothing of a decision before its notification."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.consequences import notifications
from repatria.registry.decisions.models import Identification
from repatria.registry.decisions.states import first_days
from repatria.registry.families.models import Family
from repatria.registry.families.told_models import Told
from repatria.registry.roster.models import MissingPerson


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing a family was told, from this room or as the notification of a decision.

    row: the entry, null for a notification; decision: the one it tells of, if any.
    """

    on: str
    begins: dt.date
    to: str
    by: str
    how: str
    words: str
    person: MissingPerson | None
    evidence: Sequence[dict[str, Any]]
    row: Told | None = None
    decision: Identification | None = None


def notices(family: Family, point: AsOf = NOW, *, own: bool = False) -> list[Notice]:
    """All that a family had been told at a point, the notifications of decisions among it, newest first.

    own: for the family itself: without what rests on a decision whose notification was withdrawn as never made.
    """
    told = notifications(point).filter(identification__person__kin__family=family)
    notified = list(told.select_related("identification__person"))
    rows = Told.objects.filter(point.history(), family=family).select_related("person", "relative", "identification")
    if own:
        standing = [row.identification_id for row in notified]
        rows = rows.filter(Q(identification=None) | Q(identification__in=standing))
    found = [
        Notice(
            row.since,
            row.begins,
            row.relative.name if row.relative else row.told_to,
            row.told_by,
            row.how,
            row.words,
            row.person,
            row.evidence,
            row,
            row.identification,
        )
        for row in rows
    ]
    days = first_days(notified)
    for row in notified:
        decision, first = row.identification, days[row.pk]
        if point.on is not None and first > point.on:
            continue
        evidence = [{"kind": "decision", "number": decision.pk, "digest": row.details["evidence"]}]
        found.append(
            Notice(
                row.on,
                first,
                row.details["told"],
                row.by,
                row.details["how"],
                "",
                decision.person,
                evidence,
                None,
                decision,
            )
        )
    return sorted(found, key=lambda each: (each.begins, each.row.pk if each.row else 0), reverse=True)
