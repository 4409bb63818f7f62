from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import pytest

from indexer.engines.elastic.engine import ElasticEngine
from tests.faults.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ENGINES = ("embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))


class Install(Protocol):
    """Makes the test's installation, with so many entries in its rows."""

    def __call__(self, entries: int = 0) -> Installation: ...


@contextmanager
def installing(environment: Mapping[str, str]) -> Iterator[Install]:
    with ExitStack() as stack:

        def install(entries: int = 0) -> Installation:
            made = Installation({**os.environ, **environment}, entries)
            stack.callback(remove, made)
            return made

        yield install


def remove(installation: Installation) -> None:
    installation.close()
    if isinstance(installation.services.engine, ElasticEngine):
        installation.services.engine.remove_all()


@pytest.fixture(params=ENGINES)
def install(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Install]:
    """An installation on each engine in turn, whose index is built by what is tested."""
    environment = {"EXEMPELBANKEN_DATA": str(tmp_path)}
    if request.param == "elasticsearch":
        url = request.getfixturevalue("elasticsearch_url")
        environment["EXEMPELBANKEN_ELASTICSEARCH_URL"] = url
        environment["EXEMPELBANKEN_ELASTICSEARCH_PREFIX"] = f"test-{uuid4().hex[:12]}"
    with installing(environment) as install:
        yield install


@pytest.fixture
def install_embedded(tmp_path: Path) -> Iterator[Install]:
    """An installation on the embedded engine, for what knows no engine."""
    with installing({"EXEMPELBANKEN_DATA": str(tmp_path / "data")}) as install:
        yield install
