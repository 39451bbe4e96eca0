"""Suggested duplicates: look at the whole roll, keep what is alike, and list it until an officer has judged it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from repatria.registry.asof import NOW, AsOf
from repatria.registry.identities.comparable import name_key, number_key
from repatria.registry.identities.likeness import MOST_ALIKE, Known, look
from repatria.registry.identities.merges import counts_no_more
from repatria.registry.identities.models import Alias, NotSame, ServiceNumber, Suggestion
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson

LOOKED = "identities.roll_looked_through"
"""The action of a look at the roll."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the roll came to. crowded: what too many entries share to be compared, in words."""

    entries: int
    compared: int
    found: int
    new: int
    gone: int
    crowded: tuple[str, ...]


def known_of_everyone() -> list[Known]:
    """What the roll says of who everyone is, merged entries included, by key."""
    names, numbers = defaultdict(list), defaultdict(list)
    aliases = Alias.objects.filter(corrected_seq=None).order_by("id")
    for person, family, given in aliases.values_list("person_id", "family_key", "given_key"):
        names[person].append((family, given))
    for person, key in ServiceNumber.objects.filter(corrected_seq=None).order_by("id").values_list("person_id", "key"):
        numbers[person].append(key)
    columns = ("id", "family_name", "given_names", "service_number", "birth", "incident__date", "service")
    found = []
    for key, family, given, number, birth, lost, service in (
        MissingPerson.objects.order_by("id").values_list(*columns).iterator(chunk_size=10_000)
    ):
        own = number_key(number)
        found.append(
            Known(
                key,
                ((name_key(family), name_key(given)), *names.get(key, ())),
                tuple(dict.fromkeys([*([own] if own else []), *numbers.get(key, ())])),
                birth,
                lost or "",
                service,
            )
        )
    return found


def look_through(record: Recording) -> Look:
    """Look at the whole roll and suggest who may be entered twice; what is alike no longer is suggested no more."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    entries = known_of_everyone()
    looked = look(entries)
    standing = {
        (first, second): (key, points, grounds)
        for key, first, second, points, grounds in Suggestion.objects.filter(corrected_seq=None).values_list(
            "id", "first_id", "second_id", "points", "grounds"
        )
    }
    alike = {(pair.first, pair.second): pair for pair in looked.alike}
    same = {
        pair
        for pair, (_key, points, grounds) in standing.items()
        if pair in alike and (alike[pair].points, list(alike[pair].grounds)) == (points, grounds)
    }
    gone = [standing[pair][0] for pair in sorted(standing) if pair not in same]
    new = [
        {
            "id": record.next_id(Suggestion),
            "first_id": pair.first,
            "second_id": pair.second,
            "points": pair.points,
            "grounds": list(pair.grounds),
        }
        for key, pair in alike.items()
        if key not in same
    ]
    crowded = tuple(
        f"{number:,} entries share {what}: more than {MOST_ALIKE:,} are not compared" for what, number in looked.crowded
    )
    payload = {"entries": len(entries), "new": new, "gone": gone, "crowded": list(crowded)}
    record.append(LOOKED, "roll", payload)
    return Look(len(entries), looked.compared, len(alike), len(new), len(gone), crowded)


@projects(LOOKED)
def _looked_through(facts: list[Fact]) -> None:
    for fact in facts:
        for key in fact.payload["gone"]:
            Suggestion.objects.filter(pk=key).update(corrected_seq=fact.seq)
        insert_rows(Suggestion, ({"recorded_seq": fact.seq, **row} for row in fact.payload["new"]))


def suggestions(point: AsOf = NOW) -> QuerySet[Suggestion]:
    """What waited for an officer as we knew it at a point: alike, neither merged nor marked as not the same."""
    standing = point.known() & point.not_corrected()
    judged = NotSame.objects.filter(standing, first=OuterRef("first"), second=OuterRef("second"))
    open_ones = Suggestion.objects.filter(standing).exclude(Exists(judged))
    return open_ones.exclude(counts_no_more(point, "first")).exclude(counts_no_more(point, "second"))


def last_look(point: AsOf = NOW) -> LedgerEntry | None:
    """The ledger entry of the last look at the roll, as we knew it at a point."""
    looks = LedgerEntry.objects.filter(subject="roll", action=LOOKED)
    if point.seq is not None:
        looks = looks.filter(seq__lte=point.seq)
    return looks.order_by("-seq").first()
