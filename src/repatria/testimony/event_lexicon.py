"""Events of the work for the missing: the words that tell each kind, and what they say of its outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REMAINS = r"(?:remains|bodies|boxes|cases|caskets|coffins|dead|bones|skeletons|crates|containers|body)"
_WORK = r"(?:search(?:es)?|work|operations?|efforts?|missions?|recover(?:y|ies)|excavations?|programs?|programmes?|cooperation|digs?|activities|investigations?|exhumations?)"
_STOPPED = r"(?:halted|suspended|called off|ended|stopped|cancell?ed|discontinued|cut short|broke off|broken off|frozen|shut down|abandoned|terminated|paused|curtailed|withdrew)"
_MEET = r"(?:meetings?|talks|negotiations?|session|discussions|round)"
_TROOPS = r"(?:soldiers?|troops|service ?members?|servicemen|Americans?|remains|men|persons|people|victims|individuals|prisoners|marines|airmen|sailors|bodies|crew)"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way of telling an event: its kind, the pattern, and the outcome that the words imply."""

    kind: str
    pattern: re.Pattern[str]
    status: str = "occurred"


def _t(kind: str, pattern: str, status: str = "occurred") -> Trigger:
    return Trigger(kind, re.compile(pattern), status)


# In this order; a sentence may tell several kinds. Patterns read the flat text of one sentence.
TRIGGERS: tuple[Trigger, ...] = (
    _t("no_show", r"\bno-shows?\b|\b(?:did not|didn't|never|failed to|refused to|declined to) (?:show(?! that| how| any)|attend|appear|turn up|arrive\b|come to (?:the|a|that) (?:\w+ )?(?:table|meeting|talks))|\b(?:snubbed|stood up)\b|\bskipped\b[^.;]{0,40}\b(?:meeting|talks|session)\b|\bnever (?:came|appeared|arrived)\b|\bleft waiting\b|\bwaited in vain\b|\bstayed away from\b|\bwas (?:a )?no show\b|\babsence of the (?:\w+ )?delegation|\bno one (?:came|appeared|showed)|\bboycotted\b", "missed"),
    _t("rescheduled", r"\brescheduled\b|\b(?:postponed|put off|pushed back|moved|delayed)\b[^.;]{0,40}?\b(?:to|until|till|for)\b[^.;]{0,12}(?:\b[A-Z]\w+day|\b[A-Z][a-z]+ \d|next|later)|\bnew date\b|\b(?:proposed|suggested|offered|requested|asked)\b[^.;]{0,90}\b(?:instead|take place|be held|put off|postponed?|delay(?:ed)?|pushed back|later date)\b|\basked to (?:put off|postpone|delay|move|reschedule)\b|\bproposed (?:to meet|meeting|talks)[^.;]{0,40} instead|\b(?:asked|offered|requested|wanted|proposed|agreed) (?:instead )?(?:to (?:have|hold) (?:the|that) (?:meeting|talks|session)|for (?:the|that) (?:meeting|talks) to be (?:held )?)\b[^.;]{0,12}\b(?:on|for|next|a week)\b", "rescheduled"),
    _t("postponed", r"\b(?:meeting|talks|ceremony|visit|hand-?over|trip)\b[^.;]{0,30}\b(?:was|were|has been|have been|had been) (?:postponed|put off|delayed)\b", "postponed"),
    _t("cancelled", r"\b(?:meeting|talks|visit|trip|ceremony)\b[^.;]{0,30}\b(?:was|were|has been|have been|had been|is) (?:cancell?ed|called off|scrapped)\b|\b(?:cancell?ed|called off|scrapped) (?:the|a|his|her|their) (?:planned |scheduled )?(?:meeting|talks|visit|trip)", "cancelled"),
    _t("hotline_cut", r"\b(?:cut|severed|disconnected|shut|closed|suspended|unplugged|stopped (?:answering|using|picking up))\b[^.;]{0,40}\b(?:hot ?line|phone lines?|telephone lines?|communications? (?:line|channel)s?|direct line)|\b(?:hot ?line|phone line|telephone line)\b[^.;]{0,50}\b(?:cut|severed|disconnected|idle|unused|dead|not (?:been )?used|silent)|\b(?:line|hotline)\b[^.;]{0,60}\b(?:(?:severed|cut|disconnected) it|pulled the plug)\b"),
    _t("hotline_restored", r"\b(?:restored|reopened|reconnected|resumed)\b[^.;]{0,40}\b(?:hot ?line|phone line|telephone line|communications? (?:line|channel))|\b(?:hot ?line|phone line)\b[^.;]{0,40}\b(?:restored|reopened|reconnected)"),
    _t("call", r"\b(?:phone|telephone) calls?\b|\b(?:a|the|one) call was made\b|\b(?:telephoned|phoned)\b|\b(?:had )?called (?:at|and (?:asked|proposed|said|told)|to (?:propose|say|ask|request))\b|\bcalled\b[^.;]{0,50}\b(?:hot ?line|by phone|telephone)\b|\b(?:used|using|over|via|through|on) (?:a|the|its|their) (?:\w+ )?(?:hot ?line|phone|telephone)\b|\b(?:telephoned|phoned|called) (?:the )?(?:North|South|U\.?S|UN|U\.N|Seoul|Pyongyang|Moscow|him|her|them)\b|\bby (?:phone|telephone)\b"),
    _t("operation_suspended", rf"\b(?:has|have) (?:now |been |temporarily |since )*(?:been )?{_STOPPED}\b|\bcan no longer\b[^.;]{{0,60}}\b(?:conduct|plan|search|operate|recover)|\bunable to (?:move ahead|continue|proceed|resume|plan)|\b(?:is|are) (?:being )?(?:suspended|halted|on hold|stalled|paused)\b|\bsuspend(?:s|ing) (?:its |the |all )?(?:planning|{_WORK})", "suspended"),
    _t("operation_halted", rf"\bpulled\b[^.;]{{0,20}}\b(?:teams|staff|personnel|people|searchers)\b[^.;]{{0,12}}\bout\b|\bwithdrew\b[^.;]{{0,20}}\bteams\b|\b{_STOPPED}\b[^.;]{{0,40}}\b(?:that |the |all |its |joint )*(?:{_WORK}|{_MEET})\b|\b{_WORK}\b[^.;]{{0,60}}\b(?:was|were) (?:\w+ly )?{_STOPPED}\b|\b(?:{_WORK}|{_MEET}) (?:collapsed|broke down|ceased|came to (?:a halt|an end)|ended)\b", "ended"),
    _t("planned_operation", rf"\b(?:plan(?:s|ned|ning)? (?:for|to)|prepar(?:e|es|ing) (?:for|to)|potential|proposed|upcoming|future|scheduled|intends? to|hopes? to|next)\b[^.;]{{0,60}}\b(?:joint )?(?:recovery|search|field|excavation|disinterment|survey|exhumation) (?:operations?|missions?|activities|teams?|efforts?|work|campaigns?|season)|\b(?:will|would|to) (?:resume|begin|restart|start|search|excavate|exhume|disinter)\b[^.;]{{0,70}}\b(?:{_WORK}|sites?|graves?|remains)\b|\bplans? (?:\w+ )?(?:\d+|\w+) (?:\w+ )?(?:missions|excavations|searches|operations|digs|expeditions)\b|\b(?:will|would|to) return to the field\b|\b(?:will|would) (?:send|allow)\b[^.;]{{0,30}}\bteams?\b", "planned"),
    _t("joint_recovery_operations", r"\b(?:searched|worked|dug|excavated) (?:together|jointly|side by side)\b|\b[A-Z][\w.]*-North Korean (?:\w+ ){0,3}(?:teams?|searches|operations)\b|\b(?:\d+|\w+) (?:joint )?(?:recovery|field|search) (?:operations|missions|activities|expeditions)\b[^.;]{0,60}\b(?:19|20)\d\d|\bjoint\b(?: \S+){0,4} (?:search|recovery|field|excavation|remains)?\s?(?:teams?|operations?|missions?|activities|expeditions?|searches|recoveries|work)\b|\b(?:joint|bilateral) (?:field activities|recovery operations|excavations?)\b"),
    _t("excavation", r"\b(?:excavated|exhumed|unearthed|dug up|opened (?:the|a|\d+) (?:mass )?graves?)\b|\b(?:excavation|exhumation)s? (?:began|began|took place|ended|of|were|was|at)\b"),
    _t("disinterment", r"\bdisinter(?:red|ments?)\b"),
    _t("repatriation_ceremony", r"\b(?:repatriation|honou?r|formal|short|dignified|military|solemn|full-honou?rs?|carry|transfer|farewell|welcoming|handover|memorial)\b[^.;]{0,16}\bceremon(?:y|ies)\b|\bceremony\b[^.;]{0,60}\b(?:remains|caskets|fallen|repatriat)|\bofficially repatriated\b|\bdignified transfer"),
    _t("hand_over", rf"\bsecured\b[^.;]{{0,40}}\b{_REMAINS}\b|\b{_REMAINS}\b[^.;]{{0,25}}\b(?:came|were brought|were flown|were sent|was sent) (?:back|home)\b|\b(?:gave|handed)\b[^.;]{{0,50}}\b{_REMAINS}\b|\b(?:handed|turned|gave|given|signed|turn|hand) (?:back|over)\b|\bhand-?overs?\b|\b(?:transferred|repatriated|surrendered|delivered|released)\b[^.;]{{0,60}}\b{_REMAINS}\b|\b{_REMAINS}\b[^.;]{{0,30}}\b(?:received|turned over|returned|delivered) (?:on |in )?(?:\d|[A-Z])|\b{_REMAINS}\b[^.;]{{0,25}}\b(?:was|were|been|got) (?:returned|sent)\b|\b(?:landed|arrived|touched down)\b[^.;]{{0,50}}\bwith\b[^.;]{{0,30}}\b{_REMAINS}\b|\b{_REMAINS}\b[^.;]{{0,70}}\b(?:transferred|handed over|turned over|repatriated|delivered to|sent back|returned (?:to|by|home))\b|\b(?:return(?:ed|s)?|brought home|sent back|sent home|received|accepted)\b(?: \S+){{0,8}} {_REMAINS}\b|\breturn of\b[^.;]{{0,50}}\b(?:remains|boxes|bodies)\b|\breturn(?:ed|ing)? (?:the )?(?:remains|bodies|boxes)|\btransfer of (?:the )?(?:remains|boxes|cases|bodies)|\b(?:carried|flew|flown|brought back|airlifted)\b[^.;]{{0,30}}\b(?:remains|cases|boxes|bodies)\b[^.;]{{0,40}}\b(?:to|out of|home|from)\b"),
    _t("logistics", r"\b(?:delivered|brought|moved|sent|shipped|trucked|transported|deployed|prepared|staged|carried|took|take)\b(?: \S+){0,6} (?:coffins?|caskets?|transfer cases|flags|crates|equipment|supplies|body bags|trucks)\b|\b(?:coffins|caskets|transfer cases|crates)\b[^.;]{0,40}\b(?:were|have been|had been|was) (?:delivered|brought|moved|sent|shipped|prepared|carried|taken|trucked|flown|placed|stacked)"),
    _t("testimony", r"\b(?:told|testified|revealed|testimony|testifying|appear(?:ed|ing)? before|said|informed|hearing|conceded|acknowledged|admitted|confirmed|briefed|reported)\b[^.;“\"]{0,60}\b(?:Senate|House|Congress|lawmakers|senators|[Cc]ommittee|[Ss]ubcommittee|[Pp]arliament|Duma|Bundestag|MPs|legislators|inquiry|tribunal)\b|\b(?:Senate|House|[Cc]ongressional|[Pp]arliamentary) (?:\w+ ){0,3}(?:hearing|panel|committee|subcommittee)\b|\b[Tt]estimony (?:to|before)\b"),
    _t("summit", r"\bsummit\b|\b(?:leader|President|Prime Minister|Chairman|Chancellor)\b[^.;]{0,140}\b(?:meeting|met|talks) with\b[^.;]{0,30}\b(?:President|Prime Minister|leader|Chairman|Chancellor)\b|\b(?:Trump|Kim(?: Jong[- ]Un)?) (?:\w+ )?in (?:Singapore|Hanoi)\b|\bmet in (?:Singapore|Hanoi)\b|\b(?:Singapore|Hanoi) (?:meeting|talks|accord|agreement|declaration|statement)\b"),
    _t("letter", r"\b(?:sent|wrote|received|delivered|released|published)\b[^.;]{0,40}\bletters?\b|\bletters?\b[^.;]{0,60}\b(?:wrote|praised|thanked|said|asked)\b|\b(?:his|her|their|the) letter\b|\bletters?\b(?! of credit)[^.;]{0,40}\b(?:dated|from|to|was sent|sent|received|wrote|delivered|does|says|asks)|\b(?:sent|wrote|received|delivered|in) (?:him |her |them |us )?(?:an? |the |his |her |this |your )?(?:\w+ )?letters?\b|\bThe letter\b"),
    _t("publication", r"\b(?:released|published|posted|tweeted|made public|issued)\b[^.;]{0,50}\b(?:letter|list|photographs?|photos?|images?|statement|report|document|text|names|roster|figures|fact sheet)\b"),
    _t("visit", r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he) visit\b|\bvisit by\b|\bwas in (?:Pyongyang|Seoul|Beijing|Hanoi|Moscow|Vientiane|(?:North|South) Korea)\b|\b(?:Pyongyang|Hanoi|Moscow|Beijing|Seoul|Vientiane) (?:visit|trip)\b|\bvisit(?:s|ed)?\b(?: to| of)?\s+(?:the )?(?:[A-Z]|site|area|camp)|\b(?:travel(?:l)?ed|trip|flew|went|journey(?:ed)?|visit|returned from a trip) (?:last \w+ |this \w+ |again |back )?to (?:the )?[A-Z]|\b(?:after|while|before|by|of) visiting (?:the )?[A-Z]|\b(?:left|departed|arrived in) (?:North Korea|South Korea|Pyongyang|Seoul|Beijing|Hanoi|Moscow|Vietnam|Singapore)\b"),
    _t("scheduled_meeting", rf"\b{_MEET}\b[^.;]{{0,50}}\b(?:begin|start|resume|open|continue)s?\b(?! to)[^.;]{{0,12}}\b[A-Z]\w+|\b(?:agreed|agreement) (?:on \w+ )?to (?:open|begin|start|resume|continue) (?:[\w-]+ ){{0,3}}{_MEET}|\b(?:scheduled|planned|due|set|slated|expected|agreed|invited) (?:on \w+ |last week |this week )?to (?:meet|hold (?:\w+ )*{_MEET}|attend)|\b(?:will|would|to) (?:meet|hold (?:[\w-]+ )*{_MEET})\b|\b(?:scheduled|planned|upcoming|forthcoming|next)\b(?: \S+){{0,3}} {_MEET}\b|\b{_MEET}\b[^.;]{{0,40}}\b(?:is|are|was|were|has been|have been) (?:scheduled|planned|set|due|slated)|\b(?:working-level|follow-up) (?:meetings?|talks)\b[^.;]{{0,40}}\b(?:begin|will|scheduled|on)", "scheduled"),
    _t("talks", rf"\b(?:held|hold|began|begun|concluded|opened|resumed|had|attended|conducted)\b(?: \S+){{0,6}} {_MEET}\b|\b{_MEET}\b[^.;]{{0,40}}\b(?:were held|was held|took place|taken place|began|concluded|lasted|ended|at the|between|with|in)\b|\bmet (?:with|for|in|at|on|face|\w+day)\b|\bs[ai]t down\b|\bcame face to face\b|\bface-to-face\b|\btake part in the meeting\b|\bgeneral(?:-| officer-?)(?:level)\b|\bnegotiat(?:ed|ions) (?:with|between)"),
    _t("agreement", r"\b(?:agreed to|agreed on|agreed that|(?:an?|the) (?:agreement|deal|accord) (?:to|on)|signed (?:an?|the) (?:\w+ ){0,3}(?:agreement|accord|memorandum|protocol|arrangement|treaty|document)|reached (?:an? )?(?:agreement|accord|deal|arrangement)|joint (?:statement|declaration|communiqu[eé])|memorandum of (?:understanding|agreement)|committed (?:itself |themselves )?to)\b", "agreed"),
    _t("public_statement", r"\b(?:told|said|announced|speaking|addressed|declared)\b[^.;“\"]{0,60}\b(?:rally|crowd|supporters|speech|audience|tweet(?:ed)?|Twitter|convention)\b|\b(?:[Ss]peaking|[Ss]poke|[Aa]ddressing) (?:to|at|before) (?:a |an |the |his |her )?(?:\w+ )?(?:rally|crowd|supporters|audience|veterans)\b|\b(?:at|during) (?:a|the|his|her) (?:\w+ )?rally\b|\btweeted\b|\b(?:rally|speech)\b[^.;]{0,40}\b(?:said|told|claimed)"),
    _t("statement", r"\b(?:North Korea|South Korea|Pyongyang|Seoul|Washington|Moscow|Beijing|[Tt]he (?:North|South)|[Mm]inistry|Pentagon|Command|White House|government|[Aa]gency)\b[^.;,]{0,40}\b(?:said|warned|announced|declared|called)\b\s+(?:on |late |early )?(?:\w+day|[A-Z][a-z]+\.? \d)|\b(?:in|issued|released|read|said in|according to) an? (?:\w+ ){0,2}statement\b|\bstatement (?:provided|issued|released|given|from|by)\b|\b(?:press|news) (?:release|conference|briefing)\b|\b(?:accused|accusing|denouncing|condemning|denounced|condemned|lashed out|criticized|criticised|blasted)\b|\btold (?:reporters|journalists|a news)\b|\bannounced (?:on|in|that|the)\b|\bsaid in (?:a|the|an|its|his|her) (?:\w+ )?(?:statement|interview|tweet|message)"),
    _t("identification", r"\b(?:identified|identifications?|identify|positively identified|accounted for)\b(?![^.;]{0,20}\bas\b (?:yet|a))"),
    _t("burial", r"\b(?:buried|interred|laid to rest|reburied|funeral)\b"),
    _t("loss", r"\b(?:reported|listed|declared|went|was|were) missing(?: in action)?\b|\b(?:was|were) (?:killed|shot down|captured|lost)\b|\bkilled (?:in|on) (?:the )?(?:\d|[A-Z])|\b(?:crashed|sank|capsized|was shot down|went down)\b|\bkilled in action\b"),
    _t("disaster", r"\b(?:earthquake|tsunami|hurricane|typhoon|cyclone|flood(?:s|ing)?|landslide|wildfires?|avalanche|dam (?:burst|collapse|failure)|air(?:plane)? crash|plane crash|shipwreck|ferry (?:sinking|disaster)|explosion|mine collapse|train crash|derailment|volcan\w+ eruption|bombing|massacre)\b"),
    _t("correction", r"\b[Cc]orrections?\b|\b(?:An earlier version|This (?:article|story|report) has been (?:updated|corrected|amended)|corrected (?:itself|its|the|an earlier))\b"),
)  # fmt: skip

NEGATED = re.compile(
    r"\b(?:not|n't|never|no|yet to|without(?: any)?|refused to|declined to|denied|unable to)\b[^.;,]{0,30}$", re.I
)
CONDITIONAL = re.compile(
    r"\b(?:will|would|to|could|may|might|should|if|plans?|hopes?|expects?|expected|wants?|promise[ds]?|pledge[ds]?|agreed to|urged|asked|ready to|discuss(?:ing|ed|es)?|discuss the|issue of|matter of|talk of|progress (?:on|in)|possible|potential|commitment to)\s+(?:\w+\s+){0,2}$",
    re.I,
)
LEVEL = re.compile(
    r"\b(general(?:-officer)?[- ]level|working[- ]level|ministerial(?:[- ]level)?|high[- ]level|senior[- ]level|cabinet[- ]level|colonel[- ]level|leader[- ]level)\b|\b(generals?) (?:from|of|will|to|took|met|led)\b|\b(summit)\b",
    re.I,
)
# Kinds that are told once however often they are mentioned without a date of their own.
SINGLE = frozenset(["war", "armistice", "disaster"])
SKIP_WITHOUT_DATE = frozenset(["agreement", "statement", "loss", "burial", "talks", "excavation", "disinterment"])
