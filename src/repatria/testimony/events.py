"""What happened: events told in the sentences, each with date, parties, place and outcome; repeated tellings joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from repatria.testimony.actors import Mention
from repatria.testimony.event_lexicon import CONDITIONAL, LEVEL, NEGATED, SINGLE, TRIGGERS, Trigger
from repatria.testimony.history import named_day, named_days_in, war_years, wars_in
from repatria.testimony.lexicon import place_of
from repatria.testimony.model import Dated, Event, Span, TimeMention
from repatria.testimony.necessary_words import Gate, lowered
from repatria.testimony.placed import Placed
from repatria.testimony.segment import Sentence

# The side for which an organisation sits at the table.
_SIDES = {
    "DPAA": "US", "JPAC": "US", "DOD": "US", "USARMY": "US", "STATE": "US", "WHITE_HOUSE": "US", "KPA": "DPRK", "MND": "ROK", "UNC": "UNC", "UN": "UN", "ICRC": "ICRC",
}  # fmt: skip
_TITLES = {
    "no_show": "A party does not attend a meeting",
    "hand_over": "Remains or boxes change hands",
    "operation_suspended": "Field work suspended",
    "operation_halted": "Field work ended",
    "planned_operation": "Field work planned",
    "joint_recovery_operations": "Joint recovery operations",
}
_ALONE = frozenset(
    "war armistice disaster loss burial excavation disinterment identification statement public_statement correction".split()
)
_AHEAD = re.compile(r"\b(?:will|is to|are to|plans to|expected to|scheduled to)\s+(?:\w+ly\s+)?(?:be\s+)?$")
_SAID_ON = re.compile(
    r"\b(?:said|told|reported|announced|added|wrote|confirmed|according)\b[^,.;]{0,30}?(?:\bon\s+|\blate\s+|\bearly\s+)?$"
)
_DATELINE = re.compile(r"(?:,? \d{4})?\s*(?:\([A-Z][\w ]+\)\s*)?(?:—|–|--|-)\s")
_ONGOING = frozenset("operation_suspended operation_halted identification hand_over planned_operation".split())
_REPEATED = frozenset("hand_over identification excavation burial disinterment no_show visit".split())
_SPOKEN = frozenset(["statement", "public_statement", "testimony", "publication", "operation_suspended", "letter"])
_LOOSE = re.compile(
    r"\b(?:already (?:been )?identified|could not be identified|to be identified|promise|goal|identification process)\b"
)
_BOTH = re.compile(
    r"\b(?:the|both|two)\s+(?:two\s+)?(?:countries|sides|nations|governments|Koreas|militaries|leaders|parties)\b"
)
_OFFICE = re.compile(
    r"(?:'s)?\s+(?:(?:officials?|spokes(?:man|woman|person)|leader|chairman|director|commander|secretary|minister|president|ambassador|envoy|negotiator|general|colonel|chief|historian|the|former|deputy|vice|prime|"
    r"foreign|defen[cs]e|of|state|secretary-general|anthropologist|[A-Z][a-z]+\.?|Lt\.|Col\.|Gen\.|Maj\.|Adm\.|Capt\.)\s+){1,6}",
    re.I,
)
_APPOSED = re.compile(r",\s+(?:an?|the)?\s*(?:\w+\s+){0,4}(?:of|for|at|with)\s+(?:the\s+)?")
_DISCUSSED = re.compile(r"\b(?:about|on|over|discuss(?:ed|ing)?|to discuss|for|toward)\s+(?:the\s+)?$")
_PLANNED_FOR = re.compile(r"\b(?:scheduled|planned|due|set|slated|expected|agreed) (?:for|on|to \w+ on)\s+$")
_AGAIN = re.compile(
    r"(?:,|;|\band\b)\s+(?:and\s+)?(?:(?:another|again|then|once more|\w+ more|\w+ others?|\d[\d,]*|one|two|three)\s+)+(?:\w+\s+){0,2}(?:in|on)\s+$"
)
_NEW_DATE = re.compile(
    r"\b(?:scheduled|arranged|set up|agreed on|agreed to|fixed) (?:an?|another|a new|the new)\b[^.;]{0,40}\b(?:meeting|talks|session|date)\b"
)
_OF_WAR = re.compile(r"[’']?s?\s+(?:[A-Z]\w+\s+){0,2}(?:[Ww]ar|conflict|fighting)\b")
# Kinds that a war's own years may date.
_WARTIME = frozenset("war armistice loss burial died missing unaccounted_for lost_at_sea recovered buried held".split())
_GATE = Gate([trigger.pattern for trigger in TRIGGERS])
MAX_JOINED = 40  # an event is joined to one of this many told last of its kind
_NOT_PARTIES = frozenset(["media"])


@dataclass(frozen=True, slots=True)
class _Telling:
    """One telling of an event in one sentence."""

    kind: str
    status: str
    date: Dated | None
    names: tuple[str, ...]
    ids: tuple[str, ...]
    sides: tuple[str, ...]
    place: str | None
    level: str | None
    span: Span
    sentence: int


def events(
    text: str,
    flat: str,
    sentences: Sequence[Sentence],
    dates: Sequence[TimeMention],
    named: Sequence[Mention],
    published: Dated,
) -> list[Event]:
    """Events of the document in order of telling.

    text gives the spans, flat (same length) is what the rules read. An event told without a date takes the date of the
    same paragraph's event of that kind, or is bounded by publication.
    """
    told: list[_Telling] = []
    dated, people = Placed(dates, lambda d: d.span.start), Placed(named, lambda m: m.start)
    scene = _Scene(
        people,
        _affiliations(flat, people.items),
        Counter(m.id for m in named if m.kind == "state").most_common(2),
        {m.id: m for m in reversed(people.items)},
    )
    places = [(s.start, s.end) for s in sentences]
    for number, (s, possible) in enumerate(zip(sentences, _GATE.candidates(lowered(flat), places), strict=True)):
        if possible:
            told.extend(
                _tellings(
                    text,
                    flat,
                    s,
                    number,
                    [TRIGGERS[n] for n in sorted(possible)],
                    dated.between(s.start, s.end),
                    people.between(s.start, s.end),
                    scene,
                    published,
                )
            )
    told.extend(_new_dates(told, flat, sentences))
    told.extend(_background(text, flat, sentences, dates))
    told = [telling if telling.ids or telling.kind in _ALONE else _with_states(telling, scene) for telling in told]
    joined = [
        group
        for group in _join(told, sentences)
        if any(t.ids or (t.date and t.date.known) for t in group) or group[0].kind == "war"
    ]
    return [_event(f"e{n}", group, published) for n, group in enumerate(joined, 1)]


def _tellings(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    triggers: Sequence[Trigger],
    inside: Sequence[TimeMention],
    mentioned: Sequence[Mention],
    scene: _Scene,
    published: Dated,
) -> list[_Telling]:
    sentence = flat[s.start : s.end]
    if not mentioned or mentioned[0].start > s.start:
        sentence = sentence[:1].lower() + sentence[1:]
    people = [m for m in mentioned if m.kind not in _NOT_PARTIES]
    found: list[_Telling] = []
    for trigger in triggers:
        match = trigger.pattern.search(sentence)
        if match is None:
            continue
        status = _status(trigger.kind, trigger.status, sentence, match)
        if status is None:
            continue
        kinds = {telling.kind for telling in found}
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
        date = nearest_date(
            _fitting(inside, status, published), s.start + match.start(), s.start + match.end(), flat, trigger.kind
        )
        kind = trigger.kind
        if kind == "summit" and (date is None or date.precision != "day") and (days := named_days_in(sentence)):
            date = Dated(days[0][2], "day", "history", days[0][2], days[0][2])
        if kind == "talks" and re.search(
            r"\bwill\b|\bto\s+(?:\w+\s+)?$", sentence[max(0, match.start() - 40) : match.start()]
        ):
            kind, status = "scheduled_meeting", "scheduled"
        if date is None and (
            (status == "expected" and kind == "hand_over") or (kind == "identification" and _LOOSE.search(sentence))
        ):
            continue
        if kind == "loss" and (date is None or not _short(date)):
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
        if kind in _REPEATED and date is not None:
            found.extend(
                replace(found[-1], date=other.date)
                for other in inside
                if other.date.known
                and other.date != date
                and other.span.start >= s.start + match.end()
                and _AGAIN.search(flat, s.start, other.span.start)
            )
        if kind == "joint_recovery_operations" and date is not None and (ended := _last_year(date, published)):
            found.append(replace(found[-1], kind="operation_halted", status="ended", date=ended))
    return found


def _last_year(date: Dated, published: Dated) -> Dated | None:
    """Work told as done "between 1996 and 2005" ended in 2005, where that lies before the year of writing."""
    first, last, written = date.first_day, date.last_day, published.first_day
    if date.precision != "interval" or first is None or last is None or written is None:
        return None
    if last.year == first.year or last.year >= written.year:
        return None
    return Dated(f"{last.year:04}", "year", "the end of the period told", f"{last.year:04}", f"{last.year:04}")


def _new_dates(told: Sequence[_Telling], flat: str, sentences: Sequence[Sentence]) -> list[_Telling]:
    """A meeting arranged anew after one that a party missed: the missed one was rescheduled."""
    missed = next((t for t in told if t.kind == "no_show"), None)
    if missed is None or any(t.kind == "rescheduled" for t in told):
        return []
    return [
        replace(t, kind="rescheduled", status="rescheduled", date=None)
        for t in told
        if t.kind == "scheduled_meeting"
        and t.sentence > missed.sentence
        and _NEW_DATE.search(flat, sentences[t.sentence].start, sentences[t.sentence].end)
    ][:1]


def _telling(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    kind: str,
    status: str,
    date: Dated | None,
    people: Sequence[Mention],
    scene: _Scene,
    match: re.Match[str],
) -> _Telling:
    sentence = flat[s.start : s.end]
    level = LEVEL.search(sentence)
    told_level = next((g for g in level.groups() if g), None) if level else None
    before = next((m for m in reversed(scene.people.between(s.start - 600, s.start)) if m.kind == "person"), None)
    parties = _parties(sentence, people, scene, before)
    return _Telling(
        kind,
        status,
        date,
        tuple(dict.fromkeys(m.name for m in parties)),
        tuple(dict.fromkeys(m.id for m in parties)),
        tuple(dict.fromkeys(side for m in parties if (side := _side(m)))),
        place_of(sentence[max(0, match.start() - 80) :], "in at near on to from"),
        told_level.lower().replace(" ", "-") if told_level else None,
        Span.of(text, s.start, s.end),
        number,
    )


def _short(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= 31


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everyone named, whom each person serves, the two states named most, and the first mention of each."""

    people: Placed[Mention]
    serves: dict[str, Mention]
    states: list[tuple[str, int]]
    first: dict[str, Mention]


def _affiliations(flat: str, named: Sequence[Mention]) -> dict[str, Mention]:
    """Person -> the body or state named with the office: "DPAA spokesman Lt. Col. Kenneth Hoffman"."""
    found: dict[str, Mention] = {}
    for n, person in enumerate(named):
        if person.kind != "person" or person.id in found:
            continue
        for other in (*named[max(0, n - 2) : n], *named[n + 1 : n + 3]):
            if other.kind in ("state", "organisation") and _serves(flat, other, person):
                found[person.id] = other
                break
    return found


def _parties(sentence: str, people: Sequence[Mention], scene: _Scene, people_before: Mention | None) -> list[Mention]:
    """Those named in the sentence, the bodies they speak for, and the two states behind "the two countries"."""
    found = list(people)
    found.extend(scene.serves[person.id] for person in people if person.id in scene.serves)
    if (
        not any(m.kind == "person" for m in people)
        and people_before
        and re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b", sentence)
    ):
        found.append(people_before)
    if _BOTH.search(sentence):
        found.extend(scene.first[identity] for identity, _ in scene.states)
    return found


def _serves(flat: str, body: Mention, person: Mention) -> bool:
    if 0 <= person.start - body.end <= 60:
        return bool(_OFFICE.fullmatch(flat[body.end : person.start]))
    return 0 <= body.start - person.end <= 40 and bool(_APPOSED.fullmatch(flat[person.end : body.start]))


def _fitting(inside: Sequence[TimeMention], status: str, published: Dated) -> list[TimeMention]:
    """What occurred lies not after publication; what is expected lies not before it."""
    last, first = published.last_day, published.first_day
    if status in ("scheduled", "planned", "expected"):
        ahead = [d for d in inside if not (first and d.date.last_day and d.date.last_day < first)]
        return ahead if ahead or status != "scheduled" else list(inside)
    if status == "rescheduled":
        return list(inside)
    return [d for d in inside if not (last and d.date.first_day and d.date.first_day > last)]


def _side(mention: Mention) -> str | None:
    return mention.id if mention.kind == "state" else _SIDES.get(mention.id)


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


def nearest_date(inside: Sequence[TimeMention], start: int, end: int, flat: str, kind: str) -> Dated | None:
    """The date of the trigger: the nearest known one of the sentence, with a preference for its own clause."""
    best: tuple[float, Dated] | None = None
    for mention in inside:
        if not mention.date.known:
            continue
        if kind not in _WARTIME and _OF_WAR.match(flat, mention.span.end):
            continue
        gap = (mention.span.start - end) if mention.span.start >= end else (start - mention.span.end)
        cost = float(max(0, gap))
        between = flat[end : mention.span.start] if mention.span.start >= end else flat[mention.span.end : start]
        if re.search(r"[;]|\b(?:but|after|while|when|before|which|who|since|because)\b", between):
            if kind == "scheduled_meeting" and re.search(r"\b(?:before|after|since)\b", between):
                continue
            cost += 60
        if kind == "no_show" and _PLANNED_FOR.search(flat, max(0, mention.span.start - 40), mention.span.start):
            return mention.date
        lead = flat[max(0, mention.span.start - 12) : mention.span.start].lower()
        if lead.endswith(("since ", "until ")) and kind not in _ONGOING:
            continue
        if _DATELINE.match(flat, mention.span.end):
            continue
        if kind == "operation_suspended" and mention.date.basis.startswith("since"):
            continue
        if (
            kind not in _SPOKEN
            and mention.relative
            and _SAID_ON.search(flat[max(0, mention.span.start - 60) : mention.span.start])
        ):
            continue
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


def _with_states(telling: _Telling, scene: _Scene) -> _Telling:
    """A telling that names nobody is about the two states that the document is about."""
    states = [scene.first[identity] for identity, _ in scene.states]
    return replace(
        telling, names=tuple(m.name for m in states), ids=tuple(m.id for m in states), sides=tuple(m.id for m in states)
    )


def _background(text: str, flat: str, sentences: Sequence[Sentence], dates: Sequence[TimeMention]) -> list[_Telling]:
    """Wars and armistices named in passing: known from history, dated by the text where it does."""
    found: list[_Telling] = []
    seen: set[str] = set()
    whole = " ".join(flat[s.start : s.end] for s in sentences)
    dated = Placed(dates, lambda d: d.span.start)
    for number, s in enumerate(sentences):
        sentence = flat[s.start : s.end]
        for start, end, name in wars_in(sentence):
            if name in seen:
                continue
            seen.add(name)
            years = war_years(name)
            if years:
                date = Dated(f"{years[0][:4]}/{years[1][:4]}", "interval", "history", years[0][:4], years[1][:4])
                found.append(
                    _Telling(
                        "war",
                        "occurred",
                        date,
                        (name,),
                        (),
                        (),
                        None,
                        None,
                        Span.of(text, s.start + start, s.start + end),
                        number,
                    )
                )
        for match in re.finditer(r"\b(?:armistice|truce|cease-?fire)\b", sentence):
            if "armistice" in seen:
                break
            if match[0] != "armistice" and "1953" not in sentence and "1918" not in sentence:
                continue
            seen.add("armistice")
            day = named_day("armistice", sentence) or named_day("armistice", whole)
            told = [d.date for d in dated.between(s.start, s.end) if d.date.precision == "year"]
            known = Dated(day, "day", "history", day, day) if day else (told[0] if told else None)
            if known:
                found.append(
                    _Telling(
                        "armistice",
                        "occurred",
                        known,
                        (),
                        (),
                        (),
                        None,
                        None,
                        Span.of(text, s.start + match.start(), s.start + match.end()),
                        number,
                    )
                )
    return found


def _join(told: list[_Telling], sentences: Sequence[Sentence]) -> list[list[_Telling]]:
    """Tellings of one event: same kind, dates that can agree, parties that do not exclude each other."""
    groups: list[list[_Telling]] = []
    by_kind: dict[str, list[list[_Telling]]] = {}
    for telling in told:
        home = None
        for group in by_kind.get(telling.kind, ())[-MAX_JOINED:]:
            if telling.kind in SINGLE and (not telling.names or not group[0].names or telling.names == group[0].names):
                home = group
                break
            known = [t.date for t in group if t.date and t.date.known]
            if telling.date and telling.date.known and known:
                same = telling.date.may_equal(known[0]) and _similar_width(telling.date, known[0])
            else:
                near = abs(sentences[group[-1].sentence].paragraph - sentences[telling.sentence].paragraph) <= 2
                same = (
                    near
                    or not telling.ids
                    or not group[0].ids
                    or bool(set(telling.ids) & {i for t in group for i in t.ids})
                )
            if same and _outcome(telling.status) == _outcome(group[0].status):
                home = group
        if home is None:
            groups.append([telling])
            by_kind.setdefault(telling.kind, []).append(groups[-1])
        else:
            home.append(telling)
    return groups


def _similar_width(a: Dated, b: Dated) -> bool:
    """A year does not swallow a day of it as the same event unless nothing tells them apart."""
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return True
    width = [(d.last_day - d.first_day).days for d in (a, b) if d.last_day and d.first_day]
    return max(width) <= 45 or max(width) <= 20 * (min(width) + 1)


def _outcome(status: str) -> bool:
    return status in ("expected", "not_occurred", "scheduled", "planned")


def _event(identity: str, group: list[_Telling], published: Dated) -> Event:
    dated = [t for t in group if t.date and t.date.known]
    order = {"day": 0, "month": 1, "interval": 2, "year": 3, "fiscal_year": 2}
    date = min((t.date for t in dated if t.date), key=lambda d: order.get(d.precision, 9)) if dated else None
    first = group[0]
    if date is None:
        date = _bounded(first, published)
    names = tuple(dict.fromkeys(name for t in group for name in t.names))
    ids = tuple(dict.fromkeys(i for t in group for i in t.ids))
    spans = tuple(dict.fromkeys(t.span for t in group))
    title = (
        names[0]
        if first.kind == "war" and names
        else _TITLES.get(first.kind, first.kind.replace("_", " ").capitalize())
    )
    return Event(
        identity,
        first.kind,
        title,
        date,
        next((t.place for t in group if t.place), None),
        () if first.kind == "war" else names,
        ids,
        tuple(dict.fromkeys(side for t in group for side in t.sides)),
        next((t.level for t in group if t.level), None),
        first.status,
        spans,
    )


def _bounded(telling: _Telling, published: Dated) -> Dated:
    """Told without a date: not after publication when it is past; the present perfect is publication itself."""
    if telling.kind in ("operation_suspended",) and published.known:
        return replace(published, basis="told as the news of the day; " + published.basis)
    if telling.status in ("expected", "scheduled", "planned", "not_occurred"):
        return Dated(
            None, "unknown", "no date told", published.earliest if telling.status != "not_occurred" else None, None
        )
    latest = published.last_day
    return Dated(None, "unknown", "no date told; not after publication", None, latest.isoformat() if latest else None)
