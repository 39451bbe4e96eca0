"""The formats that `repatria import` knows."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.exchange.land_case import land_dna_case, land_familias
from repatria.exchange.land_roster import land_roster
from repatria.exchange.landing import Lander

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One format. limit: the largest file, in bytes, that is read."""

    title: str
    lander: Lander
    limit: int


FORMATS = {
    "dna-case": Format("disaster case, dna-case/1 (JSON)", land_dna_case, 256 * _MIB),
    "familias": Format("Familias 3 project (.fam)", land_familias, 16 * _MIB),
    "roster": Format("roster of casualties, NARA layout or CSV", land_roster, 256 * _MIB),
}
