"""Finding a person by any name or number: the roll's own, aliases, further numbers, and those of merged entries."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

from repatria.registry.identities.comparable import name_key, number_key
from repatria.registry.identities.merges import kept_entry, merges
from repatria.registry.identities.models import Alias, ServiceNumber
from repatria.registry.roster.models import MissingPerson

_AFTER_ALL = "\U0010ffff"


def matching(word: str) -> Q:
    """Entries of the roll that one word of a search finds; a word with a digit is a number or a reference."""
    own = _own(word)
    elsewhere = _elsewhere(word, own)
    return own | Q(pk__in=elsewhere) if elsewhere else own


def _own(word: str) -> Q:
    if any(character.isdigit() for character in word):
        return Q(service_number__istartswith=word) | Q(reference__istartswith=word)
    return Q(family_name__istartswith=word) | Q(given_names__icontains=word)


def _elsewhere(word: str, own: Q) -> set[int]:
    """Keys of those whom the word finds by another name or number, or by an entry that was merged into theirs."""
    found: set[int] = set()
    if any(character.isdigit() for character in word):
        key = number_key(word)
        if key:
            rows = ServiceNumber.objects.filter(_begins_with("key", key), corrected_seq=None)
            found.update(rows.values_list("person_id", flat=True))
    else:
        key = name_key(word)
        if key:
            rows = Alias.objects.filter(
                _begins_with("family_key", key) | _begins_with("given_key", key), corrected_seq=None
            )
            found.update(rows.values_list("person_id", flat=True))
    kept = kept_entry()
    if kept:
        merged = MissingPerson.objects.filter(own, pk__in=merges().values("merged")).values_list("pk", flat=True)
        found.update(kept[key] for key in merged)
        found.update(kept[key] for key in found & kept.keys())
    return found


def _begins_with(column: str, key: str) -> Q:
    """As a range for SQLite, whose LIKE does not use an index; PostgreSQL has one made for it."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": key, f"{column}__lt": key + _AFTER_ALL})
    return Q(**{f"{column}__startswith": key})
