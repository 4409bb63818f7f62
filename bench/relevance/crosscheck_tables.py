"""What the cross-check prints."""

from __future__ import annotations

from math import sqrt
from statistics import median, stdev
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bench.relevance.measures import average, standard_error
from bench.relevance.settings import FACTORS, scaled
from bench.relevance.trials import Trial, admitted
from bench.relevance.validation import FOLDS, REPEATS, best_setting, cross_validated, leave_one_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from bench.relevance.settings import Setting

    Ablations = dict[str, Trial | str]
    """Ingredient -> the trial without it, or why there is none; the first is the whole search."""

MOVED = 0.02
"""A change of a query's nDCG that counts as up or down."""


def _table(title: str, *headings: str) -> Table:
    """Return a table whose first column is text and the others figures."""
    table = Table(title=title, title_justify="left")
    table.add_column(headings[0], no_wrap=True)
    for heading in headings[1:]:
        table.add_column(heading, justify="right")
    return table


def chances(settings: Sequence[Setting], tried: Sequence[Trial], seed: int) -> Table:
    """Compare the present setting with what would be chosen, and how that fares elsewhere."""
    allowed = admitted(tried)
    quality = [tried[at].quality for at in allowed]
    best = allowed[best_setting(quality)]
    rounds = cross_validated(quality, seed)
    means = [each.ndcg for each in tried]
    table = _table(f"{len(settings)} settings, {len(tried[0].quality)} queries", "", "nDCG@10", "")
    table.add_row("present", f"{means[0]:.4f}", f"{tried[0].no_answer_hits:.1f} no-answer hits")
    table.add_row("best of them, on all queries", f"{means[best]:.4f}", _told(settings, best))
    table.add_row(
        f"{FOLDS}-fold cross-validated, x{REPEATS}",
        f"{average(rounds):.4f}",
        f"{min(rounds):.4f} to {max(rounds):.4f}",
    )
    table.add_row("leave one out", f"{leave_one_out(quality):.4f}", "")
    table.add_row("median setting", f"{median(means):.4f}", f"worst {min(means):.4f}")
    table.add_row("settings that may be chosen", str(len(allowed)), "few no-answer hits")
    return table


def _told(settings: Sequence[Setting], at: int) -> str:
    """Say how a setting differs from the present one, or that it is the present one."""
    start = settings[0]
    changed = [
        f"{name} {value:.2g}" for name, value in settings[at].items() if value != start[name]
    ]
    return ", ".join(changed) or "the present one"


def marginals(
    settings: Sequence[Setting], tried: Sequence[Trial], varied: Sequence[str]
) -> RenderableType:
    """Show the mean nDCG of all settings that have a weight at a value, whatever the others."""
    spread = stdev(each.ndcg for each in tried[1:]) if len(tried) > 2 else 0.0  # noqa: PLR2004
    error = spread / sqrt(max(1, (len(tried) - 1) / len(FACTORS)))
    table = _table(
        f"Mean nDCG@10 with each weight times a factor (± {error:.4f} by chance)",
        *("weight", "present", *(f"x{factor:g}" for factor in FACTORS), "range"),
    )
    for name in varied:
        means = [_mean_at(settings, tried, name, factor) for factor in FACTORS]
        known = [each for each in means if each is not None]
        width = max(known) - min(known) if known else 0.0
        cells = ["-" if each is None else f"{each:.4f}" for each in means]
        table.add_row(name, f"{settings[0][name]:g}", *cells, f"{width:.4f}")
    return table


def _mean_at(
    settings: Sequence[Setting], tried: Sequence[Trial], name: str, factor: float
) -> float | None:
    value = scaled(settings[0][name], factor)
    pairs = zip(settings[1:], tried[1:], strict=True)
    found = [each.ndcg for setting, each in pairs if setting[name] == value]
    return average(found) if found else None


def alone(whole: Trial, ends: Mapping[str, Sequence[Trial]]) -> Table:
    """Show what a weight does alone, all others as they are."""
    low, high = f"x{FACTORS[0]:g}", f"x{FACTORS[-1]:g}"
    table = _table(
        "One weight changed alone: change of nDCG@10 (no-answer hits)", "weight", low, high, ""
    )
    for name, trials in ends.items():
        still = all(each.quality == whole.quality for each in trials)
        cells = [f"{t.ndcg - whole.ndcg:+.4f} ({t.no_answer_hits:.1f})" for t in trials]
        table.add_row(name, *cells, "moves nothing" if still else "")
    return table


def ablations(trials: Ablations) -> Table:
    """Show what is lost without each ingredient; paired errors over the queries."""
    whole = next(iter(trials.values()))
    assert isinstance(whole, Trial)
    table = _table(
        "One ingredient off at a time", "off", "nDCG@10", "change", "±", "up/down", "no-answer"
    )
    for name, each in trials.items():
        if isinstance(each, str):
            table.add_row(name, "-", "", "", "", Text(each))
            continue
        pairs = zip(each.quality, whole.quality, strict=True)
        changes = [now - before for now, before in pairs]
        table.add_row(
            name,
            f"{each.ndcg:.4f}",
            f"{average(changes):+.4f}",
            f"{standard_error(changes):.4f}",
            f"{sum(c > MOVED for c in changes)}/{sum(c < -MOVED for c in changes)}",
            f"{each.no_answer_hits:.1f}",
        )
    return table
