"""Whom a read figure counts, in the reader's language.

The reading puts "US missing in action, Korean War" together from a nation, a state and a war; here it is taken apart
again. Words of a text stay as the text has them.
"""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

_NATIONS: dict[str, Promise] = {
    "US": _("United States"),
    "ROK": _("South Korea"),
    "DPRK": _("North Korea"),
    "CHINA": _("China"),
    "JAPAN": _("Japan"),
    "VIETNAM": _("Vietnam"),
    "RUSSIA": _("Russia"),
    "UK": _("United Kingdom"),
    "UKRAINE": _("Ukraine"),
    "AUSTRALIA": _("Australia"),
    "CANADA": _("Canada"),
    "FRANCE": _("France"),
    "TURKEY": _("Turkey"),
    "PHILIPPINES": _("Philippines"),
    "THAILAND": _("Thailand"),
}
_GROUPS: dict[str, Promise] = {
    "missing in action": _("missing in action"),
    "missing": pgettext_lazy("those counted", "missing"),
    "unaccounted for": pgettext_lazy("those counted", "unaccounted for"),
    "dead": pgettext_lazy("those counted", "dead"),
    "lost at sea": pgettext_lazy("those counted", "lost at sea"),
}
_WARS: dict[str, Promise] = {
    "Korean War": _("Korean War"),
    "World War II": _("World War II"),
    "World War I": _("World War I"),
    "Vietnam War": _("Vietnam War"),
    "Cold War": _("Cold War"),
    "Gulf War": _("Gulf War"),
    "all wars": _("all wars"),
}
_PUT_TOGETHER = re.compile(
    rf"(?:(?P<nation>{'|'.join(_NATIONS)}) )?(?P<group>{'|'.join(_GROUPS)})(?:, (?P<war>{'|'.join(_WARS)}))?"
)


def group_words(told: str) -> str:
    """The group in Korean, from the widest to the narrowest; in English, and where it is not of this form, as it is."""
    match = _PUT_TOGETHER.fullmatch(told) if get_language() == "ko" else None
    if match is None:
        return told
    parts = (_WARS.get(match["war"]), _NATIONS.get(match["nation"]), _GROUPS[match["group"]])
    return " ".join(str(part) for part in parts if part)
