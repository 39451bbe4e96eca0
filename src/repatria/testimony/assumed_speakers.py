"""Who most likely says it, where no speech frame tells: the subject beside a verb that can be one of saying."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from repatria.testimony.actor_lexicon import NOT_NAMES
from repatria.testimony.gender import may_be
from repatria.testimony.quotations_alone import QuotationsAlone
from repatria.testimony.saying_lexicon import CHAIN, SAYING, SAYING_AT_A_CLAUSE, is_someone
from repatria.testimony.segment import Sentence
from repatria.testimony.speech_lexicon import FINITE
from repatria.testimony.voices import Frame, Speaker

_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?(?=\s)|[^\W\d_][\w'’-]*")
_CAPITAL = re.compile(
    r"(?<![\w'-])[A-ZÀ-ÖØ-ÞĀ-ſ][\w'-]+(?<!'s)(?:\s(?:(?:de|van|von|del|al|bin|la|der|O'|[A-Z]\.)\s)?[A-ZÀ-ÖØ-ÞĀ-ſ][\w'-]*(?<!'s)\.?)*"
)
# A clause begins anew after these; a subject does not reach over them.
_BOUND = re.compile(
    r"[.;:?!“”\"(]\s*|(?:^|\s)(?:but|that|because|when|where|while|although|though|if|whether|as|how|what|which|who|whom|until|so|then|than|before|after|since|and)\s",
    re.I,
)
_AFTER = re.compile(
    r"\s*(?:[,.;:?!“”\"(–—]|\s(?:from|to|over|when|as|that|about|before|after|while|by|with|through|into|during|on|at|in|last|this|yesterday|again|twice)\s|$)"
)
_DETERMINED = re.compile(
    r"^(?:the|an?|its|his|her|their|my|our|your|one|two|three|four|five|both|some|several|most|many|few|all|another|old|young|each|every|other|these|those|[A-Z][\w'-]*(?:'s|s'))\s",
    re.I,
)
_OF = re.compile(r"\s(?:of|from|at|in|for|with|on|near|to|by|who|whose|that)\s")
_CLAUSE_AFTER = re.compile(
    r"\s+(?:(?:\w+\s){0,5}?)?that\s|\s*:\s|,?\s*[“\"‘']|\s+(?:how|why|what|whether|where|when|of)\s|\s+(?:he|she|they|it|I|we)\s"
)
_CLAUSE_NEXT = re.compile(
    r"\s+(?:\w+ly\s|only\s|on \w+day\s|to (?:him|her|me|us|them)\s)?that\s|\s*:\s|,?\s*[“\"‘']|\s+(?:how|why|whether|of)\s|\s+(?:he|she|they|I|we)\s"
)
_PARENTHESIS = re.compile(r",[”\"]?\s*(?:as\s|so\s)?$|[–—]\s*$|[”\"]\s*$")
_CLOSED = re.compile(r"\s*(?:\w+\s*)?[,.;–—?!]")
_SOON = 40  # code points after a verb within which the quoted words open
_CLOSING = re.compile(r"(?:\s+(?:[\w'’-]+)){0,7}?\s*(?:[,.;:–—?!]|$)")
_COLON = re.compile(r"^(?P<lead>[^:“”\"]{6,140}):\s+(?=[\w“\"‘'])")
# Nouns of saying by which a clause names its speaker: "by the department's own admission", "in the eyes of the court".
_SOURCED = re.compile(
    r"\b(?:by|in|on|to|at|from)\s(?P<own>(?:the|an?|his|her|its|their|our|[A-Z])[^,.;“\"]{1,50}?)(?:'s|(?<=s)')\s(?:own\s|best\s|later\s|earlier\s)?(?:admission|account|view|words?|telling|opinion|estimate|reckoning|version|testimony|evidence|mind|eyes|book|reading|report|count)\b"
    r"|\b(?:in the (?:eyes|view|words|judgment|mind|opinion|version|hands) of|for|to|in the words of one|[Ff]rom|say what (?:it|they|he|she) (?:will|may))\s(?P<of>the\s[^,.;“\"]{2,40}?|[A-Z][\w.]+(?:\s[A-Z]\w+)*)(?=,|\s[“\"]|\.?$)",
)
_NOT_SAID = re.compile(r"\s+to\s(?:be|have)\b")  # "thought to be American"
_BEING = frozenset("is are was were been be being".split())
_JUDGING = re.compile(
    r"\s+(?:[\w'’]+\s){1,6}?(?:of|against|for|an?|to|on)\s", re.I
)
_SAYS = frozenset("says said claims claimed insists insisted swears swore".split())
_JUDGED = frozenset("accuse accuses accused warn warns warned blame blames blamed call calls called urge urges urged".split())
# "at Kolno", "of rural Osmond Township": a place, where the subject stands before it.
_PLACED = re.compile(r"\b(?:of|in|at|from|near|on|for|to|by|with|across|around|over|last|next|this)\s(?:the\s)?(?:[a-z]+\s)?$")
_PLACES = frozenset("City Town Township County River Hill Hills Island Islands Street Road Ridge Bay Lake Mountain Creek Valley Park Hall Bridge Easter Christmas Sept Oct Nov Dec Jan Feb Aug".split())
_CLOSES = re.compile(
    r"(?:So|Thus) (?:begins|began|ends|ended|reads|read|runs|ran|goes|went|wrote|writes|said|says|spoke|speaks)\s|(?:It|That|This|They) (?:is|was|were|came|comes|are) from\s|(?:The|These|Those|That) (?:words|voice|lines) (?:is|are|was|were) (?:those of |that of )?"
)
_TELLS_IT = re.compile(
    r"\b(?:remember|recall|tell|see|put|explain|describe|hear|know|retell)(?:s|ed)?\b[^,.;:“\"]{0,40}?\b(?:differently|otherwise|another (?:story|tale|version)|a different (?:story|tale|version)|it (?:well|clearly|vividly|all|like this|this way|thus))\W*$|\b(?:disagrees?|disagreed|begs? to differ|begged to differ|told (?:it|the story|us) (?:like this|thus|so))\W*$"
)
# What stands before a noun that looks like a verb: "once the Dutch give the nod".
_NO_SUBJECT = re.compile(
    r"(?:^|\s)(?:the|an?|his|her|its|their|my|our|your|this|that|these|those|no|any|some|every|of|in|at|for|with|by|from|on|than|more|less|fewer|such|without|one's|\w+'s|\w+s')$", re.I
)
_PRONOUN = re.compile(r"(?:^|\s)(?P<p>he|she|they|it)$", re.I)
_STRONG, _ENOUGH = 3.0, 3.0


class _Candidate(NamedTuple):
    """Someone who may be speaking: where the words of the frame stand and what speaks for it."""

    weight: float
    speaker: Speaker
    start: int
    end: int
    verb: str
    content: tuple[int, int]


class AssumedSpeakers(QuotationsAlone):
    """Backs off to the likeliest speaker of quoted or reported words; what it finds is marked as assumed."""

    def _assumed(self, s: Sentence) -> Frame | None:
        """The frame of the likeliest subject of the sentence that a verb of saying stands beside."""
        found = [*self._by_verbs(s), *self._by_colon(s), *self._by_source(s)]
        best = max(found, key=lambda one: one.weight, default=None)
        if best is None or best.weight < _ENOUGH:
            return None
        self._remember(best.speaker, ())
        return Frame(best.start, best.end, best.speaker, (), best.verb, "said", best.content, True)

    def _by_verbs(self, s: Sentence) -> list[_Candidate]:
        found = []
        for match in _WORD.finditer(self.text, s.start, s.end):
            word = match[0].lower()
            if word not in SAYING_AT_A_CLAUSE:
                particle = re.match(r"\s\w+", self.text[match.end() : match.end() + 12])
                if particle is None or word + particle[0] not in SAYING_AT_A_CLAUSE:
                    continue
            if self._quoted(match.start()) or _NOT_SAID.match(self.text, match.end(), s.end):
                continue
            sure = word in SAYING
            found += [one for one in (self._inverted(s, match, sure), self._plain(s, match, sure)) if one is not None]
        return found

    def _inverted(self, s: Sentence, verb: re.Match[str], sure: bool) -> _Candidate | None:
        """ "..., grumbled the bosun", "Thus spake the Treasury": the subject stands after the verb."""
        before = self.text[s.start : verb.start()]
        heads = len(before.split()) <= 1 and "," not in before
        if not (_PARENTHESIS.search(before) or heads) or verb[0].endswith("ing"):
            return None
        stop = _AFTER.search(self.text, verb.end() + 1, min(s.end, verb.end() + 90))
        end = stop.start() if stop else min(s.end, verb.end() + 90)
        if FINITE.search(self.text, verb.end(), end):
            return None  # "says the camp was liberated"
        speaker = self._someone(verb.end() + 1, end, papers=True)
        if speaker is None or (heads and not sure and speaker.kind != "person"):
            return None
        weight = 2.0 + 2.0 * sure + 1.0 * bool(self._quotes(s))
        colon = re.match(r"[^:“”\"]{0,60}:\s+", self.text[end : s.end]) if heads else None
        content = (end + colon.end(), s.end) if colon else ((s.start, verb.start()) if before[-2:-1] in "”\"" else (s.start, s.end))
        if heads and not colon:
            return None
        return _Candidate(weight, speaker, verb.start(), end, verb[0].lower(), self._tight(*content))

    def _plain(self, s: Sentence, verb: re.Match[str], sure: bool) -> _Candidate | None:
        """ "her barrister submitted", "prosecutors now accept that", "Zamora, asked twice, would say only that"."""
        edge, helped = self._before_chain(s, verb.start())
        passive = _BEING & set(self.text[edge : verb.start()].lower().split())
        if self.text[edge : edge + 3] == "to ":
            return None  # "the laboratory learned to read"
        if verb[0].endswith("ing") != bool(passive) and not (helped and verb[0].endswith("ing")):
            return None
        word = verb[0].lower()
        left = max([s.start, *(b + 1 for _, b in self._quotes(s) if b <= edge)])
        lead = self.text[left:edge]
        plural = not helped and word == verb[0] and word + "s" in SAYING_AT_A_CLAUSE
        subject = self._subject_before(s, left, edge, plural=plural)
        if subject is None:
            return None
        speaker, start = subject
        after = self.text[verb.end() : s.end]
        clause = (_CLAUSE_AFTER if sure else _CLAUSE_NEXT).match(after)
        ahead = self.text[s.start : start]
        closing = _CLOSING if sure else _CLOSED
        framed = bool(_PARENTHESIS.search(ahead)) and bool(
            closing.fullmatch(after[: after.find(",") + 1] if "," in after else after)
        )
        opens = any(0 < a - verb.end() <= _SOON for a, _ in self._quotes(s))
        judged = word in _JUDGED and _JUDGING.match(after)
        headline = verb[0][0].isupper() and " " in lead.strip() and self.text[s.end - 1] not in ".!?,:;" and self.text[start : start + 1].isupper()
        how = re.search(r"\b(?:is|was) (?:how|what|all|as much as)\s+$", ahead)
        weight = 1.0 + sure + 2.0 * (clause is not None or bool(judged)) + 2.0 * framed + 0.5 * bool(self._quotes(s))
        weight += 1.0 * (sure and word in _SAYS and FINITE.search(after[:70]) is not None)
        weight -= 1.0 * bool(re.match(r"\s(?:as|when|while|over|at|by)\s", after))
        weight += 1.5 * opens + 1.5 * headline + 2.0 * bool(how)
        if clause is not None and not framed:
            content = (verb.end() + (clause.end() if "that" in clause[0] or ":" in clause[0] else 0), s.end)
        elif framed or how:
            content = (s.start, s.end)
        else:
            content = (verb.end(), s.end)
        return _Candidate(weight, speaker, start, verb.end(), word, self._tight(*content))

    def _before_chain(self, s: Sentence, at: int) -> tuple[int, bool]:
        """Where the subject ends: before "would neither confirm nor", "used to", adverbs; whether a helping verb stood there."""
        helped = False
        while (word := re.search(r"([\w'’-]+)\s+$", self.text[max(s.start, at - 30) : at])) is not None:
            low = word[1].lower()
            if low not in CHAIN and not low.endswith("ly") and not (helped and low in SAYING):
                break
            if low in ("neither", "nor", "to"):
                helped = True
            helped = helped or not low.endswith("ly")
            at = max(s.start, at - 30) + word.start()
            if at <= s.start:
                break
        return at, helped

    def _subject_before(self, s: Sentence, left: int, edge: int, *, plural: bool) -> tuple[Speaker, int] | None:
        """Who is the subject that ends at edge; clauses put in commas or dashes before it are passed over."""
        words = self.text[left:edge].rstrip()
        if _NO_SUBJECT.search(words):
            return None
        if words[-1:] in (",", "–", "—", ")"):
            opening = words.rfind("(" if words[-1] == ")" else words[-1], 0, -1)
            if opening < 0:
                return None
            aside = left + opening + 1, left + len(words) - 1
            before = self.text[left : left + opening]
            named = _CAPITAL.match(self.text, aside[0] + 1, aside[1])
            if named and (who := self._someone(named.start(), named.end())) and named.end() >= aside[1] - 1:
                return who, left
            if words[-1] in "–—" and (who := self._someone(*aside)) is not None and who.kind == "person":
                return who, left
            words = before.rstrip()
        start = left
        for cut in _BOUND.finditer(self.text, left, left + len(words)):
            if cut[0].strip() != "." or not re.search(r"\b[A-Z][a-z]{0,3}$", self.text[left : cut.start()]):
                start = cut.end()
        comma = self.text.rfind(", ", start, left + len(words))
        start = comma + 2 if comma >= 0 else start
        end = left + len(words)
        pronoun = _PRONOUN.search(self.text[start:end])
        if pronoun is not None:
            if pronoun["p"].lower() not in ("he", "she"):
                return None
            who = self._meant(s, start, pronoun["p"].lower())
            return (who, start) if who else None
        who = self._someone(start, end, papers=True, subject=True)
        if who is None or (plural and " and " not in self.text[left:end] and not self._are_many(who)):
            return None
        return who, start

    @staticmethod
    def _are_many(who: Speaker) -> bool:
        return who.kind in ("group", "organisation") or bool(
            re.search(r"(?:[^s']s|people|men|women|wives|folk|children|families)\b", who.name)
        )

    def _meant(self, s: Sentence, at: int, pronoun: str) -> Speaker | None:
        """Whom a pronoun means: the nearest name before it in the sentence, then those of the paragraph, then the next one."""
        inside = [
            m for m in self._mentions(s.start, at) if m.kind == "person" and may_be(m.name, self._title(m), pronoun)
        ]
        if inside:
            return self._speaker(inside[-1])
        names = [m for m in _CAPITAL.finditer(self.text, s.start + 1, at) if self._is_name(m) and m.end() > at - 60]
        if names:
            return self._named(names[-1])
        if (who := self._recent(s, pronoun)) is not None:
            return who
        for begin, end in ((self._sentence_before(s), s.start), (s.end, min(len(self.text), s.end + 120))):
            names = [m for m in _CAPITAL.finditer(self.text, begin, end) if self._is_name(m)]
            if names and "\n\n" not in self.raw[begin:end]:
                return self._named(names[0])
        return None

    def _by_colon(self, s: Sentence) -> list[_Candidate]:
        """ "Its director, Lowell Trask, bristles: ...", "Hear it from the gravedigger: ..."."""
        match = _COLON.match(self.text[s.start : s.end])
        if match is None or self._quoted(s.start):
            return []
        end = s.start + match.end("lead")
        quoted = any(a <= s.start + match.end() + 1 for a, _ in self._quotes(s) if a > end)
        source = re.search(r"\b(?:from|by|in the words of)\s", match["lead"])
        own = s.start + source.end() if source and source.end() > len(match["lead"]) - 50 and not self._mentions(s.start, s.start + source.start()) else s.start
        speaker = self._someone(own, end, first=True) if len(match["lead"].split()) > 2 else None
        if speaker is not None and not quoted and speaker.name == match["lead"].split()[0] and speaker.kind == "person":
            return []  # "Identified this year: 21"
        told = re.search(r"\b(?:cautious|blunt|clear|sure|certain|firm|adamant|from|says?|to say|word|answer|reply|verdict|view|version|message)\b", match["lead"])
        if speaker is None or not (quoted or told):
            return []
        return [_Candidate(2.5 + quoted + bool(told), speaker, s.start, end, "", self._tight(s.start + match.end(), s.end))]

    def _by_source(self, s: Sentence) -> list[_Candidate]:
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
                    _Candidate(_STRONG, speaker, match.start(), match.end(), "according", self._tight(s.start, s.end))
                )
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
            lead = re.match(r"(?:That|It|This|So) (?:is|was|says|said|began|begins)\s(?:from\s|by\s)?", self.text[near.start : near.end])
            start = near.start + (lead.end() if lead else 0)
            head = re.search(r",\s|[.;:“\"]", self.text[start : near.end])
            who = self._someone(start, start + min(head.start() if head else near.end - start, 90), first=True)
            if who is not None:
                self._remember(who, ())
                a, b = max(self._quotes(s), key=lambda q: q[1] - q[0])
                return Frame(s.start, s.start, who, (), "", "said", self._tight(max(a, s.start), min(b, s.end), keep=True), True)
        return None

    def _closing(self, number: int, sentences: Sequence[Sentence]) -> Speaker | None:
        """Whose the words before are, told at the end of a paragraph: "So begins the open letter", "It was from her brother"."""
        here = sentences[number]
        for later in sentences[number + 1 : number + 5]:
            if later.paragraph != here.paragraph:
                return None
            lead = _CLOSES.match(self.text, later.start, later.end)
            if lead is None:
                continue
            head = re.search(r",\s|[.;:“\"]|\s(?:that|who|which)\s", self.text[lead.end() : later.end])
            return self._someone(lead.end(), lead.end() + (head.start() if head else 60), papers=True)
        return None

    def _telling(self, s: Sentence, number: int, sentences: Sequence[Sentence]) -> Speaker | None:
        """Who has just been said to tell: "His sister-in-law remembers it differently. The knock came on the Thursday"."""
        before = sentences[number - 1] if number else None
        if before is None or before.paragraph != s.paragraph or self.last is None or self.last.start < before.start:
            return None
        return self.last.speaker if _TELLS_IT.search(self.text, before.start, before.end) else None

    def _someone(self, start: int, end: int, *, papers: bool = False, first: bool = False, subject: bool = False) -> Speaker | None:
        """The person, body or noun of people in [start, end): the last of them, or the first where they begin a sentence."""
        words = self.text[start:end].strip(" ,")
        if not words:
            return None
        start = self.text.index(words, start)
        end = start + len(words)
        inside = [m for m in self._mentions(start, end) if m.kind != "media"]
        people = [m for m in inside if m.kind == "person" and m.name not in _PLACES]
        if people:
            return self._speaker(people[0] if first else people[-1])
        phrase = self._people_phrase(words, papers=papers)
        names = [
            m
            for m in _CAPITAL.finditer(self.text, start, end)
            if self._is_name(m, subject=subject or first) and not _PLACED.search(self.text[max(start, m.start() - 24) : m.start()])
        ]
        if names and not inside and (phrase is None or names[-1].end() >= end - 1 or first):
            return self._named(names[0] if first else names[-1])
        if phrase is not None:
            return self._unnamed(phrase)
        return self._speaker(inside[0] if first else inside[-1]) if inside else None

    def _people_phrase(self, words: str, *, papers: bool) -> str | None:
        """The noun phrase of people (or of what is written) within these words, with what belongs to it."""
        head_part = _OF.split(words)[0].split()
        if not head_part:
            return None
        for n in range(len(head_part) - 1, -1, -1):
            if is_someone(head_part[n], papers=papers) and not head_part[n].endswith("'s"):
                begin = next((k for k in range(n, -1, -1) if _DETERMINED.match(head_part[k] + " ")), None)
                if begin is None and not head_part[n].lower().endswith(("s", "men", "people", "women", "folk", "children")):
                    begin = n if n == 0 or head_part[n][0].isupper() else None
                if begin is None and n > 0 and not head_part[n].endswith("s"):
                    return None
                rest = words[len(" ".join(head_part)) :] if n == len(head_part) - 1 and words.startswith(" ".join(head_part)) else ""
                tail = re.match(r"\s(?:of|from)\s(?:the\s)?[\w'-]+(?:\s[A-Z][\w'-]+)*", rest)
                return " ".join(head_part[0 if begin is None else begin : n + 1]) + (tail[0] if tail else "")
        return None

    def _is_name(self, match: re.Match[str], *, subject: bool = False) -> bool:
        """Whether capitalised words are a proper name: several, one that does not merely begin a sentence, or one that acts."""
        words = match[0].split()
        while words and words[0] in NOT_NAMES:
            words = words[1:]
        if not words or words[0].startswith("I'") or match[0].endswith("'") or "-" in words[0] and words[0].lower().split("-")[0].endswith("ty"):
            return False
        if (words[-1].isupper() and len(words[-1]) > 2) or words[-1] in _PLACES or words[-1] in NOT_NAMES:
            return False
        if subject and not re.search(r"(?:s|ing|ly|ed)$", words[0]) and words[0].lower() not in self.text:
            return True
        begins = match.start() == 0 or self.text[max(0, match.start() - 2) : match.start()].strip() in (".", "?", "!", "”", '"', "")
        return len(words) > 1 or len(words) < len(match[0].split()) or not begins or self.text.count(words[0]) > 1

    def _named(self, match: re.Match[str]) -> Speaker:
        words = match[0].split()
        while len(words) > 1 and words[0] in NOT_NAMES:
            words = words[1:]
        name = " ".join(words)
        return Speaker(name, re.sub(r"\W+", "_", words[-1].upper()).strip("_"), "person")
