"""Words of the field: what is counted (units), what is said of it (predicates), who and where (populations, places)."""

from __future__ import annotations

import re

_UNITS = {
    "persons": "aircrew groundcrew martyrs clergy police witnesses nurses spouses heroes kin staff employees teammates comrades buddies cypriots kuwaitis croats serbs bosniaks kosovars poles czechs danes swedes norwegians belgians greeks turks italians spaniards iraqis iranians ukrainians finns hungarians romanians "
    "estonians latvians lithuanians israelis palestinians lebanese syrians egyptians indians pakistanis nepalis nepalese filipinos indonesians malaysians thais cambodians laotians taiwanese mexicans colombians "
    "guatemalans chileans peruvians armenians azerbaijanis rwandans libyans frenchmen englishmen dutchmen scots gurkhas aborigines new-zealanders person persons people individual individuals soldier soldiers troop troops serviceman servicemen servicewoman servicewomen servicemember servicemembers member members "
    "american americans british briton britons korean koreans german germans russian russians soviets japanese chinese vietnamese finn finns argentine argentines argentinians australians canadians "
    "marine marines sailor sailors airman airmen pilot pilots crewman crewmen crew personnel veteran veterans fighter fighters combatant combatants national nationals citizen citizens "
    "man men woman women child children boy boys girl girls civilian civilians villager villagers passenger passengers victim victims prisoner prisoners pow pows pows/mias mia mias pow/mia "
    "detainee detainees dead missing fallen casualty casualties fatality fatalities deaths death disappeared infantryman infantrymen gi gis officer officers deserter deserters hostage hostages miner "
    "miners fishermen fisherman worker workers tourist tourists resident residents patient patients refugee refugees donor donors migrant migrants student students pupils unknowns unknown adult adults "
    "recoveries lives survivor survivors wounded injured submariners climbers infants peasants priests teachers farmers widows orphans minors specialists experts scientists rescuers divers settlers "
    "peacekeepers guards internees conscripts volunteers inmates firefighters policemen gendarmes students fighters identification identifications burials burial persons names".split(),
    "remains": "remains body bodies skeleton skeletons corpse corpses skulls skull".split(),
    "sets": ["set", "sets"],
    "boxes": ["box", "boxes", "crate", "crates", "container", "containers"],
    "caskets": ["casket", "caskets", "coffin", "coffins"],
    "cases": ["case", "cases"],
    "years": ["year", "years", "year-old", "years-old"],
    "days": ["day", "days"],
    "other": "point points site sites mission missions investigation investigations excavation excavations expedition expeditions team teams fragment fragments bone bones sample samples specimen specimens "
    "tooth teeth grave graves aircraft plane planes helicopter helicopters ship ships vessel vessels flag flags dog-tag dog-tags tag tags operation operations activity activities disinterment disinterments "
    "crews family families relative relatives week weeks month months artefacts artifacts items ring rings helmet helmets boot boots cemetery cemeteries wells trench trenches camp camps "
    "village villages".split(),
}
HEADS: dict[str, str] = {word: unit for unit, words in _UNITS.items() for word in words} | {
    "service members": "persons", "service member": "persons", "crew members": "persons", "crew member": "persons", "transfer cases": "cases", "dog tags": "other", "family members": "other",
    "bone fragments": "other", "dog tag": "other", "dna samples": "other", "burial sites": "other", "mass graves": "other", "search teams": "other", "recovery operations": "other", "search operations": "other",
    "joint operations": "other", "field activities": "other", "recovery missions": "other", "wooden coffins": "caskets",
}  # fmt: skip
# Adjectives of nation that are heads only when no noun follows: "the Chinese", but "Chinese divisions".
DEMONYMS = frozenset(
    "korean korea japanese chinese vietnamese german russian argentine finn finnish british american".split()
)
# Also verbs or measures: these count only after "one".
SINGULAR = frozenset(
    "set case box point man woman person body ship plane team site grave ring flag bone sample tag mission operation camp day item death member".split()
)
STOPS = frozenset(
    "the a an and or but is are was were be been being has have had do does did will would could may might should can must to in on at by from with without for of as than that which who whom whose "
    "when where while after before since until during if because though although not no still remain remained said says told believed thought listed died killed recovered identified returned handed "
    "turned came went left lost perished buried brought sent taken found more less between into onto over under per about against through they he she it we i you this these those there".split()
)

# One group per predicate; the alternatives of a longer meaning come before those it contains.
PREDICATE = re.compile(
    r"\b(?:"
    r"(?P<lost_at_sea>(?:lost|buried|missing|died|presumed lost) at sea|lost over (?:deep |open )?water|drown(?:ed|s)?|sank with|swept (?:out to sea|overboard)|lost overboard|went to the bottom)"
    r"|(?P<unaccounted_for>unaccounted[- ]for|unaccounted|(?:not|yet to be|never|not yet|been) (?:been )?accounted[- ]for(?! by)|unrecovered|(?:not|never) (?:yet )?(?:been )?(?:recovered|found)|(?:not|never) (?:yet )?been returned|have not (?:yet )?come home|fate (?:is )?unknown|whereabouts unknown)"
    r"|(?P<missing>missing(?:[- ]in[- ]action)?|(?:was|were|been) lost(?! at sea| (?:their|his|her) )|(?:(?<=men )|(?<=hands )|(?<=crew )|(?<=aboard )|(?<=\d\d ))lost(?! (?:their|his|her|at sea|in translation))|\bmias?\b|disappear(?:ed|s)|vanish(?:ed|es)|whose whereabouts|(?:still|are|is) out there|(?:never|not) returned|never (?:came|come|got|went) (?:back|home)|did not (?:return(?!\s+(?:[\w'-]+\s+){0,2}(?:calls?|messages?|requests?|letters?|e-?mails?))|come (?:back|home))|failed to return|unreturned|never (?:been )?(?:seen|heard from)(?: again)?|not (?:been )?(?:seen|heard from)|not been seen|(?:are|were|is|was|still|being) (?:being )?(?:sought|looked for|searched for|awaited|entombed|trapped|gone)|lost with|in search of|(?:search|searching|looking|hunt) for|heard (?:no more|nothing more) of|left behind|left on the (?:field|battlefield|hill|beach|ice|mountain)|swept away)"
    r"|(?P<identified>identif(?:ied|y|ies|ying)|identifications?(?! (?:tags?|cards?|papers?|dis[ck]s?|numbers?|cent(?:re|er)|laborator|lab\b|board|unit|team|commission|process|effort))|(?:matched|matching)(?! (?:the description|funds))|match(?:es)? (?:to|with|against|for)|put a name|recogni[sz]ed by|gene(?:tically|tic) linked|accounted[- ]for|accounted|named|positively matched|(?:have|has|had|having) (?:a )?names?\b|(?:to|could|can|will|would) name\b|naming\b|given (?:back )?(?:their |a |its |his )?(?:own )?names?|(?:put|putting) (?:a )?names? to|yielded (?:a |their |his |its )?names?|names? (?:has|have|had|was|were) (?:been )?(?:attached|put|given|found)|(?:had|got|has|have) (?:their|his|its) names? back|identit(?:y|ies) of(?= [^.;]{0,40}\b(?:confirmed|established|proved|proven|settled)))"
    r"|(?P<handed_over>(?:handed|turned|gave|given|signed|hand|handing|turning) (?:back|over)|hand-?over|handovers?|handed to (?:the|their|his|her|its|relatives|families)|exchanged|passed (?:across|over)|ceded|released to|transferred|(?<!for )transfer(?!\s+cases?)|surrendered|delivered|delivery of|gave up|gave(?=\s+(?:[\w\'-]+\s+){0,5}(?:box|boxes|remains|bodies|sets|caskets|coffins|cases|crates)\b)|turn over|handing|presented|provided with|received|receive)"
    r"|(?P<returned>(?:returned|returning|returns (?:by|of|in|to|from)|return)(?!\s+(?:[\w'-]+\s+){0,2}(?:calls?|messages?|fire|requests?|e-?mails?)\b)|repatriated|repatriate|repatriations?|repatriating|(?:brought|sent|came|come|flown|shipped|bring|sending) (?:back |them )?(?:home|back)|flown out|escorted out|sent back|flown (?:to|out|home)|arrived|shipped|(?:brought|sent|flew|flown|carried|took|taken|shipped|came|come|went) (?:across|over the (?:line|border)|off the plane|off the ship)|(?:got|reached|went|flew|sailed|walked) home|came back|(?:gone|go|going|goes) home|(?:brought|sent|flew|carried|took|bring|send|fly|take|carry)(?= (?:[^ .,;]+ ){1,6}(?:home|back)\b))"
    r"|(?P<recovered>recovered|(?:grave|graves|sea|river|lake|fields?|hill|ground|earth|soil|wreck|wreckage|well|pit|site|mud|bog|ice|glacier|reef|jungle|trench|cave) (?:has |had |have )?(?:gave|given|gives|yielded) (?:up|back)|(?:brought|carried|led) out|recover|recovering|recovery of|recoveries|pulled(?! out| back| up to)|(?:pulled|dug|fished|hauled|winched|lifted|drew|dragged|plucked|dug|carried|taken|cut|got) out(?= (?:[\d,]+|of\b|(?:more|fewer|less) than|another|all|some|about|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty|a dozen)\b)|picked up|fished (?:out|from|up)|winched|plucked|drawn from|salvaged|washed (?:up|ashore)|came upon|yields?|(?<=were )pulled out|(?<=was )pulled out|(?<=been )pulled out|gathered from|brought up|bring up|brings up|lifted|turned up(?!\s+(?:for|at|to)\b)|c[ao]me to light|taken up|(?:have|had|has) come up|raised from|hauled|exhum(?:ed?|es|ing)|disinter(?:red|ring)?|excavated|unearth(?:ed|s|ing)?|retriev(?:ed?|es|ing)|produced|yielded|secured|found(?!\s+to\s+(?:hold|be|have|contain|belong|match|lack))|finds?|dug up|collected|pulled from|discovered|located|disinterments?|exhumations?)"
    r"|(?P<buried>bur(?:ied|y|ies|ying)|inter(?:red|ring)?|lay to rest|entombed|laid to rest|laid in the (?:ground|earth)|lowered into|rebur(?:ied|y|ying)|burials?|graves hold|(?:lie|lies|lay|rests?) (?:in(?! (?:the (?:north|south|country|province|hills|jungles?)|north korea|laos|vietnam|cambodia|korea)\b)|at|beneath|under|(?=[\d,]+\b))|lie, it is|lie(?= (?:some|about|another|the bones|the remains|[a-z]+ty|[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten)\b))"
    r"|(?P<held>(?:held|hold|holds|holding)(?!\s+(?:up|on|out|off|back|a sample|one sample)\b)(?!\s+(?:[\w\'-]+\s+){0,6}(?:talks|meetings?|ceremon|sessions?|hearings?|negotiations|rounds?|conference|discussions))|stor(?:ed|es)|contain(?:s|ed)?(?= (?:the |some |about )?[\d,]+\b)|in (?:its |their )?custody|in storage|possess(?:es)?|keeps?(?!\s+(?:[\w\'-]+\s+){0,4}(?:promises?|word|pledges?|track|records?|quiet|silent|up|watch|lists?|counts?|tally|rolls?|files?|books?|score|keys?))|kept|captured|taken prisoner|imprisoned|in captivity|has in its possession)"
    r"|(?P<died>died|dead|shot dead|(?:were|was|been|being|men|people|women) (?:then )?(?:shot|gassed|hanged|beheaded|burned|burnt|starved|stabbed|strangled|murdered|massacred|butchered)|murdered|massacred|and (?:then )?(?:shot|hanged|gassed|burned|beheaded)|gunned down|mown down|mowed down|froze to death|starved to death|(?:burned|burnt) to death|lifeless|deceased|passed away|(?:gave|laid down) (?:their|his|her) li(?:ves|fe)|claimed (?=[\d,]+ |the lives)|kill(?:ed|s|ing)|perish(?:ed|es)?|dying|dies|deaths?|fatalities|fell(?! (?:silent|ill|asleep|apart|short|to|from|behind|below|by|back|over|in love|due|under|on)\b)|(?:with the |the )?loss of(?= (?:[\d,]+|all|some|about|[a-z]+ty|[a-z]+teen|life|lives)\b)|lost (?:their|his|her) li(?:ves|fe)|lost(?= (?:[\d,]+|(?:more|fewer|less) than|another|all|some|about|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty|a dozen)\b)|(?:tsunami|sea|floods?|waves?|waters?|landslide|mudslide|quake|earthquake|blast|explosion|fire|storm|avalanche|eruption|cholera|typhus|typhoid|fever|famine|cold|winter|river|bombs?|shells?) (?:had |has |have )?(?:took|taken|claimed|swallowed|carried off)|killed in action|slain|casualties|war dead|(?:death )?toll|succumbed|executed|claimed the lives|(?:did not|didn't) survive|took (?=[\d,]+ lives))"
    r")\b"
)
TRIGGER_NOUNS = frozenset(
    "identification identifications handover hand-over handovers transfer repatriation repatriations recovery recoveries burial burials death deaths fatalities casualties disinterment disinterments exhumation exhumations return".split()
)

_PLACE = re.compile(
    r"\b(?P<prep>in|on|at|near|from|to|inside|within|off|across|beneath|under|outside|north of|south of|over)\s+(?:the\s+)?(?:(?:former|northern|southern|eastern|western|central|what is now|coast of|nearby)\s+)*"
    r"(?P<name>North Korean? (?:soil|territory)|(?:the )?Korean Peninsula|North Korea|South Korea|DPRK|the North|the South|sea|Demilitarized Zone|DMZ|[A-Z][\w'’-]+(?:[ -](?:of |the |di |de |la )?[A-Z][\w'’-]+){0,3})"
)
_NOT_PLACES = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"President|Secretary|Vice|Gen|Lt|Col|Mr|Ms|Mrs|Dr|World War|Korean War|Vietnam War|Action|MIA|POW|FY|Fiscal|Reuters|Stars|Congress|Senate|House|U\.?S|US|American|Americans|United Nations|UN|Pentagon|Defense|DPAA|Memorial)\b"
)
_SOIL = {
    "North Korean soil": "North Korea",
    "North Korean territory": "North Korea",
    "the North": "North Korea",
    "DPRK": "North Korea",
    "the South": "South Korea",
}


def place_of(words: str, prepositions: str = "in on at near inside within off across beneath under from") -> str | None:
    """The first place told by a preposition in `words` ("in North Korea"); None when there is none."""
    for match in _PLACE.finditer(words):
        if match["prep"] in prepositions and not _NOT_PLACES.match(match["name"]):
            name = match["name"]
            if name == "sea":
                return "at sea"
            return _SOIL.get(name, name.removeprefix("the "))
    return None
