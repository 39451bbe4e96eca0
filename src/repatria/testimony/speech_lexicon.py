"""Words of speech: verbs, frames and phrases by which a text says who said it."""

from __future__ import annotations

import re

_SAY = (
    r"said|says|told|tells|stated|states|announced|announces|added|adds|noted|notes|confirmed|confirms|claimed|claims|insisted|insists|acknowledged|acknowledges|admitted|revealed|testified|wrote|writes|"
    r"tweeted|explained|explains|warned|argued|estimated|estimates|believes|believed that|denied|denies|declared|disclosed|remarked|replied|recalled|observed|maintained|maintains|asserted|conceded|"
    r"thinks?|asked(?!\s+(?:to|for|him|her|them|us|about|the|its|their|his|North|South|that|if|whether|not|in|by)\b)|suggested|indicated|informed|puts?(?=\s+(?:the|its) (?:number|toll|figure|total|count|cost)\b)|remembers?|remembered|recalls?|put it|found that|ruled|predicted|concluded|stressed|emphasi[sz]ed|pointed out|reiterated|promised|pledged|vowed|reported|reports|relayed|cautioned|complained|lamented|responded|answered|boasted|continued(?!\s+(?:to|with|in|until|for|its|their|his)\b)|quipped|estimate|believe|say|argue|warn|maintain|insist|acknowledge|confirm|concede|contend|contends|contended|asserts"
)
_JUDGE = r"hailed|hails|praised|praises|welcomed|welcomes|critici[sz]ed|condemned|applauded|blasted|lauded|thanked|called for|urged|demanded|accused|slammed|denounced|mourned"
_SHOW = r"released|published|posted|issued|shared|signed|captioned"
FRAME = re.compile(
    rf"\b(?:(?P<say>{_SAY})|(?P<judge>{_JUDGE})|(?P<show>{_SHOW}))\b(?!\s+(?:to be|to have|missing|dead|in action|by\b|for the (?:first|last)))"
)
ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the (?:words|account|telling|view|opinion) of|[Cc]iting|[Qq]uoting|(?<!was )(?<!were )quoted|[Aa]s (?:reported|quoted|told|stated|announced) by|[Pp]er)\s+(?P<who>[^,.;“”\"]{2,90})"
)
PRONOUN = re.compile(
    r"\b(?P<p>he|she|they|who|it|He|She|They|It)\s+(?:also |later |then |has |have |had |further |once |repeatedly )*$"
)
ANON = re.compile(
    r"(?P<np>(?:\b(?:an?|the|one|another|two|three|several|some|many|senior|former|anonymous|unnamed|other|multiple|both|local|military|defen[cs]e|government|diplomatic|intelligence|top)\s+)*"
    r"(?:(?:[A-Z][\w.'-]+|[a-z]+)\s+){0,4}?"
    r"(?P<head>Officials|Sources|Diplomats|Witnesses|Historians|Relatives|Survivors|Veterans|Families|Villagers|Analysts|Experts|officials?|sources?|officers?|spokes(?:man|woman|person|people|persons)|diplomats?|aides?|analysts?|experts?|historians?|relatives|advocates|critics|survivors?|rescuers?|guards?|divers?|tribunal|court|inquiry|panel|commission|board|neighbou?rs?|fisherm[ae]n|pathologists?|archaeologists?|engineers?|doctors?|lawyers?|ministers?|priests?|soldiers?|witness(?:es)?|villagers?|veterans|families|"
    r"activists|researchers?|scientists?|anthropologists?|commanders?|negotiators?|investigators?|authorities|lawmakers|people|persons|reports|ministry|agency|government|army|department|command|committee|delegation|statement|letter|report|"
    r"memo|memorandum|document|fact sheet|daughter|son|widow|sister|brother|nephew|niece|mother|father|wife|granddaughter|grandson)"
    r"(?:\s+(?:with|from|at|of|familiar|close|who|in|for|involved|briefed)\s[^,“”\"]{2,70}?)?)\s*,?\s*(?:(?:also|later|then|has|have|had|who|on|in|earlier|privately|reportedly)\s+|on \w+day\s+|\w+day\s+)*$"
)
BETWEEN = re.compile(
    r"^(?:['’]s)?\s*,?\s*(?:(?:officials?|spokes(?:man|woman|person)|leaders?|authorities|officers?|commanders?|diplomats|forces|government|military|lawmakers|experts|scientists|representatives|sources|also|later|then|has|have|had|himself|herself|"
    r"recently|further|earlier|himself|reportedly|publicly|privately|repeatedly|once|on|in|a|statement|press|conference|interview|briefing|last|this|week|month|year|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|January|February|March|April|May|June|July|August|September|October|November|December|\d{1,2}|\d{4})\b\s*,?\s*)*$"
)
LEAD = re.compile(
    r"^\s*(?:(?:to\s+)?(?:the\s+)?[^,“”\":;]{0,80}?\b)?that\s+(?=\S)|^\s*[:,]\s*|^\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|in a [\w ]{3,30}|last \w+|in (?:late |early |mid-)?[A-Z][a-z]+)(?:,|\s+that)?\s+"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|said|told|came|went|made|took|gave|found|met|began|held|brought|sent|left|lies?|stands?|stood|lost|kept|put|walked|lie|get|got|fell|"
    r"(?!(?:united|armed|joint|retired|unnamed|elected|appointed|combined|displaced|wounded|deceased)\b)[a-z]{2,}ed)\b"
)
ADJUNCT = re.compile(
    r"\s*(?:(?:reporters|journalists|lawmakers|(?:the\s+)?[A-Z][\w.]+(?:\s[A-Z]\w+)*|on|in|at|to|late|early|last|this|a|an|the|statement|interview|news|press|conference|briefing|week|month|year|today|yesterday|\w+day|\d{1,2}|\d{4}|earlier|by|telephone|e-mail|phone|from|night|morning|evening|afternoon)\b\s*){0,9}(?:[,.;]|$)"
)
NOT_SPEAKERS = frozenset(
    "day week month year time war number work search meeting talks way result issue story law world rest end hand-over remains boxes soldiers question news".split()
)
PROMISE = re.compile(r"\b(?:promise|pledge|commitment|vow|undertaking|guarantee)s?\s+to\s+\w+")
CLAIMED = re.compile(
    r"\b(?:[Dd]espite|[Cc]ontrary to|[Rr]efuting|[Cc]ontradicting|[Rr]ejecting|[Dd]isputing|[Dd]enying|[Nn]otwithstanding)\s+(?P<who>[^,.;]{2,60}?)(?:'s|s')\s+(?P<what>(?:earlier |own |public )*(?:claims?|assertions?|statements?|suggestions?|announcements?|boasts?)\b[^.;“”\"]*)"
)
TRANSCRIPT = re.compile(
    r"(?P<who>Q|A|[A-Z][A-Z.'’ -]{2,40}|(?:(?:[A-Z][\w.'’-]+|for|of|the|and|to|in) ){0,7}[A-Z][\w.'’-]+(?: \([^)]{2,40}\))?)\s*:\s+(?=[\"“‘A-Z])"
)
NO_LABEL = re.compile(
    r"^(?:Note|Source|Date|Subject|Re|From|To|Update|Correction|Summary|Background|Published|Status|Total|Unaccounted|Missing|Contact|Photo|Place|Location|Remains|Sites?)\b",
    re.I,
)
CLAUSE = re.compile(
    r"[;:]\s|,?\s(?:but|while|although|though|whereas|after|because|when|before|since|as)\s|,\s(?:and|so)\s"
)
