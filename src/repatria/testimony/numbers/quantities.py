"""Figures of a sentence: number, qualifier, unit, predicate, population, place, each from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.lexicon import HEADS, place_of
from repatria.testimony.numbers.ages import age, is_age, is_age_limit
from repatria.testimony.numbers.asked_counts import ASKED
from repatria.testimony.numbers.bare_numbers import NO_NOUN, PAST, VERBISH, counts_nothing, mean_age
from repatria.testimony.numbers.clauses import clause_of
from repatria.testimony.numbers.count_nouns import WOUNDED, is_duration
from repatria.testimony.numbers.counted_things import counted_before, label_unit, measure, remains_of
from repatria.testimony.numbers.head_nouns import head_of
from repatria.testimony.numbers.number_reading import Number, read_number
from repatria.testimony.numbers.numbers import find_numbers
from repatria.testimony.numbers.numerals_written import Doubtful
from repatria.testimony.numbers.predicate_lexicon import PREDICATE
from repatria.testimony.numbers.predicates import deed_left_undone, predicate_of
from repatria.testimony.numbers.qualifiers import qualifier_of
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.numbers.shared_predicates import share
from repatria.testimony.numbers.units_told import BODIES, unit_told
from repatria.testimony.numbers.whole_counts import fraction, in_whole_numbers
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Token

MOST_TOLD = 40  # counts told before among which the unit of a bare number is looked for
_LASTING = frozenset(
    "took take takes taking taken lasted last lasts lasting spent spend waited wait for after is was be been served lived of aged only just".split()
)
# Verbs that say of bones and belongings what became of them, and of other things nothing: "found three reasons".
_SAID_OF_ANYTHING = frozenset(
    "found find finds produced yielded yield yields secured discovered located held hold holds holding kept keep keeps identified named naming received receive presented contains contained contain".split()
)
_MATERIAL = compiled(
    r"\b(?:points?|relics?|remains|bones?|fragments?|teeth|tooth|molars?|skulls?|vertebrae?|femora|femurs?|ribs?|jaws?|jawbones?|skeletons?|elements?|specimens?|samples?|tags?|rings?|helmets?|boots?|arti?facts?|artefacts?|items?|effects|belongings|objects?|pieces?|parts?|buttons?|coins?|watch(?:es)?|planes?|aircraft|wrecks?|ships?|vessels?|graves?|bags?|sacks?|trunks?|urns?|bundles?|parcels?|sites?|mines?|rounds?|rifles?|weapons?)\b"
)
_LENGTHS = frozenset(
    "mile kilometre kilometer metre meter foot inch acre ton dozen hundred million pound dollar".split()
)
_AFTER_SHARE = frozenset(
    "of may might could can will would should must lie are were have had remain is was the been either , .".split()
)
_SAY_NOTHING = (["times"], ["point"], ["points"], ["dates"], ["occasions"], ["questions"])
_DEFINITE = frozenset("the those these both its their his her".split())
_OF_BODIES = frozenset(["missing", "unaccounted_for", "died", "lost_at_sea", "identified", "buried", "returned"])
_ANAPHORA = compiled(
    r"\b(?:of (?:those|them|these|which|whom|the total|that (?:number|total|figure))|among (?:them|those))\b", re.I
)
_LIST_ROW = compiled(
    r"^\W*(?P<label>[A-Za-z][A-Za-z/()&,.'’ -]{2,70}?)\s*(?::|\.{3,}|\t|\s{2,}|\||\s[-–—]\s)\s*(?=(?:about |approximately |~|≈)?\d)"
)


# "Farther east, in the Chosin Reservoir campaign, ...": the place of the whole sentence.
_OPENING = compiled(r"(?:[\w ]{1,20},\s+)?(?P<where>(?:In|in|At|at|Near|near|On|on) (?:the )?[^,.;]{3,60}),")


_CONTAINERS = frozenset(("boxes", "caskets", "cases"))


def quantities(
    text: str,
    tokens: Sequence[Token],
    dated: Sequence[tuple[int, int]],
    previous: Quantity | None,
    told: Sequence[Quantity] = (),
    subject: Quantity | None = None,
    doubtful: list[Doubtful] | None = None,
) -> list[Quantity]:
    """Quantities of one sentence given as tokens of the flat text.

    dated: places of time expressions, which are no counts. previous: the last quantity told before this sentence, whose
    unit "of those, 12 ..." takes. told: those of the sentences before, for numbers
    that stand bare. doubtful: takes in the numerals that tell no count. subject: the first one of the sentence before, with which a number that opens this one goes on.
    """
    found: list[Quantity] = []
    for number in (part for told_as in find_numbers(tokens) for part in _without_its_date(tokens, told_as, dated)):
        if any(a < tokens[number.last - 1].end and tokens[number.words].start < b for a, b in dated):
            continue
        before = next((q for q in reversed(found) if not is_duration(q.noun)), previous)
        if (
            not found
            and number.first <= 1
            and subject is not None
            and previous is not None
            and previous.unit == "other"
        ):
            before = subject
        at_date = number.last < len(tokens) and any(a <= tokens[number.last].start < b for a, b in dated)
        quantity = _quantity(text, tokens, number, before, at_date, [*told, *found[-MOST_TOLD:]][-MOST_TOLD:])
        if quantity is None:
            continue
        if (whole := in_whole_numbers(tokens, quantity)) is not None:
            found.append(whole)
        elif doubtful is not None:
            doubtful.append(fraction(text, quantity))
    return share(found, tokens)


def _quantity(
    text: str, tokens: Sequence[Token], number: Number, before: Quantity | None, at_date: bool, told: Sequence[Quantity]
) -> Quantity | None:
    """One number as a quantity; at_date: a time expression follows at once ("17 the year before")."""
    head = head_of(tokens, number)
    if head is None and not is_age(tokens, number):
        head = _shared_head(tokens, number)
    follow = tokens[number.last].low if number.last < len(tokens) and not at_date else ""
    lead = tokens[number.first - 1].low if number.first else ""
    anaphoric = head is None and number.kind != "ratio"
    if lead == "every":
        return None  # "of every ten names": a share
    if is_age_limit(tokens, number) or (head is None and mean_age(tokens, number)):
        return None
    if _share_of_next(tokens, number):
        return None  # "nine of ten": a share
    definite = lead in _DEFINITE or tokens[number.first].low == "all"
    label = _LIST_ROW.match(text[tokens[0].start : tokens[-1].end])
    counted = counted_before(tokens, number)
    if head is not None:
        unit, noun, end = head
        if number.kind == "ratio":
            unit = "other"
    elif follow != "years" and (is_age(tokens, number) or age(tokens, number)):
        unit, noun, end = "years", "age", number.last
    elif number.kind == "ratio":
        if not (follow in _AFTER_SHARE or follow in NO_NOUN or PAST.fullmatch(follow)):
            return None
        if follow in ("a", "an") and (
            is_duration(beyond := tokens[number.last + 1].low if number.last + 1 < len(tokens) else "")
            or beyond in _LENGTHS
        ):
            return None  # "half a century"
        unit, noun, end = "other", "", number.last
    elif (
        label
        and label.end() <= tokens[number.words].start - tokens[0].start + 1
        and (PREDICATE.search(label["label"].lower()) or label_unit(label["label"]))
    ):
        unit, noun, end = label_unit(label["label"]) or "persons", label["label"], number.last
    elif counted is not None:
        unit, noun, end = counted, "", number.last
    elif not counts_nothing(
        tokens, number, goes_on=before is not None, beside=before is not None and before.start >= tokens[0].start
    ):
        unit, noun, end = unit_told(tokens, number, before, told), "", number.last
    else:
        return None
    if (
        number.spelled
        and number.value == 1
        and number.qualifier is None
        and [t.low for t in tokens[number.words : number.words + 2]] != ["a", "single"]
        and (
            (head is None and unit in ("years", "days", "other"))
            or lead
            in ("no", "not", "of", "the", "this", "that", "every", "only", "any", "in", "at", "on", "from", "near")
            or follow in ("of", "another")
        )
    ):
        return None
    if unit in ("persons", "remains") and remains_of(tokens, number.first):
        unit = "remains"
    timed = unit in ("years", "days") or is_duration(noun)
    if definite and timed and not (tokens[end : end + 1] and tokens[end].low == "of"):
        return None
    if number.qualifier == "more_than" and number.value == 1 and unit != "years":
        return None  # "parts of more than one man": says what a thing is, counts none
    if timed and tokens[number.first].low == "over" and number.qualifier == "more_than" and not _took(tokens, number):
        number = replace(number, first=number.first + 1, qualifier="exact")  # "over eight years": throughout
    if timed and noun != "age" and not measure(tokens, number, end):
        return None
    predicate, said = predicate_of(text, tokens, number, end, label["label"] if label and head is None else None)
    if unit in BODIES and (undone := deed_left_undone(predicate, said)) is not None:
        predicate = undone
    if predicate == "died" and unit in _CONTAINERS:
        predicate = "missing" if said.startswith("los") else "other"  # "we lost 14 boxes": no box dies
    if timed or (unit == "other" and noun.lower().split()[-1:] in _SAY_NOTHING):
        predicate = "other"
    if (
        predicate == "other"
        and anaphoric
        and before is not None
        and _ANAPHORA.search(text, max(0, tokens[0].start), tokens[min(number.last + 1, len(tokens) - 1)].end)
    ):
        predicate = before.predicate
    if number.spelled and number.value == 1 and predicate == "other" and number.qualifier is None:
        listed = unit == "other" and head is not None and noun.lower().split()[-1] in HEADS and not is_duration(noun)
        if not listed or tokens[number.words].low != "one":
            return None  # "one man said": a pronoun more than a count; "one joint operation" is counted
    if predicate == "other" and before is not None and before.noun == ASKED and unit not in ("years", "days"):
        predicate = before.predicate
    if (
        predicate == "other"
        and head is None
        and before is not None
        and (anaphoric and counted is None and noun != "age" and _same_story(tokens, number))
    ):
        predicate = before.predicate
    things = unit == "other" and head is not None and number.kind != "ratio"
    if things and said in _SAID_OF_ANYTHING and not _MATERIAL.search(noun.lower()):
        predicate = "other"
    if noun == "age" or noun.lower().endswith(WOUNDED) or (things and predicate == "died"):
        predicate = "other"
    elif anaphoric and _counts_persons(tokens, unit, predicate if said else "other", before):
        unit = "persons"
    qualifier = qualifier_of(text, tokens, number, end, unit)
    last_token = tokens[max(end, number.last) - 1]
    clause = clause_of(tokens, number)
    place = place_of(text[tokens[clause[0]].start : tokens[clause[1] - 1].end])
    if place is None and (opening := _OPENING.match(text, tokens[0].start, tokens[-1].end)):
        place = place_of(opening["where"].lower()[:2].strip() + opening["where"][2:])
    return Quantity(
        tokens[number.first].start,
        last_token.end,
        number,
        qualifier,
        unit,
        predicate,
        noun,
        end,
        definite,
        anaphoric,
        place,
    )


def _without_its_date(tokens: Sequence[Token], number: Number, dated: Sequence[tuple[int, int]]) -> list[Number]:
    """The number; of a range that begins with a year ("from 7,747 in 2016 to 7,680") the count after the year."""
    if number.qualifier != "between":
        return [number]
    start, end = tokens[number.words].start, tokens[number.last - 1].start
    year = next((b for a, b in dated if a <= start < b <= end), None)
    if year is None:
        return [number]
    at = next(i for i in range(number.words, number.last) if tokens[i].start >= year)
    counts = [n for n in find_numbers(tokens[at : number.last + 1]) if n.last <= number.last - at]
    return [replace(n, first=n.first + at, last=n.last + at, words=n.words + at) for n in counts]


def _took(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a length of time is measured: "took over eight years", not "will raise them over eight years"."""
    lead = tokens[number.first - 1].low if number.first else ""
    return lead in _LASTING


def _share_of_next(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number is a part of "nine of ten", "two in three"."""
    if not number.spelled or number.value is None or number.value > 10:
        return False
    if number.first > 1 and tokens[number.first - 1].low in ("of", "in"):
        part = read_number(tokens, number.first - 2)
        return part is not None and part[1] == number.first - 1 and part[0] == number.value - 1 > 1
    if number.last + 1 < len(tokens) and tokens[number.last].low in ("of", "in"):
        whole = read_number(tokens, number.last + 1)
        return whole is not None and whole[2] and whole[0] == number.value + 1 and number.value > 1
    return False


def _shared_head(tokens: Sequence[Token], number: Number) -> tuple[str, str, int] | None:
    """ "18 and 11 bodies", "neither 12 nor 14 graves": the first number counts what the second does."""
    i = number.last
    if (
        i + 1 >= len(tokens)
        or tokens[i].low not in ("and", "or", "nor", "but")
        or number.kind != "count"
        or number.value is None
    ):
        return None
    if tokens[i].low == "but" and not (number.first and tokens[number.first - 1].low == "not"):
        return None
    following = [n for n in find_numbers(tokens[i + 1 : i + 4]) if n.first == 0 and n.kind == "count"]
    if not following:
        return None
    after = following[0]
    head = head_of(tokens, replace(after, first=i + 1, last=i + 1 + after.last, words=i + 1))
    return (head[0], head[1], number.last) if head else None


def _same_story(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a bare number repeats what the number before it said, for another time or source."""
    lead = tokens[number.first - 1].low if number.first else ""
    if lead in ("been", "were", "was", "are", "is") and any(
        t.low == "there" for t in tokens[max(0, number.first - 4) : number.first]
    ):
        return True  # "since then there have been seven"
    if lead in ("was", "is") and number.first > 1 and tokens[number.first - 2].low in ("it", "that"):
        return True  # "last year it was nineteen"
    if lead in ("leaves", "leaving", "it", "make", "makes") or PAST.fullmatch(lead):
        return False  # "that leaves five": what is left is not what was taken away
    follow = tokens[number.last].low if number.last < len(tokens) else ""
    return lead not in VERBISH and follow not in VERBISH and not PAST.fullmatch(follow)


def _counts_persons(tokens: Sequence[Token], unit: str, predicate: str, before: Quantity | None) -> bool:
    """Whether what is said of a bare number is said of persons only, whatever was counted before it."""
    things = unit in BODIES and unit != "remains"
    if things and before is not None and before.unit == unit and before.start >= tokens[0].start:
        return False  # "of 55 boxes, 12 are missing"
    if unit != "other":
        return predicate in ("missing", "unaccounted_for", "died", "lost_at_sea")
    return before is not None and before.start < tokens[0].start and predicate in _OF_BODIES
