"""Numbers beside a count that are none themselves: labels ("Boxes 12 to 55") and changes ("rose by 200 to 455")."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.number_reading import read_number
from repatria.testimony.numbers.number_words import TENS, UNITS
from repatria.testimony.text.segment import Token

_LABELLED = frozenset(
    "boxes cases caskets coffins crates containers bags sets graves items samples specimens files rooms pages lots tables".split()
)
_DETERMINERS = frozenset(
    "the these those all both some any its their his her our of other remaining more about".split()
)
_JOINS_LABELS = frozenset(("to", "through", "-", "–", "and", ",", "&", "or"))
_CHANGED = frozenset(
    "rise rises rose risen rising fall falls fell fallen falling increase increases increased increasing grow grows grew grown growing drop drops dropped dropping decline declines declined declining "
    "went gone up down climb climbs climbed climbing jump jumps jumped jumping swell swelled swollen shrink shrank shrunk decrease decreases decreased decreasing reduced reduction".split()
)
_NEAR = 4  # words before a number among which a change of it is told


def labels(tokens: Sequence[Token], i: int) -> int | None:
    """The token after "12 to 55" where these are labels: "Boxes 12 to 55 were opened" counts no boxes."""
    if not i or tokens[i - 1].low not in _LABELLED or not tokens[i].text.isdigit() or i + 2 >= len(tokens):
        return None
    lead = tokens[i - 2].low if i > 1 else ""
    if lead in _DETERMINERS or lead[:1].isdigit() or lead in UNITS or lead.partition("-")[0] in TENS:
        return None
    j = i + 1
    while j + 1 < len(tokens) and tokens[j].low in _JOINS_LABELS and tokens[j + 1].text.isdigit():
        j += 2
    return j if j > i + 1 else None


def is_change(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number tells by how much another changed: "rose by 200 to 455", "up 200 sets to 455"."""
    last = tokens[i - 1].low if i else ""
    if last not in ("by", "of") and last not in _CHANGED:
        return False
    if (
        not any(token.low in _CHANGED for token in tokens[max(0, i - _NEAR) : i])
        or (number := read_number(tokens, i)) is None
    ):
        return False
    end = number[1]
    while end < len(tokens) and end < number[1] + 2 and tokens[end].text.islower() and tokens[end].low != "to":
        end += 1
    return end < len(tokens) and tokens[end].low == "to" and read_number(tokens, end + 1) is not None


def is_changed_from(tokens: Sequence[Token], i: int) -> bool:
    """Whether "from 200 to 455", or the first number of it, tells what a number was and became: "rose from 200 to 455"."""
    at = i if tokens[i].low == "from" else i - 1
    if at < 1 or tokens[at].low != "from":
        return False
    return any(token.low in _CHANGED for token in tokens[max(0, at - _NEAR + 1) : at])


def in_a_label(tokens: Sequence[Token], i: int, j: int) -> bool:
    """ "3 / 11", "02-748-0000", "1577-5625": the number of a picture or a telephone."""
    ahead = [token.text for token in tokens[j : j + 2]]
    back = [token.text for token in tokens[max(0, i - 2) : i]]
    if (ahead[:1] == ["/"] and ahead[1:] and ahead[1].isdigit()) or (back[1:] == ["/"] and back[0].isdigit()):
        return True
    number = tokens[i].text
    if ahead[:1] == ["-"] and ahead[1:] and ahead[1].isdigit() and tokens[j].start == tokens[i].end:
        return number.startswith("0") or (
            len(number) > 2 and len(ahead[1]) == 4 and not number.startswith(("19", "20"))
        )
    return back[1:] == ["-"] and back[0].isdigit() and len(number) == 4 and tokens[i - 1].end == tokens[i].start
