"""Testimony: scores on the shared facts and on the made-up texts, and how fast 1,000 articles are read.

Run: python benchmarks/bench_testimony.py [--write]. With --write the tables of docs/methods/testimony.md are renewed.
The limit for speed is 60 s for 1,000 articles of 4,000 characters on 2 cores.
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.conftest import shared_folder  # noqa: E402
from tests.testimony import judged, scoring, shared_facts, test_sentences  # noqa: E402

from repatria.testimony.many import read_many  # noqa: E402
from repatria.testimony.model import Dated  # noqa: E402
from repatria.testimony.reading import read  # noqa: E402
from repatria.testimony.text.documents import from_text, load  # noqa: E402

PAGE = ROOT / "docs" / "methods" / "testimony.md"
ARTICLES, LENGTH, LIMIT = 1000, 4000, 60.0
COLUMNS = ("quantities", "meaning", "dates", "published", "speakers", "events", "conflicts", "furniture")
Scores = dict[str, scoring.Score]


def cell(score: scoring.Score, *, precision: bool) -> str:
    """Right answers of those expected, and precision where an answer too many can be told."""
    if not score.expected:
        return "" if not score.given else f"0/0 (+{score.given})"
    extra = score.given - score.right
    return f"{score.right}/{score.expected}" + (f" (+{extra})" if precision and extra else "")


def table(rows: dict[str, Scores]) -> str:
    """Scores as Markdown: right/expected, (+n) for answers that nobody expected."""
    lines = ["| text | " + " | ".join(COLUMNS) + " |", "|" + "---|" * (len(COLUMNS) + 1)]
    for name, scores in [*rows.items(), ("**all**", scoring.total(rows))]:
        cells = [cell(scores[kind], precision=kind in ("quantities", "events", "conflicts")) for kind in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def made_up_table() -> str:
    """The texts of tests/testimony/texts."""
    styles = {p.stem: json.loads(p.read_text(encoding="utf-8"))["style"] for p in scoring.TEXTS.glob("*.json")}
    return table({f"{name}: {styles[name]}": scores for name, scores in scoring.own_texts().items()})


def blind_table() -> str:
    """The made-up texts that no rule was fitted to: their total alone, so that no miss is looked at. Then those that
    were among them and have been looked at since.
    """
    lines = ["| texts | " + " | ".join(COLUMNS) + " |", "|" + "---|" * (len(COLUMNS) + 1)]
    for folder, name in ((scoring.HELD_OUT, "held-out texts"), (scoring.LOOKED_AT, "texts looked at since")):
        scores = scoring.total(scoring.own_texts(folder))
        cells = [cell(scores[kind], precision=kind in ("quantities", "events", "conflicts")) for kind in COLUMNS]
        lines.append(f"| {len(list(folder.glob('*.json')))} {name}, all together | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def judged_table() -> str:
    """The events proposed for the texts looked at, as a reader judged them; how many of those judged are true."""
    columns = (*judged.VERDICTS, judged.UNJUDGED)
    lines = ["| events | " + " | ".join(columns) + " | true of those judged |", "|" + "---|" * (len(columns) + 2)]
    for name, counts in judged.verdicts().items():
        share = counts["true"] / max(1, sum(counts[verdict] for verdict in judged.VERDICTS))
        lines.append(f"| {name} | " + " | ".join(str(counts[c]) for c in columns) + f" | {share:.2f} |")
    return "\n".join(lines)


def sentences_table() -> str:
    """The banks of single sentences."""
    lines = ["| bank | right | expected | given |", "|---|---|---|---|"]
    for kind, (score_of, _, _) in test_sentences.SCORES.items():
        score = score_of()
        given = score.given if kind in ("quantities", "events") else ""
        lines.append(f"| {kind} | {score.right} | {score.expected} | {given} |")
    return "\n".join(lines)


def constructions_table() -> str:
    """Sentences and mini documents no two of which are alike: the halves that were looked at, and those held out."""
    lines = ["| constructions | looked at | held out |", "|---|---|---|"]
    halves = [_constructions(folder) for folder in (scoring.CONSTRUCTIONS, scoring.HELD_OUT_CONSTRUCTIONS)]
    for kind in halves[0]:
        cells = [cell(half[kind], precision=kind in ("quantities", "events", "conflicts")) for half in halves]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _constructions(folder: Path) -> Scores:
    rows = {kind: score_of(folder) for kind, score_of in test_sentences.CONSTRUCTIONS.items()}
    of_dates = scoring.total(scoring.own_texts(folder / "dates"))
    rows |= {"dates": of_dates["dates"], "publication dates": of_dates["published"]}
    rows["conflicts"] = scoring.total(scoring.own_texts(folder / "conflicts"))["conflicts"]
    return rows


def development_table(shared: Path) -> str:
    """Documents S0 to S2 of the shared facts, once with the publication date given and once without."""
    facts = shared_facts.facts(shared)
    rows = {}
    for identity in shared_facts.DEVELOPMENT:
        path = shared_facts.document_path(shared, facts, identity)
        for given in (True, False):
            wanted = shared_facts.expectations(shared, facts, identity)
            wanted.pop("published" if given else "given")
            rows[f"{identity}, date {'given' if given else 'inferred'}"] = without_conflicts(
                scoring.score_text(path, wanted)
            )
    return table(rows)


def without_conflicts(scores: Scores) -> Scores:
    """The facts list conflicts between documents; those are counted apart."""
    return {**scores, "conflicts": scoring.Score()}


def held_out_table(shared: Path) -> str:
    """What can be scored of S3, S4 and the seven excerpts, whose numbers and speakers are not annotated."""
    facts = shared_facts.facts(shared)
    lines = ["| text | published | events | furniture | listed numbers and days found |", "|---|---|---|---|---|"]
    for identity in shared_facts.HELD_OUT:
        path = shared_facts.document_path(shared, facts, identity)
        wanted = shared_facts.expectations(shared, facts, identity)
        day = wanted["given"]
        inferred, dated = read(load(path)), read(load(path), published=Dated(day, "day", "given", day, day))
        cells = [
            cell(scoring.publication(inferred, wanted["published"]), precision=False),
            cell(scoring.events(dated, shared_facts.told_events(facts, identity)), precision=True),
            cell(scoring.furniture(dated, wanted["furniture"]), precision=False),
        ]
        lines.append(f"| {identity} | " + " | ".join(cells) + " | |")
    right = expected = 0
    for line in (shared / "documents" / "other_texts.jsonl").read_text(encoding="utf-8").splitlines():
        excerpt = json.loads(line)
        reading = read(from_text(excerpt["text"], name=excerpt["id"]))
        found = {n for c in reading.claims for f in c.figures for n in (f.value, f.low, f.high)}
        days = {d.date.value for d in reading.dates}
        listed = list(_listed(excerpt["gold_facts"]))
        expected += len(listed)
        right += sum(item in (days if isinstance(item, str) else found) for item in listed)
    lines.append(f"| seven excerpts | | | | {right}/{expected} |")
    return "\n".join(lines)


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        for item in value.values():
            yield from _listed(item)
    elif (isinstance(value, (int, float)) and not isinstance(value, bool)) or (
        isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    ):
        yield value
    elif isinstance(value, str) and re.fullmatch(r"~?[\d,]+\+?", value):
        yield int(re.sub(r"\D", "", value))


def loop_seconds() -> float:
    """Processor time of a million turns of an empty loop: how fast, or how busy, this processor is now."""
    best = 9.0
    for _ in range(5):
        began = time.process_time()
        for _turn in range(1_000_000):
            pass
        best = min(best, time.process_time() - began)
    return best


def speed_of_processes(jobs: int) -> tuple[float, float]:
    """Seconds by the clock and of the processors for ARTICLES articles of LENGTH characters, each of them read."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, text in enumerate(_articles(ARTICLES)):
            path = Path(folder) / f"{n:04}.txt"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        for _reading in read_many(paths, [path.name for path in paths], jobs=jobs):
            pass
        wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return wall, after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime


def _articles(number: int) -> list[str]:
    """Articles no two of which are the same: stretches of the made-up texts, each begun at another word."""
    whole = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(scoring.TEXTS.glob("*.txt")))
    twice = f"{whole}\n\n{whole}"
    begins = [twice.index(" ", n * len(whole) // number) + 1 for n in range(number)]
    return [twice[at : at + LENGTH] for at in begins]


def speed() -> tuple[float, float]:
    """Seconds for ARTICLES articles of LENGTH characters, wall and processor, from the median of batches."""
    articles = _articles(60)
    read(from_text(articles[0], name="warm"))
    wall, cpu = [], []
    for start in range(0, len(articles), 12):
        batch = articles[start : start + 12]
        began, used = time.perf_counter(), time.process_time()
        for n, text in enumerate(batch):
            read(from_text(text, name=f"{n}.txt"))
        wall.append((time.perf_counter() - began) / len(batch))
        cpu.append((time.process_time() - used) / len(batch))
    return statistics.median(wall) * ARTICLES, statistics.median(cpu) * ARTICLES


def renewed(page: str, name: str, content: str) -> str:
    """The page with the part between its two marks replaced; ValueError where the marks do not stand once."""
    begins, ends = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if page.count(begins) != 1 or page.count(ends) != 1:
        raise ValueError(f"{name!r}: the page needs one pair of marks")
    return page[: page.index(begins) + len(begins)] + content + "\n" + page[page.index(ends) :]


def main() -> None:
    """Print everything; renew the page on demand."""
    parts = {"made-up": made_up_table(), "blind": blind_table(), "sentences": sentences_table()}
    parts |= {"judged": judged_table(), "constructions": constructions_table()}
    shared = shared_folder()
    if shared is not None:
        parts |= {"development": development_table(shared), "held-out": held_out_table(shared)}
    for name, content in parts.items():
        print(f"{name}\n{content}\n")
    wall, cpu = speed()
    print(f"{ARTICLES} articles of {LENGTH} characters, one process: {wall:.1f} s wall, {cpu:.1f} s processor")
    print(f"a million turns of an empty loop took {1000 * loop_seconds():.0f} ms of processor time on this machine now")
    two, both = speed_of_processes(2)
    print(f"two processes, every article read: {two:.1f} s wall, {both:.1f} s processor of both")
    print(f"limit {LIMIT:.0f} s on 2 cores; ratio limit / measured = {LIMIT / two:.1f}")
    if "--write" in sys.argv:
        page = PAGE.read_text(encoding="utf-8")
        for name, content in parts.items():
            page = renewed(page, name, content)
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
