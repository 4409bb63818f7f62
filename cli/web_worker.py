"""The web worker: gunicorn's threads, of which a slow client holds none.

A connection waits in the poller until the whole head of a request has come, and again while it
is closed. A thread has it only in between, under a time limit for bodies and answers.
"""

# gunicorn has no types:
# mypy: disable-error-code="import-untyped,misc"

from __future__ import annotations

import re
import selectors
import signal
import socket
import time
from typing import TYPE_CHECKING

import structlog
from gunicorn.http import errors
from gunicorn.http.message import Request
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

from cli.early_answers import HeadTooSlow, answer_of, refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from gunicorn.workers.gthread import TConn

LARGEST_HEAD = 64 * 1024  # bytes; far below it the edge refuses long addresses in words
PIECE = 16 * 1024  # bytes read at a time
HEAD_PATIENCE = 10.0  # seconds for a head to come
EXCHANGE_PATIENCE = 30.0  # seconds to wait for a body, or for a client to take its answer
PARTING_PATIENCE = 2.0  # seconds for a client to close, as in gunicorn
STOPS = (signal.SIGTERM, signal.SIGQUIT)

_HEAD_END = re.compile(rb"\r\n\r\n|(?<!\r)\n")  # at a bare line feed the parser refuses at once
_NOT_ASCII = re.compile(rb"[\x80-\xff]")

log = structlog.get_logger("exempelbanken")


class LenientRequest(Request):
    """Takes addresses with raw letters such as å, as if they were percent-encoded."""

    def parse_request_line(self, line: bytes) -> None:
        """Read method, address and version."""
        method, space, rest = line.partition(b" ")
        encoded = _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), rest)
        super().parse_request_line(method + space + encoded)

    def should_close(self) -> bool:
        """Tell whether this is the connection's last request.

        It is after a body: to read what the app left of it would hold a thread.
        """
        sent = {name for name, value in self.headers if value != "0"}
        bodied = not sent.isdisjoint({"CONTENT-LENGTH", "TRANSFER-ENCODING"})
        return bodied or bool(super().should_close())


class WebWorker(ThreadWorker):
    """Keeps connections that wait for their client away from the threads."""

    def init_process(self) -> None:
        """Run the worker."""
        self._parting: set[TConn] = set()
        super().init_process()

    def init_signals(self) -> None:
        """Hear the signals that came since the fork; the parent held them back until now."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)

    def enqueue_req(self, conn: TConn) -> None:
        """Let a connection wait for the head of its first or next request."""
        conn.init()
        conn.data_ready = True  # a thread need not wait for the first byte
        self._wait(conn, HEAD_PATIENCE, self._read_head)
        if _is_ready(_received(conn)):
            self._hand_over(conn)

    def handle(self, conn: TConn) -> object:
        """Answer a request, in a thread; returns whether another may follow."""
        received = _received(conn)
        if _HEAD_END.search(received):
            return super().handle(conn)
        cut = errors.LimitRequestHeaders if b"\r\n" in received else errors.LimitRequestLine
        conn.sock.settimeout(EXCHANGE_PATIENCE)
        self.handle_error(None, conn.sock, conn.client, cut(len(received)))
        return False

    def handle_request(self, req: Request, conn: TConn) -> bool:
        """Pass a request to the app; a client that stalls is given up."""
        conn.sock.settimeout(EXCHANGE_PATIENCE)
        try:
            return bool(super().handle_request(req, conn))
        except TimeoutError:
            log.info("client stalled")
            return False

    def handle_error(self, _req: object, client: socket.socket, _addr: object, exc: object) -> None:
        """Answer with a problem in both languages; neither address nor query is logged."""
        refusal = refusal_of(exc)
        fault = type(exc).__name__
        log.warning("request refused by the server", status=refusal.status, error=fault)
        try:
            client.sendall(answer_of(refusal))
        except OSError:
            log.info("client left before the answer", status=refusal.status)

    def finish_request(self, conn: TConn, fs: Future[object]) -> None:
        """Take a connection back from its thread.

        gunicorn would wait here for the client to close, and answer nobody meanwhile.
        """
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
            return
        self._parting.add(conn)
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            self._wait(conn, PARTING_PATIENCE, self._read_rest)
        except OSError:  # the client has closed already
            self._forget(conn)

    def murder_pending(self) -> None:
        """End the waits that have been too long; called every second."""
        now = time.monotonic()
        for conn in [one for one in self.pending_conns if one.timeout <= now]:
            if _received(conn) and conn not in self._parting:
                self.handle_error(None, conn.sock, conn.client, HeadTooSlow())
            self._drop(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _wait(self, conn: TConn, patience: float, read: Callable[[TConn], None]) -> None:
        conn.sock.settimeout(0)
        conn.timeout = time.monotonic() + (patience if self.alive else STOP_KEEPALIVE_LINGER)
        self.poller.register(conn.sock, selectors.EVENT_READ, lambda _: read(conn))
        self.pending_conns.append(conn)

    def _read_head(self, conn: TConn) -> None:
        piece = _read(conn)
        if not piece:
            self._drop(conn)
            return
        conn.parser.unreader.unread(conn.parser.unreader.take_buffered() + piece)
        if _is_ready(_received(conn)):
            self._hand_over(conn)

    def _read_rest(self, conn: TConn) -> None:
        if not _read(conn):
            self._drop(conn)

    def _hand_over(self, conn: TConn) -> None:
        self._end_wait(conn)
        super().enqueue_req(conn)

    def _drop(self, conn: TConn) -> None:
        self._end_wait(conn)
        self._forget(conn)

    def _end_wait(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)

    def _forget(self, conn: TConn) -> None:
        self._parting.discard(conn)
        self.nr_conns -= 1
        conn.close()


def _read(conn: TConn) -> bytes:
    """Return what the poller announced; nothing when the client has closed."""
    try:
        return bytes(conn.sock.recv(PIECE))
    except OSError:
        return b""


def _received(conn: TConn) -> bytes:
    return bytes(conn.parser.unreader.buf.getvalue())


def _is_ready(received: bytes) -> bool:
    return len(received) > LARGEST_HEAD or _HEAD_END.search(received) is not None
