"""Quoted words that stand alone: whose they are is told at their end, a sentence on, or by what someone did before."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.speakers.several_speakers import SeveralSpeakers
from repatria.testimony.speakers.speech_lexicon import GESTURE
from repatria.testimony.speakers.voices import Frame
from repatria.testimony.text.segment import Sentence

_SUBJECT_AT = 24  # code points from the head of a sentence within which its subject is named


class QuotationsAlone(SeveralSpeakers):
    """Finds the frame of a quotation that has none in its own sentence."""

    def _ahead(
        self, s: Sentence, number: int, frames: Sequence[Frame | None], sentences: Sequence[Sentence]
    ) -> Frame | None:
        """The frame at the end of the quotation that runs on from this sentence, or that follows at its close."""
        ends = max((b for _, b in self._quotes(s)), default=s.end)
        for step in range(1, 4):
            if number + step >= len(sentences) or sentences[number + step].start > ends:
                return None
            if frames[number + step] is not None:
                return frames[number + step]
        return None

    def _acting(
        self, s: Sentence, number: int, frames: Sequence[Frame | None], sentences: Sequence[Sentence]
    ) -> Frame | None:
        """Who did something just before words that stand alone: 'The guide shrugs. "The dead do not sing."'"""
        before = sentences[number - 1] if number else None
        if before is None or before.paragraph != s.paragraph or frames[number - 1] or self._quotes(before):
            return None
        acts = GESTURE.search(self.text, before.start, before.end)
        if acts is None:
            return self._between(number, sentences)
        people = [m for m in self._mentions(before.start, acts.start()) if m.kind == "person"]
        speaker = self._speaker(people[0]) if people else None
        if speaker is None and (acts["p"] or "").lower() in ("he", "she"):
            speaker = self._recent(before, acts["p"].lower())
        if speaker is None and (found := self._noun_phrase(before.start, acts.start("verb"))):
            speaker = found[0]
        if speaker is None:
            return None
        self._remember(speaker, ())
        return Frame(before.start, before.end, speaker, (), "", "said", (s.start, s.end))

    def _between(self, number: int, sentences: Sequence[Sentence]) -> Frame | None:
        """Who acts between two quotations: '"I can't." Captain Ross closed the folder. "I wish I could."'"""
        s, before = sentences[number], sentences[number - 1]
        if number < 2 or sentences[number - 2].paragraph != s.paragraph or not self._quotes(sentences[number - 2]):
            return None
        people = [m for m in self._mentions(before.start, before.end) if m.kind == "person"]
        if len(people) != 1 or people[0].start - before.start > _SUBJECT_AT:
            return None
        speaker = self._speaker(people[0])
        self._remember(speaker, ())
        return Frame(before.start, before.end, speaker, (), "", "said", (s.start, s.end))

    def _same_turn(self, sentences: Sequence[Sentence], number: int) -> bool:
        return sentences[number].paragraph - sentences[number - 1].paragraph <= 1
