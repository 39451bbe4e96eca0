"""Words of numbers, and the words before a number that qualify it."""

from __future__ import annotations

UNITS = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)}  # fmt: skip
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "score": 20}
VAGUE = {"hundreds": 100, "thousands": 1000, "dozens": 12, "scores": 20, "millions": 1_000_000}
FRACTIONS = {"half": 0.5} | {
    word + plural: 1 / n
    for n, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)
    for plural in ("", "s")
} | {"quarter": 0.25, "quarters": 0.25}  # fmt: skip
# Words before a number -> qualifier. Longest first when matched; words that only strengthen or weaken stand before them.
BEFORE: dict[tuple[str, ...], str] = {
    tuple(words.split()): qualifier
    for qualifier, phrases in {
        "more_than": "more than|over|upwards of|upward of|past|beyond|north of|exceeded|exceeds|exceed|exceeding|topped|tops|surpassed|in excess of some|better than|in excess of|greater than|exceeding|above|some more than|>",
        "at_least": "minimum|at the least|at least|never fewer than|never less than|nor fewer than|nor less than|at the very least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of|a good|≥|as few as",
        "nearly": "nearly|almost|shy of|a shade under|a shade below|a whisker under|well-nigh|nigh on|nigh|close to|close on|close upon|short of|getting on for|going on|just under|not quite|approaching|nearing|pushing|just below|a little under|slightly under|virtually|the best part of|the better part of|the greater part of",
        "up_to": "up to|as many as|anything up to|fewer than about|as much as|at most|at the most|no more than|not more than|never more than|not above|not exceeding|not exceed|not exceeded|never exceeded|a maximum of|maximum of|fewer than|less than|under|below|not even|<|≤",
        "approx": "about|around|closer to|nearer to|nearer|something like|something approaching|in the neighbourhood of|in the neighborhood of|in the vicinity of|approximately|roughly|some|an estimated|estimated|circa|c .|ca .|c|ca|approx|approx .|in the region of|in the order of|on the order of|of the order of|~|≈|±|more or less|perhaps|maybe|the estimated|estimates of|, say|barely|hardly|scarcely|a round",
        "exact": "exactly|precisely|a total of|just|only|all|a mere|a bare|fully|no less a number than|a full",
        "believed": "believed|a believed|a presumed|presumed|possibly",
    }.items()
    for words in phrases.split("|")
}
STRENGTHENING = frozenset(
    "well far many much rather slightly somewhat somewhere considerably comfortably appreciably substantially significantly very just anywhere a little good deal lot few".split()
)
STARTS = frozenset(
    (*UNITS, *TENS, *SCALES, *VAGUE, *"a an half tens several few many couple between from anywhere none not".split())
)
CLOSES_BEFORE = frozenset(words[-1] for words in BEFORE)
LONGEST = max(len(words) for words in BEFORE)
PARTICLE_VERBS = frozenset(
    "divided spread distributed scattered shared strewn handed handing hand turned turning turn gave given give taken take took signed sign all went brought them it remains boxes".split()
)
NOT_A_COUNT_AFTER = frozenset(
    "percent per % g mg ml cl m ft m² km² cm² yards fathoms leagues paces strides hectare kilos kilograms ounces gallons litres liters metre meter km kilometers kilometres miles mile meters metres feet foot inches inch acres hectares pounds tons tonnes kg mm cm knots mph degrees soles reais dinars dirhams zloty kroner kronor forints lei leva hryvnias liras lire ringgit baht rupiah kina kwacha shillings rand naira pence pennies guineas shekels riyals dong kip taka kyat roubles rubles rupees pesos francs marks dollars euros won yen am pm a.m p.m o'clock th".split()
)
CURRENCIES = frozenset(
    "$ € £ ¥ ₩ ₽ ₹ US$ EUR USD GBP CHF JPY KRW RUB NOK SEK DKK PLN CAD AUD NZD Rs Rs. Euro Euros".split()
)
NAMES_BEFORE = frozenset(
    "para graf junction floor runway form column latitude longitude sonnet psalm symphony opus mission shelf drawer locker court circle district paper plan law rule act question force gale object day item panel gallery exhibit episode camp hill highway route no no. number nos resolution article section chapter page pages flight company battalion point operation grid room gate box building "
    "zone unit note notes footnote channel phase level figure table annex appendix paragraph volume part case# lot plot row grave site hull u.n.s.c ww type size calibre caliber grade class title code suite street id k accession".split()
)
