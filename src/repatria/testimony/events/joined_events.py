"""Tellings of one event joined: same kind, dates that can agree, parties that do not exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from repatria.testimony.dates.dated_spans import Dated, Span
from repatria.testimony.events.event_lexicon import SINGLE
from repatria.testimony.model import Event
from repatria.testimony.text.segment import Sentence

_TITLES = {
    "no_show": "A party does not attend a meeting",
    "hand_over": "Remains or boxes change hands",
    "operation_suspended": "Field work suspended",
    "operation_halted": "Field work ended",
    "planned_operation": "Field work planned",
    "joint_recovery_operations": "Joint recovery operations",
}
MAX_JOINED = 40  # an event is joined to one of this many told last of its kind


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an event in one sentence."""

    kind: str
    status: str
    date: Dated | None
    names: tuple[str, ...]
    ids: tuple[str, ...]
    sides: tuple[str, ...]
    place: str | None
    level: str | None
    span: Span
    sentence: int
    assumed: bool = False  # told by no pattern, only by the words around its date


def join(told: list[Telling], sentences: Sequence[Sentence]) -> list[list[Telling]]:
    """Tellings of one event: same kind, dates that can agree, parties that do not exclude each other."""
    groups: list[list[Telling]] = []
    by_kind: dict[str, list[list[Telling]]] = {}
    for telling in told:
        home = None
        for group in by_kind.get(telling.kind, ())[-MAX_JOINED:]:
            if telling.kind in SINGLE and (not telling.names or not group[0].names or telling.names == group[0].names):
                home = group
                break
            known = next((t.date for t in group if t.date and t.date.known), None)
            if telling.date and telling.date.known and known:
                same = telling.date.may_equal(known) and _similar_width(telling.date, known)
            else:
                near = abs(sentences[group[-1].sentence].paragraph - sentences[telling.sentence].paragraph) <= 2
                same = (
                    near
                    or not telling.ids
                    or not group[0].ids
                    or bool(set(telling.ids) & {i for t in group for i in t.ids})
                )
            if same and _outcome(telling.status) == _outcome(group[0].status):
                home = group
        if home is None:
            groups.append([telling])
            by_kind.setdefault(telling.kind, []).append(groups[-1])
        else:
            home.append(telling)
    return groups


def _similar_width(a: Dated, b: Dated) -> bool:
    """A year does not swallow a day of it as the same event unless nothing tells them apart."""
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return True
    width = [(d.last_day - d.first_day).days for d in (a, b) if d.last_day and d.first_day]
    return max(width) <= 45 or max(width) <= 20 * (min(width) + 1)


def _outcome(status: str) -> bool:
    return status in ("expected", "not_occurred", "scheduled", "planned")


def event_of(identity: str, group: list[Telling], published: Dated) -> Event:
    dated = [t for t in group if t.date and t.date.known]
    order = {"day": 0, "month": 1, "interval": 2, "year": 3, "fiscal_year": 2}
    date = min((t.date for t in dated if t.date), key=lambda d: order.get(d.precision, 9)) if dated else None
    first = group[0]
    if date is None:
        date = _bounded(first, published)
    names = tuple(dict.fromkeys(name for t in group for name in t.names))
    ids = tuple(dict.fromkeys(i for t in group for i in t.ids))
    spans = tuple(dict.fromkeys(t.span for t in group))
    title = (
        names[0]
        if first.kind == "war" and names
        else _TITLES.get(first.kind, first.kind.replace("_", " ").capitalize())
    )
    return Event(
        identity,
        first.kind,
        title,
        date,
        next((t.place for t in group if t.place), None),
        () if first.kind == "war" else names,
        ids,
        tuple(dict.fromkeys(side for t in group for side in t.sides)),
        next((t.level for t in group if t.level), None),
        first.status,
        spans,
        assumed=all(t.assumed for t in group),
    )


def _bounded(telling: Telling, published: Dated) -> Dated:
    """Told without a date: not after publication when it is past; the present perfect is publication itself."""
    if telling.kind in ("operation_suspended",) and published.known:
        return replace(published, basis="told as the news of the day; " + published.basis)
    if telling.status in ("expected", "scheduled", "planned", "not_occurred"):
        return Dated(
            None, "unknown", "no date told", published.earliest if telling.status != "not_occurred" else None, None
        )
    latest = published.last_day
    return Dated(None, "unknown", "no date told; not after publication", None, latest.isoformat() if latest else None)
