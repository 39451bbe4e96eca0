"""One thing counted twice in a text: by another paper, by the speaker, in a list and a table, in parts that do not add up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from repatria.testimony.conflicts.compared_figures import Item, conflict_of, position_of
from repatria.testimony.conflicts.counts_compared import OTHER_TIME, counts_in_order
from repatria.testimony.model import Conflict, Reading
from repatria.testimony.text.first_characters import compiled

_LABEL = 80  # code points of the label before the number of a list
_LIKE = 0.95  # how alike two exact counts are that mean the same thing


_SOURCE = compiled(
    r"\b(?:ledger|summary|list|register|roll|report|hand|file|record|table|page|column|card|book|census|newspaper|paper|wire|agency|ministry|log|diary|tally|return|minute|version|translation|release|bulletin|notebook|index|database|catalogue|inventory|plaque|stone|monument|memorial)s?\b",
    re.I,
)


_LIST_ROW = compiled(r"^[ \t]*(?:[-•*–]|\d+\.)?[ \t]*[^\n:]{3,80}:[ \t]*(?:about |approximately |~)?$")


_TOTAL = compiled(r"^(?:grand )?totals?$|^all$|^sum$", re.I)


def counted_otherwise(readings: Sequence[Reading]) -> list[Conflict]:
    """Two exact counts that differ by little, the second of another paper: "the summary says 1,869"."""
    found = []
    for reading in readings:
        text = reading.document.text
        items = [
            i
            for i in counts_in_order(reading)
            if i[2].qualifier == "exact" and (i[2].value or 0) >= 100 and i[2].part is None
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
                if len(between) > 400 or "\n\n" in between or OTHER_TIME.search(between):
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


def _once_each(totals: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    """The first total of each number, by what is counted."""
    found: dict[tuple[str, str], dict[tuple[float | None, str], Item]] = defaultdict(dict)
    for total in totals:
        a = total[2]
        found[a.predicate, a.unit].setdefault((a.value, a.qualifier), total)
    return {counted: list(numbers.values()) for counted, numbers in found.items()}


def lists_and_totals(readings: Sequence[Reading]) -> list[Conflict]:
    """A row of a list that gives another number than the total of the table beside it."""
    found = []
    for reading in readings:
        items = counts_in_order(reading)
        totals = _once_each(i for i in items if i[2].part and _TOTAL.match(i[2].part))
        for row in items:
            b = row[2]
            begins = reading.document.text.rfind("\n", 0, b.evidence.start) + 1
            line = reading.document.text[begins : begins + _LABEL]
            colon = line.find(":")
            if b.part is not None or b.predicate == "other" or colon < 0 or not _LIST_ROW.match(line[: colon + 1]):
                continue
            for total in totals.get((b.predicate, b.unit), ()):
                a = total[2]
                alike = a.value and b.value and min(a.value, b.value) >= 0.9 * max(a.value, b.value)
                if alike and a.value != b.value and a.qualifier == b.qualifier == "exact":
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
        text, items = reading.document.text, counts_in_order(reading)
        for n, whole in enumerate(items):
            start = whole[2].evidence.start
            last_start = items[min(n + 6, len(items) - 1)][2].evidence.start
            stop = text.find(". ", whole[2].evidence.end, last_start + 2)
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


_OF_THE = compiled(r"\b[Oo]f (?:the |these |those |its |their |all )?$")


_THE_REST = compiled(r"\b(?:remaining|rest|other|others|remainder|left)\b")


def own_counts(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Officially, eighty-four. My own list has eighty-seven"; "11 tanks or, as I make it, nine"."""
    found = []
    for reading in readings:
        text = reading.document.text
        for first, second in pairwise(
            i for i in counts_in_order(reading) if i[2].part is None and (i[2].value or 0) >= 3
        ):
            a, b = first[2], second[2]
            near = text[a.evidence.end : b.evidence.end + 30]
            alike = a.value and b.value and a.value != b.value and min(a.value, b.value) >= 0.5 * max(a.value, b.value)
            if (
                alike
                and len(near) < 230
                and a.unit == b.unit
                and _OWN_COUNT.search(near)
                and not OTHER_TIME.search(near)
            ):
                found.append(
                    conflict_of(
                        "own_count", "value", "One thing, two counts", "the speaker counts otherwise", first, second
                    )
                )
    return found


_OWN_COUNT = compiled(
    r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) own (?:list|count|register|figures?|reckoning|tally)\b|\b[Aa]s I make it\b|\bby (?:my|our) (?:own )?(?:count|reckoning)\b|\bI counted\b"
)
