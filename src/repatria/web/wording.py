"""Recorded values in the reader's language: statuses, kinds, units, outcomes, roles. An unknown value stays as is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, npgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

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


def counted(value: float | None, unit: str) -> str:
    """A number with its unit, in the form that the number asks for: ``1 box``, ``55 cases``."""
    shown = written_number(value)
    n = 1 if value == 1 else 2
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
        case _:
            return f"{shown} {word(unit)}".rstrip()
    return pattern % {"n": shown}


def cited_value(figure: CitedFigure) -> str:
    """The number of a cited figure with its qualifier: a range when the source gives one, else what bound it gives."""
    low, high = figure.low, figure.high
    # A number in no unit may be a year or a share: it is written without thousands.
    write = "{:g}".format if figure.unit == "other" else written_number
    if low is not None and high is not None and low != high:
        value = f"{write(low)}–{write(high)}"
    else:
        known = next((number for number in (figure.value, low, high) if number is not None), None)
        if known is None:
            return gettext("no number given")
        value = write(known)
    pattern = QUALIFIED.get(figure.qualifier)
    return str(pattern) % {"value": value} if pattern else value


def said(value: str) -> object:
    """How a number is said, where it is not said as a fact; empty for a fact."""
    return "" if value == "asserted" else SAID.get(value, value)


def need(code: str) -> object:
    """What would help a family's case, in words."""
    return NEEDS.get(code, code)


def predicate(value: str) -> object:
    """The word for what a figure says of those it counts; "held" means kept, not that a meeting took place."""
    return _HELD if value == "held" else word(value)
