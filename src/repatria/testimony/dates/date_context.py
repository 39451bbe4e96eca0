"""What a text has told where a time expression stands: the dates from which it may be counted."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.testimony.dates.dated_spans import Dated


@dataclass(frozen=True, slots=True)
class Context:
    """The dates told before an expression.

    previous: the date told last. here: the last one of the same sentence.
    near: the day told last in the paragraph; near_month: a month told after it, whose days may follow by number.
    anchor: the time of which the paragraph tells, where that is long ago; a bare month takes its year.
    loss: the day long ago told last, wherever: that of the crash, the sinking, the attack.
    named: the day told last by its number and month, from which days are numbered ("on the fifth day").
    birth: the day or year of the birth told last.
    counted: the day before the first of those numbered in the sentence ("on the sixth day and on the tenth").
    recent: whether the anchor lies less than a generation back.
    evidence: whether the whole text asks and answers of the anchor.
    reported: the year or period that a report tells of. occasion: the days of the conference or journey reported.
    told: the deeds told with their dates, by the stems of their words. coming: the date told next in the sentence, after
    the words between. touching: whether `here` stands just before, with a comma between.
    joined: the year told just before or just after, of which the expression is a part ("six years ago, in May").
    section: the year or month that heads this part of a chronology. ahead: whether its heading looks ahead ("NEXT").
    """

    previous: Dated | None = None
    here: Dated | None = None
    near: Dated | None = None
    near_month: Dated | None = None
    anchor: Dated | None = None
    loss: Dated | None = None
    named: Dated | None = None
    birth: Dated | None = None
    counted: Dated | None = None
    recent: bool = False
    evidence: bool = False
    ahead: bool = False
    reported: Dated | None = None
    occasion: Dated | None = None
    section: Dated | None = None
    told: tuple[tuple[frozenset[str], Dated], ...] = ()
    coming: tuple[str, Dated] | None = None
    touching: bool = False
    joined: Dated | None = None


NOTHING_TOLD = Context()
