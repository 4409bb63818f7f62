"""Restart each node of an Elasticsearch cluster under load, and judge every answer.

`make rolling-restart` starts the cluster on this machine, and an installation with the curated
entries over it, and prints what became of the searches. It fails when an answer was wrong: neither
the one from before the restarts nor a 503 that says when to try again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from elasticsearch import Elasticsearch

from tests.elasticsearch.clusters import ElasticsearchCluster
from tests.elasticsearch.nodes import free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

QUERIES = ("biogas", "matsvinn i skåne", "laddstolpar", "trasiga prylar", "företag i halland")
THREADS = 4
READY_SECONDS = 120
QUIET_SECONDS = 5
"""Load before the first restart and after the last."""
ALLOCATION = "cluster.routing.allocation.enable"
OWN = {
    "kind": "activity",
    "counties": ["17"],
    "source": {"type": "report", "title": "Kommunens årsredovisning"},
}


@dataclass(slots=True)
class Tally:
    """What became of the searches."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    refused_at: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def ask(port: int, text: str) -> tuple[int, str | None, list[str]]:
    """Return status, Retry-After and the ids of the first hits."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", f"/api/v1/entries?{urlencode({'q': text, 'fields': 'id'})}")
        answer = connection.getresponse()
        body = json.load(answer)
    finally:
        connection.close()
    ids = [hit["id"] for hit in body.get("items", ())]
    return answer.status, answer.headers.get("Retry-After"), ids


def search_until(stop: Event, port: int, expected: Mapping[str, list[str]], tally: Tally) -> None:
    """Search again and again, and judge each answer."""
    for number in count():
        if stop.is_set():
            return
        text = QUERIES[number % len(QUERIES)]
        begun = time.monotonic()
        status, wait, ids = ask(port, text)
        tally.seconds.append(time.monotonic() - begun)
        if status == HTTPStatus.OK and ids == expected[text]:
            tally.outcomes["right"] += 1
        elif status == HTTPStatus.SERVICE_UNAVAILABLE and wait:
            tally.outcomes["503"] += 1
            tally.refused_at.append(time.monotonic())
            time.sleep(0.1)
        else:
            tally.outcomes["wrong"] += 1
            tally.wrong.append(f"{text}: {status} {ids}")


def restart(cluster: ElasticsearchCluster, number: int) -> None:
    """Restart one node, as docs/operations.md says."""
    node, other = cluster.nodes[number], cluster.nodes[number - 1]
    with Elasticsearch(other.url) as client:
        client.cluster.put_settings(persistent={ALLOCATION: "primaries"})
        client.indices.flush()
    node.stop()
    node.start()
    node.wait_ready(nodes=len(cluster.nodes))
    with Elasticsearch(other.url) as client:
        client.cluster.put_settings(persistent={ALLOCATION: None})
    cluster.wait_ready()


def wait_found(port: int, text: str) -> None:
    """Wait until a search finds something.

    Raises:
        TimeoutError: it does not.
    """
    deadline = time.monotonic() + READY_SECONDS
    while not ask(port, text)[2]:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{text!r} finds nothing")
        time.sleep(0.2)


@contextmanager
def served(environment: Mapping[str, str], port: int) -> Iterator[None]:
    """Serve the installation, pages and worker, until the block ends."""
    log = Path(environment["EXEMPELBANKEN_DATA"]) / "serve.log"
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        wait_for_server(port)
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for_server(port: int) -> None:
    """Wait until searches are answered.

    Raises:
        TimeoutError: they are not.
    """
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if ask(port, QUERIES[0])[0] == HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("the server does not answer searches")


def run(environment: Mapping[str, str], *arguments: str) -> None:
    """Run a command of the installation."""
    command = [sys.executable, "-m", "cli.main", *arguments]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def load_own(environment: Mapping[str, str], number: int) -> str:
    """Publish one more entry; return a word that only it holds."""
    word = f"zeppelinarverkstad{'abcdefgh'[number]}"
    rows = Path(environment["EXEMPELBANKEN_DATA"]) / "own.ndjson"
    titles = {"externalId": word, "title": word.capitalize(), "summary": f"Den heter {word}."}
    rows.write_text(json.dumps(OWN | titles))
    run(environment, "import", str(rows), "--source", "test", "--publish")
    return word


def main() -> None:
    """Do it, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=3, choices=(2, 3), help="(%(default)s)")
    size = parser.parse_args().nodes
    with TemporaryDirectory() as name, ElasticsearchCluster(Path(name) / "nodes", size) as cluster:
        port = next(islice(free_ports(), 1))
        (Path(name) / "data").mkdir()
        environment = {
            **os.environ,
            "EXEMPELBANKEN_DATA": str(Path(name) / "data"),
            "EXEMPELBANKEN_ELASTICSEARCH_URL": ",".join(cluster.urls),
            "EXEMPELBANKEN_RATE_LIMIT": "0",
        }
        run(environment, "seed")
        cluster.wait_ready()
        with served(environment, port):
            tally = restart_all(cluster, environment, port)
        run(environment, "index", "verify")
    report(tally, size)
    sys.exit(1 if tally.wrong else 0)


def restart_all(cluster: ElasticsearchCluster, environment: Mapping[str, str], port: int) -> Tally:
    """Restart one node after the other under load, with a change to the rows during each."""
    expected = {text: ask(port, text)[2] for text in QUERIES}
    tally, stop = Tally(), Event()
    with ThreadPoolExecutor(THREADS + 1) as pool:
        load = [pool.submit(search_until, stop, port, expected, tally) for _ in range(THREADS)]
        try:
            time.sleep(QUIET_SECONDS)
            for number in range(len(cluster.nodes)):
                begun = time.monotonic()
                restarting = pool.submit(restart, cluster, number)
                word = load_own(environment, number)
                restarting.result()
                wait_found(port, word)
                print(
                    f"node {number + 1} restarted in {time.monotonic() - begun:.0f} s", flush=True
                )
            time.sleep(QUIET_SECONDS)
        finally:
            stop.set()
    for each in load:
        each.result()
    return tally


def report(tally: Tally, size: int) -> None:
    """Print the figures."""
    seconds = sorted(tally.seconds)
    gap = longest_gap(tally.refused_at)
    print(
        f"{size} nodes, {len(seconds)} searches: {tally.outcomes['right']} right,"
        f" {tally.outcomes['503']} refused with 503 (for {gap:.1f} s at most),"
        f" {tally.outcomes['wrong']} wrong; median {seconds[len(seconds) // 2] * 1000:.0f} ms,"
        f" p95 {seconds[len(seconds) * 95 // 100] * 1000:.0f} ms, slowest {seconds[-1]:.1f} s"
    )
    for each in tally.wrong[:5]:
        print(f"wrong: {each}")


def longest_gap(moments: list[float]) -> float:
    """Return how long searches were refused at a stretch; a second without ends it."""
    longest, begun, last = 0.0, 0.0, float("-inf")
    for moment in sorted(moments):
        begun = moment if moment - last > 1 else begun
        last = moment
        longest = max(longest, last - begun)
    return longest


if __name__ == "__main__":
    main()
