"""Family tables kept on disk under the digest of everything that went into them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from repatria.genetics.elimination import MAX_OPERATIONS
from repatria.genetics.family_tables import FamilyTable, family_tables
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders
from repatria.genetics.markers import FloatArray, Marker, genotype_count
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import Pedigree

# Goes into every digest: raise it whenever a change of the code may change a table's bits.
TABLE_VERSION = 1


def table_digest(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    missing_index: int,
    markers: Sequence[Marker],
    *,
    untyped_founders: UntypedFounders = "keep",
    observations: Observations | None = None,
) -> str:
    """SHA-256, in hexadecimal, of all that a family table depends on; names of members are no part of it."""
    digest = hashlib.sha256(f"family table {TABLE_VERSION} {untyped_founders} {missing_index}".encode())

    def add(label: str, array: object, dtype: str) -> None:
        values = np.ascontiguousarray(np.asarray(array, dtype=dtype))
        digest.update(f"\0{label}{values.shape}".encode())
        digest.update(values.tobytes())

    add("father", pedigree.father, "<i8")
    add("mother", pedigree.mother, "<i8")
    add("sex", pedigree.sex, "<i1")
    add("inbreeding", pedigree.founder_inbreeding, "<f8")
    add("implied", sorted(pedigree.implied), "<i8")
    for group in pedigree.twins:
        add("twins", group, "<i8")
    typed = genotypes.copy()
    typed[missing_index] = -1
    add("genotypes", typed, "<i2")
    for marker in markers:
        digest.update(f"\0{marker.chromosome} {marker.silent} {marker.alleles!r}".encode())
        add("frequencies", marker.frequencies, "<f8")
        if marker.mutation is not None:
            add("female", marker.mutation.female, "<f8")
            add("male", marker.mutation.male, "<f8")
    if observations is not None:
        add("dropout", observations.dropout, "<f8")
        add("dropin", observations.dropin, "<f8")
    return digest.hexdigest()


@dataclass(frozen=True)
class FamilyTableCache:
    """A folder of tables. Files are written whole or not at all; one that is damaged is computed anew."""

    folder: Path

    def tables(
        self,
        pedigree: Pedigree,
        genotypes: GenotypeArray,
        missing_index: int,
        markers: Sequence[Marker],
        *,
        untyped_founders: UntypedFounders = "keep",
        observations: Observations | None = None,
        max_operations: float = MAX_OPERATIONS,
    ) -> FamilyTable:
        """The table, from disk where it is there, else computed and kept; see `family_tables`."""
        key = table_digest(
            pedigree,
            genotypes,
            missing_index,
            markers,
            untyped_founders=untyped_founders,
            observations=observations,
        )
        path = self.folder / key[:2] / f"{key}.table"
        values = _read(path, key, markers)
        if values is None:
            table = family_tables(
                pedigree,
                genotypes,
                missing_index,
                markers,
                untyped_founders=untyped_founders,
                observations=observations,
                max_operations=max_operations,
            )
            _write(path, key, np.concatenate([table.family_log, *table.log10]))
            return table
        ends = np.cumsum([len(markers), *(genotype_count(marker.size) for marker in markers)])
        parts = np.split(values, ends[:-1])
        return FamilyTable(
            tuple(markers), tuple(parts[1:]), parts[0], int(pedigree.sex[missing_index]), untyped_founders
        )


def _seal(key: str, values: FloatArray) -> bytes:
    return hashlib.sha256(key.encode() + values.tobytes()).digest()


def _read(path: Path, key: str, markers: Sequence[Marker]) -> FloatArray | None:
    """The stored values, or None when the file is absent, cut off or altered."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    expected = len(markers) + sum(genotype_count(marker.size) for marker in markers)
    if len(data) != 32 + 8 * expected:
        return None
    values: FloatArray = np.frombuffer(data[32:], dtype="<f8").astype(np.float64)
    return values if _seal(key, values) == data[:32] else None


def _write(path: Path, key: str, values: FloatArray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_seal(key, values) + values.astype("<f8").tobytes())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
