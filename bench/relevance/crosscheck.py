"""Are the weights more than a fit to these queries? And what does each ingredient give?

Run: `python -m bench.relevance.crosscheck` (settings around the present one, chosen with queries
left out), or with `--ablate` (one ingredient taken away at a time).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from bench.relevance.ablation import INGREDIENTS, MovedError, trial_without
from bench.relevance.catalogue import judged_catalogue
from bench.relevance.crosscheck_tables import ablations, alone, chances, marginals
from bench.relevance.judged import DEVELOPMENT_SET, read_queries
from bench.relevance.settings import FACTORS, around, present, scaled
from bench.relevance.trials import trial, trial_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.wiring import Services
    from bench.relevance.crosscheck_tables import Ablations
    from bench.relevance.judged import JudgedQuery

WIDTH = 130


def main() -> None:
    """Try and print."""
    options = _options()
    queries = read_queries(options.queries or [DEVELOPMENT_SET])
    console = Console(width=WIDTH)
    with judged_catalogue() as services:
        if options.ablate:
            console.print(ablations(_ablated(services, queries)))
        else:
            _checked(console, services, queries, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance.crosscheck")
    parser.add_argument("--queries", type=Path, action="append")
    parser.add_argument("--settings", type=int, default=60, help="settings to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=present(), metavar="WEIGHT", default=[])
    parser.add_argument("--ablate", action="store_true", help="one ingredient off at a time")
    return parser.parse_args()


def _checked(
    console: Console,
    services: Services,
    queries: Sequence[JudgedQuery],
    options: argparse.Namespace,
) -> None:
    start = present()
    varied = options.only or tuple(start)
    settings = around(start, options.settings, options.seed, varied)
    tried = [
        trial_of(services, queries, setting)
        for setting in track(settings, "Settings", console=Console(stderr=True), transient=True)
    ]
    console.print(chances(settings, tried, options.seed), marginals(settings, tried, varied))
    ends = {
        name: [
            trial_of(services, queries, {name: scaled(start[name], factor)})
            for factor in (FACTORS[0], FACTORS[-1])
        ]
        for name in varied
    }
    console.print(alone(tried[0], ends))


def _ablated(services: Services, queries: Sequence[JudgedQuery]) -> Ablations:
    found: Ablations = {"nothing": trial(services, queries)}
    for ingredient in INGREDIENTS:
        try:
            found[ingredient.name] = trial_without(services, queries, ingredient)
        except MovedError as error:
            found[ingredient.name] = f"not where it was: {error}"
    return found


if __name__ == "__main__":
    main()
