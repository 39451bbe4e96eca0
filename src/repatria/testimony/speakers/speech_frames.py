"""Speech frames: "Kim said", "according to Reuters", "the two told the panel", with speaker, outlets and what was said."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.testimony.speakers.actors import Mention
from repatria.testimony.speakers.saying_lexicon import is_someone
from repatria.testimony.speakers.speech_lexicon import ACCORDING, ADJUNCT, ANON, FINITE, FRAME, TITLED_GAP, TOLD_BY
from repatria.testimony.speakers.speech_subjects import SpeechSubjects
from repatria.testimony.speakers.voices import Frame
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence


def _without_owner(inside: list[Mention], text: str) -> list[Mention]:
    """ "South Korea's Yonhap news agency": the state before its outlet does not speak."""
    return [
        m
        for m, after in zip(inside, [*inside[1:], None], strict=False)
        if not (
            m.kind == "state"
            and after is not None
            and after.kind == "media"
            and text[m.end : after.start] in ("'s ", " ")
        )
    ]


_OF = compiled(r"\b(?:of|from|since|by|with|over|about|for|that|between|against|after)\s")
_PAPERS = compiled(
    r"\b(?:papers?|records?|data|figures|documents?|files?|letters?|e-?mails?|sources?|reports?|research|stud(?:y|ies))\b"
)
_CLOSED = compiled(r",[”\"]?\s+(?:[\w.'’-]+\s+){1,6}$")


def _closes(text: str, verb: re.Match[str], s: Sentence) -> bool:
    """Whether a sentence ends with "..., officials said on Monday": that frame holds all that stands before it."""
    rest = ADJUNCT.match(text, verb.end(), s.end)
    return (
        rest is not None
        and rest.end() >= s.end - 1
        and bool(_CLOSED.search(text, max(s.start, verb.start() - 70), verb.start()))
    )


_KIN_OF = compiled(r"(?:'s|s'|’s)\s+(?:\w+\s)?[a-z]+$")  # "Mrs. Ashby's grandson" is not Mrs. Ashby
# "According to residents": people, where a paper or a broadcaster would be an outlet.
_FOLK = compiled(
    r"(?:the\s|an?\s|some\s|several\s|many\s|two\s|local\s)*(?:[a-z-]+\s){0,2}(?!(?:media|news|press|papers|newspapers|reports|accounts|documents|records|figures|estimates|sources|data|files)\b)[a-z]+(?:s|people|men|women|folk)\b"
)
_IS_HOW = compiled(
    r"[,.”\"’']*\s+(?:is|was|were|are)\s+(?:how|what|the words? of|(?:all|the most|as much as|as far as)(?: that)?)\s+(?P<who>[^.;“\"]{2,90}(?:\.(?=\s[A-Z])[^.;“\"]{2,60})?)"
)
# "To hear the villagers tell it, the plane burned for two days"; "As Colonel Petit saw it, ..."
_TOLD_BY_HIM = compiled(
    r"\b(?:[Tt]o hear|[Aa]s) (?P<who>[^,.;“”\"]{2,60}?) (?:tells?|told|sees?|saw|puts?|remembers?|remembered|recalls?|recalled|understands?|understood|has|had) it\b,?"
)
_RECKONED = compiled(
    r"\b[Bb]y (?P<who>(?:the |an? |[A-Z])[^,.;“\"]{2,50}?)(?:['’]s|(?<=s)['’]) (?:own |best |latest )?(?:reckoning|count|estimate|account|tally|calculation|admission)\b"
)
_SAYING = compiled(
    r",\s+(?P<verb>alleging|claiming|saying|insisting|arguing|warning|complaining|asserting|stating|declaring|announcing|maintaining|promising|predicting)\s+that\s+"
)
_NO_SPEECH = compiled(r"\s+(?:(?:for|as)\s(?![^.;]{0,60}(?:\bthat\b|[“\"]))|to\s[^,.;“\"]{2,40}\sby\s)")
_ALSO_NOUNS = frozenset(
    "remarks reports claims notes comments counts estimates answers replies doubts charges lists records promises pledges protests complaints calculations thinks hopes".split()
)
_NOUN_OF = compiled(r"\b(?:his|her|their|its|my|our|your|those|these)\s+[a-z]+\s+$")
_ASIDE_AT = 12  # code points before "I'm told by them" where it stands within what they tell
_NOUNS = "contention|claim|charge|assertion|view|estimate|statement|suggestion|allegation|warning|admission|conclusion|belief|argument|report|complaint|denial"
_CONTENDED = compiled(rf"(?:['’]s|s['’]) (?:\w+ )?(?:{_NOUNS})s?\b")
# "the Air Force's contention, made at Washington, that no fewer than 900 fliers went down"
_CONTENTION = compiled(
    rf"(?P<who>(?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[Tt]heir |[A-Z])[^,.;“”\"]{{2,60}}?)(?:['’]s|(?<=s)['’]) (?:\w+ )?(?:{_NOUNS})s?(?:,[^,;]{{3,60}},)? that\s+"
)
_MADE_KNOWN = compiled(
    r"(?:announced|reported|declared|disclosed|promised|revealed|confirmed|predicted|acknowledged|estimated)\s+(?:last|in|on|by|for|this|earlier|only|as|at|from|a|two|three|\d)\b[^,.;“\"]{0,50}[,.;]"
)
_RELATIVE = compiled(r"\bwhat\s+(?:(?!\b(?:is|are|was|were)\b)[\w'-]+\s+){1,4}$")


_AFTER_HEAD = compiled(r"\s(?:of|from|at|in|for|with|on|near|to|by|who|whose)\s")


class SpeechFrames(SpeechSubjects):
    """Finds the frame of a sentence."""

    def _frame(self, s: Sentence) -> Frame | None:
        outlets = self._outlets(s)
        said = None
        for match in ACCORDING.finditer(self.text, s.start, s.end):
            if self._quoted(match.start()):
                continue
            who_end = self._trim_who(match)
            inside = _without_owner(self._mentions(match.start("who"), who_end), self.text)
            words = self.text[match.start("who") : who_end]
            if match[0].split()[0].lower() in ("citing", "quoting") and not self._sources(
                words, match.start("who"), inside
            ):
                continue  # "citing a lack of communication since Trump's summit": a reason, no source
            speaker = self._choose(inside, match.start("who"), who_end)
            after = self._mentions(who_end, who_end + 60)
            if (
                speaker is None
                and after
                and after[0].kind == "person"
                and TITLED_GAP.fullmatch(self.text, who_end, after[0].start)
            ):
                speaker, who_end = self._speaker(after[0]), after[0].end  # "according to counsel, Mr. Ruiz Dell,"
            if re.match(r"whom\b", words):
                people = [m for m in self._mentions(s.start, match.start()) if m.kind == "person"]
                speaker = self._speaker(people[-1]) if people else self._recent(s)
            if own := re.search(
                r"\b(?:letter|diary|note|postcard|will|telegram|poem)s?\b[^,]*?\b(?P<p>he|she)\b", words
            ):
                speaker = self._recent(s, own["p"]) or speaker  # "in the words of a letter he mailed from Japan"
            media = tuple(m.name for m in inside if m.kind == "media")
            content = self._according_content(s, match.start(), who_end)
            if words.startswith("whom"):
                content = self._tight(match.start("who") + len("whom"), s.end)
            verb = match[0].split()[0].lower()
            saying = re.match(r"\s+as saying(?: that)?\s+", self.text[who_end : s.end])
            if verb == "quoted" and saying is None:
                continue
            if saying:
                content = self._tight(who_end + saying.end(), s.end)
            if said is not None and verb in ("citing", "quoting"):
                whom = speaker or self._unnamed(self.text[match.start("who") : who_end].strip())
                later = (
                    self._tight(max(said.content[0], who_end), said.content[1])
                    if said.content[0] <= match.start()
                    else said.content
                )
                said = replace(said, speaker=said.speaker or whom, content=later)
                continue
            folk = _FOLK.match(words) if speaker is None and not media else None
            head = _AFTER_HEAD.split(words.strip())[0].split() if speaker is None and not media else []
            if folk or (head and is_someone(head[-1])):
                speaker = self._unnamed(words.strip())
            elif speaker is None and not media and not ANON.search(self.text[match.start("who") : who_end] + " "):
                media = (self.text[match.start("who") : who_end].strip(),)
            elif speaker is None and not media:
                speaker = self._unnamed(self.text[match.start("who") : who_end].strip())
                if re.search(r"\breports?\b|\bmedia\b|\bdocuments?\b", speaker.name):
                    media, speaker = (speaker.name,), None
            if verb in ("citing", "quoting"):
                earlier = self._said(s, outlets)
                if earlier:
                    return replace(
                        earlier,
                        speaker=speaker or earlier.speaker,
                        outlets=tuple(dict.fromkeys((*media, *earlier.outlets))),
                    )
            chain = tuple(dict.fromkeys((*media, *outlets)))
            said = said or Frame(match.start(), who_end, speaker, chain, "according", "said", content)
        if said is not None:
            self._remember(said.speaker, said.outlets)
            return said
        return (
            self._told_by(s, outlets)
            or self._how_put(s)
            or self._said(s, outlets)
            or self._while_saying(s, outlets)
            or self._by_count(s)
            or self._as_told(s)
            or self._contention(s)
        )

    def _how_put(self, s: Sentence) -> Frame | None:
        """ "“Six doors we could not open,” is how Superintendent Gray put it": who speaks stands after the quotation."""
        for a, b in self._quotes(s):
            match = _IS_HOW.match(self.text, b, s.end)
            if match is None or a < s.start:
                continue
            inside = self._mentions(match.start("who"), match.end("who"))
            speaker = self._choose(inside, match.start("who"), match.end("who"))
            if speaker is None:
                told = ANON.search(match["who"] + " ")
                speaker = self._unnamed(told["np"]) if told else None
            if speaker is not None:
                self._remember(speaker, ())
                return Frame(match.start(), match.end(), speaker, (), "put", "said", self._tight(a, b, keep=True))
        return None

    def _by_count(self, s: Sentence) -> Frame | None:
        """ "There were nine, by the priest's reckoning"."""
        match = _RECKONED.search(self.text, s.start, s.end)
        if match is None or self._quoted(match.start()):
            return None
        inside = self._mentions(match.start("who"), match.end("who"))
        speaker = self._choose(inside, match.start("who"), match.end("who")) or self._unnamed(match["who"])
        self._remember(speaker, ())
        content = self._according_content(s, match.start(), match.end())
        return Frame(match.start(), match.end(), speaker, (), "according", "said", content)

    def _as_told(self, s: Sentence) -> Frame | None:
        """ "To hear the villagers tell it, the plane burned for two days"."""
        match = _TOLD_BY_HIM.search(self.text, s.start, s.end)
        if match is None or self._quoted(match.start()):
            return None
        speaker = self._choose(
            self._mentions(match.start("who"), match.end("who")), match.start("who"), match.end("who")
        )
        if speaker is None and match["who"].lower() in ("he", "she"):
            speaker = self._recent(s, match["who"].lower())
        speaker = speaker or self._unnamed(match["who"])
        self._remember(speaker, ())
        content = self._according_content(s, match.start(), match.end())
        return Frame(match.start(), match.end(), speaker, (), "according", "said", content)

    def _contention(self, s: Sentence) -> Frame | None:
        """ "He would not be drawn on the Navy's contention that 900 men were lost": said by the Navy."""
        noun = _CONTENDED.search(self.text, s.start, s.end)
        match = _CONTENTION.search(self.text, max(s.start, noun.start() - 90), s.end) if noun else None
        if match is None or self._quoted(match.start()):
            return None
        inside = [m for m in self._mentions(match.start("who"), match.end("who") + 2) if m.kind != "media"]
        np = re.search(r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w-]+\s?){1,4}$", match["who"])
        speaker = self._speaker(inside[-1]) if inside else (self._unnamed(np[0]) if np else None)
        if speaker is None:
            return None
        return Frame(match.start(), match.end(), speaker, (), "contention", "said", self._tight(match.end(), s.end))

    def _while_saying(self, s: Sentence, outlets: tuple[str, ...]) -> Frame | None:
        """ "The press made a fuss, alleging that nobody came": who does what stands before also says what follows."""
        match = _SAYING.search(self.text, s.start, s.end)
        if match is None or self._quoted(match.start()):
            return None
        does = FINITE.search(self.text, s.start, match.start())
        if does is None:
            return None
        inside = [m for m in self._mentions(s.start, does.start()) if m.kind in ("person", "organisation")]
        speaker = self._choose(inside, s.start, does.start())
        if speaker is None and (found := self._noun_phrase(s.start, does.start())):
            speaker = found[0]
        if speaker is None:
            return None
        self._remember(speaker, outlets)
        return Frame(
            match.start(), match.end(), speaker, outlets, match["verb"], "said", self._tight(match.end(), s.end)
        )

    def _sources(self, words: str, start: int, inside: list[Mention]) -> bool:
        """Whether what is cited speaks: someone named before any preposition, or "an unnamed official"."""
        if any(not _OF.search(self.text[start : m.start]) for m in inside):
            return True
        return bool(ANON.search(words + " ") or _PAPERS.search(words))

    def _told_by(self, s: Sentence, outlets: tuple[str, ...]) -> Frame | None:
        """ "Lawmakers were told by Rear Adm. Kreitz that ...": who speaks stands after "by"."""
        for match in TOLD_BY.finditer(self.text, s.start, s.end):
            if self._quoted(match.start()):
                continue
            group = next(name for name in ("who", "by", "of", "from") if match[name])
            inside = _without_owner(self._mentions(match.start(group), match.end(group)), self.text)
            speaker = self._choose(inside, match.start(group), match.end(group))
            kin = _KIN_OF.search(match[group])
            if (speaker is None and ANON.search(match[group] + " ")) or kin:
                speaker = self._unnamed(match[group])
            if speaker is not None:
                self._remember(speaker, outlets)
                aside = group == "of" or (group == "by" and match.start() - s.start > _ASIDE_AT)
                content = self._tight(s.start if aside else match.end(), s.end)
                return Frame(match.start(), match.end(group), speaker, outlets, "told", "said", content)
        return None

    def _said(self, s: Sentence, outlets: tuple[str, ...]) -> Frame | None:
        text = self.text
        found = list(FRAME.finditer(text, s.start, s.end))
        closing = [m for m in found[1:] if _closes(text, m, s)]
        for match in [*closing[-1:], *found]:
            if self._quoted(match.start()):
                continue
            if _RELATIVE.search(text, max(s.start, match.start() - 50), match.start()):
                continue  # "what Pyongyang says are the bones"
            role = "said" if match["say"] else ("judged" if match["judge"] else "shown")
            if role == "shown" and not any(match.end() <= a < s.end for a, _ in self._quotes(s)):
                continue
            if role == "said" and _NO_SPEECH.match(text, match.end(), s.end):
                continue  # "the service first announced for Friday", "a place indicated to us by a farmer"
            if text[match.start() - 2 : match.start()] == ", " and _MADE_KNOWN.match(text, match.start(), s.end):
                continue  # "Plans to search the holds, announced last Easter, were dropped"
            before = text[match.start() - 30 if match.start() - 30 > s.start else s.start : match.start()]
            if re.search(
                r"\b(?:was|were|been|be|is|are|being|to|not|as|the|an?|of|his|her|their|its|no|these|those|such|with|by|that|same|it's|\w+n't|\w+'s|\w+s')\s+$",
                before,
            ) and not (match[0].endswith(" as saying") or " to have " in match[0]):
                continue
            if match[0].lower() in _ALSO_NOUNS and _NOUN_OF.search(before):
                continue  # "in his closing remarks"
            subject = self._subject(s, match) or self._subject_of_clause(s, match)
            if subject is None:
                continue
            speaker, subject_start, subject_end, media = subject
            content = self._content(s, subject_start, max(match.end(), subject_end), match.end())
            if content[1] - content[0] < 3:
                continue
            chain = tuple(dict.fromkeys((*media, *outlets)))
            if (
                re.search(
                    r"\b(?:the outlet|the newspaper|the agency|the broadcaster|the paper|the network)\b",
                    text[match.end() : match.end() + 30],
                )
                and self.outlets
                and not chain
            ):
                chain = self.outlets
            self._remember(speaker, chain)
            return Frame(subject_start, match.end(), speaker, chain, match[0].lower(), role, content)
        return None
