"""Makes clients from the committed document."""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.clients import toolbox
from tests.clients.toolbox import run
from tests.elasticsearch.assembly import made_once
from tests.elasticsearch.java_runtime import cache_folder
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = ROOT / "openapi-editing.yaml"
PUBLIC_DOCUMENT = ROOT / "openapi.yaml"
PROGRAMS = ROOT / "tests" / "clients" / "programs"
TOOLS = (
    *(Path(toolbox.__file__), toolbox.POM, toolbox.SUMS, toolbox.LOCKED),
    *toolbox.PACKAGES,
)
A_WEEK = 7 * 86_400
QUICK = "-XX:TieredStopAtLevel=1"  # it runs for seconds
CODE_ALONE = (
    "models,apis,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"
)


def client(
    program: str, test: str, make: Callable[[Path], None], document: Path = DOCUMENT
) -> Path:
    """Return the folder of a program and of the client it uses, as `make` has made it.

    It is made once per machine, until something changes that it is made of; older ones go after a
    week.

    Args:
        program: one of PROGRAMS, which lies in the folder when it is made.
        test: the module that says how.
        make: generates the client, and compiles or checks both.
        document: that it is made of.
    """

    def make_beside_program(folder: Path) -> None:
        shutil.copy(PROGRAMS / program, folder)
        make(folder)

    made_of = (document, PROGRAMS / program, Path(__file__), Path(test), *TOOLS)
    version = hashlib.sha256(b"".join(each.read_bytes() for each in made_of)).hexdigest()[:12]
    folder = cache_folder() / "clients" / program / version
    for old in [] if folder.exists() else folder.parent.glob("*"):
        if time.time() - old.stat().st_mtime > A_WEEK:
            shutil.rmtree(old, ignore_errors=True)
    return made_once(folder, make_beside_program)


def generate(
    jars: Path, client: Path, generator: str, *options: str, document: Path = DOCUMENT
) -> None:
    """Make a client with openapi-generator."""
    jar = next(jars.glob("openapi-generator-cli-*.jar"))
    what = ("-g", generator, "-i", document, "-o", client, f"--global-property={CODE_ALONE}")
    run("java", QUICK, "-jar", jar, "generate", "-q", *what, *options)
