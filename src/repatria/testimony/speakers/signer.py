"""Who signs a letter, or whose statement a text is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.speakers import actors
from repatria.testimony.speakers.voices import Speaker
from repatria.testimony.text.first_characters import compiled

_AT_THE_END = 80  # code points after a name that signs within which a text ends
HEADING = 800  # code points within which "Statement of ..." heads a text
_SIGNED = compiled(
    r"(?:^|\n|(?<=[.!?”\"] ))[ \t]*(?:Sincerely|Respectfully(?: yours)?|Yours(?: (?:sincerely|faithfully|truly|etc\.?|ever|in \w+))?|In (?:hope|friendship|sympathy|peace)|With (?:gratitude|love|thanks|deepest \w+|sympathy)|I (?:am|remain),? [^\n]{0,40}|Faithfully(?: yours)?|(?:With |My )?(?:kind|best|warm|warmest|kindest) regards|Kind regards|Warmly|Gratefully|In (?:remembrance|gratitude|solidarity|service)|Very respectfully)[ \t\r]*(?:,?[ \t\r]*\n\s{0,40}|,[ \t])(?:/s/\s*)?(?P<who>[A-Z][^\n]{2,60})"
)
# The same run on in one line at the end of the text: "... so I remain, with gratitude, Marisol Quint, Executive Director".
_SIGNED_IN_LINE = compiled(
    r"[.!?]\s+(?:(?:Yours|Sincerely|Faithfully|Respectfully|Gratefully|Warmly|Cordially|Affectionately|Ever)\b[^.,\n]{0,30}|(?:With|In)\s(?:[a-z]+\s){0,3}(?:gratitude|thanks|love|sympathy|hope|friendship|regards|wishes|respect|condolences|affection|prayers?)\b[^.,\n]{0,20}|Your\s(?:[a-z]+\s){1,2}[a-z]+),?\s+(?P<who>[A-Z][^\n]{2,80})\s*$"
)
_ADDRESSED = compiled(
    r"(?:^|\n)[ \t]*(?:(?:Dear|DEAR|To)\b|(?:Sirs?|Madam|Sir or Madam|Editor|Gentlemen)[,:.-]?[ \t]*(?=\r?\n))|\b(?:Letters|LETTERS)(?: to the [Ee]ditor)?[ \t]*(?=\r?\n)"
)
_STATEMENT_OF = compiled(
    r"(?:^|\n)[ \t]*(?:(?i:opening |prepared |written )?(?i:statement|testimony|remarks|address|speech))[ \t]*\n?[ \t]*(?i:of|by)[ \t]*\n?[ \t]*(?:(?i:the )?(?i:hon(?:ou?rable|\.) ))?(?P<who>[A-Z][^\n,;:]{2,60})"
)


def signer_of(text: str, named: Sequence[actors.Mention]) -> tuple[Speaker, int] | None:
    """Who signs, when the text is a letter, and where; who speaks, when it is headed as someone's statement."""
    end = len(text)
    match = _SIGNED.search(text)
    if match is not None and not (_ADDRESSED.search(text) or len(text) - match.end() < _AT_THE_END):
        match = None
    match = match or _SIGNED_IN_LINE.search(text)
    if match is None:
        match = _STATEMENT_OF.search(text, 0, HEADING)
        if match is None or not re.search(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b", text[match.end() :]):
            return None
    else:
        end = match.start()
    name = match["who"].strip().rstrip(",")
    name = name.title() if name.isupper() else name
    for mention in named:
        if mention.kind == "person" and match.start("who") <= mention.start < match.end("who"):
            return Speaker(mention.name, mention.id), end
    name = re.split(r"\s*[,(]|\s{2,}", name)[0]
    return (
        Speaker(name, re.sub(r"\W+", "_", name.split()[-1].upper()).strip("_")),
        end,
    )
