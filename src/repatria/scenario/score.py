"""How a search did against the known truth of a made-up operation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from repatria.registry.families.models import FamilyMember
from repatria.registry.runs.models import Hit, SearchRun


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of sets of remains.

    leading: with a best candidate at or above the threshold. right: that candidate is the person. family: it is
    another missing person of the same family. wrong: it is someone else. searchable: whose person has a typed family.
    found: of those, how many have the right leading candidate. not_on_roll: remains of persons not on the roll;
    falsely_led: of those, how many have a leading candidate all the same.
    """

    remains: int
    leading: int
    right: int
    family: int
    wrong: int
    searchable: int
    not_on_roll: int
    falsely_led: int


def score_run(run: SearchRun, truth: Mapping[str, str | None]) -> Score:
    """Compare each remains' leading candidate with the truth (remains code -> roll reference or None)."""
    leading = {
        hit.remains.code: hit.person.reference
        for hit in Hit.objects.filter(run=run, rank=1, above=True).select_related("remains", "person")
    }
    kin = dict(
        FamilyMember.objects.filter(missing_person__isnull=False).values_list("missing_person__reference", "family")
    )
    typed = set(
        FamilyMember.objects.filter(missing_person__isnull=False, family__members__samples__isnull=False).values_list(
            "missing_person__reference", flat=True
        )
    )
    right = family = wrong = falsely_led = 0
    for code, person in leading.items():
        true = truth.get(code)
        if true is None:
            falsely_led += 1
        elif person == true:
            right += 1
        elif kin.get(person) is not None and kin.get(person) == kin.get(true):
            family += 1
        else:
            wrong += 1
    return Score(
        remains=len(truth),
        leading=len(leading),
        right=right,
        family=family,
        wrong=wrong,
        searchable=sum(1 for true in truth.values() if true in typed),
        not_on_roll=sum(1 for true in truth.values() if true is None),
        falsely_led=falsely_led,
    )
