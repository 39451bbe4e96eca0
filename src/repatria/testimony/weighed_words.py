"""What a dated clause tells when no pattern knows its verb: the kind for which most of its words speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.testimony.necessary_words import lowered

ENOUGH = 3  # weight that tells a kind: a strong word and another
MANY = 3  # weak words that tell a kind without a strong one


@dataclass(frozen=True, slots=True)
class Words:
    """Words that speak for a kind, by their beginnings, parted by spaces; "=" before a word means the whole of it.

    A strong word weighs two, a weak one one.
    """

    kind: str
    strong: str
    weak: str


WORDS = (
    Words("excavation", "dig =dug excavat exhum unearth trowel spade shovel sift sieve trench geophys archaeolog radar magnetomet detectorist bulldoz backhoe cofferdam silt plough plow drag dragged sweep sweeps season dredg frogm echo-sounder sounder sonar angler digger probe probing", "skull bone femur jaw rib teeth =tooth skeleton remains site field mound pit quarry well grave crater soil mud earth ground surface diver seabed riverbed wreck team crew boot button propeller engine fuselage tunic barge spot outline looked found find uncover survey drill clear search plough snagged lake sonar rods sealed volunteers"),
    Words("disinterment", "disinter =Punchbowl headstone", "unknowns casket coffin grave tomb vault raised lifted opened cemetery lid box boxes"),
    Words("identification", "identif DNA matched isotop laborator kinship nameless dental", "=lab match kin anthropolog name named confirmed jaw tooth teeth bone skull clavicle sample scientist proved turned word result family sister brother knew certain whose chart records settled"),
    Words("burial", "buried bury burying burial funeral interred interment inter committal graveside hearse requiem undertaker pallbear mourners =laid", "cemetery grave coffin casket rest beside mother wife ground earth volley bugle taps flag honours honors chapel church service priest rabbi imam chaplain sister widow plot ossuary bishop"),
    Words("repatriation_ceremony", "ceremon wreath unveil inaugurat dedicat memorial monument plaque salute anthem cordon commemorat blessed consecrat vigil memorial remembrance parade", "stone wall honour honor guard flag band minister president king bishop laid lay minute silence bell candle foundation tarmac name names read aloud site ossuary"),
    Words("hand_over", "hand-over handover handing repatriat transfer turnover home-coming homecoming", "remains coffin casket home south north bodies boxes sets cases dead fallen soldiers ashes border bridge line truck lorry plane flight exchange returned return gave given get got took brought came back crossed carried over custody bones skulls family families ring belongings"),
    Words("logistics", "convoy airlift cargo freight hangar depot consignment crate", "truck lorry plane train ship flight loaded unloaded boxes coffins cases bodies flew drove sailed left arrived carried transport"),
    Words("talks", "talk negotiat delegat envoy counterpart conferr parley roundtable consult round-table", "table general generals colonel officer officers side sides minister ambassador diplomat met meet sat faced room hours hall commission committee session round opened resumed adjourned lunch dinner dined together countries contact"),
    Words("summit", "summit", "president leader presidents leaders prime chairman met meet sat dine"),
    Words("agreement", "agree accord protocol treaty pact memorandum signed signature initial ratif consent compromise =deal handshake permit permission licence license", "armistice truce terms text understanding sides parliament cabinet commission force concluded sealed renewed shook approved endorsed gave"),
    Words("visit", "visit trip journey tour pilgrim guest", "delegation flew went travelled traveled drove came returned arrived Pyongyang Hanoi Moscow embassy site village house door relatives minister group called stayed spent received king guide daughters"),
    Words("call", "phone telephon =rang ringing hotline hot-line dial voicemail", "call called line answered voice picked office told"),
    Words("hotline_cut", "hotline hot-line phones =line", "cut severed dead silent stopped answering unanswered unplugged"),
    Words("letter", "letter telegram cable envelope postcard mail fax petition =wire =writing reply replied", "=note wrote sent came received answered answer posted delivered embassy ministry office address written request appeal proposal declined learned"),
    Words("publication", "publish website newspaper bulletin gazette printed posted online declassif journal magazine documentary memoir launch broadcast airs aired podcast", "archive report daily list book story article findings paper photograph document page edition names figures statement released issued broke appeared ran carried map files site film =out"),
    Words("statement", "announc declar statement spokes interview accus warn briefing =said =told pledg promis vow assur apolog insist tweet denounc demand", "minister president ministry government agency families reporters press conference speech crowd department secretary senator governor asked court ruled ruling ordered spoke words claim"),
    Words("testimony", "testif testimony hearing inquest subcommittee coroner tribunal Bundestag Knesset Duma", "Senate Parliament Congress House Commons witness committee evidence panel heard court judge counsel oath chair told sworn bill minister"),
    Words("operation_halted", "halt stopp abandon withdr withdrew evacuat ceas", "end ended search dig team crew work operation mission recovery contract packed gave up off pulled out without early expired ran river weather season wound"),
    Words("operation_suspended", "suspend standstill frozen paused pause =stayed =hold", "search dig team work operation mission transfer court since weather mine floods monsoon"),
    Words("cancelled", "cancel scrapped shelved", "planned meeting visit exchange due talks ceremony fell victim through never about off pencilled scheduled trip meant fog kept"),
    Words("postponed", "postpone defer slipped delayed", "week month meeting service hearing flight burial until date moved"),
    Words("no_show", "no-show absent", "waited wait hours came turned appeared arrived nobody no chair room empty table meeting never one"),
    Words("loss", "crash torpedo sank sunk ambush overran missing killed perish drown ditched shot-down strafing seized shellfire", "shot shell shelled hit plane bomber aircraft fighter mission crew ship submarine Sherman tank Dakota Mustang Lancaster lost hands disappeared vanished fell battle attack captured hill battalion company regiment column patrol sortie died dead prisoner camp radio message last boats"),
    Words("disaster", "earthquake quake tsunami flood landslide landslip rockfall mudflow avalanche explosion eruption derail collapse typhoon hurricane cyclone wildfire capsiz plunge", "fire mine blast hillside slope dam killing died dead struck swept burst village town bus train ferry people passengers gorge homes hurt nobody excavator camp"),
)  # fmt: skip
_CLAUSE = re.compile(r";\s|:\s|\.\s|,\s(?:but|while|whereas|and then)\s")
_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SHORTEST = 3  # letters of the shortest beginning


def _by_word(whole: bool) -> dict[str, list[tuple[int, int]]]:
    """Word, or beginning of words, -> for which kinds it speaks, by their number, and how much."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, words in enumerate(WORDS):
        for text, weight in ((words.strong, 2), (words.weak, 1)):
            for word in text.lower().split():
                if word.startswith("=") == whole:
                    found.setdefault(word.removeprefix("="), []).append((number, weight))
    return found


_WHOLE, _BEGINNINGS = _by_word(True), _by_word(False)
_LONGEST = max(map(len, _BEGINNINGS))


def told_by_words(sentence: str, start: int, end: int, *, entry: bool = False) -> tuple[str, re.Match[str]] | None:
    """The kind for which the words of the clause around a date at [start, end) speak most, and the first of them.

    entry: whether the date heads an entry, so that the words after it do tell an event, and few are enough.
    None where they weigh too little or for two kinds alike.
    """
    left = max((m.end() for m in _CLAUSE.finditer(sentence, 0, start)), default=0)
    after = None if entry else _CLAUSE.search(sentence, end)
    right = after.start() if after else len(sentence)
    weighed: dict[int, dict[str, int]] = {}  # kind -> word -> weight
    first: dict[int, re.Match[str]] = {}
    for token in _TOKEN.finditer(lowered(sentence), left, right):
        word = token[0]
        speaks = list(_WHOLE.get(word, ()))
        for length in range(_SHORTEST, min(len(word), _LONGEST) + 1):
            speaks += _BEGINNINGS.get(word[:length], ())
        for number, weight in speaks:
            known = weighed.setdefault(number, {})
            known[word] = max(weight, known.get(word, 0))
            first.setdefault(number, token)
    enough = []
    for number, known in weighed.items():
        weight = sum(known.values())
        if weight >= (1 if entry else ENOUGH if 2 in known.values() else MANY):
            enough.append((weight, number))
    enough.sort(reverse=True)
    if not enough or (len(enough) > 1 and enough[0][0] == enough[1][0]):
        return None
    number = enough[0][1]
    return WORDS[number].kind, first[number]
