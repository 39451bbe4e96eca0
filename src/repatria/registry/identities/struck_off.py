"""Entries of the roll that should never have been made: struck off with the reason, kept on the record, put back."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from repatria.errors import Conflict
from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.models import Identification, State
from repatria.registry.families.models import FamilyMember
from repatria.registry.identities.border import because
from repatria.registry.identities.models import Merge, StruckOff
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson


def strike_off(record: Recording, person: MissingPerson, *, reason: str) -> int:
    """Record that an entry was made by mistake and stands for no missing person; returns the entry that did.

    It counts no more, at no day; what was known before still answers for those who ask that. Raises Conflict, in words,
    while anything on the record rests on it.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    reason = because(reason, "this entry stands for no missing person")
    _nothing_rests_on(person)
    payload = {"person_id": person.pk, "reason": reason}
    return record.append("identities.person_struck_off", f"person/{person.pk}", payload)


def _nothing_rests_on(person: MissingPerson) -> None:
    if StruckOff.objects.filter(person=person, corrected_seq=None).exists():
        raise Conflict(f"{person.reference} is struck off already")
    merged = Merge.objects.filter(Q(kept=person) | Q(merged=person), corrected_seq=None)
    other = merged.select_related("kept", "merged").first()
    if other is not None:
        raise Conflict(f"{other.merged.reference} is merged into {other.kept.reference}: take them apart first")
    if Identification.objects.filter(person=person).exclude(state=State.RESCINDED).exists():
        raise Conflict(f"{person.reference} has an identification that stands: rescind it first")
    member = FamilyMember.objects.filter(missing_person=person).select_related("family").first()
    if member is not None:
        raise Conflict(
            f"the family {member.family.code} has {person.reference} as its missing person: tie that member to "
            "another entry, or to none, first"
        )


@projects("identities.person_struck_off")
def _struck_off(facts: list[Fact]) -> None:
    insert_rows(
        StruckOff,
        ({"id": fact.seq, "recorded_seq": fact.seq, "decided_by": fact.actor, **fact.payload} for fact in facts),
    )


def put_back(record: Recording, standing: StruckOff, *, reason: str) -> int:
    """Put an entry back on the roll, with the reason: it counts as before."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    standing.refresh_from_db()
    if standing.corrected_seq is not None:
        raise Conflict("it was put back already")
    payload = {"struck_off_id": standing.pk, "reason": because(reason, "it belongs on the roll")}
    return record.append("identities.person_put_back", f"person/{standing.person_id}", payload)


@projects("identities.person_put_back")
def _put_back(facts: list[Fact]) -> None:
    for fact in facts:
        row = StruckOff.objects.filter(pk=fact.payload["struck_off_id"])
        row.update(corrected_seq=fact.seq, undone_because=fact.payload["reason"])


def struck_off(point: AsOf = NOW) -> QuerySet[StruckOff]:
    """Entries that were struck off as far as we knew at a point, at every day: a mistake never was a missing person."""
    return StruckOff.objects.filter(point.known(), point.not_corrected())
