"""Whether a sentence takes back a number that it tells: words of denial and doubt, and how far each of them reaches.

A small grammar. An operator stands before the number and reaches to the end of its clause: over a clause with "that"
("doubted that ..."), over an infinitive or a gerund ("refused to ...", "stopped short of ...ing"), over a deed ("cancelled
the return of ...") or over the number itself ("neither 200 nor 250"). Or the number stands in the subject, a deed or a
report ("the return of 200", "reports that 200 ..."), and what is said of that takes it back ("fell through", "were a
hoax"). Negated words that deny nothing ("no fewer than", "not only", "nobody doubts") are struck out before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.text.first_characters import compiled

HEDGED, NEGATIVE, REFUTED = "hedged", "negative", "refuted"
TAKEN_BACK = frozenset((NEGATIVE, REFUTED))
_NEAR, FAR = 160, 400  # code points: a sentence is looked through no further than the latter

_STOP = compiled(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n\s*\n")
# A joint after which another clause begins.
_JOINT = (
    r"\b(?:after|since|when|who|which|because|while|before|but|although|though|until|once|except|despite|whereas|as soon as)\b|"
    r"\band (?:then|later|also|now|he|she|they|it|has|have|had|[a-z]+ed|gave|sent|brought|took|sold|kept)\b"
)
_IN_CLAUSE = rf"(?:(?!{_JOINT})(?:[^,;:—]|,(?=\d)))"
_NEXT_CLAUSE = r",\s+(?:and|but|yet|so|while|whereas|although|though|with)\b"
_AFTER_THAT = rf"(?:(?!{_NEXT_CLAUSE}|\bbut\b|\balthough\b)[^;:—])"
_NO = r"(?:not|n't|never|nobody|no one|no-one|none|nothing|cannot|hardly anyone|few|no [a-z]+)"
_CERTAIN = compiled(
    r"\b(?:not?|never|nor) (?:[a-z]+ )?(?:fewer|less|later|more|earlier|sooner) than\b|"
    r"\bnever (?:[a-z]+ ){1,3}(?:fewer|less) than\b|\b(?:not|n't|never) exceed(?:s|ed|ing)?\b|\bnot (?:only|just|merely|simply|least|until|for nothing|without)\b|"
    r"\b(?:no|without(?: a| any)?|beyond(?: all| any)?) (?:[a-z]+ (?:of a )?)?(?:doubt|question(?! of)|dispute|denying)\b|"
    r"\b(?:not|n't|never) (?:in (?:any )?(?:doubt|dispute|question)|(?:been )?(?:disputed|doubted|contested|questioned))\b|"
    r"\b(?:nobody|no one|no-one|none|few|no [a-z]+)(?: [a-z]+){0,3}? (?:doubt|disput|contest|question)(?:s|ed|es|e)?\b|"
    r"\b(?:did|does|do|could|can|has|have|had|was|were)? ?(?:not|n't|never) (?:fail(?:ed)?|hesitated?|neglect(?:ed)?|forgot|forget) to\b|"
    r"\b(?:cannot|can not|could not|couldn't) (?:hide|conceal|help but|but)\b",
    re.I,
)
_NEGATED = compiled(r"\b(?:no|not|nor|never|nobody|none|few|without|beyond|cannot)\b|n't\b", re.I)
# What was not denied was not said either.
_NOT_DENIED = compiled(
    rf"\b{_NO}(?: [a-z]+){{0,2}}? (?P<verb>den(?:y|ied|ies)|rul(?:e|ed|es) out|exclud(?:e|ed|es)|dismiss(?:ed|es)?|reject(?:s|ed)?|refut(?:e|ed|es)|disprov(?:e|ed))\b(?={_AFTER_THAT}{{0,20}}\bthat\b{_AFTER_THAT}*$|{_IN_CLAUSE}*$)",
    re.I,
)
_WEAKENED = compiled(r"(?:only|just|merely|simply|fewer|less|more)\b", re.I)
_LAST_NOT = compiled(r"\b(?:not|never|no|nor)\W*$", re.I)
# Words by whose first five letters an operator before a number, or what is said behind it, may be known: cheap to look for.
_MAY_DENY = frozenset(
    "denie deny denyi doubt dispu dispr disbe rejec dismi dissu refus refut rule rules ruled rulin debun discr contr conte repud quest unsur uncer uncle unlik unpro impos impro incon unthi untru false wrong myth hoax basel "
    "nonse fabri ficti never neith none nobod nothi nowhe hardl scarc littl scant lack lacks decli fail fails faile unabl unwil negle omit omits omitt forgo power short refra preve barre block keep keeps kept avoid "
    "scotc retra withd took cast threw throw pour pours poure still backe backs reneg went goes broke break cance call calls calle aband scrap suspe halt halts halte postp delay inste rathe thwar veto vetoe forbi forba banne drop drops dropp rumou rumor uncon unver canno skept scept obstr frust shelv abort anyth stop stops stopp "
    "no not nor few far yet too bar bars ban bans put back off witho".split()
)
_MAY_DENY_AFTER = frozenset(
    "cance calle aband scrap dropp shelv abort halte block preve stopp thwar vetoe refus refut ruled denie postp suspe delay frust broke put off impos forbi banne fell fall falle falli colla fail faile never hoax prema fabri "
    "deny false untru wrong myth basel unfou groun discr debun rejec dismi inacc incor inven lie lies fake faked fakes mista error nonse propa retra dispr dispu ficti misle erron bogus spuri forge uncon unver unsub exagg quest doubt "
    "rumou rumor barre kept nothi naugh withd witho not no off found".split()
)
_MAY = _MAY_DENY | _MAY_DENY_AFTER
# Deeds, plans and reports, of which something is said behind the number.
_SUBJECTS = frozenset(
    "retur trans hando hand- deliv repat recov relea excha shipm ident buria exhum excav arriv fligh surre recei disco findi death killi captu talks negot plan plans agree deal deals offer bid bids propo attem effor order "
    "repor claim rumou rumor idea ideas sugge story stori alleg notio accou asser state annou news talk tale tales word words figur numbe count estim belie theor versi lette artic that".split()
)
_CLOSED = frozenset((". ", "! ", "? ", "” ", "  "))
_WORD = re.compile(r"[a-z-]+")
_EXCEPTED = compiled(r"\ball (?:but|except|save|bar)\b")
_ASIDE = compiled(
    r",\s(?:however|though|too|instead|of course|in fact|"
    r"(?:[\w.'-]+ ){1,4}(?:said|says|added|wrote|told [a-z ]{3,20}|insisted|according to [\w.' -]{3,30}|reported))(?=,)",
)
_DEEDS = (
    r"(?:return|transfer|hand-?over|handover|delivery|repatriation|recovery|release|exchange|shipment|identification|"
    r"burial|exhumation|excavation|arrival|transport|flight|surrender|receipt|discovery|finding|death|killing|capture)s?"
)
_REPORTS = (
    r"(?:reports?|claims?|rumou?rs?|ideas?|suggestions?|stor(?:y|ies)|allegations?|notions?|accounts?|assertions?|"
    r"statements?|announcements?|news|talk|tales?|words?|figures?|numbers?|counts?|estimates?|beliefs?|theor(?:y|ies)|versions?|letters?|articles?)"
)
_SAYS = r"(?:say|said|claim|claimed|state|stated|report|reported|announced?|suggest|suggested|assert|asserted|maintain|maintained|write|wrote|written|argued?|promised?)"
_HOLDS = r"(?:believ(?:e|es|ed)|thinks?|thought|accept(?:s|ed)?|agree[sd]?|admit(?:s|ted)?|acknowledged?|supposed?|imagined?|expect(?:s|ed)?)"
_FALSE = (
    r"(?:a hoax|hoax|premature|fabricat\w+|false|untrue|wrong|a? ?myth|baseless|unfounded|groundless|discredited|debunked|denied|rejected|"
    r"dismissed|inaccurate|incorrect|without (?:any )?(?:foundation|basis)|not (?:true|so|the case|correct)|invent(?:ed|ions?)|(?:a|all) lies?|fakes?|faked|mistaken|"
    r"a mistake|an error|nonsense|propaganda|withdrawn|retracted|disprove[dn]|refuted|fictions?|misleading|erroneous|bogus|spurious|forge\w+|ruled out)"
)
_OPEN = r"(?:unconfirmed|unverified|unsubstantiated|exaggerat\w+|disputed|questioned|doubted|doubtful|in doubt|rumou?rs?|not (?:been )?(?:confirmed|verified)|could not be (?:confirmed|verified))"
_STOPPED = (
    r"(?:(?:was|were|is|are|been|being|got|be) (?:then |later |again |now |never |abruptly |suddenly |\w+ly )?(?:cancell?ed|called off|abandoned|scrapped|dropped|shelved|aborted|halted|"
    r"blocked|prevented|stopped|thwarted|vetoed|refused|ruled out|denied|postponed|suspended|delayed|frustrated|broken off|put off|off\b|impossible|forbidden|banned)|"
    r"(?:fell|fallen|falls|falling) (?:through|apart|flat)|collapsed|came to nothing|c[ao]me to naught|foundered|failed\b|broke down|proved impossible|"
    r"(?:did not|didn't|never) (?:happen\w*|t[ao]ke? place|took place|go ahead|went ahead|materiali[sz]\w+|c[ao]me (?:off|about)|occur\w*))"
)

_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (compiled(rf"(?:{words})$", re.I), said)
    for words, said in (
        # operators over a clause
        (
            rf"\b(?:not true|untrue|false|incorrect|wrong|(?:a )?(?:lie|myth|hoax|fiction|fabrication)|nonsense|baseless|impossible|"
            rf"inconceivable|unthinkable|not the case|not so)(?: [a-z]+){{0,3}}? that\b{_AFTER_THAT}{{0,160}}",
            REFUTED,
        ),
        (
            rf"\b(?:(?:reject|dismiss|refut|debunk|discredit|contradict|repudiat|disprov|scotch|retract|withdr[ae]w|drop)\w*|took back) {_AFTER_THAT}{{0,60}}?\b(?:that|{_REPORTS})\b{_AFTER_THAT}{{0,160}}",
            REFUTED,
        ),
        (rf"\b(?:disput|contest)(?:e|es|ed|s|ing)? (?:that|the|a|an|any|his|her|its|their|{_REPORTS})\b{_AFTER_THAT}{{0,120}}", REFUTED),
        (rf"\b(?:den(?:y|ied|ies|ying)|rul(?:e|es|ed|ing) out) (?:{_AFTER_THAT}{{0,60}}?\bthat\b{_AFTER_THAT}{{0,160}}|{_IN_CLAUSE}{{0,80}})", NEGATIVE),
        (rf"\bcontrary to (?:[a-z]+ ){{0,3}}?{_REPORTS} (?:that|of)\b{_AFTER_THAT}{{0,120}}", REFUTED),
        (
            rf"\b(?:no|little|scant|without|lack of|lacks|nor) (?:[a-z]+ ){{0,2}}?(?:evidence|proof|signs?|indications?|trace|record|truth|basis|grounds?|suggestion|question)\b"
            rf"{_IN_CLAUSE}{{0,30}}?\b(?:that|of|to|for|in)\b{_AFTER_THAT}{{0,120}}",
            NEGATIVE,
        ),
        (rf"\bnothing (?:[a-z]+ ){{0,2}}?(?:suggest|show|indicat|prov|confirm|support)\w*\b{_AFTER_THAT}{{0,120}}", NEGATIVE),
        (
            rf"\b(?:nobody|no one|no-one|none|few|hardly any(?:one|body)|scarcely any(?:one|body)|no [a-z]+|not many)(?: [a-z]+){{0,3}}? (?:{_HOLDS}|{_SAYS}|confirm(?:s|ed)?|credits?)\b{_AFTER_THAT}{{0,120}}",
            NEGATIVE,
        ),
        (rf"\b(?:never|not once|nor) (?:[a-z]+ ){{0,2}}?(?:{_SAYS}|{_HOLDS}|confirmed)\b{_AFTER_THAT}{{0,120}}", NEGATIVE),
        (rf"\b(?:not|n't) (?:[a-z]+ )?{_HOLDS} {_AFTER_THAT}{{0,120}}", NEGATIVE),
        (rf"\b(?:not|n't) (?:[a-z]+ )?(?:confirm|verify|say|prove|certain|sure|clear)\b{_AFTER_THAT}{{0,120}}|\bconfirm neither\b{_AFTER_THAT}{{0,60}}", HEDGED),
        (
            rf"\b(?:doubt(?:s|ed|ing|ful)?|disbelie\w+|s[ck]eptical|questionable|unlikely|improbable|far from (?:certain|clear|sure)|uncertain|unclear|unsure|unproven)"
            rf"(?: [a-z]+){{0,4}}? (?:that|whether|if|about|of)\b{_AFTER_THAT}{{0,120}}|\b(?:cast|threw|throws|pour(?:s|ed)) (?:[a-z]+ )?(?:doubt|water) (?:on|over|upon)\b{_AFTER_THAT}{{0,120}}|\bdoubt(?:s|ed)?\b{_IN_CLAUSE}{{0,60}}|\bquestion(?:s|ed|ing)? (?:whether|if|that|{_REPORTS})\b{_AFTER_THAT}{{0,120}}",
            HEDGED,
        ),
        (rf"\b(?:said nothing|no mention|no word|no news)(?:(?: [a-z]+){{0,2}}? (?:of|about|that)\b{_IN_CLAUSE}{{0,80}}|\W*)", HEDGED),
        (rf"\b(?:rumou?r(?:s|ed)?|unconfirmed|unverified)\b{_IN_CLAUSE}{{0,60}}", HEDGED),
        # operators over an infinitive, a gerund or a deed
        (r"\b(?:refus|declin|fail|unable|unwilling|neglect)\w* to (?:confirm|say|admit|acknowledge|verify|concede|give|reveal|disclose)\b" + rf"{_AFTER_THAT}{{0,120}}", HEDGED),
        (
            rf"\b(?:(?:refus|declin|fail|unable|unwilling|neglect|omit|forgot|powerless)\w*|yet|(?:has|have|had) still|(?:decid|chose|agree|promis|vow|pledg)\w* not|not (?:able|willing|ready|prepared|allowed|permitted)|too (?:late|weak|few)) to "
            rf"(?!comment|speak|discuss|talk|answer|explain|attend|meet|appear|elaborate|reply|respond|mention){_IN_CLAUSE}{{0,80}}",
            NEGATIVE,
        ),
        (
            rf"\b(?:(?:stop\w*|f[ae]ll\w*) short of|refrain\w* from|h[eo]ld\w* (?:back|off) (?:from|on)|avoid\w*|put off|g[ai]ve up (?:on )?|(?:prevent|bar|block|stop|keep|ban|dissuad)\w* {_IN_CLAUSE}{{0,50}}?\bfrom|kept {_IN_CLAUSE}{{0,50}}?\bfrom) "
            rf"(?:the |any )?(?:[a-z]+ing\b|{_DEEDS} of\b){_IN_CLAUSE}{{0,50}}",
            NEGATIVE,
        ),
        (
            rf"\b(?:cancel|call(?:ed|s)? off|abandon|scrap|suspend|halt|postpon|delay|thwart|veto|forb[aei]d|bann?|block|prevent|stop|shelv|abort|refus|frustrat|obstruct|drop)\w* (?:[a-z]+ ){{0,4}}?"
            rf"(?:{_DEEDS} of|(?:plans?|attempts?|efforts?|offers?|bids?|agreements?|deals?) (?:to|for|of))\b{_IN_CLAUSE}{{0,50}}",
            NEGATIVE,
        ),
        (
            rf"\b(?:back(?:s|ed)? out of|reneg(?:e|es|ed) on|went back on|goes back on|broke|breaks|broken|withdr[ae]w|withdrawn|dropped) {_IN_CLAUSE}{{0,40}}?"
            rf"\b(?:[a-z]+ing\b|{_DEEDS} of\b|(?:promise|pledge|offer|word|commitment|plan|agreement|undertaking)s?\b){_IN_CLAUSE}{{0,60}}",
            NEGATIVE,
        ),
        # operators over the number itself
        (r"\ball (?:but|except|save|bar)(?: for)? ", NEGATIVE),
        (r"\bwithout (?:[a-z]+ing )?(?:the |any |even )?(?:[a-z]+ of )?", NEGATIVE),
        (r"\b(?:not|rather than|instead of|far from|nowhere near|nothing like|anything but|neither|nor)\W*(?:the |a |of |all )*", NEGATIVE),
        (r"(?:^\W*|, |\band )(?:nor|neither) (?:[a-z]+ ){1,4}", NEGATIVE),
        (r"\b(?:neither|none|not (?:a single |even )?one|not any|not a single(?: one)?|hardly any|scarcely any) of (?:the |these |those |its |their |all )*", NEGATIVE),
    )
)  # fmt: skip
_DEED_BEFORE = compiled(
    rf"\b(?:{_DEEDS}|talks|negotiations?|plans?|agreements?|deals?|offers?|bids?|proposals?|attempts?|efforts?|orders?) (?:(?:back |home )?(?:of|for|on|to|involving)) {_IN_CLAUSE}{{0,50}}$",
    re.I,
)
_DEED_STOPPED = compiled(rf"{_IN_CLAUSE}{{0,90}}?\b{_STOPPED}", re.I)
# ", a claim the Pentagon rejects", ", which both governments deny"
_REJECTED = compiled(
    rf"{_AFTER_THAT}{{0,200}}?(?:[,—–-]\s*(?:an? |the |this |these )?(?:[a-z]+ )?{_REPORTS}(?: that| which)?|, which) (?:[\w.'-]+ ){{1,6}}?"
    r"(?:(?P<doubted>disput(?:es?|ed)|doubt(?:s|ed)?|question(?:s|ed)?|contest(?:s|ed)?)|reject(?:s|ed)?|den(?:y|ies|ied)|refut(?:es?|ed)|dismiss(?:es|ed)?)\b",
    re.I,
)
_KEPT_FROM = compiled(
    rf"{_IN_CLAUSE}{{0,60}}?\b(?:prevented|blocked|barred|kept|stopped|held back|banned) from\b", re.I
)
_REPORT_BEFORE = compiled(
    rf"(?:\b{_REPORTS}\b{_AFTER_THAT}{{0,60}}?\b(?:that|of|about|saying|claiming|on)\b|^\W*that\b){_AFTER_THAT}{{0,100}}$",
    re.I,
)
_PREDICATE = r"\b(?:is|are|was|were|be|been|being|proved|proves|proven|turned out|turns out|remains?|called|as|found|judged|considered|seems?|appears?|looks?)\b"
_REPORT_FALSE = compiled(rf"{_AFTER_THAT}{{0,140}}?{_PREDICATE} (?:[a-z]+ ){{0,4}}?{_FALSE}(?![\w-])", re.I)
_REPORT_OPEN = compiled(
    rf"{_AFTER_THAT}{{0,140}}?{_PREDICATE} (?:[a-z]+ ){{0,4}}?{_OPEN}\b|^[^;:]{{0,140}}?\bcould not be (?:confirmed|verified)",
    re.I,
)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the sentence of a number before it, and from it to the end of its claim or sentence."""
    for far in (_NEAR, FAR):
        before = text[max(0, start - far) : start]
        stops = [
            match.end() for match in _STOP.finditer(before + text[start : start + 2]) if match.end() <= len(before)
        ]
        if stops:
            break
    after = text[start : max(end, start) + FAR]
    stop = _STOP.search(after)
    return before[stops[-1] if stops else 0 :], after[: stop.start() if stop else len(after)]


def affirmed(words: str) -> str:
    """The words without the negated ones that deny nothing, each struck out by a mark: "no doubt", "not only"."""
    return _CERTAIN.sub("+", words) if _NEGATED.search(words) else words


def denials(text: str, begin: int, end: int, starts: Sequence[int]) -> set[str | None]:
    """How the sentence of a claim at [begin, end) takes back the numbers at `starts`, in order."""
    at = begin
    if begin and text[begin - 2 : begin] not in _CLOSED and begin <= starts[0]:
        at = begin - len(around(text, begin, begin)[0])
    stop = end
    if text[end : end + 1] not in ".!?" and text[end - 1 : end] not in ".!?":
        stop = starts[0] + len(around(text, starts[0], end)[1])
    sentence = text[min(at, starts[0]) : max(stop, starts[-1])]
    at = min(at, starts[0])
    if not _may(sentence, _MAY):
        return {None}
    return {denial(sentence[: start - at], sentence[start - at :]) for start in starts}


def denial(before: str, after: str) -> str | None:
    """How a sentence takes back a number: negative, refuted or hedged; None where it does not.

    before, after: what stands in the sentence before the number, and from the number on.
    """
    may_before = _may(before, _MAY_DENY)
    denied_after = _may(after, _MAY_DENY_AFTER)
    may_after = denied_after and (" from " in after or _may(before, _SUBJECTS))
    rejected = _REJECTED.match(after) if denied_after else None
    if rejected is not None:
        return HEDGED if rejected["doubted"] else REFUTED
    if not (may_before or may_after):
        return None
    before, after = affirmed(_plain(before)), affirmed(_plain(after))
    if _WEAKENED.match(after):
        before = _LAST_NOT.sub("", before)
    told_by = _NOT_DENIED.search(before)
    if told_by is not None:
        before = before[: told_by.start()] + "+" + before[told_by.end("verb") :]
    found = next((said for pattern, said in _BEFORE if pattern.search(before)), None) if may_before else None
    if found is None and may_after:
        found = _of_subject(before, after)
    return found or (HEDGED if told_by is not None else None)


def _may(words: str, stems: frozenset[str]) -> bool:
    """Whether one of the words may belong to an operator."""
    low = words.lower()
    if stems.isdisjoint([word[:5] for word in _WORD.findall(low)]):
        return "n't" in low or "n’t" in low or _EXCEPTED.search(low) is not None
    return True


def _of_subject(before: str, after: str) -> str | None:
    """What is said of the deed or the report in which the number stands."""
    stopped = _DEED_STOPPED.match(after) and _DEED_BEFORE.search(before)
    if stopped or (" from" in after and _KEPT_FROM.match(after)):
        return NEGATIVE
    false = _REPORT_FALSE.match(after)
    if (false or _REPORT_OPEN.match(after)) and _REPORT_BEFORE.search(before):
        return REFUTED if false else HEDGED
    return None


def _plain(words: str) -> str:
    """The words on one line with straight apostrophes, without who says them put between commas."""
    return _ASIDE.sub("", " ".join(words.replace("’", "'").split(" ")).replace("\n", " "))
