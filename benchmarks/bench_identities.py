"""Who is entered twice, how surely it is found, and how fast the roll is searched by any name at 100,000 persons.

Rolls are made up, with known duplicates: entries written a second time with the slips that clerks make. Precision is
the share of suggested pairs that are one person, recall the share of known pairs that are suggested. Seeds other than
the one that the points were chosen on are printed beside it. Limits (one laptop core): a page of the roll found by a
name, alias or number under 50 ms; a list of duplicates or of conflicts under 50 ms; a look at the whole roll and an
import of 36,000 rows, and of a second file beside it, in seconds. Where a machine is shared, the process's own
processor time says more than the clock; both are printed for the long ones. Run with

    python benchmarks/bench_identities.py [--persons N] [--database sqlite|postgresql|both]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench_record import LIST_MS, median_ms, report, server
from repatria.registry.identities.likeness import Known

CHOSEN_ON = 1950
HELD_OUT = (1951, 1952, 1953)
TWICE = 0.02  # of the persons are entered a second time
IMPORTED = 36_000
GIVEN = """
john james robert william charles george joseph edward richard donald thomas harold walter paul raymond frank henry
albert arthur ralph roy louis eugene carl earl kenneth fred clarence harry howard ernest jack francis leonard lawrence
herbert stanley alfred samuel daniel norman leroy russell andrew gerald marvin theodore
""".split()  # noqa: SIM905 (a list of as many quoted names would be no clearer)


def main() -> None:
    """Measure the finder alone, then the store in a process of its own for each database."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="sqlite")
    given = options.parse_args()
    if os.environ.get("REPATRIA_BENCH_HERE"):
        measure_store(given.database, given.persons)
        return
    for seed in (CHOSEN_ON, *HELD_OUT):
        measure_finder(given.persons, seed)
    for database in ["sqlite", "postgresql"] if given.database == "both" else [given.database]:
        with tempfile.TemporaryDirectory(prefix="repatria-bench-") as folder, server(database) as url:
            environment = os.environ | {"REPATRIA_HOME": folder, "REPATRIA_BENCH_HERE": "1"} | url
            size = ["--persons", str(given.persons), "--database", database]
            subprocess.run([sys.executable, __file__, *size], env=environment, check=True)


def measure_finder(persons: int, seed: int) -> None:
    """Precision and recall on a made-up roll, and the time of a look."""
    from repatria.registry.identities.likeness import look

    entries, known = made_up_roll(persons, seed)
    started, busy = time.perf_counter(), time.process_time()
    found = look(entries)
    taken, own = time.perf_counter() - started, time.process_time() - busy
    pairs = {(pair.first, pair.second) for pair in found.alike}
    right = len(pairs & known)
    which = "chosen on" if seed == CHOSEN_ON else "held out"
    print(
        f"finder, {len(entries):,} entries, seed {seed} ({which}): {len(known):,} known pairs,"
        f" {len(pairs):,} suggested, precision {right / len(pairs):.1%}, recall {right / len(known):.1%};"
        f" {found.compared:,} pairs compared in {taken:.1f} s ({own:.1f} s of its own);"
        f" left as too crowded: {found.crowded or 'nothing'}",
        flush=True,
    )


def made_up_roll(persons: int, seed: int) -> tuple[list[Known], set[tuple[int, int]]]:
    """A roll with family names as unequal as real ones, brothers and namesakes in it, and known second entries."""
    draw = random.Random(seed)
    families = [_family_name(draw) for _ in range(persons // 4)]
    weights = [1 / (rank + 12) for rank in range(len(families))]  # the commonest has about 1 % of the roll
    names = draw.choices(families, weights, k=persons)
    entries = [_person(draw, key, names[key - 1]) for key in range(1, persons + 1)]
    known = set()
    for twice in draw.sample(entries, int(persons * TWICE)):
        key = len(entries) + 1
        entries.append(_again(draw, replace(twice, key=key)))
        known.add((twice.key, key))
    return entries, known


def _family_name(draw: random.Random) -> str:
    return "".join(draw.choice("bcdfghklmnprstvw") + draw.choice("aeiou") for _ in range(draw.choice((2, 3, 3, 4))))


def _person(draw: random.Random, key: int, family: str) -> Known:
    weights = [1 / (rank + 3) for rank in range(len(GIVEN))]
    first, second = draw.choices(GIVEN, weights, k=2)
    given = first + (second[0] if draw.random() < 0.7 else "")
    birth = dt.date(1932, 6, 1) - dt.timedelta(days=int(draw.expovariate(1 / 1500)))
    # losses come in battles: a third of them on thirty days
    battle = dt.date(1950, 7, 5) + dt.timedelta(days=30 * draw.randrange(30))
    day = battle if draw.random() < 0.33 else dt.date(1950, 7, 1) + dt.timedelta(days=draw.randrange(1100))
    written = birth.isoformat() if draw.random() < 0.8 else str(birth.year)
    service = draw.choices(("army", "marines", "air force", "navy"), (78, 13, 4, 5))[0]
    return Known(key, ((family, given),), (f"mu{10_000_000 + key * 37}",), written, day.isoformat(), service)


def _again(draw: random.Random, entry: Known) -> Known:
    """The entry as another clerk wrote it: every slip by itself, so that some entries have several and most one."""
    ((family, given),) = entry.names
    if draw.random() < 0.25:
        family = _slip(draw, family, "aeioulrst")
    roll = draw.random()
    given = given[0] if roll < 0.15 else given[: len(given) - 1] if roll < 0.3 else given
    number = entry.numbers[0]
    roll = draw.random()
    numbers = () if roll < 0.35 else (_slip(draw, number, "0123456789") if roll < 0.5 else number,)
    numbers = (f"ra{draw.randrange(10**7)}",) if roll > 0.9 else numbers
    birth, roll = entry.birth, draw.random()
    if roll < 0.15:
        birth = ""
    elif roll < 0.3:
        birth = birth[:4]
    elif roll < 0.45 and len(birth) == 10:
        birth = f"{birth[:5]}{birth[8:]}-{birth[5:7]}" if int(birth[8:]) <= 12 else f"{int(birth[:4]) - 1}{birth[4:]}"
    lost, roll = entry.lost, draw.random()
    if roll < 0.1:
        lost = ""
    elif roll < 0.25:
        lost = (dt.date.fromisoformat(lost) + dt.timedelta(days=draw.choice((-2, -1, 1, 2, 40)))).isoformat()
    return replace(entry, names=((family, given),), numbers=tuple(numbers), birth=birth, lost=lost)


def _slip(draw: random.Random, text: str, letters: str) -> str:
    place = draw.randrange(1, len(text))
    return draw.choice(
        (
            text[:place] + draw.choice(letters) + text[place + 1 :],
            text[:place] + text[place + 1 :],
            text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :],
        )
    )


def measure_store(database: str, persons: int) -> None:
    """Import two files, fill the roll to `persons`, and time every list that finds a person or a pair."""
    from repatria.registry.store import create_store, home

    create_store(home())
    measure_imports()
    fill(persons)
    from repatria.registry.identities.duplicates import look_through
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    started = time.perf_counter()
    with recording(OPERATOR) as record:
        look = look_through(record)
    print(f"  a look at {look.entries:,} entries, recorded: {time.perf_counter() - started:.1f} s, {look.new:,} pairs")
    for name, query in queries():
        report(name, median_ms(query), LIST_MS)
    from repatria.registry.ledger.verify import verify

    started = time.perf_counter()
    checked = verify()
    assert not checked.problems, checked.problems[:3]
    print(f"  ledger verify: {checked.entries:,} entries in {time.perf_counter() - started:.1f} s, every table equal")


def measure_imports() -> None:
    """A made-up roster of 36,000, and a second file in which a tenth of the rows say something else."""
    from repatria.exchange.landing import import_file
    from repatria.registry.identities.models import Disagreement
    from repatria.registry.people.actors import OPERATOR
    from repatria.scenario.build import build
    from repatria.scenario.export import export_roster

    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.csv", Path(folder) / "second.csv"
        export_roster(build(1, missing=IMPORTED, remains=0), first)
        header, *lines = first.read_text(encoding="utf-8").splitlines()
        changed = [line.replace("Private", "Corporal", 1) if n % 10 == 0 else line for n, line in enumerate(lines)]
        second.write_text("\n".join([header, *changed]) + "\n", encoding="utf-8")
        for what, path in (("first", first), ("second, beside it", second)):
            started, busy = time.perf_counter(), time.process_time()
            result = import_file(OPERATOR, "roster", path)
            taken, own = time.perf_counter() - started, time.process_time() - busy
            print(
                f"  import of {result.rows_read:,} rows, {what}: {taken:.1f} s ({own:.1f} s of its own);"
                f" {result.landed - result.beside:,} new,"
                f" {result.beside:,} beside, {result.rejected:,} rejected,"
                f" {Disagreement.objects.count():,} disagreements"
            )


def fill(persons: int) -> None:
    """More made-up persons with known second entries; a tenth with an alias, a tenth with a further number; merges."""
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.models import LossIncident, MissingPerson
    from repatria.registry.roster.verbs import add_incident, add_person

    draw = random.Random(CHOSEN_ON)
    already = MissingPerson.objects.count()
    entries, known = made_up_roll(int((persons - already) / (1 + TWICE)), CHOSEN_ON)
    incidents: dict[str, int] = {}
    with recording(OPERATOR) as record:
        for lost in sorted({entry.lost for entry in entries}):
            incidents[lost] = add_incident(record, f"B-{lost}", "made up", date=lost, country="North Korea")
    keys = {}
    with recording(OPERATOR) as record:
        for entry in entries:
            (family, given), number = entry.names[0], (entry.numbers or ("",))[0]
            keys[entry.key] = add_person(
                record, f"B{entry.key:07}", family.title(), given.title(), service_number=number.upper(),
                birth=entry.birth, service=entry.service, incident_id=incidents[entry.lost], since="1950-11",
                made_up=True,
            )  # fmt: skip
    chosen = draw.sample(sorted(keys.values()), len(keys) // 10)
    with recording(OPERATOR) as record:
        for key in chosen:
            name = _family_name(draw).title()
            payload = {"person_id": key, "kind": "other spelling", "family_name": name, "given_names": ""}
            record.append("identities.alias_added", f"person/{key}", payload | {"source": "made up"})
    with recording(OPERATOR) as record:
        for key in chosen:
            payload = {"person_id": key, "number": f"RA-{key:08}", "service": "", "since": "", "until": ""}
            record.append("identities.number_added", f"person/{key}", payload | {"source": "made up"})
    with recording(OPERATOR) as record:
        for first, second in sorted(known)[: len(known) // 2]:
            payload = {"kept_id": keys[first], "merged_id": keys[second], "reason": "made up", "evidence": ""}
            record.append("identities.persons_merged", f"person/{keys[second]}", payload)
    print(
        f"  {MissingPerson.objects.count():,} persons, {LossIncident.objects.count():,} incidents (made up)", flush=True
    )


def queries() -> Iterator[tuple[str, Any]]:
    """What pages ask: the roll by any name or number, a person, duplicates, conflicts."""
    from repatria.registry.identities.duplicates import suggestions
    from repatria.registry.identities.merges import each_person_once
    from repatria.registry.identities.models import Alias, Disagreement, Merge, Suggestion
    from repatria.registry.identities.read import identity_of, open_disagreements
    from repatria.registry.roster.models import MissingPerson

    page = 51
    alias = Alias.objects.order_by("-id").first()
    merged = Merge.objects.order_by("-id").first().merged
    for what, word in (
        ("an alias", alias.family_name),
        ("part of an alias", alias.family_name[:3]),
        ("a further number", f"RA-{alias.person_id:08}"),
        ("a service number", merged.service_number or "MU1000"),
        ("a merged entry's reference", merged.reference),
        ("a name nobody has", "Zzyzx"),
        ("a common beginning", "Ba"),
    ):
        yield f"roll by {what}", roll_query(word)
    whole = each_person_once().order_by("family_name", "given_names", "id")
    yield "roll, a page, merged left out", lambda: list(whole[:page])
    yield "roll, how many, merged left out", lambda: each_person_once().count()
    someone = MissingPerson.objects.select_related("incident").get(pk=alias.person_id)
    yield "who a person is, all of it", lambda: identity_of(someone)
    ordered = suggestions().order_by("-points", "id")
    yield "duplicates, a page", lambda: list(ordered[:21])
    middle = Suggestion.objects.order_by("-points", "id")[Suggestion.objects.count() // 2]
    further = ordered.filter(points__lte=middle.points).exclude(points=middle.points, id__lte=middle.pk)
    yield "duplicates, from the middle", lambda: list(further[:21])
    yield "conflicts, a page", lambda: list(open_disagreements().order_by("id")[:page])
    field = open_disagreements().filter(field="rank", id__gt=Disagreement.objects.count() // 2).order_by("id")
    yield "conflicts of one field, middle", lambda: list(field[:page])


def roll_query(word: str) -> Any:
    """The keys of a page of the roll that a word finds, everything worked out anew."""
    from repatria.registry.identities.merges import each_person_once
    from repatria.registry.identities.search import matching

    def ask() -> Any:
        found = each_person_once().filter(matching(word)).order_by("family_name", "given_names", "id")
        return list(found.values_list("pk", flat=True)[:51])

    return ask


if __name__ == "__main__":
    main()
