from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import Catalogue, used
from tests.clients.generating import DOCUMENT, client, generate
from tests.clients.toolbox import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients


def test_a_client_of_openapi_generator_is_well_typed_and_works(
    jars: Path, python: Path, catalogue: Catalogue
) -> None:
    def make(folder: Path) -> None:
        generate(jars, folder, "python")
        run(python, "-m", "mypy", "use_generator.py", folder=folder)

    folder = client("use_generator.py", __file__, make)
    said = run(python, "use_generator.py", *catalogue.arguments(), folder=folder)
    used(said, "Generator")


def test_a_client_of_openapi_python_client_is_well_typed_and_works(
    python: Path, catalogue: Catalogue
) -> None:
    def make(folder: Path) -> None:
        settings = folder / "settings.json"  # its only hook is ruff, for looks
        settings.write_text(json.dumps({"post_hooks": []}))
        told = ("--path", DOCUMENT, "--config", settings, "--meta", "none")
        made = ("--output-path", folder / "catalogue_client")
        said = run(python, "-m", "openapi_python_client", "generate", *told, *made)
        # It passes over types of files that a form sends as well, and over nothing else.
        assert said.count("WARNING") == said.count("Unsupported content type")
        assert "ERROR" not in said
        # Where null or a list of anything may come, it casts such a list to one: needless, right.
        strictly = ("--strict", "--no-warn-redundant-casts")
        run(python, "-m", "mypy", *strictly, "use_client.py", folder=folder)

    folder = client("use_client.py", __file__, make)
    said = run(python, "use_client.py", *catalogue.arguments(), folder=folder)
    used(said, "Client", files=False)  # it reads no types of files
