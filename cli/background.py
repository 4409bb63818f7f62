"""The processes of `serve` that answer no requests of people: the worker, and /metrics."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

from app.jobs.worker import run
from app.shared_batch_work import when_parent_ends
from edge.listening import serve_port
from edge.logs import crash_logged, take_over_standard_error
from edge.measures import build_metrics_app
from edge.worker_measures import Measuring

if TYPE_CHECKING:
    import socket
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
