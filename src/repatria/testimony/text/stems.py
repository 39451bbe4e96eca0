"""Words without their endings and without those that stand everywhere, by which statements are set beside each other."""

from __future__ import annotations

import re
from functools import lru_cache

from repatria.testimony.text.first_characters import compiled

WORD = compiled(r"[A-Za-z][a-z'’-]{2,}")
COMMON = frozenset(
    "that this these those with from have been were they them their there which what when where will would could should about into over under after before than then also only each every other another some more most "
    "said says told tell wrote writes claim claims report reports book list file record the and was for his her its are had has who how not never nothing none but one two three four five six seven eight nine ten "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday today yesterday people person persons".split()
)
_NUMBER = compiled(
    r"(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundreds?|thousands?|millions?|dozens?)$"
)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What the forms of a word have in common: "failing", "failed"."""
    return re.sub(r"(?:ing|ed|es|s|ly|e|al)$", "", word.lower().removesuffix("'s").removesuffix("’s"))[:6]


def stems_in(words: str) -> frozenset[str]:
    """The stems of the words that are neither common nor numbers."""
    return frozenset(stem(w) for w in WORD.findall(words) if w.lower() not in COMMON and not _NUMBER.match(w.lower()))
