"""Events told by an action and an object beside a date, where no closer pattern told the like of that date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.events.elliptic_events import spoken_on
from repatria.testimony.events.event_dates import fitting, heads_entry
from repatria.testimony.events.event_outcomes import PLANNABLE, ahead_of, apart, distant, outcome, outcome_and_date
from repatria.testimony.events.event_parties import Scene
from repatria.testimony.events.joined_events import Telling
from repatria.testimony.events.loose_events import loosely_told, of_a_war
from repatria.testimony.events.loose_lexicon import SAME, SEASON
from repatria.testimony.events.tellings import DUG, telling_of
from repatria.testimony.events.weighed_words import told_by_words
from repatria.testimony.speakers.actors import Mention
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

# Kinds that are told of a day ahead too: "the hearing is listed for Monday", "submissions are put back to June".
_ALSO_AHEAD = frozenset(
    "scheduled_meeting call testimony publication rescheduled postponed cancelled operation_suspended operation_halted logistics".split()
)
_AND_TO = compiled(r"\band (?:again )?(?:to|at|before|by|in|on)\b[^.;,]{0,50}\b(?:in|on)\s+$")

_BESIDE = 30  # code points between a word of speech and the date that is its own
_CALLED_OFF = compiled(r"call\w* off|scrap|abandon|drop")
_PLANNED = compiled(r"\b(?:due|planned|scheduled|set|meant|supposed|foreseen|fixed|agreed|was|were) (?:for|to)\b")
_PROPOSABLE = frozenset("talks scheduled_meeting joint_recovery_operations excavation agreement visit".split())
_PROPOSED = compiled(
    r"\b(?:propos(?:es?|ed)|offer(?:s|ed)?|request(?:s|ed)|ask(?:s|ed|ing) for|sought|seek(?:s|ing)|call(?:s|ed|ing) for|suggest(?:s|ed|ing)?|demand(?:s|ed|ing)?|proposing|offering|requesting)\s+(?:(?:to hold|an?|the|new|further|joint|direct|another|formal|[a-z]+-level)\s+)*$"
)
# To be told of one's dead is an event also as the news of the day.
_TO_KIN = compiled(
    r" (?:[\w-]+ ){0,4}(?:sisters?|brothers?|mothers?|fathers?|widows?|wife|sons?|daughters?|nephews?|nieces?|next of kin|parents|grand\w+|cousins?)\b"
)
_PERSONAL = compiled(
    r"\b(?:he|she|I|we|team|delegation|experts|relatives|governor|envoy|minister|secretary|ambassador|officials?|officers?|investigators)\b",
    re.I,
)


# "Eleven times since 2002", "missing by 1950": what is summed up until then or from then on did not happen then.
_SUMMED_UP = compiled(r"\b(?:since|(?P<until>until|till|by|as of|as at))\s+(?:the\s+)?(?:end of\s+)?$", re.I)
_DAYS = 7  # days of the widest date of which few words tell
_YEAR = 366  # days of the widest date of which the words around it tell
MOST_KINDS = 2  # kinds that the words around one date tell
_NEARLY = 2  # weight by which the second kind may stand behind the first


def _short(date: Dated, widest: int = SEASON) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= widest


def told_loosely(
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
    before: str,
    possible: AbstractSet[int],
) -> list[Telling]:
    """What a looser pattern tells beside a date, where no closer one told the same or the like of that date.

    before: the sentence before in the paragraph, where what a pronoun means is named. possible: numbers of the loose
    rules that may match.
    """
    found: list[Telling] = []
    persons = bool(_PERSONAL.search(sentence)) or any(m.kind == "person" for m in people)
    for kind, match in loosely_told(sentence, inside, possible, persons=persons, before=before):
        status = outcome(kind, "occurred", sentence, match)
        if status is None or status == "not_occurred":
            continue
        status, date = outcome_and_date(kind, status, s, match, inside, flat, published)
        if date is None and kind in _ALSO_AHEAD and status == "occurred":
            _, date = outcome_and_date(kind, "scheduled", s, match, inside, flat, published)
        if date is None or not date.known:
            continue
        ahead = ahead_of(date, published)
        if kind == "planned_operation":
            if not ahead:
                continue
            status = "planned"
        elif ahead:
            if kind not in PLANNABLE and kind not in _ALSO_AHEAD:
                continue
            status = "expected"
        elif kind == "scheduled_meeting":
            continue
        if kind == "disaster" and re.search(r"\b(?:that|which)\s+$", sentence[: match.start()]):
            continue  # "the landslide that swallowed it": named in passing
        if ahead and kind == "talks":
            kind, status = "scheduled_meeting", "scheduled"
        if kind == "operation_halted" and _CALLED_OFF.search(match[0]) and _PLANNED.search(sentence):
            kind = "cancelled"  # what was due to begin and is called off never began
        if kind in _PROPOSABLE and not ahead and _PROPOSED.search(sentence, 0, match.start()):
            kind = "statement"
        if ahead and kind in DUG:
            kind, status = "planned_operation", "planned"
        if kind == "statement" and not (
            (distant(date, published) and (people or persons)) or _TO_KIN.match(sentence, match.end())
        ):
            continue
        beside = kind == "statement" and any(0 <= d.span.start - s.start - match.end() <= _BESIDE for d in inside)
        alike = {kind} if beside else {kind, *SAME.get(kind, ())}
        if any(t.kind in alike and not apart(t.date, date) and t.date is not None for t in (*close, *found)):
            continue
        found.append(telling_of(text, flat, s, number, kind, status, date, people, scene, match))
        if kind == "statement":
            found.extend(
                replace(found[-1], date=other.date)
                for other in inside
                if other.date.known and apart(other.date, date) and other.span.start > s.start + match.end()
                if _AND_TO.search(flat, s.start + match.end(), other.span.start)
            )
    for mention in fitting(inside, "occurred", published):
        if (
            not _short(mention.date)
            or not distant(mention.date, published)
            or any(t.date is not None and not apart(t.date, mention.date) for t in (*close, *found))
        ):
            continue
        said = spoken_on(sentence, mention.span.start - s.start, mention.span.end - s.start)
        if said is not None:
            found.append(telling_of(text, flat, s, number, "statement", "occurred", mention.date, people, scene, said))
    for mention in inside:
        lead = _SUMMED_UP.search(flat, max(s.start, mention.span.start - 14), mention.span.start)
        if _short(mention.date, _YEAR) and not (lead and (lead["until"] or not _short(mention.date))):
            dated = any(t.date is not None and not apart(t.date, mention.date) for t in (*close, *found))
            if not dated:
                found.extend(_by_words(text, flat, s, number, sentence, mention, people, scene, published, before))
    return found


def _by_words(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    sentence: str,
    mention: TimeMention,
    people: Sequence[Mention],
    scene: Scene,
    published: Dated,
    before: str,
) -> list[Telling]:
    """What the words around a date tell of it, where no pattern told anything of it."""
    entry = heads_entry(mention, s.start, flat)
    told = told_by_words(
        sentence,
        mention.span.start - s.start,
        mention.span.end - s.start,
        people,
        entry=entry,
        scant=_short(mention.date, _DAYS),
        before=before,
    )
    ahead = ahead_of(mention.date, published)
    found: list[Telling] = []
    for one in told[:MOST_KINDS]:
        kind = "loss" if one.kind == "wartime_loss" and of_a_war(mention.date) else one.kind
        if kind == "wartime_loss":
            continue
        status = outcome(kind, "occurred", sentence, one.match)
        if one.weight < told[0].weight - _NEARLY:
            break
        if status in (None, "not_occurred"):
            continue
        if ahead:
            if kind not in PLANNABLE and kind not in _ALSO_AHEAD and kind != "planned_operation":
                continue
            status = "expected"
            if kind in ("talks", "scheduled_meeting"):
                kind, status = "scheduled_meeting", "scheduled"
            elif kind in {*DUG, "planned_operation"}:
                kind, status = "planned_operation", "planned"
        elif kind in ("planned_operation", "scheduled_meeting"):
            continue
        telling = telling_of(text, flat, s, number, kind, status or "occurred", mention.date, people, scene, one.match)
        found.append(replace(telling, assumed=True))
    return found
