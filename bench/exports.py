"""Tables of 10,000 hits: how long another client waits meanwhile, and what stays in memory.

Eight clients of one address fetch all hits as a workbook for ten seconds, while one of another
address searches; then ten tables are fetched one after the other. Linux only. Run:
`python -m bench.exports 2>/dev/null` (10,000 entries, loaded first), or with `--data FOLDER` for a
catalogue that is there already.
"""

from __future__ import annotations

import argparse
import http.client
import os
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench.embedded import load, memory, served

TABLE = "/api/v1/entries/table?format=xlsx"
SEARCH = "/api/v1/entries?q=energi"
SECONDS, TIMES = 10.0, 10
GREEDY, OTHER = "127.0.0.2", "127.0.0.3"


def main() -> None:
    """Load if needed, serve, fetch, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a catalogue; one is loaded if none is given")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--port", type=int, default=8767)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = str(options.data or folder)
        environment = {**os.environ, "EXEMPELBANKEN_DATA": data, "EXEMPELBANKEN_RATE_LIMIT": "0"}
        if not options.data:
            load(Path(folder), environment, 10_000)
        with served(environment, options.port) as parent:
            tell_memory(parent, "fresh")
            compete(options.port, options.clients)
            for _ in range(TIMES):
                fetch(options.port, TABLE, GREEDY)
            tell_memory(parent, f"after {TIMES} more tables")


def compete(port: int, clients: int) -> None:
    """Search while the others fetch tables; print the answers that these got, and the waiting."""
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(clients) as threads:
        greedy = [threads.submit(fetch_until, until, port) for _ in range(clients)]
        waits = []
        while time.monotonic() < until:
            begun = time.perf_counter()
            fetch(port, SEARCH, OTHER)
            waits.append(time.perf_counter() - begun)
            time.sleep(0.1)
    answers = sum((each.result() for each in greedy), Counter[int]())
    print(f"tables: {dict(answers)}; {len(waits)} searches of another address meanwhile:", end=" ")
    print(f"median {median(waits) * 1000:.0f} ms, longest {max(waits) * 1000:.0f} ms")


def fetch_until(until: float, port: int) -> Counter[int]:
    """Fetch a table again and again; count the statuses."""
    answers = Counter[int]()
    while time.monotonic() < until:
        answers[fetch(port, TABLE, GREEDY)] += 1
        time.sleep(0.2)
    return answers


def fetch(port: int, path: str, address: str) -> int:
    """Return the status of an answer; `address` is the one that calls."""
    connection = http.client.HTTPConnection("127.0.0.1", port, 120, source_address=(address, 0))
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def tell_memory(parent: int, when: str) -> None:
    """Print the resident memory of each process."""
    for pid, megabytes in sorted(memory(parent).items()):
        print(f"{when}, process {pid}: {megabytes:.0f} MB resident")


if __name__ == "__main__":
    main()
