"""Measure link suggestions: `python -m bench.linking`."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console

from bench.linking.crossval import run
from bench.linking.curated import curated
from bench.linking.progress import counted
from bench.linking.tables import link_table, promise_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.linking.crossval import Outcome

WIDTH = 150
"""Columns of the tables where the output is no terminal."""
REPETITIONS, FOLDS = 3, 10


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=REPETITIONS)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--fast", action="store_true", help="without the baseline")
    parser.add_argument("--json", action="store_true", help="write JSON")
    options = parser.parse_args()
    outcomes = measured(options.repetitions, options.folds, fast=options.fast)
    if options.json:
        json.dump([_plain(each) for each in outcomes], sys.stdout, indent=1)
        return 0
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(link_table(outcomes), promise_table(outcomes), sep="\n\n")
    return 0


def measured(
    repetitions: int = REPETITIONS, folds: int = FOLDS, *, fast: bool = False
) -> Sequence[Outcome]:
    """Measure; other harnesses show it with `bench.linking.tables.link_table`."""
    parts = 1 if fast else 2
    with counted("Links", parts * repetitions * folds) as told:
        return run(curated(), repetitions, folds, told, fast=fast)


def _plain(outcome: Outcome) -> dict[str, Any]:
    return {
        **outcome._asdict(),
        **{
            name: value and value._asdict()
            for name, value in outcome._asdict().items()
            if name in {"ours", "sure", "baseline", "baseline_sure"}
        },
        "bands": [band._asdict() for band in outcome.bands],
    }


if __name__ == "__main__":
    sys.exit(main())
