"""Words of numbers, and the words before a number that qualify it."""

from __future__ import annotations

UNITS = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
VAGUE = {"hundreds": 100, "thousands": 1000, "dozens": 12, "scores": 20, "millions": 1_000_000}
FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fourth": 0.25,
    "thirds": 1 / 3,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
}
# Words before a number -> qualifier. Longest first when matched.
BEFORE: dict[tuple[str, ...], str] = {
    tuple(words.split()): qualifier
    for qualifier, phrases in {
        "more_than": "more than|over|well over|far more than|many more than|upwards of|upward of|past|beyond|rather more than|a good deal more than|somewhere north of|somewhat over|a few more than|in excess of some|better than|in excess of|greater than|exceeding|above|north of|just over|slightly more than|a little over|some more than",
        "at_least": "minimum|at the least|at least|at the very least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of",
        "nearly": "nearly|almost|very nearly|well-nigh|close to|close on|short of|getting on for|just under|just short of|not quite|approaching|nearing|just below|a little under|virtually",
        "up_to": "up to|as many as|anything up to|fewer than about|rather less than|rather fewer than|as much as|at most|no more than|not more than|a maximum of|maximum of|fewer than|less than|under|below",
        "approx": "about|around|closer to|nearer to|nearer|somewhere around|somewhere near|something like|in the neighbourhood of|in the neighborhood of|in the vicinity of|approximately|roughly|some|an estimated|estimated|circa|ca|approx|in the region of|in the order of|on the order of|~|≈|more or less|perhaps|maybe|the estimated|estimates of",
        "exact": "exactly|precisely|a total of|just|only|all|a mere",
        "believed": "believed|a believed|a presumed|presumed|possibly",
    }.items()
    for words in phrases.split("|")
}
STARTS = frozenset(
    (*UNITS, *TENS, *SCALES, *VAGUE, "a", "an", "half", "tens", "several", "few", "many", "between", "from", "anywhere")
)
LONGEST = max(len(words) for words in BEFORE)
PARTICLE_VERBS = frozenset(
    "divided spread distributed scattered shared strewn handed handing hand turned turning turn gave given give taken take took signed sign all went brought them it remains boxes".split()
)
NOT_A_COUNT_AFTER = frozenset(
    "percent per % yards fathoms leagues paces strides hectare kilos kilograms ounces gallons litres liters metre meter km kilometers kilometres miles mile meters metres feet foot inches inch acres hectares pounds tons tonnes kg mm cm knots mph degrees soles reais dinars dirhams zloty kroner kronor forints lei leva hryvnias liras lire ringgit baht rupiah kina kwacha shillings rand naira pence pennies guineas shekels riyals dong kip taka kyat roubles rubles rupees pesos francs marks dollars euros won yen am pm a.m p.m o'clock th".split()
)
NAMES_BEFORE = frozenset(
    "force gale object day item panel gallery exhibit episode camp hill highway route no no. number nos resolution article section chapter page pages flight company battalion point operation grid room gate box building "
    "zone unit note notes footnote channel phase level figure table annex appendix paragraph volume part case# lot plot row grave site hull u.n.s.c ww type grade class title code suite street id k accession".split()
)
