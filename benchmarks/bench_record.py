"""A roll of 100,000 persons under 1,000,000 ledger entries: lists, figures as of a past date, and the rebuild.

Limits (one laptop core): a list page's query under 50 ms, an as-of figure under 300 ms, a rebuild above 20,000 entries
a second. Everything recorded here is made up. Run with

    python benchmarks/bench_record.py [--entries N] [--persons N] [--database sqlite|postgresql|both]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

LIST_MS, FIGURE_MS, REBUILD_PER_S = 50.0, 300.0, 20_000.0
REPEATS = 5


def main() -> None:
    """Measure in a process of its own for each database, because a process has one store."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--entries", type=int, default=1_000_000)
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    given = options.parse_args()
    chosen = ["sqlite", "postgresql"] if given.database == "both" else [given.database]
    if os.environ.get("REPATRIA_BENCH_HERE"):
        measure(chosen[0], given.persons, given.entries)
        return
    for database in chosen:
        with tempfile.TemporaryDirectory(prefix="repatria-bench-") as folder, _server(database) as url:
            environment = os.environ | {"REPATRIA_HOME": folder, "REPATRIA_BENCH_HERE": "1"} | url
            size = ["--entries", str(given.entries), "--persons", str(given.persons)]
            subprocess.run([sys.executable, __file__, *size, "--database", database], env=environment, check=True)


def _server(database: str) -> Any:
    from contextlib import contextmanager

    @contextmanager
    def url() -> Iterator[dict[str, str]]:
        if database == "sqlite":
            yield {}
            return
        sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        from tests.postgres import server_url

        with server_url() as address:
            yield {"REPATRIA_DATABASE_URL": address}

    return url()


def measure(database: str, persons: int, entries: int) -> None:
    """Make the store, then print one line for each thing measured, with its limit."""
    from repatria.registry.store import create_store, home

    create_store(home())
    started = time.perf_counter()
    fill(persons, entries)
    written = time.perf_counter() - started
    print(f"\n{database}: {persons:,} persons, {entries:,} ledger entries (made up)")
    print(f"  recorded                          {entries / written:>10,.0f} entries/s")
    for name, query in list_queries():
        report(name, median_ms(query), LIST_MS)
    for name, query in figure_queries():
        report(name, median_ms(query), FIGURE_MS)
    from repatria.registry.ledger.verify import rebuild, verify

    started, busy = time.perf_counter(), time.process_time()
    result = rebuild()
    speed = result.entries / (time.perf_counter() - started)
    own = result.entries / (time.process_time() - busy)
    assert not result.problems, result.problems[:3]
    print(f"  ledger rebuild                    {speed:>10,.0f} entries/s  x{speed / REBUILD_PER_S:.2f} of the limit")
    print(f"    of this process's own time      {own:>10,.0f} entries/s (the machine may be shared)")
    started = time.perf_counter()
    checked = verify()
    assert not checked.problems, checked.problems[:3]
    speed = checked.entries / (time.perf_counter() - started)
    print(f"  ledger verify, every table equal  {speed:>10,.0f} entries/s")


def report(name: str, milliseconds: float, limit: float) -> None:
    """One line: the median and its share of the limit."""
    print(f"  {name:<34}{milliseconds:>8.1f} ms  {milliseconds / limit:.0%} of the limit", flush=True)


def median_ms(query: Callable[[], Any]) -> float:
    """Median over repeats, after one run that warms the caches."""
    query()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        query()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def fill(persons: int, entries: int) -> None:
    """Persons with a first status, later changes of status for half of them, then containers and cited figures."""
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.models import Status
    from repatria.registry.roster.verbs import add_incident, add_person
    from repatria.registry.sources.verbs import add_source

    draw = random.Random(1950)
    incidents = 2_000
    with recording(OPERATOR) as record:
        for number in range(incidents):
            day = dt.date(1950, 7, 1) + dt.timedelta(days=draw.randrange(1100))
            place = draw.choice(["North Korea", "South Korea", "China"])
            add_incident(record, f"I{number:05}", f"Made-up incident {number}", date=day.isoformat(), country=place)
        source = add_source(record, "BENCH", "made up", published="2018")
        for number in range(persons):
            add_person(
                record,
                f"P{number:06}",
                f"Family{draw.randrange(30_000):05}",
                f"Given{number % 997:03}",
                service_number=f"MU{number:07}",
                service=draw.choice(["Army", "Navy", "Marine Corps", "Air Force"]),
                incident_id=1 + draw.randrange(incidents),
                since="1950-11",
                made_up=True,
            )
    left = entries - persons - incidents - 1
    changes = min(left, persons // 2)
    statuses = [Status.IDENTIFIED, Status.NON_RECOVERABLE, Status.OTHERWISE_ACCOUNTED_FOR]
    with recording(OPERATOR) as record:
        for person in draw.sample(range(1, persons + 1), changes):
            status = draw.choice(statuses).value
            since = (dt.date(1982, 1, 1) + dt.timedelta(days=draw.randrange(15_000))).isoformat()
            payload = {
                "person_id": person,
                "status": status,
                "since": since,
                "authority": "made up",
                "reason": "made up",
            }
            record.append("roster.status_changed", f"person/{person}", payload)
    left -= changes
    figure = {"label_en": "made up", "qualifier": "exact", "unit": "sets", "predicate": "held", "source_id": source}
    with recording(OPERATOR) as record:
        for number in range(1, left - left // 10 + 1):
            payload = {"id": number, "code": f"B{number:07}", "kind": "box", "hand_over_id": None, "made_up": True}
            record.append("custody.container_received", f"container/{number}", payload)
        for number in range(1, left // 10 + 1):
            payload = {"id": number, "code": f"F{number:06}", "value": number, **figure}
            record.append("sources.figure_cited", f"cited-figure/{number}", payload)


def list_queries() -> Iterator[tuple[str, Callable[[], Any]]]:
    """The queries behind one page of a long list, from the middle of the list."""
    from repatria.registry.custody.models import Container
    from repatria.registry.ledger.models import LedgerEntry
    from repatria.registry.roster.models import MissingPerson, StatusEntry
    from repatria.registry.sources.models import CitedFigure

    page = 50
    roll = MissingPerson.objects.filter(family_name__gte="Family15000").order_by("family_name", "given_names", "id")
    yield "roll, a page", lambda: list(roll[:page])
    yield "roll, unaccounted for", lambda: list(roll.filter(status="unaccounted-for")[:page])
    yield "roll, by service number", lambda: list(MissingPerson.objects.filter(service_number="MU0050000"))
    yield "status history of a person", lambda: list(StatusEntry.objects.filter(person=50_000))
    yield "containers, a page", lambda: list(Container.objects.filter(pk__gt=400_000).order_by("pk")[:page])
    yield "cited figures, a page", lambda: list(CitedFigure.objects.filter(pk__gt=30_000).order_by("pk")[:page])
    yield "ledger, a page", lambda: list(LedgerEntry.objects.filter(seq__lt=500_000).order_by("-seq")[:page])
    yield "ledger of one person", lambda: list(LedgerEntry.objects.filter(subject="person/50000").order_by("seq"))


def figure_queries() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every figure on the roll: now, on a past day, as recorded earlier, and on both axes."""
    from repatria.registry.asof import AsOf
    from repatria.registry.figures.computed import definition

    middle = 120_000
    points = {
        "now": AsOf(),
        "as of 2000": AsOf(dt.date(2000, 12, 31)),
        "recorded by": AsOf(seq=middle),
        "both": AsOf(dt.date(2000, 12, 31), middle),
    }
    for code in ("unaccounted-for", "accounted-for", "roll", "boxes-received"):
        known = definition(code)
        assert known is not None
        for name, point in points.items():
            yield f"figure {code}, {name}", lambda known=known, point=point: known.at(point)


if __name__ == "__main__":
    main()
