"""What a dated clause tells when no pattern knows its verb: the kind for which most of its words speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 3  # weight that tells a kind: a strong word and another
MANY = 3  # weak words that tell a kind without a strong one


@dataclass(frozen=True, slots=True)
class Words:
    """Words that speak for a kind; a strong one weighs two."""

    kind: str
    strong: re.Pattern[str]
    weak: re.Pattern[str]


def _w(kind: str, strong: str, weak: str) -> Words:
    """Words by their beginnings, parted by spaces; "=" before a word means the whole of it."""

    def pattern(words: str) -> re.Pattern[str]:
        parts = [rf"{word[1:]}(?!\w)" if word[0] == "=" else rf"{word}\w*" for word in words.split()]
        return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})", re.I)

    return Words(kind, pattern(strong), pattern(weak))


WORDS = (
    _w("excavation", "dig =dug excavat exhum unearth trowel spade shovel sift sieve trench geophys archaeolog radar magnetomet detectorist bulldoz backhoe cofferdam silt plough plow drag dragged sweep sweeps season dredg digger probe probing", "skull bone femur jaw rib teeth =tooth skeleton remains site field mound pit quarry well grave crater soil mud earth ground surface diver seabed riverbed wreck team crew boot button propeller engine fuselage tunic found find uncover survey drill clear search plough snagged lake sonar rods sealed volunteers"),
    _w("disinterment", "disinter =Punchbowl headstone", "unknowns casket coffin grave tomb vault raised lifted opened cemetery lid box boxes"),
    _w("identification", "identif DNA matched isotop laborator kinship nameless dental", "=lab match kin anthropolog name named confirmed jaw tooth teeth bone skull clavicle sample scientist proved turned word result family sister brother knew certain whose chart records settled"),
    _w("burial", "buried bury burying burial funeral interred interment inter committal graveside hearse requiem undertaker pallbear mourners =laid", "cemetery grave coffin casket rest beside mother wife ground earth volley bugle taps flag honours honors chapel church service priest rabbi imam chaplain sister widow plot ossuary bishop"),
    _w("repatriation_ceremony", "ceremon wreath unveil inaugurat dedicat memorial monument plaque salute anthem cordon commemorat blessed consecrat vigil memorial remembrance parade", "stone wall honour honor guard flag band minister president king bishop laid lay minute silence bell candle foundation tarmac name names read aloud site ossuary"),
    _w("hand_over", "hand-over handover handing repatriat transfer turnover home-coming homecoming", "remains coffin casket home south north bodies boxes sets cases dead fallen soldiers ashes border bridge line truck lorry plane flight exchange returned return gave given get got took brought came back crossed carried over custody bones skulls family families ring belongings"),
    _w("logistics", "convoy airlift cargo freight hangar depot consignment crate", "truck lorry plane train ship flight loaded unloaded boxes coffins cases bodies flew drove sailed left arrived carried transport"),
    _w("talks", "talk negotiat delegat envoy counterpart conferr parley roundtable consult round-table", "table general generals colonel officer officers side sides minister ambassador diplomat met meet sat faced room hours hall commission committee session round opened resumed adjourned lunch dinner dined together countries contact"),
    _w("summit", "summit", "president leader presidents leaders prime chairman met meet sat dine"),
    _w("agreement", "agree accord protocol treaty pact memorandum signed signature initial ratif consent compromise =deal handshake permit permission licence license", "armistice truce terms text understanding sides parliament cabinet commission force concluded sealed renewed shook approved endorsed gave"),
    _w("visit", "visit trip journey tour pilgrim guest", "delegation flew went travelled traveled drove came returned arrived Pyongyang Hanoi Moscow embassy site village house door relatives minister group called stayed spent received king guide daughters"),
    _w("call", "phone telephon =rang ringing hotline hot-line dial voicemail", "call called line answered voice picked office told"),
    _w("hotline_cut", "hotline hot-line phones =line", "cut severed dead silent stopped answering unanswered unplugged"),
    _w("letter", "letter telegram cable envelope postcard mail fax petition =wire =writing reply replied", "=note wrote sent came received answered answer posted delivered embassy ministry office address written request appeal proposal declined learned"),
    _w("publication", "publish website newspaper bulletin gazette printed posted online declassif journal magazine documentary memoir launch broadcast airs aired podcast", "archive report daily list book story article findings paper photograph document page edition names figures statement released issued broke appeared ran carried map files site film =out"),
    _w("statement", "announc declar statement spokes interview accus warn briefing =said =told pledg promis vow assur apolog insist tweet denounc demand", "minister president ministry government agency families reporters press conference speech crowd department secretary senator governor asked court ruled ruling ordered spoke words claim"),
    _w("testimony", "testif testimony hearing inquest subcommittee coroner tribunal Bundestag Knesset Duma", "Senate Parliament Congress House Commons witness committee evidence panel heard court judge counsel oath chair told sworn bill minister"),
    _w("operation_halted", "halt stopp abandon withdr withdrew evacuat ceas", "end ended search dig team crew work operation mission recovery contract packed gave up off pulled out without early expired ran river weather season wound"),
    _w("operation_suspended", "suspend standstill frozen paused pause =stayed =hold", "search dig team work operation mission transfer court since weather mine floods monsoon"),
    _w("cancelled", "cancel scrapped shelved", "planned meeting visit exchange due talks ceremony fell victim through never about off pencilled scheduled trip meant fog kept"),
    _w("postponed", "postpone defer slipped delayed", "week month meeting service hearing flight burial until date moved"),
    _w("no_show", "no-show absent", "waited wait hours came turned appeared arrived nobody no chair room empty table meeting never one"),
    _w("loss", "crash torpedo sank sunk ambush overran missing killed perish drown ditched shot-down strafing seized shellfire", "shot shell shelled hit plane bomber aircraft fighter mission crew ship submarine Sherman tank Dakota Mustang Lancaster lost hands disappeared vanished fell battle attack captured hill battalion company regiment column patrol sortie died dead prisoner camp radio message last boats"),
    _w("disaster", "earthquake quake tsunami flood landslide landslip rockfall mudflow avalanche explosion eruption derail collapse typhoon hurricane cyclone wildfire capsiz plunge", "fire mine blast hillside slope dam killing died dead struck swept burst village town bus train ferry people passengers gorge homes hurt nobody excavator camp"),
)  # fmt: skip
_CLAUSE = re.compile(r";\s|:\s|\.\s|,\s(?:but|while|whereas|and then)\s")


def told_by_words(sentence: str, start: int, end: int, *, entry: bool = False) -> tuple[str, re.Match[str]] | None:
    """The kind for which the words of the clause around a date at [start, end) speak most, and the first of them.

    entry: whether the date heads an entry, so that the words after it do tell an event, and few are enough.
    None where they weigh too little or for two kinds alike.
    """
    left = max((m.end() for m in _CLAUSE.finditer(sentence, 0, start)), default=0)
    after = None if entry else _CLAUSE.search(sentence, end)
    right = after.start() if after else len(sentence)
    weighed: list[tuple[int, str, re.Match[str]]] = []
    for words in WORDS:
        strong = {m[0].lower() for m in words.strong.finditer(sentence, left, right)}
        weak = {m[0].lower() for m in words.weak.finditer(sentence, left, right)} - strong
        weight = 2 * len(strong) + len(weak)
        if weight >= (1 if entry else ENOUGH if strong else MANY):
            first = words.strong.search(sentence, left, right) or words.weak.search(sentence, left, right)
            if first is not None:
                weighed.append((weight, words.kind, first))
    weighed.sort(key=lambda item: -item[0])
    if not weighed or (len(weighed) > 1 and weighed[0][0] == weighed[1][0]):
        return None
    return weighed[0][1], weighed[0][2]
