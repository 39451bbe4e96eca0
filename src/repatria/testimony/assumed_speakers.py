"""Who most likely says it, where no speech frame tells: the subject beside a verb that can be one of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.assumed_subjects import AssumedSubjects, Candidate
from repatria.testimony.saying_lexicon import is_someone
from repatria.testimony.segment import Sentence
from repatria.testimony.speech_lexicon import FINITE
from repatria.testimony.voices import Frame, Speaker

_COLON = re.compile(r"^(?P<lead>[^:“”\"]{3,140}):\s+(?=[\w“\"‘'])")
# Nouns of saying by which a clause names its speaker: "by the department's own admission", "in the eyes of the court".
_SOURCED = re.compile(
    r"\b(?:by|in|on|to|at|from)\s(?P<own>(?:the|an?|his|her|its|their|our|[A-Z])[^,.;“\"]{1,50}?)(?:'s|(?<=s)')\s(?:own\s|best\s|later\s|earlier\s)?(?:admission|account|view|words?|telling|opinion|estimate|reckoning|version|testimony|evidence|mind|eyes|book|reading|report|count)\b"
    r"|\b(?:in the (?:eyes|view|words|judgment|mind|opinion|version|hands) of|for|to|in the words of one|[Ff]rom|say what (?:it|they|he|she) (?:will|may))\s(?P<of>the\s[^,.;“\"]{2,40}?|[A-Z][\w.]+(?:\s[A-Z]\w+)*)(?=,|\s[“\"]|\.?$)",
)
_BY_COUNT_OF = re.compile(
    r"\b[Bb]y the (?:reckoning|account|count|estimate|admission|testimony|tally|telling) of\s(?P<who>(?:the|an?|his|her|their|one|[A-Z])[^,.;:“\"]{2,45})"
)
_NOUN_OF_SAYING = re.compile(
    r"\b(?:reply|answer|advice|verdict|view|words?|opinion|judg(?:e?ment)|warning|message|conclusion|claim|complaint|response|cry|plea|account|testimony|comment|finding|explanation|estimate|retort|order|prayer|question|motto|lament)\s(?:from|of|by)\s(?P<who>[^,.;:“\"]{2,50}(?:\.\s[A-Z][a-z]+)?)"
)
# "The lighthouse keeper's version: ...", "The union's position is simple: ..."
_OWN_WORDS = re.compile(
    r"\b(?P<who>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[A-Z][\w.'-]+)\s?[^,.;:“\"]{0,50}?)(?:'s|(?<=s)')\s(?:\w+\s)?(?:version|position|view|words?|account|answer|reply|advice|verdict|theory|motto|message|rule|line|explanation|opinion|guess|reading|complaint|argument|case|point|conclusion|warning)\b"
)
_FOR_THEM = re.compile(
    r"(?:For|To)\s(?P<who>(?:the|many|most|some|her|his|their|its|[A-Z])[^,.;:“\"]{2,40}?),?\s(?=[“\"]?(?:the|this|that|it|there|such|an?)\s[^.,;]{0,40}\b(?:is|was|are|were|remains)\b)"
)
# "..., a term the superintendent used", "a phrase that her brother prefers".
_THEIR_TERM = re.compile(
    r",\s(?:an?|the|his|her|their)\s(?:\w+\s)?(?:term|word|phrase|expression|description|name|label|verdict|figure)\s(?:that\s|which\s)?(?P<who>(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|its|[A-Z])[^,.;:“\"]{1,50}?)\s(?:\w+ly\s)?(?:use[sd]?|prefers?|preferred|chose|chooses|repeat(?:s|ed)|favou?rs|coined|borrowed)\b"
)
# "..., calling it groundless", "..., adding that the file was closed": said by the subject of the sentence.
_SAYING_SO = re.compile(
    r",\s(?:calling|branding|describing|dubbing|terming|labell?ing|denouncing|dismissing|saying|adding|insisting|warning|claiming|arguing|noting|explaining|citing|promising|complaining)\s"
)
# Headlines: "'A farce': victims' groups on the inquest".
_AFTER_COLON = re.compile(r"[”\"’']\s?:\s(?P<who>[^,.;:“”\"]{3,70}?)(?=\s(?:on|at|in|about|over|after|to)\s|[.,;]|$)")
# The sentence after tells whose the words are: "Kim's words, as relayed by ...".
_THEIR_WORDS = re.compile(
    r"(?P<who>[A-Z][^,.;:“”\"]{1,50}?)(?:'s|(?<=s)')\s(?:own\s)?(?:words?|phrase|verdict|answer|reply|account|promise|view|explanation|lament|line|question)\b"
)
_CLOSES = re.compile(
    r"(?:So|Thus) (?:begins|began|ends|ended|reads|read|runs|ran|goes|went|wrote|writes|said|says|spoke|speaks)\s|(?:It|That|This|They) (?:is|was|were|came|comes|are) from\s|(?:The|These|Those|That) (?:words|voice|lines) (?:is|are|was|were) (?:those of |that of )?"
)
_TELLS_IT = re.compile(
    r"\b(?:remember|recall|tell|see|put|explain|describe|hear|know|retell)(?:s|ed)?\b[^,.;:“\"]{0,40}?\b(?:differently|otherwise|another (?:story|tale|version)|a different (?:story|tale|version)|it (?:well|clearly|vividly|all|like this|this way|thus))\W*$|\b(?:is|was|are|were|remains?) (?:\w+ly |quite |more |less )?(?:adamant|certain|sure|blunt|firm|categorical|cautious|sceptical|skeptical|dismissive|defiant|emphatic)\W*$|\b(?:disagrees?|disagreed|begs? to differ|begged to differ|told (?:it|the story|us) (?:like this|thus|so))\W*$"
)
_STRONG, _ENOUGH = 3.0, 3.0


class AssumedSpeakers(AssumedSubjects):
    """Backs off to the likeliest speaker of quoted or reported words; what it finds is marked as assumed."""

    def _assumed(self, s: Sentence) -> Frame | None:
        """The frame of the likeliest subject of the sentence that a verb of saying stands beside."""
        found = [*self._by_verbs(s), *self._by_colon(s), *self._by_source(s), *self._by_noun(s)]
        best = max(found, key=lambda one: one.weight, default=None)
        if best is None or best.weight < _ENOUGH:
            return None
        self._remember(best.speaker, ())
        return Frame(best.start, best.end, best.speaker, (), best.verb, "said", best.content, True)

    def _by_colon(self, s: Sentence) -> list[Candidate]:
        """ "Its director, Lowell Trask, bristles: ...", "Hear it from the gravedigger: ..."."""
        match = _COLON.match(self.text[s.start : s.end])
        if match is None or self._quoted(s.start):
            return []
        end = s.start + match.end("lead")
        quoted = any(a <= s.start + match.end() + 1 for a, _ in self._quotes(s) if a > end)
        source = re.search(r"\b(?:from|by|in the words of)\s", match["lead"])
        own = (
            s.start + source.end()
            if source
            and source.end() > len(match["lead"]) - 50
            and not self._mentions(s.start, s.start + source.start())
            else s.start
        )
        speaker = self._someone(own, end, first=True) if len(match["lead"].split()) > 1 else None
        if speaker is not None and not quoted and speaker.name == match["lead"].split()[0] and speaker.kind == "person":
            return []  # "Identified this year: 21"
        told = re.search(
            r"\b(?:cautious|blunt|clear|sure|certain|firm|adamant|from|says?|to say|word|answer|reply|verdict|view|version|message|blame|point|argument|case|theory|worry|fear|complaint|explanation|reason|objection|concern|guess|advice|rule|order|doubt|denial)\b",
            match["lead"],
        )
        if speaker is None or not (quoted or told):
            return []
        return [
            Candidate(2.5 + quoted + bool(told), speaker, s.start, end, "", self._tight(s.start + match.end(), s.end))
        ]

    def _by_source(self, s: Sentence) -> list[Candidate]:
        """ "by the department's own admission", "in the words of one weary negotiator", "is, for the investigators, beyond doubt"."""
        found = []
        for match in _SOURCED.finditer(self.text, s.start, s.end):
            group = "own" if match["own"] else "of"
            loose = match[0].startswith(("for ", "to ", "from ", "From "))
            if self._quoted(match.start()) or (loose and self.text[max(0, match.start() - 2) : match.start()] != ", "):
                continue
            if loose and self.text[match.end() : match.end() + 1] != ",":
                continue
            speaker = self._someone(*match.span(group), papers=not loose)
            if speaker is not None:
                found.append(
                    Candidate(_STRONG, speaker, match.start(), match.end(), "according", self._tight(s.start, s.end))
                )
        for match in _BY_COUNT_OF.finditer(self.text, s.start, s.end):
            if (speaker := self._someone(*match.span("who"), first=True)) is not None:
                content = self._tight(s.start, s.end)
                found.append(Candidate(_STRONG, speaker, match.start(), match.end(), "according", content))
        return found

    def _by_noun(self, s: Sentence) -> list[Candidate]:
        """ "came the reply from Mrs Tolland", "For the ministry's lawyers the matter is closed"."""
        found = []
        for match in _NOUN_OF_SAYING.finditer(self.text, s.start, s.end) if self._quotes(s) else ():
            speaker = None if self._quoted(match.start()) else self._someone(*match.span("who"), first=True)
            if speaker is not None:
                found.append(Candidate(_STRONG, speaker, match.start(), match.end(), "", self._tight(s.start, s.end)))
        for match in _OWN_WORDS.finditer(self.text, s.start, s.end):
            after = self.text[match.end() : s.end]
            colon = re.match(r"[^:“”\".;]{0,40}:\s", after)
            if self._quoted(match.start()) or not (colon or self._quotes(s)):
                continue
            if (speaker := self._someone(*match.span("who"), papers=True)) is not None:
                content = (match.end() + colon.end(), s.end) if colon else (match.end(), s.end)
                found.append(Candidate(_STRONG, speaker, match.start(), match.end(), "", self._tight(*content)))
        for pattern in (_THEIR_TERM, _AFTER_COLON) if self._quotes(s) or ("':" in self.text[s.start : s.end]) else ():
            for match in pattern.finditer(self.text, s.start, s.end):
                if not self._quoted(match.start("who")) and (speaker := self._someone(*match.span("who"), first=True)):
                    content = self._tight(s.start, match.start())
                    found.append(Candidate(_STRONG, speaker, match.start(), match.end(), "", content))
        if (so := _SAYING_SO.search(self.text, s.start, s.end)) and not self._quoted(so.start()):
            verb = FINITE.search(self.text, s.start, so.start())
            if verb is not None and (speaker := self._someone(s.start, verb.start(), papers=True)) is not None:
                found.append(Candidate(_STRONG, speaker, s.start, so.end(), "", self._tight(so.end(), s.end)))
        held = _FOR_THEM.match(self.text, s.start, s.end)
        if held and is_someone(held["who"].split()[-1]) and (speaker := self._someone(*held.span("who"))):
            found.append(Candidate(_STRONG, speaker, s.start, held.end(), "", self._tight(held.end(), s.end)))
        return found

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
