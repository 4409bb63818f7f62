from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import MISSING, READ
from tests.clients.generating import PUBLIC_DOCUMENT, client, generate
from tests.clients.toolbox import run

if TYPE_CHECKING:
    from tests.clients.conftest import Catalogue

pytestmark = pytest.mark.clients
NEWTONSOFT = Path("/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll")
LIBRARIES = (
    *("System.ComponentModel.DataAnnotations", "System.Net.Http"),
    *("System.Runtime.Serialization", "System.Web"),
)
PACKAGES = {
    shutil.which("mcs"): "mono-mcs",
    NEWTONSOFT.exists() and NEWTONSOFT: "libnewtonsoft-json5.0-cil",
}
OPTIONS = "targetFramework=netstandard2.0,packageName=Exempelbanken"
RETRIES = re.compile(
    r"if \(RetryConfiguration\.AsyncRetryPolicy != null\)\s*\{.*?\}\s*else\s*(?=\{)", re.DOTALL
)
NAMING = re.compile(r"NamingStrategy = new CamelCaseNamingStrategy\s*\{.*?\}", re.DOTALL)


def test_a_client_of_openapi_generator_compiles_and_reads(jars: Path, catalogue: Catalogue) -> None:
    for program, package in PACKAGES.items():
        if not program:
            pytest.skip(MISSING.format("a compiler or library of C#", package))

    def make(folder: Path) -> None:
        library = "--library=httpclient"
        properties = f"--additional-properties={OPTIONS}"
        generate(jars, folder, "csharp", library, properties, document=PUBLIC_DOCUMENT)
        leave_out_what_debian_lacks(folder / "src")
        references = [f"-r:{each}" for each in (NEWTONSOFT, *LIBRARIES)]
        sources = sorted((folder / "src").rglob("*.cs"))
        options = ("-langversion:latest", "-out:use.exe", *references)
        run("mcs", *options, folder / "Use.cs", *sources, folder=folder)
        shutil.copy(NEWTONSOFT, folder)

    folder = client("Use.cs", __file__, make, PUBLIC_DOCUMENT)
    assert json.loads(run("mono", folder / "use.exe", catalogue.address)) == READ


def leave_out_what_debian_lacks(sources: Path) -> None:
    """Leave out calls tried again, which need Polly, and the naming of members without a name.

    Every member has one. Debian has no Polly, and of Newtonsoft.Json a version before the naming.
    """
    [configuration] = sources.rglob("RetryConfiguration.cs")
    configuration.unlink()
    for path in sources.rglob("*.cs"):
        text = path.read_text("utf-8").replace("using Polly;\n", "")
        path.write_text(NAMING.sub("", RETRIES.sub("", text)), "utf-8")
