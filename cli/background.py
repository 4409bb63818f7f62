"""The background processes: that of `serve`, and the one beside a large load."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from typing import TYPE_CHECKING

from app.jobs.worker import keep_indexed, run
from app.wiring import build_services, freeze_gc
from edge.logs import crash_logged, take_over_standard_error
from edge.worker_measures import Measuring

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.settings import Settings


@crash_logged()
def run_background(settings: Settings) -> None:
    """Work until SIGTERM, or until the parent is gone."""
    run(settings, _prepared(), Measuring())


@crash_logged()
def run_indexing(settings: Settings) -> None:
    """Keep the index in step until SIGTERM, or until the parent is gone; do no jobs."""
    stop = _prepared()
    services = build_services(settings)
    freeze_gc()
    keep_indexed(services, stop)


def _prepared() -> threading.Event:
    """Set the process up; return what tells it to stop."""
    take_over_standard_error()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent says when
    threading.Thread(target=when_parent_ends, args=(stop.set,), daemon=True).start()
    return stop


def when_parent_ends(act: Callable[[], object]) -> None:
    """Wait for the end of the process that started this one, however it comes, and act."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        act()
