"""Interviews printed without labels: paragraphs that ask, and between them those of the one who is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from repatria.testimony.speakers.actors import Mention
from repatria.testimony.speakers.speech_lexicon import NO_LABEL, TRANSCRIPT
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

MIN_QUESTIONS = 3
_LONGEST_QUESTION = 240  # code points
_FIRST_PERSON = compiled(r"\b(?:I|we|my|our|me|us|We|My|Our)\b")
_INTERVIEWER = compiled(r"\b(?:[Ii]nterview(?:ed)?(?: by)?|[Qq]uestions(?: by)?|[Aa]sked by)\b:?\s+$")


def interview(text: str, sentences: Sequence[Sentence], named: Sequence[Mention]) -> dict[int, Speaker]:
    """The speaker of each paragraph of an interview; empty for any other text."""
    paragraphs: dict[int, tuple[int, int]] = {}
    for s in sentences:
        start, _ = paragraphs.get(s.paragraph, (s.start, s.end))
        paragraphs[s.paragraph] = (start, s.end)
    order = sorted(paragraphs)
    asks = [n for n in order if _asks(text, *paragraphs[n])]
    labels = sum(
        1 for n in order if (m := TRANSCRIPT.match(text, *paragraphs[n])) is not None and not NO_LABEL.match(m["who"])
    )
    if len(asks) < MIN_QUESTIONS or labels >= 2:
        return {}
    answers = [n for n in order if n > asks[0] and n not in asks]
    answered = sum(1 for n in asks if n + 1 in paragraphs and n + 1 not in asks)
    own = sum(1 for n in answers if _FIRST_PERSON.search(text, *paragraphs[n]))
    if answered < MIN_QUESTIONS or 2 * own < len(answers):
        return {}
    begin = paragraphs[asks[0]][0]
    told = Counter(m.id for m in named if m.kind == "person" and m.end <= begin)
    if not told:
        return {}
    first = next(m for m in named if m.kind == "person" and m.id == told.most_common(1)[0][0])
    guest = Speaker(first.name, first.id)
    host = next(
        (
            Speaker(m.name, m.id)
            for m in named
            if m.kind == "person" and _INTERVIEWER.search(text, max(0, m.start - 30), m.start)
        ),
        Speaker("Question", "QUESTION", "unnamed"),
    )
    last = max(n for n in answers if _FIRST_PERSON.search(text, *paragraphs[n])) if own else asks[-1]
    floors = {n: (host if n in asks else guest) for n in order if asks[0] <= n <= max(last, asks[-1] + 1)}
    return floors


def _asks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a question put by the one who asks: short, ending in a question mark, not quoted."""
    words = text[start:end].strip()
    return len(words) <= _LONGEST_QUESTION and words.endswith("?") and words[0] not in "“\"'‘"
