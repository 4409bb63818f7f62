from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import Catalogue, used
from tests.clients.generating import DOCUMENT, PROGRAMS, generate
from tests.clients.toolbox import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients


def checked_and_used(
    python: Path, folder: Path, program: str, catalogue: Catalogue, *strictness: str
) -> str:
    shutil.copy(PROGRAMS / program, folder)
    run(python, "-m", "mypy", *strictness, program, folder=folder)
    return run(python, program, *catalogue.arguments(), folder=folder)


def test_a_client_of_openapi_generator_is_well_typed_and_works(
    jars: Path, python: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    generate(jars, tmp_path, "python")

    used(checked_and_used(python, tmp_path, "use_generator.py", catalogue), "Generator")


def test_a_client_of_openapi_python_client_is_well_typed_and_works(
    python: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.json"  # its only hook is ruff, for looks
    settings.write_text(json.dumps({"post_hooks": []}))
    told = ("--path", DOCUMENT, "--config", settings, "--meta", "none")
    client = ("--output-path", tmp_path / "catalogue_client")
    said = run(python, "-m", "openapi_python_client", "generate", *told, *client)
    # It passes over types of files that a form sends as well, and over nothing else.
    assert said.count("WARNING") == said.count("Unsupported content type")
    assert "ERROR" not in said

    # Where null or a list of anything may come, it casts such a list to one: needless, and right.
    strictly = ("--strict", "--no-warn-redundant-casts")
    said = checked_and_used(python, tmp_path, "use_client.py", catalogue, *strictly)
    used(said, "Client", files=False)  # it reads no types of files
