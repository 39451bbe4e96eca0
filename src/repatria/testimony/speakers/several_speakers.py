"""Sentences in which one after another speaks: "Pyongyang says it gave back 9 sets, while Seoul counts 8"."""

from __future__ import annotations

from repatria.testimony.speakers.speech_frames import SpeechFrames
from repatria.testimony.speakers.speech_lexicon import FRAME
from repatria.testimony.speakers.voices import Frame
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_SPEAKS = compiled(f"(?:{FRAME.pattern})|\\b[Aa]ccording to\\b")
# Where one ends and another may begin to speak.
_JOINT = compiled(r";\s+(?:(?:and|but|while)\s+)?|,\s+(?:but|while|whereas|and)\s+")
_OWN_SUBJECT = compiled(
    r"(?!(?:he|she|they|it|that|which|who|then|also|later)\b)(?:(?:the|an?|its|his|her|their|our|my|one|another|some|other)\s|according to\s|[A-Z])"
)
_SOON = 130  # code points within which another who begins to speak is named with the verb


class SeveralSpeakers(SpeechFrames):
    """Cuts a sentence where another begins to speak."""

    def _assumed(self, s: Sentence) -> Frame | None:
        """The frame of the likeliest speaker, where likeliest speakers are looked for."""
        return None

    def _told_by_several(self, s: Sentence) -> list[Sentence]:
        """A sentence cut where another begins to speak: "Pyongyang says it gave back 9 sets, while Seoul counts 8"."""
        cuts = list(_JOINT.finditer(self.text, s.start, s.end))
        if not cuts:
            return [s]
        spoken = [m.start() for m in _SPEAKS.finditer(self.text, s.start, s.end) if not self._quoted(m.start())]
        if len(spoken) < 2:
            return [s]
        parts, at = [], s.start
        for cut in cuts:
            if self._quoted(cut.start()) or not any(at <= x < cut.start() for x in spoken):
                continue
            rest = Sentence(cut.end(), s.end, s.paragraph)
            own = _OWN_SUBJECT.match(self.text, cut.end(), s.end)
            if own is None or not any(cut.end() <= x < cut.end() + _SOON for x in spoken):
                continue
            memory = self.last_person, self.outlets, dict(self.unnamed)
            told = self._frame(rest)
            if (told is None or told.speaker is None) and own[0].isupper():
                told = self._assumed(rest)  # "but Lee said": a surname alone
            self.last_person, self.outlets, self.unnamed = memory
            if told is None or told.speaker is None or told.start - rest.start > _SOON:
                continue
            parts.append(Sentence(at, cut.start(), s.paragraph))
            at = cut.end()
        return [*parts, Sentence(at, s.end, s.paragraph)] if parts else [s]
