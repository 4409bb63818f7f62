"""An Elasticsearch that has too much to do answers 429: what it refused is sent again."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from elasticsearch import Elasticsearch

from app.indexing import index_status, rebuild_index, sync_index, verify_index
from indexer.engine import SearchEngineError
from tests.faults.installation import wait_for
from tests.faults.test_elasticsearch import installed
from tests.fixtures.elasticsearch import INDEXING_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.elasticsearch.nodes import ElasticsearchNode
    from tests.faults.installation import Installation

pytestmark = pytest.mark.elasticsearch

ENTRIES = 600
OTHERS_BULK = 5_300_000
"""Bytes that leave the node room for small requests, but for no bulk of ours (2.5 MB)."""
assert OTHERS_BULK < INDEXING_LIMIT
LINES = b'{"index": {}}\n{"text": "' + b"x " * 1_000 + b'"}\n'
TRANSPORT = "elastic_transport.transport"


@contextmanager
def others_bulk(node: ElasticsearchNode) -> Iterator[Callable[[], None]]:
    """Keep the node busy with a bulk of somebody else's, until the function given ends it."""
    connection = HTTPConnection(urlsplit(node.url).netloc)
    connection.putrequest("POST", "/others/_bulk")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    for _ in range(OTHERS_BULK // len(LINES)):
        connection.send(b"%x\r\n%s\r\n" % (len(LINES), LINES))
    wait_for(lambda: taken_in(node) > INDEXING_LIMIT / 2, "the node to take it in")

    def end() -> None:
        connection.send(b"0\r\n\r\n")
        assert connection.getresponse().status == HTTPStatus.OK

    with closing(connection):
        yield end


def taken_in(node: ElasticsearchNode) -> int:
    """Return the bytes of bulks that the node is at work on."""
    with Elasticsearch(node.url) as client:
        stats = client.nodes.stats(metric="indexing_pressure")["nodes"]
    found: int = next(iter(stats.values()))["indexing_pressure"]["memory"]["current"][
        "coordinating_in_bytes"
    ]
    return found


@contextmanager
def busy_until_refused(node: ElasticsearchNode, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Keep the node busy until it has refused a bulk of ours."""
    caplog.set_level(logging.INFO, TRANSPORT)
    with others_bulk(node) as end, ThreadPoolExecutor() as beside:
        ended = beside.submit(lambda: (wait_for(lambda: refused(caplog), "a refusal"), end()))
        yield
        ended.result()


def refused(caplog: pytest.LogCaptureFixture) -> int:
    """Count the bulks of ours that were answered with 429, as the client noted them."""
    lines = [record.getMessage() for record in caplog.records]
    return sum("/_bulk?filter_path" in line and "status:429" in line for line in lines)


@pytest.fixture
def installation(tmp_path: Path, elasticsearch_node: ElasticsearchNode) -> Iterator[Installation]:
    made = installed(tmp_path / "data", elasticsearch_node.url, ENTRIES)
    yield made
    made.services.engine.remove_all()
    made.close()


def test_a_rebuild_loses_nothing_that_was_refused(
    installation: Installation,
    elasticsearch_node: ElasticsearchNode,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with busy_until_refused(elasticsearch_node, caplog):
        rebuild_index(installation.services)
    assert not verify_index(installation.services)


def test_a_sync_loses_nothing_that_was_refused(
    installation: Installation,
    elasticsearch_node: ElasticsearchNode,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sync_index(installation.services)
    installation.load(ENTRIES, mark="ändrat")
    with busy_until_refused(elasticsearch_node, caplog):
        sync_index(installation.services)
    assert not verify_index(installation.services)


def test_what_stays_refused_is_told_and_done_later(
    installation: Installation,
    elasticsearch_node: ElasticsearchNode,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sync_index(installation.services)
    installation.load(ENTRIES, mark="ändrat")
    monkeypatch.setattr("indexer.engines.elastic.bulks.PAUSES", ())
    with others_bulk(elasticsearch_node) as end:
        with pytest.raises(SearchEngineError, match="too busy"):
            sync_index(installation.services)
        end()
    status = index_status(installation.services)
    assert status.seq < status.ledger_seq
    monkeypatch.undo()
    sync_index(installation.services)
    assert not verify_index(installation.services)
