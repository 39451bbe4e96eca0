"""The forms of English verbs: from "dig" to "dig, digs, dug, digging", so that a lexicon lists each verb once."""

from __future__ import annotations

import re

from repatria.testimony.text.first_characters import compiled

# Past and participle of the verbs of the lexica that do not take -ed.
_IRREGULAR = {
    "be": "was were been", "bear": "bore borne", "beat": "beat beaten", "begin": "began begun", "blow": "blew blown", "break": "broke broken", "bring": "brought", "burst": "burst",
    "come": "came", "cut": "cut", "dig": "dug", "do": "did done", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen", "find": "found", "fly": "flew flown", "freeze": "froze frozen",
    "get": "got", "give": "gave given", "go": "went gone", "hear": "heard", "hold": "held", "lay": "laid", "leave": "left", "lift": "lifted", "lose": "lost", "make": "made", "meet": "met",
    "pay": "paid", "put": "put", "read": "read", "ring": "rang rung", "rise": "rose risen", "run": "ran", "say": "said", "see": "saw seen", "send": "sent", "set": "set", "shake": "shook shaken",
    "shoot": "shot", "shut": "shut", "sink": "sank sunk", "sit": "sat", "speak": "spoke spoken", "spend": "spent", "stand": "stood", "strike": "struck", "swear": "swore sworn", "take": "took taken",
    "bid": "bade bidden", "bind": "bound", "bite": "bit bitten", "build": "built", "buy": "bought", "cast": "cast", "catch": "caught", "choose": "chose chosen", "deal": "dealt", "feed": "fed", "fight": "fought", "hang": "hung", "hide": "hid hidden", "hit": "hit", "keep": "kept", "know": "knew known", "lead": "led", "lie": "lay lain", "ride": "rode ridden", "seek": "sought", "slide": "slid", "spread": "spread", "steal": "stole stolen", "sweep": "swept", "swing": "swung", "tear": "tore torn", "throw": "threw thrown", "wear": "wore worn", "weep": "wept", "wind": "wound",
    "tell": "told", "win": "won", "withdraw": "withdrew withdrawn", "write": "wrote written", "overrun": "overran", "break off": "broke off",
}  # fmt: skip
# One syllable that ends in one consonant after one vowel: "stop", "dig", "ship"; longer verbs double only where the last is stressed.
_DOUBLING = compiled(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprt]$")
_LAST_STRESSED = frozenset(
    "admit allot begin commit compel concur confer control defer deter disinter dispel emit equip expel fulfil infer inter occur omit patrol permit prefer propel rebut recur refer regret remit submit transfer transmit".split()
)
_BOTH_WAYS = frozenset(["cancel", "travel", "initial"])  # "canceled" and "cancelled"


def past(base: str) -> str:
    """The regular past of a verb."""
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + "ed"


def third(base: str) -> str:
    """The third person of the present."""
    if re.search(r"(?:s|sh|ch|x|z|o)$", base):
        return base + "es"
    return base[:-1] + "ies" if re.search(r"[^aeiou]y$", base) else base + "s"


def _stem(base: str) -> str:
    """The stem before -ed and -ing: "stop" doubles its last letter, "open" does not."""
    return base + base[-1] if _DOUBLING.fullmatch(base) or base in _LAST_STRESSED else base


def verb_forms(base: str) -> list[str]:
    """Every form of a verb: the base, the third person, past and participles."""
    done = _IRREGULAR[base].split() if base in _IRREGULAR else [past(_stem(base))]
    stem = _stem(base)
    running = (
        stem[:-2] + "ying" if stem.endswith("ie") else stem[:-1] + "ing" if re.search(r"[^e]e$", stem) else stem + "ing"
    )
    spelt = [past(base + base[-1]), base + base[-1] + "ing"] if base in _BOTH_WAYS else []
    return list(dict.fromkeys([base, third(base), *done, running, *spelt]))


def noun_forms(noun: str) -> list[str]:
    """A noun in both numbers."""
    return [noun, third(noun)]


def forms(verbs: str) -> str:
    """Alternatives of a pattern: every form of each verb, those with "+" with the word that belongs to them.

    "dig call+off" gives dig, digs, dug, digging, call off, calls off, called off, calling off.
    """
    found: list[str] = []
    for verb in verbs.split():
        base, _, particle = verb.partition("+")
        one = "|".join(verb_forms(base))
        found.append(rf"(?:{one}) {particle.replace('+', ' ')}" if particle else one)
    return "|".join(found)
