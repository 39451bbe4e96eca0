"""Two linked markers: the exact joint likelihood with a recombination fraction."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from repatria.errors import InvalidInput
from repatria.genetics.elimination import MAX_OPERATIONS, plan_for
from repatria.genetics.factor_graph import shape_of
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import (
    Likelihoods,
    UntypedFounders,
    check_inputs,
    make_instances,
    pack_markers,
    run_plan,
)
from repatria.genetics.markers import Marker
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import Pedigree


def linked_pair_likelihood(
    pedigree: Pedigree,
    genotypes: GenotypeArray,
    markers: Sequence[Marker],
    recombination: float | tuple[float, float],
    *,
    untyped_founders: UntypedFounders = "keep",
    observations: Observations | None = None,
    max_operations: float = MAX_OPERATIONS,
) -> Likelihoods:
    """P(genotypes at both markers | pedigree), one value.

    genotypes: (members, 2, 2), two markers of one chromosome. recombination: the fraction, or (mothers', fathers').
    Founder haplotypes are in linkage equilibrium. In every meiosis the parental copies chosen at the two markers
    differ with probability recombination (Lander and Green 1987, PNAS 84:2363). Raises TooLarge.
    """
    check_inputs(pedigree, genotypes, markers, untyped_founders, 0.0)
    if len(markers) != 2 or markers[0].chromosome != markers[1].chromosome:
        raise InvalidInput("a linked pair is two markers of one chromosome")
    rho = (recombination, recombination) if isinstance(recombination, (int, float)) else recombination
    if not all(0.0 <= value <= 0.5 for value in rho):
        raise InvalidInput(f"a recombination fraction lies between 0 and 0.5, not {recombination}")
    instances = make_instances(
        pedigree,
        np.ascontiguousarray(genotypes.transpose(1, 0, 2)[None]),
        markers,
        pack_markers(markers),
        marker_row=np.array([[0, 1]], dtype=np.int64),
        observations=observations,
    )
    shape = shape_of(
        pedigree,
        instances.codes[0].tolist(),
        prune=untyped_founders == "prune",
        chromosome=markers[0].chromosome,
        recombination=(float(rho[0]), float(rho[1])),
    )
    plan = plan_for(shape, instances.class_count[0].tolist(), max_operations=max_operations)
    out, exponent = run_plan(plan, instances)
    return Likelihoods(out[:, 0], exponent, plan.width)
