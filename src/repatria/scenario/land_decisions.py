"""Made-up decisions of the demonstration: one in every state, and further remains of someone buried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from repatria.registry.custody.items import Item, Seal, TransferLine
from repatria.registry.custody.keeping import place
from repatria.registry.custody.seals import break_seal
from repatria.registry.decisions.consequences import (
    AGREES,
    notify_family,
    record_burial,
    record_choice,
    release,
)
from repatria.registry.decisions.evidence import Evidence, circumstance, dna_line, stated_line
from repatria.registry.decisions.models import Discipline, Identification, State
from repatria.registry.decisions.verbs import propose, rescind, review, sign
from repatria.registry.ledger.append import Recording, now, recording
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import Status
from repatria.registry.runs.models import Hit, SearchRun

STATES = (
    State.BURIED,
    State.RELEASED,
    State.NOTIFIED,
    State.SIGNED,
    State.REVIEWED,
    State.PROPOSED,
    State.RESCINDED,
)
"""One decision is left in each of these; those of the first four make four persons accounted for."""
_PLACE = "A made-up cemetery"
Officers = Mapping[str, tuple[User, str]]
"""An account and its password by role."""


def land_decisions(officers: Officers) -> None:
    """Decide on strong pairs of the first search, as the officers of the demonstration would."""
    run = SearchRun.objects.order_by("id").first()
    if run is None:
        return
    pairs = _strong_pairs(run)
    further = next((pair for pair in pairs if sum(each.person_id == pair.person_id for each in pairs) > 1), None)
    firsts: dict[int, Hit] = {further.person_id: further} if further else {}
    for pair in pairs:
        firsts.setdefault(pair.person_id, pair)
    for state, pair in zip(STATES, firsts.values(), strict=False):
        _decide(officers, pair, _evidence(pair), state)
    if further:
        pair = next(each for each in pairs if each.person_id == further.person_id and each.pk != further.pk)
        _decide(officers, pair, _evidence(pair), State.SIGNED)


def _strong_pairs(run: SearchRun) -> list[Hit]:
    """Untied leading pairs of persons still unaccounted for, but not of the family that has an account of its own.

    Remains that are on offer to another holder are not decided.
    """
    hits = Hit.objects.filter(run=run, rank=1, above=True, person__status=Status.UNACCOUNTED_FOR)
    offered = TransferLine.objects.filter(closed_seq=None, item__remains__isnull=False)
    hits = hits.exclude(remains__in=offered.values("item__remains"))
    ordered = list(
        hits.select_related("run", "sample", "remains", "person", "family__population").order_by("-log10_lr", "id")
    )
    tied = Counter(hit.sample_id for hit in ordered)
    shown = ordered[0].family_id if ordered else None
    return [hit for hit in ordered if tied[hit.sample_id] == 1 and hit.family_id != shown]


def _evidence(pair: Hit) -> list[Evidence]:
    stature = stated_line(
        Discipline.ANTHROPOLOGY,
        "Stature and age at death agree with the induction record (made up).",
        0.5,
        numerator=f"the remains are of {pair.person.reference}",
        denominator="the remains are of another man lost in the same area",
        population="men lost in the same area (made up)",
        source="anthropological report (made up)",
    )
    seen = circumstance(
        Discipline.HISTORY,
        f"Lost with {pair.person.unit or 'a unit that is not recorded'}; the box is declared from that area.",
        "historical report (made up)",
    )
    return [dna_line(pair), stature, seen]


def _decide(officers: Officers, pair: Hit, evidence: list[Evidence], until: State) -> None:
    """Take one decision as far as `until`."""
    coordinator, liaison = officers[Role.COORDINATOR][0].actor, officers[Role.FAMILY_LIAISON][0].actor
    today = now().date().isoformat()
    with recording(coordinator) as record:
        key = propose(record, pair.person, [pair.remains], evidence, summary="A made-up decision.")
    decision = Identification.objects.select_related("person").get(pk=key)
    if until == State.PROPOSED:
        return
    for discipline, role in ((Discipline.DNA, Role.DNA_ANALYST), (Discipline.ANTHROPOLOGY, Role.ANTHROPOLOGIST)):
        with recording(officers[role][0].actor) as record:
            review(record, decision, discipline, concurs=True)
    if until == State.REVIEWED:
        return
    for role in (Role.COORDINATOR, Role.MEDICAL_EXAMINER):
        user, password = officers[role]
        with recording(user.actor) as record:
            sign(record, decision, user, password)
    if until == State.RESCINDED:
        with recording(officers[Role.MEDICAL_EXAMINER][0].actor) as record:
            rescind(record, decision, "Two samples were swapped (made up).")
    if until in (State.SIGNED, State.RESCINDED):
        return
    with recording(liaison) as record:
        notify_family(record, decision, on=today, told="a niece (made up)", how="in person")
    if until == State.NOTIFIED:
        return
    compared = {"name": AGREES, "service number": AGREES, "accession": AGREES, "DNA sample code": AGREES}
    with recording(officers[Role.CUSTODIAN][0].actor) as record:
        _take_out(record, decision, today)
        release(record, decision, on=today, to="the family (made up)", checked=compared, similar_names_seen=True)
    if until == State.RELEASED:
        return
    with recording(liaison) as record:
        record_burial(record, decision, on=today, place=_PLACE)
        record_choice(record, decision, on=today, choice="bury with the earlier remains", who="a niece (made up)")


def _take_out(record: Recording, decision: Identification, on: str) -> None:
    """Take the remains out of their box, whose seal is broken for it: an item in a container goes nowhere by itself."""
    for item in Item.objects.filter(remains__decisions__identification=decision, parent__isnull=False):
        for seal in Seal.objects.filter(item=item.parent_id, ended_seq=None):
            break_seal(record, seal.pk, on=on, reason="remains are taken out for their release (made up)")
        place(record, item.pk, None, on=on)
