"""Events told by an action and its object: the words of each kind, and the kinds that say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import forms

MONTH, SEASON, _YEAR, _YEARS = 31, 100, 366, 6 * 366  # days of the widest date that may date a telling


@dataclass(frozen=True, slots=True)
class Loose:
    """A kind with the words of its action and of its object, in any order.

    wartime: only of a war's years. widest: days of the widest date that dates it. personal: only where a person is named
    or meant. apart: code points between action and object.
    """

    kind: str
    action: re.Pattern[str]
    object: re.Pattern[str] | None
    wartime: bool = False
    widest: int = MONTH
    personal: bool = False
    apart: int = 110


def _l(
    kind: str,
    action: str,
    object_: str | None,
    *,
    wartime: bool = False,
    widest: int = MONTH,
    personal: bool = False,
    apart: int = 110,
) -> Loose:
    return Loose(
        kind,
        compiled(rf"\b(?:{action})\b"),
        compiled(rf"\b(?:{object_})\b", 0 if "[A-Z]" in object_ else re.I) if object_ else None,
        wartime,
        widest,
        personal,
        apart,
    )


_BODIES = r"box|case|crate|container|heads?|mumm(?:y|ies)|ancestors?|remains|bod(?:y|ies)|boxes|cases|caskets?|coffins?|bones|skeletons?|sets|crates|containers|skulls?|ashes|urns?|hearse|dead"
_SIDES = r"sides|officials|officers?|colonels?|generals?|Gen|delegations?|delegates|negotiators|diplomats|envoys?|working group|ministers?|teams|governments|leaders|counterparts?|committee|commission|group|families|relatives|investigators"
_SEARCH = r"teams?|searchers|people|personnel|staff|operations?|search(?:es)?|missions?|work|talks|program(?:me)?s?|recover(?:y|ies)|digs?|digging|cooperation|contacts?|planning|activit(?:y|ies)|excavations?|exhumations?|surveys?|exchanges?"
_FLYING = r"plane|bomber|aircraft|jet|fighter|helicopter|transport|B-\d\d\w?|F-\d+\w?|C-\d+|Sabre|Superfortress|Corsair|Mustang|Panther|Thunderjet|Skyraider|Invader|Liberator|Lancaster|Halifax|Wellington|Stirling|Spitfire|Mosquito|Catalina|Hudson|Dakota|Mitchell|Phantom|Skyhawk|tank|jeep|truck|ship|boat|submarine|trawler|destroyer|frigate|cruiser|carrier|minesweeper|convoy|company|battalion|regiment|platoon|unit|position|positions|patrol|column|division|Division|Regiment|Battalion|Company|trench|bunker|foxhole|dugout|outpost|listening post|mission|sortie|crew|squadron|Squadron|men|prisoners|captives|inmates|he|him|they|them|his|me|us|we"
_PAPER = r"justification|budget|report|plan|paper|documents?|note|memo(?:randum)?|stud(?:y|ies)|survey|findings|ledger|summary|commentary|lists?|register|roster|names|figures|photographs?|statement|review|audit|map|letter|article|files|records"

_FOUND = r"hull|tail|wing|cockpit|fuselage|engines?|anchor|bell|turret|foxholes?|bunker|uniforms?|rifles?|trench(?:es)?|pits?|burial ground|remains|bod(?:y|ies)|bones?|skeletons?|skulls?|graves?|wreck(?:age)?|helmets?|dog tags?|tags?|boots?|parachute|propellers?|femurs?|teeth|ring|coffins?|aircraft|plane|bomber|canteen|insignia|elements|fragments"
LOOSE: tuple[Loose, ...] = (
    _l("excavation", r"saw|spotted|sighted|noticed|plough?ed up|plowed up|turned up|came (?:up)?on|came across|stumbled (?:on|upon|across)|washed (?:up|ashore)|(?:pulled|taken|took) (?:\w+ ){0,3}(?:from|out of) the (?:water|sea|river|lake|mud|rubble|wreck)|discovered|unearthed|(?:was|were) (?:found|recovered)|found|recovered|brought (?:up|to the surface)|salvaged|raised", _FOUND, widest=_YEAR),
    _l("excavation", r"resum(?:es?|ed|ing)|finished|completed|taken up again|begins?|starts?|restarts?|continues?|brought to the surface", r"diving|digging|search|searching|work|excavations?|exhumations?|miners|hull"),
    _l("loss", r"shot|murdered|executed|massacred|burned|burnt|hanged|deported|marched|gunned down|rounded up|bayoneted|beheaded", r"hostages|villagers|men|women|prisoners|civilians|people|boys|children|inhabitants|partisans|monks|priests|students|\d+", wartime=True),
    _l("hand_over", r"exchanged|swapped|handed (?:over|across|back)", r"lists?|files|maps|records|archives|photographs|samples"),
    _l("hand_over", r"next (?:one|group|batch|transfer|hand-?over|exchange|repatriation|delivery|return)", None),
    _l("visit", r"(?:second |first |third |last |return )?(?:trip|journey|tour)", None, widest=_YEAR, personal=True),
    _l("no_show", r"sent (?:no one|nobody)|no-show|(?:did not|didn't|failed to|never) (?:come(?! back| home)|appear|show|arrive|attend|turn up|make it)|empty chairs?|pull(?:ed|ing)? out of (?:the )?(?:talks|meeting)", None),
    _l("burial", r"burials?|funerals?|graveside|interment|inurnment|memorial service|[Ss]ervices (?:are|were|will be)|full military honou?rs|send-off|committal|(?:put|placed) in the (?:ground|earth)|lowered into the (?:ground|earth|grave)|(?:final|last) resting place|put to rest|laid (?:to rest|in the (?:ground|earth|grave))|buried|interred|reburied|entombed|committal|requiem", None, widest=_YEAR),
    _l("repatriation_ceremony", r"ceremony|ceremonies|flyover|honou?r cordon|homecoming|solemn|rites|arriv(?:al|ed) at (?:Hickam|Dover|Osan|Andrews|Honolulu)", None),
    _l("hand_over", r"released|carrying|bearing|transport\w*|deliver\w*|present(?:ed|s)|carri\w+|sign(?:ed|s)? for|custody|accept\w*|collect\w*|brought|sent|receiv\w+|return\w*|hand\w*|gave|given|transfer\w*|turn\w*|repatriat\w+|exchang\w+|swap\w*|trad\w+|took|went back", _BODIES, widest=_YEARS),
    _l("hand_over", r"(?:handed|turned|gave|given|sent|brought|flown|came) (?:back|over|home)|exchange|transfer", r"soldiers|dead|men|persons|fallen|troops|airmen|sailors|crew|prisoners|victims|defenders|fighters|more|others|rest|\d+", widest=_YEAR),
    _l("identification", r"match\w*|identif\w+(?! (?:tags?|cards?|papers?|dis[ck]s?|numbers?|cent(?:re|er)|laborator|board|unit|team|commission))|accounted for|named|confirmed|positive|identity|(?:their|his|her) names? back|g[ai]ven? (?:back |him |her |them )*(?:his|her|their) names?|back (?:his|her|their) names?", r"tooth|teeth|airmen|blood|scientists?|lab|laboratory|agency|DNA|DPAA|anthropolog\w+|dental|remains|bones?|kin|family|nephew|niece|sister|brother|unknown|soldier|airman|sailor|Cpl|Sgt|Pfc|Pvt|Lt|Capt|Maj|he|him|persons|men|of them", widest=_YEAR),
    _l("loss", r"(?:lying|lain|gone) since|explod\w+|crash\w*|ditch\w*|(?:was|were) hit|went down|came down|shot down|wip\w+ out|overr\w+|cut (?:off|the road)|surrounded|annihilat\w+|attack\w*|ambush\w*|wounded|struck|shell\w*|sank|sunk|disappear\w*|vanish\w*|went missing|killed|captured|lost|fell|last (?:seen|heard)|bail\w* out|torpedo\w*|maul\w*|batter\w*|destroy\w*|went into|went under|blew up|failed to return|(?:did not|never) (?:return(?:ed)?|c[ao]me (?:back|home))|took off|left (?:[A-Z]\w+ ){1,3}on|flew (?:his|her|their|the|a|its) (?:[\w-]+ )?(?:mission|sortie|flight)|perished|drowned|died|fallen in", _FLYING, wartime=True),
    _l("loss", r"missing (?:in action )?(?:since|on|from)|went missing|(?:was|were) (?:reported|posted|listed|declared) missing|(?:disappear|vanish)ed|last seen|foundered|(?:did not|never) c[ao]me (?:back|home)|failed to return|(?:was|were) lost with|shot down|capsized|went down with", None, widest=SEASON),
    _l("cancelled", r"cancell?ed|called off|scrapped|(?:did not|didn't|never) (?:take place|took place|happen|go ahead)|(?:was|were) not held|fell through|falling through|came to nothing|aborted|scrubbed|collapsed", r"calls?|meetings?|briefings?|gathering|reunion|talks|round table|visit|trip|ceremony|session|hearing|exercises?|exchanges?|transfer|hand-?over|swap|deal|flight|excavation|dig|survey|service|funeral", widest=_YEAR),
    _l("operation_halted", r"order\w* [^.;]{0,40}out|pull\w* [^.;]{0,30}out|withdr\w+|halt\w*|stopp?(?:ed|s)|recalled|evacuat\w+|broke off|broken off|called off|end(?:ed|s|ing) (?:the|its|all|joint|efforts)|ended|ceased|stood down|scaled (?:back|down)|g[ai]ven? up|lapsed|wound (?:up|down)|shut down|closed down|wrapp\w+ up|c[ao]me to (?:an end|a halt|a stop)|abandoned", _SEARCH, widest=_YEAR),
    _l("operation_halted", r"\b[Nn]o\b [^.;,]{0,60}\bsince|\b(?:not|never|n't)\b [^.;,]{0,60}\bsince|\blast\b[^.;,]{0,40}\b(?:was|were|took place|went in)", _SEARCH, widest=_YEAR),
    _l("operation_suspended", r"suspen\w+|frozen|froze|on hold|put on ice|paused|interrupted|broken off|stood still", _SEARCH, widest=_YEAR),
    _l("call", r"conference call|by (?:tele)?phone|(?:tele)?phoned|hot ?line|(?:on|over) the (?:tele)?phone|phone call|(?:the|a|that) (?:tele)?(?:phone )?call (?:came|from|that)|(?:got|took|received|had) (?:the|a) (?:tele)?(?:phone )?call|call came|(?:was|were) (?:rung|phoned|telephoned)|told by (?:tele)?phone|phone rang|telephone rang|telephone line|called (?:his|her|its|their|my|our|the) (?:\w+ )?(?:office|house|home|family|sister|brother|mother|father|widow|daughter|son|wife|number|desk|colonel|general)|called (?:me|us|him|her|them)\b(?! an?\b)|rang (?:him|her|them|me|us|up)", None),
    _l("talks", r"conven\w+|conferr\w+|gather\w*|hammer\w+ out|fail\w* to agree|negotiat\w+|opened|wrapp\w+ up|met|sat (?:down|across)|consult\w*|shook hands|spoke (?:to|with|at)|talks|talked|interviewed|questioned|received(?! by)|adjourned", _SIDES),
    _l("cancelled", r"(?:was|were) to have (?!been (?:expected|in))[a-z]+", None),
    _l("postponed", r"slipped|slips|slid|drifted|pushed into|put off|postponed|delayed|pushed back|deferred|held over|put back", r"excavation|survey|dig|visit|ceremony|meeting|talks|exchange|hearing|burial|search|mission|trip|funeral|flight|exhumation|operation|work|transfer|hand-?over|session|inquest|trial|ground-?breaking|opening|start|launch|publication|release|delivery|planting|restart|pilot|reading|vote|bill|verdict|ruling|round|summit|season", widest=_YEAR),
    _l("rescheduled", r"(?:moved|put|shifted|pushed) (?:it|them|that|this|the \w+|back|forward|on)? ?(?:back |forward |on )?to|moved (?:up|back|forward) (?:a|one|two|by)|rescheduled|re-?arranged|(?:new|another|fresh|later|alternative) (?:day|date|slot)", None),
    _l("talks", r"walked out|stormed out|broke up|ended without|broke down|adjourned", None),
    _l("testimony", r"testif\w+|g[ai]ve(?:s|n)? evidence|evidence (?:\w+ ){0,3}heard|appeared before|told the (?:\w+ ){0,3}(?:inquiry|inquest|committee|subcommittee|commission|tribunal|court|panel|coroner|hearing)|inquest|hearing", None, widest=SEASON),
    _l("letter", r"by letter|in a letter|in (?:his|her|its|their|a) last letter|wrote (?:home|back|to)|letter (?:\w+ ){0,3}(?:sent|written|dated|posted)|sent (?:\w+ ){0,3}letter|telegram", None, widest=_YEAR),
    _l("publication", r"sent up|submit\w*|circulat\w*|filed|tabled|issued|put out|brought out|releas\w*|publish\w*|post(?:ed|s)|handed in|made public|carried|declassified|unveiled|presented|broadcast", _PAPER, widest=SEASON),
    _l("burial", forms("bury inter inurn cremate lay+to+rest") + r"|(?:laid|lay|lays) (?:him|her|them) (?:next to|beside|near|with|in|by)|memorial(?= service| Mass|[^.;]{0,40}\b(?:was|were|is|will be) held)|funeral Mass|requiem|visitation|rosary|wake|viewing|(?:goes|went|go|gone) into the (?:ground|earth)|(?:will )?lie (?:side by side|beside|next to)|committed (?:to the (?:ground|earth|sea)|at|in)|read the (?:burial |funeral )?service|said (?:the|a) (?:last )?prayers?|prayed over", None, widest=_YEAR),
    _l("call", r"rang(?! (?:true|hollow|out|(?:the|a|at the) (?:door)?bell|in (?:my|his|her))\b)|rings (?=me|him|her|us|them|my|his|their|the|[A-Z])|(?:tele)?phon(?:ed|ing)|(?:will|shall|would|'ll|to|did|I|he|she|they|we) call(?:ed)? (?:again|back|once more)|(?:conversation|talk)(?=[^.;]{0,60}\b(?:line|phone|telephone|receiver)\b)|down the line", None),
    _l("talks", r"[A-Z]\w+ and [A-Z]\w+ (?:have |had |did |will )?(?:\w+ )?(?:met|meet|talked|talk|spoke|negotiated)|faced (?:each other|one another)|eye to eye", None),
    _l("operation_halted", forms("pack+up call+it+a+day give+up+on run+out expire lapse wind+down stand+down scale+down scale+back"), r"teams?|crews?|search(?:ers)?|divers|rescuers|guard|diggers|contract|permit|licen[cs]e|mandate|operation|mission|work|project|money|funds", widest=_YEAR),
    _l("hand_over", r"made (?:the|their|its|his|her) (?:\w+ )?(?:journey|trip|crossing|way)", _BODIES, widest=_YEAR),
    _l("disinterment", rf"(?:was|were|been|is|are|be) (?:raised|opened|lifted|taken up|exhumed|dug up|disinterred)|(?:{forms('raise open lift exhume')})", r"lids?|X-\d+|unknowns?|caskets?|coffins?|graves?|Punchbowl|cemetery|tombs?", widest=_YEAR),
    _l("hand_over", rf"(?:{forms('collect receive accept bring hand turn+over give give+back send+back return deliver pass carry surrender release repatriate transfer fetch take+home take+delivery')})", _BODIES, widest=_YEARS),
    _l("hand_over", r"(?:handed|released|given|delivered|returned|restored) (?:back )?to (?:their|the|his|her|its) (?:own )?(?:relatives|famil(?:y|ies)|next of kin|parents|widows?|kin|homeland|home country)", None, widest=_YEARS),
    _l("logistics", rf"docked|berthed|tied up|put in at|made port|dropped anchor|(?:{forms('take move drive carry truck ship fly transport transfer convey')}) (?:(?:on|back|away|down|up|over|out|there|away) )?(?:(?:the|\d+|\w+) (?:\w+ )?(?:bodies|boxes|coffins|caskets|cases|remains|sets) )?(?:across|over|by (?:lorry|truck|road|air|sea|ship|rail|train|helicopter|plane|ambulance|barge|boat)|to|from|into|onto|aboard|out of|in)|(?:is|are|was|were) due (?:at|in)|arrives?|(?:goes|go|went|gone) (?:on )?(?:by \w+ )?to|leaves? for|left (?:[A-Z]\w+ )?for|left (?:the )?(?:grounds|cemetery|base|airport|site|laboratory|island|port|pier|building|[A-Z]\w+)", rf"{_BODIES}|transfer cases?|wreckage|equipment|samples|specimens|swabs|ship|vessel|transport", widest=MONTH),
    _l("visit", r"visited|toured|inspected|paid (?:a|an|her|his|their) (?:\w+ )?(?:call|visit)|courtesy call|laid (?:a )?wreaths?|call(?:ed)? on the (?:[\w-]+ ){0,3}(?:[\w-]*[Mm]inist\w+|[Ee]mbassy|governor|mayor|president)|trip", None, widest=SEASON),
    _l("visit", r"trip|journey|tour|flies to|travels to|leaves for|been to|went (?:back )?to|travel\w+ (?:back )?to|returned to|flew (?:in|to|out to)|came home from|visited|surveyed|reached", r"[A-Z][a-z]+|site|wreck|village|crash|battlefield|island|camp", widest=_YEAR, personal=True),
    _l("visit", r"(?:[Ii]|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|who) (?:had |have |has )?(?:went|gone|came|flew|flown|travell?ed|drove|driven|walked|got) (?:back|there|out there|down there|up there)|returned(?= (?:last|in|on|there|to)\b)|(?:'d|'ll|will|would|is to|are to|due to) (?:\w+ )?(?:come|visit|be back|fly in|arrive|call in)", None, widest=SEASON, personal=True),
    _l("publication", forms("print publish appear come+out bring+out issue release post circulate carry reveal declassify file table reprint serialise serialize update revise hand+in submit give+out read+out hand+out put+up mail launch"), rf"(?:{_PAPER})s?|histor(?:y|ies)|books?|proceedings|memoirs?|bulletins?|editions?|catalogues?|results|papers|reports|plans|diar(?:y|ies)|accounts?|pamphlets?|databases?|minutes|names", widest=_YEAR),
    _l("publication", r"(?:newspaper|paper|daily|weekly|tabloid|magazine|journal|website|broadcaster)s? (?:\w+ ){0,2}(?:wrote|reported|claimed|ran|printed|carried|published)|(?:is|are|be|comes|came) out|(?:memorandum|memo|order|directive|decree|circular|instruction|resolution|judgment|ruling|report) (?:of|dated) (?=last|\d|[A-Z]\w+ \d)", rf"(?:{_PAPER})s?|histor(?:y|ies)|books?|memoirs?|newspapers?|daily|weekly|magazine|memorandum|memo|order|directive|decree|circular|resolution|judgment|ruling|novel|album|film", widest=SEASON),
    _l("letter", forms("send write post receive reach arrive come go+out deliver convey transmit hand submit date answer reply dispatch forward sign read address get"), r"letters?|telegrams?|cables?|notes? verbales?|notes?|messages?|fax(?:es)?|e-?mails?|postcards?|petitions?|written (?:request|appeal|question|reply|answer)s?|proposal|requests?|applications?|communications?|opinions?|clearance|advice|invitations?|tips?|tip-offs?|information|aide-m[ée]moire", widest=_YEAR),
    _l("letter", r"(?:letter|reply|telegram|cable|note|fax|wire|message|e-?mail|postcard|memo|request|petition|appeal) (?:of|dated|on) (?=\d|[A-Z]|last)|(?:by|in) (?:wire|fax|e-?mail|letter|post|mail|writing|cable|telegram)\b", None, widest=SEASON),
    _l("agreement", r"agreed (?:up)?on|agreed (?:in principle|in writing|orally)|(?:had |have |has )?agreed (?=in (?:January|February|March|April|May|June|July|August|September|October|November|December|\d)|on \d|last|a (?:week|month|year))", None, widest=SEASON),
    _l("agreement", r"shook (?:hands )?on|sign(?:s|ed) off on|g[ai]ves? (?:its|their|his|her|the) (?:consent|approval|permission|go-ahead|blessing|green light|assent)|granted (?:\w+ )?(?:access|permission|a permit|permits|leave)|put (?:its|their|his|her) names? (?:to|under|on)|put their names|signed into law", None, widest=SEASON),
    _l("cancelled", r"(?:was|were|is|are|been|be|being|gets?|got) (?:\w+ly )?(?:cancell?ed|scratched|thrown away|written off|vetoed|ruled out|struck (?:off|from)|called off|scrapped|axed|washed out|rained off|struck off the list|abandoned)|(?:had|has|have) not (?:come off|come about|gone ahead|taken place|happened|materiali[sz]ed)|(?:is|are|was|were) not (?:held|opened|kept|resumed)|(?:did|does|do) not (?:take place|happen|go ahead|come about|materiali[sz]e)|(?:didn't|doesn't|never) (?:take place|took place|happen(?:ed)?|went ahead|go ahead|come about|came about|materiali[sz]ed?)|(?:fell|falls) through|(?:came|comes) to nothing", None),
    _l("cancelled", rf"(?:{forms('drop abandon shelve scrap cancel call+off give+up bury withdraw')})", r"plans?|proposals?|projects?|idea|scheme|panel|session|event|tour|trip|visit|ceremony|service|meeting|talks|briefing|round|flight|permit|expedition|mission|search|dig|survey|excavation|exhumation", widest=SEASON),
    _l("cancelled", r"(?:was|were) (?:supposed|meant|going) to (?:be|happen|take place|meet|open|begin|start|come|go|leave|land|fly|sail|last)", None),
    _l("planned_operation", r"expect(?:s|ed|ing)?|envisag(?:es|ed)|foresee[sn]?|foreseen|scheduled|planned|plans?|set|due|earmarked|pencilled in|slated|next|first|second|third|fourth|fifth|another|new|(?:will|'ll|shall|would|is to|are to|to) (?:\w+ )?(?:begin|start|open|resume|restart|continue|go on|last|return|run)", r"operations?|search(?:es)?|digs?|digging|missions?|excavat\w+|field ?work|recover(?:y|ies)|exhum\w+|disinter\w*|teams?|survey\w*|work|phases?|projects?|collections?|samples|sampling|pilot|trials?|tests?|ships?|vessels?|divers|barge|crane|sites?|graves?|expeditions?|campaigns?|trench(?:es)?", widest=SEASON, apart=40),
    _l("planned_operation", r"(?:will|'ll|shall|would|is to|are to|due to|set to|expected to|hopes? to|plans? to) (?:\w+ )?(?:reach|arrive|deploy|go (?:in|out|back|up|down)|fly (?:in|out)|move in|be back|look|survey|map|scan|probe|sweep|drain|dive|open|raise|lift|exhume|dig)|(?:the )?(?:work|dig|search|excavations?|exhumations?) (?:may|can|will|is to) (?:go on|continue|resume|begin)|[Ii]t will, from", r"parties|party|teams?|surveyors|diggers|divers|crews?|archaeologists|site|graves?|wreck|work|dig|search|field|spot|lake|pit|mine|shaft", widest=SEASON),
    _l("operation_suspended", r"[Nn]o (?=(?:more |further )?(?:digging|diving|searching|excavation|search|flights?)\b)|no work", None, widest=MONTH),
    _l("operation_halted", forms("halt stop break+off call+off cease abandon close shut+down wind+up pull+out withdraw recall interrupt") + r"|g[ai]ves? up (?!the (?:remains|bod|dead|bones))|gave up (?!the (?:remains|bod|dead|bones))|ended|ends|at an end|came to an end|over for good", r"phases?|planning|projects?|contacts?|burials?|identifications?|exhumations?|excavations?|digs?|search(?:es)?|work|operations?|missions?|program(?:me)?s?|field ?work|teams?|searchers|diggers|transfers?|cooperation", widest=_YEAR),
    _l("loss", r"(?:seized|boarded|sunk|rammed|shelled|strafed|bombed|mined|scuttled)|direct hit|took (?:a|two|three) hits?|(?:last|final) (?:radio )?(?:message|contact|signal|transmission|position|sighting)|lost (?:contact|touch|radio)|(?:did not|didn't) make it|with all hands|(?:was|were) (?:never )?accounted for among", rf"{_FLYING}|ship|vessel|crew|Pueblo|Dakota|Catalina|Sherman|column|men", wartime=True),
    _l("loss", r"(?:left|took off from|launched from|sailed from|put out from|set out from|lifted off from) (?:the |their |his |its )?(?:carrier|base|field|airfield|ship|harbou?r|port|deck|lines?|[A-Z]\w+)|(?:was|were) (?:carried|posted|listed|reported|declared|written off) as (?:missing|dead|lost|killed)", None, wartime=True),
    _l("testimony", rf"(?:{forms('tell show describe+to give')}) (?:an? |the |our |one of the )?(?:\w+ )?(?:team|investigators?|interviewers?|researchers|recovery team|search team|commission|committee|inquiry|panel|coroner|tribunal|court)|gave (?:evidence|a statement)", None, widest=SEASON),
    _l("statement", r"(?:contention|claim|charge|statement|remark|announcement|assertion|denial|promise|warning|appeal|offer|proposal|invitation|admission|pledge)s?,? (?:\w+ ){0,2}(?:made|issued|given|repeated|put forward|voiced|delivered|broadcast|came|was|were)(?= )|(?:propos|offer|suggest|demand|request)(?:e?s|e?d)(?=, (?:through|via|by|in)| (?:to|that|an?|the|talks|another|joint|new|further)\b)", None, widest=SEASON),
    _l("statement", r"(?:said|told|announced|declared|stated|acknowledged|admitted|insisted|claimed|promised|pledged|vowed|warned|revealed|disclosed|confirmed|denied|conceded|informed|wrote|testified|spoke)(?= (?:on|in|last|at|earlier|this|to|all|me|us|him|her|his|its|my|our|their|an|reporters|by|the|a)\b)|(?:commentary|interview|news conference|press conference|briefing|statement|speech) (?:\w+ ){0,3}(?=on|in|last)|(?:was|were) (?:told|informed|promised)", None, widest=_YEAR),
)  # fmt: skip
# A kind is not told again loosely where one that says the same was told closely.
SAME = {
    "no_show": {"cancelled", "postponed"},
    "repatriation_ceremony": {"hand_over", "burial"},
    "hand_over": {"repatriation_ceremony", "burial", "identification", "loss", "visit", "disinterment", "excavation", "publication", "letter", "logistics"},
    "identification": {"statement"},
    "loss": {"disaster"},
    "disaster": {"loss"},
    "operation_halted": {"operation_suspended", "cancelled", "no_show", "postponed"},
    "operation_suspended": {"operation_halted", "cancelled", "postponed"},
    "disinterment": {"excavation", "planned_operation"},
    "excavation": {"disinterment", "planned_operation", "joint_recovery_operations", "operation_halted", "operation_suspended", "postponed"},
    "joint_recovery_operations": {"excavation", "planned_operation", "operation_halted", "operation_suspended", "postponed"},
    "cancelled": {"no_show", "postponed", "rescheduled", "operation_halted", "operation_suspended"},
    "postponed": {"no_show", "cancelled", "rescheduled"},
    "rescheduled": {"no_show", "cancelled", "postponed", "scheduled_meeting"},
    "planned_operation": {"joint_recovery_operations", "excavation", "disinterment", "scheduled_meeting"},
    "talks": {"summit", "scheduled_meeting", "no_show", "visit", "rescheduled", "postponed", "cancelled", "call", "testimony"},
    "scheduled_meeting": {"talks", "no_show", "rescheduled", "planned_operation", "summit"},
    "summit": {"talks"},
    "visit": {"logistics", "talks", "summit", "hand_over", "loss"},
    "agreement": {"talks", "summit", "scheduled_meeting"},
    "letter": {"publication"},
    "logistics": {"hand_over", "repatriation_ceremony", "burial", "loss"},
    "statement": {"testimony", "letter", "publication", "talks", "call", "identification", "hand_over", "agreement", "public_statement", "operation_halted", "operation_suspended", "loss", "visit", "burial", "repatriation_ceremony", "excavation", "summit", "no_show", "postponed", "cancelled"},
    "publication": {"letter", "testimony"},
}  # fmt: skip
