"""Who speaks in a speech frame: the subject of the verb, before it, after it, put in commas or told a clause earlier."""

from __future__ import annotations

import re

from repatria.testimony.speakers.noun_phrases import IN_BRACKETS, NounPhrases, Subject
from repatria.testimony.speakers.speech_lexicon import (
    ANON,
    APPOSED,
    ASIDE,
    BETWEEN,
    CLAUSE,
    FINITE,
    JOINED,
    PRONOUN,
    TITLED_GAP,
)
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_INVERTED = compiled(
    r"\s+(?P<np>(?:[Tt]he|[Aa]n?|his|her|its|their|my|our|one)\s+(?:[\w'-]+\s+){0,3}[\w'-]+?)(?=\s*(?:[,.;:]|$))"
)
_SAYS_NAME = compiled(r"(?:says|said|recalls|recalled|adds|added)\s+[A-Z]\w+(?:\s[A-Z]\w+)?,\s+[“\"]")
_TELLS = compiled(r"[^.;“”\"]{0,60}?(?:\bthat\b|[,:]?\s*[“\"])")
# "the laboratory, which informs us": who speaks is named before the relative.
_ANTECEDENT = compiled(
    r"(?P<np>[^,;“”\"]{3,90}),\s+(?:who|which)(?:\s+(?:on|in|after|before|at|while|has|have|had|then|also|later)\b[^,;“”\"]*)?\s*$"
)
_SEATED = compiled(
    r"\b(?:[Tt]he|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Aa]n?)\s(?:[a-z-]+\s){0,2}(?![a-z]+ed\s)[a-z-]+\s(?:in|at|from|near)\s(?:the\s)?$"
)
# "The Secretary-General's report on Iraq and Kuwait notes": what the paper is about does not speak.
_PAPER_ABOUT = compiled(
    r"(?P<np>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[A-Z][\w-]*(?:['’]s|s['’]))\s)(?:[\w'’-]+\s){0,4}?(?:reports?|statement|note|letter|memorandum|memo|resolution|survey|study|paper|document|communiqu[eé]|history|book|article|review|inquiry|list|file)\s(?:on|about|concerning|regarding|for|to)\s[^,;:“”\"]{0,60})$"
)
_WITHIN = compiled(r"\b(?:in|of|from|at|near)\s+(?:the\s+)?$")


class SpeechSubjects(NounPhrases):
    """Finds the subject of a verb of speech."""

    def _subject_of_clause(self, s: Sentence, verb: re.Match[str]) -> Subject | None:
        """ "The deputy declined to give a number but said ...": the subject of the verb before."""
        lower = max([s.start, *(b + 1 for _, b in self._quotes(s) if b <= verb.start())])
        lead = self.text[lower : verb.start()]
        first = FINITE.search(lead)
        if first is None or not JOINED.search(lead):
            return None
        edge = lower + first.start()
        pronoun = PRONOUN.search(self.text[lower:edge])
        if pronoun and pronoun["p"].lower() in ("he", "she"):
            speaker = self._recent(s, pronoun["p"].lower())
            return (speaker, verb.start(), verb.start(), ()) if speaker else None
        speaker = self._choose([m for m in self._mentions(lower, edge) if m.kind != "media"], lower, edge)
        if speaker is None and (anon := ANON.search(self.text[lower:edge])):
            speaker = self._unnamed(anon["np"])
        if speaker is None:
            found = self._noun_phrase(lower, edge)
            speaker = found[0] if found else None
        return (speaker, verb.start(), verb.start(), ()) if speaker else None

    def _subject(self, s: Sentence, verb: re.Match[str]) -> Subject | None:
        """Speaker, the place where the subject begins and ends, and outlets that are the subject."""
        text = self.text
        after_quote = bool(re.search(r"[”\"’'],?\s*$|,[”\"]?\s*$", text[s.start : verb.start()])) and any(
            b <= verb.start() and verb.start() - b <= 4 for _, b in self._quotes(s)
        )
        if (
            not after_quote
            and (not self._apposed(s, verb) or _SAYS_NAME.match(text, verb.start(), s.end))
            and text[s.start : verb.start()].rstrip()[-1:] == ","
            and not (verb[0] == "told" or any(a < verb.start() for a, _ in self._quotes(s)))
            and verb.start() - s.start > 6
        ):
            named = self._mentions(verb.end(), verb.end() + 60)  # "The search will go on, promised General Varga."
            between = text[verb.end() : named[0].start] if named else "-"
            closes = bool(named) and re.match(r"\s*(?:[.,;]|$|of\b)", text[named[0].end : s.end]) is not None
            after_quote = (
                closes and re.fullmatch(r"\s+(?:(?:the|a|an|[A-Z][\w.]*|\d\w+|[a-z]+)\s+){0,4}", between) is not None
            )
            inverted = _INVERTED.match(text, verb.end(), s.end)
            if (
                not after_quote and inverted and verb["say"] and not verb[0].startswith("put")
            ):  # "and there, says the family, lies the hope"
                return self._unnamed(inverted["np"]), verb.start(), inverted.end("np"), ()
        if after_quote:
            stop = re.search(r"[,.;“\"]", text[verb.end() : s.end])
            right_end = verb.end() + (stop.start() if stop else s.end - verb.end())
            if (
                stop
                and stop[0] == "."
                and re.search(
                    r"\b(?:Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Dr|Mr|Mrs|Ms|Sen|Rep|Adm|U\.S)$", text[verb.end() : right_end]
                )
            ):
                further = re.search(r"[,;“\"]|\.\s*$", text[right_end + 1 : s.end])
                right_end = right_end + 1 + (further.start() if further else s.end - right_end - 1)
            inside = self._mentions(verb.end(), right_end)
            if not any(m.kind == "person" for m in inside):
                apposed = [
                    m
                    for m in self._mentions(right_end, right_end + 40)
                    if m.kind == "person" and TITLED_GAP.fullmatch(text, right_end, m.start)
                ]
                inside, right_end = (inside + apposed, apposed[0].end) if apposed else (inside, right_end)
            speaker = self._choose(inside, verb.end(), right_end)
            if speaker is None and not inside:
                anon = ANON.search(text[verb.end() : right_end].strip() + " ")
                if anon:
                    speaker = self._unnamed(anon["np"])
                elif (told := _INVERTED.match(text, verb.end(), s.end)) is not None:
                    speaker = self._unnamed(told["np"])
            if speaker is not None or inside:
                return (
                    speaker,
                    verb.start(),
                    right_end,
                    tuple(m.name for m in inside if m.kind == "media" and speaker is None),
                )
        lower = max([s.start, *(b for a, b in self._quotes(s) if b <= verb.start() and b > s.start)])
        cuts = [m.end() for m in CLAUSE.finditer(text, lower, verb.start())]
        left = lower
        for cut in reversed(cuts):
            if (
                self._mentions(cut, verb.start())
                or ANON.search(text[cut : verb.start()])
                or PRONOUN.search(text[cut : verb.start()])
            ):
                left = cut
                break
        edge = verb.start()
        aside = ASIDE.search(text[left:edge])
        if aside:
            edge = left + aside.start()
        window = text[left:edge] + (" " if aside else "")
        relative = _ANTECEDENT.search(window) if ", wh" in window else None
        if (
            relative
            and _TELLS.match(text, verb.end(), s.end)
            and not any(m.kind == "person" for m in self._mentions(left + relative.end("np"), edge))
        ):
            antecedent = self._antecedent(left + relative.start("np"), left + relative.end("np"))
            if antecedent is not None:
                return antecedent, left + relative.start("np"), verb.start(), ()
        pronoun = PRONOUN.search(window)
        if pronoun and pronoun["p"].lower() not in ("who", "which"):
            word = pronoun["p"].lower()
            if word in ("he", "she"):
                at = left + pronoun.start()
                speaker = self._of_sentence(s, at, word) or self._in_clause_before(s, at, word) or self._recent(s, word)
            elif word == "it" and verb[0] in ("ended", "began", "read", "reads", "ran", "concluded", "closed"):
                speaker = self._recent(s)
            else:
                speaker = (
                    self._it(s)
                    if word == "it"
                    else (self._they(s, left + pronoun.start()) or (self.last.speaker if self.last else None))
                )
            return (speaker, left + pronoun.start(), verb.start(), ()) if speaker else None
        inside = self._mentions(left, edge)
        for mention in inside:
            if mention.kind == "person" and (
                APPOSED.fullmatch(text, mention.end, edge) or APPOSED.fullmatch(text, mention.end, verb.start())
            ):
                return self._speaker(mention), self._np_start(left, mention), verb.start(), ()
        anon = ANON.search(window)
        named_before = next(
            (
                m
                for m in reversed(inside)
                if m.kind == "person"
                and anon
                and m.end <= left + anon.start()
                and text[m.end : left + anon.start()].strip() == ","
            ),
            None,
        )
        if named_before is not None:
            return self._speaker(named_before), self._np_start(left, named_before), verb.start(), ()
        if anon and re.match(
            r"(?:an?|one|another|two|three|several|some|unnamed|anonymous|the)\b|(?:(?:senior|top|former|military|defen[cs]e|local|intelligence|government) )*(?:sources|officials|officers|diplomats|analysts|witnesses|historians|experts) (?:in|at|from|close|familiar)\b",
            anon["np"],
            re.I,
        ):
            owners = [m for m in inside if m.start >= left + anon.start() and m.kind in ("organisation", "state")]
            people = [
                m for m in inside if m.start >= left + anon.start() and m.kind == "person" and m.end > verb.start() - 30
            ]
            head = anon["head"]
            if not people:
                if owners and head.startswith("spokes"):
                    return self._speaker(owners[-1]), left + anon.start(), verb.start(), ()
                if (
                    head in ("agency", "command", "committee", "department", "ministry", "army")
                    and anon["np"].lower().startswith("the")
                    and (body := self._body(head))
                ):
                    return self._speaker(body), left + anon.start(), verb.start(), ()
                return self._unnamed(anon["np"]), left + anon.start(), verb.start(), ()
        for mention in reversed(inside):
            gap = text[mention.end : edge]
            if "(" in window:
                gap = IN_BRACKETS.sub("", gap)
                if text.rfind("(", left, mention.start) > text.rfind(")", left, mention.start):
                    continue  # "The Ministry of Works (Minister Ban) announced"
            if mention.kind == "media":
                if BETWEEN.match(gap):
                    return None if verb["judge"] else (None, mention.start, verb.start(), (mention.name,))
                continue
            if BETWEEN.match(gap):
                if mention.kind != "person" and (paper := _PAPER_ABOUT.search(text, left, mention.start)):
                    head = text[paper.start() : mention.end].strip()
                    return self._unnamed(head), paper.start(), verb.start(), ()
                owned = mention.kind == "state" and _WITHIN.search(text, left, mention.start)
                if owned and _SEATED.search(text, left, mention.start):
                    continue  # "our detachment in Hanoi"
                if owned and any(
                    m.kind == "organisation" and m.end <= mention.start and mention.start - m.end < 12 for m in inside
                ):
                    continue  # "the Defence Ministry in Jakarta"
                if (
                    mention.kind == "state"
                    and gap.strip() == ""
                    and mention.name == "United States"
                    and text[mention.start : mention.end].startswith(("American", "U.S", "US"))
                    and re.search(r"[a-z]$", text[mention.start : mention.end])
                ):
                    return (
                        Speaker(text[mention.start : mention.end], mention.id, "group"),
                        self._np_start(left, mention),
                        verb.start(),
                        (),
                    )
                noun = re.match(
                    r"\s*(officials?|authorities|officers?|lawmakers|diplomats|commanders?|negotiators?|generals?|envoys?|scientists|experts|delegates?|soldiers|troops|media|investigators)\b",
                    gap,
                )
                if noun and mention.kind == "state":
                    return (
                        Speaker(text[mention.start : mention.end] + gap[: noun.end()], mention.id, "group"),
                        mention.start,
                        verb.start(),
                        (),
                    )
                return self._speaker(mention), self._np_start(left, mention), verb.start(), ()
            if (
                gap.rstrip().endswith(",")
                and gap.lstrip().startswith(",")
                and len(gap) < 160
                and mention.kind == "person"
            ):
                return self._speaker(mention), self._np_start(left, mention), verb.start(), ()
            if mention.kind == "person" and re.match(r"\s*(?:and|who)\b", gap) and len(gap) < 40:
                return self._speaker(mention), self._np_start(left, mention), verb.start(), ()
        if anon and re.search(r"[A-Za-z]", anon["np"]) and left + anon.start() <= verb.start():
            owners = [
                m for m in inside if m.start >= left + anon.start() and m.kind in ("organisation", "state", "group")
            ]
            if owners and owners[-1].kind != "state":
                return self._speaker(owners[-1]), left + anon.start(), verb.start(), ()
            return self._unnamed(anon["np"]), left + anon.start(), verb.start(), ()
        return self._noun_phrase(left, edge)

    def _apposed(self, s: Sentence, verb: re.Match[str]) -> bool:
        """Whether the comma before the verb closes what is said of a person named before: "Smith, who led it, called"."""
        near = self._mentions(max(s.start, verb.start() - 200), verb.start())
        return any(m.kind == "person" and APPOSED.fullmatch(self.text, m.end, verb.start()) for m in near)
