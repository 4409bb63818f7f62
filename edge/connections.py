"""Stands between a connection and the HTTP parser, and limits a client's unfinished request.

The head of a request is collected here, in bounded memory and time, and handed on as a whole.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast

import structlog

from app.errors import Message
from edge.bodies import Pace

LARGEST_HEAD = 64 * 1024  # bytes; far below it the edge refuses long addresses in words
MOST_FIELDS = 100
PARTING = 2.0  # seconds for a client that is refused to take its answer and close

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_HEAD_END = b"\r\n\r\n"

BUSY = Message(
    sv="Tjänsten har för många anslutningar just nu. Försök igen om en stund.",
    en="The service has too many connections right now. Try again in a moment.",
)
HEAD_TOO_SLOW = Message(
    sv="Anropets huvud kom inte fram i tid. Försök igen.",
    en="The head of the request did not arrive in time. Try again.",
)
ADDRESS_TOO_LONG = Message(
    sv="Adressen är för lång. Korta söktexten eller välj färre filter.",
    en="The address is too long. Shorten the search text or choose fewer filters.",
)
FIELDS_TOO_LARGE = Message(
    sv="Anropet har för många eller för stora huvudfält. Skicka färre.",
    en="The request has too many header fields, or too large ones. Send fewer.",
)

HEAD_UNREADABLE = Message(
    sv="Anropet är ingen HTTP som går att läsa. Kontrollera metod, adress och huvudfält.",
    en="The request is no HTTP that can be read. Check method, address and header fields.",
)

log = structlog.get_logger("exempelbanken")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process gives its clients."""

    threads: int = 4
    connections: int = 512  # each may hold some 0.3 MB of an answer that it does not read
    head_seconds: float = 10.0
    idle_seconds: float = 12.0  # until the first byte, and between two requests
    grace: float = 20.0  # seconds for what has begun when the server is told to stop
    asking: float = 1.0  # seconds for who was let in just before that, to ask
    pace: Pace = field(default_factory=Pace)


class Connection(asyncio.Protocol):
    """Passes on what `parser`, the HTTP server's own protocol, gets to see of a connection."""

    def __init__(self, parser: asyncio.Protocol, limits: Limits, admitted: set[Connection]) -> None:
        self._parser = parser
        self._limits = limits
        self._admitted = admitted
        self._head = bytearray()
        self._collects = True  # not while the parser has a request
        self._followed = 0  # bytes that the parser has behind the last head
        self._timer: asyncio.TimerHandle | None = None
        self.is_new = True  # no request has come on it yet
        self.is_answering = False  # what the parser writes otherwise is a refusal of its own

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Admit the connection, or answer that there are too many."""
        self._transport = cast("asyncio.Transport", transport)
        self._is_refused = len(self._admitted) >= self._limits.connections
        if self._is_refused:
            log.warning("connection refused by the server", connections=len(self._admitted))
            self._transport.write(refusal(HTTPStatus.SERVICE_UNAVAILABLE, BUSY))
            self._transport.close()
            return
        self._admitted.add(self)
        self._parser.connection_made(cast("asyncio.Transport", _OwnWords(self, self._transport)))

    def connection_lost(self, exc: Exception | None) -> None:
        """Make room for another one."""
        self._stop_timer()
        if self in self._admitted:
            self._admitted.discard(self)
            self._parser.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Collect a head; pass on everything else."""
        if self._is_refused:
            return
        if not self._collects:
            self._followed += len(data)
            self._parser.data_received(data)
            return
        searched = max(0, len(self._head) - len(_HEAD_END))
        self._head += data if self._head else data.lstrip(b"\r\n")
        end = self._head.find(_HEAD_END, searched)
        if end < 0 and len(self._head) <= LARGEST_HEAD and not self._has_bare_line_feed():
            self._start_timer()
        else:
            self._hand_over(end)

    def eof_received(self) -> bool | None:
        """Tell the parser that the client will send no more."""
        return None if self._is_refused else self._parser.eof_received()

    def pause_writing(self) -> None:
        """Tell the parser that the client does not take what it gets."""
        if not self._is_refused:
            self._parser.pause_writing()

    def resume_writing(self) -> None:
        """Tell the parser that the client takes more."""
        if not self._is_refused:
            self._parser.resume_writing()

    def is_answered(self, length: int | None) -> None:
        """Collect the next head, if the parser has none of it yet.

        `length` is that of the body which has been answered; None if it came in chunks.
        """
        self._collects = self._collects or self._followed == length

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Let through what is written meanwhile."""
        self.is_answering = True
        try:
            yield
        finally:
            self.is_answering = False

    def refuse_head(self) -> None:
        """Say that the parser could not read what was sent."""
        if not self._is_refused:
            self._part(HTTPStatus.BAD_REQUEST, HEAD_UNREADABLE)

    def _has_bare_line_feed(self) -> bool:
        """Return whether the first line is not HTTP, so that the parser refuses it."""
        feed = self._head.find(b"\n")
        return feed >= 0 and self._head[max(0, feed - 1)] != ord("\r")

    def _hand_over(self, end: int) -> None:
        """Give the parser a head that ends at `end`; raw letters of its address percent-encoded."""
        head = bytes(self._head)
        self._head.clear()
        self.is_new = False
        self._collects = False
        self._stop_timer()
        line, feed, rest = head.partition(b"\n")
        length = len(head) if end < 0 else end
        if len(line) > LARGEST_HEAD:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, ADDRESS_TOO_LONG)
        elif length > LARGEST_HEAD or head.count(b"\r\n", 0, length) > MOST_FIELDS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, FIELDS_TOO_LARGE)
        else:
            self._followed = len(head) - length - len(_HEAD_END)
            encoded = _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), line)
            self._parser.data_received(encoded + feed + rest)

    def _start_timer(self) -> None:
        if self._timer is None and self._head:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._limits.head_seconds, self._give_up)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, HEAD_TOO_SLOW)

    def _refuse(self, status: HTTPStatus, message: Message) -> None:
        """Answer what never gets as far as the parser, and close.

        What the client still sends is thrown away: closed at once, it might not see the answer.
        """
        log.warning("request refused by the server", status=status.value)
        self._part(status, message)

    def _part(self, status: HTTPStatus, message: Message) -> None:
        self._is_refused = True
        self._transport.write(refusal(status, message))
        self._transport.write_eof()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(PARTING, self._transport.abort)


class _OwnWords:
    """The transport as the parser sees it: its own refusals are replaced by ours.

    Its own are English alone, no problem, and name it with its version.
    """

    def __init__(self, connection: Connection, transport: asyncio.Transport) -> None:
        self._connection = connection
        self._transport = transport

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a transport has
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write what belongs to an answer."""
        self.writelines((data,))

    def writelines(self, pieces: Iterable[bytes]) -> None:
        """Write what belongs to an answer."""
        if self._connection.is_answering:
            self._transport.writelines(pieces)
        else:
            self._connection.refuse_head()


def refusal(status: HTTPStatus, message: Message) -> bytes:
    """Write a whole HTTP answer with the members that every problem of the API has."""
    body = problem(status, message)
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n"
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n"
    )
    retry = "Retry-After: 5\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
    return f"{head}{retry}\r\n".encode() + body


def problem(status: HTTPStatus, message: Message) -> bytes:
    """Write the body of such an answer; nobody has looked for a language yet, so it has both."""
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": f"{message.sv} {message.en}",
        "instance": "/",  # the address was not understood, or not looked at
    }
    return json.dumps(body, ensure_ascii=False).encode()
