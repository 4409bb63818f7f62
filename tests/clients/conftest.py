"""A server for generated clients to ask, and the tools that make them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import sync_index
from tests.clients import toolbox
from tests.fixtures.accounts import new_token
from tests.fixtures.services import copy_learnt, row, services_in
from tests.web.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MISSING = "{} is missing: install the package {} (Debian, Ubuntu)"
SCOPES = ("entries:write", "entries:publish", "imports:run")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A running API, and what a program needs to use it."""

    address: str
    token: str
    file: Path

    def arguments(self) -> tuple[str, str, str]:
        """Return the arguments of the programs that use it."""
        return self.address, self.token, str(self.file)


READ = {
    "found": "Solceller på tak",
    "counties": "12",
    "concepts": ["7"],
    "all": True,
    "nearest": ["12"],
}
"""What a program tells of a search, of the entry, of reading all pages, and of a refused search."""


def used(said: str, title: str, *, files: bool = True) -> None:
    """Hold what a program tells of its calls to what the catalogue has, and what it wrote."""
    fetched = {"table": True, "feed": True, "template": "PK"} if files else {}  # PK: that of a zip
    assert json.loads(said) == READ | fetched | {
        "self": "self",
        "vocabulary": "Agenda 2030: the Sustainable Development Goals",
        "changed": "Ändrad av en klient.",
        "imported": 1,
        "changes": [title, "Inläst"],
    }


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory, learnt: Path) -> Iterator[Catalogue]:
    """One example, a token that may write, and a file to load."""
    folder = tmp_path_factory.mktemp("asked")
    copy_learnt(learnt, folder)
    services = services_in(folder)
    example = row("1", title="Solceller på tak", summary="Företag sätter upp.", goals=["7"])
    import_lines(services, [_line(example)], ImportOptions(source_system="test", publish=True))
    sync_index(services)
    token = new_token(services, *SCOPES)
    services.database.close()
    file = tmp_path_factory.mktemp("rows") / "rows.ndjson"
    file.write_bytes(_line(row("2", title="Inläst")))
    with Server(folder) as server:
        yield Catalogue(f"{server.address}/api/v1", token, file)


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


def _fetched(fetch: Callable[[], Path]) -> Path:
    """Skip a test whose tools cannot be had, and say why."""
    try:
        return fetch()
    except AssertionError as fault:
        pytest.skip(f"tools of tests/clients cannot be fetched: {fault}")


@pytest.fixture(scope="session")
def jars() -> Path:
    """Skips a test when there is no Java to compile with, or no Maven to fetch jars."""
    for program, package in (("javac", "default-jdk-headless"), ("mvn", "maven")):
        if shutil.which(program) is None:
            pytest.skip(MISSING.format(program, package))
    return _fetched(toolbox.jars)


@pytest.fixture(scope="session")
def python() -> Path:
    """A Python with its generators and checkers."""
    return _fetched(toolbox.python)


@pytest.fixture(scope="session")
def packages() -> Path:
    """The packages for Node.js."""
    return _fetched(toolbox.packages)
