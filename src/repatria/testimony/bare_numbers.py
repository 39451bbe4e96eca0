"""Numbers that stand where a counted thing would: before a verb, or at the end of their clause, and are no name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS
from repatria.testimony.number_reading import Number
from repatria.testimony.number_words import NAMES_BEFORE
from repatria.testimony.segment import Token

VERBISH = frozenset(
    "are is were was have has had remain remained remains still believed thought presumed listed died missing unaccounted may might could would will "
    "identified recovered returned killed buried lost perished survived more others never did came been got can could must should are".split()
)


# What can stand after a number that has no noun of its own: marks, joints, prepositions that do not divide it.
ENDS = frozenset(
    "now today as in and or while but set by when at on after before since until during so last this more here there for from that with if because though then yesterday tonight altogether left alive dead aboard behind apiece combined fewer less also too according each".split()
) | {"", ".", ",", ";", ")", "”", '"', "—", "–", ":", "?", "!"}


_CLOCK = frozenset("at by until till before after since past past. around from".split())


_NAMING = frozenset(
    "page pages p pp chapter verse act scene aged age ages channel ward platform gate bus year april may june july".split()
)


_RATES = frozenset("a an per each daily weekly monthly yearly annually apiece altogether".split())


_PLUS = frozenset("by at there here ashore alive dead home back today yesterday of ' ’ ” … – — -".split())


_DETERMINERS = frozenset("the these those that this its their our his her other remaining".split())


_FINITE_NOW = frozenset(
    "are is were was have has had do did will would can could may might must should lie lies stand rest await wait need live stay lack bear belong come go include sit".split()
)


_GIVING = frozenset('" “ says said gives gave reports at is was put puts counts'.split())


def stands_bare(tokens: Sequence[Token], number: Number, follow: str, lead: str) -> bool:
    """Whether a number stands where a counted thing would: before a verb, or at the end of its clause, and is no name.

    "Fewer than 250 answered", "they were to bring forty-two", "7,692 as of last Friday"; not "Route 9", "at eleven".
    """
    most = number.value if number.value is not None else number.high
    if most is None or number.kind != "count":
        return False
    if number.value is None and lead not in _GIVING:
        return False
    value, before = most, tokens[number.first - 1] if number.first else None
    after = tokens[number.last] if number.last < len(tokens) else None
    if number.spelled and value <= 2 and (number.qualifier is None or value < 2) and not (value == 2 and lead == ":"):
        return False
    if (
        follow in ("it", "they")
        and number.first == 0
        and number.last + 1 < len(tokens)
        and tokens[number.last + 1].low in ("is", "was", "were")
    ):
        return True  # "17 it is"
    if lead == "=" and number.first > 1 and tokens[number.first - 2].low == "n":
        return True  # "n = 411"
    if (
        not number.spelled
        and number.qualifier is None
        and 1500 <= value <= 2099
        and "," not in tokens[number.words].text
    ):
        return False
    if before is not None and before.end == tokens[number.words].start and before.text[-1:].isalnum():
        return False  # "Room 2E579"
    if before is not None and number.qualifier is None:
        if (
            before.low in _NAMING
            or before.low in NAMES_BEFORE
            or (
                before.low in _CLOCK
                and value <= 24
                and not any(t.low in ("put", "puts", "stands", "stood") for t in tokens[: number.first])
                and not (before.low == "by" and number.first > 1 and tokens[number.first - 2].low.endswith("ed"))
            )
        ):
            return False
        named = before.text[0].isupper() and number.first > 1 and tokens[number.first - 2].text not in ".:;—"
        if named and before.low not in HEADS and before.low not in ("i", "of"):
            return False
        if before.text in ("(", "/", "-", "+", "=", "x", "×", "$", "#") or (before.low == "in" and not number.spelled):
            return False
    if after is None or follow in ENDS or follow in _PLUS:
        only = number.last - number.first >= len(tokens) - 1
        return not (only and not number.spelled and value < 100)
    if follow in _RATES:
        return number.last + 1 < len(tokens) and tokens[number.last + 1].low in (
            "year",
            "month",
            "week",
            "day",
            "person",
            "head",
            "season",
            "time",
        )
    opens = (
        before is None
        or not before.text[0].isalpha()
        or before.low
        in (
            "and",
            "but",
            "while",
            "when",
            "that",
            "because",
            "since",
            "if",
            "which",
            "whom",
            "them",
            "further",
            "another",
            *_DETERMINERS,
        )
        or (number.first == 1 and before.low in ("were", "are", "have", "had", "was"))
    )
    if after.text[0].isalpha() and after.text.islower():
        beyond = tokens[number.last + 1].low if number.last + 1 < len(tokens) else ""
        if number.first == 0 and follow.endswith("ly"):
            return True  # "Fewer than 400 visually"
        if opens and follow in _ADVERBS and (beyond in _FINITE_NOW or beyond in DID or PAST.fullmatch(beyond)):
            return True  # "thirty-one later turned out to be wrong"
        if follow == "to" and beyond == "go":
            return True
        if opens and (follow in _FINITE_NOW or follow in VERBISH or follow in DID or PAST.fullmatch(follow)):
            return True
        if lead in _DETERMINERS and (
            follow.endswith("ly") or follow in ("who", "whose", "that", "already", "still", "so")
        ):
            return True
        if (
            lead in ("had", "have", "seen", "saw", "watched", "got")
            and follow in _BASE
            and number.last + 1 < len(tokens)
        ):
            return True  # "we've had nine come off the list"
    return False


_ADVERBS = frozenset("later now since still also then once soon never already eventually".split())


_BASE = frozenset("come go die fall drop leave turn walk run make get come return show".split())


PAST = re.compile(
    r"[a-z]{2,}(?<!hundr)ed|(?:made|held|lost|found|gave|sent|rose|spoke|wrote|won|heard|flew|drove|fought|sat|stood|put|led|paid|kept|sank|thought|swam|drowned|survived|went|came|fell|bore|wore|froze|starved|slept|ate|hid|broke|swore|woke|fled|dug|hung|met|grew|drew|threw|shot|cost|hit|set|cut|spent|lay|bled|clung|dwelt|contained)"
)


DID = frozenset("did came went stood fell ran left got made took sat began lay knew saw".split())
