"""The background worker process of `serve`."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from typing import TYPE_CHECKING

from app.worker import run
from edge.logs import configure_logging

if TYPE_CHECKING:
    from app.settings import Settings


def run_background(settings: Settings) -> None:
    """Work until SIGTERM, or until the parent is gone."""
    configure_logging()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent says when
    threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    run(settings, stop)


def _stop_with_parent(stop: threading.Event) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        stop.set()
