"""The war that a label of a table or list means by a land or theatre of it: "Korea", "Laos", "Pacific"."""

from __future__ import annotations

from repatria.testimony.dates.history import wars_in
from repatria.testimony.text.first_characters import compiled

# A party ("South Korea") is no theatre: its losses may be those of another war.
_LANDS = (
    r"(?P<korea>(?<!South )(?<!Republic of )(?:North Korea|DPRK|Korea|KORWAR|Korean Peninsula)|Chosin|Unsan)"
    r"|(?P<vietnam>(?<!South )(?:North Vietnam|Vietnam|Viet Nam)|Laos|Lao PDR|Cambodia|Southeast Asia|Indochina)"
    r"|(?P<second>WW ?(?:II|2)|Pacific|Europe(?:an)?(?: [Tt]heat(?:er|re))?|Mediterranean|Philippines|New Guinea|Tarawa|Normandy)"
    r"|(?P<first>WW ?(?:I|1)|Western Front)|(?P<cold>Cold)|(?P<gulf>(?:Persian )?Gulf|Desert Storm|Kuwait)"
    r"|(?P<falklands>Falklands|Malvinas)|(?P<bosnia>Bosnia)"
)
_LAND = compiled(rf"\b(?:{_LANDS})\b")
_LONGEST = 60  # code points of a label with what sets it off
# In a sentence only the land that stands just before its number: "Korea 7,667; Vietnam: 1,589".
_BEFORE_NUMBER = compiled(
    r"(?:^|[;,:(|\t]|\band\b)\W{0,8}(?P<land>(?:the )?(?:Korea|Vietnam|Laos|Cambodia|Southeast Asia|Indochina|WW ?(?:II|I|2|1)|World War (?:II|I|One|Two))(?: [Ww]ar)?)\s?[:=–—|-]?\s{0,4}$"
)
_WAR = {
    "korea": "Korean War", "vietnam": "Vietnam War", "second": "World War II", "first": "World War I", "cold": "Cold War",
    "gulf": "Gulf War", "falklands": "Falklands War", "bosnia": "Bosnian War",
}  # fmt: skip


def war_of_label(label: str) -> str | None:
    """The one war that a label names, by its name or by a land or theatre of it; None for several."""
    named = {name for _, _, name in wars_in(label)} or {_WAR[m.lastgroup or ""] for m in _LAND.finditer(label)}
    return named.pop() if len(named) == 1 else None


def war_labelled(flat: str, start: int, end: int) -> str | None:
    """The war of the label that stands just before the number at `end` of a sentence; None where none stands there."""
    at = max(start, end - _LONGEST)
    label = _BEFORE_NUMBER.search(flat[at:end] if at == start else "…" + flat[at:end])
    return war_of_label(label["land"]) if label else None
