"""Numbers and statements that the text itself sets against each other: disputed, taken back, counted otherwise elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from repatria.testimony.compared_figures import COUNTED, Item, conflict_of, disagree, position_of
from repatria.testimony.model import Claim, Conflict, Position, Reading

_BACK, _ON = 900, 220  # code points before and after a word of correction within which its numbers stand
_EARLIER = 2500  # code points before a dispute within which the number disputed stands
_LIKE = 0.95  # how alike two exact counts are that mean the same thing
_MOST_APART = 4.0  # how many times larger a number may be than the one it corrects
_PERSONS = frozenset(("persons", "remains"))
_TAKEN_BACK = re.compile(
    r"\bI stand corrected\b|\b(?:tak|took|accept)\w* the correction\b|\b(?:let me|I must|I should|I(?: wi|'|’)ll|I(?:'d| would) like to) correct (?:that|myself|the|my)\b|\bI misspoke\b|\b(?:scratch|strike) that\b"
    r"|\bregrets? the (?:error|mistake)\b|\bapologi[sz]es? for the (?:error|mistake)\b|\bcorrected (?:the|that|its|this|his|her|their) (?:own )?(?:figure|number|count|toll|total|estimate)\b"
    r"|\b(?:the|that|this|his|her|their|its) (?:figure|number|count|total|estimate) (?:was|is|had been) (?:wrong|mistaken|in error|incorrect|a mistake|out of date)\b|\bslip of the pen\b|\btransposed\b|\b(?:typing|clerical|printing|arithmetical) error\b|\bmisprint\b|\bfix that if\b|\bI was (?:wrong|mistaken) about\b"
)
_DISPUTED = re.compile(
    r"\b(?:in dispute|disput(?:e|es|ed|ing)|contest(?:s|ed)|contradict(?:s|ed|ing)|at odds|discrepanc(?:y|ies)|conflicting|rejects?|rejected|clash(?:es|ed)?|disagree[sd]?|inflated|exaggerated|insists?|insisted"
    r"|(?:does|do|did) not (?:match|tally|agree|square)|dismiss\w* (?:her|his|the|that|their|its) (?:count|figure|number|claim|toll|estimate)|(?:call|brand)\w* (?:it|that|the (?:figure|number|count)) (?:\w+ )?(?:wrong|nonsense|false|speculation|a lie)"
    r"|(?:far |much )?(?:higher|lower|larger|smaller) than (?:the )?(?:official|government|ministry|army)[\w’' ]*|(?:the|that|this) (?:official )?(?:figure|number|toll|count) (?:leaves|left) out)\b",
    re.I,
)
_UNTRUE = re.compile(
    r"\b(?:[Bb]oth(?: of)?|[Tt]hese|[Tt]hose|[Tt]he two|[Tt]wo)\b[^.;]{0,60}\b(?:cannot|can't|can’t|can not|could not) (?:both |all )?be (?:true|right|correct|so)\b|\b(?:[Oo]ne|[Ee]ither) of (?:the|these|those) (?:two )?(?:statements|accounts|numbers|figures|claims|reports)[^.;]{0,20} (?:is|must be) (?:wrong|false|untrue)\b"
)
_INCORRECT = re.compile(
    r"(?<=[.”\"] )(?:This|That|The report|The claim) is (?:incorrect|untrue|wrong|false|not (?:correct|so|true|the case)|a lie)\b|(?<=[.”\"] )Not so\b"
)
_SOURCE = re.compile(
    r"\b(?:ledger|summary|list|register|roll|report|hand|file|record|table|page|column|card|book|census|newspaper|paper|wire|agency|ministry|log|diary|tally|return|minute|version|translation|release|bulletin|notebook|index|database|catalogue|inventory|plaque|stone|monument|memorial)s?\b",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:now|since|later|rose|risen|fell|fallen|down from|up from|grew|grown|by (?:19|20)\d\d|in (?:19|20)\d\d|earlier|before|then|after|another|more|further|a year|next|previous|first|second|last)\b|\bof (?:them|those|whom|which|these)\b[^.;]{0,20}$"
)
_CONTRAST = re.compile(
    r"\b(?:while|whereas|but|against|only)\b[^.;]*\b(?:says?|said|counts?|counted|gives?|gave|puts?|lists?|reports?|insists?|speaks? of|claims?|has)\b"
)
_THEN_AND_NOW = re.compile(r"\bin (?:19|20)\d\d\b[^\n]*\bnow\b|\bnow\b[^\n]*\bin (?:19|20)\d\d\b")
_TOLL = frozenset(("died", "missing", "unaccounted_for", "lost_at_sea"))
_HEARSAY = re.compile(
    r"\b(?:papers?|reports|media|press|rumou?rs?|newspapers?|stories) (?:\w+ ){0,4}(?:say|says|saying|said|report|reports|reported|claim|claims|claimed|write|writes|wrote)\b|\bI(?:'ve|’ve| have)? (?:heard|read)\b|\byou (?:said|told|asked|wanted|promised)\b"
)
_LIST_ROW = re.compile(r"^[ \t]*(?:[-•*–]|\d+\.)?[ \t]*[^\n:]{3,80}:[ \t]*(?:about |approximately |~)?$")
_TOTAL = re.compile(r"^(?:grand )?totals?$|^all$|^sum$", re.I)


def _items(reading: Reading) -> list[Item]:
    """The counts of a reading in order of place; lengths of time are none."""
    found = [(reading, c, f) for c in reading.claims for f in c.figures if f.unit not in ("years", "days")]
    return sorted(found, key=lambda item: item[2].evidence.start)


def _comparable(a: Item, b: Item) -> bool:
    """Whether two counts may be of one thing: of persons, or of things by the same noun, and not far apart."""
    x, y = a[2], b[2]
    if x.value is None or y.value is None or x.value == y.value or min(x.value, y.value) < 3:
        return False
    if max(x.value, y.value) > _MOST_APART * min(x.value, y.value):
        return False
    if x.unit in _PERSONS and y.unit in _PERSONS:
        return (
            x.predicate == y.predicate
            or bool({"other", "buried"} & {x.predicate, y.predicate})
            or {x.predicate, y.predicate} <= {"missing", "unaccounted_for", "died"}
        )
    return x.unit == y.unit and (x.unit != "other" or _noun(x.population) == _noun(y.population))


def _noun(population: str) -> str:
    words = re.findall(r"[a-z]+", population.lower())
    return words[-1] if words else ""


def taken_back(readings: Sequence[Reading]) -> list[Conflict]:
    """ "I stand corrected": the two numbers before it, one of which replaces the other."""
    found = []
    for reading in readings:
        items = _items(reading)
        for match in _TAKEN_BACK.finditer(reading.document.text):
            near = [i for i in items if match.start() - _BACK <= i[2].evidence.start <= match.end() + _ON]
            pair = next(
                ((a, b) for n, b in reversed(list(enumerate(near))) for a in reversed(near[:n]) if _comparable(a, b)),
                None,
            )
            if pair and not _THEN_AND_NOW.search(
                reading.document.text, pair[0][2].evidence.end, pair[1][2].evidence.end + 8
            ):
                found.append(
                    conflict_of(
                        "taken_back", "correction", "A number taken back", "one number replaces the other", *pair
                    )
                )
    return found


def disputed(readings: Sequence[Reading]) -> list[Conflict]:
    """A number of one speaker beside a word of dispute, and the number told before by another; or "9 sets, while the
    other side counts 8"."""
    found = []
    for reading in readings:
        text, items = reading.document.text, _items(reading)
        pairs = [
            (a, b)
            for start, end in _sentences_with(_DISPUTED, text)
            for n, b in enumerate(items)
            if start <= b[2].evidence.start < end + _ON and b[2].unit in _PERSONS
            for a in items[:n]
            if b[2].evidence.start - a[2].evidence.start < _EARLIER and a[1].speaker != b[1].speaker
            if a[2].predicate in _TOLL and b[2].predicate in {"other", "buried", *_TOLL} and not _partial(text, a)
            if _comparable(a, b)
        ]
        if pairs:
            best = max(pairs, key=lambda p: min(p[0][2].value or 0, p[1][2].value or 0))
            found.append(conflict_of("disputed", "value", "A disputed number", "two speakers, two numbers", *best))
        for a, b in pairwise(items):
            between = text[a[2].evidence.end : b[2].evidence.start]
            counted = a[2].unit in COUNTED and a[2].unit == b[2].unit and a[2].predicate == b[2].predicate != "other"
            near = len(between) < 160 and "." not in between and a[2].value != b[2].value and disagree(a[2], b[2])
            if counted and near and _CONTRAST.search(between) and not _OTHER_TIME.search(between):
                found.append(conflict_of("disputed", "value", "Two counts", "two speakers, two numbers", a, b))
    return found


def _partial(text: str, item: Item) -> bool:
    """Whether a count is of a part: "98 of the dead", "of those, 12"."""
    span = item[2].evidence
    lead = text[max(0, span.start - 40) : span.start]
    return bool(
        re.search(r"\bof (?:the|those|them|these|all)\b", text[span.start : span.end + 12])
        or re.search(r"\b(?:of|among) (?:them|those|these|whom|which)\b[^.;]{0,25}$", lead, re.I)
    )


def _sentences_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand that hold a match, each once."""
    last = -1
    for match in pattern.finditer(text):
        start = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        if start == last:
            continue
        last = start
        stops = [at for mark in (". ", "\n", "; ") if (at := text.find(mark, match.end())) >= 0]
        yield start, min(stops, default=len(text))


def cannot_both_be_true(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Both of these things cannot be true": the two statements before it."""
    found = []
    for reading in readings:
        for match in _INCORRECT.finditer(reading.document.text):
            before = [
                c for c in reading.claims if c.evidence.end <= match.start() + 1 and match.start() - c.evidence.end < 40
            ]
            itself = [c for c in reading.claims if c.evidence.start <= match.start() + 1 < c.evidence.end + 1]
            if before and itself:
                sides = (_said(reading, before[-1]), _said(reading, itself[-1]))
                found.append(
                    Conflict("said_to_be_wrong", "status", "A report denied", "the text says that it is wrong", sides)
                )
        for match in _UNTRUE.finditer(reading.document.text):
            before = [
                c for c in reading.claims if c.evidence.end <= match.start() and match.start() - c.evidence.start < 1200
            ]
            if len(before) > 1:
                nature = "the text says that both cannot be true"
                sides = (_said(reading, before[-2]), _said(reading, before[-1]))
                found.append(Conflict("cannot_both_be_true", "status", "Two statements", nature, sides))
    return found


def _said(reading: Reading, claim: Claim) -> Position:
    return Position(
        f"{claim.speaker or 'the text'}: {claim.evidence.quote[:80]}",
        reading.document.name,
        claim.evidence,
        (claim.id,),
    )


def counted_otherwise(readings: Sequence[Reading]) -> list[Conflict]:
    """Two exact counts that differ by little, the second of another paper: "the summary says 1,869"."""
    found = []
    for reading in readings:
        text = reading.document.text
        items = [
            i for i in _items(reading) if i[2].qualifier == "exact" and (i[2].value or 0) >= 100 and i[2].part is None
        ]
        for n, second in enumerate(items):
            b = second[2]
            for first in reversed(items[max(0, n - 4) : n]):
                a = first[2]
                if (
                    a.value is None
                    or b.value is None
                    or a.value == b.value
                    or min(a.value, b.value) < _LIKE * max(a.value, b.value)
                ):
                    continue
                between = text[a.evidence.end : b.evidence.start]
                if len(between) > 400 or "\n\n" in between or _OTHER_TIME.search(between):
                    continue
                if _SOURCE.search(between):
                    found.append(
                        conflict_of(
                            "counted_otherwise",
                            "value",
                            "One thing, two counts",
                            "another paper counts otherwise",
                            first,
                            second,
                        )
                    )
                    break
    return found


def hearsay_and_own(readings: Sequence[Reading]) -> list[Conflict]:
    """ "The papers say you asked for ten excavations." "What I put on the table was four excavations"."""
    found = []
    for reading in readings:
        items = [i for i in _items(reading) if i[2].population and (i[2].value or 0) >= 2]
        for n, first in enumerate(items):
            lead = reading.document.text[max(0, first[2].evidence.start - 120) : first[2].evidence.start]
            if not _HEARSAY.search(lead):
                continue
            for second in items[n + 1 : n + 6]:
                a, b = first[2], second[2]
                same = a.unit == b.unit == "other" and _noun(a.population) == _noun(b.population)
                if (
                    same
                    and a.value != b.value
                    and first[1].speaker != second[1].speaker
                    and second[1].speaker
                    and b.evidence.start - a.evidence.end < 700
                ):
                    found.append(
                        conflict_of(
                            "hearsay_and_own",
                            "value",
                            "What is reported and what is said",
                            "two numbers of one thing",
                            first,
                            second,
                        )
                    )
                    break
    return found


def lists_and_totals(readings: Sequence[Reading]) -> list[Conflict]:
    """A row of a list that gives another number than the total of the table beside it."""
    found = []
    for reading in readings:
        items = _items(reading)
        totals = [i for i in items if i[2].part and _TOTAL.match(i[2].part)]
        for row in items:
            b = row[2]
            line = reading.document.text[reading.document.text.rfind("\n", 0, b.evidence.start) + 1 :]
            colon = line.find(":")
            if (
                b.part is not None
                or b.predicate == "other"
                or not 0 <= colon < 80
                or not _LIST_ROW.match(line[: colon + 1])
            ):
                continue
            for total in totals:
                a = total[2]
                alike = a.value and b.value and min(a.value, b.value) >= 0.9 * max(a.value, b.value)
                if (
                    alike
                    and a.value != b.value
                    and (a.predicate, a.unit, a.qualifier, b.qualifier) == (b.predicate, b.unit, "exact", "exact")
                ):
                    found.append(
                        conflict_of(
                            "list_and_total", "value", "A list and a table", "the list and the table differ", row, total
                        )
                    )
                    break
    return found


def parts_do_not_add_up(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Of the 32 cases, nine were resolved, three excluded and the remaining 21 left open": 33."""
    found = []
    for reading in readings:
        text, items = reading.document.text, _items(reading)
        for n, whole in enumerate(items):
            start = whole[2].evidence.start
            stop = text.find(". ", whole[2].evidence.end)
            stop = stop if stop >= 0 else len(text)
            parts = [
                i
                for i in items[n + 1 : n + 7]
                if i[2].evidence.start < stop and i[2].qualifier == "exact" and i[2].value
            ]
            if len(parts) < 2 or not _OF_THE.search(text[max(0, start - 12) : start]) or whole[2].qualifier != "exact":
                continue
            last = parts[-1][2].evidence
            if not _THE_REST.search(text[max(0, last.start - 24) : last.end]):
                continue
            total = sum(i[2].value or 0 for i in parts)
            if whole[2].value and total != whole[2].value and abs(total - whole[2].value) < 0.2 * whole[2].value:
                parted = tuple(position_of(*i) for i in (whole, *parts))
                nature = f"the parts make {total:,}"
                found.append(Conflict("parts_do_not_add_up", "sum", "Parts of a whole", nature, parted))
    return found


_OF_THE = re.compile(r"\b[Oo]f (?:the |these |those |its |their |all )?$")
_THE_REST = re.compile(r"\b(?:remaining|rest|other|others|remainder|left)\b")


def own_counts(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Officially, eighty-four. My own list has eighty-seven"; "11 tanks or, as I make it, nine"."""
    found = []
    for reading in readings:
        text = reading.document.text
        for first, second in pairwise(i for i in _items(reading) if i[2].part is None and (i[2].value or 0) >= 3):
            a, b = first[2], second[2]
            near = text[a.evidence.end : b.evidence.end + 30]
            alike = a.value and b.value and a.value != b.value and min(a.value, b.value) >= 0.5 * max(a.value, b.value)
            if (
                alike
                and len(near) < 230
                and a.unit == b.unit
                and _OWN_COUNT.search(near)
                and not _OTHER_TIME.search(near)
            ):
                found.append(
                    conflict_of(
                        "own_count", "value", "One thing, two counts", "the speaker counts otherwise", first, second
                    )
                )
    return found


def restated(readings: Sequence[Reading]) -> list[Conflict]:
    """ "38 of them have been identified. Of the thirty-nine identified, ...": one count, told again with another number."""
    found = []
    for reading in readings:
        text = reading.document.text
        for first, second in pairwise(_items(reading)):
            a, b = first[2], second[2]
            if a.predicate != b.predicate or a.predicate == "other" or a.unit != b.unit or a.part or b.part:
                continue
            if None in (a.value, b.value) or (a.qualifier, b.qualifier) != ("exact", "exact") or a.value == b.value:
                continue
            alike = min(a.value or 0, b.value or 0) >= 0.9 * max(a.value or 0, b.value or 0)
            if _AIMED.search(text, a.evidence.end, b.evidence.start):
                continue
            if alike and b.evidence.start - a.evidence.end < 250 and _OF_THE.search(text[: b.evidence.start][-12:]):
                found.append(
                    conflict_of(
                        "restated", "value", "One count, told twice", "told again with another number", first, second
                    )
                )
    return found


_AIMED = re.compile(r"\b(?:goal|target|aim|quota|plan)\b")
_OWN_COUNT = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) own (?:list|count|register|figures?|reckoning|tally)\b|\b[Aa]s I make it\b|\bby (?:my|our) (?:own )?(?:count|reckoning)\b|\bI counted\b"
)
RULES = (
    own_counts,
    restated,
    parts_do_not_add_up,
    taken_back,
    disputed,
    cannot_both_be_true,
    counted_otherwise,
    hearsay_and_own,
    lists_and_totals,
)
