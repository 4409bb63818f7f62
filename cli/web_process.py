"""A web process of `serve`."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from app.errors import ExempelbankenError, SearchUnavailable
from app.health import index_position
from app.jobs.metrics import work_metrics
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.shared_batch_work import when_parent_ends
from app.wiring import build_services, freeze_gc
from cli.wsgi import build_application
from edge.connections import Limits
from edge.logs import crash_logged, take_over_standard_error
from edge.measures import watch
from edge.serving import WebServer

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from multiprocessing.synchronize import Event

    from app.settings import Settings
    from app.wiring import Services

CANNOT_START = 4
"""Exit code when a setting keeps the app from being built; the reason is on standard error."""


@crash_logged()
def run_web(settings: Settings, listener: socket.socket, threads: int, ready: Event) -> None:
    """Serve until SIGTERM, or until the parent is gone; `ready` is set when it can answer."""
    take_over_standard_error()
    try:
        services = build_services(settings)
        asyncio.run(serve(services, listener, threads, ready.set))
    except ExempelbankenError as error:
        click.echo(f"{error.message.sv}\n{error.message.en}", err=True)
        sys.exit(CANNOT_START)


async def serve(
    services: Services, listener: socket.socket, threads: int, ready: Callable[[], None]
) -> None:
    """Serve until told to stop."""
    application = build_application(services)
    application.preload()
    services.known.preload()
    folder = services.settings.data / "run"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    services.database.leave_threads_to_readers(max(1, threads // 2))
    server = WebServer(application, application.largest_body, folder, Limits(threads=threads))
    if services.settings.metrics_port:
        watch("web", lambda: index_position(services), lambda: work_metrics(services))
    freeze_gc()

    def listening() -> None:
        ready()
        threading.Thread(target=_search_once, args=(services,), daemon=True).start()

    if services.settings.keep_statistics_days:
        services.usage.begin_writing()
    try:
        await server.serve(listener, listening, _stop_event())
    finally:
        services.usage.end_writing()


def _search_once(services: Services) -> None:
    """Load what only a search loads, the words of the index and dictionaries: two seconds."""
    with suppress(SearchUnavailable):
        search(services, SearchRequest("energieffektivisering", limit=1))


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop_loop() -> None:
        loop.call_soon_threadsafe(stop.set)

    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGTERM, stop.set)
        threading.Thread(target=when_parent_ends, args=(stop_loop,), daemon=True).start()
    return stop
