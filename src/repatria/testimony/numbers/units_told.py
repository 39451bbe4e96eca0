"""The unit of a number without its noun, from what was counted before it."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers.count_nouns import PLURAL, is_duration, is_person
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.text.segment import Token


def unit_of_ellipsis(tokens: Sequence[Token], before: Quantity | None) -> str:
    """The unit of the count before it; that of things without a unit of their own only within the sentence."""
    if before is None or before.unit in ("years", "days"):
        return "persons"
    if before.number.kind == "ratio":
        noun = before.noun.lower().split()[-1:]
        return HEADS.get(noun[0], "persons") if noun else "persons"  # "62 per cent of cases (n = 129)"
    return before.unit


BODIES = frozenset(("remains", "sets", "boxes", "caskets", "cases"))


_CARRIED = frozenset(
    "turned brought bring brings bringing handed hand handing returned return sent send received receive collected collect carried carry flown came back gave given delivered contained contain contains held hold".split()
)


_SAID_OF_PERSONS = frozenset("missing dead killed died alive unaccounted survived drowned prisoners wounded".split())


def unit_told(tokens: Sequence[Token], number: Number, before: Quantity | None, told: Sequence[Quantity]) -> str:
    """The unit of a bare number: of persons where the words say so, of the same number told before, of the bodies carried."""
    ahead = [token.low for token in tokens[number.last : number.last + 3]]
    if (ahead[:1] and ahead[0] in ("who", "whom", "whose")) or ahead[:2] in (["of", "us"], ["of", "you"]):
        return "persons"
    lead = tokens[number.first - 1].low if number.first else ""
    if lead == "by" and number.first > 1 and tokens[number.first - 2].low.endswith(("ed", "en")):
        return "persons"  # "carried by six"
    if lead in (":", "=") and (named := _unit_named(tokens, number, any_plural=True)) is not None:
        return named
    here = told[-1] if told and told[-1].start >= tokens[0].start else None
    if here is not None and _is_length(here) and (before is None or before.start < tokens[0].start):
        return here.unit  # "asked for six weeks, were given four"
    same = next((q for q in reversed(told) if q.number.value == number.value and q.unit not in ("years", "days")), None)
    of_these = lead in ("which", "whom", "those", "these", "them")
    if same is not None and (number.value or 0) >= 10 and not of_these:
        return same.unit
    near = {token.low for token in tokens[max(0, number.first - 6) : number.last + 4]}
    verb = [token.low for token in tokens[max(0, number.first - 2) : number.first]]
    object_of = verb[-1:] and (verb[-1] in _CARRIED or (verb[-1] in ("over", "back", "home") and verb[0] in _CARRIED))
    if (before is None or before.unit == "persons" or object_of) and near & _CARRIED:
        carried = next((q for q in reversed(told[-12:]) if q.unit in BODIES), None)
        if carried is not None:
            return carried.unit
    if before is None and (named := _unit_named(tokens, number)) is not None:
        return named
    return unit_of_ellipsis(tokens, before or (told[-1] if told else None))


def _is_length(q: Quantity) -> bool:
    return (q.unit in ("years", "days") or is_duration(q.noun)) and q.noun != "age"


def _unit_named(tokens: Sequence[Token], number: Number, *, any_plural: bool = False) -> str | None:
    """The unit of the last plural before the number in its sentence: "in per cent of cases (n = 129)", "the caskets,
    all nineteen". What is said of persons only is said of no thing.
    """
    of_persons = bool({token.low for token in tokens[number.last : number.last + 5]} & _SAID_OF_PERSONS)
    for token in reversed(tokens[: number.first]):
        unit = HEADS.get(token.low)
        if unit in (None, "years", "days") or token.low in _COUNTED_ELSEWHERE or is_duration(token.low):
            continue
        if token.low.endswith("s") or token.low in _PLURALS or unit in BODIES:
            return None if of_persons and unit == "other" else unit
    for token in reversed(tokens[: number.first] if any_plural else ()):
        if PLURAL.match(token.low) and token.low not in STOPS and token.text.islower():
            return "persons" if is_person(token.low) else "other"
    return None


_PLURALS = frozenset("men women people children remains".split())
# Those who do, ask and wait are not whom a bare number counts.
_COUNTED_ELSEWHERE = frozenset(
    "families relatives teams officers experts scientists specialists officials recoveries identifications points activities operations missions americans koreans".split()
)
