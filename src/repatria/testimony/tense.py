"""Whether a clause speaks of what is ahead or of what is past."""

from __future__ import annotations

import re

FUTURE = re.compile(
    r"\b(?:will|shall|would|’ll|'ll)\b|(?<!failed )(?<!came )(?<!went )(?<!refused )(?<!unable )(?<!able )(?<!continued )(?<!began )\bto (?:hold|meet|begin|resume|start|allow|visit|reopen|convene|continue|take place|be (?:held|opened|returned|buried|handed))\b|\b(?:is|are|am|be|been|being|now) (?:now )?(?:due|set|scheduled|rescheduled|expected|slated|planned|planning|going|likely|to be|postponed|moved|to (?:meet|hold|resume|begin|take|travel|visit|start))\b"
    r"|\b(?:plans?|hopes?|intends?|expects?) to\b|\bagreed to (?:meet|hold|begin|resume|start|talk)\b|\b(?:upcoming|forthcoming|planned for|scheduled for|rescheduled for|postponed (?:to|until))\b|\bfuture\b|\bfor potential\b|\binvit(?:e|es|ed|ing)\b|\b(?:proposed|asked|suggested|requested|demanded|recommended) that\b|\b[Cc]ome (?=January|February|March|April|June|July|August|September|October|November|December|spring|summer|fall|autumn|winter)|\b(?:opens|begins|starts|resumes|convenes|reconvenes|votes|kicks off|takes place)\b",
    re.I,
)
# "They agreed to return them by March" looks ahead; "they agreed to return them in June" may tell when they agreed.
_DEADLINE = re.compile(r"\b(?:by|before|until|no later than|within)\s+(?:the (?:end|middle|start) of\s+)?$", re.I)
_UNDERTAKEN = re.compile(
    r"\b(?:agreed|promised|pledged|vowed|offered|proposed|undertook|undertakes|wants|wanted|threatened|committed) to \w+",
    re.I,
)
_MODAL = re.compile(r"\b(?:can|must|should|may|might) (?!have\b|not have\b)\w+", re.I)
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn[’']t|said|told|met|held|began|went|came|took|gave|found|sent|left|brought|made|ran|fell|broke|rose|spoke|wrote|won|lost|saw|heard|flew|drove|fought|died|sat|stood|put|led|paid|got|kept|sank|knew|thought|\w{2,}ed)\b",
    re.I,
)
_PAST_FINITE = re.compile(
    r"\b(?:was|were|had|did|said|told|met|(?<!be )(?<!been )held|began|wrote|went|came|took|gave|left|brought|spoke|ran|fell|broke|signed|asked|called|visited|returned|arrived|handed|agreed|ended|started)\b",
    re.I,
)
_IS_ON = re.compile(r"\b(?:is|are) (?:on\s+|this\s+|next\s+)?$", re.I)
_PAST_PLAN = re.compile(
    r"\b(?:was|were|had been) (?:\w+ly )?(?:due|set|scheduled|expected|slated|planned|supposed|to have)\b", re.I
)


def is_future(sentence: str, at: int) -> bool | None:
    """Tense around position `at` of a sentence: True ahead, False past, None undecided."""
    cut = max(sentence.rfind(mark, 0, at) for mark in (";", "“", " but ", " after ", " when ", " because "))
    before = sentence[max(0, cut, at - 90) : at]
    after = sentence[at : at + 60]
    clause = before + after
    if _PAST_PLAN.search(before):
        return False
    if _IS_ON.search(before):
        return True
    future = list(FUTURE.finditer(before))
    if not future and _DEADLINE.search(before):
        future = list(_UNDERTAKEN.finditer(before))
    future = future or list(_MODAL.finditer(before[before.rfind(",") + 1 :]))
    future = future or ([] if _PAST.search(before) else list(FUTURE.finditer(after)))
    if future:
        last = future[-1]
        past = [m for m in _PAST_FINITE.finditer(before) if m.start() > last.end()]
        return not past
    return False if _PAST.search(clause) else None
