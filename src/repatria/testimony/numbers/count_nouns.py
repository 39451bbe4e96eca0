"""Nouns that no list holds: by their form persons, things or a length of time; and counts that are not kept."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token

_TELLING_COUNT = 11
_LONGEST_LEAD = 4  # words between a number and its noun: "four well preserved leather flying boots"
# Persons by what they do or where they come from. Of those in -er and -or the things are listed, since persons are open.
_PERSON_FORM = compiled(
    r"[a-z-]*(?:marin|div|rescu|farm|teach|(?<!screw)driv|settl|(?<!book)keep|fight|defend|attack|hunt|fish|climb|foreign|strang|newcom|labou?r|port|gunn|protest)ers$"
    r"|[a-z-]*(?:ists|ians|eers|men|women|people|folk|ees|minors|migrants|infants|peasants|pilgrims|brothers|sisters|(?:(?<![a-z])|(?<=grand)|(?<=step)|(?<=god))sons|daughters|fathers|mothers|parents|children|uncles|cousins|nephews|nieces|siblings|widows|widowers|orphans"
    r"|wives|husbands|mates|hands(?<=deckhands)|cooks|clerks|guides|judges|mechanics|medics|troopers|goers|dwellers|grenadiers|bystanders|onlookers|nationals|speakers|crats|ologists|ectives|ratives(?<!narratives)|cutives|cides(?<=suicides))$"
)
_PERSONS = frozenset(
    "juveniles toddlers adolescents invalids cripples amputees nonagenarians octogenarians pals chums mates girlfriends boyfriends fiancees fiances grandchildren in-laws stokers aides brides grooms heirs oarsmen recluses novices monitors evacuees hikers ramblers bathers shoppers commuters cyclists motorists cousins mourners well-wishers faithful believers disciples nominees signatories peers partners colonists natives tribesmen clansmen villagers townsfolk inhabitants occupants dwellers laureates aviatrixes rookies regulars reservists irregulars auxiliaries legionnaires fusiliers cavaliers lancers yeomen bandits pirates smugglers thieves looters culprits murderers killers snipers cripples beggars vagrants tramps urchins babies bairns lasses fellows chaps blokes guys folks buddies allies aunts babies toddlers newborns teenagers teens elders seniors pensioners monks nuns clerics imams rabbis chaplains captains cadets recruits commandos partisans rebels militants insurgents "
    "guerrillas dissidents sherpas stowaways castaways twins spouses kids youths youngsters lads ladies gentlemen souls slaves captives exiles nomads kinsfolk dragoons hussars privates corporals "
    "sergeants lieutenants majors colonels generals admirals bodyguards envoys delegates stewards stewardesses hostesses aristocrats sappers friends colleagues neighbors neighbours locals strangers "
    "servants apprentices trainees assistants attendants accountants merchants participants occupants inhabitants descendants immigrants emigrants expatriates combatants claimants informants consultants "
    "lieutenants residents agents students adolescents dependents dependants patients deputies diplomats pathologists surgeons physicians coroners technicians monarchs psychologists herdsmen nobles "
    "criminals suspects convicts witnesses actresses heroines heiresses seafarers helpers loved-ones comrades victims survivors sailors doctors visitors donors sponsors instructors professors actors editors "
    "ambassadors directors prosecutors translators contractors operators investigators inspectors collectors conductors navigators aviators ancestors successors mayors pastors janitors governors senators councillors tailors "
    "bachelors solicitors ministers bishops priests vicars".split()
)
# Plurals that do not end in -s.
_IRREGULAR = frozenset(
    "loci foci alumni fungi vertebrae femora tibiae fibulae scapulae crania humeri radii ulnae maxillae pelves teeth geese mice lice oxen phenomena criteria nuclei memoranda aircraft spacecraft hovercraft sheep deer cattle livestock "
    "fish salmon offspring headquarters barracks species craft personnel strata".split()
)
# Third persons of verbs that look like plurals.
_VERBS = frozenset(
    "includes contains shows holds represents covers comes means makes takes gives says needs wants lists awaits waits goes puts leaves brings becomes begins ends seems".split()
)
# Counted only where the number is written in digits: "22 countries", but not "the two countries".
_POWERS = frozenset(
    "governments nations countries states sides parties leaders armies allies capitals militaries koreas".split()
)
# After "three times": a comparison or a rate, no count of occasions.
_COMPARED = frozenset(
    "as more the its their his her that this what higher larger bigger greater longer faster better worse likelier smaller lower older stronger a an per over each every out".split()
)
_DURATIONS = frozenset(
    "week weeks month months hour hours decade decades minute minutes year years day days night nights century centuries generation generations fortnight fortnights summers winters seasons".split()
)
_CRAFT = compiled(r"[A-Z]{1,3}-?\d{1,4}[A-Z]?s|[A-Z]{2,5}s")  # "two C-17s", "three B-29s", "94 IDs"
_PEOPLE = compiled(
    r"(?:[A-Z][a-z]{2,}(?:ans|ians|eans|is|ese|iots|eks|ics|ards|lings|ish)|French|Dutch|Welsh|Swiss)$"
)  # "12 Ghanaians", "40 Yazidis"
_PROPER = compiled(r"[A-Z][a-z]{3,}(?:[a-rt-z]s|es)$")  # "26 Lancasters"
# What ends like those who do something and is none.
_THINGS = compiled(
    r"(?:numb|lett|pap|ord|hang|contain|lock|bunk|trail|riv|comput|post|chamb|roll|track|mark|fold|bind|head|tow|show|flow|dinn|fib|cent|quart|headquart|corn|bord|barri|crat|bould|ladd|bomb|cruis|destroy|carri|tank|freight|chopp|transport|helicopt|answ|off|cov|pow|shelt|copt|met|lay|matt|wat|layer|burn|printer|gath|charact|filt|disast|lit|inter"
    r"|propell|stretch|cool|freez|refrigerat|boil|scann|draw|shutt|hamm|dagg|lant|spann|slipp|zipp|timb|rubb|copp|silv|feath|leath|point|count|steam|trawl|cutt|lin|schoon|tend|bulldoz|excavat|digg|dredg|loadd|load|shov|crawl|clust|plast|regist|rost|ledg|fold|ton|ming|tremb|should|fing|blist|canc|ulc|bladd|pilot|light|glid|speak|transmitt|receiv|radiat|thund|show|summ|wint|char|chapt|mast|prim|buff|gutt|batt|raft|cell|pill|temp|rumo|bann|streamer|stream|broch|cors|wrapp|stick|fast|clean|heat|rudd|boost|launch|revolv|saucers|sauc|plann|remind|mann|murd|dang|pray|pep|cinder|cind|embers|emb|oth|fillers|fill|barb|sup|tig|panth|spid|beav|jump|sweat|trous)ers$"
    r"|(?:react|tract|fact|mot|generat|sect|corrid|mirr|rot|do|flo|excavat|detect|transmitt|elevat|indicat|err|trem|anch|harb|met|vect|monit|rum|fav|col|arm|hon|tum|fl|cond|pri|min(?=ors$)x|decorat|cursor|sens|conduct(?=ors$)x|escalat)ou?rs$"
)
_THINGS_IN_ANTS = compiled(
    r"(?:pl|restaur|eleph|gr|const|vari|determin|pollut|lubric|disinfect|fragr|remn|pend|coven|warr|quadr|pheas|cormor|w|p|sl|ch|ins|gi(?=ants)x)ants$"
)
PLURAL = compiled(r"[a-z]{3,}(?<![su])s$|[a-z]+(?:sses|xes|ches|shes|uses)$")
# Plurals that measure or that no one counts for the missing.
_NOT_COUNTED = frozenset(
    "opportunities possibilities chances options choices goals aims challenges priorities figures numbers totals seconds miles kilometers kilometres metres meters feet inches acres hectares pounds tons tonnes degrees knots dollars euros pounds pesos yen won cents francs marks roubles rubles rupees "
    "points votes percentages words news series goods remains others ones centuries millimetres millimeters centimetres centimeters litres "
    "nights mornings evenings afternoons degrees ways sorts types generations stories floors storeys grams litres liters gallons megawatts thirds quarters fifths halves".split()
)


def is_duration(noun: str) -> bool:
    """Whether what was counted is a length of time, which no later bare number goes on counting."""
    words = noun.lower().split()
    return bool(words) and words[-1] in _DURATIONS


WOUNDED = ("wounded", "injured", "wia", "wias")  # ends of nouns that count those who were hurt


def is_person(word: str) -> bool:
    """Whether a plural noun that no list holds names persons, by its form."""
    if word in _PERSONS or _PERSON_FORM.match(word):
        return True
    if word.endswith("ants"):
        return len(word) > 5 and not _THINGS_IN_ANTS.search(word)
    return word.endswith(("ers", "ors")) and len(word) > 5 and not _THINGS.search(word)


def unit_by_form(tokens: Sequence[Token], i: int, start: int, number: Number) -> str | None:
    """The unit of a plural noun that no list holds, by its form: "14 specialists" are persons, "26 files" something else."""
    token, word = tokens[i], tokens[i].low
    if _CRAFT.fullmatch(token.text):
        return "other"
    if i - start > _LONGEST_LEAD or (number.value is None and number.low is None):
        return None
    follow = tokens[i + 1] if i + 1 < len(tokens) else None
    if number.spelled and word in _POWERS and (number.value or 0) < _TELLING_COUNT:
        return None
    closes = follow is None or not follow.text[0].isupper()
    if closes and _PEOPLE.fullmatch(token.text):
        return "persons"
    if i == start and closes and _PROPER.fullmatch(token.text) and word not in HEADS:
        return "other"
    if not token.text.islower() or word in _NOT_COUNTED or word in STOPS or word in _VERBS:
        return None
    if word == "times" and ((follow is not None and follow.low in _COMPARED) or i > start or number.value == 2):
        return None  # "three times as many"; "two times" is "twice"
    if follow is not None and (follow.low in HEADS or follow.text[0] in "'-"):
        return None
    if is_person(word):
        return "persons"
    if number.spelled and number.value == 1:
        return None  # "one supposes"
    if word in _IRREGULAR or word in _DURATIONS:
        return "other"
    if PLURAL.match(word) and not _before_plural(tokens, i):
        return "other"
    return None


def _before_plural(tokens: Sequence[Token], i: int) -> bool:
    """Whether a plural stands before another that it belongs to: "arms dealers", "sports shoes"."""
    follow = tokens[i + 1] if i + 1 < len(tokens) else None
    if follow is None or not follow.text.islower() or follow.low in STOPS or follow.low in _VERBS:
        return False
    return bool(PLURAL.match(follow.low)) and not follow.low.endswith("ss") and len(follow.low) > 4
