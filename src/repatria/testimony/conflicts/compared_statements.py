"""Every two counts of one thing, and every two days of one, laid side by side: what speaks for a conflict is weighed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from repatria.testimony.conflicts.compared_figures import SAME_PREDICATE, conflict_of, disagree
from repatria.testimony.conflicts.counts_compared import PERSONS, head_noun
from repatria.testimony.dates.dated_spans import TimeMention
from repatria.testimony.model import Claim, Conflict, Figure, Position, Reading
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.stems import stems_in

ENOUGH = 6  # weight of what speaks for a conflict
_COMPARED = 14  # statements of a kind told before one with which it is compared
_FAR = 2600  # code points within which two statements are set beside each other
_LONGEST_CLAUSE = 600  # code points of a clause on either side of its number; a table is one claim, however long
_MOST_APART = 3.0  # how many times larger one of two counts of one thing may be
_MONTH = 31  # days that two days of one thing may lie apart
_TOGETHER = 3  # words that two tellings of one thing share
_CUT = compiled(
    r"[;:—–\n]|,\s|\.\s|[“”\"]|\s-\s|\b(?:where|which|who|while|whereas|and (?:that|he|she|it|they|we|I|the|its|their))\b"
)
# Words that say that what follows differs from what went before.
_DISPUTE = compiled(
    r"\b(?:higher|lower|fewer|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|misinformed|mistakes?|untrue|false|contrary|disput\w+|contest(?:s|ed)|contradict\w*|den(?:y|ies|ied)|reject\w*|dismiss\w*|instead|actually|in fact|in truth|rather than|differ(?:s|ed|ently|ent)?|discrepanc\w+|disagree\w*|exaggerat\w+|inflated|insist\w*|challeng\w+|question(?:s|ed)|doubt\w*|at odds|does not (?:match|agree|tally)|did not (?:match|agree|tally)|only|whereas|however|according to|by (?:his|her|their|its|my|our) (?:own )?(?:count|reckoning)|correct(?:s|ed|ion)?|my own|his own|her own|their own|not so|nonsense|tells? it|miscount\w*|misprint\w*|should (?:have read|read|be)|must be|cannot be)\b",
    re.I,
)
_CONTRAST = compiled(r"\b(?:but|while|yet|though|although|against)\b", re.I)
# Words by which one of two numbers is of another time or of another part.
_OTHER_TIME = compiled(
    r"\b(?:rose|risen|rising|grown|grew|fell|fallen|since|now|later|more|further|another|again|then|so far|already|next|first|second|third|fourth|last|earlier|previous(?:ly)?|year|month|week|quarter|phase|half|other|others|remaining|rest|goal|target|additional|still|initially|originally|today|yesterday|every|each|per|to date|total|altogether)\b",
    re.I,
)
_PART = compiled(
    r"\b(?:[Oo]f|[Aa]mong|[Ff]rom|[Ii]ncluding|out of|plus)\s+(?:(?:the|those|these|its|their|all|all the)\s+)?(?:(?:some|about|nearly|roughly|remaining|other|first|last)\s)?$"
    r"|\b(?:[Oo]f|[Aa]mong|[Ff]rom) (?:them|those|these|whom|which)\b[^.;]{0,25}$"
)
_AGAIN = compiled(r"(?:^|[.\n:“\"]\s*)(?:Of|Among|From) (?:the|those|these) $")
_OF_THE = compiled(r"\s+of (?:the|them|these|those|his|her|its|their|our)\b")
_BACK = compiled(r"\b(?:that|this|those|these|the same|said)\b", re.I)
_NAME = compiled(r"(?<=[a-z,’'] )[A-Z][a-z]{2,}")
# "By Friday, the mayor said, 37": the number grew.
_BY_THEN = compiled(
    r"\b[Bb]y (?:the (?:end|evening|time|next|following)\b|noon|midday|midnight|nightfall|dusk|dawn|evening|morning|then|now|(?:last |early |late )?[A-Z][a-z]+|\d)[^.;]*$"
)
_CLOCK = compiled(r"\s*(?:\d{1,2}[:.]\d\d|\d{4}\b(?=\s*[-–h]))")
_THE_SAME = compiled(r"\b(?:all|the|these|those|of|same|both)\s+$", re.I)
_TELLING = 20  # a number that small may be told of two things by chance
_MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


class _Told(NamedTuple):
    """One count or one day with the clause that tells it."""

    reading: Reading
    claim: Claim
    start: int
    end: int
    clause: str
    stems: frozenset[str]
    names: frozenset[str]


def _told(reading: Reading, claim: Claim, start: int, end: int) -> _Told:
    text, whole = reading.document.text, claim.evidence
    first, last = max(whole.start, start - _LONGEST_CLAUSE), min(whole.end, end + _LONGEST_CLAUSE)
    left = max((m.end() for m in _CUT.finditer(text, first, start)), default=first)
    after = _CUT.search(text, end, last)
    right = after.start() if after else last
    clause = text[left:right]
    names = frozenset(_NAME.findall(text[max(0, left - 2) : right])) - _MONTHS
    return _Told(reading, claim, start, end, clause, stems_in(clause), names)


def compared_counts(readings: Sequence[Reading]) -> list[Conflict]:
    """ "have taken 14 bodies out of the hostel" and "Seventeen bodies have come out of that hostel"."""
    found = []
    for reading in readings:
        before: dict[str, list[tuple[_Told, Figure]]] = defaultdict(list)
        for figure, claim in _in_order(reading):
            if figure.value is None or figure.value < 2 or figure.unit in ("years", "days"):
                continue
            one = _told(reading, claim, figure.evidence.start, figure.evidence.end)
            kind = "persons" if figure.unit in PERSONS else figure.unit
            for earlier, other in before[kind][-_COMPARED:]:
                if _one_thing(other, figure, earlier, one) and _weight(earlier, one, other, figure) >= ENOUGH:
                    first, second = (reading, earlier.claim, other), (reading, claim, figure)
                    nature = "two numbers of one thing"
                    found.append(conflict_of("two_counts", "value", "One thing, two numbers", nature, first, second))
            before[kind].append((one, figure))
    return found


def _in_order(reading: Reading) -> Iterator[tuple[Figure, Claim]]:
    pairs = [(f, c) for c in reading.claims for f in c.figures]
    return iter(sorted(pairs, key=lambda pair: pair[0].evidence.start))


def _one_thing(a: Figure, b: Figure, first: _Told, second: _Told) -> bool:
    """Whether two counts can be of one thing, and cannot both be right."""
    if a.value is None or b.value is None or second.start - first.end > _FAR:
        return False
    if a.value == b.value or max(a.value, b.value) > _MOST_APART * min(a.value, b.value):
        return False  # the same number told twice does not gainsay itself
    told = {SAME_PREDICATE.get(f.predicate, f.predicate) for f in (a, b)}
    if len(told) == 2 and not told & {"other", "buried"}:
        return False
    if not disagree(a, b):
        return False
    if a.unit == "other" and not _one_noun(a, b):
        return False
    for x, y in ((a.place, b.place), (a.period, b.period), (a.nation, b.nation), (a.war, b.war)):
        if x is not None and y is not None and x != y:
            return False
    if a.part or b.part or (first.claim is second.claim and a.evidence.end > b.evidence.start):
        return False
    if first.names and second.names and not first.names & second.names:
        return False
    text = first.reading.document.text
    if any(_PART.search(text, max(0, x.start - 34), x.start) and not _whole(x) for x in (first, second)):
        return False
    if _OF_THE.search(text, second.start, second.end + 16):
        return False  # "Only 98 of the dead"
    if first.claim is second.claim and not _DISPUTE.search(text, first.end, second.start):
        return False  # "eight by DNA and four by their teeth"
    return not _other_time(first, second)


def _one_noun(a: Figure, b: Figure) -> bool:
    """Whether two counts are told of things by the same noun: "burials" and "burials excavated"."""
    return bool(stems_in(a.population) & stems_in(b.population)) or (
        bool(a.population) and head_noun(a.population) == head_noun(b.population)
    )


def _whole(told: _Told) -> bool:
    """Whether a count tells a whole again, of which parts follow: "Of the 26 burials excavated, 15 were ..."."""
    text = told.reading.document.text
    return (
        bool(_AGAIN.search(text, max(0, told.start - 12), told.start)) and text[told.end : told.end + 80].find(",") > 0
    )


def _other_time(first: _Told, second: _Told) -> bool:
    """Whether the two are told of two times: by their words, by their dates or by the clock before each."""
    if _OTHER_TIME.search(second.clause) or (_OTHER_TIME.search(first.clause) and not _whole(second)):
        return True
    text = first.reading.document.text
    if _BY_THEN.search(text, max(0, second.start - 90), second.start):
        return True
    clocks = [_CLOCK.match(text, text.rfind("\n", 0, x.start) + 1) for x in (first, second)]
    if all(clocks) and first.claim is not second.claim:
        return True
    dates = [[d.date for d in x.claim.dates if d.date.known] for x in (first, second)]
    return bool(dates[0] and dates[1] and not any(d.may_equal(e) for d in dates[0] for e in dates[1]))


def _weight(first: _Told, second: _Told, a: Figure, b: Figure) -> int:
    """How much speaks for two tellings of one thing that gainsay each other."""
    shared = len(first.stems & second.stems)
    share = shared / max(1, min(len(first.stems), len(second.stems)))
    if not shared:
        return 0
    weight = 3 if share >= 0.75 and shared > 1 else 2 if share >= 0.5 and len(first.stems | second.stems) > 1 else 1
    weight += 2 * _whole(second)
    weight += shared >= _TOGETHER
    weight += _one_noun(a, b)
    weight += a.predicate == b.predicate != "other"
    return weight + _against(first, second)


def _against(first: _Told, second: _Told) -> int:
    """How much speaks for the second telling to be set against the first: another voice, a word of dispute, "that"."""
    speakers = {first.claim.speaker, second.claim.speaker}
    text = first.reading.document.text
    stop = min(second.end + 80, second.claim.evidence.end + 1)
    between = text[first.end : max(second.end, stop)]
    weight = 0 if len(speakers) == 1 else 1 if None in speakers else 2
    if len(between) <= 700 and _DISPUTE.search(between):
        weight += 2
    elif len(between) <= 300 and _CONTRAST.search(between):
        weight += 1
    weight += bool(_BACK.search(second.clause))
    heading = text[first.end : second.start].count("\n") and not first.claim.evidence.quote.rstrip().endswith(
        (".", "!", "?", "”", '"', ",", ":", ";")
    )
    return weight + bool(heading)


def compared_days(readings: Sequence[Reading]) -> list[Conflict]:
    """ "are to be reburied at Perth Cemetery on 14 September" and "the reburial at Perth Cemetery is on 16 September"."""
    found = []
    for reading in readings:
        days = [(d, c) for c in reading.claims for d in c.dates if d.date.precision == "day"]
        days.sort(key=lambda pair: pair[0].span.start)
        before: list[tuple[_Told, TimeMention]] = []
        for mention, claim in days:
            one = _told(reading, claim, mention.span.start, mention.span.end)
            for earlier, other in before[-_COMPARED:]:
                if _two_days_of_one(earlier, one, other, mention):
                    sides = tuple(
                        Position(f"{m.date.value}: {t.clause[:60]}", reading.document.name, m.span, (t.claim.id,))
                        for t, m in ((earlier, other), (one, mention))
                    )
                    nature = "the same is told of two days"
                    found.append(Conflict("told_of_two_days", "date", "One thing, two days", nature, sides))
            before.append((one, mention))
    return found


_ANOTHER = compiled(
    r"\b(?:again|second|another|next|last|later|further|also|first|third|moved|postponed|put off|rescheduled|instead of)\b",
    re.I,
)


_SAYS = compiled(r"\b(?:says?|said|has it|puts?|gives?|gave|records?|according to|shows?|reads?)\b")
_BOUND = compiled(r"\b(?:until|till|since|before|after|from|to|between|by|and|not on)\s+(?:the\s+)?$", re.I)


def _two_days_of_one(first: _Told, second: _Told, a: TimeMention, b: TimeMention) -> bool:
    one, other = a.date.first_day, b.date.first_day
    if one is None or other is None or one == other or abs((one - other).days) > _MONTH:
        return False
    if first.claim is second.claim or second.start - first.end > _FAR:
        return False
    shared = len(first.stems & second.stems)
    share = shared / max(1, min(len(first.stems), len(second.stems)))
    said = share == 1 and shared == _TOGETHER - 1 and bool(_SAYS.search(second.claim.evidence.quote))
    if ((shared < _TOGETHER or share < 0.6) and not said) or (
        first.names and second.names and not first.names & second.names
    ):
        return False
    text = first.reading.document.text
    bound = any(_BOUND.search(text, max(0, x.start - 16), x.start) for x in (first, second))
    return not bound and not _ANOTHER.search(first.clause) and not _ANOTHER.search(second.clause)


def compared_meanings(readings: Sequence[Reading]) -> list[Conflict]:
    """One number of persons told in nearly the same words of two deeds: "310 identified" and "310 recovered"."""
    found = []
    for reading in readings:
        before: dict[float, list[tuple[Claim, Figure]]] = defaultdict(list)
        for figure, claim in _in_order(reading):
            if (
                figure.value is None
                or figure.value < _TELLING
                or figure.unit not in PERSONS
                or figure.predicate == "other"
            ):
                continue
            stems = stems_in(claim.evidence.quote)
            for one, other in before[figure.value][-3:]:
                shared = stems & stems_in(one.evidence.quote)
                lead = reading.document.text[max(0, figure.evidence.start - 16) : figure.evidence.start]
                kinds = {SAME_PREDICATE.get(f.predicate, f.predicate) for f in (figure, other)}
                if len(kinds) == 2 and len(shared) >= _TOGETHER and not _THE_SAME.search(lead):
                    first, second = (reading, one, other), (reading, claim, figure)
                    nature = "same number, different predicate"
                    topic = f"What {figure.value:,} counts"
                    found.append(conflict_of("same_number_other_deed", "predicate", topic, nature, first, second))
            before[figure.value].append((claim, figure))
    return found


RULES = (compared_counts, compared_days, compared_meanings)
