"""Elasticsearch killed, paused, full: searches say so at once, all else goes on, and it heals."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from threading import Timer
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from elastic_transport import Urllib3HttpNode
from elasticsearch import Elasticsearch
from werkzeug.test import Client

from app.errors import InvalidSettings, SearchUnavailable
from app.indexing import index_status, sync_index, verify_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.wiring import check_engine
from catalogue import entries
from cli.wsgi import build_application
from indexer.engine import DamagedIndex, SearchEngineError
from indexer.engines.elastic.merging import merge
from tests.faults.acting import halt_in
from tests.faults.installation import Installation, wait_for
from tests.fixtures.services import copy_learnt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.elasticsearch.clusters import ElasticsearchCluster
    from tests.elasticsearch.nodes import ElasticsearchNode

pytestmark = pytest.mark.elasticsearch

ENTRIES, MANY = 200, 1_200
SECONDS_TO_REFUSE = 2.0


def installed(folder: Path, urls: str, entries: int = ENTRIES) -> Installation:
    environment = {
        **os.environ,
        "EXEMPELBANKEN_DATA": str(folder),
        "EXEMPELBANKEN_ELASTICSEARCH_URL": urls,
        "EXEMPELBANKEN_ELASTICSEARCH_PREFIX": f"test-{uuid4().hex[:12]}",
        "EXEMPELBANKEN_RATE_LIMIT": "0",
    }
    return Installation(environment, entries)


def prefix(installation: Installation) -> str:
    assert installation.services.settings.elastic
    return installation.services.settings.elastic.prefix


@pytest.fixture
def ready(tmp_path: Path, elasticsearch_node: ElasticsearchNode) -> Iterator[Installation]:
    """An installation over a node of its own, in step."""
    installation = installed(tmp_path / "data", elasticsearch_node.url)
    sync_index(installation.services)
    yield installation
    installation.close()
    if elasticsearch_node.is_running:
        installation.services.engine.remove_all()


def refused(installation: Installation) -> bool:
    try:
        search(installation.services, SearchRequest())
    except SearchUnavailable:
        return True
    return False


def some_entry(installation: Installation) -> str:
    with installation.services.database.read() as connection:
        return entries.published_page(connection, 0, 1)[0].id


@contextmanager
def patience() -> Iterator[list[float]]:
    """Give the seconds that each call to a server may take, once it has been made."""
    allowed: list[float] = []
    original = Urllib3HttpNode.perform_request

    def noted(*arguments: Any, **named: Any) -> Any:
        allowed.append(named["request_timeout"])
        return original(*arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Urllib3HttpNode, "perform_request", noted)
        yield allowed


def get(installation: Installation, path: str) -> tuple[int, dict[str, Any], float]:
    """Return status and JSON of one request to the whole application, and its patience.

    That is how many seconds it may have to wait for servers: no clock tells it of a busy machine.
    """
    client = Client(build_application(installation.services))
    with patience() as allowed:
        answer = client.get(path, base_url="http://localhost", follow_redirects=True)
    told = (answer.get_json(silent=True) or {}) | {"retry-after": answer.headers.get("Retry-After")}
    return answer.status_code, told, sum(allowed)


def test_a_killed_server_is_told_and_back_again_it_serves(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    elasticsearch_node.kill()
    wait_for(lambda: refused(ready), "the loss to be noticed")
    status, body, seconds = get(ready, "/api/v1/entries?q=biogas")
    assert (status, body["status"]) == (HTTPStatus.SERVICE_UNAVAILABLE, 503)
    assert body["retry-after"]
    assert seconds < SECONDS_TO_REFUSE
    ready.load(ENTRIES, mark="ändrat medan den var borta")
    elasticsearch_node.start()
    elasticsearch_node.wait_ready()
    wait_for(lambda: not refused(ready), "searches to be answered again")
    sync_index(ready.services)
    assert not verify_index(ready.services)


def test_a_server_that_stands_still_is_given_up_within_two_seconds(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    search(ready.services, SearchRequest())
    elasticsearch_node.pause()
    try:
        answers = [get(ready, "/api/v1/entries?q=biogas") for _ in range(3)]
    finally:
        elasticsearch_node.resume()
    assert {status for status, _, _ in answers} == {HTTPStatus.SERVICE_UNAVAILABLE}
    assert 0 < max(seconds for _, _, seconds in answers) < SECONDS_TO_REFUSE
    wait_for(lambda: not refused(ready), "searches to be answered again")


def test_a_merge_is_waited_for_beyond_the_patience_of_one_call(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    client = Elasticsearch(elasticsearch_node.url, request_timeout=0.2, retry_on_timeout=False)
    index = next(iter(client.indices.get(index=f"{prefix(ready)}-entries-*")))
    elasticsearch_node.pause()
    resumed = Timer(1.0, elasticsearch_node.resume)
    resumed.start()
    try:
        merge(client, index)
    finally:
        resumed.join()
    assert not verify_index(ready.services)


def test_an_index_whose_state_was_deleted_is_built_anew(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    Elasticsearch(elasticsearch_node.url).indices.delete(index=f"{prefix(ready)}-state")
    wait_for(lambda: refused(ready), "the loss to be noticed")
    assert index_status(ready.services).name is None
    with pytest.raises(DamagedIndex):
        verify_index(ready.services)
    sync_index(ready.services)
    assert not refused(ready)
    assert not verify_index(ready.services)


def test_with_the_server_down_entries_are_read_and_readiness_names_the_part(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    entry = some_entry(ready)
    elasticsearch_node.kill()
    wait_for(lambda: refused(ready), "the loss to be noticed")
    assert get(ready, f"/api/v1/entries/{entry}")[0] == HTTPStatus.OK
    assert get(ready, f"/exempel/{entry}")[0] == HTTPStatus.OK
    status, body, _ = get(ready, "/health/ready")
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert body["parts"] == {"database": True, "index": False}
    assert get(ready, "/health/live")[0] == HTTPStatus.OK


def test_a_full_disk_keeps_what_is_there_and_the_rest_follows(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    client = Elasticsearch(elasticsearch_node.url)
    block = "index.blocks.read_only_allow_delete"
    client.indices.put_settings(index=f"{prefix(ready)}-entries-*", settings={block: True})
    ready.load(ENTRIES, mark="ändrat")
    with pytest.raises(SearchEngineError):
        sync_index(ready.services)
    assert search(ready.services, SearchRequest()).total == ENTRIES
    client.indices.put_settings(index=f"{prefix(ready)}-entries-*", settings={block: None})
    sync_index(ready.services)
    assert not verify_index(ready.services)
    client.close()


def test_a_worker_catches_up_by_itself_after_a_loss(
    ready: Installation, elasticsearch_node: ElasticsearchNode, learnt: Path
) -> None:
    copy_learnt(learnt, ready.services.settings.data)
    ready.start("worker")
    elasticsearch_node.kill()
    ready.load(ENTRIES, mark="ändrat")
    elasticsearch_node.start()
    elasticsearch_node.wait_ready()
    wait_for(lambda: in_step(ready), "the worker to catch up")


def test_a_server_killed_in_the_middle_of_a_rebuild_comes_back_to_the_index_that_was_live(
    ready: Installation, elasticsearch_node: ElasticsearchNode
) -> None:
    live = ready.services.engine.live()
    ready.load(MANY)
    stop = partial(halt_in, "app.indexing:RowSource._page", 3, signal.SIGSTOP)
    rebuild = ready.start("index", "rebuild", prepare=stop)
    wait_for(lambda: rebuild.is_stopped, "a second index with documents")
    elasticsearch_node.kill()
    rebuild.resume()
    assert rebuild.wait() not in {0, -signal.SIGKILL}
    assert not rebuild.said("Traceback")
    elasticsearch_node.start()
    elasticsearch_node.wait_ready()
    wait_for(lambda: not refused(ready), "searches to be answered again")
    assert ready.services.engine.live() == live
    assert ready.run("index", "rebuild").wait() == 0
    assert ready.services.engine.names() == [ready.services.engine.live()]
    assert not verify_index(ready.services)


def in_step(installation: Installation) -> bool:
    try:
        return not verify_index(installation.services)
    except SearchEngineError:
        return False


def test_three_nodes_lose_any_one_and_searches_and_writes_go_on(
    tmp_path: Path, elasticsearch_cluster: ElasticsearchCluster
) -> None:
    urls = ",".join(node.url for node in elasticsearch_cluster.nodes)
    installation = installed(tmp_path / "data", urls)
    sync_index(installation.services)
    elasticsearch_cluster.wait_ready()
    for turn, node in enumerate(elasticsearch_cluster.nodes):
        if turn:
            elasticsearch_cluster.nodes[turn - 1].start()
            elasticsearch_cluster.wait_ready()
        node.kill()
        installation.load(ENTRIES, mark=f"utan nod {turn}")
        wait_for(lambda: synced(installation), "writes to go on")
        assert search(installation.services, SearchRequest()).total == ENTRIES
    assert not verify_index(installation.services)
    installation.close()


def synced(installation: Installation) -> bool:
    try:
        sync_index(installation.services)
        return not refused(installation)
    except SearchEngineError:
        return False


def test_a_server_of_another_major_version_is_refused_in_words(
    ready: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_engine(ready.services.settings) is None
    monkeypatch.setattr("indexer.engines.elastic.connection.MAJOR", "10")
    with pytest.raises(InvalidSettings, match="Elasticsearch 10 is needed"):
        check_engine(ready.services.settings)


def test_a_server_that_is_away_at_the_start_keeps_nothing_from_starting(tmp_path: Path) -> None:
    installation = installed(tmp_path, "http://127.0.0.1:9")
    assert check_engine(installation.services.settings) is not None
    assert get(installation, "/api/v1/entries")[0] == HTTPStatus.SERVICE_UNAVAILABLE
    installation.close()
