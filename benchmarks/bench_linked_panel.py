"""FORCE-size panel: seconds for 1,000 pairs of relatives, and whether the likelihood ratios are calibrated.

Run: python benchmarks/bench_linked_panel.py [--plot FILE.svg]. Needs the shared panel table ($REPATRIA_SHARED).
Profiles are simulated by gene dropping along the panel's map; the limit is 60 s for 1,000 pairs.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import time
from pathlib import Path

import numpy as np

from repatria.genetics.gene_dropping import drop_genes
from repatria.genetics.linked_panel import LinkedPanel, mapped_panel
from repatria.genetics.markers import Marker
from repatria.genetics.panel_calls import TypingErrors
from repatria.genetics.panel_lr import relationship_log10_lr
from repatria.genetics.pedigree import cousins, half_siblings, nuclear_family

LIMIT_SECONDS = 60.0
PAIRS = 1000
ERRORS = TypingErrors(error=0.001)
SHAPES = {
    "full siblings": (nuclear_family(2), "child1", "child2"),
    "half siblings": (half_siblings(), "one", "two"),
    "uncle and nephew": (cousins(0, removed=1), "one", "two"),
    "first cousins": (cousins(1), "one", "two"),
    "second cousins": (cousins(2), "one", "two"),
}


def force_panel(every: int = 1) -> LinkedPanel:
    """The shared FORCE table, every n-th marker; one centimorgan a megabase."""
    folder = Path(os.environ.get("REPATRIA_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    with (folder / "dna/frequencies/force_snp_panel.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))[::every]
    markers = [
        Marker(row["MARKER"], (row["A1"], row["A2"]), [float(row["FREQ1"]), 1 - float(row["FREQ1"])]) for row in rows
    ]
    return mapped_panel(markers, [row["CHROM"] for row in rows], [float(row["MB"]) for row in rows])


def simulate(panel, shape, pairs, seed):
    """Genotypes of true pairs, with calls misread at the stated rate; 250 pairs at a time to spare memory."""
    pedigree, first, second = SHAPES[shape]
    rng = np.random.default_rng(seed)
    members = [pedigree.index(first), pedigree.index(second)]
    frequency = panel.frequencies()[:, 1]
    parts = []
    for start in range(0, pairs, 250):
        count = min(250, pairs - start)
        genes = drop_genes(pedigree, panel.markers, count, seed=rng, recombination=panel.recombination)[:, members]
        wrong = rng.random(genes.shape) < ERRORS.error
        drawn = rng.random(genes.shape) < frequency[:, None]
        parts.append(np.where(wrong, drawn, genes).astype(np.int16))
    together = np.concatenate(parts)
    return np.ascontiguousarray(together[:, 0]), np.ascontiguousarray(together[:, 1])


def ratios(panel, shape, pairs, seed):
    """log10 LR of true pairs, of unrelated pairs (each first with the next one's second), and seconds for the first."""
    pedigree, first, second = SHAPES[shape]
    one, two = simulate(panel, shape, pairs, seed)
    start = time.perf_counter()
    true = relationship_log10_lr(panel, pedigree, first, second, one, two, errors=ERRORS)
    seconds = time.perf_counter() - start
    other = np.roll(two, 1, axis=0)
    return true, relationship_log10_lr(panel, pedigree, first, second, one, other, errors=ERRORS), seconds


def calibration(true, unrelated, edges):
    """Per bin: middle, log10 of the ratio of shares, its standard error; bins with fewer than 20 of either are out.

    A calibrated LR of x is seen 10^x times as often among true pairs as among unrelated ones.
    """
    points = []
    for low, high in itertools.pairwise(edges):
        a = true[(true >= low) & (true < high)]
        b = unrelated[(unrelated >= low) & (unrelated < high)]
        if min(len(a), len(b)) >= 20:
            # The bin's LR by its harmonic mean over the true pairs: 1 / E1[1 / LR | bin] is the ratio of shares.
            expected = -np.log10(np.mean(10.0**-a))
            seen = np.log10((len(a) / len(true)) / (len(b) / len(unrelated)))
            points.append((expected, seen, np.sqrt(1 / len(a) + 1 / len(b)) / np.log(10)))
    return points


def plot(path, separation, curves):
    """An SVG of two panels: the distributions of log10 LR, and the observed against the stated LR."""
    width, height, size, top = 880, 380, 300, 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12" role="img">',
        "<title>Distributions and calibration of likelihood ratios of simulated pairs on the FORCE panel</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    true, unrelated = separation
    edges = np.arange(np.floor(min(unrelated.min(), true.min()) / 5) * 5, true.max() + 5, 5)
    left = 60

    def x_of(value):
        return left + (value - edges[0]) / (edges[-1] - edges[0]) * size

    tallest = max(np.histogram(v, edges)[0].max() for v in separation)
    for values, colour in ((unrelated, "#b35806"), (true, "#2166ac")):
        for count, low, high in zip(np.histogram(values, edges)[0], edges, edges[1:], strict=False):
            bar = count / tallest * (size - 20)
            parts.append(
                f'<rect x="{x_of(low):.1f}" y="{top + size - bar:.1f}" width="{x_of(high) - x_of(low) - 1:.1f}" '
                f'height="{bar:.1f}" fill="{colour}" fill-opacity="0.75"/>'
            )
    axis(parts, left, top, size, "log10 LR, half siblings", [(x_of(v), f"{v:g}") for v in edges if v % 25 == 0], [])
    parts.append(f'<text x="{left + 8}" y="{top + 14}" fill="#b35806">unrelated pairs</text>')
    parts.append(f'<text x="{left + size - 8}" y="{top + 14}" fill="#2166ac" text-anchor="end">true pairs</text>')
    left = 520
    reach = max(abs(v) + e for points in curves.values() for x, y, e in points for v in (x, y)) * 1.1

    def along(value):
        return (value + reach) / (2 * reach) * size

    ticks = list(range(-int(reach), int(reach) + 1))
    axis(
        parts, left, top, size, "stated log10 LR",
        [(left + along(v), str(v)) for v in ticks], [(top + size - along(v), str(v)) for v in ticks],
    )  # fmt: skip
    parts.append(
        f'<line x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top}" stroke="#888" stroke-dasharray="4 3"/>'
    )
    for (name, points), colour, row in zip(curves.items(), ("#2166ac", "#b35806", "#1b7837"), range(3), strict=False):
        for x, y, e in points:
            cx, cy, bar = left + along(x), top + size - along(y), 1.96 * e / (2 * reach) * size
            parts.append(
                f'<line x1="{cx:.1f}" x2="{cx:.1f}" y1="{cy - bar:.1f}" y2="{cy + bar:.1f}" stroke="{colour}"/>'
                f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="3" fill="{colour}"/>'
            )
        parts.append(f'<text x="{left + 8}" y="{top + 14 + 15 * row}" fill="{colour}">{name}</text>')
    parts.append(
        f'<text transform="translate({left - 36} {top + size / 2}) rotate(-90)" text-anchor="middle">'
        "log10 of share true / share unrelated</text></svg>"
    )
    Path(path).write_text("\n".join(parts) + "\n", encoding="utf-8")


def axis(parts, left, top, size, label, across, up):
    """Frame, ticks and the label below."""
    parts.append(f'<rect x="{left}" y="{top}" width="{size}" height="{size}" fill="none" stroke="#444"/>')
    for x, text in across:
        parts.append(f'<text x="{x:.1f}" y="{top + size + 16}" text-anchor="middle">{text}</text>')
    for y, text in up:
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
    parts.append(f'<text x="{left + size / 2}" y="{top + size + 34}" text-anchor="middle">{label}</text>')


def main():
    """Print the figures; with --plot also draw them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plot", help="write the plot of the documentation here")
    options = parser.parse_args()
    panel = force_panel()
    ratios(panel, "half siblings", 4, 0)  # compile
    print(f"{len(panel.markers)} SNPs, {PAIRS} pairs, typing error {ERRORS.error}, {os.cpu_count()} cores")
    print("| relationship | seconds | share of the 60 s limit | true: 1 %, median | unrelated: median, 99 % |")
    print("|---|---|---|---|---|")
    separation = None
    for shape in SHAPES:
        true, unrelated, seconds = ratios(panel, shape, PAIRS, seed=1)
        if shape == "half siblings":
            separation = (true, unrelated)
        t, u = np.percentile(true, [1, 50]), np.percentile(unrelated, [50, 99])
        print(
            f"| {shape} | {seconds:.2f} | {seconds / LIMIT_SECONDS:.1%} "
            f"| {t[0]:.1f}, {t[1]:.1f} | {u[0]:.1f}, {u[1]:.1f} |"
        )
    curves = {}
    for name, every, shape in (
        ("second cousins, 3,930 SNPs", 1, "second cousins"),
        ("half siblings, 79 SNPs", 50, "half siblings"),
        ("uncle and nephew, 79 SNPs", 50, "uncle and nephew"),
    ):
        thin = force_panel(every)
        true, unrelated, _ = ratios(thin, shape, 3000 if every == 1 else 40_000, seed=2)
        points = calibration(true, unrelated, np.arange(-3, 3.1, 0.5))
        off = max(abs(y - x) / e for x, y, e in points)
        print(
            f"{name}: mean LR of unrelated pairs {np.mean(10.0**unrelated):.3f} "
            f"(1 in expectation, by rare large values), "
            f"largest deviation of {len(points)} bins {off:.1f} standard errors"
        )
        curves[name] = points
    if options.plot:
        plot(options.plot, separation, curves)


if __name__ == "__main__":
    main()
