"""Who can be speaking in a text: those named, those unnamed, and whom "he", "the official" or "the command" means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from repatria.testimony.speakers.actor_lexicon import AGENT
from repatria.testimony.speakers.actors import Mention
from repatria.testimony.speakers.gender import may_be
from repatria.testimony.speakers.saying_lexicon import is_someone
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name as the text gives it at its fullest, and an id."""

    name: str
    id: str
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Frame:
    start: int
    end: int
    speaker: Speaker | None
    outlets: tuple[str, ...]
    verb: str
    role: str
    content: tuple[int, int]
    assumed: bool = False


_SHORT = {
    "colonel": "Col", "general": "Gen", "captain": "Capt", "major": "Maj", "sergeant": "Sgt", "lieutenant": "Lt|Lieut", "admiral": "Adm", "corporal": "Cpl|Corp", "private": "Pvt|Pfc|Pte",
    "professor": "Prof", "doctor": "Dr", "senator": "Sen", "governor": "Gov", "commander": "Cmdr|Cdr",
}  # fmt: skip
_THE_RANK = compiled(
    rf"[Tt]he (?P<rank>{'|'.join(_SHORT)}|minister|superintendent|mayor|judge|ambassador|bishop|inspector|secretary)"
)
# "In his memoir the general writes": the place before the subject is none of its name.
# "a number the ministry confirmed": it is the ministry that speaks.
_APPOSED = compiled(
    r"^an?\s+(?:[a-z]+\s+)?(?:claim|figure|number|count|report|statement|estimate|account|version|story|charge)\s+(?:that\s+|which\s+)?(?=(?:the|an?|his|her|its|their|both)\s)"
)
_LED_IN = compiled(
    r"(?:in|at|on|from|for|with|during|after|before|to|by)\s.*\s(?P<np>(?:the|an?|his|her|their|its|our|my)\s[\w'’-]+(?:\s[\w'’-]+){0,2})$",
    re.I,
)
_LAST_TWO = 2  # sentences in which a pronoun's person is looked for
_TITLED = compiled(r"\b(?:Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Adm|Brig|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Prof|U\.S)\.\s*$")
# "Kim met Lee": somebody named by the surname alone.
_MET = compiled(
    r"\b(?:met|told|asked|saw|joined|with|and|replaced|succeeded|called|informed|thanked|greeted|interviewed|briefed|questioned|accompanied|visited|followed) (?P<who>[A-Z][a-z]+)(?=[.,;]| (?:and|in|at|on|who|before|after)\b)"
)
_ONE_OF_THEM = compiled(r"(?:an?|one|another|two|three|several|some)\s", re.I)
_BACK = 3  # sentences within which one without a name is looked for
_SUBJECT = 40  # code points from the head of a sentence within which its subject is named
OFFICE = compiled(
    r"\b(?P<np>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne)\s(?:[\w'’-]+\s){0,2}(?:guide|aide|cook|[Cc]oroner|[Mm]ayor|[Aa]mbassador|[Mm]inister|[Pp]resident|[Cc]hairman|[Cc]hairwoman|[Gg]overnor|[Cc]ommissioner|[Bb]ishop|judge|captain|foreman|widow|widower|sister|brother|mother|father|son|daughter|niece|nephew|cousin|uncle|aunt|priest|surgeon|"
    r"chief|clerk|guard|farmer|friend|gentleman|lady|fellow|reader|caller|forester|nurse|pilot|sergeant|colonel|general|major|lieutenant|envoy|veteran|witness|man|woman|"
    + AGENT
    + r"[a-z]{3,}(?:er|or|ist|ian|man|woman|ant)))\b(?!\s+(?:tent|house|room|office|hall|quarters|school|car|mess|post|book|case|plot|grave)s?\b)"
)


class Voices:
    """Everyone named in a text and every quotation, with the memory of who spoke last."""

    def __init__(
        self,
        text: str,
        quotes: list[tuple[int, int]],
        named: list[Mention],
        signer: tuple[Speaker, int] | None,
        raw: str,
    ) -> None:
        self.text, self.quotes, self.named, self.signer, self.raw = text, quotes, named, signer, raw
        self.starts = [mention.start for mention in named]
        self.spoken = Placed(quotes, lambda quote: quote[0])
        self.quotes = self.spoken.items  # none overlaps another
        self.quote_starts, self.quote_ends = [a for a, _ in self.quotes], [b for _, b in self.quotes]
        self.bodies = {word: m for m in reversed(named) if m.kind == "organisation" for word in m.name.lower().split()}
        self.turns: dict[str, int] = {}
        self.written: Counter[str] = Counter(re.findall(r"[^\W\d_][\w'-]*", text))
        self.last: Frame | None = None
        self.last_person: Speaker | None = None
        self.one_of_several: Speaker | None = None  # whom the last pronoun was taken to mean, where it may mean another
        self.unnamed: dict[str, Speaker] = {}
        self.outlets: tuple[str, ...] = ()
        self.floor: Speaker | None = None
        self.floors: dict[int, Speaker] = {}

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
                    last = re.match(r"\s[\w-]+$", words[mention.end - start :]) if kind == "state" else None
                    if last and is_someone(last[0].strip()) and _ONE_OF_THEM.match(words):
                        return self._unnamed(words)  # "one weary American negotiator"
                    return self._speaker(mention)
        return None

    def _speaker(self, mention: Mention) -> Speaker:
        return Speaker(mention.name, mention.id, mention.kind)

    def _of_rank(self, words: str) -> Speaker | None:
        """Whom "the colonel" means: the one person of that rank whom the text names."""
        match = _THE_RANK.fullmatch(words)
        if match is None:
            return None
        short = _SHORT.get(match["rank"].lower(), match["rank"])
        ranked = compiled(rf"\b(?:{short}|{match['rank']})\b", re.I)
        found = {
            m.id: m
            for m in self.named
            if m.kind == "person" and ranked.search(self.text[max(0, m.start - 24) : m.start] + m.name)
        }
        return self._speaker(next(iter(found.values()))) if len(found) == 1 else None

    def _unnamed(self, words: str) -> Speaker:
        words = words.strip(" ,").removeprefix("s ")  # of "the miller's son"
        if (led := _LED_IN.match(words)) is not None:
            words = led["np"]
        words = _APPOSED.sub("", words)
        if (ranked := self._of_rank(words)) is not None:
            return ranked
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

    def _recent(self, s: Sentence, pronoun: str = "") -> Speaker | None:
        """Whom "he" or "she" means: of those named in the paragraph the subject of the sentence before, whom the pronoun
        may mean; else who spoke last, or the one told of by an office. Of several it is remembered that there are others."""
        self.one_of_several = None
        near = [
            m
            for m in self._mentions(max(0, s.start - 400), s.start)
            if m.kind == "person"
            and "\n\n" not in self.raw[m.end : s.start]
            and may_be(m.name, self._title(m), pronoun)
        ]
        if near:
            begins = self._sentence_before(s)
            latest = [m for m in near if m.start >= begins]
            subject = latest and (latest[0].start - begins <= _SUBJECT or len(latest) == 1)
            meant = self._speaker(latest[0] if subject and pronoun else near[-1])
            self.one_of_several = meant if pronoun and self._others(meant, near, s.start) else None
            return meant
        last = self.last_person
        if last is not None and not may_be(last.name, "", pronoun):
            last = None
        if (last is None or last.kind == "unnamed") and (office := self._office(s, pronoun)):
            named = re.search(
                re.escape(office) + r", (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?=,| [a-z])",
                self.text[max(0, s.start - 400) : s.start],
            )
            if named:  # "Now a grandmother, Hasna was six"
                return Speaker(named["name"], named["name"].split()[-1].upper(), "person")
            return self._unnamed(office)
        if last is None:  # "..., he told the committee. Secretary Pompeo was testifying ..."
            ahead = next((m for m in self._mentions(s.end, s.end + 200) if m.kind == "person"), None)
            return self._speaker(ahead) if ahead and "\n\n" not in self.raw[s.end : ahead.start] else None
        return last

    def _others(self, meant: Speaker, near: list[Mention], end: int) -> bool:
        """Whether somebody else may be meant: another of those named in the last two sentences, or a bare surname in them."""
        back = end
        for _ in range(_LAST_TWO):
            back = self._begins_before(back)
            while back and _TITLED.search(self.text, max(0, back - 8), back):
                back = self._begins_before(back)  # "Col. Lee": no sentence ends there
        if any(m.start >= back and m.id != meant.id for m in near):
            return True
        named = set(re.findall(r"[A-Z][\w'-]+", meant.name))
        return any(
            match["who"] not in named and not self._mentions(match.start("who"), match.end("who"))
            for match in _MET.finditer(self.text, back, end)
        )

    def _office(self, s: Sentence, pronoun: str) -> str | None:
        """One without a name whom the pronoun may mean: told of by office or kinship in the paragraph, nearest first."""
        end, neutral = s.start, None
        for _ in range(_BACK):
            begins = self._begins_before(end)
            if begins >= end or "\n\n" in self.raw[begins:end]:
                break
            for office in OFFICE.finditer(self.text, begins, end):
                if not may_be(office["np"], "", pronoun):
                    continue
                if not may_be(office["np"], "", "he" if pronoun == "she" else "she"):
                    return office["np"]  # "a sister": the word itself says whom the pronoun means
                neutral = neutral or office["np"]
            end = begins
        return neutral

    def _title(self, mention: Mention) -> str:
        return self.text[max(0, mention.start - 6) : mention.start]

    def _sentence_before(self, s: Sentence) -> int:
        """Where the sentence before begins."""
        return self._begins_before(s.start)

    def _begins_before(self, end: int) -> int:
        back = max(0, end - 400)
        before = self.text[back:end].rstrip()
        cut = max(before.rfind(mark, 0, -1) for mark in (". ", ".” ", '." ', "? ", "! ", "?” ", '?" '))
        return back + max(cut + 2, 0) if cut >= 0 else back

    def _it(self, s: Sentence) -> Speaker | None:
        """Whom "it" means: the body or state that the sentence before begins with, else who spoke last."""
        back = max(0, s.start - 400)
        before = self.text[back : s.start].rstrip()
        start = back + max(before.rfind(". ", 0, -1), before.rfind(".” ", 0, -1), 0)
        for mention in self._mentions(start, s.start):
            if mention.kind in ("organisation", "state") and "\n\n" not in self.raw[mention.end : s.start]:
                return self._speaker(mention)
        if self.last is not None:
            return self.last.speaker
        return self.last_person if self.last_person and self.last_person.kind == "unnamed" else None

    def _body(self, head: str) -> Mention | None:
        """ "The commission": the body named before whose name has that word."""
        return self.bodies.get(head)
