"""What happened: events told in the sentences, each with date, parties, place and outcome; repeated tellings joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from repatria.testimony.actors import Mention
from repatria.testimony.attribution import Statement
from repatria.testimony.event_dates import fitting, nearest_date
from repatria.testimony.event_lexicon import CONDITIONAL, LEVEL, NEGATED, TRIGGERS, Trigger
from repatria.testimony.event_parties import Scene, affiliations, parties_of, side_of
from repatria.testimony.history import named_days_in
from repatria.testimony.implied_events import arranged_anew, ended_with, testimony_given, wars_and_armistices
from repatria.testimony.joined_events import Telling, event_of, join
from repatria.testimony.lexicon import place_of
from repatria.testimony.loose_events import WAR_YEARS, loosely_told
from repatria.testimony.loose_lexicon import SAME
from repatria.testimony.model import Dated, Event, Span, TimeMention
from repatria.testimony.necessary_words import Gate, lowered
from repatria.testimony.placed import Placed
from repatria.testimony.segment import Sentence

_ALONE = frozenset(
    "war armistice disaster loss burial excavation disinterment identification statement public_statement correction".split()
)
# Stops within a sentence: "U.S.", "Lt. Gen.", "J. Smith"; the patterns read up to the next true stop.
_DOTTED = re.compile(
    r"(?:\b[A-Z]\.)+(?=.)|\b(?:Lt|Col|Gen|Maj|Capt|Cmdr|Adm|Brig|Sgt|Cpl|Pfc|Pvt|Mr|Mrs|Ms|Dr|Prof|Rep|Sen|Gov|St|Rev|Jr|Sr)\.(?=\s)"
)
_AHEAD = re.compile(r"\b(?:will|is to|are to|plans to|expected to|scheduled to)\s+(?:\w+ly\s+)?(?:be\s+)?$")
_REPEATED = frozenset("hand_over identification excavation burial disinterment no_show visit".split())
_PLANNABLE = frozenset(
    "burial repatriation_ceremony visit hand_over summit talks excavation disinterment logistics joint_recovery_operations".split()
)
_SPOKE = re.compile(
    r"\b(?:told|said|testified|informed|briefed|conceded|acknowledged|admitted|confirmed|reported|revealed)\b"
)
_LOOSE = re.compile(
    r"\b(?:already (?:been )?identified|could not be identified|to be identified|promise|goal|identification process)\b"
)
_DISCUSSED = re.compile(r"\b(?:about|on|over|discuss(?:ed|ing)?|to discuss|for|toward)\s+(?:the\s+)?$")
_AGAIN = re.compile(
    r"(?:,|;|\band\b)\s+(?:and\s+)?(?:(?:another|again|then|once more|\w+ more|\w+ others?|\d[\d,]*|one|two|three)\s+)+(?:\w+\s+){0,2}(?:in|on)\s+$"
)
_GATE = Gate([trigger.pattern for trigger in TRIGGERS])
_PAST_BEFORE = re.compile(r"\b(?:was|were|did|had|met|held|went|came|flew|gave|took|brought|sent|[a-z]{2,}ed) ")
MOST_TOLD = 3  # tellings of one kind in a sentence
_REFERRED = re.compile(
    r"\b(?:in|of|after|since|by|from|during|before|following)\s+(?:the|a|an|this|that|last)\s+(?:\w+\s+)?$"
)
_FOR_NOW = re.compile(r"\b(?:suspend\w*|paus\w+|fr[eo]ez\w*|frozen|froze|interrupt\w*)\b")
_AND_TO = re.compile(r"\band (?:again )?(?:to|at|before|by|in|on)\b[^.;,]{0,50}\b(?:in|on)\s+$")
_DUG = frozenset(("excavation", "disinterment", "joint_recovery_operations"))  # planned, they are planned operations
_NEWS = 2  # days
_I = re.compile(r"\b(?:I|me|my)\b")
_PERSONAL = re.compile(
    r"\b(?:he|she|I|we|team|delegation|experts|relatives|governor|envoy|minister|officials?|officers?|investigators)\b",
    re.I,
)
_NOT_PARTIES = frozenset(["media"])


def events(
    text: str,
    flat: str,
    sentences: Sequence[Sentence],
    dates: Sequence[TimeMention],
    named: Sequence[Mention],
    published: Dated,
    said: Sequence[Statement] = (),
) -> list[Event]:
    """Events of the document in order of telling.

    said tells who speaks: "I met General Ahn" has two parties. text gives the spans, flat (same length) is what the rules read. An event told without a date takes the date of the
    same paragraph's event of that kind, or is bounded by publication.
    """
    told: list[Telling] = []
    dated, people = Placed(dates, lambda d: d.span.start), Placed(named, lambda m: m.start)
    scene = Scene(
        people,
        affiliations(flat, people.items),
        Counter(m.id for m in named if m.kind == "state").most_common(2),
        {m.id: m for m in reversed(people.items)},
    )
    spoken = Placed([x for x in said if x.speaker is not None], lambda x: x.start)
    places = [(s.start, s.end) for s in sentences]
    for number, (s, possible) in enumerate(zip(sentences, _GATE.candidates(lowered(flat), places), strict=True)):
        inside = dated.between(s.start, s.end)
        if possible or inside:
            told.extend(
                _tellings(
                    text,
                    flat,
                    s,
                    number,
                    [TRIGGERS[n] for n in sorted(possible)],
                    inside,
                    [*people.between(s.start, s.end), *_first_persons(flat, s, spoken)],
                    scene,
                    published,
                )
            )
    told.extend(arranged_anew(told, flat, sentences))
    told.extend(testimony_given(text, published))
    told.extend(wars_and_armistices(text, flat, sentences, dates))
    told = [telling if telling.ids or telling.kind in _ALONE else _with_states(telling, scene) for telling in told]
    joined = [
        group
        for group in join(told, sentences)
        if any(t.ids or (t.date and t.date.known) for t in group) or group[0].kind == "war"
    ]
    return [event_of(f"e{n}", group, published) for n, group in enumerate(joined, 1)]


def _first_persons(flat: str, s: Sentence, spoken: Placed[Statement]) -> list[Mention]:
    """Those who say "I" in a sentence."""
    if not _I.search(flat, s.start, s.end):
        return []
    speakers = [
        x.speaker for x in spoken.between(s.start, s.end) if x.speaker is not None and _I.search(flat, x.start, x.end)
    ]
    return [Mention(s.end, s.end, x.name, x.id, "person") for x in dict.fromkeys(speakers) if x.kind == "person"]


def _tellings(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    triggers: Sequence[Trigger],
    inside: Sequence[TimeMention],
    mentioned: Sequence[Mention],
    scene: Scene,
    published: Dated,
) -> list[Telling]:
    sentence = _DOTTED.sub(lambda m: m[0].replace(".", "_"), flat[s.start : s.end])
    if not mentioned or mentioned[0].start > s.start:
        sentence = sentence[:1].lower() + sentence[1:]
    people = [m for m in mentioned if m.kind not in _NOT_PARTIES]
    found: list[Telling] = []
    for trigger in triggers:
        matches = list(islice(trigger.pattern.finditer(sentence), MOST_TOLD))
        if not matches:
            continue
        match = matches[0]
        status = _status(trigger.kind, trigger.status, sentence, match)
        if status is None:
            continue
        if (
            status == "occurred"
            and (trigger.kind in _PLANNABLE or (trigger.kind == "testimony" and not _SPOKE.search(match[0])))
            and _all_ahead(inside, published)
        ):
            status = "expected"
        kinds = {telling.kind for telling in found}
        ahead = status == "expected" and trigger.kind in ("joint_recovery_operations", "excavation", "disinterment")
        if ahead and "planned_operation" in kinds:
            continue
        if (
            trigger.kind == "talks"
            and kinds & {"no_show", "scheduled_meeting", "summit"}
            and not re.search(r"\bmet\b|\bheld\b|take part", match[0])
        ):
            continue
        if trigger.kind == "operation_halted" and "operation_suspended" in kinds:
            continue
        if trigger.kind == "scheduled_meeting" and "no_show" in kinds:
            continue
        if trigger.kind == "hand_over" and "repatriation_ceremony" in kinds and "over" not in match[0]:
            continue
        if trigger.kind == "joint_recovery_operations" and "planned_operation" in kinds:
            continue
        kind = trigger.kind
        if kind == "operation_halted" and _FOR_NOW.search(match[0]):
            kind = "operation_suspended"
        status, date = _dated(kind, status, s, match, inside, flat, published)
        ahead = ahead or (status == "expected" and kind in _DUG)
        if kind == "disaster" and date is not None and _REFERRED.search(sentence, 0, match.start()):
            status = "named"
        if status == "named":  # a disaster named in passing: what is told beside it has another date
            status, date = "occurred", None
        if ahead:
            kind, status = "planned_operation", "planned"
        if kind == "summit" and (days := named_days_in(sentence)):
            date = Dated(days[0][2], "day", "history", days[0][2], days[0][2])
        if kind == "talks" and re.search(
            r"\bwill\b|\bto\s+(?:\w+\s+)?$", sentence[max(0, match.start() - 40) : match.start()]
        ):
            kind, status = "scheduled_meeting", "scheduled"
        if date is None and (
            (status == "expected" and kind == "hand_over") or (kind == "identification" and _LOOSE.search(sentence))
        ):
            continue
        if kind == "loss" and (date is None or not (_short(date) or (people and _wartime_year(date)))):
            continue
        if kind == "rescheduled":
            if date is not None and date.known:
                found.append(
                    _telling(text, flat, s, number, "scheduled_meeting", "scheduled", date, people, scene, match)
                )
            date = None
        if (
            trigger.kind in ("excavation", "disinterment", "burial", "agreement", "statement")
            and not inside
            and not people
        ):
            continue
        found.append(_telling(text, flat, s, number, kind, status, date, people, scene, match))
        for further in matches[1:] if kind != "rescheduled" else ():
            again, other = _dated(kind, status, s, further, inside, flat, published)
            if other is not None and other.known and not any(t.kind == kind and t.date == other for t in found):
                found.append(_telling(text, flat, s, number, kind, again, other, people, scene, further))
        if kind in _REPEATED and date is not None:
            found.extend(
                replace(found[-1], date=other.date)
                for other in inside
                if other.date.known
                and other.date != date
                and other.span.start >= s.start + match.end()
                and _AGAIN.search(flat, s.start, other.span.start)
            )
        if kind == "joint_recovery_operations" and date is not None and (ended := ended_with(date, published)):
            found.append(replace(found[-1], kind="operation_halted", status="ended", date=ended))
    found.extend(_told_loosely(text, flat, s, number, sentence, inside, people, scene, published, found))
    return found


def _told_loosely(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    sentence: str,
    inside: Sequence[TimeMention],
    people: Sequence[Mention],
    scene: Scene,
    published: Dated,
    close: Sequence[Telling],
) -> list[Telling]:
    """What a looser pattern tells beside a date, where no closer one told the same or the like of that date."""
    found: list[Telling] = []
    persons = bool(_PERSONAL.search(sentence)) or any(m.kind == "person" for m in people)
    for kind, match in loosely_told(sentence, inside, persons=persons):
        status = _status(kind, "occurred", sentence, match)
        if status is None or status == "not_occurred":
            continue
        status, date = _dated(kind, status, s, match, inside, flat, published)
        if date is None or not date.known:
            continue
        ahead = _ahead_of(date, published)
        if kind == "planned_operation":
            if not ahead:
                continue
            status = "planned"
        elif ahead:
            if kind not in _PLANNABLE and kind not in (
                "scheduled_meeting",
                "call",
                "testimony",
                "publication",
                "rescheduled",
                "postponed",
                "cancelled",
            ):
                continue
            status = "expected"
        elif kind == "scheduled_meeting":
            continue
        if kind == "disaster" and re.search(r"\b(?:that|which)\s+$", sentence[: match.start()]):
            continue  # "the landslide that swallowed it": named in passing
        if ahead and kind in _DUG:
            kind, status = "planned_operation", "planned"
        if kind == "statement" and not (_distant(date, published) and (people or persons)):
            continue
        alike = {kind, *SAME.get(kind, ())}
        if any(t.kind in alike and not _apart(t.date, date) and t.date is not None for t in (*close, *found)):
            continue
        found.append(_telling(text, flat, s, number, kind, status, date, people, scene, match))
        if kind == "statement":
            found.extend(
                replace(found[-1], date=other.date)
                for other in inside
                if other.date.known and _apart(other.date, date) and other.span.start > s.start + match.end()
                if _AND_TO.search(flat, s.start + match.end(), other.span.start)
            )
    return found


def _ahead_of(date: Dated, published: Dated) -> bool:
    """Whether a date lies after publication."""
    first, last = date.first_day, published.last_day
    return first is not None and last is not None and first > last


def _distant(date: Dated, published: Dated) -> bool:
    """Whether what was said then is no news of the day: it was said some days before."""
    last, written = date.last_day, published.first_day
    return last is not None and written is not None and (written - last).days > _NEWS


def _apart(a: Dated | None, b: Dated) -> bool:
    """Whether two dates exclude each other: what they date are two events."""
    return a is not None and a.known and not a.may_equal(b)


def _dated(
    kind: str,
    status: str,
    s: Sentence,
    match: re.Match[str],
    inside: Sequence[TimeMention],
    flat: str,
    published: Dated,
) -> tuple[str, Dated | None]:
    """The outcome and the date of what is told: what can be planned and lies after publication is expected."""
    start, end = s.start + match.start(), s.start + match.end()
    if status == "occurred" and kind in {*_PLANNABLE, "planned_operation"} and not _PAST_BEFORE.search(match[0]):
        date = nearest_date(inside, start, end, flat, kind)
        last = published.last_day
        if date is not None and last is not None and date.first_day is not None and date.first_day > last:
            return "expected", date
    return status, nearest_date(fitting(inside, status, published), start, end, flat, kind)


def _telling(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    kind: str,
    status: str,
    date: Dated | None,
    people: Sequence[Mention],
    scene: Scene,
    match: re.Match[str],
) -> Telling:
    sentence = flat[s.start : s.end]
    level = LEVEL.search(sentence)
    told_level = next((g for g in level.groups() if g), None) if level else None
    before = next((m for m in reversed(scene.people.between(s.start - 600, s.start)) if m.kind == "person"), None)
    parties = parties_of(sentence, people, scene, before)
    return Telling(
        kind,
        status,
        date,
        tuple(dict.fromkeys(m.name for m in parties)),
        tuple(dict.fromkeys(m.id for m in parties)),
        tuple(dict.fromkeys(side for m in parties if (side := side_of(m)))),
        place_of(sentence[max(0, match.start() - 80) :], "in at near on to from"),
        told_level.lower().replace(" ", "-") if told_level else None,
        Span.of(text, s.start, s.end),
        number,
    )


def _all_ahead(inside: Sequence[TimeMention], published: Dated) -> bool:
    """Whether every date of the sentence lies after publication: what it tells is still to come."""
    last = published.last_day
    days = [d.date.first_day for d in inside if d.date.known]
    return bool(days) and last is not None and all(day is not None and day > last for day in days)


def _short(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= 31


def _wartime_year(date: Dated) -> bool:
    """A year of a war in which the dead of the record fell, told beside a name."""
    first = date.first_day
    return date.precision == "year" and first is not None and any(a <= first.year <= b for a, b in WAR_YEARS)


def _status(kind: str, status: str, sentence: str, match: re.Match[str]) -> str | None:
    before = sentence[max(0, match.start() - 60) : match.start()]
    if kind == "hand_over" and re.search(r"\b(?:will|would|is to|are to) be\b", match[0]):
        return "expected"
    if (
        status == "occurred"
        and _AHEAD.search(before)
        and kind not in ("testimony", "summit", "letter", "hand_over", "identification", "agreement")
    ):
        return "expected"
    if kind in ("repatriation_ceremony", "visit", "burial") and re.match(
        r"[^.;]{0,30}\b(?:will|is to|are to|is due|is set|is scheduled)\b", sentence[match.end() :]
    ):
        return "expected"
    if kind in (
        "hand_over",
        "identification",
        "summit",
        "talks",
        "visit",
        "repatriation_ceremony",
        "logistics",
        "letter",
        "agreement",
    ):
        if NEGATED.search(before) or re.search(r"\byet to\b", match[0]):
            return "not_occurred" if kind not in ("letter", "visit", "identification", "logistics") else None
        if CONDITIONAL.search(before) and kind in ("hand_over", "identification"):
            return (
                "expected"
                if re.search(r"\b(?:will|to|would|plans?|expect|agreed|pledge|promise|ready)", before)
                else None
            )
        if kind == "hand_over" and (
            re.search(r"\b(?:issue|matter|talk|question|return(?:ing)? of|restarting)\b", before[-30:])
            or (match[0].startswith(("returning", "return of", "transfer of")) and _DISCUSSED.search(before))
        ):
            return None
    return status


def _with_states(telling: Telling, scene: Scene) -> Telling:
    """A telling that names nobody is about the two states that the document is about."""
    states = [scene.first[identity] for identity, _ in scene.states]
    return replace(
        telling, names=tuple(m.name for m in states), ids=tuple(m.id for m in states), sides=tuple(m.id for m in states)
    )
