from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from indexer.engines.elastic.engine import ElasticEngine
from tests.faults.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGINES = ("embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))


@pytest.fixture(params=ENGINES)
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation with rows, whose index is built by the commands under test."""
    environment = {**os.environ, "EXEMPELBANKEN_DATA": str(tmp_path)}
    if request.param == "elasticsearch":
        environment["EXEMPELBANKEN_ELASTICSEARCH_URL"] = request.getfixturevalue(
            "elasticsearch_url"
        )
        environment["EXEMPELBANKEN_ELASTICSEARCH_PREFIX"] = f"test-{uuid4().hex[:12]}"
    built = Installation(environment)
    yield built
    built.close()
    if isinstance(built.services.engine, ElasticEngine):
        built.services.engine.remove_all()
