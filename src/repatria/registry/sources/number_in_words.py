"""Where words give a number: in digits with any separators, or as number words, never as a part of another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from repatria.testimony.numbers.number_reading import read_number
from repatria.testimony.text.segment import flat, tokens

_NAME = r"(?<![^\W\d_][-‑])"  # F-86
_DATE = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
_DIGITS = re.compile(rf"(?<![\w.,]){_NAME}\d+(?:[ .,'’·\u00a0\u2009\u202f]\d+)*(?![^\W가-힣])")
_THOUSANDS = re.compile(r"\d{1,3}(?:\D\d{3})+")
_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")  # 1,00,000: grouped as in South Asia
_DECIMAL = re.compile(r"\d+[.,]\d+")


def gives(words: str, number: float) -> bool:
    """Whether the number stands in the words. A space between digits may part thousands or two numbers: both count."""
    return bool(places(words, number))


def places(words: str, number: float) -> list[int]:
    """Where the words give the number, in order: each place is the first character of its digits or number words."""
    return sorted({start for found, start in _given(words) if found == number})


def _given(words: str) -> Iterator[tuple[float, int]]:
    undated = _DATE.sub(lambda date: "-" * len(date[0]), words)
    for match in _DIGITS.finditer(undated):
        yield from ((number, match.start()) for number in _written(match[0]))
    read, place = tokens(flat(undated), 0, len(undated)), 0
    while place < len(read):
        number = read_number(read, place)
        if number is not None:
            yield number[0], read[place].start
        place = number[1] if number is not None else place + 1  # "twenty" of "one hundred and twenty" is no number


def _written(digits: str) -> Iterator[float]:
    """What a run of digits with separators can mean: thousands, a decimal part, or one number after the other."""
    if digits.isdecimal():
        yield float(digits)
        return
    if _THOUSANDS.fullmatch(digits) or _LAKHS.fullmatch(digits):
        yield float(re.sub(r"\D", "", digits))
    if _DECIMAL.fullmatch(digits):
        yield float(digits.replace(",", "."))
    whole, mark, rest = re.fullmatch(r"(.*?)(?:([.,])(\d+))?", digits).groups()  # type: ignore[union-attr]
    if mark and _THOUSANDS.fullmatch(whole):
        yield float(re.sub(r"\D", "", whole) + "." + rest)
    for part in digits.split():
        if part != digits:
            yield from _written(part)
