"""What answers at the address of Elasticsearch and is something else."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from indexer.engine import SearchEngineError, UnfitEngine
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from tests.engine.asking import NAME
from tests.fixtures.entries import document

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "<!DOCTYPE html><title>Välkommen</title>" + "<p>Hej</p>" * 100
HTML, JSON = "text/html; charset=utf-8", "application/json"


@contextmanager
def answering(status: int, kind: str = HTML, body: str = PAGE, product: str = "") -> Iterator[str]:
    """Answer everything alike; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            if product:
                self.send_header("X-Elastic-Product", product)
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_PUT = do_POST = answer  # noqa: N815  names of the protocol

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def engine_at(url: str) -> ElasticEngine:
    return ElasticEngine(ElasticSettings(urls=(url,)))


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, HTML, PAGE),
        (200, JSON, "{}"),
        (302, HTML, PAGE),
        (404, HTML, PAGE),
        (404, JSON, '{"error": {"type": "not_found"}}'),
        (400, JSON, '{"error": "bad request"}'),
    ],
)
def test_another_server_is_told_from_an_empty_engine(status: int, kind: str, body: str) -> None:
    with answering(status, kind, body) as url:
        engine = engine_at(url)
        for ask in (engine.check, engine.live, engine.snapshot, lambda: engine.create(NAME)):
            with pytest.raises(UnfitEngine, match=r"no Elasticsearch$"):
                ask()


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_proxy_whose_servers_are_away_is_waited_for_and_its_page_not_repeated(
    status: int,
) -> None:
    with answering(status) as url:
        engine = engine_at(url)
        for ask in (engine.check, engine.live, engine.snapshot, lambda: engine.create(NAME)):
            with pytest.raises(SearchEngineError, match=str(status)) as refused:
                ask()
            assert not isinstance(refused.value, UnfitEngine)
            assert "<" not in str(refused.value)


def test_a_page_in_the_place_of_a_bulk_is_not_repeated() -> None:
    with answering(502) as url, pytest.raises(SearchEngineError, match="502") as refused:
        engine_at(url).write(NAME, [document(1)], [], seq=1)
    assert "<" not in str(refused.value)


def test_who_is_not_let_in_is_told_so_with_or_without_the_name_of_the_product() -> None:
    body = '{"error": {"type": "security_exception"}, "status": 401}'
    for product in ("", "Elasticsearch"):
        with answering(401, JSON, body, product) as url:
            with pytest.raises(SearchEngineError, match="401 security_exception") as refused:
                engine_at(url).check()
            assert not isinstance(refused.value, UnfitEngine)


def test_a_long_reason_is_cut() -> None:
    body = '{"error": "' + "x" * 1000 + '"}'
    with (
        answering(400, JSON, body, "Elasticsearch") as url,
        pytest.raises(SearchEngineError, match="400 xxx") as refused,
    ):
        engine_at(url).live()
    assert len(str(refused.value)) < 250
