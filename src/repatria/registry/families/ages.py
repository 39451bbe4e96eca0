"""Years of birth that cannot be, and those that are odd: a child older than a parent, a mother of nine.

What cannot be is refused by the verbs; what is odd is shown to whoever types it, and listed (`repatria family check`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.problems import Problem
from repatria.registry.families.consent_models import Consent
from repatria.registry.families.kin_models import Kinship, Relationship, Relative
from repatria.registry.families.lives import death_of
from repatria.registry.families.models import FamilyMember
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Verb, allows
from repatria.registry.roster.models import MissingPerson, Sex

_YEAR = 365.25
YOUNGEST, OLDEST_MOTHER, OLDEST_FATHER = 13, 60, 80
"""Ages at a birth between which nothing is asked; beyond them people do become parents, and a slip is likelier."""
APART = 45
"""Years between brothers and sisters from which the births are asked about."""
_PARENTS = {Relationship.PARENT.value: 1, Relationship.GRANDPARENT.value: 2}
_CHILDREN = {Relationship.CHILD.value: 1, Relationship.GRANDCHILD.value: 2}


@dataclass(frozen=True, slots=True)
class Line:
    """Someone of an earlier generation and someone of a later one, with their births. generations: 1 for a parent."""

    elder: str
    elder_born: str
    younger: str
    younger_born: str
    generations: int = 1
    father: bool = False

    def impossible(self) -> str:
        """Why these births cannot be, or empty."""
        if PartialDate(self.elder_born).earliest >= PartialDate(self.younger_born).after:
            return f"{self.elder}, born {self.elder_born}, is younger than {self.younger}, born {self.younger_born}"
        return ""

    def odd(self) -> str:
        """What is odd about these births, or empty."""
        most = ((PartialDate(self.younger_born).after - PartialDate(self.elder_born).earliest).days - 1) / _YEAR
        least = (PartialDate(self.younger_born).earliest - PartialDate(self.elder_born).after).days / _YEAR
        who = "parent" if self.generations == 1 else "grandparent"
        if most < YOUNGEST * self.generations:
            return f"{self.elder} would be {who} of {self.younger} at {int(most)} or younger"
        oldest = OLDEST_FATHER if self.father else OLDEST_MOTHER
        if least > oldest * self.generations:
            return f"{self.elder} would be {who} of {self.younger} at {int(least)} or older"
        return ""


@dataclass(frozen=True, slots=True)
class Birth:
    """A relative as they would be: with this birth, as this member of the pedigree, and this to a missing person."""

    relative: Relative | None
    name: str
    born: str
    member: FamilyMember | None = None
    kinship: tuple[MissingPerson, str] | None = None

    def lines(self) -> Iterator[Line]:
        """Everyone with a birth who stands above or below in line, by kinship and by the pedigree."""
        if not self.born:
            return
        for person, relationship in self._kin():
            if person.birth and relationship in _PARENTS:
                father = self.member is not None and self.member.sex == Sex.MALE
                yield Line(self.name, self.born, person.name, person.birth, _PARENTS[relationship], father)
            elif person.birth and relationship in _CHILDREN:
                yield Line(person.name, person.birth, self.name, self.born, _CHILDREN[relationship], _father(person))
        if self.member is not None:
            for parent in (self.member.father, self.member.mother):
                if parent is not None and (known := _known(parent)):
                    yield Line(*known, self.name, self.born, 1, parent.sex == Sex.MALE)
            of_them = FamilyMember.objects.filter(Q(father=self.member) | Q(mother=self.member))
            for child in of_them.select_related("missing_person"):
                if known := _known(child):
                    yield Line(self.name, self.born, *known, 1, self.member.sex == Sex.MALE)

    def _kin(self) -> list[tuple[MissingPerson, str]]:
        found = {}
        if self.relative is not None:
            rows = Kinship.objects.filter(relative=self.relative, corrected_seq=None).select_related("person")
            found = {row.person_id: (row.person, row.relationship) for row in rows}
        if self.kinship is not None:
            found[self.kinship[0].pk] = self.kinship
        return list(found.values())

    def impossible(self) -> list[str]:
        """Why this birth cannot be: a line that runs backwards, a death or a consent before it."""
        found = [words for line in self.lines() if (words := line.impossible())]
        if self.relative is not None and self.born:
            death = death_of(self.relative)
            if death is not None and PartialDate(death.since).after <= PartialDate(self.born).earliest:
                found.append(f"{self.name}, born {self.born}, died before that ({death.since})")
            consents = Consent.objects.filter(relative=self.relative, corrected_seq=None).order_by("begins")
            early = next((row for row in consents if before_birth(row.since, self.born)), None)
            if early is not None:
                found.append(f"{self.name}, born {self.born}, decided on {early.use} before that ({early.since})")
        return list(dict.fromkeys(found))

    def odd(self) -> list[str]:
        """What is odd about this birth."""
        found = [words for line in self.lines() if not line.impossible() and (words := line.odd())]
        for person, relationship in self._kin() if self.born else ():
            if not person.birth or relationship not in (Relationship.SIBLING, Relationship.HALF_SIBLING):
                continue
            one, other = PartialDate(self.born), PartialDate(person.birth)
            apart = max((one.earliest - other.after).days, (other.earliest - one.after).days) / _YEAR
            if apart > APART:
                found.append(f"{self.name} and {person.name} would be brother or sister {int(apart)} years apart")
        return list(dict.fromkeys(found))


def impossible_for_missing(person: MissingPerson, born: str, reader: Actor) -> str:
    """Why a missing person cannot have been born then, in words that `reader` may read, or empty."""
    found = [words for line in _lines_of_missing(person, born) if (words := line.impossible())]
    if found and not _may_read(reader):
        return "this birth contradicts what is recorded of the family: ask the family liaison officer"
    return found[0] if found else ""


def odd_for_missing(person: MissingPerson, born: str, reader: Actor) -> list[str]:
    """What is odd about a missing person born then, in words that `reader` may read."""
    lines = _lines_of_missing(person, born)
    found = [words for line in lines if not line.impossible() and (words := line.odd())]
    if found and not _may_read(reader):
        return ["this birth is odd beside what is recorded of the family: ask the family liaison officer"]
    return found


def _may_read(reader: Actor) -> bool:
    """Whether names and births of relatives are for them: who keeps the roll need not see the families."""
    return allows(reader.role, Verb.SEE, Resource.FAMILIES)


def _lines_of_missing(person: MissingPerson, born: str) -> list[Line]:
    """Everyone with a birth who stands above or below a missing person in line, if they were born then."""
    if not born:
        return []
    member = FamilyMember.objects.filter(missing_person=person).select_related("father", "mother").first()
    lines = list(Birth(None, person.name, born, member).lines())
    kin = Kinship.objects.filter(person=person, corrected_seq=None).exclude(relative__in=_struck_off())
    for row in kin.select_related("relative"):
        if row.relative.born and row.relationship in _PARENTS:
            lines.append(Line(row.relative.name, row.relative.born, person.name, born, _PARENTS[row.relationship]))
        elif row.relative.born and row.relationship in _CHILDREN:
            generations = _CHILDREN[row.relationship]
            lines.append(Line(person.name, born, row.relative.name, row.relative.born, generations, _father(person)))
    return lines


def _struck_off() -> QuerySet[StruckOffRelative, dict[str, Any]]:
    """Keys of relatives who count no more, and so forbid no birth."""
    return StruckOffRelative.objects.filter(corrected_seq=None).values("relative")


def _father(person: MissingPerson) -> bool:
    return person.sex != Sex.FEMALE


def before_birth(date: str, born: str) -> bool:
    """Whether a partial date lies wholly before a partial birth."""
    return bool(date and born) and PartialDate(date).after <= PartialDate(born).earliest


def refuse_impossible(birth: Birth) -> None:
    """Raise InvalidInput, in words, for a birth that cannot be."""
    found = birth.impossible()
    if found:
        raise InvalidInput("; ".join(found))


def _known(member: FamilyMember) -> tuple[str, str] | None:
    """Name and birth of a member of the pedigree, where the record has one."""
    if member.missing_person is not None:
        person = member.missing_person
        return (person.name, person.birth) if person.birth else None
    relative = Relative.objects.filter(member=member).first()
    return (relative.name, relative.born) if relative is not None and relative.born else None


def check_births() -> list[Problem]:
    """Every relative of today whose birth cannot be, or is odd."""
    rows = Relative.objects.exclude(born="").exclude(pk__in=_struck_off())
    rows = rows.select_related("family", "member__father", "member__mother")
    problems = []
    for relative in rows.order_by("family_id", "id"):
        birth = Birth(relative, relative.name, relative.born, relative.member)
        place = f"relative {relative.pk} of {relative.family.code}"
        problems += [Problem("families", place, f"cannot be: {words}") for words in birth.impossible()]
        problems += [Problem("families", place, f"odd: {words}") for words in birth.odd()]
    return problems
