"""One service number, several persons: who has a number already, and every number that more than one person has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import QuerySet

from repatria.registry.identities.comparable import number_key
from repatria.registry.identities.merges import each_person_once, kept_entry
from repatria.registry.identities.models import NotSame, ServiceNumber
from repatria.registry.roster.models import MissingPerson
from repatria.registry.roster.plain_number import PlainNumber


def others_with_number(number: str, besides: int | None = None) -> QuerySet[MissingPerson]:
    """Persons of the roll, each once, who have a service number as a main or a further one; `besides`: not this one."""
    key = number_key(number)
    if not key:
        return MissingPerson.objects.none()
    kept = kept_entry()
    found = set(
        MissingPerson.objects.annotate(plain=PlainNumber("service_number"))
        .filter(plain=key)
        .values_list("pk", flat=True)
    )
    found |= set(ServiceNumber.objects.filter(key=key, corrected_seq=None).values_list("person_id", flat=True))
    keys = {kept.get(each, each) for each in found} - {besides, kept.get(besides or 0)}
    return each_person_once().filter(pk__in=keys).order_by("pk")


@dataclass(frozen=True, slots=True)
class Shared:
    """A number, as the first of them writes it, that several persons have; not every pair of them was judged."""

    number: str
    persons: tuple[MissingPerson, ...]


def shared_numbers() -> list[Shared]:
    """Every number that more than one person of the roll has and that nobody has judged, in order of the first keys."""
    persons: dict[str, dict[int, str]] = defaultdict(dict)
    kept = kept_entry()
    there = set(each_person_once().values_list("pk", flat=True))
    main = MissingPerson.objects.exclude(service_number="").order_by("pk")
    further = ServiceNumber.objects.filter(corrected_seq=None).order_by("pk")
    for rows in (main.values_list("pk", "service_number"), further.values_list("person_id", "number")):
        for key, number in rows.iterator(chunk_size=10_000):
            if (whose := kept.get(key, key)) in there and (plain := number_key(number)):
                persons[plain].setdefault(whose, number)
    judged = set(NotSame.objects.filter(corrected_seq=None).values_list("first_id", "second_id"))
    doubted = [
        keys
        for keys in persons.values()
        if len(keys) > 1 and any(pair not in judged for pair in combinations(sorted(keys), 2))
    ]
    rows = MissingPerson.objects.select_related("incident").in_bulk({key for keys in doubted for key in keys})
    shared = [Shared(keys[min(keys)], tuple(rows[key] for key in sorted(keys))) for keys in doubted]
    return sorted(shared, key=lambda each: each.persons[0].pk)


def number_warnings(number: str, besides: int | None = None) -> list[str]:
    """What to say of a number that someone else has already: a warning, for two persons can have one by a slip."""
    return [
        f"{row.reference} ({row.name}) has the service number {number} already: merge the two if they are one person"
        for row in others_with_number(number, besides)[:5]
    ]
