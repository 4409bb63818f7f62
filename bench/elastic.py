"""Elasticsearch behind the catalogue, beside the bare client: index build and search over HTTP.

Needs a running Elasticsearch 9, such as `tests/elasticsearch/start FOLDER 9300 --heap 2g`. Run:
`python -m bench.elastic --url http://127.0.0.1:9300 --entries 100000`. Compare ratios of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from functools import partial
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from elasticsearch import Elasticsearch, helpers

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import RowSource
from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from app.seeding import prepare_database
from app.settings import read_settings
from app.shared_batch_work import share_batch_work
from app.wiring import build_services
from bench.embedded import (
    COMMAND,
    FACETS,
    LIMIT,
    fetch,
    http_connection,
    timed,
    two_words,
    wait_until_ready,
)
from bench.processor import Processor
from bench.recombine import recombined
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.mapping import index_settings, mapping, to_elastic
from indexer.engines.elastic.translation import search_body
from indexer.index_names import IndexName

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services

PREFIX = "bench"
RAW = f"{PREFIX}-raw"
WARM_UP = 20


def main() -> None:
    """Load rows, build both ways, search both ways, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--port", type=int, default=8766)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "EXEMPELBANKEN_DATA": folder,
            "EXEMPELBANKEN_RATE_LIMIT": "0",
            "EXEMPELBANKEN_ELASTICSEARCH_URL": options.url,
            "EXEMPELBANKEN_ELASTICSEARCH_PREFIX": PREFIX,
        }
        services = build_services(read_settings(environment))
        assert isinstance(services.engine, ElasticEngine)
        services.engine.remove_all()
        prepare_database(services)
        lines = (json.dumps(each).encode() for each in recombined(options.entries))
        import_lines(services, lines, ImportOptions(source_system="bench", publish=True))
        client = Elasticsearch(options.url, request_timeout=60)
        compare_builds(services, client, options.entries)
        compare_searches(services, client, environment, options)
        services.engine.remove_all()


def compare_builds(services: Services, client: Elasticsearch, count: int) -> None:
    """Time a build from the rows, as by `index rebuild`, beside a bulk of ready-made documents."""
    name = str(IndexName.new(services.builder))
    services.engine.create(name)
    processor = Processor(services.settings)
    with share_batch_work(services, is_large=True) as shared:
        source = RowSource(shared)
        ours, _ = timed(lambda: services.engine.build(name, source.pages(), source.last_seq()))
    worked = processor.seconds()
    services.engine.point_alias(name)
    source = RowSource(services)
    ready = [json.loads(to_elastic(document)) for page in source.pages() for document in page]
    settings = services.settings.elastic
    assert settings is not None
    client.indices.create(index=RAW, mappings=mapping(), settings=index_settings(settings))
    processor = Processor(services.settings)
    raw, _ = timed(partial(bulk, client, ready))
    needed = processor.seconds()
    print(f"build   ours {count / ours:6.0f}/s   bare bulk {count / raw:6.0f}/s")
    print(
        f"        {worked / count * 1000:.2f} and {needed / count * 1000:.2f} ms of processor time"
    )
    print(f"build   ratio {raw / ours:.2f}, of processor time {needed / worked:.2f}")


def bulk(client: Elasticsearch, documents: list[dict[str, Any]]) -> None:
    """Send ready-made documents as the client's own helper does, merged at the end like ours."""
    actions = ({"_index": RAW, "_id": each["id"], "_source": each} for each in documents)
    for _ in helpers.parallel_bulk(client, actions, thread_count=2, chunk_size=500):
        pass
    client.indices.forcemerge(index=RAW, max_num_segments=1)
    client.indices.refresh(index=RAW)


def compare_searches(
    services: Services,
    client: Elasticsearch,
    environment: dict[str, str],
    options: argparse.Namespace,
) -> None:
    """Time the same searches over HTTP and by the bare client, one after the other."""
    command = [*COMMAND, "serve", "--port", str(options.port), "--workers", "1", "--no-worker"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # its log
    try:
        wait_until_ready(options.port)
        connection = http_connection(options.port)
        times: dict[str, list[float]] = {"http": [], "client": []}
        for turn, text in enumerate(two_words(options.searches + WARM_UP)):
            body = body_of(services, text)
            ways: list[tuple[str, Callable[[], Any]]] = [
                ("http", partial(fetch, connection, text)),
                ("client", partial(client.search, index=f"{PREFIX}-live", body=body)),
            ]
            # Whoever asks first warms the server's caches for the other.
            for name, ask in ways if turn % 2 else reversed(ways):
                seconds, _ = timed(ask)
                if turn >= WARM_UP:
                    times[name].append(seconds)
    finally:
        server.terminate()
        server.wait(30)
    p50 = {name: median(each) * 1000 for name, each in times.items()}
    p95 = {name: quantiles(each, n=20)[-1] * 1000 for name, each in times.items()}
    for name in times:
        print(f"{name:7} p50 {p50[name]:6.2f} ms   p95 {p95[name]:6.2f} ms")
    added = [a - b for a, b in zip(times["http"], times["client"], strict=True)]
    print(f"HTTP adds p50 {median(added) * 1000:.2f} ms")
    print(f"ratio   p50 {p50['http'] / p50['client']:.2f}   p95 {p95['http'] / p95['client']:.2f}")


def body_of(services: Services, text: str) -> dict[str, Any]:
    """Return the request that the catalogue itself would send."""
    request = SearchRequest(text=text, facets=FACETS, limit=LIMIT)
    snapshot = services.engine.snapshot()
    return search_body(prepare(services, snapshot, request).query)


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"in all {time.monotonic() - started:.0f} s")
