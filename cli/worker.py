"""`exempelbanken worker`: the background worker alone, beside web servers that leave it out."""

from __future__ import annotations

import os
import signal
import threading

import click

from app.settings import read_settings
from app.work.worker import run
from cli.serve import check
from edge.logs import configure_logging
from edge.measures import Measuring


@click.command("worker")
def worker_command() -> None:
    """Keep the index up to date until stopped; several may run, one at a time writes."""
    settings = read_settings(os.environ)
    configure_logging()
    check(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(settings, stop, Measuring())
