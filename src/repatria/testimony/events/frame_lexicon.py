"""Words by what they mean for events: verbs in every form, nouns in both numbers, beginnings and set phrases.

A class holds what may stand for one another in the telling of an event; `event_frames.py` says which classes together tell
which kind. Within a phrase ("lay+down+tools") its first word may take any form and the others follow within a few words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """A class of words: verbs and phrases led by a verb, nouns and phrases led by one, beginnings of words."""

    name: str
    verbs: str = ""
    nouns: str = ""
    stems: str = ""


MEANINGS = (
    # What is done with the dead and what was theirs.
    Meaning("give", "give hand pass present deliver surrender cede restore release relinquish yield transfer entrust consign return bequeath hand+over turn+over give+up give+back hand+back send+back give+over bring+home send+home bring+back part+with place+in+hands put+into+hands", "delivery return transfer release consignment restitution"),
    Meaning("receive", "receive accept collect get take claim retrieve fetch obtain acquire secure sign+for take+custody take+possession take+delivery", "receipt custody"),
    Meaning("exchange", "exchange swap trade barter", "exchange swap"),
    Meaning("hand_over", "repatriate", "hand-over handover turnover homecoming home-coming hand-back", "repatriat"),
    Meaning("arrive", "arrive land come reach dock return go+back go+home cross touch+down pull+in roll+in put+in berth moor disembark", "arrival landing"),
    Meaning("home", "", "home homeland fatherland motherland soil"),
    Meaning("carry", "fly carry ship truck transport bring send move haul ferry drive convoy airlift load unload sail wheel tow trundle deploy dispatch freight roll convey cart lug bear drop+off set+down go+up leave depart lift+off take+off", "transport transfer shipment delivery flight haul journey"),
    Meaning("bury", "bury inter rebury cremate memorial+service entomb inurn lay+to+rest lay+rest put+to+rest go+to+rest come+to+rest", "burial funeral interment inhumation committal inurnment reburial graveside requiem cortege obsequies", "buried interr"),
    Meaning("lay", "lay lower put place commit consign receive give set carry return sink"),
    Meaning("grave", "", "grave tomb crypt vault plot cemetery churchyard graveyard ossuary mausoleum headstone gravestone gravesite sepulchre columbarium necropolis earth"),
    Meaning("ground", "", "ground earth soil grave tomb crypt vault plot cemetery churchyard graveyard ossuary beside rest", "consecrat"),
    Meaning("remains", "", "remains body bone skeleton skull coffin casket urn ash box case crate mummy corpse femur rib jaw jawbone shroud hearse dead fallen bier catafalque sarcophagus teeth tooth fragment pouch"),
    Meaning("sets", "", "set others them group batch rest file head box case crate container ancestor hussar soldier airman sailor marine men prisoner captive brother son father husband uncle grandfather comrade victim"),
    Meaning("belongings", "", "belonging ring watch wristwatch tag wallet diary rosary medal helmet rifle button bell flag locket cross archive file register album map record list ledger"),
    Meaning("kin", "", "family relative kin widow wife husband son daughter sister brother mother father nephew niece cousin grandson granddaughter grandchild parent uncle aunt orphan next-of-kin descendant veteran"),
    Meaning("coffin", "", "coffin casket tomb vault crypt unknown headstone lid sarcophagus"),
    Meaning("unknowns", "", "Punchbowl", "unknowns"),
    Meaning("disinter", "disinter exhume", "disinterment exhumation", "disinterr exhum"),
    Meaning("open", "open lift raise prise unseal remove hoist dig+up take+up take+out give+up yield dig bring+up"),
    # Digging, searching, finding.
    Meaning("dig", "dig excavate exhume unearth trowel sift sieve trench dredge shovel spade drill bulldoze drain pump scrape break+ground bite+into peel+back work+through", "dig digging excavation exhumation trowel spade shovel backhoe excavator bulldozer digger sieve cofferdam trenching groundwork mattock pickaxe", "excavat exhum archaeolog"),
    Meaning("search", "search survey comb scour sweep probe trawl scan prospect dive quarter drag sound plumb fence+off walk+over", "search survey sonar diver dive diving magnetometer detector georadar sweep echo-sounder frogman submersible drone probe prospecting hunt searcher", "geophys detectorist"),
    Meaning("site", "", "site field pit quarry well mound hillside ravine landfill riverbed seabed wreck crater bog lagoon trench meadow wood forest ridge slope marsh swamp dune cave shaft mine orchard plough-land clearing dump ditch grave lake loch fjord river reef beach peat silt mud garden yard paddock bunker foxhole shelf"),
    Meaning("clear", "clear empty open sound stake+out fence+off broach strip"),
    Meaning("find", "find discover uncover locate unearth recover retrieve spot sight surface emerge salvage turn+up come+upon come+across come+to+light stumble+on bring+up bring+to+surface plough+up pull+from pull+out raise lift winch hoist fish+out wash+ashore snag", "find discovery recovery"),
    Meaning("wreckage", "", "wreck wreckage hull fuselage propeller engine wing cockpit tail keel turret tunic boot button helmet parachute dog-tag cartridge buckle canteen bunker foxhole torso plane bomber"),
    # Naming.
    Meaning("identify", "identify account+for put+name give+name give+names match", "identification identity match", "identif"),
    Meaning("name", "name match confirm recognise recognize establish prove pin+down tell attribute", "name match"),
    Meaning("laboratory", "", "laboratory lab DNA isotope saliva swab sample clavicle dental tooth teeth chart odontologist pathologist anthropologist geneticist examiner mitochondrial X-ray radiograph genome profile", "forensic anthropolog odontolog genetic isotop mitochond"),
    Meaning("close", "close settle resolve solve end"),
    Meaning("case", "", "case file mystery riddle question"),
    # Ceremonies.
    Meaning("ceremony", "memorial+service unveil dedicate consecrate inaugurate commemorate parade salute rededicate", "ceremony wreath vigil unveiling commemoration dedication parade salute anthem bugle bugler cordon homecoming flag-draped remembrance observance procession volley fly-past flypast flyover inauguration", "ceremon commemorat inaugurat"),
    Meaning("clergy", "", "bishop priest rabbi imam chaplain pastor archbishop patriarch monk monks mass psalm chapel church cathedral mosque hymn prayer taps bugle service pallbearer mourner undertaker archimandrite cantor vicar hussar volley"),
    Meaning("honour", "honour honor bless pray", "honour honor guard silence band tarmac flag salute candle hymn prayer minister president king queen"),
    Meaning("erect", "erect go+up put+up set+up lay affix place install mount carve"),
    Meaning("monument", "", "monument memorial plaque stone cenotaph obelisk tablet cairn statue wall cross foundation"),
    # Moving what is needed.
    Meaning("vehicle", "", "truck lorry plane train ship flight frigate aircraft helicopter C-17 C-130 Hercules Globemaster Antonov barge convoy trailer reefer van bus ferry vessel freighter tender wagon boat jet transport freight"),
    Meaning("equipment", "", "equipment coffin casket crate supplies tent generator radar excavator pump fuel sonar bell tool bag case flag body-bag container cofferdam gear kit pallet lumber sandbag chamber drill rations transfer-case", "suppl"),
    Meaning("cargo", "", "convoy airlift cargo freight hangar depot consignment shipment manifest payload"),
    # Meeting and agreeing.
    Meaning("talk", "talk negotiate confer consult parley discuss haggle bargain wrangle deliberate hold+talks hammer+out", "talks negotiation consultation parley round-table roundtable discussion dialogue", "negotiat consult"),
    Meaning("meet", "meet sit sit+down dine lunch convene gather assemble face receive shake+hands walk+along stroll welcome huddle spend+hours talk see share+dinner share+table speak+with come+together reconvene", "meeting session handshake table round"),
    Meaning("official", "", "side commission group official officer colonel general admiral minister ambassador diplomat envoy delegate delegation negotiator counsellor counselor attaché counterpart colleague secretary commissioner deputy spokesman spokeswoman spokesperson ministry consul chargé senator congressman congresswoman governor mayor director chief brigadier major captain commander emissary legate delegations sides governments", "undersecretar"),
    Meaning("leader", "", "president chairman premier chancellor leader king queen emir prime-minister presidents leaders premiers sultan taoiseach"),
    Meaning("summit", "", "summit"),
    Meaning("agree", "shake+on agree consent ratify conclude pledge undertake", "agreement accord treaty pact protocol memorandum compact covenant deal understanding settlement modus", "agreement"),
    Meaning("sign", "give+leave give+permission give+access sign initial seal conclude adopt approve endorse resolve ratify authorize authorise grant exchange shake+on strike reach clinch vote ink enact countersign", "signature signing resolution consent assent permission permit licence license approval"),
    Meaning("accord", "", "agreement accord treaty pact protocol memorandum deal understanding text document terms clause charter declaration communiqué communique convention unit commission licence permit plan paper page sentence arrangement act law bill statute"),
    # Journeys.
    Meaning("visit", "visit tour call+on drop+in look+in knock+door ring+bell ring+doorbell inspect", "visit visitor tour pilgrimage trip guest stopover stay"),
    Meaning("travel", "go fly travel drive walk journey arrive land leave return sail cross come set+out set+foot", "flight journey invitation trip"),
    Meaning("stay", "spend stay arrive land lodge touch+down", "invitation guest visitor ll+be will+be"),
    Meaning("traveller", "", "he she we group party delegation team minister senator congressman envoy relatives families pope president secretary governor ambassador king his i holiness premier mother veteran student chancellor widow", ""),
    # Words and papers.
    Meaning("telephone", "telephone phone ring dial call+again call+came call+hotline", "conference+call telephone phone handset receiver voicemail switchboard phone-call", "telephon"),
    Meaning("line", "", "hotline hot-line line channel circuit phone link cable"),
    Meaning("cut", "cut sever disconnect unplug silence pull+plug go+dead go+silent go+unanswered fall+silent rip+out shut+off switch+off hang+up block stop+answering stop+picking+up", "plug dead silent mute unanswered"),
    Meaning("restore", "restore reopen reconnect resume revive repair reactivate go+live ring+again", "again restoration"),
    Meaning("letter", "", "wire letter telegram cable envelope postcard fax petition note reply missive epistle message memo e-mail email dispatch", ""),
    Meaning("write", "write", "writing"),
    Meaning("post", "send post receive deliver mail dispatch arrive reach go come get answer reply place hand pen address reply telegraph wire", "courier"),
    Meaning("publish", "break+story publish print serialize serialise declassify broadcast air upload tweet reprint", "publication bookshop broadcast website bulletin gazette newsstand podcast documentary", "publish declassif"),
    Meaning("release", "release issue post appear run carry bring+out put+out come+out make+public launch circulate distribute unveil print place open leak go+online go+on+sale hit+shelves is+out"),
    Meaning("document", "", "report proceedings list book study findings paper photograph document edition names figures roster file archive text article story memoir issue register map map transcript volume dossier database catalogue statement catalog film footage diary ledger atlas map"),
    Meaning("statement", "announce declare proclaim denounce accuse apologize apologise vow pledge insist warn deny condemn assert protest boast demand urge promise offer propose suggest request invite", "announcement statement declaration apology accusation denial communiqué communique spokesman spokeswoman interview broadcast warning pledge briefing tweet rebuke", "announc"),
    Meaning("say", "say tell state claim admit acknowledge concede confirm reveal disclose inform assure order rule repeat complain speak take+to argue maintain brief rebuff reject refuse turn+down"),
    Meaning("medium", "", "television radio facebook twitter interview press reporter journalist podcast speech address rally crowd conference bureau agency newspaper anchor microphone"),
    Meaning("testify", "testify depose cross-examine", "testimony evidence hearing inquest oath witness deposition affidavit cross-examination subcommittee", "testif"),
    Meaning("forum", "", "senate parliament congress commons lords committee subcommittee inquiry tribunal court commission coroner panel chamber bundestag duma knesset assembly judge jury bench dáil diet mps"),
    Meaning("heard", "tell hear recount describe testify question examine swear depose appear give+evidence walk+through answer relate recall concede remember forget admit debate say inform brief read+out", "evidence account"),
    Meaning("joint", "", "joint jointly together side+by+side mixed combined alongside bilateral"),
    # What stops, waits and falls away.
    Meaning("stop", "stop halt end cease abandon terminate discontinue shut close withdraw evacuate recall give+up call+off break+off pull+out wind+up wind+down pack+up lay+down+tools down+tools stand+down send+home go+home scale+back lapse expire run+out order+out pull+off call+day quit walk+away walk+out", "no+more no+further halt end cessation withdrawal closure"),
    Meaning("pause", "suspend pause freeze interrupt stall hold+up put+on+hold put+on+ice mothball shelve stand+still lay+down+tools force+to forbid padlock lock fence bar ban cordon+off", "suspension standstill pause hold freeze off-limits moratorium idle cordon", "suspen"),
    Meaning("none", "", "no nobody none neither"),
    Meaning("work", "", "search dig digging excavation exhumation operation mission work recovery dive diving survey fieldwork mission expedition programme program team diver digger searcher crew effort activity personnel staff people phase pilot study field-work groundwork cooperation joint-work cooperation flight season drilling teams tools"),
    Meaning("cancel", "cancel scrap scrub axe abort drop withdraw call+off shelve fall+through come+to+nothing scratch strike+off rain+off fall+victim wash+out", "cancellation off"),
    Meaning("delay", "postpone defer delay adjourn put+off push+back put+back hold+over slip slide wait remand stay", "postponement delay adjournment deferral", "postpon"),
    Meaning("rearrange", "reschedule rearrange re-arrange bring+forward move+to move+from move+up put+forward", "rescheduling instead"),
    Meaning("held", "hold take+place come+about happen go+ahead occur come+off"),
    Meaning("unfulfilled", "", "should+have+been was+to+have were+to+have was+supposed+to were+supposed+to was+meant+to were+meant+to"),
    Meaning("arranged", "", "assembly gathering start submissions committal march round phase launch ground-breaking groundbreaking wreath-laying meeting talks visit trip ceremony concert lecture hearing session sitting burial funeral service memorial exhibition reunion conference flight handover hand-over round inquest trial vigil briefing consultations zoom call survey dig excavation exhumation transfer exchange tour summit exercise opening launch vote plan"),
    Meaning("attend", "come appear show+up turn+up attend reach arrive show land materialise materialize keep+appointment make+it send"),
    Meaning("absent", "boycott snub", "no-show absence absent boycott"),
    Meaning("empty", "", "empty vacant unoccupied vain"),
    Meaning("chair", "", "chair table seat room place side"),
    Meaning("wait", "wait"),
    # Losses, disasters, wars.
    Meaning("lost", "crash ditch torpedo ambush vanish disappear perish drown sink founder capsize shoot+down go+down overrun strafe go+missing plunge founder dive+into bail+out fail+to+return", "crash sinking ambush disappearance", "torpedo shot-down"),
    Meaning("hit", "hit strike shoot shell bomb mine ram attack fall capture take kill lose die wound collide seize board execute murder massacre shut machine-gun come+down break+up last+see slip+beneath", "killing death"),
    Meaning("gone", "wipe+out cut+off see+again hear+again declare+dead presume+dead go+into+sea fly+mission take+off explode blow+up disintegrate", "gone+since missing+since lying+since direct+hit last+message last+contact"),
    Meaning("unit", "", "plane bomber aircraft jet fighter helicopter ship boat submarine trawler destroyer cruiser tank company battalion regiment platoon patrol crew squadron sortie mission column garrison convoy division trench outpost prisoner sergeant corporal private lieutenant pilot gunner flight jets planes ferry airliner minesweeper corvette navigator bridge radio hands"),
    Meaning("battle", "", "battle camp captivity wound hill ridge front fighting offensive combat malnutrition dysentery prison"),
    Meaning("disaster", "derail capsize", "earthquake quake tsunami flood landslide landslip rockfall mudflow mudslide avalanche explosion eruption typhoon hurricane cyclone wildfire shipwreck massacre bombing stampede tornado derailment disaster inferno aftershock", "earthquak"),
    Meaning("collapse", "collapse burst fall fail breach cave+in explode give+way let+go come+loose destroy gut raze ravage come+down go+off slide crumble subside sweep strike swallow engulf bury flatten swamp topple burn catch+fire overturn break blow"),
    Meaning("structure", "", "dam wall levee bridge building roof mine shaft slope hillside tower stand platform hotel factory store mall train bus ferry reactor dyke tailings colliery stadium terminal tunnel school hospital embankment"),
    Meaning("force", "", "wave fire blaze mud smoke storm blast gas torrent"),
    Meaning("toll", "", "dead death died killed injured survivor perished home homes people"),
    Meaning("troops", "", "troops army forces tanks paratroops paratroopers soldiers divisions marines guns invaders brigades legions columns"),
    Meaning("invade", "invade storm cross attack land come+ashore pour+over pour+across march+into roll+into open+fire", "invasion assault landing offensive ashore outbreak"),
    Meaning("war", "", "war hostilities conflict fighting campaign shooting"),
    Meaning("begin", "begin start break+out open commence resume launch erupt"),
    Meaning("armistice", "", "armistice truce ceasefire cease-fire"),
    Meaning("silent", "fall+silent cease stop end silence go+quiet fall+quiet", "silent quiet over"),
    Meaning("guns", "", "gun shooting firing fighting war hostilities bombardment"),
    Meaning("peace", "", "peace surrender capitulation accord accords"),
)  # fmt: skip
