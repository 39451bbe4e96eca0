"""Labels that open a turn in a transcript: "Q.", "MR LANGTRY:", "Host:"; whose turn it is."""

from __future__ import annotations

import re

from repatria.testimony.speakers.voices import Speaker, Voices

# Parts in a conversation, as labels name them.
_PARTS = frozenset(
    "interviewer reporter host guest moderator secretary presenter caller narrator witness question answer journalist correspondent counsel judge chair spokesman spokeswoman".split()
)


class TurnLabels(Voices):
    """Knows a label of a turn and whom it names."""

    def _labelled(self, who: str, at: int, named: str = "") -> Speaker:
        """Whose turn a label opens; named: what stands in brackets after it, the name of the one who asks."""
        if who == "Q" and re.match(r"[A-Z][\w.'-]+ [A-Z]", named):
            name = named.partition(",")[0]
            return Speaker(name, re.sub(r"\W+", "_", name.split()[-1].upper()).strip("_"), "person")
        inside = self._mentions(at, at + len(who))
        for mention in inside:
            if mention.kind == "person":
                return self._speaker(mention)
        words = who.title() if who.isupper() and len(who) > 3 else who
        surname = re.sub(r"\(.*?\)", "", words).split()[-1]
        for mention in self.named:
            if mention.kind == "person" and mention.name.split()[-1].lower() == surname.lower():
                return self._speaker(mention)
        return Speaker(words, re.sub(r"\W+", "_", surname.upper()).strip("_"), "person")

    def _turns_of(self, part: str) -> int:
        """How often a label stands before a colon or a bracket."""
        if part not in self.turns:
            self.turns[part] = self.text.count(part + ":") + self.text.count(part + " (")
        return self.turns[part]

    def _is_label(self, who: str, at: int) -> bool:
        """Whether words before a colon open a turn: someone named, capitals, or a part that is played more than once."""
        part = re.sub(r"\s*\(.*", "", who)
        if len(part.split()) <= 3 and self._turns_of(part) >= 2:
            return True
        if len(part.split()) <= 2 and part.split()[-1].lower() in _PARTS:
            return True
        return who.isupper() or who in ("Q", "A") or any(m.kind == "person" for m in self._mentions(at, at + len(who)))
