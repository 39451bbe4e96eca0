"""The noun phrase before a verb of speech, where nobody named is its subject: "a colonel at the airfield said"."""

from __future__ import annotations

import re

from repatria.testimony.speakers.antecedents import Antecedents
from repatria.testimony.speakers.speech_lexicon import FINITE, NOT_SPEAKERS
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled

# Who speaks, where its words begin and end, and the outlets that are the subject instead.
Subject = tuple[Speaker | None, int, int, tuple[str, ...]]
IN_BRACKETS = compiled(r"\s*\([^()]{1,60}\)")


class NounPhrases(Antecedents):
    """Finds the noun phrase that is the subject of a verb of speech."""

    def _noun_phrase(self, left: int, end: int) -> Subject | None:
        """Any noun phrase before the verb: "the coast guard", "a colonel at the airfield"; clauses put in commas are left out."""
        window = self.text[left:end]
        if "(" in window:
            window = IN_BRACKETS.sub(lambda m: " " * len(m[0]), window)
        aside = re.search(
            r",\s+(?:who|which|whose|an?|the|now|then|aged|\d+|heard|held|known|made|seen|given|taken|led|set|quoted|[a-z]+ed)\b[^,]*,\s*$",
            window,
        )
        core = (
            window[: aside.start()]
            if aside
            else re.sub(
                r"(?:\s+(?:also|later|then|has|have|had|further|already|again|would|will|could|can|may|did|now|still|always|once|only))+\s*$",
                "",
                window.rstrip(" ,"),
            )
        )
        start = left
        comma = core.rfind(", ")
        if comma >= 0:
            start, core = left + comma + 2, core[comma + 2 :]
        match = re.search(
            r"(?:^|\s)(?P<np>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Bb]oth|[Mm]ost|[Ff]ew|[Ss]ome|[Ss]everal|[Mm]any|[Aa]nother)\s+(?:(?:[A-Z]\.){2,}\s+)?[\w'-]+(?:\s+[\w'-]+){0,8}|[A-Z][a-z]+(?:s|ies|eople)(?:\s(?:in|at|from|with|for|of)\s(?:the\s)?[\w'-]+(?:\s[\w'-]+){0,3})?|[A-Z][a-z]+\s(?:[a-z]+\s)?[a-z]+(?:s|men|eople))$",
            core.rstrip(),
        )
        if match is None or FINITE.search(match["np"]):
            return None
        words = match["np"].strip()
        head = re.split(r"\s(?:of|for|at|in|from|with|on|to|who|that)\s", words)[0].split()[-1].lower()
        at = start + match.start("np")
        if head in NOT_SPEAKERS or words.split()[-1].lower() in ("but", "and", "or", "then"):
            return None
        if (
            head in ("newspaper", "paper", "agency", "broadcaster", "outlet", "magazine", "website", "network")
            and self.outlets
            and not self._body(head)
        ):
            return None, at, end, self.outlets
        body = self._body(head) if re.match(r"(?:the|its)\b", words, re.I) else None
        inside = [m for m in self._mentions(at, end) if m.kind == "person"]
        if inside:
            return self._speaker(inside[-1]), at, end, ()
        return (self._speaker(body) if body else self._unnamed(words)), at, end, ()
