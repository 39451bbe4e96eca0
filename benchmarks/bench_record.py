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
_MIDDLE = 120_000  # the entry up to which "recorded by" knows


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
        with tempfile.TemporaryDirectory(prefix="repatria-bench-") as folder, server(database) as url:
            environment = os.environ | {"REPATRIA_HOME": folder, "REPATRIA_BENCH_HERE": "1"} | url
            size = ["--entries", str(given.entries), "--persons", str(given.persons)]
            subprocess.run([sys.executable, __file__, *size, "--database", database], env=environment, check=True)


def server(database: str) -> Any:
    """The variables that point a store at a server of that database, while it runs."""
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
    for name, query in roll_pages():
        report(name, median_ms(query), LIST_MS)
    for name, query in (*figure_queries(), *roll_counts()):
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


def report(name: str, times: tuple[float, float], limit: float) -> None:
    """One line: the median, its share of the limit, and the median of this process's own time."""
    milliseconds, own = times
    print(
        f"  {name:<46}{milliseconds:>8.1f} ms  {milliseconds / limit:>4.0%} of the limit  ({own:.1f} ms own)",
        flush=True,
    )


def median_ms(query: Callable[[], Any]) -> tuple[float, float]:
    """Medians over repeats, after one run that warms the caches: on the clock, and of this process's own time.

    On a machine that others use too the second says more, for SQLite, which works inside this process.
    """
    query()
    times = []
    for _ in range(REPEATS):
        started, busy = time.perf_counter(), time.process_time()
        query()
        times.append((time.perf_counter() - started, time.process_time() - busy))
    return statistics.median(wall for wall, _ in times) * 1000, statistics.median(own for _, own in times) * 1000


def fill(persons: int, entries: int) -> None:
    """Persons with a first status, later changes of status for half of them, then containers and cited figures."""
    from repatria.registry.ledger.append import recording
    from repatria.registry.ledger.models import LedgerEntry
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.models import Status
    from repatria.registry.roster.verbs import add_incident, add_person
    from repatria.registry.sources.verbs import add_source

    draw = random.Random(1950)
    incidents, lost = 2_000, {}
    with recording(OPERATOR) as record:
        for number in range(incidents):
            day = dt.date(1950, 7, 1) + dt.timedelta(days=draw.randrange(1100))
            place = draw.choice(["North Korea", "South Korea", "China"])
            name = f"Made-up incident {number}"
            where = {"country": place, "place": f"Place {draw.randrange(200):03}", "conflict": "Korean War"}
            key = add_incident(record, f"I{number:05}", name, date=day.isoformat(), **where)
            lost[key] = day
        units = record_units(record)
        source = add_source(record, "BENCH", "made up", published="2018")
        for number in range(persons):
            incident = 1 + draw.randrange(incidents)
            add_person(
                record,
                f"P{number:06}",
                f"Family{draw.randrange(30_000):05}",
                f"Given{number % 997:03}",
                service_number=f"MU{number:07}",
                service=draw.choice(["Army", "Navy", "Marine Corps", "Air Force"]),
                unit=draw.choice(units),
                incident_id=incident,
                since=lost[incident].isoformat(),
                made_up=True,
            )
    left = entries - LedgerEntry.objects.count()
    changes = min(left, persons // 2)
    changed = draw.sample(range(1, persons + 1), changes)
    open_cases = sorted(set(range(1, persons + 1)) - set(changed))
    statuses = [Status.IDENTIFIED, Status.NON_RECOVERABLE, Status.OTHERWISE_ACCOUNTED_FOR]
    with recording(OPERATOR) as record:
        for person in changed:
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
    with recording(OPERATOR) as record:
        for number, person in enumerate(draw.sample(open_cases, persons // 5), 1):
            payload = {
                "id": number,
                "person_id": person,
                "category": "no category" if number % 5 == 0 else "deferred",
                "since": "2017-06",
                "authority": "made up",
                "reason": "made up",
            }
            record.append("roster.pursuit_set", f"person/{person}", payload)
    left = entries - LedgerEntry.objects.count()
    figure = {"label_en": "made up", "qualifier": "exact", "unit": "sets", "predicate": "held", "source_id": source}
    with recording(OPERATOR) as record:
        for number in range(1, left - left // 10 + 1):
            payload = {"id": number, "code": f"B{number:07}", "kind": "box", "hand_over_id": None, "made_up": True}
            record.append("custody.container_received", f"container/{number}", payload)
        for number in range(1, left // 10 + 1):
            payload = {"id": number, "code": f"F{number:06}", "value": number, **figure}
            record.append("sources.figure_cited", f"cited-figure/{number}", payload)


def record_units(record: Any) -> list[str]:
    """Three armies of ten divisions of ten regiments, one regiment in ten moved once; returns the regiments' names."""
    from repatria.registry.roster.units import add_unit

    names = []
    for army in range(3):
        top = add_unit(record, f"Army {army} (made up)", made_up=True)
        divisions = [
            add_unit(record, f"Division {army}{number} (made up)", parent_id=top, made_up=True) for number in range(10)
        ]
        for number in range(100):
            name = f"Regiment {army}{number:02} (made up)"
            add_unit(record, name, parent_id=divisions[number // 10], made_up=True)
            names.append(name)
    return names


def roll_pages() -> Iterator[tuple[str, Callable[[], Any]]]:
    """One page of the roll as its page asks for it, once it is counted: filters and past points, mid-list."""
    from django.http import HttpRequest, QueryDict

    from repatria.registry.figures.part_of_roll import Chosen, persons
    from repatria.registry.roster.models import MissingPerson
    from repatria.web.paging import page_of_keys, walked_page
    from repatria.web.roll_list import FEW, ORDER, SHOWN, stride

    everyone = MissingPerson.objects.count()
    army = unit_named("Army 1 (made up)")
    regiment = unit_named("Regiment 123 (made up)")
    filters = {
        "everyone": Chosen(),
        "unaccounted for": Chosen(status="unaccounted-for"),
        "non-recoverable": Chosen(status="non-recoverable"),
        "one service, one month": Chosen(service="Navy", date="1951-03"),
        "one country": Chosen(country="China"),
        "an army with all below it": Chosen(within=army),
        "a regiment, unaccounted for": Chosen(within=regiment, status="unaccounted-for"),
        "deferred": Chosen(pursuit="deferred"),
    }
    for words, chosen in filters.items():
        for name, point in points().items():
            rows = persons(chosen, point)
            n = rows.count()
            keys = list(rows.order_by(*ORDER).values_list("pk", flat=True)) if n <= FEW else []
            half = rows.filter(family_name__gte="Family15000").order_by(*ORDER).values_list("pk", flat=True)[:1]
            middle = keys[len(keys) // 2 :][:1] or list(half)
            request = HttpRequest()
            request.GET = QueryDict(f"after={middle[0]}" if middle else "")

            def page(rows: Any = rows, n: int = n, keys: Any = keys, request: Any = request) -> Any:
                if n <= FEW:
                    return page_of_keys(request, keys, SHOWN)
                return walked_page(request, rows, *ORDER, stride=stride(n, everyone), shown=SHOWN)

            yield f"roll, {words}, {name}", page


def roll_counts() -> Iterator[tuple[str, Callable[[], Any]]]:
    """What stands beside a list and on the page of counts: how many, which in order where they are few, by what."""
    from repatria.registry.figures.drill_down import WAYS, count
    from repatria.registry.figures.part_of_roll import Chosen, persons
    from repatria.web.roll_list import ORDER

    regiment = Chosen(within=unit_named("Regiment 123 (made up)"), status="unaccounted-for")
    army = Chosen(within=unit_named("Army 1 (made up)"))
    for name, point in points().items():
        rows = persons(regiment, point)
        yield f"those of a regiment in order, {name}", lambda rows=rows: list(rows.order_by(*ORDER).values_list("pk"))
        yield f"how many of an army, {name}", lambda point=point: persons(army, point).count()
        for way in WAYS:
            yield f"counted by {way}, {name}", lambda way=way, point=point: count(way, Chosen(), point)


def unit_named(name: str) -> str:
    """The key of a unit, as a filter has it."""
    from repatria.registry.roster.histories import Unit

    return str(Unit.objects.get(name=name).pk)


def points() -> dict[str, Any]:
    """Today, a past day, an earlier knowledge, and both."""
    from repatria.registry.asof import AsOf

    day = dt.date(2000, 12, 31)
    return {"now": AsOf(), "as of 2000": AsOf(day), "recorded by": AsOf(seq=_MIDDLE), "both": AsOf(day, _MIDDLE)}


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
    from repatria.registry.figures.computed import definition

    for code in ("unaccounted-for", "accounted-for", "roll", "boxes-received"):
        known = definition(code)
        assert known is not None
        for name, point in points().items():
            yield f"figure {code}, {name}", lambda known=known, point=point: known.at(point)


if __name__ == "__main__":
    main()
