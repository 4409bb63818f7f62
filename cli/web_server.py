"""The web server process of `serve`: gunicorn, set up here and from no file."""

# gunicorn has no types:
# mypy: disable-error-code="import-untyped,misc"

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.errors import AppImportError
from gunicorn.glogging import Logger
from gunicorn.http.parser import RequestParser

from app.errors import ExempelbankenError
from app.figures import work_figures
from app.health import index_position
from app.wiring import build_services
from cli.web_worker import STOPS, LenientRequest, WebWorker
from cli.wsgi import build_application
from edge.logs import configure_logging
from edge.measures import forget_process, watch

if TYPE_CHECKING:
    import socket
    from multiprocessing.synchronize import Event

    from _typeshed.wsgi import WSGIApplication
    from gunicorn.config import Config

    from app.settings import Settings

CANNOT_START = Arbiter.APP_LOAD_ERROR
"""Exit code when a setting keeps the app from being built; the reason is on standard error."""


def run_web(
    settings: Settings, listener: socket.socket, workers: int, threads: int, ready: Event
) -> None:
    """Serve until SIGTERM; `ready` is set when the first worker can answer."""
    configure_logging()
    RequestParser.mesg_class = LenientRequest
    WebServer(settings, listener, workers, threads, ready).run()


class WebServer(BaseApplication):
    """gunicorn's view of the app: its settings, and how each worker builds it."""

    def __init__(
        self, settings: Settings, listener: socket.socket, workers: int, threads: int, ready: Event
    ) -> None:
        self._settings = settings
        self._ready = ready
        self._options = {
            "bind": f"fd://{listener.fileno()}",
            "workers": workers,
            "threads": threads,
            "worker_class": WebWorker,
            "logger_class": ServerLog,
            "proc_name": "exempelbanken",
            "timeout": 60,  # seconds without a sign of life from a worker's main loop
            "graceful_timeout": 20,
            "keepalive": 5,
            "limit_request_line": 0,  # the worker bounds the whole head
            "http_parser": "python",  # the one that LenientRequest extends
            "errorlog": None,
            "accesslog": None,  # it would hold queries and addresses
            "control_socket_disable": True,
            # Forwarded is read at the edge; X-Forwarded-Proto and the like by nobody.
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
            "forwarder_headers": "",
            "post_worker_init": self._worker_started,
            "child_exit": lambda _, worker: forget_process(worker.pid),
        }
        super().__init__()

    def load_config(self) -> None:
        """Take the options; no file and no environment variable is read."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Build the app; runs in each worker, after the fork."""
        try:
            self._services = build_services(self._settings)
            return build_application(self._services)
        except ExempelbankenError as error:
            raise AppImportError(f"{error.message.sv}\n{error.message.en}") from error

    def run(self) -> None:
        """Run gunicorn's parent process."""
        Supervised(self).run()

    def _worker_started(self, _worker: WebWorker) -> None:
        if self._settings.metrics_port:
            services = self._services
            watch("web", lambda: index_position(services), lambda: work_figures(services))
        self._ready.set()


class Supervised(Arbiter):
    """Ends with the process that started it, however that one ended."""

    def __init__(self, app: WebServer) -> None:
        super().__init__(app)
        self._parent = os.getppid()

    def spawn_worker(self) -> int:
        """Start a worker, which hears no signal before it can act on it.

        Until then it would take one for its parent's, and stay to be killed for it.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            return int(super().spawn_worker())
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def murder_workers(self) -> None:
        """Called every second to end stuck workers."""
        if os.getppid() != self._parent:
            raise StopIteration
        super().murder_workers()


class ServerLog(Logger):
    """Passes gunicorn's warnings on to our log; what it says of its daily work is left out."""

    def setup(self, cfg: Config) -> None:
        """Let lines go up to the root logger."""
        super().setup(cfg)
        self.error_log.propagate = True
        self.error_log.setLevel("WARNING")
