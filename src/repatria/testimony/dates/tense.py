"""Whether a clause speaks of what is ahead or of what is past."""

from __future__ import annotations

import re
from functools import lru_cache

from repatria.testimony.text.first_characters import compiled

FUTURE = compiled(
    r"\b(?:will(?! be (?:remembered|recalled|noted|seen)\b)|shall|won[’']t|would(?! have)|’ll|'ll)\b|\b(?:is|are) to (?!blame\b)[a-z]+|(?<!failed )(?<!came )(?<!went )(?<!refused )(?<!unable )(?<!able )(?<!continued )(?<!began )\bto (?:hold|meet|begin|resume|start|allow|visit|reopen|convene|continue|take place|be (?:held|opened|returned|buried|handed))\b|\b(?:is|are|am|be|been|being|now) (?:now )?(?:due|set|scheduled|rescheduled|expected|slated|planned|planning|going|likely|to be|postponed|moved|to (?:meet|hold|resume|begin|take|travel|visit|start))\b"
    r"|\b(?:has|have) to (?!do\b|be (?:said|admitted|remembered)\b)[a-z]+\b|\bcould (?:take place|be held|begin|start|resume|come|happen|follow|be (?:returned|handed))\b|\b(?:has|have) (?:ordered|requested|invited|called for|asked for)\b|\b(?:told|asked|ordered|urged|invited|instructed|advised) (?:[\w'’]+ ){1,3}to (?:come|go|return|meet|report|appear|be|bring|send|wait|leave|stay|attend|submit|hand|begin|start)\b"
    r"|\b(?:plans?|hopes?|intends?|means?|aims?) to\b|\bexpects?\b|'d (?:be|go|meet|take|give|send|see|bring|hold|start|begin|come|make|do|try)\b|(?:\bI |\bwe |'d |\bwould )(?:expect|hope for|look for|count on)\b|\bagreed to (?:meet|hold|begin|resume|start|talk)\b|\b(?:upcoming|forthcoming|planned for|scheduled for|on the calendar|(?:adjourned|remanded|postponed|deferred|put back|put off|delayed|suspended|closed) (?:until|till|to)|in the diary|pencilled in|rescheduled for|postponed (?:to|until))\b|\bfuture\b|\bfor potential\b|\binvit(?:e|es|ed|ing)\b|\b(?:proposed|asked|suggested|requested|demanded|recommended) that\b|\b[Cc]ome (?=January|February|March|April|June|July|August|September|October|November|December|spring|summer|fall|autumn|winter)|\b(?:opens|begins|starts|resumes|convenes|reconvenes|votes|kicks off|takes place)\b",
    re.I,
)
# "They agreed to return them by March" looks ahead; "they agreed to return them in June" may tell when they agreed.
_DEADLINE = compiled(r"\b(?:by|before|until|no later than|within)\s+(?:the (?:end|middle|start) of\s+)?$", re.I)
_UNDERTAKEN = compiled(
    r"\b(?:agreed|promised|pledged|vowed|offered|proposed|undertook|undertakes|wants|wanted|threatened|committed) to \w+",
    re.I,
)
_MODAL = compiled(r"\b(?:can|must|should|may|might) (?!have\b|not have\b)[a-z]+", re.I)
PAST = compiled(
    r"\b(?:was|were|had|did|didn[’']t|said|told|met|held|began|went|came|took|gave|found|sent|left|brought|made|ran|fell|broke|rose|spoke|wrote|won|lost|saw|heard|flew|drove|fought|died|laid|dug|sat|stood|put|led|paid|got|kept|sank|knew|thought|shook|swore|hid|drew|threw|wept|slept|hung|swam|tore|chose|drank|woke|rode|bore|bought|sold|taught|caught|ate|grew|blew|froze|stole|shot|struck|swung|sang|rang|strode|slid|fled|bled|crept|swept|dealt|meant|spent|bent|lent|built|understood|withdrew|became|forgot|forgave|gave|arose|\w{2,}ed)\b",
    re.I,
)
_PAST_FINITE = compiled(
    r"\b(?:was|were|had|did|said|told|met|(?<!be )(?<!been )held|began|wrote|went|came|took|gave|left|brought|spoke|ran|fell|broke|signed|asked|called|visited|returned|arrived|handed|agreed|ended|started)\b",
    re.I,
)
_PERFECT = compiled(r"\b(?:has|have|is|are|be|been|being)\s+(?:\w+ly\s+)?$")
_AND_DID = compiled(
    r"\b(?:and|but|who|which|he|she|they|it)\s+(?:\w+ly\s+)?(?:died|stood|fell|sank|drowned|vanished|disappeared|returned|resigned|retired|wrote|sent|met|refused|declined|said|told|answered|[a-z]{3,}ed(?=\s+(?:in|on|last|at)\b))\b"
)
_PASSIVE_AHEAD = compiled(r"\b(?:(?:is|are) to|will|shall) be (?:\w+ly )?\w+(?:ed|en|ught|ld|nt)\b")
_SET_FOR = compiled(
    r"\b(?:adjourned|remanded|postponed|deferred|put back|put off|delayed|held over)\b[^.;]*\b(?:until|till|to)\s+(?:the\s+)?$|\b(?:announced|arranged|listed|fixed|booked|foreseen|envisaged|planned|pencil?led in) for\s+$|\b(?<!was )(?<!were )due (?:here |there |back )?(?:(?:on|in|at|for)\s+)?(?:the\s+)?$|\bcannot\b[^.;]*\bbefore\s+(?:the\s+)?$"
)
_ANNOUNCED = compiled(
    r"^[^.;]{0,60}\b(?:[Ff]uneral|[Ss]ervice|[Vv]isitation|[Mm]ass(?! graves?\b)|[Vv]igil|[Bb]urial(?! (?:ground|pit|site|place|mound|team|detail)s?\b)|[Mm]emorial|[Cc]eremony|[Mm]eeting)\b[^.;]{0,40}$"
)
_ROUTINE = compiled(
    r"(?:^|[\s“\"])(?![a-z]*ss\b)(?!(?:his|its|this|was|has|is|does|says|tells|adds|reports|writes|claims|notes|insists|as|us|yes|less|thus|across|plus|various|unless|perhaps|always|besides|sometimes|afterwards|towards|remains|bodies|boxes|families|soldiers|officials|sources|relatives|times|others)\b)[a-z]{2,}s(?: (?:out|back|off|up|on|home|again|here|there|for [A-Z]\w+|in [A-Z]\w+))?\s+(?:on |this |next |early |late )*$"
)
_SINGULAR_SUBJECT = compiled(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]his|[Tt]hat|he|she|it|He|She|It|[A-Z]\w+)\s(?:[\w-]+\s){0,3}$"
)
_FELL_THROUGH = compiled(
    r"(?:\s+[A-Z]\w{2,8}\.?,?|\s+\w{1,5},?|\s+(?:holidays?|festival|weekend|anniversary)){0,3}(?:\s+(?:in|at)\s+[A-Z]\w+)?,?(?:,[^,.;]{0,40},)?\s+(?:(?:was|were) not|did|had|never|fell|failed|ended|took|slipped|collapsed|came)\b"
)
# "A request to visit, submitted in October": the participle beside the date tells of the past, whatever stands before.
_PARTICIPLE = compiled(
    r"(?:,|\))\s+(?:(?:first|last|most recently|\w+ly)\s+)?(?!planned|scheduled|expected|proposed|slated|foreseen|envisaged|promised|arranged|postponed|deferred|adjourned|delayed|booked)(?:[a-z]{3,}ed|sent|made|held|given|written|begun|drawn up|put forward)\s+(?:(?:back )?(?:in|on)\s+)?(?:the\s+)?$"
)
# "On Friday the mayor promised that work would start": what is told after the verb lies ahead, not the Friday.
_TOLD = compiled(
    r"\b(?:said|told|promised|assured|pledged|vowed|announced|agreed|wrote|predicted|insisted|declared|confirmed|decided|ordered|asked|warned)\b"
)
# "The North proposed Sunday instead"; not "the mayor proposed Monday that ...", the day on which he did.
_PROPOSED = compiled(
    r"\b(?:proposed|suggested|requested|picked|chose|preferred|asked for|pencilled in|penciled in)\s+$", re.I
)
_PROPOSED_THAT = compiled(r"[A-Z]\w+\.?(?:\s+\d+)?,?\s+(?:that|to|a|the)\b")
_IS_ON = compiled(r"\b(?:is|are) (?:on\s+|this\s+|next\s+)?$", re.I)
_PRESENT_PLAN = compiled(
    r"\b(?:I|[Ww]e|[Tt]hey|[Yy]ou) (?!were\b|was\b|had\b|did\b|have\b|are\b|am\b|do\b|could\b|would\b|might\b|got\b|put\b|cut\b|hit\b|set\b|let\b|read\b|said\b|only\b|also\b|never\b|both\b|all\b|first\b|last\b|just\b|who\b|and\b|in\b|on\b|at\b|for\b|of\b|to\b|from\b|with\b|as\b|by\b|that\b|about\b)[a-z]{2,}\b[^.;,]{0,30}$"
)
# "To leave Good Friday at 5": an instruction in a note.
_INSTRUCTION = compiled(r"(?:^|[.;:]\s|\d\.\s)To [a-z]{3,}\b[^.;]{0,60}$")
_PAST_PLAN = compiled(
    r"\b(?:was|were|had been) (?:\w+ly )?(?:due|set|scheduled|expected|slated|planned|supposed|to have)\b", re.I
)


_PLANNED_BEFORE = compiled(
    r"\b(?:planned|intended|hoped|wanted|meant|scheduled|set out|wants|hopes|plans|aims|promised|pledged|vowed)\b[^.;]{0,70}\b(?:before|by|until)\s+(?:the\s+(?:end|middle|start|close|turn)\s+of\s+)?$"
)


@lru_cache(maxsize=1024)  # several rules ask it of one date
def is_future(sentence: str, at: int) -> bool | None:
    """Tense around position `at` of a sentence: True ahead, False past, None undecided."""
    cut = max(sentence.rfind(mark, 0, at) for mark in (";", "“", " but ", " after ", " when ", " because "))
    before = sentence[max(0, cut, at - 90) : at]
    after = sentence[at : at + 60]
    clause = before + after
    if _PLANNED_BEFORE.search(before):
        return True  # "had planned four more before the end of October"
    if _PAST_PLAN.search(before) or _PARTICIPLE.search(before):
        return False
    if _IS_ON.search(before) or (_PROPOSED.search(before) and not _PROPOSED_THAT.match(after)):
        return True
    if _FELL_THROUGH.match(after[after.find(" ") :] if " " in after else ""):
        return False  # "the meeting set for July 12 was not held"
    if _SET_FOR.search(before) or (not PAST.search(clause) and _ANNOUNCED.search(before)):
        return True  # "deferred until the second week of February"; "Funeral service Saturday at 11 a.m."
    routine = _ROUTINE.search(before)
    if routine and not PAST.search(before) and _SINGULAR_SUBJECT.search(before[: routine.start() + 1]):
        return True  # "the council meets Monday"
    if _INSTRUCTION.search(before) or (_PRESENT_PLAN.search(before) and not PAST.search(clause)):
        return True  # "We go up again Friday"
    future = list(FUTURE.finditer(before))
    if not future and _DEADLINE.search(before):
        future = list(_UNDERTAKEN.finditer(before))
    future = future or list(_MODAL.finditer(before[before.rfind(",") + 1 :]))
    if not future and not PAST.search(before) and (ahead := FUTURE.search(after)):
        future = [] if _TOLD.search(after, 0, ahead.start()) else [ahead]
    if future:
        last = future[-1]
        past = [m for m in _PAST_FINITE.finditer(before) if m.start() > last.end()]
        if not _PASSIVE_AHEAD.search(sentence, 0, at):
            past += list(_AND_DID.finditer(before, last.end()))  # but "is to be suspended in June and resumed in May"
        past = [m for m in past if not _PERFECT.search(before, 0, m.start())]
        return not past
    return False if PAST.search(clause) else None
