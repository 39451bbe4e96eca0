"""Figures of a sentence: number, qualifier, unit, predicate, population, place, each from the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from repatria.testimony.lexicon import HEADS, PREDICATE, SINGULAR, STOPS, TRIGGER_NOUNS, place_of
from repatria.testimony.numbers import TENS, VAGUE, Number, find_numbers
from repatria.testimony.numbers import UNITS as COUNTED
from repatria.testimony.segment import Token

_VERBISH = frozenset(
    "are is were was have has had remain remained remains still believed thought presumed listed died missing unaccounted may might could would will "
    "identified recovered returned killed buried lost perished survived more others never did came been".split()
)
_DEFINITE = frozenset("the those these both its their his her".split())
_ANAPHORA = re.compile(
    r"\b(?:of (?:those|them|these|which|whom|the total|that (?:number|total|figure))|among (?:them|those))\b", re.I
)
_LIST_ROW = re.compile(
    r"^\W*(?P<label>[A-Za-z][A-Za-z/()&,.'’ -]{2,70}?)\s*(?::|\.{3,}|\t|\s{2,}|\||[-–—])\s*(?=(?:about |approximately |~|≈)?\d)"
)
_MAX_NOUN_PHRASE = 9


@dataclass(frozen=True, slots=True)
class Quantity:
    """One counted thing of a sentence, before its population and dates are joined to it.

    start, end: place in the text from the qualifier to the head noun. trigger: words that gave the predicate.
    """

    start: int
    end: int
    number: Number
    qualifier: str
    unit: str
    predicate: str
    noun: str
    head: int
    definite: bool
    anaphoric: bool
    place: str | None


def quantities(
    text: str, tokens: Sequence[Token], dated: Sequence[tuple[int, int]], previous: Quantity | None
) -> list[Quantity]:
    """Quantities of one sentence given as tokens of the flat text.

    dated: places of time expressions, which are no counts. previous: the last quantity told before this sentence, whose
    unit "of those, 12 ..." takes.
    """
    found: list[Quantity] = []
    for number in find_numbers(tokens):
        if any(a < tokens[number.last - 1].end and tokens[number.words].start < b for a, b in dated):
            continue
        quantity = _quantity(text, tokens, number, found[-1] if found else previous)
        if quantity is not None:
            found.append(quantity)
    return _share(found, tokens)


def _quantity(text: str, tokens: Sequence[Token], number: Number, before: Quantity | None) -> Quantity | None:
    head = _head(tokens, number)
    follow = tokens[number.last].low if number.last < len(tokens) else ""
    lead = tokens[number.first - 1].low if number.first else ""
    anaphoric = head is None and number.kind != "ratio"
    definite = lead in _DEFINITE
    label = _LIST_ROW.match(text[tokens[0].start : tokens[-1].end])
    counted = _counted_before(tokens, number)
    if head is not None:
        unit, noun, end = head
        if number.kind == "ratio":
            unit = "other"
    elif _age(tokens, number):
        unit, noun, end = "years", "age", number.last
    elif number.kind == "ratio":
        if (
            follow not in ("of", "are", "were", "have", "had", "remain", "is", "was", "the", "been", ",", ".")
            and follow not in _VERBISH
        ):
            return None
        unit, noun, end = "other", "", number.last
    elif (
        label
        and label.end() <= tokens[number.words].start - tokens[0].start + 1
        and (PREDICATE.search(label["label"].lower()) or _label_unit(label["label"]))
    ):
        unit, noun, end = _label_unit(label["label"]) or "persons", label["label"], number.last
    elif counted is not None:
        unit, noun, end = counted, "", number.last
    elif _elliptic(tokens, number, follow, lead, before):
        if before is None and not _person_verb(tokens, number) and follow != "of":
            return None
        unit, noun, end = (
            (before.unit if before and before.unit not in ("years", "days", "other") else "persons"),
            "",
            number.last,
        )
    else:
        return None
    if (
        number.spelled
        and number.value == 1
        and (
            head is None or lead in ("no", "the", "this", "that", "every", "only", "any") or follow in ("of", "another")
        )
    ):
        return None
    if unit in ("persons", "remains") and _remains_of(tokens, number.first):
        unit = "remains"
    if definite and unit in ("years", "days"):
        return None
    if unit in ("years", "days") and noun != "age" and not _measure(tokens, number, end):
        return None
    predicate, _ = _predicate(tokens, number, end, label["label"] if label and head is None else None)
    if unit == "other" and noun.lower() in ("point", "points"):
        predicate = "other"
    if (
        predicate == "other"
        and anaphoric
        and before is not None
        and _ANAPHORA.search(text, max(0, tokens[0].start), tokens[min(number.last + 1, len(tokens) - 1)].end)
    ):
        predicate = before.predicate
    if predicate == "other" and anaphoric and before is not None and _believed(tokens, number, end):
        predicate = before.predicate
    if number.spelled and number.value == 1 and predicate == "other" and number.qualifier is None:
        return None
    if (
        predicate == "other"
        and head is None
        and before is not None
        and (anaphoric and counted is None and _same_story(tokens, number))
    ):
        predicate = before.predicate
    if noun == "age":
        predicate = "other"
    elif anaphoric and unit != "other" and predicate in ("missing", "unaccounted_for", "died", "lost_at_sea"):
        unit = "persons"
    qualifier = number.qualifier
    if qualifier in (None, "exact") and _believed(tokens, number, end) and unit in ("persons", "remains"):
        qualifier = "believed"
    if qualifier is None:
        qualifier = "approx" if _round(number.value) else "exact"
    last_token = tokens[max(end, number.last) - 1]
    clause = _clause(tokens, number)
    place = place_of(text[tokens[clause[0]].start : tokens[clause[1] - 1].end])
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


def _round(value: float | None) -> bool:
    """A bare round number of this size is a rounded one (Krifka 2007): 7,700 is read as about 7,700."""
    return value is not None and value >= 1000 and value % 100 == 0


def _head(tokens: Sequence[Token], number: Number) -> tuple[str, str, int] | None:
    """Unit, noun phrase and the token after the head noun that the number counts; None without one."""
    i = number.last
    if i < len(tokens) and tokens[i].low == "of" and number.kind in ("vague", "ratio", "count"):
        if number.kind == "count" and not (
            i + 1 < len(tokens)
            and tokens[i + 1].low in ("the", "our", "their", "its", "these", "those", "his", "her", "whom", "them")
        ):
            return None
        i += 1
        while i < len(tokens) and tokens[i].low in (
            "the",
            "our",
            "their",
            "its",
            "these",
            "those",
            "his",
            "her",
            "more",
            "than",
            "some",
            "about",
        ):
            i += 1
        if number.kind != "vague" and i < len(tokens) and tokens[i].text[0].isdigit():
            i += 1
    limit = min(len(tokens), i + _MAX_NOUN_PHRASE)
    start = i
    while i < limit:
        token = tokens[i]
        pair = f"{token.low} {tokens[i + 1].low}" if i + 1 < len(tokens) else ""
        if pair in HEADS:
            unit, end = HEADS[pair], i + 2
        elif token.low in HEADS and token.low not in STOPS and not (token.low in SINGULAR and number.value != 1):
            unit, end = HEADS[token.low], i + 1
        elif token.low in STOPS or (not token.text[0].isalnum() and token.text not in ("-", "'", "&", "“", '"')):
            return None
        else:
            i += 1
            continue
        if (
            i + 1 < len(tokens)
            and end < len(tokens)
            and tokens[end].low in HEADS
            and tokens[end].low not in ("missing", "dead")
            and HEADS[tokens[end].low] != "years"
        ):
            i = end  # "service members", "transfer cases": the last noun is the head
            continue
        if (
            token.low in ("missing", "dead", "fallen", "wounded", "lost", "unaccounted")
            and end < len(tokens)
            and tokens[end].low not in STOPS
            and tokens[end].text[0].isalpha()
            and _noun_ahead(tokens, end, limit)
        ):
            i = end
            continue
        noun = " ".join(t.text for t in tokens[start:end])
        if (end + 1 < len(tokens) and tokens[end].low == "of" and HEADS.get(tokens[end + 1].low) in ("remains",)) or (
            end + 2 < len(tokens)
            and tokens[end].low == "of"
            and tokens[end + 1].low in ("human", "skeletal", "american", "commingled", "possible")
            and HEADS.get(tokens[end + 2].low) == "remains"
        ):
            tail = end + 2 if HEADS.get(tokens[end + 1].low) == "remains" else end + 3
            noun = " ".join(t.text for t in tokens[start:tail])
        return unit, noun, end
    return None


def _noun_ahead(tokens: Sequence[Token], i: int, limit: int) -> bool:
    for j in range(i, limit):
        if tokens[j].low in STOPS or not tokens[j].text[0].isalnum():
            return False
        if tokens[j].low in HEADS:
            return True
    return False


def _age(tokens: Sequence[Token], number: Number) -> bool:
    """ "Pfc. Leland Ballard, 20, of Bowie": a bare number between commas after a name."""
    a, b = number.first, number.last
    if (
        number.spelled
        or number.value is None
        or not 10 <= number.value <= 109
        or number.qualifier
        or a < 2
        or b + 1 >= len(tokens)
    ):
        return False
    follow = tokens[b + 1].low
    return (
        tokens[a - 1].text == ","
        and tokens[b].text == ","
        and tokens[a - 2].text[0].isupper()
        and (follow in ("of", "from", "a", "an", "who", "whose", "was", "is", "missing", "killed", "the"))
    )


def _counted_before(tokens: Sequence[Token], number: Number) -> str | None:
    """ "the number of individuals is between 30 and 35", "the death toll stands at 163": the unit named before the number."""
    words = [token.low for token in tokens[: number.first]]
    follow = tokens[number.last].low if number.last < len(tokens) else "."
    if follow not in (
        ".",
        ",",
        ";",
        "by",
        "as",
        "in",
        "since",
        "on",
        ")",
        "and",
        "or",
        "while",
        "but",
        "from",
        "at",
        "for",
        "with",
        "to",
        "”",
        "a",
    ):
        return None
    if "toll" in words[-8:]:
        return "persons"
    for i in range(len(words) - 1, max(-1, len(words) - 16), -1):
        if words[i] in ("number", "total", "count", "tally", "numbers") and i + 2 < len(words) and words[i + 1] == "of":
            for word in words[i + 2 : i + 7]:
                if word in HEADS:
                    return HEADS[word]
    if words[-1:] and words[-1] in ("number", "numbers", "numbered", "totalled", "totaled", "total"):
        units = [HEADS[word] for word in words[-12:-1] if word in HEADS]
        return units[0] if units else None
    return None


def _same_story(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a bare number repeats what the number before it said, for another time or source."""
    lead = tokens[number.first - 1].low if number.first else ""
    return lead not in _VERBISH and not (number.last < len(tokens) and tokens[number.last].low in _VERBISH)


def _elliptic(tokens: Sequence[Token], number: Number, follow: str, lead: str, before: Quantity | None) -> bool:
    """A number that stands for a noun phrase: "7,700 are still missing", "of whom 12 have been named"."""
    if number.kind == "vague":
        return follow in _VERBISH
    if number.spelled and number.value is not None and number.value <= 1:
        return False
    ahead = {token.low for token in tokens[number.last : number.last + 3]}
    earlier = tokens[number.first - 2].low if number.first > 1 else ""
    ends = follow in ("", ".", ",", ";", ")", "as", "in", "and", "while", "but", "set", "”", "by")
    if (
        before is not None
        and ends
        and before.unit not in ("years", "days")
        and not (number.spelled and (number.value or 0) <= 2)
    ):
        if lead in (
            "counts",
            "counted",
            "count",
            "gives",
            "gave",
            "lists",
            "listed",
            "reports",
            "says",
            "not",
            "another",
            "number",
            "numbers",
        ):
            return True
        if (lead, earlier) in {
            ("from", "down"),
            ("from", "up"),
            ("to", "down"),
            ("to", "up"),
            ("to", "rose"),
            ("to", "fell"),
            ("to", "risen"),
            ("to", "fallen"),
            ("of", "goal"),
            ("of", "target"),
            ("was", "number"),
            ("is", "number"),
            ("was", "figure"),
            ("is", "figure"),
        }:
            return True
    if lead == "another" and follow in ("will", "are", "were", "have", "had"):
        return True
    if follow in _VERBISH or (
        follow in ("of", "from") and ahead & {"them", "whom", "which", "those", "the", "world", "vietnam", "korea"}
    ):
        return True
    return lead in ("is", "was", "to", "at", "than", "total", "reached", "stands", "stood") and _counts_before(
        tokens, number
    )


def _counts_before(tokens: Sequence[Token], number: Number) -> bool:
    """ "the number of missing is 7,700", "the total stands at 416"."""
    words = {token.low for token in tokens[: number.first]}
    return bool(words & {"number", "total", "count", "tally", "toll", "figure"}) and bool(
        PREDICATE.search(" ".join(t.low for t in tokens))
    )


def _person_verb(tokens: Sequence[Token], number: Number) -> bool:
    return bool(PREDICATE.search(" ".join(token.low for token in tokens[number.last : number.last + 8])))


def _label_unit(label: str) -> str | None:
    for word in re.findall(r"[a-z]+", label.lower()):
        if word in HEADS and HEADS[word] not in ("years", "days"):
            return HEADS[word]
    return None


def _remains_of(tokens: Sequence[Token], first: int) -> bool:
    """ "the remains of 229 soldiers" counts remains."""
    i = first - 1
    while i >= 0 and tokens[i].low in ("the", "another", "a", "what", "may", "be", "up", "an", "some"):
        i -= 1
    return i >= 1 and tokens[i].low == "of" and tokens[i - 1].low in ("remains", "bodies", "skeletons", "bones")


def _measure(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """Whether a stretch of time is told as a length ("took 30 days", "19 years old"), not as a date."""
    lead = tokens[number.first - 1].low if number.first else ""
    follow = tokens[end].low if end < len(tokens) else ""
    if follow in ("ago", "later", "earlier", "after", "before", "since"):
        return False
    return lead not in (
        "after",
        "in",
        "next",
        "last",
        "past",
        "first",
        "every",
        "before",
        "previous",
        "the",
        "some",
        "about",
        "-",
    )


def _believed(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """Whether the number itself is held as a belief: "5,300 are believed to be ..."; not "55 boxes of remains believed to ..."."""
    lead = [token.low for token in tokens[max(0, number.first - 3) : number.first]]
    if lead[-1:] == ["believed"] or lead[-2:] in (["is", "believed"], ["to", "believed"]):
        return True
    i = max(end, number.last)
    while i < len(tokens) and tokens[i].low in (
        "are",
        "were",
        "is",
        "was",
        "still",
        "also",
        "of",
        "whom",
        "them",
        "have",
        "been",
        "had",
        "who",
        "which",
    ):
        i += 1
    if i < len(tokens) and tokens[i].low in ("believed", "thought", "presumed", "assumed", "feared", "reportedly"):
        return i > max(end, number.last) or end == number.last
    return False


def _clause(tokens: Sequence[Token], number: Number) -> tuple[int, int]:
    """Tokens [a, b) of the clause around a number: between semicolons, "but", and commas that open another number's clause."""
    a, b = number.first, number.last
    while (
        a > 0
        and tokens[a - 1].low not in (";", ":", "but", "—", "–", "while", "whereas", "“", '"')
        and not _coordinated(tokens, a - 1)
    ):
        if tokens[a - 1].low in ("which", "who", "whose", "where") and a > 1 and tokens[a - 2].low == ",":
            break
        a -= 1
    while (
        b < len(tokens)
        and tokens[b].low not in (";", "but", "—", "while", "whereas", "”")
        and not _coordinated(tokens, b)
    ):
        b += 1
    return a, b


def _coordinated(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a comma or "and" after which another count begins."""
    if tokens[i].low not in (",", "and", "with", "plus"):
        return False
    j = i + 1
    while j < len(tokens) and tokens[j].low in (
        "and",
        "with",
        "another",
        "about",
        "some",
        "more",
        "than",
        "at",
        "least",
        "of",
        "which",
        "whom",
        "including",
        "nearly",
        "almost",
        "around",
        "over",
        "an",
        "estimated",
        "a",
        "further",
        "the",
        "approximately",
    ):
        j += 1
    if j >= len(tokens) or re.fullmatch(r"(?:1[89]|20)\d\d", tokens[j].text):
        return False
    word = tokens[j].low
    spelled = word.split("-")[0] in TENS or word in VAGUE or (word in COUNTED and tokens[i].low in (",", "and"))
    return word[0].isdigit() or spelled


def _predicate(tokens: Sequence[Token], number: Number, end: int, label: str | None) -> tuple[str, str]:
    """The predicate that governs the count, and the words that say so.

    A finite verb outranks a noun, a noun outranks a participle or adjective inside a noun phrase; then the nearer wins.
    """
    if label:
        match = PREDICATE.search(label.lower())
        if match and match.lastgroup:
            return match.lastgroup, match[0]
    a, b = _clause(tokens, number)
    start = tokens[a].start
    pieces: list[str] = []
    for token in tokens[a:b]:
        pieces.append(" " * (token.start - start - sum(map(len, pieces))) + token.low)
    clause = "".join(pieces)
    at, stop = tokens[number.first].start - start, tokens[max(end, number.last) - 1].end - start
    best: tuple[float, str, str] | None = None
    for match in PREDICATE.finditer(clause):
        kind = match.lastgroup or "other"
        before = clause[max(0, match.start() - 24) : match.start()]
        inside = match.start() >= at and match.end() <= stop
        finite = bool(
            re.search(
                r"\b(?:is|are|was|were|been|be|being|has|have|had|remain|remains|remained|to|could|would|will|officially|also|still|not|never|he|she|they|it|who|which|that|and)\s+(?:\w+ly\s+)?$",
                before,
            )
        )
        word = match[0].split()[-1]
        finite = finite or word in (
            "died",
            "fell",
            "perished",
            "drowned",
            "disappeared",
            "vanished",
            "arrived",
            "holds",
            "hold",
            "keeps",
        )
        noun = word in TRIGGER_NOUNS
        distance = (at - match.end()) if match.end() <= at else max(0, match.start() - stop)
        cost = distance / 12.0
        relative = bool(
            re.search(
                r"\b(?:who|that|which|whose)\b[^,]{0,60}$",
                clause[stop : match.start()] if match.start() >= stop else clause[match.end() : at],
            )
        )
        if inside:
            cost += 6.0
        elif match.start() >= stop:
            participle = not finite and not noun
            cost += (
                3.5
                if participle
                and clause[stop : match.start()].strip() == ""
                and kind not in ("missing", "unaccounted_for")
                else 0.0
            )
            cost += (
                4.0
                if relative
                and finite
                and not re.search(r"(?:are|were|remain|is|was|have been|has been)\s+(?:\w+\s+){0,2}$", before)
                else 0.0
            )
            between = clause[stop : match.start()]
            cost += (
                3.0
                if re.search(r"\b(?:killed|died|lost|missing|fallen)\b", match[0])
                and re.search(r"\bwho\b", between)
                and not re.search(r"\bstill\b", between)
                else 0.0
            )
            cost += (
                2.5 if re.search(r"\b(?:of|from|in|for)\s+(?:the\s+)?(?:\w+\s+){0,3}$", before) and not finite else 0.0
            )
        else:
            cost += 0.5
            cost += 2.5 if not finite and not noun and _adjectival(word, clause[match.end() : match.end() + 2]) else 0.0
        if best is None or cost < best[0]:
            best = (cost, kind, match[0])
    return (best[1], best[2]) if best else ("other", "")


def _adjectival(word: str, follow: str) -> bool:
    return word in ("missing", "dead", "fallen", "lost", "unidentified", "unaccounted") and follow.startswith(" ")


def _share(found: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """In "12 boxes and 4 crates were handed over" the first count takes the predicate of the second."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        gap = [t.low for t in tokens if here.end <= t.start and t.end <= after.start]
        if (
            here.predicate == "other"
            and after.predicate != "other"
            and len(gap) <= 3
            and set(gap) & {"and", ",", "or", "plus"}
        ):
            result[i] = replace(here, predicate=after.predicate)
    for i in range(1, len(result)):
        before, here = result[i - 1], result[i]
        gap = [t.low for t in tokens if before.end <= t.start and t.end <= here.start]
        follow = next((t.low for t in tokens if t.start >= here.end), "")
        if follow in _VERBISH or follow.endswith("ed"):
            continue
        if (
            here.predicate == "other"
            and before.predicate != "other"
            and len(gap) <= 3
            and set(gap) & {"and", ",", "or", "plus"}
        ):
            result[i] = replace(here, predicate=before.predicate)
    return result
