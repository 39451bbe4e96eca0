"""Whom a figure counts: nation, war and group, from the words around it and from what the document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.testimony.dates.history import ALL_WARS, wars_in
from repatria.testimony.lexicon import HEADS
from repatria.testimony.numbers.lands_of_wars import war_labelled
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.numbers.units_told import BODIES
from repatria.testimony.speakers.actors import Mention
from repatria.testimony.text.first_characters import compiled

GROUP = {
    "missing": "missing in action", "unaccounted_for": "unaccounted for", "died": "dead", "lost_at_sea": "lost at sea", "identified": "identified", "recovered": "recovered",
    "returned": "returned", "handed_over": "handed over", "held": "held", "buried": "buried",
}  # fmt: skip
_SOLDIERS = compiled(
    r"\b(?:soldiers?|troops|service ?(?:members?|men|women)|personnel|veterans|marines|airm[ae]n|sailors?|crew\w*|infantry\w*|MIAs?|POWs?)\b",
    re.I,
)
_COUNTED = compiled(
    r"\s+(?:\w+\s+){0,2}?(?:soldiers?|troops|service|servicem[ae]n|dead|remains|missing|prisoners|POWs|MIAs|personnel|veterans|marines|airmen|sailors|losses|casualties|military|fallen|war dead|victims|citizens)\b"
)
_PERSON_NOUN = compiled(
    r"^(?:Americans|Britons|Koreans|Germans|Russians|Soviets|Finns|Canadians|Australians|Argentines|Argentinians|Italians|Spaniards|Iraqis|Iranians|Kuwaitis|Ukrainians|Bosnians|Serbs|Croats|Turks|Filipinos|Peruvians)$"
)
# Soldiers who attack are not those whom the text counts as missing.
_ENEMY = compiled(
    r"\s+(?:\w+\s+){0,2}?(?:troops|soldiers|forces|units|divisions)\s+(?:had\s+|have\s+)?(?:overr[au]n|attack\w*|struck|captured|ambushed|surrounded|swarmed|poured|crossed|entered|hit|cut|invaded|closed|launched|broke|turned|handed|guard\w*)\b"
)
_AMERICAN = frozenset("DPAA JPAC DPMO CILHI AFDIL DOD STATE USARMY USNAVY USAF USMC WHITE_HOUSE".split())
_PENINSULA = compiled(r"\bKorean Peninsula\b|\b(?:the|that) (?:war|conflict)\b")


_NEXT_COUNT = compiled(r"(?<![\d,])\d{2,}(?!\d*(?:st|nd|rd|th))")
_OWN = compiled(r"\bof (?:its|their)\b")  # "Seoul received 68 of its soldiers"


@dataclass(frozen=True, slots=True)
class Background:
    """What the document is mostly about: the nation whose missing it counts and the war."""

    nation: str | None
    war: str | None
    wars: frozenset[str] = frozenset()


_THEATRE = compiled(
    r"\b(?:from|in|of|over)\s+(?:the\s+)?(?:(?P<korea>Korea(?:n Peninsula)?)|(?P<vietnam>Vietnam|Laos|Cambodia|Southeast Asia|Indochina))\b(?!\s+(?:War|[Cc]onflict))"
)


def war_near(flat: str, start: int, end: int, about: Background) -> str | None:
    """The war named last in a stretch, by its name or, where the text names that war at all, by the country it was fought in."""
    named = [(a, name) for a, _, name in wars_in(flat[start:end])]
    for match in _THEATRE.finditer(flat, start, end):
        war = "Korean War" if match["korea"] else "Vietnam War"
        if war in about.wars:
            named.append((match.start() - start, war))
    if len({name for _, name in named}) >= _SEVERAL_WARS:
        return None  # "missing from World War II, the Korean War, the Vietnam War and the Gulf Wars"
    return max(named)[1] if named else None


_SEVERAL_WARS = 3


def background(flat: str, named: Sequence[Mention], body: Sequence[tuple[int, int]]) -> Background:
    """The nation named most before soldiers, troops or remains, and the war named most."""
    nations: Counter[str] = Counter()
    for mention in named:
        if mention.kind == "state":
            words = flat[mention.start : mention.end]
            follow = flat[mention.end : mention.end + 60]
            if _PERSON_NOUN.match(words) or (_COUNTED.match(follow) and not _ENEMY.match(follow)):
                nations[mention.id] += 1
        elif mention.id in _AMERICAN:
            nations["US"] += 1
    wars = Counter(name for start, end in body for _, _, name in wars_in(flat[start:end]))
    war = wars.most_common(1)[0][0] if wars else None
    if (
        war is None
        and nations
        and re.search(r"\bKorea", flat)
        and re.search(r"\barmistice\b|\bwar\b|\bMIA\b|POW|\b1950\s?(?:-|–|to)\s?(?:19)?53\b|\b195[0-3]\b", flat)
    ):
        war = "Korean War"
    if (
        war is None
        and nations
        and re.search(r"\bVietnam", flat)
        and re.search(r"\b(?:the|that|last) war\b|\bMIA\b|POW|\bremains\b", flat)
    ):
        war = "Vietnam War"
    return Background(
        nations.most_common(1)[0][0] if nations else None, war, frozenset({*wars, *([war] if war else [])})
    )


@dataclass(frozen=True, slots=True)
class Population:
    """A figure's population in words, with the parts by which figures are compared."""

    words: str
    nation: str | None
    war: str | None


_OF_THOSE = compiled(
    r"\s+of (?:all (?:of )?)?(?P<whole>(?:those|them|the ones) (?:(?:who|that) (?:are|were|had been|have been) )?(?:still )?(?:identified|missing|unaccounted for|returned|recovered|buried|killed|lost|captured))\b"
)
_ARTICLES = compiled(r"(?:the|a|an|all|these|those)\s+", re.I)


def _whole_of(flat: str, quantity: Quantity, end: int) -> str:
    """The whole of which a share is told: the noun behind "of"; empty where none stands there."""
    if quantity.noun:
        return _ARTICLES.sub("", quantity.noun)
    those = _OF_THOSE.match(flat, quantity.end, end)
    return those["whole"] if those else ""


def _share_of(whole: str, nation: str | None, war: str | None) -> Population:
    """ "92 percent of the missing": of the missing of that nation and war; of things ("half of the graves") of neither."""
    head = whole.lower().rpartition(" ")[2]
    if whole.startswith(("those", "them", "the ones")):
        label = f"of {whole}"
    elif head in ("missing", "unaccounted"):
        label = f"of {nation or 'the'} missing"
    elif HEADS.get(head, "other") in ("persons", *BODIES):
        label = f"of {nation} {whole}" if nation else f"of {whole}"
    else:
        return Population(f"of {whole}", None, None)
    return Population(f"{label}, {war}" if war else label, nation, war)


def population(
    flat: str,
    quantity: Quantity,
    sentence: tuple[int, int],
    named: Sequence[Mention],
    about: Background,
    before: Population | None,
) -> Population:
    """Who is counted.

    `before` is the population of the figure told just before, which "of those, 12 ..." takes over.
    """
    start, end = sentence
    words = flat[start:end]
    inside = [m for m in named if m.kind == "state" and quantity.start <= m.start and m.end <= quantity.end + 60]
    own = [m for m in inside if m.end <= quantity.end]
    nation = own[0].id if own else None
    if nation is None:
        own_missing = [
            m for m in named if m.kind == "state" and m.end <= quantity.start and flat[m.end : m.end + 6] == "'s own"
        ]
        nation = own_missing[-1].id if own_missing else None
    if nation is None and _OWN.search(flat, quantity.start, quantity.end + 8):
        subjects = [m for m in named if m.kind == "state" and start <= m.start < quantity.start]
        nation = subjects[-1].id if subjects else None
    if nation is None:
        for mention in inside:
            if re.match(
                r"\s*(?:\w+\s+){0,2}?(?:soldiers|troops|service|servicemen|dead|personnel|military|war dead|missing|forces)",
                flat[mention.end : mention.end + 40],
            ):
                nation = mention.id
                break
    war: str | None = None
    if ALL_WARS.search(words):
        war = "all wars"
    else:
        after = _NEXT_COUNT.search(flat, quantity.end, end)
        war = war_labelled(flat, start, quantity.start)
        war = war or war_near(flat, quantity.end, after.start() if after else end, about)
        war = war or war_near(flat, start, quantity.start, about)
    if war is None and _PENINSULA.search(words):
        war = about.war
    if quantity.anaphoric and before is not None:
        nation, war = nation or before.nation, war or before.war
        if quantity.predicate in ("other", "held") and before.words:
            return Population(before.words, nation, war)
    if quantity.unit == "other" and quantity.number.kind == "ratio" and (whole := _whole_of(flat, quantity, end)):
        return _share_of(whole, nation or about.nation, war or about.war)
    if quantity.unit == "other" and quantity.number.kind == "ratio" and before is not None:
        return Population(f"of {before.words}", before.nation, before.war)
    if quantity.unit in ("years", "days", "other"):
        return Population(quantity.noun or "", None, None)
    nation = nation or about.nation
    war = war or about.war
    bodies = quantity.unit in BODIES and quantity.predicate == "missing"
    if quantity.predicate in ("missing", "unaccounted_for", "died", "lost_at_sea") and not bodies:
        group = GROUP[quantity.predicate]
        if quantity.predicate == "missing" and war is None and not _SOLDIERS.search(quantity.noun):
            group = "missing"  # in a flood, at sea, in a war that the text does not name
        label = f"{nation} {group}" if nation else group
    else:
        noun = re.sub(r"^(?:the|a|an)\s+", "", quantity.noun)
        action = "missing" if bodies else GROUP.get(quantity.predicate, "")
        if action and f" {action} " in f" {noun.lower()} ":
            action = ""  # "64 identified soldiers": said once
        label = " ".join(part for part in (None if own else nation, noun, action) if part)
    return Population(f"{label}, {war}" if war else label, nation, war)
