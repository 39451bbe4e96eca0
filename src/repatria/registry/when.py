"""Dates at the border of the record: never in the future, never before their cause, never outside their war."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from repatria.dates import PartialDate, partial
from repatria.errors import InvalidInput
from repatria.registry.ledger.append import Recording

LOSSES_AFTER = dt.timedelta(days=366)
"""How long after the last day of a conflict a loss may still belong to it, for example in captivity or by a mine."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a conflict; last is None while it lasts."""

    first: dt.date
    last: dt.date | None

    @property
    def losses_until(self) -> dt.date | None:
        """The last day on which a loss can belong to it."""
        return self.last + LOSSES_AFTER if self.last else None


KOREAN_WAR = "Korean War"
SHIPPED = {KOREAN_WAR: Days(dt.date(1950, 6, 25), dt.date(1953, 7, 27))}
"""Days of conflicts that count until the record holds its own (see `ArmedConflict`); one named in neither has no bound.

The Korean War began with the crossing of the 38th parallel on 25 June 1950 (UN Security Council resolution 82); the
armistice was signed on 27 July 1953.
"""


def dated(
    record: Recording, text: str, name: str, *, cause: dt.date | None = None, because: str = "", required: bool = True
) -> str:
    """`text` as a partial date that may have happened by now and not wholly before `cause`; raises InvalidInput.

    name: what is dated, for the message; because: what the cause is, for example ``it was offered``.
    A partial date passes when any day that it can mean passes.
    """
    if not text:
        if required:
            raise InvalidInput(f"{name}: a date is needed, as precise as it is known")
        return ""
    text = partial(text, name)
    date = PartialDate(text)
    if date.earliest > record.moment.date():
        raise InvalidInput(f"{name}: {text} is still to come")
    if cause is not None and date.after <= cause:
        raise InvalidInput(f"{name}: {text} is before {because} ({cause.isoformat()})")
    return text


def conflict_days(conflict: str) -> Days | None:
    """The days of a conflict: those of the record, else those shipped, else None."""
    from repatria.registry.chains import open_rows
    from repatria.registry.roster.histories import ConflictDays

    if not conflict:
        return None
    row = open_rows(ConflictDays, conflict__name=conflict).first()
    return Days(row.first_day, row.last_day) if row else SHIPPED.get(conflict)


def war_began(conflict: str) -> dt.date | None:
    """The first day of a conflict, when it is one the record knows."""
    days = conflict_days(conflict)
    return days.first if days else None


def not_before_every_war(text: str, name: str) -> None:
    """Refuse, in words, a date that lies wholly before the earliest war that the record knows."""
    from repatria.registry.chains import open_rows
    from repatria.registry.roster.histories import ConflictDays

    known = list(open_rows(ConflictDays).values_list("first_day", flat=True))
    first = min([*known, *(days.first for days in SHIPPED.values())])
    if text and PartialDate(text).after <= first:
        raise InvalidInput(f"{name}: {text} is before the first war on the record began ({first.isoformat()})")


def not_before_the_war(text: str, conflict: str, name: str) -> None:
    """Refuse, in words, a date that lies wholly before the conflict it belongs to."""
    _not_before(text, conflict_days(conflict), conflict, name)


def a_loss_of_the_war(text: str, conflict: str, name: str) -> None:
    """Refuse, in words, the date of a loss that lies wholly before its conflict or more than a year after it."""
    days = conflict_days(conflict)
    _not_before(text, days, conflict, name)
    until = days.losses_until if days else None
    if text and days is not None and until is not None and PartialDate(text).earliest > until:
        ended = days.last.isoformat() if days.last else ""
        raise InvalidInput(f"{name}: {text} is more than a year after the {conflict} ended ({ended})")


def _not_before(text: str, days: Days | None, conflict: str, name: str) -> None:
    if text and days is not None and days.first is not None and PartialDate(text).after <= days.first:
        raise InvalidInput(f"{name}: {text} is before the {conflict} began ({days.first.isoformat()})")
