"""Events told without their verb: "and again in June", "one in December", "the President did, on June 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.dates.dated_spans import Dated, Span, TimeMention
from repatria.testimony.events.event_dates import fitting
from repatria.testimony.events.event_outcomes import PLANNABLE, ahead_of
from repatria.testimony.events.joined_events import Telling
from repatria.testimony.speakers.speech_lexicon import FINITE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import past
from repatria.testimony.text.segment import Sentence

_WIDEST = 6 * 366  # days of the widest date that tells of something once more
# Between two dates of one telling: "on March 1, March 19 and April 2", "in 1990, in 1991 and in 1993".
_IN_TURN = compiled(
    r"\s*(?:[,;]\s*)?(?:(?:and|or|then|again|also|once more|later|as well as)[\s,]+)*(?:(?:to|in|at|from) [A-Z]\w+(?: [A-Z]\w+)?,?\s+)?(?:(?:on|in|at|from|during|early|late|mid)[\s-]+)*(?:the\s+)?"
)
_NEW_CLAUSE = compiled(r",?\s+(?:an?|the|he|she|they|it|I|we|his|her|its|their|our|my|nobody|no one|[A-Z][a-z]+)\b")
_RANGE = compiled(r"\b(?:between|from|of)\s+(?:the\s+)?$", re.I)
# Words before a date that stand for what was told before.
_ONCE_MORE = compiled(
    r"\b(?:\d[\d,]* of (?:them|these|those|whom)|one|another|others?|those|that|these|again|twice|(?:did|does|had|has|was|were)(?:n't| not)?(?: so)?(?: again| too)?|(?:another |a )?(?:\w+ )?more|(?:a|the|its|their|his) (?:first|second|third|fourth|fifth|sixth|seventh|last|next|other|previous|latest|earlier|final)(?: one)?|the (?:\w+ )?one|the (?:largest|smallest|oldest|newest|most recent))"
    r"(?:\s+(?:came|comes|followed|follows|was|were|is|are|had|happened|ended))?(?:\s+(?:due|planned|scheduled|set|fixed|expected))?(?:\s+to\s+(?:wait|come|follow))?[,\s]*(?:\b(?:in|at) [A-Z]\w+[,\s]*)?(?:(?:only|not until|until|as late as|as early as|earlier|later|back|early|late|mid|already)[,\s-]+)*(?:(?:on|in|at|for|from|during|of|to|until)\s+)?(?:the\s+)?$",
    re.I,
)
_NUMBER = r"(?:\d[\d,]*|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen|\w+ty(?:-\w+)?)"
# Nouns that tell alone, in a sentence without a verb.
_LEADS = 30  # code points from the head of an entry within which the noun that tells alone stands
_NOMINAL = (
    (
        "hand_over",
        compiled(
            rf"\b{_NUMBER} (?:more |further |other )?(?:\w+ )?(?:sets|boxes|bodies|caskets|coffins|remains|cases|crates)\b"
        ),
    ),
    ("visit", compiled(r"\b[A-Z]\w+,? (?:again |back )?in (?:[A-Z]\w+)")),
)
# "On Dec. 7 another 31, and on the 21st the last 34": a count after the date, with no verb.
_FURTHER = compiled(
    r",?\s+(?:came\s+|followed\s+)?(?:(?:another|a further|some|only|the last|the first|the next)\s+(?:\w+\s+)?|(?=\w+ more\b))(?:\d[\d,]*|\w+)(?: more)?(?: of the year)?\s*(?:[,;.]|$|\band\b)"
)
# "The first such talks since March 2009": there were some then.
_FIRST_SINCE = compiled(r"\bfirst\b(?P<noun>[^.;,]{0,60})\bsince\s+(?:the\s+)?$")
_NOUN_KINDS = (
    ("talks", compiled(r"\b(?:talks|meetings?|contacts?|sessions?|round|negotiations)\b")),
    ("hand_over", compiled(r"\b(?:transfer|turn-?over|hand-?over|return|repatriation|exchange|delivery|release)\b")),
    ("visit", compiled(r"\b(?:visit|trip|journey)\b")),
    ("excavation", compiled(r"\b(?:dig|excavation|exhumation|search|expedition)\b")),
    ("burial", compiled(r"\b(?:burial|funeral)\b")),
    ("identification", compiled(r"\bidentification\b")),
)
_ONE_IN = compiled(r"\b(?:one|another|the (?:first|second|third|last|other))\s+(?:in|on)\s+(?:the\s+)?$")
_SPOKEN = compiled(
    r"\b(?:said|says|told|tells|announced?s?|wrote|spoke|"
    + "|".join(
        past(v)
        for v in "state acknowledge admit insist claim promise pledge warn reveal disclose confirm concede inform assure testify argue repeat reiterate explain complain recall object suggest propose maintain assert report remark apologise apologize".split()
    )
    + r"|vowed|denied|foretold|swore)\b"
)
_WHEN_SAID = (
    "on",
    "in",
    "last",
    "yesterday",
    "earlier",
    "this",
    "at",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_NEAR_SPEECH = 120  # code points between a date and the verb of speech it dates
_IN_COMMAS = compiled(r",\s+(?:which|who|whose|where|an?|the)\b[^,]*,")
_CONTENT = compiled(r"\b(?:that|how|whether|what|if|because|after|before|when|and|but)\b|[;:“\"]")
_CLAUSE = compiled(r"[;:]|,\s+(?:but|while|whereas)\b")


def _short(date: Dated) -> bool:
    first, last = date.first_day, date.last_day
    return first is not None and last is not None and (last - first).days <= _WIDEST


def dates_in_turn(inside: Sequence[TimeMention], flat: str) -> list[TimeMention]:
    """The first date and those joined to it: "May 13 and 28", "March 1, March 19 and April 2"."""
    chain = list(inside[:1])
    for other in inside[1:]:
        if not _IN_TURN.fullmatch(flat, chain[-1].span.end, other.span.start):
            break
        joint = flat[chain[-1].span.end : other.span.start]
        if joint.lstrip().startswith((",", ";")) and " and " in joint and _NEW_CLAUSE.match(flat, other.span.end):
            break  # "I wrote on 1 October, and on 4 October a colonel told me to stop"
        if other.date.may_equal(chain[-1].date):
            break  # "later that week, on the Thursday": one day told twice
        chain.append(other)
    return chain


def in_turn(found: Sequence[Telling], inside: Sequence[TimeMention], flat: str, published: Dated) -> list[Telling]:
    """What is told of the first of several dates is told of each: "Letters sent on March 1, March 19 and April 2"."""
    more: list[Telling] = []
    for n, mention in enumerate(inside):
        chain = dates_in_turn(inside[n:], flat)
        lead = flat[max(0, mention.span.start - 20) : mention.span.start]
        if len(chain) < 2 or (len(chain) == 2 and _RANGE.search(lead)) or not all(c.date.known for c in chain):
            continue
        days = {(c.date.earliest, c.date.latest) for c in chain}
        for telling in found:
            if telling.date is None or (telling.date.earliest, telling.date.latest) not in days:
                continue
            for c in chain:
                ahead = ahead_of(c.date, published) and telling.kind in PLANNABLE
                status = "expected" if ahead else telling.status
                if fitting([c], status, published) and not any(
                    t.kind == telling.kind and t.date == c.date for t in (*found, *more)
                ):
                    more.append(replace(telling, status=status, date=c.date))
    return more


def once_more(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    inside: Sequence[TimeMention],
    found: Sequence[Telling],
    before: Sequence[Telling],
    published: Dated,
) -> list[Telling]:
    """Dates of which only a pronoun, a numeral or "did" tells: of what the clause or the sentence before tells.

    found: what the sentence tells; before: what the sentence before tells.
    """
    more: list[Telling] = []
    for mention in inside:
        lead = flat[s.start : mention.span.start]
        dated = [t for t in (*found, *more) if t.date == mention.date]
        if not mention.date.known or not _short(mention.date) or (dated and not _ONE_IN.search(lead)):
            continue
        after = flat[mention.span.end : s.end]
        since = _FIRST_SINCE.search(lead)
        if not (_ONCE_MORE.search(lead) or _FURTHER.match(after) or since):
            continue
        cut = max((m.end() for m in _CLAUSE.finditer(lead)), default=0)
        own = [t for t in found if t.date is not None and _stands_before(t, inside, mention)]
        earlier = [d.span.end - s.start for d in inside if d.span.end <= mention.span.start]
        if since:
            noun = since["noun"] or ""
            kind = next((k for k, pattern in _NOUN_KINDS if pattern.search(noun)), None)
            own = [replace(t, kind=kind) for t in [*before, *found][-1:]] if kind else list(found)
        elif own and FINITE.search(lead[max([cut, *earlier[-1:]]) :]) and not _ONE_IN.search(lead):
            continue  # "was identified and was buried in June": the verb of its own tells it
        model = own[-1] if own else (before[-1] if before else None)
        if model is None or any(t.kind == model.kind for t in dated):
            continue
        status = model.status
        if ahead_of(mention.date, published):
            status = "expected" if model.kind in PLANNABLE else status
        dates = fitting([mention], status, published)
        if dates:
            span = Span.of(text, s.start, s.end)
            more.append(replace(model, status=status, date=dates[0].date, span=span, sentence=number))
    return more


def counted_only(sentence: str, tail: str) -> tuple[str, re.Match[str]] | None:
    """What a sentence without a verb tells by its nouns: "Seventeen sets.", "Former President Carter in Pyongyang.".

    tail: the sentence without the date that heads it.
    """
    if FINITE.search(tail):
        return None
    head = len(sentence) - len(tail)
    for kind, pattern in _NOMINAL:
        match = pattern.search(sentence, head)
        if match is not None and match.start() - head <= _LEADS:
            return kind, match
    return None


def _stands_before(telling: Telling, inside: Sequence[TimeMention], mention: TimeMention) -> bool:
    return any(d.date == telling.date and d.span.end <= mention.span.start for d in inside)


def spoken_on(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """The verb of speech that a date at [start, end) dates: no other verb and no "that" stands between them."""
    for match in _SPOKEN.finditer(sentence):
        first, last = (match.end(), start) if match.end() <= start else (end, match.start())
        if 0 <= last - first <= _NEAR_SPEECH:
            between = _IN_COMMAS.sub(
                " ", sentence[first:last].lstrip(" :–—.-") if last == match.start() else sentence[first:last]
            )
            if match.end() <= start and not between.strip() and not sentence[start:end].lower().startswith(_WHEN_SAID):
                continue  # "the bulletin says 13 November"
            if not FINITE.search(between) and not _CONTENT.search(between):
                return match
    return None
