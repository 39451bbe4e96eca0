"""Numbers that are hours of the day: "six in the evening", "ten past eleven", "from ten to four"."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.text.segment import Token


def clock(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether a number is an hour: "six in the evening", "ten past eleven", "from ten to four", "at half past nine"."""
    falls = [token.low for token in tokens[max(0, i - 3) : i]]
    if "from" in (falls[-1:] + falls[:1] if falls[-1:] == ["to"] else falls[-1:]) and any(
        token.low in _OF_CHANGE for token in tokens[max(0, i - _REACH) : i]
    ):
        return False  # "reduced from three to one"
    follow = [token.low for token in tokens[j : j + 3]]
    lead = [token.low for token in tokens[max(0, i - 2) : i]]
    if follow[:1] == ["minutes"] and follow[1:2] in (["to"], ["past"], ["before"], ["after"]):
        hour = tokens[j + 2].low.split("-")[0] if j + 2 < len(tokens) else ""
        return hour in _HOURS or hour.isdigit()  # "six minutes to six"
    if lead[-2:] in (["minutes", "to"], ["minutes", "past"]):
        return True
    if follow[:2] == ["in", "the"] and follow[2:] in (["morning"], ["evening"], ["afternoon"]):
        return True
    if follow[:1] in (["past"], ["to"]) and len(follow) > 1 and tokens[j + 1].low.split("-")[0] in _HOURS:
        return lead[-1:] != ["from"] or _HOURS.get(tokens[i].low, 99) > _HOURS[tokens[j + 1].low.split("-")[0]]
    if lead[-1:] in (["past"], ["to"]) and len(tokens[:i]) > 1:
        earlier = tokens[i - 2].low.split("-")[0]
        if earlier in ("half", "quarter") or (lead[-1] == "past" and earlier in _HOURS):
            return True
        return i > 2 and tokens[i - 3].low == "from" and _HOURS.get(earlier, 0) > _HOURS.get(tokens[i].low, 99)
    return False


_OF_CHANGE = frozenset(
    "reduced fell fallen cut down dropped rose risen up increased grew shrunk raised revised lowered brought".split()
)
_REACH = 5  # words
_HOURS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "twenty": 20, "twenty-five": 25, "quarter": 15, "half": 30, "noon": 12, "midnight": 24,
}  # fmt: skip
