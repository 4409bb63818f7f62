"""Looking whether the addresses of sources answer, and at nothing but the open web."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from app.accounts.access import COMMAND
from app.entries.editing import BaseVersion, patch
from app.sources.checking import check_sources, source_check
from app.sources.looking import ALIVE, MISSING, REFUSED, SILENT, Look, is_public, look_at
from app.tasks import list_tasks
from catalogue.tables import SourceCheck
from tests.desk.writing import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

AGENT = "Exempelbanken (+https://exempelbanken.example)"
REDIRECTS = {
    "/moved": "/here",
    "/round": "/round",
    "/inside": "http://10.0.0.1/",
    "/file": "file:///x",
}
STATUSES = {"/gone": 404, "/withdrawn": 410, "/broken": 500, "/members": 403}


class Site(BaseHTTPRequestHandler):
    """A site on this machine; it answers a HEAD for /no-head with a fault."""

    seen: list[tuple[str, str, str]] = []  # noqa: RUF012  of the class, as each request makes a new one

    def _answer(self) -> None:
        self.seen.append((self.command, self.path, self.headers["User-Agent"]))
        status = 302 if self.path in REDIRECTS else STATUSES.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if self.path in REDIRECTS:
            self.send_header("Location", REDIRECTS[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer  # noqa: N815  as the library calls them

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def look(path: str, port: int) -> Look:
    return look_at(
        f"http://localhost{path}", AGENT, lambda each: each in {"127.0.0.1", "::1"}, {"http": port}
    )


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/here", Look(ALIVE, 200)),
        ("/räksmörgås?q=å", Look(ALIVE, 200)),
        ("/moved", Look(ALIVE, 200)),
        ("/no-head", Look(ALIVE, 200)),
        ("/members", Look(ALIVE, 403)),
        ("/gone", Look(MISSING, 404)),
        ("/withdrawn", Look(MISSING, 410)),
        ("/broken", Look(SILENT, 500)),
        ("/round", Look(SILENT)),
        ("/inside", Look(REFUSED)),
        ("/file", Look(REFUSED)),
    ],
)
def test_an_address_is_asked_and_what_it_answers_is_told(
    path: str, found: Look, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ipv4 = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **named: ipv4 if host == "localhost" else real(host, *rest, **named),
    )
    assert look(path, port) == found
    assert Site.seen[-1][2] == AGENT


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://[2001:0:a00:1::]/",
        "http://[fec0::1]/",
        "http://[::127.0.0.1]/",
        "http://example.org:8080/",
        "https://example.org:80/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "//example.org/",
        "http:///",
    ],
)
def test_nothing_but_the_open_web_is_asked(url: str) -> None:
    assert look_at(url, AGENT) == Look(REFUSED)


def test_public_addresses_are_told_from_private_ones() -> None:
    assert all(map(is_public, ("193.10.252.1", "2001:6b0:e:2::1", "::ffff:193.10.252.1")))


def test_where_nobody_listens_it_is_silent() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        unused = closed.getsockname()[1]
    assert look("/", unused) == Look(SILENT)


@pytest.fixture
def checking(empty_services: Services) -> Services:
    settings = replace(empty_services.settings, source_check_days=30)
    return replace(empty_services, settings=settings)


def turn_back(services: Services, days: int) -> None:
    """Let the looks be older by so many days."""
    with services.database.write() as unit:
        checked = unit.connection.scalar(select(SourceCheck.checked_at).limit(1))
        assert checked
        unit.connection.execute(
            update(SourceCheck).values(checked_at=checked - timedelta(days=days))
        )


def dead(services: Services) -> list[str]:
    found = list_tasks(services, COMMAND, ("dead-source",), 1, 10)
    return [each["entryId"] for each in found.items]


def nothing() -> None:
    """Look up from the work, and find nothing."""


def test_nothing_is_asked_unless_it_is_turned_on(empty_services: Services) -> None:
    written(empty_services, publish=True)

    def never(url: str, agent: str) -> Look:
        raise AssertionError(url, agent)

    assert check_sources(empty_services, nothing, never) == 0


def test_an_address_that_is_silent_twice_is_a_task_until_it_is_changed(checking: Services) -> None:
    entry_id = written(checking, publish=True)
    same = written(checking, publish=True)
    written(checking)  # a draft is nobody's business
    asked: list[str] = []

    def silent(url: str, agent: str) -> Look:
        asked.append(url)
        assert "Exempelbanken" in agent
        return Look(SILENT)

    assert check_sources(checking, nothing, silent) == 1
    assert check_sources(checking, nothing, silent) == 0
    assert dead(checking) == []
    turn_back(checking, 4)
    check_sources(checking, nothing, silent)
    assert dead(checking) == [entry_id, same]
    assert asked == ["https://example.org/"] * 2
    turn_back(checking, 29)
    assert check_sources(checking, nothing, silent) == 0
    told = source_check(checking, {"id": entry_id})
    assert told
    assert (told["outcome"], told["failures"]) == (SILENT, 2)
    base = BaseVersion(entry_id, frozenset({"1-published"}))
    change = {"source": {"url": "https://example.org/ny"}, "publish": True}
    patch(checking, COMMAND, base, change)
    assert dead(checking) == [same]
    assert source_check(checking, {"id": entry_id}) is None
    check_sources(checking, nothing, lambda *_: Look(ALIVE, 200))
    assert asked == ["https://example.org/"] * 2
