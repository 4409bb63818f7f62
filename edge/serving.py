"""The web server of a process: aiohttp, which waits for clients, before threads that never do."""

from __future__ import annotations

import asyncio
import functools
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from http import HTTPStatus
from typing import IO, TYPE_CHECKING

import structlog
from aiohttp import HttpVersion11, web

from app.errors import Message
from edge import refusals
from edge.bodies import NO_ROOM_FOR, receive, spool
from edge.compression import compressed
from edge.connections import LARGEST_HEAD, MOST_FIELDS, Connection, problem
from edge.proxies import FAULT
from edge.wsgi import Answer, call, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

    from edge.connections import Limits

BACKLOG = 1024
LOOK = 0.02  # seconds between two looks at which connections have sent a request
PIECE = 64 * 1024  # bytes written at a time

FAILED = Message(sv="Något gick fel i tjänsten.", en="Something went wrong in the service.")

log = structlog.get_logger("exempelbanken")


class WebServer:
    """Serves one WSGI application."""

    def __init__(
        self,
        application: WSGIApplication,
        largest_body: Callable[[WSGIEnvironment], int],
        folder: Path,
        limits: Limits,
    ) -> None:
        """`largest_body` tells how much a request may bring; what is large lies in `folder`."""
        self._application = application
        self._largest_body = largest_body
        self._limits = limits
        self._spool: Callable[[], IO[bytes]] = functools.partial(spool, folder)
        self._threads = ThreadPoolExecutor(limits.threads, "request")

    async def serve(
        self, listener: socket.socket, ready: Callable[[], None], stop: asyncio.Event
    ) -> None:
        """Answer until told to stop, then finish what has begun."""
        limits = self._limits
        server = web.Server(
            self._answer,
            access_log=None,  # it would hold queries and addresses
            logger=_silent_logger(),
            keepalive_timeout=limits.idle_seconds,
            auto_decompress=False,
            max_line_size=LARGEST_HEAD,
            max_field_size=LARGEST_HEAD,
            max_headers=MOST_FIELDS,
            lingering_time=limits.head_seconds,
        )
        _end_stalled_clients(listener, limits.pace.patience)
        admitted: set[Connection] = set()
        accepting = await asyncio.get_running_loop().create_server(
            lambda: Connection(server(), limits, admitted), sock=listener, backlog=BACKLOG
        )
        ready()
        await stop.wait()
        await _let_nobody_in(listener)
        accepting.close()
        await _wait_for_requests(admitted, limits.asking)
        server.pre_shutdown()
        await server.shutdown(limits.grace)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        connection = request.transport and request.transport.get_protocol()
        with connection.answering() if isinstance(connection, Connection) else nullcontext():
            try:
                answer = await self._call_app(request)
            except ConnectionError:
                raise  # the client is gone
            except Exception:
                log.exception("the web server failed")
                answer = self._failure(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED)
            with answer.body:
                return await self._send(request, answer)

    async def _call_app(self, request: web.BaseRequest) -> Answer:
        environ = environment(request)
        body = self._spool()
        try:
            await self._receive(request, environ, body)
            environ["wsgi.input"] = body
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._call, environ)
        finally:
            with suppress(OSError):  # what found no room is tried again by the closing
                body.close()

    async def _receive(
        self, request: web.BaseRequest, environ: WSGIEnvironment, body: IO[bytes]
    ) -> None:
        """Receive the body, unless it is announced too large: the app refuses it in its words."""
        if not request.can_read_body:
            return
        largest = self._largest_body(environ)
        size = request.content_length or 0
        if size <= largest:
            await _say_continue(request)
            try:
                size = await receive(request.content, body, largest, self._limits.pace)
            except refusals.Refusal as fault:
                environ[FAULT] = fault
        environ["CONTENT_LENGTH"] = str(size)

    def _call(self, environ: WSGIEnvironment) -> Answer:
        try:
            answer = call(self._application, environ, self._spool)
            return compressed(environ, answer, self._spool)
        except OSError:
            log.exception("no room for an answer")
            message = refusals.NoRoom.message
            return self._failure(HTTPStatus.SERVICE_UNAVAILABLE, message, NO_ROOM_FOR)
        except Exception:
            log.exception("the application failed")
            return self._failure(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED)

    def _failure(self, status: HTTPStatus, message: Message, retry: int | None = None) -> Answer:
        body = self._spool()
        body.write(problem(status, message))
        body.seek(0)
        fields = [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store")]
        fields += [("Retry-After", str(retry))] if retry else []
        return Answer(status, status.phrase, fields, body)

    async def _send(self, request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
        response = web.StreamResponse(status=answer.status, reason=answer.reason)
        for name, value in answer.fields:
            response.headers.add(name, value)
        response.headers["Server"] = "exempelbanken"
        if request.method != "HEAD" and answer.status not in (204, 304):
            response.content_length = answer.size
        if not request.content.is_eof():
            response.force_close()  # what is left of a refused body is not worth waiting for
        try:
            await self._write(request, response, answer.body)
        except TimeoutError:
            log.info("client stalled")
            if request.transport is not None:
                request.transport.abort()
        return response

    async def _write(
        self, request: web.BaseRequest, response: web.StreamResponse, body: IO[bytes]
    ) -> None:
        pace = self._limits.pace
        begun = asyncio.get_running_loop().time()
        size = 0
        async with asyncio.timeout(pace.allowed(0)) as deadline:
            await response.prepare(request)
            piece = body.read(PIECE)
            while following := body.read(PIECE):
                await response.write(piece)
                size += len(piece)
                deadline.reschedule(begun + pace.allowed(size))
                piece = following
            _expect_next(request)
            await response.write_eof(piece)


async def _let_nobody_in(listener: socket.socket) -> None:
    """Leave new clients to other processes; wait until those that were let in have a connection.

    asyncio forgets a client for which it has none yet when it stops listening.
    """
    with suppress(NotImplementedError):  # Windows, where no other process listens
        asyncio.get_running_loop().remove_reader(listener)
    await asyncio.sleep(LOOK)


async def _wait_for_requests(admitted: Collection[Connection], seconds: float) -> None:
    """Wait until each accepted connection has sent its request; the others would be closed."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while any(each.is_new for each in admitted):  # noqa: ASYNC110  is looked at only here
                await asyncio.sleep(LOOK)


async def _say_continue(request: web.BaseRequest) -> None:
    expected = request.headers.get("Expect", "").lower()
    if request.version >= HttpVersion11 and expected == "100-continue":
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # nothing of the answer has been sent


def _expect_next(request: web.BaseRequest) -> None:
    """Let the connection collect the next head; it may come as soon as this answer has gone."""
    connection = request.transport and request.transport.get_protocol()
    if isinstance(connection, Connection):
        is_chunked = "Transfer-Encoding" in request.headers
        connection.is_answered(None if is_chunked else request.content_length or 0)


def _end_stalled_clients(listener: socket.socket, patience: float) -> None:
    """Let the kernel end connections on which a client takes nothing, or has vanished."""
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        milliseconds = int(patience * 1000)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)


def _silent_logger() -> logging.Logger:
    """Return a logger for aiohttp, whose lines hold addresses and queries: ours say what it was."""
    logger = logging.getLogger("exempelbanken.http")
    logger.setLevel(logging.WARNING)
    logger.filters[:] = [_without_details]
    return logger


def _without_details(record: logging.LogRecord) -> bool:
    fault = record.exc_info[0] if record.exc_info else None
    record.msg = f"request refused by the server: {fault.__name__ if fault else 'fault'}"
    record.args, record.exc_info, record.exc_text = (), None, None
    return True
