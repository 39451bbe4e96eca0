"""The words of what a reading found: conflicts inside a text, and how a date was found, each rule with its own.

The reading says it in English, with what stands in the text as values. The tables here hold each of its sentences with
the values numbered; a sentence that they do not know stays as the reading says it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language, gettext

from repatria.registry.figures.statement import Figure
from repatria.registry.sources.models import PREDICATES
from repatria.web.refusal_words import Templates
from repatria.web.wording import measured, predicate
from repatria.web.written import written_date


def _(english: str) -> str:
    """Marks a sentence for the catalogue; it is put into words when it is asked for."""
    return english


_TOPICS: tuple[str, ...] = (
    _("Publication date of {1}"),
    _("One thing, two dates"),
    _("One thing, two days"),
    _("One thing, two numbers"),
    _("One thing, two counts"),
    _("One thing, two sources"),
    _("A correction"),
    _("A correction: {1}"),
    _("Corrected figure: {1}"),
    _("A number taken back"),
    _("A disputed number"),
    _("Two counts"),
    _("Two statements"),
    _("A report denied"),
    _("A claim and its refutation"),
    _("A list and a table"),
    _("Total of {1}"),
    _("Parts of a whole"),
    _("Part of {1}"),
    _("Period of {1}"),
    _("What {1} counts"),
    _("What was said of {1}"),
    _("What is reported and what is said"),
    _("When it last happened"),
    _("Name of {1}"),
    _("Name of the joint paper"),
    _("Why the work stopped"),
    _("How final the stop was"),
    _("Whether the armistice ended the war"),
    _("How long it took"),
    _("Words of a quotation"),
    _("Date of {1}"),
    _("Weekday of {1}"),
)
_NATURES: tuple[str, ...] = (
    _("the date given is not the date of the page"),
    _("the date of the page is not the date of publication: the content excludes it"),
    _("the date given is not the date of publication: the content excludes it"),
    _("two papers or speakers date one thing differently"),
    _("the same is told of two days"),
    _("nearly the same words, another number"),
    _("another paper counts otherwise"),
    _("the speaker counts otherwise"),
    _("two sources, two numbers"),
    _("two speakers, two numbers"),
    _("a source has none"),
    _("an erratum replaces what was printed"),
    _("a note of correction replaces what was told"),
    _("one figure replaces the other"),
    _("one number replaces the other"),
    _("one speaker denies another's number"),
    _("one denies what the other says"),
    _("two numbers of one thing"),
    _("the text says that it is wrong"),
    _("the text says that both cannot be true"),
    _("refuted inside its own source"),
    _("the list and the table differ"),
    _("the parts make {1}"),
    _("the part is larger than the whole"),
    _("one count, two periods"),
    _("same number, different unit"),
    _("same number, different predicate"),
    _("same number, different unit and predicate"),
    _("rounding: the values agree only as bounds"),
    _("the values cannot both be true"),
    _("a later one is told"),
    _("two years for the last time"),
    _("two names for one body"),
    _("one paper, two names"),
    _("two reasons for one stop"),
    _("one event in two strengths"),
    _("about {1} months had passed, not {2}"),
    _("one quotation, two wordings"),
    _("one event, two days"),
    _("the day has another weekday"),
)
_BASES: tuple[str, ...] = (
    _("given"),
    _("explicit"),
    _("explicit, at the edge of the page"),
    _("explicit, fiscal years"),
    _("explicit, of the last century"),
    _("explicit, week of a year"),
    _("stated"),
    _("stated: dateline"),
    _("stated: updated"),
    _("stated: status as of"),
    _("the text gives no date"),
    _("one of two days: {1} or {2}; the order of day and month is not known"),
    _("not a day of the calendar"),
    _("not a week of the calendar"),
    _("relative to a publication date that is not known"),
    _("relative to publication"),
    _("day and month; year from publication"),
    _("holiday beside the date told before"),
    _("{1}, relative to publication"),
    _("counted from {1}"),
    _("the {1} of the date told before"),
    _("the {1} of a year relative to publication"),
    _("{1} years before {2}"),
    _("{1} before publication"),
    _("inferred: {1}"),
    _("bounded: {1}"),
    _("“{1}” is past"),
    _("“{1}” is ahead"),
    _("“{1}” has begun"),
    _("“{1}” is {2}"),
    _("“{1}” without its year is {2}"),
    _("copyright or issue of {1}"),
    _("former office of {1}"),
    _("term of office of {1}"),
    _("the page clock: it was read no later"),
)
_SIDES: tuple[str, ...] = (
    _("{1} (page)"),
    _("{1} (given)"),
    _("{1} (content)"),
    _("{1} or later"),
    _("{1} or earlier"),
    _("{1} is a {2}"),
    _("from {1}"),
    _("another time"),
    _("the text: {1}"),
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_FIGURE = re.compile(
    r"(?P<qualifier>exact|at_least|more_than|nearly|approx|up_to|between|believed) "
    r"(?P<value>[\d,.]+)(?:-(?P<high>[\d.]+))? "
    r"(?P<unit>\w+) (?P<predicate>\w+)(?: \((?P<of>.*)\))?"
)
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?!\d)|^\d{4}(?= \((?:page|given|content)\)|$)")


_TABLES = {"conflict": (*_TOPICS, *_NATURES), "basis": _BASES, "side": _SIDES}


@lru_cache
def _templates(language: str, which: str) -> Templates:
    return Templates({english: gettext(english) for english in _TABLES[which]})


def _say(text: str, which: str) -> str:
    language = (get_language() or "en")[:2]
    if language == "en":
        return text
    templates = _templates(language, which)
    return templates.say(text) if templates.known(text)[0] else text  # else it is words of the document


def conflict_words(text: str) -> str:
    """The topic or the nature of a conflict inside a text; a topic may be the meaning, nation and war of a figure."""
    meaning, *rest = text.split(", ")
    if meaning in PREDICATES:
        return ", ".join(str(said) for said in (predicate(meaning), *(written_date(each) for each in rest)))
    return _with_dates(_say(text, "conflict"))


def basis_words(text: str) -> str:
    """How a date was found."""
    return _say(text, "basis")


def position_words(text: str) -> str:
    """One side of a conflict: a figure as figures are written here, a date with whose it is, else as it stands."""
    figure = _FIGURE.fullmatch(text)
    if figure is not None:
        return _figure_words(figure)
    bare = text.removesuffix(" (content)").removesuffix(" (page)").removesuffix(" (given)")
    if bare in ("None", "content"):  # readings of earlier versions had no words for it
        text = text.replace(bare, "another time", 1)
    return _say(_with_dates(text), "side")


def _with_dates(text: str) -> str:
    return _ISO.sub(lambda match: written_date(match[0]), text)


def quoted(text: str) -> bool:
    """Whether a side of a conflict is told by the words quoted beside it: a date that was given is not."""
    return not text.endswith("(given)")


def _figure_words(told: re.Match[str]) -> str:
    low = float(told["value"].replace(",", ""))
    high = float(told["high"]) if told["high"] else low
    value = None if told["high"] else low
    figure = Figure("", "", "", value, low, high, told["qualifier"], told["unit"], told["predicate"], "")
    said = [measured(figure)]
    if told["predicate"] != "other":
        said.append(str(predicate(told["predicate"], told["unit"])))
    if told["of"] and told["of"] != "None":
        said.append(written_date(told["of"].replace("..", "/")))
    return " · ".join(said)
