"""Plans for variable elimination: in which order to sum out the alleles of a factor graph, and what that costs."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from repatria.errors import TooLarge
from repatria.genetics.factor_graph import (
    Factor,
    FactorGraph,
    Shape,
    Variable,
    build_graph,
    graph_of_copies,
    graph_without_fixed_founders,
)

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
    step_only: (S, 2): a selector and its value where the step's sum counts (-1: everywhere); elsewhere the new table
    holds step_constant (S,).
    inputs, outputs: flat int32 with pointers (S + 1,); factors number on from F, one per step.
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
    step_only: Int32Array
    step_constant: npt.NDArray[np.float64]
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
    """The plan of a shape some of whose unknown founder alleles are copies of others, see `graph_of_copies`."""
    graph, _ = graph_without_fixed_founders(shape)
    return _plan(graph_of_copies(graph, blocks), (nominal_size(alleles),))


@lru_cache(maxsize=4096)
def plan_without_fixed_founders(shape: Shape, alleles: int) -> Plan:
    """The plan of a shape without the draws of known founder alleles."""
    return _plan(graph_without_fixed_founders(shape)[0], (nominal_size(alleles),))


@lru_cache(maxsize=4096)
def _cached_plan(shape: Shape, nominal: tuple[int, ...]) -> Plan:
    return _plan(build_graph(shape), nominal)


def _plan(graph: FactorGraph, nominal: tuple[int, ...]) -> Plan:
    size = [
        nominal[locus] if kind == Variable.ALLELE else _FIXED_SIZE[kind] for kind, _, locus in graph.variables
    ]  # fmt: skip
    keep = frozenset(v for pair in graph.open_variables for v in pair)
    return _lay_out(graph, _search_order(graph, size, keep), keep, size)


@dataclass(frozen=True)
class _Step:
    """One summation. only_where: (selector, value, constant): elsewhere the output is the constant."""

    variable: int
    inputs: tuple[int, ...]
    output: tuple[int, ...]
    only_where: tuple[int, int, float] | None = None


class _Tables:
    """The tables that are left while variables are summed out one after the other.

    A transmitted allele x stands in PATERNAL(s, u, x) and MATERNAL(s, v, x). Given s, one of the two is a constant, so

        sum_x PATERNAL MATERNAL h(x) = [s = 0: sum_x M[u, x] h(x)] * [s = 1: sum_x M[v, x] h(x)],

    a product of a table without v and one without u: the cubic table over (u, v, x) never arises.
    """

    def __init__(self, graph: FactorGraph, size: Sequence[int]) -> None:
        self.size = size
        self.log_size = [math.log(n) for n in size]
        self.live: dict[int, frozenset[int]] = {}
        self.uses: dict[int, set[int]] = {v: set() for v in range(len(size))}
        self.origin: dict[int, tuple[int, int]] = {}
        self.selector: dict[int, int] = {}
        self.next = 0
        paternal: dict[int, int] = {}
        for kind, variables, _, _, _ in graph.factors:
            if kind == Factor.PATERNAL:
                paternal[variables[2]] = self.next
                self.selector[self.next] = variables[0]
            elif kind == Factor.MATERNAL:
                self.origin[variables[2]] = (paternal[variables[2]], self.next)
                self.selector[self.next] = variables[0]
            self.add(frozenset(variables))

    def add(self, scope: frozenset[int]) -> None:
        """A new table."""
        self.live[self.next] = scope
        for v in scope:
            self.uses[v].add(self.next)
        self.next += 1

    def cells(self, scope: Iterable[int]) -> float:
        """Number of cells of a table over these variables."""
        return math.exp(min(sum(self.log_size[v] for v in scope), 600.0))

    def look(self, v: int) -> tuple[float, list[frozenset[int]], bool]:
        """Work to sum out v, the tables that would come of it, and whether it splits by its selector."""
        pair = self.origin.get(v)
        numbers = self.uses[v]
        whole = frozenset().union({v}, *(self.live[number] for number in numbers))
        work = self.cells(whole) * max(len(numbers), 1)
        if pair is not None and pair[0] in self.live and pair[1] in self.live:
            rest = frozenset().union(*(self.live[number] for number in numbers if number not in pair))
            outs = [(self.live[number] | rest) - {v} for number in pair]
            split = sum(self.cells(out) for out in outs) * self.size[v] * max(len(numbers) - 1, 1) / 2
            if split < work:
                return split, outs, True
        return work, [whole - {v}], False

    def sum_out(self, v: int) -> list[_Step]:
        """Carry it out; returns its steps."""
        _, outs, splits = self.look(v)
        numbers = sorted(self.uses[v])
        # Each new table's largest axis stands last, where the inner loop runs.
        axes = [tuple(sorted(out, key=lambda w: (self.size[w], w))) for out in outs]
        if splits:
            pair = self.origin[v]
            others = tuple(number for number in numbers if number not in pair)
            steps = [
                _Step(v, (pair[side], *others), axes[side], (self.selector[pair[side]], side, (0.5, 1.0)[side]))
                for side in (0, 1)
            ]
        else:
            steps = [_Step(v, tuple(numbers), axes[0])]
        for number in numbers:
            for w in self.live.pop(number):
                self.uses[w].discard(number)
        for out in outs:
            self.add(out)
        return steps


def _search_order(graph: FactorGraph, size: Sequence[int], keep: frozenset[int]) -> list[int]:
    """The cheapest order among several greedy ones; deterministic."""
    still = [0.0] * len(size)
    best = min((_greedy(graph, size, keep, rule, still) for rule in (0, 1, 2)), key=lambda found: found[1])
    if 1e5 < best[1] < 1e4 * MAX_OPERATIONS:
        # Worth looking further, and not without hope: perturbed greedy orders, more of them the dearer the case is.
        rng = np.random.default_rng(len(size))
        for attempt in range(12 if best[1] < 1e7 else 40):
            noise = rng.gumbel(scale=0.4, size=len(size)).tolist()
            best = min(best, _greedy(graph, size, keep, attempt % 3, noise), key=lambda found: found[1])
    return best[0]


def _greedy(
    graph: FactorGraph, size: Sequence[int], keep: frozenset[int], rule: int, noise: Sequence[float]
) -> tuple[list[int], float]:
    """Sum out next the variable whose step scores least; returns the order and its total work."""
    tables = _Tables(graph, size)

    def score(v: int) -> float:
        work, outs, _ = tables.look(v)
        if rule == 0:
            return math.log(work) + noise[v]
        made = sum(tables.cells(out) for out in outs)
        if rule == 1:
            return math.log(made) + noise[v]
        gain = made - sum(tables.cells(tables.live[number]) for number in tables.uses[v])
        return math.copysign(math.log1p(abs(gain)), gain) + noise[v]

    order: list[int] = []
    total = 0.0
    waiting = set(range(len(size))) - keep
    version = dict.fromkeys(waiting, 0)
    heap = [(score(v), v, 0) for v in sorted(waiting)]
    heapq.heapify(heap)
    while waiting:
        _, v, stamp = heapq.heappop(heap)
        if v not in waiting or version[v] != stamp:
            continue
        work, outs, _ = tables.look(v)
        total += work
        tables.sum_out(v)
        waiting.discard(v)
        order.append(v)
        for w in sorted(frozenset().union(*outs) & waiting):
            version[w] += 1
            heapq.heappush(heap, (score(w), w, version[w]))
    return order, total


def _lay_out(graph: FactorGraph, order: Sequence[int], keep: frozenset[int], size: Sequence[int]) -> Plan:
    """The steps of an order as flat arrays."""
    tables = _Tables(graph, size)
    steps = [step for v in order for step in tables.sum_out(v)]
    axes = tuple(dict.fromkeys(v for pair in graph.open_variables for v in pair))
    while len(done := [number for number, scope in tables.live.items() if not scope]) > _FACTORS_AT_ONCE:
        steps.append(_Step(-1, tuple(done[:_FACTORS_AT_ONCE]), ()))
        for number in done[:_FACTORS_AT_ONCE]:
            del tables.live[number]
        tables.add(frozenset())
    steps.append(_Step(-1, tuple(tables.live), axes))
    inputs = [step.inputs for step in steps]
    outputs = [step.output for step in steps]
    width = max(len(step.output) + (step.variable >= 0) for step in steps)
    only = [step.only_where or (-1, 0, 0.0) for step in steps]

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
        np.array([step.variable for step in steps], dtype=np.int32),
        np.array([(variable, value) for variable, value, _ in only], dtype=np.int32),
        np.array([constant for _, _, constant in only], dtype=np.float64),
        input_start,
        flat_inputs,
        output_start,
        flat_outputs,
        axes,
        tuple(graph.open_variables),
        graph.founder_alleles,
        width,
    )
