"""The fiscal year of the United States: it runs from 1 October to 30 September and has the number of its end."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from repatria.dates import PartialDate
from repatria.errors import InvalidInput

_WRITTEN = re.compile(r"(?:FY ?)?(\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """FY2019 is [2018-10-01, 2019-10-01) (31 U.S.C. 1102: the fiscal year begins on 1 October)."""

    number: int

    @property
    def begins(self) -> dt.date:
        """Its first day."""
        return dt.date(self.number - 1, 10, 1)

    @property
    def after(self) -> dt.date:
        """The first day of the next one."""
        return dt.date(self.number, 10, 1)

    def __str__(self) -> str:
        return f"FY{self.number}"


def fiscal_year_of(day: dt.date) -> FiscalYear:
    """The fiscal year that a day lies in."""
    return FiscalYear(day.year + (day.month >= 10))


def fiscal_years_of(text: str) -> tuple[FiscalYear, FiscalYear]:
    """The first and the last fiscal year that a partial date can lie in: ``2019`` can be in FY2019 or FY2020."""
    date = PartialDate(text)
    return fiscal_year_of(date.earliest), fiscal_year_of(date.after - dt.timedelta(days=1))


def fiscal_year(text: str) -> FiscalYear:
    """From ``FY2019``, ``FY 2019`` or ``2019``."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or not 1900 <= int(match[1]) <= 2200:
        raise InvalidInput(f"{text!r} is not a fiscal year: write FY2019")
    return FiscalYear(int(match[1]))
