"""What a number counts: its head noun and unit, or the noun that stands for it elsewhere in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.count_nouns import PLURAL, is_person, unit_by_form
from repatria.testimony.lexicon import DEMONYMS, HEADS, SINGULAR, STOPS
from repatria.testimony.number_reading import Number, read_number
from repatria.testimony.segment import Token

_MAX_NOUN_PHRASE = 9
_ATTRIBUTES = frozenset(
    "burial identification recovery prisoner casualty family death personnel aircraft ship grave bone".split()
)
# Nouns of persons that are plurals without an -s.
_PLURALS = frozenset(
    "men women people children personnel police aircrew groundcrew clergy crew staff dead missing fallen wounded injured kin folk servicemen servicewomen airmen crewmen infantrymen fishermen countrymen chinese japanese vietnamese british disappeared".split()
)
_POINTING = frozenset("last next this each every ago later earlier yesterday today".split())
_FURTHER = frozenset("more other others additional further extra new".split())
_OWNERS = frozenset("their its his her our my your".split())


def head_of(tokens: Sequence[Token], number: Number) -> tuple[str, str, int] | None:
    """Unit, noun phrase and the token after the head noun that the number counts; None without one."""
    i = number.last
    if number.kind == "members":
        return "persons", tokens[number.words].text, i
    if i < len(tokens) and tokens[i].low == "of" and number.kind in ("vague", "ratio", "count"):
        if number.kind == "count" and not (
            i + 1 < len(tokens)
            and (
                tokens[i + 1].low in ("the", "our", "their", "its", "these", "those", "his", "her", "whom", "them")
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
            "our",
            "their",
            "its",
            "these",
            "those",
            "his",
            "her",
            "more",
            "than",
            "some",
            "about",
        ):
            i += 1
        if number.kind != "vague" and i < len(tokens) and (whole := read_number(tokens, i)) is not None:
            i = whole[1]
    while i + 1 < len(tokens) and tokens[i].low in _FURTHER and tokens[i + 1].low not in STOPS:
        i += 1
    limit = min(len(tokens), i + _MAX_NOUN_PHRASE)
    start = i
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
        if token.low in _POINTING:
            return None  # "up from six last year"
        pair = f"{token.low} {tokens[i + 1].low}" if i + 1 < len(tokens) else ""
        if pair in HEADS:
            unit, end = HEADS[pair], i + 2
        elif token.low in HEADS and token.low not in STOPS and not (token.low in SINGULAR and number.value != 1):
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
            return None
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
    return None


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


_THINGS_OF = frozenset("flight formation convoy fleet flotilla series".split())
_BODIES_OF = frozenset(
    "company complement contingent community congregation household workforce crowd crew staff force party team group squad platoon garrison column patrol delegation detachment".split()
)


def counted_before(tokens: Sequence[Token], number: Number) -> str | None:
    """ "the number of individuals is between 30 and 35", "the death toll stands at 163": the unit named before the number."""
    words = [token.low for token in tokens[: number.first]]
    follow = tokens[number.last].low if number.last < len(tokens) else "."
    if words[-1:] == ["of"] and words[-2:-1] and words[-2] in _THINGS_OF:
        return "other"
    if follow == "strong":
        return "persons"  # "the team, 28 strong"
    if len(words) > 1 and words[-1] == "of" and words[-2] in _BODIES_OF:
        return "persons"
    if follow not in (
        ".",
        ",",
        ";",
        "by",
        "as",
        "in",
        "since",
        "on",
        ")",
        "and",
        "or",
        "while",
        "but",
        "from",
        "at",
        "for",
        "with",
        "to",
        "”",
        "a",
        "was",
        "were",
        "is",
        "are",
        "had",
        "the",
    ):
        return None
    ahead = [token.low for token in tokens[number.last : number.last + 9]]
    if ahead[:1] and ahead[0] in ("is", "was", "were", "are"):
        ahead = ahead[1:]
    if ahead[:1] == ["the"] and ahead[1:2] and ahead[1] in ("number", "total", "count") and ahead[2:3] == ["of"]:
        return next((HEADS[word] for word in ahead[3:] if word in HEADS), None)
    if "toll" in words[-8:]:
        return "persons"
    for i in range(len(words) - 1, max(-1, len(words) - 16), -1):
        if words[i] in ("number", "total", "count", "tally", "numbers") and i + 2 < len(words) and words[i + 1] == "of":
            for word in words[i + 2 : i + 7]:
                if word in HEADS:
                    return HEADS[word]
                if PLURAL.match(word) and word not in STOPS:
                    return "persons" if is_person(word) else "other"
    if len(words) > 1 and words[-1] == "of" and words[-2] in _THINGS_OF:
        return "other"
    if words[-1:] and words[-1] in ("number", "numbers", "numbered", "totalled", "totaled", "total"):
        units = [HEADS[word] for word in words[-12:-1] if word in HEADS]
        if not units and any(PLURAL.match(word) for word in words[-4:-1]):
            return "other"  # "false positives numbered two"
        return units[0] if units else None
    return None


def label_unit(label: str) -> str | None:
    for word in re.findall(r"[a-z]+", label.lower()):
        if word in HEADS and HEADS[word] not in ("years", "days"):
            return HEADS[word]
    return None


_BETWEEN_REMAINS = frozenset(
    "the last first other these those another a what may be up an some we they believe believed believes thought think to appear appears is are said".split()
)


def remains_of(tokens: Sequence[Token], first: int) -> bool:
    """ "the remains of 229 soldiers" counts remains."""
    i = first - 1
    while i >= 0 and tokens[i].low in _BETWEEN_REMAINS:
        i -= 1
    if i < 1 or tokens[i].low != "of":
        return False
    if i + 1 < first and tokens[i - 1].low == "those":
        return False
    if tokens[i - 1].low == "those":
        return any(token.low == "remains" for token in tokens[max(0, i - 8) : i])
    return tokens[i - 1].low in ("remains", "bodies", "skeletons", "bones", "skulls", "body")


def measure(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """Whether a stretch of time is told as a length ("took 30 days", "19 years old"), not as a date."""
    lead = tokens[number.first - 1].low if number.first else ""
    follow = tokens[end].low if end < len(tokens) else ""
    if lead == "for" and follow in ("before", "after"):
        return True  # "it rained for six days before ..."
    if follow in ("ago", "later", "earlier", "after", "before", "on", "past", "hence", "prior"):
        return False
    if follow == "of":
        return True  # "three days of fighting"
    return lead not in ("next", "last", "past", "first", "every", "previous", "the", "-", "coming", "another's")
