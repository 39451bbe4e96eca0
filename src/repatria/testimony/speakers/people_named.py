"""Whom a stretch of text names: persons, bodies, nouns of people, and whom a pronoun means, known to no list or to one."""

from __future__ import annotations

import re

from repatria.testimony.speakers.actor_lexicon import NOT_NAMES
from repatria.testimony.speakers.gender import may_be
from repatria.testimony.speakers.quotations_alone import QuotationsAlone
from repatria.testimony.speakers.saying_lexicon import is_someone
from repatria.testimony.speakers.speech_lexicon import FINITE
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_CAPITAL = compiled(
    r"(?<![\w'-])[A-ZÀ-ÖØ-ÞĀ-ſ][\w'-]+(?<!'s)(?:\s(?:(?:de|van|von|del|al|bin|la|der|O'|[A-Z]\.)\s)?[A-ZÀ-ÖØ-ÞĀ-ſ][\w'-]*(?<!'s)\.?)*"
)
DETERMINED = compiled(
    r"^(?:the|an?|its|his|her|their|my|our|your|one|two|three|four|five|both|some|several|most|many|few|all|another|old|young|each|every|other|these|those|[A-Z][\w'-]*(?:'s|s'))\s",
    re.I,
)
PHRASE_GOES_ON = compiled(r"\s(?:of|from|at|in|for|with|on|near|to|by|who|whose|that)\s")
# "at Kolno", "of rural Osmond Township": a place, where the subject stands before it.
_PLACED = compiled(
    r"\b(?:of|in|at|from|near|on|for|to|by|with|across|around|over|last|next|this)\s(?:the\s)?(?:[a-z]+\s)?$"
)
_PLACES = frozenset(
    "City Town Township County River Hill Hills Island Islands Street Road Ridge Bay Lake Mountain Creek Valley Park Hall Bridge Easter Christmas Sept Oct Nov Dec Jan Feb Aug".split()
)

# "the younger of the brothers", "three of the families"
_PART_OF = compiled(
    r"(?:the\s)?(?:[a-z]+er|[a-z]+est|first|second|third|last|latter|former|other|others|rest|one|two|three|four|five|six|some|most|many|several|half|both|neither|each|all|majority)\sof\s(?P<whole>(?:the|his|her|their|its|our|my|these|those)\s(?:[\w-]+\s)?[\w-]+)",
    re.I,
)
_INSIDE = compiled(r"\b(?:in|at|near|from|around|across)\s(?:the\s)?(?:[a-z]+\s)?$")


_NAMED_BY_PARTICIPLE = compiled(
    r"\b(?:accused|bereaved|wounded|injured|displaced|deceased|condemned|convicted|detained|interviewed|surveyed|elected|united)\b(?=\s\w|$)",
    re.I,
)


def is_clause(name: str) -> bool:
    """Whether what should be a name holds a finite verb; "the accused" and "the bereaved" are people."""
    return FINITE.search(_NAMED_BY_PARTICIPLE.sub("", name)) is not None


class PeopleNamed(QuotationsAlone):
    """Finds who is named in a stretch of text."""

    def _meant(self, s: Sentence, at: int, pronoun: str) -> Speaker | None:
        """Whom a pronoun means: the nearest name before it in the sentence, then those of the paragraph, then the next one."""
        inside = [
            m for m in self._mentions(s.start, at) if m.kind == "person" and may_be(m.name, self._title(m), pronoun)
        ]
        if inside:
            return self._speaker(inside[-1])
        names = [
            m
            for m in _CAPITAL.finditer(self.text, s.start + 1, at)
            if m.end() > at - 60
            and self._is_name(m)
            and not _INSIDE.search(self.text[max(s.start, m.start() - 24) : m.start()])
        ]
        if names:
            return self._named(names[-1])
        if (who := self._recent(s, pronoun)) is not None:
            return who
        for begin, end in ((self._sentence_before(s), s.start), (s.end, min(len(self.text), s.end + 120))):
            names = [m for m in _CAPITAL.finditer(self.text, begin, end) if self._is_name(m)]
            if names and "\n\n" not in self.raw[begin:end]:
                return self._named(names[0])
        return None

    def _someone(
        self, start: int, end: int, *, papers: bool = False, first: bool = False, subject: bool = False
    ) -> Speaker | None:
        """The person, body or noun of people in [start, end): the last of them, or the first where they begin a sentence."""
        words = self.text[start:end].strip(" ,")
        if not words:
            return None
        start = self.text.index(words, start)
        end = start + len(words)
        inside = [m for m in self._mentions(start, end) if m.kind != "media" and m.name not in _PLACES]
        people = [m for m in inside if m.kind == "person"]
        if people:
            return self._speaker(people[0] if first else people[-1])
        phrase = self._people_phrase(words, papers=papers)
        names = [
            m
            for m in _CAPITAL.finditer(self.text, start, end)
            if self._is_name(m, subject=subject or first, heads=m.start() == start)
            and not _PLACED.search(self.text[max(start, m.start() - 24) : m.start()])
        ]
        if names and not inside and (phrase is None or names[-1].end() >= end - 1 or first):
            return self._named(names[0] if first else names[-1])
        if phrase is not None:
            return self._unnamed(phrase)
        return self._speaker(inside[0] if first else inside[-1]) if inside else None

    def _people_phrase(self, words: str, *, papers: bool) -> str | None:
        """The noun phrase of people (or of what is written) within these words, with what belongs to it."""
        if (part := _PART_OF.match(words)) is not None and is_someone(part["whole"].split()[-1]):
            return part[0]
        head_part = PHRASE_GOES_ON.split(words)[0].split()
        if not head_part:
            return None
        for n in range(len(head_part) - 1, -1, -1):
            if is_someone(head_part[n], papers=papers) and not head_part[n].endswith("'s"):
                begin = next((k for k in range(n, -1, -1) if DETERMINED.match(head_part[k] + " ")), None)
                if begin is None and not head_part[n].lower().endswith(
                    ("s", "men", "people", "women", "folk", "children")
                ):
                    begin = n if n == 0 or head_part[n][0].isupper() else None
                if begin is None and n > 0 and not head_part[n].endswith("s"):
                    return None
                rest = (
                    words[len(" ".join(head_part)) :]
                    if n == len(head_part) - 1 and words.startswith(" ".join(head_part))
                    else ""
                )
                tail = re.match(r"\s(?:of|from)\s(?:the\s)?[\w'-]+(?:\s[A-Z][\w'-]+)*", rest)
                return " ".join(head_part[0 if begin is None else begin : n + 1]) + (tail[0] if tail else "")
        return None

    def _is_name(self, match: re.Match[str], *, subject: bool = False, heads: bool = False) -> bool:
        """Whether capitalised words are a proper name: several, one that does not merely begin a sentence, or one that acts."""
        words = match[0].split()
        while words and words[0] in NOT_NAMES:
            words = words[1:]
        if (
            not words
            or words[0].startswith("I'")
            or match[0].endswith("'")
            or ("-" in words[0] and words[0].lower().split("-")[0].endswith("ty"))
        ):
            return False
        if (words[-1].isupper() and len(words[-1]) > 2) or words[-1] in _PLACES or words[-1] in NOT_NAMES:
            return False
        if heads and len(match[0].split()) == 1 and re.search(r"(?:ing|ly|ed)$", words[0]):
            return False  # "Reported by ..."
        if subject and not re.search(r"(?:s|ing|ly|ed)$", words[0]) and words[0].lower() not in self.written:
            return True
        begins = match.start() == 0 or self.text[max(0, match.start() - 2) : match.start()].strip() in (
            ".",
            "?",
            "!",
            "”",
            '"',
            "",
        )
        return len(words) > 1 or len(words) < len(match[0].split()) or not begins or self.written[words[0]] > 1

    def _named(self, match: re.Match[str]) -> Speaker:
        words = match[0].split()
        while len(words) > 1 and words[0] in NOT_NAMES:
            words = words[1:]
        name = " ".join(words)
        return Speaker(name, re.sub(r"\W+", "_", words[-1].upper()).strip("_"), "person")
