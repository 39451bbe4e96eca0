"""What is said of a count: the clause around it and the predicate that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.bare_numbers import PAST
from repatria.testimony.lexicon import PREDICATE, TRIGGER_NOUNS
from repatria.testimony.necessary_words import lowered
from repatria.testimony.number_reading import Number
from repatria.testimony.number_words import BEFORE, NAMES_BEFORE, TENS, VAGUE
from repatria.testimony.number_words import UNITS as COUNTED
from repatria.testimony.segment import Token

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_FINITE_AFTER = re.compile(
    r"\b(?:is|are|was|were|been|be|being|has|have|had|remain|remains|remained|to|could|would|will|officially|also|still|not|never|he|she|they|it|who|which|that|and)\s+(?:\w+ly\s+)?$"
)
_DEFINING = re.compile(r"\s*(?:who|that)\s+(?:(?:have|had|has|were|was|are|is|been|still)\s+)*")
_JOINERS = frozenset("from in at on of off near under beneath since between".split())


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
        if word == "and" and _second_verb(tokens, a, number.first):
            break
        if word in _JOINTS and a > 1 and tokens[a - 2].text == ",":
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
        if word == "and" and _second_verb(tokens, b + 1, None):
            break
        if word == "," and (
            _told_of_content(tokens, b) or _new_subject(tokens, b) or (relative and _goes_on(tokens, b))
        ):
            break
        b += 1
    return a, b


def _second_verb(tokens: Sequence[Token], i: int, counted: int | None) -> bool:
    """ "killed 17 and injured 60", "has released 40 and still holds 22": a verb after "and" with a count of its own, after
    another before it.

    i: the token after "and". counted: the token of that count where it is known.
    """
    if counted is not None and not any(_counts(token.low) for token in tokens[max(0, i - _EARLIER) : i - 1]):
        return False
    while i < len(tokens) and (tokens[i].low in _BEFORE_VERB or tokens[i].low.endswith("ly")):
        i += 1
    if i >= len(tokens) or not (PAST.fullmatch(tokens[i].low) or tokens[i].low in _THIRD_PERSONS):
        return False
    last = counted if counted is not None else i + _REACH
    between = [token.low for token in tokens[i + 1 : last]]
    if counted is not None:
        return len(between) < _REACH and "and" not in between and "," not in between
    for word in between:
        if word in (",", ".", ";", "and") or word in _AUXILIARIES:
            return False
        if _counts(word):
            return True
    return False


def _counts(word: str) -> bool:
    return word[0].isdigit() or word in COUNTED or word.split("-")[0] in TENS


_BEFORE_VERB = frozenset("has have had still then also later now".split())
_THIRD_PERSONS = frozenset("holds has keeps gives says counts lists wants needs names finds puts takes".split())
_EARLIER = 12  # words before "and" among which the first count stands
_REACH = 5  # words between a verb and the count of its object


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """ ", who named 702, has died": whether after the comma the clause goes on that a relative one cut in two."""
    return i + 1 < len(tokens) and tokens[i + 1].low in _AUXILIARIES


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a clause opens after token i; words in quotation marks that a sentence takes in ("the return of “our 437
    heroes”") open none.
    """
    if tokens[i].low not in '“"' or i == 0:
        return True
    before = tokens[i - 1]
    return not before.text[-1].isalpha() or before.low in _SAYING or tokens[i + 1].text[0].isupper()


def _new_subject(tokens: Sequence[Token], i: int) -> bool:
    """ ", and the band fell silent": a joint and a subject after the comma at i."""
    return i < len(tokens) - 2 and tokens[i + 1].low in _JOINTS and tokens[i + 2].low in _SUBJECTS


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
    if j >= len(tokens) or _YEAR.fullmatch(tokens[j].text):
        return False
    word = tokens[j].low
    spelled = word.split("-")[0] in TENS or word in VAGUE or (word in COUNTED and tokens[i].low in (",", "and"))
    return word[0].isdigit() or spelled


BEFORE_COUNT = frozenset(word for words in BEFORE for word in words if word[0].isalpha()) | frozenset(
    "and with another more of which whom including further the remaining other others".split()
) - {"not"}


def predicate_of(text: str, tokens: Sequence[Token], number: Number, end: int, label: str | None) -> tuple[str, str]:
    """The predicate that governs the count, and the words that say so.

    A finite verb outranks a noun, a noun outranks a participle or adjective inside a noun phrase; then the nearer wins.
    """
    if label:
        match = PREDICATE.search(label.lower())
        if match and match.lastgroup:
            return match.lastgroup, match[0]
    if _acts(tokens, number, end) or _attends(tokens, number):
        return "other", ""
    a, b = clause_of(tokens, number)
    b = _of_whole(tokens, number, b)
    if _divided(tokens, number):
        a, b = number.first, _end_of_noun_phrase(tokens, max(end, number.last), b)
    start = tokens[a].start
    clause = lowered(text[start : tokens[b - 1].end])
    at, stop = tokens[number.first].start - start, tokens[max(end, number.last) - 1].end - start
    best: tuple[float, str, str] | None = None
    for match in PREDICATE.finditer(clause):
        kind = match.lastgroup or "other"
        before = clause[max(0, match.start() - 24) : match.start()]
        inside = match.start() >= at and match.end() <= stop
        if not inside and _of_other_count(match[0], before, match.start() - stop):
            continue  # "110 scientists hope to reach 200 identifications": those of another count
        word = match[0].split()[-1]
        finite = word in _INTRANSITIVE or _FINITE_AFTER.search(before) is not None
        noun = word in TRIGGER_NOUNS
        if match.end() <= at and _OTHER_CLAUSE.search(clause, match.end(), at):
            continue  # "might hold 200 sets, and in June the Command trucked 100": the verb of another count
        joined = match.start() >= stop and not finite and not noun and _JOINED_VERB.search(clause, stop, match.start())
        if joined and _VERB_BEFORE.search(clause, 0, at):
            continue  # "took in 1,500 prisoners and buried half of them": the second verb has its own object
        distance = (at - match.end()) if match.end() <= at else max(0, match.start() - stop)
        cost = distance / 12.0
        relative = bool(
            re.search(
                r"\b(?:who|that(?! (?:night|day|year|month|week|summer|winter|spring|autumn|fall|time)\b)|which|whose)\b[^,]{0,60}$",
                clause[stop : match.start()] if match.start() >= stop else clause[match.end() : at],
            )
        )
        if inside:
            head = match.end() == stop and word in ("missing", "dead", "fallen", "casualties", "fatalities", "deaths")
            cost += 1.5 if head else 6.0
        elif match.start() >= stop:
            participle = not finite and not noun
            cost += (
                3.5
                if participle
                and clause[stop : match.start()].strip() == ""
                and (kind not in ("missing", "unaccounted_for") or word == "lost")
                else 0.0
            )
            cost += (
                4.0
                if relative
                and finite
                and not re.search(r"(?:are|were|remain|is|was|have been|has been)\s+(?:\w+\s+){0,2}$", before)
                else 0.0
            )
            between = clause[stop : match.start()]
            # "the six sets Richardson carried out have been matched": a clause that says which sets they are
            cost += (
                4.0
                if not finite and not noun and _REDUCED.fullmatch(text, start + stop, start + match.start())
                else 0.0
            )
            cost += (
                3.0
                if re.search(r"\b(?:killed|died|lost|missing|fallen)\b", match[0])
                and re.search(r"\bwho\b", between)
                and not re.search(r"\bstill\b", between)
                else 0.0
            )
            cost += (
                2.5 if re.search(r"\b(?:of|from|in|for)\s+(?:the\s+)?(?:\w+\s+){0,3}$", before) and not finite else 0.0
            )
        else:
            cost += 0.5
            cost += 2.5 if not finite and not noun and _adjectival(word, clause[match.end() : match.end() + 2]) else 0.0
        if end == number.last and match.start() >= stop and _DEFINING.fullmatch(clause, stop, match.start()):
            cost = 0.0  # "the 41 who drowned": the clause says who they are
        if best is None or cost < best[0]:
            best = (cost, kind, match[0])
    if best is None or best[0] > _TOO_FAR:
        found = _coordinated_object(tokens, number, max(end, number.last))
        return found if found[1] else _of_heading(text, tokens, number)
    return best[1], best[2]


_INTRANSITIVE = frozenset("died fell perished drowned disappeared vanished arrived holds hold keeps".split())


def _of_heading(text: str, tokens: Sequence[Token], number: Number) -> tuple[str, str]:
    """ "Lost with the Hawthorn: both mates and eleven deckhands", "Returns by year: 1990, five; 1991, eleven": what the
    words before the colon say of all that is counted after it.
    """
    at = next((n for n in range(number.first) if tokens[n].text in (":", "—", "–")), None)
    if not at or any(token.text in '“"' for token in tokens[at : number.first]) or tokens[at - 1].low in _SAYING:
        return "other", ""
    if any(_is_count(tokens, n) for n in range(at)):
        return "other", ""
    found = PREDICATE.search(lowered(text[tokens[0].start : tokens[at].start]))
    return (found.lastgroup or "other", found[0]) if found else ("other", "")


def _is_count(tokens: Sequence[Token], n: int) -> bool:
    """Whether a number of its own, no name's and no year, stands at a token."""
    word = tokens[n].low
    return _counts(word) and not (n and tokens[n - 1].low in NAMES_BEFORE) and not _YEAR.fullmatch(word)


_SAYING = frozenset("said says added wrote told explained reported asked answered replied".split())
_TOO_FAR = 9.0  # what costs more is said of something else


def _divided(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is the whole of which a part is told before it: "400 of the 7,000 Koreans"."""
    i = number.first
    while i > 0 and tokens[i - 1].low in _WHOLE and tokens[i - 1].low != "of":
        i -= 1
    if i < 2 or tokens[i - 1].low != "of":
        return False
    part = tokens[i - 2].low
    if part == "out":
        return i > 2 and not _counts(tokens[i - 3].low)
    return _counts(part) or part in _PARTS


_PARTS = frozenset(
    "half third quarter fifth tenth thirds quarters most some many none few percent cent all part hundred dozen".split()
)
_AUXILIARIES = frozenset(
    "have has had were was are is will would may might can could must remain remains remained did do".split()
)


def _end_of_noun_phrase(tokens: Sequence[Token], end: int, b: int) -> int:
    """Where the noun phrase of a whole with its relative clause ends and the verb of the part begins."""
    relative = end < b and tokens[end].low in ("who", "that", "which", "whose", "whom")
    for i in range(end, b):
        if tokens[i].low in _AUXILIARIES or tokens[i].low in _INTRANSITIVE:
            if not relative:
                return max(i, end)
            relative = False
    return b


_REDUCED = re.compile(r"\s+(?:(?:[A-Z][\w.'-]+|he|she|they|it|we|I|the [A-Z]?\w+)\s+){1,3}")
_ACTORS = frozenset(
    "operations missions teams laboratories labs excavations digs trips expeditions flights searches agencies".split()
)
_JOINED_VERB = re.compile(r"\band\s+(?:\w+ly\s+|later\s+|then\s+)?$")
_VERB_BEFORE = re.compile(r"\b(?:[a-z]{3,}ed|took|has|had|held|got|saw|sent|went|made|kept|ran|gave|put)\b")
_OTHER_CLAUSE = re.compile(r"\d.*(?:,|\band\b).*\b(?:[a-z]{3,}ed|went|took|brought|sent|came|gave)\b")
_COUNTED_BEFORE = re.compile(r"\d[\d,]*\s+(?:[a-z-]+\s+)?$")
_COUNTED_OF_THE = re.compile(r"\d[\d,]*\s+of the\s+$")


def _of_other_count(word: str, before: str, after: int) -> bool:
    """ "200 identifications", "57 of the missing": what another number counts. after: how far behind this one it stands."""
    if word in TRIGGER_NOUNS:
        return _COUNTED_BEFORE.search(before) is not None
    counted = _COUNTED_OF_THE.search(before) if word in ("missing", "dead") else None
    return counted is not None and after > len(before) - counted.start()


_WHOLE = frozenset(
    "of out the these those its their her his your my all some nearly about almost our more than an estimated original remaining total entire initial known listed living other further said roughly approximately over".split()
)


_OBJECTS = frozenset(
    "a an the nothing bones remains his her its their our my your this that these those them him it each all both some any no".split()
)
_DONE_BY = frozenset("handed_over recovered identified buried returned held".split())


def _subject_of_action(tokens: Sequence[Token], end: int) -> bool:
    """ "Two cousins had pulled an airman from the nets", "of 140 samples 88 yielded a profile": what does something to an
    object of its own.
    """
    i = end
    while i < len(tokens) and tokens[i].low in ("had", "have", "has", "then", "also", "later", "together", "who"):
        i += 1
    words = " ".join(token.low for token in tokens[i : i + 5])
    verb = PREDICATE.match(words)
    if verb is None or verb.lastgroup not in _DONE_BY:
        return False
    after = words[verb.end() :].split()
    return bool(after) and (after[0] in _OBJECTS or after[0][0].isdigit() or after[0] in COUNTED)


def _acts(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """ "33 operations brought out 229 sets": those who act are not what the verb was done to."""
    if end >= len(tokens):
        return False
    if _subject_of_action(tokens, end):
        return True
    if end <= number.last:
        return False
    if tokens[end - 1].low not in _ACTORS:
        return False
    verb = PREDICATE.match(" ".join(token.low for token in tokens[end : end + 4]))
    return verb is not None and not verb[0].startswith(("missing", "lost"))


def _attends(tokens: Sequence[Token], number: Number) -> bool:
    """ "An honor guard of some 500", "by a delegation of three": those who stand by when something is done, or do it."""
    if number.first < 2 or tokens[number.first - 1].low != "of":
        return False
    body = tokens[number.first - 2].low
    agent = any(
        token.low in ("by", "with", "before", "to") for token in tokens[max(0, number.first - 6) : number.first - 2]
    )
    return body in _ATTENDING or (agent and body in _ACTING)


_ACTING = frozenset("delegation team committee panel party squad commission group".split())
_ATTENDING = frozenset("guard escort choir band audience gathering queue congregation".split())


def is_whole(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a clause opens with the number as a whole that is divided: "Of the 13 men, three ..."."""
    i = number.first
    while i > 0 and tokens[i - 1].low in _WHOLE:
        i -= 1
    if i and tokens[0].low == "of" and i < _REACH and not any(token.text == "," for token in tokens[:i]):
        return True  # "Of the ship's company of 74, nineteen ..."
    opens = not i or not tokens[i - 1].text[0].isalnum() or tokens[i - 1].low in ("and", "but", "while")
    return i < number.first and tokens[i].low in ("of", "out") and opens


def _of_whole(tokens: Sequence[Token], number: Number, b: int) -> int:
    """The clause of a whole ends at its comma, since what follows is said of the part."""
    if not is_whole(tokens, number):
        return b
    return next((n for n in range(number.last, b) if tokens[n].text == ","), b)


def _coordinated_object(tokens: Sequence[Token], number: Number, end: int) -> tuple[str, str]:
    """ "a villager turned over a ring and two teeth": the verb before what the count is joined to."""
    closes = end == len(tokens) or not tokens[end].text[0].isalpha() or tokens[end].low in _JOINERS
    if not closes or not number.first or tokens[number.first - 1].low not in ("and", ",") or end == number.last:
        return "other", ""
    words: list[str] = []
    for token in reversed(tokens[max(0, number.first - 11) : number.first - 1]):
        if token.low in _NEW_CLAUSE:
            break
        words.insert(0, token.low)
    verbs = list(PREDICATE.finditer(" ".join(words)))
    if not verbs or verbs[-1].lastgroup is None or verbs[-1][0] in TRIGGER_NOUNS:
        return "other", ""
    return verbs[-1].lastgroup, verbs[-1][0]


_NEW_CLAUSE = frozenset(
    "but who which that while when where because since if is are was were has have had will would ; : .".split()
)


def _adjectival(word: str, follow: str) -> bool:
    return word in ("missing", "dead", "fallen", "lost", "unidentified", "unaccounted") and follow.startswith(" ")
