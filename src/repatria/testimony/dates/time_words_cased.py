"""Time words told in capitals or in small letters, written as the patterns of time know them; every length stays."""

from __future__ import annotations

import re

from repatria.testimony.text.first_characters import compiled

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february april june july august september october november december"
_ABBREVIATED = r"mon|tues?|weds?|thurs?|thu|fri|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec"
# Months that are words too ("may", "march") and weekdays that are ("sat", "sun") are left alone in small letters.
_SMALL = compiled(
    rf"\b(?:{'|'.join((_DAYS + ' ' + _MONTHS).split())}|tues|weds|thurs?|(?<=\d )(?:{_ABBREVIATED})|(?<=last |next |this )(?:{_ABBREVIATED})|easter|christmas|thanksgiving|memorial day|labor day|veterans day|new year's (?:day|eve)|good friday|whit monday|boxing day|anzac day)\b"
)
_CAPITALS = compiled(
    rf"\b(?:{'|'.join((_DAYS + ' ' + _MONTHS).upper().split())}|{_ABBREVIATED.upper()}|(?<=\d )MAR|MAR(?= \d)|YESTERDAY|TODAY|TOMORROW|TONIGHT|(?:LAST|NEXT|THIS) (?:WEEK|MONTH|YEAR|NIGHT|WEEKEND|SPRING|SUMMER|AUTUMN|FALL|WINTER)|(?:SPRING|SUMMER|AUTUMN|FALL|WINTER)(?= (?:18|19|20)\d\d)|EASTER|CHRISTMAS|\w+ (?:DAYS|WEEKS|MONTHS|YEARS) (?:AGO|LATER|EARLIER))\b"
)

_ADVERBS = ("YESTERDAY", "TODAY", "TOMORROW", "TONIGHT")


def cased(text: str) -> str:
    """The text with capital initials for its days, months and feasts, and small letters for other words of time."""
    low = _SMALL.sub(lambda m: m[0].title().replace("'S", "'s"), text)
    return _CAPITALS.sub(_lowered, low)


def _lowered(match: re.Match[str]) -> str:
    word = match[0]
    return word.lower() if " " in word or word in _ADVERBS else word.title()
