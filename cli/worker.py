"""`exempelbanken worker`: the background worker alone, for web servers that run without one."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

import click

from app.jobs.worker import run
from app.settings import Settings, read_settings
from cli.serve import check, check_prepared, listen, warn_of_unknown
from edge.logs import take_over_standard_error
from edge.worker_measures import Measuring, serve_worker


@click.command("worker")
def worker_command() -> None:
    """Keep the index up to date until stopped; several may run, one at a time writes."""
    take_over_standard_error()
    warn_of_unknown()
    settings = read_settings(os.environ)
    check(settings)
    check_prepared(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    measuring = Measuring()
    stop_port = start_port(settings, measuring)
    try:
        run(settings, stop, measuring)
    finally:
        stop_port()


def start_port(settings: Settings, measuring: Measuring) -> Callable[[], None]:
    """Serve /metrics and /health when a port is set; returns what stops it.

    Raises:
        CannotListen: the port is taken.
    """
    if not settings.worker_port:
        return lambda: None
    listener = listen("127.0.0.1", settings.worker_port, "EXEMPELBANKEN_WORKER_PORT")
    return serve_worker(listener, measuring)
