"""Verbs of a decision: propose, review, sign, rescind. The evidence is frozen at the proposal; signatures cover it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from repatria.canonical import digest
from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.decisions.evidence import check_evidence, searched_pairs
from repatria.registry.decisions.models import (
    FINAL,
    Consequence,
    Discipline,
    Identification,
    IdentifiedRemains,
    Review,
    Signature,
    State,
)
from repatria.registry.decisions.posterior import with_posteriors
from repatria.registry.decisions.released import released
from repatria.registry.decisions.states import enter
from repatria.registry.identities.border import on_their_own
from repatria.registry.laboratory.models import Remains
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Resource, Role, Verb
from repatria.registry.roster.models import MissingPerson, Status
from repatria.registry.roster.verbs import brought_by_decision, record_decided_status, withdraw_decided_status

REQUIRED_DISCIPLINES = 2
SIGNERS = 2
REVIEWERS = {
    Discipline.DNA: (Role.DNA_ANALYST,),
    Discipline.ANTHROPOLOGY: (Role.ANTHROPOLOGIST,),
    Discipline.ODONTOLOGY: (Role.ANTHROPOLOGIST, Role.MEDICAL_EXAMINER),
    Discipline.HISTORY: (Role.HISTORIAN,),
}
"""Who may speak for a discipline."""


def propose(
    record: Recording,
    person: MissingPerson,
    remains: Sequence[Remains],
    evidence: Sequence[Mapping[str, Any]],
    *,
    summary: str = "",
) -> int:
    """Propose that remains are a missing person; returns the decision's key.

    evidence: see ``evidence.py``; at least one line. With each line of a search goes the posterior of its pairing, or
    why there is none. From here on it is frozen: to change it, rescind and propose anew.
    """
    record.actor.must(Verb.CHANGE, Resource.DECISIONS)
    on_their_own(person)
    if not remains:
        raise InvalidInput("a decision speaks of at least one set of remains")
    check_evidence(evidence)
    lines = with_posteriors(evidence, searched_pairs(evidence, person, remains, reason=summary))
    if len({item.pk for item in remains}) < len(remains):
        raise InvalidInput("the same remains are named twice")
    gone = set(released().filter(pk__in=[item.pk for item in remains]).values_list("pk", flat=True))
    for item in remains:
        if IdentifiedRemains.objects.filter(remains=item, open=True).exists():
            raise Conflict(f"remains {item.code} are in a decision already; rescind that one first")
        if item.pk in gone:
            raise Conflict(f"remains {item.code} were released: record their return to custody first")
    earlier = Identification.objects.filter(person=person).exclude(state=State.RESCINDED)
    addition = earlier.filter(state__in=FINAL).exists()
    if not addition and earlier.exists():
        raise Conflict("a decision about this person is under way already")
    if not addition and person.status != Status.UNACCOUNTED_FOR:
        raise Conflict(
            f"the person is recorded as {person.status}: only someone unaccounted for is identified for the first time"
        )
    key = record.next_id(Identification)
    payload = {
        "id": key,
        "person_id": person.pk,
        "evidence": lines,
        "digest": digest(lines),
        "summary": summary,
        "proposed_by": record.actor.name,
        "addition": addition,
        "made_up": person.made_up,
        "items": [{"id": record.next_id(IdentifiedRemains), "remains_id": item.pk} for item in remains],
    }
    record.append("decisions.proposed", f"identification/{key}", payload)
    return key


@projects("decisions.proposed")
def _proposed(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        items = columns.pop("items")
        insert_rows(Identification, [{"recorded_seq": fact.seq, **columns}])
        insert_rows(
            IdentifiedRemains,
            ({"recorded_seq": fact.seq, "identification_id": columns["id"], **item} for item in items),
        )
        enter(fact, columns["id"], State.PROPOSED)


def review(
    record: Recording, identification: Identification, discipline: Discipline, *, concurs: bool, note: str = ""
) -> int:
    """Say, for one discipline, whether the evidence bears the proposal; who differs says why."""
    record.actor.must(Verb.REVIEW, Resource.DECISIONS)
    identification.refresh_from_db()
    if identification.state not in (State.PROPOSED, State.REVIEWED):
        raise Conflict(f"the decision is {identification.state}; it can no longer be reviewed")
    if record.actor.name == identification.proposed_by:
        raise NotPermitted("whoever proposed a decision does not review it")
    if record.actor.role not in REVIEWERS[Discipline(discipline)]:
        raise NotPermitted(f"the role {record.actor.role} does not speak for {Discipline(discipline).value}")
    if not concurs and not note.strip():
        raise InvalidInput("who differs says why")
    key = record.next_id(Review)
    payload = {
        "id": key,
        "identification_id": identification.pk,
        "discipline": Discipline(discipline).value,
        "reviewer": record.actor.name,
        "concurs": concurs,
        "note": note,
    }
    record.append("decisions.reviewed", f"identification/{identification.pk}", payload)
    return key


@projects("decisions.reviewed")
def _reviewed(facts: list[Fact]) -> None:
    for fact in facts:
        insert_rows(Review, [{"recorded_seq": fact.seq, **fact.payload}])
        key = fact.payload["identification_id"]
        state = State.REVIEWED if reviews_suffice(key) else State.PROPOSED
        if not Identification.objects.filter(pk=key, state=state).exists():
            enter(fact, key, state)


def last_reviews(identification_id: int) -> dict[str, Review]:
    """The last word of each discipline; a later review takes the place of an earlier one, which stays."""
    return {row.discipline: row for row in Review.objects.filter(identification=identification_id).order_by("id")}


def reviews_suffice(identification_id: int) -> bool:
    """Whether two disciplines concur by different reviewers, and no discipline's last word is that it differs.

    A discipline that differs after a first signature ends the matter: whoever signed did not know of it, so that the
    decision is rescinded and proposed anew.
    """
    if disputed_after_signature(identification_id):
        return False
    last = last_reviews(identification_id)
    reviewers = {row.reviewer for row in last.values()}
    enough = len(last) >= REQUIRED_DISCIPLINES and len(reviewers) >= REQUIRED_DISCIPLINES
    return enough and all(row.concurs for row in last.values())


def disputed_after_signature(identification_id: int) -> bool:
    """Whether a discipline differed when someone had signed already."""
    first = Signature.objects.filter(identification=identification_id).order_by("recorded_seq").first()
    if first is None:
        return False
    later = Review.objects.filter(identification=identification_id, recorded_seq__gt=first.recorded_seq)
    return later.filter(concurs=False).exists()


def sign(record: Recording, identification: Identification, user: User, password: str) -> int:
    """Sign the frozen evidence, the password given anew; with the second signature the decision is final.

    A signature is of the moment in which it is given; nobody signs for a day gone by.

    Raises NotPermitted for a wrong password or role, Conflict for a second signature by the same person, and when the
    evidence no longer has the digest it was proposed with.
    """
    record.actor.must(Verb.SIGN, Resource.DECISIONS)
    if user.username != record.actor.name or not user.check_password(password):
        raise NotPermitted("the password does not belong to the person who signs")
    identification.refresh_from_db()
    if identification.state != State.REVIEWED:
        raise Conflict(f"the decision is {identification.state}; it is signed once its reviews suffice")
    if digest(identification.evidence) != identification.digest:
        raise Conflict("the evidence is not what was proposed: its digest differs")
    signed = list(identification.signatures.order_by("id"))
    if any(signature.signer == user.username for signature in signed):
        raise Conflict("the same person does not sign twice")
    roles = [signature.role for signature in signed] + [user.role]
    if len(roles) >= SIGNERS and Role.MEDICAL_EXAMINER.value not in roles:
        raise Conflict("one of the two signers is a medical examiner")
    key = record.next_id(Signature)
    payload = {
        "id": key,
        "identification_id": identification.pk,
        "signer": user.username,
        "role": user.role,
        "digest": identification.digest,
    }
    record.append("decisions.signed", f"identification/{identification.pk}", payload)
    if len(roles) >= SIGNERS and not identification.addition:
        record.flush()
        record_decided_status(
            record,
            identification.person,
            Status.IDENTIFIED,
            since=record.moment.date().isoformat(),
            identification_id=identification.pk,
        )
    return key


@projects("decisions.signed")
def _signed(facts: list[Fact]) -> None:
    for fact in facts:
        insert_rows(Signature, [{"recorded_seq": fact.seq, **fact.payload}])
        key = fact.payload["identification_id"]
        roles = list(Signature.objects.filter(identification=key).values_list("role", flat=True))
        if len(roles) >= SIGNERS and Role.MEDICAL_EXAMINER.value in roles:
            enter(fact, key, State.SIGNED)


def rescind(record: Recording, identification: Identification, reason: str) -> int:
    """Take a decision back, with the reason; nothing of it is erased, and its remains can be decided anew."""
    record.actor.must(Verb.SIGN, Resource.DECISIONS)
    identification.refresh_from_db()
    if identification.state == State.RESCINDED:
        raise Conflict("the decision was rescinded already")
    if not reason.strip():
        raise InvalidInput("a rescission says why")
    others = Identification.objects.filter(person=identification.person, addition=True).exclude(pk=identification.pk)
    further = others.exclude(state=State.RESCINDED).order_by("id").first()
    if further is not None and not identification.addition:
        raise Conflict(f"decision {further.pk} adds further remains to this one: rescind that one first")
    was_final = identification.state in FINAL
    key = record.next_id(Consequence)
    payload = {
        "id": key,
        "identification_id": identification.pk,
        "kind": "rescinded",
        "on": record.moment.date().isoformat(),
        "by": record.actor.name,
        "details": {"reason": reason, "state before": identification.state},
    }
    record.append("decisions.rescinded", f"identification/{identification.pk}", payload)
    if was_final and not identification.addition:
        record.flush()
        brought = brought_by_decision(identification.person).filter(identification=identification).first()
        if brought is not None:  # none when it was corrected on the roll already
            why = f"identification {identification.pk} was rescinded: {reason}"
            withdraw_decided_status(record, brought, reason=why)
    return key


@projects("decisions.rescinded")
def _rescinded(facts: list[Fact]) -> None:
    for fact in facts:
        key = fact.payload["identification_id"]
        insert_rows(Consequence, [{"recorded_seq": fact.seq, **fact.payload}])
        enter(fact, key, State.RESCINDED)
        IdentifiedRemains.objects.filter(identification=key).update(open=False)
