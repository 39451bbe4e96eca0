"""Blocks that are done, in a folder: a run that was cut off goes on where it was."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class FinishedBlocks:
    """Answers of blocks and the arrays they read, one file each, named by the digest of what they depend on.

    A file is there whole or not at all: it is written beside its place, synced, then renamed. On a cluster the folder
    must be one that all machines see.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        (self.folder / "blocks").mkdir(parents=True, exist_ok=True)
        (self.folder / "pieces").mkdir(exist_ok=True)

    def answer(self, key: str) -> dict[str, NDArray[Any]] | None:
        """The answer of a block; None when it is not there or its file is damaged."""
        try:
            with np.load(self.folder / "blocks" / f"{key}.npz", allow_pickle=False) as file:
                return {name: file[name] for name in file.files}
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            return None

    def has(self, key: str) -> bool:
        """Whether a whole answer lies there."""
        return self.answer(key) is not None

    def keep(self, key: str, answer: Mapping[str, NDArray[Any]]) -> None:
        """Store the answer of a block."""
        place = self.folder / "blocks" / f"{key}.npz"
        with _Whole(place) as file:
            np.savez(file, allow_pickle=False, **answer)

    def keep_piece(self, digest: str, array: NDArray[Any]) -> None:
        """Store an array that blocks read, unless it is there."""
        place = self.folder / "pieces" / f"{digest}.npy"
        if not place.exists():
            with _Whole(place) as file:
                np.save(file, array, allow_pickle=False)

    def piece(self, digest: str) -> NDArray[Any]:
        """An array that blocks read, mapped from its file (copy on write, so that it has the type of a fresh array)."""
        mapped: NDArray[Any] = np.load(self.folder / "pieces" / f"{digest}.npy", mmap_mode="c", allow_pickle=False)
        return mapped


class _Whole:
    """A binary file that appears at its place only when it was written to the end."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __enter__(self) -> Any:
        self.file = tempfile.NamedTemporaryFile(dir=self.place.parent, prefix=".partial-", delete=False)
        return self.file

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.file.flush()
            os.fsync(self.file.fileno())
        self.file.close()
        if kind is None:
            os.replace(self.file.name, self.place)
        else:
            os.unlink(self.file.name)
