"""Makes clients from the committed document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.clients.toolbox import run
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = ROOT / "openapi.yaml"
PROGRAMS = ROOT / "tests" / "clients" / "programs"
QUICK = "-XX:TieredStopAtLevel=1"  # it runs for seconds
CODE_ALONE = (
    "models,apis,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"
)


def generate(jars: Path, client: Path, generator: str, *options: str) -> None:
    """Make a client with openapi-generator."""
    jar = next(jars.glob("openapi-generator-cli-*.jar"))
    what = ("-g", generator, "-i", DOCUMENT, "-o", client, f"--global-property={CODE_ALONE}")
    run("java", QUICK, "-jar", jar, "generate", "-q", *what, *options)
