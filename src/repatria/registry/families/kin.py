"""Verbs on relatives: add one, say what they are to the missing, and that they died."""

from __future__ import annotations

from typing import Any

from repatria.dates import PartialDate
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.families.ages import Birth, refuse_impossible
from repatria.registry.families.consent_models import Consent, Decision
from repatria.registry.families.kin_models import (
    Kinship,
    Life,
    LifeState,
    Relationship,
    Relative,
    RelativeDetails,
)
from repatria.registry.families.lives import is_deceased
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson
from repatria.registry.when import dated


def known_relative(record: Recording, relative_id: int) -> Relative:
    """The relative of that key, everything recorded so far included; raises in words when there is none any more."""
    record.flush()
    found = Relative.objects.filter(pk=relative_id).first()
    if found is None:
        raise InvalidInput(f"there is no relative {relative_id}")
    if StruckOffRelative.objects.filter(relative=found, corrected_seq=None).exists():
        raise Conflict(f"{found.name} was struck off the family: put them back first")
    return found


def add_relative(
    record: Recording,
    family_id: int,
    name: str,
    *,
    born: str = "",
    member_id: int | None = None,
    since: str = "",
    made_up: bool = False,
) -> int:
    """Record a relative of a family's missing; returns the key. member_id: which member of the pedigree this is."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    if not name.strip():
        raise InvalidInput("a relative has a name")
    record.flush()
    if not Family.objects.filter(pk=family_id).exists():
        raise InvalidInput(f"there is no family {family_id}")
    member_is_free(family_id, member_id, None)
    born = dated(record, born, "born", required=False)
    refuse_impossible(Birth(None, name.strip(), born, FamilyMember.objects.filter(pk=member_id).first()))
    payload = {
        "relative_id": record.next_id(Relative),
        "family_id": family_id,
        "name": name.strip(),
        "born": born,
        "member_id": member_id,
        "since": dated(record, since, "known since", required=False),
        "made_up": made_up,
    }
    record.append("families.relative_added", f"relative/{payload['relative_id']}", payload)
    return int(payload["relative_id"])


def member_is_free(family_id: int, member_id: int | None, relative_id: int | None) -> None:
    """Refuse, in words, a member of another family, one who is missing, and one who is another relative already."""
    if member_id is None:
        return
    member = FamilyMember.objects.filter(pk=member_id).first()
    if member is None or member.family_id != family_id:
        raise InvalidInput("a relative is a member of the pedigree of their own family")
    if member.missing_person_id is not None:
        raise InvalidInput(f"{member.label} is the missing person, who is not their own next of kin")
    if Relative.objects.filter(member=member).exclude(pk=relative_id).exists():
        raise Conflict(f"{member.label} is another relative on the record already")


@projects("families.relative_added")
def _relative_added(facts: list[Fact]) -> None:
    people, details = [], []
    for fact in facts:
        row = fact.payload
        key = {"recorded_seq": fact.seq}
        who = {name: row[name] for name in ("name", "born", "member_id")}
        people.append(
            {**key, "id": row["relative_id"], "family_id": row["family_id"], "made_up": row["made_up"], **who}
        )
        details.append({**key, "id": fact.seq, "relative_id": row["relative_id"], **_when(row), **who})
    insert_rows(Relative, people)
    insert_rows(RelativeDetails, details)


def _when(row: dict[str, Any]) -> dict[str, Any]:
    return {"since": row["since"], "begins": begins(row["since"])}


def set_kinship(
    record: Recording, relative_id: int, person_id: int, relationship: str, *, since: str = "", reason: str = ""
) -> int:
    """Record what a relative is to a missing person; another than recorded corrects it and says why. Returns the key.

    since: partial date from which it was so (a marriage); empty when always.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    if relationship not in Relationship.values:
        raise InvalidInput(f"a relationship is one of {', '.join(Relationship.values)}, not {relationship!r}")
    if not MissingPerson.objects.filter(pk=person_id, kin__family=relative.family_id).exists():
        raise InvalidInput("the missing person is not of this relative's family")
    wrong = Kinship.objects.filter(relative=relative, person=person_id, corrected_seq=None).first()
    if wrong is not None and wrong.relationship == relationship and wrong.since == since:
        raise Conflict(f"{relative.name} is recorded as {relationship} already")
    if wrong is not None and not reason.strip():
        raise InvalidInput(f"{relative.name} is recorded as {wrong.relationship}: say why that is wrong")
    person = MissingPerson.objects.get(pk=person_id)
    refuse_impossible(Birth(relative, relative.name, relative.born, relative.member, (person, relationship)))
    payload = {
        "relative_id": relative.pk,
        "person_id": person_id,
        "relationship": relationship,
        "since": dated(record, since, "since", required=False),
        "reason": reason,
    }
    return record.append("families.kinship_recorded", f"relative/{relative.pk}", payload)


@projects("families.kinship_recorded")
def _kinship_recorded(facts: list[Fact]) -> None:
    for fact in facts:
        row = fact.payload
        Kinship.objects.filter(relative=row["relative_id"], person=row["person_id"], corrected_seq=None).update(
            corrected_seq=fact.seq
        )
        insert_rows(Kinship, [{"id": fact.seq, "recorded_seq": fact.seq, **row, "begins": begins(row["since"])}])


def record_death(record: Recording, relative_id: int, *, on: str, words: str = "") -> int:
    """Record that a relative died, as precisely as it is known; refused while a consent is recorded after that day."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    if is_deceased(relative):
        raise Conflict(f"{relative.name} is recorded as deceased already: correct that entry")
    return _append_life(record, relative, LifeState.DECEASED, on, words=words)


def correct_death(record: Recording, wrong: Life, *, reason: str, on: str = "", words: str = "") -> int:
    """Put right a death that was recorded wrongly: another day, or (without a day) that the relative lives."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, wrong.relative_id)
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if not Life.objects.filter(pk=wrong.pk, corrected_seq=None).exists():
        raise Conflict("this entry is corrected already")
    state = LifeState.DECEASED if on else LifeState.LIVING
    return _append_life(record, relative, state, on, words=words, reason=reason, corrects=wrong.pk)


def _append_life(record: Recording, relative: Relative, state: LifeState, on: str, **more: Any) -> int:
    if state is LifeState.DECEASED:
        born = PartialDate(relative.born).earliest if relative.born else None
        on = dated(record, on, f"death of {relative.name}", cause=born, because="the birth")
        after = PartialDate(on).after
        consents = Consent.objects.filter(relative=relative, corrected_seq=None, begins__gte=after)
        late = consents.exclude(decision=Decision.WITHDRAWN).first()
        if late is not None:
            raise Conflict(f"a consent of {late.since} is recorded after that day: correct it first")
    payload = {"relative_id": relative.pk, "state": state.value, "since": on, **more}
    return record.append("families.life_recorded", f"relative/{relative.pk}", payload)


@projects("families.life_recorded")
def _life_recorded(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        corrects = row.pop("corrects", None)
        if corrects:
            Life.objects.filter(pk=corrects).update(corrected_seq=fact.seq)
        after = PartialDate(row["since"]).after if row["state"] == LifeState.DECEASED else None
        row |= {"begins": begins(row["since"]), "after": after}
        insert_rows(Life, [{"id": fact.seq, "recorded_seq": fact.seq, **row}])
