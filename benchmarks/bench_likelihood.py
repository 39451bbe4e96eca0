"""How fast exact likelihoods are, in CPU seconds beside pedprobr's: ``python -m benchmarks.bench_likelihood``."""

from __future__ import annotations

import time

import numpy as np

from repatria.errors import TooLarge
from repatria.genetics.elimination import plan_for
from repatria.genetics.factor_graph import shape_of
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.mutation_matrices import stepwise_matrix
from repatria.genetics.pedigree import FEMALE, MALE, Member, Pedigree, build_pedigree, cousins

PEDPROBR_SECOND_COUSINS = 0.50  # seconds a marker LR, stepwise model, 25 alleles


def stepwise_marker(rng: np.random.Generator, alleles: int, name: str = "M") -> Marker:
    """A marker of consecutive repeats with the stepwise model 0.002 / 1e-6 / 0.1."""
    names = tuple(str(i) for i in range(5, 5 + alleles))
    matrix = stepwise_matrix(names, 0.002, 1e-6, 0.1)
    return Marker(name, names, rng.dirichlet(np.ones(alleles) * 3), mutation=MutationModel(matrix, matrix))


def sixty_member_pedigree() -> Pedigree:
    """Four generations from four founding couples; three marriages between cousins close loops; 60 members."""
    rows: list[Member] = []
    children: dict[int, list[tuple[str, int]]] = {}
    for family in range(4):
        rows += [Member(f"F{family}", sex=MALE), Member(f"M{family}", sex=FEMALE)]
        children[family] = [(f"c{family}{i}", MALE if i % 2 == 0 else FEMALE) for i in range(4)]
        rows += [Member(name, f"F{family}", f"M{family}", sex) for name, sex in children[family]]
    grandchildren: list[tuple[str, int]] = []

    def marry(father: str, mother: str, names: list[tuple[str, int]]) -> None:
        known = {row.id for row in rows}
        rows.extend(
            Member(name, sex=sex) for name, sex in ((father, MALE), (mother, FEMALE)) if name not in known
        )  # fmt: skip
        rows.extend(Member(name, father, mother, sex) for name, sex in names)

    for family in range(4):
        man, woman = children[family][0][0], children[(family + 1) % 4][1][0]
        names = [(f"g{family}{i}", MALE if i % 2 == 0 else FEMALE) for i in range(3)]
        marry(man, woman, names)
        grandchildren += names
    # Neighbouring couples of the ring share grandparents, so that their children are cousins.
    for i, (man, woman) in enumerate([("g00", "g11"), ("g20", "g31")]):
        marry(man, woman, [(f"h{i}{j}", FEMALE if j else MALE) for j in range(2)])
    marry("h00", "h11", [("k0", MALE), ("k1", FEMALE)])
    number = 0
    while len(rows) < 60:
        man = [row for row in rows if row.sex == MALE and row.father is not None][number]
        marry(man.id, f"wife{number}", [(f"w{number}", FEMALE)])
        number += 1
    return build_pedigree(rows[:60])


def typed(rng: np.random.Generator, pedigree: Pedigree, members: list[int], markers: list[Marker]) -> np.ndarray:
    """Genotypes dropped through the pedigree without mutation, for the members named."""
    whole = np.full((len(pedigree), len(markers), 2), -1, dtype=np.int16)
    for i in pedigree.order:
        for m, marker in enumerate(markers):
            if pedigree.father[i] < 0:
                whole[i, m] = rng.choice(marker.size, size=2, p=marker.frequencies)
            else:
                whole[i, m] = [whole[p, m, rng.integers(2)] for p in (pedigree.father[i], pedigree.mother[i])]
    blank = np.full_like(whole, -1)
    blank[members] = whole[members]
    return blank


def best_of(run, times: int = 5) -> float:
    """Smallest CPU seconds of several runs, after one to warm up."""
    run()
    seconds = []
    for _ in range(times):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    return min(seconds)


def second_cousins(rng: np.random.Generator) -> None:
    pedigree = cousins(2)
    two = [pedigree.index("one"), pedigree.index("two")]
    unrelated = build_pedigree([Member("one", sex=MALE), Member("two", sex=MALE)])
    by_size = {}
    for alleles in (20, 25, 60):
        markers = [stepwise_marker(rng, alleles, f"M{i}") for i in range(24)]
        genotypes = typed(rng, pedigree, two, markers)

        def lr(markers=markers, genotypes=genotypes) -> np.ndarray:
            return likelihoods(pedigree, genotypes, markers).log - likelihoods(unrelated, genotypes[two], markers).log

        by_size[alleles] = best_of(lr) / len(markers)
        print(f"second cousins, stepwise, {alleles} alleles: {1e3 * by_size[alleles]:.3f} ms a marker LR")
    print(f"  25 alleles: {PEDPROBR_SECOND_COUSINS / by_size[25]:,.0f} times pedprobr's 500 ms; limit 1 ms")
    print(f"  60 alleles take {by_size[60] / by_size[20]:.1f} times as long as 20 (limit 10)")


def sixty_members(rng: np.random.Generator, count: int) -> None:
    pedigree = sixty_member_pedigree()
    markers = [stepwise_marker(rng, 20, f"M{i}") for i in range(24)]
    members = sorted(range(59, -1, -60 // count)[:count])
    genotypes = typed(rng, pedigree, members, markers)
    codes = [1 if i in members else 0 for i in range(60)]
    plan = plan_for(shape_of(pedigree, [codes]), [20])
    seconds = best_of(lambda: likelihoods(pedigree, genotypes, markers), times=1)
    operations, cells = plan.work([20])
    print(
        f"60 members, 3 loops, {len(members)} typed, 24 markers, stepwise, 20 alleles: {seconds:.2f} s (limit 10); "
        f"elimination width {plan.width}, {operations:.1e} multiply-adds and {cells:.1e} cells a marker"
    )


def too_wide(rng: np.random.Generator) -> None:
    rows = [Member(f"f{i}", sex=1 + i % 2) for i in range(20)]
    for i in range(150):
        men = [row.id for row in rows if row.sex == MALE]
        women = [row.id for row in rows if row.sex == FEMALE]
        rows.append(Member(f"c{i}", str(rng.choice(men)), str(rng.choice(women)), 1 + i % 2))
    pedigree = build_pedigree(rows)
    markers = [stepwise_marker(rng, 30)]
    genotypes = typed(rng, pedigree, list(range(0, 170, 2)), markers)
    start = time.process_time()
    try:
        likelihoods(pedigree, genotypes, markers)
    except TooLarge as error:
        print(f"170 members married at random, half typed, refused after {time.process_time() - start:.2f} s: {error}")


def main() -> None:
    rng = np.random.default_rng(20261122)
    second_cousins(rng)
    sixty_members(rng, 20)
    sixty_members(rng, 6)
    too_wide(rng)


if __name__ == "__main__":
    main()
