"""Relatives entered twice or by mistake: struck off with the reason, kept on the record, put back."""

from __future__ import annotations

from django.db.models import QuerySet

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.chains import open_rows
from repatria.registry.families.ages import Birth, refuse_impossible
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import PrimaryNextOfKin, Relative
from repatria.registry.families.models import Family
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.families.ties_models import AccountTie
from repatria.registry.families.told_models import Told
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb


def strike_off_relative(record: Recording, relative_id: int, *, reason: str) -> int:
    """Record that a relative was entered by mistake: they count no more. Returns the entry.

    What was known before still answers for those who ask that. Raises Conflict, in words, while anything rests on them.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    if not reason.strip():
        raise InvalidInput("say why they are no relative of this family, or who they are already")
    _nothing_rests_on(relative)
    payload = {"relative_id": relative.pk, "reason": reason.strip()}
    return record.append("families.relative_struck_off", f"relative/{relative.pk}", payload)


def _nothing_rests_on(relative: Relative) -> None:
    if relative.member is not None:
        raise Conflict(
            f"{relative.name} is {relative.member.label} in the pedigree, by whom samples and consents are found: "
            "first change their place in the pedigree to none"
        )
    held = open_rows(PrimaryNextOfKin, relative=relative).select_related("person").first()
    if held is not None:
        raise Conflict(f"{relative.name} is the primary next of kin of {held.person.reference}: name another one first")
    told = Told.objects.filter(relative=relative, corrected_seq=None).first()
    if told is not None:
        raise Conflict(
            f"{relative.name} was told something on {told.since} (entry {told.recorded_seq}): keep that entry"
        )
    tie = AccountTie.objects.filter(relative=relative, corrected_seq=None).order_by("-id").first()
    if tie is not None and not AccountTie.objects.filter(username=tie.username, id__gt=tie.pk).exists():
        raise Conflict(f"{relative.name} signs in as {tie.username}: tie that account to another relative first")


@projects("families.relative_struck_off")
def _struck_off(facts: list[Fact]) -> None:
    insert_rows(
        StruckOffRelative,
        ({"id": fact.seq, "recorded_seq": fact.seq, "decided_by": fact.actor, **fact.payload} for fact in facts),
    )


def put_relative_back(record: Recording, standing: StruckOffRelative, *, reason: str) -> int:
    """Put a relative back, with the reason: they count as before. Refused while their birth cannot be."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    standing.refresh_from_db()
    if standing.corrected_seq is not None:
        raise Conflict("they were put back already")
    if not reason.strip():
        raise InvalidInput("say why they are put back")
    relative = standing.relative
    refuse_impossible(Birth(relative, relative.name, relative.born))
    payload = {"struck_off_id": standing.pk, "reason": reason.strip()}
    return record.append("families.relative_put_back", f"relative/{standing.relative_id}", payload)


@projects("families.relative_put_back")
def _put_back(facts: list[Fact]) -> None:
    for fact in facts:
        row = StruckOffRelative.objects.filter(pk=fact.payload["struck_off_id"])
        row.update(corrected_seq=fact.seq, undone_because=fact.payload["reason"])


def struck_off_relatives(point: AsOf = NOW) -> QuerySet[StruckOffRelative]:
    """Relatives who were struck off as far as we knew at a point, at every day: a mistake never was a relative."""
    return StruckOffRelative.objects.filter(point.known(), point.not_corrected())


def standing_relatives(family: Family) -> QuerySet[Relative]:
    """The relatives of a family who were not struck off, in the order they were recorded."""
    return (
        Relative.objects.filter(family=family).exclude(pk__in=struck_off_relatives().values("relative")).order_by("id")
    )
