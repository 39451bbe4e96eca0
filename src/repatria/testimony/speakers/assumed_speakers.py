"""Who most likely says it, where no speech frame tells: the subject beside a verb that can be one of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.speakers.assumed_otherwise import AssumedOtherwise
from repatria.testimony.speakers.people_named import is_clause
from repatria.testimony.speakers.voices import Frame, Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

# The sentence after tells whose the words are: "Kim's words, as relayed by ...".
_THEIR_WORDS = compiled(
    r"(?P<who>[A-Z][^,.;:“”\"]{1,50}?)(?:'s|(?<=s)')\s(?:own\s)?(?:words?|phrase|verdict|answer|reply|account|promise|view|explanation|lament|line|question)\b"
)
_CLOSES = compiled(
    r"(?:So|Thus) (?:begins|began|ends|ended|reads|read|runs|ran|goes|went|wrote|writes|said|says|spoke|speaks)\s|(?:It|That|This|They) (?:is|was|were|came|comes|are) from\s|(?:The|These|Those|That) (?:words|voice|lines) (?:is|are|was|were) (?:those of |that of )?"
)
_TELLS_IT = compiled(
    r"\b(?:remember|recall|tell|see|put|explain|describe|hear|know|retell)(?:s|ed)?\b[^,.;:“\"]{0,40}?\b(?:differently|otherwise|another (?:story|tale|version)|a different (?:story|tale|version)|it (?:well|clearly|vividly|all|like this|this way|thus))\W*$|\b(?:is|was|are|were|remains?) (?:\w+ly |quite |more |less )?(?:adamant|certain|sure|blunt|firm|categorical|cautious|sceptical|skeptical|dismissive|defiant|emphatic)\W*$|\b(?:disagrees?|disagreed|begs? to differ|begged to differ|told (?:it|the story|us) (?:like this|thus|so))\W*$"
)
_ENOUGH, _LITTLE = 3.0, 2.0


class AssumedSpeakers(AssumedOtherwise):
    """Backs off to the likeliest speaker of quoted or reported words; what it finds is marked as assumed."""

    def _assumed(self, s: Sentence) -> Frame | None:
        """The frame of the likeliest subject of the sentence that a verb of saying stands beside."""
        found = [*self._by_verbs(s), *self._otherwise(s)]
        best = max(found, key=lambda one: one.weight, default=None)
        if best is None or best.weight < _ENOUGH:
            return None
        self._remember(best.speaker, ())
        return Frame(best.start, best.end, best.speaker, (), best.verb, "said", best.content, True)

    def _beside(self, s: Sentence, number: int, sentences: Sequence[Sentence]) -> Frame | None:
        """Whose quoted words are that nobody in their sentence says: the subject of the sentence before or after."""
        if (closing := self._closing(number, sentences)) is not None:
            return Frame(s.start, s.start, closing, (), "", "said", (s.start, s.end), True)
        if (floor := self._telling(s, number, sentences)) is not None:
            return Frame(s.start, s.start, floor, (), "", "said", (s.start, s.end), True)
        quoted = sum(min(b, s.end) - max(a, s.start) for a, b in self._quotes(s))
        if 2 * quoted < s.end - s.start or not any(len(self.text[a:b].split()) >= 3 for a, b in self._quotes(s)):
            return None
        for step in (-1, 1, -2):
            other = number + step
            if not 0 <= other < len(sentences) or abs(sentences[other].paragraph - s.paragraph) > (step > 0):
                continue
            near = sentences[other]
            if self._quoted(near.start + 1):
                continue
            lead = re.match(
                r"(?:That|It|This|So) (?:is|was|says|said|began|begins)\s(?:from\s|by\s)?|(?:Caption|Photo(?:graph)?|Picture|Headline|Box|Label|Sidebar|Above|Below|Left|Right|Top|Bottom):\s",
                self.text[near.start : near.end],
            )
            start = near.start + (lead.end() if lead else 0)
            head = re.search(r",\s|[.;:“\"]", self.text[start : near.end])
            who = self._someone(start, start + min(head.start() if head else near.end - start, 90), first=True)
            if who is not None:
                self._remember(who, ())
                a, b = max(self._quotes(s), key=lambda q: q[1] - q[0])
                return Frame(
                    s.start, s.start, who, (), "", "said", self._tight(max(a, s.start), min(b, s.end), keep=True), True
                )
        return None

    def _nearest(self, s: Sentence) -> Frame | None:
        """Who stands beside a verb next to quoted words of which nothing surer tells whose they are."""
        spoken = [(a, b) for a, b in self._quotes(s) if s.start <= a and self._is_speech(a, b)]
        found = self._by_verbs(s) if spoken else []
        best = max(found, key=lambda one: one.weight, default=None)
        if best is None or best.weight < _LITTLE or is_clause(best.speaker.name):
            return None
        self._remember(best.speaker, ())
        return Frame(s.start, s.start, best.speaker, (), "", "said", max(spoken, key=lambda q: q[1] - q[0]), True)

    def _is_speech(self, a: int, b: int) -> bool:
        """Whether quoted words may have been spoken: several, and no title, all of whose long words are capitalised."""
        words = self.text[a:b].split()
        long = [word for word in words if len(word) > 3]
        return len(words) > 2 and (any(word[0].islower() for word in long) or self.text[b - 1 : b] in ".,!?")

    def _closing(self, number: int, sentences: Sequence[Sentence]) -> Speaker | None:
        """Whose the words before are, told at the end of a paragraph: "So begins the open letter", "It was from her brother"."""
        here = sentences[number]
        for later in sentences[number + 1 : number + 5]:
            if later.paragraph != here.paragraph:
                return None
            lead = _CLOSES.match(self.text, later.start, later.end)
            if lead is None:
                theirs = _THEIR_WORDS.match(self.text, later.start, later.end)
                if theirs and (who := self._someone(*theirs.span("who"), first=True)) is not None:
                    return who
                continue
            head = re.search(r",\s|[.;:“\"]|\s(?:that|who|which)\s", self.text[lead.end() : later.end])
            return self._someone(lead.end(), lead.end() + (head.start() if head else 60), papers=True)
        return None

    def _telling(self, s: Sentence, number: int, sentences: Sequence[Sentence]) -> Speaker | None:
        """Who has just been said to tell: "His sister-in-law remembers it differently. The knock came on the Thursday"."""
        before = sentences[number - 1] if number else None
        if before is None or before.paragraph != s.paragraph:
            return None
        tells = _TELLS_IT.search(self.text, before.start, before.end)
        if tells is None:
            return None
        if self.last is not None and self.last.start >= before.start:
            return self.last.speaker
        return self._someone(before.start, tells.start(), first=True)
