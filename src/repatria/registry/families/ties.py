"""Ties: which member a missing person is, further members, whose sample a sample is, which relative an account is."""

from __future__ import annotations

from repatria.errors import Conflict, InvalidInput
from repatria.problems import Problem
from repatria.registry.asof import begins
from repatria.registry.families.consents import stops
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.read import read_family
from repatria.registry.families.ties_models import AccountTie, MissingTie
from repatria.registry.identities.border import on_their_own
from repatria.registry.laboratory.models import Sample
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Resource, Role, Verb
from repatria.registry.roster.models import MissingPerson, Sex


def tie_missing(record: Recording, member_id: int, reference: str, *, reason: str) -> int:
    """Record that a member of a pedigree is a missing person, by reference, or (empty) that they are none of the roll.

    Returns the key of the tie. The tie before stays on the record; saying it again undoes a wrong one.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    member = FamilyMember.objects.filter(pk=member_id).first()
    if member is None:
        raise InvalidInput(f"there is no member {member_id} of a pedigree")
    if not reason.strip():
        raise InvalidInput("say why: on what does it rest that this is the person, or is not?")
    person = _person(reference)
    if member.missing_person_id == (person.pk if person else None):
        raise Conflict("it is recorded so already")
    if person is not None:
        _may_be_tied(member, person)
    payload = {
        "member_id": member.pk,
        "person_id": person.pk if person else None,
        "since": "",
        "reason": reason.strip(),
    }
    return record.append("families.missing_tied", f"family/{member.family_id}", payload)


def _person(reference: str) -> MissingPerson | None:
    if not reference.strip():
        return None
    person = MissingPerson.objects.filter(reference=reference.strip()).first()
    if person is None:
        raise InvalidInput(f"there is nobody on the roll with the reference {reference.strip()}")
    return person


def _may_be_tied(member: FamilyMember, person: MissingPerson) -> None:
    on_their_own(person)
    other = FamilyMember.objects.filter(missing_person=person).select_related("family").first()
    if other is not None:
        raise Conflict(f"{person.reference} is {other.label} of family {other.family.code}: undo that tie first")
    if Sample.objects.filter(donor=member).exists():
        raise Conflict(f"{member.label} gave a reference sample, so this is not the missing person")
    if Relative.objects.filter(member=member).exists():
        raise Conflict(f"{member.label} is a relative on the record: correct that first")
    if Sex.UNKNOWN not in (member.sex, person.sex) and member.sex != person.sex:
        raise InvalidInput(f"{member.label} is {member.sex} in the pedigree, {person.reference} is {person.sex}")


@projects("families.missing_tied")
def _missing_tied(facts: list[Fact]) -> None:
    for fact in facts:
        row = fact.payload
        insert_rows(MissingTie, [{"id": fact.seq, "recorded_seq": fact.seq, **row, "begins": begins(row["since"])}])
        FamilyMember.objects.filter(pk=row["member_id"]).update(missing_person_id=row["person_id"])


def add_member(
    record: Recording,
    family_id: int,
    label: str,
    sex: str,
    *,
    father_id: int | None = None,
    mother_id: int | None = None,
) -> int:
    """Add a member to a pedigree, by parents (both or none); returns the key. Refused when it would not hold."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise InvalidInput(f"there is no family {family_id}")
    label = label.strip()
    members = list(family.members.order_by("id"))
    if not label or any(member.label == label for member in members):
        raise InvalidInput("a member has a label that nobody else in the family has")
    if sex not in Sex.values:
        raise InvalidInput(f"the sex is one of {', '.join(Sex.values)}, not {sex!r}")
    if (father_id is None) != (mother_id is None):
        raise InvalidInput("name both parents or none; a parent who is not known is added as a member first")
    known = {member.pk for member in members}
    if {father_id, mother_id} - known - {None}:
        raise InvalidInput("the parents are members of the same pedigree")
    key = record.next_id(FamilyMember)
    row = {
        "id": key,
        "family_id": family.pk,
        "label": label,
        "sex": sex,
        "father_id": father_id,
        "mother_id": mother_id,
    }
    faults: list[Problem] = []
    if read_family(family, [*members, FamilyMember(recorded_seq=0, **row)], faults) is None:
        raise InvalidInput("; ".join(fault.message for fault in faults))
    record.append("families.member_added", f"family/{family.pk}", row)
    return key


@projects("families.member_added")
def _member_added(facts: list[Fact]) -> None:
    insert_rows(FamilyMember, ({"recorded_seq": fact.seq, **fact.payload} for fact in facts))


def retie_sample(record: Recording, sample_id: int, member_id: int, *, reason: str) -> None:
    """Record that a donor's sample is another member's of the same family, and why; searches from now on hold to it."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    sample = Sample.objects.select_related("donor").filter(pk=sample_id, donor__isnull=False).first()
    if sample is None:
        raise InvalidInput(f"there is no donor's sample {sample_id}")
    if not reason.strip():
        raise InvalidInput("a correction says why")
    member = FamilyMember.objects.filter(pk=member_id, family=sample.donor.family_id).first()
    if member is None:
        raise InvalidInput("the donor is a member of the same family")
    if member.missing_person_id is not None:
        raise InvalidInput(f"{member.label} is the missing person, who gave no reference sample")
    if member.pk == sample.donor_id:
        raise Conflict("it is recorded so already")
    stopped = stops(family_id=sample.donor.family_id)
    if sample.donor_id in stopped and member.pk not in stopped:
        raise Conflict(
            f"the consent of {sample.donor.label} to the comparison of this sample is {stopped[sample.donor_id].state}:"
            f" as that of {member.label} it would be compared again. Correct the consent first, or record that"
            f" {member.label} refuses"
        )
    payload = {"sample_id": sample.pk, "from_id": sample.donor_id, "member_id": member.pk, "reason": reason.strip()}
    record.append("families.sample_retied", f"family/{member.family_id}", payload)


@projects("families.sample_retied")
def _sample_retied(facts: list[Fact]) -> None:
    for fact in facts:
        Sample.objects.filter(pk=fact.payload["sample_id"]).update(donor_id=fact.payload["member_id"])


def tie_account(record: Recording, relative_id: int, username: str, *, reason: str = "") -> int:
    """Record which relative signs in under a family member's account; they then see their own consents there.

    Tying it to another relative later corrects it, and says why.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    user = User.objects.filter(username=username.strip(), role=Role.FAMILY.value).first()
    if user is None or user.family_id != relative.family_id:
        raise InvalidInput(f"no family member of this family signs in as {username.strip()!r}")
    before = relative_of(user.username)
    if before is not None and before.pk == relative.pk:
        raise Conflict(f"{user.username} is {relative.name} already")
    if before is not None and not reason.strip():
        raise InvalidInput(f"{user.username} is recorded as {before.name}: say why that is wrong")
    payload = {"username": user.username, "relative_id": relative.pk, "since": "", "reason": reason.strip()}
    return record.append("families.account_tied", f"relative/{relative.pk}", payload)


@projects("families.account_tied")
def _account_tied(facts: list[Fact]) -> None:
    for fact in facts:
        row = fact.payload
        AccountTie.objects.filter(username=row["username"], corrected_seq=None).update(corrected_seq=fact.seq)
        insert_rows(AccountTie, [{"id": fact.seq, "recorded_seq": fact.seq, **row, "begins": begins(row["since"])}])


def relative_of(username: str) -> Relative | None:
    """The relative who signs in under an account."""
    row = AccountTie.objects.filter(username=username, corrected_seq=None).select_related("relative").first()
    return row.relative if row else None
