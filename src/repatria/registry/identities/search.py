"""Finding a person by any name or number: the roll's own, aliases, further numbers, and those of merged entries."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q, QuerySet

from repatria.registry.identities.comparable import name_key, number_key, without_accents
from repatria.registry.identities.merges import kept_entry, merges
from repatria.registry.identities.models import Alias, ServiceNumber
from repatria.registry.roster.models import MissingPerson
from repatria.registry.roster.plain_number import PlainNumber

FEW = 1_000
"""Up to so many entries that a word finds are named to the database; more are so many that a page of them is near."""
_AFTER_ALL = "\U0010ffff"


def found_by(term: str) -> Q:
    """Entries that every word of a search finds, in any order; a number may be written with blanks in it."""
    words = term.replace(",", " ").split()
    found = Q()
    for word in words:
        found &= matching(word)
    if len(words) > 1 and any(map(str.isdigit, term)):
        found |= matching("".join(words))
    return found


def matching(word: str) -> Q:
    """Entries of the roll that one word of a search finds; a word with a digit is a number or a reference.

    The entries are found first and named by key, because a list in the order of names would otherwise look up every
    person of the roll in that order.
    """
    own = _own(word)
    keys = set(MissingPerson.objects.filter(own).order_by().values_list("pk", flat=True)[: FEW + 1])
    found = _by_other_names(word)
    kept = kept_entry()
    if len(keys) > FEW:
        merged = MissingPerson.objects.filter(own, pk__in=merges().values("merged")).values_list("pk", flat=True)
        found.update(kept[key] for key in merged)
    else:
        found |= keys
    found.update(kept[key] for key in found & kept.keys())
    return own | Q(pk__in=found) if len(keys) > FEW else Q(pk__in=found)


def _own(word: str) -> Q:
    if any(character.isdigit() for character in word):
        return Q(reference__istartswith=word) | Q(pk__in=_with_plain_number(number_key(word)))
    own = Q(family_name__istartswith=word) | Q(given_names__icontains=word)
    if not word.isascii() and (plain := without_accents(word)) != word:  # rolls of the time have no accents
        own |= Q(family_name__istartswith=plain) | Q(given_names__icontains=plain)
    return own


def _with_plain_number(key: str) -> QuerySet[MissingPerson]:
    """Those whose main number, written without dashes and blanks, begins with the key: 1234-5678 is 12345678."""
    plain = MissingPerson.objects.annotate(plain=PlainNumber("service_number"))
    return plain.filter(plain__gte=key, plain__lt=key + _AFTER_ALL).order_by().values("pk")


def _by_other_names(word: str) -> set[int]:
    """Keys of those whom the word finds by an alias or a further number."""
    if any(character.isdigit() for character in word):
        table, key, columns = ServiceNumber, number_key(word), ("key",)
    else:
        table, key, columns = Alias, name_key(word), ("family_key", "given_key")
    if not key:
        return set()
    condition = Q()
    for column in columns:
        condition |= _begins_with(column, key)
    return set(table.objects.filter(condition, corrected_seq=None).values_list("person_id", flat=True))


def _begins_with(column: str, key: str) -> Q:
    """As a range for SQLite, whose LIKE does not use an index; PostgreSQL has one made for it."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": key, f"{column}__lt": key + _AFTER_ALL})
    return Q(**{f"{column}__startswith": key})
