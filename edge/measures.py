"""What is measured, and how the processes' figures are put together for /metrics.

With PROMETHEUS_MULTIPROC_DIR in the environment before this module is imported, every process
keeps its figures in files there and the serving parent adds them up; else they stay in memory.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_wsgi_app
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from edge.metrics_folder import FOLDER_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

    from app.jobs.metrics import WorkMetrics

WATCH_PAUSE = 5.0  # seconds; well within the usual time between two scrapes
# From a cached page to a search that should have been refused; most answers take a few ms.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

FIGURES = ("counter", "histogram", "gauge_mostrecent", "gauge_liveall")
"""What the names of a process's files begin with."""
ROOM = 512 * 1024  # bytes of each; figures of every route, method and status take half


def _reserve() -> None:
    """Make this process's files with room on the disk for all of them.

    They are mapped into memory, and the kernel kills a process that writes to a mapped page which
    the disk has no room for.
    """
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder and hasattr(os, "posix_fallocate"):
        for name in FIGURES:
            with suppress(OSError), Path(folder, f"{name}_{os.getpid()}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, ROOM)


_reserve()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_reserve)

REQUESTS = Counter(
    "exempelbanken_http_requests", "Answered requests.", ["method", "route", "status"]
)
REQUEST_SECONDS = Histogram(
    "exempelbanken_http_request_seconds",
    "Time to answer a request.",
    ["method", "route"],
    buckets=BUCKETS,
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
JOBS = Gauge(
    "exempelbanken_jobs",
    "Jobs that wait, run or have failed.",
    ["kind", "state"],
    multiprocess_mode="mostrecent",
)
JOB_WAITING = Gauge(
    "exempelbanken_job_waiting_seconds",
    "Time since the oldest job that waits was asked for.",
    ["kind"],
    multiprocess_mode="mostrecent",
)
JOB_ATTEMPTS = Counter(
    "exempelbanken_job_attempts", "Attempts at jobs that have ended.", ["kind", "outcome"]
)
JOB_SECONDS = Histogram(
    "exempelbanken_job_seconds",
    "Time of an attempt at a job.",
    ["kind"],
    buckets=(0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600),
)
CHORES = Counter(
    "exempelbanken_chores", "What was done by the clock, or was tried.", ["chore", "outcome"]
)
CHORE_TIME = Gauge(
    "exempelbanken_chore_done_timestamp_seconds",
    "When it was last done well.",
    ["chore"],
    multiprocess_mode="mostrecent",
)
DUMP_AGE = Gauge(
    "exempelbanken_dump_age_seconds",
    "Time since the latest dump was begun.",
    multiprocess_mode="mostrecent",
)
DAMAGED_ROWS = Gauge(
    "exempelbanken_damaged_rows",
    "Rows of entries that hold damaged JSON and are left out of index, feed and dumps.",
    multiprocess_mode="mostrecent",
)
PROCESS_MEMORY = Gauge(
    "exempelbanken_process_memory_bytes",
    "Resident memory of a process.",
    ["process"],
    multiprocess_mode="liveall",
)
PROCESS_THREADS = Gauge(
    "exempelbanken_process_threads",
    "Threads of a process.",
    ["process"],
    multiprocess_mode="liveall",
)
BUILD = Gauge(
    "exempelbanken_build_info",
    "The release, what its index is built with, and Python.",
    ["release", "fingerprint", "python"],
    multiprocess_mode="mostrecent",
)

log = structlog.get_logger("exempelbanken")


def build_metrics_app(folder: Path) -> WSGIApplication:
    """Return what answers with the sum of all processes that keep their figures in a folder."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    application: WSGIApplication = make_wsgi_app(registry)
    return application


def forget_process(pid: int) -> None:
    """Drop the live gauges of a process that has ended."""
    if os.environ.get(FOLDER_VARIABLE):
        mark_process_dead(pid)  # type: ignore[no-untyped-call]


def tell_build(release: str, fingerprint: str) -> None:
    """Tell which release runs here, and what its index is built with."""
    BUILD.labels(release, fingerprint, platform.python_version()).set(1)


def watch(
    process: str, position: Callable[[], tuple[int, int]], figures: Callable[[], WorkMetrics]
) -> None:
    """Note every few seconds how things stand, in a thread that ends with the process.

    `process` is what this one is called, `position` returns the ledger position of the index and
    how many events it is behind, `figures` how the work behind requests stands.
    """

    def look() -> None:
        while True:
            _note_process(process)
            _try("index position unknown", lambda: _note_index(*position()))
            _try("figures of jobs unknown", lambda: _note_work(figures()))
            time.sleep(WATCH_PAUSE)

    threading.Thread(target=look, name="watch", daemon=True).start()


def _try(failure: str, look: Callable[[], None]) -> None:
    try:
        look()
    except Exception as error:  # noqa: BLE001 - a part is down; readiness tells which
        log.warning(failure, error=type(error).__name__)


def _note_index(reached: int, behind: int) -> None:
    INDEX_SEQ.set(reached)
    INDEX_LAG.set(behind)


def _note_work(figures: WorkMetrics) -> None:
    for (kind, state), count in figures.jobs.items():
        JOBS.labels(kind, state).set(count)
    for kind, seconds in figures.waiting.items():
        JOB_WAITING.labels(kind).set(seconds)
    if figures.dump_age is not None:
        DUMP_AGE.set(figures.dump_age)
    DAMAGED_ROWS.set(figures.damaged_rows)


def _note_process(name: str) -> None:
    PROCESS_THREADS.labels(name).set(threading.active_count())
    with suppress(OSError):  # only Linux tells it so
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        PROCESS_MEMORY.labels(name).set(pages * os.sysconf("SC_PAGE_SIZE"))
