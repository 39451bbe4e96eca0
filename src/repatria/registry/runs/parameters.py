"""What a search is asked: the threshold, how many pairs it keeps, and the mutation model."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from repatria.errors import InvalidInput
from repatria.registry.laboratory.read import MutationChoice

MOST_KEPT = 1_000
MUTATION_MODELS = ("none", "equal", "proportional")


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """What a search is asked. threshold: log10 LR of a hit; top: best pairs kept per sample even below it."""

    threshold: float = 4.0
    top: int = 5
    mutation: MutationChoice = field(default_factory=MutationChoice)

    def as_payload(self) -> dict[str, object]:
        """The parameters as the run records them."""
        return {
            "threshold": self.threshold,
            "top": self.top,
            "mutation model": self.mutation.model,
            "mutation rate": self.mutation.rate,
            "theta": 0,
            "minimum frequency": "none",
            "untyped founders": "keep",
            "frequencies": "as given; an allele that the population lacks counts as one more observation",
        }


def parameters_from(payload: Mapping[str, Any]) -> SearchParameters:
    """The inverse of `as_payload`."""
    mutation = MutationChoice(str(payload["mutation model"]), float(payload["mutation rate"]))
    return SearchParameters(float(payload["threshold"]), int(payload["top"]), mutation)


def check_parameters(parameters: SearchParameters) -> None:
    """Raise InvalidInput, in words, for parameters that no search can have."""
    if not math.isfinite(parameters.threshold):
        raise InvalidInput("the threshold is a number, the log10 of a likelihood ratio")
    if not 0 <= parameters.top <= MOST_KEPT:
        raise InvalidInput(f"between 0 and {MOST_KEPT} best pairs can be kept for each sample")
    if parameters.mutation.model not in MUTATION_MODELS:
        raise InvalidInput(f"the mutation model is one of {', '.join(MUTATION_MODELS)}")
    if not 0 <= parameters.mutation.rate <= 0.5:
        raise InvalidInput("the mutation rate lies between 0 and 0.5 per meiosis")
