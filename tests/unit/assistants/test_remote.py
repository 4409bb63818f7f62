from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from assistants import remote
from assistants.catalogue import LONGEST_TARGET, Request, Unanswered
from assistants.remote import RemoteCatalogue, checked_address

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/json"


class Elsewhere(BaseHTTPRequestHandler):
    """Answers each path in its own way."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Listening)
        server.asked.append(self.path)
        match self.path.removeprefix(remote.API_PATH):
            case "/good":
                self.send(
                    200, JSON, b'{"language": "%s"}' % self.headers["Accept-Language"].encode()
                )
            case "/problem":
                self.send(400, "application/problem+json", b'{"title": "No"}')
            case "/redirected":
                self.send(302, JSON, b"{}", Location=f"http://localhost:{server.server_port}/other")
            case "/page":
                self.send(200, "text/html", b"<p>Hello")
            case "/broken":
                self.send(200, JSON, b'{"items": [')
            case "/deep":
                self.send(200, JSON, b"[" * 100_000)
            case "/large":
                self.send(200, JSON, b" " * (remote.MOST_BYTES + 1))
            case "/silent":
                server.over.wait()

    def send(self, status: int, media: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True  # the reader has had enough

    def log_message(self, *_: object) -> None:
        pass


class Listening(ThreadingHTTPServer):
    """A server of the test's own."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Elsewhere)
        self.asked: list[str] = []
        self.over = threading.Event()


@pytest.fixture
def server() -> Iterator[Listening]:
    with Listening() as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield listening
        listening.over.set()
        listening.shutdown()
        thread.join()


@pytest.fixture
def catalogue(server: Listening) -> RemoteCatalogue:
    address = f"http://127.0.0.1:{server.server_port}{remote.API_PATH}/"
    return RemoteCatalogue(checked_address(address))


def unanswered(catalogue: RemoteCatalogue, path: str) -> str:
    with pytest.raises(Unanswered) as found:
        catalogue.answer(Request((path,)))
    assert found.value.words.sv
    return found.value.words.en


def test_an_answer_is_in_the_language_asked_for(catalogue: RemoteCatalogue) -> None:
    answer = catalogue.answer(Request(("good",), language="en"))

    assert (answer.status, answer.content) == (200, {"language": "en"})


def test_a_problem_is_an_answer(catalogue: RemoteCatalogue) -> None:
    answer = catalogue.answer(Request(("problem",)))

    assert (answer.status, answer.content) == (400, {"title": "No"})


def test_a_redirect_is_told_and_not_followed(catalogue: RemoteCatalogue, server: Listening) -> None:
    assert "redirects" in unanswered(catalogue, "redirected")
    assert server.asked == [f"{remote.API_PATH}/redirected"]


@pytest.mark.parametrize("path", ["page", "broken", "deep"])
def test_what_is_no_json_is_not_the_api(catalogue: RemoteCatalogue, path: str) -> None:
    assert "does not answer as the API" in unanswered(catalogue, path)


def test_an_answer_that_is_too_large_is_not_read_to_its_end(catalogue: RemoteCatalogue) -> None:
    assert "too large" in unanswered(catalogue, "large")


def test_a_server_that_says_nothing_is_not_waited_for(
    catalogue: RemoteCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "SECONDS", 0.1)

    assert "cannot be reached (TimeoutError)" in unanswered(catalogue, "silent")


def test_an_answer_that_goes_on_for_too_long_is_left(
    catalogue: RemoteCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "MOST_SECONDS", -1)

    assert "cannot be reached (TimeoutError)" in unanswered(catalogue, "good")


def test_nobody_there_is_told_without_the_words_of_the_search() -> None:
    nowhere = RemoteCatalogue("http://127.0.0.1:9/api/v1")

    told = unanswered(nowhere, "hemligt")

    assert "Connection refused" in told
    assert "hemligt" not in told


def test_a_call_that_no_server_takes_is_not_sent(
    catalogue: RemoteCatalogue, server: Listening
) -> None:
    assert "too long" in unanswered(catalogue, "x" * (LONGEST_TARGET + 1))
    assert server.asked == []


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://example.org/api/v1/", "https://example.org/api/v1"),
        ("https://example.org:8443/katalog/api/v1", "https://example.org:8443/katalog/api/v1"),
        ("http://localhost:8000/api/v1", "http://localhost:8000/api/v1"),
        ("http://[::1]:8000/api/v1", "http://[::1]:8000/api/v1"),
    ],
)
def test_an_address_is_used_without_what_it_needs_not(given: str, used: str) -> None:
    assert checked_address(given) == used


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/api/v1",
        "http://localhost.example.org/api/v1",
        "https://example.org/",
        "https://name:secret@example.org/api/v1",
        "https://example.org/api/v1?to=/api/v1",
        "https://example.org/#/api/v1",
        "https://example.org:99999/api/v1",
        "https:///api/v1",
        "file:///api/v1",
        "ftp://example.org/api/v1",
        "",
    ],
)
def test_what_is_no_address_of_an_api_is_refused(address: str) -> None:
    with pytest.raises(Unanswered):
        checked_address(address)
