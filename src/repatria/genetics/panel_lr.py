"""Likelihood ratios from linked panels: two persons related as stated, or a sample being a family's missing member."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.inheritance_vectors import MAX_BITS
from repatria.genetics.linked_panel import LinkedPanel, panel_log_likelihood
from repatria.genetics.markers import FloatArray
from repatria.genetics.panel_calls import NO_ERRORS, TypingErrors
from repatria.genetics.pedigree import Pedigree, singleton


def relationship_log10_lr(
    panel: LinkedPanel,
    pedigree: Pedigree,
    one: str,
    two: str,
    genotypes_one: npt.NDArray[np.int16],
    genotypes_two: npt.NDArray[np.int16],
    *,
    errors: TypingErrors | tuple[TypingErrors, TypingErrors] = NO_ERRORS,
    max_bits: int = MAX_BITS,
    threads: int | None = None,
) -> FloatArray:
    """log10 LR (pairs,) of members `one` and `two` of a pedigree against two unrelated persons.

    genotypes_one, genotypes_two: (pairs, L, 2), row by row one pair. nan where the data are impossible either way.
    """
    if genotypes_one.shape != genotypes_two.shape:
        raise InvalidInput(f"pairs of different shapes: {genotypes_one.shape} and {genotypes_two.shape}")
    first, second = pedigree.index(one), pedigree.index(two)
    pair = (errors, errors) if isinstance(errors, TypingErrors) else errors
    trust = [NO_ERRORS] * len(pedigree)
    trust[first], trust[second] = pair
    together = _untyped(len(genotypes_one), len(pedigree), panel)
    together[:, first], together[:, second] = genotypes_one, genotypes_two
    related = panel_log_likelihood(panel, pedigree, together, errors=trust, max_bits=max_bits, threads=threads)
    alone = [
        panel_log_likelihood(panel, singleton(sex=int(pedigree.sex[i])), g[:, None], errors=e, threads=threads)
        for i, g, e in ((first, genotypes_one, pair[0]), (second, genotypes_two, pair[1]))
    ]
    return _log10_ratio(related, alone[0] + alone[1])


def identity_log10_lr(
    panel: LinkedPanel,
    pedigree: Pedigree,
    missing: str,
    relatives: npt.NDArray[np.int16],
    samples: npt.NDArray[np.int16],
    *,
    relative_errors: TypingErrors | Sequence[TypingErrors] = NO_ERRORS,
    sample_errors: TypingErrors = NO_ERRORS,
    max_bits: int = MAX_BITS,
    threads: int | None = None,
) -> FloatArray:
    """log10 LR (samples,) of each sample being the missing member of one family against being unrelated.

    relatives: (members, L, 2), the missing member's row is not used; samples: (samples, L, 2).
    """
    member = pedigree.index(missing)
    if not len(samples):
        return np.zeros(0)
    trust = [relative_errors] * len(pedigree) if isinstance(relative_errors, TypingErrors) else list(relative_errors)
    trust[member] = sample_errors
    family = np.repeat(relatives[None], len(samples), axis=0).astype(np.int16)
    family[:, member] = samples
    related = panel_log_likelihood(panel, pedigree, family, errors=trust, max_bits=max_bits, threads=threads)
    family[0, member] = -1
    without = panel_log_likelihood(panel, pedigree, family[:1], errors=trust, max_bits=max_bits, threads=threads)
    person = singleton(sex=int(pedigree.sex[member]))
    alone = panel_log_likelihood(panel, person, samples[:, None], errors=sample_errors, threads=threads)
    return _log10_ratio(related, without[0] + alone)


def _untyped(families: int, members: int, panel: LinkedPanel) -> npt.NDArray[np.int16]:
    return np.full((families, members, len(panel.markers), 2), -1, dtype=np.int16)


def _log10_ratio(top: FloatArray, bottom: FloatArray) -> FloatArray:
    with np.errstate(invalid="ignore"):
        return (top - bottom) / math.log(10.0)
