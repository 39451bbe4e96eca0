"""Verbs on duplicates: merge two entries that are one person, take them apart again, say that two are not the same."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.models import Identification, State
from repatria.registry.identities.border import because
from repatria.registry.identities.models import Merge, NotSame
from repatria.registry.identities.struck_off import struck_off
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson, Sex, Status, StatusEntry


def merge(record: Recording, kept: MissingPerson, merged: MissingPerson, *, reason: str, evidence: str = "") -> int:
    """Record that two entries are one person; returns the entry that did. Nothing of either is lost or changed.

    From then on the person counts once, as the kept entry; the other's page leads there. Raises Conflict in words.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    reason = because(reason, "they are one person")
    kept, merged = (MissingPerson.objects.get(pk=person.pk) for person in (kept, merged))
    may_be_one(kept, merged)
    payload = {"kept_id": kept.pk, "merged_id": merged.pk, "reason": reason, "evidence": evidence.strip()}
    return record.append("identities.persons_merged", f"person/{merged.pk}", payload)


def may_be_one(kept: MissingPerson, merged: MissingPerson) -> None:
    """Refuse, in words, what cannot be merged."""
    if kept.pk == merged.pk:
        raise InvalidInput("nobody is merged with themself: name two entries")
    gone = struck_off().filter(person__in=(kept, merged)).select_related("person").first()
    if gone is not None:
        raise Conflict(f"{gone.person.reference} was struck off the roll: put it back first")
    standing = Merge.objects.filter(corrected_seq=None)
    before = standing.filter(merged=merged).select_related("kept").first()
    if before is not None:
        raise Conflict(f"{merged.reference} is merged into {before.kept.reference} already")
    through = standing.filter(merged=kept).select_related("kept").first()
    if through is not None and through.kept_id == merged.pk:
        raise Conflict(f"{kept.reference} is merged into {merged.reference}: the other way round would be a circle")
    if through is not None:
        raise Conflict(f"{kept.reference} is merged into {through.kept.reference}: merge with that one")
    inside = standing.filter(kept=merged).select_related("merged").first()
    if inside is not None:
        raise Conflict(
            f"{inside.merged.reference} is merged into {merged.reference}: keep {merged.reference}, "
            "or take those two apart first"
        )
    if Sex.UNKNOWN not in (kept.sex, merged.sex) and kept.sex != merged.sex:
        raise Conflict(f"the sexes contradict: {kept.sex} and {merged.sex}; correct the wrong one first")
    if NotSame.objects.filter(_pair(kept, merged), corrected_seq=None).exists():
        raise Conflict("they are marked as not the same: take that back first")
    live = [Identification.objects.filter(person=one).exclude(state=State.RESCINDED).exists() for one in (kept, merged)]
    if all(live):
        raise Conflict("both have an identification that stands: rescind the wrong one first")
    if live[1]:
        raise Conflict(f"{merged.reference} has an identification that stands: keep that entry")
    if merged.status not in (kept.status, Status.UNACCOUNTED_FOR):
        raise Conflict(
            f"{merged.reference} is {merged.status} and {kept.reference} is not: "
            "keep the one whose fate is known, or correct the status first"
        )


def _pair(one: MissingPerson, other: MissingPerson) -> Q:
    first, second = sorted((one.pk, other.pk))
    return Q(first=first, second=second)


@projects("identities.persons_merged")
def _persons_merged(facts: list[Fact]) -> None:
    insert_rows(
        Merge,
        ({"id": fact.seq, "recorded_seq": fact.seq, "decided_by": fact.actor, **fact.payload} for fact in facts),
    )


def unmerge(record: Recording, standing: Merge, *, reason: str) -> int:
    """Take two entries apart again, with the reason: everything is as before, and the merge stays on the record."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    standing.refresh_from_db()
    if standing.corrected_seq is not None:
        raise Conflict("they were taken apart already")
    payload = {"merge_id": standing.pk, "reason": because(reason, "they are two persons")}
    return record.append("identities.persons_unmerged", f"person/{standing.merged_id}", payload)


@projects("identities.persons_unmerged")
def _persons_unmerged(facts: list[Fact]) -> None:
    for fact in facts:
        merge = Merge.objects.filter(pk=fact.payload["merge_id"])
        merge.update(corrected_seq=fact.seq, undone_because=fact.payload["reason"])


def mark_not_same(record: Recording, one: MissingPerson, other: MissingPerson, *, reason: str) -> int:
    """Record that two entries are two persons, so that they are no longer suggested; returns the entry that did."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    if one.pk == other.pk:
        raise InvalidInput("name two entries")
    if NotSame.objects.filter(_pair(one, other), corrected_seq=None).exists():
        raise Conflict("they are marked as not the same already")
    if Merge.objects.filter(corrected_seq=None, kept__in=(one, other), merged__in=(one, other)).exists():
        raise Conflict("they are merged: take them apart first")
    first, second = sorted((one.pk, other.pk))
    payload = {"first_id": first, "second_id": second, "reason": because(reason, "they are two persons")}
    return record.append("identities.marked_not_same", f"person/{first}", payload)


@projects("identities.marked_not_same")
def _marked_not_same(facts: list[Fact]) -> None:
    insert_rows(
        NotSame,
        ({"id": fact.seq, "recorded_seq": fact.seq, "decided_by": fact.actor, **fact.payload} for fact in facts),
    )


def unmark_not_same(record: Recording, mark: NotSame, *, reason: str) -> int:
    """Take the word back that two entries are two persons, with the reason."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if mark.corrected_seq is not None:
        raise Conflict("it was taken back already")
    payload = {"mark_id": mark.pk, "reason": because(reason, "they may be one person after all")}
    return record.append("identities.not_same_withdrawn", f"person/{mark.first_id}", payload)


@projects("identities.not_same_withdrawn")
def _not_same_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        NotSame.objects.filter(pk=fact.payload["mark_id"]).update(corrected_seq=fact.seq)


def merges(point: AsOf = NOW) -> QuerySet[Merge]:
    """Merges that stand at a point: recorded by then, and not taken apart by then. Who is one person always was."""
    return Merge.objects.filter(point.known(), point.not_corrected())


def merged_away(point: AsOf = NOW) -> QuerySet:
    """Keys of the entries that count no more at a point, because the person counts as the kept entry.

    On a day before the kept entry's history begins, the merged one still stands for the person.
    """
    found = merges(point)
    if point.on is not None:
        found = found.filter(Exists(StatusEntry.objects.filter(point.history(), person=OuterRef("kept"))))
    return found.values("merged")


def each_person_once(point: AsOf = NOW) -> QuerySet[MissingPerson]:
    """The entries of the roll without those that count no more at a point."""
    return MissingPerson.objects.exclude(counts_no_more(point))


def counts_no_more(point: AsOf = NOW, person: str = "pk") -> Q:
    """Entries that were struck off, or merged into another, at a point. person: the column with the entry's key."""
    return Q(**{f"{person}__in": merged_away(point)}) | Q(**{f"{person}__in": struck_off(point).values("person")})


def kept_entry(point: AsOf = NOW) -> dict[int, int]:
    """Merged entry -> the entry that the person is kept as, by key."""
    return dict(merges(point).values_list("merged", "kept"))
