"""What people meet in production: the nginx that is shipped, before the web server."""

from __future__ import annotations

import contextlib
import gzip
import json
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from tests.fixtures import nginx as shipped
from tests.fixtures.accounts import bearer
from tests.web.server import Server, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services

pytestmark = [pytest.mark.slow, pytest.mark.nginx]

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def proxy(services: Services, tmp_path_factory: pytest.TempPathFactory) -> Iterator[shipped.Nginx]:
    program = shipped.program()
    if program is None:
        pytest.skip(shipped.MISSING)
    environment = {
        "EXEMPELBANKEN_PUBLIC_URL": f"https://{shipped.NAME}",
        "EXEMPELBANKEN_TRUSTED_PROXIES": "127.0.0.1",
    }
    folder: Path = tmp_path_factory.mktemp("nginx")
    with Server(services.settings.data, "--no-worker", **environment) as server:
        nginx = shipped.Nginx(program, folder, int(server.address.rpartition(":")[2]))
        nginx.start()
        try:
            assert eventually(lambda: ask(nginx, "GET", "/health/live")[0] == 200)
            yield nginx
        finally:
            nginx.stop()


def ask(nginx: shipped.Nginx, method: str, target: str, body: bytes = b"", **fields: str) -> Answer:
    """Return status, fields in lower case and body of the answer."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {shipped.NAME}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    lines += [f"Content-Length: {len(body)}"] if body else []
    return exchange(nginx, "\r\n".join([*lines, "", ""]).encode() + body)


def exchange(nginx: shipped.Nginx, sent: bytes) -> Answer:
    try:
        connection = nginx.connect()
    except ConnectionRefusedError:
        return 0, {}, b""
    with connection:
        with contextlib.suppress(OSError):  # refused before all of it was sent
            connection.sendall(sent)
        answer = HTTPResponse(connection)
        answer.begin()
        return (
            answer.status,
            {name.lower(): value for name, value in answer.headers.items()},
            answer.read(),
        )


def test_a_search_comes_compressed_and_with_links_to_the_public_address(
    proxy: shipped.Nginx,
) -> None:
    search = "/api/v1/entries?q=energi"
    status, fields, body = ask(proxy, "GET", search, Accept_Encoding="gzip")
    assert status == 200
    assert fields["content-encoding"] == "gzip"
    assert f"https://{shipped.NAME}" in gzip.decompress(body).decode()
    assert ask(proxy, "GET", search, Accept_Encoding="gzip, zstd")[1]["content-encoding"] == "zstd"
    has = {"If_None_Match": fields["etag"], "Accept_Encoding": "gzip"}
    assert ask(proxy, "GET", search, **has)[0] == 304
    assert ask(proxy, "GET", search, If_None_Match=fields["etag"])[0] == 304


def test_a_head_with_long_links_gets_through(proxy: shipped.Nginx) -> None:
    counties = "&".join(["county=12", "county=13"] * 15)
    status, fields, _ = ask(proxy, "GET", f"/api/v1/entries?page=2&limit=5&{counties}")
    assert status == 200
    assert len(fields["link"]) > 1_500


def test_reads_with_a_token_are_compressed_and_pages_with_a_cookie_are_not(
    proxy: shipped.Nginx, services: Services
) -> None:
    """The length of a page would tell of a secret that stands beside a reader's words (BREACH)."""
    token = bearer(services, "entries:read-drafts")["Authorization"]
    search = "/api/v1/entries?q=energi"
    fields = ask(proxy, "GET", search, Accept_Encoding="gzip", Authorization=token)[1]
    assert fields["content-encoding"] == "gzip"
    fields = ask(proxy, "GET", "/redaktion/logga-in", Accept_Encoding="gzip")[1]
    assert fields["content-type"].startswith("text/html")
    assert "content-encoding" not in fields


@pytest.mark.parametrize(
    ("target", "size"),
    [
        ("/api/v1/replies", 1_500_000),
        ("/api/v1/imports", 3_500_000),
        ("/redaktion/inkorg", 1_500_000),
        ("/en/redaktion/importer", 3_500_000),
        ("/redaktion/import/0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10/rattade", 1_500_000),
    ],
)
def test_files_of_the_documented_sizes_get_through(
    proxy: shipped.Nginx, services: Services, target: str, size: int
) -> None:
    token = bearer(services, "imports:run", "replies:harvest")["Authorization"]
    content = b"text " * (size // 5)
    kind = "application/octet-stream"
    status, _, body = ask(proxy, "POST", target, content, Authorization=token, Content_Type=kind)
    assert status not in (401, 403, 413), body
    assert b"nginx" not in body


@pytest.mark.parametrize(
    ("target", "size"),
    [
        ("/api/v1/replies", 60_000_000),
        ("/api/v1/imports", 210_000_000),
        ("/api/v1/sessions", 2**21),
    ],
)
def test_what_is_too_large_is_refused_as_a_problem_before_it_is_sent(
    proxy: shipped.Nginx, target: str, size: int
) -> None:
    head = f"POST {target} HTTP/1.1\r\nHost: {shipped.NAME}\r\nContent-Length: {size}\r\n\r\n"
    status, fields, body = exchange(proxy, head.encode() + b"x" * 1000)
    problem = json.loads(body)
    assert status == problem["status"] == 413
    assert fields["content-type"] == "application/problem+json"
    assert "Dela upp" in problem["detail"]
    assert "Split it" in problem["detail"]


def test_a_body_that_does_not_go_on_is_cut(proxy: shipped.Nginx) -> None:
    head = f"POST /api/v1/sessions HTTP/1.1\r\nHost: {shipped.NAME}\r\nContent-Length: 9\r\n\r\n{{"
    with proxy.connect() as connection:
        connection.sendall(head.encode())
        with contextlib.suppress(OSError):  # reset, or closed
            assert connection.recv(1000) == b"" or b" 408 " in connection.recv(1000)


def test_what_is_no_http_gets_a_problem(proxy: shipped.Nginx) -> None:
    status, _, body = exchange(proxy, b"RUBBISH\r\n\r\n")
    assert status == json.loads(body)["status"] == 400


def test_an_address_too_long_gets_the_words_of_the_app(proxy: shipped.Nginx) -> None:
    status, _, body = ask(proxy, "GET", "/?q=" + "a" * 10_000)
    assert status == 414
    assert "Korta söktexten" in body.decode()


def test_raw_swedish_letters_get_through(proxy: shipped.Nginx) -> None:
    found = json.loads(ask(proxy, "GET", "/api/v1/entries?q=miljömål")[2])
    assert found["_meta"]["totalRecords"]


def test_an_entry_can_be_changed_with_the_tag_that_came_through(
    proxy: shipped.Nginx, services: Services
) -> None:
    found = json.loads(ask(proxy, "GET", "/api/v1/entries?limit=1")[2])["items"][0]["id"]
    token = bearer(services, "entries:write")["Authorization"]
    _, fields, _ = ask(proxy, "GET", f"/api/v1/entries/{found}", Accept_Encoding="gzip")
    status, _, body = ask(
        proxy,
        "PATCH",
        f"/api/v1/entries/{found}",
        b'{"title": "En annan rubrik"}',
        Authorization=token,
        Content_Type="application/merge-patch+json",
        If_Match=fields["etag"],
    )
    assert status == 200, body


def test_plain_http_leads_to_the_own_name_whatever_host_is_asked_for(
    proxy: shipped.Nginx,
) -> None:
    connection = HTTPConnection("127.0.0.1", proxy.plain, timeout=60)
    connection.request("GET", "/exempel?q=biogas", headers={"Host": "evil.example"})
    answer = connection.getresponse()
    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{shipped.NAME}/exempel?q=biogas"
    connection.close()
