"""Digests of all that a search compares: profiles with whose they are, markers with their matrices, pedigrees."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from repatria.canonical import digest
from repatria.genetics.markers import Marker
from repatria.registry.families.read import ReadFamily
from repatria.registry.runs.reading import ReadRemains, TypedFamily


def samples_digest(remains: ReadRemains) -> str:
    """Of every sample: its key, the key and the sex of its remains, its calls."""
    rows = zip(remains.samples, remains.sexes, remains.calls, strict=True)
    return digest([[sample.pk, sample.remains_id, sex, dict(calls)] for sample, sex, (_place, calls) in rows])


def markers_digest(markers: Sequence[Marker]) -> str:
    """Of every marker, in order: name, chromosome, alleles, frequencies, silent allele, both mutation matrices."""
    return digest([_marker(marker) for marker in markers])


def families_digest(families: Sequence[TypedFamily]) -> str:
    """Of every family: its code, its pedigree, who is missing, and the calls of each typed member."""
    return digest([_family(family) for family in families])


def _marker(marker: Marker) -> list[Any]:
    mutation = marker.mutation
    matrices = None if mutation is None else [_numbers(mutation.female), _numbers(mutation.male)]
    return [
        marker.name,
        marker.chromosome,
        list(marker.alleles),
        _numbers(marker.frequencies),
        marker.silent,
        matrices,
    ]


def pedigree_rows(family: ReadFamily) -> list[Any]:
    """Of one family: its code, its pedigree, and who is missing, as they go into a digest."""
    pedigree = family.pedigree
    return [
        family.family.code,
        list(pedigree.ids),
        pedigree.father.tolist(),
        pedigree.mother.tolist(),
        pedigree.sex.tolist(),
        _numbers(pedigree.founder_inbreeding),
        [list(group) for group in pedigree.twins],
        [[place, family.members[place].missing_person_id] for place in family.missing],
    ]


def _family(typed: TypedFamily) -> list[Any]:
    family, calls = typed
    typings = [[place, dict(calls[member.pk])] for place, member in enumerate(family.members) if member.pk in calls]
    return [*pedigree_rows(family), typings]


def _numbers(array: npt.NDArray[np.float64]) -> list[Any]:
    """Shape, and SHA-256 of the little-endian float64 bytes: every bit counts, and long matrices stay cheap."""
    data = np.ascontiguousarray(array, dtype="<f8")
    return [list(data.shape), hashlib.sha256(data.tobytes()).hexdigest()]
