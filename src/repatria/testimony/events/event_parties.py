"""Who took part: those named in a sentence, whom they serve, and the two states behind "both sides"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from repatria.testimony.speakers.actors import Mention, mentions
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed

# The side for which an organisation sits at the table.
_SIDES = {
    "DPAA": "US", "JPAC": "US", "DOD": "US", "USARMY": "US", "STATE": "US", "WHITE_HOUSE": "US", "KPA": "DPRK", "MND": "ROK", "REAGAN_ADMINISTRATION": "US", "CLINTON_ADMINISTRATION": "US", "BUSH_ADMINISTRATION": "US", "OBAMA_ADMINISTRATION": "US", "TRUMP_ADMINISTRATION": "US", "BIDEN_ADMINISTRATION": "US", "USFK": "US", "USAF": "US", "USNAVY": "US", "USMC": "US", "MAKRI": "ROK", "UNC": "UNC", "UN": "UN", "ICRC": "ICRC",
}  # fmt: skip
_BOTH = compiled(
    r"\b(?:the|both|two)\s+(?:two\s+)?(?:countries|sides|nations|governments|Koreas|militaries|leaders|parties)\b"
)
_KOREAS = (Mention(0, 0, "South Korea", "ROK", "state"), Mention(0, 0, "North Korea", "DPRK", "state"))
# Heads of state and the states for which they meet.
_LEADS = {
    "KIM": ("North Korea", "DPRK"), "MOON": ("South Korea", "ROK"), "YOON": ("South Korea", "ROK"), "TRUMP": ("United States", "US"), "BIDEN": ("United States", "US"), "OBAMA": ("United States", "US"), "CLINTON": ("United States", "US"), "BUSH": ("United States", "US"), "PUTIN": ("Russia", "RUSSIA"), "YELTSIN": ("Russia", "RUSSIA"), "XI": ("China", "CHINA"), "ABE": ("Japan", "JAPAN"), "ZELENSKY": ("Ukraine", "UKRAINE"), "ZELENSKYY": ("Ukraine", "UKRAINE"),
}  # fmt: skip
# "Lao-American teams", "a Russian-Japanese panel": both halves take part.
_COMPOUND = compiled(r"(?<![\w-])(?P<one>[A-Z][a-z]+)-(?P<other>[A-Z][a-z]+)\b")
_OFFICE = compiled(
    r"(?:'s)?\s+(?:(?:officials?|spokes(?:man|woman|person)|leader|chairman|director|commander|secretary|minister|president|ambassador|envoy|negotiator|general|colonel|chief|historian|the|former|deputy|vice|prime|"
    r"foreign|defen[cs]e|of|state|secretary-general|anthropologist|[A-Z][a-z]+\.?|Lt\.|Col\.|Gen\.|Maj\.|Adm\.|Capt\.)\s+){1,6}",
    re.I,
)
_IN_PLACE = compiled(r"\b(?:in|at|near|outside|over)\s+$")
_OF_WASHINGTON = compiled(
    r"\b(?:[Ss]ecretary of [Ss]tate|[Ss]ecretary of [Dd]efen[cs]e|[Tt]he (?:US |American )?President)\b"
)
_APPOSED = compiled(r",\s+(?:an?|the)?\s*(?:\w+\s+){0,4}(?:of|for|at|with)\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Scene:
    """Everyone named, whom each person serves, the two states named most, and the first mention of each."""

    people: Placed[Mention]
    serves: dict[str, Mention]
    states: list[tuple[str, int]]
    first: dict[str, Mention]


def affiliations(flat: str, named: Sequence[Mention]) -> dict[str, Mention]:
    """Person -> the body or state named with the office: "DPAA spokesman Lt. Col. Kenneth Hoffman"."""
    found: dict[str, Mention] = {}
    for n, person in enumerate(named):
        if person.kind != "person" or person.id in found:
            continue
        for other in (*named[max(0, n - 2) : n], *named[n + 1 : n + 3]):
            if other.kind in ("state", "organisation") and _serves(flat, other, person):
                found[person.id] = other
                break
    return found


def _is_place(sentence: str, start: int, mention: Mention) -> bool:
    """Whether a state is told only by a city in which something happens: "counsellors met in Beijing"."""
    at = mention.start - start
    words = sentence[max(0, at) : mention.end - start]
    return (
        mention.kind == "state"
        and at >= 0
        and words not in mention.name
        and _IN_PLACE.search(sentence, max(0, at - 12), at) is not None
    )


def parties_of(
    sentence: str, people: Sequence[Mention], scene: Scene, people_before: Mention | None, start: int
) -> list[Mention]:
    """Those named in the sentence, the bodies they speak for, and the two states behind "the two countries"."""
    found = list(people)
    found.extend(scene.serves[person.id] for person in people if person.id in scene.serves)
    if (
        people_before and people_before not in found and re.match(r"\W*(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b", sentence)
    ) or (
        not any(m.kind == "person" for m in people)
        and people_before
        and re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b", sentence)
    ):
        found.append(people_before)
    for person in people:
        if person.id in _LEADS:
            name, state = _LEADS[person.id]
            found.append(Mention(0, 0, name, state, "state"))
    for match in _COMPOUND.finditer(sentence):
        found.extend(m for half in ("one", "other") for m in _states_of(match[half]))
    if _OF_WASHINGTON.search(sentence) and "US" in scene.first:
        found.append(scene.first["US"])
    if found and all(_is_place(sentence, start, m) for m in found):
        found.extend(scene.first[identity] for identity, _ in scene.states)
    if "Koreas" in sentence:
        found.extend(_KOREAS)
    elif _BOTH.search(sentence):
        found.extend(scene.first[identity] for identity, _ in scene.states)
    return found


@lru_cache(maxsize=512)
def _states_of(adjective: str) -> tuple[Mention, ...]:
    """The state that an adjective names: "American", "Vietnamese"; none for a name such as "Smith"."""
    return tuple(m for m in mentions(f"{adjective} officials") if m.kind == "state")


def _serves(flat: str, body: Mention, person: Mention) -> bool:
    if 0 <= person.start - body.end <= 60:
        return bool(_OFFICE.fullmatch(flat[body.end : person.start]))
    return 0 <= body.start - person.end <= 40 and bool(_APPOSED.fullmatch(flat[person.end : body.start]))


def side_of(mention: Mention) -> str | None:
    return mention.id if mention.kind == "state" else _SIDES.get(mention.id)
