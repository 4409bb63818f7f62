from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import Catalogue, used
from tests.clients.generating import DOCUMENT, client, generate
from tests.clients.toolbox import node, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients
COMPILER = {
    "strict": True,
    "noUncheckedIndexedAccess": True,
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "types": ["node"],
    "outDir": "built",
}


def compile_program(packages: Path, folder: Path, program: str) -> None:
    (folder / "node_modules").symlink_to(packages)
    settings = {"compilerOptions": COMPILER, "files": [f"{program}.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings))
    (folder / "package.json").write_text('{"type": "module"}')
    run(node(), packages / "typescript" / "bin" / "tsc", folder=folder)


def test_a_client_of_openapi_generator_compiles_and_works(
    jars: Path, packages: Path, catalogue: Catalogue
) -> None:
    def make(folder: Path) -> None:
        importing = "--additional-properties=importFileExtension=.js"
        generate(jars, folder / "client", "typescript-fetch", importing)
        compile_program(packages, folder, "use_fetch")

    folder = client("use_fetch.ts", __file__, make)
    said = run(node(), "built/use_fetch.js", *catalogue.arguments(), folder=folder)
    used(said, "TypeScript")


def test_the_types_of_openapi_typescript_compile_and_work(
    packages: Path, catalogue: Catalogue
) -> None:
    def make(folder: Path) -> None:
        maker = packages / "openapi-typescript" / "bin" / "cli.js"
        run(node(), maker, DOCUMENT, "--output", folder / "schema.d.ts")
        compile_program(packages, folder, "use_types")

    folder = client("use_types.ts", __file__, make)
    used(run(node(), "built/use_types.js", *catalogue.arguments(), folder=folder), "Typer")
