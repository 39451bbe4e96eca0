"""Which markers a made-up laboratory types, and how long the copied DNA is: long markers fail first in old bone."""

from __future__ import annotations

# Approximate middle of the amplicon range in base pairs in a present-day multiplex. Kits differ by up to 100 bp for a
# marker; what matters here is that short markers survive and long ones drop out. The values are our own choice.
AMPLICON_BP: dict[str, int] = {
    "D2S441": 95,
    "D10S1248": 105,
    "D22S1045": 110,
    "D3S1358": 125,
    "D8S1179": 140,
    "D19S433": 150,
    "D5S818": 160,
    "vWA": 180,
    "TH01": 190,
    "D1S1656": 195,
    "D21S11": 215,
    "D13S317": 225,
    "D12S391": 240,
    "D16S539": 250,
    "D7S820": 280,
    "FGA": 285,
    "D18S51": 300,
    "D6S1043": 305,
    "CSF1PO": 320,
    "D2S1338": 335,
    "SE33": 365,
    "TPOX": 370,
    "Penta D": 405,
    "Penta E": 420,
}

MARKERS: tuple[str, ...] = tuple(AMPLICON_BP)
"""The 24 markers that some kit types, shortest amplicon first."""

_WITHOUT = {
    "21 STR": {"Penta D", "Penta E", "D6S1043"},
    "22 STR": {"SE33", "D6S1043"},
    "23 STR": {"D6S1043"},
    "24 STR": set[str](),
}
KITS: dict[str, tuple[str, ...]] = {
    name: tuple(marker for marker in MARKERS if marker not in left_out) for name, left_out in _WITHOUT.items()
}
"""Marker sets as large as the multiplexes in use since the 2010s, named by their size."""
