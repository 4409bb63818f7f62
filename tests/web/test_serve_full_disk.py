"""A disk that is full: what needs room on it is told so, and everything else goes on."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.web.server import PATIENCE, Server

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no process is limited there"),
]

ROOM = 100_000  # bytes that a file may have
LARGE = b"x" * 690_000
LARGE_ANSWER = "/api/v1/openapi-editing.yaml"
TOKENLESS = ["/api/v1/imports", "/api/v1/replies", "/api/v1/entries", "/api/v1/finns-inte"]


@pytest.fixture(scope="module")
def full(services: Services) -> Iterator[Server]:
    """A server whose web process can write no larger file."""
    with Server(services.settings.data, "--no-worker") as started:
        (process,) = started.web
        _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (ROOM, hard))
        yield started


def sent(
    server: Server, path: str, body: bytes | Iterator[bytes]
) -> tuple[int, dict[str, str], str]:
    fields = {"Content-Type": "application/x-ndjson"}
    request = Request(server.address + path, data=body, headers=fields)  # noqa: S310 - our own
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=PATIENCE)  # noqa: S310
    with refused.value as answer:
        return answer.code, dict(answer.headers), answer.read().decode()


@pytest.mark.parametrize("path", TOKENLESS)
@pytest.mark.parametrize("in_chunks", [False, True], ids=["announced", "in chunks"])
def test_a_body_that_finds_no_room_gets_a_problem(
    full: Server, path: str, *, in_chunks: bool
) -> None:
    body = iter([LARGE[:300_000], LARGE[300_000:]]) if in_chunks else LARGE
    status, headers, told = sent(full, path, body)
    problem = json.loads(told)
    assert (status, problem["status"]) == (503, 503)
    assert headers["Content-Type"] == "application/problem+json"
    assert int(headers["Retry-After"]) > 0
    assert problem["type"].endswith("/no-room")
    assert "inte plats" in problem["detail"]


def test_a_page_says_so_too(full: Server) -> None:
    status, headers, page = sent(full, "/", LARGE)
    assert (status, headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "inte plats" in page


def test_an_answer_that_finds_no_room_gets_a_problem(full: Server) -> None:
    status, told, headers = full.get(LARGE_ANSWER)
    assert (status, headers["Content-Type"]) == (503, "application/problem+json")
    assert "no room" in json.loads(told)["detail"]


def test_what_needs_no_room_is_answered(full: Server) -> None:
    assert full.get("/api/v1/entries?limit=1&q=biogas")[0] == 200
    assert full.get("/")[0] == 200


def test_no_answer_tells_what_serves_and_in_which_version(full: Server) -> None:
    told = [headers for _, headers, _ in (sent(full, path, LARGE) for path in ("/", *TOKENLESS))]
    told += [full.get(path)[2] for path in ("/", LARGE_ANSWER, "/health/live")]
    assert {headers["Server"] for headers in told} == {"exempelbanken"}
