"""Plans for variable elimination: in which order to sum out the alleles of a factor graph, and what that costs."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from repatria.errors import TooLarge
from repatria.genetics.factor_graph import FactorGraph, Shape, Variable, build_graph, graph_of_copies

Int32Array = npt.NDArray[np.int32]

# Largest exact work for one locus: multiply-adds, and cells held at once (8 bytes each).
MAX_OPERATIONS = 5e9
MAX_CELLS = 6e7

# Numbers of separate parts are multiplied a few at a time, so that each product can be rescaled.
_FACTORS_AT_ONCE = 8

# Plans are made for these allele numbers; a locus uses the first that is not smaller, whatever else is computed
# with it, so that its result does not depend on its company.
NOMINAL_SIZES = (2, 4, 8, 16, 32, 64, 128)


@dataclass(frozen=True, eq=False)
class Plan:
    """A factor graph with an elimination order, as arrays for the kernel.

    variable_kind, variable_member, variable_locus: (V,) int32.
    factor_kind, factor_locus, factor_argument: (F,) int32; factor_value: (F,) float64;
    factor_variables: (F, 3), padded with -1.
    step_variable: (S,) variable summed out at each step, -1 in the last, which multiplies what is left.
    step_inputs, step_outputs: flat int32 with pointers (S + 1,); factors number on from F, one per step.
    open_variables: distinct open variables, in the order of the result's axes.
    founder_alleles: degree of the result in the allele frequencies.
    width: number of variables in the largest table that the steps form.
    """

    variable_kind: Int32Array
    variable_member: Int32Array
    variable_locus: Int32Array
    factor_kind: Int32Array
    factor_locus: Int32Array
    factor_argument: Int32Array
    factor_value: npt.NDArray[np.float64]
    factor_variables: Int32Array
    step_variable: Int32Array
    input_start: Int32Array
    inputs: Int32Array
    output_start: Int32Array
    outputs: Int32Array
    open_variables: tuple[int, ...]
    open_pairs: tuple[tuple[int, int], ...]
    founder_alleles: int
    width: int

    def sizes(self, alleles: Sequence[int]) -> list[int]:
        """Upper bound of each variable's domain, given the number of allele classes per locus."""
        return [
            alleles[locus] if kind == Variable.ALLELE else _FIXED_SIZE[kind]
            for kind, locus in zip(self.variable_kind.tolist(), self.variable_locus.tolist(), strict=True)
        ]

    def work(self, alleles: Sequence[int]) -> tuple[float, float]:
        """Multiply-adds and table cells that one evaluation takes."""
        size = self.sizes(alleles)
        cells = sum(_product(size, [v for v in row if v >= 0]) for row in self.factor_variables.tolist())
        operations = 0.0
        for step, variable in enumerate(self.step_variable.tolist()):
            out = _product(size, self.outputs[self.output_start[step] : self.output_start[step + 1]].tolist())
            cells += out
            count = int(self.input_start[step + 1] - self.input_start[step])
            operations += out * (size[variable] if variable >= 0 else 1) * max(count, 1)
        return operations, cells


_FIXED_SIZE = {Variable.TYPED: 2, Variable.FIRST: 1, Variable.SECOND: 1, Variable.SELECTOR: 2}


def _product(size: Sequence[int], variables: Sequence[int]) -> float:
    result = 1.0
    for v in variables:
        result *= size[v]
    return result


def nominal_size(alleles: int) -> int:
    """The allele number for which a plan is made."""
    return next((size for size in NOMINAL_SIZES if size >= alleles), alleles)


def plan_for(shape: Shape, alleles: Sequence[int], *, max_operations: float = MAX_OPERATIONS) -> Plan:
    """The plan of a shape for loci with these numbers of allele classes.

    Raises TooLarge, with the width found and what would make the work feasible.
    """
    plan = _cached_plan(shape, tuple(nominal_size(count) for count in alleles))
    operations, cells = plan.work(alleles)
    if operations > max_operations or cells > MAX_CELLS:
        raise TooLarge(
            f"exact work on this pedigree needs {operations:.1e} multiply-adds and {8 * cells / 1e9:.1f} GB a marker "
            f"(limits {max_operations:.0e} and {8 * MAX_CELLS / 1e9:.1f} GB): its elimination width is {plan.width} "
            f"variables with {max(alleles)} allele classes. It becomes feasible by typing an ancestor in a loop, "
            f"fewer relatives, or a mutation model that lets unseen alleles be lumped (none, equal, proportional)"
        )
    return plan


@lru_cache(maxsize=100_000)
def plan_of_copies(shape: Shape, blocks: tuple[int, ...], alleles: int) -> Plan:
    """The plan of a shape some of whose founder alleles are copies of others, see `graph_of_copies`."""
    return _plan(graph_of_copies(shape, blocks), (nominal_size(alleles),))


@lru_cache(maxsize=4096)
def _cached_plan(shape: Shape, nominal: tuple[int, ...]) -> Plan:
    return _plan(build_graph(shape), nominal)


def _plan(graph: FactorGraph, nominal: tuple[int, ...]) -> Plan:
    size = [
        nominal[locus] if kind == Variable.ALLELE else _FIXED_SIZE[kind] for kind, _, locus in graph.variables
    ]  # fmt: skip
    scopes = [frozenset(variables) for _, variables, _, _, _ in graph.factors]
    keep = frozenset(v for pair in graph.open_variables for v in pair)
    return _lay_out(graph, _search_order(size, scopes, keep)[0], keep, size)


def _search_order(
    size: Sequence[int], scopes: Sequence[frozenset[int]], keep: frozenset[int]
) -> tuple[list[int], float]:
    """The cheapest order among several greedy ones; deterministic."""
    best = min((_greedy(size, scopes, keep, rule, None) for rule in (0, 1, 2)), key=lambda found: found[1])
    if best[1] > 3e4:
        # Worth looking further: perturbed greedy orders, more of them the dearer the case is.
        rng = np.random.default_rng(len(size))
        for attempt in range(12 if best[1] < 1e7 else 40):
            noise = rng.gumbel(scale=0.4, size=len(size))
            best = min(best, _greedy(size, scopes, keep, attempt % 3, noise), key=lambda found: found[1])
    return best


def _greedy(
    size: Sequence[int],
    scopes: Sequence[frozenset[int]],
    keep: frozenset[int],
    rule: int,
    noise: npt.NDArray[np.float64] | None,
) -> tuple[list[int], float]:
    """Sum out next the variable whose step scores least; returns the order and its total multiply-adds."""
    log_size = np.log(np.array(size, dtype=np.float64)).tolist()
    jitter = noise.tolist() if noise is not None else [0.0] * len(size)
    live: dict[int, frozenset[int]] = dict(enumerate(scopes))
    uses: dict[int, set[int]] = {v: set() for v in range(len(size))}
    for number, scope in live.items():
        for v in scope:
            uses[v].add(number)

    def step(v: int) -> tuple[float, frozenset[int]]:
        union: set[int] = {v}
        for number in uses[v]:
            union |= live[number]
        log_cost = sum(log_size[w] for w in union)
        if rule == 0:
            score = log_cost
        elif rule == 1:
            score = log_cost - log_size[v]
        else:
            removed = sum(np.exp(sum(log_size[w] for w in live[number])) for number in uses[v])
            score = float(np.exp(log_cost - log_size[v]) - removed)
            score = np.sign(score) * np.log1p(abs(score))
        return score + jitter[v], frozenset(union)

    order: list[int] = []
    total = 0.0
    waiting = set(range(len(size))) - keep
    version = dict.fromkeys(waiting, 0)
    heap = []
    for v in sorted(waiting):
        score, _ = step(v)
        heap.append((score, v, 0))
    heapq.heapify(heap)
    fresh = len(live)
    while waiting:
        _, v, stamp = heapq.heappop(heap)
        if v not in waiting or version[v] != stamp:
            continue
        _, union = step(v)
        total += float(np.exp(sum(log_size[w] for w in union))) * max(len(uses[v]), 1)
        out = union - {v}
        for number in list(uses[v]):
            for w in live.pop(number):
                uses[w].discard(number)
        live[fresh] = out
        for w in out:
            uses[w].add(fresh)
        fresh += 1
        waiting.discard(v)
        order.append(v)
        for w in sorted(out & waiting):
            version[w] += 1
            score, _ = step(w)
            heapq.heappush(heap, (score, w, version[w]))
    return order, total


def _lay_out(graph: FactorGraph, order: Sequence[int], keep: frozenset[int], size: Sequence[int]) -> Plan:
    """The steps of an order as flat arrays; each new table's largest axis stands last, where the inner loop runs."""
    live: dict[int, tuple[int, ...]] = {
        i: tuple(dict.fromkeys(variables)) for i, (_, variables, _, _, _) in enumerate(graph.factors)
    }
    step_variable: list[int] = []
    inputs: list[list[int]] = []
    outputs: list[list[int]] = []
    width = max((len(scope) for scope in live.values()), default=0)
    fresh = len(graph.factors)
    for v in order:
        used = [number for number, scope in live.items() if v in scope]
        out = sorted({w for number in used for w in live[number]} - {v}, key=lambda w: (size[w], w))
        width = max(width, len(out) + 1)
        for number in used:
            del live[number]
        live[fresh] = tuple(out)
        fresh += 1
        step_variable.append(v)
        inputs.append(used)
        outputs.append(out)
    axes = tuple(dict.fromkeys(v for pair in graph.open_variables for v in pair))
    while len(done := [number for number, scope in live.items() if not scope]) > _FACTORS_AT_ONCE:
        for number in done[:_FACTORS_AT_ONCE]:
            del live[number]
        live[fresh] = ()
        fresh += 1
        step_variable.append(-1)
        inputs.append(done[:_FACTORS_AT_ONCE])
        outputs.append([])
    step_variable.append(-1)
    inputs.append(list(live))
    outputs.append(list(axes))

    def flat(rows: Sequence[Sequence[int]]) -> tuple[Int32Array, Int32Array]:
        start = np.zeros(len(rows) + 1, dtype=np.int32)
        start[1:] = np.cumsum([len(row) for row in rows])
        return start, np.array([x for row in rows for x in row], dtype=np.int32)

    input_start, flat_inputs = flat(inputs)
    output_start, flat_outputs = flat(outputs)
    padded = [tuple(variables) + (-1,) * (3 - len(variables)) for _, variables, _, _, _ in graph.factors]
    return Plan(
        np.array([int(kind) for kind, _, _ in graph.variables], dtype=np.int32),
        np.array([member for _, member, _ in graph.variables], dtype=np.int32),
        np.array([locus for _, _, locus in graph.variables], dtype=np.int32),
        np.array([int(row[0]) for row in graph.factors], dtype=np.int32),
        np.array([row[2] for row in graph.factors], dtype=np.int32),
        np.array([row[3] for row in graph.factors], dtype=np.int32),
        np.array([row[4] for row in graph.factors], dtype=np.float64),
        np.array(padded, dtype=np.int32).reshape(-1, 3),
        np.array(step_variable, dtype=np.int32),
        input_start,
        flat_inputs,
        output_start,
        flat_outputs,
        axes,
        tuple(graph.open_variables),
        graph.founder_alleles,
        width,
    )
