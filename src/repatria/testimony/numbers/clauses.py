"""The clause around a count: where what is said of it begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.bare_numbers import PAST
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.numbers.number_words import BEFORE, TENS, VAGUE
from repatria.testimony.numbers.number_words import UNITS as COUNTED
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token

_COUNT = compiled(r"\d{1,3}(?:,\d{3})*")
YEAR = compiled(r"(?:1[89]|20)\d\d")
_OPENS_CLAUSE = frozenset((";", ":", "but", "—", "–", "while", "whereas", "“", '"'))


def clause_of(tokens: Sequence[Token], number: Number) -> tuple[int, int]:
    """Tokens [a, b) of the clause around a number: between semicolons, "but", commas that open another number's clause
    and commas after which somebody else does something.
    """
    a, b = number.first, number.last
    relative = False
    while a > 0:
        word = tokens[a - 1].low
        if word in _OPENS_CLAUSE and _opens_clause(tokens, a - 1):
            break
        if word in _COORDINATING and _coordinated(tokens, a - 1):
            break
        if word == "and" and (_second_verb(tokens, a, number.first) or _told_by_pronoun(tokens, a)):
            break
        if a > 1 and tokens[a - 2].text == "," and (word in _JOINTS or word in _RESULTS):
            if word in _RELATIVES:
                relative = True
                break
            if _new_subject(tokens, a - 2):
                break
        a -= 1
    while b < len(tokens):
        word = tokens[b].low
        if word in _CLOSES_CLAUSE or (word in _COORDINATING and _coordinated(tokens, b)):
            break
        if word == "and" and (_second_verb(tokens, b + 1, None) or _told_by_pronoun(tokens, b + 1)):
            break
        if word == "," and (
            _told_of_content(tokens, b) or _new_subject(tokens, b) or (relative and _goes_on(tokens, b))
        ):
            break
        b += 1
    return a, b


def _told_by_pronoun(tokens: Sequence[Token], i: int) -> bool:
    """ "two were brought back and we never saw the others"."""
    return i < len(tokens) and tokens[i].low in _PRONOUNS


_PRONOUNS = frozenset("he she they we it i you".split())


def _second_verb(tokens: Sequence[Token], i: int, counted: int | None) -> bool:
    """ "killed 17 and injured 60", "has released 40 and still holds 22": a verb after "and" with a count of its own, after
    another before it.

    i: the token after "and". counted: the token of that count where it is known.
    """
    if counted is not None and not any(is_number(token.low) for token in tokens[max(0, i - _EARLIER) : i - 1]):
        return False
    while i < len(tokens) and (tokens[i].low in _BEFORE_VERB or tokens[i].low.endswith("ly")):
        i += 1
    if i >= len(tokens) or not (PAST.fullmatch(tokens[i].low) or tokens[i].low in _THIRD_PERSONS):
        return False
    last = counted if counted is not None else i + REACH
    between = [token.low for token in tokens[i + 1 : last]]
    if counted is not None:
        return len(between) < REACH and "and" not in between and "," not in between
    for word in between:
        if word in (",", ".", ";", "and") or word in AUXILIARIES:
            return False
        if is_number(word):
            return True
    return False


def is_number(word: str) -> bool:
    return word[0].isdigit() or word in COUNTED or word.split("-")[0] in TENS


_BEFORE_VERB = frozenset("has have had still then also later now".split())
_THIRD_PERSONS = frozenset("holds has keeps gives says counts lists wants needs names finds puts takes".split())
_EARLIER = 12  # words before "and" among which the first count stands
REACH = 5  # words between a verb and the count of its object


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """ ", who named 702, has died": whether after the comma the clause goes on that a relative one cut in two."""
    return i + 1 < len(tokens) and tokens[i + 1].low in AUXILIARIES


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a clause opens after token i; words in quotation marks that a sentence takes in ("the return of “our 437
    heroes”") open none.
    """
    if tokens[i].low not in '“"' or i == 0:
        return True
    before = tokens[i - 1]
    return not before.text[-1].isalpha() or before.low in SAYING or tokens[i + 1].text[0].isupper()


def _new_subject(tokens: Sequence[Token], i: int) -> bool:
    """ ", and the band fell silent": a joint and a subject after the comma at i."""
    if i >= len(tokens) - 2:
        return False
    joint = tokens[i + 1].low
    return (joint in _JOINTS and tokens[i + 2].low in _SUBJECTS) or joint in _RESULTS


# ", lifting the toll to 91": what the deed comes to.
_RESULTS = frozenset("lifting bringing raising taking making leaving pushing putting cutting reducing".split())
_JOINTS = frozenset("and so when although though because as until where who which whose".split())
_RELATIVES = frozenset("which who whose where".split())
_COORDINATING = frozenset((",", "and", "with", "plus", ":"))
_CLOSES_CLAUSE = frozenset((";", "but", "—", "while", "whereas", "”"))
_SUBJECTS = frozenset(
    "the a an its his her their our my he she they we it i no there nobody this that these those".split()
)


def _told_of_content(tokens: Sequence[Token], i: int) -> bool:
    """ "208 boxes, in which ... were found", "17 boxes, which they said held ...": what follows is said of the content."""
    if tokens[i].text != "," or i + 2 >= len(tokens):
        return False
    words = [token.low for token in tokens[i : i + 6]]
    if words[1] in ("in", "inside", "from", "among") and words[2] in ("which", "whom"):
        return True
    return words[1] == "which" and any(word in ("held", "hold", "holds", "contained", "contain") for word in words[2:])


def _coordinated(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a comma or "and" after which another count begins."""
    if tokens[i].low == "with" and not any(_COUNT.fullmatch(t.text) or t.low in COUNTED for t in tokens[:i]):
        return False  # "vanished with 11 men aboard"
    j = i + 1
    while j < len(tokens) and tokens[j].low in BEFORE_COUNT:
        j += 1
    if j >= len(tokens) or YEAR.fullmatch(tokens[j].text):
        return False
    word = tokens[j].low
    spelled = word.split("-")[0] in TENS or word in VAGUE or (word in COUNTED and tokens[i].low in (",", "and"))
    return word[0].isdigit() or spelled


BEFORE_COUNT = frozenset(word for words in BEFORE for word in words if word[0].isalpha()) | frozenset(
    "and with another more of which whom including further the remaining other others".split()
) - {"not"}
SAYING = frozenset("said says added wrote told explained reported asked answered replied".split())
AUXILIARIES = frozenset(
    "have has had were was are is will would may might can could must remain remains remained did do".split()
)
