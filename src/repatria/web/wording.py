"""Recorded values in the reader's language: statuses, kinds, units, outcomes, roles. An unknown value stays as is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.registry.figures.statement import Figure
from repatria.registry.sources.models import CitedFigure
from repatria.web.recorded_words import WORDS
from repatria.web.written import written_number

NEEDS: dict[str, Promise] = {
    "no-donor": _("needs a first donor"),
    "closer": _("needs a closer relative"),
    "maternal": _("needs a maternal donor"),
    "paternal": _("needs a paternal donor"),
    "next-of-kin": _("needs another primary next of kin"),
}
_HELD = pgettext_lazy("predicate of a figure", "held")
_CAPTIVE = pgettext_lazy("predicate of persons", "held")
_KEPT = pgettext_lazy("predicate of things", "held")

QUALIFIED: dict[str, Promise] = {
    "at_least": _("at least %(value)s"),
    "more_than": _("more than %(value)s"),
    "nearly": _("nearly %(value)s"),
    "approx": _("about %(value)s"),
    "up_to": _("up to %(value)s"),
    "between": _("between %(value)s"),
    "believed": _("%(value)s, as believed"),
}

SAID: dict[str, Promise] = {
    "asserted": _("asserted"),
    "hedged": _("said with reserve"),
    "intention": _("intended"),
    "pledge": _("promised"),
    "forecast": _("expected"),
    "request": pgettext_lazy("how a number is said", "asked for"),
    "conditional": pgettext_lazy("how a number is said", "only if"),
    "negative": pgettext_lazy("how a number is said", "denied"),
    "refuted": pgettext_lazy("how a number is said", "refuted"),
}
"""How a cited number is said."""

COUNTRIES: dict[str, Promise] = {
    "North Korea": _("North Korea"),
    "South Korea": _("South Korea"),
    "Korea": _("Korea"),
    "China": _("China"),
    "Japan": _("Japan"),
    "Singapore": _("Singapore"),
    "Vietnam": _("Vietnam"),
    "United States": _("United States"),
}


def word(value: object) -> object:
    """The reader's word for a recorded value; the value itself when there is none."""
    text = str(value)
    return WORDS.get(text, COUNTRIES.get(text, text))


def country(name: str) -> object:
    """A country's name in the reader's language, where the record gives it as who spoke; another name as it is."""
    return next((said for known, said in COUNTRIES.items() if known.casefold() == name.casefold()), name)


def counted(value: float | None, unit: str) -> str:
    """A number with its unit, in the form that the number asks for: ``1 box``, ``55 cases``."""
    return _with_unit(written_number(value), 1 if value == 1 else 2, unit)


def _with_unit(shown: str, n: int, unit: str) -> str:
    match unit:
        case "person" | "persons":
            pattern = npgettext("counted", "%(n)s person", "%(n)s persons", n)
        case "box" | "boxes":
            pattern = npgettext("counted", "%(n)s box", "%(n)s boxes", n)
        case "casket" | "caskets":
            pattern = npgettext("counted", "%(n)s casket", "%(n)s caskets", n)
        case "case" | "cases":
            pattern = npgettext("counted", "%(n)s case", "%(n)s cases", n)
        case "sets":
            pattern = npgettext("counted", "%(n)s set of remains", "%(n)s sets of remains", n)
        case "remains":
            pattern = npgettext("counted", "%(n)s remains", "%(n)s remains", n)
        case "years":
            pattern = npgettext("counted", "%(n)s year", "%(n)s years", n)
        case "days":
            pattern = npgettext("counted", "%(n)s day", "%(n)s days", n)
        case "other":
            return shown
        case _:
            return f"{shown} {word(unit)}".rstrip()
    return pattern % {"n": shown}


def unit_word(unit: str) -> object:
    """The unit beside a number; a number in no unit of the record stands alone, before what it counts."""
    return "" if unit == "other" else word(unit)


def cited_value(figure: CitedFigure | Figure) -> str:
    """The number of a cited figure with its qualifier: a range when the source gives one, else what bound it gives."""
    return _qualified(figure, _number(figure))


def measured(figure: CitedFigure | Figure) -> str:
    """The same with its unit, inside the qualifier where the language puts it there; no unit: with what it counts."""
    shown = _number(figure)
    if not _told(figure):
        return shown
    if figure.unit == "other" and figure.population:
        return f"{_qualified(figure, shown)} {figure.population}"
    return _qualified(figure, _with_unit(shown, 1 if shown == "1" else 2, figure.unit))


def _number(figure: CitedFigure | Figure) -> str:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return f"{_written(low, figure.unit)}–{_written(high, figure.unit)}"
    known = next((number for number in (figure.value, low, high) if number is not None), None)
    return gettext("no number given") if known is None else _written(known, figure.unit)


def _written(number: float, unit: str) -> str:
    """With thousands; a number of no unit that can be a year of our time is written as one."""
    if unit == "other" and number in range(1900, 2101):
        return f"{number:.0f}"
    return written_number(number)


def _told(figure: CitedFigure | Figure) -> bool:
    """Whether a number is told at all."""
    return any(number is not None for number in (figure.value, figure.low, figure.high))


def _qualified(figure: CitedFigure | Figure, shown: str) -> str:
    pattern = QUALIFIED.get(figure.qualifier) if _told(figure) else None
    return str(pattern) % {"value": shown} if pattern else shown


def said(value: str) -> object:
    """How a number is said, where it is not said as a fact; empty for a fact."""
    return "" if value == "asserted" else SAID.get(value, value)


def need(code: str) -> object:
    """What would help a family's case, in words."""
    return NEEDS.get(code, code)


def predicate(value: str, unit: str = "") -> object:
    """The word for what a figure says of those it counts; "held" means persons captive, or things kept."""
    if value != "held":
        return word(value)
    return _HELD if not unit else _CAPTIVE if unit == "persons" else _KEPT
