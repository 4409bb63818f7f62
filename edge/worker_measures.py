"""A worker's metrics, and the port on which a separate worker serves them."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping

from flask import Flask
from prometheus_client import make_wsgi_app
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app.health import index_position, readiness
from app.jobs.metrics import work_metrics
from app.jobs.observer import WorkerObserver
from app.wiring import Services
from edge.health import health_routes
from edge.listening import serve_port
from edge.measures import (
    CHORE_TIME,
    CHORES,
    EXPIRED,
    JOB_ATTEMPTS,
    JOB_SECONDS,
    tell_build,
    watch,
)

STILL = 900.0
"""Seconds without a sign of life after which a thread is stuck; a build may be waited for 600."""


class Measuring(WorkerObserver):
    """Counts what a worker does, and knows whether it is alive."""

    def __init__(self) -> None:
        self._services: Services | None = None
        self._beats: dict[str, float] = {}

    def started(self, services: Services) -> None:
        """Begin to watch, if anybody reads the measures."""
        self._services = services
        tell_build(services.builder.release, services.fingerprint)
        if services.settings.metrics_port or services.settings.worker_port:
            watch("worker", lambda: index_position(services), lambda: work_metrics(services))

    def beat(self, loop: str) -> None:
        """Note a sign of life."""
        self._beats[loop] = time.monotonic()

    def attempt(self, kind: str, outcome: str, seconds: float) -> None:
        """Count an attempt at a job."""
        JOB_ATTEMPTS.labels(kind, outcome).inc()
        JOB_SECONDS.labels(kind).observe(seconds)

    def periodic_task(self, name: str, *, well: bool) -> None:
        """Count what was done by the clock, or was tried."""
        CHORES.labels(name, "done" if well else "failed").inc()
        if well:
            CHORE_TIME.labels(name).set_to_current_time()

    def expired(self, kind: str, count: int) -> None:
        """Count what was deleted after its time."""
        EXPIRED.labels(kind).inc(count)

    def parts(self) -> Mapping[str, bool]:
        """Return part -> whether it answers or, of the worker's threads, goes on."""
        if self._services is None:
            return {"started": False}
        now = time.monotonic()
        alive = {loop: now - beat < STILL for loop, beat in list(self._beats.items())}
        return {**readiness(self._services), **alive}


def serve_worker(listener: socket.socket, measuring: Measuring) -> Callable[[], None]:
    """Answer /metrics, /health/live and /health/ready; returns what stops it."""
    pages = Flask(__name__, static_folder=None)
    pages.register_blueprint(health_routes(measuring.parts))
    application = DispatcherMiddleware(pages, {"/metrics": make_wsgi_app()})
    return serve_port(listener, application)
