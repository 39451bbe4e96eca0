"""One component from both ends: families in two halves, joined by sums over the sets that the other half may use.

Each half is worked through forward on its own; its last states are the sets S of remains that it uses, with their sum
F(S). A set S of one half goes with every set T of the other that shares no remains with it, so what follows S is the
sum of F(T) over the subsets T of the complement of S. All these sums are made at once, one remains after the other
(Yates 1937). Then each half is worked through backward from there. The many states of the late families never arise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from repatria.identification import used_sets_kernels as kernels
from repatria.identification.choices import FamilyChoices, Floats
from repatria.identification.components import Plan, growth
from repatria.identification.k_best import Solution, best_of_halves
from repatria.identification.used_sets import Forward, Limits, Shares, forward, shares_before

#: Rows that a step may get before it is known how many it needs, in states (see ``used_sets``).
_ROOM = 8.0
#: The work on one set and one remains where the halves meet, in transitions.
_JOINING = 3.0
_MOST_REMAINS = 24
_SMALL = 12.0


@dataclass(frozen=True, slots=True)
class Halves:
    """Two halves of a component, each in the order to work through it, towards the middle.

    transitions, states: upper bounds of what both take together, the join of the halves included; rows for all sets
    of remains are counted as states.
    """

    first: Plan
    second: Plan
    transitions: float
    states: float


def halved(families: Sequence[FamilyChoices], plan: Plan, limits: Limits) -> Halves | None:
    """The cut of the plan's order with the fewest transitions; None where working it through in one go takes fewer.

    Also None where tallies are counted, where rows for all sets of remains and the states do not fit within
    ``limits``, and for components so small that nothing is gained.
    """
    used = sorted({item for family in families for item in family.remains.tolist()})
    if plan.log2_states < _SMALL or len(used) > _MOST_REMAINS or any(f.tally is not None for f in families):
        return None
    sets = 2.0 ** len(used)
    there, back = growth(families, plan.order), growth(families, plan.order[::-1])
    best: Halves | None = None
    least = sum(growth(families, plan.order, plan.retired).transitions)
    for cut in range(1, len(plan.order)):
        behind = len(plan.order) - cut
        work = sum(there.transitions[:cut]) + sum(back.transitions[:behind]) + _JOINING * len(used) * sets
        states = sum(min(_ROOM * n, sets) for n in there.states[:cut] + back.states[:behind]) + 2 * sets
        if work < least and work <= limits.transitions and states <= limits.states:
            least = work
            best = Halves(*cut_at(families, plan, cut), work, states)
    return best


def cut_at(families: Sequence[FamilyChoices], plan: Plan, cut: int) -> tuple[Plan, Plan]:
    """The plan's first ``cut`` families in order and the others from the end, with one bit for each remains."""
    used = sorted({item for family in families for item in family.remains.tolist()})
    slots = {item: bit for bit, item in enumerate(used)}
    first, second = plan.order[:cut], plan.order[: cut - 1 : -1] if cut else plan.order[::-1]
    both = [Plan(order, slots, ((),) * len(order), len(used), float(len(used))) for order in (first, second)]
    return both[0], both[1]


def solve_halves(
    families: Sequence[FamilyChoices], first: Plan, second: Plan, best: int, limits: Limits
) -> tuple[Shares, list[Solution]]:
    """Exact shares and best solutions of one component without tallies, see ``cut_at``. Raises TooLarge."""
    one, other = forward(families, first, limits), forward(families, second, limits)
    sums_one, sums_other = _over_subsets(one, first.width), _over_subsets(other, second.width)
    shares = shares_before(one, _meeting(one, sums_other))
    shares_other = shares_before(other, _meeting(other, sums_one))
    for place in second.order:
        shares.choice[place] = shares_other.choice[place]
        shares.choice_best[place] = shares_other.choice_best[place]
        shares.none[place] = shares_other.none[place]
        shares.none_best[place] = shares_other.none_best[place]
    rows, keys = one.states[-1].reached()
    mass, peak = np.zeros(first.width), np.full(first.width, -np.inf)
    whole = np.floor(shares.log_total / np.log(2.0))
    mass /= kernels.left_unused(keys, one.states[-1].data[rows], sums_other, whole, mass, peak)
    for item, bit in first.slots.items():
        shares.unused[item], shares.unused_best[item] = float(mass[bit]), float(peak[bit])
    return shares, best_of_halves(one, other, best)


def _over_subsets(half: Forward, width: int) -> Floats:
    """For each set of remains what the half adds up to within it: (2^width, 3), see ``used_sets_kernels``."""
    sums = np.zeros((1 << width, 3))
    sums[:, 2] = -np.inf
    rows, keys = half.states[-1].reached()
    sums[keys] = half.states[-1].data[rows, :3]
    kernels.add_up_subsets(sums)
    return sums


def _meeting(half: Forward, sums: Floats) -> Floats:
    """What the other half adds to each of the half's last states."""
    _, keys = half.states[-1].reached()
    found: Floats = sums[(len(sums) - 1) ^ keys]
    return found
