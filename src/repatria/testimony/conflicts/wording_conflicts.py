"""Conflicts of words: names, causes, degrees, durations, quotations and dates of one event told in two ways."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.model import Conflict, Event, Position, Reading
from repatria.testimony.text.anchors import key_of
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import flat

# Acronym -> the official name and every pattern under which the name is meant.
_OFFICIAL = {"DPRK": "Democratic People's Republic of Korea", "ROK": "Republic of Korea", "PRC": "People's Republic of China", "DPAA": "Defense POW/MIA Accounting Agency", "JPAC": "Joint POW/MIA Accounting Command", "ICRC": "International Committee of the Red Cross", "ICMP": "International Commission on Missing Persons", "USSR": "Union of Soviet Socialist Republics", "UNC": "United Nations Command", "KPA": "Korean People's Army"}  # fmt: skip
_ACRONYM = compiled(
    r"(?P<name>(?:[A-Z][\w'’/-]+)(?:\s(?:of|the|on|for|and|[A-Z][\w'’/-]+)){0,14})\s{0,3}\((?P<acronym>[A-Z]{2,6})\)"
)
_JOINT = compiled(r"\b[Jj]oint (?P<noun>statement|declaration|communiqu[eé]|agreement|accord)\b")
_CAUSE = compiled(
    r"\b(?:because of|due to|owing to|over (?:fears|concerns|disputes|safety|security|worries)(?: that| of| about| for)?|amid|in response to|in protest (?:at|of)|citing|as a result of|after (?:a |the )?(?:breakdown|collapse|dispute|failure))\s+(?P<why>[^.;]{5,120})"
)
_SUBJECT_CAUSE = compiled(
    r"^(?:But |And |Yet )?(?P<why>[^,.;]{8,90}?)\s+(?:ended|halted|stopped|derailed|scuttled|killed|doomed|froze)\b"
)
_FINAL = compiled(r"\b(?:ended|ceased|terminated|abandoned|concluded|completed)\b")
_PAUSE = compiled(r"\b(?:called off|suspended|halted|paused|frozen|put on hold|interrupted|stalled)\b")
_STOPPED = frozenset(("operation_halted", "operation_suspended"))
_SMALL = frozenset(
    "country countries between could longer a an of and or to in on by for with from that this was were is are had has have been their its his her over between at as".split()
)


def _position(reading: Reading, value: str, start: int, end: int, claims: tuple[str, ...] = ()) -> Position:
    if not claims:
        claims = tuple(c.id for c in reading.claims if c.evidence.start < end and start < c.evidence.end)
    return Position(value, reading.document.name, Span.of(reading.document.text, start, end), claims)


def names_of_states(readings: Sequence[Reading]) -> list[Conflict]:
    """A name beside an acronym that is not the acronym's official name; or two names beside one acronym."""
    places: dict[str, list[Position]] = {}
    for reading in readings:
        text = reading.document.text
        for acronym, official in _OFFICIAL.items():
            for match in re.finditer(official.replace("'", "['’]").replace(" ", r"\s"), text):
                places.setdefault(acronym, []).append(_position(reading, official, match.start(), match.end()))
        for match in _ACRONYM.finditer(text):
            name = re.sub(r"^(?:The|the)\s", "", re.sub(r"\s+", " ", match["name"]).replace("’", "'"))
            initials = "".join(word[0] for word in re.split(r"[\s/-]", name) if word and word[0].isupper())
            if len(set(initials) & set(match["acronym"])) < min(2, len(match["acronym"])):
                continue
            places.setdefault(match["acronym"], []).append(_position(reading, name, match.start(), match.end()))
    found = []
    for short, positions in places.items():
        known = _OFFICIAL.get(short)
        right = [p for p in positions if known and p.value.endswith(known)] or positions[:1]
        wrong = [
            p for p in positions if p.value.lower() != right[0].value.lower() and not p.value.endswith(right[0].value)
        ]
        if known and not any(p.value == known for p in right):
            wrong, right = [p for p in positions if not p.value.endswith(known)], []
        if not wrong:
            continue
        other = right[:1] or [Position(known or wrong[0].value, wrong[0].document, wrong[0].evidence)]
        if other[0].value != wrong[0].value:
            found.append(
                Conflict("name_of_entity", "entity", f"Name of {short}", "two names for one body", (*other, wrong[0]))
            )
    return found


def names_of_documents(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Joint statement" and "joint declaration" for the paper of one meeting."""
    places: dict[str, Position] = {}
    for reading in readings:
        for match in _JOINT.finditer(reading.document.text):
            places.setdefault(match["noun"].lower(), _position(reading, match[0], match.start(), match.end()))
    if len(places) < 2:
        return []
    summits = {e.date.value for r in readings for e in r.events if e.kind == "summit" and e.date.precision == "day"}
    if len(summits) > 2:
        return []
    return [
        Conflict(
            "name_of_document", "name", "Name of the joint paper", "one paper, two names", tuple(places.values())[:3]
        )
    ]


def causes(readings: Sequence[Reading]) -> list[Conflict]:
    """One stop of work, two reasons that share no word."""
    told: list[tuple[Reading, Event, str, int, int]] = []
    for reading in readings:
        for event in reading.events:
            if event.kind not in _STOPPED or event.date.first_day is None:
                continue
            for span in event.evidence:
                words = flat(span.quote)
                match = _CAUSE.search(words) or _SUBJECT_CAUSE.search(words)
                if (
                    match
                    and not re.match(r"(?:that|it|they|he|she|this)\b", match["why"], re.I)
                    and re.search(
                        r"\b(?:fights?|fears?|tensions?|disputes?|concerns?|test|safety|security|talks|breakdown|collapse|rain|weather|money|funding|refusal|guarantee|nuclear|leadership|war|sanctions|virus|pandemic|floods?)",
                        match["why"],
                    )
                ):
                    told.append(
                        (reading, event, match["why"], span.start + match.start("why"), span.start + match.end("why"))
                    )
                    break
    found = []
    for i, first in enumerate(told):
        for second in told[i + 1 :]:
            if first[1] is second[1] or not _same_stop(first[1], second[1]):
                continue
            if _content_words(first[2]) & _content_words(second[2]):
                continue
            positions = tuple(_position(r, why, a, b, e.claims) for r, e, why, a, b in (first, second))
            found.append(
                Conflict("another_cause", "cause", "Why the work stopped", "two reasons for one stop", positions)
            )
    return found[:3]


def _same_stop(a: Event, b: Event) -> bool:
    if not a.date.may_equal(b.date) or a.date.first_day is None or b.date.first_day is None:
        return False
    return abs((a.date.first_day - b.date.first_day).days) <= 366


def _content_words(words: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[a-z]{4,}", words.lower()) if w not in _SMALL}


def degrees(readings: Sequence[Reading]) -> list[Conflict]:
    """Ended for good or called off for now: one stop, or one armistice, told in two strengths."""
    found = []
    for kinds, topic in (
        (_STOPPED, "How final the stop was"),
        (frozenset(("armistice",)), "Whether the armistice ended the war"),
    ):
        told = []
        for reading in readings:
            for event in reading.events:
                if event.kind not in kinds:
                    continue
                for span in event.evidence:
                    words, start = (
                        _around(reading, span) if event.kind == "armistice" else (flat(span.quote), span.start)
                    )
                    for strength, pattern in (("final", _FINAL), ("pause", _PAUSE)):
                        match = pattern.search(words)
                        if match:
                            told.append(
                                (reading, event, strength, match[0], start + match.start(), start + match.end())
                            )
        finals, pauses = [t for t in told if t[2] == "final"], [t for t in told if t[2] == "pause"]
        pair = next(
            ((f, p) for f in finals for p in pauses if f[1] is not p[1] and f[1].date.known and _same_stop(f[1], p[1])),
            None,
        )
        if pair:
            positions = tuple(_position(r, word, a, b, e.claims) for r, e, _, word, a, b in pair)
            kind = "degree" if kinds is _STOPPED else "predicate"
            found.append(Conflict("another_strength", kind, topic, "one event in two strengths", positions))
    return found


def _around(reading: Reading, span: Span) -> tuple[str, int]:
    start = max(0, span.start - 45)
    return flat(reading.document.text[start : span.end + 30]), start


_DURING = compiled(r"[^.]{0,8}?\b(?:in|within|during) (?:the )?(?:past|last)\b", re.I)


def durations(readings: Sequence[Reading]) -> list[Conflict]:
    """ "Spent the last year studying": longer than the time since what it began with."""
    found = []
    for reading in readings:
        published = reading.published.first_day
        last = reading.published.last_day
        if published is None or last is None or (last - published).days > 31:
            continue
        for n, mention in enumerate(reading.dates):
            lead = mention.span.quote.lower()
            if mention.date.basis != "period up to publication" or "year" not in lead or mention.date.first_day is None:
                continue
            if _DURING.match(reading.document.text[: mention.span.end][-len(mention.span.quote) - 8 :]):
                continue  # "three were opened in the past year": within it, not as long as it
            told = [
                d
                for d in reading.dates[max(0, n - 2) : n]
                if d.date.known
                and mention.span.start - d.span.end < 400
                and d.date.precision in ("day", "interval", "month")
            ]
            if not told or told[-1].date.first_day is None:
                continue
            begun = told[-1]
            length = (last - mention.date.first_day).days
            elapsed = (last - begun.date.first_day).days if begun.date.first_day else length
            if 60 <= elapsed < 0.85 * length:
                positions = (
                    _position(reading, f"“{mention.span.quote}”", mention.span.start, mention.span.end),
                    _position(reading, f"from {begun.date.value}", begun.span.start, begun.span.end),
                )
                nature = f"about {elapsed // 30} months had passed, not {length // 30}"
                found.append(Conflict("duration_exceeds_time", "duration", "How long it took", nature, positions))
    return found


_ERRATUM = compiled(r"[”\"]?,?\s+(?:please )?read:?\s+[“\"]")


def quotations(readings: Sequence[Reading]) -> list[Conflict]:
    """The same words quoted in two ways."""
    quoted = []
    for reading in readings:
        for match in re.finditer(r"“([^“”]{20,300})”|\"([^\"]{20,300})\"", reading.document.text):
            group = 1 if match[1] else 2
            quoted.append(
                (reading, match.start(group), match.end(group), key_of(match[group]).key.lower().strip(".,;!?"))
            )
    found = []
    for i, first in enumerate(quoted[:120]):
        for second in quoted[i + 1 : 120]:
            a, b = first[3], second[3]
            if _ERRATUM.match(first[0].document.text[first[2] : first[2] + 24]):
                continue  # "for '21 sets' read '12 sets'"
            if a == b or a in b or b in a or abs(len(a) - len(b)) > 0.5 * max(len(a), len(b)):
                continue
            matcher = SequenceMatcher(None, a, b, autojunk=False)
            if matcher.real_quick_ratio() < 0.72 or matcher.quick_ratio() < 0.72 or matcher.ratio() < 0.72:
                continue
            positions = tuple(_position(r, r.document.text[s:e], s, e) for r, s, e, _ in (first, second))
            found.append(
                Conflict(
                    "quotation_differs", "quotation", "Words of a quotation", "one quotation, two wordings", positions
                )
            )
    return found


def event_dates(readings: Sequence[Reading]) -> list[Conflict]:
    """One hand-over, with the same count, or one ceremony or meeting missed, on two days."""
    found = []
    items = [
        (r, e)
        for r in readings
        for e in r.events
        if e.date.precision == "day" and e.kind in ("hand_over", "no_show", "repatriation_ceremony")
    ]
    for i, (r1, a) in enumerate(items):
        for r2, b in items[i + 1 :]:
            if a.kind != b.kind or a.date.may_equal(b.date) or a.date.first_day is None or b.date.first_day is None:
                continue
            if abs((a.date.first_day - b.date.first_day).days) > 30:
                continue
            if a.kind == "hand_over" and not (_counts(r1, a) & _counts(r2, b)):
                continue
            if a.kind != "hand_over" and not (set(a.parties) & set(b.parties)):
                continue
            if r1 is r2 and (a.kind != "hand_over" or a.evidence[0].overlaps(b.evidence[0])):
                continue  # one sentence that tells two days tells of two
            positions = tuple(
                Position(str(e.date.value), r.document.name, e.evidence[0], e.claims) for r, e in ((r1, a), (r2, b))
            )
            found.append(
                Conflict("another_date", "date", f"Date of {a.title.lower()}", "one event, two days", positions)
            )
    return found


def _counts(reading: Reading, event: Event) -> set[tuple[float, str]]:
    return {
        (f.value, f.unit)
        for c in reading.claims
        if c.id in event.claims
        for f in c.figures
        if f.value and f.unit != "other" and f.value >= 2
    }
