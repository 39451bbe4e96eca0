"""Whom "which", "they" and "he" mean within a sentence: those named in the clause before."""

from __future__ import annotations

import re

from repatria.testimony.speakers.gender import may_be
from repatria.testimony.speakers.said_words import SaidWords
from repatria.testimony.speakers.speech_lexicon import NOT_SPEAKERS
from repatria.testimony.speakers.voices import OFFICE, Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_LAST_NP = compiled(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y)\s(?:[\w-]+\s){0,2}(?:secretary of state|[\w-]+)$"
)
_MEN = compiled(
    r"\s(?:[a-z]+\s)?(?:officials|authorities|officers|lawmakers|diplomats|commanders|negotiators|generals|envoys|scientists|experts|delegates|soldiers|troops|investigators|teams)\b"
)


class Antecedents(SaidWords):
    """Finds in the same sentence whom a pronoun means."""

    def _antecedent(self, start: int, end: int) -> Speaker | None:
        """Whom a relative pronoun means: the person or body that ends the words before it, else their last noun phrase."""
        inside = self._mentions(start, end)
        if inside and end - inside[-1].end <= 2 and inside[-1].kind in ("person", "organisation"):
            return self._speaker(inside[-1])
        np = _LAST_NP.search(self.text, start, end)
        return self._unnamed(np[0]) if np and np[0].split()[-1].lower() not in NOT_SPEAKERS else None

    def _they(self, s: Sentence, at: int) -> Speaker | None:
        """Whom "they" means in a clause of its own: the men of a state that the sentence begins with."""
        for mention in self._mentions(s.start, at):
            men = _MEN.match(self.text, mention.end, at)
            if mention.kind in ("state", "organisation") and men:
                return Speaker(self.text[mention.start : men.end()], mention.id, "group")
        return None

    def _of_sentence(self, s: Sentence, at: int, pronoun: str) -> Speaker | None:
        """Whom "he" means after a semicolon: the subject of the same sentence."""
        if not re.search(r";\s*$", self.text[s.start : at]):
            return None
        people = [
            m for m in self._mentions(s.start, at) if m.kind == "person" and may_be(m.name, self._title(m), pronoun)
        ]
        meant = self._speaker(people[0]) if people else None
        self.one_of_several = meant if len({m.id for m in people}) > 1 else None
        return meant

    def _in_clause_before(self, s: Sentence, at: int, pronoun: str) -> Speaker | None:
        """Whom "he" means after a semicolon where the subject has no name: "The forester had agreed; then he wrote"."""
        cut = self.text.rfind(";", s.start, at)
        office = OFFICE.search(self.text, s.start, cut) if cut > 0 else None
        if office is None or office.start() - s.start > 6 or not may_be(office["np"], "", pronoun):
            return None
        return self._unnamed(office["np"])
