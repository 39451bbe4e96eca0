"""What a dated clause tells when no pattern knows its verb: the kind for which most of its words speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 3  # weight that tells a kind: a strong word and another
MANY = 4  # weak words that tell a kind without a strong one


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
    _w("excavation", "dig =dug excavat exhum unearth trowel spade shovel sift sieve trench geophys archaeolog radar magnetomet metal-detect bulldoz backhoe wreck cofferdam silt", "skull bone femur jaw rib teeth =tooth skeleton remains site field mound pit well grave crater soil mud earth ground surface diver seabed riverbed team crew boot button propeller engine fuselage tunic found find uncover probe survey drill clear search uprooted plough snagged"),
    _w("disinterment", "disinter unknowns =Punchbowl headstone", "casket coffin grave tomb vault raised lifted opened cemetery lid"),
    _w("identification", "identif DNA =match matched dental isotop laborator =lab =kin nameless anthropolog", "name named confirmed jaw tooth teeth bone skull clavicle sample scientist proved turned word result family sister brother knew certain whose"),
    _w("burial", "bur buried funeral interred inter interment committal graveside hearse requiem undertaker pallbear mourn", "cemetery grave coffin casket earth ground volley bugle taps flag honours honors chapel church service rest priest rabbi imam chaplain sister widow"),
    _w("repatriation_ceremony", "ceremon wreath unveil inaugurat dedicat memorial monument plaque salute anthem cordon commemorat", "stone wall honour honor guard flag band minister president laid lay minute silence bell candle foundation vigil tarmac"),
    _w("hand_over", "hand-over handover repatriat remains coffin casket transfer turnover", "home south north bodies boxes sets cases dead fallen soldiers border bridge line truck lorry plane flight exchange returned gave took brought came journey goes drove crossed carried over back custody bones skulls family"),
    _w("logistics", "convoy airlift cargo freight hangar depot consignment crate", "truck lorry plane train ship flight loaded unloaded boxes coffins cases bodies flew drove sailed left arrived carried transport"),
    _w("talks", "talk negotiat delegat envoy counterpart talks summit conferr parley roundtable consult", "table general colonel officer side sides minister ambassador diplomat met meet sat faced room hours hall commission committee session round opened resumed adjourned agreed lunch dinner dined"),
    _w("agreement", "agree accord protocol treaty pact memorandum signed signature initial ratif armistice truce", "deal terms text understanding sides parliament minister commission force concluded sealed renewed"),
    _w("visit", "visit trip journey tour pilgrim delegation", "flew went travelled traveled drove came returned arrived Pyongyang Hanoi Moscow embassy site village house door relatives minister group called stayed spent guest"),
    _w("call", "phone telephon rang ringing hotline =hot-line receiver dial", "call called line answered voice picked office told"),
    _w("hotline_cut", "hotline hot-line phone telephone =line", "cut severed dead silent stopped answering unanswered unplugged"),
    _w("letter", "letter telegram cable envelope postcard mail =note petition", "wrote sent came received answered reply posted delivered embassy ministry address written request appeal"),
    _w("publication", "publish website newspaper bulletin gazette printed posted online archive declassif report journal =daily magazine", "list book story article findings paper photograph document page edition names figures statement released issued broke appeared ran carried map files memoir"),
    _w("statement", "announc declar statement spokes interview accus warn briefing briefed =said told pledg promis vow assur apolog", "minister president ministry government agency families reporters press conference speech crowd department secretary senator governor"),
    _w("testimony", "testif testimony hearing inquest subcommittee coroner tribunal Senate Parliament Congress", "witness committee evidence panel heard court judge counsel oath chair told sworn"),
    _w("operation_halted", "halt stopp suspend abandon withdr withdrew evacuat ended ceas", "search dig team crew work operation mission recovery contract day packed gave up off pulled out without early expired ran river weather season"),
    _w("cancelled", "cancel scrap call-off shelved", "planned meeting visit exchange due talks ceremony fell victim through never off pencilled scheduled trip"),
    _w("no_show", "no-show absent empty", "waited wait hours came turned appeared arrived nobody no chair room table meeting never one"),
    _w("loss", "crash torpedo sank sunk ambush overrun =missing killed perish drown ditched shot-down bail shell strafing", "plane bomber aircraft fighter mission crew ship submarine lost disappeared vanished fell battle attack captured hill battalion company regiment patrol sortie died dead prisoner camp"),
    _w("disaster", "earthquake quake tsunami flood landslide avalanche explosion fire eruption derail collapse typhoon hurricane cyclone wildfire capsiz crash plunge", "killed killing died dead struck swept burst village town bus train ferry people passengers gorge homes"),
)  # fmt: skip
_CLAUSE = re.compile(r";\s|:\s|\.\s|,\s(?:but|while|whereas|and then)\s")


def told_by_words(sentence: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
    """The kind for which the words of the clause around a date at [start, end) speak most, and the first of them.

    None where they weigh too little or for two kinds alike.
    """
    left = max((m.end() for m in _CLAUSE.finditer(sentence, 0, start)), default=0)
    after = _CLAUSE.search(sentence, end)
    right = after.start() if after else len(sentence)
    weighed: list[tuple[int, str, re.Match[str]]] = []
    for words in WORDS:
        strong = {m[0].lower() for m in words.strong.finditer(sentence, left, right)}
        weak = {m[0].lower() for m in words.weak.finditer(sentence, left, right)} - strong
        weight = 2 * len(strong) + len(weak)
        if weight >= (ENOUGH if strong else MANY):
            first = words.strong.search(sentence, left, right) or words.weak.search(sentence, left, right)
            if first is not None:
                weighed.append((weight, words.kind, first))
    weighed.sort(key=lambda item: -item[0])
    if not weighed or (len(weighed) > 1 and weighed[0][0] == weighed[1][0]):
        return None
    return weighed[0][1], weighed[0][2]
