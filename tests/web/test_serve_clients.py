"""Clients that are slow, that stop in the middle, or that write what is no HTTP."""

from __future__ import annotations

import contextlib
import json
import re
import select
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from catalogue import entries
from tests.web.server import PATIENCE, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="only one process serves there"),
]

CROWD = 64  # connections, on a server of two threads


@pytest.fixture(scope="module")
def server(services: Services) -> Iterator[Server]:
    options = ("--no-worker", "--threads", "2")
    with Server(services.settings.data, *options) as started:
        yield started


def connect(server: Server, sent: bytes) -> socket.socket:
    host, port = re.findall(r"//(.+):(\d+)", server.address)[0]
    connection = socket.create_connection((host, int(port)), timeout=PATIENCE)
    connection.sendall(sent)
    return connection


def answers(server: Server, sent: bytes) -> tuple[str, str]:
    """Send bytes; return the head and the rest of all that comes until the server closes."""
    with connect(server, sent) as connection, connection.makefile("rb") as received:
        head, _, body = received.read().decode().partition("\r\n\r\n")
        return head, body


def request(target: bytes, *fields: bytes) -> bytes:
    lines = [b"GET " + target + b" HTTP/1.1", b"Connection: close", *fields]
    return b"\r\n".join(lines) + b"\r\n\r\n"


POST = b"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127",
        POST + b"Content-Length: 9\r\n\r\n{",
        POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{",
        b"GET /static/style.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 100,
        b"GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n",  # answered, and not closed
    ],
    ids=["nothing", "half a head", "half a body", "half a chunk", "no answer", "all but the close"],
)
def test_a_crowd_that_waits_keeps_nobody_out(server: Server, sent: bytes) -> None:
    with contextlib.ExitStack() as crowd:
        for _ in range(CROWD):
            crowd.enter_context(connect(server, sent))
        assert server.get("/health/live")[0] == 200


def test_who_waits_to_write_leaves_threads_to_readers(server: Server, services: Services) -> None:
    """Two sign in while somebody else writes, on a server of two threads."""
    with services.database.read() as connection:
        entry_id = entries.published_page(connection, 0, 1)[0].id
    body = b'{"address": "a@example.org", "password": "x"}'
    sent = POST + b"Content-Length: %d\r\n\r\n" % len(body) + body
    with contextlib.ExitStack() as at_end:
        with services.database.rehearse():
            both = [at_end.enter_context(connect(server, sent)) for _ in range(2)]
            (refused,) = select.select(both, [], [], PATIENCE)[0]
            assert refused.recv(13) == b"HTTP/1.1 503 "
            assert server.get(f"/api/v1/entries/{entry_id}")[0] == 200
            (waiting,) = {*both} - {refused}
            assert not select.select([waiting], [], [], 0)[0]
        assert waiting.recv(13) == b"HTTP/1.1 401 "


def test_a_head_that_never_ends_gets_408(server: Server) -> None:
    head, body = answers(server, b"GET / HTTP/1.1\r\nHost: 127")
    assert head.startswith("HTTP/1.1 408 ")
    assert json.loads(body)["status"] == 408


def test_a_connection_that_says_nothing_is_closed(server: Server) -> None:
    assert answers(server, b"") == ("", "")


def test_a_request_may_come_in_pieces(server: Server) -> None:
    with connect(server, b"GET /health/li") as connection:
        for piece in (b"ve HTTP/1.1\r", b"\nHost: localhost\r\nConnection: close\r\n\r", b"\n"):
            connection.sendall(piece)
        with connection.makefile("rb") as received:
            assert received.readline() == b"HTTP/1.1 200 OK\r\n"


def test_two_requests_at_once_on_a_connection_get_two_answers(server: Server) -> None:
    first = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head, rest = answers(server, first + request(b"/health/live", b"Host: localhost"))
    assert (head + rest).count("HTTP/1.1 200 OK") == 2


def test_rubbish_behind_a_request_gets_a_problem_after_its_answer(server: Server) -> None:
    first = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with connect(server, first) as connection, connection.makefile("rb") as received:
        assert received.readline() == b"HTTP/1.1 200 OK\r\n"
        connection.sendall(b"RUBBISH\r\n\r\n")
        head, body = received.read().split(b"\r\n\r\n")[-2:]
    assert b"HTTP/1.1 400 Bad Request\r\n" in head
    assert json.loads(body)["status"] == 400


def test_raw_swedish_letters_in_an_address_are_read_as_utf_8(server: Server) -> None:
    raw = answers(server, request("/api/v1/entries?q=miljömål".encode(), b"Host: localhost"))
    encoded = request(b"/api/v1/entries?q=milj%C3%B6m%C3%A5l", b"Host: localhost")
    assert raw[0].startswith("HTTP/1.1 200 ")
    assert json.loads(raw[1])["items"] == json.loads(answers(server, encoded)[1])["items"]


def test_raw_bytes_that_are_not_utf_8_get_the_apis_own_problem(server: Server) -> None:
    head, body = answers(server, request(b"/api/v1/entries?q=\xff", b"Host: localhost"))
    assert head.startswith("HTTP/1.1 400 ")
    assert "UTF-8" in json.loads(body)["detail"]
    assert json.loads(body)["instance"] == "/api/v1/entries"


def test_a_host_may_be_written_in_capitals(server: Server) -> None:
    assert answers(server, request(b"/", b"Host: LOCALHOST"))[0].startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        (request(b"/", *[b"A: a"] * 200), 431, "too many header fields"),
        (request(b"/", b"A: " + b"a" * 200_000), 431, "too large"),
        (request(b"/?q=" + b"a" * 200_000), 414, "Shorten the search text"),
    ],
)
def test_what_the_server_refuses_gets_a_problem_that_says_why(
    server: Server, sent: bytes, status: int, reason: str
) -> None:
    head, body = answers(server, sent)
    problem = json.loads(body)
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert problem.keys() == {"type", "title", "status", "detail", "instance"}
    assert problem["status"] == status
    assert reason in problem["detail"]


@pytest.mark.parametrize(
    "sent",
    [
        b"RUBBISH\r\n\r\n",
        b"GET /\n\n",
        b"GET / HTTP/9.9\r\n\r\n",
        request(b"/", b"Na me: x"),
        request(b"/", b"Host: localhost", b"Host: elsewhere"),
        request(b"/", b"Host: localhost", b"Content-Length: 1", b"Content-Length: 2"),
        request(b"/", b"Host: localhost", b"Content-Length: 1", b"Transfer-Encoding: chunked"),
        request(b"/", b"Host: localhost", b"Transfer-Encoding : chunked"),
        request(b"/", b"Host: localhost", b"Transfer-Encoding: chunked") + b"zz\r\n",
    ],
)
def test_what_is_no_http_gets_a_problem_and_the_connection_is_closed(
    server: Server, sent: bytes
) -> None:
    head, body = answers(server, sent)
    assert re.match(r"HTTP/1\.[01] 400 ", head)
    assert "Content-Type: application/problem+json" in head
    assert "aiohttp" not in head
    assert json.loads(body)["detail"].startswith("Anropet är ingen HTTP som går att läsa.")
    assert "Traceback" not in server.log
