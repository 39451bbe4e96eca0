"""Why the record refuses something, or finds fault with it, in the reader's language.

The registry says it in English. The catalogue holds each of its sentences as a template (msgctxt ``refusal``), with the
values numbered: ``there is no item {1}``. Here a sentence is matched with its template again and said in the reader's
language; its values that are sentences or words of the record themselves are said too, all others stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation.trans_real import translation

from repatria.web import clerical_words, identity_words, recorded_words, talks_wording, wording
from repatria.web.particles import with_particles

CONTEXT = "refusal"
_CONTEXT_END = "\x04"
_NUMBER = re.compile(r"\{(\d)\}")
_DEEPEST = 4
_MOST_PARTS = 8
WORDS = (
    clerical_words.FIELD_WORDS
    | recorded_words.WORDS
    | wording.NEEDS
    | wording.COUNTRIES
    | identity_words.FIELD_WORDS
    | identity_words.ALIAS_WORDS
)
WORDS |= {kind: there for kind, (there, _back) in talks_wording.RELATIONS.items()}
"""Words of the record that stand in its sentences as values."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with numbered values. literals: what stands before, between and after them; said: its translation."""

    literals: tuple[str, ...]
    numbers: tuple[str, ...]
    said: str

    @classmethod
    def read(cls, text: str, said: str) -> Template:
        """The template that the catalogue writes as `text`."""
        pieces = _NUMBER.split(text)
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]), said)

    @property
    def specific(self) -> int:
        """How much of a sentence it says itself."""
        return sum(map(len, self.literals))

    def values(self, sentence: str) -> dict[str, str] | None:
        """The values with which it reads as `sentence`, none of them empty; None when it cannot.

        Each literal is taken where it first fits, so the work grows with the length of the sentence only.
        """
        first, *between, last = self.literals
        end = len(sentence) - len(last)
        if not sentence.startswith(first) or not sentence.endswith(last):
            return None
        found, at = [], len(first)
        for literal in between:
            place = sentence.find(literal, at + 1, end)
            if place < 0:
                return None
            found.append(sentence[at:place])
            at = place + len(literal)
        if at >= end:
            return None
        values: dict[str, str] = {}
        for number, value in zip(self.numbers, (*found, sentence[at:end]), strict=True):
            if values.setdefault(number, value) != value:
                return None
        return values

    def filled(self, values: dict[str, str], say: Callable[[str], str]) -> str:
        """Its translation with what the values are called there, and the particles that go with them."""
        text = ""
        for place, piece in enumerate(_NUMBER.split(self.said)):
            text += say(values[piece]) if place % 2 else with_particles(piece, text)
        return text


class Templates:
    """All templates of a language: whole sentences by themselves, the others from the most specific on."""

    def __init__(self, said: dict[str, str]) -> None:
        self.whole = {text: each for text, each in said.items() if not _NUMBER.search(text)}
        read = (Template.read(text, each) for text, each in said.items() if text not in self.whole)
        self.parted = sorted(read, key=lambda template: -template.specific)
        self._by_longest = [(max(template.literals, key=len), template) for template in self.parted]

    def matching(self, sentence: str) -> Iterator[tuple[Template, dict[str, str]]]:
        """Templates that read as the sentence, the most specific first."""
        for longest, template in self._by_longest:
            if longest in sentence:
                values = template.values(sentence)
                if values is not None:
                    yield template, values

    def known(self, sentence: str) -> tuple[int, Template | None, dict[str, str]]:
        """How much of the sentence is known; its most specific template and values, None where it has no values."""
        if sentence in self.whole or sentence in WORDS:
            return len(sentence), None, {}
        template, values = next(self.matching(sentence), (None, {}))
        return template.specific if template else 0, template, values

    def say(self, sentence: str, depth: int = 0) -> str:
        """The sentence in their language, as far as they know it: the reading of which most is known."""
        if sentence in self.whole:
            return self.whole[sentence]
        if sentence in WORDS:
            return str(WORDS[sentence])
        if depth == _DEEPEST:
            return sentence

        def within(value: str) -> str:
            return self.say(value, depth + 1)

        much, template, values = self.known(sentence)
        subject, mark, rest = sentence.partition(": ")
        of_subject, of_rest = (self.known(subject)[0], self.known(rest)[0]) if mark else (0, 0)
        if of_subject and of_rest and of_subject + len(mark) + of_rest > much:
            return f"{within(subject)}{mark}{within(rest)}"
        if template is not None:
            return template.filled(values, within)
        for mark in ("; ", ": "):
            if 0 < sentence.count(mark) < _MOST_PARTS:
                return mark.join(map(within, sentence.split(mark)))
        listed = sentence.split(", ")
        return ", ".join(str(WORDS.get(each) or self.whole.get(each, each)) for each in listed)


@lru_cache
def templates_of(language: str) -> Templates:
    """The templates of the catalogue that have words in `language`."""
    begin = CONTEXT + _CONTEXT_END
    known = translation(language)._catalog.items()
    return Templates({key.removeprefix(begin): said for key, said in known if str(key).startswith(begin)})


def refusal(error: object) -> str:
    """A refusal or a problem in the reader's language; as it is in English, and where the catalogue has no words."""
    language = get_language() or "en"
    return str(error) if language.startswith("en") else templates_of(language).say(str(error))
