"""Events told by an action and its object: the words of each kind, and the kinds that say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.testimony.inflection import forms

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
        re.compile(rf"\b(?:{action})\b"),
        re.compile(rf"\b(?:{object_})\b", 0 if "[A-Z]" in object_ else re.I) if object_ else None,
        wartime,
        widest,
        personal,
        apart,
    )


_BODIES = r"box|case|crate|container|heads?|mumm(?:y|ies)|ancestors?|remains|bod(?:y|ies)|boxes|cases|caskets?|coffins?|bones|skeletons?|sets|crates|containers|skulls?|ashes|urns?|hearse|dead"
_SIDES = r"sides|officials|officers?|colonels?|generals?|Gen|delegations?|delegates|negotiators|diplomats|envoys?|working group|ministers?|teams|governments|leaders|counterparts?|committee|commission|group|families|relatives|investigators"
_SEARCH = r"teams?|searchers|people|personnel|staff|operations?|search(?:es)?|missions?|work|talks|program(?:me)?s?|recover(?:y|ies)|digs?|digging|cooperation|contacts?|planning|activit(?:y|ies)|excavations?|exhumations?|surveys?|exchanges?"
_FLYING = r"plane|bomber|aircraft|jet|fighter|helicopter|transport|B-\d\d\w?|F-\d+\w?|C-\d+|Sabre|Superfortress|Corsair|Mustang|Panther|Thunderjet|Skyraider|Invader|Liberator|Lancaster|Halifax|Wellington|Stirling|Spitfire|Mosquito|Catalina|Hudson|Dakota|Mitchell|Phantom|Skyhawk|tank|jeep|truck|ship|boat|submarine|trawler|destroyer|frigate|cruiser|carrier|minesweeper|convoy|company|battalion|regiment|platoon|unit|position|positions|patrol|column|division|Division|Regiment|Battalion|Company|trench|bunker|foxhole|dugout|outpost|listening post|mission|sortie|crew|squadron|Squadron|men|prisoners|captives|inmates|he|him|they|them|his|me|us|we"
_PLACE_OF_DEAD = r"graves?|unknowns?|caskets?|coffins?|Punchbowl|cemetery|tombs?|vaults?|ossuary"
_DUG = r"dig|digging|sites?|graves?|pits?|trench(?:es)?|wreck(?:age)?|quarry|riverbank|enclosure|cofferdam|hillside|crater|well|mud|soil|ground|mound|ravine|bunker|foxholes?|remains|excavations?|exhumations?|riverbed|seabed|hull|mass graves?"
_WORKED = r"dig|digs|digging|dug|excavat\w*|exhum\w*|sift\w*|drain\w*|pump\w*|emptied|emptying|clear\w*|unearth\w*|uncover\w*|broke ground|probed|trenched|survey\w*|raised|raising|salvag\w*|div(?:e|es|ed|ing)"
_PAPER = r"justification|budget|report|plan|paper|documents?|note|memo(?:randum)?|stud(?:y|ies)|survey|findings|ledger|summary|commentary|lists?|register|roster|names|figures|photographs?|statement|review|audit|map|letter|article|files|records"

_FOUND = r"hull|tail|wing|cockpit|fuselage|engines?|anchor|bell|turret|foxholes?|bunker|uniforms?|rifles?|trench(?:es)?|pits?|burial ground|remains|bod(?:y|ies)|bones?|skeletons?|skulls?|graves?|wreck(?:age)?|helmets?|dog tags?|tags?|boots?|parachute|propellers?|femurs?|teeth|ring|coffins?|aircraft|plane|bomber|canteen|insignia|elements|fragments"
LOOSE: tuple[Loose, ...] = (
    _l("excavation", r"saw|spotted|sighted|noticed|plough?ed up|plowed up|turned up|came (?:up)?on|came across|stumbled (?:on|upon|across)|washed (?:up|ashore)|(?:pulled|taken|took) (?:\w+ ){0,3}(?:from|out of) the (?:water|sea|river|lake|mud|rubble|wreck)|discovered|unearthed|(?:was|were) (?:found|recovered)|found|recovered|brought (?:up|to the surface)|salvaged|raised", _FOUND, widest=_YEAR),
    _l("excavation", r"resum(?:es?|ed|ing)|finished|completed|taken up again|begins?|starts?|restarts?|continues?|brought to the surface", r"diving|digging|search|searching|work|excavations?|exhumations?|miners|hull"),
    _l("loss", r"shot|murdered|executed|massacred|burned|burnt|hanged|deported|marched|gunned down|rounded up|bayoneted|beheaded", r"hostages|villagers|men|women|prisoners|civilians|people|boys|children|inhabitants|partisans|monks|priests|students|\d+", wartime=True),
    _l("loss", r"never (?:been )?(?:seen|heard (?:of|from))(?: again)?|not (?:been )?seen (?:again|since)|ploughed into|plunged|plummeted", None),
    _l("repatriation_ceremony", r"unveil\w*|dedicat\w+|wreaths?|flag-draped|guard of honou?r|honou?r guard|salute", r"graves?|memorial|monument|plaque|stone|cenotaph|coffins?|caskets?|remains|pier|airport|base|tarmac"),
    _l("testimony", r"debated|(?:told|answered|informed) (?:the )?(?:House|Commons|Lords|MPs|Parliament|Senate|Dáil|Duma|Bundestag|Knesset|Diet)|(?:question|debate|sitting|inquest|hearing|trial) (?:opened|began|took place|was held|resumed|concluded)", None, widest=SEASON),
    _l("no_show", r"failed (?:\w+ ){1,3}to (?:turn up|appear|attend|show|come|arrive)", None),
    _l("hand_over", r"(?:left|departed|took off|flew)[^.;,]{0,30} with", rf"{_BODIES}|of them|them", widest=MONTH),
    _l("hand_over", r"exchanged|swapped|handed (?:over|across|back)", r"lists?|files|maps|records|archives|photographs|samples"),
    _l("hand_over", r"crossed (?:the (?:\w+ )?(?:bridge|line|border|river)|back|over)|went (?:on to|home)|leaves? for|go(?:es)? home|fl(?:y|ies) home|set off for", _BODIES, widest=MONTH),
    _l("hand_over", r"next (?:one|group|batch|transfer|hand-?over|exchange|repatriation|delivery|return)", None),
    _l("visit", r"(?:second |first |third |last |return )?(?:trip|journey|tour)", None, widest=_YEAR, personal=True),
    _l("no_show", r"sent (?:no one|nobody)|no-show|(?:did not|didn't|failed to|never) (?:come(?! back| home)|appear|show|arrive|attend|turn up|make it)|empty chairs?|pull(?:ed|ing)? out of (?:the )?(?:talks|meeting)", None),
    _l("burial", r"burials?|funerals?|graveside|interment|inurnment|memorial service|[Ss]ervices (?:are|were|will be)|full military honou?rs|send-off|committal|(?:put|placed) in the (?:ground|earth)|lowered into the (?:ground|earth|grave)|(?:final|last) resting place|put to rest|laid (?:to rest|in the (?:ground|earth|grave))|buried|interred|reburied|entombed|committal|requiem", None, widest=_YEAR),
    _l("repatriation_ceremony", r"ceremony|ceremonies|flyover|honou?r cordon|homecoming|solemn|rites|arriv(?:al|ed) at (?:Hickam|Dover|Osan|Andrews|Honolulu)", None),
    _l("hand_over", r"released|carrying|bearing|transport\w*|deliver\w*|present(?:ed|s)|carri\w+|sign(?:ed|s)? for|custody|accept\w*|collect\w*|brought|sent|receiv\w+|return\w*|hand\w*|gave|given|transfer\w*|turn\w*|repatriat\w+|exchang\w+|swap\w*|trad\w+|took|went back", _BODIES, widest=_YEARS),
    _l("hand_over", r"(?:handed|given|sent|flown|brought|shipped) (?:back|over|home)|came home|exchange (?:took place|happened|went ahead)|(?:came|brought|gave back) (?:\w+ )?\d+ more", None),
    _l("hand_over", r"(?:handed|turned|gave|given|sent|brought|flown|came) (?:back|over|home)|exchange|transfer", r"soldiers|dead|men|persons|fallen|troops|airmen|sailors|crew|prisoners|victims|defenders|fighters|more|others|rest|\d+", widest=_YEAR),
    _l("identification", r"match\w*|identif\w+|accounted for|named|confirmed|positive|identity|(?:their|his|her) names? back|g[ai]ven? (?:back |him |her |them )*(?:his|her|their) names?|back (?:his|her|their) names?", r"tooth|teeth|airmen|blood|scientists?|lab|laboratory|agency|DNA|DPAA|anthropolog\w+|dental|remains|bones?|kin|family|nephew|niece|sister|brother|unknown|soldier|airman|sailor|Cpl|Sgt|Pfc|Pvt|Lt|Capt|Maj|he|him|persons|men|of them", widest=_YEAR),
    _l("loss", r"(?:lying|lain|gone) since|explod\w+|crash\w*|ditch\w*|(?:was|were) hit|went down|came down|shot down|wip\w+ out|overr\w+|cut (?:off|the road)|surrounded|annihilat\w+|attack\w*|ambush\w*|wounded|struck|shell\w*|sank|sunk|disappear\w*|vanish\w*|went missing|killed|captured|lost|fell|last (?:seen|heard)|bail\w* out|torpedo\w*|maul\w*|batter\w*|destroy\w*|went into|went under|blew up|failed to return|(?:did not|never) (?:return(?:ed)?|c[ao]me (?:back|home))|took off|left (?:[A-Z]\w+ ){1,3}on|flew (?:his|her|their|the|a|its) (?:[\w-]+ )?(?:mission|sortie|flight)|perished|drowned|died|fallen in", _FLYING, wartime=True),
    _l("loss", r"declared (?:him |them |her )?(?:legally )?dead|presumed dead|(?:presumptive )?finding of death|presumptive\w* (?:finding|ruled)", None, wartime=True),
    _l("loss", r"missing (?:in action )?(?:since|on|from)|went missing|(?:was|were) (?:reported|posted|listed|declared) missing|(?:disappear|vanish)ed|last seen|foundered|(?:did not|never) c[ao]me (?:back|home)|failed to return|(?:was|were) lost with|shot down|capsized|went down with", None, widest=SEASON),
    _l("loss", r"sank|sunk|crashed|foundered|capsized|ran aground|collided|went down|came down|broke up", r"ferry|boat|ship|vessel|trawler|submarine|plane|aircraft|airliner|jet|helicopter|flight|Flight|train|bus|freighter|tanker|yacht|dinghy|raft"),
    _l("disaster", r"gave way|collapsed|burst|failed|breached|caved in|exploded|erupted|derailed|struck|hit|swept|swallowed|engulfed|buried|flattened|caught fire|burned down|burnt down|made landfall|shook|came down|slid", r"slope|hillside|mountain(?:side)?|dam|levee|mine|shaft|pit|bridge|building|roof|factory|hotel|school|train|bus|ferry|quake|earthquake|tsunami|wave|waves|floods?|flash flood|torrent|landslide|mudslide|slide|avalanche|typhoon|cyclone|hurricane|storm|wildfire|fire|blaze|tremor|volcano|blast|explosion|tower|stand|platform"),
    _l("cancelled", r"cancell?ed|called off|scrapped|(?:did not|didn't|never) (?:take place|took place|happen|go ahead)|(?:was|were) not held|fell through|falling through|came to nothing|aborted|scrubbed|collapsed", r"calls?|meetings?|briefings?|gathering|reunion|talks|round table|visit|trip|ceremony|session|hearing|exercises?|exchanges?|transfer|hand-?over|swap|deal|flight|excavation|dig|survey|service|funeral", widest=_YEAR),
    _l("operation_halted", r"order\w* [^.;]{0,40}out|pull\w* [^.;]{0,30}out|withdr\w+|halt\w*|stopp?(?:ed|s)|recalled|evacuat\w+|broke off|broken off|called off|end(?:ed|s|ing) (?:the|its|all|joint|efforts)|ended|ceased|stood down|scaled (?:back|down)|g[ai]ven? up|lapsed|wound (?:up|down)|shut down|closed down|wrapp\w+ up|c[ao]me to (?:an end|a halt|a stop)|abandoned", _SEARCH, widest=_YEAR),
    _l("operation_halted", r"\b[Nn]o\b [^.;,]{0,60}\bsince|\b(?:not|never|n't)\b [^.;,]{0,60}\bsince|\blast\b[^.;,]{0,40}\b(?:was|were|took place|went in)", _SEARCH, widest=_YEAR),
    _l("operation_suspended", r"suspen\w+|frozen|froze|on hold|put on ice|paused|interrupted|broken off|stood still", _SEARCH, widest=_YEAR),
    _l("disinterment", r"dig\w* up|dug up|exhum\w+|disinter\w*|open(?:ed|s|ing)? [^.;]{0,30}(?:graves?|tombs?)|(?:graves?|tombs?) [^.;]{0,20}open(?:ed|ing)", _PLACE_OF_DEAD, widest=SEASON),
    _l("excavation", _WORKED, _DUG, widest=_YEAR),
    _l("excavation", r"began|begin|begun|started|opened|resumed|continued|ended|finished|completed|went on|under way", r"dig|digging|excavations?|exhumations?|(?:work|search) (?:at|on|in) the (?:site|grave|wreck|pit|quarry)", widest=_YEAR),
    _l("excavation", r"open(?:s|ed|ing)?(?: up)?", r"pits?|mass graves?|trench(?:es)?|mounds?|field|wells?|barrow"),
    _l("scheduled_meeting", r"adjourned (?:until|to|till)", None),
    _l("excavation", r"(?:will be|are to be|is to be|were|was) opened", r"graves?|pits?|tombs?|mounds?|vaults?|wells?"),
    _l("joint_recovery_operations", r"joint|together", r"digs?|search(?:es)?|excavations?|recover(?:y|ies)|operations?|missions?|expeditions?|teams?|activit(?:y|ies)", widest=_YEAR),
    _l("call", r"conference call|by (?:tele)?phone|(?:tele)?phoned|hot ?line|(?:on|over) the (?:tele)?phone|phone call|(?:the|a|that) (?:tele)?(?:phone )?call (?:came|from|that)|(?:got|took|received|had) (?:the|a) (?:tele)?(?:phone )?call|call came|(?:was|were) (?:rung|phoned|telephoned)|told by (?:tele)?phone|phone rang|telephone rang|telephone line|called (?:his|her|its|their|my|our|the) (?:\w+ )?(?:office|house|home|family|sister|brother|mother|father|widow|daughter|son|wife|number|desk|colonel|general)|called (?:me|us|him|her|them)\b(?! an?\b)|rang (?:him|her|them|me|us|up)", None),
    _l("talks", r"conven\w+|conferr\w+|gather\w*|hammer\w+ out|fail\w* to agree|negotiat\w+|opened|wrapp\w+ up|met|sat (?:down|across)|consult\w*|shook hands|spoke (?:to|with|at)|talks|talked|interviewed|questioned|received(?! by)|adjourned", _SIDES),
    _l("talks", r"took place|(?:was|were) held|reconvened|(?:will|is to|are to|would) (?:\w+ )?be held", r"consultations|rounds?|talks|meetings?|sessions?|conference|negotiations"),
    _l("talks", r"met (?:again )?(?:with )?(?=(?:the )?[A-Z][a-z_]+ [A-Z])|met (?=[A-Z][a-z]+_)|spoke (?:to|with) (?=(?:the )?[A-Z])|interviewed|talks", None),
    _l("summit", r"(?:Trump|Kim|Moon|Clinton|Bush|Putin|Xi)\b[^.;]{0,40}\b(?:met|meet|shook hands|sat down|stepped)\b[^.;]{0,40}\b(?:Trump|Kim|Moon|Clinton|Bush|Putin|Xi)", None),
    _l("scheduled_meeting", r"(?:will|is to|are to|is due to|are due to|is set to|are set to|would) (?:\w+ )?(?:meet|sit|convene|gather|reconvene|resume|hold)|(?:meeting|hearing|session|briefing|talks|round|conference|inquest|assembly) (?:\w+ ){0,3}(?:scheduled|planned|set|due|called|listed|fixed) for|next (?:meeting|round|session|hearing)|first (?:meeting|session)", None),
    _l("cancelled", r"(?:was|were) to have (?!been (?:expected|in))[a-z]+", None),
    _l("postponed", r"slipped|slips|slid|drifted|pushed into|put off|postponed|delayed|pushed back|deferred|held over|put back", r"excavation|survey|dig|visit|ceremony|meeting|talks|exchange|hearing|burial|search|mission|trip|funeral|flight|exhumation|operation|work|transfer|hand-?over|session|inquest|trial|ground-?breaking|opening|start|launch|publication|release|delivery|planting|restart|pilot|reading|vote|bill|verdict|ruling|round|summit|season", widest=_YEAR),
    _l("rescheduled", r"(?:moved|put|shifted|pushed) (?:it|them|that|this|the \w+|back|forward|on)? ?(?:back |forward |on )?to|moved (?:up|back|forward) (?:a|one|two|by)|rescheduled|re-?arranged|(?:new|another|fresh|later|alternative) (?:day|date|slot)", None),
    _l("talks", r"walked out|stormed out|broke up|ended without|broke down|adjourned", None),
    _l("planned_operation", r"(?:hopes?|plans?|intends?|expects?|aims?|wants?|wanted|hoped|planned|is|are|was|were|due|set|scheduled|expected) to|will|would|on the calendar|beginning|starting|from", r"operations?|search(?:es)?|digs?|digging|missions?|excavat\w+|field ?work|recover(?:y|ies)|search|exhum\w+|disinter\w*|dig up|team|teams|survey\w*|field activit(?:y|ies)|recovery teams|work|season|begun|open|first", widest=SEASON),
    _l("agreement", r"reach\w*|initial?led|struck|signed|sealed|concluded|shook (?:hands )?on|agreed|initialled|ratified", r"deals?|agreement|accord|understanding|compromise|arrangement|protocol|pact|memorandum|plan|to (?:resume|return|hand|let|allow|search|hold|establish|set up|exchange|share|pay|open)", widest=SEASON),
    _l("testimony", r"testif\w+|g[ai]ve(?:s|n)? evidence|evidence (?:\w+ ){0,3}heard|appeared before|told the (?:\w+ ){0,3}(?:inquiry|inquest|committee|subcommittee|commission|tribunal|court|panel|coroner|hearing)|inquest|hearing", None, widest=SEASON),
    _l("letter", r"by letter|in a letter|in (?:his|her|its|their|a) last letter|wrote (?:home|back|to)|letter (?:\w+ ){0,3}(?:sent|written|dated|posted)|sent (?:\w+ ){0,3}letter|telegram", None, widest=_YEAR),
    _l("publication", r"sent up|submit\w*|circulat\w*|filed|tabled|issued|put out|brought out|releas\w*|publish\w*|post(?:ed|s)|handed in|made public|carried|declassified|unveiled|presented|broadcast", _PAPER, widest=SEASON),
    _l("burial", r"put (?:him|her|them|it) (?:beneath|under|beside|next to|by|in the|into the|to rest)|(?:carried|borne|brought|taken) (?:into|to) (?:the )?(?:\w+ )?(?:church|chapel|cathedral|cemetery|churchyard|graveyard)", None, widest=_YEAR),
    _l("burial", r"(?:laid|lie|lies|placed|put|set down|sunk) (?:down )?(?:in|into|at) (?:the |his |her |their |a )?(?:family |common |shared |own )?(?:plot|grave|vault|crypt|tomb|churchyard|cemetery|ossuary)|at rest|[Rr]equiem|a (?:memorial |funeral )?(?:mass|Mass)\b(?! graves?)|kaddish|last rites", None, widest=_YEAR),
    _l("burial", forms("bury inter inurn cremate lay+to+rest") + r"|(?:laid|lay|lays) (?:him|her|them) (?:next to|beside|near|with|in|by)|memorial(?= service| Mass|[^.;]{0,40}\b(?:was|were|is|will be) held)|funeral Mass|requiem|visitation|rosary|wake|viewing|(?:goes|went|go|gone) into the (?:ground|earth)|(?:will )?lie (?:side by side|beside|next to)|committed (?:to the (?:ground|earth|sea)|at|in)|read the (?:burial |funeral )?service|said (?:the|a) (?:last )?prayers?|prayed over", None, widest=_YEAR),
    _l("call", r"rang(?! (?:true|hollow|out|(?:the|a|at the) (?:door)?bell|in (?:my|his|her))\b)|rings (?=me|him|her|us|them|my|his|their|the|[A-Z])|(?:tele)?phon(?:ed|ing)|(?:will|shall|would|'ll|to|did|I|he|she|they|we) call(?:ed)? (?:again|back|once more)|(?:conversation|talk)(?=[^.;]{0,60}\b(?:line|phone|telephone|receiver)\b)|down the line", None),
    _l("talks", r"(?:at|to|round|around|across) (?:the|a|that) (?:negotiating |conference |bargaining |round |green )?table", None, personal=True),
    _l("talks", r"[A-Z]\w+ and [A-Z]\w+ (?:have |had |did |will )?(?:\w+ )?(?:met|meet|talked|talk|spoke|negotiated)|faced (?:each other|one another)|eye to eye", None),
    _l("operation_halted", r"(?:not|never|n't|rarely) (?:\w+ )?(?:met|sat|convened|talked|worked|been (?:held|seen|there|back)|taken place|dug|flown|gone back|returned)\b[^.;,]{0,40}\bsince", None, widest=_YEAR),
    _l("operation_halted", forms("pack+up call+it+a+day give+up+on run+out expire lapse wind+down stand+down scale+down scale+back"), r"teams?|crews?|search(?:ers)?|divers|rescuers|guard|diggers|contract|permit|licen[cs]e|mandate|operation|mission|work|project|money|funds", widest=_YEAR),
    _l("repatriation_ceremony", r"(?:put|set|went|goes|go) up|erected|placed|laid|affixed", r"stones?|plaques?|cross(?:es)?|memorials?|monuments?|obelisk|headstones?|tablet|cairn", widest=_YEAR),
    _l("repatriation_ceremony", r"foundation stone|minute(?:'s|s)? (?:of )?silence|laid to view|lying in state|lay in state|guard of honou?r|last post|(?:inaugurat|consecrat|rededicat)\w+", None),
    _l("hand_over", r"(?:got|get|gets|had|have) (?:back )?(?:their|the|its|his|her|our) (?:dead|fallen|bodies|body|remains|son|sons|husband|brother|father|men) (?:back|home)|(?:got|get|gets) back (?:their|the|its|his|her|our) (?:dead|fallen|bodies|body|remains|sons?|men)", None, widest=_YEAR),
    _l("hand_over", r"made (?:the|their|its|his|her) (?:\w+ )?(?:journey|trip|crossing|way)", _BODIES, widest=_YEAR),
    _l("talks", r"argued|haggled|bargained|wrangled|thrashed out|sparred|parleyed|conferred", rf"{_SIDES}|officers|armies|states|experts"),
    _l("talks", r"(?:had |last |next |first )(?:last |first )?(?:sat|met|convened|gathered|come together|assembled)|(?:sat|sits) (?:on|in|at|again)", _SIDES),
    _l("testimony", r"(?:claim|case|appeal|petition|application|evidence|witness(?:es)?|matter) (?:was|were|is|are|will be) (?:heard|tried|argued)|(?:was|were) (?:cross-examined|examined|called as|sworn)", None, widest=SEASON),
    _l("talks", forms("meet confer sit+down negotiate"), _SIDES),
    _l("talks", forms("hold open meet convene bring+together gather take+place") + r"|closed|ended", r"conference|seminar|workshop|gathering|assembly|congress|reunion|symposium|panel|round table|consultations?"),
    _l("identification", rf"(?:{forms('put give')}) (?:a )?names? (?:back )?to|(?:{forms('give')}) (?:\w+ ){{0,6}}(?:his|her|their) names? back|given (?:back )?(?:his|her|their) names?", None, widest=_YEAR),
    _l("identification", r"match(?:ed|es|ing)?|identif\w+|recogni[sz]ed|compared", r"molars?|bridgework|fillings|dentures?|crowns?|dental|X-rays?|clavicles?|vertebrae?|collarbones?|jaws?|tattoo|watch|wristwatch|handwriting|fingerprints?|profile", widest=_YEAR),
    _l("identification", forms("identify name match recognise recognize account+for"), r"remains|bod(?:y|ies)|bones?|men|soldiers?|airm[ae]n|sailors?|crew|victims?|tooth|teeth|skulls?|unknowns?|sets?|sample|fragments?|lab|laboratory|Sgt|Pvt|Pfc|Cpl|Lt|Capt", widest=_YEAR),
    _l("excavation", r"(?:came|come|comes|brought|hauled|winched|fished|hoisted|lifted|dragged) (?:up )?(?:out of|from|to) (?:the )?(?:sea|water|Atlantic|Pacific|lake|river|mud|deep|depths|seabed|surface|ground|pit|well|shaft|wreck)|surfaced|resurfaced|(?:was|were) (?:breached|broken open|bored|trenched|cored)|broke (?:ground|through)|first sod|(?:test|trial) (?:pits?|trench(?:es)?|holes?)|listening for|swept the|topsoil", None, widest=SEASON),
    _l("excavation", rf"{forms('carry+out conduct undertake mount complete run')}|got going|got under ?way|gets under ?way|got started", r"missions?|surveys?|digs?|expeditions?|search(?:es)?|investigations?|excavations?|exhumations?|work|soundings", widest=_YEAR),
    _l("excavation", r"dug|dig|digs|digging|excavat(?:es?|ed|ing)|exhum(?:es?|ed|ing)|(?:trial )?trench(?:es)? (?:was|were) (?:opened|cut)", None, widest=_YEAR),
    _l("excavation", rf"(?:{forms('pull lift dig recover find raise bring fish drag')}|taken) (?:\w+ ){{0,3}}?(?:up|out of|from|in|under|below|beneath|to light|ashore)|(?:came|come|comes) (?:to light|up|to hand)", _FOUND + r"|bod(?:y|ies)|corpses?|discs?|disks?|one|two|three|several", widest=_YEAR),
    _l("disinterment", r"(?:lifted|raised|taken|took|removed|carried|moved)\b[^.;,]{0,30}(?:out of|from) (?:his|her|its|their|the) (?:\w+ )?(?:basilica|mausoleum|vaults?|tombs?|crypt|graves?|niches?|mass graves?)", None, widest=SEASON),
    _l("disinterment", rf"(?:was|were|been|is|are|be) (?:raised|opened|lifted|taken up|exhumed|dug up|disinterred)|(?:{forms('raise open lift exhume')})", r"lids?|X-\d+|unknowns?|caskets?|coffins?|graves?|Punchbowl|cemetery|tombs?", widest=_YEAR),
    _l("hand_over", rf"(?:{forms('collect receive accept bring hand turn+over give give+back send+back return deliver pass carry surrender release repatriate transfer fetch take+home take+delivery')})", _BODIES, widest=_YEARS),
    _l("hand_over", rf"(?:{_BODIES}|of them|more|they|\d+)\b(?: that| which| who|, (?:the )?[^.;,]{{3,40}},)?(?: \w+){{0,4}}? (?:{forms('come go fly leave arrive land cross reach travel')})|(?:{forms('come go fly leave arrive land')}) [^.;,]{{0,40}}with [^.;,]{{0,20}}(?:{_BODIES})", rf"{_BODIES}|soldiers|men|dead", widest=_YEARS),
    _l("hand_over", r"(?:handed|released|given|delivered|returned|restored) (?:back )?to (?:their|the|his|her|its) (?:own )?(?:relatives|famil(?:y|ies)|next of kin|parents|widows?|kin|homeland|home country)", None, widest=_YEARS),
    _l("hand_over", r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|previous|latest|earlier|such|another|single|largest|further|final|unilateral|joint) (?:transfers?|turn-?overs?|hand-?overs?|repatriations?|exchanges?|returns?|deliver(?:y|ies)|consignments?|shipments?|batch(?:es)?|homecomings?)|(?:turn-?overs?|hand-?overs?|handings? over|repatriations?|homecomings?)(?! (?:deal|talks|agreement|plan))|(?:transfers?|exchanges?|returns?|arrivals?|deliver(?:y|ies)|releases?|swaps?) (?=(?:of|on|in)\b)", None, widest=_YEARS),
    _l("hand_over", r"(?:is|are|was|were) (?:expected|due|awaited|to arrive|to land) (?:back )?(?:in|at|home)|(?:docked|tied up|landed|arrived|put in) (?:here |there )?(?:in |at )?[^.;,]{0,40}with (?:an?other |a further |the |some )?", rf"{_BODIES}|\d+|dozen|twenty-\w+|thirty", widest=MONTH),
    _l("logistics", rf"docked|berthed|tied up|put in at|made port|dropped anchor|(?:{forms('take move drive carry truck ship fly transport transfer convey')}) (?:(?:on|back|away|down|up|over|out|there|away) )?(?:(?:the|\d+|\w+) (?:\w+ )?(?:bodies|boxes|coffins|caskets|cases|remains|sets) )?(?:across|over|by (?:lorry|truck|road|air|sea|ship|rail|train|helicopter|plane|ambulance|barge|boat)|to|from|into|onto|aboard|out of|in)|(?:is|are|was|were) due (?:at|in)|arrives?|(?:goes|go|went|gone) (?:on )?(?:by \w+ )?to|leaves? for|left (?:[A-Z]\w+ )?for|left (?:the )?(?:grounds|cemetery|base|airport|site|laboratory|island|port|pier|building|[A-Z]\w+)", rf"{_BODIES}|transfer cases?|wreckage|equipment|samples|specimens|swabs|ship|vessel|transport", widest=MONTH),
    _l("visit", r"visited|toured|inspected|paid (?:a|an|her|his|their) (?:\w+ )?(?:call|visit)|courtesy call|laid (?:a )?wreaths?|call(?:ed)? on the (?:[\w-]+ ){0,3}(?:[\w-]*[Mm]inist\w+|[Ee]mbassy|governor|mayor|president)|trip", None, widest=SEASON),
    _l("visit", r"trip|journey|tour|flies to|travels to|leaves for|been to|went (?:back )?to|travel\w+ (?:back )?to|returned to|flew (?:in|to|out to)|came home from|visited|surveyed|reached", r"[A-Z][a-z]+|site|wreck|village|crash|battlefield|island|camp", widest=_YEAR, personal=True),
    _l("visit", r"(?:came|went|arriv\w+|landed|flew|travel\w+|journeyed|touched down|return\w*) (?:to|in|at|from) (?:Pyongyang|Washington|Seoul|North Korea|South Korea|Beijing|Hanoi|Panmunjom|New York|Moscow|Vientiane|Phnom Penh|Geneva)", r"envoys?|delegation|team|secretary|Secretary|general|Gen|official|officials|governor|Gov|Pompeo|Richardson|president|President|minister|group|director|ambassador"),
    _l("visit", r"(?:rang|ring|rings|ringing) (?:the|a|at the) (?:door)?bell|(?:knock|knocks|knocked) (?:on|at) (?:the|his|her|my|our|their|a) (?:front )?door|(?:came|comes|come) to (?:the|his|her|my|our|their) (?:front )?(?:door|house|porch|home|farm|kitchen)|(?:stood|stands) (?:on|at) (?:the|his|her|my|our|their) (?:porch|door|doorstep)|(?:sat|sits) (?:down )?(?:in|at) (?:his|her|my|our|their) (?:kitchen|living room|sitting room|parlou?r)", None),
    _l("visit", forms("spend stay") + r"|spent", r"(?:days?|weeks?|nights?|hours?|month|fortnight) (?:in|at|on) (?:the )?[A-Z]\w+", widest=SEASON),
    _l("visit", r"(?:[Ii]|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|who) (?:had |have |has )?(?:went|gone|came|flew|flown|travell?ed|drove|driven|walked|got) (?:back|there|out there|down there|up there)|returned(?= (?:last|in|on|there|to)\b)|(?:'d|'ll|will|would|is to|are to|due to) (?:\w+ )?(?:come|visit|be back|fly in|arrive|call in)", None, widest=SEASON, personal=True),
    _l("visit", r"(?:was|were|been) (?:let|allowed|shown|taken|admitted) (?:in|into|round|over|through|down|onto|to see)|got to see|flew in|sat in (?:an? |the |his |her |their )?(?:\w+ )?(?:kitchen|living room|parlou?r|front room|sitting room)", None, widest=SEASON),
    _l("visit", r"(?:left|leaves?|leaving|set (?:out|off)|sets (?:out|off)|sailed|bound) for|(?:was|were|is|are|be|came|come) back|goes on|packing|crossed into|got (?:back|home)", r"group|party|relatives|delegation|team|mission|visitors|pilgrims|families|widows|envoys?|journalists|experts", widest=SEASON),
    _l("visit", r"took (?:the|a|an) (?:\w+ )?(?:ferry|train|bus|plane|boat|flight|car|ship) (?:\w+ )?to", None, widest=SEASON),
    _l("loss", r"dropped off (?:the )?(?:screens?|radar)|vanished from (?:the )?(?:screens?|radar)|never made it (?:back|home)|failed to rejoin|(?:swept|washed|lost|blown) overboard|(?:blown|cut|broken|split|broke) in (?:two|half)|taken (?:prisoner|alive)|marched (?:off|away|north)|cut down|gunned down|went to the bottom|starved to death|froze to death|succumbed|fell (?:at|near|in the fighting)|(?:was|were) seen (?:once more|for the last time)|last (?:glimpsed|spotted|sighted)|(?:was|were) mown down|lost (?:his|their) li(?:fe|ves)", None, wartime=True, widest=SEASON),
    _l("loss", r"dropped off (?:the )?(?:screens?|radar)|vanished from (?:the )?(?:screens?|radar)|went to the bottom|turned turtle|lost with", r"[Ff]light|plane|airliner|aircraft|ferry|ship|boat|trawler|submarine|helicopter"),
    _l("disaster", r"(?:burst|broke|overflowed) (?:its|their) banks?|rose (?:on|in|at|during|by|overnight|to)|broke away|gave way|slid away|poured (?:into|through|down)", r"water|waters|river|stream|creek|dam|dyke|levee|edge|bank|cliff|quarry|slope|hillside|mud|sea"),
    _l("disaster", r"levell?ed|engulfed|wiped out|tore through|ripped through|gutted|razed|submerged|inundated|crushed|toppled", r"quake|earthquake|wave|flood|fire|blaze|storm|cyclone|tornado|slide|mud|town|village|block|tower|school|hospital|valley"),
    _l("loss", r"splashed down|came to grief|belly-landed|flew into|hit the (?:sea|water|ground|hill|ridge|trees)|dived into|dove into|spun in|ditched in|force-landed|crash-landed", None, wartime=True, widest=SEASON),
    _l("testimony", r"(?:was|were|been) (?:\w+ )?(?:questioned|debriefed|interrogated|deposed)|gave (?:a |his |her )?(?:deposition|affidavit)", None, widest=SEASON),
    _l("visit", r"(?:drove|drives|came|walked|rode|pulled|hiked|trekked) (?:up|out|in|over) (?:to|the|outside|at|from)|called at (?:the|his|her|their)", None, widest=SEASON),
    _l("visit", rf"(?:{forms('fly travel go come return journey')}) (?:\w+ )?to (?:the )?[A-Z]\w+", r"delegation|group|team|envoys?|party|mission|relatives|officials?|congress(?:man|woman|men)|governor|senator|minister|ambassador|president|secretary|he|she|they|I|we", widest=SEASON),
    _l("publication", forms("print publish appear come+out bring+out issue release post circulate carry reveal declassify file table reprint serialise serialize update revise hand+in submit give+out read+out hand+out put+up mail launch"), rf"(?:{_PAPER})s?|histor(?:y|ies)|books?|proceedings|memoirs?|bulletins?|editions?|catalogues?|results|papers|reports|plans|diar(?:y|ies)|accounts?|pamphlets?|databases?|minutes|names", widest=_YEAR),
    _l("publication", r"(?:newspaper|paper|daily|weekly|tabloid|magazine|journal|website|broadcaster)s? (?:\w+ ){0,2}(?:wrote|reported|claimed|ran|printed|carried|published)|(?:is|are|be|comes|came) out|(?:memorandum|memo|order|directive|decree|circular|instruction|resolution|judgment|ruling|report) (?:of|dated) (?=last|\d|[A-Z]\w+ \d)", rf"(?:{_PAPER})s?|histor(?:y|ies)|books?|memoirs?|newspapers?|daily|weekly|magazine|memorandum|memo|order|directive|decree|circular|resolution|judgment|ruling|novel|album|film", widest=SEASON),
    _l("letter", forms("send write post receive reach arrive come go+out deliver convey transmit hand submit date answer reply dispatch forward sign read address get"), r"letters?|telegrams?|cables?|notes? verbales?|notes?|messages?|fax(?:es)?|e-?mails?|postcards?|petitions?|written (?:request|appeal|question|reply|answer)s?|proposal|requests?|applications?|communications?|opinions?|clearance|advice|invitations?|tips?|tip-offs?|information|aide-m[ée]moire", widest=_YEAR),
    _l("letter", r"(?:letter|reply|telegram|cable|note|fax|wire|message|e-?mail|postcard|memo|request|petition|appeal) (?:of|dated|on) (?=\d|[A-Z]|last)|(?:by|in) (?:wire|fax|e-?mail|letter|post|mail|writing|cable|telegram)\b", None, widest=SEASON),
    _l("letter", r"(?:write|writes|wrote|written|writing) (?:back |again |home )?to|(?:write|writes|wrote) (?=that|[A-Z])", None),
    _l("agreement", r"agreed (?:up)?on|agreed (?:in principle|in writing|orally)|(?:had |have |has )?agreed (?=in (?:January|February|March|April|May|June|July|August|September|October|November|December|\d)|on \d|last|a (?:week|month|year))", None, widest=SEASON),
    _l("agreement", r"shook (?:hands )?on|sign(?:s|ed) off on|g[ai]ves? (?:its|their|his|her|the) (?:consent|approval|permission|go-ahead|blessing|green light|assent)|granted (?:\w+ )?(?:access|permission|a permit|permits|leave)|put (?:its|their|his|her) names? (?:to|under|on)|put their names|signed into law", None, widest=SEASON),
    _l("agreement", rf"(?:{forms('sign reach strike conclude initial ratify enter+into seal adopt renew extend')})|of (?=\d|[A-Z][a-z]+ \d)|enter(?:s|ed)? into force", r"deals?|agreements?|accords?|understanding|compromise|arrangements?|protocols?|pacts?|memorand(?:um|a)|treat(?:y|ies)|conventions?|contracts?|acts?|laws?|bills?|orders?", widest=SEASON),
    _l("cancelled", r"(?:was|were|is|are|been|be|being|gets?|got) (?:\w+ly )?(?:cancell?ed|scratched|thrown away|written off|vetoed|ruled out|struck (?:off|from)|called off|scrapped|axed|washed out|rained off|struck off the list|abandoned)|(?:had|has|have) not (?:come off|come about|gone ahead|taken place|happened|materiali[sz]ed)|(?:is|are|was|were) not (?:held|opened|kept|resumed)|(?:did|does|do) not (?:take place|happen|go ahead|come about|materiali[sz]e)|(?:didn't|doesn't|never) (?:take place|took place|happen(?:ed)?|went ahead|go ahead|come about|came about|materiali[sz]ed?)|(?:fell|falls) through|(?:came|comes) to nothing", None),
    _l("cancelled", rf"(?:{forms('drop abandon shelve scrap cancel call+off give+up bury withdraw')})", r"plans?|proposals?|projects?|idea|scheme|panel|session|event|tour|trip|visit|ceremony|service|meeting|talks|briefing|round|flight|permit|expedition|mission|search|dig|survey|excavation|exhumation", widest=SEASON),
    _l("cancelled", r"(?:begged|cried|called) off|sent (?:his|her|their|its) (?:regrets|excuses|apologies)|bowed out|(?:is|are|was|were) (?:no longer (?:needed|planned|wanted|on)|off (?:the table|again)?(?=[.,;]))|dropped out", None),
    _l("cancelled", r"(?:was|were) (?:supposed|meant|going) to (?:be|happen|take place|meet|open|begin|start|come|go|leave|land|fly|sail|last)", None),
    _l("rescheduled", rf"(?:{forms('move put bring shift push')}) (?:it |them |that |this |the \w+ )?(?:forward|back|up|on|ahead) (?:to|from|by|a|one|two)|(?:moved|shifted) (?:from|to) (?:the )?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)|(?:put|set) (?:back|forward) (?:to|until)", None, widest=SEASON),
    _l("scheduled_meeting", r"(?:'ll|will|shall|would|is to|are to|to) (?:\w+ )?(?:meet|sit|convene|gather|reconvene|talk)|(?:meetings?|hearing|sessions?|briefings?|calls?(?=:)|talks|round|conference|inquest|assembly|reunion|seminar|round table|congress|consultations?|AGM|dinner|march|rally|demonstration|vigil|screening|lecture|workshop|symposium|open day|anniversary service)", None, widest=SEASON),
    _l("planned_operation", r"expect(?:s|ed|ing)?|envisag(?:es|ed)|foresee[sn]?|foreseen|scheduled|planned|plans?|set|due|earmarked|pencilled in|slated|next|first|second|third|fourth|fifth|another|new|(?:will|'ll|shall|would|is to|are to|to) (?:\w+ )?(?:begin|start|open|resume|restart|continue|go on|last|return|run)", r"operations?|search(?:es)?|digs?|digging|missions?|excavat\w+|field ?work|recover(?:y|ies)|exhum\w+|disinter\w*|teams?|survey\w*|work|phases?|projects?|collections?|samples|sampling|pilot|trials?|tests?|ships?|vessels?|divers|barge|crane|sites?|graves?|expeditions?|campaigns?|trench(?:es)?", widest=SEASON, apart=40),
    _l("planned_operation", r"(?:will|'ll|shall|would|is to|are to|due to|set to|expected to|hopes? to|plans? to) (?:\w+ )?(?:reach|arrive|deploy|go (?:in|out|back|up|down)|fly (?:in|out)|move in|be back|look|survey|map|scan|probe|sweep|drain|dive|open|raise|lift|exhume|dig)|(?:the )?(?:work|dig|search|excavations?|exhumations?) (?:may|can|will|is to) (?:go on|continue|resume|begin)|[Ii]t will, from", r"parties|party|teams?|surveyors|diggers|divers|crews?|archaeologists|site|graves?|wreck|work|dig|search|field|spot|lake|pit|mine|shaft", widest=SEASON),
    _l("operation_suspended", forms("suspend freeze pause interrupt put+on+hold"), r"phases?|planning|projects?|contacts?|burials?|identifications?|exhumations?|excavations?|digs?|search(?:es)?|work|operations?|missions?|program(?:me)?s?|field ?work|transfers?|exchanges?", widest=_YEAR),
    _l("operation_suspended", r"(?:bricked|boarded|walled|sealed|closed|roped|shut) (?:up|off)(?: again)?|back-?filled|covered (?:over|up) again|locked up", r"shaft|pit|mine|site|grave|trench|well|dig|tunnel|cave|entrance", widest=_YEAR),
    _l("operation_halted", r"(?:had|have|has|ordered|got) (?:it|them|the \w+) (?:shut|closed|stopped|halted|suspended)|last (?:of )?(?:the )?[^.;,]{0,40}(?:left|pulled out|went home|flew home|packed up)|had to (?:come|pull|get|move|turn) (?:out|back|away)|(?:was|were) (?:shut|closed) (?:down|again|until|for|on|by|in)", r"mound|grave|pit|site|dig|teams?|platoons?|divers|crews?|searchers|soldiers|searches|mine|field|trench|excavation|work", widest=_YEAR),
    _l("operation_halted", r"(?:brought|called|took|pulled|ordered|flew) (?:its|their|our|the|his|her) (?:\w+ )?(?:people|teams?|men|staff|crews?|searchers|diggers|experts|personnel) (?:home|back|out)|thrown away|written off|came to an end", None, widest=_YEAR),
    _l("operation_suspended", r"(?:at a|to a) (?:standstill|halt)|ground to a halt|on ice|stood idle|idle since|interrupted by", None, widest=_YEAR),
    _l("operation_suspended", r"[Nn]o (?=(?:more |further )?(?:digging|diving|searching|excavation|search|flights?)\b)|no work", None, widest=MONTH),
    _l("operation_halted", forms("halt stop break+off call+off cease abandon close shut+down wind+up pull+out withdraw recall interrupt") + r"|g[ai]ves? up (?!the (?:remains|bod|dead|bones))|gave up (?!the (?:remains|bod|dead|bones))|ended|ends|at an end|came to an end|over for good", r"phases?|planning|projects?|contacts?|burials?|identifications?|exhumations?|excavations?|digs?|search(?:es)?|work|operations?|missions?|program(?:me)?s?|field ?work|teams?|searchers|diggers|transfers?|cooperation", widest=_YEAR),
    _l("loss", r"(?:seized|boarded|sunk|rammed|shelled|strafed|bombed|mined|scuttled)|direct hit|took (?:a|two|three) hits?|(?:last|final) (?:radio )?(?:message|contact|signal|transmission|position|sighting)|lost (?:contact|touch|radio)|(?:did not|didn't) make it|with all hands|(?:was|were) (?:never )?accounted for among", rf"{_FLYING}|ship|vessel|crew|Pueblo|Dakota|Catalina|Sherman|column|men", wartime=True),
    _l("disaster", r"(?:mine|bomb|shell|grenade|charge|device) (?:went off|exploded|blew up)|blew up|came down on|gave way|was swept away|were swept away", None),
    _l("excavation", r"(?:probe[sd]?|probing|sound(?:ed|ing)|comb(?:ed|ing)|scour(?:ed|ing)|fenced off|sealed off|marked out|staked out)", rf"{_DUG}|field|meadow|forest|ridge|hill|slope|lake|sector|area", widest=_YEAR),
    _l("planned_operation", r"will (?:the |its |their |our )?(?:\w+ )?(?:teams?|diggers|divers|crews?|searchers|work|search|excavation)|(?:back|out|up|down) (?:there|again|in the field) (?:in|on|next|this)", r"teams?|diggers|divers|crews?|searchers|work|search|excavation|field", widest=SEASON),
    _l("scheduled_meeting", r"takes? (?:up )?(?:the|this|that|its|it)\b[^.;,]{0,30}\bup|takes? up|considers|examines|debates|votes|rules|hears|opens", r"committee|subcommittee|council|court|parliament|assembly|panel|board|tribunal|congress|senate|house|commission"),
    _l("scheduled_meeting", r"(?:dine|lunch|meet|confer|convene|assemble|gather|sit down|march|rally|demonstrate|protest|reconvene|sits?|meets|convenes|gathers)", None),
    _l("loss", r"(?:left|took off from|launched from|sailed from|put out from|set out from|lifted off from) (?:the |their |his |its )?(?:carrier|base|field|airfield|ship|harbou?r|port|deck|lines?|[A-Z]\w+)|(?:was|were) (?:carried|posted|listed|reported|declared|written off) as (?:missing|dead|lost|killed)", None, wartime=True),
    _l("no_show", r"(?:do(?:es)? not|don't|doesn't|fails? to) (?:appear|come|show(?: up)?|attend|arrive|turn up)(?! to)|(?:stays?|stayed) away|sends? (?:no one|nobody)|no one (?:comes|came)|wait(?:s|ed)? in vain", None),
    _l("testimony", rf"(?:{forms('tell show describe+to give')}) (?:an? |the |our |one of the )?(?:\w+ )?(?:team|investigators?|interviewers?|researchers|recovery team|search team|commission|committee|inquiry|panel|coroner|tribunal|court)|gave (?:evidence|a statement)", None, widest=SEASON),
    _l("statement", r"(?:was|were) (?:turned down|refused|rejected|rebuffed|denied|waved away|ignored)", None, widest=SEASON),
    _l("statement", r"(?:came|arrived|followed|fell|was (?:given|handed down|read))", r"ruling|verdict|decision|permission|go-ahead|answer|judgment|announcement|denial|apology|refusal", widest=SEASON),
    _l("statement", r"took (?:that|it|this|the \w+) back|backtracked|climbed down|changed (?:its|his|her|their) mind|said (?:yes|no)\b|ruled (?:that|against|for|in favou?r)|decided (?:that|against|to)|ordered (?:that|the|an?)\b", None, widest=SEASON),
    _l("statement", r"raised (?:the|this|his|her|their|its) (?:\w+ )?(?:matter|question|issue|case|subject|point)|(?:offer|propos|suggest)(?:e?s|e?d) (?=\d|[A-Z]\w+ \d)", None, widest=SEASON),
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
