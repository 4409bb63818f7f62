"""The outcome as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.linking.crossval import Outcome
    from bench.linking.measures import Quality

GOALS = {
    "objectives": 0.82,
    "goals": 0.77,
    "levers": 0.75,
    "sectors": 0.77,
    "sectors, named": 0.77,
}
"""Micro-F1 that is asked for."""


def link_table(outcomes: Sequence[Outcome]) -> Table:
    """Return a row for each vocabulary, beside the baseline in the same folds."""
    table = Table(title="Links on curated entries, nested cross-validation", box=None)
    table.add_column("vocabulary")
    heads = ("links", "F1", "goal", "P", "R", "R (P) at P .9", "n-grams: F1", "R (P) at P .9")
    for head in heads:
        table.add_column(head, justify="right")
    for each in outcomes:
        goal = GOALS.get(each.name)
        table.add_row(
            each.name,
            str(each.links),
            f"{each.ours.f1:.3f}",
            f"{goal:.2f}" if goal else "",
            f"{each.ours.precision:.2f}",
            f"{each.ours.recall:.2f}",
            _sure(each.sure),
            f"{each.baseline.f1:.3f}" if each.baseline else "",
            _sure(each.baseline_sure) if each.baseline_sure else "",
        )
    return table


def _sure(quality: Quality) -> str:
    return f"{quality.recall:.2f} ({quality.precision:.2f})"


def promise_table(outcomes: Sequence[Outcome]) -> Table:
    """Return for bands of promised precision what was promised on average, and what held."""
    table = Table(title="Precision: promised -> held (links of all repetitions)", box=None)
    table.add_column("vocabulary")
    borders = list(dict.fromkeys((band.low, band.high) for each in outcomes for band in each.bands))
    borders.sort()
    for low, high in borders:
        table.add_column(f"{low:.1f}-{min(high, 1):.1f}", justify="right")
    for each in outcomes:
        bands = {(band.low, band.high): band for band in each.bands}
        cells = [bands.get(border) for border in borders]
        table.add_row(
            each.name,
            *(f"{b.promised:.2f} -> {b.held:.2f} ({b.links})" if b else "" for b in cells),
        )
    return table
