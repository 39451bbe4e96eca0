"""Words that say how to reach, follow, buy or support those who publish: no testimony wherever they stand."""

from __future__ import annotations

import re

from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import Gate, lowered

# How to reach, follow or support those who publish: says nothing of the missing, wherever it stands.
SERVICE = compiled(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w|\bhttps?://|\bwww\.|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b555[- ]\d{4}\b|\b(?:open|closed) (?:daily|every day|\w+day (?:to|through|–|-) \w+day)\b|\badults? [$£€]\d|\bfree (?:entry|admission)\b|\bcite this (?:article|page|paper)\b|^\W*(?:GETTING THERE|WHERE TO STAY|IF YOU GO|HOW TO GET THERE|VISITOR INFORMATION)\b|^\W*(?:contents|registered charity|auditors?|funding|competing interests|conflicts? of interest|author contributions|acknowledge?ments?)\s*[:.]|\(\d{3}\) ?\d{3}-\d{4}|\+\d{1,3}[ -]\d[\d -]{6,}"
    r"|\b(?:follow|find|like|join) (?:us|him|her|me|the \w+) on\b|\bsign up (?:for|to)\b|\bsubscribe (?:to|now|here|today)\b|\bto (?:subscribe|unsubscribe|donate|register|advertise)\b"
    r"|\bfor (?:more|additional|further) information\b|\bvisit (?:the|our) (?:web ?site|web page)\b|\b(?:can|may) be (?:reached|contacted) (?:at|by|on|via)\b|^(?:contact|reach|e-?mail|write to)\s(?:us|him|her|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*) (?:at|on|by|via)\b"
    r"|\b[Tt]ext [A-Z]{3,} to \d{4,6}\b|\bsupport for (?:this|the|our) (?:program(?:me)?|broadcast|podcast|series|show|reporting|coverage)\b|\b(?:this|the) (?:program(?:me)?|podcast|episode|story|reporting|series) (?:is|was) (?:made possible|supported|sponsored|produced|funded) (?:by|with)\b"
    r"|\b(?:rush|unedited|edited|uncorrected|verbatim) transcript\b|\baccuracy and availability\b|\btranscript (?:has been|was|is|may) (?:edited|be|provided|created|produced)\b|^(?:this|the) (?:article|story|interview|conversation|transcript|text) (?:has been|was|is) (?:\w+ )?(?:edited|condensed|abridged|translated|republished|reproduced) (?:for|and|from|by|with|under)\b"
    r"|\b\d{1,5} (?:[A-Z][\w.]+ ){1,3}(?:Road|Street|Avenue|Boulevard|Lane|Drive|Way|Square|Plaza|Rd|St|Ave|Blvd)\b\.?,? (?:Room|Suite|Floor|Box|[A-Z][a-z]+, [A-Z]{2}\b)|\b(?:suite|room) \d+\b[^.]{0,30}$|\bP\.?O\.? Box \d+"
    r"|\ball rights reserved\b|\bnot responsible for the content\b|\b(?:may|must) not be (?:reproduced|republished|redistributed|rewritten)\b|\bviews expressed\b|\bpress ctrl\b|\berrors?: write\b|\breuse this content\b|\b(?:ring|call|phone|text|e-?mail|contact) (?:our|the) (?:news ?desk|desk|team|tip line|hotline|newsroom)\b|\b0\d{2,4} \d{3,4} \d{3,4}\b|\b(?:do you have|got) (?:a story|information)\b|^\W*(?:unsubscribe|donate|forward to a friend|share|print|subscribe)\b\s*\||\bletters (?:may|will|can) be (?:edited|cut|shortened)\b|\bplease include (?:a|your) (?:daytime )?(?:telephone|phone|address|name)\b|\bprint this page\b|\btaught [^.]{3,60} (?:for|at|in) [^.]{3,60} and is (?:writing|the author|working)\b",
    re.I,
)
# Without one of these no such words can stand; looking for them first spares most searches.
_SERVICE_HINTS = tuple(
    "@|http|www.|555|follow|find us|find me|like us|join|sign up|subscri|donat|register|advertis|information|visit |reached|contact|mail|write to|text |support|made possible|sponsor|transcript|accuracy|edited|abridged|"
    "condensed|translated|reproduced|republished|redistributed|rewritten| road| street| avenue| boulevard| lane| drive| way| square| plaza| rd| st,| ave| blvd|suite|room |p.o. box|po box|rights reserved|views expressed|press ctrl|"
    "errors|reuse|not responsible|letters |please include|print|taught |news|tip line|hotline| desk|the team|got a story|a story|unsubscribe|forward to|share|cite this|funding|competing|conflict|author con|acknowledg|open |closed |adult|free e|free a|"
    "getting there|where to stay|if you go|how to get|visitor|contents|registered|auditor| 0|(0|+".split("|")
)
_PHONE = compiled(r"\d{3}[-. ]\d{3,4}|\)\s?\d{3}")
# What printers, broadcasters and offices set beside their text: prices, numbers of series, rights, requests to readers.
_SMALL_PRINT = tuple(
    compiled(rf"\b(?:{words})", re.I)
    for words in (
        r"(?:ISSN|ISBN)\b",
        r"please recycle",
        r"printed on [a-z ]{0,20}(?:recycled|paper)",
        r"back (?:issues|numbers)\b",
        r"for planning purposes only",
        r"not for (?:release|publication|distribution|broadcast|attribution)\b",
        r"for (?:internal|official) use only",
        r"check against delivery",
        r"(?:you can|to) (?:listen|watch) (?:again|back|live)\b",
        r"takes? no (?:\w+ )?(?:positions?|responsibility)",
        r"(?:opinions|views) (?:expressed|are (?:his|her|their|those of|the author))",
        r"(?:his|her|their) column (?:appears|runs)",
        r"(?:the )?(?:author|writer)'s own\b",
        r"what do you think\?",
        r"have (?:a|any) (?:news )?(?:tip|story|question|comment|photo)s?\b",
        r"(?:spotted|seen|found) (?:a mistake|an error|a typo)\?",
        r"letters of (?:no more|not more|fewer|less) than",
        r"(?:fewer|no more|less) than \d+ words",
        r"words preferred",
        r"(?:four|six|twelve|ten|\d+) issues (?:for|a year)",
        r"subscriptions?: ",
        r"annual subscription",
        r"cover price",
        r"(?:help|hot|tip) ?line(?: for [a-z ]{3,30})?:",
        r"(?:press|media) (?:office|desk|queries|enquiries|inquiries|relations|contacts?)(?:\s*:|\W{1,3}\+?\(?\d)",
        r"keep (?:exploring|reading)",
        r"^\W*(?:(?:more|story|details|updates?|correction)(?:s)? to follow|story continues)\b",
        r"^\W*weather:",
        r"\bpage \d+\W*$",
        r"\bp\. ?\d+\W*$",
        r"(?:previous|next|older|newer|earlier) (?:gallery|post|story|article|entry|issue)s?:",
        r"(?:previous|older|earlier) updates:",
        r"next (?:month|week|issue|time|up|edition):",
        r"\bprints from [£$€]",
        r"do not reproduce",
        r"all (?:images|pictures|photographs) ©",
        r"after the break:",
        r"(?:subtitles|captions|captioned) by\b",
        r"serial no\.",
        r"printed for the use of",
        r"^\W*also in [a-z]+:",
        r"^\W*(?:cite as|to order):",
        r"further reading",
        r"explore more",
        r"(?:help|support) us (?:to )?keep",
        r"(?:tickets?|admission|entry) (?:from |is |are )?(?:free|[$£€]\d)",
        r"(?:doors|gates) open\b",
        r"rsvp\b",
        r"terms and conditions",
        r"no part of this",
        r"(?:this|the) (?:message|e-?mail|newsletter) (?:was|is) (?:sent|intended)",
        r"you (?:are|have) receiv(?:ing|ed) this",
        r"manage your (?:preferences|subscription)",
        r"is published (?:weekly|monthly|quarterly|four times)\b",
        r"published by [^.]{2,40} at [$£€]\d",
    )
)
_SMALL = Gate(_SMALL_PRINT)


def is_service(words: str, *, edge: bool = True) -> bool:
    """Whether words say how to reach, follow, buy or support those who publish; at the edge of a page, any small print."""
    low = lowered(words)
    if edge and any(_SMALL_PRINT[number].search(words) for number in _SMALL.present(low)):
        return True
    if not any(map(low.__contains__, _SERVICE_HINTS)) and not _PHONE.search(words):
        return False
    return SERVICE.search(words) is not None
