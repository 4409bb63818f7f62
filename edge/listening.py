"""A port for metrics collectors and health checks, apart from the public one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication


class _Quiet(WSGIRequestHandler):
    """Logs no request of a collector or a health check."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  werkzeug's name
        """Say nothing."""


def serve_port(listener: socket.socket, application: WSGIApplication) -> Callable[[], None]:
    """Answer on a listening socket, in a thread; returns what stops it."""
    host, port = listener.getsockname()[:2]
    with listener:  # the server has a copy of its own
        server = make_server(
            host, port, application, threaded=True, request_handler=_Quiet, fd=listener.fileno()
        )
    thread = threading.Thread(target=server.serve_forever, name=f"port-{port}", daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop
