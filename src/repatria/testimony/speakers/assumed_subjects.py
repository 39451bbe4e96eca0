"""Subjects of verbs that can be verbs of saying, before and after them, weighed by what stands around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from repatria.testimony.speakers.people_named import DETERMINED, PHRASE_GOES_ON, PeopleNamed
from repatria.testimony.speakers.saying_lexicon import (
    CHAIN,
    SAYING,
    SAYING_AT_A_CLAUSE,
    SAYING_WITH_A_PARTICLE,
    is_someone,
    is_written,
)
from repatria.testimony.speakers.speech_lexicon import FINITE, NOT_SPEAKERS
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_WORD = compiled(r"[^\W\d_][\w'’-]*\.?(?=\s)|[^\W\d_][\w'’-]*")
_CAPITAL = compiled(
    r"(?<![\w'-])[A-ZÀ-ÖØ-ÞĀ-ſ][\w'-]+(?<!'s)(?:\s(?:(?:de|van|von|del|al|bin|la|der|O'|[A-Z]\.)\s)?[A-ZÀ-ÖØ-ÞĀ-ſ][\w'-]*(?<!'s)\.?)*"
)
# A clause begins anew after these; a subject does not reach over them.
_BOUND = compiled(
    r"[.;:?!“”\"(]\s*|(?:^|\s)(?:but|that|because|when|where|while|although|though|if|whether|as|how|what|which|who|whom|until|so|then|than|before|after|since|and)\s",
    re.I,
)
_AFTER = compiled(
    r"\s*(?:[,.;:?!“”\"(–—]|\s(?:from|to|over|when|as|that|about|before|after|while|by|with|through|into|during|on|at|in|last|this|yesterday|again|twice)\s|$)"
)
_CLAUSE_AFTER = compiled(
    r"\s+(?:(?:\w+\s){0,5}?)?that\s|\s*:\s|,?\s*[“\"‘']|\s+(?:how|why|what|whether|where|when|of)\s|\s+(?:he|she|they|it|I|we)\s|\s+(?:you|me|us|him|her|them|anyone|everyone|visitors|reporters|callers)\s"
)
_CLAUSE_NEXT = compiled(
    r"\s+(?:\w+ly\s|only\s|on \w+day\s|to (?:him|her|me|us|them)\s)?that\s|\s*:\s|,?\s*[“\"‘']|\s+(?:how|why|whether|of)\s|\s+(?:he|she|they|I|we)\s|\s+there\s(?:is|are|was|were|has|have|had|will|would)\s|\s+(?:you|anyone|visitors|reporters|callers)\s"
)
# Any verb may be one of saying where it stands between a comma and its subject: "Leave it, ordered the inspector."
_AFTER_COMMA = compiled(r",[”\"]?\s$")
_PARTICLE = compiled(r"\s\w+")
_ANY_VERB = compiled(r"[a-z]{2,}(?:ed|[^s]s)$")
_PARENTHESIS = compiled(r",[”\"]?\s*(?:as\s|so\s)?$|[–—]\s*$|[”\"]\s*$")
_AS = compiled(r",[”\"]?\s+(?:as|so)\s$")  # "..., as the head of mission summed up the spring"
_CLOSED = compiled(r"\s*(?:\w+\s*)?[,.;–—?!]")
_NAME_FITS = 50  # code points that a title and a name take
_SOON = 40  # code points after a verb within which the quoted words open
_CLOSING = compiled(r"(?:\s+(?:[\w'’-]+)){0,7}?\s*(?:[,.;:–—?!]|$)")
_NOT_SAID = compiled(r"\s+to\s(?:be|have)\b")  # "thought to be American"
_BEING = frozenset("is are was were been be being".split())
_JUDGING = compiled(r"\s+(?:[\w'’]+\s){1,6}?(?:of|against|for|an?|to|on|about)\s|\s+(?:of|for|about|against)\s", re.I)
_SAYS = frozenset("say says said claims claimed insists insisted swears swore".split())
_JUDGED = frozenset(
    "ask asks asked appeal appeals appealed plead pleads pleaded talk talks talked speak speaks spoke complain complains complained threaten threatens threatened accuse accuses accused warn warns warned blame blames blamed call calls called urge urges urged".split()
)
# What stands before a noun that looks like a verb: "once the Dutch give the nod".
_NO_SUBJECT = compiled(
    r"(?:^|\s)(?:the|an?|his|her|its|their|my|our|your|this|that|these|those|no|any|some|every|of|in|at|for|with|by|from|on|than|more|less|fewer|such|without|one's|\w+'s|\w+s')$",
    re.I,
)
_RELATIVE = compiled(r"\swho\s$")
_PRONOUN = compiled(r"(?:^|\s)(?P<p>he|she|they|it)$", re.I)


STRONG = 3.0
# What is confirmed, denied or admitted is told as a noun too: "both governments deny the report".
_OBJECT = compiled(r"\s(?:the|an?|any|all|no|his|her|its|their|having|being|some|such|both|\d)\b")
# A roll or a ledger says what it shows: "the committee's minutes record four boxes".
_SHOWING = frozenset(
    "record records recorded list lists listed show shows showed name names named count counts counted mention mentions mentioned".split()
)
_COUNTED = compiled(
    r"\s(?:only\s|just\s|some\s|about\s|at least\s|of\s)?(?:\d|an?\s|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|no\s|none|[a-z]+teen|[a-z]+ty\b|him|her|them|the\s)"
)
_HINTING = frozenset(
    "hint hints hinted hinting allude alludes alluded testify testifies testified attest attests attested point points pointed admit admits admitted confess confesses confessed refer refers referred swear swears swore object objects objected".split()
)
_HINTED = compiled(r"\s(?:at|to)\s(?:an?|the|his|her|their|its|having|\w+ing|\d)\b")


_REJECTED = compiled(
    r"\b(?:claim|figure|number|count|assertion|allegation|report|statement|charge|account|estimate|version|suggestion|notion|story|rumou?r|which)s?\s+(?:(?:that|which)\s+)?(?:[\w.'’-]+\s+){1,5}$"
)
_REJECTS = frozenset("rejec denie deny dispu refut dismi conte doubt quest".split())
_NEAR = 40  # code points


class Candidate(NamedTuple):
    """Someone who may be speaking: where the words of the frame stand and what speaks for it."""

    weight: float
    speaker: Speaker
    start: int
    end: int
    verb: str
    content: tuple[int, int]


class AssumedSubjects(PeopleNamed):
    """Finds and weighs the subjects of a sentence."""

    def _by_verbs(self, s: Sentence) -> list[Candidate]:
        found = []
        for match in _WORD.finditer(self.text, s.start, s.end):
            word = match[0].lower()
            if word not in SAYING_AT_A_CLAUSE:
                near = self.text[max(s.start, match.start() - 3) : match.start()]
                if (
                    "," in near
                    and _AFTER_COMMA.search(near)
                    and not is_someone(word)
                    and (one := self._inverted(s, match, False)) is not None
                ):
                    found.append(one)
                if word not in SAYING_WITH_A_PARTICLE:
                    continue
                particle = _PARTICLE.match(self.text, match.end(), match.end() + 12)
                if particle is None or word + particle[0] not in SAYING_AT_A_CLAUSE:
                    continue
            if self._quoted(match.start()) or _NOT_SAID.match(self.text, match.end(), s.end):
                continue
            sure = word in SAYING
            found += [one for one in (self._inverted(s, match, sure), self._plain(s, match, sure)) if one is not None]
        return found

    def _inverted(self, s: Sentence, verb: re.Match[str], sure: bool) -> Candidate | None:
        """ "..., grumbled the bosun", "Thus spake the Treasury": the subject stands after the verb."""
        before = self.text[s.start : verb.start()]
        heads = len(before.split()) <= 1 and "," not in before
        known = verb[0].lower() in SAYING_AT_A_CLAUSE
        if not known and not _ANY_VERB.match(verb[0]):
            return None
        if not (_PARENTHESIS.search(before) or heads) or verb[0].endswith("ing"):
            return None
        stop = _AFTER.search(self.text, verb.end() + 1, min(s.end, verb.end() + 90))
        end = stop.start() if stop else min(s.end, verb.end() + 90)
        if FINITE.search(self.text, verb.end(), end):
            return None  # "says the camp was liberated"
        speaker = self._someone(verb.end() + 1, end, papers=True)
        if speaker is None or (heads and not sure and speaker.kind != "person"):
            return None
        ends = re.match(r"\s*(?:[.,;]|$)", self.text[end : s.end]) is not None and end - verb.end() < _NAME_FITS
        if not known and not (speaker.kind == "person" and ends):
            return None
        weight = 2.0 + 2.0 * sure + 1.0 * bool(self._quotes(s)) + 1.0 * (ends and speaker.kind == "person")
        colon = re.match(r"[^:“”\"]{0,60}:\s+", self.text[end : s.end]) if heads else None
        content = (
            (end + colon.end(), s.end)
            if colon
            else ((s.start, verb.start()) if before[-2:-1] in '”"' else (s.start, s.end))
        )
        if heads and not colon:
            return None
        return Candidate(weight, speaker, verb.start(), end, verb[0].lower(), self._tight(*content))

    def _plain(self, s: Sentence, verb: re.Match[str], sure: bool) -> Candidate | None:
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
        direct = re.match(r"\s+that\s|:\s", self.text[verb.end() : verb.end() + 8]) is not None
        subject = self._subject_before(
            s, left, edge, plural=plural, direct=direct and (sure or self.text[verb.end()] == ":")
        )
        if subject is None:
            return None
        speaker, start = subject
        if word[:5] in _REJECTS and _REJECTED.search(self.text, max(s.start, start - _NEAR), edge):
            return None  # ", a claim the Pentagon rejects": whoever rejects it has not said it
        after = self.text[verb.end() : s.end]
        clause = (_CLAUSE_AFTER if sure else _CLAUSE_NEXT).match(after)
        ahead = self.text[s.start : start]
        closing = (
            _CLOSING if sure or ahead.endswith("as ") else _CLOSED
        )  # "as the head of mission summed up the spring"
        framed = bool(_PARENTHESIS.search(ahead)) and bool(
            _AS.search(ahead) or closing.fullmatch(after[: after.find(",") + 1] if "," in after else after)
        )
        opens = any(0 < a - verb.end() <= _SOON for a, _ in self._quotes(s))
        judged = word in _JUDGED and _JUDGING.match(after)
        headline = (
            verb[0][0].isupper()
            and word.endswith(("s", "ed"))
            and " " in lead.strip()
            and self.text[s.end - 1] not in ".!?,:;"
            and self.text[start : start + 1].isupper()
        )
        how = re.search(r"\b(?:is|was) (?:how|what|all|as much as)\s+$", ahead)
        weight = 1.0 + sure + 2.0 * (clause is not None or bool(judged)) + 2.0 * framed + 0.5 * bool(self._quotes(s))
        weight += 1.0 * (sure and (word in _SAYS or helped) and FINITE.search(after[:70]) is not None)
        weight += 1.0 * (sure and clause is None and not framed and _OBJECT.match(after) is not None)
        weight += 2.0 * (word in _SHOWING and _COUNTED.match(after) is not None and is_written(speaker.name))
        weight += 2.0 * (word in _HINTING and _HINTED.match(after) is not None)
        weight -= 1.0 * bool(re.match(r"\s(?:as|when|while|over|at|by)\s", after))
        weight += 1.5 * opens + 1.5 * headline + 2.0 * bool(how)
        if clause is not None and not framed:
            content = (verb.end() + (clause.end() if "that" in clause[0] or ":" in clause[0] else 0), s.end)
        elif framed or how:
            content = (s.start, s.end)
        else:
            content = (verb.end(), s.end)
        return Candidate(weight, speaker, start, verb.end(), word, self._tight(*content))

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

    def _subject_before(
        self, s: Sentence, left: int, edge: int, *, plural: bool, direct: bool
    ) -> tuple[Speaker, int] | None:
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
            people = [m for m in self._mentions(*aside) if m.kind == "person"]
            if people and people[-1].end >= aside[1] - 1:
                return self._speaker(people[-1]), left
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
        relative = _RELATIVE.search(self.text, left, start)
        if relative and FINITE.search(self.text, start, left + len(words)) and self.text[start - 4 : start] == "who ":
            who = self._someone(
                left, relative.start(), first=True
            )  # "A former inmate who gave his name as Viktor described"
            if who is not None:
                return who, left
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
        phrase = PHRASE_GOES_ON.split(self.text[start:end].strip())[0]
        if who is None and direct and DETERMINED.match(phrase + " ") and phrase.split()[-1].lower() not in NOT_SPEAKERS:
            who = self._unnamed(phrase)  # "A placard at the gate reads: ..."
        if who is None or (plural and " and " not in self.text[left:end] and not self._are_many(who)):
            return None
        return who, start

    @staticmethod
    def _are_many(who: Speaker) -> bool:
        return who.kind in ("group", "organisation") or bool(
            re.search(r"(?:[^s']s|people|men|women|wives|folk|children|families)\b", who.name)
        )
