"""Problems are data: what was wrong, where, and why, while the good data goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing found wrong in what was given.

    source: the file or object it came from (a name, never personal data).
    place: where in the source, for example ``line 12, field birth_date`` or ``family F3, marker D3S1358``.
    message: the reason in words.
    """

    source: str
    place: str
    message: str

    def as_dict(self) -> dict[str, str]:
        """The form printed by ``--json``."""
        return {"source": self.source, "place": self.place, "message": self.message}

    def __str__(self) -> str:
        return f"{self.source}: {self.place}: {self.message}"
