"""Who says it, and through whom: speech frames, quotations and their speakers, chains of outlets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from repatria.testimony.actors import Mention
from repatria.testimony.placed import Placed
from repatria.testimony.segment import Sentence
from repatria.testimony.speech_lexicon import (
    ACCORDING,
    ADJUNCT,
    ANON,
    BETWEEN,
    CLAIMED,
    CLAUSE,
    FINITE,
    FRAME,
    LEAD,
    NO_LABEL,
    NOT_SPEAKERS,
    PROMISE,
    PRONOUN,
    TRANSCRIPT,
)

MIN_TURNS = 3  # so many labelled turns make a transcript, where a speaker keeps the floor until the next label


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as the text gives it at its fullest, and an id."""

    name: str
    id: str
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said or told at [start, end): by whom, through which outlets, with what verb."""

    start: int
    end: int
    sentence: int
    speaker: Speaker | None
    outlets: tuple[str, ...]
    verb: str = ""
    quoted: bool = False
    role: str = "told"  # told, said, judged, promised, refuted


@dataclass(frozen=True, slots=True)
class _Frame:
    start: int
    end: int
    speaker: Speaker | None
    outlets: tuple[str, ...]
    verb: str
    role: str
    content: tuple[int, int]


def statements(
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[tuple[int, int]],
    named: Sequence[Mention],
    signer: Speaker | None = None,
    raw: str = "",
) -> list[Statement]:
    """Every sentence as one or more statements with speaker and outlets.

    text: the flat text; raw: the same with its line ends. quotes: quoted words. named: everyone named, in order. signer: who signs, where it is a letter.
    """
    reader = _Reader(text, list(quotes), list(named), signer, raw or text)
    return reader.read(sentences)


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


class _Reader:
    """Walks the sentences and remembers who spoke last, which outlet and which unnamed source."""

    def __init__(
        self, text: str, quotes: list[tuple[int, int]], named: list[Mention], signer: Speaker | None, raw: str
    ) -> None:
        self.text, self.quotes, self.named, self.signer, self.raw = text, quotes, named, signer, raw
        self.starts = [mention.start for mention in named]
        self.spoken = Placed(quotes, lambda quote: quote[0])
        self.quotes = self.spoken.items  # none overlaps another
        self.quote_starts, self.quote_ends = [a for a, _ in self.quotes], [b for _, b in self.quotes]
        self.bodies = {word: m for m in reversed(named) if m.kind == "organisation" for word in m.name.lower().split()}
        self.last: _Frame | None = None
        self.last_person: Speaker | None = None
        self.unnamed: dict[str, Speaker] = {}
        self.outlets: tuple[str, ...] = ()
        self.floor: Speaker | None = None

    def read(self, sentences: Sequence[Sentence]) -> list[Statement]:
        found: list[Statement] = []
        frames = [self._frame(s) for s in sentences]
        label_paragraph = -1
        transcript = self._turns(sentences) >= MIN_TURNS
        for number, (sentence, frame) in enumerate(zip(sentences, frames, strict=True)):
            label = TRANSCRIPT.match(self.text[sentence.start : sentence.end])
            start = sentence.start
            if (
                label
                and not NO_LABEL.match(label["who"])
                and not frame
                and self._is_label(label["who"], sentence.start)
            ):
                self.floor = self._labelled(label["who"], sentence.start)
                label_paragraph = sentence.paragraph
                start = sentence.start + label.end()
            holds = transcript or label_paragraph == sentence.paragraph or self._in_quote(sentence)
            speaker = self.floor if self.floor and holds else None
            if frame is not None:
                found.extend(self._with_frame(sentence, number, frame))
                self.last = frame
            else:
                found.extend(self._without_frame(sentence, number, start, frames, sentences, speaker))
            found.extend(self._embedded(sentence, number))
        return found

    def _turns(self, sentences: Sequence[Sentence]) -> int:
        """How many sentences begin with a speaker's label."""
        found = 0
        for s in sentences:
            label = TRANSCRIPT.match(self.text, s.start, s.end)
            if label and not NO_LABEL.match(label["who"]) and self._is_label(label["who"], s.start):
                found += 1
        return found

    # -- frames ------------------------------------------------------------------------------------------------------

    def _frame(self, s: Sentence) -> _Frame | None:
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
            said = said or _Frame(match.start(), who_end, speaker, chain, "according", "said", content)
        if said is not None:
            self._remember(said.speaker, said.outlets)
            return said
        return self._said(s, outlets)

    def _said(self, s: Sentence, outlets: tuple[str, ...]) -> _Frame | None:
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
            return _Frame(subject_start, match.end(), speaker, chain, match[0].lower(), role, content)
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

    def _recent(self, s: Sentence) -> Speaker | None:
        """Whom "he" or "she" means: the person named last in the paragraph, else who spoke last."""
        for mention in reversed(self._mentions(max(0, s.start - 400), s.start)):
            if mention.kind == "person" and "\n\n" not in self.raw[mention.end : s.start]:
                return self._speaker(mention)
        return self.last_person

    def _body(self, head: str) -> Mention | None:
        """ "The commission": the body named before whose name has that word."""
        return self.bodies.get(head)

    def _content(self, s: Sentence, subject_start: int, frame_end: int, verb_end: int) -> tuple[int, int]:
        """What is said: after the frame, or before it when the frame closes the sentence."""
        text = self.text
        tail = text[frame_end : s.end]
        lead = text[s.start : subject_start]
        comma = lead.rfind(",")
        if comma > 20 and len(lead) - comma < 45 and not FINITE.search(lead[comma:]):
            subject_start = s.start + comma + 1  # "..., coast guard chief Luis Montano said"
        head = text[s.start : subject_start].rstrip()
        bare_tail = re.sub(
            r"\b(?:on|in|to|the|a|an|last|this|late|early|statement|reporters|interview|briefing|news|conference|telephone|by|phone|during|at|told|outlet|newspaper|also)\b|[\W\d_]|\w+day\b|[A-Z]\w+",
            "",
            tail,
        )
        trailing = len(head) > 20 and (head[-1] in ",”\"'" or head.endswith(("…", "—", "–", "-")))
        adjunct = ADJUNCT.match(tail)
        closes = (
            adjunct is not None
            and head[-1:] == ","
            and bool(FINITE.search(head))
            and not re.match(r"(?:In|On|At|After|During|Asked|Speaking|Last|Earlier|For|While|When|If)\b[^,]*,$", head)
        )
        if trailing and (len(bare_tail) < 12 or head[-1] in '”"' or closes) and not re.search(r"\bthat\b", tail[:60]):
            return s.start, s.start + len(head.rstrip(",—–- "))
        opening = LEAD.match(tail)
        start = frame_end + (opening.end() if opening else 0)
        that = re.match(r"[^,“”\":;]{0,110}?\bthat\s+(?=\S)", text[verb_end : s.end])
        if that:
            start = max(start, verb_end + that.end())
        return self._tight(start, s.end)

    def _according_content(self, s: Sentence, start: int, end: int) -> tuple[int, int]:
        if start - s.start < 25:
            return self._tight(end, s.end)
        return self._tight(s.start, start)

    def _trim_who(self, match: re.Match[str]) -> int:
        """The name after "according to" ends where a verb phrase or a new clause begins."""
        stop = re.search(
            r"\s(?:who|which|and (?:the|he|she|they)|but|that|as(?: saying)?|because|when|after)\s", match["who"]
        )
        return match.start("who") + (stop.start() if stop else len(match["who"].rstrip()))

    # -- statements --------------------------------------------------------------------------------------------------

    def _with_frame(self, s: Sentence, number: int, frame: _Frame) -> list[Statement]:
        a, b = frame.content
        if frame.role == "judged":
            return [Statement(s.start, s.end, number, frame.speaker, frame.outlets, frame.verb, False, "judged")]
        if frame.role == "shown":
            return [Statement(s.start, s.end, number, frame.speaker, frame.outlets, frame.verb, False, "said")]
        found = []
        quoted = [(max(x, s.start), min(y, s.end)) for x, y in self._quotes(s) if y - x >= 12]
        outside = [(a, b)]
        for x, y in quoted:
            if len(self.text[x:y].split()) < 3:
                continue
            outside = [
                piece for p, q in outside for piece in ((p, min(q, x - 1)), (max(p, y + 1), q)) if piece[0] < piece[1]
            ]
            found.append(
                Statement(*self._tight(x, y, keep=True), number, frame.speaker, frame.outlets, frame.verb, True, "said")
            )
        for p, q in outside:
            p, q = self._tight(p, q)
            words = self.text[p:q]
            if q - p >= 12 and len(words.split()) >= 3 and not (found and len(words.split()) < 5):
                if frame.start >= p and frame.end <= q and found:
                    continue
                found.append(Statement(p, q, number, frame.speaker, frame.outlets, frame.verb, False, "said"))
        found = [self._with_lead(statement, outside) if statement.quoted else statement for statement in found]
        if not found:
            found.append(Statement(s.start, s.end, number, frame.speaker, frame.outlets, frame.verb, False, "said"))
        return sorted(found, key=lambda statement: statement.start)

    def _with_lead(self, statement: Statement, outside: list[tuple[int, int]]) -> Statement:
        """The few words before a quotation that belong to it: 26 men "are home at last"."""
        for p, q in outside:
            p, q = self._tight(p, q)
            words = self.text[p:q].split()
            if (
                words
                and len(words) < 3
                and 0 < statement.start - q <= 3
                and words[-1].lower() not in ("that", "as", "the", "was", "and", "a")
            ):
                return replace(statement, start=p)
        return statement

    def _without_frame(
        self,
        s: Sentence,
        number: int,
        start: int,
        frames: Sequence[_Frame | None],
        sentences: Sequence[Sentence],
        floor: Speaker | None,
    ) -> list[Statement]:
        covered = sum(min(b, s.end) - max(a, s.start) for a, b in self._quotes(s))
        size = max(1, s.end - start)
        if floor is not None:
            self._remember(floor, ())
            return [
                Statement(
                    *self._tight(start, s.end, keep=True), number, floor, (), "said", covered > 0.8 * size, "said"
                )
            ]
        if covered >= 0.85 * size - 3:
            frame = self.last if self.last and number and self._same_turn(sentences, number) else None
            for step in range(1, 4):
                if (
                    frame is None
                    and number + step < len(sentences)
                    and sentences[number + step].paragraph == s.paragraph
                ):
                    frame = frames[number + step]
            frame = frame or self.last
            if frame is not None:
                a, b = self._tight(s.start, s.end, keep=True)
                return [Statement(a, b, number, frame.speaker, frame.outlets, frame.verb, True, "said")]
        if self.signer is not None:
            return [Statement(*self._tight(start, s.end, keep=True), number, self.signer, (), "writes", False, "said")]
        return [Statement(*self._tight(start, s.end, keep=True), number, None, self._outlets(s), "", False, "told")]

    def _same_turn(self, sentences: Sequence[Sentence], number: int) -> bool:
        return sentences[number].paragraph - sentences[number - 1].paragraph <= 1

    def _embedded(self, s: Sentence, number: int) -> list[Statement]:
        """ "the Defense Department's promise to ..." and "despite Trump's claims that ..." inside a sentence."""
        found = []
        for match in PROMISE.finditer(self.text, s.start, s.end):
            owners = [m for m in self._mentions(s.start, match.start()) if m.kind != "media"]
            if (
                owners
                and re.fullmatch(r"(?:'s|')?\s*(?:\w+\s){0,2}", self.text[owners[-1].end : match.start()])
                and "'" in self.text[owners[-1].end - 1 : match.start()]
            ):
                found.append(
                    Statement(
                        *self._tight(owners[-1].start, s.end),
                        number,
                        self._speaker(owners[-1]),
                        (),
                        "promised",
                        False,
                        "promised",
                    )
                )
        for match in CLAIMED.finditer(self.text, s.start, s.end):
            owners = [m for m in self._mentions(match.start("who"), match.end("who") + 2) if m.kind != "media"]
            if owners:
                found.append(
                    Statement(
                        *self._tight(match.start("who"), match.end()),
                        number,
                        self._speaker(owners[-1]),
                        (),
                        "claims",
                        False,
                        "refuted",
                    )
                )
        return found

    # -- who ---------------------------------------------------------------------------------------------------------

    def _mentions(self, start: int, end: int) -> list[Mention]:
        i = bisect_left(self.starts, start)
        found = []
        while i < len(self.named) and self.named[i].start < end:
            if self.named[i].end <= end + 1:
                found.append(self.named[i])
            i += 1
        return found

    def _choose(self, inside: list[Mention], start: int, end: int) -> Speaker | None:
        for kind in ("person", "organisation", "group", "state"):
            for mention in inside:
                if mention.kind == kind:
                    words = self.text[start:end].strip()
                    if (
                        kind in ("state", "organisation")
                        and re.match(r"an?\b", words)
                        and re.search(r"\b(?:official|source|officer)\b", words)
                    ):
                        return self._unnamed(words)
                    if kind == "state" and words.lower().endswith(("officials", "authorities", "sources")):
                        return Speaker(words, mention.id, "group")
                    return self._speaker(mention)
        return None

    def _speaker(self, mention: Mention) -> Speaker:
        return Speaker(mention.name, mention.id, mention.kind)

    def _unnamed(self, words: str) -> Speaker:
        words = words.strip(" ,")
        head = re.search(
            r"(official|source|officer|spokes|diplomat|aide|analyst|expert|historian|relative|witness|widow|daughter|son|sister|brother|nephew|niece|veteran|survivor|villager)",
            words,
        )
        key = head[1] if head else words.lower()
        if re.match(r"the\b", words, re.I) and key in self.unnamed:
            return self.unnamed[key]
        name = re.sub(r"^(?:the|The)\s+", "", words) if key not in self.unnamed else words
        speaker = Speaker(name, "UNNAMED_" + re.sub(r"\W+", "_", key).upper().strip("_"), "unnamed")
        self.unnamed[key] = speaker
        return speaker

    def _remember(self, speaker: Speaker | None, outlets: tuple[str, ...]) -> None:
        if speaker is not None and speaker.kind in ("person", "unnamed"):
            self.last_person = speaker
        if outlets:
            self.outlets = outlets

    def _outlets(self, s: Sentence) -> tuple[str, ...]:
        """Outlets through which the sentence came, those quoted last."""
        names = []
        for mention in self._mentions(s.start, s.end):
            if mention.kind == "media" and not self._quoted(mention.start):
                lead = self.text[max(s.start, mention.start - 28) : mention.start]
                follow = self.text[mention.end : mention.end + 24]
                if re.search(
                    r"\b(?:to|told|by|with|in|from|cited|citing|quoting|quoted|interview|and|via|the|per)\s+(?:the\s+)?$",
                    lead,
                ) or re.match(
                    r",?\s*(?:reported|said|reports|says|quot|cit|wrote|writes|has learned|first reported|'s|news agency)",
                    follow,
                ):
                    names.append(mention.name)
        return tuple(dict.fromkeys(names))

    def _labelled(self, who: str, at: int) -> Speaker:
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

    def _is_label(self, who: str, at: int) -> bool:
        return who.isupper() or who in ("Q", "A") or any(m.kind == "person" for m in self._mentions(at, at + len(who)))

    def _np_start(self, left: int, mention: Mention) -> int:
        """Where the noun phrase of a person begins: titles and agencies before the name belong to it."""
        words = self.text[left : mention.start]
        match = re.search(
            r"(?:(?:[A-Z][\w./&'-]*|of|for|and|the|spokesman|spokeswoman|spokesperson|leader|former|director|historian|a|an|chief|senior)\s+)+$",
            words,
        )
        return left + match.start() if match else mention.start

    def _quoted(self, at: int) -> bool:
        quote = self.spoken.holding(at)
        return quote is not None and quote[0] <= at < quote[1]

    def _in_quote(self, s: Sentence) -> bool:
        return bool(self._quotes(s))

    def _quotes(self, s: Sentence) -> list[tuple[int, int]]:
        """Quotations that touch the sentence."""
        first = bisect_right(self.quote_ends, s.start)
        return self.quotes[first : bisect_left(self.quote_starts, s.end, first)]

    def _tight(self, start: int, end: int, *, keep: bool = False) -> tuple[int, int]:
        """Without outer white space, joints and closing marks; `keep` leaves the final stop of a whole sentence."""
        text = self.text
        opening, closing = ' ,;:—–-“"', ' ,;:—–-“"'
        while start < end and text[start] in opening:
            start += 1
        joint = None if keep else re.match(r"(?:and|but|that|which)\s+", text[start:end])
        if joint:
            start += joint.end()
        while end > start and text[end - 1] in closing + "”":
            end -= 1
        if not keep:
            joint = re.search(r",?\s+(?:and|but|that)$", text[start:end])
            if joint:
                end = start + joint.start()
            if text[end - 1 : end] == "." and not re.search(r"(?:[A-Z]\.)+$", text[start:end]):
                end -= 1
        return start, end
