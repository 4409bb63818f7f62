from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.engines.embedded.engine import TantivyEngine
from tests.engine.asking import NAME, Live

if TYPE_CHECKING:
    from pathlib import Path

    from indexer.documents import IndexDocument
    from indexer.engine import SearchEngine


@pytest.fixture
def engine(tmp_path: Path) -> SearchEngine:
    return TantivyEngine(tmp_path)


@pytest.fixture
def live(engine: SearchEngine) -> Live:
    """Return a function that makes documents the live index."""

    def build(*documents: IndexDocument) -> SearchEngine:
        engine.create(NAME)
        engine.build(NAME, [list(documents)], seq=len(documents))
        engine.point_alias(NAME)
        return engine

    return build
