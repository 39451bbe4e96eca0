"""The words of the review page: states and kinds of claims, and how two figures stand to each other."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repatria.registry.figures.compare import Reason, Verdict
from repatria.registry.sources.beside import Beside
from repatria.registry.sources.said import CONDITIONAL, NEGATIVE, REFUTED
from repatria.web.talks_wording import REASONS

WHY_CHOSEN = {
    NEGATIVE: _("The text denies this: say how it is cited, or reject it."),
    REFUTED: _("The text calls this false: say how it is cited, or reject it."),
    CONDITIONAL: _("The text says this under a condition: say how it is cited, or reject it."),
}

_STATE: dict[str, Promise] = {
    "proposed": _("to be decided"),
    "accepted": _("accepted"),
    "edited": _("accepted with corrections"),
    "rejected": _("rejected"),
    "reopened": _("reopened"),
}
_KIND: dict[str, Promise] = {
    "fact": _("fact"),
    "figure": _("figure"),
    "claim": _("claim"),
    "opinion": _("opinion"),
    "commitment": _("commitment"),
    "quotation": _("quotation"),
}
_MODALITY: dict[str, Promise] = {
    "asserted": _("asserted"),
    "negative": _("negative statement"),
    "hedged": _("said with reserve"),
    "intention": _("intended"),
    "pledge": _("promised"),
    "forecast": _("expected"),
    "refuted": _("refuted in the text itself"),
}
_VERDICT: dict[Verdict, Promise] = {
    Verdict.AGREE: _("agrees"),
    Verdict.COMPATIBLE: _("compatible"),
    Verdict.DIFFER: _("differs"),
    Verdict.NOT_COMPARABLE: _("not comparable"),
}
# Beside a proposal nobody has judged yet whether the groups are the same.
_REASON: dict[Reason, Promise] = REASONS | {Reason.POPULATION: _("They may count different groups.")}


def claim_state(value: str) -> object:
    """How a claim stands, or what was decided on it."""
    return _STATE.get(value, value)


def claim_kind(value: str) -> object:
    """What kind of thing is said."""
    return _KIND.get(value, value)


def claim_modality(value: str) -> object:
    """How it is said."""
    return _MODALITY.get(value, value)


def verdict(value: Verdict) -> object:
    """How a figure stands to a proposed one."""
    return _VERDICT[value]


def badge(other: Beside) -> str:
    """The colour of a figure beside a proposed one: green only where it is told of the same thing."""
    if other.conflict:
        return "bad"
    return "warn" if other.verdict is Verdict.DIFFER else "good" if other.same else ""


def reason(value: Reason) -> object:
    """What explains a difference."""
    return _REASON[value]


def why_chosen(value: str) -> object:
    """Why one key does not cite a number that is said so."""
    return WHY_CHOSEN[value]
