"""Counts of a text in order of place, and which of them may be of one thing."""

from __future__ import annotations

import re

from repatria.testimony.conflicts.compared_figures import Item
from repatria.testimony.model import Reading
from repatria.testimony.text.first_characters import compiled

_MOST_APART = 4.0  # how many times larger a number may be than the one it corrects


PERSONS = frozenset(("persons", "remains"))


OTHER_TIME = compiled(
    r"\b(?:now|since|later|rose|risen|fell|fallen|down from|up from|grew|grown|by (?:19|20)\d\d|in (?:19|20)\d\d|earlier|before|then|after|another|more|further|a year|next|previous|first|second|last)\b|\bof (?:them|those|whom|which|these)\b[^.;]{0,20}$"
)


def counts_in_order(reading: Reading) -> list[Item]:
    """The counts of a reading in order of place; lengths of time are none."""
    found = [(reading, c, f) for c in reading.claims for f in c.figures if f.unit not in ("years", "days")]
    return sorted(found, key=lambda item: item[2].evidence.start)


def comparable(a: Item, b: Item) -> bool:
    """Whether two counts may be of one thing: of persons, or of things by the same noun, and not far apart."""
    x, y = a[2], b[2]
    if x.value is None or y.value is None or x.value == y.value or min(x.value, y.value) < 3:
        return False
    if max(x.value, y.value) > _MOST_APART * min(x.value, y.value):
        return False
    if x.unit in PERSONS and y.unit in PERSONS:
        return (
            x.predicate == y.predicate
            or bool({"other", "buried"} & {x.predicate, y.predicate})
            or {x.predicate, y.predicate} <= {"missing", "unaccounted_for", "died"}
        )
    return x.unit == y.unit and (x.unit != "other" or head_noun(x.population) == head_noun(y.population))


def head_noun(population: str) -> str:
    words = re.findall(r"[a-z]+", population.lower())
    return words[-1] if words else ""
