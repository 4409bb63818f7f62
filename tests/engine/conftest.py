from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from indexer.engines.embedded.engine import TantivyEngine
from tests.engine.asking import NAME, Live

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indexer.documents import IndexDocument
    from indexer.engine import SearchEngine

ENGINES = ("embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """Each engine in turn, empty."""
    if request.param == "embedded":
        yield TantivyEngine(tmp_path)
        return
    url = request.getfixturevalue("elasticsearch_url")
    elastic = ElasticEngine(ElasticSettings(urls=(url,), prefix=f"test-{uuid4().hex[:12]}"))
    yield elastic
    elastic.remove_all()


@pytest.fixture
def live(engine: SearchEngine) -> Live:
    """Return a function that makes documents the live index."""

    def build(*documents: IndexDocument) -> SearchEngine:
        engine.create(NAME)
        engine.build(NAME, [list(documents)], seq=len(documents))
        engine.point_alias(NAME)
        return engine

    return build
