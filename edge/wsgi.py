"""Between HTTP as aiohttp reads it and the WSGI of the apps (PEP 3333)."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from werkzeug.wsgi import FileWrapper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment
    from aiohttp import web

_NOT_PASSED = frozenset({"TRANSFER_ENCODING", "CONTENT_LENGTH"})  # describe the body as received


class Answer(NamedTuple):
    """What an app answers; the body is read from where it stands, and closed by the reader."""

    status: int
    reason: str
    fields: Sequence[tuple[str, str]]
    body: IO[bytes]

    @property
    def size(self) -> int:
        """How many bytes of the body are left to read."""
        start = self.body.tell()
        end = self.body.seek(0, os.SEEK_END)
        self.body.seek(start)
        return end - start


def environment(request: web.BaseRequest) -> WSGIEnvironment:
    """Describe a request whose body has yet to be received."""
    path, query = _target(_latin(request.raw_path))
    names = request.transport and request.transport.get_extra_info("sockname")
    host, port = (names or ("", 0))[:2]
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REMOTE_ADDR": request.remote or "",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{request.version.major}.{request.version.minor}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
        "wsgi.input_terminated": True,
    }
    for name, value in request.headers.items():
        _add_field(environ, name, _latin(value))
    return environ


def _target(target: str) -> tuple[str, str]:
    """Split an address; a proxy's form with a scheme and a host says nothing that Host does not."""
    if not target.startswith("/"):
        parts = urlsplit(target)
        return parts.path or "/", parts.query
    path, _, query = target.partition("#")[0].partition("?")
    return path, query


def _add_field(environ: WSGIEnvironment, name: str, value: str) -> None:
    if "_" in name:  # it would pass for the field with a hyphen
        return
    key = name.upper().replace("-", "_")
    if key in _NOT_PASSED:
        return
    key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
    joint = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value


def _latin(text: str) -> str:
    """Return bytes that aiohttp read as UTF-8 in the form that WSGI has for bytes."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def call(
    application: WSGIApplication, environ: WSGIEnvironment, spool: Callable[[], IO[bytes]]
) -> Answer:
    """Let an app answer a request, whole: a thread is never held up by who reads it."""
    begun: list[tuple[str, Sequence[tuple[str, str]]]] = []
    written = spool()

    def start(
        status: str, fields: list[tuple[str, str]], _fault: object = None, /
    ) -> Callable[[bytes], object]:
        begun[:] = [(status, fields)]
        return written.write

    body = written
    try:
        produced = application(environ, start)
        if isinstance(produced, FileWrapper):
            written.close()
            body = produced.file
        else:
            _write(produced, written)
    except BaseException:
        written.close()
        raise
    status, fields = begun[0]
    number, _, reason = status.partition(" ")
    return Answer(int(number), reason, fields, body)


def _write(produced: Iterable[bytes], written: IO[bytes]) -> None:
    try:
        for piece in produced:
            written.write(piece)
    finally:
        if hasattr(produced, "close"):
            produced.close()
    written.seek(0)
