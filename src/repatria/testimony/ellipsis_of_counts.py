"""Numbers that stand for a noun phrase told elsewhere: "of those, 12 have been named", "1,366 in Vietnam"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.asked_counts import ASKED
from repatria.testimony.bare_numbers import DID, ENDS, VERBISH, stands_bare
from repatria.testimony.lexicon import PREDICATE, STOPS
from repatria.testimony.number_reading import Number
from repatria.testimony.quantity import Quantity
from repatria.testimony.segment import Token


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
    alone = (
        number.last - number.first + 2 >= len(tokens) and before is not None and before.unit not in ("years", "days")
    )
    if alone and (
        number.spelled or (number.value or 0) >= _MOST_NOTES or (before is not None and before.noun == ASKED)
    ):
        return True  # "Maybe four."; not "4.", the number of a note
    if follow in ("which", "who", "whom") and not number.spelled and (number.value or 0) >= _MOST_NOTES:
        return True  # "the first of about 14,000 which are to go north"
    if lead == "the" and not number.spelled and (number.value or 0) >= _MOST_NOTES and follow in ("the", *_PRONOUNS):
        return True  # "half of the 208 the North gave back"
    if lead in ("against", "versus") and before is not None and before.start >= tokens[0].start:
        return True  # "61 caskets were opened, against 75 planned"
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
        and (ends or follow in _PRONOUNS or (follow == "of" and lead in ("last", "first")))
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
    if follow == "the" and [t.low for t in tokens[number.last + 1 : number.last + 2]] in (
        ["number"],
        ["total"],
        ["count"],
    ):
        return lead in ("to", "at", "of")  # "bringing to 505 the number repatriated"
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


_MOST_NOTES = 100  # notes and items of a list are numbered up to here
_PRONOUNS = frozenset("it they he she we i you that".split())
_GAPPED = frozenset("perhaps maybe possibly or".split())


def standalone(tokens: Sequence[Token], number: Number) -> bool:
    """Bare numbers that count persons with nothing told before: "one of 124", "Of the 867, ...", "the 7,800 figure"."""
    lead = [token.low for token in tokens[max(0, number.first - 3) : number.first]]
    follow = tokens[number.last].low if number.last < len(tokens) else ""
    if number.value is None or (number.spelled and number.value < 3):
        return False
    if len(lead) > 1 and lead[-2] in ("we", "they", "you") and lead[-1] in ("were", "are") and follow in ENDS:
        return True  # "we were five on Friday"
    if lead[-2:] == ["one", "of"] and follow in ENDS:
        return True
    if lead[-2:] in (["the", "remaining"], ["the", "other"]) and follow in ENDS:
        return True
    if lead[-2:] == ["of", "the"] and number.first == 2 and follow == ",":
        return True
    return lead[-1:] in (["the"], ["that"], ["this"]) and follow in ("figure", "total", "toll") and not number.spelled


_NUMBERING = frozenset("number numbers numbered are were is put run runs ran".split())
_COUNTING = frozenset("counts counted count lists listed reports reported has lost says claims claimed".split())
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
