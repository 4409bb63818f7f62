"""Measure the search on judged queries, beside two baselines, against the last accepted run.

Run: `make relevance`, or `python -m bench.relevance --with-elasticsearch`. Exit code 1 when the
total has fallen below the accepted one.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bench.relevance import tables
from bench.relevance.accepted import (
    ACCEPTED,
    ALLOWED_LOSS,
    changes,
    reached,
    read_accepted,
    write_accepted,
)
from bench.relevance.as_json import as_json
from bench.relevance.catalogue import ThisSearch, documents, on_elasticsearch, seeded_catalogue
from bench.relevance.elastic_baseline import elastic_baselines, started_elasticsearch
from bench.relevance.judged import DEVELOPMENT_SET, read_queries
from bench.relevance.outcomes import run
from bench.relevance.tantivy_baseline import TantivyBaseline
from bench.relevance.timing import understanding_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from bench.relevance.outcomes import Outcome

WIDTH = 150
"""Columns of the tables where the output is no terminal."""
LEFT_OUT = (
    "Elasticsearch was left out of this run: name a server with --elasticsearch URL, or start one "
    "with --with-elasticsearch (tests/elasticsearch/README.md tells what that needs)."
)


def main() -> int:
    """Measure and print."""
    options = _options()
    queries = read_queries(options.queries or [DEVELOPMENT_SET])
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    with ExitStack() as stack:
        services = stack.enter_context(seeded_catalogue())
        if options.explain:
            return _explain(console, services, queries, options.explain)
        runs = _measured(stack, services, queries, options)
        timing = understanding_times(services, queries)
    _print(console, runs, timing, options)
    if options.json:
        text = json.dumps(as_json(runs, timing), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return _compared(console, next(iter(runs.values())), options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument(
        "--queries", type=Path, action="append", help="judged queries; may be given again"
    )
    parser.add_argument("--engine", choices=("embedded", "elasticsearch"), default="embedded")
    parser.add_argument("--elasticsearch", metavar="URL", help="a running server 9")
    parser.add_argument(
        "--with-elasticsearch", action="store_true", help="start a server for this run"
    )
    parser.add_argument("--without-baselines", action="store_true", help="this search only")
    parser.add_argument("--diff", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--accept", action="store_true", help="keep this run to compare with")
    parser.add_argument("--accepted", type=Path, default=ACCEPTED, help="file of the accepted run")
    parser.add_argument("--explain", metavar="ID", help="show the hits of one query")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    options = parser.parse_args()
    if options.engine == "elasticsearch" and not _wants_elasticsearch(options):
        parser.error("--engine elasticsearch needs --elasticsearch URL or --with-elasticsearch")
    return options


def _wants_elasticsearch(options: argparse.Namespace) -> bool:
    return bool(options.elasticsearch or options.with_elasticsearch)


def _measured(
    stack: ExitStack,
    services: Services,
    queries: Sequence[JudgedQuery],
    options: argparse.Namespace,
) -> dict[str, Sequence[Outcome]]:
    """Run every search asked for; the one that is measured comes first."""
    embedded = ThisSearch(services)
    runs: dict[str, Sequence[Outcome]] = {embedded.name: run(embedded, queries)}
    url = options.elasticsearch
    if options.with_elasticsearch and not url:
        url = stack.enter_context(started_elasticsearch())
    if options.engine == "elasticsearch":
        other = stack.enter_context(on_elasticsearch(services, url))
        system = ThisSearch(other, f"{embedded.name} on Elasticsearch")
        runs = {system.name: run(system, queries), **runs}
    if not options.without_baselines:
        baseline = TantivyBaseline(services)
        runs[baseline.name] = run(baseline, queries)
        if url:
            for each in stack.enter_context(elastic_baselines(services, url)):
                runs[each.name] = run(each, queries)
    return runs


def _print(
    console: Console,
    runs: dict[str, Sequence[Outcome]],
    timing: tuple[float, float],
    options: argparse.Namespace,
) -> None:
    measured = next(iter(runs.values()))
    console.print(tables.totals(runs), tables.DEFINITIONS, tables.traits(runs))
    console.print(tables.worst(measured))
    if not options.without_baselines and not _wants_elasticsearch(options):
        console.print(LEFT_OUT, style="yellow")
    if options.engine == "elasticsearch":
        embedded = list(runs.values())[1]
        equal = sum(a.ids == b.ids for a, b in zip(measured, embedded, strict=True))
        console.print(f"The first page is the same on both engines for {equal} of {len(measured)}.")
    console.print(f"understanding a query, warm: p50 {timing[0]:.2f} ms, p95 {timing[1]:.2f} ms")


def _compared(console: Console, outcomes: Sequence[Outcome], options: argparse.Namespace) -> int:
    """Show what has changed; return 1 when too much was lost and that is not accepted."""
    accepted = read_accepted(options.accepted)
    now, before = reached(outcomes, accepted)
    if options.diff and (changed := changes(outcomes, accepted)):
        console.print(tables.differences(changed))
    if accepted:
        console.print(f"nDCG@10 of the queries accepted before: {now:.4f}, then {before:.4f}")
    if options.accept:
        write_accepted(outcomes, options.accepted)
        return 0
    return int(now < before - ALLOWED_LOSS)


def _explain(
    console: Console, services: Services, queries: Sequence[JudgedQuery], query_id: str
) -> int:
    asked = next((query for query in queries if query.id == query_id), None)
    if asked is None:
        console.print(f"There is no query {query_id}.", style="red")
        return 2
    entries = (json.loads(document.source) for document in documents(services))
    titles = {entry["externalId"]: entry["title"] for entry in entries}
    console.print(tables.explanation(ThisSearch(services).answer(asked), titles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
