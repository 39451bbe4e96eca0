"""Numbers that stand for a noun phrase told elsewhere: "of those, 12 have been named", "1,366 in Vietnam"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, PREDICATE, STOPS
from repatria.testimony.number_words import NAMES_BEFORE
from repatria.testimony.numbers import Number
from repatria.testimony.quantity import Quantity
from repatria.testimony.segment import Token

VERBISH = frozenset(
    "are is were was have has had remain remained remains still believed thought presumed listed died missing unaccounted may might could would will "
    "identified recovered returned killed buried lost perished survived more others never did came been got can could must should are".split()
)


def unit_of_ellipsis(tokens: Sequence[Token], before: Quantity | None) -> str:
    """The unit of the count before it; that of things without a unit of their own only within the sentence."""
    if before is None or before.unit in ("years", "days"):
        return "persons"
    if before.unit == "other":
        return "other" if before.number.kind != "ratio" else "persons"
    return before.unit


_BODIES = frozenset(("remains", "sets", "boxes", "caskets", "cases"))
_CARRIED = frozenset(
    "brought bring brings bringing handed hand handing returned return sent send received receive collected collect carried carry flown came back gave given delivered contained contain contains held hold".split()
)
_SAID_OF_PERSONS = frozenset("missing dead killed died alive unaccounted survived drowned prisoners wounded".split())


def unit_told(tokens: Sequence[Token], number: Number, before: Quantity | None, told: Sequence[Quantity]) -> str:
    """The unit of a bare number: of persons where the words say so, of the same number told before, of the bodies carried."""
    ahead = [token.low for token in tokens[number.last : number.last + 3]]
    if (ahead[:1] and ahead[0] in ("who", "whom", "whose")) or ahead[:2] in (["of", "us"], ["of", "you"]):
        return "persons"
    if ahead[:1] == ["as"] and set(ahead) & _SAID_OF_PERSONS:
        return "persons"  # "carries 7,896 as missing"
    same = next((q for q in reversed(told) if q.number.value == number.value and q.unit not in ("years", "days")), None)
    if same is not None and (number.value or 0) >= 10:
        return same.unit
    near = {token.low for token in tokens[max(0, number.first - 6) : number.last + 4]}
    if (before is None or before.unit == "persons") and near & _CARRIED:
        carried = next((q for q in reversed(told[-12:]) if q.unit in _BODIES), None)
        if carried is not None:
            return carried.unit
    return unit_of_ellipsis(tokens, before or (told[-1] if told else None))


def elliptic(tokens: Sequence[Token], number: Number, follow: str, lead: str, before: Quantity | None) -> bool:
    """A number that stands for a noun phrase: "7,700 are still missing", "of whom 12 have been named"."""
    if number.kind == "vague":
        back = [token.low for token in tokens[max(0, number.first - 3) : number.first]]
        if back[1:] == ["in", "the"] and back[0] in _NUMBERING:
            return True  # "the dead may number in the hundreds of thousands"
        return follow in VERBISH or (number.first == 0 and (follow.endswith("ed") or follow in DID))
    if number.spelled and number.value is not None and number.value <= 1:
        return before is not None and (follow == "more" or (number.first == 0 and (follow == "," or follow in VERBISH)))
    ahead = {token.low for token in tokens[number.last : number.last + 3]}
    earlier = tokens[number.first - 2].low if number.first > 1 else ""
    if number.last - number.first + 2 >= len(tokens) and before is not None and before.unit not in ("years", "days"):
        return True  # "Maybe four."
    if follow == "to" and "be" in ahead and before is not None:
        return True  # "considers about 26,000 to be recoverable"
    ends = follow in ENDS
    if (
        before is not None
        and ends
        and before.unit not in ("years", "days")
        and not (number.spelled and (number.value or 0) <= 2)
    ):
        if lead in (
            "expected",
            "wanted",
            "requested",
            "promised",
            "expects",
            "expect",
            "want",
            "need",
            "other",
            "remaining",
        ):
            return True
        if lead in (
            "counts",
            "counted",
            "count",
            "gives",
            "gave",
            "lists",
            "listed",
            "reports",
            "says",
            "not",
            "another",
            "number",
            "numbers",
        ):
            return True
        if (lead, earlier) in {
            ("from", "down"),
            ("from", "up"),
            ("to", "down"),
            ("to", "up"),
            ("to", "rose"),
            ("to", "fell"),
            ("to", "risen"),
            ("to", "fallen"),
            ("of", "spoke"),
            ("of", "instead"),
            ("of", "goal"),
            ("of", "target"),
            ("was", "number"),
            ("be", "could"),
            ("be", "may"),
            ("be", "might"),
            ("is", "number"),
            ("was", "figure"),
            ("is", "figure"),
            ("was", "it"),
            ("is", "it"),
            ("was", "that"),
            ("is", "that"),
        }:
            return True
    if (
        before is not None
        and before.start >= tokens[0].start
        and (ends or follow in _PRONOUNS)
        and before.unit not in ("years", "days")
    ):
        if lead == "the" and follow in _PRONOUNS:
            return True  # "fewer than the 200 it had spoken of"
        if lead in ("last", "first", "final", "latest", "remaining", "other"):
            return True  # "the first 30 sets in 1991, the last 14 in 1994"
        if lead in _GAPPED:
            return True  # "20 boxes, perhaps 30"
        if _gapping(tokens, number):
            return True
        if lead in ("and", ",") and not before.noun:
            return True  # "we identified 28 last quarter and 14 so far in this one"
    if lead == "the" and earlier == "of" and number.first > 2 and before is not None and ends:
        return True  # "40 of the 52"
    if follow == "of" and "own" in ahead and (is_object(tokens, number) or lead in _COUNTING):
        return True
    if (
        (ends or follow in _AFTER_OBJECT)
        and not (number.spelled and (number.value or 0) <= 1)
        and is_object(tokens, number)
    ):
        return True
    if follow in ("was", "is") and [t.low for t in tokens[number.last + 1 : number.last + 3]] in _THE_NUMBER:
        return True  # "Twelve thousand was the number in 2014"
    if before is not None and before.unit not in ("years", "days"):
        if _breaks_down(tokens, number, follow, lead, before):
            return True
        if (
            "of" in (tokens[0].low, tokens[1].low if tokens[0].low == "out" else "")
            and lead == ","
            and before.start >= tokens[0].start
        ):
            return True  # "Of the 237 graves, 122 bear no name"
        opens = number.first <= 1 or not tokens[number.first - 1].text[0].isalpha() or lead in ("and", "but", "while")
        if opens and (follow.endswith("ed") or follow in DID):
            return True  # "Of the 214 men of the company, 61 answered"
        if ends and lead in _HAVING and not number.spelled:
            return True  # "the Eighth Army had 118,000"
        if follow in ("", ".", ",", ";") and lead in ("to", "for", "with") and before.start >= tokens[0].start:
            return True  # "listed 11 sites and promised access to three"
    if stands_bare(tokens, number, follow, lead):
        return True
    if standalone(tokens, number):
        return True
    if follow in ("that", "who", "whose") and person_verb(tokens, number):
        return True
    if lead == "another" and follow in ("will", "are", "were", "have", "had"):
        return True
    if follow in VERBISH or (
        follow in ("of", "from")
        and ahead & {"them", "whom", "which", "those", "these", "the", "world", "vietnam", "korea"}
    ):
        return True
    return lead in ("is", "was", "to", "from", "at", "than", "total", "reached", "stands", "stood") and counts_before(
        tokens, number
    )


# What can stand after a number that has no noun of its own: marks, joints, prepositions that do not divide it.
ENDS = frozenset(
    "now today as in and or while but set by when at on after before since until during so last this more here there for from that with if because though then yesterday tonight altogether left alive dead aboard behind apiece combined".split()
) | {"", ".", ",", ";", ")", "”", '"', "—", "–", ":", "?", "!"}
_PRONOUNS = frozenset("it they he she we i you that".split())
_GAPPED = frozenset("perhaps maybe possibly or".split())


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


def stands_bare(tokens: Sequence[Token], number: Number, follow: str, lead: str) -> bool:
    """Whether a number stands where a counted thing would: before a verb, or at the end of its clause, and is no name.

    "Fewer than 250 answered", "they were to bring forty-two", "7,692 as of last Friday"; not "Route 9", "at eleven".
    """
    if number.value is None or number.kind != "count":
        return False
    value, before = number.value, tokens[number.first - 1] if number.first else None
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
        in ("and", "but", "while", "when", "that", "because", "since", "if", "which", "whom", "them", *_DETERMINERS)
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


def standalone(tokens: Sequence[Token], number: Number) -> bool:
    """Bare numbers that count persons with nothing told before: "one of 124", "Of the 867, ...", "the 7,800 figure"."""
    lead = [token.low for token in tokens[max(0, number.first - 3) : number.first]]
    follow = tokens[number.last].low if number.last < len(tokens) else ""
    if number.value is None or (number.spelled and number.value < 3):
        return False
    if lead[-2:] == ["one", "of"] and follow in ENDS:
        return True
    if lead[-2:] in (["the", "remaining"], ["the", "other"]) and follow in ENDS:
        return True
    if lead[-2:] == ["of", "the"] and number.first == 2 and follow == ",":
        return True
    return lead[-1:] in (["the"], ["that"], ["this"]) and follow in ("figure", "total", "toll") and not number.spelled


_NUMBERING = frozenset("number numbers numbered are were is put run runs ran".split())
_COUNTING = frozenset("counts counted count lists listed reports reported has lost says claims claimed".split())
DID = frozenset("did came went stood fell ran left got made took sat began lay knew saw".split())
_HAVING = frozenset("had has have having sent got took made needed wanted kept employs employed lost".split())
_THE_NUMBER = (["the", "number"], ["the", "figure"], ["the", "total"], ["the", "count"])


def _gapping(tokens: Sequence[Token], number: Number) -> bool:
    """ "Fingerprints gave 1,100 of the names, teeth 1,470 and DNA fewer than 700": subject and count, the verb left out."""
    i = number.first - 1
    words = 0
    while i > 0 and words < 3 and tokens[i].text.isalpha() and tokens[i].low not in STOPS:
        words, i = words + 1, i - 1
    if not words or i < 1 or tokens[i].low not in (",", ";", "and"):
        return False
    named = tokens[number.first - 1].text[0].isupper()
    return not named or number.qualifier is not None or tokens[number.first - 1].text.isupper()


_AFTER_OBJECT = frozenset(
    "more this last so before after since during between from on at for here there to through".split()
)


def _breaks_down(tokens: Sequence[Token], number: Number, follow: str, lead: str, before: Quantity) -> bool:
    """Whether the number is a part of the count before it, by place: "1,762 remain: 1,366 in Vietnam and 337 in Laos"."""
    placed = {token.low for token in tokens[max(0, number.first - 5) : number.first]} & {"in", "from", "at", "near"}
    if before.start >= tokens[0].start and lead == "," and placed and follow in ("", ".", ",", ";", "and"):
        return True  # "in Laos, 286 Americans ...; in Cambodia, 48"
    if before.start < tokens[0].start or follow not in ("in", "from", "on", "at", "off", "near", "over"):
        return False
    after = tokens[number.last + 1] if number.last + 1 < len(tokens) else None
    named = after is not None and (after.text[0].isupper() or after.text[0].isdigit() or after.low == "the")
    return named and lead in (":", ",", "and", "(", ";", "–", "—", "including", "with", "of")


_OBJECT_FOLLOWS = re.compile(r"\s*(?:out|back|home|only|just)?")


def is_object(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is what a verb of the field was done to: "we have identified 60", "brought out seven"."""
    back = " ".join(token.low for token in tokens[max(0, number.first - 3) : number.first])
    verbs = list(PREDICATE.finditer(back))
    return bool(verbs) and _OBJECT_FOLLOWS.fullmatch(back, verbs[-1].end()) is not None


_ESTIMATING = frozenset("put puts estimate estimates estimated gave gives reckons reckoned stand stands stood".split())
_TALLY = frozenset("number total count tally toll figure".split())
_OF_PERSONS = frozenset(
    "missing dead losses toll disappeared fallen casualties wounded killed victims prisoners unaccounted".split()
)


def counts_before(tokens: Sequence[Token], number: Number) -> bool:
    """ "the number of missing is 7,700", "the total stands at 416"."""
    words = {token.low for token in tokens[: number.first]}
    if number.first and tokens[number.first - 1].low == "at" and words & _ESTIMATING:
        return bool(words & (_OF_PERSONS | _TALLY))
    if number.first and words & _TALLY and tokens[number.first - 1].low in ("is", "was"):
        return True
    return bool(words & _TALLY) and bool(PREDICATE.search(" ".join(t.low for t in tokens)))


def person_verb(tokens: Sequence[Token], number: Number) -> bool:
    if [t.low for t in tokens[number.last + 1 : number.last + 3]] in _THE_NUMBER:
        return True
    return bool(PREDICATE.search(" ".join(token.low for token in tokens[number.last : number.last + 8])))
