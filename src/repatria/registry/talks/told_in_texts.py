"""Events that a document tells, beside the engagements and hand-overs of the record that can be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.asof import NOW
from repatria.registry.custody.models import HandOver
from repatria.registry.sources.documents import Document
from repatria.registry.talks.models import Engagement, Kind, Outcome, Party
from repatria.registry.talks.read import engagements

_MEETING = (Kind.MEETING, Kind.SUMMIT, Kind.CALL)
# Kind of event in a text -> kinds of engagement that it can be, the likeliest first.
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "talks": _MEETING,
    "scheduled_meeting": _MEETING,
    "no_show": _MEETING,
    "cancelled": _MEETING,
    "postponed": _MEETING,
    "rescheduled": _MEETING,
    "summit": (Kind.SUMMIT, Kind.MEETING),
    "visit": (Kind.VISIT, Kind.MEETING),
    "letter": (Kind.LETTER,),
    "call": (Kind.CALL,),
    "hotline_cut": (Kind.CALL,),
    "hotline_restored": (Kind.CALL,),
    "statement": (Kind.STATEMENT, Kind.PUBLICATION),
    "public_statement": (Kind.STATEMENT, Kind.PUBLICATION),
    "correction": (Kind.PUBLICATION, Kind.STATEMENT),
    "publication": (Kind.PUBLICATION, Kind.STATEMENT),
    "testimony": (Kind.TESTIMONY,),
    "agreement": (Kind.AGREEMENT, Kind.MEETING, Kind.SUMMIT),
    "repatriation_ceremony": (Kind.CEREMONY,),
    "burial": (Kind.CEREMONY,),
    "hand_over": (Kind.LOGISTICS, Kind.CEREMONY),
    "logistics": (Kind.LOGISTICS,),
    "excavation": (Kind.OPERATION,),
    "disinterment": (Kind.OPERATION,),
    "joint_recovery_operations": (Kind.OPERATION,),
    "planned_operation": (Kind.OPERATION,),
    "operation_halted": (Kind.OPERATION,),
    "operation_suspended": (Kind.OPERATION,),
    "identification": (Kind.IDENTIFICATION,),
    "war": (Kind.WAR,),
    "armistice": (Kind.WAR, Kind.AGREEMENT),
}
# Kinds that are recorded as an engagement: a hand-over has its own form, a war is on the record already.
RECORDABLE = KINDS.keys() - {"war", "armistice", "hand_over"}
_OUTCOMES: Mapping[str, Outcome] = {
    "missed": Outcome.NO_SHOW,
    "cancelled": Outcome.CANCELLED,
    "postponed": Outcome.POSTPONED,
    "rescheduled": Outcome.RESCHEDULED,
    "ended": Outcome.HALTED,
    "suspended": Outcome.SUSPENDED,
    "agreed": Outcome.AGREED,
}
_OPEN = frozenset(("planned", "scheduled", "expected"))  # statuses of what is still to come
_WIDEST = 62  # days of a date that can be matched
_SHOWN = 2  # of the record beside one event


@dataclass(frozen=True, slots=True)
class TellsOf:
    """An event of a document. claim: the number of the claim that tells it, None where no claim does.

    beside: engagements and hand-overs of the record on such a day, of such a kind.
    """

    event: Mapping[str, Any]
    claim: int | None
    beside: Sequence[Engagement | HandOver]


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Something undertaken, as a document tells it. makers: names; claim: the number of the claim that tells it."""

    makers: Sequence[str]
    commitment: Mapping[str, Any]
    claim: int | None


def undertakings_told(document: Document, most: int) -> list[Undertaking]:
    """The first `most` commitments that a document is proposed to tell, with the names of who made them.

    Readings of earlier versions have no names of makers: there they are those of speakers and of who took part.
    """
    rows = document.claims.values_list("reference", "number", "speaker", "content__speaker_id")
    numbers = {reference: number for reference, number, _, _ in rows}
    names = {identity: speaker for _, _, speaker, identity in rows if identity}
    for event in document.events:
        if len(event["participant_ids"]) == len(event["participants"]):
            names |= dict(zip(event["participant_ids"], event["participants"], strict=True))
    return [
        Undertaking(
            commitment.get("makers") or [names.get(identity, identity) for identity in commitment["by"]],
            commitment,
            next((numbers[name] for name in commitment["claims"] if name in numbers), None),
        )
        for commitment in document.commitments[:most]
    ]


def told_events(document: Document, most: int) -> list[TellsOf]:
    """The first `most` events that a document is proposed to tell, each beside the record."""
    shown = document.events[:most]
    numbers = dict(document.claims.values_list("reference", "number"))
    spans = [bounds for event in shown if (bounds := _bounds(event)) is not None]
    known: list[tuple[Engagement | HandOver, date, date]] = []
    if spans:
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        known = [*_engagements(first, last), *_hand_overs(first, last)]
    return [
        TellsOf(
            event,
            next((numbers[name] for name in event["claims"] if name in numbers), None),
            _beside(event, known),
        )
        for event in shown
    ]


def _bounds(event: Mapping[str, Any]) -> tuple[date, date] | None:
    """First and last day of an event, where they lie close enough to be one day of the record."""
    try:
        first = PartialDate(event["date"]["earliest"] or "").earliest
        last = PartialDate(event["date"]["latest"] or "").after - timedelta(days=1)
    except InvalidInput:
        return None
    return (first, last) if 0 <= (last - first).days <= _WIDEST else None


def _engagements(first: date, last: date) -> list[tuple[Engagement | HandOver, date, date]]:
    rows = engagements(NOW).annotate(ends=Coalesce("latest", "earliest")).filter(earliest__lte=last, ends__gte=first)
    return [(row, row.earliest, row.ends) for row in rows.order_by("earliest", "id")]


def _hand_overs(first: date, last: date) -> list[tuple[Engagement | HandOver, date, date]]:
    rows = HandOver.objects.filter(Q(earliest__lte=last), Q(after__gt=first), after__gt=F("earliest"))
    return [(row, row.earliest, row.after) for row in rows.order_by("earliest", "id")]


def _beside(
    event: Mapping[str, Any], known: Sequence[tuple[Engagement | HandOver, date, date]]
) -> list[Engagement | HandOver]:
    bounds = _bounds(event)
    if bounds is None:
        return []
    kinds = KINDS.get(event["kind"], ())
    return [
        row
        for row, first, last in known
        if first <= bounds[1]
        and bounds[0] <= last
        and (event["kind"] == "hand_over" if isinstance(row, HandOver) else row.kind in kinds)
    ][:_SHOWN]


def as_engagement(document: Document, event: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a new engagement is filled with, for a person to check: nothing is recorded by it."""
    kinds = KINDS.get(event["kind"], ())
    when = event["date"]["value"] or ""
    ahead = event["status"] in _OPEN or event["kind"] in ("no_show", "cancelled", "postponed")
    return {
        "kind": kinds[0].value if kinds else "",
        "planned": when if ahead else "",
        "date": "" if ahead else when,
        "outcome": _OUTCOMES.get(event["status"], ""),
        "place": _place(event),
        "parties": _parties(event),
        "source": document.source.code,
        "note_en": " ".join(event["evidence"][0]["quote"].split())[:500] if event["evidence"] else "",
    }


def _place(event: Mapping[str, Any]) -> str:
    """Where it happened, unless the name there is that of somebody who took part."""
    place = event["place"] or ""
    return "" if any(place.casefold() in name.casefold() for name in event["participants"]) else place


def _parties(event: Mapping[str, Any]) -> list[str]:
    """Codes of the parties on the record that the event names, by code or by name."""
    named = {name.casefold() for name in (*event["participant_ids"], *event["participants"], *event["parties"])}
    return [
        code
        for code, name in Party.objects.values_list("code", "name_en")
        if {code.casefold(), name.casefold()} & named
    ]
