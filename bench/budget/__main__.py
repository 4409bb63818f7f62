"""Counts what standard tasks do and compares it with bench/budget/budget.json.

Run: `make budget`. It fails when a figure is more than a tenth above its budget; `ARGS=--accept`
makes the figures of this run the budget. A figure counts work, not time, so it is the same on every
machine; releases of Python and of libraries may change it a little.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.budget.scenarios import Figures

BUDGET = Path(__file__).parent / "budget.json"
HIGHEST_RATIO = 1.1
LOWEST_RATIO = 0.9
"""Below it the budget should be lowered, so that the gain is kept."""


def main() -> None:
    """Count, print a table, and fail above the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="make this run the budget")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets decides some of the work
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONHASHSEED": "0"})  # noqa: S606
    from bench.budget.scenarios import measure  # noqa: PLC0415 - in the process that measures

    measured = measure()
    budget: dict[str, Figures] = json.loads(BUDGET.read_text(encoding="utf-8"))
    print_comparison(measured, budget)
    if options.accept:
        rounded = {
            task: {name: round(value, 3) for name, value in figures.items()}
            for task, figures in measured.items()
        }
        BUDGET.write_text(f"{json.dumps(rounded, indent=1)}\n", encoding="utf-8")
        return
    above = [
        f"{task}: {name}"
        for task, figures in measured.items()
        for name, value in figures.items()
        if value > HIGHEST_RATIO * budget.get(task, {}).get(name, 0.0)
    ]
    if above:
        sys.exit(
            f"Above {HIGHEST_RATIO} times the budget: {'; '.join(above)}. Do less, or raise the"
            ' budget by make budget ARGS="--accept" and give the reason in the commit.'
        )


def print_comparison(measured: Mapping[str, Figures], budget: Mapping[str, Figures]) -> None:
    """Print each figure with its budget and the ratio of both."""
    table = Table("task", "counted", "now", "budget", "ratio")
    for task, figures in measured.items():
        for name, value in figures.items():
            allowed = budget.get(task, {}).get(name, 0.0)
            ratio = value / allowed if allowed else float(value > 0)
            mark = "" if LOWEST_RATIO <= ratio <= HIGHEST_RATIO or not value else " *"
            table.add_row(task, name, f"{value:,.2f}", f"{allowed:,.2f}", f"{ratio:.2f}{mark}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
