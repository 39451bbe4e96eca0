"""Conflicts of numbers: same thing with other values, same value for other things, parts larger than their whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from repatria.testimony.conflicts.compared_figures import (
    COUNTED,
    SAME_PREDICATE,
    SAME_UNIT,
    STOCK,
    Item,
    all_figures,
    bounds,
    conflict_of,
    disagree,
    grouped,
    pairs_by,
    scope,
)
from repatria.testimony.denial import TAKEN_BACK
from repatria.testimony.model import Claim, Conflict, Figure, Reading
from repatria.testimony.text.first_characters import compiled


def values(readings: Sequence[Reading]) -> list[Conflict]:
    """Same predicate, unit, nation, war, place and period; values that cannot both be true."""
    found = []
    items = [item for item in all_figures(readings) if item[2].unit in COUNTED and item[2].predicate != "other"]
    for first, second in pairs_by(items, lambda item: (scope(item[2]), item[2].unit)):
        a, b = first[2], second[2]
        if scope(a) != scope(b) or a.unit != b.unit or not disagree(a, b):
            continue
        if a.nation is None and first[0] is not second[0]:
            continue
        if _year(a.as_of) != _year(b.as_of) and first[0] is second[0]:
            continue
        if (first[1].modality in TAKEN_BACK) != (second[1].modality in TAKEN_BACK):
            continue  # "200 were not returned" takes nothing from the 455 that were
        if a.place != b.place or _subset(a) != _subset(b) or not _same_period(a, b):
            continue
        if a.predicate not in STOCK and (a.period is None or b.period is None) and not _contrasted(first, second):
            continue
        if (
            _detail(a)
            or _detail(b)
            or _part_of(first, second)
            or _then_and_now(first, second)
            or _of_a_place(first, second)
        ):
            continue
        close = min(a.value or 0, b.value or 0) / max(a.value or 1, b.value or 1, 1) > 0.9
        nature = "rounding: the values agree only as bounds" if close else "the values cannot both be true"
        topic = ", ".join(word for word in (*scope(a), a.place, a.period) if word)
        found.append(conflict_of("incompatible_values", "value", topic, nature, first, second))
    return grouped(found)


def _year(as_of: str | None) -> str | None:
    return as_of.removeprefix("FY")[:4] if as_of else None


def _subset(figure: Figure) -> bool:
    return figure.subset and figure.predicate not in ("missing", "unaccounted_for")


def _detail(figure: Figure) -> bool:
    """A count small against any national total belongs to one event or unit, not to the total."""
    return figure.predicate in STOCK and (figure.value or 0) < 100


_TENSE = compiled(r"(?:[^.;,]|,(?=\d)){0,40}?\b(?:(?P<then>were|was|had)|(?P<now>are|is|remain|remains|have|has))\b")


_THERE = compiled(r"\b(?:[Tt]here|[Ii]t|[Tt]hat) (?:(?P<then>were|was|had been)|(?P<now>are|is|remain|have been))\b")
_ON_A_DAY = compiled(
    r"\b(?:on|in|at|by|of) (?:(?:\d{1,2} |early |late |the end of )*(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2})?(?:,? \d{4})?|(?:19|20)\d\d)\b[^.;]{0,8}$|\b(?:last|this) (?:year|month|week|spring|summer|autumn|winter)\b[^.;]{0,8}$"
)
_AT_A_TIME = compiled(
    r"[^.;]{0,60}\b(?:when|at the (?:time|end|start|outset|peak|height)|by then|originally|initially)\b"
)


def _then_and_now(first: Item, second: Item) -> bool:
    """ "10,000 are missing" and "40,000 were missing when the guns fell silent" in one document: two times."""
    tenses = [
        _TENSE.match(r.document.text, f.evidence.end)
        or _THERE.search(r.document.text, max(0, f.evidence.start - 24), f.evidence.start)
        for r, _, f in (first, second)
    ]
    days = [
        _ON_A_DAY.search(r.document.text, max(0, f.evidence.start - 40), f.evidence.start)
        for r, _, f in (first, second)
    ]
    if days[0] and days[1] and days[0][0].strip(" ,") != days[1][0].strip(" ,"):
        return True
    timed = [bool(_AT_A_TIME.match(r.document.text, f.evidence.end)) for r, _, f in (first, second)]
    if first[0] is second[0] and timed[0] != timed[1]:
        return True
    if first[0] is not second[0] or not all(tenses):
        return False
    return len({match.lastgroup for match in tenses if match}) == 2


def _part_of(first: Item, second: Item) -> bool:
    """ "Of the 2,646 listed, 1,762 remain unaccounted for": the second is what is left of the first."""
    a, b = sorted((first[2].evidence, second[2].evidence), key=lambda span: span.start)
    if first[0] is not second[0] or b.start - a.end > 200:
        return False
    text = first[0].document.text
    if b.start < a.end:
        return True  # "5,400 of the 8,170 Americans"
    between = text[a.end : b.start]
    if re.fullmatch(
        r"\s+of\s+(?:the|some|its|their|those|all|about|an estimated|more than)?\s*", between
    ) or _DIVIDED.search(between):
        return True
    if re.match(r"\s*(?:of|among) (?:them|those|these|whom)\b", text[b.end : b.end + 24]):
        return True
    return bool(
        re.search(r"\b(?:of|out of|from|among)\s+(?:the\s+|some\s+)?$", text[max(0, a.start - 14) : a.start], re.I)
    )


# "More than 7,900 are missing, of whom some 5,300 ...", "1,789, down from 2,583"
_DIVIDED = compiled(
    r"\b(?:of|among) (?:whom|which|these|those|them)\b[^.;]{0,30}$|\b(?:down|up|fallen|risen|reduced|compared)\b[^.;]{0,20}\b(?:from|with|to)\b[^.;]{0,20}$|\bincluding\b[^.;]{0,20}$"
)
_PLACED = compiled(
    r"[^.;,\d]{0,60}\b(?:in|north of|inside|within|on|under|beneath|off|over|at)\s+(?:the\s+)?(?:North|South|DMZ|Demilitarized|its|their|sea|soil|water|[A-Z][a-z]+ (?:soil|territory|Province|waters))"
)


def _of_a_place(first: Item, second: Item) -> bool:
    """Whether one of two figures counts only those of a place: "it believes that 5,300 were lost north of the line"."""
    placed = [bool(_PLACED.match(r.document.text, f.evidence.end)) for r, _, f in (first, second)]
    return first[0] is second[0] and placed[0] != placed[1]


def _contrasted(first: tuple[Reading, Claim, Figure], second: tuple[Reading, Claim, Figure]) -> bool:
    """ "... says it gave back 9 sets, while the Pentagon counts 8": two counts set against each other."""
    a, b = first[2].evidence, second[2].evidence
    if first[0] is not second[0] or not 0 < b.start - a.end < 120:
        return False
    return bool(
        re.search(
            r"\b(?:while|whereas|but)\b[^.;]*\b(?:says?|said|counts?|counted|gives?|gave|puts?|lists?|reports?)\b",
            first[0].document.text[a.end : b.start],
        )
    )


def _same_period(a: Figure, b: Figure) -> bool:
    return a.period == b.period or (a.predicate in STOCK and None in (a.period, b.period))


def periods(readings: Sequence[Reading]) -> list[Conflict]:
    """The same count, told for other years."""
    found = []
    items = [x for x in all_figures(readings) if x[2].unit in COUNTED and (x[2].value or 0) >= 20 and x[2].period]
    for first, second in pairs_by(items, lambda item: item[2].value):
        a, b = first[2], second[2]
        if a.value != b.value or a.period == b.period or a.predicate in STOCK:
            continue
        if _touch(a.period, b.period):
            found.append(
                conflict_of(
                    "same_count_other_period",
                    "period",
                    f"Period of {a.value:,}",
                    "one count, two periods",
                    first,
                    second,
                )
            )
    return grouped(found)


def _touch(a: str | None, b: str | None) -> bool:
    """Whether two periods overlap, so that they can be meant for the same thing; an identical one is no conflict."""
    if not a or not b or a[:2] == "FY" or b[:2] == "FY":
        return False
    (a1, _, a2), (b1, _, b2) = a.partition(".."), b.partition("..")
    a2, b2 = a2 or a1, b2 or b1
    wide = (".." in a) and (".." in b)
    return wide and a1[:4] <= b2[:4] and b1[:4] <= a2[:4]


def _denied(text: str, figure: Figure) -> bool:
    """ "Nobody ever claimed that they were 55 men"."""
    return _DENIAL.search(text, max(0, figure.evidence.start - 60), figure.evidence.start) is not None


_DENIAL = compiled(r"\b(?:[Nn]ot|[Nn]ever|[Nn]obody|[Nn]one|[Nn]o one|[Nn]or)\b[^.;]*$|n['’]t\b[^.;]*$")


def units_and_predicates(readings: Sequence[Reading]) -> list[Conflict]:
    """The same number for another unit or with another predicate: 229 identified persons, 229 remains recovered."""
    found = []
    items = [
        x
        for x in all_figures(readings)
        if x[2].unit in COUNTED and (x[2].value or 0) >= 20 and not _denied(x[0].document.text, x[2])
    ]
    for first, second in pairs_by(items, lambda item: item[2].value):
        a, b = first[2], second[2]
        if a.value != b.value or (None not in (a.nation, b.nation) and a.nation != b.nation):
            continue
        if None not in (a.war, b.war) and a.war != b.war:
            continue
        if "other" in (a.predicate, b.predicate) and (first[0] is not second[0] or a.unit == b.unit):
            continue
        unit = SAME_UNIT.get(a.unit, a.unit) != SAME_UNIT.get(b.unit, b.unit)
        predicate = SAME_PREDICATE.get(a.predicate, a.predicate) != SAME_PREDICATE.get(b.predicate, b.predicate)
        predicate = predicate and "other" not in (a.predicate, b.predicate)
        if first[0] is second[0] and not predicate and not unit:
            continue
        if first[0] is second[0] and not unit and not (unit and predicate) and not _near(first, second):
            continue
        if not predicate and not (unit and {a.unit, b.unit} != {"persons", "remains"}):
            continue
        if predicate and not unit and a.period and b.period and not _touch(a.period, b.period) and a.period != b.period:
            continue
        kind = "unit_and_predicate" if unit and predicate else ("unit" if unit else "predicate")
        nature = "same number, different " + kind.replace("_and_", " and ")
        found.append(conflict_of("same_number_other_meaning", kind, f"What {a.value:,} counts", nature, first, second))
    return grouped(found)


def _near(first: tuple[Reading, Claim, Figure], second: tuple[Reading, Claim, Figure]) -> bool:
    return first[2].place == second[2].place and first[2].place is not None


# "Of those 22, 25 were given back their names": the first is the whole.
_OF_THOSE = compiled(r"(?:^|[.;\n]\s*|\s)(?:Of|Among|From) (?:the|those|these|its|his|her|their) $")


def _bare(figure: Figure) -> bool:
    """Whether a number stands without a noun of its own."""
    return figure.evidence.quote.replace(",", "").replace("-", "").isalnum()


def parts_of_wholes(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Of those, N": a part larger than its whole, in the same unit; cases do not bound persons."""
    found = []
    for reading in readings:
        items = [(reading, claim, figure) for claim in reading.claims for figure in claim.figures]
        items.sort(key=lambda item: item[2].evidence.start)
        for whole, part in pairwise(items):
            a, b = whole[2], part[2]
            lead = reading.document.text[max(0, b.evidence.start - 40) : b.evidence.start]
            between = reading.document.text[a.evidence.end : b.evidence.start]
            of_it = (
                _OF_THOSE.search(reading.document.text, max(0, a.evidence.start - 12), a.evidence.start)
                and "," in between
                and "." not in between
                and _bare(b)
            )
            if of_it and a.unit == b.unit and a.high is not None and b.low is not None and b.low > bounds(a)[1]:
                nature = "the part is larger than the whole"
                found.append(
                    conflict_of("part_exceeds_whole", "subset", f"Part of {a.population}", nature, whole, part)
                )
                continue
            if re.fullmatch(r"\s*of (?:those|the|these|them)?\s*", between) or b.evidence.start < a.evidence.end:
                continue  # "eight of those 27": the first is the part
            if not re.search(
                r"\b(?:of (?:those|them|these|whom|which)|among them|including)\b[^.;]{0,20}$", lead, re.I
            ):
                continue
            if a.unit == b.unit and a.high is not None and b.low is not None and b.low > bounds(a)[1]:
                found.append(
                    conflict_of(
                        "part_exceeds_whole",
                        "subset",
                        f"Part of {a.population}",
                        "the part is larger than the whole",
                        whole,
                        part,
                    )
                )
    return found
