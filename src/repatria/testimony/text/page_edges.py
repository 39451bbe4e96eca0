"""What stands at the head and the foot of a page: its number and price, who wrote it, whose paper it is, small print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.speakers.speech_lexicon import FINITE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.service_words import is_service

FOOT_LINES = 8  # filled lines at the foot of a page in which its writer is introduced
_SMALL_LINES, _SMALL = 5, 260  # filled lines at the foot, and code points of one, that are small print as a whole
_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|van|von|der|de|den|ten|la|al|bin|du|di|da)){1,4}"
_BY = compiled(
    rf"(?:^|[|·•–—]\s)\W*(?i:(?:story|report(?:ed)?|compiled|written|text|words|review(?:ed)?|interview(?:ed)?|photographs?)?:?\s?by|text:?|words:?)\s+(?P<who>{_NAME})"
)
_AND = compiled(r"\s+(?:and|&)\s+|,\s+")
_LONGEST_IMPRINT = 100  # code points
_STOPS = compiled(r"[a-z]{3,}\.$")  # the stop of a sentence
_HEAD_LINES = 12  # filled lines at the head of a page in which its writer is named
# "Jane Roe is a doctoral candidate at the University of X": what those who write are.
_WRITER = compiled(
    rf"^\W*{_NAME}(?:, [^,]{{3,80}},)? (?:(?:is|was) (?:an? |the )?[^.]{{0,60}}?\b(?:fellow|candidate|professor|lecturer|writer|author|scholar|editor|reporter|correspondent|journalist|columnist|photographer|novelist|poet|contributor)\b|teaches\b|writes\b|blogs\b)"
)
# A mark after which nothing is told: "- END -", "###", "-30-".
_LONGEST_MARK, _LONGEST_AFTER_END = 40, 120  # code points
_END = compiled(
    r"[-–—*• ]*(?:#{2,}|-\s?30\s?-|(?:END|ENDS|ENDIT|End of (?:document|text|report|transcript|statement)))[-–—*• .]*"
)

# "By Ann Lee, Staff Writer"; "Kim Ji-yeon in Seoul contributed to this report."
SIGNED_BY = compiled(
    rf"\W*(?i:by|from|(?:story|report(?:ed|ing)?|written|text|words) by|by:)\s+{_NAME}(?:(?:,? and|,| &)\s+{_NAME})*(?:,? [A-Z][\w .&'’-]{{2,60}})?\W*"
    r"|[^.]{3,120}\bcontributed (?:to this (?:report|story|article)|reporting)\b.*"
)
# What is taken away from a line of days, clocks and their labels, so that nothing is left of it.
_STAMP_WORDS = compiled(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b[ap]\.?m\b|\b(?:gmt|utc|est|edt|et|cst|cdt|ct|pst|pdt|pt|kst|jst|cet|cest|bst|aest|hrs?|h)\b|\d+(?:st|nd|rd|th)?"
    r"|\b(?:first|last|published|posted|updated|modified|created|issued|released|filed|on|at|of|and|the|page)\b",
    re.I,
)
_SLUG = compiled(r"[A-Z]{2,5}-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{3}")  # of a wire: "AP-NY-05-28-90 0912EDT"
_LONGEST_STAMP = 90  # code points
# The opening and the close of a letter, and the lines of the signature below it.
_SALUTATION = compiled(
    r"(?:My )?(?:Dear(?:est)?|To) (?:[^.!?]|(?:(?<=[MDSJF]r)|(?<=Mrs)|(?<=Ms)|(?<=Rev)|(?<=Capt)|(?<=Sgt)|(?<=Lt)|(?<=Col)|(?<=Gen))\.){2,60}[,:]|(?:Dear )?(?:Sirs?|Madam|Friends|Sir or Madam)[,:]"
)
_VALEDICTION = compiled(
    r"(?:Sincerely|Respectfully|Faithfully|Cordially|Warmly|Gratefully|Yours|Very truly|Affectionately|Regards|(?:With|In) (?:\w+ ){0,3}(?:gratitude|thanks|love|sympathy|regards|wishes|respect|condolences|hope)|(?:Kind|Best|Warm) (?:regards|wishes))\b[^.!?]{0,30},?"
)
_SIGNATURE_LINES, _LONGEST_SIGNATURE = 5, 60  # lines below the close, and code points of one

AUTHOR = compiled(
    r"\b(?:is|was) the author of\b|\bhas (?:covered|reported (?:on|from)|written (?:for|about)) [^.]{0,80}\b(?:since|for) (?:\w+ )?(?:\d{4}|\w+ years)\b"
)
# What a body says of itself at the foot of its papers.
ABOUT = compiled(
    r"(?:The |About )?[A-Z][^.]{3,90} (?:was founded|was established|is an? (?:[\w-]+ ){0,4}(?:charity|organi[sz]ation|foundation|non-?profit|network|institute|publication|newspaper|magazine))\b"
)
BIO = compiled(
    r"^(?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+ (?:covers|reports on|writes (?:about|for)|is (?:an? |the )?(?:[\w-]+ ){0,5}(?:reporter|correspondent|journalist|editor|columnist|"
    r"writer|contributor|freelancer|producer|blogger))\b.{0,200}|^(?:He|She|They) (?:has|have|is|was|previously|can|also) .*\b(?:covered|reported|award|journalis[mt]|"
    r"reached at|twitter|correspondent|reporter)\b|^(?:His|Her|Their) work has\b|^About the author\b|^(?:Follow|Contact|Email|Reach) (?:him|her|the (?:author|reporter))\b",
)


def writers(words: Sequence[str]) -> list[str]:
    """The names of those who sign a page at its head: "By Ann Lee and Bo Ray"."""
    found: list[str] = []
    head = [line for line in words if line][:_HEAD_LINES]
    for line in head:
        if len(line) > 140:
            break
        match = _BY.search(line)
        if match is None:
            continue
        for name in _AND.split(line[match.start("who") :]):
            if (signed := re.match(_NAME, name)) is not None:
                found.append(signed[0])
    return found


# The number, the price and the pages of a paper or a book; the slug of an agency; a bar of links after a motto.
_IMPRINT = compiled(
    r"\bvol(?:ume|\.)? ?\w+\b[^.]{0,12}\b(?:no\.?|number|issue|nr\.?) ?\w+|\b(?:\w+|\d+) (?:cents|pence|shillings)$|[£$€]\s?\d+(?:\.\d\d)?$|\b\d+ ?pp\.|\bpages \d+[-–]\d+|\b\d+(?:st|nd|rd|th) (?:lead|ld|write-?thru)\b"
    r"|^\W*(?:URGENT|FLASH|BULLETIN|ALERT|ADVISORY|EMBARGOED?)\b|(?:^|[—–-] )[\w ]{2,20}(?: / [\w ]{2,20}){2,}$",
    re.I,
)


def mark_head(words: Sequence[str], kinds: dict[int, str]) -> None:
    """Lines at the head of a page with the number, the price or the pages of the paper, and slugs of agencies."""
    filled = [n for n, line in enumerate(words) if line][:_HEAD_LINES]
    for n in filled:
        if (
            n not in kinds
            and len(words[n]) <= _LONGEST_IMPRINT
            and _IMPRINT.search(words[n])
            and not _STOPS.search(words[n])
        ):
            kinds[n] = "menu"


def is_stamp(line: str) -> bool:
    """Whether a line says nothing but a day or a clock and whose: "updated 8:12 a.m. EDT, Wed April 11, 2007"."""
    if _SLUG.fullmatch(line):
        return True
    return (
        len(line) <= _LONGEST_STAMP
        and re.search(r"\d", line) is not None
        and re.search(r"\d{1,2}[:.]\d\d|[A-Za-z]{3}", line) is not None
        and not re.search(r"\w", _STAMP_WORDS.sub(" ", line))
    )


def mark_letter(words: Sequence[str], kinds: dict[int, str]) -> None:
    """The salutation of a letter, its close and the short lines of the signature: they state nothing."""
    for n, line in enumerate(words):
        if not line or n in kinds:
            continue
        if _SALUTATION.fullmatch(line):
            kinds[n] = "salutation"
        elif _VALEDICTION.fullmatch(line):
            kinds[n] = "signature"
            for follow in range(n + 1, min(n + 1 + _SIGNATURE_LINES, len(words))):
                below = words[follow]
                if below and (len(below) > _LONGEST_SIGNATURE or FINITE.search(below) or _STOPS.search(below)):
                    break
                if below and not is_stamp(below):
                    kinds.setdefault(follow, "signature")


def mark_foot(words: Sequence[str], kinds: dict[int, str]) -> None:
    """Lines at the foot of a page that tell who wrote it or are small print; and all after a mark of its end."""
    filled = [n for n, line in enumerate(words) if line]
    ends = next(
        (n for n in filled[len(filled) // 2 :] if len(words[n]) < _LONGEST_MARK and _END.fullmatch(words[n])), None
    )
    if ends is not None:
        for n in filled:
            if n >= ends and len(words[n]) <= _LONGEST_AFTER_END:
                kinds.setdefault(n, "service")
    signed = writers(words)
    foot = filled[-min(FOOT_LINES, len(filled) // 2) :] if len(filled) > 3 else []
    for n in foot:
        line = words[n].lstrip("•*–—- ")
        if (
            n not in kinds
            and (any(line.startswith(name) for name in signed) or _WRITER.match(line))
            and '"' not in line
        ):
            kinds[n] = "bio"
    for n in foot[-_SMALL_LINES:]:
        if n not in kinds and len(words[n]) <= _SMALL and not re.search('[“"]', words[n]) and _is_small_print(words[n]):
            kinds[n] = "service"


def _is_small_print(line: str) -> bool:
    """Whether at least half the sentences of a line are small print and no other one has a verb."""
    pieces = [piece for piece in re.split(r"(?<=[.?!])\s+", line) if piece]
    others = [piece for piece in pieces if not is_service(piece)]
    return 2 * len(others) <= len(pieces) and not any(FINITE.search(piece) for piece in others)
