"""Numbers and statements that the text itself sets against each other: disputed, taken back, counted otherwise elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from repatria.testimony.conflicts.compared_figures import COUNTED, Item, conflict_of, disagree
from repatria.testimony.conflicts.counts_compared import OTHER_TIME, PERSONS, comparable, counts_in_order, head_noun
from repatria.testimony.conflicts.recounts import counted_otherwise, lists_and_totals, own_counts, parts_do_not_add_up
from repatria.testimony.model import Claim, Conflict, Position, Reading
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.stems import stems_in

_BACK, _ON = 900, 220  # code points before and after a word of correction within which its numbers stand
_EARLIER = 2500  # code points before a dispute within which the number disputed stands
_TAKEN_BACK = compiled(
    r"\bI stand corrected\b|\b(?:tak|took|accept)\w* the correction\b|\b(?:let me|I must|I should|I(?: wi|'|’)ll|I(?:'d| would) like to) correct (?:that|myself|the|my)\b|\bI misspoke\b|\b(?:scratch|strike) that\b"
    r"|\bregrets? the (?:error|mistake)\b|\bapologi[sz]es? for the (?:error|mistake)\b|\bcorrected (?:the|that|its|this|his|her|their) (?:own )?(?:figure|number|count|toll|total|estimate)\b"
    r"|\b(?:the|that|this|his|her|their|its) (?:figure|number|count|total|estimate) (?:was|is|had been) (?:wrong|mistaken|in error|incorrect|a mistake|out of date)\b|\bslip of the pen\b|\btransposed\b|\b(?:typing|clerical|printing|arithmetical) error\b|\bmisprint\b|\bfix that if\b|\bI was (?:wrong|mistaken) about\b"
)
_DISPUTED = compiled(
    r"\b(?:in dispute|disput(?:e|es|ed|ing)|contest(?:s|ed)|contradict(?:s|ed|ing)|at odds|discrepanc(?:y|ies)|conflicting|rejects?|rejected|clash(?:es|ed)?|disagree[sd]?|inflated|exaggerated|insists?|insisted"
    r"|(?:does|do|did) not (?:match|tally|agree|square)|dismiss\w* (?:her|his|the|that|their|its) (?:count|figure|number|claim|toll|estimate)|(?:call|brand)\w* (?:it|that|the (?:figure|number|count)) (?:\w+ )?(?:wrong|nonsense|false|speculation|a lie)"
    r"|(?:far |much )?(?:higher|lower|larger|smaller) than (?:the )?(?:official|government|ministry|army)[\w’' ]*|(?:the|that|this) (?:official )?(?:figure|number|toll|count) (?:leaves|left) out)\b",
    re.I,
)
_UNTRUE = compiled(
    r"\b(?:[Bb]oth(?: of)?|[Tt]hese|[Tt]hose|[Tt]he two|[Tt]wo)\b[^.;]{0,60}\b(?:cannot|can't|can’t|can not|could not) (?:both |all )?be (?:true|right|correct|so)\b|\b(?:[Oo]ne|[Ee]ither) of (?:the|these|those) (?:two )?(?:statements|accounts|numbers|figures|claims|reports)[^.;]{0,20} (?:is|must be) (?:wrong|false|untrue)\b"
)
_INCORRECT = compiled(
    r"(?<=[.”\"] )(?:This|That|The report|The claim) is (?:incorrect|untrue|wrong|false|not (?:correct|so|true|the case)|a lie)\b|(?<=[.”\"] )Not so\b|(?<=[.”\"] )(?:The [\w ]{2,40}|[A-Z]\w+|(?:His|Her|Their|Its) \w+) (?:does not|do not|did not|doesn't|don't|didn't) accept (?:this|that)\b|(?<=[.”\"] )(?:The [\w ]{2,40}|[A-Z]\w+) (?:denies|deny|denied|rejects|rejected|disputes|disputed) (?:this|that|it)(?=[.:,;])|\b(?:denied|denies|deny|rejected|rejects|disputed|disputes|dismissed|dismisses) (?:the|that|this|these|those|both) (?:charges?|claims?|reports?|accusations?|allegations?|contentions?|story|stories|assertions?|suggestions?)\b(?! (?:that|of))|\b(?:entry|date|figure|number|account|version|report|claim|statement|record|list|count|total)\b[^.;]{0,60}\b(?:is|was) (?:(?:in all likelihood|probably|almost certainly|clearly|surely|plainly|simply) )?(?:wrong|mistaken|in error|an error|a mistake)(?=[.,;])|(?<=[.;] )(?:[Tt]he (?:fact|truth)(?: of the matter)? is(?: that)?)\b"
    # "Reports that the remains have been sent back are incorrect"; "is a sheer fabrication".
    r"|\b(?:[Rr]eports?|[Cc]laims?|[Ss]tories|[Ss]tory|[Rr]umou?rs?|[Aa]ccounts|[Ss]tatements?|[Aa]llegations?|[Ss]uggestions?)\b[^.;]{0,80}\bthat\b[^.;]{4,200}?\b(?:is|are|was|were) (?:\w+ )?(?:incorrect|untrue|false|wrong|unfounded|baseless|mistaken|inaccurate|without foundation|lies|invented|nonsense|premature)\b"
    r"|\b(?:is|was|are|were) (?:an? )?(?:\w+ )?(?:fabrications?|inventions?|slanders?|falsehoods?|myths?|lies?)\b"
    # "200 sets had already been sent back. None had."
    r"|(?<=[.;”\"] )(?:None|Not one)(?: of (?:them|these|those))? (?:had|have|has|were|was|did|are|is)(?=[.;,])|(?<=[.;”\"] )(?:It|They|He|She|This|That) (?:has|had|have|did|does|do|was|were|is|are)(?:n['’]t| not)(?=[.;])"
)
_CONTRAST = compiled(
    r"\b(?:while|whereas|but|against|only)\b[^.;]*\b(?:says?|said|counts?|counted|gives?|gave|puts?|lists?|reports?|insists?|speaks? of|claims?|has)\b"
)
_THEN_AND_NOW = compiled(r"\bin (?:19|20)\d\d\b[^\n]*\bnow\b|\bnow\b[^\n]*\bin (?:19|20)\d\d\b")
_TOLL = frozenset(("died", "missing", "unaccounted_for", "lost_at_sea"))
_HEARSAY = compiled(
    r"\b(?:papers?|reports|media|press|rumou?rs?|newspapers?|stories) (?:\w+ ){0,4}(?:say|says|saying|said|report|reports|reported|claim|claims|claimed|write|writes|wrote)\b|\bI(?:'ve|’ve| have)? (?:heard|read)\b|\byou (?:said|told|asked|wanted|promised)\b"
)


def taken_back(readings: Sequence[Reading]) -> list[Conflict]:
    """ "I stand corrected": the two numbers before it, one of which replaces the other."""
    found = []
    for reading in readings:
        items = counts_in_order(reading)
        for match in _TAKEN_BACK.finditer(reading.document.text):
            near = [i for i in items if match.start() - _BACK <= i[2].evidence.start <= match.end() + _ON]
            pair = next(
                ((a, b) for n, b in reversed(list(enumerate(near))) for a in reversed(near[:n]) if comparable(a, b)),
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
        text, items = reading.document.text, counts_in_order(reading)
        pairs = [
            (a, b)
            for start, end in _sentences_with(_DISPUTED, text)
            for n, b in enumerate(items)
            if start <= b[2].evidence.start < end + _ON and b[2].unit in PERSONS
            for a in items[:n]
            if b[2].evidence.start - a[2].evidence.start < _EARLIER and a[1].speaker != b[1].speaker
            if a[2].predicate in _TOLL and b[2].predicate in {"other", "buried", *_TOLL} and not _partial(text, a)
            if comparable(a, b)
        ]
        if pairs:
            best = max(pairs, key=lambda p: min(p[0][2].value or 0, p[1][2].value or 0))
            found.append(conflict_of("disputed", "value", "A disputed number", "two speakers, two numbers", *best))
        for a, b in pairwise(items):
            between = text[a[2].evidence.end : b[2].evidence.start]
            counted = a[2].unit in COUNTED and a[2].unit == b[2].unit and a[2].predicate == b[2].predicate != "other"
            near = len(between) < 160 and "." not in between and a[2].value != b[2].value and disagree(a[2], b[2])
            if counted and near and _CONTRAST.search(between) and not OTHER_TIME.search(between):
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


_OF_ITSELF = compiled(
    r"\b(?:[Rr]eports?|[Rr]umou?rs?|[Cc]laims?|[Ss]tor(?:y|ies)|[Aa]llegations?|[Ss]uggestions?|[Ii]dea|[Nn]otion|[Tt]alk)\s+(?:that|of|about)\b"
)


_SHARED = 2  # stems by which a report that is denied is known again


def cannot_both_be_true(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Both of these things cannot be true": the two statements before it."""
    found = []
    for reading in readings:
        for match in _INCORRECT.finditer(reading.document.text):
            before = [c for c in reading.claims if match.start() - 60 < c.evidence.end <= match.start() + 1]
            within = [
                c for c in reading.claims if c.evidence.start <= match.end() + 3 and match.start() < c.evidence.end
            ]
            after = [c for c in reading.claims if match.end() <= c.evidence.start < match.end() + 60]
            if _OF_ITSELF.match(match[0]):  # "rumours that we lost 14 boxes are false" deny only what said so
                denied = stems_in(match[0])
                before = [c for c in before if len(denied & stems_in(c.evidence.quote)) >= _SHARED]
            told = [*before[-1:], *within, *after[:1]]
            if len(told) > 1 and told[0] is not told[1]:
                nature = "the text says that it is wrong"
                places = (_said(reading, told[0]), _said(reading, told[1]))
                found.append(Conflict("said_to_be_wrong", "status", "A report denied", nature, places))
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


def hearsay_and_own(readings: Sequence[Reading]) -> list[Conflict]:
    """ "The papers say you asked for ten excavations." "What I put on the table was four excavations"."""
    found = []
    for reading in readings:
        items = [i for i in counts_in_order(reading) if i[2].population and (i[2].value or 0) >= 2]
        for n, first in enumerate(items):
            lead = reading.document.text[max(0, first[2].evidence.start - 120) : first[2].evidence.start]
            if not _HEARSAY.search(lead):
                continue
            for second in items[n + 1 : n + 6]:
                a, b = first[2], second[2]
                same = a.unit == b.unit == "other" and head_noun(a.population) == head_noun(b.population)
                if (
                    same
                    and a.value != b.value
                    and 20 * min(a.value or 0, b.value or 0) >= max(a.value or 0, b.value or 0)
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


RULES = (
    own_counts,
    parts_do_not_add_up,
    taken_back,
    disputed,
    cannot_both_be_true,
    counted_otherwise,
    hearsay_and_own,
    lists_and_totals,
)
