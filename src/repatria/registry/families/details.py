"""Verb that corrects who a relative is: name, birth, and which member of the pedigree; what is not given stays."""

from __future__ import annotations

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.families.ages import Birth, refuse_impossible
from repatria.registry.families.consent_models import Use
from repatria.registry.families.consents import standing_consent
from repatria.registry.families.kin import known_relative, member_is_free
from repatria.registry.families.kin_models import Relative, RelativeDetails
from repatria.registry.families.models import FamilyMember
from repatria.registry.laboratory.models import Sample
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated


def correct_relative(
    record: Recording,
    relative_id: int,
    *,
    reason: str,
    name: str = "",
    born: str = "",
    member_id: int | None = None,
    no_member: bool = False,
    since: str = "",
) -> None:
    """Record that a relative's name, birth or place in the pedigree is another, and why; earlier rows stay.

    An empty name or birth and member_id None leave what is recorded; no_member: the relative is no member of the
    pedigree. since: empty when the earlier row was wrong from the start (it is then marked so), a date when it changed.
    Raises Conflict where the member's sample would be compared again, because the consent that stops it is found by
    this tie.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if no_member and member_id is not None:
        raise InvalidInput("either the relative is this member of the pedigree, or none")
    member = None if no_member else member_id if member_id is not None else relative.member_id
    if member != relative.member_id:
        member_is_free(relative.family_id, member, relative.pk)
        _no_stopped_sample_is_freed(relative)
    born = dated(record, born, "born", required=False) or relative.born
    known = FamilyMember.objects.filter(pk=member).first()
    refuse_impossible(Birth(relative, name.strip() or relative.name, born, known))
    payload = {
        "relative_id": relative.pk,
        "name": name.strip() or relative.name,
        "born": born,
        "member_id": member,
        "since": dated(record, since, "since", required=False),
        "reason": reason,
    }
    record.append("families.relative_corrected", f"relative/{relative.pk}", payload)


def _no_stopped_sample_is_freed(relative: Relative) -> None:
    if relative.member is None or not Sample.objects.filter(donor=relative.member).exists():
        return
    consent = standing_consent(relative, Use.REMAINS)
    if consent.stops:
        raise Conflict(
            f"{relative.member.label} gave a sample, and the consent of {relative.name} to its comparison with remains "
            f"is {consent.state}: without this tie it would be compared again. Correct the consent or whose sample it "
            "is first"
        )


@projects("families.relative_corrected")
def _relative_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        standing = RelativeDetails.objects.filter(relative=row["relative_id"], corrected_seq=None)
        if not row["since"]:
            standing.update(corrected_seq=fact.seq)
        insert_rows(
            RelativeDetails, [{"id": fact.seq, "recorded_seq": fact.seq, **row, "begins": begins(row["since"])}]
        )
        last = standing.order_by("-begins", "-id").first()
        Relative.objects.filter(pk=row["relative_id"]).update(name=last.name, born=last.born, member_id=last.member_id)
