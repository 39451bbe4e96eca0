"""What another donor would add: the expected log10 LR of a missing person's own remains now, and with each relative."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from repatria.errors import InvalidInput
from repatria.genetics.next_relative import RelativeGain, askable, next_relatives
from repatria.problems import Problem
from repatria.registry.families.consents import stopped_donors
from repatria.registry.families.kin_models import Life, LifeState
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.read import read_family
from repatria.registry.laboratory.models import Profile
from repatria.registry.laboratory.read import MutationChoice, encode_calls, merged_calls, read_markers

DRAWS = 40


@dataclass(frozen=True, slots=True)
class Gain:
    """One relative who could give a sample, and what that can be expected to add. Units: log10 of an LR."""

    member: FamilyMember
    expected: float
    standard_error: float
    gain: float


@dataclass(frozen=True, slots=True)
class Expected:
    """For one missing person: the expected log10 LR of the true remains today, and the relatives by gain."""

    member: FamilyMember
    now: float
    relatives: tuple[Gain, ...]


def expected_gains(family: Family, problems: list[Problem], *, draws: int = DRAWS) -> list[Expected]:
    """What each relative would add, for each missing person of a family, with the markers its donors have.

    Relatives recorded as deceased and those whose consent stops a comparison are not asked. Where no donor is typed
    the markers are the population's. draws: results drawn per relative; the seed is fixed, so the answer is too.
    Raises InvalidInput when the family has no population or its pedigree does not hold.
    """
    if family.population is None:
        raise InvalidInput("the family has no population, so nothing can be expected of its DNA")
    members = list(family.members.order_by("id"))
    read = read_family(family, members, problems)
    if read is None:
        raise InvalidInput("the pedigree does not hold: " + "; ".join(problem.message for problem in problems))
    stopped = stopped_donors()
    profiles = defaultdict(list)
    typings = Profile.objects.filter(sample__donor__family=family, kind="autosomal STR").select_related("sample")
    for profile in typings.order_by("id"):
        if profile.sample.donor_id not in stopped:
            profiles[profile.sample.donor_id].append(profile)
    calls = {key: merged_calls(rows, f"member {key}", problems) for key, rows in profiles.items()}
    observed: dict[str, set[str]] = defaultdict(set)
    for typed in calls.values():
        for marker, pair in typed.items():
            observed[marker].update(allele for allele in pair if allele is not None)
    markers = read_markers(family.population, observed, MutationChoice(), problems)
    if observed:
        markers = [marker for marker in markers if marker.key in observed]
    rows = [(f"member {member.pk}", calls.get(member.pk, {})) for member in members]
    implied = [("", {})] * (len(read.pedigree) - len(members))
    genotypes = encode_calls([*rows, *implied], markers, problems)
    dead = set(
        Life.objects.filter(
            corrected_seq=None, state=LifeState.DECEASED, relative__family=family, relative__member__isnull=False
        ).values_list("relative__member_id", flat=True)
    )
    found = []
    for missing in read.missing:
        asked = [
            i
            for i in askable(read.pedigree, genotypes, missing)
            if members[i].missing_person_id is None and members[i].pk not in dead and members[i].pk not in stopped
        ]
        answers = next_relatives(read.pedigree, genotypes, missing, markers, candidates=asked, draws=draws)
        gains = tuple(
            Gain(members[each.member], each.expected_log10_lr, each.standard_error, each.gain) for each in answers
        )
        found.append(Expected(members[missing], _now(answers), gains))
    return found


def _now(answers: list[RelativeGain]) -> float:
    """Every answer has the same starting point."""
    return answers[0].expected_log10_lr - answers[0].gain if answers else float("nan")
