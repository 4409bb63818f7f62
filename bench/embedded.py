"""The embedded catalogue under load: bulk load, search over HTTP beside the bare engine, memory.

Run: `make bench` (100,000 entries), or `python -m bench.embedded --entries 10000`. Ratios of one
run can be compared; seconds of different machines or days cannot.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from app.settings import read_settings
from app.wiring import build_services
from bench.recombine import recombined
from bench.relevance.judged import CATALOGUE
from swedish.analysis import is_stop
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.wiring import Services

FACETS = ("county", "sector", "objective", "goal", "kind")
LIMIT = 20
COMMAND = [sys.executable, "-m", "cli.main"]


def main() -> None:
    """Load, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "EXEMPELBANKEN_DATA": folder,
            "EXEMPELBANKEN_RATE_LIMIT": "0",
        }
        load(Path(folder), environment, options.entries)
        with_server(environment, options.port, options.searches)


def load(folder: Path, environment: dict[str, str], count: int) -> None:
    """Time `exempelbanken import` of `count` entries into rows and index."""
    file = folder / "entries.ndjson"
    with file.open("w", encoding="utf-8") as lines:
        for entry in recombined(count):
            lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
    command = [*COMMAND, "import", str(file), "--publish", "--source", "bench", "--json"]
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    seconds = time.perf_counter() - started
    report = json.loads(done.stdout)
    print(f"loaded {report['created']} entries in {seconds:.1f} s: {count / seconds:.0f} a second")


def with_server(environment: dict[str, str], port: int, searches: int) -> None:
    """Search over HTTP and in process by turns, then look at the web workers' memory."""
    with served(environment, port) as process:
        compare(build_services(read_settings(environment)), port, searches)
        for pid, megabytes in sorted(memory(process).items()):
            print(f"process {pid}: {megabytes:.0f} MB resident")


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[int]:
    """Serve with one web process; yields its id."""
    command = [*COMMAND, "serve", "--port", str(port), "--workers", "1", "--no-worker"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_ready(port)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def wait_until_ready(port: int) -> None:
    """Wait for the first whole answer."""
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit("the server did not become ready")


def compare(services: Services, port: int, searches: int) -> None:
    """Time the same searches both ways, one after the other."""
    connection = http_connection(port)
    overall: dict[str, list[float]] = {"http": [], "engine": []}
    sizes = []
    for turn, text in enumerate(two_words(searches + 20)):
        asked = engine_part(services, text)
        over_http, size = timed(partial(fetch, connection, text))
        in_process, _ = timed(asked)
        if turn >= 20:  # noqa: PLR2004 - the first ones warm both sides up
            overall["http"].append(over_http)
            overall["engine"].append(in_process)
            sizes.append(size)
    for name, times in overall.items():
        p95 = quantiles(times, n=20)[-1]
        print(f"{name:7} p50 {median(times) * 1000:6.2f} ms   p95 {p95 * 1000:6.2f} ms")
    added = [a - b for a, b in zip(overall["http"], overall["engine"], strict=True)]
    print(f"HTTP adds p50 {median(added) * 1000:.2f} ms; answers of {median(sizes) / 1000:.0f} kB")


def http_connection(port: int) -> http.client.HTTPConnection:
    """Return a connection that is kept open."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=60)


def two_words(count: int) -> Iterator[str]:
    """Yield searches of two words that stand in one real title."""
    choose = random.Random(7)
    with CATALOGUE.open(encoding="utf-8") as lines:
        titles = [json.loads(line)["title"] for line in lines]
    while count:
        words = [t.text for t in tokenize(choose.choice(titles)) if not is_stop(t.text)]
        if len(words) >= 2:  # noqa: PLR2004 - two words
            yield " ".join(choose.sample(words, 2))
            count -= 1


def engine_part(services: Services, text: str) -> Callable[[], int]:
    """Return the bare engine's share of a search: the ready query tree, hits and facets."""
    request = SearchRequest(text=text, facets=FACETS, limit=LIMIT)
    snapshot = services.engine.snapshot()
    query = prepare(services, snapshot, request).query
    return lambda: snapshot.search(query).total


def fetch(connection: http.client.HTTPConnection, text: str) -> int:
    """Send one search; return the size of the answer in bytes."""
    query = urlencode({"q": text, "facets": FACETS, "limit": LIMIT}, doseq=True)
    connection.request("GET", f"/api/v1/entries?{query}")
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        sys.exit(f"{response.status}: {body[:500]!r}")
    return len(body)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds and result."""
    started = time.perf_counter()
    result = call()
    return time.perf_counter() - started, result


def memory(parent: int) -> dict[int, float]:
    """Return the resident size in MB of a process and its descendants (Linux)."""
    found: dict[int, float] = {}
    for pid in processes(parent):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
        resident = status.partition("VmRSS:")[2].split()
        found[pid] = int(resident[0]) / 1024 if resident else 0.0
    return found


def processes(parent: int) -> Iterator[int]:
    """Yield the ids of a process and its descendants (Linux)."""
    waiting = [parent]
    while waiting:
        pid = waiting.pop()
        yield pid
        for task in Path(f"/proc/{pid}/task").iterdir():
            waiting += map(int, (task / "children").read_text(encoding="ascii").split())


if __name__ == "__main__":
    main()
