"""Measure the search on judged queries: `make relevance`; the options are in `options`."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from rich.console import Console

from bench.relevance import tables
from bench.relevance.accepted import (
    ALLOWED_LOSS,
    changes,
    mean_ndcg,
    reached,
    read_accepted,
    write_accepted,
)
from bench.relevance.as_json import as_json
from bench.relevance.catalogue import ThisSearch, documents, judged_catalogue, on_elasticsearch
from bench.relevance.elastic_baseline import elastic_baselines, started_elasticsearch
from bench.relevance.judged import catalogue_of, read_queries
from bench.relevance.options import read_options
from bench.relevance.outcomes import run
from bench.relevance.tantivy_baseline import TantivyBaseline
from bench.relevance.timing import understanding_times
from seed.quality_runs import keep_quality_run, this_run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from bench.relevance.options import Options
    from bench.relevance.outcomes import Outcome, System

WIDTH = 150
"""Columns of the tables where the output is no terminal."""
LEFT_OUT = (
    "Elasticsearch was left out of this run: name a server with --elasticsearch URL, or start one "
    "with --with-elasticsearch (tests/elasticsearch/README.md tells what that needs)."
)


def main() -> int:
    """Measure and print."""
    options = read_options()
    sets = {name: read_queries(files) for name, files in options.sets}
    every = [query for queries in sets.values() for query in queries]
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    with ExitStack() as stack:
        runs: dict[str, dict[str, tuple[Outcome, ...]]] = {}
        over = {name: catalogue_of(files[0]) for name, files in options.sets}
        for entries in dict.fromkeys(over.values()):
            services = stack.enter_context(judged_catalogue(entries))
            if options.explain:
                return _explain(console, services, every, options.explain)
            systems = _systems(stack, services, options)
            runs |= {
                name: {system.name: run(system, queries) for system in systems}
                for name, queries in sets.items()
                if over[name] == entries
            }
        timing = understanding_times(services, every)
    _print(console, runs, timing, options)
    if options.json:
        text = json.dumps(as_json(runs, timing), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    measured = [next(iter(each.values())) for each in runs.values()]
    if options.keep:
        keep_quality_run(this_run("relevance", {"ndcg": mean_ndcg(measured[0])}))
    return 0 if options.aside else _compared(console, measured[0], options)


def _systems(stack: ExitStack, services: Services, options: Options) -> list[System]:
    """Return every search asked for; the one that is measured comes first."""
    embedded = ThisSearch(services)
    systems: list[System] = [embedded]
    url = options.elasticsearch
    if options.with_elasticsearch and not url:
        url = stack.enter_context(started_elasticsearch())
    if url and options.engine == "elasticsearch":
        other = stack.enter_context(on_elasticsearch(services, url))
        systems.insert(0, ThisSearch(other, f"{embedded.name} on Elasticsearch"))
    if not options.without_baselines:
        systems.append(TantivyBaseline(services))
        if url:
            systems += stack.enter_context(elastic_baselines(services, url))
    return systems


def _print(
    console: Console,
    sets: Mapping[str, Mapping[str, Sequence[Outcome]]],
    timing: tuple[float, float],
    options: Options,
) -> None:
    console.print(tables.totals(sets), tables.DEFINITIONS)
    for name, runs in sets.items():
        console.print(tables.traits(name, runs))
        measured, *others = runs.values()
        if not options.aside:
            console.print(tables.worst(measured))
        if options.engine == "elasticsearch":
            equal = sum(a.ids == b.ids for a, b in zip(measured, others[0], strict=True))
            console.print(f"Both engines give the same first page for {equal} of {len(measured)}.")
    if not options.without_baselines and not options.elasticsearch_wanted:
        console.print(LEFT_OUT, style="yellow")
    console.print(f"understanding a query, warm: p50 {timing[0]:.2f} ms, p95 {timing[1]:.2f} ms")


def _compared(console: Console, outcomes: Sequence[Outcome], options: Options) -> int:
    """Show what has changed; return 1 when too much was lost and that is not accepted."""
    accepted = read_accepted(options.accepted)
    now, before = reached(outcomes, accepted)
    if options.diff and (changed := changes(outcomes, accepted)):
        console.print(tables.differences(changed))
    if accepted:
        console.print(
            f"nDCG@10 of the queries in {options.accepted.name}: {now:.4f} in this run,"
            f" {before:.4f} in that one; below {before - ALLOWED_LOSS:.4f} the test fails."
        )
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
