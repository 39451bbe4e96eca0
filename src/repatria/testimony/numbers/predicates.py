"""What is said of a count: the predicate that governs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.numbers.clauses import SAYING, YEAR, clause_of, is_number
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.numbers.number_words import NAMES_BEFORE
from repatria.testimony.numbers.number_words import UNITS as COUNTED
from repatria.testimony.numbers.predicate_lexicon import PREDICATE, TRIGGER_NOUNS
from repatria.testimony.numbers.wholes import INTRANSITIVE, end_of_noun_phrase, end_of_whole, is_divided
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import lowered
from repatria.testimony.text.segment import Token

_FINITE_AFTER = compiled(
    r"\b(?:is|are|was|were|been|be|being|has|have|had|remain|remains|remained|to|could|would|will|officially|also|still|not|never|he|she|they|it|who|which|that|and)\s+(?:\w+ly\s+)?$"
)
_DEFINING = compiled(r"\s*(?:who|that)\s+(?:(?:have|had|has|were|was|are|is|been|still)\s+)*")
_JOINERS = frozenset("from in at on of off near under beneath since between".split())


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
    b = end_of_whole(tokens, number, b)
    if is_divided(tokens, number):
        a, b = number.first, end_of_noun_phrase(tokens, max(end, number.last), b)
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
        finite = word in INTRANSITIVE or _FINITE_AFTER.search(before) is not None
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


_UNDONE = compiled(r"(?:not|never|did not|failed to|unre|yet to)(?P<deed>.*)")
_FOUND = compiled(r"\b(?:found|recovered|covered)\b")


def deed_left_undone(predicate: str, said: str) -> str | None:
    """What was not done to remains or boxes that were "never returned": they are no missing persons, the deed is denied."""
    if predicate not in ("missing", "unaccounted_for") or (undone := _UNDONE.match(said)) is None:
        return None
    if "account" in said or "seen" in said or "heard" in said:
        return None
    return "recovered" if _FOUND.search(undone["deed"]) else "returned"


def _of_heading(text: str, tokens: Sequence[Token], number: Number) -> tuple[str, str]:
    """ "Lost with the Hawthorn: both mates and eleven deckhands", "Returns by year: 1990, five; 1991, eleven": what the
    words before the colon say of all that is counted after it.
    """
    at = next((n for n in range(number.first) if tokens[n].text in (":", "—", "–")), None)
    if not at or any(token.text in '“"' for token in tokens[at : number.first]) or tokens[at - 1].low in SAYING:
        return "other", ""
    if any(_is_count(tokens, n) for n in range(at)):
        return "other", ""
    found = PREDICATE.search(lowered(text[tokens[0].start : tokens[at].start]))
    return (found.lastgroup or "other", found[0]) if found else ("other", "")


def _is_count(tokens: Sequence[Token], n: int) -> bool:
    """Whether a number of its own, no name's and no year, stands at a token."""
    word = tokens[n].low
    return is_number(word) and not (n and tokens[n - 1].low in NAMES_BEFORE) and not YEAR.fullmatch(word)


_TOO_FAR = 9.0  # what costs more is said of something else
_REDUCED = compiled(r"\s+(?:(?:[A-Z][\w.'-]+|he|she|they|it|we|I|the [A-Z]?\w+)\s+){1,3}")
_ACTORS = frozenset(
    "operations missions teams laboratories labs excavations digs trips expeditions flights searches agencies".split()
)
_JOINED_VERB = compiled(r"\band\s+(?:\w+ly\s+|later\s+|then\s+)?$")
_VERB_BEFORE = compiled(r"\b(?:[a-z]{3,}ed|took|has|had|held|got|saw|sent|went|made|kept|ran|gave|put)\b")
_OTHER_CLAUSE = compiled(r"\d.*(?:,|\band\b).*\b(?:[a-z]{3,}ed|went|took|brought|sent|came|gave)\b")
_COUNTED_BEFORE = compiled(r"\d[\d,]*\s+(?:[a-z-]+\s+)?$")
_COUNTED_OF_THE = compiled(r"\d[\d,]*\s+of the\s+$")


def _of_other_count(word: str, before: str, after: int) -> bool:
    """ "200 identifications", "57 of the missing": what another number counts. after: how far behind this one it stands."""
    if word in TRIGGER_NOUNS:
        return _COUNTED_BEFORE.search(before) is not None
    counted = _COUNTED_OF_THE.search(before) if word in ("missing", "dead") else None
    return counted is not None and after > len(before) - counted.start()


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
