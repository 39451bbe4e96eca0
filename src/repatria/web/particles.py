"""Korean particles after what is filled in: 은 or 는, 이 or 가 and the like, by the last sound of the word before.

A translation writes both, as ``{1}은(는)``; the right one is chosen once the value stands there. Hangul tells its last
sound by its last syllable; digits are read as Sino-Korean numbers, capitals together letter by letter, and other words
in Latin letters as Koreans commonly write them. After a word in another script both forms stay.
"""

from __future__ import annotations

import re

_VOWEL, _CONSONANT, _RIEUL = "vowel", "consonant", "rieul"
_FORMS = {
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "을(를)": ("을", "를"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
"""As translations write it: after a consonant, after a vowel."""
_MARK = re.compile("|".join(map(re.escape, _FORMS)))
_UNREAD = re.compile(
    r"(?:<[^<>]*>|&(?:[a-z]+|#\w+);|\([^()]*\)|\[[^\[\]]*\]|[\s\"'“”‘’«»「」『』.,!?…·])$",
)
"""What may stand between a word and its particle without being read: tags, brackets, quotation marks, stops."""
_REACH = 200  # characters before a particle in which its word is looked for
_LETTERS = {"L": _RIEUL, "M": _CONSONANT, "N": _CONSONANT, "R": _RIEUL}
"""Names of capital letters that end in a consonant: 엘, 엠, 엔, 알; all others end in a vowel."""
_DIGITS = {"0": _CONSONANT, "1": _RIEUL, "3": _CONSONANT, "6": _CONSONANT, "7": _RIEUL, "8": _RIEUL}
"""영, 일, 삼, 육, 칠, 팔, and 십, 백, 천, 만 for the noughts of a number; 2, 4, 5 and 9 end in a vowel."""
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+$")
_SPOKEN_WITH_L = re.compile(r"(?:l|[aeiouy]le|[bcdfgkpstz]le)$")
_SPOKEN_WITH_CONSONANT = re.compile(
    r"(?:[mn]|ng|[aeiouy][mn]e|(?<![aeiou])[aeiou](?:bb?|c|ck|k|pp?|tt?)|(?:ae|eo|oo)k)$",
)
"""Endings of words in Latin letters: Bill 빌, Cole 콜; Jerome 제롬, Jack 잭, Baek 백, but Mark 마크, James 제임스."""
_LAST_SYLLABLE, _FIRST_SYLLABLE, _FINALS, _FINAL_RIEUL = 0xD7A3, 0xAC00, 28, 8


def with_particles(text: str, before: str = "") -> str:
    """The text with each pair of particles settled by the word before it, where its last sound is known.

    before: what stands in front of the text, and is not changed.
    """
    pieces, start = [], 0
    for mark in _MARK.finditer(text):
        pieces.append(text[start : mark.start()])
        after_consonant, after_vowel = _FORMS[mark[0]]
        match _last_sound(_read(before + "".join(pieces))):
            case "vowel":
                pieces.append(after_vowel)
            case "rieul":
                pieces.append(after_vowel if mark[0] == "(으)로" else after_consonant)
            case "consonant":
                pieces.append(after_consonant)
            case _:
                pieces.append(mark[0])
        start = mark.end()
    return "".join([*pieces, text[start:]])


def _read(text: str) -> str:
    """A text up to what is read last of it."""
    text = text[-_REACH:]
    while shorter := _UNREAD.sub("", text):
        if shorter == text:
            return text
        text = shorter
    return ""


def _last_sound(text: str) -> str:
    """Whether a word ends in a vowel, in ㄹ, or in another consonant; empty when its script does not tell."""
    last = text[-1:]
    if not last:
        return ""
    if _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        final = (ord(last) - _FIRST_SYLLABLE) % _FINALS
        return _VOWEL if final == 0 else _RIEUL if final == _FINAL_RIEUL else _CONSONANT
    if last == "%":
        return _VOWEL  # 퍼센트
    if last in "0123456789":
        return _DIGITS.get(last, _VOWEL)
    word = _WORD.search(text)
    return _latin(word[0]) if word else ""


def _latin(word: str) -> str:
    if word.isupper():
        return _LETTERS.get(word[-1], _VOWEL)
    low = word.lower()
    if _SPOKEN_WITH_L.search(low):
        return _RIEUL
    return _CONSONANT if _SPOKEN_WITH_CONSONANT.search(low) else _VOWEL
