"""How dates and numbers are written: a partial date stays as partial as it was recorded."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
_FISCAL = re.compile(r"FY(\d{4})")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def written_date(text: str) -> str:
    """``1950-11`` as "November 1950", ``1990/1994`` as "1990 – 1994", ``FY2020`` as "fiscal year 2020"."""
    if not text:
        return _("date not recorded")
    if "/" in text:
        return " – ".join(written_date(part) if part else "…" for part in text.split("/", 1))
    fiscal = _FISCAL.fullmatch(text)
    if fiscal:
        return _("fiscal year %(year)s") % {"year": fiscal[1]}
    if not _ISO.fullmatch(text):
        return text
    korean = get_language() == "ko"
    if len(text) == 4:
        return f"{text}년" if korean else text
    try:
        day = dt.date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return text
    if len(text) == 7:
        return date_format(day, "Y년 n월" if korean else "F Y")
    return date_format(day, "Y년 n월 j일" if korean else "j F Y")


def written_publication(held: Any) -> str:
    """When a source, or the reading of a text, says that it was published: the date, else the bounds that are known."""

    def part(name: str) -> str:
        return (held.get(name) if isinstance(held, dict) else getattr(held, name, "")) or ""

    date = part("value") if isinstance(held, dict) else part("published")
    earliest, latest = part("earliest"), part("latest")
    if date or not (earliest or latest):
        return written_date(date)
    if earliest == latest:
        return written_date(earliest)
    if not latest:
        return _("%(day)s or later") % {"day": written_date(earliest)}
    if not earliest:
        return _("%(day)s or earlier") % {"day": written_date(latest)}
    return written_date(f"{earliest}/{latest}")


def written_number(value: float | int | None) -> str:
    """Thousands with commas; whole numbers without a decimal point."""
    if value is None:
        return "–"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,g}"
    return f"{int(value):,}"


def written_lr(log10_lr: float) -> str:
    """A likelihood ratio from its logarithm: 1 to 9,999 as a number, else in powers of ten; 0 for an exclusion."""
    if log10_lr == -math.inf:
        return "0"
    if -3 <= log10_lr < 4:
        value = 10**log10_lr
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    power = math.floor(log10_lr)
    lead = f"{10 ** (log10_lr - power):.1f}"
    if lead == "10.0":
        lead, power = "1.0", power + 1
    return f"{lead} × 10{str(power).translate(_RAISED)}"


def written_log(log10_lr: float) -> str:
    """A logarithm with its sign and two decimals; a minus sign, not a hyphen; −∞ for an exclusion."""
    if log10_lr == -math.inf:
        return "−∞"
    text = f"{log10_lr:+.2f}".replace("-", "−")
    return "0.00" if text in ("+0.00", "−0.00") else text


def written_posterior(value: float, most: int = 6) -> str:
    """A probability: two decimals, or as many (up to `most`) as tell it from 0 and 1; never rounded to certainty."""
    if value <= 0 or value >= 1:
        return "0" if value <= 0 else "1"
    if min(value, 1 - value) < 10.0**-most:
        return f"<{10.0**-most:.{most}f}" if value < 0.5 else f">{1 - 10.0**-most:.{most}f}"
    places = max(2, math.ceil(-math.log10(min(value, 1 - value))))
    return f"{value:.{places}f}"


def told(row: Any, column: str) -> str:
    """`column` of a row in the reader's language where the record has it, else in English."""
    own = getattr(row, f"{column}_{(get_language() or 'en')[:2]}", "")
    return own or getattr(row, f"{column}_en", "") or getattr(row, column, "")
