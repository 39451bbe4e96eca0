"""The noun that a number counts: its unit, its words and where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import DEMONYMS, HEADS, SINGULAR, STOPS
from repatria.testimony.numbers.attributive_participles import past_participles
from repatria.testimony.numbers.clauses import is_number
from repatria.testimony.numbers.count_nouns import PLURAL, unit_by_form
from repatria.testimony.numbers.number_reading import Number, read_number
from repatria.testimony.numbers.number_words import UNITS
from repatria.testimony.text.segment import Token

_MAX_NOUN_PHRASE = 9
_ATTRIBUTES = frozenset(
    "burial identification recovery prisoner casualty family death personnel aircraft ship grave bone".split()
)
# Nouns of persons that are plurals without an -s.
_PLURALS = frozenset(
    "men women people children personnel police aircrew groundcrew clergy crew staff dead missing fallen wounded injured kin folk servicemen servicewomen airmen crewmen infantrymen fishermen countrymen chinese japanese vietnamese british disappeared".split()
)
_POINTING = frozenset("last next this each every ago later earlier yesterday today".split())
_TIMES = frozenset("year month week day season war century decade".split())
_VERBS_OF_CONTENT = frozenset("held hold contained contain yielded bore bear gave".split())
_FURTHER = frozenset("more other others additional further extra new".split())
_OWNERS = frozenset("their its his her our my your".split())


def head_of(tokens: Sequence[Token], number: Number) -> tuple[str, str, int] | None:
    """Unit, noun phrase and the token after the head noun that the number counts; None without one."""
    i = number.last
    if number.kind == "members":
        return "persons", tokens[number.words].text, i
    if [token.low for token in tokens[i : i + 2]] == ["out", "of"] and number.kind == "count":
        i += 1  # "12 out of 30 bodies"
    if i < len(tokens) and tokens[i].low == "of" and number.kind in ("vague", "ratio", "count"):
        if number.kind == "count" and not (
            i + 1 < len(tokens)
            and (
                tokens[i + 1].low in ("the", "these", "those", "whom", "them", *_OWNERS)
                or (tokens[i + 1].text[0].isdigit() and number.value is not None)
                or _past_owner(tokens, i + 1) > i + 1
            )
        ):
            return None
        i += 1
        i = _past_owner(tokens, i)
        if i < len(tokens) and tokens[i].low in ("them", "whom", "which", "us", "you"):
            return None
        while i < len(tokens) and tokens[i].low in (
            "the",
            "these",
            "those",
            *_OWNERS,
            "more",
            "than",
            "some",
            "about",
        ):
            i += 1
        if i < len(tokens) and number.kind == "count" and tokens[i].low in _TIMES:
            return None  # "the last 34 of the year"
        if number.kind != "vague" and i < len(tokens) and (whole := read_number(tokens, i)) is not None:
            i = whole[1]
    while i + 1 < len(tokens) and tokens[i].low in _FURTHER and tokens[i + 1].low not in STOPS:
        i += 1
    start = i
    i = past_participles(tokens, number.first, i)
    limit = min(len(tokens), i + _MAX_NOUN_PHRASE)
    nearest: tuple[str, str, int] | None = None  # the noun that stands where no later one turns out to be the head
    while i < limit:
        token = tokens[i]
        if (
            token.low in DEMONYMS
            and i + 1 < limit
            and tokens[i + 1].text[0].isalpha()
            and tokens[i + 1].low not in STOPS
        ):
            i += 1  # "Chinese divisions", "Korean War unknowns": an adjective, no head
            continue
        if i == start and token.low in _VERBS_OF_CONTENT:
            return None  # "of 12 graves, nine held remains"
        if token.low in _POINTING:
            return None  # "up from six last year"
        if token.low in ("nor", "but", "versus") or _is_another_number(tokens, i, start):
            return nearest  # "neither 12 nor 14 graves": the noun is that of the other number
        pair = f"{token.low} {tokens[i + 1].low}" if i + 1 < len(tokens) else ""
        if pair in HEADS:
            unit, end = HEADS[pair], i + 2
        elif token.low in HEADS and token.low not in STOPS and not (_single(token.low) and number.value != 1):
            unit, end = HEADS[token.low], i + 1
        elif (
            token.low in STOPS
            or token.low in _OWNERS
            or (
                not token.text[0].isalnum()
                and token.text not in ("-", "'", "&")
                and not (i == start and token.text in '“"')
            )
        ):
            return nearest
        elif number.kind in ("count", "ratio") and (form := unit_by_form(tokens, i, start, number)) is not None:
            unit, end = form, i + 1
        else:
            i += 1
            continue
        if (
            i + 1 < len(tokens)
            and end < len(tokens)
            and tokens[end].low in HEADS
            and tokens[end].low not in ("missing", "dead")
            and HEADS[tokens[end].low] != "years"
        ):
            nearest = unit, " ".join(t.text for t in tokens[start:end]), end
            i = end  # "service members", "transfer cases": the last noun is the head
            continue
        if (
            end < len(tokens)
            and not token.low.endswith("s")
            and token.low not in _PLURALS
            and tokens[end].text.islower()
            and PLURAL.match(tokens[end].low)
            and tokens[end].low not in STOPS
            and tokens[end].low not in HEADS
        ):
            nearest = unit, " ".join(t.text for t in tokens[start:end]), end
            i = end  # "fighter jets", "passenger ferries": the plural is the head
            continue
        if (
            token.low in ("missing", "dead", "fallen", "wounded", "lost", "unaccounted")
            and end < len(tokens)
            and tokens[end].low not in STOPS
            and tokens[end].text[0].isalpha()
            and _noun_ahead(tokens, end, limit)
        ):
            i = end
            continue
        if (
            unit == "persons"
            and end + 1 < len(tokens)
            and tokens[end].text == "'"
            and HEADS.get(tokens[end + 1].low) == "remains"
        ):
            return "remains", " ".join(t.text for t in tokens[start : end + 2]), end + 2  # "six soldiers' remains"
        if (
            token.low in _ATTRIBUTES
            and end < len(tokens)
            and tokens[end].text.islower()
            and PLURAL.match(tokens[end].low)
            and tokens[end].low not in STOPS
        ):
            unit, end = HEADS.get(tokens[end].low, "other"), end + 1  # "burial places"
        noun = " ".join(t.text for t in tokens[start:end])
        if (end + 1 < len(tokens) and tokens[end].low == "of" and HEADS.get(tokens[end + 1].low) in ("remains",)) or (
            end + 2 < len(tokens)
            and tokens[end].low == "of"
            and tokens[end + 1].low in ("human", "skeletal", "american", "commingled", "possible")
            and HEADS.get(tokens[end + 2].low) == "remains"
        ):
            tail = end + 2 if HEADS.get(tokens[end + 1].low) == "remains" else end + 3
            noun = " ".join(t.text for t in tokens[start:tail])
        return unit, noun, end
    return nearest


def _is_another_number(tokens: Sequence[Token], i: int, start: int) -> bool:
    """Whether a number of its own stands at `i`, none that belongs to a name ("30 World War 2 veterans")."""
    named = i > start and tokens[i - 1].text[0].isupper()
    return (
        i > start and not named and (tokens[i].text[0].isdigit() or tokens[i].low in UNITS) and is_number(tokens[i].low)
    )


def _single(word: str) -> bool:
    """Whether a noun of a thing is told in its singular: "a size 9 boot" counts no boots."""
    return word in SINGULAR or (HEADS[word] != "persons" and word + "s" in HEADS)


def _past_owner(tokens: Sequence[Token], i: int) -> int:
    """The token after a capitalised owner: "28 of Company B's 180 men"."""
    if i < len(tokens) and tokens[i].text[0].isupper():
        for j in range(i, min(i + 4, len(tokens))):
            if not tokens[j].text[0].isupper():
                break
            if tokens[j].low.endswith(("'s", "s'")):
                return j + 1
    return i


def _noun_ahead(tokens: Sequence[Token], i: int, limit: int) -> bool:
    for j in range(i, limit):
        if tokens[j].low in STOPS or not tokens[j].text[0].isalnum():
            return False
        if tokens[j].low in HEADS:
            return True
    return False
