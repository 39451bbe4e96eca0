"""Words of speech: verbs, frames and phrases by which a text says who said it."""

from __future__ import annotations

import re

from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import past, third

# Verbs of speech by their base; "noun" marks those whose third person is a plural noun too, which needs "that" or a quotation.
REGULAR = (
    "state announce add note confirm claim insist acknowledge reveal explain warn argue believe declare disclose remark observe maintain assert concede suggest indicate "
    "conclude stress emphasize emphasise reiterate relay caution complain lament quip contend reckon whisper shout yell exclaim mutter clarify elaborate speculate affirm recall remember "
    "allege predict joke retort interject boast calculate counsel blurt grumble moan murmur muse plead proclaim profess protest recount scoff scream sneer snap stammer thunder wail whine confess "
    "opine quip gush enthuse caution opine chuckle sob theorize theorise hypothesize surmise testify attest reckon"
).split()
_NOUNS = "question repeat reflect reason figure guess suppose concur underline underscore posit submit certify determine establish discover venture volunteer wonder remind estimate promise pledge vow report answer reply respond counter charge signal project assess advise assure hint rule tweet object show demonstrate".split()
_TELLING = r"(?=\s+that\b|[,:]?\s*[“\"]|\s+(?:on\s+)?\w+day\s+that\b)"
_SAY = (
    r"said|says|say|told|tells|testified|testifies|wrote(?!\s+(?:down|out|off|up|it down)\b)(?!\s+to\b(?![^.;]{0,130}(?:\b(?:that|saying)\b|[:,]\s*[“\"])))|writes|write(?=\s+(?:to|in|that)\b)|admitted|admits|denied|denies|disputed|"
    + "|".join([*(past(v) for v in REGULAR), *(third(v) for v in REGULAR)])
    + "|remember|recall|complain|allege|predict|suspect|lament|believe|argue|warn|maintain|insist|acknowledge|confirm|concede|contend|estimate|"
    + r"estimated|estimates|promised|pledged|vowed|reported|reports|answered|responded|replied|replies|countered|ruled(?!\s+out\b)|tweeted|"
    + "(?:"
    + "|".join([*(past(v) for v in _NOUNS), *(third(v) for v in _NOUNS)])
    + ")"
    + _TELLING
    + "|"
    + "(?:"
    + "|".join(REGULAR)
    + ")"
    + _TELLING
    + r"|(?:(?<=[”\"] )|(?<=[”\"] she )|(?<=[”\"] he )|(?<=[”\"] they ))(?:"
    + "|".join([*(past(v) for v in _NOUNS), *(third(v) for v in _NOUNS)])
    + ")"
    + r"|bears? witness|lets? (?:slip|on)(?=\s+that\b|:)|confided|(?:swore|felt|understood|foresaw|thought|held|meant|knew|heard|found|feel|feels|hold|holds|knows|spoke of|speaks of|describes?|described|has it|had it)"
    + _TELLING
    + r"|describe|(?:speaks?|tell|spoke) of(?=\s+(?:an?|the|how|[a-z]+s)\b)|(?:gave|gives|given) evidence(?=\s+that\b)|(?:takes?|took) the view(?=\s+that\b)|(?:made|makes) (?:it )?(?:the point|plain|clear)(?=\s+that\b)|let it be known(?=\s+that\b)|(?:expressed|voiced) (?:\w+ )?(?:confidence|doubts?|concern|hope|regret)(?=\s+that\b)|(?<=[”\"] )(?:begins|goes on|continues|concludes|finishes|says)|(?:shot|fired|hit) back|chimed in|broke in|(?<=[”\"] )(?:went on|began|read|reads|ran|runs|ended)|(?<=[”\"] it )(?:began|read|reads|ran|ended|concluded|closed)|(?:is|was|are|were|remains?|remained) (?:certain|convinced|sure|adamant|confident|positive|sceptical|skeptical)(?=\s+that\b)"
    + r"|(?:showed|shows|demonstrated|demonstrates|established|traced|described|set out|outlined|reminded|reminds)(?=\s+(?:how|why|what|that)\b)|reminded|(?:(?:is|are|was|were|has been|have been) (?:\w+ly )?)?(?:quoted|recorded|reported|remembered|cited|noted|heard) as saying|(?:is|are|was|were) (?:said|reported|alleged|rumou?red) to have (?:complained|told|claimed|warned|remarked|admitted|said|boasted|objected)|doubts|doubted|(?<=[”\"] )asks?(?:ed)?|(?:kept|keeps|went on|goes on|was|is) (?:saying|repeating|insisting|asking)|would say(?= only| no more|,| that)|(?:has|have|had) (?:no|little|every) doubt(?=\s+that\b)|(?:is|was|are|were) in no doubt(?=\s+that\b)|(?:has|had|have|offers?|offered|gave|gives) (?:an?|another|the same|his own|her own|their own|one) (?:\w+ )?(?:explanation|answer|theory|version|view|reason|word|message|warning|advice|complaint|reply)(?=:)|(?:sees?|saw|remembers?|remembered) it (?:otherwise|differently)(?=:)|(?:is|was) (?:more |less |quite |rather )?(?:blunt|blunter|clear|clearer|sure|categorical|harsher|kinder|firm|adamant|dismissive|impressed|convinced)(?=:\s*[“\"])|(?<=[”\"] he )asked|(?<=[”\"] she )asked|(?<=[”\",] )(?:sobbed|laughed|sighed|cried|smiled|wept|gasped|murmured)|thinks?|asked(?!\s+(?:to|for|him|her|them|us|about|the|its|their|his|North|South|that|if|whether|not|in|by)\b)|informed|puts?(?=\s+(?:the|its) (?:number|toll|figure|total|count|cost)\b)|put it|puts?(?=\s+(?:(?:the|its|their|them|it|that)\s(?:\w+\s){0,4})?at\s+(?:\w+\s){0,2}(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half|a (?:dozen|hundred|thousand)))|(?:has|have|had) it at(?=\s+(?:\d|[a-z]+))|(?:gives?|gave)(?=\s+(?:(?:the|its|their|a)\s+(?:number|figure|total|count|toll|sum|strength)\b|\d|(?:it|them) as\b))|(?:got|counts|counted|makes?|made|shows|showed|lists)(?=\s+(?:it\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty)\b)|expects(?=\s+(?:between|about|that|the|at least|no|fewer|more|to|this|some|a|\d))|(?:have|has|had) (?:advised|promised|warned|announced|indicated|(?:told|assured|informed) us)(?=,)|(?:assured|assures|reminded|reminds|promised|promises|warned|warns|informed|advised|advises|notified|cautioned|directed|instructed|ordered|requested|recommended|asked)(?=\s(?!on\b|against\b)(?:[^.;“”\"]{2,80}?,?\s+)?that\b)|swore(?=\s+(?:he|she|they|it|I|we)\b)|(?:tweeted|tweets|posted)(?=:)|informs(?=,|\s+(?:us|me)\b)|(?:wish(?:es|ed)?|want(?:s|ed)?) it (?:understood|known|noted|recorded)(?=\s+that\b)"
    + r"|(?:rang|called|phoned|telephoned|cabled|wrote|e-?mailed|texted|came|rose|stood up|got up|stepped forward)(?=(?:\s+(?!(?:said|says|that|to)\b)[\w'’.-]+){0,6}\s+to say (?!good|farewell|hello|thank|sorry|pray|a prayer|mass|grace))|found that|pointed out|points out|made clear|"
    + r"described it|continued(?!\s+(?:to|with|in|until|for|its|their|his)\b)"
)
_JUDGE = r"hailed|hails|praised|praises|welcomed|welcomes|critici[sz]ed|condemned|applauded|blasted|lauded|thanked|called (?:for|on|upon)|appealed to|urged|demanded|accused|slammed|denounced|mourned|blamed|blames|faulted|faults|chided|rebuked|commended|saluted|(?:called(?=\s+(?:it|this|that|the [\w ]{2,30}?|him|them)\s+(?:an?\s|\w+(?:able|ible|ful|ive|ous|less|ing)\b))|(?:called(?!\s+(?:off|for|on|in|up|upon|at|and|to)\b)|termed|branded|dubbed|described|dismissed)(?=(?:[^.;“\"]|(?<=[A-Z])\.){1,60}[“\"]))"
_SHOW = r"released|published|posted|issued|shared|signed|captioned"
FRAME = compiled(
    rf"(?<!-)\b(?:(?P<say>{_SAY})|(?P<judge>{_JUDGE})|(?P<show>{_SHOW}))\b(?:(?<=as saying)|(?!\s+(?:to be|to have|missing|dead|in action|by\b(?!\s+(?:tele)?phone|\s+e-?mail|\s+video)|for the (?:first|last))))"
)
ACCORDING = compiled(
    r"\b(?:[Aa]ccording to|[Ii]n the (?:words|account|telling|view|opinion|phrase|estimation|judgment|judgement) of|[Bb]y the (?:count|reckoning|account|estimate|tally|calculation) of|[Cc]iting|[Qq]uoting|(?<!was )(?<!were )quoted|[Aa]s (?:reported|quoted|told|stated|announced) by|(?<!\w)[Pp]er(?=\s+(?:the\s|[A-Z])))\s+(?P<who>(?:(?<![\w.])(?:[A-Z]|[A-Z][a-z]{1,5})\.(?=\s?[A-Z\d])|[^,.;“”\"]){2,90})"
)
# "Lawmakers were told by Rear Adm. Kreitz that ..."
TOLD_BY = compiled(
    r"\b(?:told|informed|warned|assured|briefed|advised)(?:,?\s+|\s+(?:that|how),\s+)(?:(?:on|last|this|in|earlier|early|late|recently|again|privately|\w+day|[A-Z][a-z]+|\d{1,4}|week|month|year)\s+){0,4}by\s+(?P<who>[^,;“”\"]{2,80}?)(?:,\s[^,;“”\"]{2,60},|,)?\s+that\s+"
    r"|\b(?:I'm|I am|I was|we're|we are|we were) (?:told|assured|informed|advised)\s+by\s+(?P<by>[^,;.“”\"]{2,60}?)(?:,\s*|\s+that\s+)"
    r"|\btold\s+[“\"][^“”\"]{1,60}[”\"]\s+by\s+(?P<of>[^,;“”\"]{2,60}?)(?=[,;.)])"
    r"|\b(?:understand|understood|learned|learnt|hear|heard|gather|gathered|know|knew|had it)\s+from\s+(?P<from>[^,;“”\"]{2,80}?),?\s+that\s+"
)
_ROLES = r"(?:an?|the|then|now|his|her|their|its|whose|who|which|president|director|chief|head|chairman|chairwoman|commander|professor|author|founder|son|daughter|former|retired|one|at|of|[RDI]-[A-Z]|\d{1,3}\b)"
# A name, what it is in commas, and then the verb: "Paul Cole, a historian who has written about the missing, argues".
APPOSED = compiled(
    rf"(?:\s+(?:of|from|at|with|for)\s+(?:the\s+)?[A-Z][\w.&' -]{{1,60}}?(?:,\s+[A-Z][\w.]+)?)?\s*,\s+{_ROLES}\b[^“”\";]{{1,170}},\s*(?:(?:also|later|then|has|have|had|further|earlier|once|recently|always|long|often|never|still|only|\w+ly)\s+)*"
    r"|\s+(?:of|from|at|with|for)\s+(?:the\s+)?[A-Z][^,“”\";]{1,70}?\s+|\s+of the (?:\w+ ){1,3}|\s+\([^)]{1,40}\)\s*"
)
ASIDE = compiled(
    r",\s+(?:who|which|whose|(?!according\b)[a-z]{2,}ing|for (?:his|her|its|their) part|however|meanwhile|too|though|in turn|in response|for example|for instance|by contrast|"
    r"on \w+day|in (?:a|an|his|her|its|the|their) [\w' ]{3,40})\b[^,]*,\s*$"
)
TITLED_GAP = compiled(r"\s*,\s+(?:[A-Z][\w.]*\s+){0,5}")  # ", Staff Sgt. " before a name
# What joins a verb to the subject of the verb before it.
JOINED = compiled(r"\b(?:but|and|then|or)\s+(?:(?:\w+ly|also|later|then|has|have|had|did|instead|still|simply)\s+)*$")
PRONOUN = compiled(
    r"\b(?P<p>he|she|they|who|which|it|He|She|They|It)\s+(?:also |later |then |has |have |had |further |once |repeatedly |would |could |only |\w+ly )*$"
)
ANON = compiled(
    r"(?P<np>(?:\b(?:an?|the|one|another|two|three|several|some|many|senior|former|anonymous|unnamed|other|multiple|both|local|military|defen[cs]e|government|diplomatic|intelligence|top)\s+)*"
    r"(?:(?:[A-Z][\w.'-]+|[a-z]+)\s+){0,4}?"
    r"(?P<head>Scientists|Archaeologists|Anthropologists|Researchers|Investigators|Prosecutors|Geologists|Engineers|Doctors|Neighbo(?:u)?rs|Rescuers|Divers|Police|Critics|Activists|Lawyers|Lawmakers|Advocates|Commanders|Authorities|Organi[sz]ers|Pathologists|Soldiers|Officials|Sources|Diplomats|Witnesses|Historians|Relatives|Survivors|Veterans|Families|Villagers|Analysts|Experts|officials?|sources?|officers?|spokes(?:man|woman|person|people|persons)|diplomats?|aides?|analysts?|experts?|historians?|relatives|advocates|critics|survivors?|rescuers?|guards?|divers?|tribunal|court|inquiry|panel|commission|board|neighbou?rs?|fisherm[ae]n|friends?|colleagues?|comrades?|farmers?|detachments?|pathologists?|archaeologists?|engineers?|doctors?|lawyers?|ministers?|priests?|soldiers?|witness(?:es)?|villagers?|veterans|families|"
    r"activists|researchers?|scientists?|anthropologists?|commanders?|negotiators?|investigators?|authorities|lawmakers|people|persons|reports|ministry|agency|governments?|president|secretary|general|colonel|buddy|army|department|command|committee|delegation|statement|letter|report|"
    r"associations?|society|foundation|museum|league|institute|coalition|charity|university|hospital|council|embassy|bureau|curators?|archivists?|prosecutors?|coroner|mayor|governor|organi[sz]ers?|dispatchers?|firefighters?|medics?|nurses?|lab|laboratory|history|records?|archives?|study|survey|"
    r"memo|memorandum|document|fact sheet|daughter|son|widow|sister|brother|nephew|niece|mother|father|wife|granddaughter|grandson)"
    r"(?:\s+(?:with|from|at|of|familiar|close|who|in|for|involved|briefed)\s[^,“”\"]{2,70}?)?)\s*,?\s*(?:(?:also|later|then|has|have|had|who|on|in|earlier|privately|reportedly)\s+|on \w+day\s+|\w+day\s+)*$"
)
BETWEEN = compiled(
    r"^(?:['’]s)?\s*,?\s*(?:(?:is|are|been|side|delegation|regime|negotiators?|generals?|envoys?|team|officials?|spokes(?:man|woman|person)|leaders?|authorities|officers?|commanders?|diplomats|forces|government|military|lawmakers|experts|scientists|representatives|sources|also|later|then|has|have|had|was|were|himself|herself|would|could|will|can|may|did|only|just|still|now|since|\w+ly|"
    r"recently|further|earlier|himself|reportedly|publicly|privately|repeatedly|once|on|in|a|statement|press|conference|interview|briefing|last|this|week|month|year|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|January|February|March|April|May|June|July|August|September|October|November|December|\d{1,2}|\d{4})\b\s*,?\s*)*$"
)
LEAD = compiled(
    r"^\s*(?:(?:to\s+)?(?:the\s+)?[^,“”\":;]{0,80}?\b)?that\s+(?=\S)|^\s*[:,]\s*|^\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|in a [\w ]{3,30}|last \w+|in (?:late |early |mid-)?[A-Z][a-z]+)(?:,|\s+that)?\s+"
)
FINITE = compiled(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|said|told|came|went|made|took|gave|found|met|began|held|brought|sent|left|lies?|stands?|stood|lost|kept|put|walked|lie|get|got|fell|spoke|knew|saw|heard|rose|ran|flew|broke|drove|wrote|paid|led|won|grew|chose|sank|wept|become|became|"
    r"(?!(?:united|armed|joint|retired|unnamed|elected|appointed|combined|displaced|wounded|deceased|accused|bereaved|injured)\b)[a-z]{2,}ed)\b"
)
ADJUNCT = compiled(
    r"\s*(?:(?:reporters|journalists|lawmakers|(?:the\s+)?[A-Z][\w.]+(?:\s[A-Z]\w+)*|on|in|at|to|late|early|last|this|a|an|the|statement|interview|news|press|conference|briefing|week|month|year|today|yesterday|\w+day|\d{1,2}|\d{4}|earlier|by|telephone|e-mail|phone|from|night|morning|evening|afternoon)\b\s*){0,9}(?:[,.;]|$)"
)
NOT_SPEAKERS = frozenset(
    "day week month year time war number work search meeting talks way result issue story law world rest end hand-over remains boxes soldiers question news".split()
)
PROMISE = compiled(r"\b(?:promise|pledge|commitment|vow|undertaking|guarantee)s?\s+to\s+\w+")
CLAIMED = compiled(
    r"\b(?:[Dd]espite|[Cc]ontrary to|[Rr]efuting|[Cc]ontradicting|[Rr]ejecting|[Dd]isputing|[Dd]enying|[Nn]otwithstanding)\s+(?P<who>[^,.;]{2,60}?)(?:'s|s')\s+(?P<what>(?:earlier |own |public )*(?:claims?|assertions?|statements?|suggestions?|announcements?|boasts?)\b[^.;“”\"]*)"
)
TRANSCRIPT = compiled(
    r"(?P<who>Q|A|[A-Z][A-Z.'’ -]{2,40}?(?=(?: \([^)]{2,30}\)|, [A-Z]{3,20}(?: [A-Z]{3,20})?):|:)|[A-Z][A-Z.'’ -]{2,40}|(?:(?:[A-Z][\w.'’-]+|for|of|the|and|to|in) ){0,7}[A-Z][\w.'’-]+(?: \([^)]{2,40}\))?)(?: \((?P<name>[^)]{2,60})\)|, [A-Z]{3,20}(?: [A-Z]{3,20})?)?\s*:\s+(?=[\"“‘A-Z\d(\[…])"
)
NO_LABEL = compiled(
    r"^(?:Explainer|Analysis|Opinion|Exclusive|Feature|Wrap-?up|Factbox|Timeline|Interview|Review|Breaking|Watch|Video|Photos?|Editorial|Commentary|Update \d|Note|Source|Date|Subject|Re|From|To|Update|Correction|Summary|Background|Published|Status|Total|Unaccounted|Missing|Contact|Photo|Picture|Image|Caption|Headline|Place|Location|Remains|Sites?)\b",
    re.I,
)
CLAUSE = compiled(
    r"[;:]\s|,?\s(?:but|while|although|though|whereas|after|because|when|before|since|as)\s|,\s(?:and|so)\s"
)
# What people do as they speak, which gives them the words that follow alone.
GESTURE = compiled(
    r"\b(?:(?P<p>[Hh]e|[Ss]he)\s+(?:just\s|then\s|only\s)?)?(?P<verb>(?:shrug|nod|smile|grin|laugh|sigh|pause|hesitate|frown|wince|whistle|gesture|stop|point|wave|chuckle|snort|glance|blink|cough|tap|wipe|dab)(?:s|es|ged|ped|bed|ded|ned|ed|d)"
    r"|(?:shakes|shook|lowers|lowered|raises|raised|bows|bowed) (?:his|her) (?:head|voice|hand|eyes)|(?:looks|looked) (?:away|up|down|out|at)|(?:holds|held) up|(?:leans|leaned) (?:back|forward|in)|(?:thinks|thought) for|(?:puts|put) down|(?:takes|took) off (?:his|her)|(?:pulls|pulled) out)\b"
)
