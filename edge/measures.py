"""What is measured, and how the processes' figures are put together for /metrics.

With PROMETHEUS_MULTIPROC_DIR in the environment before this module is imported, every process
keeps its figures in files there and the serving parent adds them up; else they stay in memory.
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from app.work.watching import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
WATCH_PAUSE = 5.0  # seconds; well within the usual time between two scrapes
# From a cached page to a search that should have been refused; most answers take a few ms.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter(
    "exempelbanken_http_requests", "Answered requests.", ["method", "route", "status"]
)
REQUEST_SECONDS = Histogram(
    "exempelbanken_http_request_seconds", "Time to answer a request.", ["route"], buckets=BUCKETS
)
SEARCH_SECONDS = Histogram(
    "exempelbanken_search_seconds", "Time of a search, understanding to answer.", buckets=BUCKETS
)
INDEX_SEQ = Gauge(
    "exempelbanken_index_seq", "Ledger position of the index.", multiprocess_mode="mostrecent"
)
INDEX_LAG = Gauge(
    "exempelbanken_index_lag",
    "Events of the ledger that the index has yet to take in.",
    multiprocess_mode="mostrecent",
)
EXPIRED = Counter(
    "exempelbanken_expired", "What was kept for a time and is deleted, by the worker.", ["kind"]
)

log = structlog.get_logger("exempelbanken")


def prepare_folder(folder: Path) -> None:
    """Empty the folder of the processes' figures and name it in the environment."""
    for leftover in folder.glob("*.db"):
        leftover.unlink()
    os.environ[FOLDER_VARIABLE] = str(folder)


def serve_metrics(port: int, folder: Path) -> Callable[[], None]:
    """Answer /metrics on 127.0.0.1 with the sum of all processes; returns what stops it.

    Raises:
        OSError: the port is taken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    server, thread = start_http_server(port, "127.0.0.1", registry=registry)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


def forget_process(pid: int) -> None:
    """Drop the live gauges of a process that has ended."""
    if os.environ.get(FOLDER_VARIABLE):
        mark_process_dead(pid)  # type: ignore[no-untyped-call]


class Measuring(Watcher):
    """Counts what a worker does."""

    def expired(self, kind: str, count: int) -> None:
        """Count what was deleted after its time."""
        EXPIRED.labels(kind).inc(count)


def watch_index(position: Callable[[], tuple[int, int]]) -> None:
    """Note every few seconds where the index stands, in a thread that ends with the process.

    `position` returns the ledger position of the index and how many events it is behind.
    """

    def watch() -> None:
        while True:
            try:
                reached, behind = position()
            except Exception as error:  # noqa: BLE001 - a part is down; readiness tells which
                log.warning("index position unknown", error=type(error).__name__)
            else:
                INDEX_SEQ.set(reached)
                INDEX_LAG.set(behind)
            time.sleep(WATCH_PAUSE)

    threading.Thread(target=watch, name="index-watch", daemon=True).start()
