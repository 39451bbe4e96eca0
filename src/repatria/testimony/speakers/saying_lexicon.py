"""Verbs that can be verbs of saying, and nouns of those who can say something: what an assumed speaker is weighed by."""

from __future__ import annotations

import re

from repatria.testimony.speakers.actor_lexicon import AGENT
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import forms

# Verbs whose first use is to say, by base, and those that say only where a clause or quoted words stand beside them.
_SAYING = (
    "announce add note confirm claim insist acknowledge explain argue declare disclose remark observe maintain assert concede stress emphasize emphasise reiterate complain lament quip "
    "contend whisper shout yell exclaim mutter mumble grumble growl groan grunt moan murmur snap snarl bark bristle thunder wail whine confess plead proclaim protest recount relate narrate scoff "
    "scream sneer stammer sob retort interject boast joke blurt muse opine allege testify attest swear vow affirm recall remember caution elaborate clarify conclude submit rule reckon deny "
    "reply respond rejoin riposte counter answer tweet comment grouse gripe drawl rasp croak hiss hum bellow roar cry shriek gasp chuckle chortle crow enthuse gush fume rage "
    "describe detail outline chronicle characterize characterise refute rebut deride denounce decry deplore bemoan hypothesize theorize postulate posit forecast foresee depose attest underline underscore "
    "concur dissent correct query inquire enquire stutter declaim apologise apologize reassure clarify joke quip opine concede warn "
    "demur deadpan intone recite repeat stipulate rejoice grieve marvel inform assure advise counsel instruct warn brief notify promise pledge admit suggest speculate interrupt parry tease"
)
_AT_A_CLAUSE = (
    "accept agree reason hold believe think feel suspect doubt hope fear know understand suppose imagine guess judge find state report reveal indicate show explain estimate predict urge "
    "record list certify propose request demand ask wonder decide determine establish infer deduce assume expect mean signal hint imply mention point+out make+clear set+out lay+down put+down "
    "write read sing joke smile sigh laugh nod shrug frown wince grin jot scrawl scribble cable wire radio phone text post blog email call accuse blame speak tell say sum+up chime+in cut+in shoot+back "
    "label brand dub term dismiss reject rebuff criticise criticize condemn welcome praise hail thank mourn regret question doubt highlight depict portray confide hazard mock scold chide rebuke remonstrate "
    "talk order command direct forbid threaten appeal press whistle go+on come+back break+in fire+back weigh+in pipe+up own+up begin continue finish end offer venture volunteer object quote preach teach lecture urge beg implore pray wish curse swear draw"
)
_IRREGULAR = "said says saith told tells tell wrote written spoke spake spoken held thought felt knew understood meant found read began swore sworn sang told put gave"


def _words(verbs: str) -> frozenset[str]:
    """Every form of these verbs, with the particle of those that have one; unstressed endings ("muttered") keep their single letter."""
    found: set[str] = set()
    for verb in verbs.split():
        base, _, particle = verb.partition("+")
        found |= {f"{w} {particle}".strip() for w in forms(base).split("|")}
    single = [v for v in verbs.split() if v.endswith(("er", "on", "en", "it", "al", "el"))]
    return frozenset(found | {v + ending for v in single for ending in ("ed", "ing")})


SAYING = _words(_SAYING) | frozenset("say said says told tells wrote writes spake submitted admitted".split())
SAYING_AT_A_CLAUSE = _words(_AT_A_CLAUSE) | SAYING | frozenset(_IRREGULAR.split())
SAYING_WITH_A_PARTICLE = frozenset(words.split()[0] for words in SAYING_AT_A_CLAUSE if " " in words)
# Words between a subject and its verb: "would neither confirm nor", "used to", "kept".
CHAIN = frozenset(
    "has have had is are was were be been will would can could may might must shall should do does did to not neither nor never always often still then now also only just even again later once both all "
    "each simply merely too rather quite used likes liked like loves loved kept keeps went goes on came comes wanted wants tried let it so twice here there today yesterday since first finally".split()
)
# Kin, offices, callings and companies of people that their endings do not tell.
_PEOPLE = frozenset(
    "mother father brother sister son daughter wife wives husband widow aunt uncle niece nephew cousin parent grandson granddaughter orphan twin bride child children people folk folks man men woman women boy girl "
    "guy lad lady gentleman friend neighbour neighbor guest host nun monk priest bishop vicar curate abbot pastor imam rabbi mayor judge clerk cook guard guide nurse pilot coach chief aide colonel general sergeant "
    "captain lieutenant corporal private admiral marshal envoy delegate advocate candidate diplomat surrogate bosun boatswain mate skipper seaman sailor surgeon coroner sexton scribe spouse heir witness "
    "counsel solicitor attorney deputy secretary president chairman head boss staff crew team family families village townsfolk public press side camp party delegation embassy mission government junta regime army navy "
    "police court tribunal jury bench board panel council committee commission commissioner ministry department agency bureau office treasury authority parliament congress senate union church parish charity museum "
    "company airline firm bank hospital hotel school university college institute laboratory lab association society club foundation federation league council service garrison battalion regiment squadron crowd "
    "group groups youth spokesperson administration leadership allies ally migrants troops coalition generals rebels locals survivors relatives critics veterans experts officials nurses thief tailor smith butcher baker miner diver climber piper gravedigger undertaker relative native Kremlin "
    "chaplain squire earl duke prince princess king queen sultan emperor pope nuncio consul attaché captive detainee refugee evacuee internee returnee conscript recruit cadet ensign midshipman patriot pupil student "
    "magistrate prelate inmate laureate graduate apprentice novice accomplice patron matron heiress hostess monarch patriarch exile expatriate escort champion companion wounded bereaved accused injured displaced convicted "
    "adjutant sentry scout spy comrade architect poet chemist physicist mechanic medic paramedic dentist cleric academic critic skeptic sceptic alcoholic grandmother grandfather stepmother stepfather in-law superintendent correspondent opponent respondent inhabitant tenant elderly younger elder eldest youngest prosecution defence defense opposition plaintiff defendant british dutch french irish welsh scots english chinese japanese swiss spanish finns danes swedes poles serbs croats turks greeks".split()
)
_PAPERS = frozenset(
    "radio newspaper newspapers paper papers daily weekly magazine broadcast station source sources media news version log logbook report letter diary journal statement memo memorandum notice record records register ledger file files entry telegram cable dispatch signal note postcard inscription plaque label sign headline article "
    "obituary editorial textbook manual handbook guidebook pamphlet leaflet brochure website page post summary minutes transcript affidavit deposition verdict judgment ruling treaty decree order ordinance act statute "
    "forms form questionnaire map chart caption tradition legend lore rumour rumor story tale history book communique communiqué bulletin release filing indictment charge certificate inventory catalogue".split()
)
_SUFFIX = compiled(
    AGENT
    + r"[a-z]{3,}(?:er|or|ist|ian|eer|ress|ster|ant|man|men|woman|women|master|keeper|maker|holder|owner|mate|ee|folk|people|wright|monger|herd|smith|in-law)s?$"
)
# Words with such an ending that name no one.
_NO_ONE = frozenset(
    "fewer other another either whether after under over never ever rather together number winter summer river letter paper order water weather matter power border later former center centre corner water tower timber "
    "quarter master-plan paper cover dinner supper offer answer error terror mirror factor sector harbor harbour door floor motor tractor important distant instant constant relevant significant restaurant plant grant "
    "major minor senior junior finger shoulder chamber december november october september latter layer shower trigger shutter silver copper feather leather rubber pepper sugar cancer fever hunger anger danger "
    "tender bunker tanker trawler steamer freighter cruiser destroyer carrier bomber helicopter container boiler crater shelter trailer ladder rudder tender transfer disaster monster cluster charter register colour "
    "color favour favor labour labor humour honour honor vapor armor odor anchor tumor interior exterior superior prior warrant infant's elephant pollutant "
    "coffee degree knee guarantee pedigree jubilee toffee levee apogee marquee settee referee's absentee's agree disagree foresee oversee carefree duty-free three three-degree".split()
)


def is_written(name: str) -> bool:
    """Whether a name is that of something written: "minutes of the committee"."""
    head = name.lower().split(" of ")[0].split()[-1]
    return head in _PAPERS or head.rstrip("s") in _PAPERS


def is_someone(word: str, *, papers: bool = False) -> bool:
    """Whether a noun names people or those who act for them; with papers: or what is written."""
    low = word.lower().rstrip("'’")
    low = re.sub(r"s?-in-law$", "", low)
    low = low[:-2] if low.endswith(("'s", "’s")) else low
    one = low[:-1] if low.endswith("s") and len(low) > 4 else low
    if low in _PEOPLE or one in _PEOPLE or low + "s" in _PEOPLE or one.rpartition("-")[2] in _PEOPLE:
        return True
    if papers and (low in _PAPERS or one in _PAPERS):
        return True
    return bool(_SUFFIX.fullmatch(low)) and one not in _NO_ONE and low not in _NO_ONE
