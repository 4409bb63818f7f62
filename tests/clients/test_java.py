from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import Catalogue, used
from tests.clients.generating import QUICK, client, generate
from tests.clients.toolbox import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients
OPTIONS = "useSingleRequestParameter=true,containerDefaultToNull=true"
"""A class for each call's many parameters; lists that a patch does not name are not sent empty."""

QUICK_COMPILER = ("-proc:none", f"-J{QUICK}", "-J-XX:+UseSerialGC")
"""In a quarter of the processor time: no annotations to process, and it runs for seconds."""


def test_a_generated_java_client_compiles_and_works(jars: Path, catalogue: Catalogue) -> None:
    def make(folder: Path) -> None:
        generate(jars, folder, "java", "--library=native", f"--additional-properties={OPTIONS}")
        sources = sorted((folder / "src" / "main" / "java").rglob("*.java"))
        where = ("-d", folder / "classes", "-cp", f"{jars}/*")
        run("javac", *QUICK_COMPILER, "-nowarn", *where, *sources, folder / "Use.java")

    path = os.pathsep.join((f"{jars}/*", str(client("Use.java", __file__, make) / "classes")))
    used(run("java", QUICK, "-cp", path, "Use", *catalogue.arguments()), "Java")
