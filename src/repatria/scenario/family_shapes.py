"""The kinds of families that come forward decades after a war: small pedigrees with missing members and donors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One place in a family shape: father and mother are indexes of earlier places, -1 for founders (both or none)."""

    label: str
    sex: str
    father: int = -1
    mother: int = -1
    missing: bool = False
    donor: bool = False


@dataclass(frozen=True, slots=True)
class FamilyShape:
    """A pedigree pattern; ``weight`` is its share among made-up families (our own choice, not a statistic)."""

    name: str
    weight: float
    roles: tuple[Role, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Indexes of the missing members."""
        return tuple(i for i, role in enumerate(self.roles) if role.missing)

    @property
    def donors(self) -> tuple[int, ...]:
        """Indexes of the members who gave a reference sample."""
        return tuple(i for i, role in enumerate(self.roles) if role.donor)


_PARENTS = (Role("father", "male"), Role("mother", "female"))
_MISSING = Role("missing", "male", 0, 1, missing=True)


def _sibling(number: int, *, donor: bool = True) -> Role:
    return Role(
        f"{'sister' if number % 2 else 'brother'} {number}", "female" if number % 2 else "male", 0, 1, donor=donor
    )


def _spouse(label: str, sex: str) -> Role:
    return Role(label, sex)


SHAPES: tuple[FamilyShape, ...] = (
    FamilyShape("no donor yet", 8, (*_PARENTS, _MISSING)),
    FamilyShape("one sibling", 12, (*_PARENTS, _MISSING, _sibling(1))),
    FamilyShape("two siblings", 16, (*_PARENTS, _MISSING, _sibling(1), _sibling(2))),
    FamilyShape("three siblings", 10, (*_PARENTS, _MISSING, _sibling(1), _sibling(2), _sibling(3))),
    FamilyShape(
        "sibling and nephew of another sibling",
        8,
        (
            *_PARENTS,
            _MISSING,
            _sibling(1),
            _sibling(2, donor=False),
            _spouse("brother's wife", "female"),
            Role("nephew", "male", 4, 5, donor=True),
        ),
    ),
    FamilyShape(
        "one niece",
        6,
        (
            *_PARENTS,
            _MISSING,
            _sibling(1, donor=False),
            _spouse("sister's husband", "male"),
            Role("niece", "female", 4, 3, donor=True),
        ),
    ),
    FamilyShape(
        "niece and nephew of two siblings",
        8,
        (
            *_PARENTS,
            _MISSING,
            _sibling(1, donor=False),
            _spouse("sister's husband", "male"),
            Role("niece", "female", 4, 3, donor=True),
            _sibling(2, donor=False),
            _spouse("brother's wife", "female"),
            Role("nephew", "male", 6, 7, donor=True),
        ),
    ),
    FamilyShape(
        "wife and child",
        6,
        (*_PARENTS, _MISSING, Role("wife", "female", donor=True), Role("child", "female", 2, 3, donor=True)),
    ),
    FamilyShape(
        "two children",
        7,
        (
            *_PARENTS,
            _MISSING,
            _spouse("wife", "female"),
            Role("daughter", "female", 2, 3, donor=True),
            Role("son", "male", 2, 3, donor=True),
        ),
    ),
    FamilyShape(
        "two grandchildren and a sibling",
        5,
        (
            *_PARENTS,
            _MISSING,
            _sibling(1),
            _spouse("wife", "female"),
            Role("son", "male", 2, 4),
            _spouse("son's wife", "female"),
            Role("granddaughter", "female", 5, 6, donor=True),
            Role("grandson", "male", 5, 6, donor=True),
        ),
    ),
    FamilyShape(
        "two first cousins",
        4,
        (
            Role("grandfather", "male"),
            Role("grandmother", "female"),
            Role("father", "male", 0, 1),
            Role("mother", "female"),
            Role("missing", "male", 2, 3, missing=True),
            Role("aunt", "female", 0, 1),
            _spouse("aunt's husband", "male"),
            Role("cousin 1", "female", 6, 5, donor=True),
            Role("cousin 2", "male", 6, 5, donor=True),
        ),
    ),
    FamilyShape("mother", 1, (_PARENTS[0], Role("mother", "female", donor=True), _MISSING)),
    FamilyShape("mother and sibling", 2, (_PARENTS[0], Role("mother", "female", donor=True), _MISSING, _sibling(1))),
    FamilyShape(
        "half-sibling and sibling",
        3,
        (
            *_PARENTS,
            _MISSING,
            _sibling(1),
            _spouse("father's second wife", "female"),
            Role("half-brother", "male", 0, 4, donor=True),
        ),
    ),
    FamilyShape(
        "two missing brothers, two siblings",
        2,
        (*_PARENTS, _MISSING, Role("missing 2", "male", 0, 1, missing=True), _sibling(1), _sibling(2)),
    ),
    FamilyShape(
        "two missing brothers, child of one",
        1,
        (
            *_PARENTS,
            _MISSING,
            Role("missing 2", "male", 0, 1, missing=True),
            _sibling(1),
            _spouse("wife", "female"),
            Role("child", "male", 2, 5, donor=True),
        ),
    ),
    FamilyShape(
        "parents who were first cousins, two siblings",
        1,
        (
            Role("great-grandfather", "male"),
            Role("great-grandmother", "female"),
            Role("grandfather", "male", 0, 1),
            Role("great-aunt", "female", 0, 1),
            _spouse("grandmother", "female"),
            _spouse("great-aunt's husband", "male"),
            Role("father", "male", 2, 4),
            Role("mother", "female", 5, 3),
            Role("missing", "male", 6, 7, missing=True),
            Role("sister 1", "female", 6, 7, donor=True),
            Role("brother 2", "male", 6, 7, donor=True),
        ),
    ),
)
