"""The verbal scale, shown only on request: words beside a likelihood ratio, never instead of it.

Bands and wording follow the ENFSI Guideline for Evaluative Reporting in Forensic Science (2015), table of verbal
equivalents; ratios below one are read the other way round, as support for the alternative.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Lower bound of each band as log10 of the ratio: 2, 10, 100, 1,000, 10,000, 1,000,000.
_BANDS: tuple[tuple[float, Promise], ...] = (
    (6.0, _("extremely strong support")),
    (4.0, _("very strong support")),
    (3.0, _("strong support")),
    (2.0, _("moderately strong support")),
    (1.0, _("moderate support")),
    (0.3010299956639812, _("weak support")),
)
_NONE = _("no support for either")


@dataclass(frozen=True, slots=True)
class Wording:
    """How strong, and for which of the two hypotheses; neither when the ratio is near one."""

    strength: Promise
    for_identity: bool
    neutral: bool


def in_words(log10_lr: float) -> Wording:
    """The band that a log10 likelihood ratio falls into."""
    size = abs(log10_lr)
    for bound, strength in _BANDS:
        if size >= bound:
            return Wording(strength, log10_lr > 0, False)
    return Wording(_NONE, False, True)
