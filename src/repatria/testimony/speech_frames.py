"""Speech frames: "Kim said", "according to Reuters", "the two told the panel", with speaker, outlets and what was said."""

from __future__ import annotations

import re
from dataclasses import replace

from repatria.testimony.actors import Mention
from repatria.testimony.said_words import SaidWords
from repatria.testimony.segment import Sentence
from repatria.testimony.speech_lexicon import (
    ACCORDING,
    ANON,
    BETWEEN,
    CLAUSE,
    FINITE,
    FRAME,
    NOT_SPEAKERS,
    PRONOUN,
)
from repatria.testimony.voices import Frame, Speaker


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


class SpeechFrames(SaidWords):
    """Finds the frame of a sentence."""

    def _frame(self, s: Sentence) -> Frame | None:
        outlets = self._outlets(s)
        said = None
        for match in ACCORDING.finditer(self.text, s.start, s.end):
            if self._quoted(match.start()):
                continue
            who_end = self._trim_who(match)
            inside = _without_owner(self._mentions(match.start("who"), who_end), self.text)
            speaker = self._choose(inside, match.start("who"), who_end)
            media = tuple(m.name for m in inside if m.kind == "media")
            content = self._according_content(s, match.start(), who_end)
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
            if speaker is None and not media and not ANON.search(self.text[match.start("who") : who_end] + " "):
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
        return self._said(s, outlets)

    def _said(self, s: Sentence, outlets: tuple[str, ...]) -> Frame | None:
        text = self.text
        for match in FRAME.finditer(text, s.start, s.end):
            if self._quoted(match.start()):
                continue
            role = "said" if match["say"] else ("judged" if match["judge"] else "shown")
            if role == "shown" and not any(match.end() <= a < s.end for a, _ in self._quotes(s)):
                continue
            before = text[match.start() - 30 if match.start() - 30 > s.start else s.start : match.start()]
            if re.search(
                r"\b(?:was|were|been|be|is|are|being|to|not|as|the|an?|of|his|her|their|its|no|these|those|such|with|by|that|same|it's|\w+n't|\w+'s|\w+s')\s+$",
                before,
            ) and not re.search(r"\b(?:was|were) quoted\s+$", before):
                continue
            subject = self._subject(s, match)
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

    def _subject(self, s: Sentence, verb: re.Match[str]) -> tuple[Speaker | None, int, int, tuple[str, ...]] | None:
        """Speaker, the place where the subject begins and ends, and outlets that are the subject."""
        text = self.text
        after_quote = bool(re.search(r"[”\"’'],?\s*$|,[”\"]?\s*$", text[s.start : verb.start()])) and any(
            b <= verb.start() and verb.start() - b <= 4 for _, b in self._quotes(s)
        )
        if (
            not after_quote
            and text[s.start : verb.start()].rstrip()[-1:] == ","
            and not (verb[0] == "told" or self._quotes(s))
            and verb.start() - s.start > 12
        ):
            named = self._mentions(verb.end(), verb.end() + 60)  # "The search will go on, promised General Varga."
            between = text[verb.end() : named[0].start] if named else "-"
            closes = bool(named) and re.match(r"\s*(?:[.,;]|$|of\b)", text[named[0].end : s.end]) is not None
            after_quote = (
                closes and re.fullmatch(r"\s+(?:(?:the|a|an|[A-Z][\w.]*|[a-z]+)\s+){0,3}", between) is not None
            )
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
                    if m.kind == "person" and text[right_end : m.start].strip() in (",", ", Dr.", ", Mr.", ", Ms.")
                ]
                inside, right_end = (inside + apposed, apposed[0].end) if apposed else (inside, right_end)
            speaker = self._choose(inside, verb.end(), right_end)
            if speaker is None and not inside:
                anon = ANON.search(text[verb.end() : right_end].strip() + " ")
                if anon:
                    speaker = self._unnamed(anon["np"])
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
        aside = re.search(
            r",\s+(?:who|which|whose|asking|speaking|citing|requesting|insisting)\b[^,]*,\s*$", text[left:edge]
        )
        if aside:
            edge = left + aside.start()
        window = text[left:edge] + (" " if aside else "")
        pronoun = PRONOUN.search(window)
        if pronoun and pronoun["p"].lower() != "who":
            speaker = (
                self._recent(s) if pronoun["p"].lower() in ("he", "she") else (self.last.speaker if self.last else None)
            )
            return (speaker, left + pronoun.start(), verb.start(), ()) if speaker else None
        inside = self._mentions(left, edge)
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
            r"(?:an?|one|another|two|three|several|some|unnamed|anonymous|the)\b|(?:sources|officials|diplomats|analysts|witnesses|historians|experts) (?:in|at|from|close|familiar)\b",
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
            if mention.kind == "media":
                if BETWEEN.match(gap):
                    return None if verb["judge"] else (None, mention.start, verb.start(), (mention.name,))
                continue
            if BETWEEN.match(gap):
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
                noun = re.match(r"\s*(officials?|authorities|officers?|lawmakers|diplomats|commanders?)\b", gap)
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
        return self._noun_phrase(left, verb.start())

    def _noun_phrase(self, left: int, end: int) -> tuple[Speaker | None, int, int, tuple[str, ...]] | None:
        """Any noun phrase before the verb: "the coast guard", "a colonel at the airfield"; clauses put in commas are left out."""
        window = self.text[left:end]
        aside = re.search(r",\s+(?:who|which|whose|an?|the|[a-z]+ed)\b[^,]*,\s*$", window)
        core = (
            window[: aside.start()]
            if aside
            else re.sub(r"(?:\s+(?:also|later|then|has|have|had|further|already|again))+\s*$", "", window.rstrip(" ,"))
        )
        start = left
        comma = core.rfind(", ")
        if comma >= 0:
            start, core = left + comma + 2, core[comma + 2 :]
        match = re.search(
            r"(?:^|\s)(?P<np>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Tt]wo|[Ss]ome|[Ss]everal|[Mm]any|[Aa]nother)\s+(?:[\w'-]+\s*){1,9}|[A-Z][a-z]+(?:s|ies|eople))$",
            core.rstrip(),
        )
        if match is None or FINITE.search(match["np"]):
            return None
        words = match["np"].strip()
        head = re.split(r"\s(?:of|for|at|in|from|with|on|to|who|that)\s", words)[0].split()[-1].lower()
        at = start + match.start("np")
        if head in NOT_SPEAKERS:
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
