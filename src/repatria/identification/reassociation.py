"""Several remains of one person: which remains belong together, and who each person is, in one posterior.

A solution is a partition of the remains into persons, with each person one of the missing or somebody who is not on
the roll. Its weight is the product over persons of the likelihood ratio "these remains are one person (and that
missing person)" against "they are as many unrelated persons". A missing person's choices are sets of remains; and each
remains has a family of its own, that of the unknown person whose lowest remains it is. So the program that assigns
remains to the missing (``assignment``) solves this too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.genotypes import GenotypeArray
from repatria.identification.choices import FamilyChoices, Floats, off_roll_person
from repatria.identification.components import plan, split
from repatria.identification.used_sets import Limits, forward

Block = tuple[int, ...]
#: How many sets of remains that may be one person are looked at before the task is refused.
MOST_BLOCKS = 20_000


def blocks(compatible: Floats, *, most: int = MOST_BLOCKS) -> list[Block]:
    """Every set of remains of which any two may be one person, the single ones first, from a (remains, remains) table.

    compatible: anything that is not -inf (or NaN) above the diagonal says that the two may be one person. Raises
    TooLarge, with the set that grew too large, when there are more than ``most``.
    """
    if compatible.shape[0] != compatible.shape[1]:
        raise InvalidInput("same-person ratios need one row and one column for each remains")
    may = np.isfinite(compatible) | (compatible == np.inf)
    if bool((may != may.T).any()):
        raise InvalidInput("same-person ratios must be symmetric")
    found: list[Block] = [(item,) for item in range(len(may))]
    begin = 0
    while begin < len(found):
        block = found[begin]
        begin += 1
        both = np.flatnonzero(may[list(block)].all(axis=0))
        found += [(*block, other) for other in both[both > block[-1]].tolist()]
        if len(found) > most:
            raise TooLarge(
                f"more than {most:,} sets of remains may be one person, as {len(both) + len(block)} remains fit "
                "together; declare those that are surely one body as one remains"
            )
    return found


def tree_ratio(same: Floats, block: Block) -> float:
    """ln LR that a set of remains is one person, from ratios for two: the heaviest tree that joins them.

    Exact when each remains tells nothing new of the person once its neighbour in the tree is known (profiles of which
    one contains the other); the sum over all pairs would count the same evidence several times.
    """
    joined, total = [block[0]], 0.0
    left = list(block[1:])
    while left:
        table = same[np.ix_(joined, left)]
        place = int(table.max(axis=0).argmax())
        total += float(table[:, place].max())
        joined.append(left.pop(place))
    return total


def consensus(genotypes: GenotypeArray, block: Block) -> GenotypeArray | None:
    """The profile of one person who left all remains of the block, (markers, 2); None when they contradict each other.

    A marker typed in full in any remains is taken from there; every other call at it must be part of it.
    """
    mine = np.sort(genotypes[list(block)], axis=2)
    result = np.full(mine.shape[1:], -1, dtype=np.int16)
    for marker in range(mine.shape[1]):
        calls = mine[:, marker]
        full = calls[calls[:, 0] >= 0]
        partial = calls[(calls[:, 0] < 0) & (calls[:, 1] >= 0), 1]
        if len(full):
            if bool((full != full[0]).any()) or not set(partial.tolist()) <= set(full[0].tolist()):
                return None
            result[marker] = full[0]
        elif len(set(partial.tolist())) > 2:
            return None
        elif len(set(partial.tolist())) == 2:
            result[marker] = sorted(set(partial.tolist()))
        elif len(partial):
            result[marker] = partial[0], -1
    return result


def anonymous_families(sets: Sequence[Block], log_same: Callable[[Block], float]) -> list[FamilyChoices]:
    """For each remains the sets (of two or more) whose lowest member it is, as one person who is not on the roll."""
    grouped: dict[int, list[tuple[list[tuple[int, int]], float]]] = {}
    for block in sets:
        weight = log_same(block) if len(block) > 1 else -np.inf
        if weight > -np.inf:
            pairs = [(off_roll_person(block[0]), item) for item in block]
            grouped.setdefault(block[0], []).append((pairs, weight))
    return [FamilyChoices.of(grouped[lowest]) for lowest in sorted(grouped)]


def from_ratios(log_lr: Floats, same: Floats, *, information: Floats | None = None) -> list[FamilyChoices]:
    """Families from a (remains, missing) matrix of ln LR and a (remains, remains) table of ln LR "one person".

    A set of remains is one person by ``tree_ratio``; it is a missing person by the ratio of its most informative
    member (``information``, for example typed markers; the first among equals), given that the set is one person. That
    is exact when that member's profile contains the others'. -inf in either table excludes.
    """
    if same.shape[0] != len(log_lr):
        raise InvalidInput("the tables of ratios have different numbers of remains")
    weight = np.zeros(len(log_lr)) if information is None else information
    sets = blocks(same)
    one_person = {block: tree_ratio(same, block) for block in sets}
    families = []
    for missing in range(log_lr.shape[1]):
        ratio = log_lr[:, missing]
        choices = []
        for block in sets:
            lead = max(block, key=lambda item: (weight[item], -item))
            if bool((ratio[list(block)] > -np.inf).all()):
                choices.append(([(missing, item) for item in block], float(ratio[lead]) + one_person[block]))
        families.append(FamilyChoices.of(choices))
    return families + anonymous_families(sets, one_person.__getitem__)


def spread(families: Sequence[FamilyChoices], sets: Sequence[Block]) -> list[FamilyChoices]:
    """Families that chose among sets of remains (``remains`` numbers the sets), in terms of the remains themselves.

    Choices that would give a remains to two persons are left out.
    """
    result = []
    for family in families:
        choices = []
        for number in range(len(family)):
            pairs = [(missing, item) for missing, place in family.pairs(number) for item in sets[place]]
            if len({item for _, item in pairs}) == len(pairs):
                choices.append((pairs, float(family.log_weight[number])))
        result.append(FamilyChoices.of(choices))
    return result


def together(families: Sequence[FamilyChoices], posterior: Sequence[Floats], remains: int) -> Floats:
    """P(two remains are one person), shape (remains, remains), from the posteriors of choices; 1 on the diagonal."""
    shared = np.eye(remains)
    for family, share in zip(families, posterior, strict=True):
        for number in np.flatnonzero(np.diff(family.start) > 1).tolist():
            members: dict[int, list[int]] = {}
            for missing, item in family.pairs(number):
                members.setdefault(missing, []).append(item)
            for block in members.values():
                cells = np.ix_(block, block)
                shared[cells] += share[number] * (1 - np.eye(len(block)))
    return shared


def number_of_persons(families: Sequence[FamilyChoices], remains: int, limits: Limits | None = None) -> Floats:
    """P(the remains are of k persons), shape (remains + 1,). Raises TooLarge where that is not feasible exactly."""
    log_spared = np.zeros(1)
    for group in split(families, remains):
        mine = [replace(families[place], tally=_spared(families[place])) for place in group]
        order = plan(mine)
        if order is None:
            raise TooLarge("too many remains interact at one time to count persons exactly")
        done = forward(mine, order, limits or Limits())
        here = np.full(int(done.tally.max()) + 1, -np.inf)
        here[done.tally] = done.log_total
        log_spared = _convolved(log_spared, here - here.max())
    share = np.exp(log_spared - log_spared.max())
    result = np.zeros(remains + 1)
    result[remains - np.arange(len(share))] = share / share.sum()
    return result


def _spared(family: FamilyChoices) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many remains of each choice are of a person of whom the choice holds another."""
    pairs = np.unique(np.stack([family.choice_of_pair, family.missing]), axis=1)[0]
    return np.diff(family.start) - np.bincount(pairs, minlength=len(family))


def _convolved(left: Floats, right: Floats) -> Floats:
    """Logs of the convolution of exp(left) and exp(right)."""
    result = np.full(len(left) + len(right) - 1, -np.inf)
    for place, value in enumerate(right):
        result[place : place + len(left)] = np.logaddexp(result[place : place + len(left)], left + value)
    return result
