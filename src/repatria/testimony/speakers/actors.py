"""Who is named in a text: states, organisations, media, groups and persons, each with one name and one id."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from repatria.testimony.speakers.actor_lexicon import (
    AGENT,
    BODY,
    CAPITALISED,
    FIRST_NAMES,
    KNOWN,
    KOREAN,
    MEDIA,
    MEDIA_SHAPE,
    NOT_BODIES,
    NOT_NAMES,
    SPEAKING_NAME,
    STATESMEN,
    TITLE_WORDS,
    TITLED,
)
from repatria.testimony.speakers.names_in_capitals import SAID, names_in_capitals
from repatria.testimony.text.first_characters import compiled, first_characters


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone named at [start, end): the one name and id, and the kind (state, organisation, media, group, person)."""

    start: int
    end: int
    name: str
    id: str
    kind: str


# "US Forces Korea" before "US".
_ORDERED = sorted(KNOWN, key=lambda entry: entry[2] == "state")
_PATTERNS = (*(p for _, _, p in MEDIA), *(p for _, _, _, p in _ORDERED))
# One alternation a first character: at most places a few names are tried, not the hundred and fifty.
_BY_FIRST: dict[str, list[int]] = {}
for _number, _pattern in enumerate(_PATTERNS):
    for _char in first_characters(_pattern):
        _BY_FIRST.setdefault(_char, []).append(_number)


def _names_with(char: str, numbers: list[int]) -> str:
    """The names that begin with a character, each in a group of its own."""
    names = "|".join(f"(?P<g{n}_{ord(char)}>(?:{_PATTERNS[n]})(?!\\w))" for n in numbers)
    return f"(?={re.escape(char)})(?:{names})"


_LEXICON = compiled(
    r"(?<!\w)(?<![a-z]-)(?:" + "|".join(_names_with(char, numbers) for char, numbers in _BY_FIRST.items()) + ")"
)
_ENTRIES: tuple[tuple[str, str, str], ...] = (
    *((i, n, "media") for i, n, _ in MEDIA),
    *((i, n, k) for i, n, k, _ in _ORDERED),
)
_SHAPE = compiled(MEDIA_SHAPE)
_IDS = {name.lower(): identity for identity, name, _ in _ENTRIES}
_FIRST = frozenset(FIRST_NAMES)


def mentions(text: str) -> list[Mention]:
    """Everyone named in `text`, in order of place, none overlapping; a surname takes the full name told elsewhere."""
    found: list[Mention] = []
    taken = bytearray(len(text) + 1)

    def take(start: int, end: int, name: str, identity: str, kind: str) -> None:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(Mention(start, end, name, identity, kind))

    known = [
        (m.start(), m.end(), *_ENTRIES[int(m.lastgroup[1:].partition("_")[0])])
        for m in _LEXICON.finditer(text)
        if m.lastgroup
    ]
    for start, end, identity, name, kind in known:
        if kind in ("media", "organisation", "group"):
            take(start, end, name, identity, kind)
    for match in BODY.finditer(text):
        words = match[0].removeprefix("The ")
        start = match.end() - len(words)
        if len(words.split()) > 1 and words.split()[0] not in NOT_BODIES:
            take(start, match.end(), words, _person_id(words), "organisation")
    for match in _SHAPE.finditer(text):
        words = match[0].removeprefix("The ").removeprefix("the ")
        if words.split()[0] not in (
            "In",
            "Other",
            "Good",
            "Bad",
            "Breaking",
            "Latest",
            "Top",
            "More",
            "Gold",
            "Silver",
            "Bronze",
        ):
            take(match.start(), match.end(), words, words.upper().replace(" ", "_"), "media")
    for person in _persons(text, taken):
        take(person.start, person.end, person.name, person.id, person.kind)
    for start, end, identity, name, kind in known:
        if kind == "state":
            take(start, end, name, identity, kind)
    return sorted(found, key=lambda mention: mention.start)


def _persons(text: str, taken: bytearray) -> list[Mention]:
    full: dict[str, str] = {}
    used = bytearray(len(text) + 1)
    places: list[tuple[int, int, str]] = []
    introduced: set[str] = set()  # first names of those whom a role or a verb of speech presents
    for match in KOREAN.finditer(text):
        words = match[0].split()
        if words[0] in ("An", "No", "So") and "-" not in words[1]:
            continue  # "An Air Force transport"
        if (
            len(words) == 2
            and "-" not in words[1]
            and words[0] not in ("Kim", "Ri", "Moon", "Park", "Lee", "Choe", "Choi")
        ):
            continue
        full.setdefault(words[0], match[0])
        places.append((match.start(), match.end(), match[0]))
        used[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for match in TITLED.finditer(text):
        name = match["name"]
        start = match.start("name")
        if any(taken[start : match.end()]) or any(used[start : match.end()]):
            continue
        titled = bool(match["rank"] or match["title"] or match["rank2"])
        words = name.split()
        while words and words[0] in NOT_NAMES and len(words) > 1 and not titled:
            titled_within = words[0] in TITLE_WORDS and len(words) == 2
            rest = name[len(words[0]) :].lstrip()
            start, name, words = start + len(name) - len(rest), rest, words[1:]
            titled = titled_within  # "As Minister Olsen"
        cut = [n for n, word in enumerate(words) if word in NOT_NAMES]
        if cut:
            words = words[: cut[0]]
        if not words:
            continue
        name = text[start : start + len(" ".join(words))]
        if name.split() != words:
            continue
        surname = words[-1] if words[-1] not in ("Jr.", "Sr.") else words[-2]
        if len(words) == 1:
            if titled:
                rank = (match["rank"] or match["rank2"]).strip()
                full.setdefault(surname, f"{rank} {surname}".strip() if rank else surname)
                places.append((start, start + len(name), surname))
            continue
        if not titled and words[0].partition("-")[0] not in _FIRST and not _presented(text, start, start + len(name)):
            continue
        introduced.add(words[0])
        rank = " ".join((match["rank"] + match["rank2"]).split())
        whole = f"{rank} {' '.join(words)}".strip()
        if surname not in full or len(whole) > len(full[surname]):
            full[surname] = whole
        places.append((start, start + len(name), whole))
    found = [
        Mention(start, end, _own_name(name, full), _person_id(_surname(name)), "person") for start, end, name in places
    ]
    for start, end, _ in places:
        used[start:end] = b"\x01" * (end - start)
    for start, end, whole in names_in_capitals(text, used, taken):
        full.setdefault(_surname(whole), whole)
        found.append(Mention(start, end, full[_surname(whole)], _person_id(_surname(whole)), "person"))
        used[start:end] = b"\x01" * (end - start)
    bare = {surname for surname in full if len(surname) > 1 and (surname not in _FIRST or surname == "Kim")}
    for surname in STATESMEN - full.keys():
        full[surname] = surname
        bare.add(surname)
    for match in SPEAKING_NAME.finditer(text):
        group = "name" if match["name"] else "after"
        start, name = match.start(group), match[group]
        if name not in NOT_NAMES and name not in bare and not used[start] and not any(taken[start : match.end(group)]):
            full.setdefault(name, name)
            bare.add(name)
    for match in _CITED.finditer(text):
        name, start = match["name"], match.start("name")
        if name not in NOT_NAMES and not used[start] and not any(taken[start : match.end("name")]):
            full.setdefault(name, name)
            bare.add(name)
    named = {name for _, _, name in places if len(_bare(name)) > 1}
    first = {_bare(name)[0]: _own_name(name, full) for name in named}
    for match in _KIN_NAMED.finditer(text):
        name, start = match["name"], match.start("name")
        if name not in NOT_NAMES and not used[start] and not any(taken[start : match.end("name")]) and name not in bare:
            whole = first.get(name, name)
            used[start : match.end("name")] = b"\x01" * len(name)
            found.append(Mention(start, match.end("name"), whole, _person_id(_surname(whole)), "person"))
    wholes = Counter({name: len({_surname(n) for n in named if _bare(n)[0] == name}) for name in first})
    called = {
        name: whole
        for name, whole in first.items()
        if wholes[name] == 1 and (name in _FIRST or name in introduced) and len(name) > 2
    }
    for match in CAPITALISED.finditer(text):
        if (
            match[0] in called
            and match[0] not in bare
            and not used[match.start()]
            and not any(taken[match.start() : match.end()])
        ):
            whole = called[match[0]]
            found.append(Mention(match.start(), match.end(), whole, _person_id(_surname(whole)), "person"))
        elif match[0] in bare and not used[match.start()]:
            found.append(Mention(match.start(), match.end(), full[match[0]], _person_id(match[0]), "person"))
    for match in _PAIR.finditer(text):  # "the Trump-Kim meeting"
        if match["a"] in bare and match["b"] in bare and not used[match.start()]:
            found += [Mention(*match.span(g), full[match[g]], _person_id(match[g]), "person") for g in ("a", "b")]
    return sorted(found, key=lambda mention: mention.start)


# One told by kinship and first name: "said his widow, Arlene", "the youngest son, Dale, 41".
_KIN_NAMED = compiled(
    r"\b(?:widow|widower|wife|husband|mother|father|son|daughter|sister|brother|niece|nephew|aunt|uncle|cousin|grandson|granddaughter|grandmother|grandfather|twin|fianc[eé]e?|friend|neighbou?r)s?,?\s+(?P<name>[A-Z][a-z]+)(?=[,.;]|\s+(?:said|says|told|added|recalled|who)\b)"
)
_RANKED = compiled(
    r"^(?:[A-Z][\w.]*\.\s+|(?:General|Colonel|Major|Captain|Sergeant|Private|Corporal|Admiral|Lieutenant)\s+)+"
)


def _own_name(name: str, full: dict[str, str]) -> str:
    """The fullest name of a surname, unless its bearer has another first name: "Helen Brightwater", his sister."""
    whole = full.get(_surname(name), name)
    own, other = _bare(name), _bare(whole)
    return name if len(own) > 1 and len(other) > 1 and own[0] != other[0] else whole


def _bare(name: str) -> list[str]:
    """The words of a name without its ranks."""
    return _RANKED.sub("", name).split()


_PAIR = compiled(r"(?<![\w-])(?P<a>[A-Z][a-z]+)[-–](?P<b>[A-Z][a-z]+)(?![\w-])")
_ROLE = compiled(
    r"(?:\b(?:[Oo]ld|[Yy]oung|[Ll]ate|[Pp]oor|[Dd]ear)|\b(?:[Ii]nterview|[Tt]ext|[Ww]ords|[Rr]eport|[Cc]ompiled|[Ww]ritten|[Tt]ranslated|[Rr]eviewed)(?: by|:)|(?:\b(?:chief|head|president|director|secretary|officer|captain|mayor|author|survivor|brother|sister|son|daughter|widow|wife|husband|mother|father|nephew|niece|veteran|envoy|colonel|"
    r"minister|general|coordinator|"
    + AGENT
    + r"[a-z]+(?:er|or|ist|ian|man|woman|ant))s?,?|[“\"”,]\s+(?:said|says|told|added)|\b(?:chief|head|president|director|secretary|officer|mayor|author|brother|sister|son|daughter|widow|mother|father|husband|wife|nephew|niece|cousin|friend|assistant|deputy|foreman|minister|spokes\w+|lawmaker|member|leader|founder)\s+(?:of|for|at|in|from|with)\s+[^,.;]{2,50},))\s+$"
)
# An author cited by name and year: "as Brandt (2011) contended".
_CITED = compiled(
    rf"\b(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: et al\.?)? \((?:19|20)\d\d[a-z]?\)\s+(?=(?:{SAID}|found|showed|wrote|held)\b)"
)
_SPEAKS = compiled(
    r"\.\s+(?:He|She) (?:is|was|has|had|will)\b|\s*(?:(?:never |still |also |then )?(?:swore|declined|refused|nodded|shrugged|smiled|laughed|shook (?:his|her)|grew up|enlisted|married|teaches|taught|lives in|lived in|knows|hopes|wants|wanted|remembers|retired|resigned|testified|wept|sighed|pointed|paused)\b|,\s+(?:(?:an?|the)\s+(?:[\w'-]+\s+){0,4}(?:chief|head|director|president|secretary|officer|historian|mother|father|sister|brother|widow|daughter|son|"
    + AGENT
    + r"[a-z]+(?:er|or|ist|ian|man|woman|ant))\b|who|whose|chief|head|director|president|secretary|his|her|\d{1,3},|(?:said|says|told|tells|added|argues|argued|recalls|recalled|insisted|warned)|\d{1,3}\b|now|then|then-\w+|"
    + AGENT
    + r"[a-z]+(?:er|or|ist|ian|man|woman))\b|(?:said|says|told|tells|added|explained|wrote|recalled|announced|insisted|noted|believes|testified|stated|confirmed|denied|writes|begins|thinks|"
    + SAID
    + r")\b)"
)


def _presented(text: str, start: int, end: int) -> bool:
    """Whether the words around a capitalised name treat it as a person: a role before it, an apposition or speech after it."""
    return bool(_ROLE.search(text[max(0, start - 70) : start]) or _SPEAKS.match(text[end : end + 30]))


def _surname(name: str) -> str:
    korean = KOREAN.fullmatch(name)
    words = [word for word in name.split() if word not in ("Jr.", "Sr.")]
    return words[0] if korean else words[-1]


def _person_id(surname: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", surname.upper()).strip("_")


def identity(name: str) -> str:
    """The id of a name: of the lexicon when known, else its own words in capitals."""
    return _IDS.get(name.lower()) or _person_id(name)
