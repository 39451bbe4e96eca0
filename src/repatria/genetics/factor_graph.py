"""The factor graph of a pedigree: one variable per allele and per meiosis, one factor per law of inheritance.

Each member has a paternal and a maternal allele. A parent with alleles u, v passes on x through a selector s:

    P(x | u, v, s) = M[u, x] if s = 0, M[v, x] if s = 1;    P(s) = 1/2

(M the mutation matrix of the parent's sex), so that every factor is at most a matrix in alleles and no genotype
table of an untyped parent is ever formed. Two linked loci share their selectors through P(s' != s) = rho.
Lauritzen and Sheehan 2003, "Graphical models for genetic analyses", Statist. Sci. 18:489, give the general frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from repatria.errors import InvalidInput
from repatria.genetics.markers import Chromosome
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Pedigree


class Observed(IntEnum):
    """What is known of a member at a locus."""

    NOTHING = 0
    BOTH = 1  # two called alleles
    WEIGHTS = 2  # a table of P(observation | paternal allele, maternal allele)


class Variable(IntEnum):
    """Domain of a variable."""

    ALLELE = 0  # every allele class
    TYPED = 1  # the alleles that its member shows
    FIRST = 2  # the first called allele (phase fixed by symmetry)
    SECOND = 3  # the second called allele
    SELECTOR = 4  # 0 = the parent's paternal allele is passed on, 1 = the maternal one


class Factor(IntEnum):
    """Meaning of a factor; its variables stand in the order given here."""

    POPULATION = 0  # (x): frequency of x
    PASSED = 1  # (x): frequency after one meiosis of an untyped founder of sex arg
    INBRED = 2  # (x, y): founder with inbreeding coefficient value
    SHOWS = 3  # (x, y): member arg shows exactly these two alleles
    PHASES = 4  # (x): 2 when member arg is heterozygous, else 1 (phase was fixed)
    WEIGHT = 5  # (x, y): observation table of member arg
    HEMIZYGOUS = 6  # (x): observation table of member arg, one allele
    INHERITED = 7  # (u, x): M[u, x] of a parent of sex arg, who has one allele to give
    PATERNAL = 8  # (s, u, x): 1/2 M[u, x] where s = 0, else 1/2
    MATERNAL = 9  # (s, v, x): M[v, x] where s = 1, else 1
    LINKED = 10  # (s, s'): 2 (1 - rho) where equal, 2 rho where not (each P(s) already holds a half); value = rho
    IDENTICAL = 12  # (u, x): a copy of u
    SHOWS_ONE = 11  # (x): member arg, who has one allele, shows exactly x


@dataclass
class FactorGraph:
    """Variables (kind, member, locus) and factors (kind, variables, locus, argument, value).

    open_variables: variables that are not summed out: for each open member the paternal and the maternal allele
    (the same one twice for a male at an X marker), in the order asked for.
    founder_alleles: number of alleles drawn from the population (the degree in the frequencies).
    """

    variables: list[tuple[Variable, int, int]] = field(default_factory=list)
    factors: list[tuple[Factor, tuple[int, ...], int, int, float]] = field(default_factory=list)
    open_variables: list[tuple[int, int]] = field(default_factory=list)
    founder_alleles: int = 0

    def variable(self, kind: Variable, member: int, locus: int) -> int:
        """Add a variable; returns its number."""
        self.variables.append((kind, member, locus))
        return len(self.variables) - 1

    def factor(
        self, kind: Factor, variables: tuple[int, ...], locus: int, argument: int = 0, value: float = 0.0
    ) -> None:
        """Add a factor."""
        self.factors.append((kind, variables, locus, argument, value))


@dataclass(frozen=True)
class Shape:
    """A pedigree and typing pattern reduced to what decides the computation; hashable, shared by like families.

    father, mother, sex, inbreeding: per member; twins: representative of each member.
    observed: per locus, per member, an `Observed`.
    open_members: members whose alleles are asked for.
    """

    father: tuple[int, ...]
    mother: tuple[int, ...]
    sex: tuple[int, ...]
    inbreeding: tuple[float, ...]
    twins: tuple[int, ...]
    implied: frozenset[int]
    observed: tuple[tuple[int, ...], ...]
    open_members: tuple[int, ...]
    prune: bool
    chromosome: Chromosome
    recombination: tuple[float, float] | None = None  # female, male; with two loci


def shape_of(
    pedigree: Pedigree,
    observed: Sequence[Sequence[int]],
    *,
    open_members: Sequence[int] = (),
    prune: bool = False,
    chromosome: Chromosome = "autosomal",
    recombination: tuple[float, float] | None = None,
) -> Shape:
    """The shape of a pedigree with its typing pattern.

    Raises InvalidInput when, at an X marker, someone typed or asked for is of unknown sex.
    """
    if chromosome == "X":
        for i, name in enumerate(pedigree.ids):
            group = next((group for group in pedigree.twins if i in group), (i,))
            matters = i in open_members or any(locus[i] for locus in observed)
            if matters and all(pedigree.sex[m] == UNKNOWN for m in group):
                raise InvalidInput(f"the sex of {name} is unknown: an X marker needs it")
    twins = list(range(len(pedigree)))
    for group in pedigree.twins:
        for member in group:
            twins[member] = group[0]
    return Shape(
        tuple(pedigree.father.tolist()),
        tuple(pedigree.mother.tolist()),
        tuple(pedigree.sex.tolist()),
        tuple(pedigree.founder_inbreeding.tolist()),
        tuple(twins),
        pedigree.implied,
        tuple(tuple(int(code) for code in locus) for locus in observed),
        tuple(open_members),
        prune,
        chromosome,
        recombination,
    )


# Sides of a person whose parent was cut away: the allele comes from the population, or from it through one meiosis.
_POPULATION, _PASSED = -1, -2


@lru_cache(maxsize=4096)
def build_graph(shape: Shape) -> FactorGraph:
    """The factor graph of a shape."""
    n = len(shape.father)
    person = shape.twins
    asked = {person[i] for i in shape.open_members}
    informative = asked | {person[i] for locus in shape.observed for i in range(n) if locus[i]}
    parents, kept = _relevant(shape, informative)
    graph = FactorGraph()
    alleles: dict[tuple[int, int], tuple[int, int]] = {}
    for locus, observed in enumerate(shape.observed):
        for i in sorted(kept):
            alleles[i, locus] = _add_member(graph, shape, observed, i, locus, parents[i], i in asked)
    for i in sorted(kept):
        for side in (0, 1):
            if parents[i][side] >= 0:
                _add_meiosis(graph, shape, i, side, parents[i][side], alleles)
    graph.open_variables = [alleles[person[i], 0] for i in shape.open_members]
    return graph


def _relevant(shape: Shape, informative: set[int]) -> tuple[dict[int, list[int]], set[int]]:
    """Cut away members that carry no information; parents left (or the kind of prior) of each member kept."""
    person = shape.twins
    everyone = set(person)
    parents = {
        i: [
            person[parent] if parent >= 0 else _POPULATION
            for parent in (shape.father[i], shape.mother[i])
        ]
        for i in everyone
    }  # fmt: skip
    kept = set(everyone)
    changed = True
    while changed:
        changed = False
        children: dict[int, list[int]] = {i: [] for i in kept}
        for i in kept:
            for parent in parents[i]:
                if parent >= 0:
                    children[parent].append(i)
        for i in sorted(kept - informative):
            if not children[i]:
                kept.discard(i)  # no descendant tells anything: sums to one
                changed = True
                break
            founder = parents[i] == [_POPULATION, _POPULATION]
            if founder and len(children[i]) == 1:
                child = children[i][0]
                side = parents[child].index(i)
                if shape.chromosome == "X" and side == 0 and shape.sex[child] == MALE:
                    cut = _POPULATION  # nothing is passed on; the side is never used
                else:
                    cut = _POPULATION if shape.prune or _all_implied(shape, i) else _PASSED
                parents[child][side] = cut
                kept.discard(i)
                changed = True
                break
    return parents, kept


def _all_implied(shape: Shape, i: int) -> bool:
    return all(member in shape.implied for member, person in enumerate(shape.twins) if person == i)


def _add_member(
    graph: FactorGraph,
    shape: Shape,
    observed: tuple[int, ...],
    i: int,
    locus: int,
    parents: list[int],
    asked: bool,
) -> tuple[int, int]:
    """Variables of one member at one locus with the factors for priors and observations."""
    copies = [m for m, person in enumerate(shape.twins) if person == i]
    typed = [m for m in copies if observed[m] == Observed.BOTH]
    if shape.chromosome == "X" and _is_male(shape, copies):
        kind = Variable.FIRST if typed and not asked else Variable.ALLELE
        x = graph.variable(kind, typed[0] if typed else i, locus)
        _add_prior(graph, shape, x, parents[1], FEMALE, locus)
        for m in copies:
            if observed[m] == Observed.BOTH:
                graph.factor(Factor.SHOWS_ONE, (x,), locus, m)
            elif observed[m] == Observed.WEIGHTS:
                graph.factor(Factor.HEMIZYGOUS, (x,), locus, m)
        return x, x
    from_population = parents == [_POPULATION, _POPULATION]
    # With two loci the phase between them matters, so it may be fixed at the first one only.
    fixed = bool(typed) and not asked and from_population and locus == 0
    if fixed:
        kinds = (Variable.FIRST, Variable.SECOND)
    elif typed and not asked:
        kinds = (Variable.TYPED, Variable.TYPED)
    else:
        kinds = (Variable.ALLELE, Variable.ALLELE)
    owner = typed[0] if typed else i
    x, y = graph.variable(kinds[0], owner, locus), graph.variable(kinds[1], owner, locus)
    inbreeding = max(shape.inbreeding[m] for m in copies)
    if from_population and inbreeding > 0:
        graph.factor(Factor.INBRED, (x, y), locus, 0, inbreeding)
        graph.founder_alleles += 2
    else:
        _add_prior(graph, shape, x, parents[0], MALE, locus)
        _add_prior(graph, shape, y, parents[1], FEMALE, locus)
    for m in copies:
        if observed[m] == Observed.BOTH:
            if fixed and m == owner:
                graph.factor(Factor.PHASES, (x,), locus, m)
            else:
                graph.factor(Factor.SHOWS, (x, y), locus, m)
        elif observed[m] == Observed.WEIGHTS:
            graph.factor(Factor.WEIGHT, (x, y), locus, m)
    return x, y


def _is_male(shape: Shape, copies: Sequence[int]) -> bool:
    return any(shape.sex[m] == MALE for m in copies)


def _add_prior(graph: FactorGraph, shape: Shape, x: int, parent: int, parent_sex: int, locus: int) -> None:
    if parent == _POPULATION:
        graph.factor(Factor.POPULATION, (x,), locus)
        graph.founder_alleles += 1
    elif parent == _PASSED:
        graph.factor(Factor.PASSED, (x,), locus, parent_sex)
        graph.founder_alleles += 1


def _add_meiosis(
    graph: FactorGraph, shape: Shape, i: int, side: int, parent: int, alleles: dict[tuple[int, int], tuple[int, int]]
) -> None:
    """The transmission from one parent to a child, at every locus."""
    loci = range(len(shape.observed))
    parent_sex = MALE if side == 0 else FEMALE
    if shape.chromosome == "X" and side == 0:
        if alleles[i, 0][0] == alleles[i, 0][1]:
            return  # a son gets no X from his father
        for locus in loci:
            graph.factor(Factor.INHERITED, (alleles[parent, locus][0], alleles[i, locus][0]), locus, MALE)
        return
    selectors = []
    for locus in loci:
        s = graph.variable(Variable.SELECTOR, i, locus)
        selectors.append(s)
        u, v = alleles[parent, locus]
        x = alleles[i, locus][side]
        graph.factor(Factor.PATERNAL, (s, u, x), locus, parent_sex)
        graph.factor(Factor.MATERNAL, (s, v, x), locus, parent_sex)
    if shape.recombination is not None and len(selectors) == 2:
        rho = shape.recombination[0 if parent_sex == FEMALE else 1]
        graph.factor(Factor.LINKED, (selectors[0], selectors[1]), 0, 0, rho)


def graph_without_fixed_founders(shape: Shape) -> tuple[FactorGraph, list[tuple[int, int]]]:
    """The graph without the draws of founder alleles that are known, and those alleles as (member, 0 or 1)."""
    base = build_graph(shape)
    graph = FactorGraph(list(base.variables), [], list(base.open_variables), base.founder_alleles)
    fixed: list[tuple[int, int]] = []
    for row in base.factors:
        kind, member, _ = base.variables[row[1][0]]
        if row[0] == Factor.POPULATION and kind in (Variable.FIRST, Variable.SECOND):
            fixed.append((member, 0 if kind == Variable.FIRST else 1))
            graph.founder_alleles -= 1
        else:
            graph.factors.append(row)
    return graph, fixed


def graph_of_copies(base: FactorGraph, blocks: Sequence[int]) -> FactorGraph:
    """The graph in which founder allele i, in the order of its factors, is a copy of source allele blocks[i].

    Only the sources are drawn from the population. Founders must not be inbred.
    """
    graph = FactorGraph(list(base.variables), [], list(base.open_variables), len(set(blocks)))
    sources = [graph.variable(Variable.ALLELE, 0, 0) for _ in range(graph.founder_alleles)]
    for source in sources:
        graph.factor(Factor.POPULATION, (source,), 0)
    copies = iter(blocks)
    for kind, variables, locus, argument, value in base.factors:
        if kind == Factor.POPULATION:
            graph.factor(Factor.IDENTICAL, (sources[next(copies)], *variables), locus)
        elif kind == Factor.PASSED:
            graph.factor(Factor.INHERITED, (sources[next(copies)], *variables), locus, argument)
        else:
            graph.factor(kind, variables, locus, argument, value)
    return graph
