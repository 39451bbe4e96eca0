"""100,000 decisions: a page of their list, by state, now and at past points. Limit: 50 ms (one laptop core, SQLite).

The rows are made up and written straight into the tables, whose guards are dropped first: the question is how fast they
are read. Run: python benchmarks/bench_decisions.py [--decisions N]
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sqlite3
import tempfile
from pathlib import Path

STATES = ("proposed", "reviewed", "signed", "notified", "released", "buried", "rescinded")
COMMON = ("proposed", "signed", "notified", "released", "buried")
RARE = 5_000  # one decision in so many was rescinded; one was reviewed and not signed yet, as nearly all once were
LIMIT_MS = 50.0
FIRST, LATER = 8_000, 8_100  # the entry that recorded the earlier steps, and the last one


def main() -> None:
    """Make the store in a folder of its own, then one line a question."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--decisions", type=int, default=100_000)
    number = options.parse_args().decisions
    with tempfile.TemporaryDirectory(prefix="repatria-bench-") as folder:
        os.environ["REPATRIA_HOME"] = folder
        from repatria.registry.store import create_store, home

        create_store(home())
        from django.db import connection

        connection.close()
        fill(next(Path(folder).glob("*.sqlite3")), number)
        print(f"{number:,} decisions (made up)")
        measure()


def fill(store: Path, number: int) -> None:
    """Decisions that went the common way to one of five states; a few are in others."""
    database = sqlite3.connect(store)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    states = [COMMON[row % 5] for row in range(number)]
    states[::RARE] = ["rescinded"] * len(states[::RARE])
    states[1::RARE] = ["reviewed"] * len(states[1::RARE])
    insert(
        database,
        "decisions_identification",
        (
            {"id": row + 1, "recorded_seq": FIRST, "state": state, "person_id": 1 + row, "made_up": 1}
            for row, state in enumerate(states)
        ),
    )
    insert(database, "decisions_state", turns(states))
    database.execute("ANALYZE")
    database.commit()
    database.close()


def turns(states: list[str]):
    """The rows of the states that each decision went through."""
    key = 0
    for row, state in enumerate(states):
        path = ("proposed", "rescinded") if state == "rescinded" else STATES[: STATES.index(state) + 1]
        for turn, each in enumerate(path, 1):
            key += 1
            last = turn == len(path)
            yield {
                "id": key,
                "recorded_seq": LATER if last else FIRST,
                "since": "2026-01-01",
                "begins": "2026-01-01",
                "turn": turn,
                "ended_seq": None if last else LATER,
                "identification_id": row + 1,
                "state": each,
            }


def insert(database: sqlite3.Connection, table: str, rows) -> None:
    """Rows with some columns; every other column that must not be empty gets a text or a number without meaning."""
    columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    neutral = {name: ("[]" if "text" in kind.lower() or "char" in kind.lower() else 1) for _, name, kind, *_ in columns}
    needed = {name for _, name, _, must, *_ in columns if must}
    names = [name for _, name, *_ in columns]
    marks = ", ".join("?" * len(names))
    database.executemany(
        f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({marks})',
        ([row.get(name, neutral[name] if name in needed else None) for name in names] for row in rows),
    )


def measure() -> None:
    """One page of fifty, newest first, with the state of each at the point."""
    from bench_record import median_ms, report
    from repatria.registry.asof import NOW, AsOf
    from repatria.registry.decisions.read import decisions, states_at

    points = {"now": NOW, "on a day": AsOf(on=dt.date(2026, 6, 1)), "recorded by": AsOf(seq=LATER + 100)}
    for name, point in points.items():
        for state in ("", "signed", "buried", "reviewed", "rescinded"):

            def page(state: str = state, point: AsOf = point) -> None:
                keys = list(decisions(point, state).order_by("-id").values_list("pk", flat=True)[:51])
                states_at(keys, point)
                assert keys

            if name != "now" and not state:
                continue  # decisions are proposed on the day of their entry: these rows have no entries
            report(f"decisions, {state or 'all'}, {name}", median_ms(page), LIMIT_MS)


if __name__ == "__main__":
    main()
