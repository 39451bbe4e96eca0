"""Reads what a search compares: the profiles of remains, and the families with a missing member and a typed donor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.markers import Marker
from repatria.problems import Problem
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.read import SEX_CODES, ReadFamily, read_family
from repatria.registry.identities.merges import kept_entry
from repatria.registry.laboratory.models import Population, Profile, Sample
from repatria.registry.laboratory.read import Calls, MutationChoice, encode_calls, merged_calls, read_markers

TypedFamily = tuple[ReadFamily, dict[int, Calls]]
"""A family with its donors' calls by member key."""


@dataclass
class ReadRemains:
    """The samples of remains that have a profile: keys, sexes, calls by marker."""

    samples: list[Sample] = field(default_factory=list)
    sexes: list[int] = field(default_factory=list)
    calls: list[tuple[str, Calls]] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Genotypes:
    """What is compared in one population.

    families: for each family (members, markers, 2) int16; remains: (samples, markers, 2) int16.
    """

    markers: list[Marker]
    families: list[GenotypeArray]
    remains: GenotypeArray


def read_remains(problems: list[Problem]) -> ReadRemains:
    """Every sample from remains that has an autosomal profile, by key."""
    profiles = defaultdict(list)
    query = Profile.objects.filter(sample__remains__isnull=False, kind="autosomal STR")
    for profile in query.select_related("sample__remains").order_by("id").iterator(chunk_size=2_000):
        profiles[profile.sample_id].append(profile)
    result = ReadRemains()
    for key in sorted(profiles):
        sample = profiles[key][0].sample
        place = f"sample {key}"
        result.samples.append(sample)
        result.sexes.append(SEX_CODES[sample.remains.sex])
        result.calls.append((place, merged_calls(profiles[key], place, problems)))
    return result


def families_by_population(
    problems: list[Problem], stopped: Mapping[int, str]
) -> Iterator[tuple[Population, list[TypedFamily]]]:
    """Families with a missing member and a typed donor; each with its donors' calls by member key.

    stopped: members whose samples may not be compared, with the state of their consent; each is left out and reported.
    A missing member whose entry was merged into another stands for the one that was kept.
    """
    profiles = defaultdict(list)
    query = Profile.objects.filter(sample__donor__isnull=False, kind="autosomal STR").select_related("sample")
    for profile in query.order_by("id").iterator(chunk_size=2_000):
        profiles[profile.sample.donor_id].append(profile)
    members, kept = defaultdict(list), kept_entry()
    for member in FamilyMember.objects.order_by("id").iterator(chunk_size=2_000):
        member.missing_person_id = kept.get(member.missing_person_id, member.missing_person_id)
        members[member.family_id].append(member)
    for population in Population.objects.order_by("id"):
        families = []
        for family in Family.objects.filter(population=population).order_by("id"):
            drawn = members[family.pk]
            typed = {m.pk: profiles[m.pk] for m in drawn if m.pk in profiles and m.missing_person_id is None}
            for key in [key for key in typed if key in stopped]:
                del typed[key]
                message = f"consent to comparison with remains is {stopped[key]}: the sample was not compared"
                problems.append(Problem("record", f"family {family.pk}, member {key}", message))
            if not typed or all(m.missing_person_id is None for m in drawn):
                continue
            read = read_family(family, drawn, problems)
            if read is not None:
                place = f"family {family.pk}, member"
                calls = {key: merged_calls(rows, f"{place} {key}", problems) for key, rows in typed.items()}
                families.append((read, calls))
        if families:
            yield population, families
    for family in Family.objects.filter(population=None, members__samples__isnull=False).distinct():
        problems.append(Problem("record", f"family {family.pk}", "has no population, so it was not searched"))


def read_genotypes(
    population: Population,
    families: Sequence[TypedFamily],
    remains: ReadRemains,
    mutation: MutationChoice,
    problems: list[Problem],
) -> Genotypes:
    """The markers of a population for all that is compared in it, and the genotypes in their terms."""
    observed: dict[str, set[str]] = defaultdict(set)
    donors = [(f"family {f.family.pk}", calls) for f, by_member in families for calls in by_member.values()]
    for _place, calls in (*donors, *remains.calls):
        for key, pair in calls.items():
            observed[key].update(allele for allele in pair if allele is not None)
    markers = read_markers(population, observed, mutation, problems)
    genotypes = []
    for family, by_member in families:
        typed = [(f"family {family.family.pk}, member {m.pk}", by_member.get(m.pk, {})) for m in family.members]
        implied = len(family.pedigree) - len(family.members)
        genotypes.append(encode_calls([*typed, *[("", {})] * implied], markers, problems))
    return Genotypes(markers, genotypes, encode_calls(remains.calls, markers, problems))
