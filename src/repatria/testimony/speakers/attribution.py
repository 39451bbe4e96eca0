"""Who says it, and through whom: speech frames, quotations and their speakers, chains of outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from repatria.testimony.speakers.actors import Mention
from repatria.testimony.speakers.assumed_speakers import AssumedSpeakers
from repatria.testimony.speakers.interviews import interview
from repatria.testimony.speakers.people_named import is_clause
from repatria.testimony.speakers.saying_lexicon import is_someone
from repatria.testimony.speakers.speech_lexicon import (
    CLAIMED,
    FINITE,
    NO_LABEL,
    PROMISE,
    TRANSCRIPT,
)
from repatria.testimony.speakers.voices import Frame, Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

MIN_TURNS = 3  # so many labelled turns make a transcript, where a speaker keeps the floor until the next label


_I = compiled(r"\b(?:I|my|me|we|our|us)\b")
_ASKED = compiled(r"(?P<who>[QA])[.]\s+(?=\S)")
_CALLED = compiled(
    r"(?:^|\n)[ \t]*(?P<who>(?:(?:DR|MR|MRS|MS|MISS|PROF|PROFESSOR|SIR|DAME|REV|CAPT|MAJ|COL|GEN|LT|SGT|INSPECTOR|SUPERINTENDENT)\.?\s+)?[A-Z][A-Z'-]+(?:[ \t]+[A-Z][A-Z.'-]*){1,4})[ \t]*(?:\([^)\n]{3,40}\)|, (?:sworn|affirmed|recalled|called)[^\n]{0,40})?[ \t]*(?=\n)"
)


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
    assumed: bool = False  # no frame of speech names the speaker; the likeliest subject beside the words


def statements(
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[tuple[int, int]],
    named: Sequence[Mention],
    signer: tuple[Speaker, int] | None = None,
    raw: str = "",
) -> list[Statement]:
    """Every sentence as one or more statements with speaker and outlets.

    text: the flat text; raw: the same with its line ends. quotes: quoted words. named: everyone named, in order. signer: who signs and where, where it is a letter.
    """
    reader = _Reader(text, list(quotes), list(named), signer, raw or text)
    reader.floors = interview(text, sentences, named)
    return reader.read(sentences)


class _Reader(AssumedSpeakers):
    """Walks the sentences and says of each who says it."""

    def read(self, sentences: Sequence[Sentence]) -> list[Statement]:
        self._called = Placed(_CALLED.finditer(self.raw), lambda called: called.end())
        found: list[Statement] = []
        parts: list[Sentence] = []
        frames: list[Frame | None] = []
        for s in sentences:
            for part in self._told_by_several(s):
                parts.append(part)
                frames.append(self._marked(self._frame(part)))
        sentences = parts
        label_paragraph = -1
        transcript = self._turns(sentences) >= MIN_TURNS
        for number, (sentence, frame) in enumerate(zip(sentences, frames, strict=True)):
            label = TRANSCRIPT.match(self.text[sentence.start : sentence.end])
            start = sentence.start
            asked = _ASKED.match(self.text, sentence.start, sentence.end)
            if asked and (witness := self._witness(sentence.start)) is not None:
                self.floor = witness if asked["who"] == "A" else Speaker("Question", "QUESTION", "unnamed")
                label_paragraph, start, transcript = sentence.paragraph, asked.end(), True
            elif (
                label
                and not NO_LABEL.match(label["who"])
                and (not frame or transcript or label["who"].isupper())
                and self._is_label(label["who"], sentence.start)
            ):
                self.floor = self._labelled(label["who"], sentence.start, label["name"] or "")
                label_paragraph = sentence.paragraph
                start = sentence.start + label.end()
            near = 0 <= sentence.paragraph - label_paragraph <= 1
            holds = transcript or label_paragraph == sentence.paragraph or (near and self._in_quote(sentence))
            speaker = self.floor if self.floor and holds else self.floors.get(sentence.paragraph)
            if frame is not None and frame.speaker is None and speaker is not None and not frame.outlets:
                frame = None  # "She rang my office and asked": told by the one who has the floor
            if speaker is None and not self._first_person(sentence) and self._is_weak(frame):
                frame = self._assumed(sentence) or frame
                if frame and frame.speaker and frame.speaker.kind == "unnamed" and is_clause(frame.speaker.name):
                    frame = replace(frame, speaker=None)  # "says a van came in spring, took ..."
            if frame is not None:
                found.extend(self._with_frame(sentence, number, frame))
                self.last = frame
            else:
                found.extend(self._without_frame(sentence, number, start, frames, sentences, speaker))
            found.extend(self._embedded(sentence, number))
        return found

    def _marked(self, frame: Frame | None) -> Frame | None:
        """The frame as assumed, where its speaker is one of several whom the pronoun may mean."""
        doubtful = frame is not None and frame.speaker is not None and frame.speaker is self.one_of_several
        return replace(frame, assumed=True) if frame is not None and doubtful else frame

    def _first_person(self, s: Sentence) -> bool:
        """Whether the one who signs speaks of himself."""
        return self._signed(s) is not None and _I.search(self.text, s.start, s.end) is not None

    def _is_weak(self, frame: Frame | None) -> bool:
        """Whether a frame names nobody, or something that can hardly speak."""
        if frame is None or (frame.speaker is None and not frame.outlets):
            return True
        who, (a, b) = frame.speaker, frame.content
        if frame.verb == "according" and a >= b and self.text[frame.start].isupper():
            return True  # no comma ends the speaker: "By the reckoning of the harbour master the tug sank"
        return (
            who is not None
            and who.kind == "unnamed"
            and (
                who.name.endswith((" who", " which"))
                or who.name.startswith("s ")
                or not any(is_someone(w, papers=True) for w in who.name.split())
            )
        )

    def _witness(self, at: int) -> Speaker | None:
        """Who answers in a record of questions and answers: the one whose name in capitals opened the evidence."""
        called = self._called.holding(at)
        return self._labelled(re.sub(r"\s+", " ", called["who"]), called.start("who")) if called else None

    def _turns(self, sentences: Sequence[Sentence]) -> int:
        """How many sentences begin with a speaker's label."""
        found = 0
        for s in sentences:
            label = TRANSCRIPT.match(self.text, s.start, s.end)
            if label and not NO_LABEL.match(label["who"]) and self._is_label(label["who"], s.start):
                found += 1
        return found

    def _with_frame(self, s: Sentence, number: int, frame: Frame) -> list[Statement]:
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
        if found and (end := self._told_first(s, frame, found[0].start)):
            found.insert(0, Statement(*self._tight(s.start, end), number, None, (), "", False, "told"))
        if not found:
            found.append(Statement(s.start, s.end, number, frame.speaker, frame.outlets, frame.verb, False, "said"))
        if frame.assumed:
            found = [replace(statement, assumed=statement.speaker is not None) for statement in found]
        return sorted(found, key=lambda statement: statement.start)

    def _told_first(self, s: Sentence, frame: Frame, said_at: int) -> int | None:
        """Where the text's own words end that stand before another's: "... has no grave; the wall was gathered by Toan,
        according to whom ...", "we found what Dr. Amra puts at 41 people"."""
        end = min(frame.start, said_at)
        own = self.text[s.start : end].rstrip()
        apart = (
            own[-1:] in (";", "—", "–")
            or frame.verb.startswith("put")
            or (frame.verb == "according" and said_at > frame.start)
        )
        return end if apart and len(own) >= 40 and FINITE.search(own) else None

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
        frames: Sequence[Frame | None],
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
        if covered and covered >= 0.85 * size - 3:
            frame = self._ahead(s, number, frames, sentences) or self._acting(s, number, frames, sentences)
            if frame is None and self.last and number and self._same_turn(sentences, number):
                frame = self.last
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
                assumed = frame.assumed and frame.speaker is not None
                return [Statement(a, b, number, frame.speaker, frame.outlets, frame.verb, True, "said", assumed)]
        quoter = self._quoter(s)
        if quoter is not None:
            a, b = quoter[1]
            self._remember(quoter[0], ())
            self.last = Frame(a, b, quoter[0], (), "", "said", quoter[1])
            own: list[tuple[int, int, Speaker | None, bool]] = [(a, b, quoter[0], True)]
            if a - s.start > 25:
                own.insert(0, (s.start, a, self._signed(s), False))
            return [
                Statement(*self._tight(p, q, keep=spoken), number, who, (), "", spoken, "said" if who else "told")
                for p, q, who, spoken in own
            ]
        if (beside := self._beside(s, number, sentences) or self._nearest(s)) is not None:
            self.last = beside
            return self._with_frame(s, number, beside)
        if (signer := self._signed(s)) is not None:
            return [Statement(*self._tight(start, s.end, keep=True), number, signer, (), "writes", False, "said")]
        return [Statement(*self._tight(start, s.end, keep=True), number, None, self._outlets(s), "", False, "told")]

    def _signed(self, s: Sentence) -> Speaker | None:
        """Who signs, for what stands before the signature."""
        return self.signer[0] if self.signer is not None and s.start < self.signer[1] else None

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
