"""Reads the laboratory's tables into the arrays that genetics works on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.genotypes import encode_genotype, untyped
from repatria.genetics.markers import Marker, MutationModel, check_allele_count, marker_key
from repatria.genetics.mutation_matrices import equal_matrix, proportional_matrix
from repatria.genetics.populations import AlleleCounts, FrequencyPolicy, UnseenAllelePolicy
from repatria.genetics.populations import Population as ReferencePopulation
from repatria.problems import Problem
from repatria.registry.laboratory.models import MarkerTable, Population, Profile

Calls = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class MutationChoice:
    """The mutation model used where a population has none of its own. rate: per meiosis, both sexes."""

    model: str = "equal"
    rate: float = 0.001


def allele_ladders() -> dict[str, set[str]]:
    """By `marker_key`, every allele that some population on the record has counts for."""
    ladders: dict[str, set[str]] = defaultdict(set)
    for name, alleles in MarkerTable.objects.filter(counts__isnull=False).values_list("name", "alleles"):
        ladders[marker_key(name)].update(alleles)
    return ladders


def read_markers(
    population: Population,
    observed: Mapping[str, Collection[str]],
    mutation: MutationChoice,
    problems: list[Problem],
) -> list[Marker]:
    """A population's autosomal markers.

    observed: by `marker_key`, the alleles that occur in the data. Where counts are known, an allele that other
    populations on the record have and this one lacks counts as one more observation (1 of 2N + 1), whether it occurs
    in the data or not, so that a likelihood ratio does not depend on who else is searched. An allele that occurs and
    that no population has is treated alike, and reported. Where only frequencies are known, nothing is added.
    """
    ladders = allele_ladders()
    markers = []
    for table in population.markers.order_by("position"):
        if table.chromosome != "autosomal":
            place = f"{population.title}, marker {table.name}"
            problems.append(Problem("record", place, f"is on chromosome {table.chromosome}; not searched"))
            continue
        key = marker_key(table.name)
        novel = sorted(set(observed.get(key, ())) - ladders[key]) if table.counts is not None else []
        for allele in novel:
            message = f"allele {allele} is in no population on the record; in this run it counts as seen once"
            problems.append(Problem("record", f"{population.title}, marker {table.name}", message))
        alleles, frequencies = _frequencies(table, population, [*sorted(ladders[key]), *novel])
        try:
            check_allele_count(len(alleles))
        except InvalidInput as error:
            place = f"{population.title}, marker {table.name}"
            problems.append(Problem("record", place, f"{error}; the marker is not searched"))
            continue
        model = _own_mutation(table, len(alleles))
        if model is None:
            model = _chosen_mutation(frequencies, mutation)
            if table.mutation is not None:
                message = (
                    f"its own mutation matrices are for {len(table.alleles)} alleles and {len(alleles)} are searched; "
                    f"the model {mutation.model} is used instead"
                )
                problems.append(Problem("record", f"{population.title}, marker {table.name}", message))
        markers.append(Marker(table.name, alleles, frequencies, mutation=model, silent=table.silent))
    return markers


def _frequencies(
    table: MarkerTable, population: Population, ladder: Sequence[str]
) -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    if table.counts is None:
        return tuple(table.alleles), np.array(table.frequencies, dtype=np.float64)
    counts = AlleleCounts(table.name, tuple(table.alleles), tuple(table.counts))
    reference = ReferencePopulation(population.title, population.source, {table.name: counts})
    result = reference.frequencies(
        table.name,
        policy=FrequencyPolicy.AS_GIVEN,
        unseen=UnseenAllelePolicy.ADD_OBSERVATION,
        observed=tuple(ladder),
    )
    return result.alleles, result.values


def _chosen_mutation(frequencies: npt.NDArray[np.float64], mutation: MutationChoice) -> MutationModel | None:
    if mutation.model == "none":
        return None
    if mutation.model == "equal":
        matrix = equal_matrix(len(frequencies), mutation.rate)
    elif mutation.model == "proportional":
        matrix = proportional_matrix(frequencies, mutation.rate)
    else:
        raise InvalidInput(f"unknown mutation model {mutation.model}; known are none, equal, proportional")
    return MutationModel(matrix, matrix)


def _own_mutation(table: MarkerTable, alleles: int) -> MutationModel | None:
    if table.mutation is None:
        return None
    female, male = (np.array(table.mutation[sex]["matrix"], dtype=np.float64) for sex in ("female", "male"))
    return MutationModel(female, male) if len(female) == alleles else None


def merged_calls(profiles: Iterable[Profile], place: str, problems: list[Problem]) -> dict[str, Sequence[str | None]]:
    """One set of calls from several typings of a sample, by `marker_key`, whatever the order of the typings.

    A marker typed differently is left out and reported. [a, None] agrees with itself and with any call of two alleles
    of which a is one; then the two alleles stand.
    """
    typings: dict[str, list[Sequence[str | None]]] = defaultdict(list)
    for profile in profiles:
        for name, pair in profile.calls.items():
            if any(allele is not None for allele in pair):
                typings[marker_key(name)].append(pair)
    calls: dict[str, Sequence[str | None]] = {}
    for key, pairs in typings.items():
        fullest = min(pairs, key=lambda pair: None in pair)
        if all(_agree(pair, fullest) for pair in pairs):
            calls[key] = fullest
        else:
            problems.append(Problem("record", place, f"{key} was typed twice with different results and is left out"))
    return calls


def _agree(pair: Sequence[str | None], fullest: Sequence[str | None]) -> bool:
    """Whether a call can be of the genotype that the fullest one shows."""
    called, shown = (sorted(str(allele) for allele in one if allele is not None) for one in (pair, fullest))
    return called == shown or (len(called) == 1 and len(shown) == 2 and called[0] in shown)


def encode_calls(
    calls: Sequence[tuple[str, Calls]], markers: Sequence[Marker], problems: list[Problem]
) -> npt.NDArray[np.int16]:
    """(rows, markers, 2) int16 of calls by `marker_key`, each row with the place it is reported under."""
    genotypes = untyped(len(calls), len(markers))
    keys = [marker.key for marker in markers]
    # The same call comes back in thousands of samples: each is looked up once.
    known: list[dict[tuple[Any, ...], tuple[int, int]]] = [{} for _ in markers]
    for row, (place, typed) in enumerate(calls):
        for m, key in enumerate(keys):
            pair = typed.get(key)
            if pair is None:
                continue
            call = tuple(pair)
            code = known[m].get(call)
            if code is None:
                try:
                    code = encode_genotype(markers[m], call)
                except InvalidInput as error:
                    problems.append(Problem("record", f"{place}, marker {markers[m].name}", f"{error}; left out"))
                    code = (-1, -1)
                else:
                    known[m][call] = code
            genotypes[row, m] = code
    return genotypes
