from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import Catalogue, used
from tests.clients.generating import PROGRAMS, QUICK, generate
from tests.clients.toolbox import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients
OPTIONS = "useSingleRequestParameter=true,containerDefaultToNull=true"
"""A class for each call's many parameters; lists that a patch does not name are not sent empty."""


def test_a_generated_java_client_compiles_and_works(
    jars: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    generate(jars, tmp_path, "java", "--library=native", f"--additional-properties={OPTIONS}")
    shutil.copy(PROGRAMS / "Use.java", tmp_path)
    classes = tmp_path / "classes"
    path = os.pathsep.join((f"{jars}/*", str(classes)))
    sources = sorted((tmp_path / "src" / "main" / "java").rglob("*.java"))

    run("javac", "-nowarn", "-d", classes, "-cp", path, *sources, tmp_path / "Use.java")
    used(run("java", QUICK, "-cp", path, "Use", *catalogue.arguments()), "Java")
