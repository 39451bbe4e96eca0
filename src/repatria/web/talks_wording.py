"""Words of talks and reconciliation in the reader's language: relations, aspects, reasons, kinds, colours."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repatria.registry.figures.compare import Reason
from repatria.web.commitment_drawing import TONES as STEP_TONES
from repatria.web.timeline import tone as outcome_tone
from repatria.web.wording import word

RELATIONS: dict[str, tuple[Promise, Promise]] = {
    "before": (_("came before"), _("came after")),
    "not after": (_("came before, or on the same day as"), _("came after, or on the same day as")),
    "same day": (_("was on the same day as"), _("was on the same day as")),
    "rescheduled to": (_("was moved to"), _("takes the place of")),
    "corrects": (_("corrects"), _("is corrected by")),
    "anniversary of": (_("is the anniversary of"), _("has the anniversary")),
}
ASPECTS: dict[str, Promise] = {
    "name": _("its name"),
    "period": _("its period"),
    "cause": _("its cause"),
    "degree": _("how complete it was"),
    "status": _("whether it was agreed"),
    "agency": _("who asked for it"),
    "actor": _("who was there"),
    "effect": _("what it did"),
    "wording": _("its wording"),
    "description": _("how it was called"),
    "weekday": _("its day of the week"),
}
REASONS: dict[Reason, Promise] = {
    Reason.UNIT: _("They count in different units, which are never compared."),
    Reason.PREDICATE: _("They say different things of those they count."),
    Reason.PERIOD: _("They cover different periods."),
    Reason.PLACE: _("They cover different places."),
    Reason.AS_OF: _("They are as of different dates."),
    Reason.ROUNDING: _("The words allow both: one is rounded, or a bound."),
    Reason.LATER_IDENTIFICATIONS: _("Persons were accounted for between the two dates."),
    Reason.MADE_UP: _("The record counts made-up persons."),
    Reason.POPULATION: _("They count different groups."),
}
KINDS: dict[str, Promise] = {
    "period": pgettext_lazy("kind of conflict", "period"),
    "unit_and_predicate": _("unit and meaning"),
    "value": pgettext_lazy("kind of conflict", "number"),
    "predicate": _("meaning"),
    "status": pgettext_lazy("kind of conflict", "status"),
    "agency": _("who took the initiative"),
    "actor": _("who"),
    "cause": _("cause"),
    "degree": _("degree"),
    "status_over_time": _("status over time"),
    "quantity": _("quantity"),
    "document_date": _("date of a document"),
    "quotation": _("quotation"),
    "name": pgettext_lazy("kind of conflict", "name"),
    "entity": _("name of a party"),
    "date": pgettext_lazy("kind of conflict", "date"),
    "correction": pgettext_lazy("kind of conflict", "correction"),
    "sum": pgettext_lazy("kind of conflict", "sum"),
    "subset": _("a part and its whole"),
    "unit": pgettext_lazy("kind of conflict", "unit"),
    "duration": _("duration"),
    "order": _("order in time"),
    "coreference": _("one word, two events"),
}
_VERDICTS = {
    "agree": "good",
    "agreed": "good",
    "compatible": "good",
    "differ": "bad",
    "disputed": "bad",
    "not comparable": "warn",
    "one source": "plain",
    "changed over time": "warn",
}


def tone(value: str) -> str:
    """The colour of a status, an outcome or a verdict."""
    return STEP_TONES.get(value) or _VERDICTS.get(value) or outcome_tone(value)


def relation(kind: str) -> object:
    """How the first event stands to the second."""
    return RELATIONS[kind][0]


def relation_back(kind: str) -> object:
    """How the second event stands to the first."""
    return RELATIONS[kind][1]


def aspect(value: str) -> object:
    """What an account is about."""
    return ASPECTS.get(value, value)


def reason(value: Reason) -> object:
    """What explains a difference."""
    return REASONS[value]


def conflict_kind(value: str) -> object:
    """The kind of a conflict."""
    return KINDS.get(value, value)


def beyond(said: str, status: str) -> str:
    """What the words of a step say beyond its status, which stands before them: not the same word twice."""
    first = str(word(status))
    rest = said[len(first) :]
    if not said.casefold().startswith(first.casefold()) or rest[:1].isalnum():
        return said
    return rest.lstrip(" :,;")


def side(position: dict[str, Any]) -> str:
    """One side of a recorded conflict."""
    own = position.get(f"words_{(get_language() or 'en')[:2]}", "")
    return str(own or position["words_en"])
