"""Next of kin: the order of precedence among the relatives of a missing person, and who is the primary one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf, begins
from repatria.registry.chains import open_rows, replace_row, standing, take_turns
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import Kinship, Life, LifeState, PrimaryNextOfKin, Relationship, Relative
from repatria.registry.families.lives import death_of, deaths, is_deceased
from repatria.registry.families.models import Family
from repatria.registry.families.struck_off import struck_off_relatives
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson
from repatria.registry.when import dated

BY_ORDER = "order of precedence"
OTHER = "other"
_ORDER = {relationship: place for place, relationship in enumerate(Relationship.values)}
_UNKNOWN_BIRTH = "9999"  # whoever's birth is not known comes after those of the same degree whose is


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative of one missing person. death: the row that says so; primary: whether next of kin before all others."""

    relative: Relative
    kinship: Kinship
    death: Life | None
    primary: PrimaryNextOfKin | None


def next_of_kin(person: MissingPerson, point: AsOf = NOW) -> list[Kin]:
    """The relatives of a missing person at a point in the order of precedence, the dead after the living.

    Nearer degrees first (`Relationship`), among equals the elder; of unknown birth last.
    """
    rows = kinships(person, point)
    died = deaths([row.relative_id for row in rows], point)
    primary = primary_of(person, point)
    found = [
        Kin(
            row.relative,
            row,
            died.get(row.relative_id),
            primary if primary and primary.relative_id == row.relative_id else None,
        )
        for row in rows
    ]
    return sorted(found, key=_precedence)


def kinships(person: MissingPerson, point: AsOf = NOW) -> list[Kinship]:
    """What each relative was to a missing person at a point; the database keeps it to one row of each."""
    rows = Kinship.objects.filter(point.history(), person=person)
    rows = rows.exclude(relative__in=struck_off_relatives(point).values("relative"))
    return list(rows.select_related("relative__member"))


def _precedence(kin: Kin) -> tuple[bool, int, str, int]:
    return (
        kin.death is not None,
        _ORDER[kin.kinship.relationship],
        kin.relative.born or _UNKNOWN_BIRTH,
        kin.relative.pk,
    )


def primary_of(person: MissingPerson, point: AsOf = NOW) -> PrimaryNextOfKin | None:
    """The primary next of kin of a missing person at a point, if one was recorded."""
    rows = PrimaryNextOfKin.objects.filter(person=person).select_related("relative")
    return standing(rows, point, "person_id").first()


def without_a_living_primary(point: AsOf = NOW, family: Family | None = None) -> list[int]:
    """Missing persons whose primary next of kin had died by a point and who had no other yet; of one family if asked.

    The row is not ended by the death: a death recorded wrongly would have to bring it back. It says who decided until
    then, and another has to be named.
    """
    died = Life.objects.filter(point.history(), state=LifeState.DECEASED, relative=OuterRef("relative"))
    rows = PrimaryNextOfKin.objects.filter(Exists(died))
    if family is not None:
        rows = rows.filter(person__kin__family=family)
    return list(standing(rows, point, "person_id").order_by("person_id").values_list("person_id", flat=True))


def set_primary(record: Recording, person_id: int, relative_id: int, *, since: str, reason: str = "") -> int:
    """Record who is the primary next of kin from a day on; the one before ends. Returns the key.

    Another than the first in the order of precedence needs the reason (a waiver, a court, a wish of the family).
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    person = MissingPerson.objects.get(pk=person_id)
    kin = {each.relative.pk: each for each in next_of_kin(person)}
    if relative.pk not in kin:
        raise InvalidInput(f"say first what {relative.name} is to the missing person")
    if is_deceased(relative):
        raise InvalidInput(f"{relative.name} is recorded as deceased: a primary next of kin lives")
    first = next(each for each in kin.values() if each.death is None)
    basis = BY_ORDER if first.relative.pk == relative.pk else OTHER
    if basis == OTHER and not reason.strip():
        raise InvalidInput(
            f"{first.relative.name} ({first.kinship.relationship}) comes first in the order of precedence: "
            f"say why {relative.name} is primary next of kin"
        )
    held = open_rows(PrimaryNextOfKin, person=person).select_related("relative").first()
    if held is not None and held.relative_id == relative.pk:
        raise Conflict(f"{relative.name} is the primary next of kin already")
    cause, because = (held.begins, f"{held.relative.name} became primary next of kin") if held else (None, "")
    payload = {
        "id": record.next_id(PrimaryNextOfKin),
        "person_id": person.pk,
        "relative_id": relative.pk,
        "basis": basis,
        "since": dated(record, since, "primary next of kin since", cause=cause, because=because),
        "reason": reason,
    }
    record.append("families.primary_set", f"person/{person.pk}", payload)
    return int(payload["id"])


@projects("families.primary_set")
def _primary_set(facts: list[Fact]) -> None:
    for fact in facts:
        take_turns(PrimaryNextOfKin, "person_id", fact.seq, [fact.payload])


def correct_primary(record: Recording, wrong: PrimaryNextOfKin, relative_id: int, *, since: str, reason: str) -> int:
    """Put another next of kin, or another day, in the place of a row that was wrong, and say why."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    relative = known_relative(record, relative_id)
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if not PrimaryNextOfKin.objects.filter(pk=wrong.pk, corrected_seq=None).exists():
        raise Conflict("this entry is corrected already")
    if not Kinship.objects.filter(relative=relative, person=wrong.person_id, corrected_seq=None).exists():
        raise InvalidInput(f"say first what {relative.name} is to the missing person")
    since = dated(record, since, "primary next of kin since")
    _lives(relative, since, wrong)
    payload = {
        "id": record.next_id(PrimaryNextOfKin),
        "wrong_id": wrong.pk,
        "relative_id": relative.pk,
        "basis": OTHER,
        "since": since,
        "reason": reason,
    }
    after = PrimaryNextOfKin.objects.filter(person=wrong.person_id, corrected_seq=None, turn=wrong.turn + 1).first()
    if after is not None and begins(payload["since"]) > after.begins:
        raise InvalidInput(f"the next one began before that, on {after.begins.isoformat()}")
    record.append("families.primary_corrected", f"person/{wrong.person_id}", payload)
    return int(payload["id"])


def _lives(relative: Relative, since: str, row: PrimaryNextOfKin) -> None:
    """Whoever died since may have been primary next of kin before another; nobody becomes it after their death."""
    death = death_of(relative)
    if death is None or death.after is None:
        return
    before = PrimaryNextOfKin.objects.filter(person=row.person_id, corrected_seq=None, turn=row.turn - 1).first()
    first = max(begins(since), before.begins) if before else begins(since)
    if row.ended_seq is None or first >= death.after:
        raise InvalidInput(f"{relative.name} is recorded as deceased ({death.since}): a primary next of kin lives")


@projects("families.primary_corrected")
def _primary_corrected(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        replace_row(PrimaryNextOfKin, "person_id", fact.seq, row.pop("wrong_id"), row)
