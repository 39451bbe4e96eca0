"""The families of 100,000 missing persons: the list page, by need and at a past point, and one family's page.

Limit: what a list page asks of the database under 50 ms. Coverage is worked out from arrays that a process reads once;
how long that takes, and how long after each new entry, is printed beside it. Everything recorded here is made up: rows
are written straight into the tables, so this measures reading alone. Run with

    python benchmarks/bench_families.py [--families N]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable

LIST_MS = 50.0
REPEATS = 7
MEMBERS = ("father", "mother", "missing", "sister", "brother", "wife", "daughter")


def main() -> None:
    """Make a store of its own, fill it, and print each figure with its limit."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--families", type=int, default=100_000)
    families = options.parse_args().families
    with tempfile.TemporaryDirectory(prefix="repatria-bench-") as folder:
        os.environ["REPATRIA_HOME"] = folder
        from repatria.registry.store import create_store, home

        create_store(home())
        from django.db import transaction

        with transaction.atomic():
            fill(families)
        print(f"{families:,} families with one missing person and {len(MEMBERS)} members each (made up)")
        measure(families)


def fill(families: int) -> None:
    """Persons, pedigrees, donors, relatives and consents; one relative in fifty withdrew."""
    from repatria.registry.families.consent_models import Consent
    from repatria.registry.families.kin_models import Relative
    from repatria.registry.families.models import Family, FamilyMember
    from repatria.registry.laboratory.models import Sample
    from repatria.registry.ledger.append import recording
    from repatria.registry.ledger.bulk import insert_rows
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.models import MissingPerson
    from repatria.registry.roster.verbs import add_incident

    chance = random.Random(1950)
    with recording(OPERATOR) as record:
        add_incident(record, "L1", "made up")
    made = {"recorded_seq": 1, "made_up": True}
    numbers = range(1, families + 1)
    insert_rows(MissingPerson, ({**made, "id": n, "reference": f"P{n}", "family_name": "Example"} for n in numbers))
    insert_rows(Family, ({**made, "id": n, "code": f"F{n} Example"} for n in numbers))
    members, samples, relatives, consents = [], [], [], []
    for n in numbers:
        first = (n - 1) * len(MEMBERS) + 1
        parents = {"father_id": first, "mother_id": first + 1}
        for place, label in enumerate(MEMBERS):
            row = {"recorded_seq": 1, "id": first + place, "family_id": n, "label": label}
            row["sex"] = "female" if place in (1, 3, 5, 6) else "male"
            row |= parents if label in ("missing", "sister", "brother") else {}
            row |= {"missing_person_id": n} if label == "missing" else {}
            row |= {"father_id": first + 2, "mother_id": first + 5} if label == "daughter" else {}
            members.append(row)
            if place in (3, 4, 6) and chance.random() < 0.4:
                samples.append({"recorded_seq": 1, "id": len(samples) + 1, "code": f"S{first + place}"})
                samples[-1]["donor_id"] = first + place
                key = len(relatives) + 1
                relatives.append({**made, "id": key, "family_id": n, "name": "A relative", "member_id": first + place})
                given = {"relative_id": key, "use": "comparison with remains", "not_before": dt.date.min}
                given |= {"recorded_seq": 1, "since": "2015", "begins": dt.date(2015, 1, 1), "decision": "given"}
                consents.append({**given, "id": len(consents) + 1})
                if chance.random() < 0.02:
                    later = {"since": "2020", "begins": dt.date(2020, 1, 1), "decision": "withdrawn"}
                    consents.append({**given, **later, "id": len(consents) + 1})
    for table, rows in ((FamilyMember, members), (Sample, samples), (Relative, relatives), (Consent, consents)):
        insert_rows(table, rows)
    print(f"{len(members):,} members, {len(samples):,} donors, {len(consents):,} consents")


def measure(families: int) -> None:
    """Print one line for each thing measured."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from repatria.registry.families import coverage
    from repatria.registry.people.models import User

    started = time.perf_counter()
    counts = coverage.coverages().counts()
    print(f"  arrays read, once a process       {(time.perf_counter() - started) * 1000:>10,.0f} ms   {counts}")

    def anew() -> None:
        coverage._answer = None
        coverage.coverages()

    print(f"  coverage after a new entry        {median_ms(anew):>10,.1f} ms")
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(
        User.objects.create(username="coordinator", role="identification coordinator"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    middle = families // 2
    for name, address in (
        ("families, middle of the list", f"{reverse('families')}?after={middle}"),
        ("families that need a maternal donor", f"{reverse('families')}?need=maternal&after={middle}"),
        ("families without any donor", f"{reverse('families')}?need=no-donor"),
        ("one family", reverse("family", args=[middle])),
    ):
        client.get(address)
        with connection.execute_wrapper(_Clock()) as _none, _Clock.running() as clock:
            page = median_ms(lambda address=address: client.get(address))
        asked = clock.ms / REPEATS
        verdict = "ok" if asked < LIST_MS else "TOO SLOW"
        print(f"  {name:<34}{asked:>8,.1f} ms of queries (limit {LIST_MS:.0f}: {verdict}); whole page {page:,.0f} ms")


class _Clock:
    """Adds up the time of queries."""

    current: _Clock | None = None
    ms = 0.0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if _Clock.current is not None:
                _Clock.current.ms += (time.perf_counter() - started) * 1000

    @staticmethod
    def running() -> _Clock:
        _Clock.current = _Clock()
        return _Clock.current

    def __enter__(self) -> _Clock:
        return self

    def __exit__(self, *_: object) -> None:
        _Clock.current = None


def median_ms(query: Callable[[], object]) -> float:
    """The median of a few repeats."""
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        query()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
