"""Dates at the border of the record: never in the future, never before their cause, never before the war."""

from __future__ import annotations

import datetime as dt

from repatria.dates import PartialDate, partial
from repatria.errors import InvalidInput
from repatria.registry.ledger.append import Recording

WARS_BEGAN = {"Korean War": dt.date(1950, 6, 25)}
"""First day of the conflicts whose hand-overs and field work the record keeps; a conflict not named here has no bound.

The Korean War began with the crossing of the 38th parallel on 25 June 1950 (UN Security Council resolution 82).
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


def war_began(conflict: str) -> dt.date | None:
    """The first day of a conflict, when it is one the record knows."""
    return WARS_BEGAN.get(conflict)


def not_before_the_war(text: str, conflict: str, name: str) -> None:
    """Refuse, in words, a date that lies wholly before the conflict it belongs to."""
    began = war_began(conflict)
    if text and began is not None and PartialDate(text).after <= began:
        raise InvalidInput(f"{name}: {text} is before the {conflict} began ({began.isoformat()})")
