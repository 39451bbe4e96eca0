"""Numbers without a noun: each is a count unless it is of the closed list of what else a number can be.

Names (of rooms, units, notes, streets), hours, years, codes, decimals, and numbers before a noun that is not counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers.count_nouns import PLURAL
from repatria.testimony.numbers.number_reading import Number, read_number
from repatria.testimony.numbers.number_words import CURRENCIES, NAMES_BEFORE
from repatria.testimony.numbers.predicate_lexicon import PREDICATE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token

VERBISH = frozenset(
    "are is were was have has had remain remained remains still believed thought presumed listed died missing unaccounted may might could would will "
    "identified recovered returned killed buried lost perished survived more others never did came been got can could must should are".split()
)
# What can stand after a number that has no noun of its own: marks, joints, prepositions that do not divide it.
ENDS = frozenset(
    "now today as in and or while but set by when at on after before since until during so last this more here there for from that with if because though then yesterday tonight altogether left alive dead aboard behind apiece combined fewer less also too according each".split()
) | {"", ".", ",", ";", ")", "”", '"', "—", "–", ":", "?", "!"}
FINITE_NOW = frozenset(
    "are is were was have has had do did will would can could may might must should lie lies stand rest await wait need live stay lack bear belong come go include sit".split()
)
PAST = compiled(
    r"[a-z]{2,}(?<!hundr)ed|(?:made|held|lost|found|gave|sent|rose|spoke|wrote|won|heard|flew|drove|fought|sat|stood|put|led|paid|kept|sank|thought|swam|drowned|survived|went|came|fell|bore|wore|froze|starved|slept|ate|hid|broke|swore|woke|fled|dug|hung|met|grew|drew|threw|shot|cost|hit|set|cut|spent|lay|bled|clung|dwelt|contained)"
)
DID = frozenset("did came went stood fell ran left got made took sat began lay knew saw".split())
_MOST_NOTES = 1000  # notes, items and paragraphs are numbered up to here
_LONGEST_BARE = 6  # digits; a count so long is written with commas
_MOST_NUMBERED = 100  # a larger number alone in its sentence is an answer
_CLOCK = frozenset("at by from until till before after since past around".split())
_LAST_HOUR = 24
_HOUR = 60  # minutes
_NAMING = frozenset(
    "page pages p pp para paras paragraphs graf grafs chapter verse act scene aged age ages channel ward platform gate bus year april may june july "
    "minus plus shelf drawer cabinet rack bay desk door locker paper sheet circle court district extension ext tel track lane seat slide bin folder file log volume vol version v serial ref nr "
    "quarter week sq bed house flat apartment psalm line lines op sec art fig map step stage round game target".split()
)
_NAMED_IN_WORDS = frozenset("size page ward room chapter verse level grade gate platform channel exhibit".split())
_CLOSES_LABEL = frozenset((".", ")", "]", ":"))
# Words after a number that are no noun of it: joints, verbs, adverbs, pronouns.
NO_NOUN = (
    STOPS
    | ENDS
    | VERBISH
    | FINITE_NOW
    | DID
    | frozenset(
        "already still never ever also once soon then later eventually just even only not yet so too perhaps maybe probably apiece each all both every another any some it they he she we i you me us him her them "
        "which who whom whose what how within without across beyond beneath behind above below along around near upon off out up down away back home via among inside outside like unlike despite except plus minus versus his their our your my its "
        "ashore aboard alive dead missing pending absent present due short complete intact empty unknown open free safe sound sted figure total toll count tally mark".split()
    )
)
_MEASURING = frozenset("square cubic min mins hrs hr sec secs g mg kb mb gb ft lb lbs oz".split())


def counts_nothing(tokens: Sequence[Token], number: Number, *, goes_on: bool, beside: bool) -> bool:
    """Whether a number without a noun of its own is something else than a count.

    goes_on: a count was told before it; beside: in its own sentence.
    """
    text = tokens[number.words].text
    written = not number.spelled
    most = number.value if number.value is not None else number.high
    if number.kind == "vague":
        return _before_uncounted(tokens, number.last)
    if number.kind != "count" or most is None or most != int(most):
        return True
    if written and (_is_code(text) or _year(number, text) or _listed(tokens, number)):
        return True
    if number.value is None and written and tokens[number.words + 1].text in _DASHES:
        return True  # "(10–14)", "grafs 5-6": days, pages
    if _odds(tokens, number) or _is_money(tokens, number):
        return True
    if number.spelled and most == 0:
        held = number.first and tokens[number.first - 1].low in ("have", "has", "had", "been")
        return bool(held) or not beside
    if number.spelled and most == 1:
        return not _one_counts(tokens, number, goes_on)
    return _names(tokens, number) or _before_uncounted(tokens, number.last)


def _is_code(text: str) -> bool:
    """ "0934", "19002314": written as counts are not."""
    return (len(text) > 1 and text[0] == "0") or (len(text) >= _LONGEST_BARE and text.isdigit())


def _year(number: Number, text: str) -> bool:
    return number.qualifier is None and number.value is not None and 1500 <= number.value <= 2499 and "," not in text


_YEAR_WORD = compiled(r"(?:18|19|20)\d\d")


def _written_year(word: str) -> bool:
    """ "in 2020 and 41 in 2021": a year that the count after "and" does not go on from."""
    return _YEAR_WORD.fullmatch(word) is not None


def _listed(tokens: Sequence[Token], number: Number) -> bool:
    """ "3. Scene.", "(2) separate the payment": the number of a note, of an item or of a paragraph."""
    follow = tokens[number.last].text if number.last < len(tokens) else ""
    lead = tokens[number.first - 1].text if number.first else ""
    if number.qualifier is not None or (number.value or 0) >= _MOST_NOTES or follow not in _CLOSES_LABEL:
        return False
    if lead in ("(", "["):
        return follow in (")", "]")
    return number.words == 0 and ((number.value or 0) < _MOST_NUMBERED or number.last + 1 < len(tokens))


def _odds(tokens: Sequence[Token], number: Number) -> bool:
    """ "3 to 1", "won 3-1", "by 14 votes to 3": two numbers weighed against each other, the first no smaller."""
    if number.qualifier is not None or (number.first and tokens[number.first - 1].low == "from"):
        return False
    if [t.low in ("to", *_DASHES) for t in tokens[number.last : number.last + 1]] == [True]:
        other = read_number(tokens, number.last + 1)
        return other is not None and other[0] <= (number.value or 0)
    if number.first > 2 and tokens[number.first - 1].low == "to" and tokens[number.first - 2].low in _SCORED:
        return True  # "by 9 votes to 2"
    if number.first > 1 and tokens[number.first - 1].low in ("to", *_DASHES):
        other = read_number(tokens, number.first - 2)
        falls = number.first > 2 and tokens[number.first - 3].low in ("from", "to")
        is_year = other is not None and 1500 <= other[0] < 2100  # "since 1982 to 597"
        return (
            other is not None
            and other[1] == number.first - 1
            and other[0] >= (number.value or 0)
            and not (falls or is_year)
        )
    return False


_SCORED = frozenset("votes points goals games wins".split())


def _is_money(tokens: Sequence[Token], number: Number) -> bool:
    """ "would cost 18,500", "of EUR 212,000, 140,000 is committed": a price, or what is told of a sum of money."""
    lead = tokens[number.first - 1].low if number.first else ""
    if lead in _PAYING:
        return True
    if [token.low for token in tokens[max(0, number.first - 2) : number.first]] != ["of", "which"]:
        return False
    last = next((n for n in range(number.first - 1, 0, -1) if tokens[n].text[0].isdigit()), None)
    return last is not None and tokens[last - 1].text in CURRENCIES


_PAYING = frozenset("cost costs costing paid pays pay worth priced charged charges fetched earned earns".split())


def mean_age(tokens: Sequence[Token], number: Number) -> bool:
    """ "The average age of a sibling is 84"."""
    lead = tokens[number.first - 1].low if number.first else ""
    if lead not in ("is", "was", "of", ":"):
        return False
    words = {token.low for token in tokens[: number.first]}
    return "age" in words and bool(words & {"average", "mean", "median"})


def _names(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number names what stands before or after it, or an hour: "Court 2", "658 Squadron", "at ten"."""
    if number.qualifier not in (None, "exact") or "," in tokens[number.words].text:
        return False
    after = tokens[number.last] if number.last < len(tokens) else None
    if after is not None and after.text[0].isupper() and after.low not in NO_NOUN:
        return True
    first = number.first
    while (
        first > 2
        and tokens[first - 1].low in _JOINING
        and tokens[first - 2].text.isdigit()
        and not number.spelled
        and not (_written_year(tokens[first - 2].text) and not _written_year(tokens[number.words].text))
    ):
        first -= 2
    if not first:
        return False
    if first < number.first:
        return _is_name(tokens[first - 1].low) or _after_its_noun(
            tokens[first - 1], tokens[first - 2]
        )  # "Boxes 12 and 13": named as the first of them is
    before, value = tokens[first - 1], number.value or 0
    earlier = tokens[first - 2] if first > 1 else None
    if before.low == "or" and first > 2 and tokens[first - 3].low in ("a", "an"):
        return True  # "a day or two"
    if after is not None and after.low == "past" and value < _HOUR and before.low in ("it's", "is", "was"):
        return True
    if before.end == tokens[number.words].start and before.text[-1:].isalnum():
        return True  # "Room 2E579"
    if before.low in _CLOCK and value <= _LAST_HOUR:
        return not (_put_at(tokens, number) or (after is not None and after.low in VERBISH))
    if _numbered(before.low):
        return not number.spelled or before.text[0].isupper() or before.low in _NAMED_IN_WORDS
    if before.text.isdigit() and not number.spelled and first == number.words:
        return True  # "map reference 943 623"
    if first == 1 and not number.spelled and _is_name(before.low):
        return True
    if before.text == "." and earlier is not None and _is_name(earlier.low):
        return True  # "see p. 12"
    if number.spelled:
        return False
    gapped = first > 2 and tokens[first - 3].low in (",", ";", "and")  # "the mayor says 300, the army 120"
    if not gapped and _after_its_noun(before, earlier):
        return True
    if before.text == "(" and (after is None or after.text == ")"):
        return True
    if before.text in ("/", "-", "+", "x", "×", "$", "#") or before.low == "in":
        return True
    named = before.text[0].isupper() and earlier is not None and earlier.text not in ".:;—"
    return named and before.low not in HEADS and before.low not in STOPS and not _parallel(tokens, number)


def _numbered(word: str) -> bool:
    return word in _NAMING or word in NAMES_BEFORE or word.removesuffix("s") in NAMES_BEFORE


def _after_its_noun(before: Token, earlier: Token | None) -> bool:
    """ "on floor 3", "the form 1348": a noun told apart by its number; what can stand before a count is none."""
    return (
        earlier is not None
        and earlier.low in _DETERMINING
        and before.text.islower()
        and before.low not in NO_NOUN
        and before.low not in _DEFINING
        and not (earlier.low == "to" and before.low in _VERBS)
        and HEADS.get(before.low) != "persons"
        and not before.low.endswith(("ed", "ing", "s", "ly", "al", "est"))
    )


# After "to" a verb: "is believed to add 350".
_VERBS = frozenset(
    "add hold contain total number include bury find return identify lose send bring carry recover take leave reach exceed name list claim have yield give hand release count keep receive get see make say put expect spare save kill wound free feed".split()
)
_DETERMINING = frozenset(
    "the a an this that his her its their my our your on at in to from of by under near for".split()
)
_DEFINING = frozenset(
    "other remaining last first next further final latest additional extra total same estimated original existing known entire whole full old new previous another mere bare good round lone single date present addition fact turn short most least than to late early odd hundred thousand dozen million past average some number figure".split()
)


def _is_name(word: str) -> bool:
    """Whether things of this name are told apart by numbers."""
    return _numbered(word) or (HEADS.get(word, "persons") != "persons" and word[-1] == "s")


_JOINING = frozenset(("and", ",", "or", "to", "through"))
_DASHES = ("-", "–", "—", "‑")


def _parallel(tokens: Sequence[Token], number: Number) -> bool:
    """ "Norfolk 14, Suffolk 9": names with a count each."""
    for step in (1, -1):
        i, named = (number.last, False) if step == 1 else (number.first - 2, True)
        while 0 <= i < len(tokens) and i - number.last < _NAME_AND_COUNT and number.first - i < _NAME_AND_COUNT:
            if tokens[i].text[0].isdigit():
                return named
            named = named or tokens[i].text[0].isupper()
            if not (tokens[i].text[0].isupper() or tokens[i].low in (",", ";", "and", "the", "of")):
                break
            i += step
    return False


_NAME_AND_COUNT = 6  # words


def _put_at(tokens: Sequence[Token], number: Number) -> bool:
    """ "puts the dead at 19", "outnumbered by six": no hour."""
    lead, earlier = tokens[number.first - 1].low, tokens[number.first - 2].low if number.first > 1 else ""
    if lead == "by" and earlier.endswith("ed"):
        return True
    if lead == "from" and [t.low for t in tokens[number.last : number.last + 1]] == ["to"]:
        return not {"p.m", "a.m", "pm", "am"} & {t.low for t in tokens[number.last : number.last + 4]}
    told = _FALLING | _PUTTING if lead == "from" else _PUTTING
    return lead in ("at", "from") and any(t.low in told for t in tokens[: number.first])


_PUTTING = frozenset("put puts putting stands stood estimate estimates estimated remains we're now".split())
_FALLING = frozenset("down up fell fallen rose risen reduced".split())


_ONLY = frozenset("only just but to than from another".split())


def _one_counts(tokens: Sequence[Token], number: Number, goes_on: bool) -> bool:
    """ "all but one", "cut from three to one", "One was found": "one" as a count; else it is a pronoun."""
    if tokens[number.words].low != "one":
        return False
    lead = [token.low for token in tokens[max(0, number.words - 2) : number.words]]
    follow = tokens[number.last].low if number.last < len(tokens) else ""
    if not lead:
        return goes_on and (follow in (",", "more") or follow in VERBISH)
    if follow not in ENDS or lead[0] == "the":
        return False
    return lead[-1] in _ONLY or PREDICATE.fullmatch(lead[-1]) is not None


def _before_uncounted(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows is a plural that counts nothing ("two sides", "six questions"), a name or a measure.

    A count of more than one needs a plural: a word without its form is a verb, an adverb or an adjective of the number.
    """
    words: list[Token] = []
    for token in tokens[i : i + 4]:
        if token.low in NO_NOUN or not token.text[0].isalnum() or token.low.endswith("ly"):
            break
        words.append(token)
    if not words:
        return False
    if words[0].text[0].isupper() or words[0].low in _MEASURING:
        return True
    if PAST.fullmatch(words[0].low) or words[0].low.endswith("ing"):
        return False
    return any(PLURAL.match(word.low) for word in words) or words[-1].low in HEADS
