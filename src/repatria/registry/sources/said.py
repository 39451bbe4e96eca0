"""How a number was said: as a fact, with reserve, as a promise, a condition or a denial; kept with the citation."""

from __future__ import annotations

import re
from typing import Any

from repatria.testimony.denial import around, denial
from repatria.testimony.model import MODALITIES

ASSERTED, HEDGED, CONDITIONAL, NEGATIVE, REFUTED = "asserted", "hedged", "conditional", "negative", "refuted"
REQUESTED = "request"
SAID = (*MODALITIES, CONDITIONAL, REQUESTED)
TO_BE_CHOSEN = frozenset({NEGATIVE, REFUTED, CONDITIONAL})
"""What no one key makes a figure of: a person says in so many words how such a number is cited, or leaves it out."""
IN_WORDS = {
    ASSERTED: "asserted",
    HEDGED: "said with reserve",
    "intention": "intended",
    "pledge": "promised",
    "forecast": "expected",
    REQUESTED: "asked for",
    CONDITIONAL: "said under a condition",
    NEGATIVE: "denied",
    REFUTED: "refuted",
}
_OF_KINDS = {"commitment": "pledge", "opinion": HEDGED}
_IF = re.compile(
    r"\b(?:if|unless|whether|provid(?:ed|ing) that|in case (?!of\b|no\b|\d)|in the event|on (?:the )?condition that|"
    r"so long as|assuming|suppos(?:ing|e))\b(?! (?:any|not all|only)\b)|^\W*(?:should|were|had)\b|"
    r"\b(?:would|should) (?:\w+ )?have\b",
    re.I,
)
_MODAL = r"\b(?:would|could|will|may|might|can|should|shall)\b"
_THEN_IF = re.compile(r"\b(?:if|unless|provided that|so long as)\b(?! (?:any|not all|only)\b)", re.I)
_WILL = re.compile(_MODAL, re.I)
_WILL_IF = re.compile(rf"^[^,;]*{_MODAL}[^;]*\b(?:if|unless|provided that|so long as)\b", re.I)
_NEAR = r"(?:(?!\b(?:after|since|when|who|which|because|while|before)\b)[^,;:])"  # within the clause of the number
_LEADS = tuple(
    (re.compile(rf"\b(?:{words}){_NEAR}{{0,60}}$", re.I), said)
    for words, said in (
        (r"presumed|feared", HEDGED),
        (r"(?:promis|pledg|vow|agree|undert|offer|guarantee)\w* to", "pledge"),
        (
            r"(?:expect|anticipat|forecast|project|predict|schedul|due)\w* to|"
            r"(?:is|are|was|were|be|been) (?:now )?set to|would(?! (?:not )?have)",
            "forecast",
        ),
        (r"(?:plan|hop|intend|aim|seek|want|wish|try|prepar)\w* to|dream\w* (?:that|of)", "intention"),
        (r"(?:demand|request|insist)\w* that|(?:ask|urg|press|call|beg|requir)\w* (?:\w+ ){0,6}?to", REQUESTED),
        (r"(?:call|ask|press|appeal)\w* for|demand\w*(?= the\b)|negotiat\w+", REQUESTED),
    )
)
_LACKING = frozenset({"missing", "unaccounted_for"})  # the predicate itself is the denial
_COUNTED_AS_LACKING = re.compile(
    r"\b(?:not|n['’]t|never|yet to|fail(?:s|ed)? to|remain to|un)\b(?:\W+\w+){0,3}?\W+"
    r"(?:account|identif|recover|return|found|find|repatriat|locat|bring|brought|come|came)\w*|\bno longer\b",
    re.I,
)


def said_of(figure: dict[str, Any], claim: dict[str, Any], text: str) -> str:
    """How the text says a figure of a claim, both as the reading has them; one of `SAID`.

    The reading tells it for the claim; here the sentence is asked besides for a condition, and for the words on which
    the number depends: "expects to recover 70 sets", "rejected reports that", "asked the North to return".
    """
    modality, quote = claim["modality"], claim["evidence"]["quote"]
    if modality == NEGATIVE and figure["predicate"] in _LACKING and figure["unit"] in ("persons", "remains", "sets"):
        modality = ASSERTED if _COUNTED_AS_LACKING.search(quote) else NEGATIVE
    if modality in (REFUTED, NEGATIVE):
        return modality
    before, after = around(text, figure["evidence"]["start"], claim["evidence"]["end"])
    taken_back = denial(before, after)
    if taken_back in (REFUTED, NEGATIVE):
        return taken_back
    if _IF.search(before) or _WILL_IF.search(after) or (_WILL.search(before) and _THEN_IF.search(after)):
        return CONDITIONAL
    if modality != ASSERTED:
        return modality
    if taken_back is not None:
        return taken_back
    led = next((said for words, said in _LEADS if words.search(before)), None)
    return led or _OF_KINDS.get(claim["kind"], ASSERTED)
