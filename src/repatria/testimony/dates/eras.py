"""Years counted from the accession of a ruler, a republic or a birth: "Heisei 28", "Juche 85", "2561 B.E."."""

from __future__ import annotations

# Name as told -> what is added to its year. First years: Meiji 1868, Taisho 1912, Showa 1926, Heisei 1989 and Reiwa
# 2019 (Japan); Republic of China 1912; Juche 1912; Buddhist era as Thailand counts it (543 years ahead).
ERAS = {
    "meiji": 1867,
    "taisho": 1911,
    "showa": 1925,
    "heisei": 1988,
    "reiwa": 2018,
    "minguo": 1911,
    "juche": 1911,
}
ERA = "(?:Meiji|Taish[oō]|Sh[oō]wa|Heisei|Reiwa|Minguo|Juche)"


def year_of_era(name: str, number: int) -> int | None:
    """The year of the common era; None for an era that the table does not hold."""
    first = ERAS.get(name.lower().replace("ō", "o"))
    return None if first is None else first + number
