"""How a catalogue grows: build time, size, latency and memory at several sizes, on one engine.

Seconds depend on what else the machine does; processor time (of client and server) hardly does.

Documents go to the engine directly, without rows, made of recombined entries as they are needed.
Run: `python -m bench.growth` (embedded), or `python -m bench.growth --url http://127.0.0.1:9300`
with a running Elasticsearch, such as `tests/elasticsearch/start FOLDER 9300 --heap 2g`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any
from uuid import UUID

from elasticsearch import Elasticsearch

from app.entries.documents import public_entry
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.settings import read_settings
from app.wiring import build_services
from bench.embedded import FACETS, LIMIT, timed, two_words
from bench.processor import Processor
from bench.recombine import recombined
from catalogue.records import EntryRecord, LinkRecord
from indexer.documents import to_document
from indexer.engines.elastic.engine import ElasticEngine
from indexer.index_names import IndexName
from record.links import LINKS
from record.lists import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.wiring import Services
    from indexer.documents import IndexDocument

SIZES = (10_000, 100_000, 1_000_000)
PAGE = 500
SEARCHES, WARM_UP = 300, 30
MEGABYTE = 1_000_000
PREFIX = "growth"
VERSION_7, VARIANT = 0x7 << 76, 0x2 << 62
"""Of a UUID: an entry's id."""


def main() -> None:
    """Measure every size, and print a row of a table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="of an Elasticsearch; the embedded engine without it")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--search", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.search:
        print(json.dumps(searched(build_services(read_settings(os.environ)))))
        return
    beyond = "server's heap MB" if options.url else "index files in memory MB"
    print(
        "| entries | build s | its processor s | index MB | search p50 ms | p95 ms"
        f" | its processor ms | process MB | {beyond} |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        print(row(options.url, size), flush=True)


def row(url: str | None, size: int) -> str:
    """Build an index of that size, look at it, and remove it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "EXEMPELBANKEN_DATA": folder}
        if url:
            environment["EXEMPELBANKEN_ELASTICSEARCH_URL"] = url
            environment["EXEMPELBANKEN_ELASTICSEARCH_PREFIX"] = PREFIX
        services = build_services(read_settings(environment))
        clear(services)
        processor = Processor(services.settings)
        seconds, _ = timed(lambda: build(services, size))
        worked = processor.seconds()
        # A process of its own, whose memory is that of a server, without what building took.
        command = [sys.executable, "-m", "bench.growth", "--search"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        found = json.loads(done.stdout)
        beyond = heap(url) if url else found["mapped"]
        size_on_disk = disk(services)
        clear(services)
    return (
        f"| {size:,} | {seconds:.0f} | {worked:.0f} | {size_on_disk:.0f} |"
        f" {found['p50']:.1f} | {found['p95']:.1f} | {found['processor']:.1f} |"
        f" {found['memory']:.0f} | {beyond:.0f} |"
    )


def build(services: Services, size: int) -> None:
    """Fill a new index, and make it the live one."""
    name = str(IndexName.new(services.builder))
    services.engine.create(name)
    services.engine.build(name, map(maker(services), range(0, size, PAGE)), size)
    services.engine.point_alias(name)


def maker(services: Services) -> Callable[[int], list[IndexDocument]]:
    """Return what makes the documents of a page by its first number."""

    def page(start: int) -> list[IndexDocument]:
        return [
            to_document(
                public_entry(record),
                record.seq,
                services.labels,
                services.topics,
            )
            for record in (
                as_record(content, start + place)
                for place, content in enumerate(recombined(PAGE, seed=start))
            )
        ]

    return page


def as_record(content: dict[str, Any], number: int) -> EntryRecord:
    """Return what the rows would hand out for a loaded entry."""
    moment = datetime.fromtimestamp(1_700_000_000 + number, UTC)
    return EntryRecord(
        id=str(UUID(int=number << 80 | VERSION_7 | VARIANT)),
        source_system="bench",
        external_id=content["externalId"],
        status=PUBLISHED,
        version=1,
        published_version=1,
        created_at=moment,
        updated_at=moment,
        published_at=moment,
        seq=number + 1,
        content=content,
        links=tuple(
            LinkRecord(field, value) for field in LINKS for value in content.get(field, ())
        ),
        relations=(),
        pk=number + 1,
    )


def searched(services: Services) -> dict[str, float]:
    """Time searches with five facets and highlights, and look at this process's memory."""
    texts = list(two_words(SEARCHES + WARM_UP))
    for text in texts[:WARM_UP]:
        time_search(services, text)
    processor = Processor(services.settings)
    times = [time_search(services, text) * 1000 for text in texts[WARM_UP:]]
    return {
        "processor": processor.seconds() / SEARCHES * 1000,
        "p50": median(times),
        "p95": quantiles(times, n=20)[-1],
        "memory": resident("RssAnon"),
        "mapped": resident("RssFile"),
    }


def time_search(services: Services, text: str) -> float:
    """Return the seconds of one search."""
    request = SearchRequest(text=text, facets=FACETS, limit=LIMIT)
    seconds, answer = timed(partial(search, services, request))
    assert answer.total, text
    return seconds


def resident(kind: str) -> float:
    """Return a part of this process's resident memory in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{kind}:")[2].split()[0]) * 1024 / MEGABYTE


def disk(services: Services) -> float:
    """Return the size of the index in MB."""
    if services.settings.elastic:
        client = Elasticsearch(list(services.settings.elastic.urls))
        stats = client.indices.stats(index=f"{PREFIX}-*", metric="store")
        return float(stats["_all"]["primaries"]["store"]["size_in_bytes"] / MEGABYTE)
    files = (path for path in services.settings.index_folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files) / MEGABYTE


def heap(url: str) -> float:
    """Return what the server's heap holds, in MB."""
    nodes = Elasticsearch(url).nodes.stats(metric="jvm")["nodes"].values()
    used = sum(node["jvm"]["mem"]["heap_used_in_bytes"] for node in nodes)
    return float(used / MEGABYTE)


def clear(services: Services) -> None:
    """Remove what an earlier run left in Elasticsearch; the embedded index goes with its folder."""
    if isinstance(services.engine, ElasticEngine):
        services.engine.remove_all()


if __name__ == "__main__":
    main()
