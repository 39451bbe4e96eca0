"""Words of the field: what is counted (units), what is said of it (predicates), who and where (populations, places)."""

from __future__ import annotations

from repatria.testimony.text.first_characters import compiled

_UNITS = {
    "persons": "aircrew groundcrew martyrs clergy police witnesses nurses spouses heroes kin staff employees teammates comrades buddies cypriots kuwaitis croats serbs bosniaks kosovars poles czechs danes swedes norwegians belgians greeks turks italians spaniards iraqis iranians ukrainians finns hungarians romanians "
    "estonians latvians lithuanians israelis palestinians lebanese syrians egyptians indians pakistanis nepalis nepalese filipinos indonesians malaysians thais cambodians laotians taiwanese mexicans colombians "
    "guatemalans chileans peruvians armenians azerbaijanis rwandans libyans frenchmen englishmen dutchmen scots gurkhas aborigines new-zealanders person persons people individual individuals soldier soldiers troop troops serviceman servicemen servicewoman servicewomen servicemember servicemembers member members "
    "american americans british briton britons korean koreans german germans russian russians soviets japanese chinese vietnamese finn finns argentine argentines argentinians australians canadians "
    "marine marines sailor sailors airman airmen pilot pilots crewman crewmen crew personnel veteran veterans fighter fighters combatant combatants national nationals citizen citizens "
    "man men woman women child children boy boys girl girls civilian civilians villager villagers passenger passengers victim victims prisoner prisoners pow pows pows/mias mia mias pow/mia kia kias wia wias "
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

_PLACE = compiled(
    r"\b(?P<prep>in|on|at|near|from|to|inside|within|off|across|beneath|under|outside|north of|south of|over)\s+(?:the\s+)?(?:(?:former|northern|southern|eastern|western|central|what is now|coast of|nearby)\s+)*"
    r"(?P<name>North Korean? (?:soil|territory)|(?:the )?Korean Peninsula|North Korea|South Korea|DPRK|the North|the South|sea|Demilitarized Zone|DMZ|[A-Z][\w'’-]+(?:[ -](?:of |the |di |de |la )?[A-Z][\w'’-]+){0,3})"
)
_NOT_PLACES = compiled(
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
