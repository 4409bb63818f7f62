"""The processes of `serve` that answer no requests of people: the worker, and /metrics."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from app.jobs.worker import run
from edge.listening import serve_port
from edge.logs import crash_logged, take_over_standard_error
from edge.measures import build_metrics_app
from edge.worker_measures import Measuring

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

    from app.settings import Settings


@crash_logged()
def run_background(settings: Settings) -> None:
    """Work until SIGTERM, or until the parent is gone."""
    take_over_standard_error()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent says when
    threading.Thread(target=when_parent_ends, args=(stop.set,), daemon=True).start()
    run(settings, stop, Measuring())


@crash_logged()
def run_metrics(listener: socket.socket, folder: Path) -> None:
    """Answer /metrics for all processes until SIGTERM, or until the parent is gone."""
    take_over_standard_error()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=when_parent_ends, args=(stop.set,), daemon=True).start()
    stop_port = serve_port(listener, build_metrics_app(folder))
    stop.wait()
    stop_port()


def when_parent_ends(act: Callable[[], object]) -> None:
    """Wait for the end of the process that started this one, however it comes, and act."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if hasattr(os, "pidfd_open") and parent.pid is not None:
        # What `join` waits for is open in the children that were forked later, too.
        with suppress(ProcessLookupError):
            multiprocessing.connection.wait([os.pidfd_open(parent.pid)])
    else:
        parent.join()
    act()
