"""Which words of a sentence are what was said, once it is known where its speaker and verb stand."""

from __future__ import annotations

import re

from repatria.testimony.speakers.speech_lexicon import (
    ADJUNCT,
    FINITE,
    LEAD,
)
from repatria.testimony.speakers.turn_labels import TurnLabels
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_APPOSITION = compiled(r",\s+(?:who|whose|which|an?|the|his|her|former|now|then)\b")
# What speaks though it is no one: "a White House statement spoke of “the remains ...”".
_SOURCE = compiled(
    r"(?P<np>\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|[Oo]ur|[Oo]ne|[Tt]his|[Tt]hat)\s(?:[\w.'-]+\s){0,4}?(?:statement|report|letter|ledger|summary|justification|[Mm]inistry|[Dd]epartment|[Aa]gency|[Cc]ommand|[Cc]ommission|"
    r"[Ee]mbassy|[Gg]overnment|[Cc]hurch|[Oo]ffice|court|ruling|banner|sign|plaque|inscription|headline|article|notice|memo(?:randum)?|diary|entry|record|file|note|telegram|deputy|officer|official|spokes\w+|widow|witness|survivor|driver|commander|colonel|general|priest|guard|anthropologist|archaeologist|scientist|historian|doctor|pathologist|engineer|farmer|sergeant|captain|major))\b(?!\s+of\s+[A-Z])"
)
_OBLIQUE = compiled(
    r"\b(?:to|with|from|of|for|about|by|at|in|on|against|under|near|over|between|than|like|and)\s+(?:the\s+)?(?:[A-Z]?[a-z]+\s+)?$"
)
_GIVES = compiled(
    r"\b(?:puts?|gives?|gave|counts|counted|got|makes?|made|shows|showed|lists|ha(?:s|ve|d) it at)$", re.I
)
_PRESENT = compiled(r"\b[a-z]{3,}s\b")
_CUT = compiled(r"[;]|,\s(?:and|but|while)\s")
_TO_SAY = compiled(
    r"(?:\s+(?!(?:said|says|that|to)\b)[\w'’.-]+){0,6}\s+to say\s+(?:that\s+)?(?!good|farewell|hello|thank|sorry)"
)
_ADDING = compiled(r",\s+(?:adding|noting|insisting|stressing|explaining|recalling|warning|and|but)\b")
_MARKS = '“”"'


class SaidWords(TurnLabels):
    """The content of a speech frame."""

    def _content(self, s: Sentence, subject_start: int, frame_end: int, verb_end: int) -> tuple[int, int]:
        """What is said: after the frame, or before it when the frame closes the sentence."""
        text = self.text
        tail = text[frame_end : s.end]
        if _GIVES.search(text, max(s.start, verb_end - 12), verb_end):
            return self._tight(subject_start, s.end)  # "puts the number at 220", "the Pentagon counts 8"
        lead = text[s.start : subject_start].rstrip()
        if lead[-1:] == "," and len(lead) > 12 and frame_end > verb_end and _APPOSITION.match(tail):
            return self._tight(s.start, s.start + len(lead))  # "That is not enough, says Krepps, who edits ..."
        if lead[-1:] == "," and re.match(r",\s+\w", tail) and FINITE.search(tail) and not self._quotes(s):
            return self._tight(s.start, s.end)  # "When the plane landed, said Maj. Dorsey, nobody spoke"
        if lead[-1:] == "," and len(lead) > 12 and _ADDING.match(tail):
            return self._tight(s.start, s.end)  # "That is a fabrication, he said, adding that ..."
        opened = next((q for q in self._quotes(s) if verb_end <= q[0] <= verb_end + 4), None)
        if opened and not any(b <= subject_start for _, b in self._quotes(s)):
            return self._tight(opened[0], min(opened[1], s.end))  # "Asked about it, he replied, "I do.""
        lead = text[s.start : subject_start]
        if re.search(r",\s+(?:and|but|so|yet)\s*$", lead) and s.end - frame_end > 4 and not self._quotes(s):
            return self._tight(frame_end, s.end)  # "I can only say what is in it, and the log says seven"
        comma = lead.rfind(",")
        if comma > 20 and len(lead) - comma < 45 and not FINITE.search(lead[comma:]):
            subject_start = s.start + comma + 1  # "..., coast guard chief Luis Montano said"
        head = text[s.start : subject_start].rstrip()
        bare_tail = re.sub(
            r"\b(?:on|in|to|the|a|an|last|this|late|early|statement|reporters|interview|briefing|news|conference|telephone|by|phone|during|at|told|outlet|newspaper|also)\b|[\W\d_]|\w+day\b|[A-Z]\w+",
            "",
            tail,
        )
        trailing = (
            len(head) > 20
            or (len(head) > 8 and head[-1] == "," and FINITE.search(head) is not None)
            or (len(head) > 3 and head[-1] in _MARKS)
        ) and (head[-1] in ",”\"'" or head.endswith(("…", "—", "–", "-")))
        adjunct = ADJUNCT.match(tail)
        closes = (
            adjunct is not None
            and head[-1:] == ","
            and bool(FINITE.search(head))
            and not re.match(r"(?:In|On|At|After|During|Asked|Speaking|Last|Earlier|For|While|When|If)\b[^,]*,$", head)
        )
        if trailing and (len(bare_tail) < 12 or head[-1] in '”"' or closes) and not re.search(r"\bthat\b", tail[:60]):
            return s.start, s.start + len(head.rstrip(",—–- "))
        if called := _TO_SAY.match(tail):
            return self._tight(
                frame_end + called.end(), s.end
            )  # "rang me on Monday to say the laboratory had found him"
        opening = LEAD.match(tail)
        start = frame_end + (opening.end() if opening else 0)
        that = re.match(r"[^,“”\":;]{0,110}?\bthat\s+(?=\S)", text[verb_end : s.end])
        if that:
            start = max(start, verb_end + that.end())
        return self._tight(start, s.end)

    def _quoter(self, s: Sentence) -> tuple[Speaker, tuple[int, int]] | None:
        """Who is quoted in part where no verb of speech stands: "the Department describes a laboratory that is “out of
        floor space”", "Eide's deputy disagreed: “It is five.”"."""
        quote = next(
            (
                (max(a, s.start), min(b, s.end))
                for a, b in self._quotes(s)
                if a > s.start + 8 and self.text[a:b].count(" ") >= 2
            ),
            None,
        )
        if quote is None:
            return None
        lead = self.text[s.start : quote[0]]
        if not (FINITE.search(lead) or _PRESENT.search(lead) or lead.rstrip().endswith(":")):
            return None
        found: list[tuple[int, int, Speaker]] = []
        for match in _SOURCE.finditer(lead):
            found.append((1, match.start(), self._unnamed(match["np"])))
        for mention in self._mentions(s.start, quote[0]):
            at = mention.start - s.start
            if mention.kind == "media" or _OBLIQUE.search(lead[max(0, at - 24) : at]):
                continue
            owner = re.match(
                r"(?:'s|s'|')\s+(?P<np>(?:[\w-]+\s){0,3}?[\w-]+)(?=\s+(?:[a-z]+ed|[a-z]+s|of|in|that|who)\b|[,:])",
                lead[mention.end - s.start :],
            )
            if owner:
                name = f"{self.text[mention.start : mention.end]}'s {owner['np']}"
                found.append((1, at, Speaker(name, mention.id, "unnamed")))
            else:
                found.append((2 if mention.kind == "person" else 1, at, self._speaker(mention)))
        if not found:
            return None
        near = [f for f in found if not _CUT.search(lead, f[1])] or found
        return max(near, key=lambda f: f[:2])[2], quote

    def _according_content(self, s: Sentence, start: int, end: int) -> tuple[int, int]:
        if start - s.start < 25:
            return self._tight(end, s.end)
        if re.match(r",\s+\w", self.text[end : s.end]) and s.end - end > 20 and FINITE.search(self.text, end, s.end):
            return self._tight(s.start, s.end)  # "Of 740 men, according to a history, fewer than 250 answered"
        return self._tight(s.start, start)

    def _trim_who(self, match: re.Match[str]) -> int:
        """The name after "according to" ends where a verb phrase or a new clause begins."""
        stop = re.search(
            r"\s(?:who|which|and (?:the|he|she|they)|but|that|as(?: saying)?|because|when|after)\s"
            r"|(?<=[a-z])(?<!\bof)(?<!\bin)(?<!\bat)(?<!\bto)(?<!\bfor)(?<!\bby)(?<!\bon)(?<!\band)(?<!\bor)(?<!\bwith)(?<!\bfrom)(?<!\bnear)(?<!\ball)(?<!\bboth)(?<!\binto)(?<!\bunder)(?<!\babout)(?<!\babove)"
            r"\s(?:the|there|it|no|an?|he|she|they|his|her|their|its)\s",
            match["who"],
        )
        return match.start("who") + (stop.start() if stop else len(match["who"].rstrip()))
