"""Names that a report prints in capitals within its sentences: "ELEANOR DAS (Leeds), drawing on war diaries, showed"."""

from __future__ import annotations

from repatria.testimony.speakers.speech_lexicon import REGULAR
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import past, third

SAID = "|".join(sorted({form for base in REGULAR for form in (past(base), third(base))}))
# A name printed in capitals within a sentence: "ELEANOR DAS (Leeds), drawing on", "TEN HOOPEN observed".
_IN_CAPITALS = compiled(
    r"(?<![\w-])(?P<name>[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž'’-]+(?:\s(?:[A-Z]\.|[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž'’-]+)){1,4})(?=\s\([A-Z][\w. ,-]{2,40}\)[,\s]|,\s+[a-z]+\b|\s+(?:"
    + SAID
    + r"|said|says|told|asked|who|spoke|showed|followed|opened|closed|gave)\b)"
)
_NO_NAME = frozenset(
    "UNITED NATIONS STATES ARMY NAVY AIR FORCE COMMAND NORTH SOUTH KOREA DEPARTMENT MINISTRY OFFICE COMMITTEE COMMISSION NEWS PRESS AGENCY WAR POW MIA UN US USA UK THE OF AND FOR IN TO A QUESTION ANSWER COUNCIL RED CROSS".split()
)


def names_in_capitals(text: str, used: bytearray, taken: bytearray) -> list[tuple[int, int, str]]:
    """Persons whose names the text prints in capitals, as places and names in ordinary letters.

    used, taken: a byte for each code point, set where someone is named already.
    """
    found = []
    for match in _IN_CAPITALS.finditer(text):
        words = match["name"].split()
        if any(used[match.start() : match.end()]) or any(taken[match.start() : match.end()]) or _NO_NAME & set(words):
            continue
        found.append((match.start(), match.end(), " ".join(word.capitalize() for word in words)))
    return found
