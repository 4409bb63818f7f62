"""A web server in the tests' own process, before an app that tells what it was asked."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import threading
from typing import TYPE_CHECKING, Self

from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from edge.proxies import FAULT
from edge.serving import WebServer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from edge.connections import Limits

PATIENCE = 30.0  # seconds until a test gives up
LARGEST = 300_000
LARGE = b"0123456789abcdef" * 500_000  # far more than sockets take unread


class Served:
    """A server in a thread of its own; its app tells what it was asked."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._ready = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.entered = threading.Event()
        self.released = threading.Event()
        (folder / "large").write_bytes(LARGE)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.stop()
        self._thread.join()
        self.listener.close()

    def stop(self) -> None:
        with contextlib.suppress(RuntimeError):  # it has stopped already
            self._loop.call_soon_threadsafe(self._stop.set)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = WebServer(self.answer, lambda _: LARGEST, self._folder, self._limits)
        await server.serve(self.listener, self._ready.set, self._stop)

    def answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        if FAULT in environ:
            response = environ[FAULT].get_response(environ)
        elif (request.content_length or 0) > LARGEST:
            response = Response(status=413)
        elif request.path == "/large":
            response = Response(LARGE)
        elif request.path == "/file":
            path = self._folder / "large"
            response = send_file(path, environ, conditional=True)
        elif request.path == "/wait":
            self.entered.set()
            self.released.wait(PATIENCE)
            response = Response("done")
        elif request.path == "/broken":
            raise RuntimeError
        else:
            told = {name: value for name, value in environ.items() if isinstance(value, str)}
            response = Response(json.dumps({**told, "body": len(request.get_data())}))
        return response(environ, start)

    def connect(self, sent: bytes, *, window: int | None = None) -> socket.socket:
        connection = socket.socket()
        connection.settimeout(PATIENCE)
        if window:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        connection.connect(self.listener.getsockname())
        connection.sendall(sent)
        return connection

    def ask(self, target: bytes, *fields: bytes, body: bytes = b"") -> tuple[int, bytes]:
        """Return status and body of one request on a connection of its own."""
        method = b"POST" if body else b"GET"
        return received(self.connect(request(method, target, b"Connection: close", *fields) + body))


def request(method: bytes, target: bytes, *fields: bytes) -> bytes:
    return b"\r\n".join((method + b" " + target + b" HTTP/1.1", b"Host: here", *fields, b"", b""))


def received(connection: socket.socket) -> tuple[int, bytes]:
    """Return status and body of all that comes until the server closes."""
    with connection, connection.makefile("rb") as file:
        head, _, body = file.read().partition(b"\r\n\r\n")
    found = re.match(rb"HTTP/1\.[01] (\d+)", head)
    assert found, head
    return int(found[1]), body
