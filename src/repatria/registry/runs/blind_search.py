"""The blind search: every remains' profile against every missing person whose family gave a sample."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from repatria import __version__
from repatria.compute.engine import Engine, Progress
from repatria.compute.finished import FinishedBlocks
from repatria.compute.local import LocalEngine
from repatria.errors import InvalidInput
from repatria.genetics.machine import free_memory
from repatria.genetics.screening import Query, Screening
from repatria.genetics.screening_job import ScreeningJob
from repatria.genetics.target_tables import TargetTables, sample_codes, table_bytes, target_tables
from repatria.problems import Problem
from repatria.registry.asof import AsOf
from repatria.registry.families.consents import stopped_donors
from repatria.registry.families.read import ReadFamily
from repatria.registry.laboratory.models import Population
from repatria.registry.laboratory.read import Calls
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.reading import last_entry
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.inputs import families_digest, markers_digest, samples_digest
from repatria.registry.runs.parameters import SearchParameters, check_parameters
from repatria.registry.runs.reading import ReadRemains, families_by_population, read_genotypes, read_remains
from repatria.registry.runs.verbs import FoundPair, record_run

Step = Callable[[str], None]
EQUAL_WEIGHT = 1e-9
"""log10 LRs no further apart are one and the same weight, summed in another order."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, where it runs, where finished blocks lie, and who is told how far it is."""

    parameters: SearchParameters
    engine: Engine
    finished: FinishedBlocks | None
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The recorded run, and what could not be searched."""

    run_id: int
    problems: tuple[Problem, ...]


def run_search(
    actor: Actor,
    parameters: SearchParameters,
    *,
    engine: Engine | None = None,
    finished: FinishedBlocks | None = None,
    progress: Progress | None = None,
    step: Step = lambda text: None,
) -> SearchAnswer:
    """Search the whole record and put the run on it; raises InvalidInput in words when there is nothing to search.

    engine: where the pairs are scored, this process by default; the answer is the same on every engine. finished:
    blocks kept on disk, so that a search that was cut off goes on where it was. progress: told (blocks done, blocks
    in all) of the population under way; may raise to stop.
    """
    actor.must(Verb.CHANGE, Resource.SEARCH)
    actor.must(Verb.SEE, Resource.GENETICS)
    check_parameters(parameters)
    started = dt.datetime.now(dt.UTC)
    problems: list[Problem] = []
    step("reading profiles")
    remains = read_remains(problems)
    if not remains.samples:
        raise InvalidInput("no remains on the record have a profile: import some first")
    pairs: list[FoundPair] = []
    inputs = {"samples": samples_digest(remains)}
    targets: Counter[int] = Counter()
    donors: dict[int, set[int]] = {}
    asked = _Asked(parameters, engine or LocalEngine(), finished, progress)
    head = last_entry()
    stopped = stopped_donors(AsOf(started.date(), head))
    for population, families in families_by_population(problems, stopped):
        step(f"families of {population.title}")
        searched, found = _search_population(population, families, remains, asked, problems, inputs)
        targets += searched
        pairs += found
        donors |= {family.family.pk: set(calls) for family, calls in families}
    _something_searched(targets, problems)
    step("recording")
    with recording(actor) as record:
        for family in _stopped_meanwhile(donors, stopped, problems):
            del targets[family]
        _something_searched(targets, problems)
        key = record_run(
            record,
            parameters=parameters.as_payload(),
            version=__version__,
            inputs=inputs,
            started_at=started,
            finished_at=dt.datetime.now(dt.UTC),
            sample_count=len(remains.samples),
            target_count=targets.total(),
            pair_count=len(remains.samples) * targets.total(),
            pairs=_ranked([pair for pair in pairs if pair.family_id in targets], parameters),
            problems=[problem.as_dict() for problem in problems],
            read_at_entry=head,
        )
    return SearchAnswer(key, tuple(problems))


def _something_searched(targets: Counter[int], problems: Sequence[Problem]) -> None:
    """Raise InvalidInput, in words, when no family is left to answer for."""
    if not targets:
        none = "no family on the record has both a missing member and a typed donor that can be used"
        raise InvalidInput(f"{none}; {problems[-1].place}: {problems[-1].message}" if problems else none)


def _stopped_meanwhile(
    donors: Mapping[int, set[int]], before: Mapping[int, str], problems: list[Problem]
) -> Iterator[int]:
    """Families of whose donors one must not be compared any more; each is reported, and its pairs are not recorded.

    donors: by family, the members whose calls were compared; before: members who were left out from the start.
    """
    now = {member: state for member, state in stopped_donors().items() if member not in before}
    for family, members in sorted(donors.items()):
        ended = sorted(members & now.keys())
        for member in ended:
            message = (
                f"consent to comparison with remains became {now[member]} while the search ran: the pairs of this"
                " family were not recorded; search again to compare its other donors"
            )
            problems.append(Problem("record", f"family {family}, member {member}", message))
        if ended:
            yield family


def _search_population(
    population: Population,
    families: Sequence[tuple[ReadFamily, dict[int, Calls]]],
    remains: ReadRemains,
    asked: _Asked,
    problems: list[Problem],
    inputs: dict[str, str],
) -> tuple[Counter[int], list[FoundPair]]:
    """Targets searched, by family, and every pair at the threshold or among a sample's best."""
    read = read_genotypes(population, families, remains, asked.parameters.mutation, problems)
    markers, genotypes = read.markers, read.families
    wanted = [(f, member) for f, (family, _) in enumerate(families) for member in family.missing]
    needed = table_bytes(markers, len(wanted))
    if needed > free_memory():
        message = f"its tables need {needed:,} bytes of memory, more than is free; its families were not searched"
        problems.append(Problem("record", population.title, message))
        return Counter(), []
    built = target_tables(markers, [(f.pedigree, g) for (f, _), g in zip(families, genotypes, strict=True)], wanted)
    for f, member, reason in built.failures:
        person = families[f][0].members[member].missing_person_id
        problems.append(Problem("record", f"family {families[f][0].family.pk}, missing person {person}", str(reason)))
    codes, without = sample_codes(markers, read.remains, remains.sexes)
    for s, m in without:
        place = f"{remains.calls[s][0]}, marker {markers[m].name}"
        problems.append(Problem("record", place, f"an allele has frequency 0 in {population.title}; left out"))
    inputs[f"population {population.pk}"] = markers_digest(markers)
    inputs[f"families of population {population.pk}"] = families_digest(families)
    if not len(built.targets):
        return Counter(), []
    job = ScreeningJob(built.tables, codes, Query(asked.parameters.threshold, asked.parameters.top))
    found = asked.engine.run(job, finished=asked.finished, progress=asked.progress)
    searched = Counter(families[f][0].family.pk for f in built.targets[:, 0].tolist())
    return searched, list(_pairs(found, built, codes, families, remains, [m.name for m in markers]))


def _pairs(
    found: Screening, built: TargetTables, codes, families, remains: ReadRemains, names: Sequence[str]
) -> Iterator[FoundPair]:
    seen: set[tuple[int, int]] = set()
    columns = built.tables.columns(codes)
    for hits in (found.hits, found.best):
        for sample, row, log10_lr in zip(
            hits.sample.tolist(), hits.family.tolist(), hits.log10_lr.tolist(), strict=True
        ):
            if (sample, row) in seen:
                continue
            seen.add((sample, row))
            f, member = built.targets[row].tolist()
            family = families[f][0]
            values = built.tables.values[row, columns[sample, :-1]].tolist()
            typed = (codes[sample, :-1] < np.diff(built.tables.offsets)[:-1] - 1).tolist()
            yield FoundPair(
                sample_id=remains.samples[sample].pk,
                remains_id=remains.samples[sample].remains_id,
                family_id=family.family.pk,
                person_id=family.members[member].missing_person_id,
                log10_lr=log10_lr,
                rank=0,
                above=False,
                markers=[(n, v) for n, v, known in zip(names, values, typed, strict=True) if known],
            )


def _ranked(pairs: Sequence[FoundPair], parameters: SearchParameters) -> list[FoundPair]:
    """Pairs of all populations together, ranked within each sample.

    Equal weights share a rank, and the next rank counts them all (1, 1, 3): brothers for whom the same
    relatives speak cannot be told apart. Among equals the order is that of the persons' keys and means nothing.
    """
    by_sample: dict[int, list[FoundPair]] = defaultdict(list)
    for pair in pairs:
        by_sample[pair.sample_id].append(pair)
    kept = []
    for sample in sorted(by_sample):
        rank, weight = 0, np.inf
        ordered = sorted(by_sample[sample], key=lambda pair: (-pair.log10_lr, pair.person_id))
        for place, pair in enumerate(ordered, start=1):
            if weight - pair.log10_lr > EQUAL_WEIGHT:
                rank, weight = place, pair.log10_lr
            above = pair.log10_lr >= parameters.threshold
            if above or rank <= parameters.top:
                kept.append(replace(pair, rank=rank, above=above))
    return kept
