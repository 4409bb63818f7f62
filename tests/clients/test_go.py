from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.clients import toolbox
from tests.clients.conftest import READ
from tests.clients.generating import PUBLIC_DOCUMENT, client, generate
from tests.clients.toolbox import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.conftest import Catalogue

pytestmark = pytest.mark.clients
NOTHING_FETCHED = {
    "CGO_ENABLED": "0",
    "GOFLAGS": "-mod=mod",
    "GOPROXY": "off",
    "GOTOOLCHAIN": "local",
}
QUICK = "-gcflags=all=-N -l"
"""Unoptimised, which compiles in three quarters of the time."""


def test_a_client_of_openapi_generator_compiles_and_reads(
    jars: Path, python: Path, catalogue: Catalogue
) -> None:
    cache = {"GOCACHE": str(python.parents[1] / "go-cache")}

    def make(folder: Path) -> None:
        generate(jars, folder / "client", "go", document=PUBLIC_DOCUMENT)
        (folder / "client" / "go.mod").unlink()  # one module with the program
        (folder / "go.mod").write_text("module example.org/use\n\ngo 1.23\n")
        run(toolbox.go(), "build", QUICK, "-o", "use", folder=folder, **NOTHING_FETCHED, **cache)

    folder = client("use.go", __file__, make, PUBLIC_DOCUMENT)
    assert json.loads(run(folder / "use", catalogue.address)) == READ
