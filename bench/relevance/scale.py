"""What becomes of relevance when a word is no longer rare: the judged entries among many others.

Run: `python -m bench.relevance.scale --among 20000`. The others are put together from pieces of the
judged ones (`bench.recombine`), so every word is as common among them, and no judgement holds for
them: "the judged ones" are the hits left when the others are taken out, in the order that the whole
index gives them.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Console

from app.searching.requests import SearchRequest
from app.searching.search import search
from bench.growth import PAGE as PIECE
from bench.growth import maker
from bench.relevance.catalogue import ThisSearch, as_found, documents, judged_catalogue
from bench.relevance.judged import EVERY_SET, read_queries
from bench.relevance.outcomes import PAGE, Outcome, run
from bench.relevance.tables import DEFINITIONS, totals
from indexer.index_names import IndexName

if TYPE_CHECKING:
    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery

WIDTH = 160


@dataclass(frozen=True, slots=True)
class JudgedOnes:
    """The search, less the entries that nobody judged."""

    services: Services
    ids: tuple[str, ...]
    name: str = "the judged ones"

    def answer(self, query: JudgedQuery) -> Outcome:
        """Search among the judged entries, with the statistics of all."""
        request = SearchRequest(query.text, query.filters, ids=self.ids, limit=PAGE, explain=True)
        answer = search(self.services, request)
        return Outcome(query, tuple(map(as_found, answer.items)), answer.total)


def main() -> None:
    """Measure before and after, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.relevance.scale")
    parser.add_argument("--among", type=int, default=20_000, help="entries beside the judged ones")
    among = parser.parse_args().among
    sets = {file.stem: read_queries([file]) for file in EVERY_SET}
    with judged_catalogue() as services:
        real = documents(services)
        alone = {name: run(ThisSearch(services), queries) for name, queries in sets.items()}
        name = str(IndexName.new(services.builder))
        services.engine.create(name)
        others = map(maker(services), range(0, among, PIECE))
        services.engine.build(name, chain([real], others), len(real))
        services.engine.point_alias(name)
        judged = JudgedOnes(services, tuple(each.id for each in real))
        every = ThisSearch(services, f"all {among + len(real):,}")
        found = {
            name: {
                "alone": alone[name],
                judged.name: run(judged, queries),
                every.name: run(every, queries),
            }
            for name, queries in sets.items()
        }
    Console(width=WIDTH).print(totals(found), DEFINITIONS)
    for name, runs in found.items():
        hits = {system: sum(each.total for each in outcomes) for system, outcomes in runs.items()}
        Console(width=WIDTH).print(name, "hits in all:", hits)


if __name__ == "__main__":
    main()
