"""Numbers as people write them: 7,700; fifty-five; two dozen; between 33 and 43; about half; thousands."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.bounds_told import between_bounds, never_before, of_one_noun
from repatria.testimony.numbers.hours import clock
from repatria.testimony.numbers.labels_and_changes import in_a_label, is_change, is_changed_from, labels
from repatria.testimony.numbers.number_reading import Number, read_number
from repatria.testimony.numbers.number_words import (
    BEFORE,
    CLOSES_BEFORE,
    CURRENCIES,
    FRACTIONS,
    LONGEST,
    NAMES_BEFORE,
    NOT_A_COUNT_AFTER,
    PARTICLE_VERBS,
    SCALES,
    STARTS,
    STRENGTHENING,
    TENS,
    UNITS,
    VAGUE,
)
from repatria.testimony.numbers.qualifiers import qualified_after
from repatria.testimony.numbers.shares import part_of_scale, ratio
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """Every number of a sentence with its qualifier, ranges joined."""
    found = []
    i = 0
    while i < len(tokens):
        low = tokens[i].low
        if not (low[0].isdigit() or low in STARTS or low.partition("-")[0] in STARTS):
            i += 1
            continue
        if low in ("a", "an") and (i + 1 == len(tokens) or tokens[i + 1].low.partition("-")[0] not in _AFTER_ARTICLE):
            i += 1
            continue
        if low in ("none", "not"):
            number = _none(tokens, i)
            if number is not None:
                found.append(number)
            i += 1 if number is None else number.last - i
            continue
        if (named := labels(tokens, i)) is not None:
            i = named
            continue
        if is_change(tokens, i):
            i = (read_number(tokens, i) or (0, i + 1))[1]
            continue
        of_two = _range(tokens, i)
        number = (
            _members(tokens, i)
            or part_of_scale(tokens, i)
            or (of_two if of_two is not None and of_two.kind == "ratio" else None)  # "5 to 10 percent"
            or ratio(tokens, i)
            or _vague(tokens, i)
            or of_two
            or _plain(tokens, i)
        )
        if number is None:
            i += 1
            continue
        found.append(_qualified(tokens, number))
        i = number.last
    return between_bounds(tokens, found)


def _none(tokens: Sequence[Token], i: int) -> Number | None:
    """ "31 came home, 9 did not answer, none wrote", "not one of the 246": a count of zero. A bare "none" beside no other
    count is a pronoun.
    """
    if tokens[i].low == "not":
        words = [token.low for token in tokens[i + 1 : i + 3]]
        return Number(i, i + 2, i, 0, 0, 0, None, spelled=True) if words == ["one", "of"] else None
    follow = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return Number(i, i + 1, i, 0, 0, 0, None, spelled=True) if follow not in ("of", "too", "the") else None


_AFTER_ARTICLE = frozenset((*SCALES, *FRACTIONS, "single", "lone", "few", "couple"))
_MEMBERS = compiled(r"(?P<n>\d+|[a-z]+(?:-[a-z]+)?)-(?:member|man|person|woman|judge|strong|crew)$")


def _members(tokens: Sequence[Token], i: int) -> Number | None:
    """ "A seven-member delegation", "the 120-man company"."""
    match = _MEMBERS.match(tokens[i].low)
    if match is None:
        return None
    pieces = [match["n"]] if match["n"].isdigit() else match["n"].split("-")
    if not all(p.isdigit() or p in UNITS or p in TENS for p in pieces):
        return None
    value = sum(int(p) if p.isdigit() else UNITS.get(p, 0) + TENS.get(p, 0) for p in pieces)
    return Number(i, i + 1, i, value, value, value, None, "members") if value > 1 else None


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    word = tokens[i].low
    if word in VAGUE:
        j = i + 1
        while j + 1 < len(tokens) and tokens[j].low == "of" and tokens[j + 1].low in VAGUE:
            j += 2
        return Number(i, j, i, None, None, None, "approx", "vague", True)
    if word == "tens" and i + 2 < len(tokens) and tokens[i + 1].low == "of" and tokens[i + 2].low in VAGUE:
        return Number(i, i + 3, i, None, None, None, "approx", "vague", True)
    if (
        word in ("several", "few", "many")
        and i + 1 < len(tokens)
        and tokens[i + 1].low in ("hundred", "thousand", "dozen", "score", "million")
    ):
        start = i - 1 if i and tokens[i - 1].low in ("a", "the") else i
        return Number(start, i + 2, i, None, None, None, "approx", "vague", True)
    return None


def _plain(tokens: Sequence[Token], i: int) -> Number | None:
    plain = read_number(tokens, i)
    if plain is None:
        return None
    value, j, spelled = plain
    j = _past_repetition(tokens, value, j)
    token = tokens[i]
    before = tokens[i - 1] if i else None
    if clock(tokens, i, j):
        return None
    if before and token.low in SCALES and before.text[0].isdigit():
        return None  # the scale word of a sum of money
    after = tokens[j].low if j < len(tokens) else ""
    if after in NOT_A_COUNT_AFTER or (after in ("°", "%", "°c")):
        return None
    other = read_number(tokens, j + 1) if after in _TO else None
    if other is not None and other[1] < len(tokens) and tokens[other[1]].low in NOT_A_COUNT_AFTER:
        return None  # "from 158 to 181 cm"
    if before and (
        before.text in CURRENCIES
        or before.text in "#§"
        or (not spelled and before.low in NAMES_BEFORE and value < 10_000)
    ):
        return None
    named = before is not None and before.text[0].isupper() and before.low in _NAMED_BY_NUMBER
    if named and (not spelled or token.text[0].isupper()):
        return None  # "Phase Four", "Trench 27", "Update 13"
    if not spelled and in_a_label(tokens, i, j):
        return None
    if before and not spelled and before.low in _DATING and 1900 <= value <= 2049 and "," not in token.text:
        return None  # "from 1996 American teams were let in": counts of a thousand are written with a comma
    if before and not spelled and before.text == "." and i >= 2 and tokens[i - 2].low in ("no", "nos"):
        return None
    if before and not spelled and before.end == token.start and before.text in ("/", "-", ":", ".", "°", "K", "'", "’"):
        return None
    if (
        j < len(tokens)
        and not spelled
        and tokens[j].text in (":", "/", "°")
        and tokens[j].start == token.end
        and j + 1 < len(tokens)
        and tokens[j + 1].start == tokens[j].end
    ):
        return None
    if after == "in" and value == 1 and (read_number(tokens, j + 1) or (0, 0, False))[0] in range(2, 101):
        return None  # "1 in 5" is a share
    if before and before.low == "in" and i >= 2 and tokens[i - 2].low in ("1", "one"):
        return None
    qualifier = (
        "at_least"
        if tokens[j - 1].text.endswith(("+", "-plus"))
        else ("approx" if tokens[j - 1].text.endswith("-odd") or token.low == "couple" else None)
    )
    return Number(i, j, i, value, value, value, qualifier, spelled=spelled)


_TO = ("to", "-", "–", "or", "and", "by", "x", "×")


def _past_repetition(tokens: Sequence[Token], value: float, j: int) -> int:
    """ "17 (seventeen) citizens", "five (5) sets": the token after a number that is repeated in brackets."""
    if j + 2 >= len(tokens) or tokens[j].text != "(":
        return j
    again = read_number(tokens, j + 1)
    if again is None or again[0] != value or again[1] >= len(tokens) or tokens[again[1]].text != ")":
        return j
    return again[1] + 1


_SPOKEN_OF = compiled(
    r"(?:talk|ask|learn|hear|inquir|enquir|complain|worr|argu|wonder|car|know|brag|boast|joke|warn)(?:s|ed|ing|ies|ied|es)?$"
    r"|sp(?:eak|eaks|oke|oken|eaking)$|heard$|knew$|known$|(?:tell|tells|told)$|th(?:ink|inks|ought)$|forg(?:et|ot)$|br(?:ing|ought)$|what$|how$"
)


_NAMED_BY_NUMBER = NAMES_BEFORE | frozenset(
    "platform act book stage round task war annex trench pit tent hall hut sector shaft update bulletin post release track week report draft version".split()
)
_DATING = frozenset("from in since until till by after before during early late mid through".split())


def _range(tokens: Sequence[Token], i: int) -> Number | None:
    """ "between A and B", "from A to B", "A to B", "A-B", "A or B"."""
    start = i
    joint: tuple[str, ...]
    if tokens[i].low == "between":
        joint, i = ("and",), i + 1
    elif tokens[i].low == "from":
        joint, i = ("to",), i + 1
    elif tokens[i].low == "anywhere" and i + 1 < len(tokens) and tokens[i + 1].low in ("from", "between"):
        joint, i = ("to", "and"), i + 2
    else:
        joint = ("to", "-", "–", "—", "‑", "or")
    if is_changed_from(tokens, start):
        return None
    first = read_number(tokens, i)
    if start < i and (twice := of_one_noun(tokens, start, i, joint)) is not None:
        return twice
    if start == i and i and tokens[i - 1].low in NAMES_BEFORE and tokens[i].text.isdigit():
        return None  # "in para 2 to 62"
    if first is None or first[1] >= len(tokens) or tokens[first[1]].low not in joint:
        return None
    sign = tokens[first[1]]
    skip = first[1] + 1
    while skip < len(tokens) and tokens[skip].low in _HEDGES:
        skip += 1
    second = read_number(tokens, skip)
    if second is None or in_a_label(tokens, i, first[1]):
        return None
    low, high = first[0], second[0]
    after = tokens[second[1]].low if second[1] < len(tokens) else ""
    if after in ("percent", "%") or (
        after == "per" and [t.low for t in tokens[second[1] + 1 : second[1] + 2]] == ["cent"]
    ):
        end = second[1] + (2 if after == "per" else 1)
        shares = (round(low / 100, 6), round(high / 100, 6))
        return Number(start, end, i, None, *shares, "between", "ratio", first[2]) if low < high else None
    if after in NOT_A_COUNT_AFTER:
        return None
    scale = _shared_scale(tokens, first[1], second[1])
    if low * scale < high:
        low *= scale
    if low >= high or (sign.low in ("to", "-", "–", "—", "‑") and high > 50 * max(low, 1)):
        return None
    if sign.low == "or" and high - low > 1 and high > 3 * low:
        return None
    return Number(start, second[1], i, None, low, high, "between", spelled=first[2])


_TURNED = frozenset((("fewer", "than"), ("less", "than")))
_GRADED = frozenset(("more_than", "up_to", "nearly", "approx"))
_HEDGES = frozenset("about around as many perhaps maybe even possibly some nearly almost".split())


def _shared_scale(tokens: Sequence[Token], first: int, last: int) -> int:
    """What "5 to 6 thousand", "between two and four hundred thousand" multiply the first number by."""
    scale = 1
    if tokens[first - 1].low not in SCALES:
        while tokens[last - 1].low in SCALES:
            scale, last = scale * SCALES[tokens[last - 1].low], last - 1
    return scale


def _qualified(tokens: Sequence[Token], number: Number) -> Number:
    """Take in the words before and after that qualify the number."""
    first, qualifier = number.first, number.qualifier
    before = tokens[number.first - 1].low if number.first else ""
    for length in range(LONGEST if before in CLOSES_BEFORE else 0, 0, -1):
        if number.first < length:
            continue
        words = tuple(token.low for token in tokens[number.first - length : number.first])
        if words == ("over",) and number.first > 1 and tokens[number.first - 2].low in PARTICLE_VERBS:
            continue
        if words == ("about",) and number.first > 1 and _SPOKEN_OF.match(tokens[number.first - 2].low):
            break  # "you talked about 25 identifications"
        if words in BEFORE and not (qualifier == "between" and BEFORE[words] == "up_to"):
            outer = BEFORE[words]
            if words in _TURNED and never_before(tokens, number.first - length):
                outer = "at_least"  # "never returned fewer than 200"
            if qualifier is None or (qualifier == "approx" and number.kind == "vague" and outer != "exact"):
                qualifier = outer
            first = number.first - length
            while outer in _GRADED and first and tokens[first - 1].low in STRENGTHENING:
                first -= 1
            break
    last = number.last
    aside = tuple(token.low for token in tokens[last : last + 3])
    if aside == ("(", "?", ")"):
        qualifier, last = ("believed" if qualifier in (None, "exact") else qualifier), last + 3
    elif aside[:1] == ("?",) and tokens[last - 1].end == tokens[last].start and aside[1:2] and aside[1].isalpha():
        qualifier, last = ("believed" if qualifier in (None, "exact") else qualifier), last + 1  # "200? remains"
    elif aside[1:2] == ("sic",) and aside[0] in ("(", "["):
        last += len(aside)
    follow = tuple(token.low for token in tokens[last : last + 1])
    if qualifier in (None, "exact"):
        if follow[:1] == ("-",) and len(tokens) > last + 1 and tokens[last + 1].low in ("plus", "odd"):
            qualifier, last = ("at_least" if tokens[last + 1].low == "plus" else "approx"), last + 2
        elif (after := qualified_after(tokens, last)) is not None:
            qualifier, last = after
    return Number(
        first, last, number.words, number.value, number.low, number.high, qualifier, number.kind, number.spelled
    )
