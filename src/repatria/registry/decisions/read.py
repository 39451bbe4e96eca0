"""What the record says of decisions at any past point: which there are, what happened, and what may be done next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import standing
from repatria.registry.decisions.further_remains import choice_for, earlier_burial, untold
from repatria.registry.decisions.models import (
    FINAL,
    Consequence,
    DecisionState,
    Discipline,
    Identification,
    Review,
    Signature,
    State,
    Withdrawal,
)
from repatria.registry.decisions.released import released
from repatria.registry.decisions.states import first_days
from repatria.registry.decisions.verbs import REVIEWERS, SIGNERS, disputed_after_signature, last_reviews
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.permissions import Resource, Role, Verb, allows
from repatria.registry.runs.consents import StoppedSince, stopped_since
from repatria.registry.runs.models import Hit

_FEW = 2_000
"""Up to so many decisions in a state are put together at once when a past point is asked."""


def decisions(point: AsOf = NOW, state: str = "") -> QuerySet[Identification]:
    """The decisions that had been proposed at `point`, or those that were in `state` then."""
    if point == NOW:
        return Identification.objects.filter(state=state) if state else Identification.objects.all()
    if not state:
        return Identification.objects.filter(recorded_seq__lte=_last_entry(point))
    rows = DecisionState.objects.filter(state=state)
    held = standing(rows, point, "identification_id")
    if rows[_FEW : _FEW + 1]:  # many were in that state at some time: a page finds its own by asking each decision
        return Identification.objects.filter(Exists(held.filter(identification=OuterRef("pk"))))
    return Identification.objects.filter(pk__in=held.values("identification_id"))


def _last_entry(point: AsOf) -> int:
    """The last entry that counts on both axes for a proposal, which is made on the day of its entry."""
    entries = LedgerEntry.objects.order_by("-recorded_at", "-seq")
    if point.on is not None:
        end = dt.datetime.combine(point.on + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)
        entries = entries.filter(recorded_at__lt=end)
    last = entries.values_list("seq", flat=True).first() or 0
    return last if point.seq is None else min(last, point.seq)


def states_at(keys: list[int], point: AsOf = NOW) -> dict[int, DecisionState]:
    """The row of each of these decisions that held at `point`."""
    rows = standing(DecisionState.objects.filter(identification__in=keys), point, "identification_id")
    return {row.identification_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a decision. day: partial date; kind: proposed, review, signature, or a consequence.

    begins: the first day that can mean, never before that of what it follows; withdrawn: who took it back and why, when
    that was known at the point asked for.
    """

    kind: str
    day: str
    begins: dt.date
    seq: int
    by: str
    row: Any
    withdrawn: Withdrawal | None = None


def history(decision: Identification, point: AsOf = NOW) -> list[Event]:
    """Everything that happened to a decision, in order of time, as known at `point`."""
    known = point.known()
    kept: list[tuple[str, Any, str, str]] = [("proposed", decision, "", decision.proposed_by)]
    kept += [("review", row, "", row.reviewer) for row in decision.reviews.filter(known)]
    kept += [("signature", row, "", row.signer) for row in decision.signatures.filter(known)]
    kept += [(row.kind, row, row.on, row.by) for row in decision.consequences.filter(known)]
    withdrawn = Withdrawal.objects.filter(known, consequence__identification=decision)
    by_consequence = {row.consequence_id: row for row in withdrawn}
    moments = dict(
        LedgerEntry.objects.filter(seq__in=[row.recorded_seq for _kind, row, _on, _by in kept]).values_list(
            "seq", "recorded_at"
        )
    )
    first = first_days(row for _kind, row, _on, _by in kept if isinstance(row, Consequence))
    events = [
        Event(
            kind,
            on or moments[row.recorded_seq].date().isoformat(),
            first[row.pk] if isinstance(row, Consequence) else moments[row.recorded_seq].date(),
            row.recorded_seq,
            by,
            row,
            by_consequence.get(row.pk) if isinstance(row, Consequence) else None,
        )
        for kind, row, on, by in kept
        if point.seq is None or row.recorded_seq <= point.seq
    ]
    happened = (event for event in events if point.on is None or event.begins <= point.on)
    return sorted(happened, key=lambda event: (event.begins, event.seq))


def ended_consents(decision: Identification, point: AsOf = NOW) -> list[StoppedSince]:
    """Donors whose samples the frozen lines rest on and whose consent had ended at `point`, after the search."""
    keys = [item["pair"] for item in decision.evidence if isinstance(item.get("pair"), int)]
    pairs = Hit.objects.filter(pk__in=keys).select_related("run").order_by("id")
    found = [each for pair in pairs for each in stopped_since(pair.run, pair.family_id, point)]
    return list(dict.fromkeys(found))


def wanted_reviews(decision: Identification) -> list[tuple[Discipline, Review | None, tuple[Role, ...]]]:
    """For each discipline its last word, if any, and the roles that may speak for it."""
    last = last_reviews(decision.pk)
    return [(discipline, last.get(discipline.value), REVIEWERS[discipline]) for discipline in Discipline]


@dataclass(frozen=True, slots=True)
class Next:
    """What may be done next. act: the name of the step; roles: who may; facts: what the reader must know of it."""

    act: str
    roles: tuple[Role, ...]
    facts: dict[str, Any] = field(default_factory=dict)


def next_steps(decision: Identification) -> list[Next]:
    """What may be done with a decision now, by which roles; nothing after a rescission but to propose anew."""
    signers = _roles(Verb.SIGN, Resource.DECISIONS)
    liaisons = _roles(Verb.CHANGE, Resource.FAMILIES)
    releasers = tuple(r for r in _roles(Verb.SIGN, Resource.CUSTODY) if allows(r, Verb.SEE, Resource.DECISIONS))
    state = State(decision.state)
    steps: list[Next] = []
    if state == State.RESCINDED:
        if released().filter(decisions__identification=decision).exists():
            return [Next("return", releasers)]
        return [Next("propose anew", _roles(Verb.CHANGE, Resource.DECISIONS))]
    if disputed_after_signature(decision.pk):
        return [Next("dispute", signers), Next("rescind", signers)]
    if state in (State.PROPOSED, State.REVIEWED):
        steps.append(Next("review", _roles(Verb.REVIEW, Resource.DECISIONS), {"proposer": decision.proposed_by}))
    if state == State.REVIEWED:
        steps.append(_signing(decision, signers))
    if state == State.SIGNED and not untold(decision):
        steps.append(Next("notify", liaisons))
    if state == State.NOTIFIED or (state == State.SIGNED and untold(decision)):
        if decision.addition and earlier_burial(decision) and not choice_for(decision):
            steps.append(Next("choose first", liaisons))
        else:
            steps.append(Next("release", releasers))
    if state == State.RELEASED:
        steps.append(Next("bury", liaisons))
    if state in FINAL:
        steps.append(Next("choose", liaisons))
    return [*steps, Next("rescind", signers)]


def _signing(decision: Identification, signers: tuple[Role, ...]) -> Next:
    given = list(Signature.objects.filter(identification=decision).order_by("id"))
    examiner = any(row.role == Role.MEDICAL_EXAMINER for row in given)
    last = len(given) == SIGNERS - 1
    roles = (Role.MEDICAL_EXAMINER,) if last and not examiner else signers
    return Next("sign", roles, {"given": len(given), "signed": [row.signer for row in given], "examiner": examiner})


def _roles(verb: Verb, resource: Resource) -> tuple[Role, ...]:
    return tuple(role for role in Role if allows(role, verb, resource))
