"""What happened: events told in the sentences, each with date, parties, place and outcome; repeated tellings joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.dates.history import named_days_in
from repatria.testimony.events.elliptic_events import counted_only, dates_in_turn, in_turn, once_more
from repatria.testimony.events.event_dates import heads_entry
from repatria.testimony.events.event_lexicon import TRIGGERS, Trigger
from repatria.testimony.events.event_outcomes import PLANNABLE, all_ahead, outcome, outcome_and_date
from repatria.testimony.events.event_parties import Scene, affiliations
from repatria.testimony.events.implied_events import arranged_anew, ended_with, testimony_given, wars_and_armistices
from repatria.testimony.events.joined_events import Telling, event_of, join
from repatria.testimony.events.loose_events import GATE as LOOSE_GATE
from repatria.testimony.events.loose_events import WAR_YEARS
from repatria.testimony.events.loose_tellings import told_loosely
from repatria.testimony.events.taken_back import standing
from repatria.testimony.events.tellings import DUG, first_persons, telling_of, with_states
from repatria.testimony.model import Event
from repatria.testimony.speakers.actors import Mention
from repatria.testimony.speakers.attribution import Statement
from repatria.testimony.speakers.speech_lexicon import FINITE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import Gate, lowered
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

_ALONE = frozenset(
    "war armistice disaster loss burial excavation disinterment identification statement public_statement correction".split()
)
# Stops within a sentence: "U.S.", "Lt. Gen.", "J. Smith"; the patterns read up to the next true stop.
_DOTTED = compiled(
    r"(?:\b[A-Z]\.)+(?=.)|\b(?:Lt|Col|Gen|Maj|Capt|Cmdr|Adm|Brig|Sgt|Cpl|Pfc|Pvt|Mr|Mrs|Ms|Dr|Prof|Rep|Sen|Gov|St|Rev|Jr|Sr)\.(?=\s)"
)
_SPOKE = compiled(
    r"\b(?:told|said|testified|informed|briefed|conceded|acknowledged|admitted|confirmed|reported|revealed)\b"
)
_LOOSE = compiled(
    r"\b(?:already (?:been )?identified|could not be identified|to be identified|promise|goal|identification process)\b"
)
_FIRST_LETTER = compiled(r"\W*[A-Z](?=[a-z])")
_GATE = Gate([trigger.pattern for trigger in TRIGGERS])
MOST_TOLD = 3  # tellings of one kind in a sentence
_REFERRED = compiled(
    r"\b(?:in|of|after|since|by|from|during|before|following)\s+(?:the|a|an|this|that|last)\s+(?:\w+\s+)?$"
)
_FOR_NOW = compiled(r"\b(?:suspend\w*|paus\w+|fr[eo]ez\w*|frozen|froze|interrupt\w*)\b")
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
    entry: tuple[int, list[TimeMention]] = (-1, [])
    last: list[Telling] = []
    carried: list[TimeMention] = []
    carried_by = -1
    low = lowered(flat)
    candidates = zip(sentences, _GATE.candidates(low, places), LOOSE_GATE.candidates(low, places), strict=True)
    for number, (s, possible, loose) in enumerate(candidates):
        inside = dated.between(s.start, s.end)
        if s.paragraph != entry[0]:
            entry = s.paragraph, dates_in_turn(inside, flat) if inside and heads_entry(inside[0], s.start, flat) else []
        elif not inside:
            inside = entry[1] or (carried if number == carried_by + 1 else [])
        if inside and inside[0].span.start >= s.start and not FINITE.search(flat, s.start, s.end):
            carried, carried_by = inside[-1:], number
        here: list[Telling] = []
        before = sentences[number - 1] if number and sentences[number - 1].paragraph == s.paragraph else None
        if possible or inside:
            here = _tellings(
                text,
                flat,
                s,
                number,
                [TRIGGERS[n] for n in sorted(possible)],
                inside,
                [*people.between(s.start, s.end), *first_persons(flat, s, spoken)],
                scene,
                published,
                flat[before.start : before.end] if before else "",
                loose,
            )
            here += in_turn(here, inside, flat, published)
            here += once_more(text, flat, s, number, inside, here, last if before else (), published)
            here = standing(here, flat[s.start : s.end])
        told.extend(here)
        last = here or (last if before else [])
    told.extend(arranged_anew(told, flat, sentences))
    told.extend(testimony_given(text, published))
    told.extend(wars_and_armistices(text, flat, sentences, dates))
    told = [telling if telling.ids or telling.kind in _ALONE else with_states(telling, scene) for telling in told]
    joined = [
        group
        for group in join(told, sentences)
        if any(t.ids or (t.date and t.date.known) for t in group) or group[0].kind == "war"
    ]
    return [event_of(f"e{n}", group, published) for n, group in enumerate(joined, 1)]


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
    before: str,
    loose: AbstractSet[int],
) -> list[Telling]:
    sentence = _DOTTED.sub(lambda m: m[0].replace(".", "_"), flat[s.start : s.end])
    head = inside[0].span.end - s.start if inside and heads_entry(inside[0], s.start, flat) else 0
    first = _FIRST_LETTER.match(sentence, head)
    if first and not any(m.start == s.start + first.end() - 1 for m in mentioned[:2]):
        sentence = sentence[: first.end() - 1] + sentence[first.end() - 1].lower() + sentence[first.end() :]
    people = [m for m in mentioned if m.kind not in _NOT_PARTIES]
    found: list[Telling] = []
    for trigger in triggers:
        matches = list(islice(trigger.pattern.finditer(sentence), MOST_TOLD))
        if not matches:
            continue
        match = matches[0]
        status = outcome(trigger.kind, trigger.status, sentence, match)
        if status is None:
            continue
        if (
            status == "occurred"
            and (trigger.kind in PLANNABLE or (trigger.kind == "testimony" and not _SPOKE.search(match[0])))
            and all_ahead(inside, published)
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
        status, date = outcome_and_date(kind, status, s, match, inside, flat, published)
        ahead = ahead or (status == "expected" and kind in DUG)
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
                    telling_of(text, flat, s, number, "scheduled_meeting", "scheduled", date, people, scene, match)
                )
            date = None
        if (
            trigger.kind in ("excavation", "disinterment", "burial", "agreement", "statement")
            and not inside
            and not people
        ):
            continue
        found.append(telling_of(text, flat, s, number, kind, status, date, people, scene, match))
        for further in matches[1:] if kind != "rescheduled" else ():
            again, other = outcome_and_date(kind, status, s, further, inside, flat, published)
            if other is not None and other.known and not any(t.kind == kind and t.date == other for t in found):
                found.append(telling_of(text, flat, s, number, kind, again, other, people, scene, further))
        if kind == "joint_recovery_operations" and date is not None and (ended := ended_with(date, published)):
            found.append(replace(found[-1], kind="operation_halted", status="ended", date=ended))
    found.extend(told_loosely(text, flat, s, number, sentence, inside, people, scene, published, found, before, loose))
    if not found and inside and (alone := counted_only(sentence, sentence[head:])) is not None:
        kind, match = alone
        status, date = outcome_and_date(kind, "occurred", s, match, inside, flat, published)
        if date is not None and date.known and status == "occurred":
            found.append(telling_of(text, flat, s, number, kind, status, date, people, scene, match))
    return found


def _short(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= 31


def _wartime_year(date: Dated) -> bool:
    """A year of a war in which the dead of the record fell, told beside a name."""
    first = date.first_day
    return date.precision == "year" and first is not None and any(a <= first.year <= b for a, b in WAR_YEARS)
