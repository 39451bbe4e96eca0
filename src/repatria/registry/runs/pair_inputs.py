"""Digests of what one pair of a search compared: the calls of its sample, those of its donors, and the pedigree."""

from __future__ import annotations

from collections import defaultdict

from repatria.canonical import digest
from repatria.registry.families.consents import stopped_donors
from repatria.registry.families.read import read_family
from repatria.registry.laboratory.models import Profile
from repatria.registry.laboratory.read import merged_calls
from repatria.registry.runs.consents import known_to
from repatria.registry.runs.inputs import pedigree_rows
from repatria.registry.runs.models import Hit

SAMPLE, DONORS, PEDIGREE = "calls of the sample", "calls of the donors", "pedigree"


def pair_inputs(hit: Hit) -> dict[str, str]:
    """By name, the digest of what the record holds of a pair's inputs as of its search.

    What was recorded after the search is no part of it; whose a sample is and who is missing are read as they stand.
    """
    before = {"recorded_seq__lt": hit.run.recorded_seq}
    typings = Profile.objects.filter(kind="autosomal STR", **before).order_by("id")
    stopped = stopped_donors(known_to(hit.run), family_id=hit.family_id)
    donors: dict[int, list[Profile]] = defaultdict(list)
    for profile in typings.filter(sample__donor__family=hit.family_id).select_related("sample"):
        if profile.sample.donor_id not in stopped:
            donors[profile.sample.donor_id].append(profile)
    read = read_family(hit.family, list(hit.family.members.filter(**before).order_by("id")), [])
    return {
        SAMPLE: digest(merged_calls(typings.filter(sample=hit.sample_id), "", [])),
        DONORS: digest([[key, merged_calls(donors[key], "", [])] for key in sorted(donors)]),
        PEDIGREE: digest(pedigree_rows(read) if read else None),
    }
