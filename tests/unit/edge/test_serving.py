"""The web server of a process, with limits so small that no test has to wait for them."""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import replace
from http.client import HTTPResponse
from typing import TYPE_CHECKING

import pytest

from edge.bodies import Pace
from edge.connections import Limits
from tests.unit.edge.served import LARGE, PATIENCE, Served, received, request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CROWD = 64
LIMITS = Limits(threads=2, pace=Pace(patience=PATIENCE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with Served(folder, LIMITS) as running:
        yield running


def test_slow_senders_and_slow_readers_together_hold_no_thread(served: Served) -> None:
    with contextlib.ExitStack() as crowd:
        for _ in range(CROWD):
            half = request(b"POST", b"/", b"Content-Length: 1000") + b"{"
            crowd.enter_context(served.connect(half))
            crowd.enter_context(served.connect(request(b"GET", b"/file"), window=4096))
        for _ in range(4):
            assert served.ask(b"/")[0] == 200


def test_an_answer_that_the_app_wrote_itself_holds_no_thread_either(served: Served) -> None:
    with contextlib.ExitStack() as crowd:
        for _ in range(4):
            crowd.enter_context(served.connect(request(b"GET", b"/large"), window=4096))
        for _ in range(4):
            assert served.ask(b"/")[0] == 200


def test_a_body_that_trickles_gets_408_however_often_a_byte_comes(folder: Path) -> None:
    pace = Pace(patience=0.5, slowest=1000)
    with (
        Served(folder, replace(LIMITS, pace=pace)) as served,
        served.connect(request(b"POST", b"/", b"Content-Length: 1000")) as client,
    ):
        client.settimeout(0.05)
        answer = b""
        deadline = time.monotonic() + PATIENCE
        while not answer and time.monotonic() < deadline:
            with contextlib.suppress(TimeoutError):
                client.sendall(b"x")
                answer = client.recv(100)
        assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_client_that_stops_reading_is_given_up(folder: Path) -> None:
    pace = Pace(patience=0.2, slowest=10**9)
    with (
        Served(folder, replace(LIMITS, pace=pace)) as served,
        served.connect(request(b"GET", b"/file"), window=4096) as client,
    ):
        assert served.ask(b"/")[0] == 200
        time.sleep(0.5)
        with pytest.raises(ConnectionResetError), client.makefile("rb") as file:
            file.read()


def test_a_head_that_trickles_gets_408(folder: Path) -> None:
    with Served(folder, replace(LIMITS, head_seconds=0.2)) as served:
        status, body = received(served.connect(b"GET / HTTP/1.1\r\nHost: he"))
        assert status == 408
        assert json.loads(body)["status"] == 408


def test_a_connection_too_many_gets_503_and_the_next_one_after_it_an_answer(folder: Path) -> None:
    with Served(folder, replace(LIMITS, connections=1)) as served:
        with served.connect(b"") as first:
            status, body = received(served.connect(b""))
            assert status == 503
            assert "Try again" in json.loads(body)["detail"]
            first.sendall(request(b"GET", b"/", b"Connection: close"))
            assert first.recv(12) == b"HTTP/1.1 200"
        deadline = time.monotonic() + PATIENCE
        while served.ask(b"/")[0] == 503:
            assert time.monotonic() < deadline


def test_a_body_announced_too_large_is_refused_before_it_is_sent(served: Served) -> None:
    fields = (b"Content-Length: 300001", b"Expect: 100-continue")
    with served.connect(request(b"POST", b"/", *fields)) as client:
        assert client.recv(12) == b"HTTP/1.1 413"


def test_a_client_that_waits_for_100_is_told_to_go_on(served: Served) -> None:
    fields = (b"Content-Length: 3", b"Expect: 100-continue", b"Connection: close")
    with served.connect(request(b"POST", b"/", *fields)) as client:
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"abc")
        status, body = received(client)
        assert status == 200
        assert json.loads(body)["body"] == 3


def test_a_body_in_chunks_that_becomes_too_large_is_refused(served: Served) -> None:
    chunk = b"%x\r\n%s\r\n" % (100_000, b"x" * 100_000)
    with served.connect(request(b"POST", b"/", b"Transfer-Encoding: chunked")) as client:
        with contextlib.suppress(ConnectionError):
            for _ in range(5):
                client.sendall(chunk)
        assert client.recv(12) == b"HTTP/1.1 413"


def test_a_body_in_chunks_arrives_with_its_length(served: Served) -> None:
    body = b"5\r\nhello\r\n" + b"%x\r\n%s\r\n0\r\n\r\n" % (200_000, b"x" * 200_000)
    status, told = served.ask(b"/", b"Transfer-Encoding: chunked", body=body)
    assert status == 200
    assert json.loads(told)["body"] == 200_005
    assert json.loads(told)["CONTENT_LENGTH"] == "200005"


def test_chunks_that_make_no_sense_are_refused_and_never_reach_the_app(folder: Path) -> None:
    with Served(folder, replace(LIMITS, head_seconds=0.5, pace=Pace(patience=0.5))) as served:
        sent = request(b"POST", b"/", b"Transfer-Encoding: chunked") + b"5\r\nhello\r\n"
        assert received(served.connect(sent + b"zz\r\n"))[0] == 400
        with served.connect(sent) as client:
            time.sleep(0.1)  # the head has gone on by now, and the server waits for the body
            client.sendall(b"zz\r\n")
            assert received(client)[0] == 408


@pytest.mark.parametrize("target", [b"/large", b"/file"])
def test_an_answer_of_any_size_arrives_whole(served: Served, target: bytes) -> None:
    assert served.ask(target) == (200, LARGE)


def test_a_part_of_a_file_is_sent(served: Served) -> None:
    assert served.ask(b"/file", b"Range: bytes=3-5") == (206, b"345")


def test_head_gets_the_length_and_nothing_else(served: Served) -> None:
    connection = served.connect(request(b"HEAD", b"/file", b"Connection: close"))
    with connection, connection.makefile("rb") as file:
        head, _, body = file.read().partition(b"\r\n\r\n")
    assert b"Content-Length: %d" % len(LARGE) in head
    assert body == b""


@pytest.mark.parametrize("body", [b"", b"abc"])
def test_raw_letters_of_an_address_are_read_in_each_request_of_a_connection(
    served: Served, body: bytes
) -> None:
    length = b"Content-Length: %d" % len(body)
    with served.connect(b"") as client:
        for _ in range(3):
            client.sendall(request(b"POST", "/å?q=ö%20ä".encode(), length) + body)
            answer = HTTPResponse(client)
            answer.begin()
            told = json.loads(answer.read())
            assert told["PATH_INFO"].encode("latin-1").decode() == "/å"
            assert told["QUERY_STRING"] == "q=%C3%B6%20%C3%A4"


def test_a_request_behind_a_body_is_answered(served: Served) -> None:
    first = request(b"POST", b"/", b"Content-Length: 3") + b"abc"
    with served.connect(first + request(b"POST", b"/", b"Content-Length: 5")) as client:
        client.sendall(b"ab")
        client.sendall(b"c\r\n\r\n"[:3])
        client.sendall(request(b"GET", b"/last", b"Connection: close"))
        told = received(client)[1]
        assert told.count(b"HTTP/1.1 200") == 2
        assert b'"PATH_INFO": "/last"' in told


def test_a_field_with_an_underscore_is_not_taken_for_one_with_a_hyphen(served: Served) -> None:
    told = json.loads(served.ask(b"/", b"X_Real: forged", b"X-Twice: 1", b"X-Twice: 2")[1])
    assert "HTTP_X_REAL" not in told
    assert told["HTTP_X_TWICE"] == "1,2"


def test_what_the_app_fails_at_gets_a_problem_without_a_trace(served: Served) -> None:
    status, body = served.ask(b"/broken")
    assert status == 500
    assert json.loads(body)["status"] == 500
    assert b"RuntimeError" not in body


def test_what_has_begun_is_finished_when_the_server_is_told_to_stop(served: Served) -> None:
    with served.connect(request(b"GET", b"/wait")) as client:
        assert served.entered.wait(PATIENCE)
        served.stop()
        time.sleep(0.1)
        served.released.set()
        assert received(client) == (200, b"done")


def test_who_was_let_in_before_the_server_is_told_to_stop_may_still_ask(folder: Path) -> None:
    with (
        Served(folder, replace(LIMITS, asking=PATIENCE)) as served,
        served.connect(b"") as client,
    ):
        served.stop()
        deadline = time.monotonic() + PATIENCE
        while served.listener.fileno() >= 0:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        client.sendall(request(b"GET", b"/", b"Connection: close"))
        assert received(client)[0] == 200


def test_no_file_is_left_behind(served: Served, folder: Path) -> None:
    served.ask(b"/", b"Content-Length: 300000", body=b"x" * 300_000)
    served.ask(b"/large")
    assert [path.name for path in folder.iterdir()] == ["large"]
