"""Who speaks where the text tells it otherwise than by the subject of a verb of saying: agents, minds, marks, nouns."""

from __future__ import annotations

import re

from repatria.testimony.speakers.assumed_subjects import STRONG, AssumedSubjects, Candidate
from repatria.testimony.speakers.saying_lexicon import is_someone
from repatria.testimony.speakers.speech_lexicon import FINITE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

# "The coroner was satisfied that the men drowned", "she was certain: six coffins".
_MINDED = compiled(
    r"\b(?:is|are|was|were|am|remains?|remained|seems?|seemed|feels?|felt|sounds?|sounded|has been|had been)\s(?:\w+ly\s|quite\s|not\s|less\s|more\s|far from\s|always\s|still\s|in no doubt|of the (?:view|opinion))*(?P<verb>satisfied|persuaded|convinced|certain|sure|adamant|aware|clear|positive|confident|hopeful|doubtful|sceptical|skeptical|sorry|afraid|glad|relieved|proud|categorical|blunt|emphatic|insistent|firm|unequivocal|fearful|doubt|view|opinion)(?:\s(?:about|of|on)\s\w+)?(?:\sthat\s|:\s|,?\s[“\"]|,\s(?:he|she|they)\ssaid)"
)
_BY_AGENT = compiled(
    r"\b(?:was|were|been|being|is|are|am)\s(?:\w+ly\s|once\s|later\s|then\s|also\s)*(?P<verb>told|informed|assured|advised|warned|notified|promised|reminded|given to understand|led to believe)\b(?:\s(?:in|on|at)\s(?:\w+\s){0,2}?\w+)??\s(?:by|at|from)\s(?P<who>[^,;:“\"]{2,60}?)(?=\s(?:that|in|on|at|how|why|when|where|of|to|there|he|she|they|it)\s|[,.;:]|$)"
)
_CALLING = compiled(
    r",\s+(?:again\s|also\s|\w+ly\s)?(?P<verb>calling|saying|adding|noting|insisting|arguing|warning|claiming|stressing|explaining|predicting|conceding|admitting|denying|promising|describing|branding|labelling|labeling|dubbing|terming|dismissing|denouncing|condemning|hailing|deriding|blaming|accusing|crediting|citing|quoting|likening|comparing)\s+(?:it|them|him|her|he|she|they|there|this|that|the|those|these|an?|no|such|both|its|his|their|\d|[A-Z]|[“\"])"
)
_COLON = compiled(r"^(?P<lead>[^:“”\"]{3,140}):\s+(?=[\w“\"‘'])")
# Nouns of saying by which a clause names its speaker: "by the department's own admission", "in the eyes of the court".
_SOURCED = compiled(
    r"\b(?:[Bb]y|[Ii]n|[Oo]n|[Tt]o|[Aa]t|[Ff]rom)\s(?P<own>(?:the|an?|his|her|its|their|our|[A-Z])[^,.;“\"]{1,50}?)(?:'s|(?<=s)')\s(?:own\s|best\s|later\s|earlier\s)?(?:admission|account|view|words?|telling|opinion|estimate|reckoning|version|testimony|evidence|mind|eyes|book|reading|report|count)\b"
    r"|\b(?:[Ii]n the (?:eyes|view|words|judgment|mind|opinion|version|hands|telling|estimation) of(?: one)?|[Bb]y the (?:reckoning|account|admission|estimate|count|word|testimony|evidence) of|[Ff]or|[Tt]o|[Ff]rom|say what (?:it|they|he|she) (?:will|may))\s(?P<of>the\s[^,.;“\"]{2,40}?|[A-Z][\w.]+(?:\s[A-Z]\w+)*)(?=,|\s[“\"]|\.?$|\s(?:the|it|there|this|that|he|she|they|we|no|a)\s)",
)
_OPENS = compiled(r",?\s[“\"]")
_NOUN_OF_SAYING = compiled(
    r"\b(?:reply|answer|advice|verdict|view|words?|opinion|judg(?:e?ment)|warning|message|conclusion|claim|complaint|response|cry|plea|account|testimony|comment|finding|explanation|estimate|retort|order|prayer|question|motto|lament)\s(?:from|of|by)\s(?P<who>[^,.;:“\"]{2,50}(?:\.\s[A-Z][a-z]+)?)"
)
# "The lighthouse keeper's version: ...", "The union's position is simple: ..."
_OWN_WORDS = compiled(
    r"\b(?P<who>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[A-Z][\w.'-]+)\s?[^,.;:“\"]{0,50}?)(?:'s|(?<=s)')\s(?:\w+\s)?(?:version|position|view|words?|account|answer|reply|advice|verdict|theory|motto|message|rule|line|explanation|opinion|guess|reading|complaint|argument|case|point|conclusion|warning)\b"
)
_FOR_THEM = compiled(
    r"(?:For|To)\s(?P<who>(?:the|many|most|some|her|his|their|its|[A-Z])[^,.;:“\"]{2,40}?),?\s(?=(?:the|this|that|it|there|such|an?)\s[^.,;]{0,40}\b(?:is|was|are|were|remains)\b)"
)
# What stands after quoted words: a colon or a dash and whose they are.
_MARKED = compiled(
    r"[”\"’']?\s*(?:[:–—]|-(?=\s))\s*(?:(?:that|this),?\s)?(?:(?:from|by|thus|so|says?|said)\s)?(?P<who>[\w.'’-]+(?:\s[\w.'’-]+){0,4}?)(?=\s(?:on|about|over|after|at|in|of|out)\s|[,.;]|\s*$)"
)
# "..., a term the superintendent used", "a phrase that her brother prefers".
_THEIR_TERM = compiled(
    r",\s(?:an?|the|his|her|their)\s(?:\w+\s)?(?:term|word|phrase|expression|description|name|label|verdict|figure|charge|claim|line|view|promise|point)\s(?:that\s|which\s)?(?P<who>(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|its|[A-Z])[^,.;:“\"]{1,50}?)\s(?:\w+ly\s)?(?:use[sd]?|prefers?|preferred|likes|chose|chooses|repeat(?:s|ed)|favou?rs|coined|borrowed|gave|gives|made|makes|applied|offered|took|denie[sd]|reject(?:s|ed)|dispute[sd])\b"
)
# Headlines: "'A farce': victims' groups on the inquest".
_AFTER_COLON = compiled(r"[”\"’']\s?:\s(?P<who>[^,.;:“”\"]{3,70}?)(?=\s(?:on|at|in|about|over|after|to)\s|[.,;]|$)")


class AssumedOtherwise(AssumedSubjects):
    """Finds those beside whom no verb of saying stands as theirs."""

    def _otherwise(self, s: Sentence) -> list[Candidate]:
        """Everyone in the sentence who may be speaking without being the subject of a verb of saying."""
        return [
            *self._by_agent(s),
            *self._by_mind(s),
            *self._by_participle(s),
            *self._by_mark(s),
            *self._by_colon(s),
            *self._by_source(s),
            *self._by_noun(s),
        ]

    def _by_agent(self, s: Sentence) -> list[Candidate]:
        """ "She was told by the Army that he was dead", "there is no list, I was told at the ministry"."""
        found = []
        for match in _BY_AGENT.finditer(self.text, s.start, s.end):
            who = None if self._quoted(match.start()) else self._someone(*match.span("who"), papers=True)
            if who is not None:
                ends = match.end() >= s.end - 2
                content = self._tight(s.start, match.start()) if ends else self._tight(match.end(), s.end)
                found.append(Candidate(STRONG, who, match.start(), match.end(), "told", content))
        return found

    def _by_mind(self, s: Sentence) -> list[Candidate]:
        """ "The coroner was satisfied that ...": what someone is said to be sure of or to fear is theirs."""
        found = []
        for match in _MINDED.finditer(self.text, s.start, s.end):
            if self._quoted(match.start()):
                continue
            subject = self._subject_before(s, s.start, match.start(), plural=False, direct=False)
            if subject is not None and subject[0].kind in ("person", "unnamed", "organisation", "state"):
                content = self._tight(match.end(), s.end)
                found.append(Candidate(STRONG, subject[0], subject[1], match.end(), match["verb"], content))
        return found

    def _by_participle(self, s: Sentence) -> list[Candidate]:
        """ "The ministry rejected the report, calling it groundless": the subject of the sentence."""
        found = []
        for match in _CALLING.finditer(self.text, s.start, s.end):
            if self._quoted(match.start()):
                continue
            finite = FINITE.search(self.text, s.start, match.start())
            who = self._someone(s.start, finite.start() if finite else match.start(), first=True)
            if who is not None:
                content = self._tight(match.end(), s.end)
                found.append(Candidate(STRONG, who, s.start, match.end(), match["verb"], content))
        return found

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

    def _by_mark(self, s: Sentence) -> list[Candidate]:
        """ "“No” – that, from three ministries", "“A farce”: victims' groups on the inquest"."""
        found = []
        for _, b in self._quotes(s):
            match = _MARKED.match(self.text, b, s.end)
            who = match and self._someone(*match.span("who"), papers=True, first=True)
            if match and who:
                content = self._tight(s.start, b, keep=True)
                found.append(Candidate(STRONG, who, match.start(), match.end(), "", content))
        return found

    def _by_source(self, s: Sentence) -> list[Candidate]:
        """ "by the department's own admission", "in the words of one weary negotiator", "is, for the investigators, beyond doubt"."""
        found = []
        for match in _SOURCED.finditer(self.text, s.start, s.end):
            group = "own" if match["own"] else "of"
            loose = match[0].lower().startswith(("for ", "to ", "from "))
            opens = match.start() == s.start and _OPENS.match(self.text, match.end(), s.end) is not None
            if self._quoted(match.start()) or (
                loose and not opens and self.text[max(0, match.start() - 2) : match.start()] != ", "
            ):
                continue
            if loose and self.text[match.end() : match.end() + 1] != ",":
                continue
            speaker = self._someone(*match.span(group), papers=not loose)
            if speaker is not None:
                found.append(
                    Candidate(STRONG, speaker, match.start(), match.end(), "according", self._tight(s.start, s.end))
                )
        return found

    def _by_noun(self, s: Sentence) -> list[Candidate]:
        """ "came the reply from Mrs Tolland", "For the ministry's lawyers the matter is closed"."""
        found = []
        for match in _NOUN_OF_SAYING.finditer(self.text, s.start, s.end) if self._quotes(s) else ():
            speaker = None if self._quoted(match.start()) else self._someone(*match.span("who"), first=True)
            if speaker is not None:
                found.append(Candidate(STRONG, speaker, match.start(), match.end(), "", self._tight(s.start, s.end)))
        for match in _OWN_WORDS.finditer(self.text, s.start, s.end):
            after = self.text[match.end() : s.end]
            colon = re.match(r"[^:“”\".;]{0,40}:\s", after)
            if self._quoted(match.start()) or not (colon or self._quotes(s)):
                continue
            if (speaker := self._someone(*match.span("who"), papers=True)) is not None:
                content = (match.end() + colon.end(), s.end) if colon else (match.end(), s.end)
                found.append(Candidate(STRONG, speaker, match.start(), match.end(), "", self._tight(*content)))
        for pattern in (_THEIR_TERM, _AFTER_COLON) if self._quotes(s) or "':" in self.text[s.start : s.end] else ():
            for match in pattern.finditer(self.text, s.start, s.end):
                if not self._quoted(match.start("who")) and (speaker := self._someone(*match.span("who"), first=True)):
                    content = self._tight(s.start, match.start())
                    found.append(Candidate(STRONG, speaker, match.start(), match.end(), "", content))
        held = _FOR_THEM.match(self.text, s.start, s.end)
        if held and is_someone(held["who"].split()[-1]) and (speaker := self._someone(*held.span("who"))):
            found.append(Candidate(STRONG, speaker, s.start, held.end(), "", self._tight(held.end(), s.end)))
        return found
