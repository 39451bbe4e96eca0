"""How a search did against the known truth of a made-up operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from repatria.registry.families.models import FamilyMember
from repatria.registry.runs.models import Hit, SearchRun


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of sets of remains.

    leading: with a best candidate at or above the threshold. right: that candidate alone is the person. tied: several
    weigh the same and the person is one of them. family: none of them is the person and one is another missing person
    of the same family. wrong: they are others. searchable: whose person has a typed family. not_on_roll: remains of
    persons not on the roll; falsely_led: of those, how many have a leading candidate all the same.
    """

    remains: int
    leading: int
    right: int
    tied: int
    family: int
    wrong: int
    searchable: int
    not_on_roll: int
    falsely_led: int


def score_run(run: SearchRun, truth: Mapping[str, str | None]) -> Score:
    """Compare each remains' leading candidates with the truth (remains code -> roll reference or None)."""
    leading: dict[str, set[str]] = defaultdict(set)
    for hit in Hit.objects.filter(run=run, rank=1, above=True).select_related("remains", "person"):
        leading[hit.remains.code].add(hit.person.reference)
    kin = dict(
        FamilyMember.objects.filter(missing_person__isnull=False).values_list("missing_person__reference", "family")
    )
    typed = set(
        FamilyMember.objects.filter(missing_person__isnull=False, family__members__samples__isnull=False).values_list(
            "missing_person__reference", flat=True
        )
    )
    right = tied = family = wrong = falsely_led = 0
    for code, persons in leading.items():
        true = truth.get(code)
        if true is None:
            falsely_led += 1
        elif persons == {true}:
            right += 1
        elif true in persons:
            tied += 1
        elif kin.get(true) is not None and kin[true] in {kin.get(person) for person in persons}:
            family += 1
        else:
            wrong += 1
    return Score(
        remains=len(truth),
        leading=len(leading),
        right=right,
        tied=tied,
        family=family,
        wrong=wrong,
        searchable=sum(1 for true in truth.values() if true in typed),
        not_on_roll=sum(1 for true in truth.values() if true is None),
        falsely_led=falsely_led,
    )
