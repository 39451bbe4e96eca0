"""How far a decision is: the chain of its states, and the state that its row repeats; used by projectors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from repatria.dates import PartialDate
from repatria.registry.chains import open_rows, take_turns
from repatria.registry.decisions.models import Consequence, DecisionState, Identification, State
from repatria.registry.ledger.projection import Fact


def enter(fact: Fact, key: int, state: State, since: str = "") -> None:
    """From `since` (the day of the entry when empty) on, decision `key` is in `state`."""
    day = since or fact.recorded_at.date().isoformat()
    row = {"id": fact.seq, "identification_id": key, "state": state.value, "since": day}
    take_turns(DecisionState, "identification_id", fact.seq, [row])
    Identification.objects.filter(pk=key).update(state=state.value)


def take_back(fact: Fact, key: int, entered: int) -> None:
    """The state that entry `entered` brought never was: the one before it goes on. It must be the last one."""
    DecisionState.objects.filter(pk=entered).update(corrected_seq=fact.seq)
    standing = DecisionState.objects.filter(identification=key, corrected_seq=None).order_by("-turn")
    before = standing[0]
    DecisionState.objects.filter(pk=before.pk).update(ended_seq=None)
    Identification.objects.filter(pk=key).update(state=before.state)


def since_when(key: int) -> DecisionState:
    """The open row of a decision: its state and since when."""
    return open_rows(DecisionState, identification=key).get()


def first_days(rows: Iterable[Consequence]) -> dict[int, dt.date]:
    """By consequence, the first day it can have been: its partial date, but not before the state that it followed."""
    rows = list(rows)
    states = DecisionState.objects.filter(identification__in={row.identification_id for row in rows})
    brought: dict[int, dict[int, dt.date]] = {}
    for decision, seq, day in states.exclude(state=State.RESCINDED).values_list(
        "identification_id", "recorded_seq", "begins"
    ):
        brought.setdefault(decision, {})[seq] = day
    ended = dict(states.exclude(corrected_seq=None).values_list("recorded_seq", "corrected_seq"))
    found = {}
    for row in rows:
        steps = brought.get(row.identification_id, {})
        stood = (day for seq, day in steps.items() if seq <= row.recorded_seq < ended.get(seq, row.recorded_seq + 1))
        found[row.pk] = steps.get(row.recorded_seq) or max(PartialDate(row.on).earliest, *stood)
    return found
