"""Spans of a text and the dates told in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

CONTEXT = 24  # code points of prefix and suffix kept with a quotation, as in the W3C TextQuoteSelector examples


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the canonical text: code points [start, end), its words, and what stands around it."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from start to end, with its context."""
        return cls(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``evidence``."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as precise as the text makes it.

    value: ISO date of reduced precision, ``start/end``, ``FY2019`` or None when it cannot be resolved.
    precision: day, month, year, interval, fiscal_year or unknown.
    basis: in words, how it was found.
    earliest, latest: first and last day (or year, when the year is all that is known) it can mean, both included.
    """

    value: str | None
    precision: str
    basis: str
    earliest: str | None = None
    latest: str | None = None

    @property
    def first_day(self) -> dt.date | None:
        """The first day it can mean."""
        if self.earliest is None:
            return None
        return dt.date.fromisoformat((self.earliest + "-01-01")[:10])

    @property
    def last_day(self) -> dt.date | None:
        """The last day it can mean."""
        if self.latest is None:
            return None
        if len(self.latest) == 4:
            return dt.date(int(self.latest), 12, 31)
        if len(self.latest) == 7:
            first = dt.date.fromisoformat(self.latest + "-01")
            return (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
        return dt.date.fromisoformat(self.latest)

    @property
    def known(self) -> bool:
        """Whether any bound is known."""
        return self.earliest is not None or self.latest is not None

    def may_equal(self, other: Dated) -> bool:
        """Whether both can mean the same day; an open side never excludes."""
        a, b, c, d = self.first_day, self.last_day, other.first_day, other.last_day
        return not ((b and c and b < c) or (d and a and d < a))

    def as_dict(self) -> dict[str, Any]:
        """The fields of ``date`` and ``published``."""
        return {
            "value": self.value,
            "precision": self.precision,
            "basis": self.basis,
            "earliest": self.earliest,
            "latest": self.latest,
        }


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in the text and what it resolves to."""

    span: Span
    date: Dated
    relative: bool

    def as_dict(self) -> dict[str, Any]:
        """Place and date together."""
        return {**self.span.as_dict(), **self.date.as_dict(), "relative": self.relative}
