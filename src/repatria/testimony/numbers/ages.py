"""Ages: how old someone was is a length of time and counts nobody."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers.bare_numbers import NO_NOUN
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token

_OLDEST = 110
_GOES_ON = frozenset(
    "of from a an who whose was is were are missing killed the his her our my its their now then and with in told said says".split()
)


def age(tokens: Sequence[Token], number: Number) -> bool:
    """ "Pfc. Leland Ballard, 20, of Bowie": a bare number between commas after a name."""
    a, b = number.first, number.last
    then = (
        tokens[b].low in ("then", "now") or [t.low for t in tokens[b : b + 3]] == ["at", "the", "time"]
        if b < len(tokens)
        else False
    )
    if then and a > 1 and tokens[a - 1].text == "," and tokens[a - 2].text[0].isupper() and (number.value or 0) >= 5:
        return True  # "Ahn, thirty-one then, pretended not to hear"
    if a > 1 and len(tokens[a - 2].text) == 1:
        return False  # "Company C, 31"
    if (
        number.spelled
        or number.value is None
        or not 5 <= number.value <= _OLDEST
        or number.qualifier not in (None, "exact")
        or a < 2
        or b >= len(tokens)
    ):
        return False
    if tokens[b].text in (".", ";") or b + 1 >= len(tokens):
        named = tokens[a - 3].text if a > 2 else ""
        if named == "." and a > 3:
            named = tokens[a - 4].text  # "Fr. Dolan, 94."
        return tokens[a - 1].text == "," and tokens[a - 2].text[0].isupper() and named[:1].isupper()
    follow = tokens[b + 1].low
    before = tokens[a - 3] if a > 2 else tokens[a - 2]
    if before.text == "." and a > 3:
        before = tokens[a - 4]  # "Terrell J. Fuller, 20, died", "Gen. Cho, 58, returned"
    return (
        tokens[a - 1].text == ","
        and tokens[b].text == ","
        and (
            tokens[a - 2].text[0].isupper()
            or tokens[a - 2].low in _KIN
            or (follow in ("of", "from") and _PERSON.fullmatch(tokens[a - 2].low) is not None)
        )
        and (follow in _GOES_ON or (before.text[0].isupper() and number.value >= 12))
    )


_AT_AGE = frozenset(
    "death lost died killed enlisted joined drafted married captured left who she he dead gone widowed orphaned".split()
)
_BEING = frozenset("was is were am are be i'm he's she's turned turning turns been being".split())
_KIN = frozenset(
    "brother sister mother father son daughter wife husband gran granny grandma grandmother grandpa grandfather granddad mum mom dad pensioner lad lass grandson granddaughter nephew niece widow widower boy girl child man woman youngest oldest eldest uncle aunt cousin".split()
)
_GROUPS = frozenset("them whom us men women boys those children anyone people".split())
_PRONOUNS = frozenset("he she who i you".split())
_AFTER = frozenset(
    'when and on at that years . , ; : ? ! – — ) ” " but or then now last this next the in still years-old if by as'.split()
)
_PERSON = compiled(
    r"(?!(?:number|order|cluster|paper|border|quarter|matter|register|power|water|master|minor|major|floor|factor|error|human|tower|sector|corridor|other)$)[a-z]{3,}(?:er|or|man|woman|ist|ant)"
)
_ADVERB = compiled(
    r"(?:not|yet|only|just|then|already|still|now|barely|about|almost|nearly|himself|herself|over|past|[a-z]+ly)$"
)
_AUXILIARY = compiled(r"(?:have|has|had|would|will|must|could|not|also|then|now|still|[a-z]+ly)$")


def is_age_limit(tokens: Sequence[Token], number: Number) -> bool:
    """ "Most were under 20", "we are past 75": a bound of ages, which counts nobody and is no one's age."""
    words = [token.low for token in tokens[max(0, number.words - 2) : number.words]]
    follow = tokens[number.last].low if number.last < len(tokens) else "."
    if not words or words[-1] not in ("under", "over", "past", "below") or not 2 <= (number.value or 0) <= _OLDEST:
        return False
    return follow in (".", ",", ";", "and") and words[0] in _BEING | _GROUPS


def is_age(tokens: Sequence[Token], number: Number) -> bool:
    """ "He was 19 when ...", "she turned 80", "I was twenty": how old someone was, which counts nobody."""
    a = number.first
    if number.value is None or not 1 <= number.value <= _OLDEST or a < 1:
        return False
    follow = tokens[number.last].low if number.last < len(tokens) else "."
    if follow not in NO_NOUN and follow not in _AFTER and not follow.endswith("year-old"):
        return False
    lead = tokens[a - 1].low
    earlier = tokens[a - 2].low if a > 1 else ""
    if lead == "at" and a == 1 and follow == "," and number.value >= 12:
        return True  # "At 84, she is the last of five sisters"
    if lead == "at" and any(token.low in ("put", "puts", "putting", "stands", "stood") for token in tokens[:a]):
        return False  # "puts the dead at 61"
    if lead == "at" and number.value >= 12 and (earlier in _AT_AGE or (a > 1 and tokens[a - 2].text[0].isupper())):
        return follow not in ("o'clock",) and earlier not in ("monday",)  # "lost at 19"
    if lead == "of" and (earlier in _KIN or (number.value >= 12 and _PERSON.fullmatch(earlier))):
        return True  # "a boy of six", "a gunner of 18"
    if lead in ("then", "now") and follow == "," and a > 2 and tokens[a - 2].text == "," and number.value >= 5:
        whom = tokens[a - 3]
        return whom.text[0].isupper() or whom.low in _KIN  # "Doe, then 19, was a cook"
    if (
        lead == "and"
        and follow == "when"
        and any(tokens[n].low == "when" and tokens[n - 2].low in _BEING for n in range(2, a))
    ):
        return True  # "she was four when ... and seventy-six when ..."
    if lead in ("aged", "age", "i'm", "he's", "she's", "who's", "you're"):
        return True
    if lead in (",", "and") and a > 1 and _listed(tokens, a):
        return True
    if [token.low for token in tokens[max(0, a - 2) : a]] == ["not", "yet"] or _eldest(tokens, a):
        return True
    i = a - 1
    while i > 0 and _ADVERB.match(tokens[i].low):
        i -= 1
    if tokens[i].low in ("be", "to") and any(token.low in ("lived", "lives") for token in tokens[max(0, i - 2) : i]):
        return True  # "lived to be ninety-four"
    if tokens[i].low not in _BEING or i < 1:
        return False
    if follow == "when" and number.value >= 5 and tokens[i].low in ("was", "is"):
        return True
    i -= 1
    while i > 0 and _AUXILIARY.match(tokens[i].low):
        i -= 1
    whom = tokens[i]
    if whom.low.split("'")[0] in _PRONOUNS or whom.low in _KIN:
        return whom.low != "you" or number.value >= 5
    named = (
        whom.text[0].isupper()
        and whom.low not in ("it", "they", "that", "this", "there", "we", "those", "these")
        and not whom.text.isupper()
        and (not whom.low.endswith("s") or "was" in (tokens[j].low for j in range(i + 1, a)))
    )
    opens = i > 0 or (whom.low not in STOPS and whom.low not in HEADS and "was" in (t.low for t in tokens[i + 1 : a]))
    return named and number.value >= 5 and follow in (".", ",", "and", "on") and opens


def _eldest(tokens: Sequence[Token], a: int) -> bool:
    """ "The youngest was fourteen, the oldest, I think, seventy-seven"."""
    words = [token.low for token in tokens[max(0, a - 6) : a]]
    at = next((n for n in range(len(words) - 1, -1, -1) if words[n] in ("oldest", "youngest", "eldest")), None)
    return at is not None and not any(word[0].isdigit() or word == "of" for word in words[at:])


def _listed(tokens: Sequence[Token], a: int) -> bool:
    """ "Two brothers, 19 and 21, were": ages in commas after those whose they are."""
    i = a - 1
    while i > 0 and (tokens[i].text in (",", "and") or tokens[i].low.isdigit() or tokens[i].low == "and"):
        i -= 1
    return tokens[i].low.rstrip("s") in _KIN and i < a - 1 and tokens[i + 1].text == ","
