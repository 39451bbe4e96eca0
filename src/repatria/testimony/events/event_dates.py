"""Which of the dates of a sentence is the date of what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.text.first_characters import compiled

_SAID_ON = compiled(
    r"\b(?:said|told|reported|announced|added|wrote|confirmed|according)\b[^,.;]{0,30}?(?:\bon\s+|\blate\s+|\bearly\s+)?$"
)
_DATELINE = compiled(r"(?:,? \d{4})?\s*(?:\([A-Z][\w ]+\)\s*)?(?:—|–|--|-)\s")
_BEFORE_HEAD = 16  # code points of bullets and prepositions before the date of an entry
_BULLET = compiled(r"\W*(?:(?:[Ii]n|[Oo]n|[Ee]arly|[Ll]ate|[Tt]hroughout|[Ff]rom|[Bb]y|[Mm]id)\b[\s-]*)*")
_AFTER_HEAD = compiled(
    r"(?:,? \d{4})?(?:(?:,? and |, |[–-])(?:[A-Z][a-z]+\.? )?\d{1,2})*\.?\s*(?:[–—:]|--|-)\s|\.\s+(?=[A-Z])"
)
_ONGOING = frozenset(["operation_suspended", "operation_halted", "planned_operation"])
_COUNTED_SINCE = frozenset(
    ["identification", "hand_over"]
)  # "31 named since January" tells of this year; "since 1982" sums up
_SPOKEN = frozenset(
    ["statement", "public_statement", "testimony", "publication", "operation_suspended", "letter", "call"]
)
_ASIDE = compiled(r"^[^,;]{0,80},\s+(?:was|were|is|are|has|have|had|will|came|arrived|returned)\b")
_NOT_UNTIL = compiled(
    r"\b(?:not|never|\w+n't)\b[^.;]{0,40}\buntil\s+$|\b(?:missing|digging|working|held|under way|lying|lain|gone|dead|silent|cut|idle) since\s+$"
)
_WITHIN = compiled(r",\s+(?:who|which|whose|when|where)\b[^,;]*$")
_IN_COMMAS = compiled(r",\s+(?:which|who|whose|where)\b[^,;]*,")
_SET_OFF = compiled(
    r",\s+(?:(?:first|originally|initially|\w+ly)\s+)?(?:[a-z]{3,}ed|held|set|begun|made|found|sent|put|due)\b[^,;]*$"
)
_RIGHT_AFTER = compiled(r"\s+(?:(?:back|up|out|away|home|again|over|down)\s+)?(?:on|in)\s+(?:the\s+)?")
_APART = compiled(r"[;]|\b(?:but|after|while|as she|as he|when|before|which|who|since|because|and that)\b")
_BEFORE_OR_AFTER = compiled(r"\b(?:before|after|since)\b")
_NEW_SUBJECT = compiled(r",\s+and\s+(?:an?|the|his|her|its|their|our|my|it|he|she|they|we|I|in|on|at)\b")
_WHEN = compiled(r",?\s+when\b")
_REDUCED = compiled(r"\b(?:signed|reached|struck|made|held|agreed|announced|concluded|written|dated)\b")
_SIGNED = frozenset(["agreement", "letter", "statement", "talks", "summit", "publication"])
_WARTIME_LOSS = frozenset(["loss", "died", "missing"])
_PLANNED_FOR = compiled(r"\b(?:scheduled|planned|due|set|slated|expected|agreed) (?:for|on|to \w+ on)\s+$")
_OF_WAR = compiled(r"[’']?s?\s+(?:[A-Z]\w+\s+){0,2}(?:[Ww]ar|conflict|fighting)\b")
# Kinds that a war's own years may date.
_WARTIME = frozenset("war armistice loss burial died missing unaccounted_for lost_at_sea recovered buried held".split())


def fitting(inside: Sequence[TimeMention], status: str, published: Dated) -> list[TimeMention]:
    """What occurred lies not after publication; what is expected lies not before it."""
    last, first = published.last_day, published.first_day
    if status in ("scheduled", "planned", "expected"):
        ahead = [d for d in inside if not (first and d.date.last_day and d.date.last_day < first)]
        return ahead if ahead or status != "scheduled" else list(inside)
    if status == "rescheduled":
        return list(inside)
    return [d for d in inside if not (last and d.date.first_day and d.date.first_day > last)]


def _closed_between(flat: str, date_end: int, start: int) -> bool:
    """Whether a comma closes right after a date and the words that are to be dated follow."""
    return date_end < start and flat[date_end : date_end + 1] == ","


def heads_entry(mention: TimeMention, head: int, flat: str) -> bool:
    """Whether a date heads an entry of a chronology that begins at `head`: "12 July – Officers do not appear"."""
    return (
        0 <= mention.span.start - head <= _BEFORE_HEAD
        and _BULLET.fullmatch(flat, head, mention.span.start) is not None
        and _AFTER_HEAD.match(flat, mention.span.end) is not None
    )


def nearest_date(
    inside: Sequence[TimeMention], start: int, end: int, flat: str, kind: str, head: int = -100
) -> Dated | None:
    """The date of the trigger: the nearest known one of the sentence, with a preference for its own clause.

    head: where the sentence begins; a date there that heads an entry dates what the entry tells.
    """
    best: tuple[float, Dated] | None = None
    for mention in inside:
        if not mention.date.known:
            continue
        if kind not in _WARTIME and _OF_WAR.match(flat, mention.span.end):
            continue
        gap = (mention.span.start - end) if mention.span.start >= end else (start - mention.span.end)
        cost = float(max(0, gap))
        between = flat[end : mention.span.start] if mention.span.start >= end else flat[mention.span.end : start]
        without = _IN_COMMAS.sub(",", between)
        cost, between = cost - (len(between) - len(without)), without
        if _APART.search(between) and not (_WHEN.match(between) or between.strip() == "since"):
            if kind == "scheduled_meeting" and _BEFORE_OR_AFTER.search(between):
                continue
            if kind == "loss" and mention.relative and mention.date.precision == "day":
                continue  # "wept yesterday as she held the ring he wore when he was shot down"
            cost += 60
        elif _NEW_SUBJECT.search(between):
            cost += 40
        if kind == "no_show" and _PLANNED_FOR.search(flat, max(0, mention.span.start - 40), mention.span.start):
            return mention.date
        elif kind not in _SIGNED and _REDUCED.search(between):
            cost += 40
        if (
            kind not in _WARTIME_LOSS
            and mention.span.end <= start
            and _ASIDE.search(between)
            and _WITHIN.search(flat, max(0, mention.span.start - 120), mention.span.start)
        ):
            continue  # "Cpl. Doe, who fell in February 1951, was laid to rest": the date of the clause in commas
        if _SET_OFF.search(flat, max(0, mention.span.start - 60), mention.span.start) and _closed_between(
            flat, mention.span.end, start
        ):
            cost += 60  # "Talks, agreed upon a month before, are called off": the date of what stands in commas
        lead = flat[max(0, mention.span.start - 12) : mention.span.start].lower()
        if (
            lead.endswith(("since ", "until "))
            and kind not in _ONGOING
            and not (kind in _COUNTED_SINCE and mention.relative)
            and not (start > mention.span.end and _WHEN.match(flat, mention.span.end))
            and not _NOT_UNTIL.search(flat, max(0, mention.span.start - 70), mention.span.start)
        ):
            continue
        if mention.span.start >= end and _RIGHT_AFTER.fullmatch(flat, end, mention.span.start):
            cost -= 15  # "handed out on 20 July was fetched back on 21 July": the date that follows its verb
        entry = heads_entry(mention, head, flat)
        if _DATELINE.match(flat, mention.span.end) and not entry:
            continue
        if entry:
            cost = min(cost, 20.0)  # nearer is only a date beside the words themselves
        if kind == "operation_suspended" and mention.date.basis.startswith("since"):
            continue
        if (
            kind not in _SPOKEN
            and mention.relative
            and _SAID_ON.search(
                flat[max(0, mention.span.start - 60, end if end <= mention.span.start else 0) : mention.span.start]
            )
        ):
            continue  # "was identified, officials said on Monday"; but "confirmed the identification on Monday"
        if kind == "operation_suspended" and (
            mention.date.precision == "fiscal_year" or lead.endswith(("since ", "after "))
        ):
            continue
        if mention.date.precision == "day":
            cost -= 25
        if best is None or cost < best[0]:
            best = (cost, mention.date)
    if best is None and kind in ("talks", "agreement"):  # "said Sunday, after the two sides met": the news of the day
        said = [
            d.date
            for d in inside
            if d.date.precision == "day" and _SAID_ON.search(flat[max(0, d.span.start - 60) : d.span.start])
        ]
        return said[0] if said else None
    return best[1] if best else None
